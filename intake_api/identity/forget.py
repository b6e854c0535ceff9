"""How a citizen is forgotten."""

from uuid import UUID

from storage.reports.identities import delete_identity
from storage.reports.links import close_links
from storage.reports.unit_of_work import Work
from storage.reports.uploads import abandon_uploads


async def forget_identity(work: Work, conversation_id: UUID) -> None:
    """Delete the citizen's key, and with it all that could be read of who they are.

    What was sealed, the blind values and the consents go too; no link of the conversation
    opens any more, and files that were sent in part are dropped soon. A copy of the
    database made before keeps the sealed key until it expires. Nothing known: nothing done.
    """
    await delete_identity(work, conversation_id)
    await close_links(work, conversation_id)
    await abandon_uploads(work, conversation_id)
