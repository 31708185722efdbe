"""Made-up services, each with only what a test is about."""

from __future__ import annotations

from typing import Any

from knowledge.models import Service


def service(service_id: str, *, name: str | None = None, org: str = "The Reed Trust", **parts: Any) -> Service:
    """A club that is open to everyone all over Fenshire, but for what `parts` say."""
    plain = {
        "id": service_id,
        "name": name or service_id.replace("-", " ").title(),
        "organization": {"name": org},
        "description": "A club.",
        "categories": ["clubs"],
        "areas": ["fenshire"],
        "cost": "free",
        "referral": "self",
        "status": "active",
        "sources": ["https://reed.example"],
        "confidence": "high",
        "keeper": "local-offer",
        "checked_on": "2026-01-10",
        "review_by": "2026-07-10",
    }
    return Service.model_validate(plain | parts)
