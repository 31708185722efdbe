"""How families say things, for a new area: all of it, but for the names of places and services."""

from __future__ import annotations

from knowledge.starter.making import Files, Making

_AREAS = "words/areas.yaml"
_WORDINGS = "words/service-wordings.yaml"


def words(making: Making) -> Files:
    """The words files."""
    files = {file: making.taken(file) for file in _names(making)}
    files[_WORDINGS] = making.dumped(_WORDINGS, {"wordings": {}})
    areas = making.data(_AREAS)["areas"]
    areas["own"] = [making.name.casefold(), "here"]
    areas["other"] = making.elsewhere(areas["other"])
    areas["reply"] = areas["reply"].replace(making.shipped.area.name, making.name)
    files[_AREAS] = making.dumped(_AREAS, {"areas": areas})
    return files


def _names(making: Making) -> list[str]:
    return [path.relative_to(making.folder).as_posix() for path in sorted((making.folder / "words").glob("*.yaml"))]
