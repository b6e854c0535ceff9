"""What was put right by mistake is taken back, and one key opens what is most urgent."""

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


def test_the_most_urgent_is_opened_put_right_and_put_back(centre: Served) -> None:
    desk = centre.house.console(language="kk")
    page, keys = desk.page, desk.page.keyboard
    centre.submit("The lamp is broken")
    sos = centre.sos()
    expect(page.locator(".banner.sos, .banner.overdue").first).to_be_visible(timeout=SOON_MS)

    keys.press("KeyI")
    expect(page.locator(".case-head")).to_contain_text(sos["number"])
    desk.is_in("in_review")
    keys.press("KeyE")
    page.locator("[name=priority]").select_option("3")
    page.locator("[name=reason]").fill("Pressed by a child")
    keys.press("Control+Enter")
    pill = page.locator(".case-head .priority")
    expect(pill).to_have_attribute("data-priority", "3")
    expect(page.locator(".undo-last")).to_contain_text(desk.texts["done.correct"])
    assert findings(page) == []
    keys.press("KeyF")

    expect(pill).to_have_attribute("data-priority", "1")
    expect(page.locator("li[data-fact=corrected]")).to_have_count(2)
    expect(page.locator(".undo-last button")).to_have_count(0)
    keys.press("KeyC")
    expect(page.locator("[name=close_code]")).to_be_focused()
