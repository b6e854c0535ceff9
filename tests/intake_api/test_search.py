"""Found while somebody types: by any form of a word, in any report, and gone once erased."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import delete, insert, select, text

from intake_api.search.filling import fill_some
from intake_api.search.marking import marked
from intake_api.search.wanted import wanted_words
from storage.clock import utc_now
from storage.reports.search_tables import search_backlog, search_entry
from storage.reports.tables import audit
from tests.intake_api.centre import Centre, message
from tests.intake_api.test_erasure import YEARS, erase

TYPED = {"method": "typed", "address": "Қабанбай батыр 53"}


async def found(centre: Centre, asked: str, *, who: str = "operator") -> list[dict[str, Any]]:
    client = getattr(centre, who)
    answer = await client.get("/v1/search", params={"q": asked})
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def numbers(centre: Centre, asked: str) -> list[str]:
    return [each["report"]["number"] for each in await found(centre, asked)]


def line(hit: dict[str, Any]) -> str:
    return "".join(f"[{p['text']}]" if p["marked"] else p["text"] for p in hit["parts"])


async def told(centre: Centre, said: str, **changed: object) -> dict[str, Any]:
    return await centre.submit(messages=[message(said)], **changed)


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("Украли красный велосипед у подъезда", "велосипеды"),
        ("Видел пожары за городом", "пожар"),
        ("Базарда өрттің түтіні шығып тұр", "өрт"),
        ("Велосипедімді ұрлап кетті", "ұрлады"),
        ("Көшелерде шулап жатыр", "көше"),
        ("Мектептің қасында", "мектеп"),
        ("Базарда ортте", "өрт"),
        ("Пожар на рынке", "pozhar"),
        ("Украли велосипед", "украли велос"),
        ("Stolen bicycles everywhere", "bicycle"),
        ("Ёлка упала", "елка"),
    ],
)
async def test_any_form_of_a_word_is_found_and_marked(
    centre: Centre, said: str, asked: str
) -> None:
    report = await told(centre, said)
    await told(centre, "Совсем другое")

    (one,) = await found(centre, asked)

    assert one["report"]["number"] == report["number"]
    (hit,) = one["hits"]
    assert hit["kind"] == "message"
    assert "[" in line(hit)


async def test_what_is_said_later_edited_noted_or_answered_is_found(centre: Centre) -> None:
    report = await told(centre, "Начало")
    path = f"/v1/reports/{report['report_id']}"
    first = report["messages"][0]["message_id"]
    await centre.say(report["report_id"], text="Синий автомобиль", message_id=first,
                     edited_at="2026-11-23T12:05:00Z")  # fmt: skip
    await centre.say(report["report_id"], text="", place=TYPED)
    await centre.supervisor.post(f"{path}/messages", json={"text": "Наряд выехал"})
    await centre.supervisor.post(f"{path}/notes", json={"text": "Проверить камеры"})

    kinds = {}
    for asked in ("автомобили", "начало", "наряды", "камера", "қабанбай"):
        (one,) = await found(centre, asked)
        hit = one["hits"][0]
        kinds[asked] = (hit["kind"], hit["sender"], line(hit))

    assert kinds == {
        "автомобили": ("message", "citizen", "Синий [автомобиль]"),
        "начало": ("message", "citizen", "[Начало]"),
        "наряды": ("message", "operator", "[Наряд] выехал"),
        "камера": ("note", "note", "Проверить [камеры]"),
        "қабанбай": ("message", "citizen", "[Қабанбай] батыр 53"),
    }
    in_queue = (await centre.operator.get("/v1/reports", params={"text": "камеры"})).json()
    assert [row["number"] for row in in_queue["items"]] == [report["number"]]


async def test_numbers_places_and_words_apart_find_a_report(centre: Centre) -> None:
    report = await told(centre, "Шум во дворе", place=TYPED)
    second = await told(centre, "Ещё шум")

    assert await numbers(centre, report["number"].lower()) == [report["number"]]
    assert await numbers(centre, report["number"].split("-")[1].lstrip("0")) == [report["number"]]
    assert await numbers(centre, "батыр шум") == [report["number"]]
    assert await numbers(centre, "шум") == [second["number"], report["number"]]
    assert await numbers(centre, "шум дом") == []
    assert await numbers(centre, "—") == []
    assert await numbers(centre, "") == []
    assert await numbers(centre, "'); \" * OR :* & | ! <-> NEAR(") == []


async def test_a_caller_is_found_by_phone_by_those_who_may_and_it_is_noted(
    centre: Centre,
) -> None:
    report = await told(centre, "Шум")
    identity = {"name": "Aigul", "phone": "+77011234567", "consent": "1",
                "consented_at": "2026-11-23T12:00:00Z"}  # fmt: skip
    path = f"/v1/conversations/{report['conversation_id']}/identity"
    assert (await centre.bot.put(path, json=identity)).status_code == 204

    (one,) = await found(centre, "8 (701) 123-45-67")

    assert one["report"]["number"] == report["number"]
    assert one["hits"][0]["kind"] == "phone"
    assert await found(centre, "8 701 123 45 67", who="admin") == []
    assert await found(centre, "8 701 123") == []
    async with centre.house.reports.look() as work:
        query = select(audit.c.detail).where(audit.c.action == "phone_searched")
        assert [row.detail for row in await work.connection.execute(query)] == ["found 1"]


async def test_erased_words_are_gone_from_the_index(centre: Centre) -> None:
    report = await told(centre, "Qulaqcanary слышала")
    other = await told(centre, "Qulaqcanary слышал")
    await centre.move(report["report_id"], "open")
    await centre.move(report["report_id"], "close", close_code="confirmed")
    later = utc_now() + YEARS
    centre.house.reports.clock = lambda: later

    assert (await erase(centre, report["conversation_id"])).status_code == 200

    assert await numbers(centre, "qulaqcanary") == [other["number"]]
    async with centre.house.reports.look() as work:
        query = select(search_entry).where(search_entry.c.report_id == UUID(report["report_id"]))
        assert (await work.connection.execute(query)).all() == []


async def test_an_erased_word_leaves_the_file_of_the_index(centre: Centre) -> None:
    if not centre.house.reports.database.is_sqlite:
        pytest.skip("PostgreSQL's dead rows go with VACUUM")
    report = await told(centre, "zzyzxcanary")
    await centre.move(report["report_id"], "open")
    await centre.move(report["report_id"], "close", close_code="confirmed")
    later = utc_now() + YEARS
    centre.house.reports.clock = lambda: later

    await erase(centre, report["conversation_id"])

    async with centre.house.reports.look() as work:
        blocks = await work.connection.execute(text("SELECT block FROM search_words_data"))
        assert not any(b"canari" in bytes(row[0]) or b"zzyz" in bytes(row[0]) for row in blocks)


async def test_a_moved_message_is_found_where_it_stands(centre: Centre) -> None:
    one = await told(centre, "Первое")
    other = await told(centre, "Второе", conversation_id=one["conversation_id"])
    moved = message("Красная кепка")
    await centre.bot.post(
        f"/v1/reports/{one['report_id']}/citizen-messages",
        json=moved,
        headers={"Idempotency-Key": "m"},
    )
    path = f"/v1/reports/{one['report_id']}/messages/{moved['message_id']}/move"
    assert (await centre.operator.post(path, json={"to": other["number"]})).status_code == 200

    assert await numbers(centre, "кепка") == [other["number"]]


async def test_what_was_there_before_the_index_is_filled_in_newest_first(centre: Centre) -> None:
    reports = [await told(centre, f"Пожар номер {n}") for n in range(3)]
    await centre.supervisor.post(
        f"/v1/reports/{reports[0]['report_id']}/notes", json={"text": "Проверить камеры"}
    )
    async with centre.house.reports.act() as work:
        await work.connection.execute(delete(search_entry))
        later = {"id": 1, "received_at": work.now + timedelta(days=1), "report_id": UUID(int=0)}
        await work.connection.execute(insert(search_backlog), later)
    assert await numbers(centre, "пожар") == []
    new = await told(centre, "Пожар новый")

    await fill_some(centre.house.reports)

    expected = [new["number"], *(each["number"] for each in reversed(reports))]
    assert await numbers(centre, "пожары") == expected
    assert await numbers(centre, "камера") == [reports[0]["number"]]
    assert await fill_some(centre.house.reports) == 0


def test_a_long_text_is_cut_around_what_was_found() -> None:
    said = "слово " * 60 + "пожар 🔥 на рынке " + "ещё " * 60

    parts = marked(said, wanted_words("пожары"))

    assert [each.text for each in parts if each.marked] == ["пожар"]
    assert (parts[0].text, parts[-1].text) == ("…", "…")
    assert sum(len(each.text) for each in parts) < 180
