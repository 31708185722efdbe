"""`signpost ask` and `signpost redact`: one text or a file of them, through the same gate that a turn passes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from time import perf_counter
from typing import Any

from handlers.desk import Desk
from knowledge.matching.normalise import MAX_CHARACTERS


class InputError(Exception):
    """The text or the file cannot be used. The message says what to do."""


def day(typed: str | None) -> date:
    """The day as it was typed ("2027-03-31"); today where nothing was. Raises InputError."""
    if typed is None:
        return datetime.now(UTC).date()
    try:
        return date.fromisoformat(typed)
    except ValueError as error:
        raise InputError(f"'{typed}' is no day. Write it with the year first, such as 2027-03-31.") from error


def inputs(text: str | None, batch: Path | None, key: str) -> Iterator[str]:
    """The text, or each line's `key` in the file. Raises InputError."""
    if (text is None) == (batch is None):
        raise InputError("Give one text, or --batch and a file.")
    if text is not None:
        yield text
        return
    assert batch is not None
    try:
        # A line of JSON ends with a line feed alone: Unicode's other line ends may stand in what somebody typed.
        lines = batch.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"The file {batch} cannot be read. Check that it is there and is UTF-8 text.") from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _field(line, key, f"{batch}:{number}")


def ask(question: str, desk: Desk, *, explain: bool = False) -> dict[str, Any]:
    """What the assistant finds: `kind`, up to five `matches` (best first), `safety` (a signal or None), `ms`.

    With `explain`, also why: the terms that were read, the corrections, and the reasons for each match.
    """
    begun = perf_counter()
    alert = desk.safety.check(question)
    words = desk.anonymiser.clean(question[:MAX_CHARACTERS]).text
    understood = desk.matcher.ask(words, age=desk.matcher.hints(question).age)
    spent = (perf_counter() - begun) * 1000
    found: dict[str, Any] = {
        "q": question,
        "kind": "safety" if alert else understood.kind,
        "matches": [{"id": one.id, "title": one.title, "score": round(one.score, 4)} for one in understood.matches],
        "safety": alert.signal if alert else None,
        "ms": round(spent, 3),
    }
    return found | {"explain": asdict(understood.explain)} if explain else found


def redact(text: str, desk: Desk) -> dict[str, Any]:
    """The cleaned text, and what was taken out, on the offsets of the text that was given."""
    clean = desk.anonymiser.clean(text)
    spans = [{"start": span.start, "end": span.end, "type": span.type} for span in clean.spans]
    return {"text": clean.text, "spans": spans}


def as_line(found: dict[str, Any]) -> str:
    """One line of JSON; a set becomes a list, and half a character, which UTF-8 cannot hold, a JSON escape."""
    line = json.dumps(found, ensure_ascii=False, default=sorted)
    return line.encode("utf-8", "backslashreplace").decode("utf-8")


def as_words(found: dict[str, Any], desk: Desk) -> str:
    """What was found, for a person to read."""
    lines = [f"{found['kind']} ({found['ms']:.1f} ms)"]
    if found["safety"]:
        lines.append(f"Help comes first: {found['safety']}")
    explain = found.get("explain")
    reasons = {reason["id"]: reason for reason in explain["reasons"]} if explain else {}
    if explain:
        lines += _how_read(explain)
    for one in found["matches"]:
        lines.append(f"{one['score']:.2f}  {one['id']}  {one['title']}")
        if one["id"] in reasons:
            lines.append(_why(reasons[one["id"]]))
    return "\n".join(lines)


def _how_read(explain: dict[str, Any]) -> Iterator[str]:
    yield f"Read as: {', '.join(explain['terms']) or 'nothing'}"
    if explain["corrections"]:
        yield "Corrected: " + ", ".join(f"{typed} to {right}" for typed, right in explain["corrections"])
    if explain["unknown"]:
        yield f"In no entry: {', '.join(explain['unknown'])}"
    hints = explain["hints"]
    told = [f"{hint} {hints[hint]}" for hint in ("age", "stage") if hints[hint] is not None]
    if hints["topics"]:
        told.append(f"asks about {', '.join(sorted(hints['topics']))}")
    if told:
        yield f"Told by the way: {', '.join(told)}"


def _why(reason: dict[str, Any]) -> str:
    return (
        f"      shares {', '.join(reason['shared'])}; closest wording {reason['wording_score']:.2f} "
        f'"{reason["wording"]}"; entry as a whole {reason["coverage"]:.2f}'
    )


def _field(line: str, key: str, where: str) -> str:
    try:
        data = json.loads(line)
    except ValueError as error:
        raise InputError(f"{where}: this line is not JSON. Write an object a line, with the key '{key}'.") from error
    if not isinstance(data, dict) or not isinstance(data.get(key), str):
        raise InputError(f"{where}: the key '{key}' is missing. Write an object a line, with the key '{key}'.")
    return str(data[key])
