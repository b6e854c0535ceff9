"""What operators answer reaches its citizen, once, and the cursor is never ahead of it."""

import httpx
import pytest

from bots.runtime.desk import Desk
from bots.runtime.feed import Feed
from bots.runtime.messenger import ChatGone, Rejected
from bots.runtime.relay import Relay
from intake_api.client import IntakeClient
from intake_api.contract import DeliveryPage
from storage.conversations.cursors import Cursors
from storage.database import Database
from tests.bots.runtime.looks import conversation, heard_by, parked, rows
from tests.bots.runtime.twins import (
    Enough,
    IntakeAtTheWire,
    Pauses,
    ScriptedMessenger,
    drain,
    reply,
    text,
)


@pytest.fixture
def feed(client: IntakeClient, desk: Desk) -> Feed:
    return Feed(client, desk, wait_s=0)


async def test_a_reply_is_said_and_its_fate_told_back(
    feed: Feed,
    relay: Relay,
    desk: Desk,
    messenger: ScriptedMessenger,
    intake: IntakeAtTheWire,
    database: Database,
) -> None:
    await _answer(desk, intake, database, "we come")

    await feed.read_once()
    await drain(relay)

    assert ("telegram:1", "we come") in messenger.said
    assert _receipts(intake) == ["sent"]
    assert await rows(database, "select * from outbox") == []


@pytest.mark.parametrize(
    ("error", "outcome"), [(ChatGone("blocked"), "blocked"), (Rejected("no"), "failed")]
)
async def test_a_reply_that_cannot_arrive_is_told_back(
    feed: Feed,
    relay: Relay,
    desk: Desk,
    messenger: ScriptedMessenger,
    intake: IntakeAtTheWire,
    database: Database,
    error: Exception,
    outcome: str,
) -> None:
    await _answer(desk, intake, database, "we come")
    await drain(relay)
    messenger.answers["telegram:1"] = [error]

    await feed.read_once()
    await drain(relay)

    assert _receipts(intake) == [outcome]


async def test_the_next_question_starts_behind_what_was_handled(
    feed: Feed, desk: Desk, intake: IntakeAtTheWire, database: Database
) -> None:
    await _answer(desk, intake, database, "one", "two")

    await feed.read_once()
    await feed.read_once()

    asked = [path for _, path in intake.requests if "deliveries" in path]
    assert asked == ["/v1/deliveries?after=0&wait=0", "/v1/deliveries?after=2&wait=0"]
    assert await heard_by(database) == ["a", "reply one", "reply two"]


async def test_the_cursor_and_the_replies_are_one_transaction(
    feed: Feed,
    desk: Desk,
    intake: IntakeAtTheWire,
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await _answer(desk, intake, database, "one", "two")
    with monkeypatch.context() as broken:
        broken.setattr(Cursors, "move", _lost_line)
        with pytest.raises(ConnectionError):
            await feed.read_once()
    assert await heard_by(database) == ["a"]

    await feed.read_once()

    assert await heard_by(database) == ["a", "reply one", "reply two"]
    assert await rows(database, "select position from cursor") == [(2,)]


async def test_the_same_page_again_is_handled_once(
    feed: Feed, desk: Desk, intake: IntakeAtTheWire, database: Database
) -> None:
    await _answer(desk, intake, database, "one")
    await feed.read_once()
    async with database.begin() as connection:
        await connection.exec_driver_sql("delete from cursor")

    await feed.read_once()

    assert await heard_by(database) == ["a", "reply one"]


async def test_a_reply_to_nobody_we_know_is_parked_and_the_rest_goes_on(
    feed: Feed, desk: Desk, intake: IntakeAtTheWire, database: Database
) -> None:
    await _answer(desk, intake, database, "one")
    stranger = "99999999-9999-4999-8999-999999999999"
    stray = reply(2, "lost", conversation_id=stranger)
    intake.page = DeliveryPage(items=(stray, *intake.page.items), next=2)

    await feed.read_once()

    assert await parked(database) == [("delivery", f"delivery:{stray.delivery_id}")]
    assert await heard_by(database) == ["a", "reply one"]
    assert await rows(database, "select position from cursor") == [(2,)]


async def test_an_api_that_is_away_is_asked_again(
    client: IntakeClient, desk: Desk, intake: IntakeAtTheWire, database: Database
) -> None:
    pauses = Pauses(at_most=3)
    await _answer(desk, intake, database, "one")
    intake.answers = [httpx.ConnectError("refused"), httpx.Response(502, text="<html>")]

    with pytest.raises(Enough):
        await Feed(client, desk, wait_s=0, sleep=pauses).run()

    assert await heard_by(database) == ["a", "reply one"]
    assert min(pauses.seconds) >= 1


async def _answer(desk: Desk, intake: IntakeAtTheWire, database: Database, *words: str) -> None:
    """Begin a conversation and let the operator answer it."""
    await desk.handle([text(1, "a")])
    talk = await conversation(database)
    items = [reply(n, one, conversation_id=talk.id) for n, one in enumerate(words, start=1)]
    intake.page = DeliveryPage(items=tuple(items), next=len(items))


def _receipts(intake: IntakeAtTheWire) -> list[str]:
    told = zip(intake.requests, intake.bodies, strict=True)
    bodies = [body for (_, path), body in told if path.endswith("/receipt")]
    return [word for body in bodies for word in ("sent", "blocked", "failed") if word in str(body)]


async def _lost_line(_: object, __: str, ___: int) -> None:
    raise ConnectionError
