"""What other young people say: words that an officer approved for everyone to see."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handlers.desk import Desk
from handlers.gate import Turn
from handlers.result import Result
from handlers.screens import menu
from handlers.taps import Tap, write
from handlers.turn import Choice, Message
from knowledge.heard_words import VoiceWords
from storage.views import Voice

MOST = 4
"""How many are shown at once."""
MOST_THEMES = 7
ASKING = ("youth", "month")
"""The flows that ask young people what they think."""


def tapped(turn: Turn, tap: Tap, desk: Desk) -> Result:
    """Show what was said. `tap.what` is a theme's id or "", and behind "|" the first to show."""
    theme, _, first = tap.what.partition("|")
    every, words = turn.look.voices(), desk.texts(easy=turn.state.easy).voices
    chosen = [voice for voice in every if voice.theme == theme] if theme else every
    if not chosen:
        return Result((Message(f"# {words.title}\n\n{words.none}", (menu(desk),), kind="question"),), turn.state)
    start = int(first) if first.isdecimal() and int(first) < len(chosen) else 0
    lines = (voice_line(voice, desk) for voice in chosen[start : start + MOST])
    text = "\n".join((f"# {desk.title(theme) if theme else words.title}", words.before, *lines))
    choices = (*_more(theme, start + MOST, len(chosen), words), *_themes(every, theme, desk), menu(desk))
    return Result((Message(text, choices, kind="question"),), turn.state)


def voice_line(voice: Voice, desk: Desk) -> str:
    """One voice: what was asked, what was said, and the age band where it may be told."""
    words = desk.knowledge.texts.voices
    said = words.said.format(text=voice.text)
    if voice.age_band:
        said = words.aged.format(said=said, ages=voice.age_band)
    asked = _asked(voice, desk)
    return f"- {words.asked.format(asked=asked, said=said)}" if asked else f"- {said}"


def _asked(voice: Voice, desk: Desk) -> str | None:
    asked = voice.asked or ""
    flows = (desk.engine.flow(name) for name in ASKING)
    return next((flow.steps[asked].name for flow in flows if flow and asked in flow.steps), None)


def _themes(every: Sequence[Voice], chosen: str, desk: Desk) -> Iterator[Choice]:
    if chosen:
        yield Choice(write(Tap("voices")), desk.knowledge.texts.voices.all)
        return
    themes = dict.fromkeys(voice.theme for voice in every)
    if len(themes) > 1:
        for theme in list(themes)[:MOST_THEMES]:
            yield Choice(write(Tap("voices", theme)), desk.title(theme))


def _more(theme: str, after: int, count: int, words: VoiceWords) -> Iterator[Choice]:
    if after < count:
        yield Choice(write(Tap("voices", f"{theme}|{after}")), words.more)
