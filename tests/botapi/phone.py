"""A pretend person with a phone."""

from __future__ import annotations

import re
import time
from typing import Any

from . import media
from .html_markup import utf16_length
from .screen import Button, bubbles
from .server import BotApiServer
from .shapes import Json
from .texts import TEXT_UNITS, typed
from .view import View
from .world import Chat, Search, Tap

GROUP = -1001234567890
_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")


class Phone(View):
    """Talks to the bot in a private chat, which it also shows; `group` shows the group.

    `chat_id` is the person's own id too, as in Telegram. Every act makes the replies before it old.
    """

    def __init__(
        self, server: BotApiServer, chat_id: int, first_name: str = "Sam", language_code: str = "en", group: int = GROUP
    ) -> None:
        super().__init__(server.world, chat_id)
        self.group = View(server.world, group)
        self._server = server
        self._me: Json = {"id": chat_id, "is_bot": False, "first_name": first_name, "language_code": language_code}
        self._home: Json = {"id": chat_id, "type": "private", "first_name": first_name}
        self._meeting: Json = {"id": group, "type": "supergroup", "title": "A group"}
        self._taps: list[Tap] = []
        self._update: Json | None = None

    @property
    def commands(self) -> tuple[str, ...]:
        """The commands in the menu of the private chat."""
        menu = self._world.profile.menu(self._me["id"], self._me["language_code"])
        return tuple(command["command"] for command in menu)

    @property
    def spinning(self) -> bool:
        """Whether a tapped button still shows its spinner."""
        return any(not tap.answered for tap in self._taps)

    def say(self, text: str) -> None:
        """Type `text` and send it; the app drops spaces at its ends and cuts what is too long into several."""
        assert text.strip(), "the app sends no empty message"
        for part in _cut(text.strip()):
            self.send(**_words(part))

    def say_in_group(self, text: str) -> None:
        """Type `text` in the group."""
        self._send(self._meeting, _words(text))

    def deep_link(self, payload: str) -> None:
        """Open `https://t.me/<bot>?start=<payload>` and press Start."""
        if not _PAYLOAD.fullmatch(payload):
            raise ValueError("Telegram opens no link with this payload: 1 to 64 of A-Z a-z 0-9 _ -")
        self.say(f"/start {payload}")

    def send_photo(self, caption: str = "") -> None:
        """Send a picture."""
        self.send(**media.photo(), **({"caption": caption} if caption else {}))

    def send_voice(self) -> None:
        """Send a spoken message."""
        self.send(**media.voice())

    def send_video(self) -> None:
        """Send a film."""
        self.send(**media.video())

    def send_document(self) -> None:
        """Send a file."""
        self.send(**media.document())

    def send_sticker(self) -> None:
        """Send a sticker."""
        self.send(**media.sticker())

    def send_location(self, latitude: float = 52.63, longitude: float = 1.3) -> None:
        """Send a place on the map, in degrees."""
        self.send(**media.location(latitude, longitude))

    def send_contact(self, first_name: str = "Alex", phone_number: str = "+447700900123") -> None:
        """Send someone's card."""
        self.send(**media.contact(first_name, phone_number))

    def send(self, **content: Any) -> None:
        """Send a message with any fields of Bot API `Message`, so a service message too."""
        self._send(self._home, content)

    def edit_last(self, text: str) -> None:
        """Change the words of the person's own newest message."""
        with self._world.changed:
            chat = self._world.chat(self._home)
            mine = [message for message in chat.messages if message["from"] == self._me]
            assert mine, "nothing was said yet"
            new = self._world.replace(chat, mine[-1], {**mine[-1], **_words(text), "edit_date": int(time.time())})
        self._give("edited_message", new)

    def tap(self, label: str) -> Tap:
        """Tap the button with this label on the newest message that has one."""
        return self._tap_label(self._home, label)

    def tap_in_group(self, label: str) -> Tap:
        """The same in the group."""
        return self._tap_label(self._meeting, label)

    def tap_data(self, data: str, message_id: int | None = None) -> Tap:
        """Send any callback data, from the newest message of the bot or from one that may be long gone."""
        newest = max((one.id for one in self.messages if one.by_bot), default=0)
        with self._world.changed:
            chat = self._world.chat(self._home)
        return self._tap(chat, newest if message_id is None else message_id, data)

    def search(self, query: str) -> Search:
        """Type `@bot query` in any chat: an inline query."""
        with self._world.changed:
            search = Search(str(self._world.number()))
            self._world.searches[search.id] = search
        self._give("inline_query", {"id": search.id, "from": self._me, "query": query, "offset": ""})
        return search

    def block(self) -> None:
        """Block the bot."""
        self._set_blocked(True)

    def unblock(self) -> None:
        """Let the bot write again."""
        self._set_blocked(False)

    def resend_last_update(self) -> None:
        """Let Telegram deliver the person's newest update again, under the same update id."""
        assert self._update, "nothing was sent yet"
        self._watch()
        self._server.repeat_update(self._update)

    def _send(self, about: Json, content: Json) -> None:
        with self._world.changed:
            chat = self._world.chat(about)
            assert not chat.blocked, "a person who has blocked the bot cannot write to it"
            message = self._world.post(chat, self._me, content)
        self._give("message", message)

    def _tap_label(self, about: Json, label: str) -> Tap:
        with self._world.changed:
            chat = self._world.chat(about)
        shown = [one for one in bubbles(chat) if one.by_bot and one.rows]
        for one in reversed(shown):
            for button in one.buttons:
                if button.label == label:
                    return self._tap(chat, one.id, _data(button))
        raise AssertionError(f"No button {label!r}. Visible, oldest message first: {[one.labels for one in shown]}")

    def _tap(self, chat: Chat, message_id: int, data: str) -> Tap:
        with self._world.changed:
            tap = Tap(str(self._world.number()), data, time.monotonic())
            self._world.taps[tap.id] = tap
            # What Telegram gives for a message that is no longer there (Bot API `InaccessibleMessage`).
            gone = {"chat": chat.about, "message_id": message_id, "date": 0}
            message = chat.find(message_id) or gone
        self._taps.append(tap)
        about = {"chat_instance": str(chat.about["id"] * 7919), "message": message}
        self._give("callback_query", {"id": tap.id, "from": self._me, "data": data, **about})
        return tap

    def _set_blocked(self, blocked: bool) -> None:
        before, after = ("member", "kicked") if blocked else ("kicked", "member")
        with self._world.changed:
            self._world.chat(self._home).blocked = blocked
        members = {"old_chat_member": self._member(before), "new_chat_member": self._member(after)}
        self._give("my_chat_member", {"chat": self._home, "from": self._me, "date": int(time.time()), **members})

    def _member(self, status: str) -> Json:
        return {"user": self._world.bot, "status": status, **({"until_date": 0} if status == "kicked" else {})}

    def _give(self, kind: str, payload: Json) -> None:
        self._watch()
        self._update = self._server.send_update(kind, payload) or self._update

    def _watch(self) -> None:
        self.start_watching()
        self.group.start_watching()


def _data(button: Button) -> str:
    if button.data is None:
        raise AssertionError(f"The button {button.label!r} tells the bot nothing: {button}")
    return button.data


def _words(text: str) -> Json:
    read = typed(text)
    return {"text": text, "entities": list(read.entities)} if read.entities else {"text": text}


def _cut(text: str) -> list[str]:
    parts, rest = [], text
    while utf16_length(rest) > TEXT_UNITS:
        head = rest.encode("utf-16-le")[: 2 * TEXT_UNITS].decode("utf-16-le", "ignore")
        parts.append(head)
        rest = rest[len(head) :]
    return [*parts, rest]
