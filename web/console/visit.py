"""Who is looking at a page of the console, and what stands before it: sign-in, role, the form's own token, the host."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request

from storage.drafts import Kept
from storage.officers import Account
from storage.roles import Role
from storage.sign_in import SignedIn
from web.site import Site

HOME = "/console"
SIGN_IN = f"{HOME}/sign-in"
COOKIE, DEVICE = "signpost_officer", "signpost_device"
"""The cookies of a session, and of a browser that has been signed in with before."""
FORM_TOKEN = "form_token"  # noqa: S105  (the name of a field)
PAGE = "page"
"""The field of a form that says on which page it stands, where the browser would not say so."""
_READING = frozenset({"GET", "HEAD"})


class SignInNeededError(Exception):
    """Somebody who is not signed in asked for a page of the console. `back` is where to go after it.

    `ended` is whether they come with a session that is over, `kept` whether what they had typed was kept for them.
    """

    def __init__(self, back: str, *, ended: bool, kept: bool) -> None:
        super().__init__()
        self.back = back
        self.ended = ended
        self.kept = kept


class RoleNeededError(Exception):
    """An officer asked for what only a higher role may do. Nothing was changed."""

    def __init__(self, visit: Visit, role: Role) -> None:
        super().__init__()
        self.visit = visit
        self.role = role


@dataclass(frozen=True, slots=True)
class Visit:
    """A signed-in officer on a page. `form_token` must come back with each form.

    `given` are the pages whose draft was given back to them in this visit.
    """

    account: Account
    token: str
    form_token: str
    given: list[str] = field(default_factory=list)


class Behind(Protocol):
    """What the door asks of the console behind it."""

    def find(self, token: str) -> SignedIn | None:
        """The session of a token; None where it has ended."""

    def keep_draft(self, token: str, kept: Kept) -> bool:
        """Keep what was typed after the session's end. Gives whether it was."""

    def drop_draft(self, visit: Visit, page: str, to: str) -> None:
        """Forget the draft of a page: it has been sent now."""


class Door:
    """Lets officers in.

    A form that comes after its session has ended is kept as a draft of the page on which it was filled in, and after
    the sign-in its officer is back on that page. Which page that is, the form's field `page` says, or else the browser
    (the Referer, which our own policy has it send), or else it is the form's own address. A page gives the words back
    by `Console.draft(visit, path)`, with its own path; the layout then says so by itself. Where no page asks for them,
    the layout leads to /console/kept. They go when the form is sent again, or after two weeks.
    """

    def __init__(self, site: Site, behind: Behind) -> None:
        self._site = site
        self._behind = behind

    def needs(self, role: Role) -> Callable[[Request], Awaitable[None]]:
        """A dependency that lets in an officer who may do what `role` may; `visit_of` gives their visit.

        Raises SignInNeededError, RoleNeededError for a lesser role, or HTTPException: 403 for a form that is not from
        our own page, 400 for a host that is not ours.
        """

        async def check(request: Request) -> None:
            self.check_host(request)
            token = request.cookies.get(COOKIE, "")
            found = await run_in_threadpool(self._behind.find, token) if token else None
            form = {} if request.method in _READING else _fields(await request.form())
            if found is None:
                kept = await self._save_for_later(request, token, form)
                raise SignInNeededError(_back(request, form), ended=bool(token), kept=kept)
            made = self.form_token(found.token)
            visit = request.state.visit = Visit(found.account, found.token, made)
            if request.method not in _READING and not _same(made, form):
                raise HTTPException(403)
            if not found.account.may(role):
                raise RoleNeededError(visit, role)
            if request.method not in _READING:
                page = urlsplit(_page_of(request, form)).path
                await run_in_threadpool(self._behind.drop_draft, visit, page, request.url.path)

        return check

    def form_token(self, token: str) -> str:
        """What a form of this session carries, so that no other site can send one."""
        return hmac.new(self._site.secret, b"form:" + token.encode(), hashlib.sha256).hexdigest()

    def check_host(self, request: Request) -> None:
        """Refuse a request to any other host than the public address, where one is set: raises HTTPException 400."""
        ours = urlsplit(self._site.public_url).netloc.lower()
        if ours and request.headers.get("host", "").lower() != ours:
            raise HTTPException(400)

    async def _save_for_later(self, request: Request, token: str, form: dict[str, list[str]]) -> bool:
        typed = {name: values for name, values in form.items() if any(values) and not _is_unkept(name)}
        # The form's own token proves that the page it was typed on was ours, and this officer's.
        if not (token and typed and _same(self.form_token(token), form)):
            return False
        kept = Kept(urlsplit(_page_of(request, form)).path, request.url.path, typed)
        return await run_in_threadpool(self._behind.keep_draft, token, kept)


def visit_of(request: Request) -> Visit:
    """The visit that the door let in. Raises AttributeError on a page with no door."""
    visit: Visit = request.state.visit
    return visit


def is_inside(address: str) -> bool:
    """Whether an address leads to a page of the console, and nowhere else."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    inside = parts.path == HOME or parts.path.startswith(f"{HOME}/")
    # Browsers drop tabs and line ends from an address, and read a backslash as a slash.
    plain = address.isprintable() and "\\" not in address and ".." not in parts.path
    return inside and plain and not parts.scheme and not parts.netloc


def _same(made: str, form: dict[str, list[str]]) -> bool:
    return hmac.compare_digest(made.encode(), "".join(form.get(FORM_TOKEN, [])).encode("utf-8", "replace"))


def _is_unkept(name: str) -> bool:
    return name in {FORM_TOKEN, PAGE} or "password" in name


def _fields(form: FormData) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in form.multi_items():
        if not isinstance(value, UploadFile):
            found.setdefault(name, []).append(value)
    return found


def _back(request: Request, form: dict[str, list[str]]) -> str:
    if request.method not in _READING:
        return _page_of(request, form)
    return f"{request.url.path}?{request.url.query}" if request.url.query else request.url.path


def _page_of(request: Request, form: dict[str, list[str]]) -> str:
    """On which page a form was filled in: see `Door`."""
    for page in (*form.get(PAGE, []), _referring(request)):
        if is_inside(page):
            return page
    return request.url.path


def _referring(request: Request) -> str:
    try:
        parts = urlsplit(request.headers.get("referer", ""))
    except ValueError:
        return ""
    if parts.netloc != request.headers.get("host"):
        return ""
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
