"""What citizens asked, masked, and what became of it; only appended."""

from collections.abc import Mapping

from storage.reports.faq_tables import faq_happenings, faq_questions
from storage.reports.unit_of_work import Work


async def add_question(work: Work, row: Mapping[str, object]) -> None:
    """Note what was asked; a question that is known stays as it is."""
    await work.connection.execute(work.insert_unless_there(faq_questions), dict(row))


async def add_happening(work: Work, row: Mapping[str, object]) -> bool:
    """False if it is known."""
    added = await work.connection.execute(work.insert_unless_there(faq_happenings), dict(row))
    return added.rowcount == 1
