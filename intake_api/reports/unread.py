"""Where the reading of a report goes on. Pure."""

from collections.abc import Sequence
from uuid import UUID

from storage.reports.messages import MessageRecord


def first_unread(messages: Sequence[MessageRecord], unread: int) -> UUID | None:
    """The earliest of the messages in whose last ``unread`` words something is new.

    An edit is new as well. None if nothing is, or if all is: nothing was read before it.
    """
    said = sorted(
        (version.at, place)
        for place, message in enumerate(messages)
        if message.sender == "citizen"
        for version in message.versions
    )
    if not 0 < unread < len(said):
        return None
    return messages[min(place for _, place in said[-unread:])].id
