"""The pages that the foot of every page leads to."""

from __future__ import annotations

SITE_PAGES = (
    ("/", "Chat"),
    ("/services", "Find a service"),
    ("/you-said-we-did", "You said, we did"),
    ("/young-voices", "What young people say"),
    ("/promises", "Promises"),
    ("/regulation-56", "Yearly report"),
    ("/posters", "Posters"),
    ("/privacy", "Privacy"),
    ("/accessibility", "Accessibility"),
)
"""Addresses, and what each is called."""
