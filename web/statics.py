"""The stylesheets, script and pictures, under addresses that change when their content does."""

from __future__ import annotations

import hashlib
from pathlib import Path

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

FOLDER = Path(__file__).parent / "static"
_A_YEAR = "public, max-age=31536000, immutable"


class Statics(StaticFiles):
    """Serves `web/static`. An address with the right digest is kept for a year, any other is asked for again."""

    def __init__(self) -> None:
        super().__init__(directory=FOLDER)
        self._digests = {
            path.relative_to(FOLDER).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()[:16]
            for path in FOLDER.rglob("*")
            if path.is_file()
        }

    def has(self, name: str) -> bool:
        """Whether there is a file `name`."""
        return name in self._digests

    def address(self, name: str) -> str:
        """The address of the file `name`, as a page links to it. Raises KeyError when there is no such file."""
        return f"/static/{name}?v={self._digests[name]}"

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, with how long a browser may keep it."""
        response = await super().get_response(path, scope)
        digest = self._digests.get(Path(path).as_posix())
        current = scope["query_string"] == f"v={digest}".encode()
        response.headers["Cache-Control"] = _A_YEAR if current else "no-cache"
        return response
