"""Nothing of the console is reachable without sign-in, and nothing is changed without the form's token and the role."""

from collections.abc import Callable, Iterator

import pytest
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from office import Office
from sqlalchemy import Engine
from starlette.routing import Mount
from starlette.testclient import TestClient
from stored import rows

from handlers.desk import Desk
from storage.roles import ROLES, Role
from web.console.shell import Console
from web.figures_api import add_figures_api

OPEN = {"/console/sign-in", "/console/sign-on", "/console/sign-on/back", "/api/v1/openapi.json"}
"""What someone who is not signed in needs to sign in, and the description of the API, which holds no data."""
MADE_UP = "0" * 32


def routes(app: FastAPI) -> Iterator[tuple[str, str]]:
    """Each method and address of the console and of the JSON API, parameters filled in."""
    mounts = [one for one in app.routes if isinstance(one, Mount) and one.path.startswith("/api")]
    inner = [(mount.path, route) for mount in mounts for route in iter_route_contexts(mount.routes)]
    for before, route in [("", one) for one in iter_route_contexts(app.routes)] + inner:
        where = f"{before}{route.path or ''}"
        if where.startswith(("/console", "/api")):
            path = "/".join(MADE_UP if part.startswith("{") else part for part in where.split("/"))
            yield from ((method, path) for method in sorted(route.methods or ()) if method != "HEAD")


def test_every_page_sends_strangers_to_the_sign_in_and_the_api_refuses_them(app: FastAPI, client: TestClient) -> None:
    asked = [one for one in routes(app) if one[1] not in OPEN]
    assert sum(path.startswith("/console") for _, path in asked) > 50
    assert sum(path.startswith("/api") for _, path in asked) >= 5
    for method, path in asked:
        answer = client.request(method, path)
        if path.startswith("/api"):
            assert answer.status_code == 401, path
        else:
            assert answer.status_code == 303, path
            assert answer.headers["location"].startswith("/console/sign-in?"), path


def test_an_address_that_is_no_page_sends_strangers_to_the_sign_in_too(client: TestClient) -> None:
    assert client.get("/console/no-such-page").status_code == 303


def test_no_form_is_taken_without_the_token_of_its_page(app: FastAPI, enter: Callable[[Role], Office]) -> None:
    admin = enter("admin")
    before = rows_of(admin, app)
    for method, path in routes(app):
        if method == "POST" and path not in OPEN and path.startswith("/console"):
            for form in ({}, {"form_token": "0" * 64}, {"form_token": "é"}):
                answer = admin.client.post(path, data=form)
                assert answer.status_code == 403, path
                assert "out of date" in answer.text
    assert rows_of(admin, app) == before


def test_a_viewer_is_told_kindly_what_takes_a_higher_role_and_changes_nothing(
    app: FastAPI, enter: Callable[[Role], Office]
) -> None:
    enter("admin")
    viewer = enter("viewer")
    refused, before = [], rows_of(viewer, app)
    token = {"form_token": viewer.token()}
    for method, path in routes(app):
        if method == "POST" and path not in VIEWERS_OWN and path.startswith("/console"):
            answer = viewer.client.post(path, data=token)
            assert answer.status_code in {403, 404}, path
            if answer.status_code == 403:
                refused.append(path)
                assert "Your role is viewer." in answer.text, path
                assert "ask an admin of this console: admin@anyshire.example" in answer.text, path
    assert {"/console/people", "/console/off-switch/off", "/console/keys"} <= set(refused)
    assert rows_of(viewer, app) == before


def test_each_role_may_do_what_the_one_before_may(enter: Callable[[Role], Office]) -> None:
    may_people = [enter(role).open("/console/people").status_code for role in ROLES]
    assert may_people == [403, 403, 403, 200]


@pytest.mark.parametrize("path", ["/console/people/%00", "/console/people/x'--", "/console/" + "x" * 5000])
def test_an_address_of_nothing_gives_a_kind_page(enter: Callable[[Role], Office], path: str) -> None:
    page = enter("admin").open(path)
    assert page.status_code == 404
    assert "There is no such page" in page.text


_FILTERS = "/console/inbox/filters"
VIEWERS_OWN = OPEN | {"/console/sign-out", "/console/password", "/console/kept/drop"}
VIEWERS_OWN |= {_FILTERS, f"{_FILTERS}/{MADE_UP}/delete"}
"""What every officer may send: it is about nobody but themselves."""


def rows_of(office: Office, app: FastAPI) -> object:
    """All that is stored, but for when this session was last seen."""
    engine: Engine = app.state.engine
    return {name: found for name, found in rows(engine).items() if name != "officersession"}


@pytest.fixture
def app(app: FastAPI, console: Console, desk: Desk) -> FastAPI:
    """The console, and the JSON API beside it."""
    add_figures_api(app, console.engine, lambda: desk)
    app.state.engine = console.engine
    return app
