"""Changes of content by officers: checked on a copy, kept, approved into the files or into a file for a keeper."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock

from sqlalchemy import Engine
from sqlmodel import Session

from handlers.outcomes import NEEDS
from knowledge.editing.errors import EditError
from knowledge.editing.files import new_faults, put_text, read_text
from knowledge.editing.hunks import Hunk, applied, back, diff, hunk, stands
from knowledge.editing.places import Part, lines_of
from knowledge.faults import Fault
from storage.content_changes import Change, Changes, State
from storage.inbox import Inbox
from storage.sealing import Sealer

PARTS: tuple[Part, ...] = ("entry", "easy")


class DecidedError(EditError):
    """Somebody else has decided about a change in the meantime."""

    def __init__(self) -> None:
        super().__init__("Somebody has decided about this change in the meantime. Look at what became of it.")


class NotWrittenError(EditError):
    """The content folder cannot be written here, so an approved change waits for a keeper."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """The changes that wait for a yes and for a keeper; of those approved, what the files have by now, and what no
    longer fits them, because somebody has changed the same lines since.
    """

    for_a_yes: Sequence[Change]
    for_a_keeper: Sequence[Change]
    in_the_files: Sequence[Change]
    out_of_step: Sequence[Change]


@dataclass(frozen=True, slots=True)
class _Replayed:
    """The files with the approved changes that fit them, and the ids of those changes."""

    texts: Mapping[Path, str]
    fitting: frozenset[str]


class ContentChanges:
    """Makes and decides changes of the content in `folder`. Safe to use from many threads.

    With `live`, what is approved is written into the files and taken in by `reload`, which gives the faults that kept
    it from going live. Without it, what is approved waits in a change file for a keeper. Never holds the database
    while the content is being checked, which takes seconds.
    """

    def __init__(
        self, engine: Engine, sealer: Sealer, folder: Path, reload: Callable[[], Sequence[Fault]], *, live: bool
    ) -> None:
        self.folder = folder
        self.live = live
        self._engine = engine
        self._sealer = sealer
        self._reload = reload
        self._deciding = Lock()

    def text(self, path: Path) -> str:
        """What a file holds, with every approved change. Raises EditError."""
        return self._approved().get(path) or read_text(path)

    def waiting(self) -> Waiting:
        """What waits, the newest first. Raises EditError."""
        with Session(self._engine) as session:
            asked, approved = Changes(session).in_state("waiting"), Changes(session).in_state("approved")
        fitting, there = self._replayed(approved).fitting, self._in_the_files(approved)
        return Waiting(
            for_a_yes=asked,
            for_a_keeper=[change for change in approved if change.id in fitting],
            in_the_files=[change for change in approved if change.id in there],
            out_of_step=[change for change in approved if change.id not in fitting | there],
        )

    def change_file(self) -> str:
        """All approved changes that the files do not have yet, as one unified diff. Raises EditError."""
        texts = self._approved()
        return "".join(
            diff(path.relative_to(self.folder).as_posix(), read_text(path), texts[path]) for path in sorted(texts)
        )

    def propose(self, entry: str, path: Path, text: str, who: str, *, approve: bool = False) -> str:
        """Keep a change after which the file at `path` holds `text`, once all content was checked with it.

        With `approve`, it is approved at once. Gives its id. Raises EditError, with the faults that it would bring.
        """
        texts = self._approved()
        was = texts.get(path) or read_text(path)
        if was == text:
            raise EditError("This is how it is already. Nothing was changed.")
        faults = new_faults(self.folder, {**texts, path: text}, texts, NEEDS)
        if faults:
            raise EditError("With this change the content would have faults. Nothing was saved.", faults)
        made = hunk(was, text, _entry_lines(was, entry))
        name = path.relative_to(self.folder).as_posix()
        with self._noting(who) as (changes, inbox):
            change_id = changes.add(entry, name, (made.before, made.after), who, datetime.now(UTC), "waiting")
            inbox.note("change", change_id)
        if approve:
            self.approve(change_id, who, checked=True)
        return change_id

    def approve(self, change_id: str, who: str, *, checked: bool = False) -> None:
        """Let a waiting change go live, or into the change file.

        Raises DecidedError; NotWrittenError where it is approved and the folder cannot be written; and EditError where
        the lines were changed since, or the content would have faults: then it still waits.
        """
        with self._deciding:
            change = self._one(change_id)
            if change is None or change.state != "waiting":
                raise DecidedError
            path, texts = self._path(change), self._approved()
            text = applied(texts.get(path) or read_text(path), _hunk(change))
            faults = [] if checked or self.live else new_faults(self.folder, {**texts, path: text}, texts, NEEDS)
            if faults:
                raise EditError("With this change the content would have faults, so it was not approved.", faults)
            with self._noting(who) as (changes, inbox):
                if not changes.move(change_id, "waiting", "approved"):
                    raise DecidedError
                inbox.note("approve", change_id)
            if self.live:
                self._go_live(change)

    def refuse(self, change_id: str, who: str) -> None:
        """Say no to a waiting change. Raises DecidedError."""
        self._move(change_id, "waiting", "refused", who)

    def go_back(self, change_id: str, who: str) -> str:
        """Take the entry back to how it was before a change, by a change that is approved at once. Gives its id.

        Raises EditError.
        """
        change = self._one(change_id)
        if change is None:
            raise DecidedError
        path = self._path(change)
        was = self.text(path)
        lines = _entry_lines(was, change.entry)
        if lines and change.before:
            text = was[: lines[0]] + change.before + was[lines[1] :]
        else:
            text = applied(was, back(_hunk(change)))
        made = self.propose(change.entry, path, text, who, approve=True)
        with self._noting(who) as (changes, inbox):
            if changes.move(change_id, change.state, "undone"):
                inbox.note("undo", change_id)
        return made

    def settle(self) -> int:
        """Note which approved changes a keeper has put into the files. Gives how many. Raises EditError."""
        with Session(self._engine) as session, session.begin():
            changes = Changes(session)
            there = self._in_the_files(changes.in_state("approved"))
            return sum(changes.move(one, "approved", "live") for one in there)

    def _go_live(self, change: Change) -> None:
        path = self._path(change)
        was = read_text(path)
        try:
            put_text(path, applied(was, _hunk(change)))
        except EditError as error:
            raise NotWrittenError(f"{error} The change is approved, and waits in the change file.") from error
        faults = self._reload()
        if faults:
            _put_back(path, was)
            self._reload()
            self._move(change.id, "approved", "waiting", change.who)
            raise EditError("It did not go live, because the content would have faults. All is as it was.", faults)
        with Session(self._engine) as session, session.begin():
            Changes(session).move(change.id, "approved", "live")

    def _approved(self) -> Mapping[Path, str]:
        """The files that approved changes are about, each with those of them that fit."""
        with Session(self._engine) as session:
            return self._replayed(Changes(session).in_state("approved")).texts

    def _replayed(self, newest_first: Sequence[Change]) -> _Replayed:
        texts: dict[Path, str] = {}
        fitting = set()
        for change in reversed(newest_first):
            path = self._path(change)
            text = texts.setdefault(path, read_text(path))
            if stands(text, _hunk(change)) == "before":
                texts[path] = applied(text, _hunk(change))
                fitting.add(change.id)
        return _Replayed(texts, frozenset(fitting))

    def _in_the_files(self, newest_first: Sequence[Change]) -> frozenset[str]:
        """The ids of the changes that the files have by now. A newer one is taken back to see an older one below it."""
        texts: dict[Path, str] = {}
        there = set()
        for change in newest_first:
            path = self._path(change)
            text = texts.setdefault(path, read_text(path))
            if stands(text, _hunk(change)) == "after":
                texts[path] = applied(text, back(_hunk(change)))
                there.add(change.id)
        return frozenset(there)

    def _one(self, change_id: str) -> Change | None:
        with Session(self._engine) as session:
            found = Changes(session).one(change_id)
        return found if found and found.file else None

    def _path(self, change: Change) -> Path:
        return self.folder / change.file

    def _move(self, change_id: str, was: State, becomes: State, who: str) -> None:
        with self._noting(who) as (changes, inbox):
            if not changes.move(change_id, was, becomes):
                raise DecidedError
            inbox.note(becomes, change_id)

    @contextmanager
    def _noting(self, who: str) -> Iterator[tuple[Changes, Inbox]]:
        with Session(self._engine) as session, session.begin():
            yield Changes(session), Inbox(session, self._sealer, who, datetime.now(UTC))


def _hunk(change: Change) -> Hunk:
    return Hunk(change.before, change.after)


def _entry_lines(text: str, entry: str) -> tuple[int, int] | None:
    """The lines of an entry in its own file, or of its easier words in theirs; None in any other file."""
    for part in PARTS:
        try:
            lines = lines_of(text, entry, part)
        except (KeyError, EditError):
            continue
        return lines.start, lines.end
    return None


def _put_back(path: Path, was: str) -> None:
    if was:
        put_text(path, was)
    else:
        path.unlink(missing_ok=True)
