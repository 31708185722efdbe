"""People who tap and type whatever they like."""

import random

import pytest
from person import Person

from handlers.assistant import Assistant
from handlers.turn import CHOICE_BYTES

WORDS = ("9", "Norwich", "autism and adhd", "the moon", "yes", "idk", "sendias", "it was ok", "🎈", "", "x" * 2000,
         "how long does an ehcp take", "<b>bold</b> & {name} %s", "\x00\u202e", "15", "King's Lynn")  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_tapped_or_typed_every_reply_can_be_read_and_tapped(assistant: Assistant, seed: int) -> None:
    choose = random.Random(seed)
    person = Person(assistant)
    person.start()
    trail: list[str] = []
    for _ in range(60):
        if person.choices and choose.random() < 0.75:
            choice = choose.choice(person.choices)
            trail.append(f"tap {choice.label}")
            person.press(choice.value)
        else:
            trail.append(f"say {(words := choose.choice(WORDS))[:20]}")
            person.say(words)
        assert person.reply.messages, f"no reply after {trail}"
        for message in person.reply.messages:
            labels = [choice.label for choice in message.choices]
            assert len(set(labels)) == len(labels), f"two buttons say the same after {trail}"
            assert message.text.strip(), f"an empty message after {trail}"
            assert all(0 < len(choice.value.encode()) <= CHOICE_BYTES for choice in message.choices), trail


@pytest.mark.parametrize("value", [
    "", ":", "🎈", "entry:", "entry:nobody", "flow:", "flow:nobody", "review:nobody", "wrong:", "menu:extra",
    "pick:services.1:need:autism", "pick:services.1:nostep:x", "tick:services.1:need:nothing", "pick:nobody.1:a:b",
    "page:services.1::3", "page:services.1::-1", "back:services.1:need:", "done:services.1:need:",
    "change:services.1:place:", "again:services.9::", "drop:feedback.1::", "send:feedback.1::", "x" * 64,
])  # fmt: skip
def test_no_made_up_button_breaks_anything(person: Person, value: str) -> None:
    for begin in ("", "services"):
        person.start(begin)
        person.press(value)
        assert person.choices
        assert person.screen.strip()


def test_a_made_up_page_past_the_end_is_not_drawn(person: Person) -> None:
    person.start("services")
    for say in ("autism", "done", "9", "anywhere"):
        person.say(say)
    person.press("page:services.1::999999")
    assert "1000000" not in person.screen


@pytest.mark.parametrize("words", ["thank you", "asdfgh"])
def test_at_the_end_of_a_flow_there_is_always_a_way_on(person: Person, words: str) -> None:
    person.start("ehcp")
    person.tap("We do not have a plan yet")
    person.tap("The council told me no")
    person.say(words)
    assert "Main menu" in person.labels


def test_where_nothing_fits_at_the_end_of_a_flow_the_menu_is_the_way_on(person: Person) -> None:
    person.start("ehcp")
    person.tap("We do not have a plan yet")
    person.tap("The council told me no")
    person.say("where can Zebedee Quillfeather learn zorbing")
    assert "Main menu" in person.labels
