"""Which day it is for citizens."""

from datetime import UTC, date, datetime, time, timedelta, timezone

KAZAKHSTAN = timezone(timedelta(hours=5))  # one zone, without summer time, since 1 March 2024


def day_of(moment: datetime) -> date:
    """The day that ``moment``, an aware time, belongs to."""
    return moment.astimezone(KAZAKHSTAN).date()


def midnight(day: date) -> datetime:
    """When ``day`` begins, in UTC."""
    return datetime.combine(day, time(), KAZAKHSTAN).astimezone(UTC)
