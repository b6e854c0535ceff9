"""Several citizens tell of one event; the operator links them and tells all at once."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ViewportSize, expect

from tests.intake_api.test_similar import at
from tests.journeys.pages import SOON_MS, fits_its_window
from tests.journeys.served import Served, served
from tests.journeys.test_accessibility import findings

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("desk")]

WALL: ViewportSize = {"width": 1440, "height": 900}
HAND: ViewportSize = {"width": 390, "height": 844}


@pytest.fixture
def centre(browser: Browser, tmp_path: Path) -> Iterator[Served]:
    with served(tmp_path, browser, login="operator") as centre:
        yield centre


def fire(centre: Served, story: str, metres: float, **changed: object) -> dict[str, Any]:
    told = {"kind": "statement", "category": "fire", "place": at(metres, 40), **changed}
    return centre.submit(story, **told)


def test_reports_of_a_fire_are_linked_and_their_citizens_told_at_once(centre: Served) -> None:
    first = fire(centre, "Пожар на рынке, дым", 0)
    second = fire(centre, "Базарда өрт болып жатыр", 180)
    desk = centre.house.console()
    page, texts = desk.page, desk.texts
    desk.open(first["number"])
    panel = page.locator(".same-event")
    suggested = panel.locator(f'.same[data-report="{second["number"]}"]')
    expect(suggested.locator('[data-reason="distance"]')).to_contain_text("180", timeout=SOON_MS)

    # A third citizen, while the case is open; not the same, and back; then linked.
    third = fire(centre, "Горит на рынке", 90)
    late = panel.locator(f'.same[data-report="{third["number"]}"]')
    expect(late).to_be_visible(timeout=SOON_MS)
    late.get_by_role("button").last.click()
    expect(late).to_have_count(0)
    panel.locator(".undo button").click()
    late.get_by_role("button").first.click()
    expect(panel.locator(".incident-name a")).to_be_visible()
    suggested.get_by_role("button").first.click()
    expect(panel.get_by_role("list").first.locator(".same")).to_have_count(3)
    expect(page.locator('[data-fact="incident_linked"]')).to_have_count(2)
    expect(page.locator("li.row")).to_have_count(3)
    assert findings(page) == []

    panel.locator(".incident-name a").click()
    whole = page.locator("main.incidents")
    expect(whole.locator(".same")).to_have_count(3)
    expect(whole.locator(".positions li")).to_have_count(3)
    whole.locator("[name=title]").fill("Market fire")
    page.keyboard.press("Enter")

    # A step for all: foreseen, without one of them, sent at once.
    whole.locator('[data-step="accept"]').click()
    planned = page.locator(".planned li[data-possible]")
    expect(planned).to_have_count(3)
    planned.filter(has_text=third["number"]).get_by_role("checkbox").uncheck()
    page.get_by_role("dialog").locator("button.primary").click()
    whole.locator(".pending .link").click()
    accepted = whole.locator('.state-mark[data-state="accepted"]')
    expect(accepted).to_have_count(2, timeout=SOON_MS)

    # Words for all: taken back in time, then sent.
    box = whole.locator(".tell-all textarea")
    box.fill("Не то")
    whole.locator(".tell-all button.primary").click()
    whole.locator(".pending button").first.click()
    expect(whole.locator(".pending")).to_be_empty()
    box.fill("Пожарные едут")
    whole.locator(".tell-all button.primary").click()
    whole.locator(".pending .link").click()
    expect(whole.locator(".pending")).to_be_empty()
    assert findings(page) == []
    page.set_viewport_size(HAND)
    assert fits_its_window(page)
    page.set_viewport_size(WALL)

    # One tells of something else: split off, and back.
    whole.locator(f'.same[data-report="{third["number"]}"]').get_by_role("checkbox").check()
    whole.locator('[data-act="split"]').click()
    expect(whole.locator(".same")).to_have_count(2)
    whole.locator(".undo button").click()
    expect(whole.locator(".same")).to_have_count(3)
    whole.locator(f'.same[data-report="{second["number"]}"] a').click()
    expect(desk.message("Пожарные едут")).to_be_visible()
    expect(page.get_by_text("Не то", exact=True)).to_have_count(0)
    page.locator(f'.top a[aria-label="{texts["incidents.link"]}"]').click()
    expect(page.locator(".incident-list li")).to_contain_text("Market fire")
