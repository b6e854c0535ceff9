"""Administrators choose the console's map; pages opened later follow, without a restart."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tests.intake_api.centre import Centre, opened, settings_for

CHOICE = "/v1/admin/map"
TRIAL = f"{CHOICE}/trial"
RASTER: dict[str, Any] = {
    "kind": "raster",
    "url": "https://maps.example.kz/{z}/{x}/{y}.png",
    "attribution": "Example",
}
STYLE: dict[str, Any] = {
    "kind": "style",
    "url": "https://styles.example.kz:8443/style.json",
    "attribution": "Example",
}


@pytest.fixture
async def here(reports_url: str, tmp_path: Path) -> AsyncIterator[Centre]:
    """A centre with a folder of maps."""
    folder = tmp_path / "maps"
    folder.mkdir()
    (folder / "city map.pmtiles").write_bytes(b"PMTiles\x03" + bytes(range(100)))
    (tmp_path / "secret.pmtiles").write_bytes(b"not theirs")
    async with opened(settings_for(reports_url, tmp_path, map_folder=folder)) as centre:
        yield centre


async def policy(centre: Centre) -> str:
    return (await centre.nobody.get("/")).headers["content-security-policy"]


async def test_the_chosen_map_is_everybodys_and_the_policy_follows(here: Centre) -> None:
    chosen = await here.admin.put(CHOICE, json=RASTER)

    assert chosen.status_code == 200, chosen.text
    assert (chosen.json()["version"], chosen.headers["etag"]) == (1, '"1"')
    assert (await here.operator.get("/v1/map")).json() == RASTER
    allowed = [each.split()[0] for each in (await policy(here)).split("; ") if "maps." in each]
    assert allowed == ["img-src", "connect-src"]

    back = await here.admin.delete(CHOICE)

    assert (back.json()["source"], back.json()["version"]) == (None, 2)
    assert (await here.operator.get("/v1/map")).json()["kind"] == "offline"
    assert "example.kz" not in await policy(here)
    acts = (await here.admin.get("/v1/admin/audit", params={"limit": 10})).json()["items"]
    assert {"map_chosen", "map_reset"} <= {each["action"] for each in acts}


async def test_a_map_on_trial_is_reached_but_shown_to_nobody_else(here: Centre) -> None:
    await here.admin.put(CHOICE, json=RASTER)

    tried = (await here.admin.put(TRIAL, json=STYLE)).json()

    assert (tried["trial"]["wish"]["url"], tried["trial"]["shown"]["kind"]) == (
        STYLE["url"],
        "style",
    )
    assert (await here.operator.get("/v1/map")).json() == RASTER
    assert " https://maps.example.kz https://styles.example.kz:8443;" in await policy(here)

    ended = (await here.admin.delete(TRIAL)).json()

    assert (ended["trial"], ended["source"]["url"]) == (None, RASTER["url"])
    assert "styles" not in await policy(here)


async def test_two_administrators_do_not_overwrite_each_other(here: Centre) -> None:
    seen = {"If-Match": '"0"'}
    await here.admin.put(CHOICE, json=RASTER, headers=seen)

    late = await here.admin.put(CHOICE, json=STYLE, headers=seen)

    assert (late.status_code, late.json()["code"]) == (409, "version_differs")
    assert (await here.operator.get("/v1/map")).json() == RASTER


async def test_a_file_of_the_folder_is_handed_out_and_no_other(here: Centre) -> None:
    wish = {"kind": "pmtiles", "file": "city map.pmtiles"}
    chosen = (await here.admin.put(CHOICE, json=wish)).json()
    url = (await here.operator.get("/v1/map")).json()["url"]

    part = await here.operator.get(url, headers={"Range": "bytes=0-7"})
    outside = await here.operator.get("/v1/map/tiles.pmtiles?file=../secret.pmtiles")

    assert chosen["files"] == ["city map.pmtiles"]
    assert (part.status_code, part.content) == (206, b"PMTiles\x03")
    assert outside.status_code == 404


UNFIT: list[tuple[dict[str, Any], tuple[str, str]]] = [
    ({"url": ""}, ("url", "missing")),
    ({"file": "city map.pmtiles"}, ("file", "needless")),
    ({"url": "http://maps.example.kz/{z}/{x}/{y}"}, ("url", "not_https")),
    ({"url": "//maps.example.kz/{z}/{x}/{y}"}, ("url", "not_https")),
    ({"url": "https://me@maps.example.kz/{z}/{x}/{y}"}, ("url", "not_https")),
    ({"url": "https://{x}.example.kz/{z}/{x}/{y}"}, ("url", "not_https")),
    ({"url": "https://*.kz/{z}/{x}/{y}"}, ("url", "not_https")),
    ({"url": "https://maps.kz:port/{z}/{x}/{y}"}, ("url", "not_https")),
    ({"url": "https://maps.example.kz/{z}; script-src *"}, ("url", "bad_sign")),
    ({"url": "https://maps.example.kz/{z}\r\n/{x}/{y}"}, ("url", "bad_sign")),
    ({"url": "https://maps.example.kz/{z}/{x}.png"}, ("url", "no_tile_numbers")),
    ({"attribution": " "}, ("attribution", "missing")),
    ({"kind": "pmtiles", "url": "", "file": "../secret.pmtiles"}, ("file", "no_such_file")),
]


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
async def test_what_is_no_map_is_refused_with_its_field(here: Centre) -> None:
    for wrong, (field, fault) in UNFIT:
        refused = await here.admin.put(TRIAL, json={**RASTER, **wrong})

        assert refused.status_code == 422, wrong
        assert refused.json()["errors"] == [{"field": field, "fault": fault}], wrong
    assert (await here.admin.get(CHOICE)).json()["version"] == 0


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
async def test_the_map_is_for_administrators_to_choose(here: Centre) -> None:
    for client, status in ((here.supervisor, 403), (here.editor, 403), (here.nobody, 401)):
        assert (await client.get(CHOICE)).status_code == status
        assert (await client.put(CHOICE, json=RASTER)).status_code == status
        assert (await client.put(TRIAL, json=RASTER)).status_code == status
