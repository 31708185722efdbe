"""How long an Open Referral import takes, and the most memory it holds: `python benchmarks/importing.py [SIZE ...]`.

Each import runs in a process of its own, with a made-up area's content and an empty SQLite database. "files" is a
folder of list pages with whole records; "server" is a feed on this machine that lists direct fields only, so that each
record is asked for on its own. Give 100000 as a size to see the growth further on: from the server, that many are over
the limit of a whole import.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "tests/knowledge")]

SIZES = (100, 1_000, 10_000)
PER_PAGE = 100
TODAY = date(2026, 11, 22)


def main() -> None:
    sizes = tuple(map(int, sys.argv[1:])) or SIZES
    print(f"{'services':>9} {'from':>7} {'seconds':>8} {'per second':>11} {'peak MB':>8} {'new':>7}")
    with tempfile.TemporaryDirectory() as place:
        content = _content(Path(place))
        for size in sizes:
            with _files(Path(place), size) as folder:
                _measure("files", size, str(folder), content)
            with _server(size) as address:
                _measure("server", size, address, content)


def _measure(kind: str, size: int, source: str, content: Path) -> None:
    with tempfile.TemporaryDirectory() as place:
        settings = {"SIGNPOST_CONTENT": str(content), "SIGNPOST_DATABASE_URL": f"sqlite:///{place}/signpost.db"}
        run = [sys.executable, __file__, "--import", source]
        done = subprocess.run(run, env=os.environ | settings, stdout=subprocess.PIPE, check=True, cwd=place)
    found = json.loads(done.stdout)
    if "refused" in found:
        print(f"{size:9,} {kind:>7} {found['refused']}", flush=True)
        return
    rate = size / found["seconds"]
    print(
        f"{size:9,} {kind:>7} {found['seconds']:8.1f} {rate:11,.0f} {found['peak_mb']:8.0f} {found['new']:7,}",
        flush=True,
    )


def import_once(source: str) -> None:
    """Import `source` in this process, and print what it took."""
    from bot.feeds import FeedError
    from bot.feeds.importing import Wanted, import_feed
    from bot.settings import Settings

    started = time.perf_counter()
    try:
        report = import_feed(Settings(), Wanted(source, allow_loopback=True), TODAY, lambda _read, _total: None)
    except FeedError as error:
        print(json.dumps({"refused": str(error)}))
        return
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "peak_mb": peak, "new": len(report.of("new"))}))


def serve_until_stopped(size: int) -> None:
    """Serve `size` services as version 3 does, on a free port that is printed."""
    from feed_server import Answer, serve
    from made_feed import direct_fields, page_v3, record_id, service_v3

    numbers = {record_id(number): number for number in range(size)}
    pages = -(-size // PER_PAGE)

    def respond(path: str, query: dict[str, str]) -> Answer:
        if path == "/":
            return Answer({"version": "HSDS-UK-3.0"})
        if path == "/services":
            page = int(query["page"])
            records = [direct_fields(n) for n in range((page - 1) * PER_PAGE, min(page * PER_PAGE, size))]
            return Answer(page_v3(records, page, pages, size))
        return Answer(service_v3(numbers[path.removeprefix("/services/")]))

    with serve(respond) as served:
        print(served.address, flush=True)
        sys.stdin.read()


def _content(place: Path) -> Path:
    from content_folder import cut_short, fenshire_in

    from knowledge.loader import load

    return fenshire_in(place / "fenshire", cut_short(load())).path


@contextmanager
def _files(place: Path, size: int) -> Iterator[Path]:
    from made_feed import page_v3, service_v3

    folder = place / f"feed-{size}"
    folder.mkdir()
    pages = -(-size // PER_PAGE)
    for page in range(1, pages + 1):
        records = [service_v3(n) for n in range((page - 1) * PER_PAGE, min(page * PER_PAGE, size))]
        (folder / f"page-{page:05}.json").write_text(json.dumps(page_v3(records, page, pages, size)))
    yield folder
    shutil.rmtree(folder)


@contextmanager
def _server(size: int) -> Iterator[str]:
    run = [sys.executable, __file__, "--serve", str(size)]
    with subprocess.Popen(run, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        yield server.stdout.readline().strip()
        server.communicate("")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["--import", source]:
            import_once(source)
        case ["--serve", size]:
            serve_until_stopped(int(size))
        case _:
            main()
