"""What a message is weighed by: each of its words, the kinds of word they are, and the pairs that they make."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set

from knowledge.safety.characters import STOP
from knowledge.safety.folding import Folding
from knowledge.safety.models import SafetyContent
from knowledge.safety.patterns import Compiler

REACH = 2
"""How far apart the two words of a pair may stand."""


class Clues:
    """Reads the clues in a message. A word of one of the `kinds` of concept counts as itself and as "{concept}"."""

    def __init__(self, content: SafetyContent, folding: Folding) -> None:
        self._base = folding.base
        compiler = Compiler(lambda text: [folding.base(word) for word in text.lower().split()], content.concepts)
        self._kinds: dict[str, tuple[str, ...]] = {}
        for kind in (kind for kind in content.words.kinds.split() if kind in content.concepts):
            for word in {word.removeprefix("=") for word in compiler.concept(kind).words}:
                base = folding.base(word)
                self._kinds[base] = (*self._kinds.get(base, ()), f"{{{kind}}}")

    @property
    def with_kinds(self) -> Set[str]:
        """Every word that is of one of the kinds."""
        return self._kinds.keys()

    def readings(self, words: Sequence[str]) -> list[tuple[str, ...]]:
        """What each of `words` can be read as, with the end of a sentence before and after them."""
        return [self.of(self._base(word)) for word in (STOP, *words, STOP)]

    def of(self, base: str) -> tuple[str, ...]:
        """What a word in its base form can be read as: first as it stands, then as each of its kinds."""
        return (base, *self._kinds.get(base, ()))


def counted(readings: Sequence[tuple[str, ...]]) -> Counter[str]:
    """How often each clue is in a message: each reading of a word, and each pair of readings ("want die")."""
    alone = (one for here in readings for one in here)
    return Counter(alone) + Counter(
        f"{one} {other}"
        for at, here in enumerate(readings)
        for after in readings[at + 1 : at + 1 + REACH]
        for one in here
        for other in after
    )
