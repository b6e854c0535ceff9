"""A file the API knows of ends as stored, too big or failed."""

from uuid import UUID

import pytest

from bots.runtime.desk import Desk
from bots.runtime.feed import Feed
from bots.runtime.messenger import FileTooBig, FloodWait, Rejected, Unavailable
from bots.runtime.relay import Relay
from intake_api.client import IntakeClient
from intake_api.contract import DeliveryKind, DeliveryPage
from storage.database import Database
from tests.bots.runtime.looks import parked, rows, waiting
from tests.bots.runtime.script import ATTACHMENT
from tests.bots.runtime.twins import (
    IntakeAtTheWire,
    ScriptedMessenger,
    StandingClock,
    drain,
    refusal,
    reply,
    text,
)

CONTENT = ("PUT", f"/v1/attachments/{ATTACHMENT}/content")
FAILURE = ("POST", f"/v1/attachments/{ATTACHMENT}/failure")


async def test_the_bytes_arrive(
    desk: Desk, relay: Relay, intake: IntakeAtTheWire, database: Database
) -> None:
    await desk.handle([text(1, "file")])

    await drain(relay)

    assert intake.requests == [CONTENT]
    assert intake.bodies == [b"abcdef"]
    assert await waiting(database) == []


async def test_a_file_known_to_be_too_big_is_not_even_asked_for(
    desk: Desk, relay: Relay, intake: IntakeAtTheWire, messenger: ScriptedMessenger
) -> None:
    messenger.refuses_files = AssertionError("asked for")
    await desk.handle([text(1, "big file")])

    await drain(relay)

    assert intake.requests == [FAILURE]
    assert b"too_big" in intake.bodies[0]


@pytest.mark.parametrize(
    ("error", "reason"), [(FileTooBig(), b"too_big"), (Rejected("wrong file_id"), b"failed")]
)
async def test_a_file_the_messenger_will_never_give_is_marked_so(
    desk: Desk,
    relay: Relay,
    intake: IntakeAtTheWire,
    messenger: ScriptedMessenger,
    error: Exception,
    reason: bytes,
) -> None:
    messenger.refuses_files = error
    await desk.handle([text(1, "file")])

    await drain(relay)

    assert intake.requests == [FAILURE]
    assert reason in intake.bodies[0]


async def test_an_upload_that_is_too_big_for_the_api_is_marked_so(
    desk: Desk, relay: Relay, intake: IntakeAtTheWire
) -> None:
    intake.answers = [refusal(413, "too_big")]
    await desk.handle([text(1, "file")])

    await drain(relay)

    assert intake.requests == [CONTENT, FAILURE]
    assert b"too_big" in intake.bodies[1]


async def test_a_file_whose_message_is_not_inside_yet_comes_later(
    desk: Desk, relay: Relay, intake: IntakeAtTheWire, clock: StandingClock, database: Database
) -> None:
    intake.answers = [refusal(404, "attachment_unknown")]
    await desk.handle([text(1, "file")])

    await drain(relay)
    assert len(await waiting(database)) == 1
    clock.advance(2)
    await drain(relay)

    assert await waiting(database) == []
    assert intake.bodies[-1] == b"abcdef"


@pytest.mark.parametrize("place", [0, 1])
async def test_a_download_that_breaks_off_is_begun_again(
    desk: Desk,
    relay: Relay,
    intake: IntakeAtTheWire,
    messenger: ScriptedMessenger,
    clock: StandingClock,
    place: int,
) -> None:
    messenger.file.insert(place, Unavailable("cut"))
    await desk.handle([text(1, "file")])
    await drain(relay)

    messenger.file.pop(place)
    clock.advance(2)
    await drain(relay)

    assert intake.bodies[-1] == b"abcdef"
    assert FAILURE not in intake.requests


async def test_a_file_that_never_comes_is_failed_in_the_end(
    desk: Desk,
    relay: Relay,
    intake: IntakeAtTheWire,
    messenger: ScriptedMessenger,
    clock: StandingClock,
    database: Database,
) -> None:
    messenger.refuses_files = Unavailable("502")
    await desk.handle([text(1, "file")])

    for _ in range(12):
        await drain(relay)
        clock.advance(100)

    assert intake.requests == [FAILURE]
    assert await waiting(database) == []


async def test_a_flood_wait_of_the_file_server_costs_no_attempt(
    desk: Desk,
    relay: Relay,
    intake: IntakeAtTheWire,
    messenger: ScriptedMessenger,
    clock: StandingClock,
) -> None:
    messenger.refuses_files = FloodWait(5)
    await desk.handle([text(1, "file")])
    for _ in range(20):
        await drain(relay)
        clock.advance(5)

    messenger.refuses_files = None
    await drain(relay)

    assert intake.bodies == [b"abcdef"]


async def test_a_missed_file_comes_when_it_is_asked_for_again(
    client: IntakeClient,
    desk: Desk,
    relay: Relay,
    intake: IntakeAtTheWire,
    messenger: ScriptedMessenger,
    database: Database,
) -> None:
    messenger.refuses_files = Rejected("not now")
    await desk.handle([text(1, "file")])
    await drain(relay)
    messenger.refuses_files = None
    intake.page = await asked_again(database)

    await Feed(client, desk, wait_s=0).read_once()
    await drain(relay)

    assert intake.bodies[-1] == b"abcdef"
    assert await parked(database) == []


async def test_of_a_file_that_is_not_put_aside_the_api_is_told(
    client: IntakeClient, desk: Desk, relay: Relay, intake: IntakeAtTheWire, database: Database
) -> None:
    await desk.handle([text(1, "file")])
    await drain(relay)
    intake.page = await asked_again(database)

    await Feed(client, desk, wait_s=0).read_once()
    await drain(relay)

    assert b"failed" in intake.bodies[-1]
    assert intake.requests[-1][1].endswith("/receipt")


async def asked_again(database: Database) -> DeliveryPage:
    [(conversation,)] = await rows(database, "select id from conversation")
    wish = reply(1, "", conversation_id=str(conversation)).model_copy(
        update={"kind": DeliveryKind.FETCH_AGAIN, "attachment_id": UUID(ATTACHMENT)}
    )
    return DeliveryPage(items=(wish,), next=1)
