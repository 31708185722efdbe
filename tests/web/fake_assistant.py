"""An assistant with a handful of made-up replies. The numbers are ones that Ofcom keeps for drama."""

from __future__ import annotations

import threading
import time

from handlers.turn import Choice, File, Incoming, Link, Message, Reply

MENU = Choice("menu", "Back to the menu", way="move")
GREETING = Reply(
    (
        Message(
            "# Hello, this is Signpost\n"
            "I help families find support for children and young people who learn or grow differently.\n\n"
            "I am a computer, not a person. Everything I say was written and checked by people."
        ),
        Message(
            "What would help you today? Pick one, or type a question.",
            (
                Choice("flow:plan", "Get a plan for school support"),
                Choice("flow:find", "Find help near me"),
                Choice("flow:adult", "Get ready for adult life"),
                Choice("flow:say", "Tell the council what you think"),
                Choice("privacy", "How we keep you safe", way="move"),
            ),
        ),
    )
)
QUESTION = Reply(
    (
        Message(
            "How old is the child or young person?\n\nThis helps me show what fits.",
            (
                Choice("age:0", "Under 5"),
                Choice("age:5", "5 to 10"),
                Choice("age:11", "11 to 15"),
                Choice("age:16", "16 to 25"),
                Choice("back", "Back", way="move"),
                MENU,
            ),
            kind="question",
        ),
    )
)
NEEDS = (
    ("talk", "Talking and listening"),
    ("feel", "Feelings and behaviour"),
    ("learn", "Learning"),
    ("move", "Moving"),
)
PLACE = Reply(
    (Message("Which town or village are you near?", (Choice("skip", "Skip this", way="move"),), kind="question"),),
    typing="For example: Upper Thing, or the first half of a postcode",
)
CARDS = Reply(
    (
        Message("I found 2 places that can help near Upper Thing.", kind="notice"),
        Message(
            "# Together Parents\n"
            "A group run by parents. They listen, share what works, and can come to a meeting with you.\n\n"
            "- Who it is for: parents and carers of anyone aged 0 to 25\n"
            "- Cost: free to use\n"
            "- How to get it: you can ask for it yourself\n"
            "- When: Monday to Friday, 9am to 3pm\n"
            "- About 3 miles away.\n\n"
            "Checked on 22 November 2026",
            (Choice("wrong:together", "Tell us this is wrong", way="move"),),
            (
                Link("Call 01632 960 001", "tel:+441632960001"),
                Link("Email hello@together.example", "mailto:hello@together.example"),
                Link("See their website", "https://together.example/help"),
                Link("Show on a map", "https://map.example/?q=upper+thing"),
            ),
            kind="card",
        ),
        Message(
            "# The Advice Place\nFree, private advice on the law about school support.\n\n"
            "- Cost: free\n- Where: online, or at 1 High Street, Upper Thing\n\nChecked on 3 November 2026",
            (Choice("wrong:advice", "Tell us this is wrong", way="move"),),
            (Link("Call 01632 960 002", "tel:+441632960002"), Link("See their website", "https://advice.example")),
            kind="card",
        ),
        Message("What next?", (Choice("more", "Show more places"), MENU)),
    )
)
STEPS = Reply(
    (
        Message(
            "# How to ask for an assessment\n"
            "You can ask the council yourself. You do not need the school to agree.\n\n"
            "1. Write to the council and say that you want an assessment.\n"
            "2. Say why school support is not enough.\n"
            "3. Keep a copy, and write down the date.\n\n"
            "# What happens then\n"
            "- The council has 6 weeks to answer.\n- It must tell you why, whatever it decides.",
            (Choice("clock", "Work out my dates"), MENU),
        ),
    )
)
HELP = Reply(
    (
        Message(
            "I am glad that you told me. You are not in trouble.\n\n"
            "# 999\n- When someone is hurt, or could be, right now.\n- Call 999\n\n"
            "# The Listening Line\n- When you want to talk.\n- Text 01632 960 003\n- All day, every day.\n\n"
            "I am a computer program. Nobody is reading this chat.",
            links=(Link("Call 999", "tel:999"), Link("Text 01632 960 003", "sms:+441632960003")),
            kind="help",
        ),
        Message("When you are ready, we can go on with your question.", (Choice("resume", "Go on"), MENU)),
    )
)
FORGET = Reply(
    (
        Message(
            "Delete what I hold?",
            (Choice("forget:yes", "Yes, delete it all"), Choice("forget:no", "No, keep it")),
            kind="question",
        ),
    )
)
FORGOTTEN = Reply(
    (Message("Done. I have cleared this chat and forgotten what you told me.", kind="notice"),), forgotten=True
)
TAKE_AWAY = Reply(
    (
        Message(
            "# Your dates\n- 19 October 2026: the council must say yes or no.",
            (MENU,),
            files=(File("my-dates.ics", "text/calendar", "calendar:x;y", "Put the dates in my calendar"),),
            picture=File(
                "my-dates.png", "image/png", "picture:x;y", "Your dates as a picture. They are in words below."
            ),
        ),
        Message(
            "# Easier words\n\U0001f4c4 This is a paper.\n\u2696\ufe0f The law says so.\n\n"
            "These are easier words.\n\nWhen did you ask?",
            asks_day=True,
        ),
    )
)
BUTTONS = {
    "flow:plan": QUESTION,
    "age:5": PLACE,
    "menu": GREETING,
    "more": STEPS,
    "done": PLACE,
    "dates": TAKE_AWAY,
    "forget:yes": FORGOTTEN,
}


