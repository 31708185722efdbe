"""What the words files hold: how families say things, and the prepared short replies."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError
from pydantic_core import ErrorDetails

from knowledge.faults import ContentError, Fault
from knowledge.models import Content
from knowledge.yaml_files import Places, read_mapping


class Same(Content):
    """Words and phrases that all mean `term`. A low `weight` (0 to 1) marks a term that hardly tells entries apart."""

    term: str
    also: tuple[str, ...] = ()
    weight: float = Field(default=1.0, ge=0, le=1)


class Related(Content):
    """One way only: somebody who types one of `words` may be after `means`, at `weight` (0 to 1) of a full match."""

    words: tuple[str, ...]
    means: tuple[str, ...]
    weight: float = Field(default=0.6, gt=0, le=1)


class Stage(Content):
    """A step of the process: the phrases that give it away, and the topics of the entries that then fit best."""

    id: str
    cues: tuple[str, ...]
    topics: tuple[str, ...]


class SmallTalk(Content):
    """A kind of message that is no question for the base, and the prepared reply to it.

    `phrasings` are whole messages. `words` give the kind away in a message that no entry fits, `short` ones do so in a
    message of a few words whatever fits, and `marks` (raw characters or phrases) in any message.
    """

    id: str
    reply: str
    phrasings: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()


class Language(Content):
    """Everyday words of a language, and a reply in it. `scripts` are Unicode names' first words ("CYRILLIC").

    One of the words in `alone` gives the language away, slips forgiven; of the other `words` it takes two.
    """

    id: str
    reply: str
    alone: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()


class Meanings(Content):
    """The topics whose entries only say what a word means, and the term of a question that asks just that."""

    topics: tuple[str, ...]
    term: str


class AskedFor(Content):
    """Topics that few families ask for, and the cues of a message that does. Without one, their entries come later."""

    topics: tuple[str, ...]
    cues: tuple[str, ...]


class Areas(Content):
    """Names that mean our own area, names of others, and cues ("moving from") that make another's name welcome."""

    own: tuple[str, ...]
    other: tuple[str, ...]
    welcome: tuple[str, ...]
    reply: str


class Words(Content):
    """All words files as one. `text_speak` maps one word to another or to several; `common` are plain English words
    that are never taken for a typing slip; `wordings` are more phrasings of an entry, by its id. `around` are words
    that say nothing beside a greeting or thanks ("today"); one of the `subject` cues makes a message ours whatever else
    is in it ("disabled")."""

    same: tuple[Same, ...]
    related: tuple[Related, ...]
    text_speak: dict[str, str]
    stop: str
    questions: tuple[str, ...]
    common: str
    meanings: Meanings
    stages: tuple[Stage, ...]
    asked_for: tuple[AskedFor, ...] = ()
    school_years: dict[str, tuple[int, int]]
    small_talk: tuple[SmallTalk, ...]
    around: str = ""
    subject: tuple[str, ...] = ()
    languages: tuple[Language, ...]
    areas: Areas
    wordings: dict[str, tuple[str, ...]]

    def reply(self, group: str) -> str:
        """The prepared text of a small-talk group. Raises KeyError for a group that no file names."""
        if group == "other_area":
            return self.areas.reply
        replies = {one.id: one.reply for one in self.small_talk} | {one.id: one.reply for one in self.languages}
        return replies[group]


def load_words(folder: Path) -> Words:
    """Read every words file in `folder`; each key of `Words` may stand in any of them. Raises ContentError."""
    merged: dict[str, Any] = {}
    homes: dict[str, Path] = {}
    faults: list[Fault] = []
    for path in sorted(folder.glob("*.yaml")):
        part = read_mapping(path)
        for key in merged.keys() & part.keys():
            line = Places(path).line((key,))
            faults.append(Fault(path, line, f"'{key}' is already in {homes[key].name}", "keep it in one words file"))
        merged |= part
        homes |= dict.fromkeys(part, path)
    try:
        words = Words.model_validate(merged)
    except ValidationError as error:
        raise ContentError([*faults, *(_fault(detail, homes, folder) for detail in error.errors())]) from error
    if faults:
        raise ContentError(faults)
    return words


def _fault(detail: ErrorDetails, homes: dict[str, Path], folder: Path) -> Fault:
    name = ".".join(map(str, detail["loc"]))
    path = homes.get(str(detail["loc"][0]))
    if path is None:
        return Fault(folder, 1, f"no words file has the key '{name}'", "add it to one of them")
    return Fault(path, Places(path).line(detail["loc"]), f"'{name}': {detail['msg']}", "give a value that fits")
