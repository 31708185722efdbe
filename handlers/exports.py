"""The tables that officers can take away, in words. The guards are in `storage`: nothing here can leave them out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from handlers.comments import STATUSES, Titles, part_names
from handlers.desk import Desk
from handlers.figures import SIDE_NAMES, band_name, key_name, known_keys, option_labels, options_of
from storage.examples import has_examples
from storage.exports import Reading, Told, alike, approved
from storage.releases import TABLE_SIDES, PublishedTable, Releases
from storage.sealing import Sealer
from storage.small_numbers import GuardedCounts, Shown

Line = tuple[str | int | None, ...]
TOO_FEW = "too few to show"
NOT_TOLD = "not told"
"""What stands where a comment gave no answer, or where the answer would tell too much."""
_KINDS = {"feedback": "feedback", "view": "young person's view"}
_ANSWERS = {"did": "we did", "will": "we will", "cannot": "we cannot"}

_ROUNDED = (
    'Counts are to the nearest 5. "c" stands for a count that is hidden: it is small, or would tell a small one. '
    f'"{TOO_FEW}" means fewer than 10 replies, or that they would tell something of another row.'
)
_SAFE = (
    f'"{NOT_TOLD}" stands where nothing was said, or where fewer than 5 comments would share what is told. '
    "A comment that would still stand out is left out."
)
_NAMES = "Names removed: names and numbers that we could spot are taken out, and nobody's name was ever kept."


@dataclass(frozen=True, slots=True)
class Export:
    """A table to take away. `lead` says what it is for, `notes` what its marks mean."""

    id: str
    title: str
    lead: str
    header: Sequence[str]
    notes: Sequence[str]


@dataclass(frozen=True, slots=True)
class Desks:
    """What the tables are made of."""

    reading: Reading
    sealer: Sealer
    desk: Desk
    today: date

    def titles(self) -> Titles:
        """What comments are about."""
        with self.reading() as session:
            return Titles(self.desk, session)

    def only_examples(self) -> bool:
        """Whether all of it is example data."""
        with self.reading() as session:
            return has_examples(session)


FIGURES = Export(
    "figures",
    "Figures",
    "Each measure by service and subject, district and age band, quarter by quarter. These may be shared.",
    ("Quarter", "Measure", "By", "Of", "Replies", "Answer", "Count", "Per cent"),
    (_ROUNDED, "A quarter is published once, after its last week, and stays as it was published."),
)
WORDS = Export(
    "words",
    "Approved words, with the answers",
    "What families said that you approved for everyone to read, with the council's answer.",
    ("Quarter", "Kind", "About", "District", "Age band", "Asked", "What they said", "Our answer", "The answer"),
    (_NAMES, _SAFE, "Swearing, links and numbers are hidden, as on the public pages."),
)
COMMENTS = Export(
    "comments",
    "Every comment, without its words",
    "A row for each comment: when, what it is about, where, how old and what became of it. No words and no answers.",
    ("Quarter", "Kind", "About", "District", "Age band", "What became of it"),
    (_NAMES, _SAFE, "Complaints about data are not here."),
)
EXPORTS: Mapping[str, Export] = {export.id: export for export in (FIGURES, WORDS, COMMENTS)}
COUNTED = "Comments"
"""The column of a workbook that says how many comments look the same."""


def note(export: Export, desks: Desks) -> list[str]:
    """What stands before a table: what it is, when it was made, and what its marks mean."""
    example = ["EXAMPLE DATA: nobody wrote this."] if desks.only_examples() else []
    made = f"{export.title}. Made on {desks.today.day} {desks.today:%B %Y}, of the quarters that were over by then."
    return [*example, made, *export.notes]


def lines(export: Export, desks: Desks) -> Iterator[Line]:
    """The rows of a table, one by one."""
    return _LINES[export.id](desks)


def counted_comments(desks: Desks) -> Iterator[Line]:
    """The comments without words, those that look the same in one row with how many they are."""
    for line, count in _comments(desks):
        yield (*line, count)


def _figure_lines(desks: Desks) -> Iterator[Line]:
    titles = desks.titles()
    with desks.reading() as session:
        quarters = Releases(session, desks.today, options_of(desks.desk)).quarters()
    for quarter in quarters:
        with desks.reading() as session:
            releases = Releases(session, desks.today, options_of(desks.desk))
            tables = [
                table
                for measure in desks.desk.knowledge.measures.of
                for side in TABLE_SIDES
                if (table := releases.table(quarter, measure, side))
            ]
        for table in tables:
            yield from _table_lines(table, desks.desk, titles)


def _table_lines(table: PublishedTable, desk: Desk, titles: Titles) -> Iterator[Line]:
    start = (table.quarter, desk.knowledge.measures.of[table.measure].name)
    if table.side == TABLE_SIDES[0]:
        yield from _counts(start, SIDE_NAMES["all"], "All", table.totals, table.measure, desk)
    if table.totals is None:
        return
    for key in dict.fromkeys([*known_keys(table.side, desk), *table.rows]):
        name = key_name(table.side, key, desk, titles)
        yield from _counts(start, SIDE_NAMES[table.side], name, table.rows.get(key), table.measure, desk)


def _counts(
    start: tuple[str, str], by: str, of: str, counts: GuardedCounts | None, measure: str, desk: Desk
) -> Iterator[Line]:
    if counts is None:
        yield (*start, by, of, TOO_FEW, None, None, None)
        return
    labels = option_labels(measure, desk)
    for value, cell in counts.cells.items():
        shown = (cell.count, cell.share) if isinstance(cell, Shown) else ("c", "c")
        yield (*start, by, of, counts.base, labels.get(value, value), *shown)


def _word_lines(desks: Desks) -> Iterator[Line]:
    titles = desks.titles()
    parts = {**part_names("feedback", desks.desk), **part_names("view", desks.desk)}
    for one in approved(desks.reading, desks.sealer, desks.today):
        answered = (_ANSWERS.get(one.answer_kind or "", "no answer yet"), one.answer)
        yield (*_told(one.told, desks.desk, titles), parts.get(one.asked, one.asked), one.words, *answered)


def _comment_lines(desks: Desks) -> Iterator[Line]:
    for line, count in _comments(desks):
        for _ in range(count):
            yield line


def _comments(desks: Desks) -> Iterator[tuple[Line, int]]:
    titles = desks.titles()
    for one in alike(desks.reading, desks.today):
        became = STATUSES.get(one.status, one.status)  # type: ignore[call-overload]  # only our own are ever written
        yield (*_told(one.told, desks.desk, titles), became), one.count


def _told(told: Told, desk: Desk, titles: Titles) -> Line:
    return (
        told.quarter,
        _KINDS.get(told.kind or "", NOT_TOLD),
        titles.of(told.about) if told.about else NOT_TOLD,
        key_name("district", told.district, desk) if told.district else NOT_TOLD,
        band_name(told.age_band) if told.age_band else NOT_TOLD,
    )


_LINES: Mapping[str, Callable[[Desks], Iterator[Line]]] = {
    FIGURES.id: _figure_lines,
    WORDS.id: _word_lines,
    COMMENTS.id: _comment_lines,
}
