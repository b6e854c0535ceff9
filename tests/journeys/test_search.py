"""An operator finds a report by a few letters, with the keyboard alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.pages import SOON_MS
from tests.journeys.served import Served, served
from tests.journeys.test_accessibility import findings

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("desk")]


@pytest.fixture
def centre(browser: Browser, tmp_path: Path) -> Iterator[Served]:
    with served(tmp_path, browser, login="operator") as centre:
        yield centre


def test_found_by_another_form_of_the_word_while_one_types(centre: Served) -> None:
    bicycle = centre.submit("Украли красный велосипед у подъезда")
    other = centre.submit("Базарда өрт болып жатыр")
    centre.say(other, "Велосипед тоже сгорел")
    desk = centre.house.console()
    page = desk.page
    options = page.locator("#search-results [role=option]")

    page.keyboard.press("Slash")
    page.keyboard.type("велосипеды", delay=5)
    expect(options).to_have_count(2, timeout=SOON_MS)
    expect(options.first.locator("mark")).to_have_text("Велосипед")
    assert findings(page) == []

    page.keyboard.press("Escape")
    expect(options).to_have_count(0)
    expect(page.locator("li.row")).to_have_count(2)
    page.keyboard.press("Space")
    expect(options).to_have_count(2)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(options.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")

    expect(page.locator(".case-head")).to_contain_text(bicycle["number"])
    expect(options).to_have_count(0)
