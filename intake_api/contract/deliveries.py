"""Deliveries: what the API wants told to citizens, and what became of it."""

from enum import StrEnum
from uuid import UUID

from intake_api.contract.base import Labels, Moment, Place, Text, Wire


class CitizenWord(StrEnum):
    """The five words in which a citizen is told the state of a report."""

    RECEIVED = "received"
    BEING_CHECKED = "being_checked"
    PASSED_TO_UNIT = "passed_to_unit"
    ON_THE_WAY = "on_the_way"
    FINISHED = "finished"


class RequestKind(StrEnum):
    """What an operator asks a citizen for in one tap."""

    LOCATION = "location"
    PHOTO = "photo"
    CALL = "call"


class DeliveryKind(StrEnum):
    """What is to be told; the fields of ``Delivery`` that belong to it stand behind it."""

    REPLY = "reply"
    """An operator's words: text, position, message_id."""
    REQUEST = "request"
    """An operator asks for something: asks, position, message_id."""
    STATE = "state"
    """Another word for the report's state: word, text (the reason or result), rateable."""
    CALL_102 = "call_102"
    """An SOS that nobody has opened for too long: the citizen should call."""
    MESSAGE_MOVED = "message_moved"
    """The operator filed ``message_id`` under this report instead: report_id, number."""
    PLACE_PICKED = "place_picked"
    """A point picked on the map page: place; report_id may be a draft the API does not hold."""
    IDENTITY_GIVEN = "identity_given"
    """What the identity page asks for has come; none of it is in here."""
    UPLOAD_STORED = "upload_stored"
    """A large file has come by the upload page: attachment_id."""
    RESTRICTED = "restricted"
    """No new reports but SOS until ``until`` (None: until told otherwise)."""
    UNRESTRICTED = "unrestricted"
    CONTINUED_ELSEWHERE = "continued_elsewhere"
    """An anonymous report went on with its code in another chat: this one has it no more."""
    FETCH_AGAIN = "fetch_again"
    """Nothing to tell: the bytes of attachment_id did not come, and are asked for once more."""
    ANNOUNCEMENT = "announcement"
    """To every conversation that has not opted out: texts; conversation_id is None."""


class Delivery(Wire):
    """Something the API wants told to a citizen; ``seq`` orders the feed."""

    seq: int
    delivery_id: UUID
    conversation_id: UUID | None
    report_id: UUID | None = None
    number: str = ""
    kind: DeliveryKind
    text: Text = ""
    position: Text = ""
    word: CitizenWord | None = None
    rateable: bool = False
    message_id: UUID | None = None
    asks: RequestKind | None = None
    attachment_id: UUID | None = None
    place: Place | None = None
    until: Moment | None = None
    texts: Labels | None = None
    created_at: Moment


class DeliveryPage(Wire):
    """Deliveries after the cursor; asking after ``next`` acknowledges them all."""

    items: tuple[Delivery, ...]
    next: int


class DeliveryOutcome(StrEnum):
    SENT = "sent"
    BLOCKED = "blocked"
    FAILED = "failed"


class DeliveryReceipt(Wire):
    """What became of a delivery at the messenger."""

    outcome: DeliveryOutcome
    at: Moment
