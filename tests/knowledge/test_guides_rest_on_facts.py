"""Each line of a guide names an entry; what the line counts, dates or dials must stand in that entry."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import knowledge
from knowledge.models import Answer, Guide, Line, Service
from knowledge.strategy import StrategyItem, load_strategy
from knowledge.yaml_files import read_model, read_yaml

CONTENT = Path(knowledge.__file__).parent / "content"
FILES = sorted((CONTENT / "guides").glob("*/*.yaml"))
EHCP_HEADINGS = (
    "What happens next",
    "Who does what, by when",
    "Your rights at this step",
    "Who can help",
    "What comes after",
)
EHCP_STEPS = {
    "thinking", "waiting", "told-no", "draft", "final",
    "not-followed", "review", "phase-transfer", "moving", "ending",
}  # fmt: skip
EXPLAINED = {
    "EHC plan": "EHC plan (education, health and care plan)",
    "SENCO": "SENCO (the teacher",
    "SEND Tribunal": "SEND Tribunal (the court",
}


def entries(folder: str) -> list[dict[str, Any]]:
    files = [read_yaml(path) for path in sorted((CONTENT / folder).glob("*.yaml"))]
    return [
        {**{key: value for key, value in file.items() if key != folder}, **entry}
        for file in files
        for entry in file[folder]
    ]


GUIDES = {path: read_model(path, Guide) for path in FILES}
ANSWERS = {entry["id"]: Answer.model_validate(entry) for entry in entries("answers")}
SERVICES = {entry["id"]: Service.model_validate(entry) for entry in entries("services")}

STRATEGY = load_strategy(CONTENT / "strategy")
ENTRIES: dict[str, Answer | Service | StrategyItem] = {**ANSWERS, **SERVICES, **STRATEGY.items}

each_guide = pytest.mark.parametrize("guide", [pytest.param(guide, id=guide.id) for guide in GUIDES.values()])
each_ehcp_guide = pytest.mark.parametrize(
    "guide", [pytest.param(guide, id=guide.id) for path, guide in GUIDES.items() if path.parent.name == "ehcp"]
)

NUMBER_WORDS = {
    word: str(number)
    for number, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), start=1
    )
}
MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
UNITS = f"working days?|school days?|days?|weeks?|months?|years?|hours?|minutes?|miles?|terms?|per cent|%|{MONTHS}"
NUMBER = rf"(?:[£a-z]*\d\w*(?:[.,:]\d\w*)*|\b(?:{'|'.join(NUMBER_WORDS)})\b)"
RUN = re.compile(rf"({NUMBER}(?:(?:,| or| to| and| ?[-–])+ ?{NUMBER})*)[ -]?({UNITS})(?![a-z])")
COUNTED = re.compile(rf"\b(week|day|year|section|option) ({NUMBER})")
PHONE = re.compile(r"\b0\d[\d ]{7,}\d\b")
DOUBTED = re.compile(r"\b(?:check|older|old)\b", re.IGNORECASE)


def numbers(text: str) -> set[tuple[str, str]]:
    """Each number with what it counts ("15", "working day"), and each number in figures alone ("15", "")."""
    text = " ".join(text.lower().split())
    found = {(match.group(), "") for match in re.finditer(NUMBER, text) if match.group() not in NUMBER_WORDS}
    for run, unit in RUN.findall(text):
        found |= {(NUMBER_WORDS.get(number, number), unit.rstrip("s")) for number in re.findall(NUMBER, run)}
    for unit, number in COUNTED.findall(text):
        found.add((NUMBER_WORDS.get(number, number), unit))
    return found


def said(entry: Answer | Service | StrategyItem) -> str:
    """All that an entry says and that a guide may repeat: nothing that rests on a fact of low confidence."""
    if isinstance(entry, StrategyItem):
        return f"{entry.title}\n{entry.text}"
    if isinstance(entry, Service):
        ages = (entry.eligibility.min_age, entry.eligibility.max_age)
        phones = (f"{phone.number}. {phone.text or ''}" for phone in entry.phones)
        return "\n".join(
            str(part)
            for part in (entry.description, *phones, entry.eligibility.text, *ages, entry.schedule, entry.note)
            if part is not None
        )
    parts = [part for fact in entry.facts if fact.confidence != "low" for part in (fact.text, fact.note)]
    if entry.deadline:
        parts += [entry.deadline.rule, entry.deadline.start, entry.deadline.period, *entry.deadline.exceptions]
    return "\n".join(part for part in (entry.title, *parts, *entry.steps) if part)


def sure_phones(service: Service) -> set[str]:
    return {phone.number for phone in service.phones if not DOUBTED.search(phone.text or "")}


def lines(guide: Guide) -> list[Line]:
    return [line for section in guide.sections for line in section.lines]


def wordings(guide: Guide) -> list[tuple[Line, str]]:
    """Each line with its words, and once more with those for the young person where it has them."""
    return [(line, text) for line in lines(guide) for text in (line.text, line.young) if text]


def page(guide: Guide, *, young: bool = False) -> str:
    title = (young and guide.young_title) or guide.title
    headings = [section.heading for section in guide.sections]
    return "\n".join([title, *headings, *((young and line.young) or line.text for line in lines(guide))])


def test_every_step_with_a_plan_has_its_guide() -> None:
    ids = {path.stem: guide.id for path, guide in GUIDES.items() if path.parent.name == "ehcp"}
    assert ids == {step: f"ehcp-stage-{step}" for step in EHCP_STEPS}


def test_no_two_guides_share_an_id() -> None:
    ids = [guide.id for guide in GUIDES.values()]
    assert len(ids) == len(set(ids))


@each_ehcp_guide
def test_a_guide_to_a_step_with_a_plan_has_the_five_headings_in_order(guide: Guide) -> None:
    assert tuple(section.heading for section in guide.sections) == EHCP_HEADINGS


@each_ehcp_guide
def test_a_short_form_is_explained_where_it_is_first_used(guide: Guide) -> None:
    for short, full in EXPLAINED.items():
        at = page(guide).find(short)
        assert at < 0 or page(guide).startswith(full, at), short


@each_guide
def test_a_guide_fits_one_message_on_a_phone(guide: Guide) -> None:
    assert max(len(page(guide)), len(page(guide, young=True))) <= 2300
    assert [text for _, text in wordings(guide) if len(text) > 200] == []


@each_ehcp_guide
def test_a_guide_to_a_step_with_a_plan_has_something_in_each_part(guide: Guide) -> None:
    assert len(page(guide)) >= 900
    assert all(2 <= len(section.lines) <= 4 for section in guide.sections)


@each_guide
def test_each_line_rests_on_an_entry_that_exists(guide: Guide) -> None:
    assert [line.source for line in lines(guide) if line.source not in ENTRIES] == []


@each_guide
def test_each_number_in_a_line_is_in_the_entry_that_it_rests_on(guide: Guide) -> None:
    for line, text in wordings(guide):
        entry = ENTRIES[line.source]
        assert numbers(text) - numbers(said(entry)) == set(), f"{line.source}: {text}"


@each_guide
def test_a_phone_number_is_one_that_a_service_gives_without_a_doubt(guide: Guide) -> None:
    for line, text in wordings(guide):
        givers = [SERVICES[line.source]] if line.source in SERVICES else list(SERVICES.values())
        sure = set().union(*map(sure_phones, givers))
        assert set(PHONE.findall(text)) <= sure, text


@each_guide
def test_no_line_sends_a_family_to_a_service_that_is_closed_or_unsure(guide: Guide) -> None:
    for line in lines(guide):
        if service := SERVICES.get(line.source):
            assert (service.status, service.confidence) in {("active", "high"), ("active", "medium")}, service.id


@each_guide
def test_a_guide_leads_on_to_answers_and_guides_that_exist(guide: Guide) -> None:
    assert set(guide.more) <= ANSWERS.keys() | STRATEGY.items.keys() | STRATEGY.promises.keys()
    assert set(guide.after) <= {other.id for other in GUIDES.values()} - {guide.id}
    assert len(set(guide.more)) == len(guide.more)


@each_ehcp_guide
def test_a_guide_to_a_step_with_a_plan_always_leads_on(guide: Guide) -> None:
    assert 4 <= len(guide.more) <= 6
    assert 1 <= len(guide.after) <= 4


@pytest.mark.parametrize(
    ("line", "entry"),
    [
        ("You get 15 days.", "It has 15 working days."),
        ("You have two months.", "You have two weeks."),
        ("It comes by 31 March.", "It comes by 31 May."),
        ("It costs £60.", "It takes 60 minutes."),
        ("Fill in SEND35.", "Fill in SEND35A."),
    ],
)
def test_a_number_that_counts_something_else_is_not_the_same(line: str, entry: str) -> None:
    assert numbers(line) - numbers(entry)


@pytest.mark.parametrize(
    ("line", "entry"),
    [
        ("You get two weeks.", "You must have 2 weeks' notice."),
        ("Mark week 6.", "You hear within 6 weeks."),
        ("It must come within 16 weeks.", "The same weekday, 6, 16 or 20 weeks later."),
        ("Look out for the 6-week letter.", "It must tell you within 6 weeks."),
    ],
)
def test_the_same_number_said_another_way_is_the_same(line: str, entry: str) -> None:
    assert numbers(line) <= numbers(entry)
