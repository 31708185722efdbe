"""A feed that is read from files: one file, or a folder of list pages and of single services."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from urllib.parse import urlsplit

from bot.feeds.errors import FeedError
from bot.feeds.fetch import MAX_IMPORT_BYTES, MAX_RECORD_BYTES, MB
from bot.feeds.json_stream import JsonList
from bot.feeds.reading import Told, feed_address
from knowledge.open_referral.envelope import NotAFeed, page_of, read_json, read_page, version_of
from knowledge.open_referral.intake import Item
from knowledge.open_referral.values import line

SERVICES = "services"
"""The folder, in a folder of files, that has a file for each service."""
_NOT_SERVICES = re.compile(r"(?:organi[sz]ation|taxonom|location|service_at|api_details|index|openapi)", re.I)


class FileFeed:
    """Reads a `.json` or `.ndjson` file, or a folder. `source` is the address that the files are known by."""

    def __init__(self, path: Path, source: str | None) -> None:
        self._path = path
        slug = re.sub(r"[^a-z0-9]+", "-", path.resolve().stem.lower()).strip("-") or "file"
        # A name that can never be a real site's (RFC 2606).
        self.source = _checked(source) if source else f"https://{slug[:60]}.invalid"
        self.told = Told()

    async def version(self) -> str:
        """The version in the folder's `index.json` or `api_details.json`, else what the records look like: unknown."""
        for name in ("index.json", "api_details.json"):
            path = self._path / name
            if path.is_file():
                try:
                    return version_of(read_json(path.read_bytes())) or "unknown"
                except (NotAFeed, OSError):
                    continue
        return "unknown"

    async def items(self) -> AsyncIterator[Item]:
        """Every record. Raises FeedError."""
        try:
            for item in self._folder() if self._path.is_dir() else self._file(self._path):
                yield item
        except OSError as error:
            raise FeedError(f"{self._path} cannot be read ({error.strerror}). Nothing was saved.") from error

    def _folder(self) -> Iterator[Item]:
        single = sorted((self._path / SERVICES).glob("*.json"))
        lists = [path for path in _files(self._path) if not _NOT_SERVICES.match(path.name)]
        if not single and not lists:
            raise FeedError(f"{self._path} has no .json or .ndjson files. Nothing was saved.")
        self._check_size([*single, *lists])
        known: set[str] = set()
        for path in single:
            item = self._service(path)
            known.add(line(item.data, "id"))
            yield item
        for path in lists:
            for item in self._records(path):
                # A list repeats in short what the folder of services has whole.
                if not (isinstance(item.data, dict) and line(item.data, "id") in known):
                    yield item

    def _file(self, path: Path) -> Iterator[Item]:
        if not path.exists():
            raise FeedError(f"There is no '{path}'. Give an https address, a file or a folder.")
        self._check_size([path])
        yield from self._records(path)

    def _check_size(self, paths: list[Path]) -> None:
        if sum(path.stat().st_size for path in paths) > MAX_IMPORT_BYTES:
            raise FeedError(f"{self._path} is over {MAX_IMPORT_BYTES // MB} MB. Nothing was saved.")

    def _records(self, path: Path) -> Iterator[Item]:
        try:
            yield from self._lines(path) if path.suffix == ".ndjson" else self._list(path)
        except NotAFeed as error:
            raise FeedError(f"{path} is {error}. Nothing was saved.") from error

    def _lines(self, path: Path) -> Iterator[Item]:
        count = 0
        with path.open("rb") as file:
            while text := file.readline(MAX_RECORD_BYTES + 1):
                if len(text) > MAX_RECORD_BYTES:
                    raise NotAFeed(f"a file with a line of over {MAX_RECORD_BYTES // MB} MB")
                count += 1
                if text.strip():
                    yield Item(f"{path.name}, line {count}", read_json(text))

    def _list(self, path: Path) -> Iterator[Item]:
        count = 0
        with path.open(encoding="utf-8-sig") as file:
            found = JsonList(file)
            for count, record in enumerate(found.records(), start=1):
                yield Item(f"{path.name}, item {count}", record)
        if found.is_list:
            self.told.count(page_of([], found.head), count)
            return
        for record in read_page(found.head).records:
            yield Item(path.name, record)

    def _service(self, path: Path) -> Item:
        at = f"{SERVICES}/{path.name}"
        try:
            if path.stat().st_size > MAX_RECORD_BYTES:
                return Item(at, {"id": path.stem}, trouble=f"its file is over {MAX_RECORD_BYTES // MB} MB")
            data = read_json(path.read_bytes())
        except NotAFeed as error:
            return Item(at, {"id": path.stem}, trouble=f"its file is {error}")
        return Item(at, data if isinstance(data, dict) else {"id": path.stem})


def _checked(source: str) -> str:
    parts = urlsplit(source)
    if parts.scheme != "https" or not parts.hostname or "@" in parts.netloc:
        raise FeedError(f"'{source}' is no address of a feed: it starts with https:// and has no password in it.")
    return feed_address(source)


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix in {".json", ".ndjson"} and path.is_file())
