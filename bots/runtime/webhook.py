"""Updates that the messenger posts to us: answered when they are stored, and not before.

Telegram repeats what is not answered with 2xx, and holds up that chat until it is. So
what cannot be read is parked and answered 200, and only the database's bad days are
answered 503. Never 410: after a day of it Telegram forgets our address.
"""

import asyncio
import hashlib
import hmac
import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta

import structlog
import uvicorn
from fastapi import FastAPI, Request, Response
from starlette.requests import ClientDisconnect

from bots.runtime.asides import Answers
from bots.runtime.desk import Desk
from bots.runtime.gaps import Gaps
from bots.runtime.gathering import Gathering
from bots.runtime.messenger import Messenger
from bots.runtime.trouble import described
from bots.runtime.updates import Update, Updates
from storage.conversations.parking import Parked

log = structlog.stdlib.get_logger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105
LARGEST_BODY = 1 << 20
RETRY_AFTER_S = "5"
LATE_BY_AT_MOST = timedelta(minutes=10)
LAST_ANSWERS_S = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the messenger posts, and how we know that it is the messenger.

    ``public_url`` is the address that leads to our door, usually by a proxy.
    """

    public_url: str
    secret: str = field(repr=False)
    connections: int = 40

    @property
    def path(self) -> str:
        """Not to be guessed, and the same in every process: it comes from the secret."""
        return f"/telegram/{hashlib.sha256(f'path {self.secret}'.encode()).hexdigest()[:32]}"

    @property
    def url(self) -> str:
        return self.public_url.rstrip("/") + self.path


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """A place with the listening socket that serves it."""

    place: Place
    listener: socket.socket


class TooLarge(Exception):
    """No update is as large as that."""


class Webhook:
    """The door for one messenger's updates. ``run`` serves it until cancelled."""

    def __init__(
        self,
        messenger: Messenger,
        desk: Desk,
        door: Door,
        *,
        group: int = 100,
        answers: Answers | None = None,
    ) -> None:
        self.desk = desk
        self._messenger = messenger
        self._listener = door.listener
        self._place = place = door.place
        # Where processes may share the updates none of them sees all the numbers.
        gaps = Gaps(patience=LATE_BY_AT_MOST) if desk.database.is_sqlite else None
        self._updates = Updates(messenger, desk, gaps=gaps, answers=answers)
        self._gathering = Gathering[Update | Parked](self._updates.take, at_most=group)
        self.app = FastAPI(openapi_url=None)
        self.app.add_api_route(place.path, self._receive, methods=["POST"])

    @property
    def address(self) -> tuple[str, int]:
        """Host and port that we listen at."""
        host, port = self._listener.getsockname()[:2]
        return str(host), int(port)

    async def open(self) -> None:
        """Tell the messenger where to post. Raises MessengerError."""
        place = self._place
        await self._messenger.open_webhook(
            place.url, secret=place.secret, connections=place.connections
        )

    async def run(self) -> None:
        """Serve; when cancelled, answer those under way first."""
        server = _Server(
            uvicorn.Config(
                self.app,
                access_log=False,  # it would tell the path
                log_config=None,
                server_header=False,
                lifespan="off",
                timeout_keep_alive=75,
                timeout_graceful_shutdown=LAST_ANSWERS_S,
            )
        )
        serving = asyncio.create_task(server.serve(sockets=[self._listener]))
        try:
            await asyncio.shield(serving)
        finally:
            server.should_exit = True
            await asyncio.wait([serving])

    async def settle(self) -> None:
        """Wait for what still runs beside the serving."""
        await self._gathering.settle()
        await self._updates.settle()

    async def _receive(self, request: Request) -> Response:
        if not self._is_the_messenger(request):
            return Response(status_code=401)
        try:
            await self._gathering.add(await self._read(request))
        except ClientDisconnect:
            return Response(status_code=400)  # nobody hears it; it comes again
        except Exception as error:  # noqa: BLE001 - not stored: whatever it was, it must come again
            log.warning("webhook_not_stored", **described(error))
            return Response(status_code=503, headers={"Retry-After": RETRY_AFTER_S})
        return Response(status_code=200)

    def _is_the_messenger(self, request: Request) -> bool:
        shown = request.headers.getlist(SECRET_HEADER)
        # As bytes: compare_digest raises for text that is not ASCII.
        return len(shown) == 1 and hmac.compare_digest(
            shown[0].encode("latin-1"), self._place.secret.encode()
        )

    async def _read(self, request: Request) -> Update | Parked:
        """The update, or what to park in its place. Raises ClientDisconnect."""
        body, size, whole = b"", 0, hashlib.sha256()
        async for chunk in request.stream():
            size += len(chunk)
            whole.update(chunk)
            body = body + chunk if size <= LARGEST_BODY else b""
        if size > LARGEST_BODY:
            told = f'{{"bytes": {size}, "sha256": "{whole.hexdigest()}"}}'
            return self._updates.unreadable(told.encode(), TooLarge())
        try:
            update: Update = json.loads(body)
        except (ValueError, RecursionError) as error:
            return self._updates.unreadable(body, error)
        return update


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 takes any. Raises OSError when the port is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family, backlog=1024)


class _Server(uvicorn.Server):
    """uvicorn as a guest: the signals are the shell's."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield
