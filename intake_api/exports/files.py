"""Lists of reports as files: CSV, XLSX and GeoJSON, written line by line."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, BinaryIO, Protocol

import xlsxwriter  # type: ignore[import-untyped]

from intake_api.exports.columns import Cell

BOM = "\ufeff"
"""Spreadsheets take a file for UTF-8 only if it begins so."""
FORMULA = tuple("=+-@\t\r\n＝＋－＠")
TIME_AS = "%Y-%m-%d %H:%M:%S"
XLSX_TIME = "yyyy-mm-dd hh:mm:ss"
MOST_XLSX_ROWS = 1_048_575
"""The format knows no more, beside the headings."""


class Format(StrEnum):
    CSV = "csv"
    XLSX = "xlsx"
    GEOJSON = "geojson"


MEDIA_TYPES = {
    Format.CSV: "text/csv; charset=utf-8",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.GEOJSON: "application/geo+json",
}


class Separator(StrEnum):
    """Where a comma is written in numbers, spreadsheets expect a semicolon between cells."""

    COMMA = "comma"
    SEMICOLON = "semicolon"


_MARKS = {Separator.COMMA: ",", Separator.SEMICOLON: ";"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """``place`` as the JSON value of the wire type."""

    place: Mapping[str, Any] | None
    cells: Sequence[Cell]


class Sheet(Protocol):
    """A file that grows; ``close`` leaves what it is written to open."""

    grows: bool
    """Whether its bytes can be sent before it is closed."""

    def write(self, lines: Iterable[Line]) -> None: ...

    def close(self) -> None: ...


class CsvSheet:
    """RFC 4180, and no cell of it is a formula in anybody's spreadsheet."""

    grows = True

    def __init__(self, out: BinaryIO, headings: Sequence[str], separator: Separator) -> None:
        self._out = out
        self._mark = _MARKS[separator]
        self._write([headings], BOM)

    def write(self, lines: Iterable[Line]) -> None:
        self._write([[_plain(cell) for cell in line.cells] for line in lines])

    def close(self) -> None:
        pass

    def _write(self, rows: Iterable[Sequence[object]], first: str = "") -> None:
        text = io.StringIO(newline="")
        text.write(first)
        csv.writer(text, delimiter=self._mark, lineterminator="\r\n").writerows(rows)
        self._out.write(text.getvalue().encode())


def _plain(cell: Cell) -> object:
    """On one line, so that a row is a line and lines can be counted as they come."""
    if isinstance(cell, datetime):
        return cell.strftime(TIME_AS)
    if not isinstance(cell, str):
        return "" if cell is None else cell
    text = " ".join(cell.splitlines())
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA) else text


class XlsxSheet:
    """Rows go to a temporary file as they come; text is never taken for a formula or a link."""

    grows = False

    def __init__(self, out: BinaryIO, headings: Sequence[str], title: str) -> None:
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._book = xlsxwriter.Workbook(out, options)
        self._sheet = self._book.add_worksheet(title)
        self._time = self._book.add_format({"num_format": XLSX_TIME})
        bold = self._book.add_format({"bold": True})
        self._sheet.freeze_panes(1, 0)
        self._sheet.set_column(0, max(0, len(headings) - 1), 20)
        for place, heading in enumerate(headings):
            self._sheet.write_string(0, place, heading, bold)
        self._row = 0

    def write(self, lines: Iterable[Line]) -> None:
        for line in lines:
            self._row += 1
            for place, cell in enumerate(line.cells):
                self._put(place, cell)

    def close(self) -> None:
        self._book.close()

    def _put(self, place: int, cell: Cell) -> None:
        if isinstance(cell, datetime):
            # The format knows no zones; the heading names ours.
            self._sheet.write_datetime(self._row, place, cell.replace(tzinfo=None), self._time)
        elif isinstance(cell, bool):
            self._sheet.write_boolean(self._row, place, cell)
        elif isinstance(cell, int | float):
            self._sheet.write_number(self._row, place, cell)
        elif cell is not None:
            self._sheet.write_string(self._row, place, cell)


class GeoJsonSheet:
    """RFC 7946, one feature a line; without a point a feature has no geometry, and stays."""

    grows = True

    def __init__(self, out: BinaryIO, names: Sequence[str], zone: str) -> None:
        self._out = out
        self._names = names
        self._begun = False
        head = {"type": "FeatureCollection", "time_zone": zone}
        self._out.write((json.dumps(head)[:-1] + ', "features": [').encode())

    def write(self, lines: Iterable[Line]) -> None:
        for line in lines:
            text = json.dumps(self._feature(line), ensure_ascii=False, default=_iso)
            self._out.write((",\n" if self._begun else "\n").encode() + text.encode())
            self._begun = True

    def close(self) -> None:
        self._out.write(b"\n]}\n")

    def _feature(self, line: Line) -> dict[str, object]:
        place = line.place or {}
        point = [place.get("longitude"), place.get("latitude")]
        geometry = {"type": "Point", "coordinates": point} if None not in point else None
        properties = dict(zip(self._names, line.cells, strict=True))
        return {"type": "Feature", "geometry": geometry, "properties": properties}


def _iso(value: object) -> str:
    assert isinstance(value, datetime)
    return value.isoformat()
