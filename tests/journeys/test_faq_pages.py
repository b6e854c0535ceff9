"""The public pages with answers in a real Chromium: for everybody, with and without a script."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from faq.content import seed
from intake_api.contract import Locale
from intake_api.texts import text
from tests.chromium import Complaints
from tests.intake_api.centre import settings_for
from tests.intake_api.running import running
from tests.journeys.pages import fits_its_window
from tests.journeys.test_accessibility import AXE, SCHEMES

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("desk")]

PHONE = {"width": 390, "height": 844}
LOST = next(each for each in seed().articles if each.id == "lost-documents")


def said(name: str, locale: str = "ru") -> str:
    return text(f"portal.faq.{name}", Locale(locale))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("answers")
    database = f"sqlite+aiosqlite:///{folder}/intake.sqlite"
    with running(settings_for(database, folder, bot_name="a_police_bot")) as (url, _):
        yield url


class Reader:
    """Opens pages that may neither throw, nor break the policy, nor ask another site."""

    def __init__(self, browser: Browser, site: str) -> None:
        self._browser, self._site = browser, site
        self.complaints = Complaints()

    def at(self, path: str, **options: Any) -> Page:
        context = self._browser.new_context(**{"viewport": PHONE, **options})
        page = self.complaints.watch(context.new_page())
        page.on("request", lambda asked: self._mind(asked.url))
        page.goto(self._site + path)
        return page

    def _mind(self, url: str) -> None:
        if not url.startswith(self._site):
            self.complaints.heard.append(f"asked for {url}")


@pytest.fixture
def reader(browser: Browser, site: str) -> Iterator[Reader]:
    made = Reader(browser, site)
    yield made
    for context in browser.contexts:
        context.close()
    assert made.complaints.heard == []


PAGES = {
    "topics": "/kk/faq",
    "topic": "/ru/faq/t/everyday",
    "article": f"/en/faq/{LOST.id}",
    "thanks": f"/ru/faq/{LOST.id}?said=not_helped",
    "answer": f"/ru/faq/search?q={quote(LOST.in_('ru').title)}",
    "choices": f"/ru/faq/search?q={quote('штраф')}",
    "incident": f"/ru/faq/search?q={quote('у меня вчера украли телефон в автобусе')}",
    "urgent": f"/kk/faq/search?q={quote('мені өлтіріп жатыр')}",
    "none": f"/en/faq/search?q={quote('the price of onions in Rome')}",
    "empty": "/ru/faq/search",
    "missing": "/kk/faq/nothing",
}


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", list(PAGES))
def test_axe_finds_nothing(reader: Reader, name: str, scheme: str) -> None:
    page = reader.at(PAGES[name], color_scheme=scheme)
    page.evaluate(AXE.read_text("utf-8"))
    report: dict[str, Any] = page.evaluate("axe.run()")

    assert report["passes"], "axe-core has looked at nothing"
    assert [(rule["id"], rule["nodes"][0]["target"]) for rule in report["violations"]] == []
    assert fits_its_window(page)


def test_answers_are_proposed_and_chosen_by_keys(reader: Reader) -> None:
    page = reader.at("/ru/faq")
    field = page.get_by_role("searchbox")
    field.press_sequentially("документы")
    first = page.locator("[data-proposed] a").first
    expect(first).to_be_visible()
    expect(page.get_by_role("status")).not_to_be_empty()

    field.press("Escape")
    expect(first).to_have_count(0)
    field.press_sequentially(" потерял")
    expect(page.locator("[data-proposed] a").first).to_have_text(LOST.in_("ru").title)
    field.press("ArrowDown")
    expect(first).to_be_focused()
    first.press("ArrowUp")
    expect(field).to_be_focused()
    field.press("ArrowDown")
    first.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text(LOST.in_("ru").title)


def test_who_is_in_danger_is_told_to_call_while_typing(reader: Reader) -> None:
    page = reader.at("/ru/faq")
    page.get_by_role("searchbox").press_sequentially("меня убивают")

    link = page.locator("[data-proposed] a")
    expect(link).to_have_text(said("urgent.call"))
    expect(link).to_have_attribute("href", "tel:102")
    expect(page.get_by_role("status")).to_have_text(said("urgent.call"))


def test_without_a_script_one_asks_reads_and_says_that_it_helped(reader: Reader) -> None:
    page = reader.at("/kk/faq", java_script_enabled=False)
    page.get_by_label(said("question", "kk")).fill(LOST.in_("kk").title)
    page.get_by_role("button", name=said("find", "kk")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(LOST.in_("kk").title)
    page.get_by_role("button", name=said("helped.yes", "kk")).click()

    expect(page.get_by_text(said("thanks.helped", "kk"))).to_be_visible()
    assert page.context.cookies() == []


def test_the_first_stop_of_the_keyboard_skips_to_the_content(reader: Reader) -> None:
    page = reader.at(f"/ru/faq/{LOST.id}")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name=said("skip"))
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    expect(page.locator("main a").first).to_be_focused()


def test_print_has_the_answer_alone(reader: Reader) -> None:
    page = reader.at(f"/ru/faq/{LOST.id}")
    page.emulate_media(media="print")

    expect(page.locator(".answer")).to_be_visible()
    for gone in ("[role=search]", "header nav", ".opinion", "footer"):
        expect(page.locator(gone)).to_be_hidden()
