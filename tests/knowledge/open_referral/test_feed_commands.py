"""An import and an officer's yes or no, as the officer meets them."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml
from content_folder import Folder
from feed_server import Answer, feed_of, serve
from made_feed import direct_fields, in_pages, page_v3, record_id, service_v1, service_v3
from typer.testing import CliRunner

from bot.feed_commands import changes, import_open_referral
from bot.feeds import FeedError, fetch, importing
from handlers.outcomes import NEEDS
from knowledge.checks import check
from knowledge.faults import ContentError
from knowledge.loader import load

app = typer.Typer()
app.command("import-open-referral")(import_open_referral)
app.add_typer(changes, name="changes")

PLAIN = (FeedError, ContentError)


@dataclass(frozen=True)
class Officer:
    """Somebody at the command line, with a folder to put feeds into."""

    content: Folder
    place: Path

    def run(self, *words: str) -> str:
        """What a command prints. Raises what the program tells in plain words."""
        ran = CliRunner().invoke(app, words)
        if isinstance(ran.exception, PLAIN):
            raise ran.exception
        assert ran.exit_code == 0, ran.output
        return ran.stdout

    def feed(self, *records: Any, name: str = "feed.json") -> str:
        """A file with these records."""
        path = self.place / name
        path.write_text(json.dumps(page_v3(records)))
        return str(path)

    def read(self, source: str, *words: str) -> dict[str, Any]:
        """What an import reports."""
        told: dict[str, Any] = json.loads(self.run("import-open-referral", source, "--json", *words))
        return told

    def waiting(self) -> list[tuple[str, str]]:
        lines = [json.loads(line) for line in self.run("changes", "list", "--json").splitlines()]
        return [(line["kind"], line["record"]) for line in lines]

    def ids(self) -> list[str]:
        return [json.loads(line)["id"] for line in self.run("changes", "list", "--json").splitlines()]

    def published(self) -> dict[str, dict[str, Any]]:
        """The services in the content that came out of feeds, by the feed's id."""
        files = sorted((self.content.path / "services").glob("feed-*.yaml"))
        return {one["feed"]["id"]: one for file in files for one in yaml.safe_load(file.read_text())["services"]}


