"""The real safety content and the check made from it, once for all these tests."""

from __future__ import annotations

import pytest
from safety_corpus import CONTENT

from knowledge.safety import SafetyCheck, SafetyContent, load_safety


@pytest.fixture(scope="session")
def content() -> SafetyContent:
    return load_safety(CONTENT)


@pytest.fixture(scope="session")
def safety(content: SafetyContent) -> SafetyCheck:
    return SafetyCheck(content)
