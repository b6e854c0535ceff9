"""/v1/live: the journal, to a console, over a WebSocket.

Each line is its own reader of the feed and remembers where it is, so a console that
comes back with the last number it saw misses nothing and sees nothing twice.
"""

import asyncio
import time

from fastapi import APIRouter, WebSocket
from starlette.websockets import WebSocketDisconnect

from intake_api.api import rendering
from intake_api.api.who import house_of, secret_of
from intake_api.auth.actor import CENTRE, Actor
from intake_api.auth.cross_site import is_cross_site
from intake_api.auth.sessions import actor_behind
from intake_api.feed import TooOld
from intake_api.house import House

router = APIRouter(tags=["live"])

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
    if actor.role not in CENTRE:
        await websocket.close(FORBIDDEN)
        return
    with house.metrics.consoles.track_inprogress():
        await _until_gone(websocket, asyncio.create_task(_serve(house, websocket, actor)))


async def _until_gone(websocket: WebSocket, serving: "asyncio.Task[int]") -> None:
    """Serve until one side ends it; nothing that a console says matters."""
    listening = asyncio.create_task(_hear_out(websocket))
    try:
        await asyncio.wait({serving, listening}, return_when=asyncio.FIRST_COMPLETED)
        if serving.done() and not listening.done():
            await websocket.close(serving.result())
    except (WebSocketDisconnect, RuntimeError):
        return  # it was gone before we could say so
    finally:
        for task in (serving, listening):
            task.cancel()
        await asyncio.gather(serving, listening, return_exceptions=True)


async def _hear_out(websocket: WebSocket) -> None:
    while (await websocket.receive())["type"] != "websocket.disconnect":
        pass


async def _serve(house: House, websocket: WebSocket, actor: Actor) -> int:
    """Send what happens; returns the close code when this must end."""
    try:
        seq = await _start(house, websocket.query_params.get("since"))
        hello = rendering.hello(house.feed.last, actor)
        await websocket.send_text(hello.model_dump_json())
        ask_again_at = time.monotonic() + ASK_AGAIN_EVERY_S
        while not house.feed.closed:
            if time.monotonic() >= ask_again_at:
                if await _actor(house, websocket) is None:
                    return NOT_SIGNED_IN
                ask_again_at = time.monotonic() + ASK_AGAIN_EVERY_S
            seq = await _send_next(house, websocket, seq)
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


async def _send_next(house: House, websocket: WebSocket, seq: int) -> int:
    """Send what comes after ``seq``, or a ping when nothing came; returns the new place."""
    frames = await house.feed.after(seq)
    if frames:
        for frame in frames:
            await websocket.send_text(frame.text)
        return frames[-1].seq
    await house.feed.wait_beyond(seq, PING_EVERY_S)
    if house.feed.last <= seq and not house.feed.closed:
        await websocket.send_text('{"type":"ping"}')
    return seq


async def _actor(house: House, websocket: WebSocket) -> Actor | None:
    secret = secret_of(websocket)
    return await house.reports.consult(lambda work: actor_behind(work, secret))
