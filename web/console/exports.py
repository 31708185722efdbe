"""Tables to take away. Each one that is taken is noted: by whom and when, never what was in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Form
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from handlers.exports import COMMENTS, COUNTED, EXPORTS, Desks, Export, counted_comments, lines, note
from web.console.shell import Console
from web.console.visit import HOME, visit_of
from web.sheets import CSV, XLSX, csv_file, workbook

HERE = f"{HOME}/exports"
_UNKNOWN = "Choose one of the tables, and the form you want it in."


class Exports:
    """The list of tables, and the tables themselves."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def router(self) -> APIRouter:
        """Where each page lives."""
        router = APIRouter(include_in_schema=False, dependencies=[Depends(self._console.door.needs("moderator"))])
        router.add_api_route(HERE, self.show, methods=["GET"])
        router.add_api_route(HERE, self.take, methods=["POST"])
        return router

    def show(self, request: Request) -> Response:
        """What can be taken."""
        return self._page(request)

    def take(
        self, request: Request, table: Annotated[str, Form()] = "", form: Annotated[str, Form()] = "csv"
    ) -> Response:
        """A table as a file. It streams, so that the largest one needs no more memory than a small one."""
        export, console = EXPORTS.get(table), self._console
        if export is None or form not in {"csv", "xlsx"}:
            return self._page(request, trouble=_UNKNOWN)
        with console.work(visit_of(request)) as work:
            work.inbox.note("export", export.id, form)
        desks = Desks(console.reading, console.sealer, console.desk(), datetime.now(UTC).date())
        name = f"signpost-{export.id}-{desks.today}.{form}"
        return StreamingResponse(
            _file(export, form, desks),
            media_type=CSV if form == "csv" else XLSX,
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )

    def _page(self, request: Request, trouble: str = "") -> Response:
        status = 400 if trouble else 200
        return self._console.page("exports.html", visit_of(request), status, exports=EXPORTS.values(), trouble=trouble)


def _file(export: Export, form: str, desks: Desks) -> Iterator[bytes]:
    notes = note(export, desks)
    if form == "csv":
        return csv_file(" ".join(notes), export.header, lines(export, desks))
    if export is COMMENTS:
        # A workbook's sheet has not enough rows for all of them, one by one.
        return workbook(notes, (*export.header, COUNTED), counted_comments(desks))
    return workbook(notes, export.header, lines(export, desks))
