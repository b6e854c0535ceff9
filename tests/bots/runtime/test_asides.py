"""What needs no conversation is answered at once, and leaves no trace."""

import pytest

from bots.runtime.asides import Asides
from bots.runtime.desk import Desk
from bots.runtime.messenger import Intrusion, Unavailable
from bots.runtime.polling import Polling
from storage.database import Database
from tests.bots.runtime.looks import heard_by, rows
from tests.bots.runtime.twins import ScriptedMessenger, update


def answers(query: str, locale: str) -> list[tuple[str, str, str]]:
    return [("1", f"{query}?", f"{locale}: call 102")]


@pytest.fixture
def polling(messenger: ScriptedMessenger, desk: Desk) -> Polling:
    return Polling(messenger, desk, answers=answers)


async def test_an_inline_question_is_answered_past_the_outbox(
    polling: Polling, messenger: ScriptedMessenger, database: Database
) -> None:
    messenger.pages = [[{"update_id": 1, "inline": "q", "text": "help"}, update(2, "a")]]

    await polling.poll_once()
    await polling.settle()

    assert messenger.answered == [("q", [("1", "help?", "kk: call 102")])]
    assert await heard_by(database) == ["a"]
    assert len(await rows(database, "select * from inbox")) == 1
    assert await rows(database, "select * from parked") == []


async def test_without_answers_an_inline_question_gets_an_empty_list(
    messenger: ScriptedMessenger, desk: Desk
) -> None:
    polling = Polling(messenger, desk)
    messenger.pages = [[{"update_id": 1, "inline": "q", "text": "help"}]]

    await polling.poll_once()
    await polling.settle()

    assert messenger.answered == [("q", [])]


async def test_a_busy_group_is_left_once_and_nothing_of_it_is_kept(
    polling: Polling, messenger: ScriptedMessenger, database: Database
) -> None:
    messenger.pages = [[{"update_id": n, "group": -5, "text": "a"} for n in range(100)]]

    await polling.poll_once()
    await polling.settle()

    assert messenger.left == [("telegram:-5", "kk")]
    for table in ("inbox", "conversation", "outbox", "parked"):
        assert await rows(database, f"select * from {table}") == []


async def test_a_group_that_could_not_be_left_is_left_with_the_next_word(
    messenger: ScriptedMessenger, monkeypatch: pytest.MonkeyPatch
) -> None:
    asides, intrusion = Asides(messenger), Intrusion(chat="telegram:-5", locale="kk")

    async def away(_: str, __: str) -> None:
        raise Unavailable("502")

    with monkeypatch.context() as storm:
        storm.setattr(messenger, "leave", away)
        asides.attend([intrusion])
        await asides.settle()
    asides.attend([intrusion])
    await asides.settle()

    assert messenger.left == [("telegram:-5", "kk")]
