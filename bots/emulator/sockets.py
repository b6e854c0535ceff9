"""`WS /control/live`: the phone's events."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable

from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from bots.emulator.json_types import encode
from bots.emulator.live import Listener
from bots.emulator.world import World


def live(world: World) -> Callable[[WebSocket], Awaitable[None]]:
    async def connect(socket: WebSocket) -> None:
        user = socket.query_params.get("user", "")
        name = socket.query_params.get("bot")
        bot = world.bot(name) if name else None
        if not user.lstrip("-").isdigit() or (name and bot is None):
            await socket.close(4404, "no such user or bot")
            return
        await socket.accept()
        listener = world.live.join(int(user), bot.id if bot else None)
        try:
            await _until_gone(world, socket, listener)
        finally:
            world.live.leave(int(user), listener)

    return connect


async def _until_gone(world: World, socket: WebSocket, listener: Listener) -> None:
    hello = {"type": "hello", "seq": world.seq, **world.clock.shown()}
    await socket.send_text(encode(hello).decode())
    tasks = {asyncio.ensure_future(_tell(socket, listener)), asyncio.ensure_future(_hear(socket))}
    _, rest = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in rest:
        task.cancel()
    for task in tasks:
        with contextlib.suppress(asyncio.CancelledError, WebSocketDisconnect, RuntimeError):
            await task


async def _tell(socket: WebSocket, listener: Listener) -> None:
    while (event := await listener[1].get()) is not None:
        await socket.send_text(encode(event).decode())
    await socket.close(1013, "too far behind: fetch the chat afresh")


async def _hear(socket: WebSocket) -> None:
    while (await socket.receive())["type"] != "websocket.disconnect":
        pass


def routes(world: World) -> list[WebSocketRoute]:
    return [WebSocketRoute("/control/live", live(world))]
