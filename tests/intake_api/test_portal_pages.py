"""The portal's pages in a real Chromium, as wide as a phone."""

import asyncio
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from playwright.sync_api import Browser, Page, Route, expect

from intake_api.administration import add_bot_key
from intake_api.contract import Locale
from intake_api.settings import IntakeSettings
from intake_api.texts import text
from storage.database import Database
from storage.migrate import upgrade
from storage.reports.unit_of_work import Reports
from tests.chromium import Complaints, chromium, executable_or_skip
from tests.intake_api.centre import attachment, hire, message, settings_for, submission
from tests.intake_api.running import running

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
FILM = b"\x00\x00\x00\x18ftypmp42" + os.urandom(5 * 1024 * 1024)
SHOTS = os.environ.get("QULAQ_SHOTS")
"""A folder for pictures of the pages, to be looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    url: str
    bot: httpx.Client
    staff: httpx.Client
    browser: Browser

    def link(self, purpose: str, locale: str = "ru", **wish: Any) -> str:
        wish.setdefault("conversation_id", str(uuid4()))
        granted = self.bot.post("/v1/links", json={"purpose": purpose, "locale": locale, **wish})
        assert granted.status_code == 201, granted.text
        url: str = granted.json()["url"]
        return self.url + url[url.index("/p/") :]

    def announced(self) -> dict[str, str]:
        """A file that is awaited, as what a link for it needs."""
        file = attachment(kind="video", name="Жол апаты.mp4", size=len(FILM))
        report = submission(messages=[message(attachments=[file])])
        key = {"Idempotency-Key": str(uuid4())}
        assert self.bot.post("/v1/reports", json=report, headers=key).status_code == 201
        return {
            "attachment_id": file["attachment_id"],
            "conversation_id": report["conversation_id"],
        }

    def anonymous(self, words: str) -> tuple[str, str]:
        """A report that was answered: its number and its receipt code."""
        report = submission(anonymous=True, messages=[message(words)])
        key = {"Idempotency-Key": str(uuid4())}
        taken = self.bot.post("/v1/reports", json=report, headers=key).json()
        base = f"/v1/reports/{report['report_id']}"
        reply = {"text": "Қай подъезд? Пәтер нөмірін білсеңіз, жазыңыз."}
        assert self.staff.post(f"{base}/messages", json=reply).status_code == 201
        issued = self.bot.post(f"{base}/receipt-code")
        return taken["number"], issued.json()["code"]

    def delivered(self, kind: str) -> list[dict[str, Any]]:
        items = self.bot.get("/v1/deliveries", params={"after": 0}).json()["items"]
        return [each for each in items if each["kind"] == kind]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    executable_or_skip()
    folder = tmp_path_factory.mktemp("portal")
    settings = settings_for(
        f"sqlite+aiosqlite:///{folder}/intake.sqlite",
        folder,
        identity_fields="birth_date,iin",
    )
    bot_key, token = asyncio.run(_prepared(settings))
    with running(settings) as (url, _), chromium() as browser:
        yield Site(
            url=url,
            bot=httpx.Client(base_url=url, headers={"Authorization": f"Bearer {bot_key}"}),
            staff=httpx.Client(base_url=url, headers={"Authorization": f"Bearer {token}"}),
            browser=browser,
        )


async def _prepared(settings: IntakeSettings) -> tuple[str, str]:
    database = Database(settings.database_url)
    await upgrade(database, "storage.reports")
    reports = Reports(database)
    key, tokens = await add_bot_key(reports, name="citizen"), await hire(reports)
    await reports.dispose()
    return key, tokens["operator"]


@pytest.fixture
def page(site: Site) -> Iterator[Page]:
    """A phone's page; it may not have thrown nor broken the content policy."""
    complaints = Complaints()
    context = site.browser.new_context(
        viewport=PHONE,  # type: ignore[arg-type]
        geolocation={"latitude": 43.25, "longitude": 76.9, "accuracy": 15},
        permissions=["geolocation"],
    )
    made = complaints.watch(context.new_page())
    made.on("dialog", lambda dialog: dialog.accept())
    yield made
    context.close()
    assert complaints.heard == []


def said(name: str, locale: str = "ru") -> str:
    return text(f"portal.{name}", Locale(locale))


def enter(page: Page, link: str, locale: str = "ru") -> None:
    page.goto(link)
    assert "ql_" not in page.url
    page.get_by_role("button", name=said("open.continue", locale)).click()
    page.wait_for_url("**/p/*/*-*")


def shot(page: Page, name: str) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)


def choose(page: Page) -> None:
    page.locator("input[type=file]").set_input_files(
        {"name": "film.mp4", "mimeType": "video/mp4", "buffer": FILM}
    )
    page.get_by_role("button", name=said("upload.send"), exact=True).click()


