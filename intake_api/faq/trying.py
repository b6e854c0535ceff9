"""What the bot would answer, for those who write: the bot's own search, explained."""

import asyncio

from faq.catalogue import Catalogue
from faq.search import Answer, Clarify, ranked, search
from intake_api.api.faq_models import Candidate, Conflicts, Tried
from intake_api.contract import FaqDecision, Locale

MOST = 5


async def tried(catalogue: Catalogue, question: str, locale: Locale) -> Tried:
    return await asyncio.to_thread(_tried, catalogue, question, locale)


async def conflicting(catalogue: Catalogue) -> Conflicts:
    return Conflicts(items=[])


def _tried(catalogue: Catalogue, question: str, locale: Locale) -> Tried:
    found = search(catalogue, question, locale)
    decision = FaqDecision.NONE
    if isinstance(found, Answer):
        decision = FaqDecision.ANSWER
    if isinstance(found, Clarify):
        decision = FaqDecision.CLARIFY
    likely = ranked(catalogue, question, locale)[:MOST]
    return Tried(
        decision=decision,
        why=None,
        reading=question,
        keyboard="",
        thresholds={},
        candidates=[
            Candidate(
                id=article.id,
                title=article.in_(locale).title,
                probability=score,
                score=score,
                signals={},
            )
            for article, score in likely
        ],
    )
