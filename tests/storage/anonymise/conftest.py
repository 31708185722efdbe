from __future__ import annotations

import pytest

from storage.anonymise import Anonymiser

PLACES = ["Norwich", "Great Yarmouth", "Yarmouth", "King's Lynn", "Thetford", "Cromer", "Sheringham", "Dereham", "Diss"]
KEPT = [*PLACES, "Wymondham", "Norfolk", "Saltlark Trust", "Robin's Nest", "0800 055 5555", "help@saltlark.example.org"]


@pytest.fixture(scope="session")
def anonymiser() -> Anonymiser:
    return Anonymiser(keep=KEPT)
