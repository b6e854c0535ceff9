"""Delivery to a webhook: order, secret, retries by the clock, a method in the answer."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from tests.bots.emulator.conftest import Emulator
from tests.bots.emulator.webhook_bot import WebhookBot


@pytest.fixture
async def hook() -> AsyncIterator[WebhookBot]:
    async with WebhookBot() as bot:
        yield bot


async def confirmed(emulator: Emulator, count: int) -> None:
    """Waits until so many updates have been taken."""
    async with asyncio.timeout(10):
        while True:
            items = (await emulator.control("stats/updates?state=confirmed"))["items"]
            if len(items) >= count:
                return


async def test_an_update_comes_with_the_secret_and_is_confirmed(
    emulator: Emulator, hook: WebhookBot
) -> None:
    user = await emulator.citizen()
    await emulator.result("setWebhook", url=hook.url, secret_token="s3cret-_")
    await emulator.send(user, text="hi")

    hit = await hook.hit()

    assert hit.text == "hi"
    assert hit.method == "POST"
    assert hit.headers["content-type"] == "application/json"
    assert hit.headers["x-telegram-bot-api-secret-token"] == "s3cret-_"
    await confirmed(emulator, 2)
    assert (await emulator.result("getWebhookInfo"))["pending_update_count"] == 0


async def test_updates_from_before_the_webhook_come_too(
    emulator: Emulator, hook: WebhookBot
) -> None:
    user = await emulator.citizen()
    await emulator.send(user, text="earlier")

    await emulator.result("setWebhook", url=hook.url)

    assert (await hook.hit()).text == "earlier"


async def test_a_refused_update_is_repeated_at_once_then_ever_later(
    emulator: Emulator, hook: WebhookBot
) -> None:
    user = await emulator.citizen()
    await emulator.control("clock", {"scale": 200})
    await emulator.result("setWebhook", url=hook.url)
    hook.answers.extend([(500, {}, b"")] * 5)
    await emulator.send(user, text="again")

    times = []
    for _ in range(6):
        assert (await hook.hit()).text == "again"
        times.append((await emulator.control("clock"))["now"])

    assert times[-1] - times[0] >= 2 + 4 + 8 + 16 - 4
    await confirmed(emulator, 2)
    assert "500" in (await emulator.result("getWebhookInfo"))["last_error_message"]


async def test_retry_after_is_honoured(emulator: Emulator, hook: WebhookBot) -> None:
    user = await emulator.citizen()
    await emulator.result("setWebhook", url=hook.url)
    hook.answers.append((503, {"Retry-After": "1000"}, b""))
    await emulator.send(user, text="later")
    await hook.hit()
    await failed_after(emulator, 0)

    assert hook.hits.empty()
    await emulator.control("clock", {"advance_s": 1001})

    assert (await hook.hit()).text == "later"


async def test_a_chat_keeps_its_order_and_holds_up_no_other(
    emulator: Emulator, hook: WebhookBot
) -> None:
    stuck, free = await emulator.citizen(), await emulator.citizen()
    await emulator.result("setWebhook", url=hook.url)
    release = hook.hold["one"] = asyncio.Event()
    for text in ("one", "two"):
        await emulator.send(stuck, text=text)
    await emulator.send(free, text="other")

    assert {(await hook.hit()).text, (await hook.hit()).text} == {"one", "other"}
    release.set()
    assert (await hook.hit()).text == "two"


async def test_a_press_overtakes_a_stuck_message(emulator: Emulator, hook: WebhookBot) -> None:
    user = await emulator.citizen()
    keyboard = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]}
    await emulator.result("sendMessage", chat_id=user, text="?", reply_markup=keyboard)
    await emulator.result("setWebhook", url=hook.url)
    release = hook.hold["stuck"] = asyncio.Event()
    await emulator.send(user, text="stuck")
    await hook.hit()

    await emulator.send(user, press="Yes")

    assert (await hook.hit()).update["callback_query"]["data"] == "y"
    release.set()


async def test_a_method_in_the_answer_is_carried_out(emulator: Emulator, hook: WebhookBot) -> None:
    user = await emulator.citizen()
    await emulator.result("setWebhook", url=hook.url)
    body = f'{{"method":"sendMessage","chat_id":{user},"text":"from the answer"}}'
    hook.answers.append((200, {}, body.encode()))
    await emulator.send(user, text="hi")

    await confirmed(emulator, 2)

    last = (await emulator.control(f"chats/{user}/messages"))[-1]
    assert (last["from_bot"], last["message"]["text"]) == (True, "from the answer")


async def failed_after(emulator: Emulator, moment: int) -> int:
    """Waits for a refused delivery later than this; when it was."""
    async with asyncio.timeout(10):
        while True:
            info = await emulator.result("getWebhookInfo")
            if not info["url"] or info.get("last_error_date", 0) > moment:
                return int(info.get("last_error_date", 0))


async def test_gone_for_23_hours_removes_the_webhook(emulator: Emulator, hook: WebhookBot) -> None:
    user = await emulator.citizen()
    await emulator.result("setWebhook", url=hook.url)
    hook.answers.extend([(410, {"Retry-After": "3600"}, b"")] * 30)
    await emulator.send(user, text="anyone?")

    failed = await failed_after(emulator, 0)
    for _ in range(22):
        await emulator.control("clock", {"advance_s": 3601})
        failed = await failed_after(emulator, failed)
        assert failed
    await emulator.control("clock", {"advance_s": 3601})

    assert await failed_after(emulator, failed) == 0
    assert (await emulator.call("getUpdates"))["ok"]


async def test_a_lost_200_brings_the_update_again(emulator: Emulator, hook: WebhookBot) -> None:
    user = await emulator.citizen()
    await emulator.result("setWebhook", url=hook.url)
    await emulator.fault(on="webhook", action="lost_answer")
    await emulator.send(user, text="twice")

    first, second = await hook.hit(), await hook.hit()

    assert first.body == second.body


@pytest.mark.parametrize(
    ("fault", "method", "secret", "body"),
    [
        ({"action": "wrong_secret"}, "POST", "wrong", None),
        ({"action": "no_secret"}, "POST", None, None),
        ({"action": "get"}, "GET", "right", None),
        ({"action": "raw_body", "body": "{nonsense"}, "POST", "right", b"{nonsense"),
    ],
)
async def test_spoiled_deliveries(
    emulator: Emulator,
    hook: WebhookBot,
    fault: dict[str, str],
    method: str,
    secret: str | None,
    body: bytes | None,
) -> None:
    user = await emulator.citizen()
    await emulator.result("setWebhook", url=hook.url, secret_token="right")
    await emulator.fault(on="webhook", **fault)
    await emulator.send(user, text="hi")

    hit = await hook.hit()

    assert hit.method == method
    assert hit.headers.get("x-telegram-bot-api-secret-token") == secret
    assert hit.body == body or (body is None and hit.text == "hi")


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        ({"url": "ftp://x"}, "bad webhook: invalid webhook URL specified"),
        ({"url": "http://x/", "secret_token": "a b"}, "secret token contains unallowed characters"),
        ({"url": "http://x/", "secret_token": "a" * 257}, "secret token is too long"),
    ],
)
async def test_a_bad_webhook_is_refused(
    emulator: Emulator, wish: dict[str, str], words: str
) -> None:
    answer = await emulator.call("setWebhook", **wish)

    assert answer["description"] == f"Bad Request: {words}"
