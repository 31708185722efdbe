"""What an import did, for a person and for a program."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from knowledge.open_referral.difference import Change, differences
from knowledge.open_referral.terms import Term

MOST_EXAMPLES = 5
"""How many records a person is shown of each note, and of the list of unknown terms."""
MOST_TERMS = 40
LONGEST_VALUE = 160


@dataclass(frozen=True, slots=True)
class Left:
    """A record that was not taken, or a note on one that was: where it stood, its id where it has one, and why."""

    at: str
    record_id: str | None
    why: str


@dataclass(slots=True)
class Report:
    """Counts are of records. `waiting` were found before and still wait for a yes; `said` is what the feed got wrong.

    `complete` is False where the feed gave less than it has: then nothing is taken for missing.
    """

    source: str
    version: str
    read: int = 0
    taken: int = 0
    unchanged: int = 0
    waiting: int = 0
    changes: list[Change] = field(default_factory=list)
    not_taken: list[Left] = field(default_factory=list)
    notes: list[Left] = field(default_factory=list)
    terms: Counter[Term] = field(default_factory=Counter)
    said: list[str] = field(default_factory=list)
    complete: bool = True

    def of(self, kind: str) -> list[Change]:
        """The changes of one kind that an officer has to look at."""
        return [change for change in self.changes if change.kind == kind and change.waits]


def as_words(report: Report, *, dry_run: bool) -> str:
    """The report for a person."""
    return "\n".join(
        [
            *_head(report),
            *(f"About the feed: {one}." for one in report.said),
            *(f"Not taken: {_where(left)}: {left.why}." for left in report.not_taken),
            *_notes(report.notes),
            *_terms(report.terms),
            *(line for change in report.changes if dry_run and change.waits for line in change_lines(change)),
            _next(report, dry_run),
        ]
    )


def as_json(report: Report, *, dry_run: bool) -> dict[str, Any]:
    """The report for a program."""
    return {
        "source": report.source,
        "version": report.version,
        "dry_run": dry_run,
        "complete": report.complete,
        "read": report.read,
        "taken": report.taken,
        "new": [_named(change) for change in report.of("new")],
        "changed": [_named(change) | {"fields": _fields(change)} for change in report.of("changed")],
        "missing": [_named(change) for change in report.of("missing")],
        "unchanged": report.unchanged,
        "waiting": report.waiting,
        "not_taken": [_left(left) for left in report.not_taken],
        "notes": [_left(left) for left in report.notes],
        "unknown_terms": [
            {"id": term.id, "name": term.name, "records": count} for term, count in report.terms.most_common()
        ],
        "wrong_in_feed": report.said,
    }


def change_lines(change: Change) -> Iterator[str]:
    """One change for a person: a line for what it is, and one for each field that it changes."""
    service = json.loads(change.service)
    yield f"{change.kind}  {change.id}  {service['name']}{_hidden(change, service)}"
    if change.kind == "changed":
        for name, (old, new) in _fields(change).items():
            yield f"    {name}: {_shown(old)} -> {_shown(new)}"


def full_lines(change: Change) -> Iterator[str]:
    """One change with all that it would publish."""
    yield from change_lines(change)
    if change.kind == "new":
        for name, value in json.loads(change.service).items():
            yield f"    {name}: {value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)}"


def _head(report: Report) -> Iterator[str]:
    yield f"{report.source} (version {report.version})"
    yield (
        f"Read {report.read}, taken {report.taken}: {len(report.of('new'))} new, {len(report.of('changed'))} changed, "
        f"{len(report.of('missing'))} missing, {report.unchanged} unchanged, {report.waiting} waiting already. "
        f"Not taken: {len(report.not_taken)}."
    )
    if not report.complete:
        yield "The feed gave less than it has, so nothing is taken for missing."


def _notes(notes: list[Left]) -> Iterator[str]:
    found: dict[str, list[Left]] = {}
    for one in notes:
        found.setdefault(one.why, []).append(one)
    for why, left in sorted(found.items(), key=lambda item: -len(item[1])):
        more = len(left) - MOST_EXAMPLES
        named = "; ".join(_where(one) for one in left[:MOST_EXAMPLES])
        yield f"Note: {why} ({named}{f'; and {more} more' if more > 0 else ''})."


def _terms(terms: Counter[Term]) -> Iterator[str]:
    if terms:
        named = (f"{term.name or term.id} ({count})" for term, count in terms.most_common(MOST_TERMS))
        more = f" and {len(terms) - MOST_TERMS} more" if len(terms) > MOST_TERMS else ""
        yield f"Terms that open-referral.yaml does not know: {', '.join(named)}{more}."


def _next(report: Report, dry_run: bool) -> str:
    if dry_run:
        return "Nothing was saved."
    if not any(change.waits for change in report.changes) and not report.waiting:
        return "Nothing waits for a yes."
    return "See what waits with: signpost content changes list"


def _where(left: Left) -> str:
    return f"{left.record_id} ({left.at})" if left.record_id else left.at


def _left(left: Left) -> dict[str, str | None]:
    return {"id": left.record_id, "position": left.at, "why": left.why}


def _named(change: Change) -> dict[str, Any]:
    return {"id": change.id, "record": change.record_id, "name": json.loads(change.service)["name"]}


def _fields(change: Change) -> dict[str, tuple[Any, Any]]:
    return differences(json.loads(change.approved or "{}"), json.loads(change.service))


def _hidden(change: Change, service: dict[str, Any]) -> str:
    return " (closed: families will not see it)" if change.kind != "missing" and service["status"] == "closed" else ""


def _shown(value: Any) -> str:
    if value is None:
        return "nothing"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}…"
