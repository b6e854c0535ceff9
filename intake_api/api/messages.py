"""What is said in a report: by citizens (through bots), by operators, among operators."""

from datetime import timedelta
from uuid import UUID

from fastapi import APIRouter, Response

from intake_api.api import rendering
from intake_api.api.answers import encoded
from intake_api.api.models import MessageEntry, NewNote, NewReply, NewRequest, NoteEntry
from intake_api.api.who import ABot, Key, OptionalKey, Staff, TheHouse
from intake_api.auth.actor import Actor
from intake_api.contract import CitizenMessage, MessageAccepted
from intake_api.reports.correspondence import (
    post_note,
    post_reply,
    post_request,
    receive_message,
)
from intake_api.reports.idempotency import Answered, body_hash, once, once_answering
from intake_api.reports.sending import take_back
from storage.reports.unit_of_work import Work

router = APIRouter(prefix="/v1/reports/{report_id}", tags=["reports"])


@router.post("/citizen-messages", status_code=201, response_model=MessageAccepted, tags=["bots"])
async def post_citizen_message(
    house: TheHouse, bot: ABot, key: Key, report_id: UUID, message: CitizenMessage
) -> Response:
    """File a message, or with ``edited_at`` a version of one."""
    reopen_within = timedelta(days=house.settings.reopen_days)

    async def act(work: Work) -> Answered:
        return await once_answering(
            work,
            scope=f"bot:{bot.name}",
            key=key,
            body=body_hash("message", report_id, message),
            answer=MessageAccepted(message_id=message.message_id, report_id=report_id),
            act=lambda: receive_message(work, report_id, message, reopen_within=reopen_within),
        )

    return encoded((await house.reports.perform(act)).text, 201)


@router.post("/messages", status_code=201, response_model=MessageEntry)
async def reply(
    house: TheHouse, actor: Staff, report_id: UUID, asked: NewReply, key: OptionalKey = None
) -> Response:
    """Answer the citizen, who sees the author's position and never the name.

    It is sent at ``sends_at`` (null: at once), and can be taken back until then. 409
    ``held_by_colleague`` while a colleague is busy with the report.
    """
    undo = timedelta(seconds=house.settings.undo_send_s)

    async def act(work: Work) -> Answered:
        return await once(
            work,
            scope=f"staff:{actor.id}",
            key=key,
            body=body_hash("reply", report_id, asked),
            act=lambda: _reply(work, actor, report_id, asked, undo),
        )

    return encoded((await house.reports.perform(act)).text, 201)


@router.delete("/messages/{message_id}", status_code=204)
async def take_reply_back(
    house: TheHouse, actor: Staff, report_id: UUID, message_id: UUID
) -> Response:
    """Unwrite a reply of one's own that still waits; 409 ``reply_gone`` once it is sent."""
    await house.reports.perform(lambda work: take_back(work, actor, report_id, message_id))
    return Response(status_code=204)


@router.post("/requests", status_code=201, response_model=MessageEntry)
async def ask_for(
    house: TheHouse, actor: Staff, report_id: UUID, asked: NewRequest, key: OptionalKey = None
) -> Response:
    """Ask the citizen for something; the bot puts it into their language, with the fitting button.

    In the timeline it is a message with the ``signal`` asks_location, asks_photo or asks_call.
    409 ``held_by_colleague`` while a colleague is busy with the report.
    """

    async def act(work: Work) -> Answered:
        return await once(
            work,
            scope=f"staff:{actor.id}",
            key=key,
            body=body_hash("request", report_id, asked),
            act=lambda: _request(work, actor, report_id, asked),
        )

    return encoded((await house.reports.perform(act)).text, 201)


@router.post("/notes", status_code=201, response_model=NoteEntry)
async def add_note(
    house: TheHouse, actor: Staff, report_id: UUID, asked: NewNote, key: OptionalKey = None
) -> Response:
    """Note something that the citizen does not see."""

    async def act(work: Work) -> Answered:
        return await once(
            work,
            scope=f"staff:{actor.id}",
            key=key,
            body=body_hash("note", report_id, asked),
            act=lambda: _note(work, actor, report_id, asked),
        )

    return encoded((await house.reports.perform(act)).text, 201)


async def _reply(
    work: Work, actor: Actor, report_id: UUID, asked: NewReply, undo: timedelta
) -> MessageEntry:
    made = await post_reply(work, actor, report_id, asked.text, undo=undo)
    return rendering.new_reply(
        made.message_id, work.now, actor, asked.text, sends_at=made.held_until
    )


async def _request(work: Work, actor: Actor, report_id: UUID, asked: NewRequest) -> MessageEntry:
    message_id = await post_request(work, actor, report_id, asked.asks)
    return rendering.new_reply(message_id, work.now, actor, "", signal=f"asks_{asked.asks}")


async def _note(work: Work, actor: Actor, report_id: UUID, asked: NewNote) -> NoteEntry:
    note_id = await post_note(work, actor, report_id, asked.text)
    return NoteEntry(id=note_id, at=work.now, author=actor.position, text=asked.text)
