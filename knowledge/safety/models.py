"""What the safety content holds, as types: who can help, the signals, and the rules that find them in a message."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from knowledge.models import Confidence, Content, WebAddress

Speaker = Literal["child", "adult", "unknown"]
Pattern = Annotated[str, Field(min_length=1)]


class Signpost(Content):
    """Someone who can help, and the ways to reach them that a page we read gives. A way that no page gives is None.

    `same_as` names the signpost for the same line, which is shown in its place; `never_alone` wants another beside it.
    """

    id: str
    name: str
    for_whom: str
    when: str
    phone: str | None = None
    text: str | None = None
    email: str | None = None
    url: WebAddress | None = None
    hours: str | None = None
    source: WebAddress
    confidence: Confidence
    note: str | None = None
    note_source: WebAddress | None = None
    show_to_public: bool = True
    same_as: str | None = None
    never_alone: bool = False
    checked_on: date
    review_by: date

    @property
    def can_be_shown(self) -> bool:
        """Whether families may see it: meant for them, known well enough, and with a way to reach it."""
        reachable = self.phone or self.text or self.url
        return self.show_to_public and self.confidence != "low" and bool(reachable)


class ResponseRule(Content):
    """How we answer someone at risk, and the page that says so."""

    rule: str
    source: str
    source_note: str | None = None


class Basis(Content):
    """A page that a signal rests on, and what it taught us."""

    source: WebAddress
    point: str


class Phrases(Content):
    """Whole phrases that people use, by who is writing."""

    child: tuple[Pattern, ...]
    adult: tuple[Pattern, ...]


class FirstLine(Content):
    """The first words of the reply, by who is reading."""

    under_18: str
    adult: str


class Show(Content):
    """Which signposts to show, by id, most urgent first."""

    under_18: tuple[str, ...]
    adult: tuple[str, ...]
    age_16_17_add: tuple[str, ...] = ()
    if_sexual: tuple[str, ...] = ()
    adult_if_fear_of_harm: tuple[str, ...] = ()
    adult_more: tuple[str, ...] = ()
    always_add_line: str | None = None
    adult_note: str | None = None

    @property
    def ids(self) -> set[str]:
        """Every signpost that is named."""
        lists = (self.under_18, self.adult, self.age_16_17_add, self.if_sexual, self.adult_if_fear_of_harm)
        return {one for ids in (*lists, self.adult_more) for one in ids}


class Rule(Content):
    """A family of sayings: any of the patterns, unless one of the `unless` patterns is on the same words.

    `firm` rules are not cancelled by look-alikes. `speaker` says who must be writing, where only one can be.
    """

    id: str
    any: tuple[Pattern, ...]
    unless: tuple[Pattern, ...] = ()
    speaker: Speaker = "unknown"
    sexual: bool = False
    fear_of_harm: bool = False
    gentle: bool = False
    firm: bool = False


class Signal(Content):
    """One kind of trouble: how it is said, what only sounds like it, and what to show.

    `gentle_phrases` are wearing words with no danger in them; `topic_phrases` name a subject, and do not count
    beside words such as "policy" or "training".
    """

    id: str
    title: str
    covers: str
    urgency: Literal[1, 2, 3]
    phrases: Phrases
    gentle_phrases: tuple[str, ...] = ()
    topic_phrases: tuple[str, ...] = ()
    look_alikes: tuple[Pattern, ...]
    look_alike_note: str | None = None
    rules: tuple[Rule, ...]
    show: Show
    first_line: FirstLine
    clear_chat: bool = False
    basis: tuple[Basis, ...]


class Words(Content):
    """How words are read, before any rule sees them.

    `means`: text-speak and usual slips, to what they stand for. `joins`: two words that are read as one.
    `forms`: a word, to its irregular forms. `verbs` and `nouns` get their regular forms by rule.
    `fillers` carry no meaning for us. `stand_ins`: a word in a phrase, to the concept that it stands for.
    `starred`: words that people hide behind stars. `small`: short words that others can run together with.
    `ordinary`: everyday words that a slip must not be read as.
    """

    means: dict[str, str]
    joins: dict[str, str]
    forms: dict[str, str]
    verbs: str
    nouns: str
    fillers: str
    stand_ins: dict[str, str]
    starred: str
    small: str = ""
    ordinary: str


class Meta(Content):
    """When and how the numbers were checked."""

    checked_on: date
    checked_how: str
    recheck_before_launch: bool
    recheck_every_days: int
    first_to_recheck: tuple[str, ...]


class Lines(Content):
    """Lines under the first one.

    `bot`: nobody reads live (None where every reply says so anyway); `emergency`: when to call 999; `clear_chat`: how
    to hide this chat; `gentle`: the first line for wearing words.
    """

    bot: str | None = None
    emergency: str
    clear_chat: str
    gentle: FirstLine


class SpeakerCues(Content):
    """Patterns that tell who is writing."""

    child: tuple[Pattern, ...]
    adult: tuple[Pattern, ...]


class Weights(Content):
    """How much each clue of a message speaks for harm (clues.py). Learned from examples, never written by hand.

    `start`: what a message weighs before any word of it. `harm`: a weight, to the clues that have it; they are added up
    and divided by the square root of how many words there are. `signals`: the same for each signal, to tell which one a
    harmful message is.
    """

    start: float
    harm: dict[str, str]
    signals: dict[str, dict[str, str]]


class SafetyContent(Content):
    """All that the safety check knows. An area without `weights` has the rules alone."""

    meta: Meta
    signposts: tuple[Signpost, ...]
    response_rules: tuple[ResponseRule, ...]
    lines: Lines
    signals: tuple[Signal, ...]
    concepts: dict[str, tuple[Pattern, ...]]
    speaker_cues: SpeakerCues
    words: Words
    weights: Weights | None = None

    def signpost(self, wanted: str) -> Signpost:
        """The signpost with this id. KeyError where there is none."""
        for one in self.signposts:
            if one.id == wanted:
                return one
        raise KeyError(wanted)

    def signal(self, wanted: str) -> Signal:
        """The signal with this id. KeyError where there is none."""
        for one in self.signals:
            if one.id == wanted:
                return one
        raise KeyError(wanted)
