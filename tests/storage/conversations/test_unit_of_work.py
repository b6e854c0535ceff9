"""The bots' database keeps its promises on both engines."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text

from storage.conversations.inbox import Claim
from storage.conversations.outbox import NewWish, Postponed, Wish
from storage.conversations.parking import Parked
from storage.conversations.tables import metadata
from storage.conversations.unit_of_work import look_into, unit_of_work
from storage.database import Database

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
async def database(conversations_url: str) -> AsyncIterator[Database]:
    opened = Database(conversations_url)
    yield opened
    await opened.dispose()


async def test_a_key_is_claimed_once(database: Database) -> None:
    async with unit_of_work(database) as work:
        first = await work.inbox.claim([claim("b"), claim("a"), claim("a")], at=NOW)
    async with unit_of_work(database) as work:
        second = await work.inbox.claim([claim("c"), claim("a")], at=NOW)

    assert first == {"a", "b"}
    assert second == {"c"}


async def test_a_claim_of_a_thousand_keys_is_whole(database: Database) -> None:
    keys = {str(number) for number in range(1000)}
    async with unit_of_work(database) as work:
        assert await work.inbox.claim([claim(key) for key in keys], at=NOW) == keys


async def test_a_claim_that_is_not_committed_is_none(database: Database) -> None:
    with suppress(RuntimeError):
        async with unit_of_work(database) as work:
            await work.inbox.claim([claim("a")], at=NOW)
            raise RuntimeError

    async with unit_of_work(database) as work:
        assert await work.inbox.claim([claim("a")], at=NOW) == {"a"}


async def test_a_chat_keeps_the_id_it_was_given_first(database: Database) -> None:
    ids = map(str, count(1))
    async with unit_of_work(database) as work:
        first = await work.conversations.lock(
            ["x", "y"], new_id=lambda: next(ids), alias_of="alias {}".format
        )
        await work.conversations.save({"x": "talk"})
    async with unit_of_work(database) as work:
        again = await work.conversations.lock(
            ["y", "x", "z"], new_id=lambda: next(ids), alias_of="alias {}".format
        )

    assert {chat: again[chat].id for chat in first} == {chat: first[chat].id for chat in first}
    assert (again["x"].document, again["y"].document) == ("talk", None)
    async with look_into(database) as work:
        assert await work.conversations.chats([first["x"].id, "nobody"]) == {first["x"].id: "x"}
        alias = f"alias {first['x'].seed}"
        assert await work.conversations.chats([alias]) == {alias: "x"}


async def test_only_the_head_of_a_mailbox_can_be_taken(database: Database) -> None:
    await add(database, wish("m", "1"), wish("m", "2"), wish("n", "3"))

    assert [one.payload for one in await due(database)] == ["1", "3"]


async def test_a_postponed_head_holds_its_mailbox_back_and_no_other(database: Database) -> None:
    await add(database, wish("m", "1"), wish("m", "2"), wish("n", "3"))
    head = (await due(database))[0]
    until = NOW + timedelta(seconds=5)

    async with unit_of_work(database) as work:
        await work.outbox.postpone([Postponed(id=head.id, until=until, attempts=3, unanswered=1)])

    assert [one.payload for one in await due(database)] == ["3"]
    [again, _] = await due(database, now=until)
    assert (again.payload, again.attempts, again.unanswered) == ("1", 3, 1)


async def test_what_is_leased_is_nobody_elses_until_the_lease_ends(database: Database) -> None:
    await add(database, wish("m", "1"), wish("m", "2"))
    head = (await due(database))[0]

    async with unit_of_work(database) as work:
        await work.outbox.lease([head.id], until=NOW + timedelta(seconds=60))
    assert await due(database) == []

    [again] = await due(database, now=NOW + timedelta(seconds=60))
    assert (again.payload, again.attempts, again.unanswered) == ("1", 1, 0)


async def test_a_renewed_lease_lasts_longer_and_a_released_one_not(database: Database) -> None:
    await add(database, wish("m", "1"))
    head = (await due(database))[0]
    async with unit_of_work(database) as work:
        await work.outbox.lease([head.id], until=NOW + timedelta(seconds=60))
        await work.outbox.renew([head.id], until=NOW + timedelta(seconds=120))
    assert await due(database, now=NOW + timedelta(seconds=60)) == []

    async with unit_of_work(database) as work:
        await work.outbox.release()
    assert len(await due(database)) == 1


async def test_the_most_urgent_comes_first(database: Database) -> None:
    await add(database, wish("a", "1", priority=20), wish("b", "2", priority=0), wish("c", "3"))

    assert [one.payload for one in await due(database, at_most=2)] == ["2", "1"]


async def test_other_kinds_are_left_alone(database: Database) -> None:
    await add(database, wish("a", "1", kind="FetchMedia"), wish("b", "2"))

    assert [one.payload for one in await due(database)] == ["2"]


async def test_an_id_is_never_given_twice(database: Database) -> None:
    await add(database, wish("a", "1"))
    [first] = await due(database)
    async with unit_of_work(database) as work:
        await work.outbox.remove([first.id])

    await add(database, wish("a", "2"))

    [second] = await due(database)
    assert second.id > first.id


async def test_heads_that_another_process_is_taking_are_passed_over(database: Database) -> None:
    if database.is_sqlite:
        pytest.skip("SQLite has one writer at a time")
    await add(database, wish("m", "1"), wish("n", "2"))

    async with unit_of_work(database) as one:
        [mine] = await one.outbox.due(["Say"], now=NOW, at_most=1)
        async with asyncio.timeout(5), unit_of_work(database) as two:
            [theirs] = await two.outbox.due(["Say"], now=NOW, at_most=9)

    assert {mine.payload, theirs.payload} == {"1", "2"}


async def test_a_cursor_never_moves_backwards(database: Database) -> None:
    async with unit_of_work(database) as work:
        assert await work.cursors.position("feed") == 0
        await work.cursors.move("feed", 7)
        await work.cursors.move("feed", 5)
        await work.cursors.move("feed", 9)
        await work.cursors.move("other", 1)
        assert await work.cursors.position("feed") == 9


async def test_the_same_thing_is_parked_once_and_whatever_it_holds(database: Database) -> None:
    item = Parked(source="telegram", key="1", error="half \ud83d", body="nul \x00")
    async with unit_of_work(database) as work:
        await work.parking.park([item], at=NOW)
        await work.parking.park([item, item], at=NOW)

    async with database.read() as connection:
        rows = await connection.execute(text("select error, body from parked"))
        assert [tuple(row) for row in rows] == [("half \\ud83d", "nul \\x00")]


async def test_the_migrations_make_what_the_tables_say(database: Database) -> None:
    def differences(connection: Connection) -> list[object]:
        found = compare_metadata(MigrationContext.configure(connection), metadata)
        return [one for one in found if "conversations_schema" not in str(one)]

    async with database.read() as connection:
        assert await connection.run_sync(differences) == []


async def add(database: Database, *wishes: NewWish) -> None:
    async with unit_of_work(database) as work:
        await work.outbox.add(wishes)


async def due(database: Database, *, now: datetime = NOW, at_most: int = 10) -> Sequence[Wish]:
    async with unit_of_work(database) as work:
        return await work.outbox.due(["Say"], now=now, at_most=at_most)


def claim(key: str) -> Claim:
    return Claim(key=key, chat="telegram:1", body="{}")


def wish(mailbox: str, payload: str, *, kind: str = "Say", priority: int = 20) -> NewWish:
    return NewWish(
        conversation="c",
        chat="telegram:1",
        mailbox=mailbox,
        kind=kind,
        payload=payload,
        priority=priority,
        due_at=NOW,
    )
