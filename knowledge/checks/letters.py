"""Faults of letters: a law that no answer bears out, a blank that is not one, a choice that nobody is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from knowledge.base import Knowledge
from knowledge.checks.spots import Spots
from knowledge.faults import Fault
from knowledge.flow.model import ChoiceStep, Flow
from knowledge.letters import Law, Letter
from knowledge.letters.models import BLANK, PLACEHOLDER
from knowledge.models import Answer
from knowledge.yaml_files import Path_, Places

FILLED = frozenset({"council", "area"})
"""What a letter may have filled in beside its laws."""
SHOW_LETTER, SHOW_DRAFT_LIST = "show letter", "show draft list"

_LAW = re.compile(
    r"\b(?:sections?|regulations?|regs?|s\.|paragraphs?)\s*\d|\b(?:Acts?|Regulations|Rules|Regs)\s+(?:of\s+)?\d{4}",
    re.I,
)
_OTHER_BLANK = re.compile(r"_{2,}|\.{3,}|…|<[^>]*>|\bX{2,}\b")
_NUMBER = re.compile(r"\d+[A-Z]*(?:\(\w+\))*")


def check_letters(knowledge: Knowledge) -> Iterator[Fault]:
    """The faults of all letters, and of the flows that lead to them."""
    checked = _Letters(knowledge)
    for letter in knowledge.letters.of.values():
        yield from checked.laws(letter)
        yield from checked.passages(letter)
        yield from checked.choices(letter)
    yield from checked.flows()


class _Letters:
    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._spots = Spots(knowledge)
        self._places = cache(Places)

    def laws(self, letter: Letter) -> Iterator[Fault]:
        """Each law is read on a page of an answer that the letter rests on, and is named as it is named there."""
        answers = self._knowledge.answers
        for number, name in enumerate(letter.rests_on):
            if name not in answers:
                yield self._fault(letter, ("rests_on", number), f"there is no answer '{name}'", "check its spelling")
        if not letter.laws:
            yield self._fault(letter, ("laws",), "the letter names no law", "name at least one, with its source")
        words = " ".join(all_words(answers[name]) for name in letter.rests_on if name in answers)
        for key, law in letter.laws.items():
            for wrong, right in _law_faults(law, letter, answers, words):
                yield self._fault(letter, ("laws", key), wrong, right)

    def passages(self, letter: Letter) -> Iterator[Fault]:
        """Blanks stand in brackets, laws are named through `laws`, and all that is to be filled in is known."""
        known = {value for choice in letter.choices for value in choice.values}
        used: set[str] = set()
        for at, passage in letter.passages():
            for value in passage.when:
                if value not in known:
                    yield self._fault(letter, (*at, "if"), f"the letter has no choice '{value}'", _one_of(known))
            for part in ("text", "young"):
                text = getattr(passage, part) or ""
                used |= set(PLACEHOLDER.findall(text))
                for wrong, right in _text_faults(text, letter):
                    yield self._fault(letter, (*at, part), wrong, right)
        for key in letter.laws.keys() - used:
            yield self._fault(letter, ("laws", key), f"the letter never names '{key}'", f"write {{{key}}} in its text")

    def choices(self, letter: Letter) -> Iterator[Fault]:
        """A value means one thing in a letter: a file's address holds the values alone."""
        seen: set[str] = set()
        for number, choice in enumerate(letter.choices):
            for value in choice.values:
                if value in seen:
                    yield self._fault(letter, ("choices", number), f"the value '{value}' stands twice", "rename one")
                seen.add(value)

    def flows(self) -> Iterator[Fault]:
        """Each letter is led to by a flow, which asks for just the choices that it has."""
        led_to = set()
        for flow in self._knowledge.flows.values():
            for name, outcome in flow.outcomes.items():
                letter_id = outcome.arguments.get("letter")
                if letter_id is None:
                    continue
                letter = self._knowledge.letters.of.get(letter_id)
                if letter is None:
                    at = ("outcomes", name, "with", "letter")
                    wrong = f"there is no letter '{letter_id}'"
                    yield self._spots.fault(flow.id, at, wrong, _one_of(self._knowledge.letters.of))
                    continue
                led_to.add(letter_id)
                yield from self._steps(flow, name, letter, many=outcome.do == SHOW_DRAFT_LIST)
        for letter in self._knowledge.letters.of.values():
            if letter.id not in led_to:
                yield self._fault(letter, ("id",), "no flow leads to the letter", "name it in an outcome of a flow")

    def _steps(self, flow: Flow, outcome: str, letter: Letter, *, many: bool) -> Iterator[Fault]:
        at = ("outcomes", outcome)
        for choice in letter.choices:
            if choice.many:
                offered = {f"{name}-{value}" for name, value in _options(flow)}
                missing = set(choice.values) - offered if many else set()
            else:
                step = flow.steps.get(choice.name)
                offered = {option.value for option in step.options} if isinstance(step, ChoiceStep) else set()
                missing = set(choice.values) ^ offered
            for value in sorted(missing):
                wrong = f"no step offers '{value}' for the letter '{letter.id}', or the letter does not know it"
                yield self._spots.fault(flow.id, at, wrong, f"let step '{choice.name}' and the letter have the same")

    def _fault(self, letter: Letter, at: Path_, wrong: str, right: str) -> Fault:
        path = self._knowledge.letters.files[letter.id]
        return Fault(path, self._places(path).line(at), wrong, right)


