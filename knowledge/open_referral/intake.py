"""Taking one record after another: what becomes of each, in one report."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from pydantic import ValidationError

from knowledge.models import Service
from knowledge.open_referral.difference import Change, compare, gone
from knowledge.open_referral.report import Left, Report
from knowledge.open_referral.to_service import Made, Mapper, NotTakenError, service_id
from knowledge.open_referral.values import line

LONGEST_RECORD_ID = 200


@dataclass(frozen=True, slots=True)
class Item:
    """A record as it was read. `at` is its place ("page 2, item 7"); `trouble` says why it could not be read whole."""

    at: str
    data: Any
    trouble: str | None = None


class Intake:
    """Takes a feed's records and compares each with what we have. Holds what is to be saved, not what was read."""

    def __init__(
        self,
        mapper: Mapper,
        version: str,
        *,
        published: Iterable[Service],
        filed: Mapping[str, Change],
        ids: Collection[str],
    ) -> None:
        """`published` are the services in the content, `filed` what waits or was decided, by the feed's own ids.

        `ids` are all ids that are used by now, of services and of what waits, in this feed or another.
        """
        self.report = Report(mapper.source, version)
        self._mapper = mapper
        self._published = {
            one.feed.id: one for one in published if one.feed is not None and one.feed.source == mapper.source
        }
        self._filed = filed
        self._ids = set(ids)
        self._seen: set[str] = set()

    def take(self, item: Item) -> None:
        """Take one record, or note why not. Never raises for what a feed can send."""
        self.report.read += 1
        data = item.data
        if not isinstance(data, dict):
            return self._leave(item, None, "it is no record")
        record_id = line(data, "id")
        if not record_id:
            return self._leave(item, None, "it has no id")
        if len(record_id) > LONGEST_RECORD_ID:
            return self._leave(item, None, f"its id is over {LONGEST_RECORD_ID} letters long")
        if record_id in self._seen:
            return self._leave(item, record_id, "an earlier record has the same id: the first was kept")
        self._seen.add(record_id)
        if item.trouble:
            return self._leave(item, record_id, item.trouble)
        try:
            made = self._mapper.make(record_id, data)
        except NotTakenError as error:
            return self._leave(item, record_id, str(error))
        except ValidationError as error:
            where = ", ".join(str(detail["loc"][0]) for detail in error.errors() if detail["loc"])
            return self._leave(item, record_id, f"its {where or 'fields'} cannot be used")
        return self._file(item, record_id, made)

    def finish(self, *, complete: bool, said: Iterable[str] = ()) -> Report:
        """The report, with what is missing. `complete` is False where the feed gave less than it has."""
        self.report.said += said
        self.report.complete = complete
        if complete:
            for record_id in [*self._published, *(one for one in self._filed if one not in self._published)]:
                if record_id not in self._seen:
                    self._note(gone(record_id, self._filed.get(record_id), self._published.get(record_id)))
        return self.report

    def _file(self, item: Item, record_id: str, made: Made) -> None:
        self.report.taken += 1
        self.report.notes += (Left(item.at, record_id, why) for why in made.notes)
        self.report.terms.update(made.unknown)
        filed, published = self._filed.get(record_id), self._published.get(record_id)
        own_id = published.id if published else filed.id if filed else self._free_id(made.service, record_id)
        made = replace(made, service=made.service.model_copy(update={"id": own_id}))
        change = compare(made, record_id, _digest(item.data), filed, published)
        if change is None or not change.waits:
            still_waits = change is None and filed is not None and filed.waits
            self.report.waiting += still_waits
            self.report.unchanged += not still_waits
        self._note(change)

    def _free_id(self, service: Service, record_id: str) -> str:
        own_id = service.id if service.id not in self._ids else service_id(service.name, record_id, again=True)
        if own_id in self._ids:
            own_id = service_id(service.name, f"{self._mapper.source} {record_id}", again=True)
        self._ids.add(own_id)
        return own_id

    def _note(self, change: Change | None) -> None:
        if change is not None:
            self.report.changes.append(change)

    def _leave(self, item: Item, record_id: str | None, why: str) -> None:
        self.report.not_taken.append(Left(item.at, record_id, why))


def _digest(data: dict[str, Any]) -> str:
    return sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()
