import pytest
from telegram import InlineKeyboardMarkup

from bot.telegram.keyboard import keyboard, link_lines
from handlers.turn import Choice, Link


def labels(markup: InlineKeyboardMarkup | None) -> list[list[str]]:
    return [[button.text for button in row] for row in markup.inline_keyboard] if markup else []


def test_each_choice_has_its_own_row_and_two_short_moves_share_one() -> None:
    choices = [
        Choice("1", "Yes"),
        Choice("2", "No"),
        Choice("back", "Back", way="move"),
        Choice("menu", "Menu", way="move"),
        Choice("stop", "Stop", way="move"),
    ]
    assert labels(keyboard(choices, (), "chosen")) == [["Yes"], ["No"], ["Back", "Menu"], ["Stop"]]


def test_a_long_move_keeps_a_row_of_its_own() -> None:
    choices = [Choice("a", "Start again from the top", way="move"), Choice("b", "Back", way="move")]
    assert labels(keyboard(choices, (), "chosen")) == [["Start again from the top"], ["Back"]]


def test_a_ticked_choice_says_so_in_words() -> None:
    choices = [Choice("a", "Autism", chosen=True), Choice("b", "Sight", chosen=False)]
    assert labels(keyboard(choices, (), "chosen")) == [["✓ Autism (chosen)"], ["Sight"]]


def test_web_links_are_buttons_and_calls_are_not() -> None:
    links = [Link("Their website", "https://example.org"), Link("Call them", "tel:01632960123")]
    markup = keyboard((), links, "chosen")
    assert labels(markup) == [["Their website"]]
    assert markup is not None
    assert markup.inline_keyboard[0][0].url == "https://example.org"


def test_nothing_to_tap_means_no_keyboard() -> None:
    assert keyboard((), [Link("Call", "tel:999")], "chosen") is None


@pytest.mark.parametrize(
    ("url", "text"),
    [
        ("tel:01632960123", "Ring 01632 960 123 today."),
        ("tel:+441632960123", "Ring 01632 960123."),
        ("sms:85258", "Text SHOUT to 85258."),
        ("mailto:Help@example.org?subject=Hi", "Write to help@example.org."),
    ],
)
def test_a_number_or_address_that_the_text_gives_is_not_written_again(url: str, text: str) -> None:
    assert link_lines([Link("Contact", url)], text) == ()


def test_a_number_or_address_that_the_text_lacks_is_written_with_its_label() -> None:
    links = [Link("Call the line", "tel:01632960123"), Link("E-mail them", "mailto:help@example.org")]
    assert link_lines(links, "Get in touch.") == ("Call the line: 01632960123", "E-mail them: help@example.org")


def test_a_short_number_is_not_found_inside_a_longer_one() -> None:
    assert link_lines([Link("Call", "tel:999")], "Ring 01632 999 123.") == ("Call: 999",)


def test_a_label_that_holds_the_number_is_not_followed_by_it() -> None:
    assert link_lines([Link("Call 01632 960123", "tel:01632960123")], "Get in touch.") == ("Call 01632 960123",)
