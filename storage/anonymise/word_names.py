"""Names that are everyday words too (Hope, Will, Daisy, May): their place in the sentence tells."""

from __future__ import annotations

from storage.anonymise.context import Context
from storage.anonymise.lexicon import lexicon

# After "asked will", what shows that "will" is the verb.
_AFTER_VERB = frozenset(
    {"i", "he", "she", "they", "we", "you", "my", "the", "our", "it", "this", "there", "a", "an", "be"}
)
_SUBJECTS = frozenset({"i", "we", "they", "you", "he", "she", "it", "to"})
_NEVER_AFTER_FOR = frozenset({"may", "hope", "grant", "miles", "rich", "dot", "van"})
_IS = frozenset({"is", "was", "isnt", "wasnt"})
_OF_A_CHILD = frozenset({"school", "lessons", "club"})


class WordNames:
    """Tells whether a name that is a word as well is a name here. `data/name_words.yaml` says how each is used."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._names = lexicon().names
        self._cues = lexicon().cues
        self._before_object = self._cues["acts"] | self._cues["links"] | self._cues["prepositions"]
        self._sure_deeds = self._cues["deeds"] - self._cues["bare_deeds"]

    def may_follow(self, before: str) -> bool:
        """Whether a person can stand after the word `before`: nothing, "told", "with", "because"."""
        return not before or before in self._before_object

    def acts(self, at: int) -> bool:
        """Whether the next word is a deed that only a subject has ("is", "needs"), not one that "will" has too."""
        after = self._context.after(at)
        return after.low in self._sure_deeds and after.gap == " "

    def fits_cue(self, at: int) -> bool:
        """Whether it fits after a cue: "my son will is" does, "my son will go" does not."""
        word, after = self._context.words[at], self._context.after(at)
        if word.capital:
            return word.low not in self._cues["times"] or self._context.ends_clause(at)
        if word.low in self._names.doing | self._names.cued | self._names.stuff:
            return self._context.ends_clause(at) or after.low in self._sure_deeds
        return after.low not in self._cues["bodies"] | _OF_A_CHILD

    def reads_as_name(self, at: int) -> bool:
        """Whether it is a name with no cue before it."""
        word, before = self._context.words[at], self._context.before(at).low
        if self._is_thing(at) or (word.low in self._cues["times"] and before in self._cues["time_and_place"]):
            return False
        if (word.capital and word.low not in self._names.stuff) or self._is_spoken_of(at):
            return True
        if word.low in self._names.stuff | self._cues["times"]:
            return self._stuff(at)
        if word.low in self._names.doing:
            return self._doing(at)
        if word.low not in self._names.things:
            return False
        return word.owner or self._context.after(at).low in self._cues["deeds"] - {"and"} or self._is_object(at)

    def _is_thing(self, at: int) -> bool:
        """Whether "a", "the" or "my" makes it a thing, alone or with a word between ("the send bill")."""
        if self._context.words[at].capital:
            return self._context.before(at).low in ("a", "an")
        before, earlier = self._context.before(at).low, self._context.before(at, 2).low
        people = self._cues["kin"] | self._cues["roles"]
        return before in self._cues["determiners"] or (earlier in self._cues["determiners"] and before not in people)

    def _is_spoken_of(self, at: int) -> bool:
        """Whether "she" or "he" comes next, after a comma, and takes the word up."""
        before, after = self._context.before(at).low, self._context.after(at)
        taken_up = after.gap == ", " and after.low in ("she", "he", "shes", "hes")
        return taken_up and before in self._before_object - self._cues["helpers"]

    def _stuff(self, at: int) -> bool:
        """Hope, grace, art, summer, London: words that stand alone as a thing too."""
        word, before, after = self._context.words[at], self._context.before(at).low, self._context.after(at).low
        cues = self._cues
        if after in cues["deeds_of_people"] and before not in cues["time_and_place"]:
            return True
        if word.low in cues["times"]:
            return before in (cues["acts"] if word.capital else cues["before_person"])
        if after in _IS:
            state = self._context.after(at, 2).low
            return state in cues["states"] or state.isdigit() or state.endswith("ing")
        if word.low in ("art", "hope"):
            return before in cues["before_person"] and word.low != "art"
        place = word.low in self._names.places
        if word.capital and not place:
            return True
        given = before in ("for", "about", "to") and not place and self._leaves_room(at)
        return before in cues["before_person"] or given

    def _doing(self, at: int) -> bool:
        """Will, may, mark, grant: words that people do."""
        word, before, after = self._context.words[at], self._context.before(at).low, self._context.after(at).low
        if after in self._sure_deeds and before not in _SUBJECTS:
            return True
        if after in _AFTER_VERB:
            return False
        if before in self._cues["before_person"]:
            return True
        if word.low in _NEVER_AFTER_FOR or not self._leaves_room(at):
            return False
        return before in ("for", "with") or (
            word.low != "will" and before in self._cues["acts"] - self._cues["helpers"]
        )

    def _is_object(self, at: int) -> bool:
        before = self._context.before(at).low
        if before not in self._before_object:
            return False
        return before not in self._cues["prepositions"] or self._leaves_room(at)

    def _leaves_room(self, at: int) -> bool:
        """Whether what comes next cannot belong to a thing: "for rose because", not "for rose bushes"."""
        after = self._context.after(at).low
        return not after or after in self._cues["never"] | self._cues["after_object"]
