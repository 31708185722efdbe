"""Whether someone says of themselves that they are under 16. Pure: words in, yes or no out.

Both slips cost something: a child who is missed goes on where children may not be, and a parent who is taken for one
loses their place. So it must be the writer ("I am 13", and not "my son is 13"), and an age (and not "13 minutes late").
"""

from __future__ import annotations

import re

OLD_ENOUGH = 16
"""From which age, in years, someone in the UK may use Telegram (Telegram's terms)."""

_BELOW = "(?:[5-9]|1[0-5]|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen)"
_UP_TO_16 = rf"(?:{_BELOW}|16|sixteen)"
_I_AM = r"\b(?:i ?am|i'? ?m)"
_FILLERS = r"(?: (?:only|just|like|literally|actually|about|around|turning|aged?|now|still|also|an?))*"
_YEARS_OLD = r"(?: ?-?(?:years?|yrs?|y)(?: ?-?olds?| of age)?\b| ?y/?o\b)?+"

_CLAIMS = tuple(
    re.compile(claim)
    for claim in (
        rf"{_I_AM}{_FILLERS} ?{_BELOW}(?!\w){_YEARS_OLD}",
        rf"{_I_AM} ?{_BELOW}(?:yo|yrs?|y)\b",
        rf"{_I_AM}(?: still| only)? (?:under|below|younger than|not(?: yet)?) (?:the age of )?(?:16|sixteen)\b",
        rf"{_I_AM} (?:nearly|almost|not yet) {_UP_TO_16}\b",
        rf"{_I_AM} (?:about to|going to|gonna) (?:be|turn) {_UP_TO_16}\b",
        rf"\bi(?:'? ?ll| will)(?: only| just)? be {_UP_TO_16}\b",
        rf"{_I_AM}(?: turning)? (?:16|sixteen)(?= (?:in|next|on|tomorrow|soon|this|later)\b)",
        r"\bi turn (?:16|sixteen)\b",
        rf"\bi(?:'? ?ve| have)?(?: only)? just turned {_BELOW}\b",
        rf"\bmy age is {_BELOW}\b",
        rf"{_I_AM}(?: currently)? (?:a|in) (?:school )?(?:year|yr|y) ?(?:[7-9]|10)\b",
        rf"^(?:hi |hey )?(?:a )?{_BELOW} ?-?(?:years?|yrs?|y) ?-?olds? (?:boy|girl|lad|kid|here)(?: here)?(?=\W*$)",
    )
)
"""How people say it. Each ends where the age ends."""

_NOT_MEANT = re.compile(r"\b(?:like|as if|as though|thinks?|thought|says?|said|said that|pretend)\W+$")
"""What stands before it where it is somebody else's word, or a way of speaking: "explain it like I'm 5"."""

_UNITS = (
    "sec|second|min|minute|hour|hr|day|week|wk|month|mth|term|mile|km|metre|meter|cm|mm|feet|foot|ft|inch|stone|lb|kg|"
    "kilo|pound|quid|time|point|place|page|step|degree|team"
)
_THEIRS = r"(?:[\w']+ )?(?:mum|mam|mom|dad|mother|father|parent|carer|nan|gran|step)"
_COUNTED = re.compile(
    "|".join(
        (
            r" ?(?:%|percent|/|:|[.,]\d|\+|-\d|(?:st|nd|rd|th|k|[ap]\.?m)\b)",
            rf" ?-?(?:to \d+ ?)?(?:(?:more|whole|long|full|different) )?(?:{_UNITS})s?\b",
            r" (?:to \d|plus\b)",
            r"(?<=years) (?:in|into)\b",
            r" (?:of|out|as|away|behind|ahead|late|short|older|younger|over|working|waiting|sober|married)\b",
            r" on (?:the|a|my)\b",
            r" (?:kids|children|pupils|people|students|others|carers|teachers?|tutors?|ta|lead|head)\b",
            rf"(?<=old)(?:'?s)? {_THEIRS}",
            rf"(?<=olds) {_THEIRS}",
            r"'s\b",
        )
    )
)
"""What follows a number that is no age of the writer's: "13 minutes", "13th", "13 year olds' mum"."""


def says_under_16(typed: str) -> bool:
    """Whether the writer says that they themselves are under 16 ("im 12 and i hate school", "I'm in year 8")."""
    text = " ".join(typed.lower().replace("’", "'").split())
    return any(_is_meant(text, found) for claim in _CLAIMS for found in claim.finditer(text))


def _is_meant(text: str, found: re.Match[str]) -> bool:
    return not _NOT_MEANT.search(text[: found.start()]) and not _COUNTED.match(text, found.end())
