"""docs/content-coverage.md says what of the research is in the content: its numbers and names are the content's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.base import Knowledge

DOC = Path(__file__).parents[2] / "docs" / "content-coverage.md"
PACKS = {
    "EHC plans and rights": 162,
    "Adult life": 108,
    "Everyday questions": 106,
    "Services": 185,
    "Strategy": 170,
    "Safety": 33 + 8 + 11,
    "Places": 191,
    "Outcodes": 54,
}
"""How many items each pack of the research has."""


def sections() -> dict[str, str]:
    """The parts of the page, by their headings."""
    parts = DOC.read_text(encoding="utf-8").split("\n## ")[1:]
    return {heading: text for heading, _, text in (part.partition("\n") for part in parts)}


def rows() -> list[tuple[str, str, int, int]]:
    """The table: pack, kind, how many there were and how many there are."""
    found = re.findall(r"^\| ([A-Z][^|]+) \| ([^|]+) \| (\d+) \| (\d+) \|$", sections()["Counts"], re.M)
    return [(pack, kind, int(were), int(are)) for pack, kind, were, are in found]


def named(heading: str) -> set[str]:
    """The ids in a section's list: a paragraph of them, or the first of each bullet."""
    text = sections()[heading]
    bullets = re.findall(r"^- `([a-z0-9-]+)`", text, re.M)
    return set(bullets or re.findall(r"`([a-z0-9-]+)`", text.strip().rpartition("\n\n")[2]))


def held(knowledge: Knowledge) -> Counter[str]:
    """How many of each kind the content holds."""
    return Counter(
        [
            *(f"answers: {one.topic}" for one in knowledge.answers.values()),
            *(f"services: {one.status}" for one in knowledge.services.values() if one.feed is None),
            *(f"strategy: {one.kind}" for one in knowledge.strategy.items.values()),
            *("signposts" for _one in knowledge.safety.signposts),
            *("signals" for _one in knowledge.safety.signals),
            *("response rules" for _one in knowledge.safety.response_rules),
            *("places" for _one in knowledge.places),
            *("outcodes" for _one in knowledge.outcodes),
        ]
    )


def test_the_table_counts_what_the_content_holds(knowledge: Knowledge) -> None:
    assert {kind: are for _pack, kind, _were, are in rows()} == dict(held(knowledge))


@pytest.mark.parametrize("pack", PACKS)
def test_every_item_of_a_pack_is_counted_and_none_was_lost(pack: str) -> None:
    ours = [(were, are) for name, _kind, were, are in rows() if name == pack]
    assert sum(were for were, _are in ours) == PACKS[pack]
    assert sum(are for _were, are in ours) >= PACKS[pack]


def may_have_closed(knowledge: Knowledge) -> set[str]:
    return {one.id for one in knowledge.services.values() if one.status == "unknown"}


def has_closed(knowledge: Knowledge) -> set[str]:
    return {one.id for one in knowledge.services.values() if one.status == "closed"}


def unsure_services(knowledge: Knowledge) -> set[str]:
    return {one.id for one in knowledge.services.values() if one.confidence == "low"}


def out_of_reach(knowledge: Knowledge) -> set[str]:
    return {one.id for one in knowledge.services.values() if not (one.phones or one.emails or one.url)}


def unsure_answers(knowledge: Knowledge) -> set[str]:
    return {one.id for one in knowledge.answers.values() if any(fact.confidence == "low" for fact in one.facts)}


def changing_law(knowledge: Knowledge) -> set[str]:
    return {one.id for one in knowledge.answers.values() if one.as_of}


def hidden_signposts(knowledge: Knowledge) -> set[str]:
    return {one.id for one in knowledge.safety.signposts if not one.can_be_shown}


def doubled_signposts(knowledge: Knowledge) -> set[str]:
    return {one.id for one in knowledge.safety.signposts if one.same_as}


def signposts_of_no_signal(knowledge: Knowledge) -> set[str]:
    used = set[str]().union(*(signal.show.ids for signal in knowledge.safety.signals))
    return {one.id for one in knowledge.safety.signposts if one.can_be_shown} - used


@pytest.mark.parametrize(("heading", "of"), [
    ("Services that may have closed", may_have_closed),
    ("Services that have closed", has_closed),
    ("Services to check first", unsure_services),
    ("Services with no way to reach them", out_of_reach),
    ("Answers with a fact to check first", unsure_answers),
    ("Answers on law that is changing", changing_law),
    ("Signposts that are not shown", hidden_signposts),
    ("Signposts that stand for another", doubled_signposts),
    ("Signposts that no signal brings up", signposts_of_no_signal),
])  # fmt: skip
def test_what_is_shown_with_a_warning_or_not_at_all_is_named(
    heading: str, of: Callable[[Knowledge], set[str]], knowledge: Knowledge
) -> None:
    assert named(heading) == of(knowledge)


def test_what_a_card_is_said_to_say_is_what_it_says(knowledge: Knowledge) -> None:
    page = " ".join(DOC.read_text(encoding="utf-8").split())
    card = knowledge.texts.card
    assert f'"{card.may_have_closed}"' in page
    assert f'"{card.unsure.partition(". ")[0]}."' in page
    assert knowledge.texts.answer.low.partition(":")[0] in page


def test_the_line_about_charts_gives_no_numbers(knowledge: Knowledge) -> None:
    (item_id,) = named("Strategy lines without numbers")
    assert not knowledge.strategy.items[item_id].figures


def test_what_it_says_of_places_and_outcodes_is_so(knowledge: Knowledge) -> None:
    text = sections()["Places and outcodes"]
    hoptons = [place.name for place in knowledge.places if place.name.startswith("Hopton")]
    assert len(hoptons) == 2
    assert all(f'"{name}"' in text for name in hoptons)
    assert sum(code.county != knowledge.area.name for code in knowledge.outcodes) == 9
    assert "Nine of the outcodes" in text
