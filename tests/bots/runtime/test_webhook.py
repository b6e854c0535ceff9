"""200 means stored. Everything else comes again, but for what no repeating would cure."""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from datetime import timedelta

import httpx
import pytest
from structlog.testing import capture_logs

from bots.runtime.desk import Desk
from bots.runtime.handle import Arrival, Handled
from bots.runtime.webhook import (
    LARGEST_BODY,
    LATE_BY_AT_MOST,
    SECRET_HEADER,
    Door,
    Place,
    Webhook,
    listen,
)
from storage.database import Database
from tests.bots.runtime.looks import heard_by, parked, rows
from tests.bots.runtime.twins import ScriptedMessenger, StandingClock, update

SECRET = "right-secret_of-32-characters-xx"
PLACE = Place(public_url="https://bot.example.kz/", secret=SECRET)


@pytest.fixture
async def webhook(messenger: ScriptedMessenger, desk: Desk) -> AsyncIterator[Webhook]:
    listener = listen("127.0.0.1", 0)
    webhook = Webhook(messenger, desk, Door(place=PLACE, listener=listener))
    yield webhook
    await webhook.settle()
    listener.close()


@pytest.fixture
async def telegram(webhook: Webhook) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(webhook.app)
    headers = {SECRET_HEADER: SECRET}
    async with httpx.AsyncClient(
        transport=transport, base_url="http://bot", headers=headers
    ) as client:
        yield client


async def post(telegram: httpx.AsyncClient, body: object) -> int:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return (await telegram.post(PLACE.path, content=content)).status_code


async def test_what_is_answered_200_is_stored(
    telegram: httpx.AsyncClient, database: Database
) -> None:
    assert await post(telegram, update(1, "a")) == 200
    assert await heard_by(database) == ["a"]

    assert await post(telegram, update(1, "a")) == 200
    assert await post(telegram, update(2, "b")) == 200
    assert await heard_by(database) == ["a", "b"]
    [body] = await rows(database, "select body from inbox where key = 'message:1:1'")
    assert body == (json.dumps(update(1, "a")),)


@pytest.mark.parametrize(
    "shown",
    [
        [],
        [b""],
        [b"wrong"],
        [SECRET[:-1].encode()],
        ["құпия".encode()],
        [b"\xff\xfe"],
        [SECRET.encode(), SECRET.encode()],
        [SECRET.encode(), b"wrong"],
    ],
)
async def test_who_does_not_show_the_secret_writes_nothing(
    webhook: Webhook, database: Database, shown: list[bytes]
) -> None:
    headers = [(SECRET_HEADER.encode(), value) for value in shown]
    transport = httpx.ASGITransport(webhook.app)
    async with httpx.AsyncClient(transport=transport, base_url="http://bot") as stranger:
        answer = await stranger.post(PLACE.path, json=update(1, "a"), headers=headers)

    assert answer.status_code == 401
    assert await rows(database, "select * from inbox") == []
    assert await parked(database) == []


async def test_only_posts_to_our_path_are_for_us(telegram: httpx.AsyncClient) -> None:
    answers = [
        (await telegram.get(PLACE.path)).status_code,
        (await telegram.put(PLACE.path)).status_code,
        (await telegram.post("/telegram", json=update(1, "a"))).status_code,
        (await telegram.post("/", json=update(1, "a"))).status_code,
        (await telegram.get("/docs")).status_code,
        (await telegram.get("/openapi.json")).status_code,
    ]

    assert answers == [405, 405, 404, 404, 404, 404]


def test_the_path_comes_from_the_secret_and_does_not_tell_it() -> None:
    other = Place(public_url="https://bot.example.kz", secret="another")

    assert PLACE.url == f"https://bot.example.kz{PLACE.path}"
    assert SECRET not in PLACE.path
    assert other.path != PLACE.path
    assert SECRET not in repr(PLACE)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{nonsense",
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b"null",
        b"[]",
        b'"text"',
        b'{"update_id": 5}',
        b'{"update_id": 5, "chat": 1, "text": ["\\ud800"]',
    ],
)
async def test_what_cannot_be_read_is_parked_raw_and_answered_200(
    telegram: httpx.AsyncClient, database: Database, body: bytes
) -> None:
    assert await post(telegram, body) == 200
    assert await post(telegram, body) == 200
    assert await post(telegram, update(6, "b")) == 200

    assert len(await parked(database)) == 1
    assert await heard_by(database) == ["b"]


async def test_an_event_that_cannot_be_handled_is_parked_and_holds_up_nobody(
    telegram: httpx.AsyncClient, database: Database
) -> None:
    together = [update(1, "a"), update(2, "poison"), update(3, "c", chat=2)]

    answers = await asyncio.gather(*(post(telegram, one) for one in together))

    assert list(answers) == [200, 200, 200]
    assert await parked(database) == [("message", "message:1:2")]
    assert (await heard_by(database), await heard_by(database, 2)) == (["a"], ["c"])


