"""getUpdates as tdlib/telegram-bot-api does it."""

import asyncio
from typing import Any

from bots.emulator.call import Call
from bots.emulator.errors import ApiError
from bots.emulator.methods.receiving import get_updates
from bots.emulator.parameters import Parameters
from bots.emulator.world import World
from tests.bots.emulator.conftest import BOTS, Emulator


def texts(updates: list[dict[str, Any]]) -> list[str]:
    return [update["message"]["text"] for update in updates]


async def test_an_offset_confirms_what_is_below_it(emulator: Emulator) -> None:
    user = await emulator.citizen()
    for text in "abc":
        await emulator.send(user, text=text)

    first = await emulator.result("getUpdates", limit=2)
    again = await emulator.result("getUpdates", offset=first[0]["update_id"])
    rest = await emulator.result("getUpdates", offset=first[1]["update_id"] + 1)

    assert texts(first) == ["a", "b"]
    assert texts(again) == ["a", "b", "c"]
    assert texts(rest) == ["c"]
    confirmed = await emulator.control("stats/updates?state=confirmed")
    assert [item["message_id"] for item in confirmed["items"]] == [1, 2, 3]
    pending = await emulator.control("stats/updates?state=pending")
    assert [item["update_id"] for item in pending["items"]] == [rest[0]["update_id"]]


async def test_a_negative_offset_keeps_the_last(emulator: Emulator) -> None:
    user = await emulator.citizen()
    for text in "abc":
        await emulator.send(user, text=text)

    assert texts(await emulator.result("getUpdates", offset=-1)) == ["c"]
    assert texts(await emulator.result("getUpdates", offset=0)) == ["c"]


async def test_an_offset_of_another_queue_confirms_nothing(emulator: Emulator) -> None:
    user = await emulator.citizen()
    await emulator.send(user, text="kept")

    assert texts(await emulator.result("getUpdates", offset=2_000_000_000)) == ["kept"]


async def test_a_long_poll_wakes_when_something_arrives(emulator: Emulator) -> None:
    user = await emulator.citizen()

    waiting = asyncio.create_task(emulator.result("getUpdates", timeout=30, offset=-5))
    await emulator.result("getMe")
    await emulator.send(user, text="now")

    assert texts(await asyncio.wait_for(waiting, 10)) == ["now"]


async def test_a_poll_that_waits_is_counted_as_open(emulator: Emulator) -> None:
    waiting = asyncio.create_task(emulator.call("getUpdates", timeout=50))
    async with asyncio.timeout(10):
        while (await emulator.control("stats"))["methods"].get("getUpdates") != {"open": 1}:
            pass

    waiting.cancel()

    async with asyncio.timeout(10):
        while (await emulator.control("stats"))["methods"]["getUpdates"] != {"none": 1}:
            pass


async def test_a_second_poller_ends_the_first(emulator: Emulator) -> None:
    first = asyncio.create_task(emulator.call("getUpdates", timeout=50))
    second = asyncio.create_task(emulator.call("getUpdates", timeout=50, offset=-1))
    done, waiting = await asyncio.wait({first, second}, return_when=asyncio.FIRST_COMPLETED)

    answer = done.pop().result()
    assert answer["error_code"] == 409
    assert "terminated by other getUpdates request" in answer["description"]
    assert (await emulator.control("stats"))["conflicts"] == 1
    for task in waiting:
        task.cancel()


async def test_of_two_polls_in_one_moment_the_first_is_ended_all_the_same() -> None:
    world = World(BOTS[:1])
    (bot,) = world.bots.values()
    asked = Parameters({"timeout": "2"})

    first, second = await asyncio.gather(
        get_updates(Call(world, bot, asked)),
        get_updates(Call(world, bot, asked)),
        return_exceptions=True,
    )

    assert isinstance(first, ApiError)
    assert second == []


async def test_further_conflicts_wait_three_seconds_of_the_clock(emulator: Emulator) -> None:
    await emulator.control("clock", {"scale": 1000})
    await emulator.result("setWebhook", url="http://127.0.0.1:9/never")
    begun = (await emulator.control("clock"))["now"]

    answers = [await emulator.call("getUpdates") for _ in range(3)]

    assert [answer["error_code"] for answer in answers] == [409] * 3
    assert (await emulator.control("clock"))["now"] - begun >= 3


async def test_kinds_that_are_not_allowed_get_no_id(emulator: Emulator) -> None:
    user = await emulator.citizen()
    await emulator.result("getUpdates", allowed_updates=["edited_message"])

    before = await emulator.send(user, text="skipped")
    after = await emulator.send(user, edit={"message_id": 2, "text": "seen"})

    assert before["update_ids"] == []
    updates = await emulator.result("getUpdates")
    assert [update["update_id"] for update in updates] == after["update_ids"]
    assert updates[0]["edited_message"]["text"] == "seen"


async def test_updates_die_after_a_day_and_presses_after_150_s(emulator: Emulator) -> None:
    user = await emulator.citizen()
    keyboard = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]}
    await emulator.result("sendMessage", chat_id=user, text="?", reply_markup=keyboard)
    await emulator.send(user, press="Yes")
    await emulator.send(user, text="later")

    await emulator.control("clock", {"advance_s": 151})
    assert texts(await emulator.result("getUpdates")) == ["later"]
    await emulator.control("clock", {"advance_s": 86_400})
    assert await emulator.result("getUpdates", offset=-50) == []
    assert (await emulator.control("stats"))["updates"]["111111"]["expired"] == 2


async def test_an_answer_is_cut_at_four_megabytes(emulator: Emulator) -> None:
    big = [{"message": {"text": "x" * 1_000_000}} for _ in range(6)]
    await emulator.control("updates", big)

    assert len(await emulator.result("getUpdates")) == 4


async def test_raw_updates_pass_as_they_are(emulator: Emulator) -> None:
    raw: list[dict[str, Any]] = [
        {"update_id": 900_000_000, "unknown_kind": {"a": [1]}},
        {"message": {"forward_origin": {"type": "hidden_user"}}},
    ]

    ids = (await emulator.control("updates", raw))["update_ids"]

    assert ids == [900_000_000, 900_000_001]
    assert await emulator.result("getUpdates") == [raw[0], {"update_id": ids[1], **raw[1]}]


async def test_broken_json_stands_in_the_place_of_an_update(emulator: Emulator) -> None:
    path = f"{emulator.url}/control/updates/raw"
    broken = b'{"update_id":{update_id},"message":{'
    answer = (await emulator.client.post(path, content=broken)).json()

    body = await emulator.client.get(f"{emulator.url}/bot111111:TEST/getUpdates")

    number = answer["update_ids"][0]
    assert body.text == f'{{"ok":true,"result":[{{"update_id":{number},"message":{{]}}'
    assert await emulator.result("getUpdates", offset=number + 1, timeout=0) == []


async def test_a_chat_known_from_a_raw_update_can_be_answered(emulator: Emulator) -> None:
    sender = {"id": 77, "is_bot": False, "first_name": "Raw"}
    message = {"message_id": 9, "from": sender, "chat": {"id": 77, "type": "private"}, "text": "x"}
    await emulator.control("updates", {"message": message})

    answer = await emulator.result("sendMessage", chat_id=77, text="hello")

    assert answer["message_id"] == 10
