"""Runs the emulator under uvicorn: on a socket bound beforehand, with a quick and clean stop."""

import socket

import uvicorn

from bots.emulator.app import Emulator
from bots.emulator.settings import EmulatorSettings
from bots.emulator.wire import CuttableProtocol


def bind(host: str, port: int) -> socket.socket:
    """A listening socket; OSError when the port is taken. Port 0 takes a free one."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(2048)
    except OSError:
        listener.close()
        raise
    listener.setblocking(False)
    return listener


class EmulatorServer(uvicorn.Server):
    """uvicorn, told to end the long polls before it waits for the requests under way."""

    def __init__(self, settings: EmulatorSettings) -> None:
        self.emulator = Emulator(settings)
        config = uvicorn.Config(
            self.emulator,
            http=CuttableProtocol,
            log_level="warning",
            access_log=False,
            timeout_graceful_shutdown=2,
            timeout_keep_alive=75,
        )
        super().__init__(config)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self.emulator.stop_waiting()
        await super().shutdown(sockets)
