"""How good the answers are, on sets of questions whose answers are known.

A set is a folder with ``faq.jsonl`` and ``queries.jsonl``, as described in docs/faq.md.
"""

from collections.abc import Mapping, Sequence
from typing import Any, TypedDict

from faq.article import Article, Translation
from faq.catalogue import Catalogue, Topic
from faq.search import Answer, Clarify, explain, prepare


class Candidate(TypedDict):
    """``score`` is a probability, so that it can be compared across questions."""

    id: str
    score: float


class Asked(TypedDict):
    """``decision`` is "answer", "clarify" or "none"; candidates the best first."""

    decision: str
    candidates: list[Candidate]


class Asking:
    """A catalogue that is asked without a chat."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        prepare(catalogue)

    def ask(self, text: str, lang: str | None = None) -> Asked:
        """What would be said to ``text``."""
        explained = explain(self._catalogue, text, lang or "ru")
        match explained.decision:
            case Answer():
                decision = "answer"
            case Clarify():
                decision = "clarify"
            case _:
                decision = "none"
        return Asked(
            decision=decision,
            candidates=[
                Candidate(id=each.article.id, score=each.probability)
                for each in explained.candidates
            ],
        )


def build(rows: Sequence[Mapping[str, Any]]) -> Asking:
    """From rows of ``faq.jsonl``: one for each article and language."""
    return Asking(catalogue(rows))


def catalogue(rows: Sequence[Mapping[str, Any]]) -> Catalogue:
    """The rows as a catalogue of articles."""
    told: dict[str, dict[str, Translation]] = {}
    topics: dict[str, str] = {}
    for row in rows:
        topics[row["id"]] = row.get("category") or "all"
        told.setdefault(row["id"], {})[row["lang"]] = Translation(
            title=row["question"], text=row.get("answer", ""), asked=tuple(row.get("variants", ()))
        )
    return Catalogue(
        topics=tuple(Topic(code=code, labels={}) for code in dict.fromkeys(topics.values())),
        articles=tuple(
            Article(id=id, topic=topics[id], translations=each) for id, each in told.items()
        ),
    )
