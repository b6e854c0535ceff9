"""The pages with answers: every language, no script needed, kept by browsers, found by engines."""

import json
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, timedelta
from html import unescape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import httpx
import pytest

from faq.article import Attachment
from faq.content import seed
from intake_api.contract import Locale
from intake_api.portal.pages import ASSETS
from intake_api.texts import text
from tests.intake_api.answers import PARADE, publish, told_in
from tests.intake_api.centre import URL, Centre, opened, settings_for

FIRST_PAGE = 50 * 1024
SITEMAP = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}


def reading(centre: Centre) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(centre.app, raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url=URL)


@pytest.fixture
async def reader(centre: Centre) -> AsyncIterator[httpx.AsyncClient]:
    async with reading(centre) as http:
        yield http


@pytest.fixture
async def led(reports_url: str, tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    """A reader of a centre whose bot is known, with PARADE published."""
    settings = settings_for(
        reports_url, tmp_path, bot_name="a_police_bot", public_url="https://faq.example.kz/"
    )
    async with opened(settings) as centre, reading(centre) as http:
        await publish(centre, PARADE)
        yield http


def said(name: str, locale: str = "ru", **values: object) -> str:
    return text(f"portal.faq.{name}", Locale(locale)).format(**values)


def links(page: httpx.Response, attribute: str = "href") -> list[str]:
    return [unescape(each) for each in re.findall(rf'{attribute}="([^"]+)"', page.text)]


def told_to_engines(page: httpx.Response) -> dict[str, Any]:
    (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page.text, re.S)
    data: dict[str, Any] = json.loads(found)
    return data


async def test_the_browser_chooses_the_language(reader: httpx.AsyncClient) -> None:
    wished = {"ru-RU,ru;q=0.9,en;q=0.8": "/ru/faq", "en": "/en/faq", "de": "/kk/faq"}
    for accepted, path in wished.items():
        for rest in ("", "/lost-documents"):
            sent = await reader.get(f"/faq{rest}", headers={"Accept-Language": accepted})

            assert (sent.status_code, sent.headers["location"]) == (302, path + rest)
            assert sent.headers["vary"] == "Accept-Language"


async def test_all_topics_and_answers_can_be_reached(reader: httpx.AsyncClient) -> None:
    for locale in Locale:
        home = await reader.get(f"/{locale}/faq")
        topics = [each for each in links(home) if "/faq/t/" in each]
        pages = [home, *[await reader.get(each) for each in set(topics)]]
        reached = {each for page in pages for each in links(page)}

        assert {page.status_code for page in pages} == {200}
        assert reached >= {f"/{locale}/faq/{each.id}" for each in seed().articles}


async def test_an_answer(reader: httpx.AsyncClient) -> None:
    for locale in Locale:
        told = seed().articles[0].in_(locale)
        page = await reader.get(f"/{locale}/faq/{seed().articles[0].id}")

        assert page.status_code == 200
        assert f'<html lang="{locale}">' in page.text
        assert f"<h1>{told.title}</h1>" in page.text
        assert told.text.split("\n")[0] in unescape(page.text)
        assert told_to_engines(page)["mainEntity"][0]["name"] == told.title


async def test_what_engines_are_told_cannot_end_its_script(led: httpx.AsyncClient) -> None:
    page = await led.get("/ru/faq/parade")
    told = told_to_engines(page)

    assert (told["@type"], told["inLanguage"]) == ("FAQPage", "ru")
    assert told["dateModified"] == "2026-11-20"
    (question,) = told["mainEntity"]
    assert "&lt;/script&gt;" in question["acceptedAnswer"]["text"]
    assert "<strong>Абая</strong>" in question["acceptedAnswer"]["text"]


async def test_buttons_lead_to_phones_sites_and_the_chat(led: httpx.AsyncClient) -> None:
    found = links(await led.get("/ru/faq/parade"))

    assert {
        "tel:+77172000000",
        "https://example.kz",
        "https://example.kz/map?a=1&b=2",
        "https://t.me/a_police_bot?start=faq_parade",
    } <= set(found)


async def test_without_a_bot_nothing_leads_to_one(
    centre: Centre, reader: httpx.AsyncClient
) -> None:
    await publish(centre, PARADE)
    page = await reader.get("/ru/faq/parade")

    assert "t.me" not in page.text
    assert "Сообщить о шуме" not in page.text
    assert "Дежурная часть" in page.text


async def test_a_missing_language_is_said_and_marked(
    centre: Centre, reader: httpx.AsyncClient
) -> None:
    await publish(centre, told_in("ru"))

    page = await reader.get("/kk/faq/parade")

    assert said("other_language.ru", "kk") in page.text
    assert '<h1 lang="ru">' in page.text
    assert '<div class="answer" lang="ru">' in page.text
    assert links(page, 'rel="canonical" href') == ["http://127.0.0.1:8080/ru/faq/parade"]
    assert 'rel="alternate" hreflang="kk"' not in page.text
    assert 'lang="ru" hreflang="ru">Где пройдёт парад?' in (await reader.get("/kk/faq")).text


async def test_a_stale_translation_says_so(led: httpx.AsyncClient) -> None:
    assert said("stale", "kk") in (await led.get("/kk/faq/parade")).text
    assert said("stale", "ru") not in (await led.get("/ru/faq/parade")).text


async def test_every_page_names_its_other_languages(led: httpx.AsyncClient) -> None:
    page = await led.get("/ru/faq/parade")
    alternates = dict(re.findall(r'rel="alternate" hreflang="([\w-]+)" href="([^"]+)"', page.text))

    assert alternates == {
        "kk": "https://faq.example.kz/kk/faq/parade",
        "ru": "https://faq.example.kz/ru/faq/parade",
        "x-default": "https://faq.example.kz/faq/parade",
    }
    assert links(page, 'rel="canonical" href') == ["https://faq.example.kz/ru/faq/parade"]


async def test_what_is_over_or_has_not_begun_is_not_shown(
    centre: Centre, reader: httpx.AsyncClient
) -> None:
    today = centre.house.reports.clock().date()
    await publish(centre, replace(PARADE, id="over", valid_until=today - timedelta(days=2)))
    await publish(centre, replace(PARADE, id="later", valid_from=today + timedelta(days=2)))
    await publish(centre, replace(PARADE, id="now", valid_until=today + timedelta(days=2)))

    found = {id: (await reader.get(f"/ru/faq/{id}")).status_code for id in ("over", "later", "now")}

    assert found == {"over": 404, "later": 404, "now": 200}


async def test_files_are_downloaded_under_their_names(
    centre: Centre, reader: httpx.AsyncClient
) -> None:
    async def bytes_() -> AsyncIterator[bytes]:
        yield b"%PDF-"

    blob = await centre.house.blobs.put(bytes_(), limit=100)
    file = Attachment(
        sha256=blob.sha256, name="Үлгі.pdf", media_type="application/pdf", size=5, locale="ru"
    )
    await publish(centre, replace(PARADE, attachments=(file,)))

    page = await reader.get("/ru/faq/parade")
    (address,) = [each for each in links(page) if "/files/" in each]
    sent = await reader.get(address)

    assert sent.content == b"%PDF-"
    assert sent.headers["content-type"] == "application/pdf"
    assert sent.headers["content-disposition"].startswith("attachment; filename*=UTF-8''%D2%AE")
    assert sent.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert "/files/" not in (await reader.get("/kk/faq/parade")).text
    assert (await reader.get(f"/ru/faq/files/{'0' * 64}")).status_code == 404


async def test_what_is_not_there_offers_the_search(reader: httpx.AsyncClient) -> None:
    for path in ("nothing", "t/nothing", "deep/er", "%3Cb%3E", "search/x"):
        page = await reader.get(f"/kk/faq/{path}")

        assert page.status_code == 404
        assert said("missing.title", "kk") in page.text
        assert 'role="search"' in page.text
        assert page.headers["x-robots-tag"] == "noindex"


async def test_who_has_a_page_is_told_that_it_holds(
    centre: Centre, reader: httpx.AsyncClient
) -> None:
    page = await reader.get("/ru/faq")
    known = {"If-None-Match": page.headers["etag"]}
    again = await reader.get("/ru/faq", headers=known)
    await publish(centre, PARADE)
    changed = await reader.get("/ru/faq", headers=known)

    assert page.headers["cache-control"] == "public, max-age=60"
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == page.headers["etag"]
    assert changed.status_code == 200
    assert "Где пройдёт парад?" in changed.text


async def test_pages_are_strict_and_ask_nobody_else(led: httpx.AsyncClient) -> None:
    for path in ("", "/t/everyday", "/parade", "/search", "/nothing"):
        page = await led.get(f"/ru/faq{path}")
        policy = page.headers["content-security-policy"]

        assert "unsafe" not in policy
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
        assert page.headers["referrer-policy"] == "same-origin"
        assert "set-cookie" not in page.headers
        assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?! type=)", page.text)
        assert all(each.startswith("/p/assets/") for each in links(page, "src"))


