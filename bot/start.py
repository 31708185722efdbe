"""The way in. Imports and the content make a great many objects, all of which stay, so no garbage is looked for yet."""

from __future__ import annotations

import gc


def main() -> None:
    """Run a command. `bot.wiring` turns the collector on again when everything is built."""
    gc.disable()
    from bot.cli import main as command_line

    command_line()
