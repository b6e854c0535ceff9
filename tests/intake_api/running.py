"""The intake API as it really runs: uvicorn on a port of its own, in a thread."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from socket import socket
from threading import Event, Thread

from intake_api.app import create_app
from intake_api.house import House
from intake_api.server import Server, listen, make_server
from intake_api.settings import IntakeSettings

START_WITHIN_S = 120


class Running(Server):
    """Says when it serves."""

    def __init__(self, server: Server) -> None:
        super().__init__(server.config)
        self.serving = Event()

    async def startup(self, sockets: list[socket] | None = None) -> None:
        await super().startup(sockets)
        self.serving.set()


@contextmanager
def running(settings: IntakeSettings) -> Iterator[tuple[str, House]]:
    """Serves while the block runs; gives the URL and the house behind it."""
    app = create_app(settings)
    listener = listen("127.0.0.1", 0)
    port = listener.getsockname()[1]
    server = Running(make_server(app))
    thread = Thread(target=lambda: asyncio.run(server.serve([listener])), daemon=True)
    thread.start()
    assert server.serving.wait(START_WITHIN_S), "the server did not start"
    try:
        yield f"http://127.0.0.1:{port}", app.state.house
    finally:
        server.should_exit = True
        thread.join(START_WITHIN_S)
        assert not thread.is_alive(), "the server did not stop"
