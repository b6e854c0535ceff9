"""Telegram's updates as events."""

from datetime import UTC, datetime
from typing import Any

import pytest
from pydantic import ValidationError

from bots.citizen.telegram.decode import decode
from bots.dialogue import events
from bots.runtime.messenger import CannotDecode, Incoming, Intrusion
from bots.runtime.texts import Texts

TEXTS = Texts.load("citizen")
NOW = datetime(2026, 3, 1, 13, 0, tzinfo=UTC)
SENT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
DATE = int(SENT.timestamp())
USER = {"id": 77, "is_bot": False, "first_name": "Aru", "language_code": "kk"}
CHAT = {"id": 77, "type": "private", "first_name": "Aru"}
PHOTO = {"file_id": "p", "file_unique_id": "u", "width": 90, "height": 60, "file_size": 100}
LIVE = {"latitude": 51.1, "longitude": 71.4, "live_period": 900}


def message(**fields: object) -> dict[str, object]:
    return {"message_id": 5, "date": DATE, "chat": CHAT, "from": USER, **fields}


def received(**fields: object) -> Incoming:
    return incoming({"update_id": 1, "message": message(**fields)})


def edited(**fields: object) -> Incoming:
    update = {"update_id": 9, "edited_message": message(edit_date=DATE + 60, **fields)}
    return incoming(update)


def incoming(update: dict[str, object]) -> Incoming:
    found = decode(update, TEXTS, lambda: NOW)
    assert isinstance(found, Incoming)
    return found


def test_a_text_says_who_when_and_where() -> None:
    found = received(text="  Ұрлық болды  ")

    assert found == Incoming(
        key="message:77:5",
        chat="telegram:77",
        event=events.TextReceived(at=SENT, ref="5", language="kk", text="Ұрлық болды"),
    )


def test_the_same_message_under_another_update_id_has_the_same_key() -> None:
    first = incoming({"update_id": 1, "message": message(text="a")})
    again = incoming({"update_id": 2, "message": message(text="a")})

    assert first.key == again.key


def test_a_typed_label_names_its_button() -> None:
    event = received(text="отмена").event

    assert isinstance(event, events.TextReceived)
    assert event.choice == "cancel"


@pytest.mark.parametrize(
    ("text", "name", "argument"),
    [
        ("/start", "start", ""),
        ("/START@qulaq_bot loc_1", "start", "loc_1"),
        ("/sos Абай 10,\n2-подъезд", "sos", "Абай 10,\n2-подъезд"),
    ],
)
def test_commands(text: str, name: str, argument: str) -> None:
    event = received(text=text).event

    assert isinstance(event, events.CommandGiven)
    assert (event.name, event.argument) == (name, argument)


def test_a_slash_alone_is_words() -> None:
    assert isinstance(received(text="/ 10-үй").event, events.TextReceived)


@pytest.mark.parametrize(
    ("raw", "read"),
    [("a\x00b", "a\ufffdb"), ("a\ud800b", "a\ufffdb"), ("\ud83d\ude00", "😀")],
)
def test_what_no_database_keeps_is_replaced(raw: str, read: str) -> None:
    event = received(text=raw).event

    assert isinstance(event, events.TextReceived)
    assert event.text == read


def test_the_largest_photo_is_taken() -> None:
    large = {**PHOTO, "file_id": "large", "width": 900, "height": 600, "file_size": 9000}

    event = received(photo=[large, PHOTO], caption="here", media_group_id="g").event

    assert event == events.MediaReceived(
        at=SENT,
        ref="5",
        language="kk",
        kind="photo",
        file=events.File(file_id="large", media_type="image/jpeg", size=9000),
        caption="here",
        album="g",
    )


