"""Names that are everyday words too (Hope, Will, Daisy, May): their place in the sentence tells."""

from __future__ import annotations

from storage.anonymise.context import Context
from storage.anonymise.lexicon import lexicon
from storage.anonymise.listed_names import is_unknown
from storage.anonymise.parts import Part, Parts
from storage.anonymise.tokens import Word

# After "asked will", what shows that "will" is the verb.
_AFTER_VERB = frozenset(
    {"i", "he", "she", "they", "we", "you", "my", "the", "our", "it", "this", "there", "a", "an", "be"}
)
_MODALS = frozenset({"will", "may"})
_NEVER_AFTER_FOR = frozenset({"may", "grant", "miles", "rich", "dot", "van"})
_OF_A_CHILD = frozenset({"school", "lessons", "club"})
_ABOUT_A_PERSON = frozenset({"born", "dob", "aged", "age"})
_WITH_US = frozenset({"on", "here", "with", "at", "overnight", "all", "every", "now"})
_SUBJECT_AT_SCHOOL = "art"


class WordNames:
    """Tells whether a name that is a word as well is a name here. `data/name_words.yaml` says how each is used."""

    def __init__(self, context: Context, parts: Parts) -> None:
        self._context = context
        self._parts = parts
        self._names = lexicon().names
        self._cues = lexicon().cues
        self._idle = self._names.stuff | self._cues["times"]

    def fits_cue(self, at: int) -> bool:
        """Whether it fits after a cue: "my son will is" does, "my son will go" does not."""
        word, after = self._context.words[at], self._context.after(at)
        if word.capital:
            return word.low not in self._cues["times"] or self._ends_or_acts(at)
        if word.low in self._names.doing | self._names.cued | self._names.stuff:
            if self._ends_or_acts(at) or (word.low not in _MODALS and after.low in self._cues["person_verbs"]):
                return True
            return self._context.before(at).low in self._cues["kin"] and self._leaves_kin(word.low, after)
        return after.low not in self._cues["bodies"] | _OF_A_CHILD

    def reads_as_name(self, at: int) -> bool:
        """Whether it is a name with no cue before it."""
        word = self._context.words[at]
        if self._is_thing(at):
            return False
        if word.low in self._names.cued and word.low not in self._names.things:
            return word.capital
        if self._owns(at) or self._is_spoken_of(at) or self._has_family_name(at) or self._is_told_by_capital(at):
            return True
        if self._is_introduced(at):
            return True
        part, before = self._parts.of(at), self._context.before(at).low
        if word.low == _SUBJECT_AT_SCHOOL and self._is_taught(at):
            return False
        if word.low in self._cues["times"] and (before in self._cues["time_and_place"] or before[:1].isdigit()):
            return self._parts.is_persons_object(at) or (part is Part.PERSON and before in ("and", "or"))
        if part is Part.PERSON:
            noun = word.low in _MODALS and self._context.before(at).low in self._cues["calls"]
            return not noun or self._ends_object(self._context.after(at).low)
        if word.low in self._idle:
            return self._is_given(at)
        if word.low in self._names.doing:
            return self._is_no_verb(at, part)
        return word.low in self._names.things and part is not Part.NONE

    def _is_taught(self, at: int) -> bool:
        """Whether it is art: "art is my favourite", "does art count"."""
        asked = self._context.before(at).low in self._cues["asking"]
        return asked or self._context.after(at, 2).low in self._cues["determiners"]

    def _ends_or_acts(self, at: int) -> bool:
        after = self._context.after(at)
        if after.gap == " " and after.low in self._names.family and self._context.ends_clause(at + 1):
            return True
        return self._context.ends_clause(at) or self._parts.of(at) is Part.SUBJECT or self._parts.acts(at)

    def _leaves_kin(self, low: str, after: Word) -> bool:
        """Whether what follows "my husband X" goes on about him: "my husband grant on", "my mum dawn fills"."""
        if low in _MODALS or after.gap != " ":
            return False
        if low in self._names.doing:
            return self._ends_object(after.low)
        return after.low.endswith(("s", "ed")) and not after.low.endswith("ss")

    def _is_thing(self, at: int) -> bool:
        """Whether the words beside it make it a thing: "the send bill", "rose bushes"."""
        after = self._context.after(at)
        if after.low in self._cues["compounds"] and after.gap == " " and not after.capital:
            return not self._context.words[at].owner
        if self._context.words[at].capital:
            return self._context.before(at).low in ("a", "an")
        return self._is_determined(at)

    def _is_determined(self, at: int) -> bool:
        """Whether "a", "the" or "my" stands before it, alone or with words between."""
        if self._parts.is_cleft(at):
            return False
        people = self._cues["kin"] | self._cues["roles"] | self._cues["moments"]
        for steps in (1, 2, 3):
            before = self._context.before(at, steps).low
            if before in self._cues["calls"]:
                continue
            if before == "both" and self._context.after(at).low == "and":
                return False
            if before in self._cues["determiners"]:
                return not self._parts.is_clause(at)
            if before in people or self._parts.may_follow(before):
                return False
        return False

    def _owns(self, at: int) -> bool:
        """Whether it owns what only people have ("Summer's plan"), or owns at all and is no feeling or season."""
        word = self._context.words[at]
        return word.owner and (word.low not in self._idle or self._context.after(at).low in self._cues["belongings"])

    def _is_spoken_of(self, at: int) -> bool:
        """Whether an age comes next ("Hope (9)"), or "she" or "he" after a comma, which takes the word up."""
        before, after = self._context.before(at).low, self._context.after(at)
        if after.gap == " (" and (after.low.isdigit() or after.low in _ABOUT_A_PERSON):
            return True
        taken_up = after.gap == ", " and after.low in ("she", "he", "shes", "hes")
        return taken_up and self._parts.may_follow(before) and before not in self._cues["helpers"]

    def _has_family_name(self, at: int) -> bool:
        """Whether a family name that is no everyday word comes next: "mark hussain", "Summer Okafor"."""
        after = self._context.after(at)
        if after.gap != " " or after.known or self._context.words[at].low in self._names.cued:
            return False
        rare = self._context.words[at].low not in self._names.doing and len(after.low) > 3 and is_unknown(after)
        return after.low in self._names.family or rare

    def _is_introduced(self, at: int) -> bool:
        """Whether a role or a colon after it says that it is someone: "Faith the TA", "Grace: please ring"."""
        word, after, later = self._context.words[at], self._context.after(at), self._context.after(at, 2)
        if word.low in self._names.doing | self._cues["times"] or word.low == _SUBJECT_AT_SCHOOL:
            return False
        return (at == 0 and self._context.next_gap(at) == ": ") or (
            after.low == "the" and later.low in self._cues["roles"]
        )

    def _is_told_by_capital(self, at: int) -> bool:
        """Whether a capital inside the sentence is enough, as it is not for a town or a school subject."""
        word = self._context.words[at]
        if not word.capital or word.low in self._names.places or word.low == _SUBJECT_AT_SCHOOL:
            return False
        return not self._ends_a_title(at) and (word.low not in self._cues["times"] or self._is_no_time(at))

    def _ends_a_title(self, at: int) -> bool:
        """Whether capitals before it make it part of a longer name: "the Schools Bill", "Thetford Forest"."""
        before = self._context.before(at)
        people = self._cues["kin"] | self._cues["roles"] | self._cues["greetings"] | self._names.first
        if self._context.words[at].gap != " " or before.owner:
            return False
        return before.kept or (before.capital and before.known and before.low not in people)

    def _is_no_time(self, at: int) -> bool:
        """Whether a month or a season in capitals stands where no time does: "saw May", "with Summer"."""
        before, after = self._context.before(at).low, self._context.after(at).low
        if before in self._cues["time_and_place"] or before[:1].isdigit() or after[:1].isdigit():
            return False
        if before in self._cues["acts"] - self._cues["asking"]:
            return True
        of_season = self._context.words[at].low in self._cues["seasons"] and before in self._cues["to_a_person"]
        return of_season or self._parts.of(at) is Part.SUBJECT

    def _is_given(self, at: int) -> bool:
        """Whether "for" or "about" can give it something: "for grace because" can, "for London because" cannot."""
        word, before = self._context.words[at].low, self._context.before(at).low
        if word in self._cues["times"] | self._names.places or word == _SUBJECT_AT_SCHOOL:
            return False
        if not self._parts.leaves_room(at):
            return False
        return before in ("for", "about") or (before == "to" and word != "hope")

    def _is_no_verb(self, at: int, part: Part) -> bool:
        """Whether a word that people do ("mark", "will") stands where no verb can."""
        word, before, after = self._context.words[at].low, self._context.before(at).low, self._context.after(at).low
        if part is Part.SUBJECT:
            return True
        if part is Part.GIVEN:
            return before != "for" or word not in _NEVER_AFTER_FOR
        if part is Part.ASKED:
            return after not in _AFTER_VERB
        if part is Part.LINKED:
            return before == "and" and word not in _MODALS and after in self._cues["person_verbs"]
        if before in ("has", "had"):
            return after in _WITH_US
        if part is not Part.OBJECT or before in self._cues["asking"]:
            return False
        if before in self._cues["giving"]:
            return True
        if word in _MODALS or before in self._cues["helpers"]:
            return self._ends_object(after)
        return after not in _AFTER_VERB

    def _ends_object(self, after: str) -> bool:
        return not after or after in self._cues["prepositions"] | self._cues["ends_object"]