@pytest.fixture
def officer(publishable: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Officer:
    place = tmp_path / "feeds"
    place.mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SIGNPOST_CONTENT", str(publishable.path))
    monkeypatch.setenv("SIGNPOST_DATABASE_URL", f"sqlite:///{tmp_path}/signpost.db")
    monkeypatch.setattr(fetch, "PAUSES", (0.0, 0.0, 0.0))
    return Officer(publishable, place)


def counts(told: dict[str, Any]) -> tuple[int, int, int]:
    return len(told["new"]), len(told["changed"]), len(told["missing"])


def test_a_feed_is_read_waits_is_approved_and_is_shown_to_families(officer: Officer) -> None:
    assert counts(officer.read(officer.feed(service_v3(1), service_v1(2)))) == (2, 0, 0)
    assert sorted(officer.waiting()) == sorted([("new", record_id(1)), ("new", record_id(2))])
    assert "Approved 2" in officer.run("changes", "approve", "--all-new")
    assert officer.waiting() == []
    assert check(officer.content.path, NEEDS) == []
    services = load(officer.content.path).services
    assert [one.name for one in services.values() if one.feed] == ["Heron Group 1", "Reed Drop-in 2"]
    assert {one.keeper for one in services.values() if one.feed} == {"local-offer"}


def test_a_second_import_of_the_same_feed_changes_nothing(officer: Officer) -> None:
    feed = officer.feed(service_v3(1), service_v3(2))
    officer.read(feed)
    before = officer.waiting()
    again = officer.read(feed)
    assert (counts(again), again["waiting"], officer.waiting()) == ((0, 0, 0), 2, before)
    officer.run("changes", "approve", "--all-new")
    approved = officer.read(feed)
    assert (counts(approved), approved["unchanged"], officer.waiting()) == ((0, 0, 0), 2, [])


def test_a_dry_run_shows_the_difference_and_saves_nothing(officer: Officer) -> None:
    officer.read(officer.feed(service_v3(1)))
    officer.run("changes", "approve", "--all-new")
    changed = officer.feed(service_v3(1, url="https://new.example"), service_v3(2))
    words = officer.run("import-open-referral", changed, "--dry-run")
    assert "1 new, 1 changed, 0 missing" in words
    assert "url: https://fen.example/1 -> https://new.example" in words
    assert "Nothing was saved." in words
    assert officer.waiting() == []


def test_a_change_is_put_into_the_entry_and_an_officers_own_words_stay(officer: Officer) -> None:
    officer.read(officer.feed(service_v3(1)))
    officer.run("changes", "approve", "--all-new")
    file = next((officer.content.path / "services").glob("feed-*.yaml"))
    data = yaml.safe_load(file.read_text())
    data["services"][0] |= {"description": "A small club for you.", "also_called": ["heronry"]}
    file.write_text(yaml.safe_dump(data))
    officer.read(officer.feed(service_v3(1, email="new@fen.example")))
    shown = officer.run("changes", "show", officer.ids()[0])
    assert 'emails: ["hello1@fen.example"] -> ["new@fen.example"]' in shown
    officer.run("changes", "approve", officer.ids()[0])
    entry = officer.published()[record_id(1)]
    assert entry["emails"] == ["new@fen.example"]
    assert entry["description"] == "A small club for you."
    assert entry["also_called"] == ["heronry"]


def test_what_is_missing_is_flagged_and_hidden_by_a_yes_and_never_deleted(officer: Officer) -> None:
    officer.read(officer.feed(service_v3(1), service_v3(2)))
    officer.run("changes", "approve", "--all-new")
    assert counts(officer.read(officer.feed(service_v3(1)))) == (0, 0, 1)
    assert officer.published()[record_id(2)]["status"] == "active"
    assert "Nothing of that kind" in officer.run("changes", "approve", "--all-new")
    officer.run("changes", "approve", officer.ids()[0])
    assert officer.published()[record_id(2)]["status"] == "closed"
    assert counts(officer.read(officer.feed(service_v3(1)))) == (0, 0, 0)
    back = officer.read(officer.feed(service_v3(1), service_v3(2)))
    assert back["changed"][0]["fields"] == {"status": ["closed", "active"]}


def test_a_refused_record_stays_away_until_its_feed_changes_it(officer: Officer) -> None:
    feed = officer.feed(service_v3(1))
    officer.read(feed)
    assert "Refused 1" in officer.run("changes", "refuse", officer.ids()[0])
    assert counts(officer.read(feed)) == (0, 0, 0)
    assert officer.published() == {}
    assert counts(officer.read(officer.feed(service_v3(1, name="Other Club")))) == (1, 0, 0)


def test_terms_that_the_content_learns_make_waiting_records_new_again(officer: Officer) -> None:
    feed = officer.feed(service_v3(3))
    assert officer.read(feed)["unknown_terms"] == [{"id": "term-3", "name": "Stargazing", "records": 1}]
    officer.content.write("open-referral.yaml", "terms: {clubs: [Stargazing]}\n")
    told = officer.read(feed)
    assert (counts(told), told["unknown_terms"]) == ((1, 0, 0), [])
    officer.run("changes", "approve", "--all-new")
    assert officer.published()[record_id(3)]["categories"] == ["clubs"]


def test_a_category_that_is_not_there_is_told_with_its_line(officer: Officer) -> None:
    officer.content.write("open-referral.yaml", "terms:\n  clubs: [Club]\n  moon: [Stargazing]\n")
    with pytest.raises(ContentError, match=r"open-referral\.yaml:3: the category 'moon' is not known"):
        officer.read(officer.feed(service_v3(1)))


def test_every_id_must_wait_for_something(officer: Officer) -> None:
    for command in ("show", "approve", "refuse"):
        with pytest.raises(FeedError, match="Nothing waits under: reed-club"):
            officer.run("changes", command, "reed-club")


def test_content_that_would_have_a_fault_is_not_written(officer: Officer) -> None:
    officer.read(officer.feed(service_v3(1)))
    officer.content.replace("services/advice.yaml", "areas: [lower-fen]", "areas: [nowhere]")
    with pytest.raises(FeedError, match="nothing was written") as error:
        officer.run("changes", "approve", "--all-new")
    assert f"{officer.content.path}/services/advice.yaml:" in str(error.value)
    assert officer.published() == {}
    assert len(officer.waiting()) == 1


def test_an_entry_that_was_moved_to_another_file_is_left_to_its_keeper(officer: Officer) -> None:
    officer.read(officer.feed(service_v3(1)))
    officer.run("changes", "approve", "--all-new")
    services = officer.content.path / "services"
    next(services.glob("feed-*.yaml")).rename(services / "by-hand.yaml")
    officer.read(officer.feed(service_v3(1, name="Other Club")))
    with pytest.raises(FeedError, match=r"stands in .*by-hand\.yaml"):
        officer.run("changes", "approve", officer.ids()[0])


def test_a_folder_that_cannot_be_written_is_told(officer: Officer, monkeypatch: pytest.MonkeyPatch) -> None:
    officer.read(officer.feed(service_v3(1)))

    def read_only(_self: Path, *_args: object, **_options: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(os, "fsync", read_only)
    monkeypatch.setattr(Path, "unlink", read_only)
    with pytest.raises(FeedError, match=r"cannot be written \(Read-only file system\)"):
        officer.run("changes", "approve", "--all-new")
    assert officer.published() == {}
    assert len(officer.waiting()) == 1


def test_a_file_that_cannot_be_written_leaves_the_old_one(officer: Officer, monkeypatch: pytest.MonkeyPatch) -> None:
    officer.read(officer.feed(service_v3(1)))

    def full(_self: Path, _target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(FeedError, match=r"cannot be written \(No space left on device\)\. Nothing was changed"):
        officer.run("changes", "approve", "--all-new")
    assert sorted(path.name for path in (officer.content.path / "services").iterdir()) == ["advice.yaml"]
    assert len(officer.waiting()) == 1


def test_what_waited_past_its_review_is_not_published(officer: Officer) -> None:
    officer.read(officer.feed(service_v3(1)))
    database = os.environ["SIGNPOST_DATABASE_URL"].removeprefix("sqlite:///")
    with sqlite3.connect(database) as connection:
        connection.execute("UPDATE feedchange SET service = replace(service, '2027-03-01', '2020-03-01')")
    with pytest.raises(FeedError, match="waited too long"):
        officer.run("changes", "approve", "--all-new")


def test_a_closed_service_is_published_hidden(officer: Officer) -> None:
    officer.read(officer.feed(service_v3(1, status="defunct")))
    assert "(closed: families will not see it)" in officer.run("changes", "list")
    officer.run("changes", "approve", "--all-new")
    assert officer.published()[record_id(1)]["status"] == "closed"


def test_nothing_of_a_feed_that_breaks_half_way_is_saved(officer: Officer) -> None:
    pages = [*list(in_pages([service_v3(n) for n in range(9)], 3))[:2], Answer(b"sorry", 500)]
    officer.read(officer.feed(service_v3(20)))
    before = officer.waiting()
    with serve(feed_of(pages)) as served, pytest.raises(FeedError, match=r"Page 3 of .*: it answered 500\. Nothing"):
        officer.read(served.address, "--allow-loopback")
    assert officer.waiting() == before


def test_a_feed_on_this_machine_is_read_end_to_end(officer: Officer) -> None:
    numbers = range(40)
    pages = list(in_pages([direct_fields(n) for n in numbers], 15))
    with serve(feed_of(pages, {record_id(n): service_v3(n) for n in numbers})) as served:
        told = officer.read(served.address, "--allow-loopback")
        assert (told["version"], told["taken"], told["complete"]) == ("HSDS-UK-3.0", 40, True)
        officer.run("changes", "approve", "--all-new")
        assert counts(officer.read(served.address, "--allow-loopback")) == (0, 0, 0)
    assert [path.name for path in (officer.content.path / "services").glob("feed-*")] == ["feed-127.0.0.1.yaml"]
    assert officer.published()[record_id(7)]["feed"] == {"source": served.address, "id": record_id(7)}


def test_files_that_are_a_copy_of_a_feed_are_that_feed(officer: Officer) -> None:
    told = officer.read(officer.feed(service_v3(1)), "--known-as", "https://feed.fen.example/")
    assert told["source"] == "https://feed.fen.example"


@pytest.mark.parametrize("known_as", ["feed.fen.example", "http://feed.fen.example", "https://", "javascript:x"])
def test_files_are_known_by_an_https_address_only(officer: Officer, known_as: str) -> None:
    with pytest.raises(FeedError, match="https"):
        officer.read(officer.feed(service_v3(1)), "--known-as", known_as)


def test_an_import_that_takes_too_long_is_stopped(officer: Officer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "IMPORT_SECONDS", 0.0)
    with serve(feed_of([page_v3([service_v3(1)])])) as served, pytest.raises(FeedError, match="took over 0 minutes"):
        officer.read(served.address, "--allow-loopback")
    assert officer.waiting() == []


def test_one_id_with_many_shapes_is_taken_once_and_the_rest_is_told(officer: Officer) -> None:
    """As a published example has it: 31 by its own word, 128 in the list, all with one id, 41 without ages."""
    full, ageless = service_v3(1), service_v3(1, minimum_age=None, maximum_age="")
    records: Sequence[Any] = [full] * 87 + [ageless] * 41
    path = officer.place / "feed.json"
    path.write_text(json.dumps(page_v3(records, total=31)))
    told = officer.read(str(path))
    assert (told["read"], told["taken"], len(told["not_taken"])) == (128, 1, 127)
    assert {left["why"] for left in told["not_taken"]} == {"an earlier record has the same id: the first was kept"}
    assert told["wrong_in_feed"] == ["it says that it has 31 services, and gave 128"]


def test_the_bar_is_not_among_what_is_printed(officer: Officer) -> None:
    ran = CliRunner().invoke(app, ["import-open-referral", officer.feed(service_v3(1)), "--json"])
    assert json.loads(ran.stdout)["taken"] == 1
