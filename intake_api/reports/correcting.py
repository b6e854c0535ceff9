"""Putting a report right: its category, its priority, its place."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from intake_api.auth.actor import Actor
from intake_api.contract import Place, PlaceMethod, ReportKind
from intake_api.refusals import CategoryNotOffered, NotPossibleNow, VersionDiffers
from intake_api.reports.access import access_report
from intake_api.reports.places import columns
from storage.reports.cases import ReportRecord
from storage.reports.catalogue import category_by_code
from storage.reports.details import append_fact, details_of
from storage.reports.unit_of_work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """WGS 84 degrees."""

    latitude: float
    longitude: float
    accuracy_m: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What is to be otherwise; None stays as it is."""

    reason: str
    category: str | None = None
    priority: int | None = None
    place: Point | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    """``was`` and ``now`` are JSON values, ``columns`` what the report's row keeps."""

    field: str
    was: object
    now: object
    columns: Mapping[str, object]


async def correct(
    work: Work, actor: Actor, report_id: UUID, wish: Correction, *, known: int | None
) -> None:
    """Put the report right and note why; nothing is noted where nothing changes.

    ``known`` is the number of corrections that the actor has seen, None if they do not care.
    Raises VersionDiffers, NotPossibleNow for an erased report, or CategoryNotOffered.
    """
    report = await access_report(work, actor, report_id, "report_corrected")
    if known is not None and known != report.corrections:
        raise VersionDiffers(report.corrections)
    if (await details_of(work, report_id)).erased_at is not None:
        raise NotPossibleNow
    changes = [change for change in await _changes(work, report, wish) if change]
    if not changes:
        return
    for change in changes:
        work.change(report_id, **change.columns)
    work.change(report_id, corrections=report.corrections + 1, last_activity_at=work.now)
    told = [{"field": each.field, "was": each.was, "now": each.now} for each in changes]
    detail: dict[str, object] = {"changes": told, "reason": wish.reason}
    await append_fact(work, report_id, "corrected", actor_id=actor.id, detail=detail)


async def _changes(work: Work, report: ReportRecord, wish: Correction) -> list[_Change | None]:
    return [
        await _category(work, report, wish.category) if wish.category is not None else None,
        _priority(report, wish.priority) if wish.priority is not None else None,
        _place(work, report, wish.place) if wish.place is not None else None,
    ]


async def _category(work: Work, report: ReportRecord, code: str) -> _Change | None:
    if code == report.category:
        return None
    found = await category_by_code(work, code)
    if found is None or found.retired:
        raise CategoryNotOffered
    changed: dict[str, object] = {"category": code, "top_category": found.parent or code}
    # An SOS stays one whatever it turns out to be about: it rings and is counted as such.
    if ReportKind.SOS not in (report.kind, found.kind):
        changed["kind"] = found.kind
    return _Change(field="category", was=report.category, now=code, columns=changed)


def _priority(report: ReportRecord, priority: int) -> _Change | None:
    if priority == report.priority:
        return None
    changed = {"priority": priority}
    return _Change(field="priority", was=report.priority, now=priority, columns=changed)


def _place(work: Work, report: ReportRecord, point: Point) -> _Change | None:
    """From now on the place stays where the operator put it, also when a live share moves."""
    known = Place.model_validate(report.place) if report.place else None
    new = Place(
        method=PlaceMethod.CORRECTED,
        latitude=point.latitude,
        longitude=point.longitude,
        accuracy_m=point.accuracy_m,
        address=known.address if known else None,
    )
    if new == known:
        return None
    return _Change(
        field="place",
        was=report.place,
        now=new.model_dump(mode="json"),
        columns=columns(new, work.now),
    )
