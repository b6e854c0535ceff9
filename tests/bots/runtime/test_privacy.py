"""Who a citizen is passes through the bots and is kept nowhere in their database."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from bots.dialogue.effects import SaveIdentity
from bots.dialogue.engine import Script
from bots.dialogue.events import ContactShared, Event, TextEdited, TextReceived
from bots.dialogue.flow import Step
from bots.dialogue.state import Conversation
from bots.runtime.desk import Desk
from bots.runtime.handle import Arrival
from bots.runtime.relay import Relay
from storage.conversations.tables import metadata
from storage.database import Database
from tests.bots.runtime.script import SCRIPT, say
from tests.bots.runtime.twins import (
    IntakeAtTheWire,
    ScriptedMessenger,
    StandingClock,
    drain,
    refusal,
    text,
)

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
NAME, PHONE = "Zarina Canary", "+77019990042"
TALK = "55555555-5555-4555-8555-555555555555"


def _registration(_: Script, talk: Conversation, event: Event) -> Step | None:
    """As a real one does it: name, phone, "is it right?", and away with it."""
    answers: Mapping[str, object] = talk.answers
    match event:
        case TextReceived(text="register"):
            begun = replace(talk, flow="registration", question="name", answers={})
            return Step(begun, (say("name?"),))
        case TextReceived(text=words) if words.startswith("poison"):
            raise ValueError(words)
        case TextReceived(text="yes") if talk.flow:
            identity = {**answers, "consent": "1", "consented_at": AT.isoformat()}
            wish = SaveIdentity(conversation_id=TALK, identity=identity)
            return Step(replace(talk, flow=None, question=None, answers={}), (wish,))
        case TextReceived(text=words) if talk.flow:
            return Step(replace(talk, answers={**answers, "name": words}), (say("phone?"),))
        case ContactShared(phone=phone) if talk.flow:
            told = {**answers, "phone": phone}
            right = say("right?", name=str(told["name"]), phone=phone)
            return Step(replace(talk, answers=told), (right,))
        case ContactShared():
            raise ValueError(f"nobody asked for {event.phone}")
    return Step(talk)


@pytest.fixture
def desk(database: Database, clock: StandingClock) -> Desk:
    script = replace(SCRIPT, interrupts=(_registration,), idle=lambda _, talk, __: Step(talk))
    return Desk(database, script, clock=clock.now)


def raw(number: int, event: Event) -> Arrival:
    """As it comes: with all of its words in the body."""
    body = f'{{"update_id": {number}, "message": "{NAME} {PHONE}"}}'
    return Arrival(key=f"message:1:{number}", chat="telegram:1", event=event, body=body)


def talk_of_one_who_registers() -> list[Arrival]:
    return [
        text(1, "register"),
        raw(2, TextReceived(at=AT, ref="2", text=NAME)),
        raw(3, ContactShared(at=AT, ref="3", phone=PHONE, own=True, name=NAME)),
        text(4, "yes"),
        raw(5, TextEdited(at=AT, ref="2", text=NAME)),
    ]


@pytest.mark.parametrize("together", [True, False])
@pytest.mark.parametrize("refused", [True, False])
async def test_after_a_registration_no_table_knows_who_it_was(
    desk: Desk,
    relay: Relay,
    messenger: ScriptedMessenger,
    intake: IntakeAtTheWire,
    database: Database,
    together: bool,
    refused: bool,
) -> None:
    intake.answers = [refusal(422, "invalid")] if refused else []
    arrivals = talk_of_one_who_registers()
    for batch in [arrivals] if together else [[each] for each in arrivals]:
        await desk.handle(batch)
        assert PHONE not in await everything(database, "inbox", "parked")
        assert NAME not in await everything(database, "inbox", "parked")
    await drain(relay)

    assert [path for _, path in intake.requests] == [f"/v1/conversations/{TALK}/identity"]
    assert PHONE in intake.bodies[0].decode()
    assert len(messenger.said) == 3
    assert PHONE not in await everything(database)
    assert NAME not in await everything(database)


async def test_what_cannot_be_handled_is_put_aside_without_the_words(
    desk: Desk, database: Database
) -> None:
    await desk.handle([raw(1, ContactShared(at=AT, ref="1", phone=PHONE, own=True))])
    await desk.handle([text(2, "register")])
    await desk.handle([raw(3, TextReceived(at=AT, ref="3", text="poison " + NAME))])

    found = await everything(database, "parked")
    assert found.count("ValueError") == 2
    assert found.count("withheld") == 2
    assert NAME not in await everything(database)
    assert PHONE not in await everything(database)


async def test_outside_of_it_the_raw_update_is_kept(desk: Desk, database: Database) -> None:
    await desk.handle([raw(1, TextReceived(at=AT, ref="1", text="a"))])
    await desk.handle([raw(2, TextReceived(at=AT, ref="2", text="poison"))])

    assert NAME in await everything(database, "inbox")
    assert NAME in await everything(database, "parked")


async def everything(database: Database, *tables: str) -> str:
    """All rows of ``tables``, or of every table there is, as one text."""
    wanted = [each for each in metadata.sorted_tables if not tables or each.name in tables]
    found: list[str] = []
    async with database.read() as connection:
        for table in wanted:
            found += (str(tuple(row)) for row in await connection.execute(select(table)))
    return "\n".join(found)
