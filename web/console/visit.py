"""Who is looking at a page of the console, and what stands before it: sign-in, role, the form's own token, the host."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request

from storage.officers import Account, SignedIn
from storage.roles import Role
from web.site import Site

HOME = "/console"
SIGN_IN = f"{HOME}/sign-in"
COOKIE, DEVICE = "signpost_officer", "signpost_device"
"""The cookies of a session, and of a browser that has been signed in with before."""
FORM_TOKEN = "form_token"  # noqa: S105  (the name of a field)
_READING = frozenset({"GET", "HEAD"})


class SignInNeededError(Exception):
    """Somebody who is not signed in asked for a page of the console. `back` is where to go after it."""

    def __init__(self, back: str) -> None:
        super().__init__()
        self.back = back


@dataclass(frozen=True, slots=True)
class Visit:
    """A signed-in officer on a page. `form_token` must come back with each form."""

    account: Account
    token: str
    form_token: str


class Door:
    """Lets officers in. `find` gives the session of a token; `keep_draft` takes what was typed after its end."""

    def __init__(
        self,
        site: Site,
        find: Callable[[str], SignedIn | None],
        keep_draft: Callable[[str, str, dict[str, list[str]]], None],
    ) -> None:
        self._site = site
        self._find = find
        self._keep_draft = keep_draft

    def needs(self, role: Role) -> Callable[[Request], Awaitable[None]]:
        """A dependency that lets in an officer who may do what `role` may; `visit_of` gives their visit.

        Raises SignInNeededError, or HTTPException 403 for a lesser role and for a form that is not from our own page.
        """

        async def check(request: Request) -> None:
            self._check_host(request)
            token = request.cookies.get(COOKIE, "")
            found = await run_in_threadpool(self._find, token) if token else None
            form = {} if request.method in _READING else _fields(await request.form())
            if found is None:
                await self._save_for_later(request, token, form)
                raise SignInNeededError(_back(request))
            made = self.form_token(found.token)
            if request.method not in _READING and not hmac.compare_digest(made, "".join(form.get(FORM_TOKEN, []))):
                raise HTTPException(403)
            if not found.account.may(role):
                raise HTTPException(403)
            request.state.visit = Visit(found.account, found.token, made)

        return check

    def form_token(self, token: str) -> str:
        """What a form of this session carries, so that no other site can send one."""
        return hmac.new(self._site.secret, b"form:" + token.encode(), hashlib.sha256).hexdigest()

    async def _save_for_later(self, request: Request, token: str, form: dict[str, list[str]]) -> None:
        typed = {name: values for name, values in form.items() if name != FORM_TOKEN}
        # The form's own token proves that the page it was typed on was ours, and this officer's.
        proof = "".join(form.get(FORM_TOKEN, []))
        if token and typed and hmac.compare_digest(self.form_token(token), proof):
            await run_in_threadpool(self._keep_draft, token, request.url.path, typed)

    def _check_host(self, request: Request) -> None:
        ours = urlsplit(self._site.public_url).netloc
        if ours and request.headers.get("host") != ours:
            raise HTTPException(400)


def visit_of(request: Request) -> Visit:
    """The visit that the door let in. Raises AttributeError on a page with no door."""
    visit: Visit = request.state.visit
    return visit


def _fields(form: FormData) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in form.multi_items():
        if not isinstance(value, UploadFile):
            found.setdefault(name, []).append(value)
    return found


def _back(request: Request) -> str:
    query = f"?{request.url.query}" if request.url.query and request.method in _READING else ""
    return quote(f"{request.url.path}{query}", safe="/?=&%")


def is_inside(address: str) -> bool:
    """Whether an address leads to a page of the console, and nowhere else."""
    parts = urlsplit(address)
    inside = parts.path == HOME or parts.path.startswith(f"{HOME}/")
    return inside and not parts.scheme and not parts.netloc and "\\" not in address and ".." not in parts.path