def test_an_upload_that_was_cut_goes_on_after_a_reload(site: Site, page: Page) -> None:
    awaited = site.announced()
    enter(page, site.link("upload", **awaited))
    starts: list[int] = []

    def cut(route: Route) -> None:
        starts.append(int(route.request.headers["upload-offset"]))
        if len(starts) == 2:
            route.abort("connectionreset")
            page.context.set_offline(True)
        else:
            route.continue_()

    page.route("**/bytes", lambda r: cut(r) if r.request.method == "PATCH" else r.continue_())
    choose(page)
    expect(page.get_by_text(said("upload.waiting"))).to_be_visible()
    shot(page, "upload-waiting")
    page.context.set_offline(False)
    page.unroute_all()
    page.route("**/bytes", lambda r: r.continue_() if r.request.method == "HEAD" else r.abort())
    page.reload()
    expect(page.get_by_text(said("upload.go_on"))).to_be_visible()
    shot(page, "upload-go-on")
    page.unroute_all()
    resumed: list[int] = []
    page.on(
        "request",
        lambda r: resumed.append(int(r.headers["upload-offset"])) if r.method == "PATCH" else None,
    )
    choose(page)
    expect(page.get_by_role("heading", name=said("done.upload.title"))).to_be_visible()
    shot(page, "upload-done")

    assert resumed[0] > 0
    stored = site.staff.get(f"/v1/attachments/{awaited['attachment_id']}/content")
    assert stored.content == FILM
    (told,) = site.delivered("upload_stored")
    assert told["attachment_id"] == awaited["attachment_id"]


def test_an_upload_goes_on_by_itself_when_the_line_is_back(site: Site, page: Page) -> None:
    awaited = site.announced()
    enter(page, site.link("upload", **awaited))
    sent: list[str] = []

    def flaky(route: Route) -> None:
        sent.append(route.request.method)
        route.abort("connectionreset") if len(sent) == 2 else route.continue_()

    page.route("**/bytes", lambda r: flaky(r) if r.request.method == "PATCH" else r.continue_())
    choose(page)

    expect(page.get_by_role("heading", name=said("done.upload.title"))).to_be_visible(
        timeout=15_000
    )
    stored = site.staff.get(f"/v1/attachments/{awaited['attachment_id']}/content")
    assert stored.content == FILM


def test_an_upload_waits_while_it_is_paused(site: Site, page: Page) -> None:
    awaited = site.announced()
    enter(page, site.link("upload", **awaited))
    held: list[Route] = []
    page.route(
        "**/bytes", lambda r: held.append(r) if r.request.method == "PATCH" else r.continue_()
    )
    choose(page)
    page.get_by_role("button", name=said("upload.pause")).click()
    expect(page.get_by_text(said("upload.paused"))).to_be_visible()
    shot(page, "upload-paused")
    assert len(held) == 1
    page.unroute_all()
    page.get_by_role("button", name=said("upload.resume")).click()

    expect(page.get_by_role("heading", name=said("done.upload.title"))).to_be_visible()


def test_without_a_script_the_link_is_pasted_and_the_form_sends(site: Site) -> None:
    awaited = site.announced()
    link = site.link("upload", **awaited)
    context = site.browser.new_context(viewport=PHONE, java_script_enabled=False)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(link.partition("#")[0])
    page.get_by_label(said("open.paste")).fill(link)
    shot_name = "upload-without-script"
    page.get_by_role("button", name=said("open.continue")).click()
    page.locator("input[type=file]").set_input_files(
        {"name": "film.mp4", "mimeType": "video/mp4", "buffer": FILM}
    )
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{shot_name}.png", full_page=True)
    page.get_by_role("button", name=said("upload.send"), exact=True).click()

    expect(page.get_by_role("heading", name=said("done.upload.title"))).to_be_visible()
    context.close()


@pytest.mark.parametrize("locale", ["kk", "ru", "en"])
def test_a_place_is_measured_moved_and_sent(site: Site, page: Page, locale: str) -> None:
    before = len(site.delivered("place_picked"))
    enter(page, site.link("place", locale, report_id=str(uuid4())), locale)
    shot(page, f"place-empty-{locale}")
    page.get_by_role("button", name=said("place.here", locale)).click()
    field = page.get_by_label(said("place.coordinates", locale))
    expect(field).to_have_value("43.250000, 76.900000")
    expect(page.locator("canvas")).to_be_visible()
    box = page.locator("canvas").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 100, y + 50, steps=4)
    page.mouse.up()
    page.get_by_label(said("place.address", locale)).fill("Абай 10")
    shot(page, f"place-{locale}")
    page.get_by_role("button", name=said("place.send", locale)).click()
    expect(page.get_by_role("heading", name=said("done.place.title", locale))).to_be_visible()
    shot(page, f"place-done-{locale}")

    place = site.delivered("place_picked")[before]["place"]
    # Dragged to the left and down: the middle is further east and north, by some 150 m.
    assert 76.9005 < place["longitude"] < 76.904
    assert 43.2502 < place["latitude"] < 43.252
    assert place["address"] == "Абай 10"


