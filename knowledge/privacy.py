"""The privacy notice: what is kept and for how long, on which law, who answers for it, and how to complain.

An area's own part is `contacts.yaml`. The rest (`notice.yaml`, `basis.yaml`, `words.yaml`) holds all over England.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Literal, get_args

from knowledge.dates import say_date
from knowledge.faults import ContentError, Fault
from knowledge.models import Confidence, Content, Fact, WebAddress
from knowledge.yaml_files import read_model

Status = Literal["names removed", "anonymised"]
"""What may be said of the words that we hold. "anonymised" only once the intruder exercise has been passed."""
Disclosures = Literal["not traced", "acted on"]
"""What is promised to someone who writes that somebody is not safe. Only one of the two can be kept."""
Kept = Literal["chat", "hello", "reply", "feedback", "votes", "unanswered", "correction", "complaint", "reminder"]
"""The kinds of record that a family is told of."""
Reach = Literal["email", "website", "phone", "post"]
"""The ways to reach someone, the quickest first."""
Period = Literal[
    "chat_hours",
    "hello_days",
    "reply_hours",
    "feedback_months",
    "unanswered_months",
    "correction_months",
    "complaint_months",
    "reminder_days",
]
"""How long a kind of record is kept, as a blank of the words. The numbers are settings."""


class Law(Fact):
    """A law that we rely on: its name as a lawyer writes it, and what it means in plain words."""

    name: str


class ComplaintLaw(Law):
    """The law on complaints about data. `acknowledge_days` are days within which we must say that we have one."""

    acknowledge_days: int


class Basis(Content):
    """Why we may use what people tell us (T-01), and what Telegram's own policy says of its copy (T-29)."""

    keeper: str
    checked_on: date
    review_by: date
    lawful_basis: Law
    condition: Law
    laws: tuple[Law, ...]
    complaints: ComplaintLaw
    telegram: tuple[Fact, ...]


class Way(Content):
    """A way to reach someone, and the page that gives it. One that is not sure enough is not shown to families."""

    value: str
    source: WebAddress
    confidence: Confidence
    note: str | None = None


class Contact(Content):
    """Someone who answers for how data is used."""

    name: str
    website: Way | None = None
    email: Way | None = None
    phone: Way | None = None
    post: Way | None = None

    def ways(self) -> Iterator[tuple[Reach, str]]:
        """The ways to reach them that families may be shown, the quickest first."""
        for reach in get_args(Reach):
            way: Way | None = getattr(self, reach)
            if way and way.confidence != "low":
                yield reach, way.value


class Contacts(Content):
    """Who to write to: the council's data protection team (None where no page names one), and the regulator."""

    keeper: str
    checked_on: date
    review_by: date
    data_protection: Contact | None
    regulator: Contact


class Part(Content):
    """A headed part of the full notice."""

    heading: str
    text: str


class PrivacyLabels(Content):
    """Labels of the buttons under the notice. Each makes sense when it is read aloud alone."""

    short: str
    full: str
    child: str
    young: str
    complain: str
    complain_here: str
    stop_using: str


PageVersion = Literal["full", "child", "young", "easy", "complain"]


class PageWords(Content):
    """The words around the notice on its own page. Each label makes sense when it is read aloud alone."""

    title: str
    versions: dict[PageVersion, str]

    def label(self, version: str) -> str:
        """What the link to a version says; its own name for one that we do not know."""
        return next((label for name, label in self.versions.items() if name == version), version)


class PrivacyWords(Content):
    """The words of the notice. `child` is for 11 to 15, `young` for 16 and 17; each stands alone.

    `before_writing` comes before the first box in which a person can write what they like (T-11).
    """

    short: str
    child: str
    young: str
    full: tuple[Part, ...]
    purposes: tuple[str, ...]
    keep: dict[Kept, str]
    before_writing: str
    before_writing_child: str
    before_writing_young: str
    honest: str
    cannot_trace: str
    telegram: str
    changed: str
    contact: str
    no_contact: str
    ways: dict[Reach, str]
    regulator: str
    complain: str
    complaint_sent: str
    labels: PrivacyLabels
    page: PageWords


