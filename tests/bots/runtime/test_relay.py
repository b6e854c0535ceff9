"""The outbox goes out: in order, at least once, and nobody waits for another."""

import asyncio

from bots.runtime.desk import Desk
from bots.runtime.messenger import (
    ChatGone,
    FloodWait,
    OutcomeUnknown,
    Rejected,
    Unavailable,
)
from bots.runtime.pacing import Pacing
from bots.runtime.relay import Relay
from bots.runtime.shell import make_relay
from intake_api.client import IntakeClient
from storage.database import Database
from tests.bots.runtime.looks import conversation, heard_by, parked, rows, waiting
from tests.bots.runtime.twins import (
    ScriptedMessenger,
    StandingClock,
    drain,
    text,
)


async def test_a_mailbox_is_carried_out_in_order(
    desk: Desk, relay: Relay, messenger: ScriptedMessenger, database: Database
) -> None:
    await desk.handle([text(n, str(n), chat=n % 2) for n in range(12)])

    await drain(relay)

    for chat in range(2):
        said = [word for name, word in messenger.said if name == f"telegram:{chat}"]
        assert said == [str(n) for n in range(chat, 12, 2)]
    assert await waiting(database) == []


async def test_a_slow_chat_holds_up_nobody_else(
    desk: Desk, relay: Relay, messenger: ScriptedMessenger
) -> None:
    gate = messenger.gates["telegram:0"] = asyncio.Event()
    await desk.handle([text(n, str(n), chat=n % 3) for n in range(9)])

    while len(messenger.said) < 6:
        await relay.turn()
        await relay.rest()
    assert {chat for chat, _ in messenger.said} == {"telegram:1", "telegram:2"}

    gate.set()
    await drain(relay)
    assert [word for chat, word in messenger.said if chat == "telegram:0"] == ["0", "3", "6"]


async def test_a_flood_wait_stops_its_own_chat_only(
    desk: Desk, relay: Relay, messenger: ScriptedMessenger, clock: StandingClock
) -> None:
    messenger.answers["telegram:0"] = [FloodWait(30)]
    await desk.handle([text(n, str(n), chat=n % 2) for n in range(4)])

    await drain(relay)
    assert messenger.said == [("telegram:1", "1"), ("telegram:1", "3")]
    clock.advance(29)
    await drain(relay)
    assert len(messenger.said) == 2

    clock.advance(1)
    await drain(relay)
    assert messenger.said[2:] == [("telegram:0", "0"), ("telegram:0", "2")]


async def test_a_citizen_who_blocked_the_bot_is_noted_once(
    desk: Desk, relay: Relay, messenger: ScriptedMessenger, database: Database
) -> None:
    messenger.answers["telegram:1"] = [ChatGone("bot was blocked by the user")]
    await desk.handle([text(1, "a")])

    await drain(relay)

    assert (await conversation(database)).blocked
    assert await heard_by(database) == ["a", "BotBlocked"]
    assert await waiting(database) == []


async def test_what_the_messenger_refuses_is_parked_and_the_mailbox_goes_on(
    desk: Desk, relay: Relay, messenger: ScriptedMessenger, database: Database
) -> None:
    messenger.answers["telegram:1"] = [Rejected("message is too long")]
    await desk.handle([text(1, "a"), text(2, "b")])

    await drain(relay)

    assert messenger.said == [("telegram:1", "b")]
    assert [source for source, _ in await parked(database)] == ["outbox"]


async def test_a_bug_in_rendering_parks_the_wish(
    desk: Desk, relay: Relay, messenger: ScriptedMessenger, database: Database
) -> None:
    messenger.answers["telegram:1"] = [KeyError("no such text")]
    await desk.handle([text(1, "a"), text(2, "b")])

    await drain(relay)

    assert messenger.said == [("telegram:1", "b")]
    assert len(await parked(database)) == 1


async def test_an_unknown_outcome_is_tried_once_more_and_never_a_third_time(
    desk: Desk, relay: Relay, messenger: ScriptedMessenger, clock: StandingClock
) -> None:
    messenger.answers["telegram:1"] = [OutcomeUnknown(), OutcomeUnknown()]
    await desk.handle([text(1, "a"), text(2, "b")])

    for _ in range(5):
        await drain(relay)
        clock.advance(60)

    assert messenger.tried == [("telegram:1", "a"), ("telegram:1", "a"), ("telegram:1", "b")]


