from __future__ import annotations

from dataclasses import dataclass

from fake_assistant import FakeAssistant


@dataclass(frozen=True)
class Live:
    """A site that answers on a port of this machine."""

    address: str
    assistant: FakeAssistant
