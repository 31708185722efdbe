from handlers.turn import Link, Message
from web.layout import laid_out

CALL = Link("Call 01632 960 001", "tel:01632960001")
SITE = Link("The Line: open the website", "https://line.example")


def test_the_day_a_card_was_checked_comes_after_its_links() -> None:
    layout = laid_out(Message("# A group\n\nThey listen.\n\n- Cost: free\n\nChecked on 3 May.", kind="card"))
    assert layout.foot is not None
    assert layout.foot.lines == ("Checked on 3 May.",)
    assert [part.block.shape for part in layout.parts] == ["heading", "paragraph", "bullets"]


def test_a_card_with_no_list_keeps_its_last_paragraph_in_place() -> None:
    layout = laid_out(Message("# A group\n\nThey listen.", kind="card"))
    assert layout.foot is None
    assert len(layout.parts) == 2


def test_a_line_of_help_that_says_a_number_becomes_the_button_to_call_it() -> None:
    text = "# The Line\n- When you want to talk.\n- Call 01632 960 001\n- Website: https://line.example"
    layout = laid_out(Message(text, links=(CALL, SITE), kind="help"))
    assert layout.parts[1].block.lines == ("When you want to talk.",)
    assert layout.parts[1].links == (CALL, SITE)
    assert layout.links == ()


def test_a_link_that_no_line_of_help_names_is_still_shown() -> None:
    layout = laid_out(Message("Please talk to someone.", links=(CALL,), kind="help"))
    assert layout.links == (CALL,)


def test_a_website_is_not_placed_under_a_line_that_names_a_longer_address() -> None:
    layout = laid_out(Message("- Website: https://line.example/other", links=(SITE,), kind="help"))
    assert layout.links == (SITE,)
