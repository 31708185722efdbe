"""The inbox in the console: what an officer sees of it, finds in it and does with several comments at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from comments import SENDIASS, comment, ids, keep, row, ticks
from office import Office
from saying import MONDAY, send
from stored import rows

from storage.roles import Role
from storage.word_search import index_all
from web.console.shell import Console

Enter = Callable[[Role], Office]


@pytest.fixture
def moderator(enter: Enter) -> Office:
    return enter("moderator")


def test_a_worry_stands_first_in_words_and_each_line_says_what_it_is(moderator: Office, console: Console) -> None:
    keep(console, "they rang back at once", district="norwich", age_band="11-15")
    keep(console, "he hits me when I come home", worry=True)
    page = moderator.open("/console/inbox").text
    assert page.index("Worry flag") < page.index("he hits me") < page.index("they rang back")
    for told in (console.desk().title(SENDIASS), "Norwich, Aged 11 to 15", "nobody has started on it", "Week of"):
        assert told in page


def test_a_page_notes_once_for_each_comment_that_it_was_read(moderator: Office, console: Console) -> None:
    for number in range(3):
        keep(console, f"number {number} of these is mine")
    moderator.open("/console/inbox")
    noted = [(one["who"], one["what"]) for one in rows(console.engine)["decision"]]
    assert noted.count((moderator.name, "read")) == 3


def test_fifty_are_on_a_page_and_the_others_are_reached_both_ways(moderator: Office, console: Console) -> None:
    send(console.engine, console.sealer, *(comment(f"this is number {one} of mine") for one in range(60)))
    first = moderator.open("/console/inbox").text
    assert len(ticks(first)) == 50
    assert "Previous page" not in first
    onward = first.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0].replace("&amp;", "&")
    second = moderator.open(onward).text
    assert len(ticks(second)) == 10
    assert not set(ticks(first)) & set(ticks(second))
    back = second.split('rel="prev"')[0].rsplit('href="', 1)[1].split('"')[0].replace("&amp;", "&")
    assert ticks(moderator.open(back).text) == ticks(first)


@pytest.mark.parametrize(("query", "found"), [
    ("kind=view", {"b"}), ("about=norfolk-sendiass", {"a"}), ("district=norwich", {"a"}), ("age_band=11-15", {"b"}),
    ("status=received", {"a", "b", "c"}), ("status=done", set()), ("worry=yes", {"c"}), ("worry=no", {"a", "b"}),
    ("words=lift", {"b"}), ("words=lifts+BROKEN", {"b"}), ("words=lift+garden", set()), ("theme=health", {"b"}),
    ("outcome=being-healthy", {"b"}), ("priority=4", {"b"}), ("priority=priority.4", {"b"}),
    ("showing=waiting", {"a", "b", "c"}),
    (f"since={MONDAY}", {"a", "b"}), (f"until={MONDAY - timedelta(days=3)}", {"c"}),
])  # fmt: skip
def test_each_filter_narrows_the_list(moderator: Office, console: Console, query: str, found: set[str]) -> None:
    keep(console, "a garden is what we want", district="norwich")
    keep(console, "b the lift is broken", kind="view", age_band="11-15", about="health")
    send(
        console.engine,
        console.sealer,
        comment("c nobody listens to me", about="local-offer", worry=True),
        day=MONDAY - timedelta(weeks=2),
    )
    index_all(console.engine, console.sealer)
    page = moderator.open(f"/console/inbox?{query}").text
    shown = {one for one in "abc" if f'sp-row__words">{one} ' in page}
    assert shown == found


def test_a_service_is_found_by_its_name_as_well(moderator: Office, console: Console) -> None:
    keep(console, "they rang back at once")
    title = console.desk().title(SENDIASS)
    assert "they rang back" in moderator.open(f"/console/inbox?about={title}").text
    assert "There is no service or subject called “Narnia”" in moderator.open("/console/inbox?about=Narnia").text


@pytest.mark.parametrize("query", [
    "after=junk", "after=1.2026-99-99.x", "before=0.2026-01-01.", "page=-1", "kind=praise&status=new&district=nowhere",
    "since=yesterday&until=0000-00-00", "priority=99", "theme=%00", "worry=perhaps", "words=%3Cscript%3E",
    "words=the+of+it",
    "told=nonsense&left=zz-zz&done=99999", "age_band[]=1", "words=" + "zebra+" * 1700, "about=" + "x" * 5000,
])  # fmt: skip
def test_junk_in_the_address_is_a_kind_page(moderator: Office, console: Console, query: str) -> None:
    keep(console, "they rang back at once")
    page = moderator.open(f"/console/inbox?{query}")
    assert page.status_code == 200
    assert "not for sharing" in page.text


def test_a_search_of_ten_thousand_letters_looks_for_its_first_words_and_says_so(
    moderator: Office, console: Console
) -> None:
    keep(console, "garden window carpet kitchen basket ladder pencil blanket")
    words = "garden+window+carpet+kitchen+basket+ladder+pencil+blanket" + "+lantern" * 1400
    page = moderator.open(f"/console/inbox?words={words}").text
    assert "These are the first 8 words of it" in page
    assert 'value="garden window carpet kitchen basket ladder pencil blanket"' in page
    assert len(ticks(page)) == 1


def test_script_in_a_comment_is_shown_as_text(moderator: Office, console: Console) -> None:
    keep(console, "<script>alert(1)</script> =HYPERLINK(1) rang back")
    page = moderator.open("/console/inbox").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_complaint_says_by_when_it_must_be_acknowledged(moderator: Office, console: Console) -> None:
    keep(console, "you kept it for years and years", kind="complaint", about="data")
    assert "Say that you have it by" in moderator.open("/console/inbox?kind=complaint").text


# Saved filters


def test_a_saved_filter_comes_back_and_is_its_officers_alone(enter: Enter) -> None:
    ann = enter("viewer")
    saved = ann.send("/console/inbox/filters", {"name": "Worries", "query": "worry=yes&status=received&junk=1"})
    assert saved.headers["location"].endswith("told=filter-saved")
    assert 'href="/console/inbox?status=received&amp;worry=yes">Worries</a>' in ann.open("/console/inbox").text
    bob = enter("editor")
    assert "Worries" not in bob.open("/console/inbox").text
    filter_id = ann.open("/console/inbox").text.split("/console/inbox/filters/")[1].split("/")[0]
    bob.send(f"/console/inbox/filters/{filter_id}/delete")
    ann_again = enter_again(ann)
    assert "Worries" in ann_again.open("/console/inbox").text
    ann_again.send(f"/console/inbox/filters/{filter_id}/delete")
    assert "Worries" not in ann_again.open("/console/inbox").text


def enter_again(office: Office) -> Office:
    return office


def test_a_filter_without_a_name_is_asked_for_one(moderator: Office) -> None:
    page = moderator.send("/console/inbox/filters", {"name": " ", "query": "worry=yes"})
    assert page.status_code == 400
    assert "Give the filter a name." in page.text


# Several at once


def test_with_what_is_ticked_one_thing_is_done(moderator: Office, console: Console) -> None:
    for number in range(3):
        keep(console, f"number {number} of these is mine")
    chosen = ticks(moderator.open("/console/inbox").text)
    done = moderator.send("/console/inbox/chosen", {"chosen": chosen[:2], "do": "start", "back": "status=received"})
    assert done.headers["location"] == "/console/inbox?status=received&told=start&done=2"
    assert "reading them: 2." in moderator.open(done.headers["location"]).text
    assert sorted(row(console, one).status for one in ids(console)) == ["reading", "reading", "received"]


def test_what_changed_meanwhile_is_named_and_the_others_are_done(moderator: Office, console: Console) -> None:
    for number in range(2):
        keep(console, f"number {number} of these is mine")
    chosen = ticks(moderator.open("/console/inbox").text)
    moderator.send("/console/inbox/chosen", {"chosen": chosen[:1], "do": "held", "reason": "legal"})
    done = moderator.send("/console/inbox/chosen", {"chosen": chosen, "do": "rejected", "reason": "swearing"})
    page = moderator.open(done.headers["location"]).text
    assert f"{chosen[0][:8]}</a>: another officer changed it meanwhile" in page
    assert [row(console, one.split(".")[0]).showing for one in chosen] == ["held", "rejected"]


def test_with_nothing_ticked_nothing_is_done_and_that_is_said(moderator: Office, console: Console) -> None:
    keep(console, "they rang back at once")
    done = moderator.send("/console/inbox/chosen", {"do": "rejected", "chosen": ["junk", "0.1"]})
    assert "Nothing was ticked" in moderator.open(done.headers["location"]).text


def test_several_are_tagged_and_found_by_the_tag(moderator: Office, console: Console) -> None:
    keep(console, "they rang back at once")
    chosen = ticks(moderator.open("/console/inbox").text)
    moderator.send("/console/inbox/chosen", {"chosen": chosen, "do": "tags", "tag": "theme.transport"})
    assert ticks(moderator.open("/console/inbox?theme=transport").text) == chosen
    assert ticks(moderator.open("/console/inbox?theme=housing").text) == []
    made_up = moderator.send("/console/inbox/chosen", {"chosen": chosen, "do": "tags", "tag": "theme.made-up"})
    assert "told=nothing" in made_up.headers["location"]


def test_answering_several_leads_to_one_form(moderator: Office, console: Console) -> None:
    for number in range(2):
        keep(console, f"number {number} of these is mine")
    chosen = ticks(moderator.open("/console/inbox").text)
    form = moderator.send("/console/inbox/chosen", {"chosen": chosen, "do": "answer"})
    assert "Answer 2 comments" in moderator.open(form.headers["location"]).text


def test_a_viewer_reads_and_decides_nothing(enter: Enter, console: Console) -> None:
    comment_id = keep(console, "they rang back at once")
    viewer = enter("viewer")
    page = viewer.open("/console/inbox").text
    assert "they rang back" in page
    assert "Hold" not in page
    refused = viewer.send("/console/inbox/chosen", {"chosen": [f"{comment_id}.1"], "do": "held"})
    assert refused.status_code == 403
    assert row(console, comment_id).showing == "waiting"


def test_the_first_page_counts_what_waits(moderator: Office, console: Console) -> None:
    keep(console, "they rang back at once")
    page = moderator.open("/console").text
    assert page.split('href="/console/inbox?status=received"')[0].rsplit('value">', 1)[1].startswith("1</dd>")


def test_a_week_that_is_asked_for_is_the_whole_week(moderator: Office, console: Console) -> None:
    keep(console, "they rang back at once")
    wednesday: date = MONDAY + timedelta(days=2)
    assert "they rang back" in moderator.open(f"/console/inbox?since={wednesday}&until={wednesday}").text
