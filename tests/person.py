"""One person in one chat, who drives the assistant itself, with no edge between."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count

from handlers.assistant import Assistant
from handlers.marks import blocks
from handlers.turn import Channel, Choice, Incoming, Message, Reply

_numbers = count(1)


class Person:
    """Talks to `assistant`. `now` is their own clock, which a turn moves on by `pause`: time passes with no waiting.

    `reply` is the newest reply, `last` what they sent for it.
    """

    def __init__(
        self, assistant: Assistant, key: str | None = None, channel: Channel = "web", address: str | None = None
    ) -> None:
        self.assistant = assistant
        self.key = key or f"key-{next(_numbers)}-".ljust(64, "0")
        self.channel = channel
        self.address = address
        self.now = datetime.now(UTC)
        self.pause = timedelta(seconds=10)
        self.reply = Reply(())
        self.last: Incoming | None = None

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The buttons of the newest reply, the last message first: that is where a person looks."""
        return tuple(choice for message in reversed(self.reply.messages) for choice in message.choices)

    @property
    def labels(self) -> tuple[str, ...]:
        """The words on those buttons."""
        return tuple(choice.label for choice in self.choices)

    @property
    def screen(self) -> str:
        """All that can be read in the newest reply: words with no marks, and the words on links."""
        return "\n".join(line for message in self.reply.messages for line in _lines(message))

    def start(self, payload: str = "") -> Reply:
        """Press Start, or follow a deep link."""
        return self.send(self.incoming(start=payload))

    def say(self, text: str) -> Reply:
        """Type `text`."""
        return self.send(self.incoming(text=text))

    def tap(self, label: str) -> Reply:
        """Tap the button with this label in the newest reply."""
        found = next((choice for choice in self.choices if choice.label == label), None)
        assert found, f"No button {label!r}. There are {self.labels}. The screen:\n{self.screen}"
        return self.press(found.value)

    def press(self, value: str) -> Reply:
        """Send a button's raw value, whether or not there is such a button."""
        return self.send(self.incoming(choice=value))

    def send_kind(self, kind: str) -> Reply:
        """Send what is no words: a photo, a voice note."""
        return self.send(self.incoming(unsupported=kind))

    def repeat(self) -> Reply:
        """Let the newest update come once more."""
        assert self.last, "nothing was sent yet"
        self.reply = self.assistant.respond(self.last)
        return self.reply

    def incoming(self, **what: str) -> Incoming:
        """An update that is not sent yet."""
        self.now += self.pause
        number = str(next(_numbers))
        return Incoming(self.channel, self.key, number, self.now, address=self.address, **what)

    def send(self, incoming: Incoming) -> Reply:
        """Send an update, and keep its reply."""
        self.last = incoming
        self.reply = self.assistant.respond(incoming)
        return self.reply


def _lines(message: Message) -> list[str]:
    said = [line for block in blocks(message.text) for line in block.lines]
    return [*said, *(link.label for link in message.links)]
