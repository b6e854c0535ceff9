"""Forgetting who a citizen is."""

from uuid import UUID

from storage.reports.unit_of_work import Work


async def forget_identity(work: Work, conversation_id: UUID) -> None:
    """Nothing is known of anybody's identity yet."""
