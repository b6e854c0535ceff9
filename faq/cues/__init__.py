"""What the words of a message hint at: danger, a question, a deed, a time, a place.

The cues and their words stand in the TOML files beside this one, one file per language and all
read as one, because people mix languages. Between commas stand one or more words that follow
each other: ``word`` is itself, ``word*`` begins so, ``@name`` is any word of a group, ``a|b`` is
either, and ``~`` lets up to three other words stand between. They are compared as skeletons
(``faq.text``), so it does not matter in which letters they are written, here or there.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from itertools import chain

from faq.article import Article
from faq.content import seed
from faq.cues.spelling import Spelling
from faq.text import fold, keyboards, normal

LONGEST = 1000  # characters that are looked at
BETWEEN = 3
_INNOCENT = "innocent"
_LATIN = re.compile("[a-z]")
_CYRILLIC = re.compile("[а-яәіңғүұқөһё]")
_STRETCHED = re.compile(r"(.)\1{2,}")
# What fold makes of Latin letters that were meant otherwise: "jatyr", "lomyatsya".
_IN_LATIN = (("zha", "ia"), ("zhu", "iu"), ("zho", "e"), ("ts", "c"))

Listed = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class _Pattern:
    """Places in a row, each a bit that the words have which may stand there."""

    cue: str
    places: tuple[int, ...]
    gaps: tuple[int, ...]  # words that may stand before each place
    needed: int  # all places


@dataclass(frozen=True, slots=True)
class _Meaning:
    """The places that a word may stand in, and the patterns that it may begin."""

    places: int
    begins: tuple[_Pattern, ...]


class Cues:
    """The known patterns, made ready once."""

    def __init__(self, groups: Listed, lines: Listed) -> None:
        self._groups = groups
        self._places: dict[frozenset[str], int] = {}
        patterns = [
            self._pattern(cue, line)
            for cue, listed in lines.items()
            if cue != _INNOCENT
            for line in listed
        ]
        begun: dict[int, list[_Pattern]] = {}
        for pattern in patterns:
            begun.setdefault(pattern.places[0], []).append(pattern)
        self._of_word: dict[str, list[tuple[int, Sequence[_Pattern]]]] = {}
        for words, place in self._places.items():
            for word in words:
                self._of_word.setdefault(word, []).append((place, begun.get(place, ())))
        self._spelling = Spelling(self._of_word, map(_skeleton, lines.get(_INNOCENT, ())))
        self._meaning = lru_cache(maxsize=8192)(self._meant)

    def found(self, text: str, *, slips: bool = True) -> frozenset[str]:
        """The cues in ``text``; with ``slips``, also where a long word has one."""
        meanings = [self._meaning(word, slips) for word in _words(text)]
        present = 0
        for meaning in meanings:
            present |= meaning.places
        return frozenset(
            pattern.cue
            for place, meaning in enumerate(meanings)
            for pattern in meaning.begins
            if pattern.needed & present == pattern.needed and _goes_on(pattern, meanings, place)
        )

    def _meant(self, word: str, slips: bool) -> _Meaning:
        skeleton = fold(word)
        words = self._spelling.meant(skeleton) if slips else self._spelling.exact(skeleton)
        begins = {place: begun for each in words for place, begun in self._of_word[each]}
        return _Meaning(sum(begins), tuple(chain.from_iterable(begins.values())))

    def _pattern(self, cue: str, line: str) -> _Pattern:
        places: list[int] = []
        gaps: list[int] = []
        gap = 0
        for part in line.split():
            if part == "~":
                gap = BETWEEN
                continue
            words = frozenset(self._words(part))
            places.append(self._places.setdefault(words, 1 << len(self._places)))
            gaps.append(gap)
            gap = 0
        needed = 0
        for place in places:
            needed |= place
        return _Pattern(cue, tuple(places), tuple(gaps), needed)

    def _words(self, part: str) -> Iterator[str]:
        for each in part.split("|"):
            for word in self._groups[each[1:]] if each.startswith("@") else (each,):
                yield (skeleton := _skeleton(word))
                for sound, written in _IN_LATIN:
                    skeleton = skeleton.replace(sound, written)
                yield skeleton


def readings(text: str) -> tuple[frozenset[str], ...]:
    """The cues in ``text`` as it stands, and as it would be under each other keyboard.

    Who writes in both alphabets knows the keyboard. Under another one real words become nonsense,
    in which too many slips would make sense.
    """
    written = text[:LONGEST]
    small = written.casefold()
    other = keyboards(written)
    latin, cyrillic = _LATIN.search(small), _CYRILLIC.search(small)
    names = () if latin and cyrillic else ("ru", "kk") if latin else ("en",)
    again = {other[name] for name in names if name in other}
    return known().found(written), *(known().found(each, slips=False) for each in again)


@cache
def known() -> Cues:
    """The patterns we ship."""
    files = [
        tomllib.loads(each.read_text(encoding="utf-8"))
        for each in resources.files(__name__).iterdir()
        if each.name.endswith(".toml")
    ]
    cues = _joined(file["cues"] for file in files)
    # What our own articles say is no slip.
    spelt = {word for each in seed().articles for word in _spelt(each)}
    return Cues(
        _joined(file["groups"] for file in files),
        {**cues, _INNOCENT: [*cues[_INNOCENT], *spelt]},
    )


def _spelt(article: Article) -> Iterator[str]:
    for told in article.translations.values():
        for text in (told.title, told.text, *told.asked):
            yield from normal(text).split()


def _joined(tables: Iterable[Mapping[str, str]]) -> dict[str, list[str]]:
    """What stands between the commas, of all languages together."""
    joined: dict[str, list[str]] = {}
    for table in tables:
        for name, listed in table.items():
            parts = map(str.strip, listed.replace("\n", ",").split(","))
            joined.setdefault(name, []).extend(filter(None, parts))
    return joined


def _words(text: str) -> list[str]:
    return _STRETCHED.sub(r"\1", normal(text)).split()


def _skeleton(word: str) -> str:
    """One word; a pattern's words are parted before."""
    folded = fold(word)
    if " " in folded:
        raise ValueError(word)
    return folded + ("*" if word.endswith("*") else "")


def _goes_on(pattern: _Pattern, meanings: Sequence[_Meaning], place: int) -> bool:
    """True if the rest of the pattern stands after its first word."""
    ends = {place}
    for wanted, gap in zip(pattern.places[1:], pattern.gaps[1:], strict=True):
        ends = {
            after
            for end in ends
            for after in range(end + 1, min(end + 2 + gap, len(meanings)))
            if meanings[after].places & wanted
        }
        if not ends:
            return False
    return True
