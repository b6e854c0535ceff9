"""Geocoding through geopy, against a server that answers as the real ones do."""

import json
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from aiohttp import web

from intake_api.geocoding import Found, GeocoderKind, GeocoderUnavailable, address_key, geocoder

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
