"""Every fault does what its name says, to the bot and to the world, and is written down."""

from typing import Any

import httpx
import pytest

from bots.emulator.faults import FaultBook, Point
from tests.bots.emulator.conftest import TOKEN, Emulator


async def sent_texts(emulator: Emulator, user: int) -> list[str]:
    entries = await emulator.control(f"chats/{user}/messages")
    return [entry["message"]["text"] for entry in entries if entry["from_bot"]]


@pytest.mark.parametrize(
    ("fault", "code", "description", "parameters"),
    [
        (
            {"action": "flood", "retry_after": 30},
            429,
            "Too Many Requests: retry after 30",
            {"retry_after": 30},
        ),
        ({"action": "flood", "retry_after": None}, 429, "Too Many Requests", None),
        ({"action": "blocked"}, 403, "Forbidden: bot was blocked by the user", None),
        ({"action": "deactivated"}, 403, "Forbidden: user is deactivated", None),
        ({"action": "chat_not_found"}, 400, "Bad Request: chat not found", None),
        (
            {"action": "migrate", "to": -100777},
            400,
            "Bad Request: group chat was upgraded to a supergroup chat",
            {"migrate_to_chat_id": -100777},
        ),
        ({"action": "restart"}, 500, "Internal Server Error: restart", None),
        ({"action": "error", "status": 418, "description": "Tea"}, 418, "Tea", None),
    ],
)
async def test_refusals_are_not_carried_out(
    emulator: Emulator, fault: Any, code: int, description: str, parameters: Any
) -> None:
    user = await emulator.citizen()
    await emulator.fault(on="sendMessage", **fault)

    answer = await emulator.call("sendMessage", chat_id=user, text="x")

    assert (answer["error_code"], answer["description"]) == (code, description)
    assert answer.get("parameters") == parameters
    assert await sent_texts(emulator, user) == []
    assert (await emulator.call("sendMessage", chat_id=user, text="y"))["ok"]


@pytest.mark.parametrize(
    ("action", "carried_out"),
    [
        ("reset_before", False),
        ("timeout_before", False),
        ("reset_after", True),
        ("timeout_after", True),
        ("cut_after", True),
    ],
)
async def test_a_lost_answer_may_hide_a_sent_message(
    emulator: Emulator, action: str, carried_out: bool
) -> None:
    user = await emulator.citizen()
    await emulator.fault(on="sendMessage", action=action, seconds=0)

    with pytest.raises(httpx.TransportError):
        await emulator.call("sendMessage", chat_id=user, text="x")

    assert await sent_texts(emulator, user) == (["x"] if carried_out else [])


@pytest.mark.parametrize("carry_out", [True, False])
async def test_truncated_and_empty_answers(emulator: Emulator, carry_out: bool) -> None:
    user = await emulator.citizen()
    bodies = []
    for action in ("truncated", "empty"):
        await emulator.fault(on="sendMessage", action=action, carry_out=carry_out)
        url = f"{emulator.url}/bot{TOKEN}/sendMessage"
        answer = await emulator.client.post(url, data={"chat_id": str(user), "text": action})
        assert answer.status_code == 200
        bodies.append(answer.text)

    assert bodies[1] == ""
    assert bodies[0].startswith('{"ok"')
    assert not bodies[0].endswith("}}")
    assert await sent_texts(emulator, user) == (["truncated", "empty"] if carry_out else [])


async def test_a_gateway_page_is_html(emulator: Emulator) -> None:
    await emulator.fault(on="*", action="bad_gateway_html")

    answer = await emulator.client.get(f"{emulator.url}/bot{TOKEN}/getMe")

    assert answer.status_code == 502
    assert answer.headers["content-type"] == "text/html"


async def test_changed_results(emulator: Emulator) -> None:
    user = await emulator.citizen()
    await emulator.fault(on="sendMessage", action="wrong_result", nth=1)
    await emulator.fault(on="sendMessage", action="extra_fields", fields={"new": 1}, nth=1)
    await emulator.fault(on="sendMessage", action="ok_false", nth=1)

    answers = [await emulator.call("sendMessage", chat_id=user, text=t) for t in "abc"]

    assert answers[0] == {"ok": True, "result": True}
    assert answers[1]["result"]["new"] == 1
    assert answers[2]["ok"] is False
    assert await sent_texts(emulator, user) == ["a", "b"]


async def test_half_an_album(emulator: Emulator) -> None:
    user = await emulator.citizen()
    await emulator.fault(on="sendMediaGroup", action="partial", keep=1)
    media = '[{"type":"document","media":"attach://a"},{"type":"document","media":"attach://b"}]'
    files = {"a": ("a.txt", b"a"), "b": ("b.txt", b"b")}
    fields = {"chat_id": str(user), "media": media}

    url = f"{emulator.url}/bot{TOKEN}/sendMediaGroup"
    answer = await emulator.client.post(url, data=fields, files=files)

    assert answer.status_code == 500
    entries = await emulator.control(f"chats/{user}/messages?since=1")
    assert [e["message"]["document"]["file_name"] for e in entries] == ["a.txt"]


