"""From what was read of a year to its report. Pure: nothing here reads a database or a clock."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import get_args

from handlers.desk import Desk
from handlers.regulation_56 import words
from handlers.regulation_56.guarding import Counts, options_table, parts_table
from handlers.regulation_56.model import Answer, Block, Document, Heading, Paragraph, Points
from handlers.regulation_56.years import ReportYear
from knowledge.ages import KEPT_BANDS, YOUNG_BANDS
from knowledge.dates import say_date
from knowledge.flow.model import TextStep
from storage.small_numbers import Mix, safe_mixes
from storage.yearly import ROUND, Answered, Counted, Fate, Quoted

NOT_SAID = ""
"""The key of an age band or a district that was not told."""
_FATES: tuple[Fate, ...] = get_args(Fate)


@dataclass(frozen=True, slots=True)
class Read:
    """What was read of a year: see `storage.yearly.Year`. `promised` is of the year before it."""

    counted: Sequence[Counted]
    quotes: Sequence[Quoted]
    answers: Sequence[Answered]
    promised: Sequence[Answered]
    asked: Mapping[str, int]
    round_titles: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Built:
    """The report, and the counts behind its tables, which are not guarded and never leave the database."""

    document: Document
    counts: Counts


def build(read: Read, year: ReportYear, desk: Desk, today: date, *, draft: bool) -> Built:
    """The report of `year`, drawn up on `today`."""
    topics = Topics(read, desk)
    counts = _counts(read, topics)
    area = desk.knowledge.area
    blocks = (
        *_before(year, desk, today, draft=draft),
        *_in_short(counts, topics),
        *_said(read, topics, desk),
        *_promised(read.promised, year.before),
        *_who(counts, desk),
        *_asked(counts),
        Heading(level=2, text=words.HOW),
        Points(lines=words.HOW_POINTS),
    )
    title = words.TITLE.format(local_offer=area.local_offer, year=year.label)
    published_on = None if draft else today
    document = Document(
        title=title, year=year.number, council=area.council, draft=draft, published_on=published_on, blocks=blocks
    )
    return Built(document, counts)


class Topics:
    """Under which heading each thing stands that a comment is about.

    One of its own where at least 5 comments are about it, else with others of its sort, else with everything else.
    """

    def __init__(self, read: Read, desk: Desk) -> None:
        self._desk = desk
        self._rounds = read.round_titles
        counts: Counter[Mix] = Counter()
        for one in read.counted:
            counts[(one.about, self._sort(one.about))] += one.count
        self._safe = safe_mixes(counts) if counts else {}

    def of(self, about: str) -> str:
        """The key of the heading."""
        safe = self._safe.get((about, self._sort(about)))
        own, sort = safe or (None, None)
        return own or f"other.{sort or ''}"

    def may_quote(self, about: str) -> bool:
        """Whether words about it may be shown, under whatever heading (T-20)."""
        return self._safe.get((about, self._sort(about))) is not None

    def title(self, key: str) -> str:
        """What a heading says."""
        if key.startswith("other."):
            return words.OTHER[key.removeprefix("other.")]
        return self._rounds.get(key) or self._desk.title(key)

    def in_order(self, keys: set[str]) -> list[str]:
        """The keys by their titles, those with headings of their own first."""
        return sorted(keys, key=lambda key: (key.startswith("other."), self.title(key).lower(), key))

    def _sort(self, about: str) -> str:
        subject = self._desk.knowledge.subjects.get(about)
        if about.startswith(ROUND) or (subject and subject.kind == "theme"):
            return "view"
        return "service" if about in self._desk.knowledge.services else "answer"


def _counts(read: Read, topics: Topics) -> Counts:
    counts: dict[str, Counter[str]] = {name: Counter() for name in ("topics", "ages", "districts")}
    fates: Counter[str] = Counter(dict.fromkeys(_FATES, 0))
    for one in read.counted:
        fate: Fate = "counted" if one.fate == "quoted" and not topics.may_quote(one.about) else one.fate
        fates[fate] += one.count
        counts["topics"][topics.of(one.about)] += one.count
        counts["ages"][one.age_band or NOT_SAID] += one.count
        counts["districts"][one.district or NOT_SAID] += one.count
    return {"fates": fates, **counts, "asked": read.asked}


def _before(year: ReportYear, desk: Desk, today: date, *, draft: bool) -> Iterator[Block]:
    if draft:
        yield Paragraph(text=words.DRAFT)
    yield Paragraph(text=words.WHY.format(council=desk.knowledge.area.council), link=words.LAW_LINK)
    yield Paragraph(text=words.WHEN.format(first=say_date(year.first), last=say_date(year.last)))
    if not year.is_over(today):
        yield Paragraph(text=words.SO_FAR)
    if not draft:
        yield Paragraph(text=words.PUBLISHED.format(day=say_date(today)))


def _in_short(counts: Counts, topics: Topics) -> Iterator[Block]:
    yield Heading(level=2, text=words.SHORT)
    if not counts["topics"]:
        yield Paragraph(text=words.NOTHING_SAID)
        return
    yield options_table(words.FATES_CAPTION, words.COMMENTS, counts["fates"], words.FATES, words.ALL)
    keys = topics.in_order(set(counts["topics"]))
    titles = {key: topics.title(key) for key in keys}
    yield parts_table(words.TOPICS_CAPTION, words.TOPIC, {key: counts["topics"][key] for key in keys}, titles)


def _said(read: Read, topics: Topics, desk: Desk) -> Iterator[Block]:
    quoted: defaultdict[str, list[Quoted]] = defaultdict(list)
    for quote in read.quotes:
        if topics.may_quote(quote.about):
            quoted[topics.of(quote.about)].append(quote)
    answered: defaultdict[str, list[Answered]] = defaultdict(list)
    for answer in read.answers:
        for key in {topics.of(about) for about in answer.about}:
            answered[key].append(answer)
    keys = topics.in_order({topics.of(one.about) for one in read.counted} | set(answered))
    if not keys:
        return
    yield Heading(level=2, text=words.SAID)
    yield Paragraph(text=words.SAID_BEFORE)
    names = _step_names(desk)
    for key in keys:
        yield Heading(level=3, text=topics.title(key))
        yield from _in_their_words(quoted[key], names)
        yield from _our_answers(answered[key])


def _in_their_words(quotes: Sequence[Quoted], names: Mapping[str, str]) -> Iterator[Block]:
    yield Heading(level=4, text=words.IN_THEIR_WORDS)
    # The same words under one heading stand there once: a person may have sent them twice.
    lines = dict.fromkeys(f"{_asked_as(one, names)}“{' '.join(one.text.split())}”" for one in quotes)
    yield Points(lines=tuple(lines), quoted=True) if lines else Paragraph(text=words.NO_WORDS)


def _our_answers(answers: Sequence[Answered]) -> Iterator[Block]:
    yield Heading(level=4, text=words.OUR_ANSWERS)
    if not answers:
        yield Paragraph(text=words.NO_ANSWERS)
    for one in answers:
        changed = [(words.CHANGED, one.changed)] if one.changed else []
        yield Answer(lines=((words.YOU_SAID, one.said), (words.KINDS[one.kind], one.text), *changed))


def _promised(promised: Sequence[Answered], year: ReportYear) -> Iterator[Block]:
    yield Heading(level=2, text=words.PROMISED)
    before = words.PROMISED_BEFORE if promised else words.NOTHING_PROMISED
    yield Paragraph(text=before.format(year=year.label))
    for one in promised:
        became = one.changed or words.NO_WORD_YET
        yield Answer(
            lines=((words.YOU_SAID, one.said), (words.KINDS["will"], one.text), (words.CHANGED, became)),
        )


def _who(counts: Counts, desk: Desk) -> Iterator[Block]:
    if not counts["ages"]:
        return
    yield Heading(level=2, text=words.WHO)
    yield Paragraph(text=words.WHO_BEFORE)
    ages, districts = counts["ages"], counts["districts"]
    # Families' bands first, then those that only young people have; what an older version kept goes last.
    bands = [*dict.fromkeys((*KEPT_BANDS, *YOUNG_BANDS)), *sorted(set(ages) - {*KEPT_BANDS, *YOUNG_BANDS, NOT_SAID})]
    shown = {band: ages[band] for band in (*bands, NOT_SAID) if band in ages}
    called = {band: band.replace("under-", "Under ").replace("-", " to ") for band in shown}
    yield parts_table(words.AGES_CAPTION, words.AGE, shown, {**called, NOT_SAID: words.NOT_SAID})
    labels = {district.id: district.label for district in desk.knowledge.area.districts}
    places = {**{name: districts.get(name, 0) for name in labels}, **districts}
    # Last, where anyone did not say it: a line of nobody would only hide a district.
    places |= {NOT_SAID: places.pop(NOT_SAID)} if NOT_SAID in places else {}
    yield parts_table(words.DISTRICTS_CAPTION, words.DISTRICT, places, {**labels, NOT_SAID: words.NOT_SAID})


def _asked(counts: Counts) -> Iterator[Block]:
    yield Heading(level=2, text=words.ASKED)
    asked = counts["asked"]
    if sum(asked.values()):
        yield options_table(words.ASKED_CAPTION, words.ASKED_HEAD, asked, words.ASKED_ROWS)
    else:
        yield Paragraph(text=words.NOTHING_ASKED)


def _asked_as(quote: Quoted, names: Mapping[str, str]) -> str:
    return f"{names[quote.asked]}: " if quote.asked in names else ""


def _step_names(desk: Desk) -> Mapping[str, str]:
    """What the texts were asked as, by the name of the step, in whichever flow asks so."""
    flows = desk.knowledge.flows.values()
    return {name: step.name for flow in flows for name, step in flow.steps.items() if isinstance(step, TextStep)}
