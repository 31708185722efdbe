"""Every journey over every channel: the same conversation has to work wherever it is held."""

from collections.abc import Callable, Iterator
from io import BytesIO

import pytest
from botapi.server import BotApiServer
from docx import Document
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
PLAYED = [(journey, channel) for journey in JOURNEYS for channel in journey.channels]


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


@pytest.mark.parametrize(
    ("journey", "player"), PLAYED, indirect=["player"], ids=[f"{channel}-{journey.name}" for journey, channel in PLAYED]
)
def test_a_whole_conversation_goes_as_it_is_written_down(journey: Journey, player: Player) -> None:
    play(journey, player)


def test_what_telegram_says_of_a_person_is_kept_nowhere(line: Line) -> None:
    player = TelegramPlayer(line, first_name="Quillfeather")
    player.start("feedback")
    player.tap("A service")
    player.say("sendias")
    player.send("location")
    held = unsealed(rows(line.house.engine), line.house.sealer)
    assert "sendias" in held
    assert "Quillfeather" not in held
    with line.house.engine.connect() as connection:
        columns = {column["name"] for name in WHO for column in inspect(connection).get_columns(name)}
    assert not {"name", "username", "chat_id", "phone", "latitude"} & columns


def test_a_page_that_someone_made_comes_to_their_own_telegram_chat_with_their_words(line: Line) -> None:
    for words in ("zebra polishing", "llama parades"):
        player = TelegramPlayer(line)
        player.start("my-page")
        player.tap("Make my page")
        player.say(words)
        for skip in ("Skip what I am good at", "Skip what I need", "Skip what I want", "Skip who helps me"):
            player.tap(skip)
        picture, page = [line.server.files[one.file] for one in player.phone.messages if one.by_bot and one.file]
        assert picture.content.startswith(b"\x89PNG")
        (table,) = Document(BytesIO(page.content)).tables
        assert table.rows[0].cells[1].paragraphs[1].text == words
        player.close()


def test_no_two_journeys_have_one_name() -> None:
    names = [journey.name for journey in JOURNEYS]
    assert sorted(names) == sorted(set(names))


def test_the_journeys_together_do_all_that_a_person_can_do() -> None:
    assert {turn.act for journey in JOURNEYS for turn in journey.turns} == set(ACTS)


def test_each_journey_looks_at_what_it_sees() -> None:
    blind = [one.name for one in JOURNEYS if not any(turn.see or turn.buttons for turn in one.turns)]
    assert blind == []
