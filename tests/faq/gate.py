"""How the gate before the articles does on its lists. ``python -m tests.faq.gate`` prints it."""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from faq.emergency import sounds_urgent
from faq.incident import sounds_like_report
from tests.faq.noise import NOISES, with_a_slip

HALVES = ("tuned", "held")
_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence of a list, and in which way it is written."""

    half: str
    locale: str
    noise: str
    text: str


def emergencies() -> Iterator[Row]:
    for half, locales in _list("emergencies").items():
        for locale, written in locales.items():
            for noise, texts in written.items():
                yield from (Row(half, locale, noise, text) for text in texts)


def harmless() -> Iterator[Row]:
    for half, locales in _list("harmless").items():
        for locale, texts in locales.items():
            yield from (Row(half, locale, "plain", text) for text in texts)


def incidents(kind: str) -> Iterator[Row]:
    """Those that are ``told``, or the ``asked`` that are like them."""
    for half, kinds in _list("incidents").items():
        for locale, texts in kinds[kind].items():
            yield from (Row(half, locale, kind, text) for text in texts)


def stopped(text: str) -> bool:
    """True if no article is looked for."""
    return sounds_urgent(text) or sounds_like_report(text)


def _list(name: str) -> Mapping[str, Any]:
    return tomllib.loads((_HERE / f"{name}.toml").read_text(encoding="utf-8"))


def _table(title: str, rows: list[Row], test: Callable[[str], bool]) -> None:
    print(f"\n{title}")
    for half in HALVES:
        mine = [row for row in rows if row.half == half]
        for locale, noise in sorted({(row.locale, row.noise) for row in mine}):
            texts = [row.text for row in mine if (row.locale, row.noise) == (locale, noise)]
            print(f"  {half:6} {locale} {noise:8} {sum(map(test, texts)):4} of {len(texts)}")
        hit = sum(test(row.text) for row in mine)
        print(f"  {half:6} in all       {hit:4} of {len(mine)}  ({hit / len(mine):.1%})")


def _typed(rows: list[Row]) -> None:
    print("\nPlain emergencies that are heard, typed by others")
    for name, noise in {**NOISES, "a slip": with_a_slip}.items():
        heard = sum(sounds_urgent(noise(row.text)) for row in rows)
        print(f"  {name:10} {heard:4} of {len(rows)}")


def main() -> None:
    listed = list(emergencies())
    _table("Emergencies that are heard", listed, sounds_urgent)
    _typed([row for row in listed if row.noise == "plain"])
    _table("Harmless questions taken for an emergency", list(harmless()), sounds_urgent)
    _table("Incidents that get no article", list(incidents("told")), stopped)
    _table("Questions about incidents that get none", list(incidents("asked")), stopped)


if __name__ == "__main__":
    main()
