"""Messages that were filed to one report and now stand in another of the same citizen."""

from uuid import UUID

from sqlalchemy import bindparam, delete, insert, select, update

from storage.reports.citizens_tables import moved_message, track
from storage.reports.search import move_entry
from storage.reports.tables import attachment, message, message_version
from storage.reports.unit_of_work import Work

TARGET = select(moved_message.c.to_report).where(
    moved_message.c.from_report == bindparam("report"),
    moved_message.c.message_id == bindparam("message"),
)


async def current_report(work: Work, report_id: UUID, message_id: UUID) -> UUID:
    """Where a message that was told of under ``report_id`` stands now."""
    wanted = {"report": report_id, "message": message_id}
    found: UUID | None = await work.connection.scalar(TARGET, wanted)
    return found or report_id


async def sender_of(work: Work, report_id: UUID, message_id: UUID) -> str | None:
    """Who said it, or None if the report has no such message."""
    query = select(message.c.sender).where(
        message.c.report_id == report_id, message.c.id == message_id
    )
    found: str | None = await work.connection.scalar(query)
    return found


async def move_message(work: Work, message_id: UUID, source: UUID, target: UUID) -> bool:
    """Take a message over with its versions, files and track.

    False, having done nothing, if the target has the same message already.
    """
    of_source = (message.c.report_id == source, message.c.id == message_id)
    names = [column.name for column in message.c if column.name != "report_id"]
    found = await work.connection.execute(select(*(message.c[n] for n in names)).where(*of_source))
    row = {"report_id": target, **dict(zip(names, found.one(), strict=True))}
    if (await work.connection.execute(work.insert_unless_there(message), row)).rowcount == 0:
        return False
    for table in (message_version, attachment, track):
        await work.connection.execute(
            update(table)
            .where(table.c.report_id == source, table.c.message_id == message_id)
            .values(report_id=target)
        )
    await move_entry(work, message_id, source, target)
    await work.connection.execute(delete(message).where(*of_source))
    await _remember(work, message_id, source, target)
    return True


async def _remember(work: Work, message_id: UUID, source: UUID, target: UUID) -> None:
    of_message = moved_message.c.message_id == message_id
    # Moved on, or back to where it was told first: every earlier address leads there.
    await work.connection.execute(
        delete(moved_message).where(of_message, moved_message.c.from_report == target)
    )
    await work.connection.execute(
        update(moved_message)
        .where(of_message, moved_message.c.to_report == source)
        .values(to_report=target)
    )
    await work.connection.execute(
        insert(moved_message).values(from_report=source, message_id=message_id, to_report=target)
    )
