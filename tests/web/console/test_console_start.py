from collections.abc import Callable
from datetime import date

from office import Office
from saying import said, send
from sqlmodel import Session
from starlette.testclient import TestClient

from handlers.desk import Desk
from handlers.examples import make_examples
from storage.examples import put_in
from storage.roles import Role
from web.console.shell import Console


def test_an_officer_who_signed_in_sees_what_waits(enter: Callable[[Role], Office], console: Console) -> None:
    send(console.engine, console.sealer, said("The hall was cold."), said("I am afraid.", worry=True))
    page = enter("viewer").open("/console")
    assert page.status_code == 200
    flagged, new = page.text.index("Worry flags that nobody has read yet"), page.text.index("New comments")
    assert flagged < new
    assert "The hall was cold." not in page.text
    assert page.headers["cache-control"] == "no-store"


def test_nobody_sees_the_console_without_signing_in(client: TestClient) -> None:
    answer = client.get("/console")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/console/sign-in?back=/console"


def test_a_console_with_example_data_says_so_on_its_pages(
    enter: Callable[[Role], Office], console: Console, desk: Desk
) -> None:
    officer = enter("viewer")
    assert "Example data." not in officer.open("/console").text
    with Session(console.engine) as session, session.begin():
        put_in(make_examples(desk, date(2026, 11, 22)), session, console.sealer)
    assert "Example data." in officer.open("/console").text
