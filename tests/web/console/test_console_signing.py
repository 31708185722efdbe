"""Signing in and out, sessions, and what was typed when one ended."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from fastapi import FastAPI
from office import PASSWORD, Office, add_officer, digits_now
from sqlalchemy import select, update
from sqlmodel import Session
from starlette.testclient import TestClient

from handlers.assistant import Assistant
from handlers.desk import Desk
from storage.officer_tables import OfficerSession
from storage.roles import Role
from storage.sign_in import MOST_FAILED
from web.app import create_app
from web.console.pages import add_console
from web.console.shell import Console
from web.site import Site

NAME = "ann@anyshire.example"
LONG = "We asked the bus company. <b>It will stop nearer.</b>\nThank you for telling us."


@pytest.fixture
def secret(console: Console) -> str:
    return add_officer(console, NAME, "viewer")


def sign_in(client: TestClient, secret: str, **other: str) -> object:
    sent = {"name": NAME, "password": PASSWORD, "digits": digits_now(secret), "back": "/console", **other}
    return client.post("/console/sign-in", data=sent)


def end_sessions(console: Console, **how: object) -> None:
    with Session(console.engine) as session, session.begin():
        session.execute(update(OfficerSession).values(**how))


def an_hour_ago() -> datetime:
    return datetime.now(UTC) - timedelta(hours=1)


@pytest.mark.parametrize(
    "wrong",
    [{"name": "nobody"}, {"password": "another password"}, {"digits": "000000"}, {"digits": ""}, {"name": "\x00"}],
)
def test_a_sign_in_that_fails_does_not_tell_which_part_was_wrong(
    wrong: dict[str, str], client: TestClient, secret: str
) -> None:
    page = sign_in(client, secret, **wrong)
    assert page.status_code == 400
    assert "Check your name, your password and the six digits." in page.text
    assert "signpost_officer" not in page.headers.get("set-cookie", "")


def test_the_password_never_comes_back_in_a_page(client: TestClient, secret: str) -> None:
    page = sign_in(client, secret, digits="1", password="a password that is typed")
    assert "a password that is typed" not in page.text


def test_after_five_failures_the_sixth_waits_and_a_known_browser_does_not(
    app: FastAPI, client: TestClient, secret: str
) -> None:
    assert sign_in(client, secret).status_code == 303
    client.cookies.delete("signpost_officer")
    stranger = TestClient(app, follow_redirects=False)
    for _ in range(MOST_FAILED):
        sign_in(stranger, secret, password="a guess of a stranger")
    assert "Wait a quarter of an hour" in sign_in(stranger, secret).text
    assert sign_in(client, secret, digits=digits_now(secret, 30)).status_code == 303


def test_a_made_up_device_is_no_known_one(client: TestClient, secret: str) -> None:
    for number in range(MOST_FAILED):
        client.cookies.set("signpost_device", f"{number}.{'0' * 64}", path="/console")
        sign_in(client, secret, password="a guess of a stranger")
    assert "Wait a quarter of an hour" in sign_in(client, secret).text


def test_the_cookies_are_hidden_from_scripts_and_for_the_console_alone(client: TestClient, secret: str) -> None:
    cookies = sign_in(client, secret).headers.get_list("set-cookie")
    assert len(cookies) == 2
    for cookie in cookies:
        assert "HttpOnly" in cookie
        assert "Path=/console" in cookie
        assert "SameSite=lax" in cookie


def test_cookies_are_secure_where_the_site_is(console: Console, site: Site, desk: Desk) -> None:
    safe = Console(console.engine, console.sealer, lambda: desk, replace(site, secure_cookies=True), console.operator)
    client = TestClient(_app(safe, desk), base_url="https://testserver", follow_redirects=False)
    secret = add_officer(safe, NAME, "viewer")
    assert all("Secure" in cookie for cookie in sign_in(client, secret).headers.get_list("set-cookie"))


def test_a_session_has_another_token_after_each_sign_in_and_the_old_one_ends(
    app: FastAPI, client: TestClient, secret: str
) -> None:
    sign_in(client, secret)
    old = client.cookies["signpost_officer"]
    sign_in(client, secret, digits=digits_now(secret, 30))
    assert client.cookies["signpost_officer"] != old
    thief = TestClient(app, follow_redirects=False, cookies={"signpost_officer": old})
    assert thief.get("/console").status_code == 303


@pytest.mark.parametrize(
    "back", ["https://evil.example", "//evil.example", "/console/..//evil", "/\\evil", "/chat", "é"]
)
def test_the_way_back_leads_to_the_console_and_nowhere_else(back: str, client: TestClient, secret: str) -> None:
    assert sign_in(client, secret, back=back).headers["location"] == "/console"


def test_a_page_with_a_filter_is_come_back_to_with_the_filter(client: TestClient) -> None:
    where = client.get("/console/audit?who=ann&what=read").headers["location"]
    assert 'value="/console/audit?who=ann&amp;what=read"' in client.get(where).text


def test_signing_out_ends_the_session(enter: Callable[[Role], Office], app: FastAPI) -> None:
    officer = enter("viewer")
    token = officer.client.cookies["signpost_officer"]
    assert officer.send("/console/sign-out").headers["location"] == "/console/sign-in?why=left"
    again = TestClient(app, follow_redirects=False, cookies={"signpost_officer": token})
    assert again.get("/console").status_code == 303


def test_a_session_ends_where_nobody_opens_a_page_for_half_an_hour(
    enter: Callable[[Role], Office], console: Console
) -> None:
    officer = enter("viewer")
    end_sessions(console, seen_at=an_hour_ago())
    where = officer.open("/console").headers["location"]
    assert where == "/console/sign-in?back=/console&why=ended"
    assert "after half an hour" in officer.open(where).text


def test_a_page_that_is_opened_keeps_the_session_open(enter: Callable[[Role], Office], console: Console) -> None:
    officer = enter("viewer")
    end_sessions(console, seen_at=datetime.now(UTC) - timedelta(minutes=29))
    assert officer.open("/console").status_code == 200
    with console.reading() as session:
        seen = session.scalars(select(OfficerSession)).one()
        assert datetime.now(UTC) - seen.seen_at.replace(tzinfo=UTC) < timedelta(minutes=1)


def test_a_long_answer_is_back_in_its_form_after_the_session_had_ended(
    enter: Callable[[Role], Office], console: Console
) -> None:
    officer = enter("admin")
    token = officer.token()
    end_sessions(console, ended=True)
    sent = officer.client.post(
        "/console/off-switch/off",
        data={"reason": LONG, "form_token": token},
        headers={"referer": "http://testserver/console/off-switch"},
    )
    assert sent.headers["location"] == "/console/sign-in?back=/console/off-switch&why=kept"
    assert "What you had typed was kept" in officer.open(sent.headers["location"]).text
    end_sessions(console, ended=False)
    for _ in range(2):
        page = officer.open("/console/off-switch")
        assert "Your words are back in the form." in page.text
        assert "It will stop nearer.&lt;/b&gt;" in page.text
    officer.send("/console/off-switch/off", {"reason": "Another reason.", "page": "/console/off-switch"})
    assert "Your words are back" not in officer.open("/console/off-switch").text


def test_words_that_no_page_asks_for_are_kept_to_be_seen_and_thrown_away(
    enter: Callable[[Role], Office], console: Console
) -> None:
    officer = enter("viewer")
    token = officer.token()
    end_sessions(console, ended=True)
    officer.client.post("/console/some-form", data={"words": LONG, "form_token": token})
    end_sessions(console, ended=False)
    assert "/console/kept" in officer.open("/console").text
    assert "&lt;b&gt;It will stop nearer." in officer.open("/console/kept").text
    officer.send("/console/kept/drop", {"of": "/console/some-form"})
    assert "nothing that was typed" in officer.open("/console/kept").text
    assert "/console/kept" not in officer.open("/console").text


@pytest.mark.parametrize("token", ["", "0" * 64])
def test_nobody_puts_words_into_an_officers_draft_without_the_token_of_their_page(
    token: str, enter: Callable[[Role], Office], console: Console
) -> None:
    officer = enter("viewer")
    end_sessions(console, ended=True)
    officer.client.post("/console/some-form", data={"words": LONG, "form_token": token})
    end_sessions(console, ended=False)
    assert "nothing that was typed" in officer.open("/console/kept").text


def test_a_password_that_was_typed_is_never_kept_as_a_draft(enter: Callable[[Role], Office], console: Console) -> None:
    officer = enter("viewer")
    token = officer.token()
    end_sessions(console, ended=True)
    typed = {"password": PASSWORD, "new_password": "a new password", "new_password_again": "a new password"}
    officer.client.post("/console/password", data={**typed, "form_token": token})
    end_sessions(console, ended=False)
    assert "nothing that was typed" in officer.open("/console/kept").text


def test_a_forged_host_is_refused_where_the_address_is_known(console: Console, site: Site, desk: Desk) -> None:
    known = Console(
        console.engine, console.sealer, lambda: desk, replace(site, public_url="http://testserver"), console.operator
    )
    client = TestClient(_app(known, desk), follow_redirects=False)
    for path in ("/console", "/console/sign-in", "/console/no-such-page"):
        assert client.get(path, headers={"host": "evil.example"}).status_code == 400
        assert client.get(path).status_code in {200, 303}


def test_a_forged_host_is_harmless_where_it_is_not(client: TestClient) -> None:
    for path in ("/console", "/console/sign-in"):
        page = client.get(path, headers={"host": "evil.example"})
        assert "evil.example" not in page.text + page.headers.get("location", "")


def test_another_password_needs_the_one_of_now_and_signs_out(enter: Callable[[Role], Office], console: Console) -> None:
    officer = enter("viewer")
    new = {"new_password": "another long password", "new_password_again": "another long password"}
    for wrong in ({"password": "not mine at all"}, {"password": PASSWORD, "new_password": "short"}):
        assert officer.send("/console/password", {**new, **wrong}).status_code == 400
    assert (
        officer.send("/console/password", {"password": PASSWORD, **new, "new_password_again": "x"}).status_code == 400
    )
    changed = officer.send("/console/password", {"password": PASSWORD, **new})
    assert changed.headers["location"] == "/console/sign-in?why=password"
    assert officer.open("/console").status_code == 303


def _app(console: Console, desk: Desk) -> FastAPI:
    made = create_app(Assistant(console.engine, console.sealer, lambda: desk), site=console.site)
    add_console(made, console)
    return made
