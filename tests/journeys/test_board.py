"""What a supervisor watches and weighs; on the API alone."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.pages import SOON_MS, fits_its_window, texts_of
from tests.journeys.served import Served, served
from tests.journeys.test_accessibility import findings

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("desk")]


@pytest.fixture
def chiefs(browser: Browser, tmp_path: Path) -> Iterator[Served]:
    with served(tmp_path, browser, login="supervisor") as centre:
        yield centre


def test_the_board_is_live_and_its_figures_are_saved(chiefs: Served) -> None:
    first = chiefs.submit("A call from the bank", category="fraud")
    for n in range(11):
        chiefs.submit(f"A bicycle {n}", category="theft")
    desk = chiefs.house.console(
        language="ru", color_scheme="dark", viewport={"width": 390, "height": 800}
    )
    page, texts = desk.page, texts_of("ru", "board")
    page.get_by_role("link", name=desk.texts["board.link"], exact=True).click()

    # Now: what happens is seen without a reload.
    waiting = page.locator("[data-tile=waiting] dd")
    expect(waiting).to_have_text("12")
    expect(page.locator("[data-tile=here] dd")).to_have_text("1")
    chiefs.sos()
    expect(waiting).to_have_text("13", timeout=SOON_MS)
    expect(page.locator("tr[data-report]").first).to_be_visible()
    assert findings(page) == []
    assert fits_its_window(page)

    # Figures: a chart, a table and a file say the same; the public is told less.
    page.get_by_role("link", name=texts["board.statistics"], exact=True).click()
    row = page.locator('tr[data-row="fraud"]')
    expect(row.locator("td").first).to_have_text("1")
    assert findings(page) == []
    assert fits_its_window(page)
    page.locator("[name=public]").check()
    expect(row.locator("td").first).to_have_text(texts["board.hidden"])
    with page.expect_download() as download:
        page.get_by_role("button", name=texts["board.csv"]).click()
    kept = list(csv.reader(download.value.path().read_text("utf-8-sig").splitlines()))
    assert {line[0]: line[2] for line in kept[1:]} == {"theft": "11", "fraud": "", "–": ""}
    assert download.value.suggested_filename.endswith("-public.csv")
    page.locator("[name=by]").select_option("hour")
    expect(page.locator("svg.chart")).to_be_visible()

    # From the board to the one that waits.
    page.goto(f"{page.url.partition('/board')[0]}/board")
    page.get_by_role("link", name=first["number"]).click()
    expect(page.locator(".case-head")).to_contain_text(first["number"])
