"""What is nearly the same as something that was said before, so that one person's repeats stand as one group.

Words are compared as pairs of neighbours. Of all pairs of a text, sixteen hashes each keep their smallest (MinHash);
two of these together make a part. Texts that are nearly the same share a part almost surely, others hardly ever
(Broder 1997; Leskovec, Rajaraman, Ullman, "Mining of Massive Datasets", chapter 3). A part is stored as a keyed hash,
so that nobody without the key can ask whether some words were said.
"""

from __future__ import annotations

import hashlib
import re
import struct
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from rapidfuzz.distance import Levenshtein
from sqlalchemy import Select, bindparam, select, union_all
from sqlmodel import Session, col

from storage.sealing import Sealer
from storage.tables import Likeness, Submission
from storage.worded import open_words

FEWEST_WORDS = 4
"""Shorter texts are said by many people on their own ("thank you very much"), and are no sign of a repeat."""

NEARLY = 0.9
"""How much must be the same: of ten words, nine. In fewer than ten words none may differ, since one makes "helpful"
into "not helpful"."""

_PARTS, _IN_A_PART = 8, 2
_HASHES = struct.Struct(f"<{_PARTS * _IN_A_PART}I")
_MOST_OF_A_PART = 5
"""How many are looked at that share one part, and so `8 * 5` at most in all, however often the same text came."""
_MOST_COMPARED = 10
_WORD = re.compile(r"\w+")

Words = tuple[str, ...]


def _a_few_with(part: str) -> Select[str]:
    few = select(col(Likeness.submission_id)).where(col(Likeness.part) == bindparam(part)).limit(_MOST_OF_A_PART)
    return select(few.subquery().c.submission_id)


_NAMES = tuple(f"part{number}" for number in range(_PARTS))
_SHARING = union_all(*map(_a_few_with, _NAMES))


def words_of(texts: Mapping[str, str]) -> Words:
    """All words of a submission, with no capitals and no marks, its texts in the order of their names."""
    joined = " ".join(text for _, text in sorted(texts.items()))
    return tuple(_WORD.findall(unicodedata.normalize("NFKC", joined).casefold()))


def parts_of(words: Words, about: str, sealer: Sealer) -> tuple[str, ...]:
    """The keyed hashes by which a text about `about` is found, 32 hex digits each; none for a text that is too short.

    >>> len(parts_of(("they", "listened", "to", "us"), "a-service", Sealer(b"secret")))
    8
    """
    if len(words) < FEWEST_WORDS:
        return ()
    every = (_HASHES.unpack(hashlib.blake2b(" ".join(pair).encode()).digest()) for pair in pairwise(words))
    smallest = [min(column) for column in zip(*every, strict=True)]
    starts = range(0, len(smallest), _IN_A_PART)
    parts = (f"{about}\0{start}\0{smallest[start : start + _IN_A_PART]}" for start in starts)
    return tuple(sealer.hash("likeness", part)[:32] for part in parts)


def nearly_same(one: Words, other: Words) -> bool:
    """Whether at most one word in ten differs."""
    return Levenshtein.normalized_similarity(one, other, score_cutoff=NEARLY) >= NEARLY


def group_like(words: Words, parts: Sequence[str], session: Session, sealer: Sealer) -> str | None:
    """The group of the first submission found that is nearly the same; None where there is none.

    The work is bounded: it does not grow with how often the same was said. Of two that come in at the same instant
    neither sees the other, and each may begin a group.
    """
    for group, kept in _candidates(parts, session):
        if nearly_same(words, words_of(open_words(kept, sealer))):
            return group
    return None


def _candidates(parts: Sequence[str], session: Session) -> Iterator[tuple[str, bytes | None]]:
    """The groups and sealed words of the submissions that share most parts, the likest first."""
    if not parts:
        return
    shared = Counter(session.scalars(_SHARING, dict(zip(_NAMES, parts, strict=True))))
    likest = [name for name, _ in shared.most_common(_MOST_COMPARED)]
    texts = select(col(Submission.id), col(Submission.group_id), col(Submission.words))
    found = {row.id: row for row in session.execute(texts.where(col(Submission.id).in_(likest)))}
    yield from ((found[name].group_id, found[name].words) for name in likest if name in found)
