"""What words mean, across languages and manners of speaking: "спёр", "ұрлап", "stolen" are one.

Small tables of our own, about what people ask the police. A word that is not in them loses
nothing: it is compared by its letters, as everything is.
"""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from faq.text import fold

SHORTEST_FUZZY = 5  # letters of a beginning in which one mistake is forgiven
SHORTEST_FOREIGN = 4  # letters of a Cyrillic beginning that is looked for in Latin words
MISTAKEN = 0.7  # how much a meaning counts that was found past a mistake


@dataclass(frozen=True, slots=True)
class Entry:
    """A beginning of a word, and of those that must follow it. ``whole``: not only a beginning."""

    meaning: str
    first: str
    whole: bool
    latin: bool
    then: tuple[tuple[str, bool], ...]

    def follows(self, words: Sequence[str], at: int) -> bool:
        """True if what must follow stands in ``words`` from ``at`` on."""
        return len(words) - at >= len(self.then) and all(
            word == part if whole else word.startswith(part)
            for (part, whole), word in zip(self.then, words[at:], strict=False)
        )


@dataclass(slots=True)
class Lexicon:
    """Meanings by the beginnings of folded words."""

    entries: dict[str, list[Entry]] = field(default_factory=dict)
    misspelt: dict[str, set[str]] = field(default_factory=dict)

    def add(self, entry: Entry) -> None:
        self.entries.setdefault(entry.first, []).append(entry)
        if len(entry.first) >= SHORTEST_FUZZY:
            for short in shortened(entry.first):
                self.misspelt.setdefault(short, set()).add(entry.first)

    def meanings(self, words: Sequence[str], latin: Sequence[bool]) -> dict[str, float]:
        """The meanings in a text, each with its certainty. ``latin``: which words were typed so."""
        found: dict[str, float] = {}
        for at, word in enumerate(words):
            for entry, certainty in self._beginning(word, latin[at]):
                if entry.follows(words, at + 1):
                    found[entry.meaning] = max(certainty, found.get(entry.meaning, 0.0))
        return found

    def _beginning(self, word: str, latin: bool) -> list[tuple[Entry, float]]:
        exact = [(each, 1.0) for each in self._exact(word, latin)]
        return exact or [(each, MISTAKEN) for each in self._near(word, latin)]

    def _exact(self, word: str, latin: bool) -> Iterator[Entry]:
        for length in range(2, len(word) + 1):
            for entry in self.entries.get(word[:length], ()):
                if (length == len(word) or not entry.whole) and _typed(entry, latin):
                    yield entry

    def _near(self, word: str, latin: bool) -> Iterator[Entry]:
        """Entries whose beginning is one letter too many, too few or wrong in ``word``."""
        near: set[str] = set()
        for length in range(SHORTEST_FUZZY - 1, len(word) + 1):
            begun = word[:length]
            near |= self.misspelt.get(begun, set())
            for short in shortened(begun):
                near |= self.misspelt.get(short, set())
                if short in self.entries and len(short) >= SHORTEST_FUZZY:
                    near.add(short)
        for first in sorted(near):
            for entry in self.entries[first]:
                if _typed(entry, latin) and not (entry.whole and abs(len(word) - len(first)) > 1):
                    yield entry


def shortened(word: str) -> Iterator[str]:
    """``word`` without one of its letters; the first letter is hardly ever the mistake."""
    for at in range(1, len(word)):
        yield word[:at] + word[at + 1 :]


def _typed(entry: Entry, latin: bool) -> bool:
    """True if a word typed in this alphabet can be the entry's."""
    if entry.latin:
        return latin
    return not latin or len(entry.first) >= SHORTEST_FOREIGN


def entry(meaning: str, written: str, *, latin: bool) -> Entry:
    """The entry for one written beginning: "беру$", "қағып_кет"."""
    parts = [(fold(part), part.endswith("$")) for part in written.split("_") if part]
    (first, whole), *then = parts
    return Entry(meaning, first, whole, latin, tuple(then))


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
                    made.add(entry(meaning, each, latin=locale == "en"))
    return made
