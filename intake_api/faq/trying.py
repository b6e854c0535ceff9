"""What the bot would answer, for those who write: the bot's own search, explained."""

from faq.catalogue import Catalogue
from faq.search import Answer, Clarify, Explanation, Found, NoAnswer, Why, explain
from intake_api.api.faq_models import Candidate, Conflicts, Tried
from intake_api.contract import FaqDecision, Locale

DECISIONS = {
    Why.UNKNOWN: FaqDecision.NONE,
    Why.URGENT: FaqDecision.URGENT,
    Why.INCIDENT: FaqDecision.INCIDENT,
}


def tried(catalogue: Catalogue, question: str, locale: Locale) -> Tried:
    """``catalogue`` is ready to be asked."""
    return _shown(explain(catalogue, question, locale), locale)


async def conflicting(catalogue: Catalogue) -> Conflicts:
    return Conflicts(items=[])


def _shown(found: Explanation, locale: Locale) -> Tried:
    return Tried(
        decision=_decision(found.decision),
        reading=found.reading,
        keyboard=found.keyboard,
        exact=found.exact,
        among=found.among,
        answer_from=found.answer_from,
        offer_from=found.offer_from,
        signals=found.signals,
        candidates=[
            Candidate(
                id=each.article.id,
                title=each.article.in_(locale).title,
                probability=each.probability,
                score=each.score,
            )
            for each in found.candidates
        ],
    )


def _decision(found: Found) -> FaqDecision:
    match found:
        case Answer():
            return FaqDecision.ANSWER
        case Clarify():
            return FaqDecision.CLARIFY
        case NoAnswer(why):
            return DECISIONS[why]
