"""What a text is made of, as numbered columns: beginnings of words, runs of letters, meanings.

Columns are checksums of what they stand for, so that nothing needs to be remembered about them
and every process numbers alike.
"""

from functools import cache, lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from faq.engine.lexicon import begun, lexicon
from faq.engine.spelling import Spelling
from faq.text import fold_word, normal

COLUMNS = 1 << 18
MOST_WORDS = 60

# How much a column counts before its rarity does. Letters carry word forms and typing mistakes;
# a meaning outweighs them, for it is what a paraphrase leaves unchanged.
RUNS = {3: 1.0, 4: 1.0, 5: 0.7}
LONGEST_COARSE = 4
BEGINNING = 2.0
BEGINNINGS = (5, 6)  # letters: both what Russian and what Kazakh leaves unchanged in a word
OWN_SCRIPT = 0.2  # only to tell apart what the skeleton made alike
MEANING = 4.5

Columns = NDArray[np.int32]
Weights = NDArray[np.float32]
Entries = tuple[Columns, Weights]


class Words:
    """A text as it is compared: its words as typed, their skeletons, and what they mean."""

    __slots__ = ("folded", "meanings", "typed")

    def __init__(self, text: str, spelling: Spelling | None = None) -> None:
        """``spelling`` mends words; without it all are taken to be spelt right."""
        pairs = [(word, fold_word(word)) for word in normal(text).split()[:MOST_WORDS]]
        self.typed = [word for word, skeleton in pairs if skeleton]
        self.folded = [skeleton for _, skeleton in pairs if skeleton]
        latin = [word.isascii() for word in self.typed]
        known = lexicon()
        if spelling is None:
            self.meanings = known.meanings(self.folded, latin, bool)
            return
        self.folded = [
            word if begun(known, word, each) else spelling.mended(word)
            for word, each in zip(self.folded, latin, strict=True)
        ]
        self.meanings = known.meanings(self.folded, latin, spelling.knows)


def columns(words: Words, *, coarse: bool = False) -> Entries:
    """The columns of a text, each once and in order, with their weights.

    ``coarse`` leaves out what large catalogues have no room for: the longest runs of letters,
    and what two scripts spell alike.
    """
    pairs = zip(words.typed, words.folded, strict=True)
    parts = [_of_word("" if coarse else typed, folded) for typed, folded in pairs]
    if words.meanings:
        parts.append(
            (
                np.array([_meaning(each) for each in words.meanings], np.int32),
                np.array([MEANING * sure for sure in words.meanings.values()], np.float32),
            )
        )
    if not parts:
        return np.zeros(0, np.int32), np.zeros(0, np.float32)
    found, first = np.unique(np.concatenate([part[0] for part in parts]), return_index=True)
    return found, np.concatenate([part[1] for part in parts])[first]


def telling(words: Words) -> list[int]:
    """The columns that stand for whole words and for meanings: what an article has or has not."""
    begun = {_beginning(each[: BEGINNINGS[0]]) for each in words.folded}
    return sorted(begun | {_meaning(each) for each in words.meanings})


@lru_cache(maxsize=8192)
def _beginning(letters: str) -> int:
    return _column(f"begins{BEGINNINGS[0]}", letters)


@cache
def _meaning(name: str) -> int:
    return _column("meaning", name)


@lru_cache(maxsize=8192)
def _of_word(typed: str, folded: str) -> Entries:
    numbers: list[int] = []
    weights: list[float] = []
    edged = f"^{folded}$"
    for length, weight in RUNS.items():
        if typed or length <= LONGEST_COARSE:
            runs = range(len(edged) - length + 1)
            numbers += [_column("", edged[at : at + length]) for at in runs]
            weights += [weight] * len(runs)
    for length in BEGINNINGS:
        numbers.append(_column(f"begins{length}", folded[:length]))
        weights.append(BEGINNING)
    if typed:
        edged = f"^{typed}$"
        runs = range(len(edged) - 2)
        numbers += [_column("own", edged[at : at + 3]) for at in runs]
        weights += [OWN_SCRIPT] * len(runs)
    return np.array(numbers, np.int32), np.array(weights, np.float32)


def _column(kind: str, what: str) -> int:
    return crc32(f"{kind} {what}".encode()) % COLUMNS