FILE = {"file_id": "f", "file_unique_id": "u"}
SHAPE = {"width": 1, "height": 1, "duration": 3}


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("video", {"video": {**FILE, **SHAPE}}),
        ("video_note", {"video_note": {**FILE, "length": 1, "duration": 3}}),
        ("voice", {"voice": {**FILE, "duration": 3}}),
        ("audio", {"audio": {**FILE, "duration": 3}}),
        ("document", {"document": FILE}),
        ("animation", {"animation": {**FILE, **SHAPE}, "document": FILE}),
    ],
)
def test_files_of_every_kind(kind: str, content: dict[str, object]) -> None:
    event = received(**content).event

    assert isinstance(event, events.MediaReceived)
    assert (event.kind, event.file.file_id) == (kind, "f")
    assert event.file.duration_s == (None if kind == "document" else 3)


def test_a_live_location_says_how_long_it_goes_on() -> None:
    event = received(location={**LIVE, "horizontal_accuracy": 12.5}).event

    assert isinstance(event, events.LocationShared)
    assert (event.latitude, event.longitude) == (51.1, 71.4)
    assert (event.accuracy_m, event.live_s) == (12.5, 900)


def test_a_venue_is_a_location_with_a_title() -> None:
    where = {"latitude": 51.1, "longitude": 71.4}

    event = received(venue={"location": where, "title": "Keruen", "address": "Dostyq 9"}).event

    assert isinstance(event, events.LocationShared)
    assert event.title == "Keruen, Dostyq 9"


@pytest.mark.parametrize("latitude", [float("nan"), float("inf"), 91])
def test_a_place_beyond_the_earth_is_kept_as_unreadable(latitude: float) -> None:
    event = received(location={"latitude": latitude, "longitude": 71.4}).event

    assert isinstance(event, events.UnsupportedReceived)
    assert event.kind == "location"


@pytest.mark.parametrize(
    ("user_id", "forwarded", "own"),
    [(77, False, True), (78, False, False), (None, False, False), (77, True, False)],
)
def test_a_contact_is_own_only_if_provably_so(
    user_id: int | None, forwarded: bool, own: bool
) -> None:
    contact = {"phone_number": "+77010000000", "first_name": "A", "user_id": user_id}
    origin = {"forward_origin": {"type": "user", "date": DATE, "sender_user": USER}}

    event = received(contact=contact, **(origin if forwarded else {})).event

    assert event == events.ContactShared(
        at=SENT, ref="5", language="kk", phone="+77010000000", own=own, name="A"
    )


STICKER = {
    **FILE,
    "type": "regular",
    "width": 1,
    "height": 1,
    "is_animated": False,
    "is_video": False,
}


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("sticker", {"sticker": STICKER}),
        ("dice", {"dice": {"emoji": "🎲", "value": 3}}),
        ("hologram", {"hologram": {"file_id": "h"}}),
        ("unknown", {}),
    ],
)
def test_what_we_cannot_read_is_named(kind: str, content: dict[str, object]) -> None:
    event = received(**content).event

    assert isinstance(event, events.UnsupportedReceived)
    assert event.kind == kind


@pytest.mark.parametrize(
    "unreadable",
    [
        {"forward_origin": {"type": "hidden_user", "date": DATE}},
        {"forward_origin": {"type": "teleport", "date": DATE}},
        {"external_reply": {"story": {}}},
        {"reply_to_message": {"message_id": "none"}},
    ],
)
def test_words_beside_an_unreadable_field_are_read(unreadable: dict[str, object]) -> None:
    event = received(text="Help", **unreadable).event

    assert isinstance(event, events.TextReceived)
    assert event.text == "Help"


def test_a_quoted_message_is_remembered() -> None:
    event = received(text="yes", reply_to_message=message(message_id=3, text="?")).event

    assert isinstance(event, events.TextReceived)
    assert event.reply_to == "3"


def test_an_edit_is_a_later_version_of_the_same_message() -> None:
    incoming = edited(text="corrected")

    assert incoming.key == "edit:77:5:9"
    assert incoming.event == events.TextEdited(
        at=datetime(2026, 3, 1, 12, 1, tzinfo=UTC), ref="5", text="corrected"
    )


