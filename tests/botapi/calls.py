"""What the bot asked of the server, and what it was told."""

from __future__ import annotations

from dataclasses import dataclass, replace

from .errors import ApiError
from .shapes import Json
from .wire import Response


@dataclass(frozen=True, slots=True)
class Call:
    """One request. `status` is None where no answer was sent; `planned` says that a test asked for its failure."""

    method: str
    params: Json
    status: int | None = None
    result: object = None
    error: ApiError | None = None
    planned: bool = False

    def answered(self, result: object) -> Call:
        """The same call, done."""
        return replace(self, status=200, result=result)

    def failed(self, error: ApiError, planned: bool = False) -> Call:
        """The same call, refused."""
        return replace(self, status=error.code, error=error, planned=planned)

    def cut(self) -> Call:
        """The same call, its answer never sent."""
        return replace(self, status=None, planned=True)

    @property
    def description(self) -> str:
        """Why it was refused, as the bot was told; "" where it was not."""
        return self.error.description if self.error else ""

    @property
    def refused(self) -> bool:
        """Whether the bot did something wrong. It cannot know beforehand that a person has blocked it."""
        blocked = self.status == 403
        return self.status is not None and self.status >= 400 and not self.planned and not blocked

    def response(self) -> Response | None:
        """What goes back over HTTP (Bot API "Making requests"); None where the connection is cut."""
        if self.status is None:
            return None
        if self.error is None:
            return Response(self.status, {"ok": True, "result": self.result})
        refusal: Json = {"ok": False, "error_code": self.error.code, "description": self.error.description}
        if self.error.retry_after:
            refusal["parameters"] = {"retry_after": self.error.retry_after}
        return Response(self.status, refusal)
