from __future__ import annotations

import pytest
from made_matcher import made_matcher

from knowledge.matching import Matcher


@pytest.fixture(scope="session")
def matcher() -> Matcher:
    return made_matcher()
