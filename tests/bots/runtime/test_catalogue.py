"""The catalogue is taken when it is new, and known again after a restart without the API."""

from collections.abc import Mapping

import httpx
import pytest

from bots.dialogue.engine import Script
from bots.runtime.catalogue import CatalogueKeeper
from bots.runtime.desk import Desk
from intake_api.client import IntakeClient, Unavailable
from storage.conversations.unit_of_work import unit_of_work
from storage.database import Database
from tests.bots.runtime.script import SCRIPT
from tests.bots.runtime.twins import IntakeAtTheWire, StandingClock

CATALOGUE = {"version": "v1", "categories": [], "places": []}


class Made:
    """Builds scripts, and remembers of which catalogue."""

    def __init__(self) -> None:
        self.versions: list[object] = []

    def __call__(self, catalogue: Mapping[str, object]) -> Script:
        self.versions.append(catalogue["version"])
        return Script(
            flows={},
            notice=SCRIPT.notice,
            interrupts=(),
            idle=SCRIPT.idle,
            home=SCRIPT.home,
            house=catalogue["version"],
        )


async def test_it_is_kept_over_a_restart_with_the_api_away(
    client: IntakeClient, desk: Desk, intake: IntakeAtTheWire, database: Database
) -> None:
    intake.answers = [httpx.Response(200, json=catalogue("v1"))]
    assert await CatalogueKeeper(client, desk, Made()).refresh()
    reborn = Desk(database, SCRIPT, clock=StandingClock().now)
    keeper = CatalogueKeeper(client, reborn, Made())
    intake.answers = [httpx.ConnectError("refused")]

    await keeper.recall()
    with pytest.raises(Unavailable):
        await keeper.refresh()

    assert reborn.script.house == "v1"


async def test_one_that_is_known_is_not_taken_again(
    client: IntakeClient, desk: Desk, intake: IntakeAtTheWire
) -> None:
    made = Made()
    keeper = CatalogueKeeper(client, desk, made)
    intake.answers = [
        httpx.Response(200, json=catalogue("v1")),
        httpx.Response(304),
        httpx.Response(200, json=catalogue("v2")),
    ]

    assert [await keeper.refresh() for _ in range(3)] == [True, False, True]

    assert made.versions == ["v1", "v2"]
    assert desk.script.house == "v2"


async def test_one_that_another_release_wrote_is_passed_over(
    client: IntakeClient, desk: Desk, database: Database
) -> None:
    async with unit_of_work(database) as work:
        await work.snapshots.write("catalogue", '{"shape": "unheard of"}')

    await CatalogueKeeper(client, desk, Made()).recall()

    assert desk.script is SCRIPT


def catalogue(version: str) -> dict[str, object]:
    return {**CATALOGUE, "version": version}
