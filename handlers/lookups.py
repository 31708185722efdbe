"""What a turn may look up in the database, as the handlers see it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from storage.progress import Note
from storage.reminders import Planned
from storage.views import PublicResponse, PublicRound, Receipt, Voice


class Lookups(Protocol):
    """Reads for one turn, in its transaction. Nothing here changes anything."""

    def receipt(self, code: str) -> Receipt | None:
        """What became of what was sent with `code` (as `read_receipt` gives it); None where there is nothing."""

    def slip(self, typed: str) -> str | None:
        """The one code that is there and that `typed` may have meant, a slip away; None for none, or several."""

    def may_try_codes(self) -> bool:
        """Whether codes may be tried now; not while too many wrong ones come in from everywhere."""

    def reminders(self) -> tuple[Planned, ...]:
        """What this chat will be reminded of."""

    def responses(self) -> Sequence[PublicResponse]:
        """What the council has published of its responses, the newest first, with no counts yet."""

    def counted(self, responses: Sequence[PublicResponse]) -> Sequence[PublicResponse]:
        """These responses, with how many said what led to each."""

    def voices(self) -> Sequence[Voice]:
        """What young people said that may be shown, newest theme by theme."""

    def rounds(self) -> Sequence[PublicRound]:
        """The rounds that are open, then those that closed lately, the newest first."""

    def progress(self) -> Mapping[str, Note]:
        """What officers say became of each promise and each action, by its id."""

    def has_voted(self, round_id: str) -> bool:
        """Whether this chat has voted in a round that is open."""

    def why_off(self) -> str | None:
        """The officers' reason while the assistant is switched off; None while it is on."""


class NothingThere:
    """Lookups that find nothing, for a turn with no database."""

    def receipt(self, _code: str) -> Receipt | None:
        """Nothing."""
        return None

    def slip(self, _typed: str) -> str | None:
        """Nothing."""
        return None

    def may_try_codes(self) -> bool:
        """They may."""
        return True

    def reminders(self) -> tuple[Planned, ...]:
        """Nothing."""
        return ()

    def responses(self) -> Sequence[PublicResponse]:
        """Nothing."""
        return ()

    def counted(self, responses: Sequence[PublicResponse]) -> Sequence[PublicResponse]:
        """These, as they are."""
        return responses

    def voices(self) -> Sequence[Voice]:
        """Nothing."""
        return ()

    def rounds(self) -> Sequence[PublicRound]:
        """Nothing."""
        return ()

    def progress(self) -> Mapping[str, Note]:
        """Nothing."""
        return {}

    def has_voted(self, _round_id: str) -> bool:
        """Nobody has."""
        return False

    def why_off(self) -> str | None:
        """It is on."""
        return None
