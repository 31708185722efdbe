"""A record as our service: what a family would see of it."""

from datetime import date
from typing import Any

import pytest
from made_feed import record_id, service_v1, service_v3

from knowledge.models import Eligibility, Service
from knowledge.open_referral.to_service import LONGEST_ID, NotTakenError, service_id
from tests.knowledge.open_referral.conftest import SOURCE, Make

TODAY = date(2026, 11, 22)


def bare(**fields: Any) -> dict[str, Any]:
    return {"id": "7", "name": "Reed Club", "organization": {"name": "Reed Trust"}, **fields}
