"""Runs the application until it is told to stop."""

import socket
import sys
from types import FrameType

import structlog
import uvicorn
from fastapi import FastAPI

from intake_api.house import House

log = structlog.get_logger(__name__)

LAST_ANSWERS_S = 10


class PortTaken(Exception):
    """Somebody listens there already; the text says so in one line."""


class Server(uvicorn.Server):
    """Lets long polls and live lines go first, so that stopping takes no time."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        log.info("serving", addresses=[_address(each) for each in sockets or []])

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        app = self.config.app
        if isinstance(app, FastAPI):
            house: House = app.state.house
            await house.feed.close()
        await super().shutdown(sockets)
        log.info("stopped")

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        # uvicorn would raise the signal once more after a clean end, as if we had crashed.
        self.force_exit = self.should_exit
        self.should_exit = True


def make_server(app: FastAPI, *, trusted_proxies: str = "") -> Server:
    """A server for ``app``; ``serve(sockets=[...])`` runs it."""
    return Server(
        uvicorn.Config(
            app,
            access_log=False,  # the gate logs, without query strings
            log_config=None,
            server_header=False,
            proxy_headers=bool(trusted_proxies),
            forwarded_allow_ips=trusted_proxies or None,
            timeout_graceful_shutdown=LAST_ANSWERS_S,
            ws_max_size=64 * 1024,  # a console has nothing to say
        )
    )


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 takes any. Raises PortTaken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio sends at once (TCP_NODELAY) only where the protocol is named.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if sys.platform != "win32":
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(1024)
    except OSError as error:
        listener.close()
        raise PortTaken(
            f"Cannot listen on {host}:{port} ({error.strerror}): "
            "choose another with QULAQ_INTAKE_PORT=... or QULAQ_INTAKE_HOST=..."
        ) from error
    return listener


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"{host}:{port}"
