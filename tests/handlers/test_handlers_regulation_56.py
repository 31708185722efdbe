"""The yearly report: what is in it, that nobody can be known by it, and that its three files say the same."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser
from io import BytesIO, StringIO
from itertools import groupby, pairwise

import pytest
from docx import Document as WordDocument
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, select
from sqlmodel import Session
from year_of_comments import IN_2025, LATER, answer, comment, comments, reject

from handlers.desk import Desk
from handlers.regulation_56 import Document, ReportError, Reports, ReportYear, file_name, report_docx
from handlers.regulation_56.building import Read, build
from handlers.regulation_56.guarding import tells_by_difference
from handlers.regulation_56.model import Answer, Heading, Points, Table
from handlers.regulation_56.publishing import LISTED, UnansweredError, read_file_name
from handlers.regulation_56.years import year_of
from storage.sealing import Sealer
from storage.tables import Decision, Response, Submission
from storage.yearly import Answered, Counted, Quoted
from web.regulation_56 import report_csv, report_html

SENDIASS, HELPLINE = "norfolk-sendiass", "norfolk-send-local-offer"
OPEN = {"status": "received", "response_id": None, "showing": "waiting"}
YEAR = ReportYear(2025)


@pytest.fixture
def reports(sqlite_engine: Engine, sealer: Sealer, desk: Desk) -> Reports:
    answer(sqlite_engine)
    return Reports(sqlite_engine, sealer, lambda: desk)


@pytest.fixture
def say(sqlite_engine: Engine, sealer: Sealer) -> Callable[..., list[str]]:
    def many(count: int, text: str = "it was fine", **more: object) -> list[str]:
        return comments(sqlite_engine, sealer, count, text, **{"about": SENDIASS, **more})

    return many


def built(
    desk: Desk, *, counted: tuple[Counted, ...] = (), quotes: tuple[Quoted, ...] = (), **more: object
) -> Document:
    given_ = {"answers": (), "promised": (), "asked": {}, **more}
    return build(Read(counted, quotes, **given_), YEAR, desk, LATER.date(), draft=False).document  # type: ignore[arg-type]


def texts(document: Document) -> list[str]:
    """Every text and number of the report, in its order."""
    found = [document.title]
    for block in document.blocks:
        match block:
            case Points():
                found += block.lines
            case Answer():
                found += [text for _, text in block.lines]
            case Table():
                found += [block.caption, *(cell for row in block.rows for cell in row)]
            case _:
                found.append(block.text)
    return found


def table(document: Document, caption: str) -> dict[str, str]:
    (found,) = (one for one in document.blocks if isinstance(one, Table) and one.caption == caption)
    return dict(found.rows)


def under(document: Document, heading: str) -> list[str]:
    """The quotes under a heading of level 3."""
    here, found = "", []
    for block in document.blocks:
        if isinstance(block, Heading) and block.level < 4:
            here = block.text
        elif isinstance(block, Points) and block.quoted and here == heading:
            found += block.lines
    return found


# The year


@pytest.mark.parametrize(
    ("starts", "first", "last", "label"),
    [
        (1, date(2025, 1, 1), date(2025, 12, 31), "2025"),
        (4, date(2025, 4, 1), date(2026, 3, 31), "2025 to 2026"),
        (9, date(2025, 9, 1), date(2026, 8, 31), "2025 to 2026"),
    ],
)
def test_a_year_begins_where_the_council_says(starts: int, first: date, last: date, label: str) -> None:
    year = ReportYear(2025, starts)
    assert (year.first, year.last, year.label) == (first, last, label)
    assert year_of(first, starts) == year == year_of(last, starts)


@given(st.dates(date(2015, 1, 1), date(2090, 1, 1)), st.integers(1, 12))
def test_each_week_is_in_one_year_alone(day: date, starts: int) -> None:
    monday = day - timedelta(days=day.weekday())
    year = year_of(monday, starts)
    assert [
        one for one in (year.before, year, ReportYear(year.number + 1, starts)) if one.first <= monday <= one.last
    ] == [year]


def test_a_year_is_over_when_its_last_week_is(reports: Reports) -> None:
    assert not YEAR.is_over(date(2026, 1, 4))
    assert YEAR.is_over(date(2026, 1, 5))
    with pytest.raises(ReportError, match="4 January 2026"):
        reports.publish(YEAR, "ann", datetime(2026, 1, 4, 12, tzinfo=UTC))


# What is in it


def test_words_stand_under_what_they_are_about_with_the_councils_answer(
    reports: Reports, say: Callable[..., list[str]], desk: Desk
) -> None:
    say(6, "they rang back")
    document = reports.draft(YEAR, LATER.date())
    assert len(under(document, desk.title(SENDIASS))) == 6
    (answered,) = (one for one in document.blocks if isinstance(one, Answer))
    assert dict(answered.lines)["We will"] == "Two more people from May."


def test_few_comments_about_a_thing_stand_under_a_wider_heading(desk: Desk) -> None:
    counted = (Counted(SENDIASS, None, None, "quoted", 4), Counted(HELPLINE, None, None, "quoted", 1))
    quotes = (Quoted(SENDIASS, "good", "alpha"), Quoted(HELPLINE, "good", "beta"))
    document = built(desk, counted=counted, quotes=quotes)
    assert len(under(document, "Other services")) == 2
    assert desk.title(SENDIASS) not in texts(document)


def test_a_single_comment_is_counted_and_not_shown(desk: Desk) -> None:
    document = built(
        desk, counted=(Counted(SENDIASS, None, None, "quoted", 4),), quotes=(Quoted(SENDIASS, "good", "marker-words"),)
    )
    assert "marker-words" not in " ".join(texts(document))
    assert "Everything else" in texts(document)


def test_last_years_promises_say_what_became_of_them_or_that_there_is_no_word_yet(
    sqlite_engine: Engine, reports: Reports
) -> None:
    for name, changed in (("kept", "The line opened."), ("open", None)):
        answer(sqlite_engine, name, made_on=date(2024, 5, 1), published_on=date(2024, 5, 1), text=name, changed=changed)
    answered = [dict(one.lines) for one in reports.draft(YEAR, LATER.date()).blocks if isinstance(one, Answer)]
    assert {one["We will"]: one["Since then"] for one in answered} == {
        "kept": "The line opened.",
        "open": "We have not said yet what became of this.",
    }


def test_a_year_with_nothing_in_it_says_so(reports: Reports) -> None:
    assert "Nobody sent a comment in this time." in texts(reports.draft(YEAR, LATER.date()))


def test_questions_of_the_month_are_called_by_what_was_asked(desk: Desk) -> None:
    counted = (Counted("round.abc", "16-18", None, "quoted", 12),)
    document = built(desk, counted=counted, round_titles={"round.abc": "What makes a good day?"})
    assert "What makes a good day?" in texts(document)
    assert table(document, "Comments by age group")["16 to 18"] == "10"


def test_nothing_in_the_report_claims_to_be_anonymous(reports: Reports, say: Callable[..., list[str]]) -> None:
    say(12)
    assert "anonym" not in " ".join(texts(reports.draft(YEAR, LATER.date()))).lower()


# Nobody can be known by it


def test_small_counts_are_in_none_of_the_tables(desk: Desk) -> None:
    counted = (
        Counted(SENDIASS, "5-10", "breckland", "quoted", 41),
        Counted(SENDIASS, "11-15", "breckland", "counted", 13),
        Counted(HELPLINE, "under-5", "norwich", "one-person", 3),
        Counted(HELPLINE, None, None, "vexatious", 2),
    )
    document = built(desk, counted=counted, asked={"answer": 90, "did_you_mean": 4, "fallback": 2})
    cells = {row[1] for one in document.blocks if isinstance(one, Table) for row in one.rows}
    assert cells <= {"c", "0", "Too few to show"} | {str(number) for number in range(10, 200, 5)}
    assert "1" not in cells


def test_no_total_and_no_table_tells_the_one_row_that_is_left_out(desk: Desk) -> None:
    counted = (Counted(SENDIASS, None, "breckland", "counted", 40), Counted(SENDIASS, None, "norwich", "counted", 1))
    districts = table(built(desk, counted=counted), "Comments by district")
    assert districts["Norwich"] == districts["Breckland"] == "Too few to show", "40 beside a total of 41 would tell"


def test_districts_ages_and_weeks_are_not_beside_any_words(reports: Reports, say: Callable[..., list[str]]) -> None:
    say(12, "marker", district="breckland", age_band="5-10")
    for block in reports.draft(YEAR, LATER.date()).blocks:
        if isinstance(block, Points) and block.quoted:
            assert not re.search("breckland|5 to 10|2025", " ".join(block.lines), re.IGNORECASE)


def test_words_that_nobody_may_see_are_in_no_file(
    sqlite_engine: Engine, sealer: Sealer, reports: Reports, say: Callable[..., list[str]]
) -> None:
    say(10, "shown")
    hidden = {"not allowed": {"may_show": False}, "a worry": {"worry": True}, "held": {"showing": "held"}}
    for number, more in enumerate(hidden.values()):
        comment(sqlite_engine, sealer, f"marker{number} Zebedee Quillfeather", about=SENDIASS, **more)
    reject(sqlite_engine, comment(sqlite_engine, sealer, "marker9 Zebedee", about=SENDIASS, **OPEN), "vexatious")
    document = reports.publish(YEAR, "ann", LATER)
    for made in (report_html(document), report_csv(document), word_text(document).encode()):
        assert b"shown" in made
        assert b"marker" not in made
        assert b"Zebedee" not in made


def test_where_the_words_of_a_comment_stand_does_not_tell_which_belong_together(desk: Desk) -> None:
    counted = (Counted(SENDIASS, None, None, "quoted", 9),)
    pairs = [(f"good {number}", f"better {9 - number}") for number in range(9)]
    quotes = [
        Quoted(SENDIASS, asked, text) for pair in pairs for asked, text in zip(("good", "better"), pair, strict=True)
    ]
    quotes.sort(key=lambda one: (one.asked, one.text))
    shown = under(built(desk, counted=counted, quotes=tuple(quotes)), desk.title(SENDIASS))
    assert len(shown) == 18
    assert len(list(groupby(shown, key=lambda line: line.split(":")[0]))) == 2, "all of one question, then the other"


# Publishing


def test_it_is_not_published_while_a_comment_has_no_answer(
    reports: Reports, say: Callable[..., list[str]], sqlite_engine: Engine
) -> None:
    (missing,) = say(1, "nobody rang", **OPEN)
    with pytest.raises(UnansweredError, match=r"2025 cannot be published: 1 comment has no answer") as refused:
        reports.publish(YEAR, "ann", LATER)
    assert [one.id for one in refused.value.waiting] == [missing]
    assert reports.read(2025) is None
    reject(sqlite_engine, missing, "one-person")
    assert reports.publish(YEAR, "ann", LATER).published_on == LATER.date()


def test_a_great_many_unanswered_are_not_all_listed(reports: Reports, say: Callable[..., list[str]]) -> None:
    say(LISTED + 5, **OPEN)
    with pytest.raises(UnansweredError, match=f"More than {LISTED} comments") as refused:
        reports.publish(YEAR, "ann", LATER)
    assert len(refused.value.waiting) == LISTED + 1


def test_what_is_published_stays_as_it_was(
    reports: Reports, say: Callable[..., list[str]], sqlite_engine: Engine
) -> None:
    say(12, "they rang back")
    document = reports.publish(YEAR, "ann", LATER)
    with Session(sqlite_engine) as session, session.begin():
        for row in session.scalars(select(Submission)):
            session.delete(row)
        for one in session.scalars(select(Response)):
            one.text = "changed later"
    assert reports.read(2025) == document


def test_publishing_is_noted_with_who_did_it_and_no_words(
    reports: Reports, say: Callable[..., list[str]], sqlite_engine: Engine
) -> None:
    say(12)
    reports.publish(YEAR, "ann", LATER)
    with Session(sqlite_engine) as session:
        (note,) = session.scalars(select(Decision))
    assert (note.who, note.what, note.on_id) == ("ann", "report", "regulation-56.2025")


def test_a_year_is_published_once_and_again_only_on_purpose(reports: Reports, say: Callable[..., list[str]]) -> None:
    say(12)
    reports.publish(YEAR, "ann", LATER)
    with pytest.raises(ReportError, match="stays as it is"):
        reports.publish(YEAR, "bea", LATER)
    assert reports.publish(YEAR, "bea", LATER + timedelta(days=1), again=True).published_on == date(2026, 3, 3)
    assert [(one.year, one.who) for one in reports.published()] == [(2025, "bea")]


def test_it_is_not_published_again_where_both_would_tell_about_one_person(
    reports: Reports, say: Callable[..., list[str]], sqlite_engine: Engine
) -> None:
    first, *_ = say(30)
    document = reports.publish(YEAR, "ann", LATER)
    reject(sqlite_engine, first, "vexatious")
    with pytest.raises(ReportError, match="fewer than 10"):
        reports.publish(YEAR, "ann", LATER, again=True)
    assert reports.read(2025) == document


@pytest.mark.parametrize(("more", "tells"), [(0, False), (1, True), (9, True), (10, False)])
def test_a_count_that_grew_by_few_tells(more: int, tells: bool) -> None:
    old = {"fates": {"quoted": 40, "counted": 30}, "topics": {"a": 40, "b": 30}}
    new = {"fates": {"quoted": 40 + more, "counted": 30 + more}, "topics": {"a": 40 + more, "b": 30 + more}}
    assert tells_by_difference(new, old) is tells


def test_a_row_that_was_hidden_may_not_change_by_few_either() -> None:
    old = {"fates": {"quoted": 40}, "districts": {"a": 40, "b": 3}}
    assert tells_by_difference({**old, "districts": {"a": 40, "b": 4}}, old)


def test_two_who_publish_at_once_publish_one_report(
    reports: Reports, say: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    say(12)
    build_one = Reports._build

    def slow(self: Reports, *given_: object, **named: object) -> object:
        made = build_one(self, *given_, **named)  # type: ignore[arg-type]
        monkeypatch.setattr(Reports, "_build", build_one)
        self.publish(YEAR, "bea", LATER)
        return made

    monkeypatch.setattr(Reports, "_build", slow)
    with pytest.raises(ReportError, match="stays as it is"):
        reports.publish(YEAR, "ann", LATER)
    assert [one.who for one in reports.published()] == ["bea"]


@pytest.mark.parametrize("number", [0, 12, 2014, 2101, 99999])
def test_a_year_that_there_cannot_be_is_refused(reports: Reports, number: int) -> None:
    with pytest.raises(ReportError):
        reports.year(number)


# The files


class Shown(HTMLParser):
    """The texts of a page's body, and its headings' levels."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.levels: list[int] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))

    def handle_data(self, data: str) -> None:
        self.texts.append(data.strip())