async def test_a_first_page_is_light(reader: httpx.AsyncClient) -> None:
    for locale in Locale:
        page = await reader.get(f"/{locale}/faq")
        shown = [each for each in [*links(page), *links(page, "src")] if "/assets/" in each]
        sizes = [
            (ASSETS / each[len("/p/assets/") :].partition("?")[0]).stat().st_size for each in shown
        ]

        assert len(sizes) == 3
        assert len(page.content) + sum(sizes) <= FIRST_PAGE


async def test_the_map_of_the_site(led: httpx.AsyncClient) -> None:
    answer = await led.get("/sitemap.xml")
    root = ElementTree.fromstring(answer.text)
    pages = {each.findtext("s:loc", "", SITEMAP): each for each in root.findall("s:url", SITEMAP)}

    assert answer.headers["content-type"].startswith("application/xml")
    assert len(pages) == 3 * (1 + len(seed().topics) + len(seed().articles)) + 2
    parade = pages["https://faq.example.kz/kk/faq/parade"]
    others = {each.get("hreflang"): each.get("href") for each in parade.findall("x:link", SITEMAP)}
    assert others == {each: f"https://faq.example.kz/{each}/faq/parade" for each in ("kk", "ru")}
    assert date.fromisoformat(parade.findtext("s:lastmod", "", SITEMAP)[:10])


async def test_engines_may_read_answers_and_nothing_else(led: httpx.AsyncClient) -> None:
    rules = (await led.get("/robots.txt")).text.splitlines()

    assert rules[0] == "User-agent: *"
    assert "Disallow: /" in rules
    assert {"Allow: /kk/faq", "Allow: /ru/faq", "Allow: /en/faq"} <= set(rules)
    assert "Disallow: /ru/faq/search" in rules
    assert rules[-1] == "Sitemap: https://faq.example.kz/sitemap.xml"
