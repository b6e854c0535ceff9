"""Where a typed address lies: asked of a geocoder, beside the intake path and never on it.

Off unless configured: an address is a citizen's words, and asking tells them to whoever
runs the geocoder. Meant for one of the centre's own (Nominatim, Photon, Pelias).
"""

import hashlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

import structlog
from geopy import geocoders
from geopy.adapters import AioHTTPAdapter
from geopy.exc import GeopyError
from geopy.extra.rate_limiter import AsyncRateLimiter

log = structlog.get_logger(__name__)

TIMEOUT_S = 10
BETWEEN_S = 1.0
USER_AGENT = "qulaq-intake"


class GeocoderKind(StrEnum):
    NONE = "none"
    NOMINATIM = "nominatim"
    PHOTON = "photon"
    PELIAS = "pelias"


class GeocoderUnavailable(Exception):
    """No answer to rely on: worth asking again later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A point for an address, WGS 84 degrees."""

    latitude: float
    longitude: float


class Geocoder:
    """``point`` asks at most once a second, as public servers demand."""

    def __init__(self, ask: Callable[..., Awaitable[object]], *, between_s: float) -> None:
        self._ask = AsyncRateLimiter(
            ask, min_delay_seconds=between_s, max_retries=0, swallow_exceptions=False
        )

    async def point(self, address: str, locale: str) -> Found | None:
        """The likeliest point, None if there is none. Raises GeocoderUnavailable."""
        try:
            found = await self._ask(address, language=locale)
        except (GeopyError, OSError, TimeoutError) as error:
            # Only the kind: geopy quotes the address in its text.
            raise GeocoderUnavailable(type(error).__name__) from None
        if found is None:
            return None
        return Found(latitude=float(found.latitude), longitude=float(found.longitude))


@asynccontextmanager
async def geocoder(
    kind: GeocoderKind, url: str, *, country: str = "", between_s: float = BETWEEN_S
) -> AsyncIterator[Geocoder | None]:
    """The configured geocoder while the block runs, None if there is none.

    ``url`` is the server's (scheme and host); ``country`` a two-letter code that narrows
    the search, where the server knows how.
    """
    if kind is GeocoderKind.NONE:
        yield None
        return
    where = urlsplit(url)
    usual = {
        "scheme": where.scheme or "https",
        "user_agent": USER_AGENT,
        "timeout": TIMEOUT_S,
        "adapter_factory": AioHTTPAdapter,
    }
    host = f"{where.netloc}{where.path}".rstrip("/")
    narrowed: dict[str, object] = {}
    match kind:
        case GeocoderKind.NOMINATIM:
            made = geocoders.Nominatim(domain=host, **usual)
            narrowed = {"country_codes": country} if country else {}
        case GeocoderKind.PHOTON:
            made = geocoders.Photon(domain=host, **usual)
        case GeocoderKind.PELIAS:
            made = geocoders.Pelias(host, **usual)
            narrowed = {"countries": [country.upper()]} if country else {}

    async def ask(address: str, language: str) -> object:
        return await made.geocode(address, language=language, **narrowed)

    async with made:
        yield Geocoder(ask, between_s=between_s)


def address_key(address: str) -> str:
    """What an address is remembered by: the same one in other spacing or case is the same."""
    folded = " ".join(address.casefold().split())
    return hashlib.sha256(folded.encode()).hexdigest()
