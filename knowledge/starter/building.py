"""The files of a new area. They are made from our own content each time, so that there is no second copy to keep."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from string import Template

import yaml

from knowledge.base import Knowledge
from knowledge.gazetteer import ANYWHERE
from knowledge.loader import CONTENT
from knowledge.starter.accessibility import accessibility
from knowledge.starter.bound import Bound
from knowledge.starter.glossary import glossary
from knowledge.starter.making import FIRST_REVIEW, HERE, Files, Making, Take
from knowledge.starter.measures import measures
from knowledge.starter.privacy import privacy
from knowledge.starter.safety import safety
from knowledge.starter.words import words
from knowledge.starter.yaml_texts import dump, on_one_line, with_text
from knowledge.yaml_files import read_mapping, read_model

_WHOLE = ("categories.yaml", "easy/symbols.yaml", "open-referral.yaml", "subjects.yaml")
_SERVICES_FLOW = "flows/services.yaml"


def new_area(name: str, today: date, shipped: Knowledge, folder: Path = CONTENT) -> Files:
    """A small working start for the area `name`: examples, and what holds everywhere of `shipped`, read from `folder`.

    Examples are dated `today`. What is taken over keeps the day on which a person checked it, since a copy is no
    check, and is due for the next one within 90 days. Raises ContentError where a file of `folder` cannot be read.
    """
    take = read_model(HERE / "take.yaml", Take)
    making = Making(name, today, shipped, folder, take, Bound(shipped.area.name))
    own = _own(making)
    files = own | {file: making.taken(file) for file in _WHOLE}
    files |= _texts(making)
    files |= _flows(making, town=yaml.safe_load(own["places.yaml"])[0]["name"])
    files |= measures(making)
    files |= glossary(making, own["answers/glossary.yaml"], own["easy/glossary.yaml"])
    files |= safety(making, own["safety/signposts.yaml"])
    files |= privacy(making, own["privacy/contacts.yaml"])
    files |= accessibility(making)
    return files | words(making)


def _own(making: Making) -> Files:
    area = making.shipped.area
    anywhere = [one.replace(area.name.casefold(), making.name.casefold()) for one in area.anywhere]
    blanks = {
        # A name stands between double quotes or in a comment, where JSON's escapes are YAML's own.
        "area": json.dumps(making.name, ensure_ascii=False)[1:-1],
        "today": making.today.isoformat(),
        "review_by": (making.today + FIRST_REVIEW).isoformat(),
        "anywhere": on_one_line(anywhere),
        "elsewhere": on_one_line(making.elsewhere(area.elsewhere)),
    }
    folder = HERE / "files"
    return {
        path.relative_to(folder).as_posix(): Template(path.read_text(encoding="utf-8")).substitute(blanks)
        for path in sorted(folder.rglob("*.yaml"))
    }


def _texts(making: Making) -> Files:
    text, ours = making.text("texts.yaml"), read_mapping(HERE / "texts.yaml")
    for key, value in ours.items():
        text = with_text(text, key, value)
    names = (name for name in making.shipped.easy.of if name.startswith("texts."))
    easy = making.easy(name for name in names if name.split(".")[1] not in ours)
    return {"texts.yaml": text, "easy/texts.yaml": dump({"checked_by": None, "entries": easy})}


def _flows(making: Making, town: str) -> Files:
    files = {file: making.taken(file) for file in (f"flows/{flow}.yaml" for flow in making.take.flows)}
    services = making.data(_SERVICES_FLOW)
    place = services["steps"]["place"]
    anywhere = [option for option in place["options"] if option["value"] == ANYWHERE]
    place["options"] = [{"value": town, "label": town}, *anywhere]
    files[_SERVICES_FLOW] = making.dumped(_SERVICES_FLOW, services)
    steps = [f"{flow}.{step}" for flow in making.take.flows for step in making.shipped.flows[flow].steps]
    return files | {"easy/flows.yaml": dump({"checked_by": None, "entries": making.easy(steps)})}
