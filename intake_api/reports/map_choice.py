"""Which map administrators have chosen; every process and every page opened later follows."""

from typing import Annotated
from urllib.parse import urlsplit

from pydantic import Field

from intake_api.auth.actor import Actor, Role
from intake_api.contract.base import ShortText, Text, Wire
from intake_api.map_source import MapKind
from intake_api.refusals import Forbidden, MapUnfit, VersionDiffers
from storage.reports.audits import write_audit
from storage.reports.chosen import chosen, chosen_to_change, put_chosen
from storage.reports.unit_of_work import Work

NAME = "map"
# What would end the policy's directive or the header that an address is written into.
UNFIT = frozenset(" ;,'\"\\<>")


class MapWish(Wire):
    """``url`` of a style or of pictures with ``{z}/{x}/{y}``: of https, or a path of ours.

    ``file`` is the name of a PMTiles file in the house's folder. ``attribution`` is whose
    map it is, as plain text.
    """

    kind: MapKind
    url: Annotated[Text, Field(max_length=2000)] = ""
    file: ShortText = ""
    attribution: Annotated[Text, Field(max_length=300)] = ""


class MapChoice(Wire):
    """``source`` is None where the house's own setting holds; ``trial`` is looked at by
    administrators before it is chosen. ``version`` counts the changes of either."""

    version: int = 0
    source: MapWish | None = None
    trial: MapWish | None = None


async def map_choice(work: Work) -> MapChoice:
    found = await chosen(work, NAME)
    return MapChoice() if found is None else MapChoice.model_validate(found)


async def choose_map(
    work: Work, actor: Actor, wish: MapWish | None, *, files: tuple[str, ...], known: int | None
) -> MapChoice:
    """Show this one to everybody; None goes back to the house's own, and ends any trial.

    Raises Forbidden, MapUnfit, or VersionDiffers when somebody changed it since ``known``.
    """
    before = await _to_change(work, actor, wish, files=files, known=known)
    choice = MapChoice(version=before.version + 1, source=wish)
    await _keep(work, actor, choice, "map_chosen" if wish else "map_reset")
    return choice


async def try_map(
    work: Work, actor: Actor, wish: MapWish | None, *, files: tuple[str, ...], known: int | None
) -> MapChoice:
    """Let administrators look at this one; None ends the trial. Raises as ``choose_map``."""
    before = await _to_change(work, actor, wish, files=files, known=known)
    choice = before.model_copy(update={"version": before.version + 1, "trial": wish})
    await _keep(work, actor, choice, "map_tried" if wish else "map_trial_ended")
    return choice


async def _to_change(
    work: Work, actor: Actor, wish: MapWish | None, *, files: tuple[str, ...], known: int | None
) -> MapChoice:
    if actor.role is not Role.ADMIN:
        raise Forbidden
    found = await chosen_to_change(work, NAME)
    before = MapChoice() if found is None else MapChoice.model_validate(found)
    if known is not None and known != before.version:
        raise VersionDiffers(before.version)
    if wish is not None:
        require_fit(wish, files)
    return before


async def _keep(work: Work, actor: Actor, choice: MapChoice, action: str) -> None:
    await put_chosen(work, NAME, choice.model_dump(mode="json"), actor.id)
    await write_audit(work, actor_kind="staff", actor_id=actor.id, action=action)


def require_fit(wish: MapWish, files: tuple[str, ...]) -> None:
    """Raises MapUnfit with the field that is wrong, and how."""
    told = {"url": wish.url, "file": wish.file}
    needed = {MapKind.OFFLINE: None, MapKind.PMTILES: "file"}.get(wish.kind, "url")
    for field, value in told.items():
        if bool(value) != (field == needed):
            raise MapUnfit(field, "missing" if field == needed else "needless")
    if wish.kind is MapKind.PMTILES and wish.file not in files:
        raise MapUnfit("file", "no_such_file")
    if needed == "url":
        _require_address(wish)


def _require_address(wish: MapWish) -> None:
    if UNFIT & set(wish.url) or not wish.url.isascii() or not wish.url.isprintable():
        raise MapUnfit("url", "bad_sign")
    if wish.kind is MapKind.RASTER and any(f"{{{one}}}" not in wish.url for one in "zxy"):
        raise MapUnfit("url", "no_tile_numbers")
    if wish.url.startswith("/") and not wish.url.startswith("//"):
        return
    if not _is_https(wish.url):
        raise MapUnfit("url", "not_https")
    if not wish.attribution.strip():
        raise MapUnfit("attribution", "missing")


def _is_https(url: str) -> bool:
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - raises where it is no number
    except ValueError:
        return False
    named = parts.hostname is not None and not set("{}*@") & set(parts.netloc)
    return parts.scheme == "https" and named
