"""Where the console's map comes from, and which reports are near."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from intake_api.map_source import map_source
from tests.intake_api.centre import Centre, opened, settings_for

HERE = {"latitude": 43.25, "longitude": 76.9}


async def told_at(centre: Centre, latitude: float, longitude: float) -> str:
    place = {"method": "pin", "latitude": latitude, "longitude": longitude}
    return str((await centre.submit(place=place))["number"])


async def near(centre: Centre, **asked: float) -> list[dict[str, Any]]:
    answer = await centre.operator.get("/v1/nearby", params={**HERE, **asked})
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def test_reports_near_by_come_with_their_distance_and_without_words(centre: Centre) -> None:
    close = await told_at(centre, 43.251, 76.9)
    await told_at(centre, 43.35, 76.9)
    await centre.submit(place=None)

    (found,) = await near(centre, within_m=500)

    assert (found["number"], found["distance_m"]) == (close, 111)
    assert not {"excerpt", "text", "words"} & set(found)


async def test_only_the_hours_asked_for_are_shown(centre: Centre) -> None:
    moment = [datetime.now(UTC) - timedelta(hours=5)]
    centre.house.reports.clock = lambda: moment[0]
    earlier = await told_at(centre, **HERE)
    moment[0] += timedelta(hours=5)
    lately = await told_at(centre, **HERE)

    assert [each["number"] for each in await near(centre, hours=6)] == [lately, earlier]
    assert [each["number"] for each in await near(centre, hours=4)] == [lately]


async def test_near_goes_over_the_180th_meridian(centre: Centre) -> None:
    east, west = await told_at(centre, 10, 179.999), await told_at(centre, 10, -179.999)

    found = await near(centre, latitude=10, longitude=180, within_m=1000)

    assert {each["number"] for each in found} == {east, west}


async def test_what_is_near_is_bounded(centre: Centre) -> None:
    wrong: list[dict[str, Any]] = [{"latitude": 91}, {"hours": 169}, {"within_m": 50_001}]

    refused = [await centre.operator.get("/v1/nearby", params={**HERE, **asked}) for asked in wrong]

    assert {(each.status_code, each.json()["code"]) for each in refused} == {(422, "invalid")}


async def test_by_default_no_server_learns_where_we_look(centre: Centre) -> None:
    shown = (await centre.operator.get("/v1/map")).json()
    page = await centre.nobody.get("/")
    tiles = await centre.operator.get("/v1/map/tiles.pmtiles")

    assert shown == {"kind": "offline", "url": "", "attribution": ""}
    assert "http" not in page.headers["content-security-policy"]
    assert tiles.status_code == 404
    assert (await centre.nobody.get("/v1/map")).status_code == 401


@pytest.mark.parametrize(
    ("setting", "url", "kind"),
    [
        ("map_style_url", "https://maps.example.kz/style.json", "style"),
        ("map_raster_url", "https://maps.example.kz/{z}/{x}/{y}.png", "raster"),
    ],
)
async def test_the_pages_policy_follows_the_map(
    reports_url: str, tmp_path: Path, setting: str, url: str, kind: str
) -> None:
    async with opened(settings_for(reports_url, tmp_path, **{setting: url})) as centre:
        shown = (await centre.operator.get("/v1/map")).json()
        policy = (await centre.nobody.get("/")).headers["content-security-policy"]

    assert (shown["kind"], shown["url"]) == (kind, url)
    allowed = [each for each in policy.split("; ") if "https://maps.example.kz" in each]
    assert [each.split()[0] for each in allowed] == ["img-src", "connect-src"]


async def test_our_own_file_is_handed_out_by_parts(reports_url: str, tmp_path: Path) -> None:
    file = tmp_path / "city.pmtiles"
    file.write_bytes(b"PMTiles\x03" + bytes(range(100)))
    async with opened(settings_for(reports_url, tmp_path, map_pmtiles=file)) as centre:
        url = (await centre.operator.get("/v1/map")).json()["url"]

        part = await centre.operator.get(url, headers={"Range": "bytes=0-7"})
        strangers = await centre.nobody.get(url)

        assert (part.status_code, part.content) == (206, b"PMTiles\x03")
        assert part.headers["content-range"] == "bytes 0-7/108"
        assert strangers.status_code == 401


@pytest.mark.parametrize(
    "wrong",
    [
        {"map_pmtiles": Path("nowhere.pmtiles")},
        {"map_style_url": "maps.example.kz/style.json"},
        {"map_raster_url": "https://maps.example.kz/{z}; script-src *"},
    ],
)
def test_a_mistyped_map_is_found_at_the_start(tmp_path: Path, wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="map_"):
        map_source(settings_for("unused", tmp_path, **wrong))