def word_text(document: Document) -> str:
    """Every text of the Word file."""
    file = WordDocument(BytesIO(report_docx(document)))
    cells = (cell.text for one in file.tables for row in one.rows for cell in row.cells)
    return "\n".join((*(one.text for one in file.paragraphs), *cells))


@pytest.fixture
def document(reports: Reports, say: Callable[..., list[str]], sqlite_engine: Engine) -> Document:
    say(12, '<script>alert("x")</script> & "quotes" =1+1\x0b')
    say(15, "=HYPERLINK(1)", about=HELPLINE, district="breckland", age_band="11-15")
    answer(sqlite_engine, "old", made_on=date(2024, 5, 1), published_on=date(2024, 5, 1))
    return reports.draft(YEAR, LATER.date())


def test_the_page_the_word_file_and_the_table_say_the_same(document: Document) -> None:
    html = " ".join(Shown(report_html(document).decode()).texts)
    word = word_text(document)
    rows = list(csv.reader(StringIO(report_csv(document).decode("utf-8-sig"))))
    table_ = "\n".join(cell for row in rows for cell in row)
    for text in texts(document):
        plain = text.replace("\x0b", "")
        assert text in html
        assert plain in word
        assert text in table_


def test_the_pages_headings_are_in_order_and_it_names_its_language(document: Document) -> None:
    html = report_html(document).decode()
    levels = Shown(html).levels
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert '<html lang="en-GB">' in html
    assert html.count("<caption>") == html.count("<table")
    assert "<script" not in html


