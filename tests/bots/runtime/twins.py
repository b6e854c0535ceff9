"""Stand-ins for the world outside: a messenger, an intake API at the wire, a clock."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import httpx

from bots.dialogue.effects import Say
from bots.dialogue.events import ChoiceMade, TextReceived
from bots.runtime.handle import Arrival
from bots.runtime.messenger import Aside, CannotDecode, Incoming, Inline, Intrusion
from bots.runtime.relay import Relay
from intake_api.client import IntakeClient
from intake_api.contract import Delivery, DeliveryKind, DeliveryPage

Answer = Exception | None


class Enough(BaseException):
    """Ends a loop that never ends by itself."""


class Pauses:
    """A ``sleep`` that takes no time, remembers how long it should have been, and ends a loop
    at the ``at_most``-th time."""

    def __init__(self, *, at_most: int) -> None:
        self.seconds: list[float] = []
        self._at_most = at_most

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)
        if len(self.seconds) >= self._at_most:
            raise Enough


class StandingClock:
    """A time that moves only when told to."""

    def __init__(self) -> None:
        self._now = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self._now

    def monotonic(self) -> float:
        return self._now.timestamp()

    def advance(self, seconds: float) -> None:
        self._now += timedelta(seconds=seconds)


class ScriptedMessenger:
    """The messenger port. Each chat answers as ``answers`` says, then well."""

    def __init__(self) -> None:
        self.pages: list[list[Mapping[str, object]] | Exception] = []
        self.asked: list[int] = []
        self.answers: dict[str, list[Answer]] = defaultdict(list)
        self.gates: dict[str, asyncio.Event] = {}
        self.tried: list[tuple[str, str]] = []
        self.said: list[tuple[str, str]] = []
        self.acknowledged: list[str] = []
        self.deleted: list[str] = []
        self.webhooks: list[tuple[str, str, int] | None] = []
        self.answered: list[tuple[str, list[tuple[str, str, str]]]] = []
        self.left: list[tuple[str, str]] = []
        self.file: list[bytes | Exception] = [b"abc", b"def"]
        self.refuses_files: Exception | None = None
        self._spoke = asyncio.Event()

    async def until_said(self, words: tuple[str, str]) -> None:
        while words not in self.said:
            self._spoke.clear()
            await self._spoke.wait()

    def decode(self, update: Mapping[str, object]) -> Incoming | Aside:
        if "inline" in update:
            return Inline(id=str(update["inline"]), query=str(update["text"]), locale="kk")
        if "group" in update:
            return Intrusion(chat=f"telegram:{update['group']}", locale="kk")
        chat, at = f"telegram:{update['chat']}", datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
        if "press" in update:
            press = str(update["press"])
            pressed = ChoiceMade(at=at, choice="sos")
            return Incoming(key=f"press:{press}", chat=chat, event=pressed, press=press)
        if "text" not in update:
            raise CannotDecode("no text")
        key = f"message:{update['chat']}:{update['update_id']}"
        event = TextReceived(at=at, ref=str(update["update_id"]), text=str(update["text"]))
        return Incoming(key=key, chat=chat, event=event)

    async def fetch_updates(self, offset: int, timeout_s: int) -> list[Mapping[str, object]]:
        self.asked.append(offset)
        if not self.pages:
            await asyncio.Event().wait()
        page = self.pages.pop(0)
        if isinstance(page, Exception):
            raise page
        return page

    async def open_webhook(self, url: str, *, secret: str, connections: int) -> None:
        self.webhooks.append((url, secret, connections))

    async def close_webhook(self) -> None:
        self.webhooks.append(None)

    async def send(self, chat: str, say: Say) -> str:
        text = str(say.args.get("text", say.message))
        self.tried.append((chat, text))
        if chat in self.gates:
            await self.gates[chat].wait()
        if self.answers[chat] and (answer := self.answers[chat].pop(0)):
            raise answer
        self.said.append((chat, text))
        self._spoke.set()
        return str(len(self.said))

    async def delete(self, chat: str, refs: Sequence[str]) -> int:
        self.deleted += refs
        return len(refs)

    async def acknowledge(self, press: str) -> None:
        self.acknowledged.append(press)

    async def answer_inline(self, query: str, found: Sequence[tuple[str, str, str]]) -> None:
        self.answered.append((query, list(found)))

    async def leave(self, chat: str, locale: str) -> None:
        self.left.append((chat, locale))

    @asynccontextmanager
    async def download(self, file_id: str) -> AsyncIterator[AsyncIterator[bytes]]:
        if self.refuses_files:
            raise self.refuses_files
        yield self._chunks()

    async def _chunks(self) -> AsyncIterator[bytes]:
        for chunk in self.file:
            if isinstance(chunk, Exception):
                raise chunk
            yield chunk


class IntakeAtTheWire:
    """What the real IntakeClient talks to. ``answers`` come first, then all is well."""

    def __init__(self) -> None:
        self.answers: list[httpx.Response | Exception] = []
        self.requests: list[tuple[str, str]] = []
        self.keys: list[str] = []
        self.bodies: list[bytes] = []
        self.page = DeliveryPage(items=(), next=0)

    def client(self) -> IntakeClient:
        return IntakeClient("http://intake", "key", transport=httpx.MockTransport(self._answer))

    async def _answer(self, request: httpx.Request) -> httpx.Response:
        self.requests.append((request.method, request.url.raw_path.decode()))
        self.bodies.append(await request.aread())
        if "Idempotency-Key" in request.headers:
            self.keys.append(request.headers["Idempotency-Key"])
        if self.answers:
            answer = self.answers.pop(0)
            if isinstance(answer, Exception):
                raise answer
            return answer
        return httpx.Response(200, json=self._good(request))

    def _good(self, request: httpx.Request) -> object:
        known = "11111111-1111-4111-8111-111111111111"
        match request.method, request.url.path.split("/")[2:]:
            case "POST", ["reports"]:
                at = "2026-11-23T09:00:00Z"
                return {"report_id": known, "number": "26-000001-A", "received_at": at}
            case "POST", ["reports", report_id, _]:
                return {"message_id": known, "report_id": report_id}
            case "PUT", ["attachments", attachment_id, _]:
                stored = {"sha256": "0", "size": 6, "media_type": "image/jpeg"}
                return {"attachment_id": attachment_id, **stored}
            case "GET", ["deliveries"]:
                return self.page.model_dump(mode="json")
        return {}


def refusal(status: int, code: str) -> httpx.Response:
    return httpx.Response(status, json={"title": code, "status": status, "code": code})


def text(number: int, words: str, *, chat: int = 1) -> Arrival:
    """The ``number``-th message of ``chat``, decoded."""
    at = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    return Arrival(
        key=f"message:{chat}:{number}",
        chat=f"telegram:{chat}",
        event=TextReceived(at=at, ref=str(number), text=words),
        body=f'{{"update_id": {number}}}',
    )


def update(number: int, words: str, *, chat: int = 1) -> Mapping[str, object]:
    """The same as the messenger hands it out."""
    return {"update_id": number, "chat": chat, "text": words}


def reply(seq: int, words: str, *, conversation_id: str) -> Delivery:
    """An operator's answer in the feed."""
    return Delivery.model_validate(
        {
            "seq": seq,
            "delivery_id": str(uuid4()),
            "conversation_id": conversation_id,
            "report_id": str(uuid4()),
            "number": "26-000001-A",
            "kind": DeliveryKind.REPLY,
            "text": words,
            "created_at": "2026-11-23T09:00:00Z",
        }
    )


async def drain(relay: Relay) -> None:
    """Let the relay work until nothing more can be done at this moment."""
    while True:
        worked = await relay.turn()
        if not worked and relay.is_at_rest:
            return
        await relay.rest()
