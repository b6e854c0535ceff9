"""Lists as files: exactly the filtered rows, in words, without harm, and noted."""

import asyncio
import csv
import io
import json
import os
from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4
from xml.etree import ElementTree
from zipfile import ZipFile

import httpx
import pytest
from sqlalchemy import select

from intake_api.exports import exporting
from intake_api.exports.spool import Grown, spooled
from storage.reports import exports
from storage.reports.tables import audit
from tests.intake_api.centre import NOON, Centre

PATH = "/v1/exports/reports"
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


async def fetched(client: httpx.AsyncClient, **params: Any) -> httpx.Response:
    answer = await client.get(PATH, params=params)
    assert answer.status_code == 200, answer.text
    return answer


def rows_of(answer: httpx.Response, delimiter: str = ",") -> list[list[str]]:
    text = answer.content.decode()
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:], newline=""), delimiter=delimiter))


async def audited(centre: Centre, action: str) -> list[dict[str, Any]]:
    async with centre.house.reports.look() as work:
        query = select(audit.c.detail).where(audit.c.action == action).order_by(audit.c.id)
        return [json.loads(row.detail) for row in await work.connection.execute(query)]


async def named(centre: Centre, **changed: object) -> dict[str, Any]:
    """A report of somebody who has said a name."""
    report = await centre.submit(**changed)
    identity = {
        "name": "Айгерім Canary",
        "phone": "+77011234567",
        "consent": "1",
        "consented_at": NOON.isoformat(),
    }
    path = f"/v1/conversations/{report['conversation_id']}/identity"
    assert (await centre.bot.put(path, json=identity)).status_code == 204
    return report


async def test_a_file_holds_exactly_the_filtered_reports_on_any_page_size(
    centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "PAGE", 2)
    told = [await centre.submit(category=code) for code in ("theft", "fraud", "theft", "theft")]
    await centre.move(told[3]["report_id"], "open")
    await centre.move(told[3]["report_id"], "withdraw")

    stolen = await fetched(centre.operator, category="theft", column="number")
    unfinished = await fetched(centre.operator, group="open", column="number")
    nothing = await fetched(centre.operator, category="noise", column="number")

    numbers = [each["number"] for each in told]
    assert [row[0] for row in rows_of(stolen)[1:]] == [numbers[3], numbers[2], numbers[0]]
    assert [row[0] for row in rows_of(unfinished)[1:]] == numbers[:3]
    assert rows_of(nothing)[1:] == []
    counts = [answer.headers["Qulaq-Rows"] for answer in (stolen, unfinished, nothing)]
    assert counts == ["3", "3", "0"]


async def test_times_are_told_in_the_zone_that_the_file_names(centre: Centre) -> None:
    await centre.submit()
    asked = {"column": "submitted_at", "language": "en"}

    here = await fetched(centre.operator, **asked)
    there = await fetched(centre.operator, **asked, time_zone="America/New_York")
    nowhere = await centre.operator.get(PATH, params={"time_zone": "../Mars"})

    assert rows_of(here) == [["Submitted, Asia/Almaty"], ["2026-11-23 17:00:00"]]
    assert rows_of(there)[1] == ["2026-11-23 07:00:00"]
    assert "America-New_York.csv" in there.headers["Content-Disposition"]
    assert (nowhere.status_code, nowhere.json()["code"]) == (422, "time_zone_unknown")


@pytest.mark.parametrize("words", ["=1+1", "+7 701", "-2", "@cmd", "＝1", "\n=1", "two\nlines"])
@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
async def test_no_words_become_a_formula_or_a_second_row(centre: Centre, words: str) -> None:
    place = {"method": "typed", "address": words}
    await centre.submit(place=place)

    table = rows_of(await fetched(centre.operator, column="address", separator="semicolon"), ";")
    book = await fetched(centre.operator, column="address", format="xlsx")

    flat = " ".join(words.splitlines())
    assert table[1:] == [[flat if words.startswith("two") else f"'{flat}"]]
    assert cells(book)[1] == [words]


def cells(answer: httpx.Response) -> list[list[str]]:
    """The texts and numbers of a workbook, and that nothing in it is a formula."""
    with ZipFile(io.BytesIO(answer.content)) as book:
        sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    assert sheet.find(f".//{SHEET}f") is None
    return [
        ["".join(cell.itertext()) for cell in row.findall(f"{SHEET}c")]
        for row in sheet.iter(f"{SHEET}row")
    ]


async def test_a_workbook_has_words_numbers_and_times(centre: Centre) -> None:
    await centre.submit()
    asked = ["submitted_at", "category", "priority", "latitude", "anonymous", "owner"]

    found = cells(await fetched(centre.operator, format="xlsx", column=asked, language="ru"))

    assert found[0][:3] == ["Отправлено, Asia/Almaty", "Категория", "Срочность"]
    at, category, priority, latitude, anonymous = found[1][:5]
    assert round(float(at), 4) == 46349.7083  # days since 1900, 17:00
    assert (category, priority, float(latitude), anonymous) == ("Кража", "2", 43.25, "нет")


