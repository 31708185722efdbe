"""Signing in with the council's own account, against a provider on this machine."""

import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
from fastapi import FastAPI
from joserfc.jwk import OctKey
from little_provider import CLIENT, OTHER_KEY, SECRET, LittleProvider, running
from starlette.testclient import TestClient

from handlers.assistant import Assistant
from handlers.desk import Desk
from storage.audit import Audit, AuditFilters
from web.app import create_app
from web.console.open_id import role_of
from web.console.operator import SignOn
from web.console.pages import add_console
from web.console.shell import Console
from web.site import Site

ROLES = {"Signpost.Viewer": "viewer", "Signpost.Admin": "admin", "group-7": "editor"}


@pytest.fixture
def provider() -> Iterator[LittleProvider]:
    with running() as listening:
        yield listening


@pytest.fixture
def console(console: Console, provider: LittleProvider, site: Site, desk: Desk) -> Console:
    sign_on = SignOn(f"{provider.issuer}/", CLIENT, ROLES, SECRET)
    known = replace(site, public_url="http://testserver")
    return Console(console.engine, console.sealer, lambda: desk, known, replace(console.operator, sign_on=sign_on))


@pytest.fixture
def app(console: Console, desk: Desk) -> FastAPI:
    made = create_app(Assistant(console.engine, console.sealer, lambda: desk), site=console.site)
    add_console(made, console)
    return made


def sign_on(client: TestClient, provider: LittleProvider, **changed: str) -> object:
    left = client.get("/console/sign-on?back=/console/kept")
    query = provider.sign_in(left.headers["location"]) | changed
    return client.get("/console/sign-on/back", params=query)


def test_someone_with_a_council_account_is_let_in_and_back_to_their_page(
    client: TestClient, provider: LittleProvider, console: Console
) -> None:
    assert "Sign in with your council account" in client.get("/console/sign-in").text
    assert provider.calls == []
    back = sign_on(client, provider)
    assert (back.status_code, back.headers["location"]) == (303, "/console/kept")
    assert "ann@council.example (viewer)" in client.get("/console").text
    assert "so you have no password here" in client.get("/console/password").text
    with console.reading() as session:
        (noted,) = Audit(session).page(AuditFilters(what="sign-in")).notes
    assert (noted.who, noted.why) == ("ann@council.example", "council account")


def test_the_role_follows_what_the_council_says_each_time(client: TestClient, provider: LittleProvider) -> None:
    sign_on(client, provider)
    provider.claims = {"roles": ["Signpost.Viewer", "Signpost.Admin"]}
    sign_on(client, provider)
    assert "(admin)" in client.get("/console").text
    provider.claims = {"roles": None, "groups": ["group-7", "another"]}
    sign_on(client, provider)
    assert "(editor)" in client.get("/console").text


@pytest.mark.parametrize(
    ("claims", "role"),
    [
        ({"roles": ["Signpost.Viewer"], "groups": ["group-7"]}, "editor"),
        ({"roles": "Signpost.Admin"}, "admin"),
        ({"roles": ["signpost.admin", 7, None], "groups": {"group-7": 1}}, None),
        ({}, None),
    ],
)
def test_the_highest_role_that_fits_holds(claims: dict[str, object], role: str | None) -> None:
    assert role_of(claims, ROLES) == role


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "another nonce"},
        {"nonce": None},
        {"aud": "another program"},
        {"aud": None},
        {"aud": [CLIENT, "another"], "azp": "another"},
        {"iss": "https://another.example"},
        {"exp": int(time.time()) - 600},
        {"exp": None},
        {"sub": None},
    ],
)
def test_a_token_that_is_not_for_this_sign_in_lets_nobody_in(
    claims: dict[str, object], client: TestClient, provider: LittleProvider
) -> None:
    provider.claims = claims
    _is_refused(sign_on(client, provider), client, "did not let you in here")


def test_a_token_with_another_key_lets_nobody_in(client: TestClient, provider: LittleProvider) -> None:
    provider.signed_by = OTHER_KEY
    _is_refused(sign_on(client, provider), client, "did not let you in here")


def test_a_token_that_is_signed_with_a_shared_secret_lets_nobody_in(
    client: TestClient, provider: LittleProvider
) -> None:
    provider.signed_by, provider.algorithm = OctKey.import_key(SECRET.ljust(32, "-")), "HS256"
    _is_refused(sign_on(client, provider), client, "did not let you in here")


def test_someone_with_no_role_is_told_whom_to_ask(client: TestClient, provider: LittleProvider) -> None:
    provider.claims = {"roles": ["Another.Program"]}
    _is_refused(sign_on(client, provider), client, "has no role in this console")


@pytest.mark.parametrize(
    "changed", [{"state": "another"}, {"state": ""}, {"state": "é"}, {"code": ""}, {"code": "made up"}]
)
def test_a_way_back_that_we_did_not_begin_lets_nobody_in(
    changed: dict[str, str], client: TestClient, provider: LittleProvider
) -> None:
    _is_refused(sign_on(client, provider, **changed), client, "There is a problem")


def test_a_way_back_works_once(app: FastAPI, client: TestClient, provider: LittleProvider) -> None:
    left = client.get("/console/sign-on")
    cookie = client.cookies["signpost_sign_on"]
    query = provider.sign_in(left.headers["location"])
    assert client.get("/console/sign-on/back", params=query).status_code == 303
    assert "signpost_sign_on" not in client.cookies
    again = TestClient(app, follow_redirects=False)
    assert again.get("/console/sign-on/back", params=query).status_code == 400
    again.cookies.set("signpost_sign_on", cookie, path="/console")
    _is_refused(again.get("/console/sign-on/back", params=query), again, "did not let you in here")


def test_a_made_up_cookie_lets_nobody_in(client: TestClient, provider: LittleProvider) -> None:
    client.cookies.set("signpost_sign_on", "gAAAAmade-up", path="/console")
    _is_refused(client.get("/console/sign-on/back?state=&code=x"), client, "Try again")


@pytest.mark.parametrize("status", [500, 404])
def test_a_provider_that_fails_gives_a_kind_page(status: int, client: TestClient, provider: LittleProvider) -> None:
    provider.status = status
    page = client.get("/console/sign-on")
    assert page.status_code == 400
    assert "council&#39;s sign-on" in page.text
    provider.status = 200
    assert client.get("/console/sign-on").status_code == 303


def test_a_provider_that_is_down_gives_a_kind_page(console: Console, desk: Desk) -> None:
    with running() as provider:
        sign_on = SignOn(provider.issuer, CLIENT, ROLES, SECRET)
    down = replace(console.operator, sign_on=sign_on)
    made = create_app(Assistant(console.engine, console.sealer, lambda: desk), site=console.site)
    add_console(made, Console(console.engine, console.sealer, lambda: desk, console.site, down))
    page = TestClient(made).get("/console/sign-on")
    assert page.status_code == 400
    assert "does not answer now" in page.text


def test_a_provider_that_says_it_is_another_one_is_not_trusted(client: TestClient, provider: LittleProvider) -> None:
    provider.issuer_told = "https://another.example"
    assert "is not set up right" in client.get("/console/sign-on").text


def _is_refused(page: object, client: TestClient, said: str) -> None:
    assert page.status_code == 400
    assert said in page.text
    assert client.get("/console").status_code == 303