@pytest.mark.parametrize("locale", ["kk", "ru", "en"])
def test_who_one_is_is_told_after_a_mistake(site: Site, page: Page, locale: str) -> None:
    link = site.link("identity", locale)
    page.goto(link)
    shot(page, f"open-{locale}")
    page.get_by_role("button", name=said("open.continue", locale)).click()
    page.get_by_label(said("identity.birth_date", locale)).fill("1990-05-15")
    page.get_by_label(said("identity.iin", locale)).fill("900515300019")
    page.get_by_role("button", name=said("identity.send", locale)).click()
    expect(page.get_by_text(said("identity.no_iin", locale))).to_be_visible()
    shot(page, f"identity-{locale}")
    page.get_by_label(said("identity.iin", locale)).fill("900515300018")
    page.get_by_role("button", name=said("identity.send", locale)).click()

    expect(page.get_by_role("heading", name=said("done.identity.title", locale))).to_be_visible()


@pytest.mark.parametrize("locale", ["kk", "ru", "en"])
def test_upload_and_export_in_three_languages(site: Site, page: Page, locale: str) -> None:
    enter(page, site.link("upload", locale, **site.announced()), locale)
    shot(page, f"upload-{locale}")
    link = site.link("export", locale)
    enter(page, link, locale)
    shot(page, f"export-{locale}")
    with page.expect_download() as download:
        page.get_by_role("link", name=said("export.download", locale)).click()
    assert download.value.suggested_filename == "qulaq.zip"
    other = site.browser.new_context(viewport=PHONE)  # type: ignore[arg-type]
    late = other.new_page()
    late.goto(link)
    late.get_by_role("button", name=said("open.continue", locale)).click()
    expect(
        late.get_by_role("heading", name=said("trouble.link_used.title", locale))
    ).to_be_visible()
    shot(late, f"used-{locale}")
    other.close()


@pytest.mark.parametrize("locale", ["kk", "ru", "en"])
def test_a_report_is_opened_by_its_code_and_added_to(site: Site, page: Page, locale: str) -> None:
    number, code = site.anonymous("Подъезде бөтен адамдар есірткі сатып тұр.")
    page.goto(f"{site.url}/p/receipt?l={locale}")
    shot(page, f"receipt-open-{locale}")
    page.get_by_label(said("receipt.code", locale)).fill(code[:-1] + "!")
    page.get_by_role("button", name=said("receipt.open", locale)).click()
    expect(page.get_by_text(said("receipt.unknown", locale))).to_be_visible()
    shot(page, f"receipt-unknown-{locale}")
    page.get_by_label(said("receipt.code", locale)).fill(code.lower())
    page.get_by_role("button", name=said("receipt.open", locale)).click()
    expect(page.get_by_role("heading", name=number)).to_be_visible()
    page.get_by_label(said("receipt.text", locale)).fill("Олар қазір де сонда.\nҮшеу.")
    page.get_by_role("button", name=said("receipt.send", locale)).click()
    expect(page.get_by_text(said("receipt.sent", locale))).to_be_visible()
    expect(page.get_by_text("Үшеу.")).to_be_visible()
    shot(page, f"receipt-{locale}")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_text(said("receipt.times", "en"))).to_be_visible()
    page.get_by_role("button", name=said("receipt.refresh", "en")).click()
    expect(page.get_by_text("Үшеу.")).to_have_count(1)

    assert page.url == f"{site.url}/p/receipt?l=en"
    assert page.context.cookies() == []


def test_a_report_is_opened_by_its_code_without_a_script(site: Site) -> None:
    number, code = site.anonymous("Somebody sells drugs.")
    context = site.browser.new_context(viewport=PHONE, java_script_enabled=False)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{site.url}/p/receipt?l=ru")
    page.get_by_label(said("receipt.code")).fill(code)
    page.get_by_role("button", name=said("receipt.open")).click()

    expect(page.get_by_role("heading", name=number)).to_be_visible()
    context.close()


def test_the_language_is_changed_before_the_link_is_opened(site: Site, page: Page) -> None:
    page.goto(site.link("export", "ru"))
    page.get_by_role("link", name="Қазақша").click()
    page.get_by_role("button", name=said("open.continue", "kk")).click()

    expect(page.get_by_role("link", name=said("export.download", "kk"))).to_be_visible()


def test_the_pages_are_light() -> None:
    folder = Path(__file__).parents[2] / "intake_api" / "portal" / "assets"

    assert sum(file.stat().st_size for file in folder.iterdir()) < 60_000
