"""Which happenings leave no trace of their words with us, not even raw or put aside.

Who a citizen is only the API knows: a name or a phone number passes through here.
"""

import json

from bots.dialogue.events import ContactShared, Event, Message, TextEdited

WITHHELD = "withheld: it may tell who the citizen is"
PRIVATE_FLOWS = frozenset({"registration"})


def is_private(event: Event, flow: str | None) -> bool:
    """True if ``event``, met in ``flow``, may tell who the citizen is.

    Also a later version of what went to no report: it may correct a name given long ago.
    """
    match event:
        case ContactShared() | TextEdited(about=None):
            return True
        case Message():
            return flow in PRIVATE_FLOWS
    return False


def number_alone(body: str) -> str:
    """Of a raw update as JSON only its number, so that it can still be told that it came."""
    try:
        return json.dumps({"update_id": json.loads(body).get("update_id")})
    except (ValueError, AttributeError):
        return "{}"
