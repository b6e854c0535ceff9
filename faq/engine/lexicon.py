"""What words mean, across languages and manners of speaking: "спёр", "ұрлап", "stolen" are one.

Small tables of our own, about what people ask the police. A word that is not in them loses
nothing: it is compared by its letters, as everything is.
"""

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files

from faq.engine.spelling import shortened
from faq.text import fold

SHORTEST_FUZZY = 5  # letters of a beginning in which one mistake is forgiven
SHORTEST_FOREIGN = 4  # letters of a Cyrillic beginning that is looked for in Latin words
LONGEST_WHOLE = 3  # letters of what is always a whole word: too short for a beginning
MISTAKEN = 0.7  # how much a meaning counts that was found past a mistake
BETWEEN = 1  # words that may stand between those of a phrase

Knows = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Part:
    """The beginning of a word; the whole word if ``whole``."""

    letters: str
    whole: bool

    def begins(self, word: str) -> bool:
        return word == self.letters if self.whole else word.startswith(self.letters)


@dataclass(frozen=True, slots=True)
class Entry:
    """What a word, and those that follow it, mean. ``latin``: written in Latin letters."""

    meaning: str
    first: Part
    then: tuple[Part, ...]
    latin: bool

    def typed(self, latin: bool) -> bool:
        """True if a word typed in this alphabet can be the entry's."""
        if self.latin:
            return latin
        return not latin or len(self.first.letters) >= SHORTEST_FOREIGN


@dataclass(slots=True, eq=False)
class Lexicon:
    """Meanings by the beginnings of folded words."""

    entries: dict[str, list[Entry]] = field(default_factory=dict)
    misspelt: dict[str, set[str]] = field(default_factory=dict)

    def add(self, entry: Entry) -> None:
        letters = entry.first.letters
        self.entries.setdefault(letters, []).append(entry)
        if len(letters) >= SHORTEST_FUZZY:
            for short in shortened(letters):
                self.misspelt.setdefault(short, set()).add(letters)

    def meanings(
        self, words: Sequence[str], latin: Sequence[bool], knows: Knows
    ) -> dict[str, float]:
        """The meanings in a text, each with its certainty.

        ``latin`` says which words were typed so; words that somebody ``knows`` have no mistakes.
        """
        found: dict[str, float] = {}
        for at, word in enumerate(words):
            begins, certainty = begun(self, word, latin[at]), 1.0
            if not begins and not knows(word):
                begins, certainty = nearly_begun(self, word, latin[at]), MISTAKEN
            for meaning in begins.alone:
                found[meaning] = max(certainty, found.get(meaning, 0.0))
            for meaning in begins.with_next(words, at + 1) if begins.phrases else ():
                found[meaning] = max(certainty, found.get(meaning, 0.0))
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Begun:
    """What a word means ``alone``, and the ``phrases`` that it begins by their second word."""

    alone: tuple[str, ...] = ()
    phrases: Mapping[str, Sequence[Entry]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.alone or self.phrases)

    def with_next(self, words: Sequence[str], at: int) -> Iterator[str]:
        """The meanings of phrases whose second word is at ``at`` or, after a gap, behind it."""
        for here in range(at, _end(words, at)):
            word = words[here]
            for length in range(1, len(word) + 1):
                for entry in self.phrases.get(word[:length], ()):
                    second, *rest = entry.then
                    if second.begins(word) and _follow(rest, words, here + 1):
                        yield entry.meaning


NOTHING = Begun()


@lru_cache(maxsize=8192)
def begun(lexicon: Lexicon, word: str, latin: bool) -> Begun:
    """What begins with this word."""
    return _begun(
        entry
        for length in range(1, len(word) + 1)
        for entry in lexicon.entries.get(word[:length], ())
        if entry.first.begins(word) and entry.typed(latin)
    )


@lru_cache(maxsize=8192)
def nearly_begun(lexicon: Lexicon, word: str, latin: bool) -> Begun:
    """What begins with this word but for a letter too many, too few, or wrong."""
    near: set[str] = set()
    for length in range(SHORTEST_FUZZY - 1, len(word) + 1):
        beginning = word[:length]
        near |= lexicon.misspelt.get(beginning, set())
        for short in shortened(beginning):
            near |= lexicon.misspelt.get(short, set())
            if len(short) >= SHORTEST_FUZZY and short in lexicon.entries:
                near.add(short)
    return _begun(
        entry
        for letters in sorted(near)
        for entry in lexicon.entries[letters]
        if entry.typed(latin) and not (entry.first.whole and abs(len(word) - len(letters)) > 1)
    )


def _begun(entries: Iterable[Entry]) -> Begun:
    alone: dict[str, None] = {}
    phrases: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.then:
            phrases.setdefault(entry.then[0].letters, []).append(entry)
        else:
            alone[entry.meaning] = None
    return Begun(tuple(alone), phrases) if alone or phrases else NOTHING


def _follow(parts: Sequence[Part], words: Sequence[str], at: int) -> bool:
    """True if words with these beginnings stand in ``words`` from ``at`` on, in this order."""
    for part in parts:
        for here in range(at, _end(words, at)):
            if part.begins(words[here]):
                at = here + 1
                break
        else:
            return False
    return True


def _end(words: Sequence[str], at: int) -> int:
    """Behind the last place where what belongs at ``at`` may stand: short words want it at once."""
    return min(at + 1 + BETWEEN * (len(words[at - 1]) > LONGEST_WHOLE), len(words))


def _entry(meaning: str, written: str, *, latin: bool) -> Entry:
    """The entry for one written beginning: "беру$", "қағып_кет"."""
    first, *then = map(_part, written.split("_"))
    return Entry(meaning, first, tuple(then), latin)


def _part(written: str) -> Part:
    letters = fold(written)
    return Part(letters, written.endswith("$") or len(letters) <= LONGEST_WHOLE)


@cache
def lexicon() -> Lexicon:
    """The one we ship."""
    made = Lexicon()
    for file in sorted((files("faq.engine") / "words").iterdir(), key=lambda each: each.name):
        if not file.name.endswith(".toml"):
            continue
        for meaning, languages in tomllib.loads(file.read_text("utf-8")).items():
            for locale, written in languages.items():
                for each in written.split():
                    made.add(_entry(meaning, each, latin=locale == "en"))
    return made
