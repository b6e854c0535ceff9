"""What a citizen does on the phone, as the bot and the phone then see it."""

import json
from typing import Any

import pytest
from websockets.asyncio.client import connect

from tests.bots.emulator.conftest import TOKEN, Emulator

KEYBOARD = {
    "keyboard": [
        [{"text": "My number", "request_contact": True}],
        [{"text": "My place", "request_location": True}, {"text": "Cancel"}],
    ],
    "resize_keyboard": True,
}


async def latest(emulator: Emulator) -> dict[str, Any]:
    """The newest update, without its id."""
    [update] = await emulator.result("getUpdates", offset=-1)
    return {key: value for key, value in update.items() if key != "update_id"}


async def test_a_bot_may_not_write_first(emulator: Emulator) -> None:
    user = await emulator.control("users", {"first_name": "Dana", "language_code": "kk"})

    refused = await emulator.call("sendMessage", chat_id=user["id"], text="hello")
    await emulator.send(user["id"], text="/start")
    allowed = await emulator.call("sendMessage", chat_id=user["id"], text="hello")

    assert refused["description"] == "Bad Request: chat not found"
    assert allowed["result"]["chat"]["first_name"] == "Dana"


async def test_reply_keyboard_buttons(emulator: Emulator) -> None:
    user = await emulator.citizen(phone_number="+77015550000")
    await emulator.result("sendMessage", chat_id=user, text="?", reply_markup=KEYBOARD)
    shown = await emulator.control(f"chats/{user}/keyboard")
    assert shown["keyboard"] == KEYBOARD["keyboard"]
    assert shown["resize_keyboard"] is True

    await emulator.send(user, press="My number")
    contact = (await latest(emulator))["message"]["contact"]
    await emulator.send(user, press="My place", location={"latitude": 43.1, "longitude": 76.9})
    location = (await latest(emulator))["message"]["location"]
    await emulator.send(user, press="Cancel")
    text = (await latest(emulator))["message"]["text"]

    assert (contact["phone_number"], contact["user_id"]) == ("+77015550000", user)
    assert location == {"latitude": 43.1, "longitude": 76.9}
    assert text == "Cancel"
    remove = {"remove_keyboard": True}
    await emulator.result("sendMessage", chat_id=user, text=".", reply_markup=remove)
    assert await emulator.control(f"chats/{user}/keyboard") is None


async def test_a_press_is_answered_once_it_is_known_and_young(emulator: Emulator) -> None:
    user = await emulator.citizen()
    inline = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y:1"}]]}
    sent = await emulator.result("sendMessage", chat_id=user, text="?", reply_markup=inline)

    outcome = await emulator.send(user, press="y:1")
    query = (await latest(emulator))["callback_query"]
    answers = [await emulator.call("answerCallbackQuery", callback_query_id=query["id"])]
    await emulator.control("clock", {"advance_s": 151})
    answers.append(await emulator.call("answerCallbackQuery", callback_query_id=query["id"]))

    assert query["id"] == outcome["callback_query_id"]
    assert query["message"]["message_id"] == sent["message_id"]
    assert (query["data"], query["from"]["id"]) == ("y:1", user)
    assert answers[0] == {"ok": True, "result": True}
    assert "query is too old" in answers[1]["description"]


async def test_a_live_location_moves_and_ends(emulator: Emulator) -> None:
    user = await emulator.citizen()
    start = {"latitude": 43.0, "longitude": 76.0, "live_period": 900, "heading": 10}

    await emulator.send(user, location=start)
    started = (await latest(emulator))["message"]
    await emulator.send(user, move={"latitude": 43.5, "longitude": 76.5, "heading": 20})
    moved = (await latest(emulator))["edited_message"]
    await emulator.send(user, stop_location=True)
    ended = (await latest(emulator))["edited_message"]

    assert started["location"] == start
    assert moved["message_id"] == started["message_id"]
    assert moved["location"] == {**start, "latitude": 43.5, "longitude": 76.5, "heading": 20}
    assert ended["location"] == {"latitude": 43.5, "longitude": 76.5}
    assert "error" in await emulator.send(user, stop_location=True)


