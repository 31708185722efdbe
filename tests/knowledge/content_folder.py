"""A made-up area's content in a folder of its own, which a test may break."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from knowledge.checks import check
from knowledge.loader import CONTENT

FENSHIRE = Path(__file__).parent.parent / "content" / "fenshire"
ACTIONS = frozenset({"show services", "show guide", "keep words"})


@dataclass(frozen=True)
class Folder:
    """A content folder. Files are named as they stand in it, such as "flows/plan.yaml"."""

    path: Path

    @classmethod
    def copy_to(cls, path: Path) -> Folder:
        """A fresh copy. The assistant's own words are the real ones: they belong to no area."""
        shutil.copytree(FENSHIRE, path)
        shutil.copy(CONTENT / "texts.yaml", path / "texts.yaml")
        return cls(path)

    def read(self, file: str) -> str:
        return (self.path / file).read_text(encoding="utf-8")

    def write(self, file: str, text: str | bytes) -> None:
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
