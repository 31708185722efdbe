"""The part that a word plays in its sentence, as far as the words around it tell."""

from __future__ import annotations

from enum import Enum, auto

from storage.anonymise.context import Context
from storage.anonymise.lexicon import lexicon

_SUBJECTS = frozenset(
    {"i", "we", "they", "you", "he", "she", "it", "to", "im", "ill", "well", "youll", "theyll", "itll"}
)
_IS = frozenset({"is", "was", "isnt", "wasnt", "being"})
_CLEFT = frozenset({"its", "isnt", "wasnt", "not"})
_AFTER_CLEFT = frozenset({"i", "we", "who"})
_AT_A_POST = frozenset({"at", "from", "in", "on"})
_WHOSE = frozenset({"his", "her", "their", "my", "our"})
_WHERE = frozenset({"to", "into", "home", "back", "away"})
_ONESELF = frozenset({"me", "i", "myself"})
# "All hope lost" and "will found": deeds only where something is done to.
_ALSO_AFTER_WILL = frozenset({"lost", "found", "left", "read", "hit", "bit"})
_DONE_TO = frozenset({"her", "his", "their", "the", "a", "my", "our", "it", "him", "them", "me", "us", "school"})
# "X lost her place": only people have things of their own.
_OWN = frozenset({"his", "her", "himself", "herself"})
_MOST_ADVERBS = 2


class Part(Enum):
    """What a bare word is in its sentence. But for NONE, a thing needs "a" or "the" to stand there."""

    NONE = auto()
    PERSON = auto()
    """Only a person stands here: "X begged", "told X", "look after X"."""
    SUBJECT = auto()
    """It does something that a thing can do too: "X helps"."""
    ASKED = auto()
    """A question is about it: "did X", "why is X"."""
    OBJECT = auto()
    """It is done to: "saw X"."""
    LINKED = auto()
    """It starts half a sentence: "because X"."""
    GIVEN = auto()
    """After "for", "with" and the like, with no room for a thing: "for X because"."""