async def test_an_outage_of_the_messenger_loses_nothing_however_long(
    desk: Desk, relay: Relay, messenger: ScriptedMessenger, clock: StandingClock
) -> None:
    messenger.answers["telegram:1"] = [Unavailable("502")] * 8
    await desk.handle([text(1, "a")])

    for _ in range(12):
        await drain(relay)
        clock.advance(100)

    assert messenger.said == [("telegram:1", "a")]


async def test_when_everything_fails_the_messenger_is_asked_once_a_pause(
    desk: Desk, relay: Relay, messenger: ScriptedMessenger, clock: StandingClock
) -> None:
    chats = range(50)
    for chat in chats:
        messenger.answers[f"telegram:{chat}"] = [Unavailable("502")] * 3
    await desk.handle([text(chat, "a", chat=chat) for chat in chats])

    await drain(relay)
    after_the_first_rush = len(messenger.tried)
    await drain(relay)
    assert len(messenger.tried) == after_the_first_rush <= 30

    for _ in range(10):
        clock.advance(2)
        before = len(messenger.tried)
        await drain(relay)
        assert len(messenger.tried) <= before + 1 or messenger.said


async def test_an_attempt_is_written_down_before_acting(
    desk: Desk, relay: Relay, messenger: ScriptedMessenger, database: Database
) -> None:
    messenger.gates["telegram:1"] = asyncio.Event()
    await desk.handle([text(1, "a")])

    await relay.turn()

    assert await rows(database, "select attempts, unanswered from outbox") == [(1, 0)]
    assert await rows(database, "select 1 from outbox where lease_until is not null") == [(1,)]


async def test_what_another_relay_has_taken_is_left_alone_until_its_lease_ends(
    desk: Desk,
    relay: Relay,
    messenger: ScriptedMessenger,
    client: IntakeClient,
    clock: StandingClock,
) -> None:
    messenger.gates["telegram:1"] = asyncio.Event()
    other = make_relay(desk, messenger, client, pacing=Pacing(clock.monotonic))
    await desk.handle([text(1, "a"), text(2, "b")])

    await relay.turn()
    await other.turn()
    assert other.is_at_rest

    clock.advance(61)
    await other.turn()
    assert not other.is_at_rest


async def test_two_relays_send_nothing_twice(
    desk: Desk,
    relay: Relay,
    messenger: ScriptedMessenger,
    client: IntakeClient,
    clock: StandingClock,
) -> None:
    relays = [relay, make_relay(desk, messenger, client, pacing=Pacing(clock.monotonic))]
    await desk.handle([text(n, str(n), chat=n % 5) for n in range(25)])

    await asyncio.gather(*(drain(one) for one in relays))

    assert sorted(int(word) for _, word in messenger.said) == list(range(25))


async def test_sos_goes_before_everything_else(
    desk: Desk,
    messenger: ScriptedMessenger,
    client: IntakeClient,
    clock: StandingClock,
) -> None:
    pacing = Pacing(clock.monotonic, per_second=1)
    relay = make_relay(desk, messenger, client, pacing=pacing)
    await desk.handle([text(n, "sos" if n == 9 else str(n), chat=n) for n in range(10)])

    await drain(relay)

    assert messenger.said == [("telegram:9", "sos")]


async def test_a_chat_that_had_its_share_waits_and_others_do_not(
    desk: Desk, messenger: ScriptedMessenger, client: IntakeClient, clock: StandingClock
) -> None:
    pacing = Pacing(clock.monotonic, per_second=30, chat_burst=2)
    relay = make_relay(desk, messenger, client, pacing=pacing)
    await desk.handle([text(n, str(n), chat=0) for n in range(5)] + [text(9, "9", chat=1)])

    await drain(relay)
    assert sorted(messenger.said) == [("telegram:0", "0"), ("telegram:0", "1"), ("telegram:1", "9")]

    clock.advance(1)
    await drain(relay)
    assert messenger.said[3:] == [("telegram:0", "2")]
