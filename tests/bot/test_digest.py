"""The officers' digest: what is in it, that it goes once, and what happens where it cannot go."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import pytest
from botapi.phone import Phone
from botapi.server import BotApiServer
from officer import Officer
from pydantic import SecretStr
from smtp_server import HOST, SmtpServer
from sqlalchemy import Engine, select
from sqlmodel import Session
from year_of_comments import comment

from bot import digest as digests
from bot.digest import keep_telling_chat, mailbox, tell_by_mail
from bot.mail import Mailbox, MailError, send_mail
from bot.run_telegram import telegram_wording
from bot.settings import Settings, SettingsError
from bot.telegram import TelegramEdge
from bot.wiring import Parts
from handlers.assistant import Assistant
from handlers.desk import Desk
from handlers.digest import Digest, Line, is_time, make_digest, missed_days, waits_long_since
from storage.digest import MOST, claim_day, days_told, give_day_back
from storage.officer_tables import DigestSent
from storage.sealing import Sealer
from storage.tables import Unanswered

MONDAY = date(2026, 11, 23)
NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
LAST_WEEK, LONG_AGO = MONDAY - timedelta(weeks=1), MONDAY - timedelta(weeks=5)
OPEN = {"status": "received", "response_id": None, "showing": "waiting", "week": MONDAY}


@dataclass
class Settled:
    """What the digest needs of the running parts."""

    engine: Engine
    desk: Desk
    settings: Settings


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SmtpServer]:
    with SmtpServer(tmp_path) as server:
        monkeypatch.setenv("SSL_CERT_FILE", str(server.certificate))
        yield server


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    def set_to(at: datetime) -> None:
        monkeypatch.setattr(digests, "now", lambda: at)

    set_to(NINE)
    return set_to


@pytest.fixture
def parts(sqlite_engine: Engine, desk: Desk, server: SmtpServer, clock: object) -> Parts:
    settings = Settings(
        _env_file=None, digest_to="ann@council.example, bea@council.example", digest_from="signpost@council.example",
        smtp_host=HOST, smtp_port=server.port, smtp_user=server.user, smtp_password=SecretStr(server.password),
        public_url="https://chat.example",
    )  # type: ignore[call-arg]  # fmt: skip
    return cast(Parts, Settled(sqlite_engine, desk, settings))


def settled(parts: Parts, **more: Any) -> Parts:
    """The same with other settings."""
    return cast(Parts, replace(cast(Settled, parts), settings=parts.settings.model_copy(update=more)))


def told_days(engine: Engine) -> list[date]:
    with Session(engine) as session:
        return list(session.scalars(select(DigestSent.day)))  # type: ignore[call-overload]


def lines(engine: Engine, desk: Desk, today: date = MONDAY) -> dict[str, int]:
    made = make_digest(engine, desk, today)
    return {line.what: line.count for line in made.lines} if made else {}


# What is in it


def test_it_counts_what_waits(engine: Engine, sealer: Sealer, desk: Desk) -> None:
    comment(engine, sealer, "he hits me", worry=True, **OPEN)
    comment(engine, sealer, "nobody rang", **{**OPEN, "week": LONG_AGO})
    comment(engine, sealer, "being read", **{**OPEN, "status": "reading", "week": LONG_AGO})
    comment(engine, sealer, "my data", kind="complaint", about="data", **{**OPEN, "week": MONDAY - timedelta(days=28)})
    comment(engine, sealer, "answered")
    with Session(engine) as session, session.begin():
        session.add(Unanswered(question=sealer.seal("where is it"), week=MONDAY))
    found = lines(engine, desk)
    assert found == found | {
        "Worry flags that nobody has read yet": 1,
        "New comments": 3,
        "New for over 5 working days": 2,
        "Being read, with no answer for over 5 working days": 1,
        "Complaints about data to acknowledge within 7 days, or late already": 1,
        "Questions that had no answer": 1,
    }


def test_what_is_due_and_held_back_of_the_content_is_counted(sqlite_engine: Engine, desk: Desk) -> None:
    later = lines(sqlite_engine, desk, date(2029, 1, 1))
    assert later["Entries held back from families, for want of a check"] > 100


def test_where_nothing_waits_there_is_none(sqlite_engine: Engine, desk: Desk) -> None:
    assert make_digest(sqlite_engine, desk, MONDAY) is None


def test_no_word_of_a_family_and_no_receipt_is_in_it(sqlite_engine: Engine, sealer: Sealer, desk: Desk) -> None:
    made = comment(sqlite_engine, sealer, "Zebedee-marker", about="marker-service", district="marker", **OPEN)
    digest = make_digest(sqlite_engine, desk, MONDAY)
    assert digest
    for text in (digest.subject, digest.text("https://chat.example")):
        assert "marker" not in text
        assert made[:8] not in text
    assert digest.subject == "Signpost: what waits on 23 November 2026"


def test_a_great_many_are_more_than_a_number() -> None:
    assert str(Line(MOST + 1, "New", "/")) == "New: More than 10,000"


def test_links_lead_to_the_console_where_the_sites_address_is_known() -> None:
    digest = Digest(MONDAY, (Line(3, "New comments", "/console/inbox?status=received"),), ())
    assert "  https://chat.example/console/inbox?status=received" in digest.text("https://chat.example/")
    assert "console" not in digest.text("")


@pytest.mark.parametrize(
    ("today", "since"),
    [(MONDAY, date(2026, 11, 15)), (date(2026, 11, 27), date(2026, 11, 19)), (date(2027, 1, 4), date(2026, 12, 22))],
)
def test_over_five_working_days_leaves_weekends_and_bank_holidays_out(today: date, since: date) -> None:
    assert waits_long_since(today) == since


# When it goes


@pytest.mark.parametrize(
    ("at", "due"),
    [
        (datetime(2026, 11, 23, 7, 59, tzinfo=UTC), False),
        (datetime(2026, 11, 23, 8, 0, tzinfo=UTC), True),
        (datetime(2026, 7, 1, 6, 59, tzinfo=UTC), False),
        (datetime(2026, 7, 1, 7, 0, tzinfo=UTC), True),
        (datetime(2026, 11, 22, 9, 0, tzinfo=UTC), False),
        (datetime(2026, 12, 25, 9, 0, tzinfo=UTC), False),
    ],
)
def test_it_is_due_from_eight_in_london_on_working_days(at: datetime, due: bool) -> None:
    assert is_time(at, 8) is due


def test_days_on_which_nobody_was_told_are_named(sqlite_engine: Engine, desk: Desk) -> None:
    assert missed_days([], MONDAY) == []
    assert missed_days([date(2026, 11, 20)], MONDAY) == []
    assert missed_days([date(2026, 11, 18)], MONDAY) == [date(2026, 11, 19), date(2026, 11, 20)]
    made = make_digest(sqlite_engine, desk, MONDAY, [date(2026, 11, 19)])
    assert made
    assert "Nothing was sent on 20 November 2026" in made.text("")


def test_one_worker_alone_has_a_day(engine: Engine) -> None:
    assert claim_day(engine, MONDAY)
    assert not claim_day(engine, MONDAY)
    give_day_back(engine, MONDAY)
    assert claim_day(engine, MONDAY)
    assert days_told(engine, MONDAY) == []
    assert days_told(engine, MONDAY + timedelta(days=1)) == [MONDAY]


# By e-mail


def test_it_goes_once_a_day_under_tls_to_everyone_named(parts: Parts, sealer: Sealer, server: SmtpServer) -> None:
    comment(parts.engine, sealer, "marker", worry=True, **OPEN)
    tell_by_mail(parts)
    tell_by_mail(parts)
    (mail,) = server.mails
    assert mail["To"] == "ann@council.example, bea@council.example"
    assert mail["Subject"] == "Signpost: what waits on 23 November 2026"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert "Worry flags that nobody has read yet: 1" in mail.get_content()
    assert "https://chat.example/console/inbox?worry=yes" in mail.get_content()
    assert "marker" not in mail.as_string()
    assert server.wrong == []
    assert server.seen[:3] == ["EHLO", "STARTTLS", "EHLO"]


def test_it_does_not_go_too_early_or_where_nothing_waits(
    parts: Parts, sealer: Sealer, server: SmtpServer, clock: Callable[[datetime], None]
) -> None:
    clock(NINE - timedelta(hours=2))
    comment(parts.engine, sealer, "early", **OPEN)
    tell_by_mail(parts)
    assert told_days(parts.engine) == []
    clock(NINE)
    with Session(parts.engine) as session, session.begin():
        session.connection().exec_driver_sql("DELETE FROM submission")
    tell_by_mail(parts)
    assert server.seen == []
    assert told_days(parts.engine) == [MONDAY], "that nothing waited is known, so the day was not missed"


def test_without_an_address_nothing_is_done(parts: Parts, server: SmtpServer) -> None:
    tell_by_mail(settled(parts, digest_to=""))
    assert told_days(parts.engine) == []


def test_a_failure_is_logged_without_addresses_and_tried_again(
    parts: Parts, sealer: Sealer, server: SmtpServer, caplog: pytest.LogCaptureFixture
) -> None:
    comment(parts.engine, sealer, "marker", **OPEN)
    caplog.set_level(logging.DEBUG)
    for wrong in ({"smtp_password": SecretStr("the wrong one")}, {"smtp_port": 1}, {"smtp_host": "nowhere.invalid"}):
        tell_by_mail(settled(parts, **wrong))
        assert told_days(parts.engine) == []
    assert len(caplog.records) == 3
    assert "refused the name or the password" in caplog.text
    assert "cannot be reached" in caplog.text
    for hidden in ("@", "marker", "wrong one", "nowhere"):
        assert hidden not in caplog.text
    tell_by_mail(parts)
    assert len(server.mails) == 1


def box(server: SmtpServer, **more: Any) -> Mailbox:
    usual = Mailbox(HOST, server.port, "a@b.example", ("c@d.example", "e@f.example"), server.user, server.password)
    return replace(usual, **more)


def test_with_no_tls_neither_the_password_nor_the_mail_leaves(server: SmtpServer) -> None:
    server.offers_tls = False
    with pytest.raises(MailError, match="no TLS"):
        send_mail(box(server), "s", "t")
    assert "AUTH" not in server.seen
    assert "MAIL" not in server.seen


def test_a_certificate_that_nobody_vouches_for_is_not_trusted(
    server: SmtpServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    with pytest.raises(MailError, match="certificate"):
        send_mail(box(server), "s", "t")
    assert "AUTH" not in server.seen


def test_tls_from_the_start_is_spoken_on_its_port(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with SmtpServer(tmp_path, tls_at_once=True) as server:
        monkeypatch.setenv("SSL_CERT_FILE", str(server.certificate))
        monkeypatch.setattr("bot.mail.TLS_PORT", server.port)
        send_mail(box(server), "s", "t")
        assert len(server.mails) == 1
        assert server.wrong == []


def test_an_address_that_is_refused_is_told_by_number_alone(server: SmtpServer) -> None:
    server.refuses = frozenset({"c@d.example"})
    with pytest.raises(MailError, match="refused 1 of 2 addresses"):
        send_mail(box(server), "s", "t")
    server.refuses = frozenset({"c@d.example", "e@f.example"})
    with pytest.raises(MailError, match="refused every address") as refused:
        send_mail(box(server), "s", "t")
    assert "@" not in str(refused.value)


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"digest_from": ""}, "DIGEST_FROM"),
        ({"smtp_host": ""}, "SMTP_HOST"),
        ({"digest_to": "not an address"}, "no e-mail address"),
        ({"digest_to": "a@b.example\nBcc: x@y.example"}, "no e-mail address"),
        ({"digest_chat": 5}, "TELEGRAM_TOKEN"),
        ({"digest_chat": 5, "telegram_token": SecretStr("1:x")}, "not both"),
    ],
)
def test_a_setting_that_cannot_be_used_is_told_at_the_start(parts: Parts, more: dict[str, Any], says: str) -> None:
    with pytest.raises(SettingsError, match=says):
        mailbox(settled(parts, **more).settings)


# In a Telegram chat


@pytest.fixture
def api() -> Iterator[BotApiServer]:
    with BotApiServer() as server:
        yield server


@pytest.fixture
def edge(api: BotApiServer, assistant: Assistant, desk: Desk) -> TelegramEdge:
    return TelegramEdge(api.token, api.url, assistant, b"s", telegram_wording(desk.knowledge, "This is a test."))


async def tell_until(edge: TelegramEdge, parts: Parts, seconds: float = 6.0) -> None:
    """Run the bot and the digest for a while, or until the day is told."""
    stop = asyncio.Event()
    running = [asyncio.create_task(edge.run_polling(stop)), asyncio.create_task(keep_telling_chat(parts, edge, stop))]
    for _ in range(int(seconds / 0.1)):
        await asyncio.sleep(0.1)
        if told_days(parts.engine):
            break
    await asyncio.sleep(0.5)
    stop.set()
    await asyncio.gather(*running)


async def test_it_goes_into_the_chat_once(
    api: BotApiServer, edge: TelegramEdge, parts: Parts, sealer: Sealer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(digests, "ROUND_SECONDS", 0.2)
    phone = Phone(api, 7001)
    phone.say("hello")
    comment(parts.engine, sealer, "marker", worry=True, **OPEN)
    await tell_until(edge, settled(parts, digest_to="", digest_chat=7001))
    said = [one.text for one in phone.messages if "What waits" in one.text]
    assert len(said) == 1
    assert "Worry flags that nobody has read yet: 1" in said[0]
    assert "marker" not in said[0]
    api.assert_no_refusals()


async def test_a_chat_that_is_not_there_is_tried_again_and_never_named(
    edge: TelegramEdge, parts: Parts, sealer: Sealer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(digests, "ROUND_SECONDS", 0.2)
    comment(parts.engine, sealer, "marker", **OPEN)
    await tell_until(edge, settled(parts, digest_to="", digest_chat=987654), seconds=3.0)
    assert told_days(parts.engine) == []
    assert caplog.text.count("The digest could not be sent") > 1
    assert "987654" not in caplog.text


# The command


def test_the_command_prints_it_and_notes_nothing(
    officer: Officer, sqlite_engine: Engine, sealer: Sealer, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(digests, "open_content", lambda _settings: desk)
    assert "Nothing waits." in officer.types("digest", "--dry-run")
    comment(sqlite_engine, sealer, "marker", **OPEN)
    told = officer.types("digest", "--dry-run")
    assert "New comments: 1" in told
    assert "marker" not in told
    assert told_days(sqlite_engine) == []
    assert "SIGNPOST_DIGEST_TO" in officer.is_refused("digest")


def test_the_command_sends_it_to_try_the_settings(
    officer: Officer, server: SmtpServer, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(digests, "open_content", lambda _settings: desk)
    given = {"DIGEST_TO": "a@b.example", "DIGEST_FROM": "c@d.example", "SMTP_HOST": HOST, "SMTP_USER": server.user}
    for name, value in {**given, "SMTP_PORT": str(server.port), "SMTP_PASSWORD": "wrong"}.items():
        monkeypatch.setenv(f"SIGNPOST_{name}", value)
    assert "refused the name or the password" in officer.is_refused("digest")
    monkeypatch.setenv("SIGNPOST_SMTP_PASSWORD", server.password)
    assert officer.types("digest") == "It is sent.\n"
    assert len(server.mails) == 1
