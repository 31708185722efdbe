"""The safety content of a new area: the same ears, and the lines that answer all over England."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import yaml

from knowledge.starter.making import Files, Making
from knowledge.starter.yaml_texts import dump, head

_SIGNPOSTS = "safety/signposts.yaml"
_WORD_LISTS = ("safety/concepts.yaml", "safety/words.yaml", "safety/weights.yaml")


def safety(making: Making, own: str) -> Files:
    """The files of the safety content. `own` are the starter's own signposts, as YAML."""
    files = {file: making.bound.without_words(making.text(file)) for file in _WORD_LISTS}
    files[_SIGNPOSTS] = _signposts(making, own)
    for path in sorted((making.folder / "safety" / "signals").glob("*.yaml")):
        file = path.relative_to(making.folder).as_posix()
        files[file] = making.dumped(file, _signal(making, making.data(file)))
    return files


def _signposts(making: Making, own: str) -> str:
    data = making.data(_SIGNPOSTS)
    ours = {one["id"]: one for one in yaml.safe_load(own)["signposts"]}
    known = {one["id"]: making.bound.without(one) for one in data["signposts"]} | ours
    signposts = [known[name] for name in making.take.signposts]
    for one in signposts:
        one["review_by"] = making.review_by(one["review_by"])
        if "note" not in one:
            one.pop("note_source", None)
    rest = making.bound.without({key: part for key, part in data.items() if key != "signposts"})
    rest["meta"]["first_to_recheck"] = _known(rest["meta"]["first_to_recheck"], making)
    return dump({"signposts": signposts} | rest, head(own))


def _signal(making: Making, signal: dict[str, Any]) -> dict[str, Any]:
    show = signal["show"] | making.take.show.get(signal["id"], {})
    shown = {name: _known(part, making) if isinstance(part, list | tuple) else part for name, part in show.items()}
    return signal | {"show": shown}


def _known(ids: Sequence[str], making: Making) -> list[str]:
    return [one for one in ids if one in making.take.signposts]
