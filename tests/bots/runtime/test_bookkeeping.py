"""Which report a reply or an edit speaks of, and what is forgotten with a chat."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bots.dialogue.effects import Filed, ForgetChat, Refiled
from bots.dialogue.events import Event, LocationMoved, Message, TextEdited, TextReceived
from bots.runtime.desk import Desk
from bots.runtime.handle import Arrival
from bots.runtime.relay import Relay
from storage.database import Database
from tests.bots.runtime.looks import rows
from tests.bots.runtime.recorder import Recorder
from tests.bots.runtime.script import MESSAGE, REPORT, say
from tests.bots.runtime.twins import ScriptedMessenger, StandingClock, drain, text

OTHER = "44444444-4444-4444-8444-444444444444"
AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def recorder() -> Recorder:
    return Recorder(
        wishes={
            "file": (Filed(ref="1", report_id=REPORT, message_id=MESSAGE),),
            "refile": (Refiled(message_id=MESSAGE, report_id=OTHER),),
            "forget": (ForgetChat(),),
            "tell": (replace(say("told"), about=REPORT, message_id=MESSAGE),),
        }
    )


@pytest.fixture
def desk(database: Database, recorder: Recorder, clock: StandingClock) -> Desk:
    return Desk(database, recorder.script, clock=clock.now)


EDIT = TextEdited(at=AT, ref="1", text="better")
MOVE = LocationMoved(at=AT, ref="1", latitude=43.0, longitude=76.0)
REPLY = TextReceived(at=AT, ref="9", text="to that", reply_to="1")


@pytest.mark.parametrize("event", [EDIT, MOVE, REPLY])
@pytest.mark.parametrize("together", [True, False])
async def test_a_reply_and_an_edit_know_their_report(
    desk: Desk, recorder: Recorder, event: Message, together: bool
) -> None:
    spoken = Arrival(key="spoken", chat="telegram:1", event=event)
    if together:
        await desk.handle([text(1, "file"), spoken])
    else:
        await desk.handle([text(1, "file")])
        await desk.handle([spoken])

    assert recorder.last() == replace(event, about=REPORT, about_message=MESSAGE)


@pytest.mark.parametrize("together", [True, False])
async def test_a_message_filed_anew_is_known_under_its_new_report(
    desk: Desk, recorder: Recorder, together: bool
) -> None:
    spoken = Arrival(key="spoken", chat="telegram:1", event=REPLY)
    if together:
        await desk.handle([text(1, "file"), text(2, "refile"), spoken])
    else:
        await desk.handle([text(1, "file")])
        await desk.handle([text(2, "refile")])
        await desk.handle([spoken])

    assert _about(recorder.last()) == (OTHER, MESSAGE)


async def test_the_same_ref_of_another_chat_is_another_message(
    desk: Desk, recorder: Recorder
) -> None:
    await desk.handle([text(1, "file", chat=2)])
    await desk.handle([Arrival(key="spoken", chat="telegram:1", event=REPLY)])

    assert _about(recorder.last()) == (None, None)


async def test_a_reply_to_what_the_bot_said_knows_its_report(
    desk: Desk, recorder: Recorder, relay: Relay, messenger: ScriptedMessenger
) -> None:
    await desk.handle([text(1, "tell")])
    await drain(relay)
    assert messenger.said == [("telegram:1", "told")]

    await desk.handle([Arrival(key="spoken", chat="telegram:1", event=REPLY)])

    assert _about(recorder.last()) == (REPORT, MESSAGE)


async def test_a_forgotten_chat_keeps_no_word_and_no_place(
    desk: Desk, recorder: Recorder, database: Database
) -> None:
    await desk.handle([text(1, "file"), text(1, "file", chat=2)])
    await desk.handle([text(2, "forget")])

    left = await rows(database, "select chat from filing")
    bodies = await rows(database, "select key from inbox where body is not null")
    assert left == [("telegram:2",)]
    assert bodies == [("message:2:1",)]
    assert len(await rows(database, "select key from inbox")) == 3
    again = await desk.handle([text(1, "file")])
    assert again.keys == frozenset()


async def test_what_is_filed_and_forgotten_in_one_batch_is_forgotten(
    desk: Desk, database: Database
) -> None:
    await desk.handle([text(1, "file"), text(2, "forget")])

    assert await rows(database, "select * from filing") == []


def _about(event: Event) -> tuple[str | None, str | None]:
    assert isinstance(event, Message)
    return event.about, event.about_message
