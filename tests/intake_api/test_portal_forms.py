"""The place page and the identity page: what they read, refuse, and tell the chat."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from intake_api.contract import IdentityField
from intake_api.portal.identifying import mistakes_in
from intake_api.portal.placing import read_place
from tests.intake_api.centre import Centre, opened, settings_for
from tests.intake_api.portal import asked, visiting

IIN = "900515300018"
WHO = {
    "name": "Айгүл",
    "phone": "+77012345678",
    "consent": "1",
    "consented_at": "2026-11-23T12:00:00Z",
}


async def told(centre: Centre, kind: str) -> list[dict[str, Any]]:
    return [each for each in await centre.deliveries() if each["kind"] == kind]


async def test_a_picked_place_goes_to_the_chat_once(centre: Centre) -> None:
    link = await asked(centre, "place")
    async with visiting(centre) as citizen:
        page = await citizen.open(link["url"])
        place = {"coordinates": "43.25, 76.9", "address": " Абай 10 ", "accuracy": "12"}
        for _ in range(2):
            done = await citizen.http.post(page.url.path, data=place, follow_redirects=True)

    assert (done.status_code, "Место отправлено" in done.text) == (200, True)
    (delivery,) = await told(centre, "place_picked")
    assert delivery["report_id"] == link["report_id"]
    assert delivery["conversation_id"] == link["conversation_id"]
    assert delivery["place"] == {
        "method": "picked",
        "latitude": 43.25,
        "longitude": 76.9,
        "accuracy_m": 12.0,
        "address": "Абай 10",
    }


async def test_a_place_for_a_report_that_is_inside(centre: Centre) -> None:
    report = await centre.submit()
    ids = {name: report[name] for name in ("report_id", "conversation_id")}
    link = await asked(centre, "place", **ids)
    async with visiting(centre) as citizen:
        page = await citizen.open(link["url"])
        await citizen.http.post(page.url.path, data={"address": "Абай 10"})

    (delivery,) = await told(centre, "place_picked")
    assert (delivery["report_id"], delivery["number"]) == (report["report_id"], report["number"])


@pytest.mark.parametrize(
    ("coordinates", "address", "said"),
    [("", "  ", "Укажите координаты"), ("somewhere", "Абай 10", "не удалось прочитать")],
)
async def test_what_says_no_place_is_shown_again_with_what_was_typed(
    centre: Centre, coordinates: str, address: str, said: str
) -> None:
    link = await asked(centre, "place")
    async with visiting(centre) as citizen:
        page = await citizen.open(link["url"])
        typed = {"coordinates": coordinates, "address": f"{address}<b>"}
        again = await citizen.http.post(
            page.url.path, data=typed if coordinates else {"address": address}
        )

    assert (again.status_code, said in again.text) == (422, True)
    assert "<b>" not in again.text
    assert coordinates in again.text
    assert await told(centre, "place_picked") == []


@pytest.mark.parametrize(
    "text",
    [
        "43.25, 76.9",
        "43.25,76.9",
        "43.25 76.9",
        "43,25 76,9",
        "43,25; 76,9",
        "43,25, 76,9",
        "https://maps.example/@43.25,76.9,17z",
        "+43.25, +76.9",
    ],
)
def test_coordinates_are_read_however_they_are_written(text: str) -> None:
    place = read_place(text, "")

    assert place is not None
    assert (place.latitude, place.longitude) == (43.25, 76.9)


@pytest.mark.parametrize("text", ["91.5, 10.1", "10.1, 181.5", "43.25", "x", "nan, nan"])
def test_what_are_no_coordinates(text: str) -> None:
    assert read_place(text, "an address all the same") is None


async def test_pictures_of_a_map_are_allowed_from_one_place_alone(
    reports_url: str, tmp_path: Path
) -> None:
    raster = "https://tiles.example.kz/{z}/{x}/{y}.png"
    async with opened(settings_for(reports_url, tmp_path, map_raster_url=raster)) as centre:
        link = await asked(centre, "place")
        async with visiting(centre) as citizen:
            page = await citizen.open(link["url"])

    policy = page.headers["content-security-policy"]
    assert "img-src 'self' https://tiles.example.kz;" in policy
    assert policy.count("https:") == 1


async def test_the_identity_page_keeps_what_it_asks_for_sealed(
    reports_url: str, tmp_path: Path
) -> None:
    settings = settings_for(reports_url, tmp_path, identity_fields="birth_date, iin")
    async with opened(settings) as centre:
        report = await centre.submit()
        path = f"/v1/conversations/{report['conversation_id']}/identity"
        link = await asked(centre, "identity", conversation_id=report["conversation_id"])
        async with visiting(centre) as citizen:
            page = await citizen.open(link["url"])
            wrong = await citizen.http.post(
                page.url.path, data={"birth_date": "1990-05-15", "iin": "900515300019"}
            )
            done = await citizen.http.post(
                page.url.path,
                data={"birth_date": "1990-05-15", "iin": "9005 1530 0018"},
                follow_redirects=True,
            )
        await centre.bot.put(path, json=WHO)
        shown = await centre.operator.get(path, params={"purpose": "x"})
        deliveries = await told(centre, "identity_given")

    assert (wrong.status_code, "В ИИН ошибка" in wrong.text) == (422, True)
    assert "Данные сохранены" in done.text
    known = shown.json()
    assert (known["birth_date"], known["iin"]) == ("1990-05-15", IIN)
    assert known["name"] == "Айгүл"
    (delivery,) = deliveries
    assert delivery["conversation_id"] == report["conversation_id"]
    assert IIN not in str(delivery)


async def test_where_nothing_is_asked_for_nothing_is_taken(centre: Centre) -> None:
    link = await asked(centre, "identity")
    async with visiting(centre) as citizen:
        page = await citizen.open(link["url"])
        await citizen.http.post(page.url.path, data={"birth_date": "1990-05-15", "iin": IIN})

    assert "Дополнительные данные не нужны" in page.text
    assert await told(centre, "identity_given") == []


@pytest.mark.parametrize(
    ("day", "iin", "wrong"),
    [
        ("1990-05-15", IIN, set()),
        ("1990-05-16", IIN, {"iin"}),
        ("1990-02-30", IIN, {"birth_date"}),
        ("2027-01-01", IIN, {"birth_date"}),
        ("1890-01-01", IIN, {"birth_date"}),
        ("", "", {"birth_date", "iin"}),
    ],
)
def test_what_is_wrong_is_said_by_field(day: str, iin: str, wrong: set[str]) -> None:
    said = {IdentityField.BIRTH_DATE: day, IdentityField.IIN: iin}

    assert set(mistakes_in(said, date(2026, 11, 23))) == wrong


@pytest.mark.parametrize(
    ("path", "browser", "language"),
    [
        ("/p/upload?l=kk", "en", "kk"),
        ("/p/upload", "ru-RU,ru;q=0.9", "ru"),
        ("/p/upload?l=xx", "de, en;q=0.5", "en"),
        ("/p/upload", "de", "kk"),
    ],
)
async def test_a_page_speaks_the_citizens_language(
    centre: Centre, path: str, browser: str, language: str
) -> None:
    async with visiting(centre) as citizen:
        page = await citizen.http.get(path, headers={"Accept-Language": browser})

    assert f'<html lang="{language}">' in page.text
