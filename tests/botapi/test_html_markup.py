from __future__ import annotations

import pytest

from .errors import ApiError
from .html_markup import parse_html
from .links import WrongLinkError, checked_link

SURROGATE = (
    "Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code units"
)


@pytest.mark.parametrize(
    ("markup", "plain"),
    [
        ("Fish & chips", "Fish & chips"),
        ("Fish &amp; chips &lt;hot&gt; &quot;now&quot;", 'Fish & chips <hot> "now"'),
        ("half &lt done", "half < done"),
        ("&nbsp;&#163;5&#x21;", "&nbsp;£5!"),
        ("&#x110000;", "&#x110000;"),
        ("a > b", "a > b"),
        ("<B>loud</B>", "loud"),
        ("<b title='x'>t</b>", "t"),
        ("<i>closed by the short form</>", "closed by the short form"),
        ("<a href='tel:01603'>call</a>", "call"),
    ],
)
def test_what_telegram_reads_becomes_plain_words(markup: str, plain: str) -> None:
    assert parse_html(markup)[0] == plain


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ("<h1>Title</h1>", 'Unsupported start tag "h1" at byte offset 0'),
        ("£<br>", 'Unsupported start tag "br" at byte offset 2'),
        ("5 < 6 and more", 'Unsupported start tag "" at byte offset 2'),
        ("5 <6", "Unclosed start tag at byte offset 2"),
        ("<b>bold", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</b ", "Unclosed end tag at byte offset 4"),
        ("<b =x>y</b>", 'Empty attribute name in the tag "b" at byte offset 0'),
        ("<a href=", 'Unclosed start tag "a" at byte offset 0'),
        ("<a href='x>y</a>", "Unclosed start tag at byte offset 0"),
        ("<a href=a/b>y</a>", "Unexpected end of name token at byte offset 8"),
        ("<span class='big'>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<tg-emoji emoji-id='x'>y</tg-emoji>", "Invalid custom emoji identifier specified"),
        ("&#xD800;", SURROGATE),
    ],
)
def test_what_telegram_cannot_read_is_refused_in_its_words(markup: str, reason: str) -> None:
    with pytest.raises(ApiError) as refused:
        parse_html(markup)
    assert refused.value.description == f"Bad Request: can't parse entities: {reason}"


def test_places_are_counted_in_utf16_units() -> None:
    entities = parse_html("🏠 <b>é<i>🏠</i></b>")[1]
    assert entities == [{"type": "bold", "offset": 3, "length": 3}, {"type": "italic", "offset": 4, "length": 2}]


def test_a_text_link_keeps_its_address_and_a_wrong_one_is_dropped() -> None:
    good, wrong = parse_html('<a href="https://a.uk?x=1&amp;y=2">a</a>')[1], parse_html('<a href="tel:1">a</a>')[1]
    assert good == [{"type": "text_link", "offset": 0, "length": 1, "url": "https://a.uk/?x=1&y=2"}]
    assert wrong == []


def test_a_long_quote_can_be_folded() -> None:
    assert parse_html("<blockquote expandable>q</blockquote>")[1][0]["type"] == "expandable_blockquote"


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://www.example.org", "https://www.example.org/"),
        ("HTTPS://Example.org:8443/Path?q#f", "https://example.org:8443/Path?q#f"),
        ("example.org", "http://example.org/"),
        ("tg://user?id=5", "tg://user?id=5"),
        ("http://127.0.0.1:8000/chat", "http://127.0.0.1:8000/chat"),
    ],
)
def test_an_address_is_shown_back_in_full(url: str, shown: str) -> None:
    assert checked_link(url) == shown


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("tel:+441603000000", "Wrong port number specified in the URL"),
        ("tel:999", "Wrong HTTP URL"),
        ("mailto:send@example.org", "Wrong HTTP URL"),
        ("http://localhost:8000", "Wrong HTTP URL"),
        ("ftp://example.org", "Unsupported URL protocol"),
        ("https://", "URL host is empty"),
        ("https://exa mple.org", "Disallowed character in URL host"),
        ("tg://resolve:80?domain=x", "Wrong tg URL"),
    ],
)
def test_an_address_that_opens_no_page_is_refused(url: str, reason: str) -> None:
    with pytest.raises(WrongLinkError, match=f"^{reason}$"):
        checked_link(url)
