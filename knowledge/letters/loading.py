"""Reading the folder of letters. An area without one has none."""

from __future__ import annotations

from pathlib import Path

from knowledge.faults import ContentError, Fault
from knowledge.letters.models import Letter, Letters, LetterWords
from knowledge.yaml_files import Places, read_model

WORDS = "words.yaml"
"""The file of what all letters have in common; every other file is a letter."""


def load_letters(folder: Path) -> Letters:
    """Read the folder of letters. Raises ContentError with every fault of form."""
    if not folder.is_dir():
        return Letters()
    faults: list[Fault] = []
    found: dict[str, Letter] = {}
    files: dict[str, Path] = {}
    words = None
    for path in sorted(folder.glob("*.yaml")):
        try:
            if path.name == WORDS:
                words = read_model(path, LetterWords)
                continue
            letter = read_model(path, Letter)
        except ContentError as error:
            faults.extend(error.faults)
            continue
        if letter.id in found:
            wrong = f"the letter '{letter.id}' is there twice (also in {files[letter.id].name})"
            faults.append(Fault(path, Places(path).line(("id",)), wrong, "rename one"))
        found[letter.id], files[letter.id] = letter, path
    if found and words is None and not (folder / WORDS).exists():
        faults.append(Fault(folder / WORDS, 1, "the words that all letters share are missing", f"write {WORDS}"))
    if faults:
        raise ContentError(faults)
    return Letters(found, files, words)
