"""The console's pages about yearly reports."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO

import pytest
from docx import Document as WordDocument
from fastapi import FastAPI
from office import Office
from starlette.testclient import TestClient
from year_of_comments import answer, comments

from handlers.regulation_56 import Reports
from storage.roles import Role
from web.console.shell import Console
from web.regulation_56 import ReportPages

OPEN = {"status": "received", "response_id": None, "showing": "waiting"}
SENDIASS = "norfolk-sendiass"
Enter = Callable[[Role], Office]


@pytest.fixture
def said(console: Console) -> list[str]:
    """Comments of 2025 that are answered."""
    answer(console.engine)
    return comments(console.engine, console.sealer, 12, "they rang back", about=SENDIASS)


@pytest.fixture
def missing(console: Console, said: list[str]) -> list[str]:
    """Comments of 2025 that are not."""
    return comments(console.engine, console.sealer, 2, "marker", about=SENDIASS, **OPEN)


@pytest.fixture
def outside(app: FastAPI, console: Console) -> TestClient:
    """Somebody outside, who reads the public pages."""
    app.include_router(ReportPages(Reports(console.engine, console.sealer, console.desk), console.site).router())
    return TestClient(app, follow_redirects=False)


def test_the_list_has_each_year_from_the_first_comment_on(enter: Enter, said: list[str]) -> None:
    page = enter("viewer").open("/console/reports").text
    assert 'href="/console/reports/2025"' in page
    assert f'href="/console/reports/{datetime.now(UTC).year}"' in page
    assert 'href="/console/reports/2024"' not in page
    assert "Not published" in page


def test_with_no_comment_at_all_there_is_this_year(enter: Enter) -> None:
    assert "Not over yet" in enter("viewer").open("/console/reports").text


def test_what_stands_in_the_way_is_linked_with_no_words(enter: Enter, missing: list[str]) -> None:
    page = enter("viewer").open("/console/reports/2025").text
    for one in missing:
        assert f'href="/console/comments/{one}"' in page
    assert "2 comments have no answer that is published" in page
    assert "marker" not in page


def test_a_viewer_is_offered_neither_a_draft_nor_publishing_and_cannot_take_them(enter: Enter, said: list[str]) -> None:
    viewer = enter("viewer")
    page = viewer.open("/console/reports/2025").text
    assert "/draft" not in page
    assert "/publish" not in page
    for what in ("draft", "publish"):
        assert viewer.send(f"/console/reports/2025/{what}").status_code == 403


def test_an_editor_publishes_and_everyone_reads_the_same(enter: Enter, said: list[str], outside: TestClient) -> None:
    assert outside.get("/regulation-56/2025").status_code == 404
    editor = enter("editor")
    sent = editor.send("/console/reports/2025/publish")
    assert (sent.status_code, sent.headers["location"]) == (303, "/console/reports/2025?told=published")
    page = editor.open(sent.headers["location"]).text
    assert "The report is published." in page
    assert f"by {editor.name}" in page
    for name in ("", *(f"/regulation-56-2025.{kind}" for kind in ("html", "docx", "csv"))):
        assert f'href="/regulation-56/2025{name}"' in page
        assert outside.get(f"/regulation-56/2025{name}").status_code == 200


def test_publishing_is_refused_while_something_is_in_the_way(enter: Enter, missing: list[str]) -> None:
    editor = enter("editor")
    sent = editor.send("/console/reports/2025/publish")
    assert sent.status_code == 400
    assert "There is a problem" in sent.text
    assert f'href="/console/comments/{missing[0]}"' in sent.text


def test_publishing_twice_needs_a_tick(enter: Enter, said: list[str]) -> None:
    editor = enter("editor")
    editor.send("/console/reports/2025/publish")
    refused = editor.send("/console/reports/2025/publish")
    assert refused.status_code == 400
    assert "--again" not in refused.text
    assert 'name="again"' in refused.text
    assert editor.send("/console/reports/2025/publish", {"again": "yes"}).status_code == 303


def test_a_year_that_is_not_over_cannot_be_published(enter: Enter) -> None:
    year, editor = datetime.now(UTC).year, enter("editor")
    assert f"/console/reports/{year}/publish" not in editor.open(f"/console/reports/{year}").text
    assert editor.send(f"/console/reports/{year}/publish").status_code == 400


def test_a_draft_is_read_on_the_site_or_taken_and_says_that_it_is_one(enter: Enter, missing: list[str]) -> None:
    editor = enter("editor")
    page = editor.send("/console/reports/2025/draft")
    assert "DRAFT" in page.text
    assert "they rang back" in page.text
    for kind in ("html", "docx", "csv"):
        file = editor.send("/console/reports/2025/draft", {"kind": kind})
        assert file.headers["content-disposition"] == f'attachment; filename="regulation-56-2025-draft.{kind}"'
        assert file.headers["cache-control"] == "no-store"
        if kind == "docx":
            assert "DRAFT" in WordDocument(BytesIO(file.content)).sections[0].header.paragraphs[0].text
        else:
            assert "DRAFT" in file.text
        assert b"marker" not in file.content


@pytest.mark.parametrize("year", ["-1", "0", "1999", "2101", "٢٠٢٥", "99999999999999999999", "2025x", "%00", "x" * 500])
def test_a_year_that_cannot_be_is_not_found(enter: Enter, year: str) -> None:
    editor = enter("editor")
    assert editor.open(f"/console/reports/{year}").status_code == 404
    assert editor.send(f"/console/reports/{year}/publish").status_code == 404


def test_junk_in_a_form_or_an_address_is_no_failure(enter: Enter, said: list[str]) -> None:
    editor = enter("editor")
    assert editor.open("/console/reports/2025?told=<script>").status_code == 200
    assert editor.send("/console/reports/2025/draft", {"kind": "exe"}).status_code == 400
    assert 400 <= editor.send("/console/reports/2025/draft", {"kind": "x" * 10_000}).status_code < 500
    assert editor.client.post("/console/reports/2025/publish").status_code == 403


def test_nobody_reads_the_pages_without_signing_in(client: TestClient) -> None:
    assert client.get("/console/reports").status_code == 303
    assert client.post("/console/reports/2025/publish").status_code == 303


# The public page


def test_with_no_report_the_public_page_says_so(outside: TestClient) -> None:
    page = outside.get("/regulation-56")
    assert "There is no report yet." in page.text
    assert "set-cookie" not in page.headers


def test_the_public_page_lists_the_reports_and_may_be_kept_a_while(
    enter: Enter, said: list[str], outside: TestClient
) -> None:
    enter("editor").send("/console/reports/2025/publish")
    page = outside.get("/regulation-56")
    assert 'href="/regulation-56/2025"' in page.text
    assert page.headers["cache-control"] == "public, max-age=300"


@pytest.mark.parametrize(
    "path",
    ["2024", "-1", "abc", "2025/x.docx", "2025/regulation-56-2024.docx", "2025/regulation-56-2025.exe"],
)
def test_what_is_not_published_is_not_found(outside: TestClient, said: list[str], enter: Enter, path: str) -> None:
    enter("editor").send("/console/reports/2025/publish")
    assert outside.get(f"/regulation-56/{path}").status_code == 404
