"""What search engines ask for, and the address that chooses a language: /faq."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from xml.sax.saxutils import escape, quoteattr

from fastapi import APIRouter, Request, Response
from starlette.responses import PlainTextResponse, RedirectResponse

from faq.article import Article
from faq.catalogue import Catalogue
from intake_api.api.who import TheHouse
from intake_api.contract import Locale
from intake_api.portal.faq.layout import catalogue_of, path_to
from intake_api.portal.pages import locale_of
from storage.reports.faq_articles import publishing_times

router = APIRouter(include_in_schema=False)

KEPT = "public, max-age=3600"
_XML = '<?xml version="1.0" encoding="UTF-8"?>'
_SPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
)


@router.get("/faq")
@router.get("/faq/{rest:path}")
async def choose(request: Request, rest: str = "") -> Response:
    """The same page in the language that the browser wishes."""
    steps = [each for each in rest.split("/") if each]
    headers = {"Cache-Control": "no-cache", "Vary": "Accept-Language"}
    return RedirectResponse(path_to(locale_of(request), *steps), 302, headers)


@router.get("/robots.txt")
async def robots(house: TheHouse) -> Response:
    """The answers are for everybody; searches and all else are not to be listed."""
    rules = [f"Allow: {path_to(locale)}" for locale in Locale]
    rules += [f"Disallow: {path_to(locale, 'search')}" for locale in Locale]
    text = ["User-agent: *", "Allow: /faq", "Allow: /p/assets/", *rules, "Disallow: /"]
    text += ["", f"Sitemap: {house.settings.base_url()}/sitemap.xml", ""]
    return PlainTextResponse("\n".join(text), headers={"Cache-Control": KEPT})


@router.get("/sitemap.xml")
async def sitemap(house: TheHouse) -> Response:
    """Every page in every language it is told in, and when its answer was last published."""
    changed = await house.reports.consult(publishing_times)
    pages = "\n".join(_pages(catalogue_of(house), changed, house.settings.base_url()))
    text = f"{_XML}\n<urlset {_SPACES}>\n{pages}\n</urlset>\n"
    return Response(text, media_type="application/xml", headers={"Cache-Control": KEPT})


def _pages(catalogue: Catalogue, changed: Mapping[str, datetime], base: str) -> Iterator[str]:
    yield from _page(base, (), Locale, _newest(catalogue.articles, changed))
    for topic in catalogue.topics:
        if articles := catalogue.under(topic.code):
            yield from _page(base, ("t", topic.code), Locale, _newest(articles, changed))
    for article in catalogue.articles:
        told_in = [each for each in Locale if each in article.translations]
        yield from _page(base, (article.id,), told_in, _newest([article], changed))


def _newest(articles: Iterable[Article], changed: Mapping[str, datetime]) -> datetime | None:
    return max((changed[each.id] for each in articles if each.id in changed), default=None)


def _page(
    base: str, steps: Sequence[str], told_in: Iterable[Locale], changed: datetime | None
) -> Iterator[str]:
    addresses = {each: base + path_to(each, *steps) for each in told_in}
    alternates = "".join(
        f'<xhtml:link rel="alternate" hreflang="{locale}" href={quoteattr(address)}/>'
        for locale, address in addresses.items()
    )
    lastmod = f"<lastmod>{changed.isoformat(timespec='seconds')}</lastmod>" if changed else ""
    for address in addresses.values():
        yield f"<url><loc>{escape(address)}</loc>{lastmod}{alternates}</url>"
