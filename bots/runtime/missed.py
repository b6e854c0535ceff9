"""Files that the messenger did not hand out, kept so that an operator may ask for them again."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bots.dialogue.effects import Effect, FetchMedia, ReportDelivery
from bots.runtime.codec import dump, load, wish
from bots.runtime.trouble import worded
from intake_api.contract import Delivery, DeliveryOutcome
from storage.conversations.parking import Parked
from storage.conversations.unit_of_work import UnitOfWork

SOURCE = "media"


def missed(fetch: FetchMedia, error: BaseException | None) -> Parked:
    """``fetch`` as it is put aside."""
    words = worded(error) if error else "too big"
    return Parked(source=SOURCE, key=fetch.attachment_id, error=words, body=dump(fetch))


async def fetch_again(
    work: UnitOfWork, asked: Sequence[Delivery], chats: Mapping[str, str], *, at: datetime
) -> None:
    """Wish for each file once more; of one that is not put aside the API is told so."""
    for delivery in asked:
        conversation = str(delivery.conversation_id)
        if chat := chats.get(conversation):
            effect = await _effect_for(work, delivery)
            await work.outbox.add([wish(effect, chat=chat, conversation=conversation, at=at)])


async def _effect_for(work: UnitOfWork, delivery: Delivery) -> Effect:
    body = await work.parking.take(SOURCE, str(delivery.attachment_id))
    if body is not None:
        return load(FetchMedia.__name__, body)
    return ReportDelivery(delivery_id=str(delivery.delivery_id), outcome=DeliveryOutcome.FAILED)
