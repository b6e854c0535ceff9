"""/v1/deliveries: what citizens are to be told, fetched by the bots."""

import time
from dataclasses import asdict
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from intake_api.api.answers import answer
from intake_api.api.who import ABot, TheHouse
from intake_api.auth.actor import Bot
from intake_api.contract import Delivery, DeliveryPage, DeliveryReceipt
from intake_api.house import House
from intake_api.reports.telling import take_receipt
from storage.reports.deliveries import DeliveryRecord, deliveries_after
from storage.reports.tokens import acknowledge_deliveries, acknowledged_seq
from storage.reports.unit_of_work import Work

router = APIRouter(prefix="/v1/deliveries", tags=["bots"])

LONGEST_WAIT_S = 50
PAGE = 100
After = Annotated[int, Query(ge=0, le=(1 << 63) - 1)]
Wait = Annotated[float, Query(ge=0, le=LONGEST_WAIT_S, allow_inf_nan=False)]


@router.get("", response_model=DeliveryPage)
async def get_deliveries(house: TheHouse, bot: ABot, after: After = 0, wait: Wait = 0) -> Response:
    """What comes after ``after``, which acknowledges everything up to it.

    Waits up to ``wait`` seconds for the first one.
    """
    return answer(await _next_page(house, bot, after, time.monotonic() + wait))


async def _next_page(house: House, bot: Bot, after: int, deadline: float) -> DeliveryPage:
    while True:
        found, acknowledged = await house.reports.consult(
            lambda work: _look(work, bot.key_id, after)
        )
        # Most polls acknowledge nothing new and need no write lock.
        if after > acknowledged:
            await house.reports.perform(
                lambda work: acknowledge_deliveries(work, bot.key_id, after)
            )
        left_s = deadline - time.monotonic()
        if found or left_s <= 0 or house.feed.closed:
            items = tuple(map(_told, found))
            return DeliveryPage(items=items, next=items[-1].seq if items else after)
        await house.feed.wait_for_delivery(after, left_s)


async def _look(work: Work, key_id: UUID, after: int) -> tuple[list[DeliveryRecord], int]:
    return await deliveries_after(work, after, PAGE), await acknowledged_seq(work, key_id)


def _told(record: DeliveryRecord) -> Delivery:
    fields = asdict(record)
    details = fields.pop("details") or {}
    return Delivery.model_validate({**fields, "number": record.number or "", **details})


@router.put("/{delivery_id}/receipt", status_code=204)
async def put_receipt(
    house: TheHouse, bot: ABot, delivery_id: UUID, receipt: DeliveryReceipt
) -> Response:
    """Tell what became of a delivery at the messenger."""
    await house.reports.perform(lambda work: take_receipt(work, delivery_id, receipt))
    return Response(status_code=204)
