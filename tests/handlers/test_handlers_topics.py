"""What comments are sorted by: themes, priorities and outcomes, by what they are about and by their words."""

from __future__ import annotations

import pytest

from handlers.desk import Desk
from handlers.topics import MOST_SUGGESTED, SORTS, Topics


@pytest.fixture(scope="module")
def topics(desk: Desk) -> Topics:
    return Topics(desk.knowledge)


def test_each_priority_and_outcome_has_something_that_belongs_to_it(topics: Topics, desk: Desk) -> None:
    assert [topic.tag for topic in topics.sorted_by("priority")] == [
        f"priority.{number}" for number in desk.knowledge.strategy.priorities
    ]
    for sort in SORTS:
        for topic in topics.sorted_by(sort):
            assert topic.about, topic.tag
            assert topic.label


def test_what_serves_an_outcome_serves_the_priority_of_its_theme(topics: Topics) -> None:
    assert topics.of["outcome.employment"].about <= topics.of["priority.4"].about
    assert {"priority.4", "outcome.employment", "theme.employment"} <= topics.belonging("employment")
    assert topics.belonging("local-offer") == {"priority.3"}
    assert topics.belonging("nothing that there is") == frozenset()


def test_words_suggest_at_most_three_that_it_does_not_have_already(topics: Topics, desk: Desk) -> None:
    found = topics.suggested(["I want a job in a shop"], "local-offer", desk)
    assert "outcome.employment" in found
    assert len(found) <= MOST_SUGGESTED
    assert "outcome.employment" not in topics.suggested(["I want a job in a shop"], "employment", desk)
    assert topics.suggested(["hello"], "local-offer", desk) == ()