def _law_faults(law: Law, letter: Letter, answers: Mapping[str, Answer], words: str) -> Iterator[tuple[str, str]]:
    if law.answer not in letter.rests_on:
        yield f"the letter does not rest on '{law.answer}'", "add it to rests_on"
    answer = answers.get(law.answer)
    if answer and law.source not in {fact.source for fact in answer.facts}:
        yield f"the source is not one of those of '{law.answer}'", "use the page that a fact of it names"
    if law.written is None and law.page is None:
        yield "nothing bears the law out", "add 'written' (as an answer has it) or 'page' (as the source has it)"
    if law.written is not None and law.written not in words:
        yield f"no answer that the letter rests on says '{law.written}'", "write it as an answer does"
    borne_out = _NUMBER.findall(f"{law.written} {law.page}".replace("s.", "s. "))
    for number in _NUMBER.findall(law.name):
        if not any(one.startswith(number) for one in borne_out):
            yield f"the number {number} is not borne out", "name the law as 'written' or 'page' has it"


def _text_faults(text: str, letter: Letter) -> Iterator[tuple[str, str]]:
    rest = BLANK.sub("", text)
    if "[" in rest or "]" in rest:
        yield "a square bracket stands alone", "write a blank as [what to fill in]"
    other = _OTHER_BLANK.search(rest)
    if other:
        yield f"'{other[0]}' is no blank", "write a blank as [what to fill in]"
    named = _LAW.search(rest)
    if named:
        yield f"a law is named in the text ('{named[0]}')", "put it under laws, and write its key in {}"
    for key in PLACEHOLDER.findall(text):
        if key not in letter.laws and key not in FILLED:
            yield f"there is nothing to put in for '{{{key}}}'", _one_of({*letter.laws, *FILLED})


def _options(flow: Flow) -> Iterator[tuple[str, str]]:
    for name, step in flow.steps.items():
        if isinstance(step, ChoiceStep):
            for option in step.options:
                yield name, option.value


def all_words(answer: Answer) -> str:
    """All that an answer says, with what is noted beside it."""
    limit = answer.deadline
    parts = [answer.title, *answer.phrasings, *answer.steps]
    parts += [part for fact in answer.facts for part in (fact.text, fact.note or "")]
    parts += [limit.rule, limit.law or "", *limit.exceptions] if limit else []
    return " ".join(" ".join(parts).split())


def _one_of(names: Iterable[str]) -> str:
    return f"use one of: {', '.join(sorted(names))}"
