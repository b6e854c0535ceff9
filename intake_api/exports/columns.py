"""What a list of reports may tell of each, and in which words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from intake_api.contract import Locale
from intake_api.texts import label
from storage.reports.cases import ReportRecord

Cell = str | int | float | bool | datetime | None
"""Times are those of the wall in the zone of the file."""


class Column(StrEnum):
    NUMBER = "number"
    RECEIVED = "received_at"
    SUBMITTED = "submitted_at"
    OPENED = "opened_at"
    LAST_ACTIVITY = "last_activity_at"
    CLOSED = "closed_at"
    KIND = "kind"
    CATEGORY = "category"
    PRIORITY = "priority"
    STATE = "state"
    CLOSE_CODE = "close_code"
    CHANNEL = "channel"
    LANGUAGE = "locale"
    OWNER = "owner"
    ADDRESS = "address"
    LATITUDE = "latitude"
    LONGITUDE = "longitude"
    ACCURACY = "accuracy_m"
    EXCERPT = "excerpt"
    ATTACHMENTS = "attachments"
    ANONYMOUS = "anonymous"
    ID = "id"
    NAME = "name"
    PHONE = "phone"


C = Column
IDENTIFYING = frozenset({C.NAME, C.PHONE})
"""Who the citizen is: never in a file unless asked for, with what for."""
USUAL = (
    *(C.NUMBER, C.RECEIVED, C.KIND, C.CATEGORY, C.PRIORITY, C.STATE, C.CHANNEL, C.OWNER),
    *(C.ADDRESS, C.LATITUDE, C.LONGITUDE, C.EXCERPT, C.CLOSED, C.CLOSE_CODE),
)
TIMES = frozenset({C.RECEIVED, C.SUBMITTED, C.OPENED, C.LAST_ACTIVITY, C.CLOSED})
_OF_PLACE = frozenset({C.ADDRESS, C.LATITUDE, C.LONGITUDE, C.ACCURACY})
_WORDS: Mapping[Column, str] = {
    C.KIND: "kind",
    C.STATE: "state",
    C.CLOSE_CODE: "close_code",
    C.CHANNEL: "channel",
    C.LANGUAGE: "language.own",
}
"""The family of texts that a code is named by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """How codes and times are told: in the words of ``locale``, or as they are if None."""

    locale: Locale | None
    zone: ZoneInfo
    categories: Mapping[str, Mapping[str, str]]

    def headings(self, columns: Sequence[Column]) -> list[str]:
        """With the zone beside every time: a file outlives what was said about it."""
        return [self._heading(column) for column in columns]

    def cells(
        self, report: ReportRecord, columns: Sequence[Column], who: Mapping[str, str]
    ) -> list[Cell]:
        """``who`` is what is known of the citizen, by field."""
        return [self._cell(report, column, who) for column in columns]

    def _heading(self, column: Column) -> str:
        if self.locale is None:
            return column.value
        text = label(f"column.{column.value}", self.locale)
        return f"{text}, {self.zone.key}" if column in TIMES else text

    def _cell(self, report: ReportRecord, column: Column, who: Mapping[str, str]) -> Cell:
        if column in IDENTIFYING:
            return who.get(column.value)
        if column in _OF_PLACE:
            told: Cell = (report.place or {}).get(column.value)
            return told
        value = _value(report, column)
        if isinstance(value, datetime):
            return value.astimezone(self.zone)
        return self._named(column, value) if self.locale and value is not None else value

    def _named(self, column: Column, value: Cell) -> Cell:
        assert self.locale is not None
        if column is C.CATEGORY:
            return self.categories.get(str(value), {}).get(self.locale, str(value))
        if column in _WORDS:
            return label(f"{_WORDS[column]}.{value}", self.locale, otherwise=str(value))
        if column is C.ANONYMOUS:
            return label("column_value.yes" if value else "column_value.no", self.locale)
        return value


def _value(report: ReportRecord, column: Column) -> Cell:
    if column is C.OWNER:
        return report.owner_position
    if column is C.ID:
        return str(report.id)
    found: Cell = getattr(report, column.value)
    return found
