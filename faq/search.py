"""The door: which article answers a question, which may, or that none does.

``prepare`` a catalogue in a thread, then put it in the place of the old one: the first question
that meets an unprepared catalogue waits for it. A chat that must not wait has it on ``hold``.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from faq.article import Article
from faq.catalogue import Catalogue
from faq.emergency import sounds_urgent
from faq.engine.engine import Engine, Judgement, engine
from faq.engine.signs import NAMES
from faq.incident import sounds_like_report

MOST_OFFERED = 3
OFFER_FROM = 0.5  # probability that one of the first three is right
WORTH_OFFERING = 0.05  # probability of an article that is one of several


class Why(StrEnum):
    """Why nothing is answered: nothing known fits, somebody is in danger, or it is a report."""

    UNKNOWN = "unknown"
    URGENT = "urgent"
    INCIDENT = "incident"


@dataclass(frozen=True, slots=True)
class Answer:
    """``probability`` that it is the right one."""

    article: Article
    probability: float = 1.0


@dataclass(frozen=True, slots=True)
class Clarify:
    """One of these two or three may be meant, the likeliest first."""

    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """Nothing is to be answered."""

    why: Why = Why.UNKNOWN


Found = Answer | Clarify | NoAnswer


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """``signals`` by name, for those who want to know why it stands where it stands."""

    article: Article
    probability: float
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What was made of a question. ``reading`` is how it was understood, ``keyboard`` under which
    keyboard if not the one it was typed on; ``among``: that one of the first three is right.
    """

    decision: Found
    reading: str
    keyboard: str | None
    exact: bool
    among: float
    answer_from: float
    offer_from: float
    signals: dict[str, float]
    candidates: tuple[Candidate, ...]


@lru_cache(maxsize=4)
def _engine(catalogue: Catalogue) -> Engine:
    return engine(catalogue)


_held: set[Catalogue] = set()


def hold(catalogue: Catalogue) -> None:
    """Until somebody prepares it, it answers nothing, and at once."""
    _held.add(catalogue)


def prepare(catalogue: Catalogue) -> Engine:
    """The catalogue made ready to be asked; at once if it was before."""
    made = _engine(catalogue)
    _held.discard(catalogue)
    return made


def search(catalogue: Catalogue, question: str, locale: str, *, clarified: bool = False) -> Found:
    """What to say to ``question``. ``clarified``: the turn before has offered articles already."""
    if catalogue in _held:
        return _guarded(question, None) or NoAnswer()
    made = prepare(catalogue)
    judged = made.judge(question)
    if gate := _guarded(question, judged):
        return gate
    return _decide(catalogue, made, judged, clarified=clarified)


def ranked(catalogue: Catalogue, question: str, locale: str) -> list[tuple[Article, float]]:
    """The articles that may answer it with their probabilities, the best first, at most ten."""
    judged = None if catalogue in _held else prepare(catalogue).judge(question)
    if judged is None:
        return []
    return [(catalogue.articles[each.article], each.probability) for each in judged.candidates]


def explain(catalogue: Catalogue, question: str, locale: str) -> Explanation:
    """What ``search`` would say, and why; also to questions that it keeps from the articles."""
    made = prepare(catalogue)
    judged = made.judge(question)
    return Explanation(
        decision=_guarded(question, judged) or _decide(catalogue, made, judged, clarified=False),
        reading=judged.reading.text if judged else question,
        keyboard=judged.reading.keyboard if judged else None,
        exact=judged.exact if judged else False,
        among=judged.among if judged else 0.0,
        answer_from=made.calibration.answer_from,
        offer_from=OFFER_FROM,
        signals=dict(zip(NAMES, judged.signs.tolist(), strict=True)) if judged else {},
        candidates=tuple(
            Candidate(
                article=catalogue.articles[each.article],
                probability=each.probability,
                score=each.score,
            )
            for each in (judged.candidates if judged else ())
        ),
    )


def _guarded(question: str, judged: Judgement | None) -> NoAnswer | None:
    """What must not be answered: ranking cannot tell a report from a question.

    What an editor has written as a question is one, but danger is danger.
    """
    if sounds_urgent(question):
        return NoAnswer(Why.URGENT)
    if not (judged and judged.exact) and sounds_like_report(question):
        return NoAnswer(Why.INCIDENT)
    return None


def _decide(
    catalogue: Catalogue, made: Engine, judged: Judgement | None, *, clarified: bool
) -> Found:
    if judged is None:
        return NoAnswer()
    offered = judged.candidates[:MOST_OFFERED]
    if judged.first >= made.calibration.answer_from:
        return Answer(catalogue.articles[offered[0].article], judged.first)
    worth = [each for each in offered if each.probability >= WORTH_OFFERING]
    if clarified or judged.among < OFFER_FROM or len(worth) < 2:
        return NoAnswer()
    return Clarify(tuple(catalogue.articles[each.article] for each in worth))
