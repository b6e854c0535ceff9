"""A small HTTP client for webhooks: it can do what no library lets one do, as hang up midway."""

import asyncio
import ssl
from collections import deque
from dataclasses import dataclass
from urllib.parse import urlsplit

import h11

from bots.emulator.json_types import JsonObject


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    retry_after: str
    body: bytes


@dataclass(slots=True)
class _Connection:
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    protocol: h11.Connection


class HttpClient:
    """Posts to one address and keeps its idle connections."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._host = parts.hostname or ""
        self._tls = parts.scheme == "https"
        self._port = parts.port or (443 if self._tls else 80)
        self._target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        self._idle: deque[_Connection] = deque()

    async def post(self, body: bytes, headers: dict[str, str], spoil: JsonObject) -> Answer | None:
        """The answer; None when `spoil` says to hang up first. OSError, h11 errors: not reached."""
        connection, reused = await self._connect()
        try:
            return await self._exchange(connection, body, headers, spoil)
        except (ConnectionError, h11.RemoteProtocolError):
            connection.writer.close()
            if not reused:  # an idle connection may have been closed meanwhile: once more
                raise
        except BaseException:
            connection.writer.close()
            raise
        connection = await self._open()
        try:
            return await self._exchange(connection, body, headers, spoil)
        except BaseException:
            connection.writer.close()
            raise

    def close(self) -> None:
        while self._idle:
            self._idle.pop().writer.close()

    async def _connect(self) -> tuple[_Connection, bool]:
        while self._idle:
            connection = self._idle.pop()
            if not connection.reader.at_eof():
                return connection, True
            connection.writer.close()
        return await self._open(), False

    async def _open(self) -> _Connection:
        context = ssl.create_default_context() if self._tls else None
        reader, writer = await asyncio.open_connection(self._host, self._port, ssl=context)
        return _Connection(reader, writer, h11.Connection(h11.CLIENT))

    async def _exchange(
        self, connection: _Connection, body: bytes, headers: dict[str, str], spoil: JsonObject
    ) -> Answer | None:
        method = "GET" if spoil.get("action") == "get" else "POST"
        sent = {"Host": f"{self._host}:{self._port}", "Content-Length": str(len(body)), **headers}
        request = h11.Request(method=method, target=self._target, headers=list(sent.items()))
        head = connection.protocol.send(request) or b""
        rest = connection.protocol.send(h11.Data(data=body)) or b""
        rest += connection.protocol.send(h11.EndOfMessage()) or b""
        await _write(connection.writer, head + rest, spoil)
        if spoil.get("action") == "early_close":
            await asyncio.sleep(float(spoil.get("after_s", 0)))
            connection.writer.close()
            return None
        answer = await _read(connection)
        if (
            connection.protocol.our_state is h11.DONE
            and connection.protocol.their_state is h11.DONE
        ):
            connection.protocol.start_next_cycle()
            self._idle.append(connection)
        else:
            connection.writer.close()
        return answer


async def _write(writer: asyncio.StreamWriter, data: bytes, spoil: JsonObject) -> None:
    if spoil.get("action") == "slow_reader":
        step = max(1, int(spoil.get("bytes_per_s", 100)) // 10)
        for at in range(0, len(data), step):
            writer.write(data[at : at + step])
            await asyncio.sleep(0.1)
    else:
        writer.write(data)
    await writer.drain()


async def _read(connection: _Connection) -> Answer:
    status, retry_after, chunks = 0, "", []
    while True:
        event = connection.protocol.next_event()
        if event is h11.NEED_DATA:
            connection.protocol.receive_data(await connection.reader.read(65_536))
        elif isinstance(event, h11.Response):
            status = event.status_code
            retry_after = _header(event, b"retry-after")
        elif isinstance(event, h11.Data):
            chunks.append(bytes(event.data))
        elif isinstance(event, (h11.EndOfMessage, h11.ConnectionClosed)):
            return Answer(status, retry_after, b"".join(chunks))


def _header(response: h11.Response, name: bytes) -> str:
    return next((value.decode() for key, value in response.headers if key == name), "")