@pytest.mark.parametrize(("live", "ended"), [(LIVE, False), ({**LIVE, "live_period": None}, True)])
def test_a_live_location_moves_and_ends(live: dict[str, object], ended: bool) -> None:
    event = edited(location=live).event

    assert isinstance(event, events.LocationMoved)
    assert event.ended is ended


@pytest.mark.parametrize(
    ("data", "choice", "turn"),
    [("3:theft", "theft", 3), ("0:sos", "sos", 0), ("vote:yes", "", -1), ("٣:theft", "", -1)],
)
def test_a_press_tells_button_and_turn(data: str, choice: str, turn: int) -> None:
    query = {
        "id": "q1",
        "from": USER,
        "chat_instance": "c",
        "message": message(text="?"),
        "data": data,
    }

    incoming = decode({"update_id": 1, "callback_query": query}, TEXTS, lambda: NOW)

    assert incoming == Incoming(
        key="press:q1",
        chat="telegram:77",
        press="q1",
        event=events.ChoiceMade(at=NOW, choice=choice, turn=turn, language="kk"),
    )


@pytest.mark.parametrize(
    ("status", "kind"), [("kicked", events.BotBlocked), ("member", events.BotUnblocked)]
)
def test_blocking_and_unblocking(status: str, kind: type[events.Event]) -> None:
    bot = {"id": 1, "is_bot": True, "first_name": "Q"}
    until = {"until_date": 0} if status == "kicked" else {}
    change = {
        "chat": CHAT,
        "from": USER,
        "date": DATE,
        "old_chat_member": {"status": "left", "user": bot},
        "new_chat_member": {"status": status, "user": bot, **until},
    }

    incoming = decode({"update_id": 4, "my_chat_member": change}, TEXTS, lambda: NOW)

    assert incoming == Incoming(key="update:4", chat="telegram:77", event=kind(at=SENT))


GROUP: dict[str, Any] = {"id": -5, "type": "group", "title": "G"}


@pytest.mark.parametrize(
    "update",
    [
        {"shipping_drone": {}},
        {},
    ],
)
def test_what_belongs_to_no_conversation_cannot_be_decoded(update: dict[str, object]) -> None:
    with pytest.raises(CannotDecode):
        decode({"update_id": 1, **update}, TEXTS, lambda: NOW)


@pytest.mark.parametrize(
    "update",
    [
        {"update_id": "x", "message": message(text="hi")},
        {"update_id": 1, "message": {"text": "hi"}},
        {"update_id": 1, "message": [1]},
        {"update_id": 1, "message": {**message(text="hi"), "chat": {"id": "x"}}},
    ],
)
def test_a_malformed_update_raises(update: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        decode(update, TEXTS, lambda: NOW)


def test_a_reply_brings_what_was_marked() -> None:
    answered = message(text="all of it")
    quote = {"text": "of", "position": 4}
    event = received(text="why?", reply_to_message=answered, quote=quote).event

    assert isinstance(event, events.TextReceived)
    assert (event.reply_to, event.quote) == ("5", "of")


def test_a_card_brings_its_name() -> None:
    card = {"phone_number": "+77", "first_name": "Aru", "last_name": "B\x00", "user_id": 77}
    event = received(contact=card).event

    assert isinstance(event, events.ContactShared)
    assert (event.name, event.own) == ("Aru B\ufffd", True)


@pytest.mark.parametrize(("given", "heading"), [(90, 90), (0, None), (361, None), (None, None)])
def test_a_moving_phone_brings_where_it_is_heading(given: int | None, heading: int | None) -> None:
    event = edited(location={**LIVE, "heading": given}).event

    assert isinstance(event, events.LocationMoved)
    assert event.heading == heading


@pytest.mark.parametrize("kind", ["message", "edited_message"])
def test_a_word_in_a_group_is_an_intrusion(kind: str) -> None:
    update = {"update_id": 1, kind: {**message(text="hi"), "chat": GROUP}}

    assert decode(update, TEXTS, lambda: NOW) == Intrusion(chat="telegram:-5", locale="kk")
