"""Example data, to try the console out with before any family has said anything. All of it is marked as such."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Literal

import knowledge
from handlers.desk import Desk
from knowledge.models import Content
from knowledge.yaml_files import read_model
from storage.examples import ExampleComment, ExampleResponse, ExampleSet
from storage.submissions import week_of
from storage.views import Status

FILE = Path(knowledge.__file__ or "").parent / "examples.yaml"
COMMENTS = 400
WEEKS = 60
SERVICES = 8
_SEED = 56
_SCALE = ("no", "partly", "yes")
_WAITS = ("month", "3-months", "6-months", "year", "longer", "waiting")
_STATES: tuple[Status, ...] = ("received", "received", "reading", "answered")


class _Comment(Content):
    good: str
    better: str
    overall: int = 3


class _Response(Content):
    kind: Literal["did", "will", "cannot"]
    about: str
    said: str
    text: str


class _Examples(Content):
    """Comments by what they are about, "service" standing for one of the area's."""

    mark: str
    comments: dict[str, tuple[_Comment, ...]]
    views: dict[str, tuple[_Comment, ...]]
    responses: tuple[_Response, ...]
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes the same examples each time, about what the content has."""

    desk: Desk
    today: date
    pick: Random
    mark: str

    def comments(self, of: _Examples) -> Iterator[ExampleComment]:
        feedback = [(about, one) for about, some in of.comments.items() for one in some]
        views = [(about, one) for about, some in of.views.items() for one in some]
        for number in range(COMMENTS):
            is_view = number % 5 == 0
            about, one = self.pick.choice(views if is_view else feedback)
            yield self._comment(about, one, is_view=is_view)

    def response(self, one: _Response) -> ExampleResponse:
        about = self._about(one.about)
        is_entry = about in self.desk.knowledge.services
        said, text = (f"{self.mark} {words}" for words in (one.said, one.text))
        named = {"about": about if is_entry else None, "theme": None if is_entry else about}
        return ExampleResponse(one.kind, said, text, self.today - timedelta(weeks=3), **named)

    def _comment(self, about: str, one: _Comment, *, is_view: bool) -> ExampleComment:
        weeks = int(self.pick.triangular(0, WEEKS, 0))
        words = {name: f"{self.mark} {said}" for name, said in (("good", one.good), ("better", one.better)) if said}
        return ExampleComment(
            kind="view" if is_view else "feedback",
            about=self._about(about),
            words={name: self.desk.anonymiser.clean(text) for name, text in words.items()},
            marks=self._view_marks() if is_view else self._marks(about, one.overall),
            week=week_of(self.today - timedelta(weeks=weeks + 1)),
            age_band=self.pick.choice(("5-10", "11-15", "16-19", "20-25")),
            district=self.pick.choice([district.id for district in self.desk.knowledge.area.districts]),
            status=self.pick.choice(_STATES) if weeks > 1 else "received",
            may_show=self.pick.random() < 0.6,
        )

    def _marks(self, about: str, overall: int) -> Mapping[str, str]:
        good = {1: 0, 2: 0, 3: 1, 4: 2, 5: 2}[overall]
        measures: Sequence[str] = ("easy-to-use", "easy-to-understand", "helpful", "up-to-date", "listened-to")
        marks = {name: _SCALE[min(2, max(0, good + self.pick.choice((-1, 0, 0, 0, 1))))] for name in measures}
        waits = {"wait": self.pick.choice(_WAITS)} if about == "service" else {}
        return {"overall": str(overall)} | marks | waits

    def _view_marks(self) -> Mapping[str, str]:
        return {name: self.pick.choice(_SCALE) for name in ("going-where", "young-listened-to")}

    def _about(self, about: str) -> str:
        open_ones = (name for name, one in self.desk.knowledge.services.items() if one.status != "closed")
        services = sorted(open_ones)[:SERVICES]
        return self.pick.choice(services) if about == "service" else about


def make_examples(desk: Desk, today: date) -> ExampleSet:
    """The examples over this content, as of `today`."""
    of = read_model(FILE, _Examples)
    maker = _Maker(desk, today, Random(_SEED), of.mark)  # noqa: S311  (made-up data, the same each time)
    return ExampleSet(
        comments=tuple(maker.comments(of)),
        responses=tuple(maker.response(one) for one in of.responses),
        questions=tuple(desk.anonymiser.clean(f"{of.mark} {question}") for question in of.questions),
        week=week_of(today),
    )
