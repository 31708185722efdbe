"""Which sites the operator may name to show the chat in their pages."""

import pytest

from bot.settings import SettingsError, read_settings

ONE, TWO = "https://www.council.example", "https://offer.council.example:8443"


@pytest.mark.parametrize("given", [f"{ONE} {TWO}", f"{ONE},{TWO}", f" {ONE} , {TWO} "])
def test_sites_are_named_on_one_line(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("SIGNPOST_EMBED_ON", given)
    assert read_settings().embed_on == (ONE, TWO)


def test_with_none_named_there_are_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SIGNPOST_EMBED_ON", raising=False)
    assert read_settings().embed_on == ()
    monkeypatch.setenv("SIGNPOST_EMBED_ON", "")
    assert read_settings().embed_on == ()


@pytest.mark.parametrize("given", [
    "*", "https://*", "https://*.example", "http://council.example", "council.example", f"{ONE}/page", "'self'",
    f"{ONE}; script-src *", "https://", "javascript:1", "https://a\r\nb", "null",
])  # fmt: skip
def test_what_is_no_safe_address_of_a_site_is_refused_by_name(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("SIGNPOST_EMBED_ON", given)
    with pytest.raises(SettingsError, match="SIGNPOST_EMBED_ON"):
        read_settings()


def test_on_this_machine_a_site_may_do_with_no_https(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIGNPOST_EMBED_ON", "http://localhost:8078")
    assert read_settings().embed_on == ("http://localhost:8078",)
