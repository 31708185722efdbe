"""What the checker tells of the privacy notice, and of any text that promises more than the notice does."""

from __future__ import annotations

from datetime import date

import pytest
from content_folder import Folder

from knowledge.checks.honesty import sentence_faults
from knowledge.checks.privacy import check_privacy
from knowledge.loader import load
from knowledge.privacy import Disclosures, Privacy, Status, load_privacy

TODAY = date(2026, 11, 22)


def faults(folder: Folder, today: date | None = None) -> list[str]:
    found = check_privacy(folder.path, load(folder.path), today)
    return [str(fault).removeprefix(f"{folder.path}/") for fault in found]


def test_the_made_up_area_s_notice_has_no_faults(fenshire: Folder) -> None:
    assert faults(fenshire, TODAY) == []


BASIS, CONTACTS, NOTICE, WORDS = (f"privacy/{name}.yaml" for name in ("basis", "contacts", "notice", "words"))


@pytest.mark.parametrize(
    ("file", "old", "new", "wrong"),
    [
        (BASIS, "name: Data Act, section 1", 'name: ""', "the law has no name or no words"),
        (BASIS, "text: What you say may be about health.", 'text: ""', "the law has no name or no words"),
        (BASIS, "  text: You can complain.", '  text: ""', "the law has no name or no words"),
        (BASIS, "acknowledge_days: 30", "acknowledge_days: 0", "it gives no days"),
        (BASIS, "review_by: 2027-05-01", "review_by: 2028-05-01", "over a year after it"),
        (BASIS, "review_by: 2027-05-01", "review_by: 2026-11-20", "the review was due by 20 November 2026"),
        (BASIS, "keeper: local-offer", "keeper: nobody", "the keeper 'nobody' is not known"),
        (CONTACTS, "value: data@fenshire.example", "value: data at fenshire", "this is no email address"),
        (CONTACTS, 'value: "https://watch.example/complain"', 'value: "http://watch.example"', "is not secure"),
        (NOTICE, "version: 1", "version: 0", "versions are counted from 1"),
        (NOTICE, "changed_on: 2026-11-01", "changed_on: 2026-12-24", "the notice changes in the future"),
        (NOTICE, "changes: Nothing has changed. This is the first one.", 'changes: ""', "'changes' says nothing"),
        (NOTICE, "This is the first one.", "This is the first {one}.", "nobody fills in '{one}' here"),
        (WORDS, "  reminder:", "  # reminder:", "'reminder' is missing in keep"),
        (WORDS, '  post: "write to {way}"', "", "'post' is missing in ways"),
        (WORDS, '  post: "write to {way}"', '  post: "write to {name}"', "nobody fills in '{name}' here"),
        (WORDS, 'for {chat_hours} hours after your last message."', 'for {chat_days} days."', "'{chat_days}' here"),
        (
            WORDS,
            "  Keep it safe. We will look into it. By {by} at the latest",
            "  Keep it safe. Soon",
            "'{by}' is lost",
        ),
        (WORDS, "  # We have your complaint", "  # We {have your complaint", "a brace is not closed"),
        (WORDS, "  {changes}\n", "  {changes} {cause}\n", "nobody fills in '{cause}' here"),
        (WORDS, "  - A grown-up here reads them.", "  - One.\n  - A grown-up here reads them.", "it has 6 lines"),
        (WORDS, "trust, or call 999. We cannot", "trust. We cannot", "it does not say what to do in danger"),
        (NOTICE, "Nothing has changed.", f"{'Organisational accountability necessitates this. ' * 3}", "grade"),
        ("easy/privacy.yaml", "By {by} we must", "We must", "'{by}' is lost"),
        ("easy/privacy.yaml", "    - walk: So nobody can come to you.", "    - walk: Go to {place}.", "'{place}' here"),
        (
            "easy/privacy.yaml",
            "    - read: A grown-up here",
            "    - ask: Please.\n    - read: A grown-up here",
            "6 lines",
        ),
    ],
)
def test_what_is_wrong_is_told(fenshire: Folder, file: str, old: str, new: str, wrong: str) -> None:
    text = fenshire.read(file)
    assert old in text
    fenshire.write(file, text.replace(old, new, 1))
    found = faults(fenshire, TODAY)
    assert [one for one in found if wrong in one and one.startswith(f"{file}:")], found


def test_a_text_without_easier_words_is_told(fenshire: Folder) -> None:
    fenshire.replace("easy/privacy.yaml", "  privacy.honest:", "  privacy.honest_2:")
    assert [one for one in faults(fenshire) if one.startswith(f"{WORDS}:") and "'honest' has no easier words" in one]


def test_no_law_at_all_is_told(fenshire: Folder) -> None:
    law = next(line for line in fenshire.read(BASIS).splitlines() if "Families Act" in line)
    fenshire.replace(BASIS, f"laws:\n{law}", "laws: []")
    assert [one for one in faults(fenshire) if one.startswith("privacy/basis.yaml:") and "no law is named" in one]


def test_a_contact_that_nobody_can_reach_is_told(fenshire: Folder) -> None:
    text = fenshire.read(CONTACTS)
    fenshire.write(CONTACTS, text.replace("confidence: high", "confidence: low"))
    told = [one for one in faults(fenshire) if "there is no way to reach them" in one]
    assert [one.split(":")[1] for one in told] == ["4", "8"]


