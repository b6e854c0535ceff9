"""The bots' words: gettext catalogues with symbolic ids, files by language, bot and flow.

No fallback between languages and none to the id: a citizen must never read
"ask-place" or a language not theirs. So the catalogues are compared when they
are loaded, and a bot with a hole in one of them does not start.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from string import Formatter
from typing import Self

from babel.messages.pofile import read_po

LOCALES = Path(__file__).parent.parent / "locales"
BUTTON = "button-"

Catalogue = Mapping[str, str]


class Incomplete(Exception):
    """The catalogues do not say the same things in all languages."""


class MissingText(KeyError):
    """Code asks for an id, or a text for an argument, that is not there: a bug."""


@dataclass(frozen=True)
class Texts:
    """What one bot can say, by locale and id."""

    catalogues: Mapping[str, Catalogue]
    _choices: dict[str, str] = field(init=False, default_factory=dict)

    @classmethod
    def load(cls, bot: str, folder: Path = LOCALES) -> Self:
        """The texts of ``bot`` ("citizen") in every language of ``folder``. Raises Incomplete.

        They lie in ``citizen.po`` and, a flow each, in ``citizen-<flow>.po``.
        """
        catalogues: dict[str, dict[str, str]] = {}
        for path in sorted([*folder.glob(f"*/{bot}.po"), *folder.glob(f"*/{bot}-*.po")]):
            texts, read = catalogues.setdefault(path.parent.name, {}), _read(path)
            if twice := texts.keys() & read.keys():
                raise Incomplete(f"{path.parent.name}: given twice {sorted(twice)}")
            texts |= read
        return cls(catalogues)

    def __post_init__(self) -> None:
        _compare(self.catalogues)
        for catalogue in self.catalogues.values():
            for name, label in catalogue.items():
                if name.startswith(BUTTON):
                    self._learn(label, name.removeprefix(BUTTON))

    def text(self, locale: str, name: str, args: Mapping[str, str | int] | None = None) -> str:
        """The text ``name`` with its placeholders filled. Raises MissingText.

        An argument ``@id`` is itself a text; ``@@words`` are the words ``@words``.
        """
        catalogue = self.catalogues.get(locale, {})
        if name not in catalogue:
            raise MissingText(f"{locale}: {name}")
        if not args:
            return catalogue[name]
        filled = {key: self._argument(locale, value) for key, value in args.items()}
        try:
            return catalogue[name].format_map(filled)
        except KeyError as missing:
            raise MissingText(f"{locale}: {name}: {missing}") from missing

    def label(
        self,
        locale: str,
        choice: str,
        own: str | None = None,
        args: Mapping[str, str | int] | None = None,
    ) -> str:
        """What the button ``choice`` reads: its ``own`` words (``@id``: a text), or its text."""
        if own is None:
            return self.text(locale, BUTTON + choice)
        if not own.startswith("@") or own.startswith("@@"):
            return self._argument(locale, own)
        return self.text(locale, own[1:], args)

    def choice(self, typed: str) -> str | None:
        """The button whose label, in any language, reads exactly as ``typed``.

        Case, emoji and the full stop after the word do not count: people type "done.".
        """
        return self._choices.get(_plain(typed)) if len(typed) <= _LONGEST_LABEL else None

    def _argument(self, locale: str, value: str | int) -> str:
        if not isinstance(value, str) or not value.startswith("@"):
            return str(value)
        return value[1:] if value.startswith("@@") else self.text(locale, value[1:])

    def _learn(self, label: str, choice: str) -> None:
        if self._choices.setdefault(_plain(label), choice) != choice:
            raise Incomplete(f"two buttons read {label!r}")


def placeholders(text: str) -> frozenset[str]:
    """The names in braces."""
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name)


_LONGEST_LABEL = 64  # characters; longer is a message, and not worth folding


def _plain(label: str) -> str:
    return " ".join(re.findall(r"\w+", label.casefold()))


def _read(path: Path) -> dict[str, str]:
    with path.open("rb") as file:
        catalogue = read_po(file, locale=path.parent.name, abort_invalid=True)
    return {str(entry.id): str(entry.string) for entry in catalogue if entry.id}


def _compare(catalogues: Mapping[str, Catalogue]) -> None:
    if not catalogues:
        raise Incomplete("no catalogue found")
    everything = set[str]().union(*catalogues.values())
    for locale, catalogue in catalogues.items():
        if missing := {name for name in everything if not catalogue.get(name)}:
            raise Incomplete(f"{locale}: no text for {sorted(missing)}")
    first, *others = catalogues.values()
    for other in others:
        for name, text in other.items():
            if placeholders(text) != placeholders(first[name]):
                raise Incomplete(f"placeholders differ in {name}")
