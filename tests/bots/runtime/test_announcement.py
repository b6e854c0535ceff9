"""An announcement reaches every chat once, and deliveries find their chat by both names."""

from uuid import uuid4

import pytest

from bots.dialogue.effects import Effect
from bots.dialogue.events import Announced, Event, ReplyReceived
from bots.dialogue.state import alias_of
from bots.runtime import feed as feeding
from bots.runtime.desk import Desk
from bots.runtime.feed import Feed
from bots.runtime.handle import Handled
from intake_api.client import IntakeClient
from intake_api.contract import Delivery, DeliveryKind, DeliveryPage
from storage.database import Database
from tests.bots.runtime.looks import conversation, rows, waiting
from tests.bots.runtime.recorder import Recorder
from tests.bots.runtime.script import say
from tests.bots.runtime.twins import IntakeAtTheWire, StandingClock, reply, text


class Crash(BaseException):
    """The process dies here."""


@pytest.fixture
def recorder() -> Recorder:
    def told(event: Event) -> tuple[Effect, ...]:
        return (say("announcement"),) if isinstance(event, Announced) else ()

    return Recorder(otherwise=told)


@pytest.fixture
def desk(database: Database, recorder: Recorder, clock: StandingClock) -> Desk:
    return Desk(database, recorder.script, clock=clock.now)


@pytest.fixture
def feed(client: IntakeClient, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Feed:
    monkeypatch.setattr(feeding, "EVERYBODY_AT_ONCE", 3)
    return Feed(client, desk, wait_s=0)


async def test_everybody_is_told_once_also_over_a_crash_in_the_middle(
    feed: Feed,
    desk: Desk,
    intake: IntakeAtTheWire,
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await desk.handle([text(n, "a", chat=n) for n in range(10)])
    intake.page = DeliveryPage(items=(announcement(1),), next=1)
    honest, calls = desk.handle, 0

    async def dies_at_the_third(*args: object, **more: object) -> Handled:
        nonlocal calls
        calls += 1
        if calls == 3:
            raise Crash
        return await honest(*args, **more)  # type: ignore[arg-type]

    with monkeypatch.context() as dying:
        dying.setattr(desk, "handle", dies_at_the_third)
        with pytest.raises(Crash):
            await feed.read_once()
    assert len(await waiting(database)) == 6
    assert await rows(database, "select position from cursor") == []

    await feed.read_once()

    told = [mailbox for _, mailbox in await waiting(database)]
    assert sorted(map(str, told)) == sorted(f"telegram:{n}" for n in range(10))
    assert await rows(database, "select position from cursor") == [(1,)]


async def test_the_same_announcement_again_is_told_to_newcomers_alone(
    feed: Feed, desk: Desk, intake: IntakeAtTheWire, database: Database
) -> None:
    await desk.handle([text(1, "a")])
    page = DeliveryPage(items=(announcement(1),), next=1)
    intake.page = page
    await feed.read_once()
    await desk.handle([text(2, "a", chat=2)])
    async with database.begin() as connection:
        await connection.exec_driver_sql("delete from cursor")

    await feed.read_once()

    assert sorted(str(box) for _, box in await waiting(database)) == ["telegram:1", "telegram:2"]


@pytest.mark.parametrize("anonymous", [True, False])
async def test_a_delivery_finds_its_chat_by_either_name(
    feed: Feed,
    desk: Desk,
    intake: IntakeAtTheWire,
    recorder: Recorder,
    database: Database,
    anonymous: bool,
) -> None:
    await desk.handle([text(1, "a"), text(2, "a", chat=2)])
    talk = await conversation(database, 2)
    name = alias_of(talk) if anonymous else talk.id
    intake.page = DeliveryPage(items=(reply(1, "for two", conversation_id=name),), next=1)

    await feed.read_once()

    assert isinstance(recorder.last(), ReplyReceived)
    [(chat,)] = await rows(database, "select chat from inbox where key like 'delivery:%'")
    assert chat == "telegram:2"


def announcement(seq: int) -> Delivery:
    return Delivery.model_validate(
        {
            "seq": seq,
            "delivery_id": str(uuid4()),
            "conversation_id": None,
            "kind": DeliveryKind.ANNOUNCEMENT,
            "texts": {"kk": "қ", "ru": "р", "en": "e"},
            "created_at": "2026-11-23T09:00:00Z",
        }
    )