async def test_map_data_keeps_codes_and_those_without_a_point(centre: Centre) -> None:
    await centre.submit(place={"method": "typed", "address": "Абай 1"})
    await centre.submit()

    answer = await fetched(centre.operator, format="geojson", column=["category", "submitted_at"])

    assert answer.headers["content-type"] == "application/geo+json"
    found = answer.json()
    assert found["time_zone"] == "Asia/Almaty"
    assert [each["geometry"] for each in found["features"]] == [
        {"type": "Point", "coordinates": [76.9, 43.25]},
        None,
    ]
    assert found["features"][0]["properties"] == {
        "category": "theft",
        "submitted_at": "2026-11-23T17:00:00+05:00",
    }


async def test_names_are_for_supervisors_who_say_what_for(centre: Centre) -> None:
    report = await named(centre)
    await centre.submit(anonymous=True, category="fraud")
    asked = {"column": ["number", "name", "phone"], "purpose": "Case 17"}

    plain = await fetched(centre.supervisor)
    whole = await fetched(centre.supervisor, **asked)
    refused = [
        await centre.operator.get(PATH, params=asked),
        await centre.admin.get(PATH, params=asked),
        await centre.supervisor.get(PATH, params={**asked, "purpose": " "}),
        await centre.editor.get(PATH),
    ]

    assert "Canary" not in plain.text
    rows = {row[0]: row[1:] for row in rows_of(whole)[1:]}
    assert rows[report["number"]] == ["Айгерім Canary", "'+77011234567"]
    assert sorted(rows.values())[0] == ["", ""]
    codes = [(each.status_code, each.json()["code"]) for each in refused]
    assert codes == [
        (403, "forbidden"),
        (403, "forbidden"),
        (422, "purpose_needed"),
        (403, "forbidden"),
    ]
    assert await audited(centre, "identity_exported") == [{"purpose": "Case 17"}]


async def test_who_took_what_is_noted_with_the_filter_and_the_count(centre: Centre) -> None:
    await centre.submit()
    await centre.submit(category="fraud")

    await fetched(centre.operator, category="fraud", group="open", column="number")

    asked = {"category": ["fraud"], "group": ["open"]}
    (begun,) = await audited(centre, "export_begun")
    (done,) = await audited(centre, "reports_exported")
    assert (begun["filter"], begun["columns"], begun["format"]) == (asked, ["number"], "csv")
    assert (done["filter"], done["rows"], done["whole"]) == (asked, 1, True)


async def test_what_happens_meanwhile_is_not_in_the_file(
    centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "PAGE", 1)
    told = [await centre.submit() for _ in range(3)]
    walked = exports.pages

    async def disturbed(*given: Any) -> AsyncIterator[Any]:
        async for page in walked(*given):
            await centre.move(told[0]["report_id"], "open")
            yield page

    monkeypatch.setattr(exporting, "pages", disturbed)

    found = await fetched(centre.operator, state="received", column=["number", "state"])

    assert [row[0] for row in rows_of(found)[1:]] == [each["number"] for each in reversed(told)]
    assert len({row[1] for row in rows_of(found)[1:]}) == 1


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
async def test_only_so_many_files_are_written_at_once(centre: Centre) -> None:
    async with exporting.AT_ONCE, exporting.AT_ONCE, exporting.AT_ONCE:
        refused = await centre.operator.get(PATH)

    assert (refused.status_code, refused.json()["code"]) == (503, "exports_busy")
    assert refused.headers["Retry-After"]


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
async def test_too_many_names_at_once_are_refused(
    centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "MOST_NAMED_ROWS", 1)
    await centre.submit(report_id=str(uuid4()))
    await centre.submit()

    asked = {"column": "name", "purpose": "Case 17"}
    refused = await centre.supervisor.get(PATH, params=asked)

    assert (refused.status_code, refused.json()["code"]) == (422, "too_many_rows")


async def test_writing_stops_when_nobody_reads_on() -> None:
    stopped = asyncio.Event()

    async def write(out: Any, grown: Grown) -> None:
        try:
            out.write(b"first")
            grown()
            await asyncio.Event().wait()
        finally:
            stopped.set()

    reading = spooled(write)

    assert await anext(reading) == b"first"
    await reading.aclose()  # type: ignore[attr-defined]
    assert stopped.is_set()


async def test_a_slow_reader_gets_everything_and_what_went_wrong() -> None:
    content = os.urandom(1_000_000)

    async def write(out: Any, grown: Grown) -> None:
        out.write(content)
        grown()
        raise OSError("full")

    found: list[bytes] = []

    async def read() -> None:
        async for piece in spooled(write):
            found.append(piece)

    with pytest.raises(OSError, match="full"):
        await read()

    assert b"".join(found) == content
