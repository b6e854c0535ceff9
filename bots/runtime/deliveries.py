"""What the API wants told, as events of the dialogue."""

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
from intake_api.contract import Delivery, DeliveryKind


class Untellable(Exception):
    """A delivery without what belongs to its kind."""


def event_of(delivery: Delivery) -> Event:
    """The delivery as an event. Raises Untellable."""
    at, name = delivery.created_at, str(delivery.delivery_id)
    match delivery.kind:
        case DeliveryKind.REPLY:
            return ReplyReceived(
                at=at,
                delivery_id=name,
                report_id=_report(delivery),
                number=delivery.number,
                text=delivery.text,
                position=delivery.position,
                message_id=str(delivery.message_id) if delivery.message_id else None,
            )
        case DeliveryKind.REQUEST if delivery.asks is not None:
            return RequestReceived(
                at=at,
                delivery_id=name,
                report_id=_report(delivery),
                number=delivery.number,
                asks=delivery.asks,
                position=delivery.position,
                message_id=str(delivery.message_id) if delivery.message_id else None,
            )
        case DeliveryKind.STATE if delivery.word is not None:
            return WordChanged(
                at=at,
                delivery_id=name,
                report_id=_report(delivery),
                number=delivery.number,
                word=delivery.word,
                text=delivery.text,
                rateable=delivery.rateable,
            )
        case DeliveryKind.CALL_102:
            return SosUnopened(
                at=at, delivery_id=name, report_id=_report(delivery), number=delivery.number
            )
        case DeliveryKind.MESSAGE_MOVED if delivery.message_id is not None:
            return MessageMoved(
                at=at,
                delivery_id=name,
                message_id=str(delivery.message_id),
                report_id=_report(delivery),
                number=delivery.number,
            )
        case DeliveryKind.PLACE_PICKED if delivery.place is not None:
            return PlacePicked(
                at=at,
                delivery_id=name,
                report_id=_report(delivery),
                latitude=delivery.place.latitude,
                longitude=delivery.place.longitude,
                address=delivery.place.address or "",
            )
        case DeliveryKind.IDENTITY_GIVEN:
            return IdentityGiven(at=at, delivery_id=name)
        case DeliveryKind.UPLOAD_STORED if delivery.attachment_id is not None:
            return UploadStored(
                at=at,
                delivery_id=name,
                report_id=_report(delivery),
                number=delivery.number,
                attachment_id=str(delivery.attachment_id),
            )
        case DeliveryKind.RESTRICTED:
            return RestrictionChanged(
                at=at, delivery_id=name, restricted=True, until=delivery.until
            )
        case DeliveryKind.UNRESTRICTED:
            return RestrictionChanged(at=at, delivery_id=name, restricted=False)
        case DeliveryKind.CONTINUED_ELSEWHERE:
            return ContinuedElsewhere(
                at=at, delivery_id=name, report_id=_report(delivery), number=delivery.number
            )
        case DeliveryKind.ANNOUNCEMENT if delivery.texts is not None:
            texts = {str(locale): text for locale, text in delivery.texts.items()}
            return Announced(at=at, delivery_id=name, texts=texts)
    raise Untellable(delivery.kind)


def _report(delivery: Delivery) -> str:
    if delivery.report_id is None:
        raise Untellable(delivery.kind)
    return str(delivery.report_id)
