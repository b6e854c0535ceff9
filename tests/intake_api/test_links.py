"""One-time links: opened once and in time; what they open stays closed to others."""

import asyncio
import io
import logging
import re
import zipfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import select

from intake_api.logging import configure_logging
from storage.reports import people_tables as tables
from storage.reports.tables import audit
from tests.intake_api.centre import URL, Centre, attachment, message, opened, settings_for
from tests.intake_api.portal import asked, visiting

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 100


async def test_a_link_opens_its_page(centre: Centre) -> None:
    link = await asked(centre, "export")
    async with visiting(centre) as citizen:
        page = await citizen.open(link["url"])

    assert page.status_code == 200
    assert "qulaq.zip" in page.text


async def test_looking_at_a_link_uses_nothing_up(centre: Centre) -> None:
    link = await asked(centre, "export")
    async with visiting(centre) as preview, visiting(centre) as citizen:
        for _ in range(3):
            seen = await preview.http.get(link["url"])
            assert seen.status_code == 200
        page = await citizen.open(link["url"])

    assert page.status_code == 200


async def test_the_secret_is_told_to_no_server_by_the_address(centre: Centre) -> None:
    link = await asked(centre, "upload")

    assert re.fullmatch(r"http://127\.0\.0\.1:8080/p/upload\?l=ru#ql_[\w-]{43}", link["url"])


async def test_of_200_at_once_one_opens_it(centre: Centre) -> None:
    link = await asked(centre, "place")
    async with visiting(centre) as citizen:
        answers = await asyncio.gather(*(citizen.redeem(link["url"]) for _ in range(200)))

    statuses = [answer.status_code for answer in answers]
    assert statuses.count(303) == 1
    assert statuses.count(410) == 199


async def test_a_used_link_says_so_and_how_to_get_another(centre: Centre) -> None:
    link = await asked(centre, "export")
    async with visiting(centre) as citizen, visiting(centre) as late:
        await citizen.open(link["url"])
        page = await late.open(link["url"])

    assert page.status_code == 410
    assert "уже открыли" in page.text
    assert "попросите у бота новую ссылку" in page.text


async def test_whoever_opened_it_may_open_it_again(centre: Centre) -> None:
    link = await asked(centre, "export")
    async with visiting(centre) as citizen:
        await citizen.open(link["url"])
        page = await citizen.open(link["url"])

    assert page.status_code == 200


@pytest.mark.parametrize(
    ("purpose", "lasts"),
    [
        ("upload", timedelta(hours=24)),
        ("place", timedelta(minutes=30)),
        ("identity", timedelta(minutes=30)),
        ("export", timedelta(hours=24)),
    ],
)
async def test_a_link_expires(centre: Centre, purpose: str, lasts: timedelta) -> None:
    now = centre.house.reports.clock()
    centre.house.reports.clock = lambda: now
    link = await asked(centre, purpose)
    assert datetime.fromisoformat(link["expires_at"]) == now + lasts
    centre.house.reports.clock = lambda: now + lasts

    async with visiting(centre) as citizen:
        page = await citizen.open(link["url"])

    assert page.status_code == 410
    assert "Срок действия ссылки истёк" in page.text


async def test_an_opened_page_closes_after_its_time(centre: Centre) -> None:
    link = await asked(centre, "place")
    async with visiting(centre) as citizen:
        page = await citizen.open(link["url"])
        now = centre.house.reports.clock()
        centre.house.reports.clock = lambda: now + timedelta(minutes=31)
        late = await citizen.http.get(page.url.path)

    assert late.status_code == 410


async def test_a_link_is_for_one_purpose(centre: Centre) -> None:
    link = await asked(centre, "place")
    async with visiting(centre) as citizen:
        page = await citizen.open(link["url"].replace("/p/place", "/p/export"))
        right = await citizen.open(link["url"])

    assert page.status_code == 404
    assert right.status_code == 200


async def test_the_page_of_one_is_not_for_others(centre: Centre) -> None:
    link = await asked(centre, "export")
    other = await asked(centre, "export")
    async with visiting(centre) as citizen, visiting(centre) as neighbour:
        mine = await citizen.open(link["url"])
        await neighbour.open(other["url"])
        stolen = await neighbour.http.get(f"{mine.url.path}/qulaq.zip")

    assert stolen.status_code == 410


async def test_wrong_secrets_are_soon_refused_and_right_ones_never(centre: Centre) -> None:
    link = await asked(centre, "export")
    async with visiting(centre) as guesser:
        guesses = [await guesser.redeem(f"x#ql_{n:043d}") for n in range(31)]
        right = await guesser.redeem(link["url"])

    assert [guess.status_code for guess in guesses] == [404] * 30 + [429]
    assert int(guesses[-1].headers["retry-after"]) > 0
    assert right.status_code == 303


async def test_pages_are_kept_nowhere_and_tell_nobody(centre: Centre) -> None:
    link = await asked(centre, "export")
    async with visiting(centre) as citizen:
        opened_page = await citizen.redeem(link["url"])
        pages = [await citizen.http.get("/p/export"), await citizen.open(link["url"])]

    for page in pages:
        assert page.headers["referrer-policy"] == "no-referrer"
        assert page.headers["cache-control"] == "no-store"
        policy = page.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\son\w+=|\sstyle=", page.text)
    cookie = opened_page.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert "Path=/p/export" in cookie


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    before, level = logging.root.handlers, logging.root.level
    configure_logging("debug")
    handler = logging.root.handlers[0]
    assert isinstance(handler, logging.StreamHandler)
    out = io.StringIO()
    handler.setStream(out)
    yield out
    logging.root.handlers = before
    logging.root.setLevel(level)


