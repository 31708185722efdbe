"""Keeps the bot token out of every log line, whoever writes it."""

from __future__ import annotations

import logging
from typing import Any

_LOUD = ("httpx", "httpcore", "telegram")
"""httpx logs each address, which holds the token; python-telegram-bot logs whole updates when asked for detail."""
_HIDDEN = "<token>"
_tokens: set[str] = set()
_plain_factory = logging.getLogRecordFactory()


def hide_token(token: str) -> None:
    """Raise the loud loggers to WARNING, and cut the token from every log record and exception text from now on."""
    for name in _LOUD:
        logging.getLogger(name).setLevel(logging.WARNING)
    _tokens.add(token)
    logging.setLogRecordFactory(_record)


def _record(*args: Any, **kwargs: Any) -> logging.LogRecord:
    record = _plain_factory(*args, **kwargs)
    if record.exc_info and not record.exc_text:
        record.exc_text = _cut(logging.Formatter().formatException(record.exc_info))
    said = _said(record)
    if said != _cut(said):
        record.msg, record.args = _cut(said), ()
    return record


def _said(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except (TypeError, ValueError):  # a fault in the caller's format string, which logging itself reports
        return ""


def _cut(text: str) -> str:
    for token in _tokens:
        text = text.replace(token, _HIDDEN)
    return text
