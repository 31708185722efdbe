"""Which addresses Telegram takes in a button or a text link (TDLib: td/utils/HttpUrl.cpp, LinkManager.cpp)."""

from __future__ import annotations

import re

_SCHEME = re.compile(r"([^:/?#@\[\]]*)://")
_HOST_ODD = re.compile(r"[^a-z0-9.\-_!$,~*'();&+=%\u0080-\U0010ffff]")
_PORTS = range(1, 65536)


class WrongLinkError(Exception):
    """An address that Telegram refuses; the message is its reason, in its words."""


def checked_link(url: str, https_only: bool = False) -> str:
    """Give `url` as Telegram would show it back, or raise `WrongLinkError`."""
    tg = url.lower().startswith("tg:")
    address = url[3:].removeprefix("//") if tg else url
    scheme, host, port, rest = _parts(address)
    if https_only and (scheme != "https" or tg):
        raise WrongLinkError("Only HTTPS links are allowed")
    if tg:
        if port or _SCHEME.match(address):
            raise WrongLinkError("Wrong tg URL")
        return f"tg://{host}{rest}"
    if "." not in host:
        raise WrongLinkError("Wrong HTTP URL")
    return f"{scheme}://{host}{f':{port}' if port else ''}{rest if rest.startswith('/') else '/' + rest}"


def _parts(address: str) -> tuple[str, str, str, str]:
    scheme = _SCHEME.match(address)
    if scheme and scheme[1].lower() not in {"http", "https"}:
        raise WrongLinkError("Unsupported URL protocol")
    authority, rest = _split(address[scheme.end() :] if scheme else address)
    host, colon, port = authority.rpartition(":")
    if not colon or "@" in port or "]" in port:
        host, colon, port = authority, "", ""
    if colon and not (port.isascii() and port.isdigit() and int(port) in _PORTS):
        raise WrongLinkError("Wrong port number specified in the URL")
    user, _, host = host.rpartition("@")
    if user:
        # TDLib takes what stands before "@" as a name to log in with, so it would pass "mailto:a@b.uk" on as a
        # web address that leads nowhere. No button of ours means that.
        raise WrongLinkError("Wrong HTTP URL")
    if not host:
        raise WrongLinkError("URL host is empty")
    if _HOST_ODD.search(host.lower()):
        raise WrongLinkError("Disallowed character in URL host")
    return (scheme[1].lower() if scheme else "http"), host.lower(), port, rest


def _split(address: str) -> tuple[str, str]:
    end = re.search(r"[/?#]", address)
    return (address[: end.start()], address[end.start() :].rstrip()) if end else (address, "")
