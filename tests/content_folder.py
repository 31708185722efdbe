"""A made-up area's content in a folder of its own, which a test may break."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from knowledge.base import Knowledge
from knowledge.checks import check
from knowledge.loader import CONTENT

FENSHIRE = Path(__file__).parent / "content" / "fenshire"
ACTIONS = {"show services": frozenset[str](), "show guide": frozenset({"guide"}), "keep words": frozenset[str]()}
FEW = 3
"""How much is left of each long list, in a file that is cut short."""


@dataclass(frozen=True)
class Folder:
    """A content folder. Files are named as they stand in it, such as "flows/plan.yaml"."""

    path: Path

    def read(self, file: str) -> str:
        return (self.path / file).read_text(encoding="utf-8")

    def write(self, file: str, text: str | bytes) -> None:
        (self.path / file).parent.mkdir(parents=True, exist_ok=True)
        (self.path / file).write_bytes(text if isinstance(text, bytes) else text.encode())

    def replace(self, file: str, old: str, new: str) -> None:
        """Put `new` in the place of `old`. Raises ValueError where `old` does not stand in the file once."""
        text = self.read(file)
        if text.count(old) != 1:
            raise ValueError(f"{old!r} stands {text.count(old)} times in {file}")
        self.write(file, text.replace(old, new))

    def line(self, file: str, words: str) -> int:
        """The line, counted from 1, on which `words` first stand."""
        return self.read(file).partition(words)[0].count("\n") + 1

    def faults(self) -> list[str]:
        """What the checker tells, with the files named as they stand in the folder."""
        return [str(fault).removeprefix(f"{self.path}/") for fault in check(self.path, ACTIONS)]


def fenshire_in(path: Path, shared: Mapping[str, str]) -> Folder:
    """A fresh copy of Fenshire in `path`, with the `shared` files that are not about an area."""
    shutil.copytree(FENSHIRE, path)
    for file in ("texts.yaml", "privacy/words.yaml", "easy/privacy.yaml"):
        shutil.copy(CONTENT / file, path / file)
    folder = Folder(path)
    for file, text in shared.items():
        folder.write(file, text)
    return folder


def cut_short(knowledge: Knowledge) -> dict[str, str]:
    """The safety and words files of the real content, with so little left in them that they load in no time."""
    safety = knowledge.safety.model_dump(mode="json", by_alias=True)
    words = knowledge.words.model_dump(mode="json", by_alias=True)
    nobody: dict[str, list[str]] = {"child": [], "adult": []}
    nothing_said = {"phrases": nobody, "gentle_phrases": [], "topic_phrases": [], "look_alikes": [], "rules": []}
    helper = next(one for one in knowledge.safety.signposts if one.can_be_shown)
    shown = {"show": {"under_18": [helper.id], "adult": [helper.id]}}
    kept = {key: part for key, part in safety.items() if key not in {"signals", "words", "concepts"}}
    signposts = {"signposts": [helper.model_dump(mode="json")], "response_rules": [], "speaker_cues": nobody}
    files = {
        "safety/signals/1-danger.yaml": safety["signals"][0] | nothing_said | shown,
        "safety/signposts.yaml": kept | signposts,
        "safety/concepts.yaml": {"concepts": {}},
        "safety/words.yaml": _few_of_each(safety["words"]) | {"stand_ins": {}},
        "words/words.yaml": _few_of_each(words) | {"areas": words["areas"], "wordings": {}},
    }
    return {file: json.dumps(part) for file, part in files.items()}  # all JSON is YAML


def _few_of_each(parts: dict[str, Any]) -> dict[str, Any]:
    return {key: _few(part) for key, part in parts.items()}


def _few(part: Any) -> Any:
    if isinstance(part, dict):
        return dict(islice(part.items(), FEW))
    return part[:FEW] if isinstance(part, list) else " ".join(str(part).split()[:FEW])
