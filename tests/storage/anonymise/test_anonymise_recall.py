from __future__ import annotations

from collections.abc import Iterable

import pytest
from anonymise_corpus import Sample, covered, every, in_case

from storage.anonymise import Anonymiser

ALWAYS = ["EMAIL", "PHONE", "NHS_NUMBER", "NINO", "POSTCODE", "UPN"]


def recall(anonymiser: Anonymiser, samples: Iterable[Sample], *types: str) -> float:
    found = [
        covered(sample, detail, anonymiser.clean(sample.text))
        for sample in samples
        for detail in sample.details
        if not types or detail.type in types
    ]
    return sum(found) / len(found)


def test_the_corpus_is_as_large_as_its_figures_need() -> None:
    with_details, clean = every("details"), every("clean")
    assert len(with_details) + len(clean) >= 250
    assert sum(len(sample.details) for sample in with_details) >= 300
    assert len(clean) >= 80


def test_nearly_every_detail_goes(anonymiser: Anonymiser) -> None:
    assert recall(anonymiser, every("details")) >= 0.98


def test_nearly_every_name_goes(anonymiser: Anonymiser) -> None:
    assert recall(anonymiser, every("details"), "PERSON") >= 0.98


@pytest.mark.parametrize("kind", ALWAYS)
def test_numbers_and_addresses_that_reach_a_person_always_go(anonymiser: Anonymiser, kind: str) -> None:
    assert recall(anonymiser, every("details"), kind) == 1


@pytest.mark.parametrize("case", ["lower", "upper"])
def test_text_without_the_help_of_capitals_is_cleaned_nearly_as_well(anonymiser: Anonymiser, case: str) -> None:
    assert recall(anonymiser, (in_case(sample, case) for sample in every("details"))) >= 0.96


@pytest.mark.parametrize("case", [None, "lower", "upper"])
def test_at_most_one_clean_text_in_thirty_is_changed(anonymiser: Anonymiser, case: str | None) -> None:
    clean = [in_case(sample, case) if case else sample for sample in every("clean")]
    changed = [sample.text for sample in clean if anonymiser.clean(sample.text).spans]
    assert len(changed) <= len(clean) / 30, changed
