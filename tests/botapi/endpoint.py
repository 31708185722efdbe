"""The HTTP side of the pretend Telegram: from a request to the method it names, with the faults a test planned."""

from __future__ import annotations

import asyncio
import re
import traceback

from .calls import Call
from .delivery import Delivery
from .errors import ApiError
from .faults import Drop, Failure, FaultPlan
from .messages import MESSAGE_METHODS
from .parameters import Parameters, read_parameters
from .queries import QUERY_METHODS
from .wire import Request, Response
from .world import World

_PATH = re.compile(r"/bot(?P<token>\d+:[A-Za-z0-9_-]+)/(?P<method>\w+)")
_METHODS = {name.lower(): method for name, method in {**MESSAGE_METHODS, **QUERY_METHODS}.items()}


class Endpoint:
    """Answers requests and keeps a record: `calls` in the order they were answered, `crashes` of our own code."""

    def __init__(self, token: str, world: World, delivery: Delivery, plan: FaultPlan) -> None:
        self.calls: list[Call] = []
        self.crashes: list[str] = []
        self._token = token
        self._world = world
        self._plan = plan
        self._deliver = {name.lower(): method for name, method in delivery.methods.items()}

    async def answer(self, request: Request) -> Response | None:
        """Answer one request; None cuts the connection."""
        if request.path.lower().endswith("/getupdates"):
            call = await self._recorded(request)
        else:
            # A bot that hangs up before it has its answer has still sent its message.
            call = await asyncio.shield(self._recorded(request))
        return call.response()

    async def _recorded(self, request: Request) -> Call:
        call = await self._judged(request)
        self.calls.append(call)
        return call

    async def _judged(self, request: Request) -> Call:
        path = _PATH.fullmatch(request.path)
        if path is None:
            return Call(request.path, {}).failed(ApiError(404, "Not Found"))
        try:
            params = await read_parameters(request.headers.get("content-type", ""), request.query, request.body)
        except ApiError as error:
            return Call(path["method"], {}).failed(error)
        call = Call(path["method"], params.plain())
        if path["token"] != self._token:
            return call.failed(ApiError(401, "Unauthorized"))
        return await self._counted(call, params)

    async def _counted(self, call: Call, params: Parameters) -> Call:
        """A request for updates waits by design, so it does not count as work under way."""
        if call.method.lower() == "getupdates":
            return await self._with_faults(call, params)
        self._count(1)
        try:
            return await self._with_faults(call, params)
        finally:
            self._count(-1)

    async def _with_faults(self, call: Call, params: Parameters) -> Call:
        if seconds := self._plan.delay_of(call.method):
            await asyncio.sleep(seconds)
        fault = self._plan.take(call.method)
        if isinstance(fault, Failure):
            return call.failed(fault.error, planned=True)
        if fault == Drop(after=False):
            return call.cut()
        done = await self._done(call, params)
        return done.cut() if fault else done

    async def _done(self, call: Call, params: Parameters) -> Call:
        try:
            return call.answered(await self._result(call.method.lower(), params))
        except ApiError as error:
            return call.failed(error)
        except Exception:
            self.crashes.append(traceback.format_exc())
            return call.failed(ApiError(500, "Internal Server Error"), planned=True)

    async def _result(self, method: str, params: Parameters) -> object:
        if method in self._deliver:
            return await self._deliver[method](params)
        if method not in _METHODS:
            raise ApiError(404, "Not Found: method not found")
        with self._world.changed:
            return _METHODS[method](self._world, params)

    def _count(self, step: int) -> None:
        with self._world.changed:
            self._world.open_calls += step
            self._world.note()
