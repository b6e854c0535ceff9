"""/v1/live: the journal, to a console, over a WebSocket.

Each line is its own reader of the feed and remembers where it is, so a console that
comes back with the last number it saw misses nothing and sees nothing twice. A console
that says where it looks (``Looking``) is told who else is here (``Presence``).
"""

import asyncio
import time
from contextlib import suppress
from dataclasses import dataclass, field
from uuid import UUID

from fastapi import APIRouter, WebSocket
from pydantic import ValidationError
from starlette.websockets import WebSocketDisconnect

from intake_api.api import rendering
from intake_api.api.presence_models import Looking
from intake_api.api.who import house_of, require_no_debt, secret_of
from intake_api.auth.actor import CENTRE, Actor
from intake_api.auth.cross_site import is_cross_site
from intake_api.auth.scopes import require_scope
from intake_api.auth.sessions import actor_behind
from intake_api.feed import TooOld
from intake_api.house import House
from intake_api.refusals import Refusal
from storage.ids import new_id

router = APIRouter(tags=["live"])

SCOPE = "live:read"
LONGEST_FRAME = 200
PING_EVERY_S = 15.0
ASK_AGAIN_EVERY_S = 60.0
NOT_SIGNED_IN, FORBIDDEN, TOO_OLD, GOING_AWAY = 4401, 4403, 4410, 1012


@router.websocket("/v1/live")
async def live(websocket: WebSocket) -> None:
    """``?since=<seq>``: what comes after it, else what comes from now on."""
    house = house_of(websocket)
    # Accepted first in any case: a browser is told the code of a refused handshake by nobody.
    await websocket.accept()
    if is_cross_site(websocket.headers, house.settings.public_origin):
        await websocket.close(FORBIDDEN)
        return
    actor = await _actor(house, websocket)
    if actor is None:
        await websocket.close(NOT_SIGNED_IN)
        return
    if not _may_listen(actor):
        await websocket.close(FORBIDDEN)
        return
    line = _Line(house=house, websocket=websocket, actor=actor)
    with house.metrics.consoles.track_inprogress():
        try:
            await _until_gone(line, asyncio.create_task(_serve(line)))
        finally:
            await house.room.leave(line.id)


@dataclass(slots=True, kw_only=True)
class _Line:
    """``told`` is the change of the room that the console knows; None if it did not ask."""

    house: House
    websocket: WebSocket
    actor: Actor
    id: UUID = field(default_factory=new_id)
    told: int | None = None

    def has_company_to_tell(self) -> bool:
        return self.told is not None and self.told != self.house.room.changes


def _may_listen(actor: Actor) -> bool:
    try:
        require_scope(actor, SCOPE)
        require_no_debt(actor)
    except Refusal:
        return False
    return actor.role in CENTRE


async def _until_gone(line: _Line, serving: "asyncio.Task[int]") -> None:
    """Serve until one side ends it."""
    listening = asyncio.create_task(_hear_out(line))
    try:
        await asyncio.wait({serving, listening}, return_when=asyncio.FIRST_COMPLETED)
        if serving.done() and not listening.done():
            await line.websocket.close(serving.result())
    except (WebSocketDisconnect, RuntimeError):
        return  # it was gone before we could say so
    finally:
        for task in (serving, listening):
            task.cancel()
        await asyncio.gather(serving, listening, return_exceptions=True)


async def _hear_out(line: _Line) -> None:
    """Take in where the console looks; nothing else that it says matters."""
    while (frame := await line.websocket.receive())["type"] != "websocket.disconnect":
        text = str(frame.get("text") or "")
        if len(text) > LONGEST_FRAME:
            continue
        with suppress(ValidationError):
            asked = Looking.model_validate_json(text)
            if line.told is None:
                line.told = -1  # whatever the room is like is news
            await line.house.room.look(line.id, line.actor, asked.report_id)
            await line.house.feed.stir()


async def _serve(line: _Line) -> int:
    """Send what happens; returns the close code when this must end."""
    house, websocket = line.house, line.websocket
    try:
        seq = await _start(house, websocket.query_params.get("since"))
        hello = rendering.hello(house.feed.last, line.actor)
        await websocket.send_text(hello.model_dump_json())
        ask_again_at = time.monotonic() + ASK_AGAIN_EVERY_S
        while not house.feed.closed:
            if time.monotonic() >= ask_again_at:
                again = await _actor(house, websocket)
                if again is None or not _may_listen(again):
                    return NOT_SIGNED_IN
                ask_again_at = time.monotonic() + ASK_AGAIN_EVERY_S
            seq = await _send_next(line, seq)
    except TooOld:
        return TOO_OLD
    return GOING_AWAY


async def _start(house: House, since: str | None) -> int:
    if since is None:
        return house.feed.last
    if not since.isdecimal() or len(since) > 18:
        raise TooOld
    await house.feed.require_resumable(int(since))
    return int(since)


async def _send_next(line: _Line, seq: int) -> int:
    """Send what comes after ``seq``, or who is here, or a ping when nothing came; the new place."""
    house, websocket = line.house, line.websocket
    frames = await house.feed.after(seq)
    if frames:
        for frame in frames:
            await websocket.send_text(frame.text)
        return frames[-1].seq
    await house.feed.wait_beyond(seq, PING_EVERY_S, or_else=line.has_company_to_tell)
    if line.has_company_to_tell():
        line.told = house.room.changes
        await websocket.send_text(house.room.frame)
    elif house.feed.last <= seq and not house.feed.closed:
        await websocket.send_text('{"type":"ping"}')
    return seq


async def _actor(house: House, websocket: WebSocket) -> Actor | None:
    secret = secret_of(websocket)
    return await house.reports.consult(lambda work: actor_behind(work, secret))