async def test_no_secret_is_logged_or_stored(centre: Centre, log: io.StringIO) -> None:
    link = await asked(centre, "export")
    secret = link["url"].rpartition("#")[2]
    async with visiting(centre) as citizen:
        await citizen.open(link["url"])
        await citizen.open(link["url"])
        cookies = list(citizen.http.cookies.values())
    async with visiting(centre) as late:
        await late.open(link["url"])

    assert len(cookies) == 1
    for table in (tables.link, audit):
        async with centre.house.reports.look() as work:
            stored = str((await work.connection.execute(select(table))).all())
        assert [each for each in (secret, *cookies) if each in stored] == []
    assert '"path": "/p/export/open"' in log.getvalue()
    assert [each for each in (secret, *cookies) if each in log.getvalue()] == []


@pytest.mark.parametrize(
    ("changed", "status", "code"),
    [
        ({"purpose": "upload"}, 422, "invalid"),
        ({"purpose": "place"}, 422, "invalid"),
        ({"purpose": "upload", "attachment_id": str(uuid4())}, 404, "attachment_unknown"),
    ],
)
async def test_a_link_needs_something_to_be_for(
    centre: Centre, changed: dict[str, Any], status: int, code: str
) -> None:
    wish = {"conversation_id": str(uuid4()), "locale": "kk", **changed}

    refused = await centre.bot.post("/v1/links", json=wish)

    assert (refused.status_code, refused.json()["code"]) == (status, code)


async def test_what_is_another_citizens_gets_no_link(centre: Centre) -> None:
    file = attachment()
    report = await centre.submit(messages=[message(attachments=[file])])
    stranger = {"conversation_id": str(uuid4()), "locale": "kk"}
    upload = {"purpose": "upload", "attachment_id": file["attachment_id"], **stranger}
    place = {"purpose": "place", "report_id": report["report_id"], **stranger}

    answers = [await centre.bot.post("/v1/links", json=wish) for wish in (upload, place)]

    assert [each.json()["code"] for each in answers] == ["attachment_unknown", "report_not_found"]


async def test_an_anonymous_citizen_is_never_asked_who_they_are(centre: Centre) -> None:
    report = await centre.submit(anonymous=True)

    refused = await centre.bot.post(
        "/v1/links",
        json={
            "purpose": "identity",
            "conversation_id": report["conversation_id"],
            "locale": "kk",
        },
    )

    assert (refused.status_code, refused.json()["code"]) == (409, "conversation_anonymous")


async def test_a_form_of_another_site_is_refused(centre: Centre) -> None:
    link = await asked(centre, "export")
    async with visiting(centre) as citizen:
        refused = await citizen.redeem(link["url"], headers={"Sec-Fetch-Site": "cross-site"})
        # An older browser, from a page without a referrer.
        taken = await citizen.redeem(link["url"], headers={"Origin": "null"})

    assert (refused.status_code, taken.status_code) == (403, 303)


async def test_links_lead_where_browsers_see_us(reports_url: str, tmp_path: Path) -> None:
    settings = settings_for(reports_url, tmp_path, public_url="https://102.example.kz/")
    async with opened(settings) as centre:
        link = await asked(centre, "export")
        async with visiting(centre) as citizen:
            page = await citizen.redeem(link["url"])

    assert link["url"].startswith("https://102.example.kz/p/export?l=ru#ql_")
    assert "; Secure" in page.headers["set-cookie"]


async def test_the_archive_holds_what_the_citizen_told_and_showed(centre: Centre) -> None:
    file = attachment(name="../../evil.png")
    report = await centre.submit(messages=[message("Ұрлық", attachments=[file])])
    await centre.bot.put(f"/v1/attachments/{file['attachment_id']}/content", content=PNG)
    await centre.operator.post(
        f"/v1/reports/{report['report_id']}/messages", json={"text": "We are coming"}
    )
    await centre.operator.post(
        f"/v1/reports/{report['report_id']}/notes", json={"text": "between us"}
    )
    await centre.bot.put(
        f"/v1/conversations/{report['conversation_id']}/identity",
        json={"name": "Айгүл", "phone": "+77012345678", "consent": "1",
              "consented_at": "2026-11-23T12:00:00Z"},
    )  # fmt: skip
    link = await asked(centre, "export", conversation_id=report["conversation_id"])

    async with visiting(centre) as citizen:
        page = await citizen.open(link["url"])
        zipped = await citizen.http.get(f"{page.url.path}/qulaq.zip")

    archive = zipfile.ZipFile(io.BytesIO(zipped.content))
    assert archive.testzip() is None
    told = archive.read("reports.json").decode()
    assert "Ұрлық" in told
    assert "We are coming" in told
    assert "operator by name" not in told
    assert "between us" not in told
    assert "Айгүл" in archive.read("identity.json").decode()
    (media,) = (name for name in archive.namelist() if name.startswith("files/"))
    assert media == f"files/{report['number']}/1-photo.png"
    assert archive.read(media) == PNG


async def test_the_archive_of_nothing_is_an_archive(centre: Centre) -> None:
    link = await asked(centre, "export")
    async with visiting(centre) as citizen:
        page = await citizen.open(link["url"])
        zipped = await citizen.http.get(f"{page.url.path}/qulaq.zip")

    archive = zipfile.ZipFile(io.BytesIO(zipped.content))
    assert archive.namelist() == ["reports.json"]


async def test_nobody_leaves_the_assets_folder(centre: Centre) -> None:
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(centre.app), base_url=URL
    ) as stranger:
        found = await stranger.get("/p/assets/portal.css")
        refused = await stranger.get("/p/assets/..%2fpages.py")

    assert (found.status_code, refused.status_code) == (200, 404)
