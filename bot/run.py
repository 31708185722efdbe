"""Running the web chat and Telegram side by side until someone stops them."""

from __future__ import annotations

import asyncio
import signal
import socket
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any

import uvicorn
from fastapi import APIRouter, FastAPI
from rich.console import Console as Screen

from bot.digest import mailbox
from bot.live_content import keep_fresh
from bot.settings import Settings, SettingsError
from bot.upkeep import JOBS, keep_doing
from bot.wiring import Parts, site
from handlers.regulation_56 import Reports
from web.app import create_app
from web.console.operator import Operator
from web.console.pages import add_console
from web.console.shell import Console
from web.figures_api import add_figures_api
from web.open_referral import add_open_referral
from web.public import PublicPages
from web.regulation_56 import ReportPages
from web.render import Pages


async def run(settings: Settings, parts: Parts, say: Screen, taken: socket.socket | None, *, telegram: bool) -> None:
    """Run until a signal stops it: the web chat on the port `taken`, where there is one. Raises SettingsError."""
    tasks: list[Callable[[asyncio.Event], Coroutine[Any, Any, None]]] = [
        *(partial(keep_doing, job, parts) for job in JOBS),
        partial(keep_fresh, parts.live, say, watch=settings.watch_content),
    ]
    app = web_site(settings, parts) if taken else None
    # A setting of the digest that cannot be used is told at the start, and not at eight in the morning.
    mailbox(settings)
    with_telegram = telegram and settings.token is not None
    if with_telegram:
        # Imported here because it takes a quarter of a second, and a first try has no token.
        from bot import run_telegram

        tasks.extend(run_telegram.prepare(settings, parts, say, app))
    if app is not None and taken is not None:
        tasks.append(partial(_serve, app, taken))
        say.print(f"The web chat is running. Open {_address(taken)} in your browser.")
    say.print(_what_runs(settings, with_telegram))
    await _run_all(tasks, catch_signals=app is None)


def web_site(settings: Settings, parts: Parts) -> FastAPI:
    """The whole site: chat, public pages, feed and console. Raises SettingsError."""

    def public(pages: Pages) -> APIRouter:
        return PublicPages(parts.published, parts.live.desk, pages).router()

    app = create_app(parts.assistant, site=site(settings, parts), public=public)
    reports = Reports(parts.engine, parts.sealer, parts.live.desk, settings.report_year_starts)
    app.include_router(ReportPages(reports, site(settings, parts)).router())
    add_open_referral(app, parts.live.desk, settings.public_url or "")
    add_figures_api(app, parts.engine, parts.live.desk)
    operator = Operator(
        parts.live.folder, settings.live_changes, parts.live.reload, settings.sign_on(), settings.report_year_starts
    )
    add_console(app, Console(parts.engine, parts.sealer, parts.live.desk, site(settings, parts), operator))
    return app


async def _run_all(tasks: list[Callable[[asyncio.Event], Coroutine[Any, Any, None]]], *, catch_signals: bool) -> None:
    stop = asyncio.Event()
    if catch_signals:
        loop = asyncio.get_running_loop()
        for name in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(name, stop.set)
    async with asyncio.TaskGroup() as group:
        for task in tasks:
            group.create_task(task(stop))


def open_port(host: str, port: int) -> socket.socket:
    """Take the port. Raises SettingsError with a remedy where it is in use."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    taken = socket.socket(family, socket.SOCK_STREAM)
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind((host, port))
    except OSError as error:
        taken.close()
        raise SettingsError(
            f"Port {port} on {host} cannot be used ({error.strerror}). "
            f"Stop what is using it, or choose another: signpost run --port {port + 1}"
        ) from error
    return taken


def _address(taken: socket.socket) -> str:
    host, port = taken.getsockname()[:2]
    shown = {"0.0.0.0": "127.0.0.1", "::": "127.0.0.1"}.get(host, host)  # noqa: S104  (told to open, not bound)
    return f"http://[{shown}]:{port}" if ":" in shown else f"http://{shown}:{port}"


async def _serve(app: FastAPI, taken: socket.socket, stop: asyncio.Event) -> None:
    # The access log would write down addresses with what is in them.
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False, server_header=False))
    try:
        await server.serve(sockets=[taken])
    finally:
        stop.set()


def _what_runs(settings: Settings, telegram: bool) -> str:
    if not telegram:
        return "Telegram is off: set SIGNPOST_TELEGRAM_TOKEN to turn it on. Press Ctrl+C to stop."
    way = "by webhook" if settings.webhook_url else "by polling"
    return f"Telegram is on ({way}). Press Ctrl+C to stop."
