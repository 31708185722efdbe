"""The report's own words. It is the council's, and is read by officers, families and inspectors: plain words."""

from __future__ import annotations

from collections.abc import Mapping

from storage.views import ResponseKind

LAW_LINK = "https://www.legislation.gov.uk/uksi/2014/1530/part/4"

TITLE = "What families said about the {local_offer}, and what we do about it: {year}"
DRAFT = "DRAFT. Not published, and not for sharing."
WHY = (
    "Each year {council} publishes what children and young people with special educational needs or a disability, and "
    "their parents, said about its local offer. It publishes its answers too, and what it will do. The law asks for "
    "this: regulation 56 of the Special Educational Needs and Disability Regulations 2014."
)
WHEN = "This report covers the comments sent in the weeks that began from {first} to {last}."
SO_FAR = "The year is not over, so this draft counts what has been sent so far."
PUBLISHED = "Published on {day}."

SHORT = "In short"
NOTHING_SAID = "Nobody sent a comment in this time."
FATES_CAPTION = "What became of the comments"
FATES: Mapping[str, str] = {
    "quoted": "Words are in this report",
    "counted": "Counted, without their words",
    "vexatious": "Left out: vexatious (regulation 56(4)(a))",
    "one-person": "Left out: about services for one person (regulation 56(4)(b))",
    "not-about-this": "Left out: not about the local offer (regulation 56(1))",
}
ALL = "All comments"
COMMENTS, COUNT = "Comments", "How many"
TOPICS_CAPTION = "What the comments were about"
TOPIC = "About"

SAID = "What people said, and our answers"
SAID_BEFORE = "Names are removed. Each line stands by itself: two lines may be from one person, or from two."
IN_THEIR_WORDS = "In their own words"
NO_WORDS = (
    "No words are shown here. Too few people spoke of this, or their words could tell who they are, or they did not "
    "say that others may read them."
)
OUR_ANSWERS = "What we answer"
NO_ANSWERS = "There is no answer here yet."
YOU_SAID = "You said"
KINDS: Mapping[ResponseKind, str] = {"did": "We did", "will": "We will", "cannot": "We cannot, because"}
CHANGED = "Since then"
OTHER: Mapping[str, str] = {
    "service": "Other services",
    "answer": "Other questions and topics",
    "view": "Other views of young people",
    "": "Everything else",
}

PROMISED = "What became of what we said we would do"
PROMISED_BEFORE = "This is what we said in {year} that we would do."
NOTHING_PROMISED = 'We published no "we will" in {year}.'
NO_WORD_YET = "We have not said yet what became of this."

WHO = "Who told us"
WHO_BEFORE = "People need not say how old they are, or where they live. Comments are counted, not people."
AGES_CAPTION, AGE = "Comments by age group", "Age group"
DISTRICTS_CAPTION, DISTRICT = "Comments by district", "District"
NOT_SAID = "Not said"

ASKED = "Questions that had no answer"
ASKED_CAPTION = "What people asked the assistant, and whether it knew"
ASKED_HEAD = "The assistant"
ASKED_ROWS: Mapping[str, str] = {
    "answer": "Had an answer",
    "did_you_mean": "Was not sure, and offered some answers",
    "fallback": "Had no answer",
}
NOTHING_ASKED = "No questions were counted in this time."

HOW = "How this report was made"
HOW_POINTS = (
    "Names are removed from every comment by a program, and an officer has read every comment whose words are here.",
    "Words are only here where their writer said that others may read them. "
    "Swear words, links and phone numbers are hidden.",
    "Words stand under a service or topic only where at least 5 comments are about it. "
    "Otherwise they stand under a wider heading, or are not shown.",
    'Nothing is said of fewer than 10. "c" stands for a number that is too small to show, or that would help to work '
    "one out. Other numbers are to the nearest 5.",
    "Comments that say nearly the same count as one. Ratings with no words are counted too.",
    "Left out are only comments that the council need not publish: vexatious ones, those about services for one "
    "person, and those that are not about the local offer. Nothing else is left out for what it says.",
)
TOO_FEW, HIDDEN = "Too few to show", "c"
