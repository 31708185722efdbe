"""One form for each word: text-speak spelled out, pairs joined, verb and noun forms brought together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from knowledge.safety.forms import noun_forms, verb_forms
from knowledge.safety.models import Words


class Folding:
    """Knows every word that content lists, and what it folds to."""

    def __init__(self, words: Words) -> None:
        self._means = {slip: meaning.split() for slip, meaning in words.means.items()}
        self._joins: dict[str, dict[str, str]] = defaultdict(dict)
        for pair, joined in words.joins.items():
            one, other = pair.split()
            self._joins[one][other] = joined
        self._base = _base_forms(words)
        self.fillers = frozenset(words.fillers.split())

    @property
    def known(self) -> set[str]:
        """Every word that has a meaning or a base form."""
        return set(self._means) | set(self._base)

    def spelled_out(self, tokens: Iterable[str]) -> list[str]:
        """Text-speak and contractions as whole words, then the pairs that are read as one word."""
        whole = [word for token in tokens for word in self._means.get(token, (token,))]
        return list(self._joined(whole))

    def base(self, word: str) -> str:
        """The word that stands for all its forms: "hitting" to "hit"."""
        return self._base.get(word, word)

    def meaning(self, word: str) -> str:
        """The base form of the last word that `word` stands for: "dont" to "not"."""
        return self.base(self._means.get(word, [word])[-1])

    def _joined(self, whole: list[str]) -> Iterator[str]:
        at = 0
        while at < len(whole):
            after = self._joins.get(whole[at])
            joined = after.get(whole[at + 1]) if after and at + 1 < len(whole) else None
            yield joined or whole[at]
            at += 2 if joined else 1


def _base_forms(words: Words) -> dict[str, str]:
    base = {form: noun for noun in words.nouns.split() for form in noun_forms(noun)}
    base |= {form: verb for verb in words.verbs.split() for form in verb_forms(verb)}
    base |= {form: word for word, forms in words.forms.items() for form in (*forms.split(), word)}
    return base
