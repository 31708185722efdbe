"""Admins look after people and keys."""

import re
from collections.abc import Callable

import pytest
from fastapi import FastAPI
from office import Office, digits_now
from starlette.testclient import TestClient

from storage.api_keys import ApiKeys
from storage.audit import Audit, AuditFilters
from storage.roles import Role
from web.console.shell import Console

_PASSWORD = re.compile(r"First password.*?<code>(.+?)</code>", re.DOTALL)
_SECRET = re.compile(r"authenticator app</dt>.*?<code>(.+?)</code>", re.DOTALL)


@pytest.fixture
def admin(enter: Callable[[Role], Office]) -> Office:
    return enter("admin")


def id_of(console: Console, name: str) -> str:
    with console.reading() as session:
        return next(one.id for one in console.officers_in(session).all() if one.name == name)


def test_someone_who_is_added_signs_in_with_what_is_shown_once(admin: Office, app: FastAPI, console: Console) -> None:
    page = admin.send("/console/people", {"name": "Bob@Any.example", "role": "moderator"})
    assert page.status_code == 200
    assert page.headers["cache-control"] == "no-store"
    assert "<svg" in page.text
    assert "style=" not in page.text
    password, secret = _PASSWORD.search(page.text)[1], _SECRET.search(page.text)[1].replace(" ", "")
    bob = TestClient(app, follow_redirects=False)
    sent = {"name": "bob@any.example", "password": password, "digits": digits_now(secret)}
    assert bob.post("/console/sign-in", data=sent).status_code == 303
    assert "bob@any.example (moderator)" in bob.get("/console").text
    shown = admin.open(f"/console/people/{id_of(console, 'bob@any.example')}").text
    assert password not in shown
    assert secret not in shown.replace(" ", "")


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"name": "", "role": "viewer"}, "Give a name"),
        ({"name": "x" * 9000, "role": "viewer"}, "Give a name"),
        ({"name": "bob", "role": "king"}, "Choose what this person may do"),
        ({"name": "ADMIN@anyshire.example", "role": "viewer"}, "already"),
        ({"name": "<script>alert(1)</script>", "role": ""}, "Choose what"),
    ],
)
def test_an_account_that_cannot_be_made_is_told_in_plain_words(form: dict[str, str], said: str, admin: Office) -> None:
    page = admin.send("/console/people", form)
    assert page.status_code == 400
    assert said in page.text
    assert "<script>alert" not in page.text


def test_a_changed_role_holds_at_once(admin: Office, enter: Callable[[Role], Office], console: Console) -> None:
    viewer = enter("viewer")
    officer_id = id_of(console, viewer.name)
    changed = admin.send(f"/console/people/{officer_id}/role", {"role": "editor"})
    assert "signs in anew" in admin.open(changed.headers["location"]).text
    assert viewer.open("/console").status_code == 303


def test_an_account_is_switched_off_and_on(admin: Office, enter: Callable[[Role], Office], console: Console) -> None:
    viewer = enter("viewer")
    officer_id = id_of(console, viewer.name)
    admin.send(f"/console/people/{officer_id}/off")
    assert viewer.open("/console").status_code == 303
    assert "switched off" in admin.open("/console/people").text
    admin.send(f"/console/people/{officer_id}/on")
    assert "switched off" not in admin.open("/console/people").text


def test_an_admin_cannot_lose_the_last_admin_nor_switch_themselves_off(admin: Office, console: Console) -> None:
    own = id_of(console, admin.name)
    assert "switch your own account off" in admin.send(f"/console/people/{own}/off").text
    assert "only admin" in admin.send(f"/console/people/{own}/role", {"role": "viewer"}).text
    assert admin.open("/console/people").status_code == 200


def test_a_lost_phone_is_made_good(admin: Office, enter: Callable[[Role], Office], console: Console) -> None:
    viewer = enter("viewer")
    page = admin.send(f"/console/people/{id_of(console, viewer.name)}/reset")
    password, secret = _PASSWORD.search(page.text)[1], _SECRET.search(page.text)[1].replace(" ", "")
    sent = {"name": viewer.name, "password": password, "digits": digits_now(secret)}
    assert viewer.open("/console").status_code == 303
    assert viewer.client.post("/console/sign-in", data=sent).status_code == 303


def test_what_is_done_to_accounts_is_noted_with_who_did_it(admin: Office, console: Console) -> None:
    admin.send("/console/people", {"name": "bob", "role": "viewer"})
    admin.send(f"/console/people/{id_of(console, 'bob')}/off")
    with console.reading() as session:
        noted = [(one.what, one.on) for one in Audit(session).page(AuditFilters(who=admin.name)).notes]
    assert set(noted) == {("sign-in", "officer"), ("add-officer", "officer"), ("disable", "officer")}


def test_a_key_is_shown_once_and_switched_off(admin: Office, console: Console) -> None:
    page = admin.send("/console/keys", {"name": "The intranet"})
    key = re.search(r"(signpost_[\w-]+)</code>", page.text)[1]
    assert key not in admin.open("/console/keys").text
    with console.reading() as session:
        assert ApiKeys(session).find(key) == "The intranet"
        key_id = ApiKeys(session).all()[0].id
    admin.send(f"/console/keys/{key_id}/off")
    with console.reading() as session:
        assert ApiKeys(session).find(key) is None


@pytest.mark.parametrize(("path", "form"), [("/console/keys", {"name": " "}), ("/console/keys/none/off", {})])
def test_a_key_that_cannot_be_made_or_found_is_told(path: str, form: dict[str, str], admin: Office) -> None:
    page = admin.send(path, form)
    assert page.status_code == 400
    assert "There is a problem" in page.text