class Parts:
    """Tells the part of a word. Nothing here asks which word it is."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._cues = lexicon().cues
        self._before_object = self._cues["acts"] | self._cues["links"] | self._cues["prepositions"]
        self._sure_deeds = self._cues["deeds"] - self._cues["bare_deeds"]
        self._room = self._cues["never"] | self._cues["after_object"]

    def of(self, at: int) -> Part:
        """The part of word `at`."""
        before = self._context.before(at).low
        if self._is_persons_place(at):
            return Part.PERSON
        if before in _SUBJECTS:
            return Part.NONE
        if self.acts(at):
            return Part.SUBJECT
        if self._is_asked(at):
            return Part.ASKED
        if before in self._cues["acts"]:
            return Part.OBJECT
        if before in self._cues["links"]:
            return Part.LINKED
        if before in self._cues["prepositions"] and self.leaves_room(at):
            return Part.GIVEN
        return Part.NONE

    def may_follow(self, before: str) -> bool:
        """Whether a person can stand after the word `before`: nothing, "told", "with", "because"."""
        return not before or before in self._before_object

    def acts(self, at: int) -> bool:
        """Whether a deed that only a subject has comes next ("is", "needs"), not one that "will" has too ("hit")."""
        deed = self._deed(at)
        if deed in _ALSO_AFTER_WILL:
            return self._context.after(at, 2).low in _DONE_TO
        return deed in self._sure_deeds

    def leaves_room(self, at: int) -> bool:
        """Whether what comes next cannot belong to a thing: "for rose because", not "for rose bushes"."""
        after = self._context.after(at).low
        return not after or after in self._room

    def is_clause(self, at: int) -> bool:
        """Whether "that", "its" or "last" stands before it and does not belong to it: "that X was", "at last X"."""
        before, earlier = self._context.before(at).low, self._context.before(at, 2).low
        if before == "that":
            return self.acts(at)
        return (before == "its" and self.is_cleft(at)) or f"{earlier} {before}" in ("at last", "at first")

    def is_persons_object(self, at: int) -> bool:
        """Whether it is done to as only people are, or is to do what people do: "get X to go", "fair on X"."""
        return self._is_object_of_people(at) or self._is_wanted(at)

    def _is_wanted(self, at: int) -> bool:
        """Whether it is to do what people do: "for X to sleep", "get X to go", "let X play"."""
        before, after, later = self._context.before(at).low, self._context.after(at).low, self._context.after(at, 2).low
        if before in self._cues["letting"]:
            return after in self._cues["person_verbs"] or (after == "down" and before in ("let", "lets", "letting"))
        return (
            before in self._cues["wanting"] and after == "to" and (later in self._cues["person_verbs"] or later == "be")
        )

    def is_cleft(self, at: int) -> bool:
        """ "Its X i worry about"."""
        before, after = self._context.before(at).low, self._context.after(at).low
        if before == "not" and self._context.before(at, 2).low in _CLEFT:
            return after in ("its", "it")
        return before in _CLEFT and after in _AFTER_CLEFT

    def _is_one_of_two(self, after: str, later: str, at: int) -> bool:
        """ "X and me", "X or his dad"."""
        if after not in ("and", "or"):
            return False
        return later in _ONESELF or (later in _WHOSE and self._context.after(at, 3).low in self._cues["kin"])

    def _has_a_post(self, at: int) -> bool:
        """ "X from the council", "X at reception"."""
        after = self._context.after(at).low
        if after not in _AT_A_POST or not self.may_follow(self._context.before(at).low):
            return False
        posts = [self._context.after(at, steps).low for steps in (2, 3, 4)]
        return any(post in self._cues["posts"] for post in posts) and not (after == "in" and "team" in posts)

    def _deed(self, at: int) -> str:
        """The next word but for adverbs: "X really enjoys"."""
        for steps in range(1, _MOST_ADVERBS + 2):
            after = self._context.after(at, steps)
            if after.gap != " ":
                return ""
            if after.low not in self._cues["adverbs"]:
                return after.low
        return ""

    def _is_persons_place(self, at: int) -> bool:
        before, after, later = self._context.before(at).low, self._context.after(at).low, self._context.after(at, 2).low
        if self.is_persons_object(at) or self.is_cleft(at) or self._has_a_post(at):
            return True
        if (before == "and" and self._context.before(at, 2).low in _ONESELF) or self._is_one_of_two(after, later, at):
            return True
        if self._is_asked(at):
            return after in self._cues["person_verbs"] | self._cues["states"]
        return before not in _SUBJECTS and self._does_as_people_do(at)

    def _does_as_people_do(self, at: int) -> bool:
        deed, later = self._deed(at), self._context.after(at, 2).low
        if later in self._cues["adverbs"]:
            later = self._context.after(at, 3).low
        if deed in _IS:
            return later in self._cues["states"] or later.isdigit() or later.endswith("ing")
        if deed in self._cues["modals"]:
            return later in self._cues["person_verbs"]
        if deed == "used":
            return later == "to"
        if later in _OWN and deed in self._sure_deeds | _ALSO_AFTER_WILL and deed not in self._cues["giving"]:
            return True
        return deed in self._cues["deeds_of_people"]

    def _is_object_of_people(self, at: int) -> bool:
        """Whether it is what only people are: told, collected, looked after."""
        before, earlier = self._context.before(at).low, self._context.before(at, 2).low
        if self._context.words[at].gap != " ":
            return False
        if f"{earlier} {before}" in self._cues["with_people"]:
            return True
        if before in self._cues["giving"] and self._context.after(at).low in ("a", "an", "her", "his", "their"):
            return True
        if before in self._cues["moving"] and self._context.after(at).low in _WHERE:
            return True
        return before in self._cues["before_person"]

    def _is_asked(self, at: int) -> bool:
        """Whether "did", "is", "can" and the like stand before it and start a question."""
        before, earlier = self._context.before(at).low, self._context.before(at, 2).low
        return before in self._cues["asking"] and (
            not earlier or earlier in self._cues["links"] | self._cues["asked_with"]
        )
