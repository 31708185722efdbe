"""The program itself, started as a newcomer starts it: real processes, real HTTP, a real PostgreSQL."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from botapi.phone import Phone
from botapi.server import BotApiServer

SIGNPOST = Path(sys.executable).with_name("signpost")
SECRET = "a-long-random-word"
Start = Callable[..., "Worker"]


class Worker:
    """A running `signpost run`, and the address of its web chat."""

    def __init__(self, process: subprocess.Popen[str], port: int) -> None:
        self.process = process
        self.address = f"http://127.0.0.1:{port}"

    def wait_until_up(self) -> Worker:
        ends = time.monotonic() + 60
        while time.monotonic() < ends and self.process.poll() is None:
            try:
                if httpx.get(f"{self.address}/healthz").text == "ok":
                    return self
            except httpx.TransportError:
                time.sleep(0.05)
        raise AssertionError(f"not up; it said: {self.said()}")

    def said(self) -> str:
        self.process.kill()
        return self.process.communicate()[0]

    def pull_the_plug(self) -> None:
        self.process.kill()
        self.process.wait()


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    begun: list[subprocess.Popen[str]] = []

    def run(*arguments: str, port: int | None = None, **settings: str) -> Worker:
        port = port or free_port()
        named = {f"SIGNPOST_{name.upper()}": value for name, value in settings.items()}
        process = subprocess.Popen(
            [SIGNPOST, "run", "--port", str(port), *arguments],
            cwd=tmp_path,
            env={**os.environ, **named},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        begun.append(process)
        return Worker(process, port)

    yield run
    for process in begun:
        process.kill()
        process.wait()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
    return port


def ended(worker: Worker) -> tuple[int, str]:
    said, _ = worker.process.communicate(timeout=60)
    assert "Traceback" not in said
    return worker.process.returncode, said


def test_with_nothing_set_the_web_chat_runs_says_what_to_open_and_stops_on_ctrl_c(start: Start) -> None:
    worker = start().wait_until_up()
    assert "Hello, I am Signpost" in httpx.get(worker.address).text
    worker.process.send_signal(signal.SIGINT)
    code, said = ended(worker)
    assert code == 0
    assert said.endswith("Stopped. Everything is saved.\n")
    assert f"Open {worker.address} in your browser" in said
    assert "Telegram is off: set SIGNPOST_TELEGRAM_TOKEN" in said


def test_a_port_in_use_is_one_plain_line(start: Start) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        code, said = ended(start(port=taken.getsockname()[1]))
    assert code == 1
    assert "cannot be used" in said
    assert "--port" in said


def test_a_database_that_cannot_be_written_is_one_plain_line(start: Start, tmp_path: Path) -> None:
    (tmp_path / "a-file").write_text("in the way")
    code, said = ended(start(database_url=f"sqlite:///{tmp_path}/a-file/signpost.db", secret_key="x"))
    assert code == 1
    assert "SIGNPOST_DATABASE_URL" in said


def test_with_neither_web_nor_token_it_says_that_there_is_nothing_to_run(start: Start) -> None:
    code, said = ended(start("--no-web"))
    assert code == 1
    assert "nothing to run" in said


def test_a_token_that_telegram_refuses_is_told_and_the_web_chat_goes_on(start: Start) -> None:
    with BotApiServer() as server:
        worker = start(telegram_token="123:wrong", telegram_api=server.url).wait_until_up()
        until(lambda: any(call.status == 401 for call in server.calls))
        assert httpx.get(f"{worker.address}/healthz").text == "ok"
        said = worker.said()
    assert "Telegram does not accept the bot token" in said
    assert "123:wrong" not in said


def test_a_plug_pulled_in_the_middle_of_a_flow_loses_nothing_that_was_said(start: Start) -> None:
    with BotApiServer() as server:
        telegram = {"telegram_token": server.token, "telegram_api": server.url}
        first = start(**telegram).wait_until_up()
        phone = Phone(server, 7)
        phone.deep_link("services")
        phone.wait_for_reply(30)
        phone.wait_until(lambda: "Money and home" in phone.newest.labels, 30)
        phone.tap("Money and home")
        phone.wait_until(lambda: "Money and benefits" in phone.newest.labels, 30)
        phone.tap("Money and benefits")
        phone.wait_until(lambda: "Done" in phone.newest.labels, 30)
        first.pull_the_plug()
        phone.tap("Done")
        start(**telegram).wait_until_up()
        # The plug may go before the note that a reply was sent. Then it comes again, below the one that follows.
        phone.wait_until(lambda: any("How old is the child" in one.text for one in phone.messages), 30)


@pytest.mark.postgres
def test_two_workers_with_webhooks_share_one_conversation_in_postgresql(start: Start, postgres_url: str) -> None:
    with BotApiServer() as server:
        shared = {"telegram_token": server.token, "telegram_api": server.url, "database_url": postgres_url}
        shared |= {"secret_key": "the same for both", "webhook_secret": SECRET}
        ports = free_port(), free_port()
        hooks = [f"http://127.0.0.1:{port}/telegram/webhook" for port in ports]
        one = start(port=ports[0], webhook_url=hooks[0], **shared).wait_until_up()
        phone = Phone(server, 8)
        until(lambda: bool(server.calls_of("setChatMenuButton")))
        phone.deep_link("adult-life")
        phone.wait_for_reply(30)
        phone.wait_until(lambda: "It is for me" in phone.newest.labels, 30)
        start(port=ports[1], webhook_url=hooks[1], **shared).wait_until_up()
        until(lambda: len(server.calls_of("setChatMenuButton")) == 2)
        one.pull_the_plug()
        phone.tap("It is for me")
        phone.wait_until(lambda: phone.newest.text.startswith("How old are you?"), 30)
        assert httpx.post(hooks[1], json={"update_id": 1}).status_code == 403


def until(holds: Callable[[], bool], seconds: float = 30) -> None:
    ends = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < ends, "it did not come to that"
        time.sleep(0.02)