class _Notice(Content):
    version: int
    changed_on: date
    changes: str
    status: Status
    disclosures: Disclosures


class Privacy(_Notice):
    """The whole notice. A higher `version` is shown to everybody once more, with `changes` (T-28)."""

    basis: Basis
    contacts: Contacts
    words: PrivacyWords

    def at(self, name: str) -> str | None:
        """The text of this name, with its blanks, such as "short" or "full"; None where there is no such text."""
        if name == "full":
            return "\n\n".join(f"# {part.heading}\n{part.text.strip()}" for part in self.words.full)
        found = getattr(self.words, name, None) if name in TEXTS else None
        return found.strip() if isinstance(found, str) else None

    def blanks(self, *, run_by: str, periods: Mapping[str, int], is_test: bool) -> dict[str, str]:
        """What the blanks of every text are filled with; easier words have the same ones.

        `run_by` is the sentence that says who runs this, `periods` how long things are kept. A test service
        (`is_test`) sends nobody to the council's team, which knows nothing of it.
        """
        team = None if is_test else self.contacts.data_protection
        own = {
            "run_by": run_by.strip(),
            "version": str(self.version),
            "changed_on": say_date(self.changed_on),
            "changes": self.changes.strip(),
            "acknowledge_days": str(self.basis.complaints.acknowledge_days),
            "purposes": _bullets(self.words.purposes),
            "law": self._law(),
            "honest": self.words.honest.strip(),
            "cannot_trace": self.words.cannot_trace.strip(),
            "telegram": self.words.telegram.strip(),
            "contact": self._reached(self.words.contact, team),
            "regulator": self._reached(self.words.regulator, self.contacts.regulator),
        }
        times = {name: str(number) for name, number in periods.items()}
        return own | times | {"keep": _bullets(line.format(**times) for line in self.words.keep.values())}

    def _reached(self, words: str, contact: Contact | None) -> str:
        ways = [self.words.ways[reach].format(way=way) for reach, way in contact.ways()] if contact else []
        if contact is None or not ways:
            return self.words.no_contact.strip()
        return words.strip().format(name=contact.name, ways=" or ".join(ways))

    def _law(self) -> str:
        basis = self.basis
        named = (basis.lawful_basis, basis.condition, *basis.laws)
        return _bullets(f"{law.text} ({law.name})" for law in named)


TEXTS = (
    "short",
    "child",
    "young",
    "full",
    "before_writing",
    "before_writing_child",
    "before_writing_young",
    "honest",
    "cannot_trace",
    "telegram",
    "changed",
    "complain",
    "complaint_sent",
)
"""The names of the texts that are shown alone. Each has easier words, under `privacy.` and its name."""

BLANKS: Mapping[str, frozenset[str]] = {"complaint_sent": frozenset({"code", "by"})}
"""The blanks that a text has beside those of `Privacy.blanks`, and must not lose."""


def load_privacy(folder: Path) -> Privacy:
    """Read the folder of the notice. Raises ContentError with every fault of form."""
    faults: list[Fault] = []
    read: dict[str, Content] = {}
    for name, model in _FILES.items():
        try:
            read[name] = read_model(folder / f"{name}.yaml", model)
        except ContentError as error:
            faults.extend(error.faults)
    if faults:
        raise ContentError(faults)
    parts = {name: part for name, part in read.items() if name != "notice"}
    return Privacy.model_validate({**dict(read["notice"]), **parts})


_FILES: Mapping[str, type[Content]] = {
    "notice": _Notice,
    "basis": Basis,
    "contacts": Contacts,
    "words": PrivacyWords,
}


def _bullets(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line.strip()}" for line in lines)