async def test_cards_replies_forwards_and_edits(emulator: Emulator) -> None:
    user = await emulator.citizen()
    await emulator.send(user, contact="other")
    card = (await latest(emulator))["message"]["contact"]
    origin = {"type": "hidden_user", "sender_user_name": "X", "date": 1}
    await emulator.send(user, text="/report now", reply_to=2, forward_origin=origin)
    message = (await latest(emulator))["message"]
    await emulator.send(user, edit={"message_id": 3, "text": "changed"})
    edited = (await latest(emulator))["edited_message"]

    assert "user_id" not in card
    assert message["reply_to_message"]["message_id"] == 2
    assert message["forward_origin"] == origin
    assert message["entities"] == [{"type": "bot_command", "offset": 0, "length": 7}]
    assert (edited["text"], "edit_date" in edited, "entities" in edited) == ("changed", True, False)


async def test_a_blocked_bot_is_told_and_refused(emulator: Emulator) -> None:
    user = await emulator.citizen()
    await emulator.send(user, block=True)
    change = (await latest(emulator))["my_chat_member"]
    refused = await emulator.call("sendMessage", chat_id=user, text="x")
    silent = await emulator.send(user, text="x")
    await emulator.send(user, unblock=True)
    back = (await latest(emulator))["my_chat_member"]

    assert change["new_chat_member"]["status"] == "kicked"
    assert refused["description"] == "Forbidden: bot was blocked by the user"
    assert "unblock" in silent["error"]
    assert back["new_chat_member"]["status"] == "member"
    await emulator.result("sendMessage", chat_id=user, text="x")


async def test_an_album_of_files(emulator: Emulator) -> None:
    user = await emulator.citizen()
    parts: dict[str, tuple[str, bytes, str]] = {
        "photo": ("1.jpg", b"\xff\xd8one", "image/jpeg"),
        "video": ("2.mp4", b"two", "video/mp4"),
    }
    send = f"{emulator.url}/control/users/{user}/send"

    answer = await emulator.client.post(send, data={"caption": "both"}, files=parts)

    messages = answer.json()["messages"]
    updates = [u["message"] for u in await emulator.result("getUpdates")]
    assert updates == messages
    assert len({m["media_group_id"] for m in messages}) == 1
    assert (messages[0]["caption"], "caption" in messages[1]) == ("both", False)
    file = await emulator.result("getFile", file_id=messages[1]["video"]["file_id"])
    got = await emulator.client.get(f"{emulator.url}/file/bot{TOKEN}/{file['file_path']}")
    assert got.content == b"two"


async def test_files_have_an_owner_a_size_limit_and_links_an_hour(emulator: Emulator) -> None:
    user = await emulator.citizen()
    send = f"{emulator.url}/control/users/{user}/send"

    async def sent(content: bytes) -> dict[str, Any]:
        answer = await emulator.client.post(send, files={"document": ("a", content)})
        document: dict[str, Any] = answer.json()["messages"][0]["document"]
        return document

    small, same, big = await sent(b"small"), await sent(b"small"), await sent(bytes(21 << 20))
    file = await emulator.result("getFile", file_id=small["file_id"])
    link = f"{emulator.url}/file/bot{TOKEN}/{file['file_path']}"
    other = await emulator.call("getFile", token="222222:TEST", file_id=small["file_id"])
    refused = await emulator.call("getFile", file_id=big["file_id"])
    young = await emulator.client.get(link)
    await emulator.control("clock", {"advance_s": 3601})
    old = await emulator.client.get(link)

    assert small["file_unique_id"] == same["file_unique_id"] != big["file_unique_id"]
    assert "wrong file_id" in other["description"]
    assert refused["description"] == "Bad Request: file is too big"
    assert (young.status_code, old.status_code) == (200, 404)


async def test_the_phone_reads_parts_of_a_file(emulator: Emulator) -> None:
    user = await emulator.citizen()
    send = f"{emulator.url}/control/users/{user}/send"
    answer = await emulator.client.post(send, files={"voice": ("v.ogg", b"0123456789")})
    file_id = answer.json()["messages"][0]["voice"]["file_id"]
    url = f"{emulator.url}/control/files/{file_id}"

    async def part(span: str) -> tuple[int, bytes, str | None]:
        got = await emulator.client.get(url, headers={"Range": f"bytes={span}"})
        return got.status_code, got.content, got.headers.get("content-range")

    whole = await emulator.client.get(url)
    assert (whole.headers["content-type"], whole.content) == ("audio/ogg", b"0123456789")
    assert await part("2-4") == (206, b"234", "bytes 2-4/10")
    assert await part("7-") == (206, b"789", "bytes 7-9/10")
    assert await part("-2") == (206, b"89", "bytes 8-9/10")
    assert (await part("20-"))[0] == 416


