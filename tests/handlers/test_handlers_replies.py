import json

from hypothesis import given
from hypothesis import strategies as st

from handlers import replies, state
from handlers.state import FlowState, Held, State
from handlers.turn import Choice, Link, Message, Reply

WORDS = st.text(st.characters(codec="utf-8"), max_size=40)
CHOICES = st.builds(Choice, WORDS, WORDS, st.none() | st.booleans(), st.sampled_from(["pick", "move"]))
MESSAGES = st.builds(
    Message,
    WORDS,
    st.lists(CHOICES, max_size=3).map(tuple),
    st.lists(st.builds(Link, WORDS, WORDS), max_size=2).map(tuple),
    st.sampled_from(["text", "question", "card", "help", "notice"]),
)
REPLIES = st.builds(Reply, st.lists(MESSAGES, max_size=3).map(tuple), st.none() | WORDS)
ANSWERS = st.dictionaries(WORDS, WORDS | st.lists(WORDS, max_size=3).map(tuple), max_size=4)
HELD = st.builds(Held, WORDS, st.integers(0, 9999), st.booleans())
FLOWS = st.builds(
    FlowState,
    WORDS,
    ANSWERS,
    st.lists(WORDS, max_size=3).map(tuple),
    st.none() | WORDS,
    st.none() | HELD,
    st.dictionaries(WORDS, WORDS, max_size=2),
)
STATES = st.builds(State, st.none() | FLOWS, st.lists(st.tuples(WORDS, WORDS), max_size=3).map(tuple), st.booleans())


@given(REPLIES)
def test_a_saved_reply_is_the_same_reply(reply: Reply) -> None:
    assert replies.from_json(replies.to_json(reply)) == reply


@given(STATES)
def test_a_saved_state_is_the_same_state(was: State) -> None:
    assert state.from_json(state.to_json(was)) == was


def test_a_conversation_that_was_never_saved_is_new() -> None:
    assert state.from_json(None) == State()


def test_only_answers_are_saved_and_no_position() -> None:
    saved = json.loads(state.to_json(State(FlowState("ehcp", {"stage": "getting-one"}))))
    assert saved["flow"].pop("answers") == {"stage": "getting-one"}
    assert saved["flow"].pop("flow") == "ehcp"
    assert not any(saved["flow"].values())
