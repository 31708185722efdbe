"""Whole conversations as data: the files beside this one, and how one is played.

A file holds one journey or several, parted by `---`:

    name: A parent finds a service
    turns:
      - {start: services}                  # press Start; the payload of a deep link, or nothing
      - {say: autism, see: [Picked so far]}
      - {tap: Done, buttons: [Under 5]}

Each turn does one thing: `start`, `say`, `tap` (a label), `press` (a button's raw value), `send` (a photo, a voice
note ...), `edit` (the words of the last message), `restart` (of the program) or `repeat` (the last update again).
`see` and `not_see` are words on the screen after it, `buttons` and `no_buttons` whole labels. `{code}` in what is
said stands for the receipt code that was last seen, and `times: 100` says the words a hundred times over. A journey
that is another one elsewhere names its `channels`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import yaml
from journeys.player import Player, Screen
from pydantic import BaseModel, ConfigDict, model_validator

FOLDER = Path(__file__).parent
Channel = Literal["core", "web", "telegram"]
CHANNELS: tuple[Channel, ...] = ("core", "web", "telegram")
ACTS = ("start", "say", "tap", "press", "send", "edit", "restart", "repeat")
_CODE = re.compile(r"\b[A-Z2-9]{4}-[A-Z2-9]{4}\b")


class Turn(BaseModel):
    """One thing that a person does, and what they see after it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    start: str | None = None
    say: str | None = None
    times: int = 1
    tap: str | None = None
    press: str | None = None
    send: Literal["photo", "voice", "sticker", "location", "video", "document"] | None = None
    edit: str | None = None
    restart: Literal[True] | None = None
    repeat: Literal[True] | None = None
    see: tuple[str, ...] = ()
    not_see: tuple[str, ...] = ()
    buttons: tuple[str, ...] = ()
    no_buttons: tuple[str, ...] = ()

    @property
    def act(self) -> str:
        """Which of the things it does."""
        (act,) = [name for name in ACTS if getattr(self, name) is not None]
        return act

    @model_validator(mode="after")
    def _does_one_thing(self) -> Turn:
        assert len([name for name in ACTS if getattr(self, name) is not None]) == 1, "a turn does one thing"
        return self


class Journey(BaseModel):
    """A conversation from its first turn to its last."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    channels: tuple[Channel, ...] = CHANNELS
    turns: tuple[Turn, ...]


def journeys() -> Iterator[Journey]:
    """The journeys of all files, in the order of their names."""
    for path in sorted(FOLDER.glob("*.yaml")):
        for found in yaml.safe_load_all(path.read_text(encoding="utf-8")):
            yield Journey.model_validate(found)


def play(journey: Journey, player: Player) -> None:
    """Do each turn in its order, and check what is on the screen after it."""
    code = ""
    for number, turn in enumerate(journey.turns, start=1):
        screen = _done(turn, player, code)
        if screen is not None:
            _check(turn, screen, f"turn {number} of {journey.name!r} ({turn.act})")
            code = next(iter(_CODE.findall(screen.text)), code)


def _done(turn: Turn, player: Player, code: str) -> Screen | None:
    if turn.restart or turn.repeat:
        return player.restart() if turn.restart else player.repeat()
    given: str = getattr(turn, turn.act).replace("{code}", code) * turn.times
    screen: Screen | None = getattr(player, turn.act)(given)
    return screen


def _check(turn: Turn, screen: Screen, where: str) -> None:
    shown = f"{where}. The screen:\n{screen.text}\n{screen.buttons}"
    assert [words for words in turn.see if words not in screen.text] == [], f"not seen after {shown}"
    assert [words for words in turn.not_see if words in screen.text] == [], f"seen after {shown}"
    assert [label for label in turn.buttons if label not in screen.buttons] == [], f"no such button after {shown}"
    assert [label for label in turn.no_buttons if label in screen.buttons] == [], f"such a button after {shown}"
