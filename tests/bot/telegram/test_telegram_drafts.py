from telegram import ForceReply, InlineKeyboardMarkup

from bot.telegram.drafts import drafts
from bot.telegram.render import PART_UNITS
from handlers.turn import Choice, Link, Message, Reply


def test_buttons_stand_under_the_last_part_alone() -> None:
    long = Message("a " * PART_UNITS, (Choice("a", "Next"),))
    *before, last = drafts(Reply((long,)), "chosen")
    assert before
    assert all(draft.markup is None for draft in before)
    assert isinstance(last.markup, InlineKeyboardMarkup)


def test_help_comes_first_in_a_bubble_of_its_own_that_lasts() -> None:
    first, second = drafts(Reply((Message("The menu"), Message("Call 999 now.", kind="help"))), "chosen")
    assert first.text == "<blockquote>Call 999 now.</blockquote>"
    assert first.lasting
    assert not second.lasting


def test_a_number_that_telegram_refuses_on_a_button_is_written_out() -> None:
    (draft,) = drafts(Reply((Message("Get in touch.", links=(Link("Call", "tel:01632960123"),)),)), "chosen")
    assert draft.text == "Get in touch.\n\nCall: 01632960123"


def test_the_hint_for_typing_is_shown_where_there_is_nothing_to_tap() -> None:
    (typed,) = drafts(Reply((Message("Where do you live?"),), typing="Town or village"), "chosen")
    assert isinstance(typed.markup, ForceReply)
    assert typed.markup.input_field_placeholder == "Town or village"
    (tapped,) = drafts(Reply((Message("Where?", (Choice("a", "Skip"),)),), typing="Town"), "chosen")
    assert isinstance(tapped.markup, InlineKeyboardMarkup)


def test_the_spare_form_is_plain_and_writes_its_links_out() -> None:
    message = Message("# A < B", (Choice("a", "Back"),), (Link("Their website", "https://example.org"),))
    (draft,) = drafts(Reply((message,)), "chosen")
    assert draft.spare is not None
    assert draft.spare.text == "A < B\nTheir website: https://example.org"
    assert draft.spare.parse_mode is None
    assert isinstance(draft.spare.markup, InlineKeyboardMarkup)
    assert [button.text for row in draft.spare.markup.inline_keyboard for button in row] == ["Back"]
