"""The privacy notice of a new area: the same words and the same law, and only the regulator to write to so far."""

from __future__ import annotations

import yaml

from knowledge.privacy import TEXTS
from knowledge.starter.making import Files, Making
from knowledge.starter.yaml_texts import dump, head

_WORDS = "privacy/words.yaml"
_BASIS = "privacy/basis.yaml"
_CONTACTS = "privacy/contacts.yaml"
_EASY = "easy/privacy.yaml"


def privacy(making: Making, own: str) -> Files:
    """The files of the notice that are not all the area's own. `own` are the starter's own contacts, as YAML."""
    basis = making.data(_BASIS)
    contacts = yaml.safe_load(own) | {"regulator": making.data(_CONTACTS)["regulator"]}
    easy = making.easy(f"privacy.{name}" for name in TEXTS)
    return {
        _WORDS: making.taken(_WORDS),
        _BASIS: making.dumped(_BASIS, basis | {"review_by": making.review_by(basis["review_by"])}),
        _CONTACTS: dump(contacts, head(own)),
        _EASY: dump({"checked_by": None, "entries": easy}),
    }
