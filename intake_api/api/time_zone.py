"""In whose time something is told."""

from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from fastapi import Depends, Query

from intake_api.refusals import TimeZoneUnknown

HOME = "Asia/Almaty"
_Name = Annotated[str, Query(max_length=64, description="A name of the IANA time zones")]


def _zone(time_zone: _Name = HOME) -> ZoneInfo:
    """Raises TimeZoneUnknown."""
    try:
        return ZoneInfo(time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise TimeZoneUnknown from None


Zone = Annotated[ZoneInfo, Depends(_zone)]