async def test_rules_choose_by_chat_and_are_counted(emulator: Emulator) -> None:
    one, two = await emulator.citizen(), await emulator.citizen()
    await emulator.fault(on="sendMessage", action="blocked", chat=two, count=0)

    oks = [(await emulator.call("sendMessage", chat_id=c, text="x"))["ok"] for c in (one, two, two)]

    assert oks == [True, False, False]
    stats = await emulator.control("stats")
    assert [(f["action"], f["chat"]) for f in stats["faults"]] == [("blocked", two)] * 2
    assert stats["methods"]["sendMessage"] == {"200": 1, "403": 2}
    assert stats["sends"] == {f"111111:{one}": 1}
    assert (await emulator.control("faults"))[0]["fired"] == 2
    assert await emulator.control("faults", verb="DELETE") == []
    assert (await emulator.call("sendMessage", chat_id=two, text="x"))["ok"]


def test_chances_are_repeatable() -> None:
    def firings(seed: int) -> list[bool]:
        book = FaultBook(seed=seed)
        book.add({"on": "sendMessage", "action": "slow", "probability": 0.3, "count": 0})
        point = Point(on="sendmessage", is_method=True)
        return [book.strike(point, 0.0) is not None for _ in range(200)]

    assert firings(1) == firings(1) != firings(2)
    assert 30 < sum(firings(1)) < 90


async def test_updates_repeated_and_renumbered(emulator: Emulator) -> None:
    user = await emulator.citizen()
    await emulator.fault(on="update", action="duplicate", text="twice")
    await emulator.fault(on="update", action="renumber", text="anew")
    await emulator.send(user, text="anew")
    await emulator.send(user, text="twice")

    updates = await emulator.result("getUpdates")

    base = min(u["update_id"] for u in updates)
    seen = sorted((u["update_id"] - base, u["message"]["text"]) for u in updates)
    assert seen == [(0, "anew"), (1, "anew"), (2, "twice"), (2, "twice")]


async def test_the_places_of_faulty_updates(emulator: Emulator) -> None:
    user = await emulator.citizen()
    await emulator.fault(on="update", action="reorder", window=1, text="early")
    await emulator.fault(on="update", action="drop", text="never")
    await emulator.fault(on="update", action="gap", by=50, text="far")
    for text in ("first", "early", "never", "far"):
        await emulator.send(user, text=text)

    updates = await emulator.result("getUpdates")

    base = updates[1]["update_id"]
    seen = [(u["message"]["text"], u["update_id"] - base) for u in updates]
    assert seen == [("early", 1), ("first", 0), ("far", 53)]


async def test_an_update_comes_again_after_it_was_confirmed(emulator: Emulator) -> None:
    user = await emulator.citizen()
    await emulator.fault(on="update", action="duplicate", after_s=100)
    [number] = (await emulator.send(user, text="again"))["update_ids"]
    await emulator.result("getUpdates")
    assert await emulator.result("getUpdates", offset=number + 1) == []

    await emulator.control("clock", {"advance_s": 101})

    updates = await emulator.result("getUpdates", offset=number + 1, timeout=10)
    assert [u["update_id"] for u in updates] == [number]


async def test_downloads_fail_in_their_ways(emulator: Emulator) -> None:
    user = await emulator.citizen()
    content = bytes(range(256)) * 8
    send = f"{emulator.url}/control/users/{user}/send"
    await emulator.client.post(send, files={"document": ("a.bin", content)})
    [update] = await emulator.result("getUpdates")
    file = await emulator.result("getFile", file_id=update["message"]["document"]["file_id"])
    url = f"{emulator.url}/file/bot{TOKEN}/{file['file_path']}"
    for fault in (
        {"action": "longer", "by": 3},
        {"action": "shorter", "by": 3},
        {"action": "wrong_bytes"},
        {"action": "wrong_type", "content_type": "text/html"},
        {"action": "bad_gateway"},
    ):
        await emulator.fault(on="download", **fault)

    answers = [await emulator.client.get(url) for _ in range(6)]

    sizes = [len(answer.content) for answer in answers[:4]]
    assert sizes == [len(content) + 3, len(content) - 3, len(content), len(content)]
    assert answers[2].content != content
    assert answers[3].headers["content-type"] == "text/html"
    assert answers[4].status_code == 502
    assert answers[5].content == content
    await emulator.fault(on="download", action="cut", at=10)
    with pytest.raises(httpx.RemoteProtocolError):
        await emulator.client.get(url)


async def test_a_whole_answer_of_nonsense(emulator: Emulator) -> None:
    path = f"{emulator.url}/control/updates/raw?whole=true"
    await emulator.client.post(path, content=b"\xef\xbb\xbf{NaN")

    answer = await emulator.client.get(f"{emulator.url}/bot{TOKEN}/getUpdates")

    assert answer.content == b"\xef\xbb\xbf{NaN"
    assert await emulator.result("getUpdates", offset=-1) == []
