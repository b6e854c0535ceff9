"""What the pages of answers have in common: addresses, languages, caching, policy.

They stand under ``/kk/faq``, ``/ru/faq`` and ``/en/faq``, and are the same for everybody.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from textwrap import shorten
from typing import Annotated

from fastapi import Depends
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from faq.catalogue import Catalogue
from intake_api.contract import Locale
from intake_api.house import House
from intake_api.portal.faq import telling
from intake_api.portal.pages import headers, rendered
from intake_api.texts import text

KEPT = "public, max-age=60"  # a minute: an answer that was put right must not stay wrong
LONGEST_DESCRIPTION = 160  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A page: the steps below ``/kk/faq``, and the languages in which it can be read."""

    locale: Locale
    steps: tuple[str, ...] = ()
    told_in: tuple[Locale, ...] = tuple(Locale)

    @property
    def canonical(self) -> Locale:
        """The language of its content: another one where it has not been translated."""
        return self.locale if self.locale in self.told_in else self.told_in[0]


def chosen(request: Request) -> Locale:
    """The language that the address begins with."""
    return Locale(request.url.path[1:3])


InLocale = Annotated[Locale, Depends(chosen)]


def path_to(locale: str, *steps: str) -> str:
    """``path_to("kk", "t", "danger")`` is ``/kk/faq/t/danger``."""
    return "/".join((f"/{locale}/faq", *steps))


def catalogue_of(house: House) -> Catalogue:
    """What citizens may read today."""
    return house.shelf.newest()


def kept(
    house: House,
    request: Request,
    place: Place,
    name: str,
    *,
    description: str = "",
    **values: object,
) -> Response:
    """A page that browsers and proxies keep; 304 for who has it already."""
    short = shorten(description, LONGEST_DESCRIPTION, placeholder="…")
    html = _html(house, place, name, {**values, "is_listed": True, "description": short})
    tag = f'"{hashlib.sha256(html.encode()).hexdigest()[:20]}"'
    told = {**_headers(), "Cache-Control": KEPT, "ETag": tag}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=told)
    return HTMLResponse(html, headers=told)


def fresh(
    house: House, place: Place, name: str, *, status: int = 200, query: str = "", **values: object
) -> Response:
    """A page for this reader alone, which no search engine lists."""
    html = _html(house, place, name, {**values, "is_listed": False}, query)
    told = {**_headers(), "Cache-Control": "no-store", "X-Robots-Tag": "noindex"}
    return HTMLResponse(html, status, told)


def missing(house: House, locale: Locale) -> Response:
    """Nothing is there: what to do instead."""
    return fresh(house, Place(locale=locale), "faq/missing", status=404)


def _html(
    house: House, place: Place, name: str, values: Mapping[str, object], query: str = ""
) -> str:
    base = house.settings.base_url()
    return rendered(
        name,
        place.locale,
        languages=[
            (each.value, text(f"portal.language.{each}", each), path_to(each, *place.steps) + query)
            for each in Locale
        ],
        canonical=base + path_to(place.canonical, *place.steps),
        alternates=[(each.value, base + path_to(each, *place.steps)) for each in place.told_in],
        anywhere="/".join((f"{base}/faq", *place.steps)),
        catalogue=catalogue_of(house),
        bot=house.settings.bot_link(),
        tell=telling,
        to=lambda *steps: path_to(place.locale, *steps),
        **values,
    )


def _headers() -> dict[str, str]:
    """``same-origin``: forms say where they come from, and other sites learn nothing."""
    told = {**headers(), "Referrer-Policy": "same-origin", "Permissions-Policy": "geolocation=()"}
    del told["X-Robots-Tag"]
    return told
