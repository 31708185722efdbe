import pytest

from handlers.turn import Choice, Link, Message, Reply
from web.render import Pages, fact, way_to_reach
from web.site import Site
from web.statics import Statics


@pytest.fixture
def pages(site: Site) -> Pages:
    return Pages(site, Statics())


def drawn(pages: Pages, message: Message) -> str:
    return pages.fragment(Reply((message,)), cleared=False)


def test_marks_become_a_heading_a_list_and_steps(pages: Pages) -> None:
    html = drawn(pages, Message("# Title\nSome words\n- one\n- two\n\n1. first\n2. second\n\n# Later"))
    assert "<h2>Title</h2>" in html
    assert "<p>Some words</p>" in html
    assert "<ul><li>one</li><li>two</li></ul>" in html
    assert "<ol><li>first</li><li>second</li></ol>" in html
    assert "<h3>Later</h3>" in html


def test_lines_of_one_paragraph_stay_on_lines_of_their_own(pages: Pages) -> None:
    assert "<p>one<br>two</p>" in drawn(pages, Message("one\ntwo"))


@pytest.mark.parametrize("text", ["<script>x</script>", "# <script>x</script>", "- <script>x</script>"])
def test_no_text_turns_into_markup(pages: Pages, text: str) -> None:
    assert "<script" not in drawn(pages, Message(text))
    assert "<script" not in drawn(pages, Message(text, kind="card"))
    assert "<script" not in drawn(pages, Message(text, kind="help"))


def test_no_label_value_or_hint_turns_into_markup(pages: Pages) -> None:
    bad = '"><img src=x>'
    message = Message("x", (Choice(bad, bad), Choice(bad, bad, chosen=True)), (Link(bad, "tel:1"), Link(bad, bad)))
    html = pages.fragment(Reply((message,), typing=bad), cleared=False)
    assert "<img" not in html


def test_a_choice_is_a_button_that_posts_its_value(pages: Pages) -> None:
    html = drawn(pages, Message("x", (Choice("age:5", "5 to 10"), Choice("back", "Go back", way="move"))))
    assert '<button class="sp-choice" name="choice" value="age:5">5 to 10</button>' in html
    assert '<button class="sp-move" name="choice" value="back">Go back</button>' in html


def test_a_tick_is_told_in_words_and_to_screen_readers(pages: Pages) -> None:
    html = drawn(pages, Message("x", (Choice("a", "One", chosen=True), Choice("b", "Two", chosen=False))))
    assert html.count('aria-pressed="true"') == 1
    assert html.count('aria-pressed="false"') == 1
    assert html.count(">ticked<") == 1


@pytest.mark.parametrize(
    ("url", "way"),
    [
        ("tel:999", "call"),
        ("sms:85258", "text"),
        ("mailto:a@b.example", "email"),
        ("https://a.example/b", "web"),
        ("http://a.example", None),
        ("javascript:alert(1)", None),
        ("JavaScript:alert(1)", None),
        ("data:text/html,x", None),
        ("https:", None),
        ("https://[", None),
        ("//a.example", None),
    ],
)
def test_only_telephones_texts_email_and_secure_pages_are_links(url: str, way: str | None) -> None:
    assert way_to_reach(Link("x", url)) == way


def test_an_address_that_no_page_may_carry_is_shown_as_words(pages: Pages) -> None:
    html = drawn(pages, Message("x", links=(Link("Bad", "javascript:alert(1)"),)))
    assert "javascript:" not in html
    assert "Bad" in html


def test_another_website_opens_apart_and_says_so(pages: Pages) -> None:
    html = drawn(pages, Message("x", links=(Link("See it", "https://a.example"),)))
    assert 'target="_blank" rel="noopener noreferrer"' in html
    assert "(opens a new tab)" in html


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Cost: free to use", ("Cost", "free to use")),
        ("About 3 miles away.", None),
        ("Open at 9:30", None),
        ("Once upon a time there was a very long sentence: it went on", None),
    ],
)
def test_a_line_is_a_fact_when_a_short_name_and_a_colon_start_it(line: str, expected: tuple[str, str] | None) -> None:
    assert fact(line) == expected


def test_help_says_so_in_a_heading_and_is_announced_at_once(pages: Pages) -> None:
    html = drawn(pages, Message("Please call.\n\n# 999\n- Call 999", links=(Link("Call 999", "tel:999"),), kind="help"))
    assert 'role="alert"' in html
    assert "<h2>Get help now</h2>" in html
    assert "<h3>999</h3>" in html
    assert html.count("Call 999") == 1


def test_the_hint_stands_by_the_box(pages: Pages) -> None:
    html = pages.chat(Reply((Message("Where?"),), typing="For example: a town"))
    assert '<p class="sp-compose__hint" id="typing-hint">For example: a town</p>' in html


def test_each_page_has_its_own_turn_token_in_every_form(pages: Pages) -> None:
    reply = Reply((Message("x", (Choice("a", "A"),)),))
    one, other = pages.chat(reply), pages.chat(reply)
    token = one.split('name="turn" value="')[1][:32]
    assert one.count(token) == 4
    assert token not in other


def test_the_secret_is_not_in_the_words_for_a_site(site: Site) -> None:
    assert "secret for tests" not in repr(site)
