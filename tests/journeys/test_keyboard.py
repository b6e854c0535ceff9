"""A shift with the keyboard alone: from signing in to the next report."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.pages import SOON_MS, ConsolePage, texts_of
from tests.journeys.served import Served, served
from tests.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("journeys")]


@pytest.fixture
def centre(browser: Browser, tmp_path: Path) -> Iterator[Served]:
    with served(tmp_path, browser, login="operator") as centre:
        yield centre


def focus_by_tab(desk: ConsolePage, selector: str) -> None:
    """Go there as somebody without a mouse does."""
    for _ in range(40):
        if desk.page.locator(f"{selector}:focus").count():
            return
        desk.page.keyboard.press("Tab")
    raise AssertionError(f"{selector} cannot be reached by Tab")


def test_an_sos_is_heard_opened_accepted_answered_and_closed(centre: Served) -> None:
    stack: Stack = centre.house.stack
    page = centre.house.page(locale="en-GB", permissions=["notifications"])
    page.goto(stack.intake_url)
    keys = page.keyboard
    expect(page.locator("[name=login]")).to_be_focused()
    keys.type("operator")
    keys.press("Tab")
    keys.type(stack.accounts["operator"])
    keys.press("Enter")
    desk = ConsolePage.at(page, language="kk")
    desk.is_live()
    following = centre.submit("A lamp is broken")

    focus_by_tab(desk, '[data-shift="off"]')
    keys.press("Enter")
    bell = page.locator(".shift")
    expect(bell).to_have_attribute("data-shift", "playing", timeout=SOON_MS)
    sos = centre.sos()
    expect(bell).to_have_attribute("data-sounding", "sos", timeout=SOON_MS)
    # Silenced, it calls anew when nobody opens it; opened, it is silent.
    keys.press("KeyS")
    expect(page.locator(".banner.overdue")).to_be_visible(timeout=SOON_MS)
    expect(bell).to_have_attribute("data-sounding", "sos", timeout=SOON_MS)

    keys.press("Control+KeyK")
    field = page.get_by_role("combobox", name=re.compile(texts_of("kk", "desk")["palette.field"]))
    expect(field).to_be_focused()
    keys.type(sos["number"])
    option = page.get_by_role("option").filter(has_text=sos["number"])
    expect(option).to_have_attribute("aria-selected", "true")
    keys.press("Enter")
    expect(page.locator(".case-head")).to_contain_text(sos["number"])
    desk.is_in("in_review")
    expect(page.locator(".banner.overdue")).to_have_count(0)

    accept = page.locator('[data-action="accept"]')
    expect(accept.locator("kbd")).to_have_text("A")
    keys.press("KeyA")
    desk.is_in("accepted")
    keys.press("KeyR")
    keys.type("We are on our way")
    keys.press("Control+Enter")
    desk.message("We are on our way")
    keys.press("Escape")
    keys.press("KeyC")
    dialog = page.get_by_role("dialog")
    focus_by_tab(desk, "[name=close_code]")
    keys.press("ArrowDown")
    focus_by_tab(desk, "dialog button.primary")
    keys.press("Enter")
    expect(dialog).to_have_count(0)
    desk.is_in("closed")

    keys.press("KeyJ")
    expect(page.locator("li.row:has(a:focus)")).to_be_visible()
    keys.press("Enter")
    expect(page.locator(".case-head")).to_contain_text(following["number"])


PUT_RIGHT_ELSEWHERE = """async id => {
    const body = JSON.stringify({priority: 2, reason: "A window"});
    const headers = {"Content-Type": "application/json"};
    const answer = await fetch(`/v1/reports/${id}`, {method: "PATCH", headers, body});
    if (!answer.ok) throw new Error(await answer.text());
}"""


def test_a_correction_names_what_was_seen_and_the_next_shift_reads_the_note(
    centre: Served,
) -> None:
    report = centre.submit("Somebody shouts")
    desk = centre.house.console(language="en")
    words = texts_of("en", "desk")
    desk.open(report["number"])
    desk.page.keyboard.press("KeyE")
    dialog = desk.page.get_by_role("dialog")
    dialog.locator("[name=priority]").select_option("1")
    dialog.locator("[name=place]").fill("43.2, 76.8")
    dialog.locator("[name=reason]").fill("There are knives")
    desk.page.evaluate(PUT_RIGHT_ELSEWHERE, report["report_id"])
    dialog.locator("button.primary").click()

    # A colleague was faster: what they changed is shown, the reason is still there.
    expect(dialog.get_by_role("alert")).to_have_text(desk.texts["problem.version_differs"])
    expect(dialog.locator("[name=priority]")).to_have_value("2")
    expect(dialog.locator("[name=reason]")).to_have_value("There are knives")
    dialog.locator("[name=priority]").select_option("1")
    dialog.locator("[name=place]").fill("43.2, 76.8")
    dialog.locator("button.primary").click()

    fact = desk.page.locator('[data-fact="corrected"]').filter(has_text="knives")
    expect(fact).to_contain_text("There are knives")
    expect(fact).to_contain_text("43.20000, 76.80000")

    desk.page.locator('[data-shift="off"]').click()
    desk.page.locator('.shift[data-shift="playing"]').click()
    dialog.locator("[name=text]").fill("Knives at the market")
    dialog.get_by_role("button", name=words["handover.send"]).click()
    expect(dialog.locator("[name=text]")).to_have_count(0)
    dialog.locator("summary").click()
    expect(dialog.locator(".earlier")).to_contain_text("Knives at the market")
