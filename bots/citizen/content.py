"""What a citizen sent, in the wire shape of the intake API (``CitizenMessage``).

Ids are derived from the conversation and the messenger's own ids, never drawn:
the same message told twice is the same message. What is longer than the API
takes is divided or cut here, so that nothing a citizen sends is refused.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from uuid import uuid5

from bots.citizen.keyboard import STEERING
from bots.dialogue.effects import AddMessage, Effect, FetchMedia
from bots.dialogue.events import (
    ContactShared,
    Event,
    File,
    LocationMoved,
    LocationShared,
    MediaReceived,
    Message,
    TextEdited,
    TextReceived,
    UnsupportedReceived,
)
from bots.dialogue.state import Conversation, seed_of

LONGEST_TEXT = 10_000  # characters of one message at the intake API
LONGEST_ADDRESS = 4_096
LONGEST_QUOTE = 1_024
LARGEST_FILE = 20 << 20  # bytes that messengers hand out to a bot (Bot API §getFile)
WIDEST_ACCURACY_M = 100_000.0

Wire = dict[str, object]


@dataclass(frozen=True, slots=True)
class Content:
    """One thing sent: its messages (more than one only for a very long text), its file."""

    messages: tuple[Wire, ...]
    file: Wire | None = None


def is_content(event: Event) -> bool:
    """True for what is said or shown, not for buttons, commands and edits."""
    match event:
        case TextReceived(choice=choice):
            return choice not in STEERING
        case MediaReceived() | LocationShared() | ContactShared() | UnsupportedReceived():
            return True
    return False


def content_of(conversation: Conversation, event: Message, filed_by: str = "") -> Content:
    """What ``event`` says, for the API. Without ``filed_by`` it is of the report being told."""
    by = filed_by or ("button" if conversation.flow == "sos" else "draft")
    content = _content(conversation, event)
    return replace(content, messages=filed(content.messages, by))


def filed(messages: Iterable[Wire], by: str) -> tuple[Wire, ...]:
    """The messages with how we know which report they belong to."""
    return tuple({**message, "filed_by": by} for message in messages)


def _content(conversation: Conversation, event: Message) -> Content:
    match event:
        case TextReceived(text=text) | ContactShared(phone=text):
            return Content(tuple(_texts(conversation, event, text)))
        case MediaReceived(caption=caption, album=album):
            first, *more = _texts(conversation, event, caption)
            first["attachments"] = [_announced(conversation, event)]
            if album:
                first["album"] = album[:200]
            return Content((first, *more), _file(conversation, event))
        case LocationShared():
            message = {**_message(conversation, event), "place": place_of(event)}
            if (live_s := _count(event.live_s, 1 << 31)) is not None:
                message["live_s"] = live_s
            return Content((message,))
        case UnsupportedReceived(kind=kind, text=text):
            first, *more = _texts(conversation, event, text)
            first["unsupported"] = kind[:200]
            return Content((first, *more))
    raise TypeError(type(event))


def edit_of(conversation: Conversation, event: TextEdited) -> Wire:
    """A later version of a text or caption sent before."""
    return {
        "message_id": message_id(conversation, event.ref),
        "sent_at": event.at.isoformat(),
        "edited_at": event.at.isoformat(),
        "text": event.text[:LONGEST_TEXT],
    }


def signal(conversation: Conversation, event: Event, name: str) -> Wire:
    """What a button alone tells the operator. A press has no id: the turn names it."""
    if isinstance(event, Message):
        return {**_message(conversation, event), "signal": name}
    press = message_id(conversation, f"signal/{conversation.turn}")
    return {"message_id": press, "sent_at": event.at.isoformat(), "signal": name}


def place_of(event: LocationShared) -> Wire:
    """The point an event tells."""
    place = {"method": "pin" if event.live_s is None else "live", **point_of(event)}
    if event.title:
        place["address"] = event.title[:LONGEST_ADDRESS]
    return place


def point_of(event: LocationShared | LocationMoved) -> Wire:
    """WGS 84 degrees, and how sure."""
    point: Wire = {"latitude": event.latitude, "longitude": event.longitude}
    if event.accuracy_m is not None:
        point["accuracy_m"] = min(max(event.accuracy_m, 0.0), WIDEST_ACCURACY_M)
    return point


def channel_of(event: Event) -> str:
    """The channel a report has when ``event`` was its first word."""
    match event:
        case MediaReceived(kind="photo"):
            return "photo"
        case MediaReceived(kind="video" | "video_note" | "animation"):
            return "video"
        case MediaReceived(kind="voice" | "audio"):
            return "voice"
        case LocationShared():
            return "location"
    return "text"


def message_id(conversation: Conversation, ref: str) -> str:
    """The id of the message ``ref`` at the API."""
    return str(uuid5(seed_of(conversation), ref))


def receipt(event: Event, plain: str) -> str:
    """The catalogue id that says it has come in: ``plain`` where we can also open it."""
    return "noted-unread" if isinstance(event, UnsupportedReceived) else plain


def is_large(event: Event) -> bool:
    """True for a file that most messengers do not hand out: its one answer is the upload link."""
    match event:
        case MediaReceived(file=File(size=int(size))):
            return size > LARGEST_FILE
    return False


def add(report_id: str, content: Content) -> tuple[Effect, ...]:
    """Hand content over to a report the API holds, or will hold before it."""
    added = tuple(AddMessage(report_id=report_id, message=each) for each in content.messages)
    return added if content.file is None else (*added, fetch(report_id, content.file))


def fetch(report_id: str, file: Mapping[str, object]) -> FetchMedia:
    """Bring the bytes of a file kept by ``content_of``."""
    size = file["size"]
    return FetchMedia(
        report_id=report_id,
        attachment_id=str(file["attachment_id"]),
        file_id=str(file["file_id"]),
        size=size if isinstance(size, int) else None,
    )


def _message(conversation: Conversation, event: Message) -> Wire:
    message: Wire = {
        "message_id": message_id(conversation, event.ref),
        "sent_at": event.at.isoformat(),
    }
    if event.about_message is not None:
        message["quoted_message_id"] = event.about_message
    if event.quote:
        message["quote"] = event.quote[:LONGEST_QUOTE]
    return message


def _texts(conversation: Conversation, event: Message, text: str) -> list[Wire]:
    first = {**_message(conversation, event), "text": text[:LONGEST_TEXT]}
    rest = range(LONGEST_TEXT, len(text), LONGEST_TEXT)
    return [first] + [
        {
            "message_id": message_id(conversation, f"{event.ref}/text/{start}"),
            "sent_at": event.at.isoformat(),
            "text": text[start : start + LONGEST_TEXT],
        }
        for start in rest
    ]


def _attachment_id(conversation: Conversation, event: MediaReceived) -> str:
    return message_id(conversation, f"{event.ref}/file")


def _announced(conversation: Conversation, event: MediaReceived) -> Wire:
    file = event.file
    known: Wire = {
        "media_type": file.media_type and file.media_type[:200],
        "size": _count(file.size, 1 << 53),
        "name": file.name and file.name[:255],
        "duration_s": _count(file.duration_s, 1 << 31),
    }
    announced: Wire = {
        "attachment_id": _attachment_id(conversation, event),
        "kind": event.kind,
    }
    return announced | {name: value for name, value in known.items() if value is not None}


def _file(conversation: Conversation, event: MediaReceived) -> Wire:
    return {
        "attachment_id": _attachment_id(conversation, event),
        "file_id": event.file.file_id,
        "size": _size(event.file),
    }


def _size(file: File) -> int | None:
    return _count(file.size, 1 << 53)


def _count(number: int | None, most: int) -> int | None:
    return number if number is not None and 0 <= number <= most else None
