"""How many reports came in a time, how soon they were answered and closed: by anything.

One walk along the index of arrival for each question; medians and the like are found by the
database, which hands out a row a group however many reports there are.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Text,
    and_,
    bindparam,
    case,
    cast,
    func,
    literal,
    select,
    text,
)

from storage.reports.statements import records
from storage.reports.tables import message, report
from storage.reports.unit_of_work import Work
from storage.types import UtcDateTime

CELLS_PER_DEGREE = 50
"""Of the net that areas are: about 2 km from north to south."""
LOCAL_HOURS = 5
"""Kazakhstan's, east of UTC."""
MOST_GROUPS = 500
NOTHING = "–"
"""Under which those stand that have no category, or no point."""


class Grouping(StrEnum):
    """``hour`` and ``weekday`` (0 is Sunday) are of the day; ``day`` is a date."""

    CHANNEL = "channel"
    CATEGORY = "category"
    KIND = "kind"
    PRIORITY = "priority"
    AREA = "area"
    HOUR = "hour"
    WEEKDAY = "weekday"
    DAY = "day"


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRecord:
    """Durations in seconds from the receipt; each median and 90th percentile is one that
    happened (nearest rank). ``in_time`` of the ``answered`` were so by their target."""

    key: str
    received: int
    answered: int
    closed: int
    in_time: int
    answer_median_s: float | None
    answer_p90_s: float | None
    close_median_s: float | None
    close_p90_s: float | None


async def groups(
    work: Work,
    by: Grouping | None,
    since: datetime,
    until: datetime,
    targets: Mapping[int, int],
) -> list[GroupRecord]:
    """Reports received from ``since`` to before ``until``; all in one group if ``by`` is None.

    ``targets`` are the seconds to a first answer, by priority. The largest groups come first,
    at most 500 of them.
    """
    ranked = _ranked(work, by, targets)
    r = ranked.c
    query = (
        select(
            r.key,
            func.count().label("received"),
            func.count(r.answer_s).label("answered"),
            func.count(r.close_s).label("closed"),
            func.count().filter(r.answer_s <= r.target_s).label("in_time"),
            *_percentiles(r, "answer"),
            *_percentiles(r, "close"),
        )
        .group_by(r.key)
        .order_by(func.count().desc(), r.key)
        .limit(MOST_GROUPS)
    )
    rows = await work.connection.execute(query, {"since": since, "until": until})
    return records(GroupRecord, rows)


def _percentiles(r: Any, name: str) -> list[ColumnElement[Any]]:
    value, rank, of = r[f"{name}_s"], r[f"{name}_rank"], r[f"{name}_of"]
    found = {"median": rank * 2 >= of, "p90": rank * 10 >= of * 9}
    return [
        func.min(value).filter(is_beyond, value.is_not(None)).label(f"{name}_{called}_s")
        for called, is_beyond in found.items()
    ]


def _ranked(work: Work, by: Grouping | None, targets: Mapping[int, int]) -> Any:
    timed = _timed(work, by, targets)
    columns: list[ColumnElement[Any]] = []
    for name in ("answer", "close"):
        value = timed.c[f"{name}_s"]
        within = {"partition_by": timed.c.key, "order_by": value.asc().nulls_last()}
        columns.append(func.row_number().over(**within).label(f"{name}_rank"))
        of = func.count(value).over(partition_by=timed.c.key)
        columns.append(of.label(f"{name}_of"))
    return select(timed, *columns).subquery()


def _timed(work: Work, by: Grouping | None, targets: Mapping[int, int]) -> Any:
    answered_at = (
        select(func.min(message.c.received_at))
        .where(message.c.report_id == report.c.id, message.c.sender == "operator")
        .scalar_subquery()
    )
    target = case(dict(targets), value=report.c.priority)
    return (
        select(
            cast(_key(work, by), Text).label("key"),
            _seconds(work, answered_at).label("answer_s"),
            _seconds(work, report.c.closed_at).label("close_s"),
            target.label("target_s"),
        )
        .where(
            report.c.received_at >= bindparam("since", type_=UtcDateTime),
            report.c.received_at < bindparam("until", type_=UtcDateTime),
        )
        .subquery()
    )


def _seconds(work: Work, until: Any) -> ColumnElement[Any]:
    since = report.c.received_at
    if work.is_sqlite:
        return func.round((func.julianday(until) - func.julianday(since)) * 86_400, 3)
    return func.extract("epoch", until - since)


def _key(work: Work, by: Grouping | None) -> ColumnElement[Any]:
    match by:
        case None:
            return literal("")
        case Grouping.CATEGORY:
            return func.coalesce(report.c.category, literal(NOTHING))
        case Grouping.AREA:
            return _area(work)
        case Grouping.HOUR | Grouping.WEEKDAY | Grouping.DAY:
            return _of_day(work, by)
        case _:
            return report.c[by.value]


def _area(work: Work) -> ColumnElement[Any]:
    """The number of the cell from the equator and from Greenwich, or a dash without a point."""
    point = (report.c.latitude, report.c.longitude)
    south, west = (_floor(work, column * CELLS_PER_DEGREE) for column in point)
    cell = cast(south, Text).concat("/").concat(cast(west, Text))
    has_point = and_(*(column.is_not(None) for column in point))
    return case((has_point, cell), else_=NOTHING)


def _floor(work: Work, value: ColumnElement[Any]) -> ColumnElement[Any]:
    if not work.is_sqlite:
        return cast(func.floor(value), Integer)
    whole = cast(value, Integer)  # cut towards zero; not every SQLite has floor()
    return whole - case((value < whole, 1), else_=0)


_STRFTIME = {Grouping.HOUR: "%H", Grouping.WEEKDAY: "%w", Grouping.DAY: "%Y-%m-%d"}
_TO_CHAR = {Grouping.HOUR: "HH24", Grouping.DAY: "YYYY-MM-DD"}


def _of_day(work: Work, by: Grouping) -> ColumnElement[Any]:
    at = report.c.received_at
    if work.is_sqlite:
        return func.strftime(_STRFTIME[by], at, f"+{LOCAL_HOURS} hours")
    here = func.timezone("UTC", at) + text(f"interval '{LOCAL_HOURS} hours'")
    if by is Grouping.WEEKDAY:
        return cast(func.extract("dow", here), Integer)
    return func.to_char(here, _TO_CHAR[by])
