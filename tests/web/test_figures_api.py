"""The JSON API: a key for everything, refusals with a remedy, and nothing but what is published."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from fake_assistant import FakeAssistant
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from replies import SUMMER, TODAY, many, put
from schemathesis.generation import GenerationMode
from sqlalchemy import Engine
from sqlmodel import Session
from starlette.testclient import TestClient

from handlers.desk import Desk
from handlers.figures import options_of
from storage.api_keys import ApiKeys
from storage.figures import update_all_figures
from storage.releases import release
from storage.tables import Response
from web.app import create_app
from web.figures_api import PATH, FiguresApi
from web.site import Site


@pytest.fixture
def key(sqlite_engine: Engine) -> str:
    with Session(sqlite_engine) as session, session.begin():
        return ApiKeys(session).make("the data team", TODAY)[1]


@pytest.fixture
def app(sqlite_engine: Engine, assistant: FakeAssistant, site: Site, desk: Desk) -> FastAPI:
    """The whole site, on a database with a quarter of replies that is published."""
    put(sqlite_engine, *many({"yes": 42, "partly": 11, "no": 9}, "helpful", district="norwich", age_band="5-10"))
    put(sqlite_engine, *many({"yes": 31, "partly": 3, "no": 6}, "helpful", district="breckland"))
    put(sqlite_engine, *many({"yes": 2, "no": 1}, "helpful", district="broadland", about="another"))
    with Session(sqlite_engine) as session, session.begin():
        answer = {"kind": "did", "said": "Letters are hard.", "text": "We wrote them again.", "made_on": SUMMER}
        session.add(Response(**answer, published_on=SUMMER))
        session.add(Response(**answer, published_on=None))
    update_all_figures(sqlite_engine)
    release(sqlite_engine, TODAY, options_of(desk))
    made = create_app(assistant, site=site)
    made.mount(PATH, FiguresApi(sqlite_engine, lambda: desk, lambda: TODAY).app())
    return made


@pytest.fixture
def client(app: FastAPI, key: str) -> TestClient:
    return TestClient(app, headers={"Authorization": f"Bearer {key}"}, raise_server_exceptions=False)


def get(client: TestClient, path: str, **query: Any) -> Any:
    answer = client.get(f"{PATH}{path}", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_a_table_is_told_as_it_was_published(client: TestClient) -> None:
    table = get(client, "/figures", quarter="2026-Q3", measure="helpful", by="district")
    assert table["total"]["replies"] == 105
    assert table["total"]["cells"][0] == {"value": "yes", "count": 75, "share": 71, "hidden": False}
    assert "broadland" not in {row["key"] for row in table["rows"]}
    norwich = next(row for row in table["rows"] if row["key"] == "norwich")
    assert norwich["name"] == "Norwich"
    assert norwich["counts"]["cells"][2] == {"value": "no", "count": None, "share": None, "hidden": True}


def test_what_there_is_to_ask_for_is_told(client: TestClient) -> None:
    assert get(client, "/quarters")["quarters"] == [
        {"name": "2026-Q3", "first_day": "2026-06-29", "last_day": "2026-09-27"}
    ]
    assert "helpful" in {measure["id"] for measure in get(client, "/measures")["measures"]}
    assert get(client, "/comments-so-far") == {"comments": 105, "through": "2026-10-25"}


def test_only_published_answers_are_told(client: TestClient) -> None:
    answers = get(client, "/answers")
    assert [one["text"] for one in answers["answers"]] == ["We wrote them again."]
    assert answers["next_page"] is None
    assert get(client, "/answers", page=2)["answers"] == []


@pytest.mark.parametrize("header", [{}, {"Authorization": "Bearer nothing"}, {"Authorization": "Basic x"}])
def test_nothing_is_told_without_a_key(app: FastAPI, header: dict[str, str]) -> None:
    for path in ("/figures", "/measures", "/quarters", "/answers", "/comments-so-far"):
        answer = TestClient(app).get(f"{PATH}{path}", headers=header)
        assert answer.status_code == 401
        assert answer.headers["content-type"] == "application/problem+json"
        assert "makes keys" in answer.json()["detail"]
        assert answer.headers["www-authenticate"] == "Bearer"


def test_a_key_that_was_ended_opens_nothing(client: TestClient, sqlite_engine: Engine) -> None:
    with Session(sqlite_engine) as session, session.begin():
        keys = ApiKeys(session)
        (one,) = keys.all()
        keys.switch_off(one.id)
    assert client.get(f"{PATH}/measures").status_code == 401


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/figures?quarter=2026-Q5&measure=helpful&by=district", 422),
        ("/figures?quarter=2026-Q3&measure=helpful&by=street", 422),
        ("/figures?quarter=2026-Q3&measure=nothing&by=district", 404),
        ("/figures?quarter=2026-Q4&measure=helpful&by=district", 404),
        ("/answers?page=-1", 422),
        ("/answers?page=junk", 422),
        ("/answers?pgae=2", 422),
        ("/secrets", 404),
    ],
)
def test_a_refusal_says_what_to_do(client: TestClient, path: str, status: int) -> None:
    answer = client.get(f"{PATH}{path}")
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == status
    assert PATH in answer.json()["detail"]


def test_it_can_only_be_read(client: TestClient) -> None:
    answer = client.post(f"{PATH}/measures")
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET"


def test_the_description_is_of_the_api_alone(app: FastAPI) -> None:
    described = TestClient(app).get(f"{PATH}/openapi.json").json()
    assert set(described["paths"]) == {"/measures", "/quarters", "/figures", "/comments-so-far", "/answers"}
    assert described["servers"] == [{"url": PATH}]


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
def test_every_answer_is_as_the_description_says(app: FastAPI, key: str, mode: GenerationMode) -> None:
    described = schemathesis.openapi.from_asgi(f"{PATH}/openapi.json", app)
    operations = [found.ok() for found in described.get_all_operations()]
    assert len(operations) == 5
    for operation in operations:
        if mode is GenerationMode.NEGATIVE and not operation.query:
            continue

        @settings(max_examples=20, suppress_health_check=list(HealthCheck), deadline=None, database=None)
        @given(case=operation.as_strategy(generation_mode=mode))
        def answers_as_it_says(case: schemathesis.Case) -> None:
            # Where what is wrong is that there is no key, sending one would make it right.
            wrong = {part.name for part, info in case.meta.components.items() if info.mode is GenerationMode.NEGATIVE}
            keyed = wrong != {"HEADER"} and {"Authorization": f"Bearer {key}"}
            case.call_and_validate(headers=keyed or None)

        answers_as_it_says()
