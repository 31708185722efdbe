"""A person with a phone, a strict Bot API server, and the real Telegram edge between it and the assistant."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from itertools import count

from botapi.calls import Call
from botapi.loop_thread import LoopThread
from botapi.phone import Phone
from botapi.screen import Bubble
from botapi.server import BotApiServer
from journeys.house import SECRET, House
from journeys.player import Screen, screen

from bot.run_telegram import telegram_wording
from bot.telegram import Limits, Rate, TelegramEdge

FAST = Limits(*[Rate(per_second=10_000, burst=10_000)] * 3)
"""What Telegram allows is tested elsewhere; here it would only take time."""
_chat_ids = count(7_345_551_000)


class Line:
    """The edge, running between the server and the assistant of `house`. Many phones can use it."""

    def __init__(self, house: House, server: BotApiServer) -> None:
        self.house = house
        self.server = server
        self.wording = telegram_wording(house.desk.knowledge, house.desk.run_by)
        self._run()

    def restart(self) -> None:
        """Stop the edge, then start a new one on a new assistant."""
        self.stop()
        self.house.rebuilt()
        self._run()

    def stop(self) -> None:
        """Stop in good order."""
        self._thread.call(_ended(self._running, self._stopping))
        self._thread.stop()

    def at_rest(self) -> bool:
        """Whether all that came in is answered, and every reply is sent."""
        assistant = self.house.assistant
        return not len(self.server.world.updates) and assistant.sent == assistant.answered

    def _run(self) -> None:
        edge = TelegramEdge(self.server.token, self.server.url, self.house.assistant, SECRET, self.wording, FAST)
        self._stopping = asyncio.Event()
        self._thread = LoopThread("edge")
        self._thread.start()
        self._running = self._thread.call(_begun(edge, self._stopping))


class TelegramPlayer:
    """Plays on a phone. An empty message cannot be sent from one."""

    def __init__(self, line: Line, first_name: str = "Sam") -> None:
        self._line = line
        self._refused_before = len(line.server.refusals)
        self.phone = Phone(line.server, next(_chat_ids), first_name)
        self._shown = Screen("", ())

    def start(self, payload: str) -> Screen:
        return self._after(lambda: self.phone.say(f"/start {payload}"))

    def say(self, text: str) -> Screen | None:
        return self._after(lambda: self.phone.say(text)) if text.strip() else None

    def tap(self, label: str) -> Screen:
        ticked = f"✓ {label} ({self._line.wording.chosen})"
        seen = {one for bubble in self.phone.messages for one in bubble.labels}
        return self._after(lambda: self.phone.tap(label if label in seen else ticked))

    def press(self, value: str) -> Screen | None:
        return self._after(lambda: self.phone.tap_data(value)) if value else None

    def send(self, kind: str) -> Screen:
        return self._after(getattr(self.phone, f"send_{kind}"))

    def edit(self, text: str) -> Screen:
        before = len(self.phone.messages)
        self.phone.edit_last(text)
        self.phone.wait_quiet(0.1)
        assert len(self.phone.messages) == before, "an edit was answered"
        return self._shown

    def restart(self) -> Screen:
        self._line.restart()
        return self._shown

    def repeat(self) -> Screen:
        return self._after(self.phone.resend_last_update)

    def close(self) -> None:
        """Go away, and see that Telegram took all that the bot did."""
        new = self._line.server.refusals[self._refused_before :]
        refused = [call for call in new if not _harmless(call)]
        assert not refused, f"Telegram refused what the bot did: {refused}"

    def _after(self, act: Callable[[], object]) -> Screen:
        """What is on the screen once `act` is answered in full; as before where it changed nothing."""
        assistant, before = self._line.house.assistant, self._line.house.assistant.answered
        act()
        self.phone.wait_until(lambda: assistant.answered > before and self._line.at_rest())
        fresh = [bubble for bubble in self.phone.wait_quiet(0.001) if bubble.by_bot]
        if fresh:
            self._shown = _screen(fresh)
        return self._shown


def _screen(bubbles: list[Bubble]) -> Screen:
    buttons = [button for bubble in bubbles for button in bubble.buttons]
    links = [button.label for button in buttons if button.url]
    labels = [button.label for button in buttons if button.data is not None]
    return screen("\n".join([*(bubble.text for bubble in bubbles), *links]), tuple(_plain(label) for label in labels))


def _plain(label: str) -> str:
    return label.removeprefix("✓ ").rpartition(" (")[0] if label.startswith("✓ ") else label


def _harmless(call: Call) -> bool:
    """Whether Telegram refused a thing that is done already: an edit that changes nothing, a tap answered before."""
    return any(done in call.description for done in ("message is not modified", "query is too old"))


async def _begun(edge: TelegramEdge, stopping: asyncio.Event) -> asyncio.Task[None]:
    return asyncio.create_task(edge.run_polling(stopping))


async def _ended(running: asyncio.Task[None], stopping: asyncio.Event) -> None:
    stopping.set()
    await running
