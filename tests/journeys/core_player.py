"""A person who talks to the assistant itself."""

from __future__ import annotations

from journeys.house import House
from journeys.player import Screen, screen
from person import Person


class CorePlayer:
    """Plays with no edge between."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._person = Person(house.assistant)

    def start(self, payload: str) -> Screen:
        self._person.start(payload)
        return self._screen()

    def say(self, text: str) -> Screen:
        self._person.say(text)
        return self._screen()

    def tap(self, label: str) -> Screen:
        self._person.tap(label)
        return self._screen()

    def press(self, value: str) -> Screen:
        self._person.press(value)
        return self._screen()

    def send(self, kind: str) -> Screen:
        self._person.send_kind(kind)
        return self._screen()

    def edit(self, text: str) -> None:
        return None

    def restart(self) -> Screen:
        self._person.assistant = self._house.rebuilt()
        return self._screen()

    def repeat(self) -> Screen:
        before = self._person.reply
        assert self._person.repeat() == before
        return self._screen()

    def close(self) -> None:
        """Do nothing: the assistant stays for the next person."""

    def _screen(self) -> Screen:
        return screen(self._person.screen, self._person.labels)
