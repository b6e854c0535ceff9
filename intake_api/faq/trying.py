"""What the bot would answer, for those who write: the bot's own search, explained."""

from faq.catalogue import Catalogue
from faq.conflicts import conflicts
from faq.search import Answer, Clarify, Explanation, Found, NoAnswer, Why, explain
from intake_api.api.faq_models import Candidate, Claimant, Conflict, Conflicts, Tried
from intake_api.contract import FaqDecision, Locale
from intake_api.faq.aside import aside

MOST = 200  # conflicts: who has more begins with these
DECISIONS = {
    Why.UNKNOWN: FaqDecision.NONE,
    Why.URGENT: FaqDecision.URGENT,
    Why.INCIDENT: FaqDecision.INCIDENT,
}


def tried(catalogue: Catalogue, question: str, locale: Locale) -> Tried:
    """``catalogue`` is ready to be asked."""
    return _shown(explain(catalogue, question, locale), locale)


async def conflicting(catalogue: Catalogue, locale: Locale) -> Conflicts:
    """The gravest, with the articles' titles for whoever speaks ``locale``."""
    found = await aside(lambda: conflicts(catalogue))
    titles = {each.id: each.in_(locale).title for each in catalogue.articles}
    return Conflicts(
        items=[
            Conflict(
                kind=each.kind,
                articles=[Claimant(id=id, title=titles[id]) for id in each.articles],
                question=each.question,
                locale=Locale(each.locale),
                similarity=each.similarity,
            )
            for each in found[:MOST]
        ]
    )


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
