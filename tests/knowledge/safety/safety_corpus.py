"""The corpus of messages, read from its files."""

from __future__ import annotations

from pathlib import Path

import yaml

CORPUS = Path(__file__).parent / "corpus"
UNLEARNED = Path(__file__).parent / "unlearned"
CONTENT = Path(__file__).parents[3] / "knowledge" / "content" / "safety"


def crisis(folder: Path = CORPUS) -> list[tuple[str, str]]:
    """Every message that must bring up help, with the signal that fits best."""
    files = (yaml.safe_load(file.read_text(encoding="utf-8")) for file in sorted(folder.glob("crisis*.yaml")))
    return [(signal, message) for found in files for signal, messages in found.items() for message in messages]


def harmless(kind: str, folder: Path = CORPUS) -> list[str]:
    """Every message of the kind "doubles" or "ordinary", none of which should bring up help."""
    files = sorted(folder.glob(f"{kind}*.yaml"))
    return [message for file in files for message in yaml.safe_load(file.read_text(encoding="utf-8"))]
