"""The content file of one feed's host: approved changes put into it, and its text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import yaml

from knowledge.models import Service
from knowledge.open_referral.difference import Change, as_fields, updated
from knowledge.open_referral.to_service import KEEPER

# libyaml is several times faster; where PyYAML was built without it, the plain one writes the same.
_Base: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_DATES = ("checked_on", "review_by")
_HEAD = """\
# Services out of an Open Referral feed, approved by an officer. `signpost content changes approve` writes this file
# anew each time. You may word a field better by hand: it stays until the feed changes that field. Comments do not stay.
"""


class _Dumper(_Base):  # type: ignore[misc]  # which of the two it is, is known only when it runs
    """Writes a value that stands twice out twice: nobody who edits the file should meet YAML's anchors."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def file_name(source: str) -> str:
    """The name of the content file for the feed at `source`."""
    host = re.sub(r"[^a-z0-9.-]+", "-", (urlsplit(source).hostname or "feed").lower())
    return f"feed-{host}.yaml"


def with_changes(data: Mapping[str, Any] | None, changes: Iterable[Change], today: date) -> dict[str, Any]:
    """What the file holds (None where there is no such file yet) with approved changes put into it.

    New services come last, changed ones stay in their place, missing ones are closed: hidden, and never deleted.
    """
    file = dict(data or {"keeper": KEEPER, "checked_on": today, "review_by": today, "services": []})
    entries = {str(entry["id"]): entry for entry in file["services"]}
    for change in changes:
        entry = entries.get(change.id)
        if change.kind == "missing":
            if entry is not None:
                entries[change.id] = entry | {"status": "closed"}
        elif entry is not None and change.approved is not None:
            entries[change.id] = _in_order(updated(entry, json.loads(change.approved), json.loads(change.service)))
        else:
            entries[change.id] = _in_order(json.loads(change.service))
    return file | {"services": list(entries.values())}


def to_text(file: Mapping[str, Any]) -> str:
    """The file's text."""
    services = [entry | {name: _day(entry[name]) for name in _DATES if name in entry} for entry in file["services"]]
    data = dict(file) | {"services": services}
    return _HEAD + yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110)


def _in_order(fields: Mapping[str, Any]) -> dict[str, Any]:
    return as_fields(Service.model_validate(fields))


def _day(value: Any) -> Any:
    return date.fromisoformat(value) if isinstance(value, str) else value
