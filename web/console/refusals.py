"""What an officer sees of the console where something is not to be had: kind pages, in the console's own look."""

from __future__ import annotations

from collections.abc import Awaitable
from dataclasses import dataclass
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from storage.roles import Role
from web.console.shell import Console
from web.console.visit import HOME, SIGN_IN, RoleNeededError, SignInNeededError


@dataclass(frozen=True, slots=True)
class Refusal:
    """The words of a page that says why not."""

    title: str
    lines: tuple[str, ...]


_NOTHING = "Nothing was changed."
_REFUSALS = {
    400: Refusal("That did not come through", ("Something in that address or form was not right.", _NOTHING)),
    403: Refusal(
        "This form is out of date",
        (
            "It was opened before you signed in, or it came from another page. " + _NOTHING,
            "Go back, load the page again, and send it once more.",
        ),
    ),
    404: Refusal("There is no such page", ("The address may be old, or what was here may have been taken back.",)),
    413: Refusal("That is too long to send", ("Please send it in parts.", _NOTHING)),
}
_MAY: dict[Role, str] = {
    "viewer": "read what is here",
    "moderator": "decide about comments and answer them",
    "editor": "change content, rounds and reports",
    "admin": "look after people, keys and the off switch",
}


class Refusals:
    """Refuses in the console's own words."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def add_to(self, app: FastAPI) -> None:
        """Answer every refusal of a page of the console; the others stay as they are."""
        usual = dict(app.exception_handlers)

        async def refused(request: Request, error: Exception) -> Response:
            if hasattr(request.state, "visit"):
                return self._page(request, error)
            answer: Response | Awaitable[Response] = usual[type(error)](request, error)
            return answer if isinstance(answer, Response) else await answer

        async def sign_in_first(_request: Request, error: Exception) -> Response:
            assert isinstance(error, SignInNeededError)
            return RedirectResponse(f"{SIGN_IN}?{_asked(error)}", 303)

        async def not_this_role(_request: Request, error: Exception) -> Response:
            assert isinstance(error, RoleNeededError)
            return self._not_this_role(error)

        app.add_exception_handler(SignInNeededError, sign_in_first)
        app.add_exception_handler(RoleNeededError, not_this_role)
        app.add_exception_handler(HTTPException, refused)
        app.add_exception_handler(RequestValidationError, refused)
        app.include_router(self._nowhere())

    def _nowhere(self) -> APIRouter:
        """What no other page answers, so that strangers do not learn which pages there are."""
        router = APIRouter(include_in_schema=False, dependencies=[Depends(self._console.door.needs("viewer"))])
        router.add_api_route(f"{HOME}/{{rest:path}}", self._no_such_page, methods=["GET", "POST"])
        return router

    def _no_such_page(self) -> Response:
        raise HTTPException(404)

    def _page(self, request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 400
        refusal = _REFUSALS.get(status, _REFUSALS[400])
        return self._console.page("refused.html", request.state.visit, status, refusal=refusal)

    def _not_this_role(self, error: RoleNeededError) -> Response:
        with self._console.reading() as session:
            every = self._console.officers_in(session).all()
        admins = ", ".join(one.name for one in every if one.may("admin") and not one.disabled)
        has = f"Your role is {error.visit.account.role}."
        takes = f"To {_MAY[error.role]} takes the role {error.role}."
        refusal = Refusal(
            "Your role does not cover this",
            (f"{has} {takes} {_NOTHING}", f"To get it, ask an admin of this console: {admins}."),
        )
        return self._console.page("refused.html", error.visit, 403, refusal=refusal)


def _asked(error: SignInNeededError) -> str:
    why = {"why": "kept" if error.kept else "ended"} if error.ended else {}
    return urlencode({"back": error.back, **why}, safe="/")
