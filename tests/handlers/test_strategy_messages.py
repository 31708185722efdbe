"""What the strategy looks like: every number with its date and its caution, every blank and every colour in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from handlers.desk import Desk
from handlers.entry_messages import entry_message
from handlers.marks import blocks
from handlers.outcomes import Reached, show
from handlers.reader import Reader
from handlers.state import FlowState
from handlers.strategy_messages import action_board, item_message, promise_list, promise_message
from handlers.tables import table_lines
from handlers.turn import Message
from knowledge.strategy import Action, Promise, StrategyItem, Table, Update
from storage.progress import Note

TODAY = date(2026, 12, 1)
READER = Reader(TODAY)
LONGEST_MESSAGE = 4096
PAGE = "https://council.example/page"


def item(entry_id: str, desk: Desk) -> StrategyItem:
    return desk.knowledge.strategy.items[entry_id]


def labels(message: Message) -> list[str]:
    return [choice.label for choice in message.choices]


def lines(message: Message) -> list[str]:
    return [line for block in blocks(message.text) for line in block.lines]


def made_promise(*updates: Update, status: str = "under way") -> Promise:
    return Promise.model_validate(
        {
            "id": "promise-made-up",
            "title": "A swing for all",
            "text": "There will be a swing.",
            "rests_on": ["st-future-three-schools"],
            "status": status,
            "updates": [update.model_dump() for update in updates],
        }
    )


def made_action(ref: str, theme: str = "Swings", **columns: object) -> Action:
    blank = {"lead_agency": None, "lead": None, "target_date": None, "progress": None}
    return Action.model_validate(
        {"ref": ref, "action": "Do it.", "group": "A group", "theme": theme, **blank, **columns}
    )


def reached(outcome: str, desk: Desk, first: int = 0, **answers: str) -> Message:
    flow = desk.knowledge.flows["strategy"]
    (message,) = show(Reached(flow, outcome, FlowState(flow.id, dict(answers)), READER, first), desk)
    return message


def test_a_line_says_when_it_was_true_and_where_it_is_written(desk: Desk) -> None:
    said = lines(item_message(item("st-fig-20-weeks", desk), desk, READER))
    where = "Norfolk Area SEND Strategy, spring 2021, Local context, page 7"
    assert any("20.1%" in line for line in said)
    assert any("When this was true: " in line for line in said)
    assert any(where in line and "We checked this on " in line for line in said)


@pytest.mark.parametrize("easy", [False, True])
def test_a_number_that_does_not_add_up_never_comes_without_its_caution(easy: bool, desk: Desk) -> None:
    reader = Reader(TODAY, easy=easy)
    message = item_message(item("st-table-ehcp-by-age", desk), desk, reader)
    assert "Take care with this: " in message.text
    assert "7,463" in message.text
    assert "Aged 5 to 10: 1,746 in 2020, 2,017 in 2021" in message.text


def test_a_line_leads_to_its_priority_to_its_promise_and_to_saying_that_it_is_wrong(desk: Desk) -> None:
    assert "Priority 1: working together" in labels(item_message(item("st-p1-need-active-role", desk), desk, READER))
    promised = labels(item_message(item("st-future-three-schools", desk), desk, READER))
    assert "Three new special schools" in promised
    assert desk.knowledge.texts.buttons.wrong in promised
    assert promised[-1] == desk.knowledge.texts.buttons.menu


def test_the_line_about_all_priorities_leads_to_each_of_them(desk: Desk) -> None:
    found = labels(item_message(item("st-four-priorities", desk), desk, READER))
    assert len([label for label in found if label.startswith("Priority ")]) == 4


def test_a_line_past_its_review_says_so_and_one_long_past_it_is_held_back(desk: Desk) -> None:
    one = item("st-fig-20-weeks", desk)
    late = Reader(one.review_by + timedelta(days=1))
    assert desk.knowledge.texts.card.past_review in item_message(one, desk, late).text
    assert desk.knowledge.texts.card.past_review not in item_message(one, desk, Reader(one.review_by)).text
    assert entry_message(one.id, desk, Reader(one.review_by + timedelta(days=181))) is None


def test_a_promise_shows_its_news_newest_first_with_day_and_site(desk: Desk) -> None:
    old, new, newest = (
        Update(on=date(2023, 1, 5), text="Dug a hole.", source=PAGE),
        Update(on=date(2024, 2, 6), text="Put it up.", source=PAGE),
        Update(on=date(2024, 2, 6), text="Painted it.", source=PAGE),
    )
    said = lines(promise_message(made_promise(old, new, newest), desk, READER))
    news = [line for line in said if line.endswith("(from council.example)")]
    assert news == [
        "6 February 2024: Painted it. (from council.example)",
        "6 February 2024: Put it up. (from council.example)",
        "5 January 2023: Dug a hole. (from council.example)",
    ]
    assert [link.url for link in promise_message(made_promise(old, new), desk, READER).links] == [PAGE]


def test_a_promise_without_news_says_so_and_names_what_was_written(desk: Desk) -> None:
    message = promise_message(made_promise(status="not yet given"), desk, READER)
    assert "What came of it: not yet given" in message.text
    assert desk.knowledge.texts.strategy.no_news in message.text
    assert "Norfolk Area SEND Strategy, spring 2021" in message.text


def test_what_became_of_each_promise_is_said_in_words(desk: Desk) -> None:
    words = desk.knowledge.texts.strategy.statuses
    promises = list(desk.knowledge.strategy.promises.values())
    message = promise_list(promises[:8], desk, READER)
    # What a short form stands for may follow it, so the start and the end of a line are looked at.
    listed = [line for line in lines(message) if ": " in line]
    assert [line.rsplit(": ", 1)[1] for line in listed] == [words[promise.status] for promise in promises[:8]]
    assert labels(message) == [promise.title for promise in promises[:8]]


def test_a_blank_on_the_action_board_is_told_as_one(desk: Desk) -> None:
    said = lines(action_board([made_action("9.9.9")], desk, READER))
    assert [line for line in said if line.endswith(": not yet given")] == [
        "The group that leads it: not yet given",
        "The person who leads it: not yet given",
        "Target date: not yet given",
        "Progress: not yet given",
    ]


@pytest.mark.parametrize("colour", ["red", "amber", "green", "blue"])
def test_a_colour_is_said_in_words_with_what_it_means(colour: str, desk: Desk) -> None:
    action = made_action("9.9.9", target_date=date(2027, 3, 1), lead="A. Person", progress=colour)
    text = action_board([action], desk, READER).text
    assert f"Progress: {colour}, which means that " in text
    assert "Target date: 1 March 2027" in text
    assert "The person who leads it: A. Person" in text


def test_a_theme_is_named_once_above_its_actions(desk: Desk) -> None:
    board = [made_action("1"), made_action("2"), made_action("3", theme="Slides")]
    text = action_board(board, desk, READER).text
    assert text.count("Swings. Looked after by: A group.") == 1
    assert text.index("Slides. ") < text.index("# 3 ")


@pytest.mark.parametrize(
    ("columns", "row", "said"),
    [
        (("age", "2020", "2021"), ("Aged 5 to 10", 1746, 2017), "Aged 5 to 10: 1,746 in 2020, 2,017 in 2021"),
        (("age", "2019/20"), ("All", 7.5), "All: 7.5 in 2019/20"),
        (("measure", "National", "Fenshire"), ("In work %", 4, 3), "In work: National 4%, Fenshire 3%"),
        (("group", "area", "Rate %"), ("All", "Fenshire", "0.10"), "All, Fenshire: Rate 0.10%"),
        (("group", "Rate %"), ("All", "11.8%"), "All: Rate 11.8%"),
        (("group", "Number"), ("All", 156890), "All: Number 156,890"),
    ],
)
def test_a_row_of_a_table_reads_as_a_sentence(
    columns: tuple[str, ...], row: tuple[str | int | float, ...], said: str, desk: Desk
) -> None:
    assert list(table_lines(Table(columns=columns, rows=(row,)), desk.knowledge.texts.strategy)) == [said]


@pytest.mark.parametrize("easy", [False, True])
def test_every_line_and_every_promise_fits_one_message(easy: bool, desk: Desk) -> None:
    strategy = desk.knowledge.strategy
    reader = Reader(TODAY, easy=easy)
    texts = {one: entry_message(one, desk, reader) for one in (*strategy.items, *strategy.promises)}
    assert [one for one, message in texts.items() if message is None or len(message.text) > LONGEST_MESSAGE] == []


def test_every_number_of_every_theme_has_its_date_and_no_raw_key(desk: Desk) -> None:
    flow = desk.knowledge.flows["strategy"]
    themes = [name for name, outcome in flow.outcomes.items() if outcome.do == "show numbers"]
    assert len(themes) >= 5
    for theme in themes:
        message = reached(theme, desk)
        shown = flow.outcomes[theme].arguments["lines"].split()
        assert message.text.count("When this was true: ") == len(shown)
        assert "_percent" not in message.text
        assert len(message.text) <= LONGEST_MESSAGE


def test_promises_come_eight_at_a_time_and_all_of_them_come(desk: Desk) -> None:
    titles = [promise.title for promise in desk.knowledge.strategy.promises.values()]
    more = desk.knowledge.texts.strategy.more
    seen: list[str] = []
    for first in range(0, len(titles), 8):
        offered = labels(reached("promises", desk, first))
        shown = [label for label in offered if label in titles]
        assert len(shown) <= 8
        assert (more in offered) == (first + 8 < len(titles))
        seen.extend(shown)
    assert seen == titles


def test_a_page_beyond_the_last_shows_the_last_one(desk: Desk) -> None:
    titles = [promise.title for promise in desk.knowledge.strategy.promises.values()]
    assert titles[-1] in labels(reached("promises", desk, 9999))


@pytest.mark.parametrize("number", ["1", "2", "3", "4"])
def test_the_guide_of_a_priority_names_the_document_it_rests_on(number: str, desk: Desk) -> None:
    message = reached("priority-guide", desk, what="priorities", priority=number)
    for heading in ("Why it matters", "What needs to happen", "It is working when"):
        assert f"# {heading}" in message.text
    assert "Sources: Norfolk Area SEND Strategy" in message.text


def told(item: str, state: str, **more: Any) -> Reader:
    """A reader, after an officer noted something."""
    given: dict[str, Any] = {"words": "Two are open.", "source": None, "noted_on": date(2026, 9, 1), "due_on": None}
    note = Note("n", item, state, **(given | more), who="Ann Lee", at=datetime(2026, 11, 20, tzinfo=UTC))
    return replace(READER, progress=lambda: {item: note})


def test_what_an_officer_says_of_a_promise_goes_before_what_we_have_read(desk: Desk) -> None:
    promise = made_promise(status="under way")
    message = promise_message(promise, desk, told(promise.id, "done", source=PAGE))
    assert "What came of it: The council says that it is done" in message.text
    assert "Two are open. Since 1 September 2026." in message.text
    assert [link.url for link in message.links] == [PAGE]
    assert "Ann Lee" not in message.text
    assert "The council says that it is done" in promise_list([promise], desk, told(promise.id, "done")).text
    assert "What came of it: under way" in promise_message(promise, desk, told(promise.id, "not-told")).text


def test_what_an_officer_says_of_an_action_goes_before_the_plans_own_cells(desk: Desk) -> None:
    action = made_action("9.9.9", target_date=date(2027, 3, 1), progress="green")
    text = action_board([action], desk, told("9.9.9", "amber", due_on=date(2027, 5, 1))).text
    assert "Progress: amber, which means that " in text
    assert "Target date: 1 May 2027" in text
    assert "Two are open." in text
