"""The assistant in a terminal: for a quick try, and for writers of content."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from tempfile import mkdtemp

from rich.console import Console
from rich.markup import escape
from rich.panel import Panel

from handlers.assistant import Assistant
from handlers.marks import Block, blocks
from handlers.turn import Choice, File, Incoming, Message, Reply

STYLES = {"help": "bold red", "card": "cyan", "question": "green", "notice": "yellow", "text": "white"}


def chat(assistant: Assistant, console: Console, read: Callable[[], str]) -> None:
    """Talk until the person types "quit" or closes the input. A number picks the choice with that number."""
    key = secrets.token_hex(16)
    folder = Path(mkdtemp(prefix="signpost-"))
    save = partial(_saved, assistant, key, folder)
    choices = _show(assistant.respond(_incoming(key, start="")), save, console)
    for typed in iter_lines(read):
        number = int(typed) if typed.isdecimal() else 0
        picked = choices[number - 1].value if 0 < number <= len(choices) else None
        reply = assistant.respond(_incoming(key, choice=picked) if picked else _incoming(key, text=typed))
        choices = _show(reply, save, console)
    assistant.gone(key)
    console.print("Goodbye. This chat is deleted.")


def iter_lines(read: Callable[[], str]) -> Iterator[str]:
    """What is typed, line by line, until "quit" or the end of the input."""
    while True:
        try:
            typed = read()
        except (EOFError, KeyboardInterrupt):
            return
        if typed.strip().lower() in {"quit", "exit"}:
            return
        yield typed


def _incoming(key: str, **what: str) -> Incoming:
    return Incoming("terminal", key, secrets.token_hex(8), datetime.now(UTC), **what)


def _saved(assistant: Assistant, key: str, folder: Path, file: File) -> Path:
    path = folder / file.name
    path.write_bytes(assistant.file(file.make, key))
    return path


def _show(reply: Reply, save: Callable[[File], Path], console: Console) -> list[Choice]:
    choices: list[Choice] = []
    for message in reply.messages:
        first = len(choices) + 1
        choices.extend(message.choices)
        console.print(Panel(_words(message, first), border_style=STYLES[message.kind], width=min(console.width, 88)))
        for file in (*filter(None, [message.picture]), *message.files):
            console.print(f"{escape(file.label)}: {escape(str(save(file)))}", soft_wrap=True)
    return choices


def _words(message: Message, first: int) -> str:
    parts = ["\n".join(_lines(block)) for block in blocks(message.text)]
    if message.links:
        parts.append("\n".join(f"{escape(link.label)}: {escape(link.url)}" for link in message.links))
    if message.choices:
        parts.append("\n".join(_choice(number, choice) for number, choice in enumerate(message.choices, start=first)))
    return "\n\n".join(parts)


def _choice(number: int, choice: Choice) -> str:
    ticked = " (chosen)" if choice.chosen else ""
    return f"[bold]{number}[/bold]  {escape(choice.label)}{ticked}"


def _lines(block: Block) -> list[str]:
    lines = [escape(line) for line in block.lines]
    match block.shape:
        case "heading":
            return [f"[bold]{line}[/bold]" for line in lines]
        case "bullets":
            return [f"  • {line}" for line in lines]
        case "steps":
            return [f"  {number}. {line}" for number, line in enumerate(lines, start=1)]
        case _:
            return lines
