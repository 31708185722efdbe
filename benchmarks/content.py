"""How fast the content is read, checked and ready to answer, and how that grows with the number of services.

Run `python -m benchmarks.content [--times N] [--sizes N ...] [--keep FILE.md --chart FILE.svg]`. Each size is measured
in a process of its own, so that its memory is its own. The chart needs altair and vl-convert-python.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch

import httpx
import yaml

from benchmarks.made_content import made_content
from handlers.desk import Desk, open_desk
from handlers.outcomes import NEEDS
from knowledge import yaml_files
from knowledge.checks import check
from knowledge.find_services import ServiceFinder, Wanted
from knowledge.loader import CONTENT, load
from knowledge.matching import Matcher, entries_from
from knowledge.models import Service

SIZES = (100, 1_000, 10_000, 100_000)
QUERIES = 21
ASKED = "what is an ehc plan"
TODAY = date(2026, 2, 1)
ROOT = Path(__file__).parents[1]

DRAWN = {
    "load": "Load from YAML",
    "match": "Build the matcher",
    "feed, first": "First page of the feed",
    "find": "Find services",
    "feed": "Next page of the feed",
}
"""The lines of the chart, by the keys of a row."""

Row = dict[str, Any]


def best_of(times: int, act: Callable[[], object]) -> float:
    """The seconds that the fastest of some runs took: what else the machine does can only add."""
    return min(_seconds(act) for _ in range(times))


def _seconds(act: Callable[[], object]) -> float:
    """The processor time of one run and of its child processes. Garbage is left alone, as when the program starts."""
    gc.collect()
    gc.disable()
    begun = _spent()
    act()
    return _spent() - begun


def _spent() -> float:
    used = os.times()
    return time.process_time() + used.children_user + used.children_system


@contextmanager
def plain_parser() -> Iterator[None]:
    """Reads YAML as where PyYAML was built without libyaml."""

    class Plain(yaml.SafeLoader):
        yaml_implicit_resolvers = yaml_files._Loader.yaml_implicit_resolvers

    with patch.object(yaml_files, "_Loader", Plain):
        yield


def whole_base(times: int) -> list[tuple[str, str]]:
    """What it takes with the content as it is: names and measures."""
    with plain_parser():
        plain = best_of(times, load)
    first_check = _seconds(lambda: check(CONTENT, NEEDS))
    knowledge = load()
    rows = [
        ("Load, with libyaml", f"{best_of(times, load):.2f} s"),
        ("Load, with PyYAML's own parser", f"{plain:.2f} s"),
        ("Check, the first time in a process (reads the sounds of words)", f"{first_check:.2f} s"),
        ("Check, again", f"{best_of(times, lambda: check(CONTENT, NEEDS)):.2f} s"),
        ("Build the tools over it (matcher, finder, anonymiser, safety)", f"{_built(times, knowledge):.2f} s"),
        ("From the start of the program to its first answer", f"{best_of(times, _ask):.2f} s"),
        ("Memory, with the tools built", f"{_alone('--memory')['mb']:.0f} MB"),
    ]
    return [("Entries", f"{knowledge.size():,}"), *rows]


def _built(times: int, knowledge: Any) -> float:
    return best_of(times, lambda: open_desk(knowledge))


def _ask() -> None:
    subprocess.run(
        [sys.executable, "-c", "from bot.start import main; main()", "ask", ASKED, "--json"],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        check=True,
    )


def memory() -> Row:
    """The memory of a process that has read the content and built the tools."""
    gc.disable()
    desk = open_desk(load())
    return {"mb": _peak_mb(), "entries": desk.knowledge.size()}


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def grown(size: int) -> Row:
    """What it takes with `size` made-up services: seconds, and megabytes."""
    gc.disable()
    knowledge = load()
    desk = open_desk(knowledge)
    with tempfile.TemporaryDirectory() as place:
        folder = made_content(knowledge, size, Path(place) / "content")
        begun = _spent()
        made = load(folder)
        loaded = _spent() - begun
    assert len(made.services) == size
    services = list(made.services.values())
    finder = ServiceFinder(services, desk.gazetteer, made.area)
    row = {"services": size, "load": loaded, "find": _find(finder, desk)}
    row |= _feed(replace(desk, knowledge=made, finder=finder))
    row["match"] = _match(services, desk)
    return row | {"mb": _peak_mb()}


def _find(finder: ServiceFinder, desk: Desk) -> float:
    places = desk.knowledge.places
    categories = [category.id for group in desk.knowledge.groups for category in group.categories]
    asked = [
        Wanted((categories[number % len(categories)],), "5-10", places[number * 7 % len(places)].name)
        for number in range(QUERIES)
    ]
    return statistics.median(_seconds(lambda one=one: finder.find(one)) for one in asked)  # type: ignore[misc]


def _feed(desk: Desk) -> Row:
    from fastapi import FastAPI

    from web.open_referral import PATH, add_open_referral

    site = FastAPI()
    add_open_referral(site, lambda: desk, "")
    return asyncio.run(_ask_feed(httpx.ASGITransport(site), f"http://feed.example{PATH}/services"))


async def _ask_feed(transport: httpx.ASGITransport, address: str) -> Row:
    async with httpx.AsyncClient(transport=transport) as client:
        spent = []
        for page in range(1, QUERIES + 2):
            begun = _spent()
            (await client.get(address, params={"page": page, "per_page": 5})).raise_for_status()
            spent.append(_spent() - begun)
    return {"feed, first": spent[0], "feed": statistics.median(spent[1:])}


def _match(services: list[Service], desk: Desk) -> float:
    entries = entries_from(desk.knowledge.answers.values(), services)
    return _seconds(lambda: Matcher(entries, desk.knowledge.words))


def _alone(*words: str) -> Row:
    """A measure that is taken in a process of its own."""
    run = [sys.executable, "-m", "benchmarks.content", *words]
    done = subprocess.run(run, stdout=subprocess.PIPE, check=True, cwd=ROOT)
    found: Row = json.loads(done.stdout)
    return found


COLUMNS = {
    "services": ("services", "{:,}"),
    "load": ("load from YAML", "{:.2f} s"),
    "find": ("find services", "{:.4f} s"),
    "feed, first": ("first page of the feed", "{:.3f} s"),
    "feed": ("next page of the feed", "{:.4f} s"),
    "match": ("build the matcher", "{:.1f} s"),
    "mb": ("peak memory", "{:,.0f} MB"),
}


def base_table(rows: list[tuple[str, str]]) -> str:
    lines = [("The content as it is", ""), ("---", "---:"), *rows]
    return "\n".join(f"| {what} | {took} |" for what, took in lines)


def growth_table(rows: list[Row]) -> str:
    heads = [heading for heading, _form in COLUMNS.values()]
    cells = [[form.format(row[key]) for key, (_heading, form) in COLUMNS.items()] for row in rows]
    lines = [heads, ["---:"] * len(heads), *cells]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def note(times: int) -> str:
    today = date.today()
    return NOTE.format(
        day=f"{today.day} {today:%B %Y}",
        cores=os.cpu_count(),
        python=platform.python_version(),
        times=times,
        queries=QUERIES,
    )


NOTE = """\
Written by `python -m benchmarks.content --keep docs/content-speed.md --chart docs/images/content-growth.svg` on
{day}, on a machine with {cores} cores that other work shared, with Python {python}. Times are processor time, so that
the other work does not count. Those of the first table are the best of {times} runs. The goals: all of the content
loads in under 1 second, and its check takes under 5.

The services of the second table are made up, and stand beside all the other content. Each size has a process of its
own. Finding services, and the next pages of the feed, are the median of {queries} different ones. The matcher is what
finds an entry for a question in free text. Loading from YAML takes longest, and is done once, at the start."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES)
    parser.add_argument("--keep", type=Path, help="a file to write the tables to")
    parser.add_argument("--chart", type=Path, help="a file to draw the growth in")
    parser.add_argument("--memory", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--grow", type=int, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.memory or asked.grow:
        print(json.dumps(memory() if asked.memory else grown(asked.grow)))
        return
    base = base_table(whole_base(asked.times))
    print(f"{base}\n", flush=True)
    rows = [_alone("--grow", str(size)) for size in asked.sizes]
    growth = growth_table(rows)
    print(growth)
    if asked.chart:
        from benchmarks.growth_chart import Point, draw

        points = [Point(row["services"], row[key], line) for key, line in DRAWN.items() for row in rows if key in row]
        draw(points, asked.chart, size="Services", took="Seconds")
    if asked.keep:
        asked.keep.write_text(PAGE.format(base=base, growth=growth, note=note(asked.times)), encoding="utf-8")


PAGE = """\
# Reading the content, measured

{base}

## As services grow

![How the times grow with the number of services. The table says the same in numbers.](images/content-growth.svg)

{growth}

{note}
"""


if __name__ == "__main__":
    main()
