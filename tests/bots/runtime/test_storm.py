"""Everything goes wrong at once, in an order a seed decides; then the sky clears."""

from collections import Counter
from random import Random

import pytest

from bots.runtime.desk import Desk
from bots.runtime.messenger import FloodWait, OutcomeUnknown, Unavailable
from bots.runtime.pacing import Pacing
from bots.runtime.relay import Relay
from bots.runtime.shell import make_relay
from intake_api.client import IntakeClient
from storage.database import Database
from tests.bots.runtime.looks import heard_by, parked, waiting
from tests.bots.runtime.twins import ScriptedMessenger, StandingClock, drain, text

CHATS = 4
MESSAGES = 12
LEASE_AND_MORE_S = 61


@pytest.mark.parametrize("seed", range(4))
async def test_nothing_is_lost_and_every_chat_keeps_its_order(
    desk: Desk,
    messenger: ScriptedMessenger,
    client: IntakeClient,
    clock: StandingClock,
    database: Database,
    seed: int,
) -> None:
    chance = Random(seed)
    storm = Storm(chance, messenger, clock)
    sent: dict[int, list[int]] = {chat: [] for chat in range(CHATS)}
    relay = make_relay(desk, messenger, client, pacing=Pacing(clock.monotonic))

    for number in range(CHATS * MESSAGES):
        chat = chance.randrange(CHATS)
        sent[chat].append(number)
        again = chance.choices(sent[chat], k=chance.randrange(3))
        await desk.handle([text(n, str(n), chat=chat) for n in [*again, number]])
        storm.gather(chat)
        if await storm.strikes(relay):
            relay = make_relay(desk, messenger, client, pacing=Pacing(clock.monotonic))
    await clear_up(relay, messenger, clock, database)

    assert await parked(database) == []
    for chat, numbers in sent.items():
        words = [str(number) for number in numbers]
        told = [word for name, word in messenger.said if name == f"telegram:{chat}"]
        assert await heard_by(database, chat) == words
        assert list(dict.fromkeys(told)) == [word for word in words if word in told]
        assert all(storm.was_in_doubt(chat, word) for word in words if word not in told)
        assert all(told.count(word) <= 2 + storm.cut_off(chat, word) for word in words)


class Storm:
    """Makes the messenger fail, and the process die between acting and writing it down."""

    def __init__(self, chance: Random, messenger: ScriptedMessenger, clock: StandingClock) -> None:
        self._chance = chance
        self._messenger = messenger
        self._clock = clock
        self._cut_off: Counter[tuple[str, str]] = Counter()

    def gather(self, chat: int) -> None:
        trouble = [FloodWait(3), Unavailable("502"), OutcomeUnknown(), None, None, None]
        self._messenger.answers[f"telegram:{chat}"].append(self._chance.choice(trouble))

    async def strikes(self, relay: Relay) -> bool:
        """One turn; True if the process died after acting, before writing that down."""
        before = len(self._messenger.tried)
        await relay.turn()
        while relay.is_busy:
            await relay.rest()
        self._clock.advance(self._chance.choice([0, 1, 5]))
        died = self._chance.random() < 0.2
        if died:
            self._clock.advance(LEASE_AND_MORE_S)
            self._cut_off.update(self._messenger.tried[before:])
        return died

    def cut_off(self, chat: int, word: str) -> int:
        """How often the process died right after trying it: each may be one more copy."""
        return self._cut_off[(f"telegram:{chat}", word)]

    def was_in_doubt(self, chat: int, word: str) -> bool:
        """It was tried twice and the outcome of neither is known to us."""
        return self._messenger.tried.count((f"telegram:{chat}", word)) >= 2


async def clear_up(
    relay: Relay, messenger: ScriptedMessenger, clock: StandingClock, database: Database
) -> None:
    messenger.answers.clear()
    for _ in range(40):
        await drain(relay)
        clock.advance(LEASE_AND_MORE_S)
    assert await waiting(database) == []