async def test_of_a_body_that_is_too_large_the_digest_is_parked(
    telegram: httpx.AsyncClient, database: Database
) -> None:
    fits = json.dumps(update(1, "a")).encode().ljust(LARGEST_BODY)

    assert await post(telegram, fits) == 200
    assert await post(telegram, fits + b" ") == 200

    [(body,)] = await rows(database, "select body from parked")
    assert json.loads(str(body))["bytes"] == LARGEST_BODY + 1
    assert len(str(body)) < 200
    assert await heard_by(database) == ["a"]


async def test_what_the_database_cannot_take_must_come_again(
    telegram: httpx.AsyncClient, desk: Desk, database: Database
) -> None:
    broken = desk.database = Database("sqlite+aiosqlite:////nowhere/at/all.sqlite")
    refused = await telegram.post(PLACE.path, json=update(1, "a"))
    nonsense = await telegram.post(PLACE.path, content=b"{nonsense")
    desk.database = database

    assert (refused.status_code, nonsense.status_code) == (503, 503)
    assert 1 <= int(refused.headers["Retry-After"]) <= 60
    assert await post(telegram, update(1, "a")) == 200
    assert await heard_by(database) == ["a"]
    await broken.dispose()


async def test_posts_that_come_together_share_a_transaction(
    telegram: httpx.AsyncClient, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes: list[int] = []
    honest = desk.handle

    async def counting(arrivals: Sequence[Arrival], also: object) -> Handled:
        sizes.append(len(arrivals))
        return await honest(arrivals, also)  # type: ignore[arg-type]

    monkeypatch.setattr(desk, "handle", counting)
    posts = (post(telegram, update(n, str(n), chat=n)) for n in range(30))

    assert set(await asyncio.gather(*posts)) == {200}
    assert sum(sizes) == 30
    assert len(sizes) < 10


async def test_the_same_update_twice_at_once_happens_once(
    telegram: httpx.AsyncClient, database: Database
) -> None:
    twice = (post(telegram, update(1, "a")), post(telegram, update(1, "a")))

    assert list(await asyncio.gather(*twice)) == [200, 200]
    assert await heard_by(database) == ["a"]


async def test_a_press_is_acknowledged_when_it_is_stored(
    telegram: httpx.AsyncClient, webhook: Webhook, messenger: ScriptedMessenger, desk: Desk
) -> None:
    good, press = desk.database, {"update_id": 1, "chat": 1, "press": "p1"}
    broken = desk.database = Database("sqlite+aiosqlite:////nowhere/at/all.sqlite")
    assert await post(telegram, press) == 503
    desk.database = good
    await webhook.settle()
    assert messenger.acknowledged == []

    assert await post(telegram, press) == 200
    await webhook.settle()

    assert messenger.acknowledged == ["p1"]
    await broken.dispose()


async def test_telegram_is_told_where_to_post(
    webhook: Webhook, messenger: ScriptedMessenger
) -> None:
    await webhook.open()

    assert messenger.webhooks == [(PLACE.url, SECRET, 40)]


@pytest.mark.parametrize("database_kind", ["sqlite"])
async def test_ids_that_never_come_are_told_by_their_number_alone(
    telegram: httpx.AsyncClient, clock: StandingClock
) -> None:
    await post(telegram, update(700, "a"))
    await post(telegram, update(705, "b"))
    await post(telegram, update(702, "c"))
    clock.advance((LATE_BY_AT_MOST + timedelta(seconds=1)).total_seconds())

    with capture_logs() as logs:
        await post(telegram, update(706, "d"))

    [line] = [line for line in logs if line["event"] == "updates_missing"]
    assert line == {"event": "updates_missing", "log_level": "error", "count": 3}


@pytest.mark.parametrize("database_kind", ["postgres"])
async def test_where_others_may_have_received_them_nobody_calls_ids_missing(
    telegram: httpx.AsyncClient, clock: StandingClock
) -> None:
    await post(telegram, update(700, "a"))
    await post(telegram, update(705, "b"))
    clock.advance((LATE_BY_AT_MOST + timedelta(seconds=1)).total_seconds())

    with capture_logs() as logs:
        await post(telegram, update(706, "d"))

    assert [line["event"] for line in logs] == []


async def test_who_is_answered_late_is_answered_before_the_end(
    webhook: Webhook, desk: Desk, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    writing, may_write = asyncio.Event(), asyncio.Event()
    honest = desk.handle

    async def slow(arrivals: Sequence[Arrival], also: object) -> Handled:
        writing.set()
        await may_write.wait()
        return await honest(arrivals, also)  # type: ignore[arg-type]

    monkeypatch.setattr(desk, "handle", slow)
    port = webhook.address[1]
    running = asyncio.create_task(webhook.run())
    async with httpx.AsyncClient(headers={SECRET_HEADER: SECRET}) as client:
        url = f"http://127.0.0.1:{port}{PLACE.path}"
        posting = asyncio.create_task(client.post(url, json=update(1, "a")))
        async with asyncio.timeout(20):
            await writing.wait()
            running.cancel()
            may_write.set()
            answer = await posting
            await asyncio.wait([running])

    assert answer.status_code == 200
    assert await heard_by(database) == ["a"]
