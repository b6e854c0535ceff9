"""Which day it is for citizens."""

from datetime import date, datetime, timedelta, timezone

KAZAKHSTAN = timezone(timedelta(hours=5))  # one zone, without summer time, since 1 March 2024


def day_of(moment: datetime) -> date:
    """The day that ``moment``, an aware time, belongs to."""
    return moment.astimezone(KAZAKHSTAN).date()
