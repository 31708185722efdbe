"""The words for a young person say what the words for a parent say, and are said to the young person."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain
from pathlib import Path

import pytest

import knowledge
from knowledge.models import Answer, Guide, Line
from knowledge.yaml_files import read_model, read_yaml

CONTENT = Path(knowledge.__file__).parent / "content"
TOPICS = ("employment", "independent-living", "community", "being-healthy", "everything")
BANDS = {
    "under-11": range(11),
    "11-13": range(11, 14),
    "14-15": range(14, 16),
    "16-17": range(16, 18),
    "18-19": range(18, 20),
    "20-25": range(20, 26),
}
HEADINGS = ("What to do now", "Who to ask", "What is next")
TO_A_PARENT = re.compile(r"\byour (?:child|son|daughter|young person)\b", re.IGNORECASE)
# "one" is left out: it is a pronoun as often as a number.
NUMBER = re.compile(
    r"\d+(?:[.,]\d+)*|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b", re.IGNORECASE
)


def answers_in(path: Path) -> list[Answer]:
    """The answers of one file, each with the dates that its file gives for all of them."""
    file = read_yaml(path)
    head = {key: value for key, value in file.items() if key != "answers"}
    return [Answer.model_validate(head | entry) for entry in file["answers"]]


ADULT_LIFE = list(chain.from_iterable(map(answers_in, sorted((CONTENT / "answers").glob("adult-life-*.yaml")))))
ANSWERS = {entry.id: entry for path in (CONTENT / "answers").glob("*.yaml") for entry in answers_in(path)}
GUIDES = {path.stem: read_model(path, Guide) for path in sorted((CONTENT / "guides" / "adult-life").glob("*.yaml"))}

each_answer = pytest.mark.parametrize("answer", [pytest.param(answer, id=answer.id) for answer in ADULT_LIFE])
each_spoken_answer = pytest.mark.parametrize(
    "answer", [pytest.param(answer, id=answer.id) for answer in ANSWERS.values() if answer.young]
)
each_guide = pytest.mark.parametrize(
    ("name", "guide"), [pytest.param(name, guide, id=name) for name, guide in GUIDES.items()]
)


def numbers(text: str) -> Counter[str]:
    return Counter(number.lower() for number in NUMBER.findall(text))


def pairs(answer: Answer) -> list[tuple[str, str]]:
    """What the answer says to a parent, each beside the same thing said to the young person."""
    assert answer.young
    facts = zip((fact.text for fact in answer.facts), answer.young.facts, strict=True)
    steps = zip(answer.steps, answer.young.steps, strict=True)
    return [(answer.title, answer.young.title), *facts, *steps]


def lines(guide: Guide) -> list[Line]:
    return [line for section in guide.sections for line in section.lines]


def page(guide: Guide, *, young: bool) -> str:
    title = guide.young_title or "" if young else guide.title
    said = [line.young or "" if young else line.text for line in lines(guide)]
    return "".join([title, *(section.heading for section in guide.sections), *said])


def fits_band(entry_id: str, band: str) -> bool:
    ages = ANSWERS[entry_id].ages if entry_id in ANSWERS else None
    return ages is None or any(ages[0] <= age <= ages[1] for age in BANDS[band])


@each_answer
def test_each_answer_about_adult_life_has_words_for_the_young_person(answer: Answer) -> None:
    assert answer.young is not None


@each_spoken_answer
def test_the_young_person_is_told_each_fact_and_each_step(answer: Answer) -> None:
    assert answer.young
    assert (len(answer.young.facts), len(answer.young.steps)) == (len(answer.facts), len(answer.steps))


@each_spoken_answer
def test_a_number_is_the_same_to_the_young_person_as_to_a_parent(answer: Answer) -> None:
    assert [(adult, young) for adult, young in pairs(answer) if numbers(adult) != numbers(young)] == []


@each_spoken_answer
def test_words_for_the_young_person_are_never_about_someone_elses_child(answer: Answer) -> None:
    assert [young for _, young in pairs(answer) if TO_A_PARENT.search(young)] == []


def test_each_topic_has_a_guide_for_each_age() -> None:
    named = {f"{topic}-{band}": f"adult-life-{topic}-{band}" for topic in TOPICS for band in BANDS}
    assert {name: guide.id for name, guide in GUIDES.items()} == named


@each_guide
def test_a_guide_to_adult_life_has_its_three_headings_and_no_more_lines_than_fit(name: str, guide: Guide) -> None:
    assert tuple(section.heading for section in guide.sections) == HEADINGS
    now, ask, later = (len(section.lines) for section in guide.sections)
    assert now in ((5, 6, 7) if name.startswith("everything") else (3, 4, 5))
    assert {ask, later} <= {2, 3}
    assert all(600 <= len(page(guide, young=young)) <= 1800 for young in (False, True))


@each_guide
def test_each_line_of_a_guide_is_worded_for_both(name: str, guide: Guide) -> None:
    assert guide.young_title
    for line in lines(guide):
        assert line.young
        assert max(len(line.text), len(line.young)) <= 180, line.text
        assert numbers(line.text) == numbers(line.young)
        assert not TO_A_PARENT.search(line.young)


@each_guide
def test_what_to_do_now_rests_on_answers_for_that_age(name: str, guide: Guide) -> None:
    band = next(band for band in BANDS if name.endswith(band))
    now, ask, _ = guide.sections
    assert [line.source for line in (*now.lines, *ask.lines) if not fits_band(line.source, band)] == []


@each_guide
def test_a_guide_leads_on_to_the_next_age(name: str, guide: Guide) -> None:
    topic, band = next((topic, band) for topic in TOPICS for band in BANDS if name == f"{topic}-{band}")
    later = list(BANDS)[list(BANDS).index(band) + 1 :][:1]
    assert {f"adult-life-{topic}-{following}" for following in later} <= set(guide.after)
    assert 3 <= len(guide.more) <= 6


@pytest.mark.parametrize(("adult", "young"), [("by 16", "by 18"), ("two weeks", "three weeks"), ("217.26", "217")])
def test_a_changed_number_is_noticed(adult: str, young: str) -> None:
    assert numbers(adult) != numbers(young)
