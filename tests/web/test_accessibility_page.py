"""The accessibility statement on its page."""

from dataclasses import replace

import pytest
from fake_assistant import FakeAssistant
from fake_published import FakePublished
from starlette.testclient import TestClient

from handlers.desk import Desk, open_desk
from knowledge.base import Knowledge
from web.app import create_app
from web.public import PublicPages
from web.site import Site

SECTIONS = (
    "How accessible this website is",
    "Feedback and contact",
    "Enforcement procedure",
    "Technical information about this website&#39;s accessibility",
    "Compliance status",
    "Non-accessible content",
    "Preparation of this accessibility statement",
)
"""The parts of the UK's model statement, in its order."""


def page_of(desk: Desk, assistant: FakeAssistant, site: Site, published: FakePublished) -> str:
    client = TestClient(
        create_app(assistant, site=site, public=lambda pages: PublicPages(published, lambda: desk, pages).router())
    )
    return str(client.get("/accessibility").text)


def test_it_has_the_parts_of_the_model_statement_in_their_order(client: TestClient) -> None:
    page = client.get("/accessibility").text
    places = [page.index(f"<h2>{section}</h2>") for section in SECTIONS]
    assert places == sorted(places)
    assert page.count("<h1") == 1
    assert "{" not in page


@pytest.mark.parametrize("words", [
    "This accessibility statement applies to",
    "Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018",
    "Equality and Human Rights Commission (EHRC) is responsible for enforcing",
    "partially compliant with the Web Content Accessibility Guidelines version 2.2 AA standard",
    "This statement was prepared on 22 November 2026. It was last reviewed on 22 November 2026.",
    "This website was last tested on",
])  # fmt: skip
def test_what_the_law_lays_down_is_said(client: TestClient, words: str) -> None:
    assert words in client.get("/accessibility").text


def test_it_says_what_is_not_known(client: TestClient) -> None:
    page = client.get("/accessibility").text
    assert "We do not know these things yet" in page
    assert "screen reader" in page


def test_a_test_service_sends_nobody_to_the_council(client: TestClient) -> None:
    page = client.get("/accessibility").text
    assert "Nobody has been named yet for you to write to." in page
    assert "It is not run by the council" in page


def test_where_the_council_runs_it_the_statement_says_who_to_write_to(
    knowledge: Knowledge, assistant: FakeAssistant, site: Site, published: FakePublished
) -> None:
    page = page_of(open_desk(knowledge, run_by="The council runs this."), assistant, site, published)
    assert knowledge.accessibility
    assert knowledge.accessibility.contact
    assert knowledge.accessibility.contact.name in page
    assert "Nobody has been named" not in page
    assert "corporateweb" not in page, "an address that is not sure is not shown"


def test_an_area_that_has_written_none_says_so(
    knowledge: Knowledge, assistant: FakeAssistant, site: Site, published: FakePublished
) -> None:
    page = page_of(open_desk(replace(knowledge, accessibility=None)), assistant, site, published)
    assert "Nobody has written an accessibility statement" in page


def test_every_page_leads_to_it(client: TestClient) -> None:
    for path in ("/", "/services", "/posters", "/privacy", "/you-said-we-did", "/young-voices", "/nowhere"):
        assert 'href="/accessibility"' in client.get(path).text
