"""The page itself: one file that needs no network and no script."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from pathlib import Path
from urllib.parse import quote

from markupsafe import Markup

from handlers.desk import Desk
from handlers.files import make_file
from handlers.making import Making
from handlers.state import FlowState
from handlers.turn import File
from handlers.young_messages import MY_PAGE
from knowledge.dates import say_date
from knowledge.flow.engine import SEEN
from web.preview.entries import Part, entry_parts, short_texts, text_screens
from web.preview.screens import FlowScreens, Screen, flow_screens
from web.render import TEMPLATES, picture_file, templates
from web.statics import FOLDER, Statics

_NOT_ON_A_PHONE = re.compile(r"^@media (?:\(min-width: [^)]+\)|print) \{\n(?:.*\n)*?\}\n", re.M)
"""The blocks of the chat's stylesheet for wide screens and for paper: a frame is as narrow as a phone on any."""
_NO_PICTURE = "data:image/svg+xml," + quote("<svg xmlns='http://www.w3.org/2000/svg'/>")


@dataclass(frozen=True, slots=True)
class Preview:
    """All that goes on the page."""

    area: str
    day: str
    credits: str
    flows: tuple[FlowScreens, ...]
    parts: tuple[Part, ...]
    texts: tuple[Screen, ...]
    phrases: tuple[tuple[str, str], ...]
    picture_styles: str
    file_address: Callable[[File], str]

    @property
    def count(self) -> int:
        """How many screens and entries there are to draw."""
        screens = sum(len(flow.screens) for flow in self.flows)
        return screens + sum(part.count for part in self.parts) + len(self.texts)

    def draw(self, advance: Callable[[], object]) -> Iterator[str]:
        """The page, piece by piece. `advance` is called after each screen and each entry."""

        def watched(screens: Iterable[Screen]) -> Iterator[Screen]:
            for screen in screens:
                yield screen
                advance()

        style = Markup(f"\n{_phone_styles()}{self.picture_styles}")  # noqa: S704  (our own files)
        env = templates(_InPage())
        env.globals["file_address"] = self.file_address
        page = env.get_template("preview.html")
        yield from page.generate(page=self, watched=watched, style=style, style_hash=_hash(style))


def preview(desk: Desk, folder: Path, today: date) -> Preview:
    """What the content in `folder`, read into `desk`, looks like on `today`."""
    knowledge = desk.knowledge
    return Preview(
        area=knowledge.area.name,
        day=say_date(today),
        credits=knowledge.texts.credits,
        flows=tuple(flow_screens(flow, desk, folder, today) for flow in knowledge.flows.values()),
        parts=entry_parts(desk, folder, today),
        texts=text_screens(desk, folder),
        phrases=tuple(short_texts(knowledge.texts)),
        picture_styles="".join(_picture_styles(symbol.sign for symbol in knowledge.easy.symbols.values())),
        file_address=cache(partial(_file_in_page, desk, today)),
    )


class _InPage(Statics):
    """Pictures that stand in the page itself. Each stands there once, as a style: most are drawn a hundred times."""

    def address(self, name: str) -> str:
        return f"{_NO_PICTURE}#{Path(name).stem}"


def _picture_styles(signs: Iterable[str]) -> Iterator[str]:
    """A style for each picture, which fills the empty image whose address ends in its name."""
    statics = Statics()
    for name in sorted({picture_file(sign) for sign in signs}):
        if statics.has(name):
            drawing = base64.b64encode((FOLDER / name).read_bytes()).decode()
            yield (
                f'.sp-picture__image[src$="#{Path(name).stem}"]'
                f'{{background:url("data:image/svg+xml;base64,{drawing}") center/contain no-repeat}}\n'
            )


def _file_in_page(desk: Desk, today: date, file: File) -> str:
    """The file that a message offers, as an address that holds all of it."""
    made = base64.b64encode(make_file(file.make, Making(desk, today, _empty_page(desk)))).decode()
    return f"data:{file.media_type.replace(' ', '')};base64,{made}"


def _empty_page(desk: Desk) -> FlowState | None:
    """Where someone stands who has left out every part of their own page: here, nobody has said anything."""
    flow = desk.engine.flow(MY_PAGE)
    return FlowState(flow.id, desk.engine.without_the_rest(flow, {flow.start: SEEN})) if flow else None


def _phone_styles() -> str:
    chat = _NOT_ON_A_PHONE.sub("", (FOLDER / "signpost.css").read_text(encoding="utf-8"))
    return chat + (TEMPLATES / "preview.css").read_text(encoding="utf-8")


def _hash(style: str) -> str:
    return base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
