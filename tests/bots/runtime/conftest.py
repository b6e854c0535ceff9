"""What the shell's tests share: a database with its tables, a desk, and a time that stands."""

from collections.abc import AsyncIterator

import pytest

from bots.runtime.desk import Desk
from bots.runtime.pacing import Pacing
from bots.runtime.relay import Relay
from bots.runtime.shell import make_relay
from intake_api.client import IntakeClient
from storage.database import Database
from tests.bots.runtime.script import SCRIPT
from tests.bots.runtime.twins import IntakeAtTheWire, ScriptedMessenger, StandingClock


@pytest.fixture
async def database(conversations_url: str) -> AsyncIterator[Database]:
    opened = Database(conversations_url)
    yield opened
    await opened.dispose()


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


@pytest.fixture
def desk(database: Database, clock: StandingClock) -> Desk:
    return Desk(database, SCRIPT, clock=clock.now)


@pytest.fixture
def messenger() -> ScriptedMessenger:
    return ScriptedMessenger()


@pytest.fixture
def intake() -> IntakeAtTheWire:
    return IntakeAtTheWire()


@pytest.fixture
async def client(intake: IntakeAtTheWire) -> AsyncIterator[IntakeClient]:
    async with intake.client() as client:
        yield client


@pytest.fixture
def relay(
    desk: Desk, messenger: ScriptedMessenger, client: IntakeClient, clock: StandingClock
) -> Relay:
    return make_relay(desk, messenger, client, pacing=Pacing(clock.monotonic))
