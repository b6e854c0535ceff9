"""Answers on the wire, whole or spoiled on purpose, and the means to cut a connection."""

import asyncio
import socket
import struct
from typing import Any

from starlette.types import Send
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

JSON_TYPE = b"application/json"
CUT = "qulaq.cut"
"""The scope's key for the function that resets the connection under a request."""


class CuttableProtocol(HttpToolsProtocol):
    """uvicorn's HTTP, whose requests can reset their own connection."""

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self.scope["extensions"] = {CUT: {"transport": self.transport}}


def reset(scope: Any) -> None:
    """Ends the connection with RST, as a broken network does."""
    transport: asyncio.Transport = scope["extensions"][CUT]["transport"]
    connection = transport.get_extra_info("socket")
    if connection is not None:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    transport.abort()


async def respond(
    send: Send,
    status: int,
    body: bytes,
    content_type: bytes = JSON_TYPE,
    headers: tuple[tuple[bytes, bytes], ...] = (),
) -> None:
    length = (b"content-length", str(len(body)).encode())
    start = {
        "type": "http.response.start",
        "status": status,
        "headers": [(b"content-type", content_type), length, *headers],
    }
    await send(start)
    await send({"type": "http.response.body", "body": body})


async def respond_cut(
    scope: Any, send: Send, announced: int, body: bytes, content_type: bytes = JSON_TYPE
) -> None:
    """Announces more than it sends, then closes."""
    length = (b"content-length", str(announced).encode())
    headers = [(b"content-type", content_type), length]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": True})
    transport: asyncio.Transport = scope["extensions"][CUT]["transport"]
    transport.close()
