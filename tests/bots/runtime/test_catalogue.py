"""What is published is taken when it is new, and known again after a restart without the API."""

import asyncio
import json

import httpx
import pytest

from bots.dialogue.engine import Script
from bots.runtime.catalogue import Bodies, Keeper, published
from bots.runtime.desk import Desk
from intake_api.client import IntakeClient, Unavailable
from storage.conversations.unit_of_work import unit_of_work
from storage.database import Database
from tests.bots.runtime.script import SCRIPT
from tests.bots.runtime.twins import IntakeAtTheWire, StandingClock

CATALOGUE = {"version": "v1", "categories": [], "places": []}


FAQ = {"version": "f1", "topics": [], "articles": []}


def nothing(script: Script) -> None:
    """Makes nothing ready."""


class Made:
    """Builds scripts, and remembers of what."""

    def __init__(self) -> None:
        self.versions: list[object] = []

    def __call__(self, known: Bodies) -> Script:
        versions = {name: body["version"] for name, body in known.items()}
        self.versions.append(versions)
        return Script(
            flows={},
            notice=SCRIPT.notice,
            interrupts=(),
            idle=SCRIPT.idle,
            home=SCRIPT.home,
            house=versions,
        )


async def test_it_is_kept_over_a_restart_with_the_api_away(
    client: IntakeClient, desk: Desk, intake: IntakeAtTheWire, database: Database
) -> None:
    categories, articles = published(client)
    intake.answers = [httpx.Response(200, json=catalogue("v1")), httpx.Response(200, json=FAQ)]
    first = Keeper(published(client), desk, Made(), nothing)
    assert await first.refresh(categories)
    assert await first.refresh(articles)
    reborn = Desk(database, SCRIPT, clock=StandingClock().now)
    keeper = Keeper(published(client), reborn, Made(), nothing)
    intake.answers = [httpx.ConnectError("refused")]

    await keeper.recall()
    with pytest.raises(Unavailable):
        await keeper.refresh(articles)

    assert reborn.script.house == {"catalogue": "v1", "faq": "f1"}


async def test_a_new_one_is_used_once_it_is_ready(
    client: IntakeClient, desk: Desk, intake: IntakeAtTheWire
) -> None:
    in_use: list[tuple[object, object]] = []

    def prepare(script: Script) -> None:
        in_use.append((script.house, desk.script.house))

    _, articles = published(client)
    intake.answers = [httpx.Response(200, json=FAQ)]

    await Keeper(published(client), desk, Made(), prepare).refresh(articles)

    assert in_use[0] == ({"faq": "f1"}, SCRIPT.house)
    assert desk.script.house == {"faq": "f1"}


async def test_a_bot_whose_articles_cannot_be_made_ready_goes_on(
    client: IntakeClient, desk: Desk, intake: IntakeAtTheWire, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = asyncio.Event()
    loop = asyncio.get_running_loop()

    def broken(script: Script) -> None:
        loop.call_soon_threadsafe(tried.set)
        raise ValueError("an index that cannot be made")

    monkeypatch.setattr("bots.runtime.catalogue.BACKLOG_S", 0)
    intake.answers = [httpx.ConnectError("refused")] * 2
    working = asyncio.create_task(Keeper(published(client), desk, Made(), broken).run())
    await tried.wait()
    done, _ = await asyncio.wait({working}, timeout=0.1)
    working.cancel()

    assert done == set()


async def test_categories_are_used_before_the_articles_are_ready(
    client: IntakeClient, desk: Desk, intake: IntakeAtTheWire
) -> None:
    in_use: list[object] = []

    def prepare(script: Script) -> None:
        in_use.append(desk.script.house)

    categories, _ = published(client)
    intake.answers = [httpx.Response(200, json=catalogue("v1"))]

    await Keeper(published(client), desk, Made(), prepare).refresh(categories)

    assert in_use == [{"catalogue": "v1"}]


async def test_what_was_stored_is_used_before_it_is_ready(
    client: IntakeClient, desk: Desk, database: Database
) -> None:
    def never(script: Script) -> None:
        raise AssertionError("citizens wait meanwhile")

    async with unit_of_work(database) as work:
        await work.snapshots.write("faq", json.dumps(FAQ))

    await Keeper(published(client), desk, Made(), never).recall()

    assert desk.script.house == {"faq": "f1"}


async def test_one_that_is_known_is_not_taken_again(
    client: IntakeClient, desk: Desk, intake: IntakeAtTheWire
) -> None:
    made = Made()
    keeper = Keeper(published(client), desk, made, nothing)
    categories, _ = published(client)
    intake.answers = [
        httpx.Response(200, json=catalogue("v1")),
        httpx.Response(304),
        httpx.Response(200, json=catalogue("v2")),
    ]

    assert [await keeper.refresh(categories) for _ in range(3)] == [True, False, True]

    assert made.versions == [{"catalogue": "v1"}, {"catalogue": "v2"}]
    assert desk.script.house == {"catalogue": "v2"}


@pytest.mark.parametrize("name", ["catalogue", "faq"])
async def test_one_that_another_release_wrote_is_passed_over(
    client: IntakeClient, desk: Desk, database: Database, name: str
) -> None:
    async with unit_of_work(database) as work:
        await work.snapshots.write(name, '{"shape": "unheard of"}')

    await Keeper(published(client), desk, Made(), nothing).recall()

    assert desk.script is SCRIPT


def catalogue(version: str) -> dict[str, object]:
    return {**CATALOGUE, "version": version}
