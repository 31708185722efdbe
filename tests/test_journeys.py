"""Every journey over every channel: the same conversation has to work wherever it is held."""

from collections.abc import Callable, Iterator

import pytest
from botapi.server import BotApiServer
from journeys.core_player import CorePlayer
from journeys.house import House
from journeys.journey import ACTS, Journey, journeys, play
from journeys.player import Player
from journeys.telegram_player import Line, TelegramPlayer
from journeys.web_player import WebPlayer
from sqlalchemy import inspect
from stored import WHO, rows, unsealed

from handlers.desk import Desk

JOURNEYS = list(journeys())
PLAYERS = ("core", "web", "telegram")


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, desk: Desk) -> Iterator[House]:
    house = House(f"sqlite:///{tmp_path_factory.mktemp('house')}/signpost.db", desk)
    yield house
    house.close()


@pytest.fixture(scope="module")
def line(tmp_path_factory: pytest.TempPathFactory, desk: Desk) -> Iterator[Line]:
    house = House(f"sqlite:///{tmp_path_factory.mktemp('line')}/signpost.db", desk)
    with BotApiServer() as server:
        line = Line(house, server)
        yield line
        line.stop()
    house.close()


@pytest.fixture
def player(request: pytest.FixtureRequest) -> Iterator[Player]:
    makes: dict[str, Callable[[], Player]] = {
        "core": lambda: CorePlayer(request.getfixturevalue("house")),
        "web": lambda: WebPlayer(request.getfixturevalue("house")),
        "telegram": lambda: TelegramPlayer(request.getfixturevalue("line")),
    }
    player = makes[request.param]()
    yield player
    player.close()


@pytest.mark.parametrize("player", PLAYERS, indirect=True)
@pytest.mark.parametrize("journey", JOURNEYS, ids=[journey.name for journey in JOURNEYS])
def test_a_whole_conversation_goes_as_it_is_written_down(journey: Journey, player: Player) -> None:
    play(journey, player)


def test_what_telegram_says_of_a_person_is_kept_nowhere(line: Line) -> None:
    player = TelegramPlayer(line, first_name="Quillfeather")
    player.start("feedback")
    player.say("sendias")
    player.send("location")
    held = unsealed(rows(line.house.engine), line.house.sealer)
    assert "sendias" in held
    assert "Quillfeather" not in held
    with line.house.engine.connect() as connection:
        columns = {column["name"] for name in WHO for column in inspect(connection).get_columns(name)}
    assert not {"name", "username", "chat_id", "phone", "latitude"} & columns


def test_no_two_journeys_have_one_name() -> None:
    names = [journey.name for journey in JOURNEYS]
    assert sorted(names) == sorted(set(names))


def test_the_journeys_together_do_all_that_a_person_can_do() -> None:
    assert {turn.act for journey in JOURNEYS for turn in journey.turns} == set(ACTS)


def test_each_journey_looks_at_what_it_sees() -> None:
    blind = [one.name for one in JOURNEYS if not any(turn.see or turn.buttons for turn in one.turns)]
    assert blind == []
