"""The table of ``python -m faq evaluate``: ranking, decisions and time on a set of questions."""

import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.table import Table

from faq.evaluation import build

ERRORS_SHOWN = 10
NOWHERE = 10**6


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One question of a set. ``right``: articles that answer it, none if it is out of scope."""

    words: str
    locale: str
    kind: str
    noise: str
    right: frozenset[str]
    decision: str
    found: tuple[str, ...]
    microseconds: float

    @property
    def rank(self) -> int:
        """Where the first right article stands, from 1."""
        places = (place for place, each in enumerate(self.found, 1) if each in self.right)
        return next(places, NOWHERE)


def measured(folder: Path, half: str) -> list[Outcome]:
    """The set in ``folder``, its half "cal" or "test", or both."""
    asking = build(_read(folder / "faq.jsonl"))
    outcomes = []
    for row in _read(folder / "queries.jsonl"):
        if half in ("both", row["split"]):
            started = time.perf_counter()
            asked = asking.ask(row["query"], None if row["lang"] == "mix" else row["lang"])
            taken = 1e6 * (time.perf_counter() - started)
            outcomes.append(
                Outcome(
                    words=row["query"],
                    locale=row["lang"],
                    kind=row["type"],
                    noise=row.get("noise", "clean"),
                    right=frozenset(row.get("golds") or ([row["gold"]] if row["gold"] else ())),
                    decision=asked["decision"],
                    found=tuple(each["id"] for each in asked["candidates"]),
                    microseconds=taken,
                )
            )
    return outcomes


def table(name: str, outcomes: Sequence[Outcome]) -> Table:
    """A row for all, for each language, each noise, and each kind of what is out of scope."""
    middle = sorted(each.microseconds for each in outcomes)[len(outcomes) // 2]
    shown = Table(
        *("", "n", "R@1", "R@3", "right", "wrong", "offered", "in vain", "nothing", "one tap"),
        "precision",
        title=f"{name}: p50 {middle:.0f} us a question",
    )
    for label, some in _groups(outcomes):
        shown.add_row(label, *_row(some))
    return shown


def remaining(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """Some of the errors that remain: answered wrongly first, then ranked wrongly."""
    clean = [each for each in outcomes if each.noise == "clean" and each.rank > 1]
    wrong = [each for each in clean if each.decision == "answer"]
    others = [each for each in clean if each.decision != "answer" and each.right]
    for each in (*wrong, *others)[:ERRORS_SHOWN]:
        wanted = ", ".join(sorted(each.right)) or each.kind
        yield f"{each.decision}: {each.words} -> {', '.join(each.found[:3])}; is {wanted}"


def _groups(outcomes: Sequence[Outcome]) -> Iterator[tuple[str, list[Outcome]]]:
    clean = [each for each in outcomes if each.noise == "clean"]
    yield "all", clean
    inside = [each for each in clean if each.right]
    for locale in sorted({each.locale for each in inside}):
        yield locale, [each for each in inside if each.locale == locale]
    for noise in sorted({each.noise for each in outcomes} - {"clean"}):
        yield noise, [each for each in outcomes if each.noise == noise]
    for kind in sorted({each.kind for each in clean if not each.right}):
        yield f"out of scope: {kind}", [each for each in clean if each.kind == kind]


def _row(some: Sequence[Outcome]) -> list[str]:
    inside = [each for each in some if each.right]
    outside = len(some) - len(inside)
    answered = [each for each in some if each.decision == "answer"]

    def share(which: Callable[[Outcome], bool]) -> str:
        of = inside or some
        return f"{sum(map(which, of)) / len(of):.3f}"

    right = sum(each.rank == 1 for each in answered)
    return [
        f"{len(inside)}+{outside}",
        share(lambda each: each.rank == 1),
        share(lambda each: each.rank <= 3),
        share(lambda each: each.decision == "answer" and each.rank == 1),
        share(lambda each: each.decision == "answer" and each.rank != 1),
        share(lambda each: each.decision == "clarify" and each.rank <= 3),
        share(lambda each: each.decision == "clarify" and each.rank > 3),
        share(lambda each: each.decision == "none"),
        share(lambda each: _in_one_tap(each)),
        f"{right / len(answered):.3f}" if answered else "",
    ]


def _in_one_tap(each: Outcome) -> bool:
    return each.rank <= {"answer": 1, "clarify": 3}.get(each.decision, 0)


def _read(file: Path) -> list[Mapping[str, Any]]:
    lines = file.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]
