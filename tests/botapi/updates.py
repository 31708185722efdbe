"""The updates that wait for the bot."""

from __future__ import annotations

from collections.abc import Iterable

from .shapes import Json

_ASKED_FOR_ONLY = {"chat_member", "message_reaction", "message_reaction_count"}


class UpdateQueue:
    """Updates in order, kept until the bot confirms them by asking for a later one (Bot API `getUpdates`)."""

    def __init__(self, first_id: int = 500_000_001) -> None:
        self.waiting: list[Json] = []
        self.newest: Json | None = None
        self._again: list[Json] = []
        self._next_id = first_id
        self._allowed: frozenset[str] = frozenset()

    def allow(self, kinds: Iterable[str] | None) -> None:
        """Let in only these kinds of update from now on; an empty list means all usual kinds, None no change."""
        if kinds is not None:
            self._allowed = frozenset(kinds)

    @property
    def allowed(self) -> list[str]:
        """The kinds that the bot asked for, or an empty list for all usual kinds."""
        return sorted(self._allowed)

    def add(self, kind: str, payload: Json) -> Json | None:
        """Give the payload the next update id and keep it; None where the bot did not ask for its kind."""
        if kind not in self._allowed if self._allowed else kind in _ASKED_FOR_ONLY:
            return None
        self.newest = {"update_id": self._next_id, kind: payload}
        self._next_id += 1
        self.waiting.append(self.newest)
        return self.newest

    def repeat(self, update: Json) -> None:
        """Hand out an update once more under its old id, confirmed or not."""
        self._again.append(update)

    def confirm(self, offset: int) -> None:
        """Forget all updates before `offset`; a negative one keeps only that many of the newest."""
        if offset < 0:
            self.waiting = self.waiting[offset:]
        elif offset:
            self.waiting = [update for update in self.waiting if update["update_id"] >= offset]

    def remove(self, update: Json) -> None:
        """Forget one update that a webhook has taken."""
        self.waiting = [kept for kept in self.waiting if kept is not update]

    def clear(self) -> None:
        """Forget all."""
        self.waiting, self._again = [], []

    def batch(self, limit: int) -> list[Json]:
        """The next updates to hand out, up to `limit`."""
        repeats, self._again = self._again[:limit], self._again[limit:]
        return repeats + self.waiting[: limit - len(repeats)]

    def take_repeats(self) -> list[Json]:
        """The updates to hand out once more, for a webhook."""
        repeats, self._again = self._again, []
        return repeats

    def __len__(self) -> int:
        return len(self.waiting) + len(self._again)
