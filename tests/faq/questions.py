"""The questions on which the shipped articles are tested.

``python -m tests.faq.questions FOLDER`` writes articles and questions as an evaluation set
(``faq.jsonl``, ``queries.jsonl``), which ``python -m faq evaluate FOLDER`` takes.
"""

import json
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from faq.catalogue import Catalogue
from faq.content import seed

HERE = Path(__file__).with_suffix(".toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """``article`` answers it; None: none does. ``kind`` is of what sort those are."""

    words: str
    locale: str
    article: str | None
    kind: str = "in"


@cache
def questions() -> tuple[Question, ...]:
    """All of them, in the order of the file."""
    told = tomllib.loads(HERE.read_text(encoding="utf-8"))
    answered = [
        Question(words=words, locale=locale, article=id)
        for id, locale, words in _listed(told["answered"])
    ]
    unanswered = [
        Question(words=words, locale=locale, article=None, kind=kind)
        for kind, locale, words in _listed(told["unanswered"])
    ]
    return (*answered, *unanswered)


def _listed(tables: Mapping[str, Mapping[str, list[str]]]) -> Iterator[tuple[str, str, str]]:
    for name, by_locale in tables.items():
        for locale, asked in by_locale.items():
            for words in asked:
                yield name, locale, words


def write(folder: Path, catalogue: Catalogue) -> None:
    """The evaluation set. Every question is for testing: nothing may be calibrated on it."""
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "faq.jsonl", _rows(catalogue))
    _write(folder / "queries.jsonl", map(_query, questions()))


def _rows(catalogue: Catalogue) -> Iterator[dict[str, Any]]:
    for article in catalogue.articles:
        for locale, told in article.translations.items():
            yield {
                "id": article.id,
                "lang": locale,
                "question": told.title,
                "variants": list(told.asked),
                "answer": told.text,
                "category": article.topic,
            }


def _query(question: Question) -> dict[str, Any]:
    return {
        "query": question.words,
        "gold": question.article,
        "lang": question.locale,
        "oos": question.article is None,
        "type": question.kind,
        "split": "test",
        "noise": "clean",
    }


def _write(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    path.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]), seed())