def test_the_file_needs_nothing_from_elsewhere(document: Document) -> None:
    assert not re.search(r"(src|<link|url\(|@import)", report_html(document).decode())


def test_the_word_file_has_real_headings_and_marked_tables(document: Document) -> None:
    file = WordDocument(BytesIO(report_docx(document)))
    levels = [int(one.style.name[-1]) for one in file.paragraphs if one.style.name.startswith("Heading")]  # type: ignore[union-attr]
    assert levels == Shown(report_html(document).decode()).levels
    assert len(file.tables) == sum(isinstance(one, Table) for one in document.blocks)
    for one in file.tables:
        assert "w:tblHeader" in one.rows[0]._tr.xml
        assert not any("w:tblHeader" in row._tr.xml for row in one.rows[1:])
        assert "w:tblCaption" in one._tbl.xml
    assert file.core_properties.title == document.title
    assert file.core_properties.language == "en-GB"
    assert not file.inline_shapes, "a picture would need a description"


def test_a_draft_says_so_on_every_page_and_what_is_published_does_not(document: Document) -> None:
    plain = document.model_copy(update={"draft": False})
    for made, marked in ((document, True), (plain, False)):
        file = WordDocument(BytesIO(report_docx(made)))
        assert ("DRAFT" in file.sections[0].header.paragraphs[0].text) is marked
        assert ('class="draft"' in report_html(made).decode()) is marked
        assert ("-draft" in file_name(made, "csv")) is marked


