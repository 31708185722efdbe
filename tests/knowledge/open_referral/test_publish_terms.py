from __future__ import annotations

import pytest
from content_folder import Folder
from fen_feed import fen_feed, the_only_one
from made_services import service

from knowledge.base import Knowledge
from knowledge.loader import load


@pytest.fixture
def fens(fenshire: Folder) -> Knowledge:
    return load(fenshire.path)


def test_categories_and_outcomes_are_attributes_in_the_services_order(fens: Knowledge) -> None:
    club = service("one", categories=["clubs", "advice"], pfal=["employment"])

    attributes = the_only_one(fen_feed(fens, [club]))["attributes"]

    assert [one["taxonomy_term"]["code"] for one in attributes] == ["clubs", "advice", "employment"]
    assert {one["link_entity"] for one in attributes} == {"service"}


def test_an_outcome_is_not_mistaken_for_a_topic_of_the_same_name(fens: Knowledge) -> None:
    published = fen_feed(fens, [service("one", pfal=["employment"])])

    assert "Preparing for adult life: employment" in [term["name"] for term in published.terms.values()]


def test_each_topic_stands_below_its_group(fens: Knowledge) -> None:
    published = fen_feed(fens, [service("one")])
    terms = {term["code"]: term for term in published.terms.values()}

    assert terms["clubs"]["parent_id"] == terms["fun-group"]["id"]
    assert "parent_id" not in terms["fun-group"]


def test_every_term_belongs_to_a_taxonomy_that_is_published(knowledge: Knowledge, fens: Knowledge) -> None:
    published = fen_feed(knowledge, knowledge.services.values())

    assert {term["taxonomy_id"] for term in published.terms.values()} == set(published.taxonomies)
    for record in (*published.terms.values(), *published.taxonomies.values()):
        assert record["name"]
        assert record["description"]
