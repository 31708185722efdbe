from collections.abc import Callable

from office import Office
from starlette.testclient import TestClient

from storage.roles import Role


def test_an_officer_who_signed_in_sees_what_waits(enter: Callable[[Role], Office]) -> None:
    page = enter("viewer").open("/console")
    assert page.status_code == 200
    assert "Being read, no answer yet" in page.text
    assert page.headers["cache-control"] == "no-store"


def test_nobody_sees_the_console_without_signing_in(client: TestClient) -> None:
    answer = client.get("/console")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/console/sign-in?back=/console"
