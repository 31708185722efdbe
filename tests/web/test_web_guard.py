import logging

import pytest
from fake_assistant import FakeAssistant
from starlette.testclient import TestClient

from web.app import MOST_BYTES, create_app
from web.chat_id import COOKIE
from web.site import Site


@pytest.mark.parametrize("path", ["/", "/nowhere", "/healthz", "/robots.txt", "/leave"])
def test_every_answer_has_the_security_headers_and_is_not_kept(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "camera=()" in headers["permissions-policy"]
    assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
    ],
)
def test_a_post_from_another_site_is_refused_and_not_read(
    client: TestClient, assistant: FakeAssistant, headers: dict[str, str]
) -> None:
    response = client.post("/chat", data={"text": "hello"}, headers=headers)
    assert response.status_code == 403
    assert assistant.heard == []


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"sec-fetch-site": "same-origin", "origin": "null"},
        {"sec-fetch-site": "none"},
        {"origin": "http://testserver"},
        {"origin": "https://chat.example"},
    ],
)
def test_a_post_from_our_own_page_is_read(assistant: FakeAssistant, headers: dict[str, str]) -> None:
    site = Site(area="Anyshire", run_by="us", secret=b"x", public_url="https://chat.example")
    client = TestClient(create_app(assistant, site=site))
    assert client.post("/chat", data={"text": "hello"}, headers=headers).status_code == 200


def test_a_huge_message_is_refused_on_a_page(client: TestClient, assistant: FakeAssistant) -> None:
    response = client.post("/chat", data={"text": "a" * MOST_BYTES})
    assert response.status_code == 413
    assert "too long to send" in response.text
    assert assistant.heard == []


def test_a_huge_message_that_does_not_say_its_size_is_refused(client: TestClient, assistant: FakeAssistant) -> None:
    pieces = (b"a" * 1024 for _ in range(100))
    headers = {"content-type": "application/x-www-form-urlencoded"}
    assert client.post("/chat", content=pieces, headers=headers).status_code == 413
    assert assistant.heard == []


def test_a_file_is_refused(client: TestClient, assistant: FakeAssistant) -> None:
    response = client.post("/chat", files={"text": ("photo.jpg", b"123")})
    assert response.status_code == 400
    assert assistant.heard == []


def test_a_button_that_we_did_not_make_is_refused(client: TestClient, assistant: FakeAssistant) -> None:
    assert client.post("/chat", data={"choice": "é" * 33}).status_code == 400
    assert assistant.heard == []


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/nowhere", 404), ("GET", "/static/nowhere.css", 404), ("GET", "/chat", 405), ("GET", "/docs", 404)],
)
def test_a_page_that_is_not_there_is_a_kind_page(client: TestClient, method: str, path: str, status: int) -> None:
    response = client.request(method, path)
    assert response.status_code == status
    assert "Go back to the chat" in response.text
    assert COOKIE not in response.headers.get("set-cookie", "")


def test_a_fault_shows_a_kind_page_and_logs_nothing_that_was_typed(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    client.get("/")
    response = client.post("/chat", data={"text": "boom goes my very private sentence"})
    assert response.status_code == 500
    assert "It is not your fault" in response.text
    assert response.headers["cache-control"] == "no-store"
    ours = [record for record in caplog.records if record.name.startswith("web")]
    assert [record.getMessage().partition(" at ")[0] for record in ours] == ["a page failed: RuntimeError"]
    assert all(record.exc_info is None for record in ours)
    assert not any("private" in record.getMessage() for record in caplog.records)
