"""A small base with words of its own, so that these tests do not move when the content does."""

from __future__ import annotations

from typing import Any

from knowledge.matching import Entry, Matcher, Words


def made_words(**changed: Any) -> Words:
    """Words of a few lines; `changed` keys replace them."""
    return Words.model_validate(
        {
            "same": [
                {"term": "ehcp", "also": ["ehc plan", "echp"]},
                {"term": "speech therapy", "also": ["salt"]},
                {"term": "askmeaning", "also": ["what is"], "weight": 0.5},
                {"term": "child", "also": ["son", "daughter"], "weight": 0.1},
            ],
            "related": [{"words": ["melatonin"], "means": ["sleep"], "weight": 0.6}],
            "text_speak": {"skool": "school", "wots": "what is"},
            "stop": "the a an i my me to for of is it do does how can what with we our he she has have in on",
            "questions": ["can", "how", "what", "who"],
            "common": "house garden train paper weather please sorry long post lovely year mum work",
            "meanings": {"topics": ["words"], "term": "askmeaning"},
            "stages": [{"id": "draft", "cues": ["got the draft"], "topics": ["draft"]}],
            "school_years": {"nursery": [2, 4]},
            "small_talk": [
                {"id": "hello", "reply": "Hello.", "phrasings": ["hello", "good morning"]},
                {"id": "injection", "reply": "No.", "marks": ["ignore previous", "<script"]},
                {"id": "off_topic", "reply": "Only help.", "words": ["football"]},
                {"id": "abuse", "reply": "Sorry.", "short": ["you are useless"]},
                {"id": "gibberish", "reply": "I could not read that.", "phrasings": ["asdf"]},
            ],
            "languages": [
                {"id": "language_pl", "reply": "Po angielsku.", "words": ["jak", "moje", "dziecko", "pomoc"]},
                {"id": "language_other", "reply": "English.", "scripts": ["ARABIC", "HEBREW"]},
            ],
            "around": "today all that was helpful",
            "subject": ["disabled"],
            "areas": {"own": ["ourshire"], "other": ["theirshire"], "welcome": ["moving"], "reply": "Only Ourshire."},
            "wordings": {"sleep-help": ["awake at night"]},
        }
        | changed
    )


def made_entry(entry_id: str, title: str, *phrasings: str, **more: Any) -> Entry:
    """An entry that is an answer of the topic "any", unless `more` says otherwise."""
    return Entry(entry_id, title, phrasings, **({"body": "", "topic": "any", "kind": "answer"} | more))


ENTRIES = (
    made_entry("ask-for-plan", "How to ask for a plan", "apply for an ehcp", "request an ehcp", "start the ehcp"),
    made_entry("plan-late", "If the plan is late", "ehcp is late", "council missed the deadline", "still waiting ehcp"),
    made_entry("draft-check", "Check the draft", "is the draft plan any good", "draft wording is vague", topic="draft"),
    made_entry("appeal", "How to appeal", "appeal to the tribunal", "which form for the appeal"),
    made_entry("speech-word", "Speech therapy", "what is salt", topic="words"),
    made_entry("speech-start", "Getting speech therapy", "refer my child for speech therapy", "get speech therapy"),
    made_entry("taxi", "Transport to school", "taxi to school", "free school transport", "bus to school"),
    made_entry("sleep-help", "Sleep problems", "my child will not sleep", body="Tips for bed time and calm nights."),
    made_entry("bank-young", "First bank account", "open a bank account", ages=(11, 15)),
    made_entry("bank-adult", "Bank account for an adult", "open a bank account", ages=(18, 25)),
    made_entry("autism-group", "Blue Lamp", "autism group", kind="service", categories=("autism",)),
)


def made_matcher(**changed: Any) -> Matcher:
    """A matcher of `ENTRIES`; `changed` keys replace some of its words."""
    return Matcher(ENTRIES, made_words(**changed))
