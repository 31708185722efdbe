"""The settings of the council's sign-on: all of them or none."""

import pytest

from bot.settings import SettingsError, read_settings

ALL = {
    "SIGN_ON_ISSUER": "https://login.council.example/tenant/v2.0",
    "SIGN_ON_CLIENT_ID": "signpost",
    "SIGN_ON_CLIENT_SECRET": "a secret word",
    "SIGN_ON_ROLES": '{"Signpost.Admin": "admin"}',
    "PUBLIC_URL": "https://chat.council.example",
}


def set_up(monkeypatch: pytest.MonkeyPatch, **changed: str) -> None:
    for name, value in (ALL | changed).items():
        monkeypatch.setenv(f"SIGNPOST_{name}", value)


def test_a_sign_on_that_is_set_up_is_known_and_hides_its_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    set_up(monkeypatch)
    found = read_settings().sign_on()
    assert found
    assert found.roles == {"Signpost.Admin": "admin"}
    assert "a secret word" not in repr(found)


def test_without_an_issuer_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    set_up(monkeypatch, SIGN_ON_ISSUER="")
    assert read_settings().sign_on() is None


@pytest.mark.parametrize("missing", ["SIGN_ON_CLIENT_ID", "SIGN_ON_CLIENT_SECRET", "PUBLIC_URL"])
def test_a_part_that_is_missing_is_told(missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    set_up(monkeypatch, **{missing: ""})
    with pytest.raises(SettingsError, match="also needs"):
        read_settings().sign_on()


@pytest.mark.parametrize("issuer", ["http://login.council.example", "http://127.0.0.1.evil.example", "login.council"])
def test_a_provider_that_anyone_on_the_way_could_play_is_refused(issuer: str, monkeypatch: pytest.MonkeyPatch) -> None:
    set_up(monkeypatch, SIGN_ON_ISSUER=issuer)
    with pytest.raises(SettingsError, match="https"):
        read_settings().sign_on()


@pytest.mark.parametrize(("roles", "said"), [("admin", "is no JSON"), ('{"A": "king"}', "SIGNPOST_SIGN_ON_ROLES")])
def test_roles_that_cannot_be_read_are_told_in_one_line(roles: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    set_up(monkeypatch, SIGN_ON_ROLES=roles)
    with pytest.raises(SettingsError, match=said):
        read_settings()