async def test_a_phone_hears_everything_live(emulator: Emulator) -> None:
    user = await emulator.citizen()
    address = emulator.url.replace("http", "ws") + f"/control/live?user={user}&bot=first_bot"
    async with connect(address) as socket:

        async def event() -> Any:
            return json.loads(await socket.recv())

        assert (await event())["type"] == "hello"
        sent = await emulator.result("sendMessage", chat_id=user, text="hi", reply_markup=KEYBOARD)
        message, keyboard = await event(), await event()
        await emulator.result(
            "editMessageText", chat_id=user, message_id=sent["message_id"], text="ho"
        )
        edited = await event()
        await emulator.result("sendChatAction", chat_id=user, action="typing")
        action = await event()
        await emulator.result("deleteMessage", chat_id=user, message_id=sent["message_id"])
        deleted = await event()
        await emulator.send(user, block=True)
        blocked = await event()

    assert message["entry"]["message"]["text"] == "hi"
    assert (message["bot"], message["chat_id"]) == (111111, user)
    assert keyboard["keyboard"]["keyboard"] == KEYBOARD["keyboard"]
    assert edited["entry"]["edited"] is True
    assert action["action"] == "typing"
    assert deleted["message_id"] == sent["message_id"]
    assert blocked == {"type": "blocked", "blocked": True, "bot": 111111, "chat_id": user}


async def test_since_answers_what_changed(emulator: Emulator) -> None:
    user = await emulator.citizen()
    one = await emulator.result("sendMessage", chat_id=user, text="one")
    await emulator.result("sendMessage", chat_id=user, text="two")
    entries = await emulator.control(f"chats/{user}/messages")
    last = max(entry["changed_seq"] for entry in entries)

    await emulator.result("deleteMessage", chat_id=user, message_id=one["message_id"])

    [entry] = await emulator.control(f"chats/{user}/messages?since={last}")
    assert (entry["message_id"], entry["deleted"]) == (one["message_id"], True)


async def test_commands_are_shown_in_the_citizens_language(emulator: Emulator) -> None:
    for language, words in (("", "help"), ("kk", "көмек")):
        commands = [{"command": "help", "description": words}]
        await emulator.result("setMyCommands", commands=commands, language_code=language)

    async def shown(language: str) -> str:
        [bot, _] = await emulator.control(f"bots?language={language}")
        return str(bot["commands"][0]["description"])

    assert (await shown("kk"), await shown("fr")) == ("көмек", "help")


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("users/1/send", {"text": "x"}, 404),
        ("users", {"id": -1}, 400),
        ("users?x", [], 400),
        ("faults", {"on": "sendMessage"}, 400),
        ("clock", {"advance_s": -1}, 400),
        ("updates?bot=nobody", {}, 404),
        ("updates", [1], 400),
    ],
)
async def test_what_cannot_be_is_refused(
    emulator: Emulator, path: str, body: Any, status: int
) -> None:
    answer = await emulator.client.post(f"{emulator.url}/control/{path}", json=body)

    assert answer.status_code == status
    assert answer.json()["error"]


async def test_a_revoked_token_is_unauthorized(emulator: Emulator) -> None:
    await emulator.control("bots/111111/revoke", {})
    assert (await emulator.call("getMe"))["error_code"] == 401
    await emulator.control("bots/111111/restore", {})
    assert (await emulator.call("getMe"))["ok"]


async def test_a_page_of_another_origin_is_refused(emulator: Emulator) -> None:
    async def status(origin: str) -> int:
        url = f"{emulator.url}/control/users"
        return (await emulator.client.post(url, headers={"Origin": origin}, json={})).status_code

    assert await status("https://evil.example") == 403
    assert await status(emulator.url) == 201
    assert len(await emulator.control("users")) == 1


async def test_the_page_is_served_with_a_strict_policy(emulator: Emulator) -> None:
    page = await emulator.client.get(f"{emulator.url}/")
    outside = await emulator.client.get(f"{emulator.url}/phone/..%2F..%2Fapp.py")

    assert page.status_code == 200 or "make web" in page.text
    assert "default-src 'self'" in page.headers["content-security-policy"]
    assert page.headers["x-content-type-options"] == "nosniff"
    assert outside.status_code in (404, 503)
