"""What becomes of questions on the portal, told to the domain as bots tell theirs.

Nothing says who asked: neither an address nor a cookie is kept. What cannot be noted now is
not worth keeping a reader waiting or an answer back.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid5

import structlog
from fastapi import Request
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from faq.article import Article
from intake_api.contract import (
    FaqChannel,
    FaqDecision,
    FaqHappening,
    FaqHappeningKind,
    Locale,
)
from intake_api.faq.happenings import note
from intake_api.house import House
from intake_api.refusals import TooManyAttempts
from storage.reports.unit_of_work import Work

log = structlog.get_logger(__name__)


async def note_asked(
    house: House,
    request: Request,
    locale: Locale,
    question: UUID,
    words: str,
    decision: FaqDecision,
    articles: Sequence[Article],
) -> None:
    """A question, and the answer if it was shown at once."""
    at = _Asked(house=house, locale=locale, question=question)
    told = [at.happening(FaqHappeningKind.ASKED, articles, words=words, decision=decision)]
    if decision is FaqDecision.ANSWER:
        told.append(at.happening(FaqHappeningKind.SHOWN, articles))
    await _note_if_few(house, request, told)


async def note_shown(
    house: House, request: Request, locale: Locale, question: UUID, article: Article
) -> None:
    """An answer opened after a question; looking at it again is nothing new."""
    at = _Asked(house=house, locale=locale, question=question)
    await _note_if_few(house, request, [at.happening(FaqHappeningKind.SHOWN, [article])])


async def note_opinion(
    house: House, locale: Locale, question: UUID, article: Article, kind: FaqHappeningKind
) -> None:
    """Whether an answer helped; so it was shown."""
    at = _Asked(house=house, locale=locale, question=question)
    kinds = (FaqHappeningKind.SHOWN, kind)
    await _note(house, [at.happening(each, [article]) for each in kinds])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    house: House
    locale: Locale
    question: UUID

    def happening(
        self,
        kind: FaqHappeningKind,
        articles: Sequence[Article],
        *,
        words: str | None = None,
        decision: FaqDecision | None = None,
    ) -> FaqHappening:
        """The same of a question and its articles has the same id, so it counts once."""
        ids = tuple(each.id for each in articles)
        return FaqHappening(
            happening_id=uuid5(self.question, ":".join((kind, *ids))),
            question_id=self.question,
            at=self.house.reports.clock(),
            locale=self.locale,
            channel=FaqChannel.PORTAL,
            kind=kind,
            words=words,
            decision=decision,
            articles=ids,
        )


async def _note_if_few(house: House, request: Request, told: Sequence[FaqHappening]) -> None:
    try:
        await house.readers.note(request.client.host if request.client else "")
        await _note(house, told)
    except TooManyAttempts:
        log.warning("faq_not_noted", why="too_many")
    except (DBAPIError, PoolTimeout) as error:
        log.error("faq_not_noted", why=type(error).__name__)


async def _note(house: House, told: Sequence[FaqHappening]) -> None:
    async def act(work: Work) -> None:
        for each in told:
            await note(work, each)

    await house.reports.perform(act)
