"""Questions that ask the same, put together, so that an editor reads each matter once."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from faq.text import fold

ALIKE = 0.5  # cosine from which on two questions ask the same
_SIZE = 1024  # columns into which the pieces of words are spread
_LENGTHS = (2, 3, 4)
_BLOCK = 256  # questions compared at once

Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, masked, and the language of whoever asked it."""

    words: str
    locale: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """``members`` are places in what was given, ``central`` is the one most like all others.

    ``languages``: how often it was asked in each.
    """

    central: int
    members: tuple[int, ...]
    languages: Mapping[str, int]

    @property
    def count(self) -> int:
        return len(self.members)


def clusters(questions: Sequence[Asked], alike: float = ALIKE) -> tuple[Cluster, ...]:
    """What is asked most comes first. The same questions in the same order give the same."""
    places: dict[str, list[int]] = {}
    for place, question in enumerate(questions):
        places.setdefault(fold(question.words), []).append(place)
    if not places:
        return ()
    different = sorted(places, key=lambda text: (-len(places[text]), text))
    vectors = _vectors(different)
    weights = np.array([len(places[text]) for text in different], np.float32)
    found = [
        _cluster(questions, [places[different[each]] for each in group], central)
        for group in _groups(vectors, alike)
        for central in (_central(vectors[group], weights[group]),)
    ]
    found.sort(key=lambda each: (-each.count, each.central))
    return tuple(found)


def _cluster(questions: Sequence[Asked], places: Sequence[list[int]], central: int) -> Cluster:
    members = tuple(sorted(place for same in places for place in same))
    return Cluster(
        central=places[central][0],
        members=members,
        languages=dict(Counter(questions[place].locale for place in members).most_common()),
    )


def _central(vectors: Vectors, weights: Vectors) -> int:
    return int(np.argmax(vectors @ (weights @ vectors)))


def _groups(vectors: Vectors, alike: float) -> list[list[int]]:
    """Each joins the leader most like it, or leads a group of its own."""
    leaders: list[int] = []
    groups: list[list[int]] = []
    for start in range(0, len(vectors), _BLOCK):
        block = vectors[start : start + _BLOCK]
        before = len(leaders)
        to_leaders = block @ vectors[leaders].T
        to_block = block @ block.T
        for row in range(len(block)):
            new = [leader - start for leader in leaders[before:]]
            similar = np.concatenate([to_leaders[row], to_block[row, new]])
            best = int(np.argmax(similar)) if len(similar) else -1
            if best >= 0 and similar[best] >= alike:
                groups[best].append(start + row)
            else:
                leaders.append(start + row)
                groups.append([start + row])
    return groups


def _vectors(texts: Sequence[str]) -> Vectors:
    """One of length 1 for each text, in which common pieces count little."""
    vectors = np.zeros((len(texts), _SIZE), np.float32)
    for row, text in enumerate(texts):
        for piece in _pieces(text):
            vectors[row, crc32(piece.encode()) % _SIZE] += 1
    having = np.count_nonzero(vectors, axis=0)
    vectors *= (1 + np.log((len(texts) + 1) / (having + 1))).astype(np.float32)
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    vectors /= np.maximum(lengths, np.finfo(np.float32).tiny)
    return vectors


def _pieces(text: str) -> set[str]:
    """The beginnings, ends and insides of its words."""
    words = [f" {word} " for word in text.split()]
    return {
        word[start : start + length]
        for word in words
        for length in _LENGTHS
        for start in range(len(word) - length + 1)
    }
