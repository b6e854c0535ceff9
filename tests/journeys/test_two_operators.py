"""Two operators on one case: no citizen is answered by both, and a slip is taken back."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.house import session_cookies
from tests.journeys.pages import SOON_MS, ConsolePage, fits_its_window
from tests.journeys.served import Served, served
from tests.journeys.test_accessibility import findings

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("desk")]

UNDO_S = 20  # a busy machine needs longer than a hand does


@pytest.fixture
def centre(browser: Browser, tmp_path: Path) -> Iterator[Served]:
    with served(tmp_path, browser, login="operator", undo_send_s=UNDO_S) as centre:
        yield centre


def colleague(centre: Served, *, language: str, path: str) -> ConsolePage:
    """Another console, of somebody else."""
    context = centre.house.context()
    context.add_cookies(session_cookies(centre.house.stack, login="colleague"))
    page = centre.house.complaints.watch(context.new_page())
    return ConsolePage(page, centre.house.stack, language=language, path=path, signed_in=True)


def box(page: Page) -> Any:
    return page.locator('[data-box="reply"] textarea')


def replies(centre: Served) -> list[str]:
    items = centre.post("/v1/deliveries", None, method="GET")["items"]
    return [each["text"] for each in items if each["kind"] == "reply"]


def test_a_reply_is_taken_back_and_a_case_is_taken_over(centre: Served) -> None:
    report = centre.submit("Somebody broke the shop window")
    mine = centre.house.console()
    mine.open(report["number"])
    mine.is_in("in_review")

    # Wrong words: back in the box, by the button and by the keyboard, and never told.
    mine.reply("We are not coming")
    entry = mine.message("We are not coming")
    expect(entry.locator('[data-delivery="held"]')).to_be_visible()
    waiting = mine.page.locator(".undo-send")
    expect(waiting).to_contain_text(mine.texts["undo.sending"])
    assert findings(mine.page) == []
    waiting.get_by_role("button", name=mine.texts["undo"]).click()
    expect(box(mine.page)).to_have_value("We are not coming")
    expect(box(mine.page)).to_be_focused()
    expect(entry).to_have_count(0)
    mine.reply("We are now coming")
    expect(box(mine.page)).to_have_value("")
    box(mine.page).press("Control+KeyZ")
    expect(box(mine.page)).to_have_value("We are now coming")
    expect(waiting).to_have_count(0)

    # A colleague sees who answers, and has nothing to answer with.
    theirs = colleague(centre, language="ru", path=f"/reports/{report['report_id']}")
    held = theirs.page.locator(".held")
    expect(held).to_contain_text("operator 102", timeout=SOON_MS)
    expect(box(theirs.page)).not_to_be_editable()
    expect(theirs.page.locator(".requests")).to_have_count(0)
    expect(theirs.page.locator('.actions [data-action="reject"]')).to_be_disabled()
    assert findings(theirs.page) == []

    # One key, and it is theirs; the other is told at once and keeps the draft.
    theirs.page.keyboard.press("KeyT")
    expect(held).to_have_count(0)
    expect(mine.page.locator(".held")).to_contain_text("colleague 102", timeout=SOON_MS)
    expect(box(mine.page)).to_have_value("We are now coming")
    expect(box(mine.page)).not_to_be_editable()
    expect(mine.page.locator('[data-fact="taken_over"]')).to_contain_text("colleague 102")
    box(mine.page).press("Control+Enter")
    theirs.reply("A patrol is on its way")
    mine.message("A patrol is on its way")
    assert replies(centre) == []

    # What is done next is told after it, and the citizen has one answer.
    theirs.act("accept")
    theirs.is_in("accepted")
    theirs.page.locator(".requests button").first.click()
    expect(theirs.page.locator('[data-delivery="queued"]')).to_have_count(2, timeout=SOON_MS)
    assert replies(centre) == ["A patrol is on its way"]

    mine.page.set_viewport_size({"width": 390, "height": 844})
    assert fits_its_window(mine.page)
