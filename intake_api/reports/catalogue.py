"""What reports can be about: data that administrators edit and bots copy.

Nothing a citizen sends is refused for it: a report of a category that is retired or was
never there is kept as it is.
"""

import hashlib
from pathlib import Path

from pydantic import TypeAdapter

from intake_api.auth.actor import Actor, Role
from intake_api.contract import Catalogue, Category, Policy, QrPlace
from intake_api.contract.base import Wire
from intake_api.refusals import CategoryMisplaced, CategoryUnknown, Forbidden, PlaceUnknown
from intake_api.reports.targets import Targets, targets_now
from storage.reports import catalogue as kept
from storage.reports.audits import write_audit
from storage.reports.catalogue import CategoryRecord, PlaceRecord
from storage.reports.unit_of_work import Work

SEED = Path(__file__).with_name("catalogue.json")


class CatalogueFile(Wire):
    """What the command line exports and imports, and the list a new centre begins with."""

    categories: tuple[Category, ...]
    places: tuple[QrPlace, ...] = ()


async def catalogue_of(work: Work, policy: Policy, targets: Targets) -> Catalogue:
    """All that bots may know; ``version`` changes with any of it."""
    targets = await targets_now(work, targets)
    content = Catalogue(
        version="",
        categories=tuple(map(category_of, await kept.all_categories(work))),
        places=tuple(map(_place_of, await _offered(work))),
        policy=policy.model_copy(update={"sos_unheard_s": targets.sos_unopened_s}),
    )
    version = hashlib.sha256(content.model_dump_json().encode()).hexdigest()[:32]
    return content.model_copy(update={"version": version})


async def _offered(work: Work) -> list[PlaceRecord]:
    return [each for each in await kept.all_places(work) if not each.retired]


def category_of(record: CategoryRecord) -> Category:
    return Category.model_validate(record, from_attributes=True)


def _place_of(record: PlaceRecord) -> QrPlace:
    return QrPlace.model_validate(
        {"code": record.code, "labels": record.labels, "place": record.place}
    )


async def top_of(work: Work, code: str | None) -> tuple[str | None, bool]:
    """The category above ``code``, or itself; and whether it is offered to citizens now."""
    if code is None:
        return None, True
    found = await kept.category_by_code(work, code)
    if found is None:
        # Where nobody has written a catalogue yet, nothing is out of place in it.
        return code, await kept.is_empty(work)
    return found.parent or code, not found.retired


async def read_category(work: Work, actor: Actor, code: str) -> Category:
    """Raises Forbidden or CategoryUnknown."""
    _require_admin(actor)
    return category_of(await _known(work, code))


async def write_category(work: Work, actor: Actor, category: Category) -> Category:
    """Add or replace a category. Raises Forbidden or CategoryMisplaced."""
    _require_admin(actor)
    await store_category(work, category)
    await _audit(work, actor, "category_written", category.code)
    return category


async def retire_category(work: Work, actor: Actor, code: str) -> None:
    """Offer it no more; its labels stay for the reports that carry it."""
    _require_admin(actor)
    found = category_of(await _known(work, code))
    await store_category(work, found.model_copy(update={"retired": True}))
    await _audit(work, actor, "category_retired", code)


async def store_category(work: Work, category: Category) -> None:
    """Raises CategoryMisplaced unless its parent is a category without a parent."""
    if category.parent is not None:
        if category.parent == category.code or await kept.has_children(work, category.code):
            raise CategoryMisplaced
        parent = await kept.category_by_code(work, category.parent)
        if parent is None or parent.parent is not None:
            raise CategoryMisplaced
    await kept.put_category(work, category.model_dump(mode="json"))


async def read_places(work: Work, actor: Actor) -> list[QrPlace]:
    """Raises Forbidden."""
    _require_admin(actor)
    return [_place_of(each) for each in await _offered(work)]


async def write_place(work: Work, actor: Actor, place: QrPlace) -> QrPlace:
    _require_admin(actor)
    await store_place(work, place)
    await _audit(work, actor, "qr_place_written", place.code)
    return place


async def retire_place(work: Work, actor: Actor, code: str) -> None:
    """Begin no more reports there. Raises Forbidden or PlaceUnknown."""
    _require_admin(actor)
    found = await kept.place_by_code(work, code)
    if found is None:
        raise PlaceUnknown
    await kept.put_place(work, {**_place_of(found).model_dump(mode="json"), "retired": True})
    await _audit(work, actor, "qr_place_retired", code)


async def store_place(work: Work, place: QrPlace) -> None:
    await kept.put_place(work, {**place.model_dump(mode="json"), "retired": False})


async def exported(work: Work) -> CatalogueFile:
    return CatalogueFile(
        categories=tuple(map(category_of, await kept.all_categories(work))),
        places=tuple(map(_place_of, await _offered(work))),
    )


async def imported(work: Work, file: CatalogueFile) -> None:
    """Add or replace what ``file`` has; what it has not stays. Raises CategoryMisplaced."""
    for category in sorted(file.categories, key=lambda each: each.parent is not None):
        await store_category(work, category)
    for place in file.places:
        await store_place(work, place)


async def sow(work: Work) -> None:
    """Give a new centre its first categories; once there are any, they are the centre's."""
    if await kept.is_empty(work):
        await imported(work, read_file(SEED))


def read_file(path: Path) -> CatalogueFile:
    """Raises OSError or pydantic's ValidationError."""
    return TypeAdapter(CatalogueFile).validate_json(path.read_bytes())


async def _known(work: Work, code: str) -> CategoryRecord:
    found = await kept.category_by_code(work, code)
    if found is None:
        raise CategoryUnknown
    return found


def _require_admin(actor: Actor) -> None:
    if actor.role is not Role.ADMIN:
        raise Forbidden


async def _audit(work: Work, actor: Actor, action: str, code: str) -> None:
    await write_audit(work, actor_kind="staff", actor_id=actor.id, action=action, detail=code)
