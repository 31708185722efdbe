"""What is new, changed or missing in a feed, against what we have of it. Unchanged records make no change."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from knowledge.models import Service
from knowledge.open_referral.to_service import Made

Kind = Literal["new", "changed", "missing"]
State = Literal["waiting", "approved", "refused"]
Fields = Mapping[str, Any]

NEVER_COMPARED = frozenset({"id", "feed", "keeper", "review_by", "pfal", "also_called", "checked"})
"""Fields of a service that are ours, not the feed's."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a feed has for us about one record, and what an officer said to it.

    `id` is our service's id, `record_id` the feed's; `digest` is of the record as it came; `service` is the service as
    it would be (JSON, without what is left at its default), `approved` as it was last approved, if ever.
    """

    id: str
    record_id: str
    kind: Kind
    state: State
    digest: str
    service: str
    approved: str | None

    @property
    def waits(self) -> bool:
        """Whether an officer has still to say yes or no."""
        return self.state == "waiting"


def to_json(service: Service) -> str:
    """The service as it is kept: one line, always written the same way."""
    return json.dumps(as_fields(service), separators=(",", ":"), sort_keys=True)


def as_fields(service: Service) -> dict[str, Any]:
    """The service's fields as JSON has them, without those that are left at their default."""
    return service.model_dump(mode="json", exclude_defaults=True, by_alias=True)


def differences(old: Fields, new: Fields, *, dated: bool = True) -> dict[str, tuple[Any, Any]]:
    """Each field that is not the same, with the old and the new value. The day of a check counts only with `dated`."""
    left_out = NEVER_COMPARED if dated else NEVER_COMPARED | {"checked_on"}
    names = sorted((old.keys() | new.keys()) - left_out)
    return {name: (old.get(name), new.get(name)) for name in names if old.get(name) != new.get(name)}


def updated(published: Fields, baseline: Fields, new: Fields) -> dict[str, Any]:
    """The published entry with what the feed changed since `baseline`. What an officer has worded anew stays."""
    merged = dict(published)
    for name, (_old, value) in differences(baseline, new).items():
        if value is None:
            merged.pop(name, None)
        else:
            merged[name] = value
    return merged | {name: new[name] for name in ("checked_on", "review_by")}


def compare(made: Made, record_id: str, digest: str, filed: Change | None, published: Service | None) -> Change | None:
    """What a record in the feed changes in what is on file about it; None where nothing does."""
    new = to_json(made.service)
    baseline = _baseline(filed, published)
    if baseline is None:
        kind: Kind = "new"
    elif not differences(baseline, as_fields(made.service), dated=made.dated):
        return _as_it_was(filed)
    else:
        kind = "changed"
    approved = json.dumps(baseline, separators=(",", ":"), sort_keys=True) if baseline else None
    change = Change(made.service.id, record_id, kind, "waiting", digest, new, approved)
    return None if filed and _is_known(filed, change, dated=made.dated) else change


def gone(record_id: str, filed: Change | None, published: Service | None) -> Change | None:
    """What it changes that a record is no longer in the feed; None where that is known, or families do not see it."""
    if filed and (filed.kind == "missing" or (published is None and not filed.waits)):
        return None
    if published is None:
        return replace(filed, kind="missing") if filed else None
    if published.status == "closed":
        return None
    baseline = filed.approved if filed else None
    now = to_json(published)
    digest = filed.digest if filed else ""
    return Change(published.id, record_id, "missing", "waiting", digest, baseline or now, baseline or now)


def _as_it_was(filed: Change | None) -> Change | None:
    """A record that was changed or missing for a while, and is now again as it was approved."""
    if filed is None or filed.approved is None or not (filed.waits or filed.kind == "missing"):
        return None
    return replace(filed, kind="changed", state="approved", service=filed.approved)


def _baseline(filed: Change | None, published: Service | None) -> dict[str, Any] | None:
    if published is None:
        return None
    approved: dict[str, Any] | None = json.loads(filed.approved) if filed and filed.approved else None
    return approved or as_fields(published)


def _is_known(filed: Change, change: Change, *, dated: bool) -> bool:
    """Whether an officer has been asked about just this, or has said no to the record as it still is."""
    if filed.kind != change.kind:
        return False
    if filed.state == "refused":
        return filed.digest == change.digest
    same = not differences(json.loads(filed.service), json.loads(change.service), dated=dated)
    return filed.waits and same
