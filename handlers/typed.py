"""Reading a typed reply as the answer to the step that is being asked."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.desk import Desk
from handlers.gate import Turn
from handlers.labels import option_named, options_within, plain
from handlers.taps import Tap, write
from handlers.turn import Choice
from knowledge.dates import OutOfReach, out_of_reach, read_date, say_date
from knowledge.flow.engine import SKIPPED, may_skip
from knowledge.flow.model import (
    ChoiceStep,
    DateStep,
    EntryStep,
    Flow,
    InfoStep,
    ManyStep,
    PlaceStep,
    RoundStep,
    Step,
    TextStep,
)
from knowledge.texts import Texts

_SKIP = "skip"
"""What people type to leave a question out, whatever its button says."""


@dataclass(frozen=True, slots=True)
class Understood:
    """What a typed reply means: a `value`, ticks to add (`picked`), near things to choose from, or a line to say.

    With `maybe_question` the words did not fit the step and may be a question instead.
    """

    value: str | tuple[str, ...] | None = None
    picked: tuple[str, ...] = ()
    near: tuple[Choice, ...] = ()
    note: str | None = None
    maybe_question: bool = False


def read_reply(flow: Flow, name: str, turn: Turn, desk: Desk) -> Understood:
    """Read the words of `turn` as a reply to the step `name`."""
    step: Step = flow.steps[name]
    if may_skip(step) and plain(turn.text) == _SKIP:
        return Understood(SKIPPED)
    match step:
        case TextStep():
            return Understood(turn.text)
        case ChoiceStep():
            return _choice(step, turn, desk)
        case ManyStep():
            return _many(step, turn, desk)
        case PlaceStep():
            return _place(flow, name, step, turn, desk)
        case DateStep():
            return _date(flow, name, step, turn, desk)
        case EntryStep():
            return _entry(flow, name, step, turn, desk)
        case InfoStep() | RoundStep():
            return Understood(maybe_question=True)


def _choice(step: ChoiceStep, turn: Turn, desk: Desk) -> Understood:
    named = option_named(turn.text, step.options)
    if named is not None:
        return Understood(named)
    if step.reads is None:
        return Understood(maybe_question=True, note=desk.knowledge.texts.not_sure_in_flow)
    read = desk.engine.reader(step.reads)
    value = read(turn.text if turn.age is None else str(turn.age))
    if value is not None and any(option.value == value for option in step.options):
        return Understood(value)
    return Understood(maybe_question=True, note=desk.knowledge.texts.age_unknown)


def _many(step: ManyStep, turn: Turn, desk: Desk) -> Understood:
    options = [option for group in desk.engine.groups(step) for option in group.options]
    one = option_named(turn.text, options)
    picked = (one,) if one else options_within(turn.text, options)
    if picked and len(turn.text.split()) <= 4 * len(picked) + 2:
        return Understood(picked=picked)
    return Understood(maybe_question=True, note=desk.knowledge.texts.not_sure_in_flow)


def _place(flow: Flow, name: str, step: PlaceStep, turn: Turn, desk: Desk) -> Understood:
    texts = desk.knowledge.texts
    named = option_named(turn.text, step.options)
    if named is not None:
        return Understood(named)
    found = desk.gazetteer.read(turn.text)
    if found.kind == "found":
        return Understood(found.values[0])
    if found.kind == "several":
        near = tuple(_pick(flow, name, value, desk.gazetteer.label(value)) for value in found.values)
        return Understood(near=near, note=texts.did_you_mean_place)
    if found.kind == "outside":
        return Understood(note=texts.place_outside.format(area=desk.knowledge.area.name))
    return Understood(maybe_question=True, note=texts.place_unknown)


def _date(flow: Flow, name: str, step: DateStep, turn: Turn, desk: Desk) -> Understood:
    texts = desk.texts(easy=turn.state.easy)
    read = read_date(turn.text, turn.today, past=step.reach != "coming-year")
    match read.fault:
        case "not-a-date":
            return Understood(maybe_question=True, note=texts.date_unknown)
        case "no-such-day":
            return Understood(note=texts.date_no_such_day)
        case "wrong-weekday":
            day = read.days[0]
            return Understood(note=texts.date_wrong_weekday.format(day=say_date(day), weekday=f"{day:%A}"))
    within = [day for day in read.days if out_of_reach(day, turn.today, step.reach) is None]
    if len(within) > 1:
        near = tuple(_pick(flow, name, day.isoformat(), say_date(day)) for day in within)
        return Understood(near=near, note=texts.date_which)
    if within:
        return Understood(within[0].isoformat())
    return Understood(note=_out_of_reach(out_of_reach(read.days[0], turn.today, step.reach), texts))


def _out_of_reach(why: OutOfReach | None, texts: Texts) -> str:
    match why:
        case "too-old":
            return texts.date_too_old
        case "too-far":
            return texts.date_too_far
        case _:
            return texts.date_future


def _entry(flow: Flow, name: str, step: EntryStep, turn: Turn, desk: Desk) -> Understood:
    named = option_named(turn.text, (step.otherwise,)) if step.otherwise else None
    if named is not None:
        return Understood(named)
    texts, ids = desk.knowledge.texts, desk.names.find(turn.text)
    if len(ids) == 1:
        return Understood(ids[0])
    nearest = ids or desk.names.nearest(turn.text)
    near = tuple(_pick(flow, name, one, desk.title(one)) for one in nearest)
    if not near:
        other = step.otherwise
        note = texts.heard.service_unknown.format(button=other.label) if other else texts.service_unknown
        return Understood(note=note)
    return Understood(near=near, note=texts.did_you_mean_service if ids else texts.heard.nearest_services)


def _pick(flow: Flow, step: str, value: str, label: str) -> Choice:
    return Choice(write(Tap("pick", value, flow.id, flow.version, step)), label)
