"""`signpost posters DIR`: a page to print for each topic, with codes that open it on the web and on Telegram."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot.settings import Settings, SettingsError, read_settings
from bot.wiring import open_content
from handlers.desk import Desk
from handlers.poster_ways import ways

say = Console(highlight=False, markup=False, soft_wrap=True)


def posters(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where to write them.")],
    telegram: Annotated[
        str | None, typer.Option(help="The bot's name on Telegram, such as NorfolkSignpostBot.")
    ] = None,
) -> None:
    """Draw posters to print, each with a QR code: a PDF and an SVG a topic."""
    settings = read_settings()
    for file in write_posters(folder, open_content(settings), settings, telegram):
        say.print(str(file))


def write_posters(folder: Path, desk: Desk, settings: Settings, telegram: str | None) -> Iterator[Path]:
    """Write the posters into `folder`, which is made. Gives each PDF. Raises SettingsError."""
    # Imported here because drawing takes large libraries, and other commands need none of them.
    import vl_convert

    from knowledge.poster_drawing import draw_poster

    if not settings.public_url:
        raise SettingsError("Set SIGNPOST_PUBLIC_URL to the web chat's address, so that the codes lead there.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for poster in desk.knowledge.posters:
            leads_to = tuple(ways(poster, settings.public_url, telegram or settings.telegram_name, desk))
            svg = draw_poster(poster, leads_to, desk.run_by)
            file = folder / f"poster-{poster.id}.pdf"
            file.with_suffix(".svg").write_text(svg, encoding="utf-8")
            file.write_bytes(vl_convert.svg_to_pdf(svg))
            yield file
    except OSError as error:
        raise SettingsError(f"{folder} cannot be written ({error.strerror}). Name another folder.") from error
