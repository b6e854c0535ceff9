"""The port to Telegram, against a server that answers whatever a test tells it to."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest
from aiohttp import web

from bots.citizen.telegram import TelegramMessenger
from bots.dialogue.effects import Say
from bots.runtime import messenger as port
from bots.runtime.texts import Texts

TOKEN = "123456:AAF-secret_of_the_bot"
TEXTS = Texts.load("citizen")
HOME = Say(message="home", locale="kk")
SENT = {"message_id": 8, "date": 1772366400, "chat": {"id": 77, "type": "private"}, "text": "x"}


@dataclass
class Server:
    """Answers each call in turn from ``answers``: (status, body), None for a cut line."""

    answers: list[tuple[int, object] | None] = field(default_factory=list)
    asked: list[tuple[str, dict[str, object]]] = field(default_factory=list)

    async def answer(self, request: web.Request) -> web.Response:
        body = await request.text()
        fields = json.loads(body) if request.content_type == "application/json" else {}
        form = await request.post()
        self.asked.append((request.path.rsplit("/", 1)[-1], {**fields, **dict(form)}))
        prepared = self.answers.pop(0) if self.answers else (200, {"ok": True, "result": True})
        if prepared is None:
            assert request.transport is not None
            request.transport.close()
            return web.Response()
        status, content = prepared
        if isinstance(content, bytes):
            return web.Response(status=status, body=content)
        return web.json_response(content, status=status)


@asynccontextmanager
async def serving(
    *answers: tuple[int, object] | None,
) -> AsyncIterator[tuple[Server, TelegramMessenger]]:
    server = Server(list(answers))
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", server.answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, number = runner.addresses[0][:2]
    telegram = TelegramMessenger(TOKEN, TEXTS, api_url=f"http://{host}:{number}", timeout_s=5)
    try:
        yield server, telegram
    finally:
        await telegram.close()
        await runner.cleanup()


def refusal(status: int, description: str, **parameters: object) -> tuple[int, object]:
    body: dict[str, object] = {"ok": False, "error_code": status, "description": description}
    return status, {**body, **({"parameters": parameters} if parameters else {})}


async def test_what_is_said_arrives_and_its_ref_comes_back() -> None:
    async with serving((200, {"ok": True, "result": SENT})) as (server, telegram):
        ref = await telegram.send("telegram:77", HOME)

    ((method, sent),) = server.asked
    assert ref == "8"
    assert method == "sendMessage"
    assert (sent["chat_id"], sent["text"]) == ("77", TEXTS.text("kk", "home"))


REFUSALS = [
    (refusal(429, "Too Many Requests: retry after 9", retry_after=9), port.FloodWait),
    (refusal(429, "Too Many Requests"), port.FloodWait),
    (refusal(403, "Forbidden: bot was blocked by the user"), port.ChatGone),
    (refusal(403, "Forbidden: user is deactivated"), port.ChatGone),
    (refusal(400, "Bad Request: chat not found"), port.ChatGone),
    (refusal(400, "Bad Request: message is too long"), port.Rejected),
    (refusal(400, "Bad Request: upgraded", migrate_to_chat_id=-1007), port.Rejected),
    (refusal(413, "Request Entity Too Large"), port.Rejected),
    (refusal(401, "Unauthorized"), port.Unavailable),
    (refusal(404, "Not Found"), port.Unavailable),
    (refusal(409, "Conflict: terminated by other getUpdates request"), port.Unavailable),
    (refusal(500, "Internal Server Error: restart"), port.Unavailable),
    (refusal(502, "Bad Gateway"), port.Unavailable),
    ((502, b"<html>Bad Gateway</html>"), port.Unavailable),
    ((200, b'{"ok": true, "resu'), port.OutcomeUnknown),
    ((200, b""), port.OutcomeUnknown),
    ((200, {"ok": False, "description": "odd"}), port.Unavailable),
    ((200, {"ok": True, "result": True}), port.OutcomeUnknown),
    (None, port.OutcomeUnknown),
]


@pytest.mark.parametrize(("answer", "error"), REFUSALS)
async def test_every_refusal_has_its_word(
    answer: tuple[int, object] | None, error: type[Exception]
) -> None:
    async with serving(answer) as (server, telegram):
        with pytest.raises(error) as raised:
            await telegram.send("telegram:77", HOME)

    assert type(raised.value) is error
    assert len(server.asked) == 1
    assert TOKEN not in f"{raised.value!r} {raised.value.__cause__!r}"
    assert raised.value.__suppress_context__


async def test_a_flood_wait_says_how_long() -> None:
    async with serving(REFUSALS[0][0]) as (_, telegram):
        with pytest.raises(port.FloodWait) as raised:
            await telegram.send("telegram:77", HOME)

    assert raised.value.seconds == 9


async def test_nobody_listening_is_weather_and_tells_no_token() -> None:
    telegram = TelegramMessenger(TOKEN, TEXTS, api_url="http://127.0.0.1:1", timeout_s=5)

    with pytest.raises(port.Unavailable) as raised:
        await telegram.fetch_updates(0, 0)
    with pytest.raises(port.Unavailable) as unsent:
        await telegram.send("telegram:77", HOME)

    assert TOKEN not in repr(raised.value)
    assert not isinstance(unsent.value, port.OutcomeUnknown)
    await telegram.close()


async def test_a_batch_comes_raw_however_odd_its_updates_are() -> None:
    batch = [{"update_id": 1, "message": {"odd": True}}, {"update_id": 2}, {"no": "id"}]
    async with serving((200, {"ok": True, "result": batch})) as (server, telegram):
        updates = await telegram.fetch_updates(7, 0)

    ((method, asked),) = server.asked
    assert updates == batch
    assert method == "getUpdates"
    assert (asked["offset"], asked["timeout"], asked["limit"]) == (7, 0, 100)
    assert asked["allowed_updates"] == [
        "message",
        "edited_message",
        "callback_query",
        "my_chat_member",
        "inline_query",
    ]


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (refusal(409, "Conflict: terminated by other getUpdates request"), port.Unavailable),
        (refusal(401, "Unauthorized"), port.Unavailable),
        (refusal(429, "Too Many Requests: retry after 3", retry_after=3), port.FloodWait),
        ((502, b"<html>"), port.Unavailable),
        ((200, b'{"ok": true, "result": [{"upd'), port.Unavailable),
        ((200, b"[]"), port.Unavailable),
        ((200, {"ok": True, "result": True}), port.Unavailable),
        (None, port.Unavailable),
    ],
)
async def test_a_batch_that_does_not_come_is_a_messenger_error(
    answer: tuple[int, object] | None, error: type[Exception]
) -> None:
    async with serving(answer) as (_, telegram):
        with pytest.raises(error):
            await telegram.fetch_updates(0, 0)


async def test_a_press_too_old_to_acknowledge_is_no_error() -> None:
    too_old = refusal(400, "Bad Request: query is too old and response timeout expired")
    async with serving(too_old) as (server, telegram):
        await telegram.acknowledge("q1")

    assert server.asked[0][1]["callback_query_id"] == "q1"


FOUND = {"file_id": "f", "file_unique_id": "u", "file_size": 6, "file_path": "photos/1.jpg"}


async def download(telegram: TelegramMessenger) -> bytes:
    async with telegram.download("f") as chunks:
        return b"".join([chunk async for chunk in chunks])


async def test_a_file_is_downloaded() -> None:
    async with serving((200, {"ok": True, "result": FOUND}), (200, b"abcdef")) as (
        server,
        telegram,
    ):
        content = await download(telegram)

    assert content == b"abcdef"
    assert [asked[0] for asked in server.asked] == ["getFile", "1.jpg"]


@pytest.mark.parametrize(
    ("answers", "error"),
    [
        ([refusal(400, "Bad Request: file is too big")], port.FileTooBig),
        ([(200, {"ok": True, "result": {**FOUND, "file_size": 21 << 20}})], port.FileTooBig),
        (
            [refusal(400, "Bad Request: wrong file_id or the file is temporarily unavailable")],
            port.Unavailable,
        ),
        ([refusal(400, "Bad Request: invalid file_id")], port.Rejected),
        ([(200, {"ok": True, "result": {**FOUND, "file_path": None}})], port.Unavailable),
        ([(200, {"ok": True, "result": FOUND}), (404, b"")], port.Unavailable),
        ([(200, {"ok": True, "result": FOUND}), (502, b"")], port.Unavailable),
        ([(200, {"ok": True, "result": FOUND}), None, None], port.Unavailable),
    ],
)
async def test_a_file_that_does_not_come_says_why(
    answers: list[tuple[int, object] | None], error: type[Exception]
) -> None:
    async with serving(*answers) as (_, telegram):
        with pytest.raises(error) as raised:
            await download(telegram)

    assert isinstance(raised.value, error)
    assert TOKEN not in repr(raised.value)
