"""What an operator sees and does at the console."""

import re
from dataclasses import replace
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from intake_api.contract import Locale
from intake_api.reports.catalogue import SEED, read_file
from tests.journeys.citizens import PLACE, Citizen
from tests.journeys.house import House
from tests.journeys.pages import NUMBER, SOON_MS, ConsolePage, fits_its_window
from tests.journeys.wire import wire_to
from tests.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("journeys")]


def told(stack: Stack, story: str, *, category: str = "noise", place: object = None) -> Citizen:
    """Somebody who has just sent a report with these words."""
    citizen = Citizen(stack)
    citizen.reports(story, category=category, place=place)
    return citizen


def unique(words: str) -> str:
    """Words no other test has said: they share one queue."""
    return f"{words} {uuid4().hex[:6]}"


def test_a_wrong_password_is_told_in_words_and_the_right_one_opens_the_deep_link(
    house: House, stack: Stack
) -> None:
    story = unique("A tree fell on the road")
    told(stack, story)
    desk = house.console()
    desk.open(story)
    path = desk.page.evaluate("location.pathname")
    number = desk.page.locator(".case-head .number").inner_text()
    page = house.page(locale="en-GB")
    page.goto(f"{stack.intake_url}{path}")
    newcomer = ConsolePage.at(page, language="en")

    newcomer.sign_in("not the password")
    expect(page.get_by_role("alert")).to_have_text(desk.texts["problem.wrong_credentials"])
    newcomer.sign_in(stack.accounts["operator"])

    expect(page.locator(".case-head")).to_contain_text(number)
    newcomer.is_live()
    assert page.evaluate("location.pathname") == path


def test_the_keyboard_alone_is_enough(house: House, stack: Stack) -> None:
    words = unique("Broken lamp")
    citizens = [told(stack, f"{words} {n}") for n in range(2)]
    page = house.page(locale="en-GB")
    page.goto(f"{stack.intake_url}/?text={words.split()[-1]}")
    expect(page.locator("[name=login]")).to_be_focused()
    page.keyboard.type("operator")
    page.keyboard.press("Tab")
    page.keyboard.type(stack.accounts["operator"])
    page.keyboard.press("Enter")
    # The account's language is whatever another test has left it at.
    page.get_by_role("button", name="ENG", exact=True).click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    desk = ConsolePage.at(page, language="en")
    desk.is_live()
    for n in range(2):
        desk.row(f"{words} {n}")
    page.locator("body").click(position={"x": 1, "y": 1})
    pointed = page.locator("li.row:has(a:focus)")

    page.keyboard.press("KeyJ")
    first = pointed.get_attribute("data-report") or ""
    page.keyboard.press("KeyJ")
    expect(pointed).not_to_have_attribute("data-report", first)
    page.keyboard.press("KeyK")
    expect(pointed).to_have_attribute("data-report", first)
    story = pointed.locator(".row-words").inner_text()
    page.keyboard.press("Enter")
    expect(page.locator(".case-head")).to_be_visible()
    page.keyboard.press("KeyR")
    page.keyboard.type("We are on our way, typed")
    page.keyboard.press("Control+Enter")

    desk.message("We are on our way, typed")
    expect(page.locator("#reply")).to_have_value("")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text(desk.texts["shortcuts.reply"])
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.locator(".case-head")).to_have_count(0)
    citizens[int(story[-1])].hears("We are on our way, typed")


def test_a_note_stays_among_colleagues(house: House, stack: Stack) -> None:
    story = unique("Music at night")
    citizen = told(stack, story)
    desk = house.console()
    desk.open(story)

    note = desk.page.locator('[data-box="note"] textarea')
    note.fill("The third call from this house")
    note.press("Control+Enter")

    expect(desk.page.locator("li.note")).to_contain_text("The third call from this house")
    # Whatever is said after it has passed everything said before.
    desk.reply("Noted, thank you")
    citizen.hears("Noted, thank you")
    assert not any("third call" in said for said in citizen.heard())


def test_closing_asks_for_the_result_and_the_citizen_is_told(house: House, stack: Stack) -> None:
    story = unique("Somebody shouts")
    citizen = told(stack, story)
    desk = house.console()
    desk.open(story)
    desk.is_in("in_review")
    desk.act("accept")
    desk.is_in("accepted")

    desk.act("close")
    dialog = desk.page.get_by_role("dialog")
    dialog.locator("button.primary").click()
    expect(dialog).to_be_visible()
    dialog.locator("[name=close_code]").select_option("not_confirmed")
    dialog.locator("[name=reason]").fill("Nobody was there")
    dialog.locator("button.primary").click()

    expect(dialog).to_have_count(0)
    desk.is_in("closed")
    change = desk.page.locator("li.change").last
    expect(change).to_contain_text(desk.texts["close_code.not_confirmed"])
    expect(change).to_contain_text("Nobody was there")
    citizen.hears("finished")


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_screen_speaks_the_chosen_language(house: House, stack: Stack, language: str) -> None:
    story = unique("Wallet gone")
    told(stack, story, category="theft")
    desk = house.console(language=language)
    category = read_file(SEED).categories[0].labels[Locale(language)]

    row = desk.row(story)

    expect(row.locator("b")).to_have_text(category)
    expect(row.locator(".state")).to_contain_text(desk.texts["state.received"])
    desk.open(story)
    expect(desk.page.locator(".case-head h1")).to_contain_text(category)
    expect(desk.page.locator("html")).to_have_attribute("lang", language)
    shown = desk.page.locator("body").inner_text()
    assert not [one for one in desk.texts if "." in one and one in shown.split()]


