"""Every kind of delivery becomes the event that belongs to it, or is put aside."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from bots.dialogue.events import (
    Announced,
    ContinuedElsewhere,
    Event,
    IdentityGiven,
    MessageMoved,
    PlacePicked,
    ReplyReceived,
    RequestReceived,
    RestrictionChanged,
    SosUnopened,
    UploadStored,
    WordChanged,
)
from bots.runtime.deliveries import Untellable, event_of
from intake_api.contract import Delivery, DeliveryKind

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
NAME = "66666666-6666-4666-8666-666666666666"
REPORT = "11111111-1111-4111-8111-111111111111"
OTHER = "22222222-2222-4222-8222-222222222222"
NUMBER = "26-000001-A"
TEXTS = {"kk": "қ", "ru": "р", "en": "e"}


def delivery(kind: DeliveryKind, **more: object) -> Delivery:
    usual: dict[str, object] = {
        "seq": 1,
        "delivery_id": NAME,
        "conversation_id": OTHER,
        "report_id": REPORT,
        "number": NUMBER,
        "created_at": AT.isoformat(),
    }
    return Delivery.model_validate({**usual, "kind": kind, **more})


TOLD: list[tuple[Delivery, Event]] = [
    (
        delivery(DeliveryKind.REPLY, text="we come", position="inspector", message_id=OTHER),
        ReplyReceived(
            at=AT,
            delivery_id=NAME,
            report_id=REPORT,
            number=NUMBER,
            text="we come",
            position="inspector",
            message_id=OTHER,
        ),
    ),
    (
        delivery(DeliveryKind.REQUEST, asks="location", position="inspector", message_id=OTHER),
        RequestReceived(
            at=AT,
            delivery_id=NAME,
            report_id=REPORT,
            number=NUMBER,
            asks="location",
            position="inspector",
            message_id=OTHER,
        ),
    ),
    (
        delivery(DeliveryKind.STATE, word="finished", text="found", rateable=True),
        WordChanged(
            at=AT,
            delivery_id=NAME,
            report_id=REPORT,
            number=NUMBER,
            word="finished",
            text="found",
            rateable=True,
        ),
    ),
    (
        delivery(DeliveryKind.CALL_102),
        SosUnopened(at=AT, delivery_id=NAME, report_id=REPORT, number=NUMBER),
    ),
    (
        delivery(DeliveryKind.MESSAGE_MOVED, message_id=OTHER),
        MessageMoved(at=AT, delivery_id=NAME, message_id=OTHER, report_id=REPORT, number=NUMBER),
    ),
    (
        delivery(
            DeliveryKind.PLACE_PICKED,
            place={"method": "picked", "latitude": 43.0, "longitude": 76.0, "address": "Abay 1"},
        ),
        PlacePicked(
            at=AT,
            delivery_id=NAME,
            report_id=REPORT,
            latitude=43.0,
            longitude=76.0,
            address="Abay 1",
        ),
    ),
    (
        delivery(DeliveryKind.IDENTITY_GIVEN, report_id=None),
        IdentityGiven(at=AT, delivery_id=NAME),
    ),
    (
        delivery(DeliveryKind.UPLOAD_STORED, attachment_id=OTHER),
        UploadStored(at=AT, delivery_id=NAME, report_id=REPORT, number=NUMBER, attachment_id=OTHER),
    ),
    (
        delivery(DeliveryKind.RESTRICTED, report_id=None, until=AT.isoformat()),
        RestrictionChanged(at=AT, delivery_id=NAME, restricted=True, until=AT),
    ),
    (
        delivery(DeliveryKind.UNRESTRICTED, report_id=None),
        RestrictionChanged(at=AT, delivery_id=NAME, restricted=False),
    ),
    (
        delivery(DeliveryKind.CONTINUED_ELSEWHERE),
        ContinuedElsewhere(at=AT, delivery_id=NAME, report_id=REPORT, number=NUMBER),
    ),
    (
        delivery(DeliveryKind.ANNOUNCEMENT, conversation_id=None, report_id=None, texts=TEXTS),
        Announced(at=AT, delivery_id=NAME, texts=TEXTS),
    ),
]


@pytest.mark.parametrize(("told", "event"), TOLD, ids=[each.kind for each, _ in TOLD])
def test_each_kind_has_its_event(told: Delivery, event: Event) -> None:
    assert event_of(told) == event


def test_no_kind_is_left_out() -> None:
    by_the_feed_itself = {DeliveryKind.FETCH_AGAIN}
    assert {each.kind for each, _ in TOLD} == set(DeliveryKind) - by_the_feed_itself


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        (DeliveryKind.REPLY, {"report_id": None}),
        (DeliveryKind.STATE, {}),
        (DeliveryKind.CALL_102, {"report_id": None}),
        (DeliveryKind.MESSAGE_MOVED, {}),
        (DeliveryKind.PLACE_PICKED, {}),
        (DeliveryKind.UPLOAD_STORED, {}),
        (DeliveryKind.ANNOUNCEMENT, {"texts": None}),
    ],
)
def test_one_without_what_belongs_to_it_cannot_be_told(
    kind: DeliveryKind, more: dict[str, UUID | None]
) -> None:
    with pytest.raises(Untellable):
        event_of(delivery(kind, **more))
