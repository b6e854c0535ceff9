"""Geocoding through geopy, against a server that answers as the real ones do."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import pytest
from aiohttp import web

from intake_api.contract import Place, PlaceMethod
from intake_api.geocoding import Found, GeocoderKind, GeocoderUnavailable, address_key, geocoder
from intake_api.reports.addresses import AGAIN_AFTER, look_up_due, look_up_later
from storage.clock import utc_now
from tests.intake_api.centre import Centre, opened, settings_for

TYPED = Place(method=PlaceMethod.TYPED, address="Абай даңғылы 12")
NOMINATIM = [{"lat": "51.1282", "lon": "71.4304", "display_name": "Astana"}]
FEATURES = {
    "features": [
        {
            "geometry": {"coordinates": [71.4304, 51.1282]},
            "properties": {"name": "Astana", "label": "Astana"},
        }
    ]
}


class Server:
    def __init__(self) -> None:
        self.asked: list[dict[str, list[str]]] = []
        self.answer: Any = NOMINATIM
        self.status = 200
        self.url = ""

    async def handle(self, request: web.Request) -> web.Response:
        self.asked.append(parse_qs(urlsplit(str(request.url)).query))
        return web.Response(
            text=json.dumps(self.answer), status=self.status, content_type="application/json"
        )


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    server = Server()
    app = web.Application()
    app.router.add_get("/{rest:.*}", server.handle)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    server.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield server
    await runner.cleanup()


@pytest.mark.parametrize(
    ("kind", "answer"),
    [
        (GeocoderKind.NOMINATIM, NOMINATIM),
        (GeocoderKind.PHOTON, FEATURES),
        (GeocoderKind.PELIAS, FEATURES),
    ],
)
async def test_each_geocoder_finds_the_point(
    server: Server, kind: GeocoderKind, answer: object
) -> None:
    server.answer = answer

    async with geocoder(kind, server.url, country="kz", between_s=0) as asked:
        assert asked is not None
        found = await asked.point("Абай даңғылы 12", "ru")

    assert found == Found(latitude=51.1282, longitude=71.4304)
    assert "Абай даңғылы 12" in str(server.asked[0])


async def test_what_is_not_known_is_none(server: Server) -> None:
    server.answer = []

    async with geocoder(GeocoderKind.NOMINATIM, server.url, between_s=0) as asked:
        assert asked is not None
        assert await asked.point("nowhere", "en") is None


async def test_a_server_in_trouble_is_weather_and_does_not_quote_the_address(
    server: Server,
) -> None:
    server.status = 503

    async with geocoder(GeocoderKind.NOMINATIM, server.url, between_s=0) as asked:
        assert asked is not None
        with pytest.raises(GeocoderUnavailable) as raised:
            await asked.point("Secret street 1", "en")

    assert "Secret" not in str(raised.value)


async def test_without_a_setting_nobody_is_asked() -> None:
    async with geocoder(GeocoderKind.NONE, "") as asked:
        assert asked is None


def test_an_address_is_known_again_in_other_spacing_and_case() -> None:
    assert address_key("Абай  даңғылы 12") == address_key("абай даңғылы 12")
    assert address_key("a 1") != address_key("a 2")


async def test_a_typed_address_comes_onto_the_map_after_the_report_is_in(
    server: Server, reports_url: str, tmp_path: Path
) -> None:
    settings = settings_for(reports_url, tmp_path, geocoder="nominatim", geocoder_url=server.url)
    async with opened(settings) as centre:
        report = await centre.submit(place=TYPED.model_dump(mode="json"))
        place = (await centre.case(report["report_id"]))["place"]

        while place["latitude"] is None:  # by the house's own tick
            await centre.house.feed.wait_beyond(centre.house.feed.last, 1)
            place = (await centre.case(report["report_id"]))["place"]

    assert (place["latitude"], place["method"]) == (51.1282, "typed")
    assert place["address"] == TYPED.address


async def test_an_address_is_asked_for_once_and_a_pin_never(
    server: Server, reports_url: str, tmp_path: Path
) -> None:
    async with (
        opened(settings_for(reports_url, tmp_path)) as centre,
        geocoder(GeocoderKind.NOMINATIM, server.url, between_s=0) as asked,
    ):
        assert asked is not None
        for _ in range(2):
            await waiting(centre)
        pinned = await centre.submit()

        assert await look_up_due(centre.house.reports, asked) == 2

        assert len(server.asked) == 1
        assert (await centre.case(pinned["report_id"]))["place"]["latitude"] == 43.25


async def test_a_geocoder_that_is_away_is_asked_again_later(
    server: Server, reports_url: str, tmp_path: Path
) -> None:
    server.status = 503
    async with (
        opened(settings_for(reports_url, tmp_path)) as centre,
        geocoder(GeocoderKind.NOMINATIM, server.url, between_s=0) as asked,
    ):
        assert asked is not None
        report_id = await waiting(centre)
        reports = centre.house.reports

        assert await look_up_due(reports, asked) == 0
        server.status = 200
        assert await look_up_due(reports, asked) == 0  # not before its time
        reports.clock = lambda: utc_now() + AGAIN_AFTER
        assert await look_up_due(reports, asked) == 1

        assert (await centre.case(report_id))["place"]["latitude"] == 51.1282


async def waiting(centre: Centre) -> str:
    """A report whose address waits to be looked up, by hand: the house has no geocoder."""
    report_id = str((await centre.submit(place=TYPED.model_dump(mode="json")))["report_id"])
    await centre.house.reports.perform(lambda work: look_up_later(work, UUID(report_id), TYPED))
    return report_id
