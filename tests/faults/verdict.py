"""Compares what the world saw with what was stored, once everything has come to rest."""

import asyncio
import json
import re
import time
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import httpx

from tests.faults.processes import Processes
from tests.stack import Phone

if TYPE_CHECKING:
    from tests.faults.kill import World

NUMBER = re.compile(r"\b\d{2}-\d{6,}-[0-9A-Z]\b")


async def come_to_rest(
    processes: Processes, emulator: httpx.AsyncClient, *, until: float
) -> list[str]:
    """Wait until nothing is pending anywhere. Returns what would not drain, in words."""
    pending, waiting = -1, -1
    while time.monotonic() < until:
        stats = (await emulator.get("/control/stats")).json()
        pending = sum(bot["pending"] for bot in stats["updates"].values())
        waiting = int(str(processes.conversations_rows("select count(*) from outbox")[0][0]))
        if pending == waiting == 0:
            return []
        await asyncio.sleep(0.25)
    stuck = processes.conversations_rows("select mailbox, kind, attempts from outbox limit 3")
    return [f"not drained: {pending} updates pending, {waiting} wishes in the outbox, e.g. {stuck}"]


async def violations(
    world: "World", processes: Processes, emulator: httpx.AsyncClient, intake: httpx.AsyncClient
) -> list[str]:
    """Everything that is lost, doubled or stuck, in words; empty when all is well."""
    confirmed = await _confirmed(emulator)
    cases = await _cases(intake)
    heard = {phone.id: await phone.heard() for phone in world.phones}
    return [
        *(f"{name} ended by itself: see its log" for name in processes.died),
        *_every_update_is_stored_once(confirmed, processes),
        *_nothing_was_parked(processes),
        *_no_word_is_filed_twice(world.markers, cases),
        *_every_number_exists_once(heard, cases),
        *_every_reply_arrived(world.replies, heard),
        *await _no_chat_is_stuck(world.phones),
    ]


def _every_update_is_stored_once(confirmed: list[int], processes: Processes) -> Iterable[str]:
    rows = processes.conversations_rows(
        "select body from inbox where body is not null union all select body from parked"
    )
    stored = Counter(_update_id(str(body)) for (body,) in rows)
    for update_id in confirmed:
        if stored[update_id] != 1:
            yield f"update {update_id} was confirmed and is stored {stored[update_id]} times"


def _update_id(body: str) -> object:
    try:
        return json.loads(body).get("update_id")
    except (ValueError, AttributeError):
        return None


def _nothing_was_parked(processes: Processes) -> Iterable[str]:
    for source, error in processes.conversations_rows("select source, error from parked"):
        yield f"parked from {source}: {error}"


def _no_word_is_filed_twice(markers: set[str], cases: list[dict[str, Any]]) -> Iterable[str]:
    words = Counter(
        word
        for case in cases
        for entry in case["timeline"]
        if entry["entry"] == "message" and entry["from"] == "citizen"
        for word in entry["text"].split()
    )
    for marker in markers:
        if words[marker] > 1:
            yield f"the message {marker} is filed {words[marker]} times"


def _every_number_exists_once(
    heard: dict[int, list[str]], cases: list[dict[str, Any]]
) -> Iterable[str]:
    told = {number for texts in heard.values() for text in texts for number in NUMBER.findall(text)}
    kept = Counter(case["number"] for case in cases)
    for number in told - kept.keys():
        yield f"report {number} was promised to a citizen and does not exist"
    for number in kept.keys() - told:
        yield f"report {number} exists and its citizen was never told"
    for number, times in kept.items():
        if times != 1:
            yield f"report {number} exists {times} times"


def _every_reply_arrived(replies: dict[str, str], heard: dict[int, list[str]]) -> Iterable[str]:
    everything = "\n".join(text for texts in heard.values() for text in texts)
    for text in replies:
        if text not in everything:
            yield f"the operator's {text!r} never arrived"


async def _no_chat_is_stuck(phones: list[Phone]) -> list[str]:
    before = {phone.id: len(await phone.heard()) for phone in phones}
    for phone in phones:
        await phone.send(text="/help")
    waiting = {phone.id: phone for phone in phones}
    until = time.monotonic() + 60
    while waiting and time.monotonic() < until:
        for phone in list(waiting.values()):
            if len(await phone.heard()) > before[phone.id]:
                del waiting[phone.id]
        await asyncio.sleep(0.1)
    return [f"chat {number} got no answer" for number in waiting]


async def _confirmed(emulator: httpx.AsyncClient) -> list[int]:
    seen: list[int] = []
    after = 0
    while True:
        page = (
            await emulator.get(
                "/control/stats/updates", params={"state": "confirmed", "after": after}
            )
        ).json()
        if not page["items"]:
            return seen
        seen += [item["update_id"] for item in page["items"]]
        after = page["next"]


async def _cases(intake: httpx.AsyncClient) -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = []
    after: str | None = None
    while True:
        params = {"limit": "100", **({"after": after} if after else {})}
        page = (await intake.get("/v1/reports", params=params)).raise_for_status().json()
        for row in page["items"]:
            case = await intake.get(f"/v1/reports/{row['id']}")
            cases.append(case.raise_for_status().json())
        after = page["next"]
        if not after:
            return cases
