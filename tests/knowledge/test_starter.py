"""The start that a new area gets: it works, nothing in it is bound to the area it came from, and nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from person import Person
from sqlalchemy import Engine

from handlers.assistant import Assistant
from handlers.desk import open_desk
from handlers.outcomes import NEEDS
from knowledge.base import Knowledge
from knowledge.checks import check
from knowledge.loader import load
from knowledge.safety import SafetyCheck
from knowledge.starter import AreaNameError, new_area, slug, tidy_name
from knowledge.starter.bound import Bound
from knowledge.starter.making import HERE, Take
from knowledge.starter.yaml_texts import with_text
from knowledge.yaml_files import read_model
from storage.sealing import Sealer

LOCAL = re.compile(r"norfolk|norwich|yarmouth|\bNSFT\b|\bCADS (?!cafes)|nidas:|kooth\.com|0344 800", re.IGNORECASE)
ODD_NAMES = ["Łódź: \"O'Brien's\"", "{x} $area", "#1 & <b> 🎉", "N" * 40]
Make = Callable[[str, date], Path]


@pytest.fixture(scope="module")
def make(knowledge: Knowledge, tmp_path_factory: pytest.TempPathFactory) -> Make:
    def made(name: str, today: date) -> Path:
        folder = tmp_path_factory.mktemp("area")
        for file, text in new_area(name, today, knowledge).items():
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            (folder / file).write_text(text, encoding="utf-8")
        return folder

    return made


@pytest.fixture(scope="module")
def today(knowledge: Knowledge) -> date:
    """A day on which nobody has let anything of our own content go past its review."""
    return max(signpost.checked_on for signpost in knowledge.safety.signposts)


@pytest.fixture(scope="module")
def kent(make: Make, today: date) -> Path:
    return make("Kent", today)


@pytest.fixture(scope="module")
def kent_knows(kent: Path) -> Knowledge:
    return load(kent)


def test_the_start_passes_the_checker_on_the_day_it_is_made(kent: Path, today: date) -> None:
    assert [str(fault) for fault in check(kent, NEEDS, today)] == []


@pytest.mark.parametrize("name", ODD_NAMES)
def test_an_odd_name_works(make: Make, today: date, name: str) -> None:
    folder = make(tidy_name(name), today)
    assert load(folder).area.name == name
    assert [str(fault) for fault in check(folder, NEEDS)] == []


def test_nothing_in_it_speaks_of_the_area_that_it_came_from(kent: Path) -> None:
    found = [
        f"{path.relative_to(kent)}: {line}"
        for path in kent.rglob("*.yaml")
        for line in path.read_text(encoding="utf-8").splitlines()
        if LOCAL.search(line)
    ]
    assert found == []


def test_it_has_examples_that_say_that_they_are(kent_knows: Knowledge) -> None:
    services = kent_knows.services.values()
    answers = [one for one in kent_knows.answers.values() if one.topic == "examples"]
    assert 2 <= len(services) <= 3
    assert 2 <= len(answers) <= 3
    assert all(one.name.startswith("Example") for one in services)
    assert all(one.title.startswith("Example") for one in answers)
    addresses = [*(one.url for one in services), *(fact.source for one in answers for fact in one.facts)]
    assert all(str(address).startswith("https://example.org/") for address in addresses)
    assert not any(one.phones for one in services)


def test_every_entry_is_to_be_checked_within_90_days(kent_knows: Knowledge, today: date) -> None:
    crisis = [(one.id, one.review_by) for one in kent_knows.safety.signposts]
    late = [name for name, day in (*kent_knows.reviews(), *crisis) if day > today + timedelta(days=90)]
    assert late == []


def test_a_copy_is_no_check_so_the_day_of_the_check_stays(make: Make, knowledge: Knowledge, today: date) -> None:
    later = load(make("Fenshire", today + timedelta(days=30)))
    name = "rights-glossary-senco"
    assert later.answers[name].checked_on == knowledge.answers[name].checked_on
    assert later.safety.signpost("childline").checked_on == knowledge.safety.signpost("childline").checked_on
    assert later.answers["example-transport"].checked_on == today + timedelta(days=30)


def test_all_that_is_to_be_taken_is_there_to_take(knowledge: Knowledge, kent_knows: Knowledge) -> None:
    take = read_model(HERE / "take.yaml", Take)
    assert set(take.answers) <= kent_knows.answers.keys()
    assert set(take.flows) == kent_knows.flows.keys()
    assert [one.id for one in kent_knows.safety.signposts] == list(take.signposts)
    assert set(take.show) <= {signal.id for signal in knowledge.safety.signals}


def test_every_short_form_leads_to_its_meaning(kent_knows: Knowledge) -> None:
    assert {"EHCP", "SEND", "SENCO"} <= {form.short for form in kent_knows.short_forms}
    assert all(form.entry in kent_knows.answers for form in kent_knows.short_forms)


def test_the_ears_for_a_crisis_are_as_sharp_as_ours(knowledge: Knowledge, kent_knows: Knowledge) -> None:
    ours, theirs = knowledge.safety, kent_knows.safety
    assert [one.id for one in theirs.signals] == [one.id for one in ours.signals]
    for our, their in zip(ours.signals, theirs.signals, strict=True):
        assert their.phrases == our.phrases
        assert [rule.id for rule in their.rules] == [rule.id for rule in our.rules]
        assert [rule.any for rule in their.rules] == [rule.any for rule in our.rules]
    assert theirs.concepts.keys() == ours.concepts.keys()
    check_ours, check_theirs = SafetyCheck(ours), SafetyCheck(theirs)
    for signal in ours.signals:
        for phrase in (*signal.phrases.child, *signal.phrases.adult):
            our_alert, their_alert = check_ours.check(phrase), check_theirs.check(phrase)
            assert (their_alert and their_alert.signal) == (our_alert and our_alert.signal), phrase


def test_in_every_crisis_somebody_can_be_reached_by_phone(kent_knows: Knowledge) -> None:
    reachable = {one.id for one in kent_knows.safety.signposts if one.can_be_shown and (one.phone or one.text)}
    for signal in kent_knows.safety.signals:
        for shown in (signal.show.under_18, signal.show.adult):
            assert set(shown) & reachable, signal.id


def test_its_own_name_is_no_other_place_s(make: Make, today: date) -> None:
    sussex = load(make("East Sussex", today))
    assert sussex.words.areas.own == ("east sussex", "here")
    assert "sussex" not in sussex.words.areas.other
    assert "Sussex" not in sussex.area.elsewhere
    assert "kent" in sussex.words.areas.other
    assert "I only know about East Sussex." in sussex.words.areas.reply


@pytest.fixture
def family(kent_knows: Knowledge, sqlite_engine: Engine, sealer: Sealer) -> Person:
    desk = open_desk(kent_knows)
    return Person(Assistant(sqlite_engine, sealer, lambda: desk))


def test_the_welcome_promises_only_what_is_there(family: Person) -> None:
    family.start()
    assert "I help families in Kent" in family.screen
    assert "EHC plan" not in family.screen
    assert family.labels[:2] == ("Find a service", "Say what you think")


def test_a_family_finds_a_service_step_by_step(family: Person) -> None:
    family.start()
    for label in ("Find a service", "Advice and someone to talk to", "Advice about SEND", "Done", "5 to 10"):
        family.tap(label)
    family.tap("Example Town")
    assert "Example Advice" in family.screen


def test_a_family_learns_what_a_short_form_means(family: Person) -> None:
    family.start()
    family.say("what does EHCP mean?")
    assert "education, health and care plan" in family.screen


def test_somebody_in_danger_is_shown_help(family: Person) -> None:
    family.start()
    family.say("he is hitting me right now")
    assert "999" in family.screen


def test_easier_words_work_in_it(family: Person) -> None:
    family.start()
    family.say("/easy")
    family.say("/start")
    assert "I can tell you what a word means." in family.screen


@pytest.mark.parametrize("typed", ["", "   ", "-", "123", "🎉", "\x00\x1b", "Kent\x1b[2J", "../..", "?!"])
def test_a_name_that_cannot_be_shown_is_refused(typed: str) -> None:
    with pytest.raises(AreaNameError, match="Give the area's name in letters"):
        tidy_name(typed)


def test_a_name_that_is_too_long_is_refused() -> None:
    with pytest.raises(AreaNameError, match=r"has 300 letters. Use 40 at most"):
        tidy_name("a" * 300)


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("North  Fenshire", "north-fenshire"),
        ("../x", "x"),
        ("Kent: the Garden", "kent-the-garden"),
        ("🎉 Party", "party"),
        ("a_b", "a-b"),
        ("/etc/passwd", "etc-passwd"),
    ],
)
def test_a_folder_s_name_stays_in_the_folder_that_we_are_in(name: str, folder: str) -> None:
    assert slug(tidy_name(name)) == folder


class TestBound:
    bound = Bound("Fenshire")

    def test_a_list_loses_the_texts_and_the_records_that_name_the_area(self) -> None:
        data = {"unless": ["here in fenshire", "hair"], "basis": [{"source": "fenshire.example"}, {"source": "a"}]}
        assert self.bound.without(data) == {"unless": ["hair"], "basis": [{"source": "a"}]}

    def test_a_record_stays_where_only_a_list_in_it_names_the_area(self) -> None:
        data = [{"id": "rule", "unless": ["in Fenshire"]}]
        assert self.bound.without(data) == [{"id": "rule", "unless": []}]

    def test_a_word_list_loses_words_that_have_the_name_in_them(self) -> None:
        assert self.bound.without_words("[weather, fenshire]\nactive myfenshire add") == "[weather]\nactive add"

    def test_numbers_days_and_nothing_stay(self) -> None:
        data = {"day": date(2026, 1, 1), "number": 3, "nothing": None}
        assert self.bound.without(data) == data


def test_a_text_is_put_in_with_all_else_as_it_is_written() -> None:
    text = "# Head\na: one  # said\n\nb: |\n  old\n  words\n\n# Next\nc: three\n"
    assert (
        with_text(text, "b", "new\n\nwords\n")
        == "# Head\na: one  # said\n\nb: |\n  new\n\n  words\n\n# Next\nc: three\n"
    )
