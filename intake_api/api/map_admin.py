"""/v1/admin/map: which map the console is drawn on."""

from typing import Annotated

from fastapi import APIRouter, Header, Response

from intake_api.api.answers import answer
from intake_api.api.maps import MapShown, map_shown
from intake_api.api.models import Shown
from intake_api.api.who import AnAdmin, TheHouse
from intake_api.auth.actor import Actor
from intake_api.house import House
from intake_api.reports.map_choice import MapChoice, MapWish, choose_map, try_map

router = APIRouter(prefix="/v1/admin/map", tags=["settings"])

Known = Annotated[str | None, Header(alias="If-Match", pattern=r'^"\d{1,9}"$')]
"""``version`` as it was seen, quoted as an ETag is."""


class TriedMap(Shown):
    """What is looked at before it is chosen, and how browsers draw it."""

    wish: MapWish
    shown: MapShown


class MapChosen(Shown):
    """``source`` is None where the environment's own setting holds, which is ``ours``;
    ``files`` are the names that a wish may give."""

    version: int
    source: MapWish | None
    shown: MapShown
    ours: MapShown
    trial: TriedMap | None
    files: list[str]


@router.get("", response_model=MapChosen)
async def get_map_choice(house: TheHouse, actor: AnAdmin) -> Response:
    """The map that is chosen, the one on trial, and the files there are."""
    return _versioned(house, await house.chosen_map.choice())


@router.put("", response_model=MapChosen)
async def put_map_choice(
    house: TheHouse, actor: AnAdmin, wish: MapWish, known: Known = None
) -> Response:
    """Draw every page that is opened from now on upon this map; any trial ends."""
    return await _choose(house, actor, wish, known)


@router.delete("", response_model=MapChosen)
async def delete_map_choice(house: TheHouse, actor: AnAdmin, known: Known = None) -> Response:
    """Go back to the environment's own setting; any trial ends."""
    return await _choose(house, actor, None, known)


@router.put("/trial", response_model=MapChosen)
async def put_map_trial(
    house: TheHouse, actor: AnAdmin, wish: MapWish, known: Known = None
) -> Response:
    """Let pages opened from now on reach this map too, so that it can be looked at."""
    return await _try(house, actor, wish, known)


@router.delete("/trial", response_model=MapChosen)
async def delete_map_trial(house: TheHouse, actor: AnAdmin, known: Known = None) -> Response:
    return await _try(house, actor, None, known)


async def _choose(house: House, actor: Actor, wish: MapWish | None, known: str | None) -> Response:
    files, version = house.chosen_map.files(), _number(known)
    return _versioned(
        house,
        await house.reports.perform(
            lambda work: choose_map(work, actor, wish, files=files, known=version)
        ),
    )


async def _try(house: House, actor: Actor, wish: MapWish | None, known: str | None) -> Response:
    files, version = house.chosen_map.files(), _number(known)
    return _versioned(
        house,
        await house.reports.perform(
            lambda work: try_map(work, actor, wish, files=files, known=version)
        ),
    )


def _number(known: str | None) -> int | None:
    return None if known is None else int(known.strip('"'))


def _versioned(house: House, choice: MapChoice) -> Response:
    chosen = house.chosen_map
    trial = choice.trial
    response = answer(
        MapChosen(
            version=choice.version,
            source=choice.source,
            shown=map_shown(chosen.shown(choice.source)),
            ours=map_shown(chosen.ours),
            trial=TriedMap(wish=trial, shown=map_shown(chosen.shown(trial))) if trial else None,
            files=list(chosen.files()),
        )
    )
    response.headers["ETag"] = f'"{choice.version}"'
    return response
