import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.open_referral.markup import plain_text


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("A club for all", "A club for all"),
        ("<b>Reed</b> Club", "Reed Club"),
        ("<script>steal()</script>Reed Club", "Reed Club"),
        ("Reed Club<SCRIPT src=x>steal()", "Reed Club"),
        ("&lt;script&gt;steal()&lt;/script&gt;Reed Club", "Reed Club"),
        ("&amp;lt;b&amp;gt;Reed Club", "Reed Club"),
        ("<style>p{}</style><p>Reed &amp; Willow</p>", "Reed & Willow"),
        ("Reed<br/>Club", "Reed Club"),
        ("<!-- not for you -->Reed Club", "Reed Club"),
        ("Under 5s: 4 < 5 and 6 > 5", "Under 5s: 4 < 5 and 6 > 5"),
        ("Reed\u202e \x00Club\ud800", "Reed Club"),
        ("# Reed Club", "Reed Club"),
        ("<\u200bscript>steal()</script>Reed Club", "Reed Club"),
        ("&lt;&#8203;b&gt;Reed Club", "Reed Club"),
    ],
)
def test_text_comes_out_without_tags_scripts_and_hidden_signs(raw: str, plain: str) -> None:
    assert plain_text(raw).line == plain


def test_each_block_is_a_paragraph() -> None:
    assert plain_text("<p>One.</p><p>Two.</p>\nThree.").paragraphs == "One.\n\nTwo.\n\nThree."


def test_it_is_told_that_there_were_tags() -> None:
    assert plain_text("<i>Reed</i>").had_tags
    assert plain_text("&lt;i&gt;Reed").had_tags
    assert not plain_text("Fish & chips < 5").had_tags


@given(st.text(alphabet="<>/!&;ab p#script-\n\u200b", max_size=60))
def test_no_tag_is_ever_left(raw: str) -> None:
    left = plain_text(raw).line.lower()
    assert not any(f"<{sign}" in left for sign in "abcdefghijklmnopqrstuvwxyz/!?")


@pytest.mark.parametrize("part", ["<a", "<script>", "<!--", "<a x='", "&lt;", "</", "<p"])
def test_text_that_was_made_to_be_slow_is_not(part: str) -> None:
    started = time.process_time()
    plain_text(part * 100_000)
    assert time.process_time() - started < 1
