"""What citizens asked and what became of it; their words are masked before they are kept."""

from faq.masking import masked
from intake_api.contract import FaqHappening, FaqHappeningKind
from storage.reports.faq_questions import add_happening, add_question
from storage.reports.unit_of_work import Work


async def note(work: Work, told: FaqHappening) -> None:
    """Keep a happening; one that is known changes nothing."""
    row = {
        "happening_id": told.happening_id,
        "question_id": told.question_id,
        "kind": told.kind,
        "at": told.at,
        "locale": told.locale,
        "channel": told.channel,
        "articles": list(told.articles),
        "report_id": told.report_id,
    }
    if await add_happening(work, row) and told.kind is FaqHappeningKind.ASKED:
        await _note_question(work, told)


async def _note_question(work: Work, told: FaqHappening) -> None:
    assert told.words is not None
    row = {
        "question_id": told.question_id,
        "conversation_id": told.conversation_id,
        "at": told.at,
        "locale": told.locale,
        "channel": told.channel,
        "decision": told.decision,
        "words": masked(told.words),
        "candidates": list(told.articles),
    }
    await add_question(work, row)
