"""A person with a browser that runs no script: forms are posted, and the page that comes back is read."""

from __future__ import annotations

from html.parser import HTMLParser

from journeys.house import SECRET, House
from journeys.player import Screen, screen
from starlette.testclient import TestClient

from web.app import create_app
from web.site import Site

_NOT_SHOWN = {"template", "script", "style"}
_INLINE = {"span", "a", "svg", "path", "wbr", "b", "i"}
_ASIDES = {"sp-choice__ticked", "sp-who", "sp-reach__note"}
"""Words for the ear or the eye alone, which belong to no label."""
_EMPTY = {"input", "br", "wbr", "link", "meta", "path", "img"}


class Page(HTMLParser):
    """Reads the main part of a page: its words, its buttons, and the token that its forms carry."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words = ""
        self.buttons: list[tuple[str, str]] = []
        self.turn = ""
        self._open: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        self._part(tag)
        if tag not in _EMPTY:
            self._open.append((tag, known))
        if tag == "input" and known.get("name") == "turn":
            self.turn = known["value"] or ""
        if tag == "button" and known.get("name") == "choice":
            self.buttons.append((known["value"] or "", ""))

    def handle_endtag(self, tag: str) -> None:
        self._part(tag)
        if tag not in _EMPTY:
            while self._open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        tags = [tag for tag, _ in self._open]
        asides = _ASIDES & {str(attrs.get("class")) for _, attrs in self._open}
        if "main" not in tags or _NOT_SHOWN & set(tags):
            return
        if any(tag == "button" and attrs.get("name") == "choice" for tag, attrs in self._open):
            value, label = self.buttons[-1]
            self.buttons[-1] = (value, label if asides else (label + data).strip())
        elif "sp-who" not in asides:
            self.words += data

    def _part(self, tag: str) -> None:
        if tag not in _INLINE:
            self.words += "\n"


class WebPlayer:
    """Plays on the real site. What cannot be done on a page (a photo, an edit) is left out."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._client = self._opened()
        self._page: Page | None = None
        self._posted: dict[str, str] = {}

    def start(self, payload: str) -> Screen:
        if self._page is not None and not payload:
            return self.say("/start")
        self._posted = {}
        return self._show(self._client.get("/", params={"start": payload} if payload else {}).text)

    def say(self, text: str) -> Screen:
        return self._post(text=text)

    def tap(self, label: str) -> Screen:
        assert self._page, "no page is open yet"
        found = [value for value, shown in self._page.buttons if shown == label]
        assert found, f"No button {label!r}. There are {self._page.buttons} on\n{self._page.words}"
        return self._post(choice=found[-1])

    def press(self, value: str) -> Screen:
        return self._post(choice=value)

    def send(self, kind: str) -> None:
        return None

    def edit(self, text: str) -> None:
        return None

    def restart(self) -> Screen:
        self._house.rebuilt()
        cookies = self._client.cookies
        self.close()
        self._client = self._opened()
        self._client.cookies = cookies
        return self._show(self._client.get("/").text)

    def repeat(self) -> Screen:
        """Send the same form again, or open the page again where none was sent."""
        assert self._page
        before = self._page.words
        again = self._client.post("/chat", data=self._posted) if self._posted else self._client.get("/")
        shown = self._show(again.text)
        assert self._page.words == before
        return shown

    def close(self) -> None:
        self._client.__exit__()

    def _opened(self) -> TestClient:
        site = Site(area="Anyshire", run_by="nobody", secret=SECRET, secure_cookies=False)
        # Entered, it keeps one event loop for all pages, where it would make one for each.
        return TestClient(create_app(self._house.assistant, site=site)).__enter__()

    def _post(self, **said: str) -> Screen:
        if self._page is None:
            self.start("")
        assert self._page
        self._posted = {"turn": self._page.turn, **said}
        return self._show(self._client.post("/chat", data=self._posted).text)

    def _show(self, html: str) -> Screen:
        self._page = Page(html)
        return screen(self._page.words, tuple(label for _, label in self._page.buttons))
