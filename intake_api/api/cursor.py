"""Where a page of the queue ended, as an opaque text."""

import base64
import binascii
import struct
from datetime import UTC, datetime, timedelta
from uuid import UUID

from intake_api.refusals import BadCursor
from storage.reports.cases import ReportRecord
from storage.reports.queue import Position

_FORM = struct.Struct(">Bq16s")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def encode(last: ReportRecord) -> str:
    moment = (last.received_at - _EPOCH) // _MICROSECOND
    packed = _FORM.pack(last.priority, moment, last.id.bytes)
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def decode(cursor: str) -> Position:
    """Raises BadCursor."""
    try:
        packed = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        priority, moment, report_id = _FORM.unpack(packed)
        received_at = _EPOCH + moment * _MICROSECOND
    except (binascii.Error, struct.error, OverflowError, ValueError):
        raise BadCursor from None
    return Position(priority=priority, received_at=received_at, id=UUID(bytes=report_id))