FILES = {"calendar:x;y": b"BEGIN:VCALENDAR", "picture:x;y": b"\x89PNG"}
"""What can be made."""


class FakeAssistant:
    """Keeps what it was sent in `heard`, and each chat's newest reply. The word "boom" breaks it."""

    def __init__(self) -> None:
        self.heard: list[Incoming] = []
        self.slowness = 0.0
        self._replies: dict[tuple[str, str], Reply] = {}
        self._newest: dict[str, Reply] = {}
        self._ticked: set[tuple[str, str]] = set()
        self._lock = threading.Lock()

    def respond(self, incoming: Incoming) -> Reply:
        time.sleep(self.slowness)
        with self._lock:
            self.heard.append(incoming)
            turn = (incoming.key, incoming.update_id)
            if turn not in self._replies:
                self._replies[turn] = self._reply(incoming)
            self._newest[incoming.key] = self._replies[turn]
            return self._replies[turn]

    def file(self, make: str, key: str | None = None) -> bytes:
        if make not in FILES:
            raise ValueError(make)
        return FILES[make]

    def latest(self, key: str) -> Reply | None:
        return self._newest.get(key)

    def _reply(self, incoming: Incoming) -> Reply:
        if incoming.choice is not None:
            ticking = incoming.choice.startswith("need:")
            return self._tick(incoming.key, incoming.choice) if ticking else self._button(incoming.choice)
        text = (incoming.text or "").lower()
        if "boom" in text:
            raise RuntimeError(f"could not store {incoming.text}")
        if text == "/forget":
            return FORGET
        if text == "needs":
            return self._needs(incoming.key)
        if "hurt" in text:
            return HELP
        if "my dates" in text:
            return TAKE_AWAY
        if "thing" in text:
            return CARDS
        if incoming.start == "ehcp" or "assessment" in text:
            return STEPS
        return Reply((Message(f"You said: {incoming.text}", (MENU,)),)) if incoming.text else GREETING

    def _button(self, value: str) -> Reply:
        return BUTTONS.get(value, Reply((Message("That button is old.", (MENU,)),)))

    def _tick(self, key: str, value: str) -> Reply:
        self._ticked ^= {(key, value)}
        return self._needs(key)

    def _needs(self, key: str) -> Reply:
        ticks = tuple(Choice(f"need:{need}", label, (key, f"need:{need}") in self._ticked) for need, label in NEEDS)
        question = "What is hard right now? Tick all that fit, then pick Done."
        return Reply((Message(question, (*ticks, Choice("done", "Done"), MENU), kind="question"),))
