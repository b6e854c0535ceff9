"""How an operator works through a long queue: filters, saved views, many at once, colleagues."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.house import session_cookies
from tests.journeys.pages import SOON_MS, ConsolePage, fits_its_window, texts_of
from tests.journeys.served import Served, served
from tests.journeys.test_accessibility import findings

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("desk")]

LISTS = texts_of("en", "lists")
LONG = 170


@pytest.fixture
def centre(browser: Browser, tmp_path: Path) -> Iterator[Served]:
    with served(tmp_path, browser, login="operator") as centre:
        yield centre


def press(page: Page, text: str) -> None:
    page.get_by_role("button", name=text, exact=True).click()


def test_a_list_is_narrowed_kept_under_a_name_and_changed_as_a_whole(centre: Served) -> None:
    for n in range(3):
        centre.submit(f"Loud music {n}", category="noise", kind="complaint")
    centre.submit("Bicycle gone", category="theft", place=None)
    desk = centre.house.console()
    page, rows = desk.page, desk.page.locator("li.row")
    expect(rows).to_have_count(4)

    # What is asked for stands in the address and on chips.
    page.locator("[aria-controls=filter-choices]").click()
    page.get_by_label("Complaint", exact=True).check()
    page.locator("select[name=has_place]").select_option("false")
    expect(page.locator(".queue .empty")).to_contain_text(desk.texts["empty.filtered"])
    assert "kind=complaint" in page.url
    assert "has_place=false" in page.url
    without = LISTS["hidden.without"].format(name=desk.texts["limit.has_place.false"], n=3)
    assert findings(page) == []
    press(page, without)
    expect(rows).to_have_count(3)
    page.locator("[aria-controls=filter-choices]").click()

    # Kept under a name, with a count that lives.
    press(page, desk.texts["views.save"])
    page.locator("dialog [name=name]").fill("Noise at night")
    press(page, LISTS["views.keep"])
    view = page.locator('[data-view="Noise at night"]')
    expect(view).to_have_attribute("aria-current", "page")
    expect(view.locator(".count")).to_have_text("3")
    centre.submit("Loud music again", category="noise", kind="complaint")
    expect(view.locator(".count")).to_have_text("4", timeout=SOON_MS)
    press(page, desk.texts["views.manage"])
    page.locator("dialog [name=start]").check()
    assert findings(page) == []
    page.keyboard.press("Escape")
    page.goto(page.url.partition("?")[0])
    expect(rows).to_have_count(4)
    assert "kind=complaint" in page.url

    # All that match get a tag, and lose it again.
    press(page, desk.texts["select.title"])
    press(page, LISTS["select.matching"].format(n=4))
    press(page, LISTS["many.tags"])
    page.locator("dialog [name=add]").fill("Concert")
    press(page, LISTS["many.do"].format(n=4))
    expect(page.locator(".row .tags", has_text="#concert")).to_have_count(4)
    press(page, desk.texts["undo"])
    expect(page.locator(".row .tags")).to_have_count(0)

    # Two of them are closed; the one that nobody has opened says why not.
    desk.open("Loud music 0")
    press(page, desk.texts["select.title"])
    rows.nth(0).get_by_role("checkbox").check()
    rows.nth(1).get_by_role("checkbox").check()
    press(page, LISTS["many.transition"])
    page.locator("dialog [name=close_code]").select_option("not_confirmed")
    assert findings(page) == []
    press(page, LISTS["many.do"].format(n=2))
    done = page.locator(".selection.done")
    expect(done).to_contain_text(LISTS["many.done"].format(n=1))
    done.locator("summary").click()
    expect(done).to_contain_text(LISTS["many.refused.not_possible_now"])
    desk.is_in("closed")
    press(page, desk.texts["undo"])
    desk.is_in("in_review")
    assert findings(page) == []


def test_a_long_list_is_drawn_in_part_and_walked_by_keys(centre: Served) -> None:
    stories = [f"Report {n} of many" for n in range(LONG)]
    for story in stories:
        centre.submit(story)
    desk = centre.house.console()
    page, rows = desk.page, desk.page.locator("li.row")
    scroller = page.locator(".queue .scroll")
    expect(rows).to_have_count(50)

    for count in (150, LONG):
        scroller.evaluate("it => it.scrollTo(0, it.scrollHeight)")
        expect(rows.first).to_have_attribute("aria-setsize", str(count), timeout=SOON_MS)
    scroller.evaluate("it => it.scrollTo(0, it.scrollHeight)")

    expect(rows.filter(has_text=stories[-1])).to_be_visible()
    assert rows.count() < LONG / 2
    page.locator("body").click(position={"x": 1, "y": 1})
    page.keyboard.press("KeyK")  # to the last one
    page.keyboard.press("KeyK")
    expect(page.locator("li.row:has(a:focus)")).to_contain_text(stories[-2])
    scroller.evaluate("it => it.scrollTo(0, 0)")
    expect(rows.filter(has_text=stories[0])).to_be_visible()
    page.keyboard.press("KeyJ")
    expect(page.locator("li.row:has(a:focus)")).to_contain_text(stories[-1])


def test_two_operators_on_one_case_see_each_other(centre: Served) -> None:
    centre.submit("Somebody shouts for help")
    desk = centre.house.console()
    context = centre.house.context()
    context.add_cookies(session_cookies(centre.house.stack, login="colleague"))
    page = centre.house.complaints.watch(context.new_page())
    other = ConsolePage(page, centre.house.stack, language="en", signed_in=True)
    row = desk.row("Somebody shouts for help")
    seen = desk.texts["presence.here"]

    other.open("Somebody shouts for help")

    expect(row.locator(".company")).to_have_attribute(
        "aria-label", seen.format(who="colleague 102"), timeout=SOON_MS
    )
    desk.open("Somebody shouts for help")
    for each, who in ((desk, "colleague 102"), (other, "operator 102")):
        here = each.page.locator(".case-head .company-here")
        expect(here).to_have_text(seen.format(who=who), timeout=SOON_MS)
    context.close()
    expect(desk.page.locator(".company-here")).to_have_count(0, timeout=SOON_MS)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_tools_fit_a_phone(centre: Served, scheme: str) -> None:
    centre.submit("Loud music", category="noise", kind="complaint")
    desk = centre.house.console(
        path="/?group=open&kind=complaint&age_over_s=0",
        viewport={"width": 390, "height": 780},
        color_scheme=scheme,
    )
    press(desk.page, desk.texts["select.title"])
    press(desk.page, LISTS["select.matching"].format(n=1))
    press(desk.page, LISTS["many.owner"])

    expect(desk.page.get_by_role("dialog")).to_contain_text("colleague 102")
    assert fits_its_window(desk.page)
    assert findings(desk.page) == []
