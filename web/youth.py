"""The address on the young people's posters, short enough to type."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import RedirectResponse

PATH = "/youth"


def router() -> APIRouter:
    """Leads from `/youth` to the chat's own door for young people."""
    found = APIRouter(include_in_schema=False)
    found.add_api_route(PATH, _to_the_door, methods=["GET"])
    return found


def _to_the_door() -> RedirectResponse:
    return RedirectResponse("/?start=youth", 303)
