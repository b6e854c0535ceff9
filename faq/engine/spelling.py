"""Which words are spelt as somebody spells them, and what a word with one mistake was to be."""

from collections.abc import Iterable, Iterator

SHORTEST = 6  # letters of a word in which a mistake is looked for


class Spelling:
    """The skeletons of words that occur. ``mend``: also find what a misspelt one was to be.

    Mending keeps several times the words in memory, so it is for catalogues of usual size.
    """

    def __init__(self, words: Iterable[str], *, mend: bool) -> None:
        self._known = frozenset(words)
        self._shortened: dict[str, str] = {}
        for word in sorted(self._known) if mend else ():
            if len(word) >= SHORTEST:
                for short in shortened(word):
                    self._shortened.setdefault(short, word)

    def knows(self, word: str) -> bool:
        """True if the word occurs as it is."""
        return word in self._known

    def mended(self, word: str) -> str:
        """The word that occurs and is one letter away, or ``word`` itself."""
        if len(word) < SHORTEST or word in self._known or not self._shortened:
            return word
        if word in self._shortened:
            return self._shortened[word]
        for short in shortened(word):
            if short in self._known and len(short) >= SHORTEST:
                return short
        return next(
            (self._shortened[short] for short in shortened(word) if short in self._shortened), word
        )


def shortened(word: str) -> Iterator[str]:
    """``word`` without one of its letters."""
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]
