"""The content itself, as data: it passes its own checker, nothing of it was lost, and nothing of it is in the code."""

from __future__ import annotations

import re
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

import knowledge as package
from handlers.outcomes import NEEDS
from handlers.taps import Tap, write
from handlers.turn import CHOICE_BYTES
from knowledge.base import Knowledge
from knowledge.checks import check
from knowledge.flow.model import MOST_OPTIONS, EntryStep, PlaceStep
from knowledge.gazetteer import ANYWHERE, Gazetteer
from knowledge.loader import CONTENT

CODE = Path(package.__file__).parent.parent
FOLDERS = ("bot", "handlers", "knowledge", "storage", "web")
KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
AS_BROUGHT_IN = {"sen-support-": 13, "ehcp-": 53, "rights-": 40, "pfal-": 108, "everyday-": 106, "law-": 10}
"""How many answers there are of each kind, words of the glossary aside. More may come; none may get lost."""
OUTCOMES = {"employment", "independent-living", "community", "being-healthy", "all"}


def test_all_of_the_content_passes_the_checker() -> None:
    assert [str(fault) for fault in check(CONTENT, NEEDS)] == []


@pytest.mark.parametrize("prefix", AS_BROUGHT_IN)
def test_no_answer_was_lost(prefix: str, knowledge: Knowledge) -> None:
    answers = [one for one in knowledge.answers.values() if one.id.startswith(prefix) and "-glossary-" not in one.id]
    assert len(answers) >= AS_BROUGHT_IN[prefix]


def test_there_are_services_for_every_category(knowledge: Knowledge) -> None:
    assert len(knowledge.services) >= 60
    used = Counter(name for one in knowledge.services.values() if one.status != "closed" for name in one.categories)
    assert [one.id for group in knowledge.groups for one in group.categories if not used[one.id]] == []


def test_each_outcome_of_adult_life_has_answers(knowledge: Knowledge) -> None:
    outcomes = Counter(one.outcome for one in knowledge.answers.values() if one.outcome)
    assert outcomes.total() >= 40
    assert set(outcomes) == OUTCOMES
    assert min(outcomes.values()) >= 10


def test_every_answer_says_where_each_fact_is_from_and_when_to_look_again(knowledge: Knowledge) -> None:
    for answer in knowledge.answers.values():
        assert all(fact.source.startswith(("https://", "http://")) for fact in answer.facts), answer.id
        assert timedelta(0) < answer.review_by - answer.checked_on <= timedelta(days=366), answer.id
        assert answer.phrasings, answer.id


def test_every_service_says_where_it_is_from_and_when_to_look_again(knowledge: Knowledge) -> None:
    for one in knowledge.services.values():
        assert one.sources, one.id
        assert all(source.startswith(("https://", "http://")) for source in one.sources), one.id
        assert timedelta(0) < one.review_by - one.checked_on <= timedelta(days=366), one.id
        assert one.categories, one.id
        assert one.areas, one.id


def test_every_id_is_small_letters_numbers_and_hyphens(knowledge: Knowledge) -> None:
    assert [one for one in knowledge.files if not KEBAB.fullmatch(one)] == []


def test_every_group_of_categories_fits_one_screen(knowledge: Knowledge) -> None:
    assert len(knowledge.groups) <= MOST_OPTIONS
    assert [group.id for group in knowledge.groups if not 1 <= len(group.categories) <= MOST_OPTIONS] == []
    ids = [category.id for group in knowledge.groups for category in group.categories]
    assert len(ids) == len(set(ids))


def test_the_people_to_ask_are_open(knowledge: Knowledge) -> None:
    assert [knowledge.services[one].status for one in knowledge.area.ask_a_person] == ["active"] * len(
        knowledge.area.ask_a_person
    )


def test_the_area_s_own_words_are_understood(knowledge: Knowledge, gazetteer: Gazetteer) -> None:
    area = knowledge.area
    assert [word for word in area.anywhere if gazetteer.read(word).values != (ANYWHERE,)] == []
    assert [word for word in area.elsewhere if gazetteer.read(word).kind != "outside"] == []
    assert [district.id for district in area.districts if gazetteer.point(district.centre) is None] == []
    assert gazetteer.read(area.name).values == (ANYWHERE,)


def test_every_postcode_district_stands_somewhere(knowledge: Knowledge, gazetteer: Gazetteer) -> None:
    assert [code.outcode for code in knowledge.outcodes if gazetteer.point(code.outcode) is None] == []
    names = {place.name for place in knowledge.places}
    assert [(code.outcode, name) for code in knowledge.outcodes for name in code.near if name not in names] == []


def test_no_two_places_share_a_name(knowledge: Knowledge) -> None:
    assert [name for name, times in Counter(place.name for place in knowledge.places).items() if times > 1] == []


def test_every_place_and_other_name_is_read_as_that_place(knowledge: Knowledge, gazetteer: Gazetteer) -> None:
    names = [(place.name, name) for place in knowledge.places for name in (place.name, *place.also)]
    names += [(code.outcode, name) for code in knowledge.outcodes for name in (code.outcode, *code.also)]
    assert [name for value, name in names if gazetteer.read(name).values != (value,)] == []


def test_every_quick_pick_of_a_place_is_a_place(knowledge: Knowledge, gazetteer: Gazetteer) -> None:
    steps = [step for flow in knowledge.flows.values() for step in flow.steps.values() if isinstance(step, PlaceStep)]
    assert [option.value for step in steps for option in step.options if not gazetteer.knows(option.value)] == []
    assert steps


def test_every_place_that_may_be_offered_fits_a_button(knowledge: Knowledge) -> None:
    values = [*(place.name for place in knowledge.places), *(code.outcode for code in knowledge.outcodes)]
    assert too_long(knowledge, PlaceStep, values) == []


def test_every_service_that_may_be_offered_fits_a_button(knowledge: Knowledge) -> None:
    assert (
        too_long(knowledge, EntryStep, [one.id for one in knowledge.services.values() if one.status != "closed"]) == []
    )


def too_long(knowledge: Knowledge, kind: type, values: list[str]) -> list[str]:
    """The buttons, for any of these values at any step of this kind, that carry more than Telegram takes."""
    buttons = [
        write(Tap("pick", value, flow.id, flow.version, name))
        for flow in knowledge.flows.values()
        for name, step in flow.steps.items()
        if isinstance(step, kind)
        for value in values
    ]
    assert buttons
    return [button for button in buttons if len(button.encode()) > CHOICE_BYTES]


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_python_file_names_the_area(folder: str, knowledge: Knowledge) -> None:
    assert naming(folder, knowledge.area.name, knowledge.area.council, knowledge.area.local_offer) == []


@pytest.mark.parametrize("folder", [*sorted(set(FOLDERS) - {"storage"}), "storage"])
def test_no_python_file_names_a_district_or_its_town(folder: str, knowledge: Knowledge) -> None:
    districts = knowledge.area.districts
    assert naming(folder, *(one.label for one in districts), *(one.centre for one in districts)) == []


def naming(folder: str, *names: str) -> list[str]:
    """The places in the code of `folder` where one of `names` stands."""
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b", re.IGNORECASE)
    return [
        f"{path.relative_to(CODE)}:{number}: {line.strip()}"
        for path in sorted((CODE / folder).rglob("*.py"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if pattern.search(line)
    ]
