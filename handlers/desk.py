"""Everything that a handler may ask of the knowledge base, put together once when the program starts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from knowledge.base import Knowledge
from knowledge.find_services import ServiceFinder
from knowledge.flow.engine import Engine
from knowledge.flow.functions import Functions
from knowledge.flow.model import Option, OptionGroup
from knowledge.freshness import Reviews
from knowledge.gazetteer import Gazetteer
from knowledge.matching import Matcher
from knowledge.models import CategoryGroup, Content
from knowledge.open_matcher import open_matcher
from knowledge.safety import SafetyCheck
from knowledge.service_names import ServiceNames
from knowledge.service_search import ServiceSearch
from knowledge.short_forms import ShortForms
from knowledge.texts import Texts
from storage.anonymise import Anonymiser
from storage.keep_times import Keep

T = TypeVar("T", bound=Content)


@dataclass(frozen=True, slots=True)
class Desk:
    """The tools of the handlers, and what the settings say of this service. None of them changes anything."""

    knowledge: Knowledge
    engine: Engine
    matcher: Matcher
    safety: SafetyCheck
    gazetteer: Gazetteer
    finder: ServiceFinder
    names: ServiceNames
    searches: ServiceSearch
    anonymiser: Anonymiser
    short_forms: ShortForms
    reviews: Reviews
    easy_texts: Texts
    notice_blanks: Mapping[str, str]
    run_by: str
    is_test: bool
    web_chat: str | None

    def title(self, entry_id: str) -> str:
        """What an entry is called; its id where it is no longer in the content."""
        return self.knowledge.title(entry_id) or entry_id

    def texts(self, *, easy: bool) -> Texts:
        """The assistant's own words, in easier words where those are wanted and there are any."""
        return self.easy_texts if easy else self.knowledge.texts

    def notice(self, name: str, *, easy: bool, **blanks: str) -> str:
        """A text of the privacy notice, such as "short" or "full". `blanks` are those that this text alone has."""
        easier = self.knowledge.easy.of.get(f"privacy.{name}") if easy else None
        text = self.knowledge.easy.drawn(easier) if easier else self.knowledge.privacy.at(name)
        return (text or "").format_map({**self.notice_blanks, **blanks}).strip()

    def held_back(self, today: date) -> frozenset[str]:
        """The ids of the entries that are too long past their review to be shown to families."""
        return self.reviews.held_back(today)


def open_desk(
    knowledge: Knowledge, run_by: str | None = None, web_chat: str | None = None, keep: Keep | None = None
) -> Desk:
    """Build the tools over `knowledge`.

    `run_by` is a sentence that says who runs this; without one, families are told that it is a test. `web_chat` is
    the address of the web chat, for people who are too young for Telegram. `keep` is how long things are kept.
    """
    area = knowledge.area
    gazetteer = Gazetteer(knowledge.places, knowledge.outcodes, area.anywhere, area.elsewhere, area.districts)
    services = [service for service in knowledge.services.values() if service.status != "closed"]
    return Desk(
        knowledge=knowledge,
        engine=Engine(knowledge.flows, functions(knowledge, gazetteer)),
        matcher=open_matcher(knowledge),
        safety=SafetyCheck(knowledge.safety),
        gazetteer=gazetteer,
        finder=ServiceFinder(services, gazetteer, area),
        names=ServiceNames(services),
        searches=ServiceSearch(knowledge.groups, gazetteer),
        anonymiser=Anonymiser(keep=_public_names(knowledge)),
        short_forms=ShortForms(knowledge.short_forms),
        reviews=Reviews(knowledge.reviews()),
        easy_texts=_easier(knowledge),
        notice_blanks=knowledge.privacy.blanks(
            run_by=run_by or knowledge.texts.run_by_nobody,
            periods=(keep or Keep()).numbers(),
            is_test=run_by is None,
        ),
        run_by=run_by or knowledge.texts.run_by_nobody,
        is_test=run_by is None,
        web_chat=web_chat,
    )


def _easier(knowledge: Knowledge) -> Texts:
    of = {name: knowledge.easy.drawn(one) for name, one in knowledge.easy.of.items() if name.startswith("texts.")}
    return _in_easier_words(knowledge.texts, of, "texts")


def _in_easier_words(words: T, of: Mapping[str, str], under: str) -> T:
    changed: dict[str, object] = {}
    for name, said in words:
        place = f"{under}.{name}"
        if place in of:
            changed[name] = of[place]
        elif isinstance(said, Content):
            changed[name] = _in_easier_words(said, of, place)
    return words.model_copy(update=changed)


def functions(knowledge: Knowledge, gazetteer: Gazetteer) -> Functions:
    """What the flow engine asks of the knowledge base."""
    return Functions(
        groups={"service categories": tuple(_option_groups(knowledge.groups))},
        is_place=gazetteer.knows,
        is_entry=lambda entry_id: knowledge.title(entry_id) is not None,
    )


def _option_groups(groups: Iterable[CategoryGroup]) -> Iterator[OptionGroup]:
    for group in groups:
        options = tuple(
            Option(value=category.id, label=category.label, also=category.also) for category in group.categories
        )
        yield OptionGroup(value=group.id, label=group.label, options=options)


def _public_names(knowledge: Knowledge) -> Iterator[str]:
    """Names that belong to nobody, which the anonymiser must leave alone."""
    for place in knowledge.places:
        yield from (place.name, *place.also)
    for code in knowledge.outcodes:
        yield from (code.outcode, *code.also)
    for service in knowledge.services.values():
        yield from (service.name, service.organization.name, *service.also_called)
        yield from (phone.number for phone in service.phones)
        yield from service.emails
    for answer in knowledge.answers.values():
        yield from (answer.title, *answer.phrasings)
    for signpost in knowledge.safety.signposts:
        yield signpost.name
    yield from (knowledge.area.name, knowledge.area.council, *knowledge.area.elsewhere)
