"""Writing what we publish as Open Referral files, for a site that only serves files."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from bot.settings import SettingsError
from handlers.desk import Desk
from knowledge.open_referral import publish_query
from knowledge.open_referral.publish import PROFILE, VERSION, Published
from knowledge.open_referral.publish_query import Wanted

OURS = {"version": VERSION, "profile": PROFILE, "exported_by": "signpost"}
"""What `index.json` says, and how we know a folder for an earlier export of ours."""
LISTS = ("services", "organizations", "taxonomies", "taxonomy_terms", "service_at_locations")
_NAMES = {"index.json", "services", *(f"{name}.json" for name in LISTS)}


def export_open_referral(folder: Path, desk: Desk, today: date) -> str:
    """Write the files into `folder`, all of them or none, and say how many services there are.

    Replaces an earlier export. Raises SettingsError where the folder holds anything else, or cannot be written.
    """
    target = folder.expanduser().resolve()
    try:
        _check_ours(target)
        target.parent.mkdir(parents=True, exist_ok=True)
        # Beside the target, so that taking its place is one step.
        with tempfile.TemporaryDirectory(prefix=f".{target.name}-", dir=target.parent) as working:
            fresh = Path(working) / "fresh"
            (fresh / "services").mkdir(parents=True)
            published = Published(desk.knowledge, desk.gazetteer, today)
            for name, data in _files(published):
                (fresh / name).write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
            _put_in_place(fresh, target, Path(working) / "old")
    except OSError as error:
        raise SettingsError(f"{folder} cannot be written ({error.strerror}). Choose another folder.") from error
    closed = sum(entry.service.status == "closed" for entry in published.services.values())
    return (
        f"Wrote {len(published.services)} services ({closed} of them closed) of {len(published.organizations)} "
        f"organisations to {folder}."
    )


def _check_ours(target: Path) -> None:
    """Raises SettingsError where the folder holds what is not ours to replace."""
    if not target.exists():
        return
    if not target.is_dir():
        raise SettingsError(f"{target} is a file. Give a folder.")
    names = {path.name for path in target.iterdir()}
    names |= {path.name for path in target.glob("services/*") if path.suffix != ".json"}
    if names and (names - _NAMES or not _is_export(target / "index.json")):
        raise SettingsError(f"{target} holds other files, which would be lost. Give a new folder, or an empty one.")


def _is_export(index: Path) -> bool:
    try:
        told = json.loads(index.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(told, dict) and told.get("exported_by") == OURS["exported_by"]


def _files(published: Published) -> Iterator[tuple[str, Any]]:
    """Each file's name and what stands in it."""
    entries = list(published.services.values())
    full = [published.full(entry) for entry in entries]
    yield from ((f"services/{record['id']}.json", record) for record in full)
    yield "services.json", _on_one_page(full)
    yield "organizations.json", _on_one_page(published.organizations.values())
    yield "taxonomies.json", _on_one_page(published.taxonomies.values())
    yield "taxonomy_terms.json", _on_one_page(published.terms.values())
    places = publish_query.locations(published, Wanted(), None)
    yield "service_at_locations.json", _on_one_page(published.at(entry, place) for entry, place in places)
    yield "index.json", OURS


def _on_one_page(records: Iterable[Any]) -> dict[str, Any]:
    found = list(records)
    part, envelope = publish_query.page(found, 1, max(len(found), 1))
    return envelope | {"contents": part}


def _put_in_place(fresh: Path, target: Path, old: Path) -> None:
    if target.exists():
        target.rename(old)
    try:
        fresh.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise
