"""How long the anonymiser takes for a text: run `python benchmarks/anonymising.py`.

Prints milliseconds of processor time: to build it, for the median and the slowest hundredth of single texts, and for
100 KB at once.
"""

from __future__ import annotations

import re
import statistics
import time
from pathlib import Path

import yaml

from storage.anonymise import Anonymiser

CORPUS = Path(__file__).parents[1] / "tests/storage/anonymise/corpus.yaml"
MARK = re.compile(r"\{[A-Z_]+ ([^{}]+)\}")
ROUNDS = 20


def main() -> None:
    started = time.process_time()
    anonymiser = Anonymiser(keep=["Norwich"])
    print(f"build        {_milliseconds(started):8.2f} ms")
    parts = yaml.safe_load(CORPUS.read_text("utf-8")).values()
    texts = [MARK.sub(r"\1", line) for part in parts for kind in part.values() for line in kind]
    times = sorted(_time(anonymiser, text) for _ in range(ROUNDS) for text in texts)
    print(f"median text  {statistics.median(times):8.2f} ms   ({len(texts)} texts, {ROUNDS} rounds)")
    print(f"99th of 100  {times[int(len(times) * 0.99)]:8.2f} ms")
    long = " ".join(texts * 20)[:100_000]
    print(f"100 KB       {_time(anonymiser, long):8.2f} ms")


def _time(anonymiser: Anonymiser, text: str) -> float:
    started = time.process_time()
    anonymiser.clean(text)
    return _milliseconds(started)


def _milliseconds(started: float) -> float:
    return (time.process_time() - started) * 1000


if __name__ == "__main__":
    main()
