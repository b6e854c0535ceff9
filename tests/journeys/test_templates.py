"""A template goes from the administrator who writes it into an operator's reply, by keys alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.house import House, session_cookies
from tests.journeys.pages import ConsolePage, texts_of
from tests.journeys.served import Served, served
from tests.journeys.test_accessibility import findings

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("desk")]

TEXTS, ADMIN, DESK = (texts_of("en", domain) for domain in ("console", "admin", "desk"))
INSERT = TEXTS["template.insert"]


@pytest.fixture
def centre(browser: Browser, tmp_path: Path) -> Iterator[Served]:
    with served(tmp_path, browser, login="admin") as centre:
        yield centre


@pytest.fixture
def operator(centre: Served, browser: Browser) -> Iterator[House]:
    stack = centre.house.stack
    house = House(browser, stack, session_cookies(stack))
    yield house
    house.close()
    assert house.complaints.heard == []


def test_a_template_is_written_offered_and_inserted_by_keyboard(
    centre: Served, operator: House
) -> None:
    report = centre.submit("A lamp is broken", locale="kk")
    write_one(centre.house.console(path="/admin?section=templates"))

    desk = operator.console()
    desk.open(report["number"])
    reply, keys = desk.page.locator("#reply"), desk.page.keyboard
    keys.press("KeyR")
    keys.type("Hello. Bye.")
    for _ in " Bye.":
        keys.press("ArrowLeft")
    keys.press("Escape")
    keys.press("Shift+Slash")
    expect(desk.page.get_by_role("dialog")).to_contain_text(INSERT)
    keys.press("Escape")
    keys.press("KeyT")
    options = desk.page.get_by_role("option")
    expect(options.filter(has_text="Closed")).to_have_count(0)
    expect(options.filter(has_text="Хабарламаңыз")).not_to_have_count(0)  # the citizen's language
    assert findings(desk.page) == []
    keys.type("nothing like that")
    expect(desk.page.get_by_role("dialog")).to_contain_text(DESK["template.nothing"])
    desk.page.get_by_role("combobox", name=DESK["template.search"]).fill("сигнал")
    expect(options).to_have_count(1)
    expect(options).to_contain_text("Lamp")
    expect(options.locator(".state-mark")).to_have_text(TEXTS["language.own.ru"])
    keys.press("ArrowDown")
    keys.press("Enter")

    number = report["number"]
    expect(reply).to_be_focused()
    expect(reply).to_have_value(f"Hello.\n\n{number}: сигнал принят. operator 102 Bye.")
    expect(desk.page.locator("li.message.staff")).to_have_count(0)
    keys.press("Control+KeyZ")
    expect(reply).to_have_value("Hello. Bye.")


def write_one(desk: ConsolePage) -> None:
    """In two languages, after a mistake that is told; then archived and brought back."""
    page = desk.page
    page.get_by_role("button", name=ADMIN["templates.add"]).click()
    page.locator('[name="title_en"]').fill("Lamp")
    page.locator('[name="text_en"]').fill("{number}: we know. {position}")
    page.locator('[name="title_ru"]').fill("Фонарь")
    page.locator('[name="text_ru"]').fill("{number}: сигнал принят. {name}")
    save = page.get_by_role("button", name=TEXTS["save"], exact=True)
    save.click()
    expect(page.locator(".sheet").get_by_role("alert")).to_contain_text("{name}")
    page.locator('[name="text_ru"]').fill("{number}: сигнал принят. {position}")
    page.locator("[name=states][value=received]").check()
    page.locator("[name=states][value=in_review]").check()
    expect(page.locator(".template-preview").nth(1)).to_contain_text("admin 102")
    # Another part of the page, and back: what is written is still there.
    page.locator('.admin-menu a[href="/admin?section=targets"]').click()
    page.locator('.admin-menu a[href="/admin?section=templates"]').click()
    page.get_by_role("button", name=ADMIN["templates.add"]).click()
    save.click()
    row = page.locator("[data-template]", has_text="Lamp")
    expect(row).to_be_visible()
    page.get_by_role("button", name=TEXTS["retired.retire"]).click()
    expect(row).to_contain_text(TEXTS["retired.mark"])
    page.get_by_role("button", name=TEXTS["undo"]).click()
    expect(row).not_to_contain_text(TEXTS["retired.mark"])
