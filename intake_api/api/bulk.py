"""/v1/bulk: one act on all reports of a list."""

from uuid import UUID

from fastapi import APIRouter, Response

from intake_api.api.answers import answer
from intake_api.api.queue_models import (
    BulkOutcome,
    BulkOwner,
    BulkRefusal,
    BulkReports,
    BulkTags,
    BulkTransition,
    BulkUndone,
)
from intake_api.api.who import Key, Staff, TheHouse
from intake_api.auth.actor import Actor
from intake_api.house import House
from intake_api.reports.bulk import (
    DONE,
    UNCHANGED,
    Act,
    Asked,
    Give,
    Move,
    Tag,
    act_on_many,
    outcomes,
)
from intake_api.reports.handling import Told
from intake_api.reports.idempotency import body_hash
from intake_api.reports.unbulk import undo_bulk

router = APIRouter(prefix="/v1/bulk", tags=["reports"])


@router.post("", response_model=BulkOutcome)
async def post_bulk(house: TheHouse, actor: Staff, key: Key, wish: BulkReports) -> Response:
    """Do it to each report that matches now; what one refuses does not stop the others.

    The same key and body again go on where a cut came, and answer the same.
    """
    asked = Asked(
        act=_act(wish),
        chosen=wish.filters.asked_by(actor) if wish.filters else frozenset(wish.reports or ()),
        key=key,
        body_hash=body_hash("bulk", wish),
        text=wish.model_dump(mode="json", exclude_defaults=True),
    )
    bulk_id = await act_on_many(house.reports, actor, asked)
    return answer(await _outcome(house, actor, bulk_id))


@router.get("/{bulk_id}", response_model=BulkOutcome)
async def get_bulk(house: TheHouse, actor: Staff, bulk_id: UUID) -> Response:
    """What became of it."""
    return answer(await _outcome(house, actor, bulk_id))


@router.post("/{bulk_id}/undo", response_model=BulkUndone)
async def post_undo(house: TheHouse, actor: Staff, bulk_id: UUID) -> Response:
    """Put every report back; 409 with their numbers if somebody has changed one since."""
    undone = await house.reports.perform(lambda work: undo_bulk(work, actor, bulk_id))
    return answer(BulkUndone(undone=undone))


def _act(wish: BulkReports) -> Act:
    match wish.act:
        case BulkTransition() as one:
            told = Told(reason=one.reason, close_code=one.close_code, duplicate_of=one.duplicate_of)
            return Move(action=one.action, told=told)
        case BulkOwner(owner=owner):
            return Give(owner_id=owner)
        case BulkTags(add=add, remove=remove):
            return Tag(add=frozenset(add), remove=frozenset(remove))


async def _outcome(house: House, actor: Actor, bulk_id: UUID) -> BulkOutcome:
    rows = await house.reports.consult(lambda work: outcomes(work, actor, bulk_id))
    told = [each.outcome for each in rows]
    return BulkOutcome(
        id=bulk_id,
        matched=len(rows),
        done=told.count(DONE),
        unchanged=told.count(UNCHANGED),
        refused=[
            BulkRefusal(report_id=each.report_id, number=each.number, code=each.outcome)
            for each in rows
            if each.outcome is not None and each.outcome not in (DONE, UNCHANGED)
        ],
    )
