"""Reports go to the API once, however often it is told, and its absence silences nobody."""

import httpx
import pytest

from bots.runtime.desk import Desk
from bots.runtime.pacing import Pacing
from bots.runtime.relay import Relay
from bots.runtime.shell import make_relay
from intake_api.client import IntakeClient
from storage.conversations.unit_of_work import UnitOfWork
from storage.database import Database
from tests.bots.runtime.looks import conversation, heard_by, parked, waiting
from tests.bots.runtime.twins import (
    IntakeAtTheWire,
    ScriptedMessenger,
    StandingClock,
    drain,
    refusal,
    text,
)


async def test_a_report_brings_its_number_back(
    desk: Desk,
    relay: Relay,
    messenger: ScriptedMessenger,
    intake: IntakeAtTheWire,
    database: Database,
) -> None:
    await desk.handle([text(1, "report")])

    await drain(relay)

    assert [word for _, word in messenger.said] == ["thanks", "report-number"]
    assert await heard_by(database) == ["report", "accepted 26-000001-A"]
    talk = await conversation(database)
    assert [key.rpartition(":")[0] for key in intake.keys] == [talk.id]


async def test_a_crash_after_the_api_took_a_report_repeats_it_under_the_same_key(
    desk: Desk,
    relay: Relay,
    client: IntakeClient,
    messenger: ScriptedMessenger,
    intake: IntakeAtTheWire,
    database: Database,
    clock: StandingClock,
) -> None:
    await desk.handle([text(1, "report")])
    await relay.turn()
    await all_ended(relay)  # the API has it; the process dies before that is written down

    clock.advance(61)
    reborn = make_relay(desk, messenger, client, pacing=Pacing(clock.monotonic))
    await drain(reborn)

    assert len(intake.keys) == 2
    assert len(set(intake.keys)) == 1
    assert await heard_by(database) == ["report", "accepted 26-000001-A"]


async def test_the_wish_and_its_receipt_go_together(
    desk: Desk,
    relay: Relay,
    intake: IntakeAtTheWire,
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await desk.handle([text(1, "report")])
    await relay.turn()
    await all_ended(relay)

    with monkeypatch.context() as broken:
        broken.setattr(UnitOfWork, "__init__", _broken_outbox(UnitOfWork.__init__))
        with pytest.raises(ConnectionError):
            await relay.turn()

    assert await heard_by(database) == ["report"]
    assert ("SubmitReport", "intake:11111111-1111-4111-8111-111111111111") in await waiting(
        database
    )
    await drain(relay)
    assert await heard_by(database) == ["report", "accepted 26-000001-A"]


async def test_an_api_outage_never_silences_the_bot(
    desk: Desk,
    relay: Relay,
    messenger: ScriptedMessenger,
    intake: IntakeAtTheWire,
    clock: StandingClock,
) -> None:
    intake.answers = [httpx.ConnectError("refused")] * 5
    await desk.handle([text(1, "report"), text(2, "a")])

    await drain(relay)
    assert [word for _, word in messenger.said] == ["thanks", "a"]

    for _ in range(8):
        clock.advance(60)
        await drain(relay)
    assert [word for _, word in messenger.said] == ["thanks", "a", "report-number"]
    assert len(set(intake.keys)) == 1


async def test_after_a_long_outage_a_report_is_inside_within_half_a_minute(
    desk: Desk, relay: Relay, intake: IntakeAtTheWire, clock: StandingClock
) -> None:
    intake.answers = [httpx.ConnectError("refused")] * 1000
    await desk.handle([text(1, "report")])
    for _ in range(60):
        clock.advance(6)
        await drain(relay)
    assert len(intake.keys) < 40  # the lane is in no hurry meanwhile

    intake.answers = []
    before = len(intake.keys)
    for _ in range(30):
        clock.advance(1)
        await drain(relay)

    assert len(intake.keys) == before + 1


async def test_a_report_the_api_refuses_is_parked_and_the_citizen_told(
    desk: Desk,
    relay: Relay,
    messenger: ScriptedMessenger,
    intake: IntakeAtTheWire,
    database: Database,
) -> None:
    intake.answers = [refusal(422, "invalid")]
    await desk.handle([text(1, "report")])

    await drain(relay)

    assert [word for _, word in messenger.said] == ["thanks", "report-refused"]
    assert [source for source, _ in await parked(database)] == ["outbox"]
    assert await waiting(database) == []


async def test_what_is_added_before_its_report_is_inside_waits_for_it(
    desk: Desk, relay: Relay, intake: IntakeAtTheWire, database: Database, clock: StandingClock
) -> None:
    intake.answers = [refusal(404, "report_not_found")]
    await desk.handle([text(1, "more")])

    await drain(relay)
    assert len(await waiting(database)) == 1
    clock.advance(2)
    await drain(relay)
    assert await waiting(database) == []


async def test_what_waits_for_its_report_looks_again_after_a_tenth_of_its_age(
    desk: Desk, relay: Relay, intake: IntakeAtTheWire, database: Database, clock: StandingClock
) -> None:
    intake.answers = [refusal(404, "report_not_found")] * 60
    await desk.handle([text(1, "more")])
    for _ in range(200):
        clock.advance(1)
        await drain(relay)
    assert 20 < len(intake.keys) < 40

    intake.answers = []
    clock.advance(21)
    await drain(relay)

    assert await waiting(database) == []


async def all_ended(relay: Relay) -> None:
    while relay.is_busy:
        await relay.rest()


def _broken_outbox(honest: object) -> object:
    def broken(self: UnitOfWork, connection: object) -> None:
        honest(self, connection)  # type: ignore[operator]

        async def fail(ids: object) -> None:
            raise ConnectionError

        self.outbox.remove = fail  # type: ignore[method-assign]

    return broken


async def test_a_line_that_breaks_within_a_library_is_weather(
    desk: Desk,
    relay: Relay,
    intake: IntakeAtTheWire,
    database: Database,
    clock: StandingClock,
) -> None:
    # Seen in a kill test: anyio asked a closed socket for its peer.
    intake.answers = [AttributeError("'NoneType' object has no attribute 'getpeername'")] * 20
    await desk.handle([text(1, "report")])

    for _ in range(40):
        await drain(relay)
        clock.advance(61)

    assert await parked(database) == []
    assert await heard_by(database) == ["report", "accepted 26-000001-A"]


async def test_a_bug_on_the_way_to_the_api_is_tried_again_before_it_is_parked(
    desk: Desk,
    relay: Relay,
    intake: IntakeAtTheWire,
    database: Database,
    clock: StandingClock,
) -> None:
    intake.answers = [RuntimeError("of the moment")] * 5
    await desk.handle([text(1, "report")])

    for _ in range(10):
        await drain(relay)
        clock.advance(61)

    assert await parked(database) == []
    assert await heard_by(database) == ["report", "accepted 26-000001-A"]


async def test_a_bug_that_stays_parks_the_report_and_the_citizen_is_told(
    desk: Desk,
    relay: Relay,
    intake: IntakeAtTheWire,
    database: Database,
    clock: StandingClock,
) -> None:
    intake.answers = [RuntimeError("for ever")] * 50
    await desk.handle([text(1, "report")])

    for _ in range(15):
        await drain(relay)
        clock.advance(61)

    assert [source for source, _ in await parked(database)] == ["outbox"]
    assert (await heard_by(database))[-1] == "ReportRefused"