def test_no_cell_of_the_table_is_a_formula(document: Document) -> None:
    made = report_csv(document)
    assert made.startswith(b"\xef\xbb\xbf")
    first, *rows = csv.reader(StringIO(made.decode("utf-8-sig")))
    assert first == [document.title]
    for row in rows:
        assert len(row) == 5
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)


@pytest.mark.parametrize(
    "name", ["regulation-56-2025.exe", "regulation-56-２０２５.csv", "../regulation-56-2025.csv", ""]
)
def test_a_files_name_that_is_none_of_ours_is_none(name: str) -> None:
    assert read_file_name(name) is None
    assert read_file_name("regulation-56-2025.docx") == (2025, "docx")


def test_an_answer_to_several_things_stands_with_each(desk: Desk) -> None:
    counted = tuple(Counted(about, None, None, "counted", 6) for about in (SENDIASS, HELPLINE))
    both = Answered("did", "It was slow.", "It is faster.", None, frozenset((SENDIASS, HELPLINE)))
    document = built(desk, counted=counted, answers=(both,))
    assert sum(isinstance(one, Answer) for one in document.blocks) == 2


def test_comments_of_a_week_of_the_year_count(reports: Reports, say: Callable[..., list[str]]) -> None:
    say(12, week=IN_2025)
    assert table(reports.draft(YEAR, LATER.date()), "What the comments were about")["All comments"] == "10"