def test_the_theme_is_remembered(house: House) -> None:
    desk = house.console(color_scheme="light")
    ground = "getComputedStyle(document.body).backgroundColor"
    light = desk.page.evaluate(ground)

    desk.page.get_by_role("button", name=desk.texts["theme.system"]).click()
    desk.page.get_by_role("button", name=desk.texts["theme.light"]).click()

    expect(desk.page.locator("html")).to_have_attribute("data-theme", "dark")
    assert desk.page.evaluate(ground) != light
    desk.page.reload()
    desk.is_live()
    expect(desk.page.locator("html")).to_have_attribute("data-theme", "dark")


def test_search_and_filters_stand_in_the_address_and_survive_a_reload(
    house: House, stack: Stack
) -> None:
    word = unique("Fountain").split()[-1]
    told(stack, f"Noise at the fountain {word}")
    told(stack, f"Theft at the fountain {word}", category="theft")
    desk = house.console()
    rows = desk.page.locator("li.row")

    desk.page.locator("#queue-search").fill(word)
    expect(rows).to_have_count(2, timeout=SOON_MS)
    desk.page.get_by_role("button", name=desk.texts["filters.title"]).click()
    desk.page.get_by_label("Theft", exact=True).check()
    expect(rows).to_have_count(1)

    desk.page.reload()
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("Theft at the fountain")
    expect(desk.page.locator("#queue-search")).to_have_value(word)
    desk.page.locator("#queue-search").fill(f"{word} nowhere")
    empty = desk.page.locator(".queue .empty")
    expect(empty).to_contain_text(desk.texts["empty.filtered"])
    empty.get_by_role("button", name=desk.texts["filters.clear"]).click()
    expect(desk.row(f"Noise at the fountain {word}")).to_be_visible()


def test_an_empty_group_says_so(house: House, stack: Stack) -> None:
    desk = house.console()
    groups = desk.page.get_by_role("navigation").get_by_role("link")
    address = groups.filter(has_text=re.compile(r"\D0\s*$")).first.get_attribute("href")
    assert address
    desk.page.goto(f"{stack.intake_url}{address}")

    empty = desk.page.locator(".queue .empty")

    expect(empty).to_contain_text(desk.texts[f"empty.{address.rpartition('=')[2]}"])
    expect(desk.page.locator(".case")).to_contain_text(desk.texts["case.choose"])


def test_sos_rings_on_every_desk_until_somebody_opens_it(house: House, stack: Stack) -> None:
    desk, other = house.console(), house.console()
    citizen = Citizen(stack)
    alarm = desk.page.locator(".banner.sos")
    expect(alarm).to_have_count(0)

    citizen.presses_sos()

    expect(alarm).to_be_visible(timeout=SOON_MS)
    expect(other.page.locator(".banner.sos")).to_be_visible()
    expect(desk.page).to_have_title(re.compile(rf"^\(\d+\) {desk.texts['app.title']}$"))
    expect(desk.page.locator("link[rel=icon]")).to_have_attribute("href", re.compile("^data:"))
    number = NUMBER.search(alarm.inner_text())
    assert number
    alarm.get_by_role("link", name=desk.texts["alarm.open"]).click()
    expect(desk.page.locator(".case-head")).to_contain_text(number[0])
    for each in (desk, other):
        expect(each.page.locator(".banner.sos").filter(has_text=number[0])).to_have_count(0)


def test_after_a_cut_nothing_is_missing_and_nothing_is_doubled(house: House, stack: Stack) -> None:
    word = unique("Cut").split()[-1]
    watched = told(stack, f"Before {word}")
    with wire_to(stack.intake_url) as wire:
        far = replace(stack, intake_url=wire.url)
        desk = ConsolePage(house.page(), far, language="en", path=f"/?text={word}")
        near = house.console(path=f"/?text={word}")
        for each in (desk, near):
            each.open(f"Before {word}")

        wire.cut()
        expect(desk.page.locator('.line-state[data-line="waiting"]')).to_be_visible()
        told(stack, f"During one {word}", place=PLACE)
        told(stack, f"During two {word}")
        watched.send(text=f"During three {word}")
        for story in (f"During one {word}", f"During two {word}"):
            near.row(story)
        near.message(f"During three {word}")
        expect(desk.page.locator("li.row")).to_have_count(1)
        wire.mend()

        desk.is_live()
        for each in (desk, near):
            expect(each.page.locator("li.row")).to_have_count(3)
            expect(
                each.page.locator("li.message").filter(has_text=f"During three {word}")
            ).to_have_count(1)
        seen = [each.page.locator("li.row").evaluate_all(NUMBERS) for each in (desk, near)]
        assert seen[0] == seen[1]


NUMBERS = "rows => rows.map(row => row.dataset.report)"


def test_the_console_works_on_a_phone(house: House, stack: Stack) -> None:
    story = unique("On the phone")
    told(stack, story, place=PLACE)
    desk = house.console(language="ru", viewport={"width": 390, "height": 780})
    desk.row(story)
    assert fits_its_window(desk.page)

    desk.open(story)
    expect(desk.page.locator(".queue")).to_be_hidden()
    assert fits_its_window(desk.page)
    desk.reply("Еду к вам")
    desk.message("Еду к вам")
    desk.page.get_by_role("link", name=desk.texts["map.title"]).click()
    expect(desk.page.locator(".map-pane")).to_be_visible()
    assert fits_its_window(desk.page)
    desk.page.get_by_role("link", name=desk.texts["case.title"]).click()
    desk.page.get_by_role("link", name=desk.texts["queue.title"]).click()

    desk.row(story)
    expect(desk.page.locator(".case")).to_be_hidden()
