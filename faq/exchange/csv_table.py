"""One table for a spreadsheet: a row for each article and language.

Cells that a spreadsheet would reckon are kept from it by an apostrophe (OWASP: CSV injection),
which is taken away again. Several questions or buttons stand in one cell, parted by ``|``; a
button reads ``report theft-street Tell us of a theft``, an operator's has ``-`` for its target.
Topics have no place here. Spaces around questions and within targets are not kept.
"""

import csv
import io
import json
import re
from collections.abc import Iterator
from typing import Any

from faq.article import Article
from faq.catalogue import Catalogue, plain
from faq.exchange.problems import Fault, Found, Imported, Problem, gathered
from faq.exchange.rows import article_of

_OF_THE_ARTICLE = ("topic", "valid_from", "valid_until", "checked", "attachments")
_OF_THE_LANGUAGE = ("title", "label", "text", "asked", "stale", "buttons")
COLUMNS = ("id", "lang", *_OF_THE_LANGUAGE, *_OF_THE_ARTICLE)
_NEEDED = ("id", "topic", "lang", "title", "text")
_RECKONED = re.compile(r"^['=+\-@\t\r\n＝＋－＠]")
_LARGEST_CELL = 1_000_000  # characters

Row = dict[str, str]


def written(catalogue: Catalogue) -> str:
    """The table. A file wants it in UTF-8 with a byte order mark, or Excel reads it wrongly."""
    out = io.StringIO(newline="")
    table = csv.DictWriter(out, COLUMNS, lineterminator="\r\n")
    table.writeheader()
    for article in catalogue.articles:
        for row in _rows(article):
            table.writerow({name: _guarded(cell) for name, cell in row.items()})
    return out.getvalue()


def read(text: str, file: str = "") -> Imported:
    """Columns in any order, parted by comma, semicolon or tab, as spreadsheets will have it."""
    csv.field_size_limit(_LARGEST_CELL)
    table = csv.DictReader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        named = table.fieldnames or ()
        rows = [(at, row) for at, row in enumerate(table, start=2) if any(row.values())]
    except csv.Error:
        return Imported(problems=(Problem(fault=Fault.TOO_LARGE, file=file, line=table.line_num),))
    absent = [name for name in _NEEDED if name not in named]
    strange = [name for name in named if name not in COLUMNS]
    if absent or strange:
        faults = [(Fault.NO_COLUMN, absent), (Fault.UNKNOWN_FIELD, strange)]
        return Imported(
            problems=tuple(
                Problem(fault=fault, file=file, line=1, about=name)
                for fault, names in faults
                for name in names
            )
        )
    return gathered([_article(id, rows, file) for id, rows in _by_article(rows)])


def _rows(article: Article) -> Iterator[Row]:
    data = plain(article)
    shared = {name: data.get(name) or "" for name in ("topic", "valid_from", "valid_until")}
    attachments = json.dumps(data["attachments"], ensure_ascii=False, sort_keys=True)
    for locale, told in article.translations.items():
        yield {
            "id": article.id,
            "lang": locale,
            "title": told.title,
            "label": told.label,
            "text": told.text,
            "asked": _joined(told.asked),
            "stale": "yes" if told.stale else "",
            "buttons": _joined(
                f"{each.kind} {each.target or '-'} {each.labels.get(locale, '')}".strip()
                for each in article.buttons
            ),
            **shared,
            "checked": data.get("checked", ""),
            "attachments": attachments if article.attachments else "",
        }


def _by_article(rows: list[tuple[int, Any]]) -> list[tuple[str, list[tuple[int, Row]]]]:
    grouped: dict[str, list[tuple[int, Row]]] = {}
    for at, row in rows:
        cells = {name: _unguarded(cell or "") for name, cell in row.items() if name is not None}
        grouped.setdefault(cells["id"].strip(), []).append((at, cells))
    return list(grouped.items())


def _article(id: str, rows: list[tuple[int, Row]], file: str) -> Found:
    first = rows[0][0]
    faults: list[tuple[Fault, int, str]] = []
    data: dict[str, Any] = {"id": id, "translations": {}}
    for at, row in rows:
        locale = row["lang"].strip()
        if locale in data["translations"]:
            faults.append((Fault.DUPLICATE_LANGUAGE, at, locale))
        data["translations"][locale] = _translation(row)
        faults += [
            (Fault.ROWS_DISAGREE, at, name)
            for name in _OF_THE_ARTICLE
            if (cell := row.get(name, "")) and data.setdefault(name, cell) != cell
        ]
    try:
        data["buttons"] = _buttons(rows)
        data["attachments"] = json.loads(data.pop("attachments", "[]"))
    except _RowsDisagree as wrong:
        faults.append((Fault.ROWS_DISAGREE, wrong.line, "buttons"))
    except json.JSONDecodeError:
        faults.append((Fault.BAD_VALUE, first, "attachments"))
    if faults:
        return _refused(id, faults, file)
    return article_of(data, file, first)


def _refused(id: str, faults: list[tuple[Fault, int, str]], file: str) -> Found:
    problems = [
        Problem(fault=fault, file=file, line=at, article=id, about=about)
        for fault, at, about in faults
    ]
    return Found(article=None, file=file, problems=problems)


def _translation(row: Row) -> dict[str, Any]:
    return {
        "title": row["title"],
        "text": row["text"],
        "asked": _parted(row.get("asked", "")),
        "label": row.get("label", ""),
        "stale": row.get("stale", "").strip() or False,
    }


class _RowsDisagree(ValueError):
    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def _buttons(rows: list[tuple[int, Row]]) -> list[dict[str, Any]]:
    """Those of all rows laid over each other: they differ in their labels alone."""
    buttons: list[dict[str, Any]] = []
    for at, row in rows:
        told = [_button(cell) for cell in _parted(row.get("buttons", ""))]
        if told and not buttons:
            buttons = [{"kind": kind, "target": target, "labels": {}} for kind, target, _ in told]
        if told and [(each["kind"], each["target"]) for each in buttons] != [t[:2] for t in told]:
            raise _RowsDisagree(at)
        for button, (_, _, label) in zip(buttons, told, strict=False):
            if label:
                button["labels"][row["lang"].strip()] = label
    return buttons


def _button(cell: str) -> tuple[str, str, str]:
    kind, target, label, *_ = [*cell.split(maxsplit=2), "", "", ""]
    return kind, "" if target == "-" else target, label


def _joined(parts: Any) -> str:
    return " | ".join(re.sub(r"([\\|])", r"\\\1", each) for each in parts)


def _parted(cell: str) -> list[str]:
    parts = re.findall(r"(?:[^\\|]|\\.?)+", cell, re.DOTALL)
    return [whole for each in parts if (whole := re.sub(r"\\(.?)", r"\1", each).strip())]


def _guarded(cell: str) -> str:
    return f"'{cell}" if _RECKONED.match(cell) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _RECKONED.match(cell[1:]) else cell


def _delimiter(text: str) -> str:
    header = text.partition("\n")[0]
    return max(",;\t", key=header.count)
