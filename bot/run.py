"""Running the web chat and Telegram side by side until someone stops them."""

from __future__ import annotations

import asyncio
import logging
import signal
import socket
from contextlib import suppress

import uvicorn
from fastapi import FastAPI
from rich.console import Console

from bot.settings import Settings, SettingsError
from bot.telegram import TelegramEdge, TelegramRefused, webhook_route
from bot.wiring import Parts, site, telegram_wording
from web.app import create_app

WEBHOOK_PATH = "/telegram/webhook"
PRUNE_SECONDS = 3600.0
_log = logging.getLogger(__name__)


async def run(
    settings: Settings, parts: Parts, say: Console, *, host: str, port: int, web: bool, telegram: bool
) -> int:
    """Run until a signal stops it. Gives the exit code: 1 where nothing could be run."""
    edge = _edge(settings, parts) if telegram and settings.token else None
    if not web and edge is None:
        say.print("There is nothing to run: the web chat is off and SIGNPOST_TELEGRAM_TOKEN is not set.")
        return 1
    taken = open_port(host, port) if web else None
    stop = asyncio.Event()
    pruning = asyncio.create_task(_prune_each_hour(parts))
    try:
        async with asyncio.TaskGroup() as tasks:
            if edge is not None:
                tasks.create_task(_run_telegram(edge, settings, say, stop, alone=not web))
            if taken is not None:
                tasks.create_task(_run_web(_app(settings, parts, edge), taken, stop))
                shown = "127.0.0.1" if host in {"0.0.0.0", "::"} else host  # noqa: S104  (told to open, not bound)
                say.print(f"The web chat is running. Open http://{shown}:{port} in your browser.")
            else:
                _stop_on_signals(stop)
            say.print(_what_runs(settings, edge is not None))
    finally:
        pruning.cancel()
        with suppress(asyncio.CancelledError):
            await pruning
    return 0


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


def _app(settings: Settings, parts: Parts, edge: TelegramEdge | None) -> FastAPI:
    app = create_app(parts.assistant, site=site(settings, parts))
    if edge is not None and settings.webhook_url:
        app.add_route(WEBHOOK_PATH, webhook_route(edge, _webhook_secret(settings)), methods=["POST"])
    return app


async def _run_web(app: FastAPI, taken: socket.socket, stop: asyncio.Event) -> None:
    # The access log would write down addresses with what is in them.
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False, server_header=False))
    try:
        await server.serve(sockets=[taken])
    finally:
        stop.set()


async def _run_telegram(
    edge: TelegramEdge, settings: Settings, say: Console, stop: asyncio.Event, *, alone: bool
) -> None:
    try:
        if settings.webhook_url:
            await edge.run_webhook(stop, settings.webhook_url, _webhook_secret(settings))
        else:
            await edge.run_polling(stop)
    except TelegramRefused as refused:
        say.print(str(refused))
        if alone:
            raise SettingsError("Nothing is left to run.") from refused
        say.print("The web chat goes on without Telegram.")


def _what_runs(settings: Settings, telegram: bool) -> str:
    if not telegram:
        return "Telegram is off: set SIGNPOST_TELEGRAM_TOKEN to turn it on. Press Ctrl+C to stop."
    way = "by webhook" if settings.webhook_url else "by polling"
    return f"Telegram is on ({way}). Press Ctrl+C to stop."


def _edge(settings: Settings, parts: Parts) -> TelegramEdge:
    assert settings.token is not None
    wording = telegram_wording(parts.desk.knowledge, parts.desk.run_by)
    return TelegramEdge(settings.token, settings.telegram_api, parts.assistant, parts.secret, wording)


def _webhook_secret(settings: Settings) -> str:
    if settings.webhook_secret is None or not settings.webhook_secret.get_secret_value():
        raise SettingsError("The webhook needs a secret: set SIGNPOST_WEBHOOK_SECRET to a long random word.")
    return settings.webhook_secret.get_secret_value()


def _stop_on_signals(stop: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stop.set)


async def _prune_each_hour(parts: Parts) -> None:
    while True:
        try:
            await asyncio.to_thread(parts.assistant.prune)
        except Exception as error:
            _log.warning("Old records could not be deleted (%s). Trying again in an hour.", type(error).__name__)
        await asyncio.sleep(PRUNE_SECONDS)