def test_a_message_that_is_too_long_is_told(fenshire: Folder) -> None:
    fenshire.replace(WORDS, "  Keep it safe. We will", "  " + "This is a line. " * 300)
    assert [one for one in faults(fenshire) if "too long for one message" in one]


class TestAnonymous:
    """T-49: nothing that families send is called anonymous while only the names are removed."""

    @pytest.mark.parametrize(
        ("file", "old", "new"),
        [
            ("texts.yaml", "not_sent: Nothing was sent", "not_sent: It is anonymous. Nothing was sent"),
            ("texts.yaml", "  do_not_send: No,", "  do_not_send: Anonymously no,"),
            (WORDS, "It is not tied to you.", "It is anonymised."),
            (NOTICE, "This is the first one.", "All of it is anonymous."),
            ("easy/privacy.yaml", "Please do not write names.", "It is anonymous."),
            ("flows/plan.yaml", "title: ", "title: Anonymous "),
        ],
    )
    def test_the_word_is_found_wherever_it_stands(self, fenshire: Folder, file: str, old: str, new: str) -> None:
        text = fenshire.read(file)
        assert old in text
        fenshire.write(file, text.replace(old, new, 1))
        told = [one for one in faults(fenshire) if "is said while the notice's status is 'names removed'" in one]
        assert told
        assert told[0].startswith(f"{file}:")

    def test_of_others_it_may_be_said(self, fenshire: Folder) -> None:
        services = fenshire.read("services/advice.yaml")
        fenshire.write("services/advice.yaml", services.replace("description: ", "description: Stay anonymous there. "))
        assert faults(fenshire) == []

    def test_of_us_it_may_not_even_be_said_in_an_answer(self, fenshire: Folder) -> None:
        answers = fenshire.read("answers/school.yaml")
        fenshire.write(
            "answers/school.yaml", answers.replace("text: ", "text: What you tell us here is anonymous. ", 1)
        )
        assert [one for one in faults(fenshire) if one.startswith("answers/school.yaml:") and "'anonymous'" in one]

    def test_once_it_is_signed_off_it_may_be_said(self, fenshire: Folder) -> None:
        fenshire.replace(NOTICE, "status: names removed", "status: anonymised")
        fenshire.replace(NOTICE, "This is the first one.", "All of it is anonymous.")
        assert faults(fenshire) == []


def notice(privacy: Privacy, disclosures: Disclosures, status: Status = "names removed") -> Privacy:
    return privacy.model_copy(update={"disclosures": disclosures, "status": status})


@pytest.fixture(scope="module")
def shipped() -> Privacy:
    from knowledge.loader import CONTENT

    return load_privacy(CONTENT / "privacy")


class TestOnePromise:
    """T-40: we promise either that we cannot trace who wrote, or that we act on it, and never both."""

    ACTS = (
        "If someone is in danger we may have to tell someone.",
        "We will pass it on to the safeguarding team.",
        "An officer will act on what you write.",
        "The team can contact you about it.",
        "The council must report it.",
        "We will come to help.",
        "If we are worried we might tell another grown-up.",
    )
    TRACES_NOT = (
        "We cannot trace who wrote this.",
        "Nobody can find out who wrote it.",
        "We do not know who you are.",
        "There is no way to tell who sent it.",
    )
    NEITHER = (
        "Nobody here can come and help you.",
        "We do not tell your parents, your carers or your school.",
        "A person will check it and put it right.",
        "Tell a grown-up you trust.",
        "They may tell someone else if a life is in danger.",
        "I will write to you here about this.",
        "Who can I talk to?",
    )

    @pytest.mark.parametrize("sentence", ACTS)
    def test_a_promise_to_act_does_not_stand_beside_one_not_to_trace(self, shipped: Privacy, sentence: str) -> None:
        assert [wrong for wrong, _right in sentence_faults(sentence, notice(shipped, "not traced"))]
        assert not list(sentence_faults(sentence, notice(shipped, "acted on")))

    @pytest.mark.parametrize("sentence", TRACES_NOT)
    def test_a_promise_not_to_trace_does_not_stand_beside_one_to_act(self, shipped: Privacy, sentence: str) -> None:
        assert [wrong for wrong, _right in sentence_faults(sentence, notice(shipped, "acted on"))]
        assert not list(sentence_faults(sentence, notice(shipped, "not traced")))

    @pytest.mark.parametrize("sentence", NEITHER)
    @pytest.mark.parametrize("disclosures", ["not traced", "acted on"])
    def test_what_promises_neither_is_no_fault(self, shipped: Privacy, sentence: str, disclosures: Disclosures) -> None:
        assert not list(sentence_faults(sentence, notice(shipped, disclosures)))

    def test_the_file_and_the_line_of_a_broken_promise_are_told(self, fenshire: Folder) -> None:
        old = "not_sent: Nothing was sent and nothing was kept."
        fenshire.replace("texts.yaml", old, "not_sent: We may have to tell someone.")
        line = fenshire.line("texts.yaml", "not_sent:")
        assert [one for one in faults(fenshire) if one.startswith(f"texts.yaml:{line}: it promises to act")]

    def test_where_the_council_acts_the_words_that_it_cannot_have_to_go(self, fenshire: Folder) -> None:
        fenshire.replace(NOTICE, "disclosures: not traced", "disclosures: acted on")
        told = [one for one in faults(fenshire) if "it says that we cannot trace who wrote" in one]
        assert {one.split(":")[0] for one in told} >= {"privacy/words.yaml", "easy/privacy.yaml"}
