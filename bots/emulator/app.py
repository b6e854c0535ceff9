"""Wires the emulator: one world, the Bot API, downloads, the control API, the phone page."""

import contextlib
from collections.abc import AsyncIterator
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.types import Receive, Scope, Send

from bots.emulator import control, control_groups, downloads, figures, page, sockets
from bots.emulator.botapi import BotApi
from bots.emulator.json_types import encode
from bots.emulator.settings import EmulatorSettings
from bots.emulator.state import State
from bots.emulator.webhook import Deliveries
from bots.emulator.wire import respond
from bots.emulator.world import World


def _from_elsewhere(headers: Headers) -> bool:
    """Whether a page of another origin asks: any site may reach 127.0.0.1 from a browser."""
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != headers.get("host")


async def _refuse(scope: Scope, send: Send) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 4403})
    else:
        await respond(send, 403, encode({"error": "asked by a page of another origin"}))


class Emulator:
    """The ASGI application. The Bot API is looked at first: it carries the load."""

    def __init__(self, settings: EmulatorSettings) -> None:
        self.world = World(
            settings.bots, settings.seed, limits=settings.limits, local=settings.local
        )
        self._deliveries = Deliveries(self.world)
        self.world.start_webhook = self._deliveries.start
        self.world.stop_webhook = self._deliveries.stop
        self._state = State(settings.state) if settings.state else None
        self._bot_api = BotApi(self.world)
        self._downloads = downloads.Downloads(self.world)
        routes = [
            *control.routes(self.world),
            *control_groups.routes(self.world),
            *figures.routes(self.world),
            *downloads.routes(self.world),
            *sockets.routes(self.world),
            *page.routes(settings.phone_dist),
        ]
        self._rest = Starlette(routes=routes, lifespan=self._lifespan)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            path = scope["path"]
            if path.startswith("/bot"):
                return await self._bot_api(scope, receive, send)
            if path.startswith("/file/bot"):
                return await self._downloads(scope, receive, send)
        if scope["type"] != "lifespan" and _from_elsewhere(Headers(scope=scope)):
            return await _refuse(scope, send)
        return await self._rest(scope, receive, send)

    @contextlib.asynccontextmanager
    async def _lifespan(self, app: Starlette) -> AsyncIterator[None]:
        async with contextlib.AsyncExitStack() as stack:
            if self._state is not None:
                await stack.enter_async_context(self._state.keeping(self.world))
            for bot in self.world.bots.values():
                if bot.webhook is not None:
                    self._deliveries.start(bot, bot.webhook)
            stack.callback(self._deliveries.stop_all)
            yield

    def stop_waiting(self) -> None:
        """Ends the long polls, so that a stop need not wait for them."""
        self.world.stopping = True
        for bot in self.world.bots.values():
            bot.queue.wake()
