from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.render import PART_UNITS, parts, units


def test_marks_become_bold_bullets_and_numbers() -> None:
    (part,) = parts("# Steps\nFirst this.\n\n- one\n- two\n\n1. call\n2. ask")
    assert part.html == "<b>Steps</b>\nFirst this.\n\n• one\n• two\n\n1. call\n2. ask"
    assert part.plain == "Steps\nFirst this.\n\n• one\n• two\n\n1. call\n2. ask"


def test_whatever_was_written_cannot_become_a_tag() -> None:
    (part,) = parts('# A & B\n<a href="https://example.org">tap</a> 1 < 2')
    assert part.html == '<b>A &amp; B</b>\n&lt;a href="https://example.org"&gt;tap&lt;/a&gt; 1 &lt; 2'


def test_a_long_text_is_split_between_paragraphs() -> None:
    first, second = "a" * 60, "b" * 60
    assert [part.plain for part in parts(f"{first}\n\n{second}", limit=100)] == [first, second]


def test_a_heading_never_ends_a_part() -> None:
    text = "\n\n".join(["a" * 80, "# Heading", "b" * 60])
    assert [part.plain for part in parts(text, limit=100)] == ["a" * 80, "Heading\n" + "b" * 60]


def test_a_long_paragraph_is_split_between_lines_and_a_long_line_between_words() -> None:
    assert [part.plain for part in parts("- aaaa\n- bbbb\n- cccc", limit=14)] == ["• aaaa\n• bbbb", "• cccc"]
    assert [part.plain for part in parts("aaaa bbbb cccc", limit=10)] == ["aaaa bbbb", "cccc"]
    assert [part.plain for part in parts("a" * 25, limit=10)] == ["a" * 10, "a" * 10, "a" * 5]


def test_a_letter_of_two_units_is_not_cut_in_half() -> None:
    assert [part.plain for part in parts("𝄞" * 5, limit=3)] == ["𝄞"] * 5


def test_the_length_is_counted_as_it_is_shown_and_in_utf16() -> None:
    assert len(parts("&" * PART_UNITS)) == 1
    assert len(parts("😀" * (PART_UNITS // 2 + 1))) == 2


def test_a_quoted_text_is_quoted_in_every_part() -> None:
    drawn = parts("# Help\naaaa\n\nbbbb", quoted=True, limit=9)
    assert [part.html for part in drawn] == [
        "<blockquote><b>Help</b>\naaaa</blockquote>",
        "<blockquote>bbbb</blockquote>",
    ]


LINES = st.lists(st.text(alphabet="ab 😀<&#-1.", max_size=30), max_size=12)


@given(LINES, st.integers(min_value=5, max_value=40))
def test_no_part_is_too_long_and_no_letter_is_lost(lines: list[str], limit: int) -> None:
    text = "\n".join(lines)
    drawn = parts(text, limit=limit)
    assert all(0 < units(part.plain) <= limit for part in drawn)
    whole = parts(text, limit=100_000)
    assert "".join("".join(part.plain for part in drawn).split()) == "".join("".join(p.plain for p in whole).split())
