"""A bot's webhook for tests: notes each request and answers as told."""

import asyncio
import json
from collections import deque
from dataclasses import dataclass
from typing import Any

import h11


@dataclass(frozen=True)
class Hit:
    method: str
    headers: dict[str, str]
    body: bytes

    @property
    def update(self) -> dict[str, Any]:
        update: dict[str, Any] = json.loads(self.body)
        return update

    @property
    def text(self) -> str:
        return str(self.update["message"]["text"])


class WebhookBot:
    """`answers` are (status, headers, body), taken in turn; 200 when there are none.
    `hold` (text to event) keeps an answer back."""

    def __init__(self) -> None:
        self.hits: asyncio.Queue[Hit] = asyncio.Queue()
        self.answers: deque[tuple[int, dict[str, str], bytes]] = deque()
        self.hold: dict[str, asyncio.Event] = {}
        self.url = ""
        self._server: asyncio.Server | None = None
        self._writers: list[asyncio.StreamWriter] = []
        self._serving: list[asyncio.Task[None]] = []

    async def __aenter__(self) -> "WebhookBot":
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}/hook"
        return self

    async def __aexit__(self, *error: object) -> None:
        assert self._server is not None
        self._server.close()
        for event in self.hold.values():
            event.set()
        for writer in self._writers:
            writer.close()
        await asyncio.gather(*self._serving, return_exceptions=True)

    async def hit(self) -> Hit:
        return await asyncio.wait_for(self.hits.get(), 10)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._serving.append(task)
        self._writers.append(writer)
        try:
            while await self._request(reader, writer):
                pass
        finally:
            writer.close()

    async def _request(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        connection = h11.Connection(h11.SERVER)
        request, body = None, b""
        while not isinstance(event := connection.next_event(), h11.EndOfMessage):
            if event is h11.NEED_DATA:
                data = await reader.read(65_536)
                if not data:
                    return False
                connection.receive_data(data)
            elif isinstance(event, h11.Request):
                request = event
            elif isinstance(event, h11.Data):
                body += event.data
        assert request is not None
        headers = {k.decode().lower(): v.decode() for k, v in request.headers}
        await self.hits.put(Hit(request.method.decode(), headers, body))
        for text, release in self.hold.items():
            if text.encode() in body:
                await release.wait()
        status, more, answer = self.answers.popleft() if self.answers else (200, {}, b"")
        fields = {"Content-Length": str(len(answer)), **more}
        writer.write(
            connection.send(h11.Response(status_code=status, headers=[*fields.items()])) or b""
        )
        writer.write(connection.send(h11.Data(data=answer)) or b"")
        await writer.drain()
        return True
