from __future__ import annotations

import pytest

from knowledge.matching.definitions import Definitions

TERMS = Definitions({"SRB": "g-srb", "EHC plan": "g-ehcp", "SENCO": "g-senco"})


@pytest.mark.parametrize(("asked", "entry"), [
    ("what does srb mean", "g-srb"), ("srb meaning", "g-srb"), ("whats senco stand for", "g-senco"),
    ("what does ehc plan mean", "g-ehcp"), ("SENCOs mean", "g-senco"), ("what is srb short for please", "g-srb"),
])  # fmt: skip
def test_a_question_about_a_short_form_is_seen(asked: str, entry: str) -> None:
    assert TERMS.asked(asked.split()) == entry


@pytest.mark.parametrize("asked", [
    "what is an srb", "which srb is near me", "what does it mean to appeal", "mean", "", "what does mean",
    "does the senco mean to help my son", "what does srb and senco mean",
])  # fmt: skip
def test_any_other_question_is_left_alone(asked: str) -> None:
    assert TERMS.asked(asked.split()) is None
