"""Words as they are meant: beginnings and whole words, with at most one slip in a long one."""

from collections.abc import Iterable

LONG = 6  # letters of a word, and of what it may be, before a slip is forgiven
_HALF = 3


class Spelling:
    """Finds which of the known words a written one is. All are skeletons (``faq.text``).

    A known word that ends in ``*`` is a beginning. ``innocent`` ones (words and beginnings, too)
    are never taken for a misspelt other.
    """

    def __init__(self, known: Iterable[str], innocent: Iterable[str]) -> None:
        self._whole: set[str] = set()
        self._begun: set[str] = set()
        self._halves: dict[tuple[int, str], list[str]] = {}
        for each in set(known):
            bare = each.rstrip("*")
            (self._begun if each.endswith("*") else self._whole).add(bare)
            if len(bare) >= LONG:
                self._halves.setdefault((0, bare[:_HALF]), []).append(each)
                self._halves.setdefault((1, bare[_HALF : 2 * _HALF]), []).append(each)
        excused = frozenset(innocent)
        self._innocent = Spelling(excused, ()) if excused else None

    def meant(self, word: str) -> frozenset[str]:
        """The known words that ``word`` is, or may be if it is none of them as it stands."""
        exact = self.exact(word)
        if exact or len(word) < LONG - 1:
            return exact
        if self._innocent is not None and self._innocent.exact(word):
            return exact
        return frozenset(each for each in self._alike(word) if _is_slip(word, each))

    def exact(self, word: str) -> frozenset[str]:
        """The known words that ``word`` is as it stands."""
        begun = {word[:end] + "*" for end in range(2, len(word) + 1) if word[:end] in self._begun}
        return frozenset(begun | {word} if word in self._whole else begun)

    def _alike(self, word: str) -> set[str]:
        """One slip leaves one half of a word whole, where it was or one letter aside."""
        found = set(self._halves.get((0, word[:_HALF]), ()))
        for start in range(_HALF - 1, _HALF + 2):
            found.update(self._halves.get((1, word[start : start + _HALF]), ()))
        return found


def _is_slip(word: str, known: str) -> bool:
    bare = known.rstrip("*")
    if known == bare:
        return abs(len(word) - len(bare)) <= 1 and _one_apart(word, bare)
    if len(word) < len(bare) - 1:
        return False
    return any(_one_apart(word[: len(bare) + more], bare) for more in (-1, 0, 1))


def _one_apart(word: str, other: str) -> bool:
    """True if one letter is wrong, missing or too much, or two have changed places."""
    same = 0
    while same < min(len(word), len(other)) and word[same] == other[same]:
        same += 1
    left, right = word[same:], other[same:]
    if len(left) == len(right):
        return left[1:] == right[1:] or (left[:2] == right[1::-1] and left[2:] == right[2:])
    return left[1:] == right if len(left) > len(right) else left == right[1:]
