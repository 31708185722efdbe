"""A python-telegram-bot application on a loop and in a thread of its own, so that a test may simply wait."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from telegram.ext import Application

from .loop_thread import LoopThread

AnyApplication = Application[Any, Any, Any, Any, Any, Any]


@contextmanager
def polling(application: AnyApplication) -> Iterator[AnyApplication]:
    """Run `application`, asking for updates, until the block ends."""
    thread = LoopThread("application")
    thread.start()
    try:
        thread.call(_start(application))
        yield application
    finally:
        thread.call(_stop(application))
        thread.stop()


async def _start(application: AnyApplication) -> None:
    """What `Application.run_polling` does, less the signals, which only a main thread may handle."""
    await application.initialize()
    if application.post_init:
        await application.post_init(application)
    assert application.updater, "the application was built without an updater"
    await application.updater.start_polling(poll_interval=0)
    await application.start()


async def _stop(application: AnyApplication) -> None:
    assert application.updater
    if application.updater.running:
        await application.updater.stop()
    if application.running:
        await application.stop()
        if application.post_stop:
            await application.post_stop(application)
    await application.shutdown()
    if application.post_shutdown:
        await application.post_shutdown(application)
