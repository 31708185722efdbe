"""The flow engine: only answers are kept, and where someone is follows from them."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from knowledge.flow.engine import SEEN, SKIPPED, Engine, Position, without
from knowledge.flow.functions import Functions
from knowledge.flow.model import Answers, Flow, Option, OptionGroup, Step
from knowledge.yaml_files import read_yaml

CLUB = read_yaml(Path(__file__).parent.parent / "content" / "club.yaml")
HOBBIES = (
    OptionGroup(value="in", label="Indoors", options=(Option(value="chess", label="Chess"),)),
    OptionGroup(
        value="out",
        label="Outdoors",
        options=(Option(value="swim", label="Swimming"), Option(value="run", label="Running")),
    ),
)
FUNCTIONS = Functions(
    groups={"hobbies": HOBBIES},
    is_place={"Highmere", "anywhere"}.__contains__,
    is_entry={"reed-club"}.__contains__,
    conditions={"lives nearby": lambda answers: "run" in (answers.get("likes") or ())},
)
LONG_WAY: Answers = {
    "hello": SEEN,
    "who": "child",
    "likes": ("swim",),
    "day": "2026-11-03",
    "town": "Highmere",
    "service": "reed-club",
    "words": "hello",
}


def flow(**changes: Any) -> Flow:
    """The club flow; `changes` replace a step, or take it out where None is given."""
    data = deepcopy(CLUB)
    data["steps"] = {name: step for name, step in (data["steps"] | changes).items() if step is not None}
    return Flow.model_validate(data)


@pytest.fixture
def engine() -> Engine:
    return Engine({"club": flow()}, FUNCTIONS)


def first(count: int) -> Answers:
    return dict(list(LONG_WAY.items())[:count])


def test_with_no_answers_the_first_step_is_asked(engine: Engine) -> None:
    assert engine.replay(flow(), {}) == Position("hello", False, ())


def test_each_answer_leads_to_the_next_step_and_the_last_to_the_outcome(engine: Engine) -> None:
    places = [engine.replay(flow(), first(count)) for count in range(len(LONG_WAY) + 1)]
    assert [place.at for place in places] == ["hello", "who", "likes", "day", "town", "service", "words", "joined"]
    assert [place.is_outcome for place in places] == [False] * 7 + [True]
    assert places[-1].path == tuple(LONG_WAY)


def test_the_order_in_which_answers_are_kept_does_not_matter(engine: Engine) -> None:
    assert engine.replay(flow(), dict(reversed(LONG_WAY.items()))) == engine.replay(flow(), LONG_WAY)


def test_a_flow_is_found_by_its_id_and_an_unknown_one_is_none(engine: Engine) -> None:
    assert engine.flow("club") == flow()
    assert engine.flow("pub") is None


def test_back_drops_the_last_answer_until_none_is_left(engine: Engine) -> None:
    answers, seen = dict(LONG_WAY), []
    while answers:
        answers = engine.back(flow(), answers)
        seen.append(engine.replay(flow(), answers).at)
    assert seen == ["words", "service", "town", "day", "likes", "who", "hello"]
    assert engine.back(flow(), {}) == {}


def test_changing_one_answer_keeps_the_later_ones(engine: Engine) -> None:
    dropped = without(LONG_WAY, "day")
    assert engine.replay(flow(), dropped).at == "day"
    assert engine.replay(flow(), dropped | {"day": "2026-12-01"}).at == "joined"


def test_dropping_an_answer_leaves_the_given_ones_as_they_were() -> None:
    answers: Answers = {"who": "me", "likes": ("chess",)}
    assert without(answers, "who") == {"likes": ("chess",)}
    assert without(answers, "day") == answers
    assert answers == {"who": "me", "likes": ("chess",)}


@pytest.mark.parametrize(
    ("who", "likes", "leads_to"),
    [
        pytest.param("me", ("chess",), "town", id="all parts of a rule hold"),
        pytest.param("me", ("swim", "chess"), "town", id="one of several ticks is enough"),
        pytest.param("child", ("chess",), "words", id="one part does not hold, so the next rule is tried"),
        pytest.param("child", ("run",), "joined", id="a named function decides"),
        pytest.param("me", ("chess", "run"), "town", id="the first rule that holds wins"),
        pytest.param("me", ("swim",), "day", id="no rule holds, so the plain go is taken"),
    ],
)
def test_the_first_rule_that_holds_leads_the_way(
    who: str, likes: tuple[str, ...], leads_to: str, engine: Engine
) -> None:
    assert engine.replay(flow(), {"hello": SEEN, "who": who, "likes": likes}).at == leads_to


def test_roads_not_taken_are_dropped(engine: Engine) -> None:
    changed = LONG_WAY | {"likes": ("run",)}
    assert engine.replay(flow(), changed).at == "joined"
    assert engine.settled(flow(), changed) == {"hello": SEEN, "who": "child", "likes": ("run",)}


def test_answers_of_the_road_that_was_taken_are_all_kept(engine: Engine) -> None:
    assert engine.settled(flow(), LONG_WAY) == LONG_WAY


def test_an_answer_whose_option_was_taken_out_is_asked_again(engine: Engine) -> None:
    who = CLUB["steps"]["who"] | {"options": [{"value": "me", "label": "Me"}]}
    assert engine.replay(flow(who=who), LONG_WAY).at == "who"


def test_a_question_that_was_put_in_is_asked_and_the_answers_after_it_are_kept(engine: Engine) -> None:
    changed = flow(
        who=CLUB["steps"]["who"] | {"next": "age"},
        age={"kind": "text", "name": "Age", "ask": "How old?", "next": "likes"},
    )
    assert engine.replay(changed, LONG_WAY).at == "age"
    assert engine.replay(changed, LONG_WAY | {"age": "9"}).at == "joined"


def test_a_question_that_was_renamed_is_asked_again_and_the_old_answer_does_no_harm(engine: Engine) -> None:
    likes = CLUB["steps"]["likes"] | {"next": "day"}
    day = CLUB["steps"]["day"] | {"next": "village"}
    changed = flow(likes=likes, day=day, town=None, village=CLUB["steps"]["town"])
    assert engine.replay(changed, LONG_WAY).at == "village"
    assert "town" not in engine.settled(changed, LONG_WAY | {"village": "Highmere"})


def test_a_step_that_changed_its_kind_is_asked_again(engine: Engine) -> None:
    as_choice = flow(likes=CLUB["steps"]["who"] | {"next": "day"})
    assert engine.replay(as_choice, LONG_WAY).at == "likes"


def test_steps_in_a_ring_end_at_the_first_one_again_instead_of_never(engine: Engine) -> None:
    ring = flow(words=CLUB["steps"]["words"] | {"next": "hello"})
    assert engine.replay(ring, LONG_WAY) == Position("hello", False, tuple(LONG_WAY))


def test_young_wording_is_for_the_person_themselves(engine: Engine) -> None:
    assert engine.is_young(flow(), {"who": "me"})
    assert not engine.is_young(flow(), {"who": "child"})
    assert not engine.is_young(flow(), {})


def test_a_flow_that_never_asks_who_it_is_for_is_never_young(engine: Engine) -> None:
    assert not engine.is_young(flow().model_copy(update={"young_when": None}), {"who": "me"})


@pytest.mark.parametrize(
    ("step", "value"),
    [
        ("hello", SEEN),
        ("who", "child"),
        ("likes", ("chess",)),
        ("likes", ("run", "chess", "swim")),
        ("day", "2026-11-03"),
        ("town", "Highmere"),
        ("town", "anywhere"),
        ("service", "reed-club"),
        ("words", SKIPPED),
        ("words", "x" * 10),
    ],
)
def test_an_answer_fits(step: str, value: str | tuple[str, ...], engine: Engine) -> None:
    assert engine.fits(flow().steps[step], value)


@pytest.mark.parametrize(
    ("step", "value"),
    [
        ("hello", "yes"),
        ("hello", ("seen",)),
        ("who", "nobody"),
        ("who", "My child"),
        ("who", ("child",)),
        ("likes", "chess"),
        ("likes", ()),
        ("likes", ("chess", "golf")),
        ("day", "3 November"),
        ("day", "2026-02-30"),
        ("day", ""),
        ("town", "Otherland"),
        ("service", "school-help"),
        ("words", "x" * 11),
        ("words", ("a", "b")),
    ],
)
def test_an_answer_does_not_fit(step: str, value: str | tuple[str, ...], engine: Engine) -> None:
    assert not engine.fits(flow().steps[step], value)


def test_words_cannot_be_left_out_where_there_is_no_button_to_skip(engine: Engine) -> None:
    step: Step = flow(words=CLUB["steps"]["words"] | {"skip": None}).steps["words"]
    assert not engine.fits(step, SKIPPED)
