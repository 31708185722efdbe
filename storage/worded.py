"""Several texts in one column: a line for each, its name and its words sealed on their own."""

from __future__ import annotations

from collections.abc import Mapping

from storage.sealing import Sealer


def seal_words(words: Mapping[str, str], sealer: Sealer) -> bytes | None:
    """`words` by their names, which hold no space, as they are kept; None where there are none."""
    return b"\n".join(name.encode() + b" " + sealer.seal(text) for name, text in words.items()) or None


def open_words(kept: bytes | None, sealer: Sealer) -> dict[str, str]:
    """The texts by their names. Raises SealError where they were sealed with another key."""
    lines = (line.partition(b" ") for line in (kept or b"").splitlines())
    return {name.decode(): sealer.open(sealed) for name, _, sealed in lines}
