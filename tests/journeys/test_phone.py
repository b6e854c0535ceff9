"""What a citizen does with the phone, and what of it stands on the operator's screen."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Response, expect

from tests.journeys import media
from tests.journeys.citizens import BOT, Citizen
from tests.journeys.house import House
from tests.journeys.pages import NUMBER, SOON_MS, ConsolePage, PhonePage, fits_its_window
from tests.stack import Stack

pytestmark = [
    pytest.mark.browser,
    pytest.mark.maps,
    pytest.mark.slow,
    pytest.mark.xdist_group("journeys"),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """One report that is open on both sides; each test says something of its own in it."""

    citizen: Citizen
    phone: PhonePage
    console: ConsolePage


@pytest.fixture(scope="module")
def talk(browser: Browser, stack: Stack, cookies: list[Any]) -> Iterator[Talk]:
    house = House(browser, stack, cookies)
    citizen = Citizen(stack, name="Talker")
    citizen.reports("They are breaking into the kiosk")
    console = house.console()
    phone = house.phone(citizen)
    number = NUMBER.search(phone.hears(NUMBER).inner_text())
    assert number
    console.open(number[0])
    yield Talk(citizen=citizen, phone=phone, console=console)
    house.close()
    assert house.complaints.heard == []


def is_a_press(answer: Response) -> bool:
    return '"press"' in (answer.request.post_data or "")


def test_a_button_under_a_message_turns_until_it_is_answered(house: House, stack: Stack) -> None:
    citizen = Citizen(stack)
    phone = house.phone(citizen)
    phone.write("/report")
    lost = {"on": "update", "kind": "callback_query", "user": citizen.id, "action": "drop"}
    httpx.post(f"{stack.emulator_url}/control/faults", json=lost).raise_for_status()

    with phone.page.expect_response(is_a_press) as sent:
        phone.press("theft")
    waits = phone.log.locator("button[aria-busy=true]")
    expect(waits.get_by_role("status")).to_be_visible()
    httpx.post(
        f"{stack.emulator_url}/bot{stack.bot_token}/answerCallbackQuery",
        json={"callback_query_id": sent.value.json()["callback_query_id"], "text": "Late"},
    ).raise_for_status()

    expect(waits).to_have_count(0)
    expect(phone.phone.get_by_test_id("toast")).to_have_text("Late")
    phone.press("theft")
    phone.hears(BOT.text("en", "ask-subcategory").split("·")[1].strip())
    expect(waits).to_have_count(0)


def test_a_button_of_the_keyboard_says_its_words(house: House, stack: Stack) -> None:
    phone = house.phone(Citizen(stack))

    phone.start()
    phone.hears_text("welcome")
    phone.press("my")

    phone.own(BOT.label("en", "my"))
    phone.hears_text("my-none")


def test_an_edit_reaches_the_console_as_a_version(talk: Talk) -> None:
    talk.phone.write("A grey car, number 123")
    own = talk.phone.own("A grey car, number 123")
    talk.console.message("A grey car, number 123")

    talk.phone.from_menu(own, "Edit")
    # What arrives while one corrects does not take the correction away.
    talk.console.reply("Which colour?")
    talk.phone.hears("Which colour?")
    talk.phone.write("A blue car, number 128")

    expect(talk.phone.own("A blue car, number 128").locator(".edited")).to_be_visible()
    corrected = talk.console.message("A blue car, number 128")
    expect(corrected.locator(".words")).to_have_text("A blue car, number 128")
    expect(corrected.locator("details.versions")).to_contain_text("A grey car, number 123")


def test_an_answer_shows_what_it_answers_on_both_sides(talk: Talk) -> None:
    talk.phone.write("There are two of them")
    first = talk.phone.own("There are two of them")

    talk.phone.from_menu(first, "Reply")
    talk.phone.write("Now a third has come")

    answer = talk.phone.own("Now a third has come")
    expect(answer.locator(".quote")).to_contain_text("There are two of them")
    answered = talk.console.message("Now a third has come")
    expect(answered.locator("blockquote")).to_have_text("There are two of them")


def test_an_album_is_one_bubble_one_receipt_and_two_photos(talk: Talk) -> None:
    before = len(talk.citizen.heard())

    talk.phone.show([media.photo("1.jpg", "navy"), media.photo("2.jpg", "teal")], "Both doors")

    album = talk.phone.own("Both doors")
    expect(album.locator(".album-part img")).to_have_count(2)
    photos = talk.console.page.locator('.file[data-kind="photo"][data-custody="stored"] img')
    expect(photos).to_have_count(2, timeout=SOON_MS)
    talk.console.message("Both doors")
    # Whatever the bot says later comes after every receipt of the album.
    talk.phone.write("That was all of it")
    talk.console.message("That was all of it")
    expect(talk.phone.log.locator("article.out").last).to_contain_text("That was all of it")
    talk.phone.hears(NUMBER)
    assert len(talk.citizen.heard()) == before + 2


def test_a_voice_message_can_be_played_on_the_console(talk: Talk) -> None:
    talk.phone.phone.get_by_role("button", name="Record a voice message").click()
    talk.phone.phone.get_by_test_id("pick-voice").set_input_files(media.sound())

    expect(talk.phone.log.locator("article.out .voice").last).to_be_visible()
    player = talk.console.file("voice").locator("audio")
    player.scroll_into_view_if_needed()
    talk.console.page.wait_for_function(
        "player => player.duration > 0.4 && player.duration < 0.6", arg=player.element_handle()
    )


def test_a_round_film_can_be_played_on_the_console(talk: Talk) -> None:
    talk.phone.phone.get_by_test_id("pick-video-note").set_input_files(media.film(talk.phone.page))

    expect(talk.phone.log.locator("article.out .video-note").last).to_be_visible()
    film = talk.console.file("video_note").locator("video[data-round]")
    film.scroll_into_view_if_needed()
    talk.console.page.wait_for_function("film => film.videoWidth === 96", arg=film.element_handle())


def test_a_document_comes_to_the_operator_byte_for_byte(talk: Talk, tmp_path: Path) -> None:
    statement = media.document("Мен көрдім: сағат 23:40")

    talk.phone.show(statement, by="pick-document")

    link = talk.console.file("document").get_by_role("link", name="statement.txt")
    with talk.console.page.expect_download() as download:
        link.click()
    saved = tmp_path / "saved"
    download.value.save_as(saved)
    assert download.value.suggested_filename == "statement.txt"
    assert saved.read_bytes() == statement["buffer"]


def test_a_live_location_walks_on_the_operators_map(talk: Talk) -> None:
    talk.phone.attach("Location")
    talk.phone.page.get_by_role("group", name="Share live").get_by_text("15 min").click()
    strip = talk.phone.phone.get_by_role("group", name="Sharing live")
    live = talk.console.page.locator('.positions [data-role="live"]')
    expect(live.locator("code")).to_be_visible(timeout=SOON_MS)
    first = live.locator("code").inner_text()

    strip.get_by_role("button", name="Walk").click()
    expect(live.locator("code")).not_to_have_text(first, timeout=SOON_MS)
    expect(talk.console.page.locator(".maplibregl-marker").first).to_be_visible(timeout=SOON_MS)
    strip.get_by_role("button", name="Stop").click()

    expect(strip).to_have_count(0)
    place = talk.phone.log.locator("article.out .place").last
    expect(place).to_contain_text("Live location ended")
    expect(live).to_have_attribute("data-state", "ended")
    here = re.findall(r"\d+\.\d{3}", place.locator("small").inner_text())
    assert re.findall(r"\d+\.\d{3}", live.locator("code").inner_text()) == here


def test_whoever_blocks_the_bot_is_not_told_and_whoever_unblocks_it_is(talk: Talk) -> None:
    talk.phone.menu("Block the bot")
    expect(talk.phone.phone.get_by_role("button", name="Unblock", exact=True)).to_be_visible()
    talk.console.reply("Are you still there?")

    lost = talk.console.message("Are you still there?").locator('[data-delivery="blocked"]')
    expect(lost).to_have_text(talk.console.texts["delivery.blocked"], timeout=SOON_MS)
    expect(talk.console.page.locator(".case")).to_contain_text(talk.console.texts["case.blocked"])

    talk.phone.phone.get_by_role("button", name="Unblock", exact=True).click()
    talk.phone.hears_text("welcome-back")
    talk.console.reply("Good to have you back")
    talk.phone.hears("Good to have you back")


def test_three_citizens_side_by_side_keep_their_talks_apart(house: House, stack: Stack) -> None:
    people = [Citizen(stack, language=language) for language in ("kk", "ru", "en")]
    page = house.page(viewport={"width": 1500, "height": 900})
    users = ",".join(str(one.id) for one in people)
    page.goto(f"{stack.emulator_url}/?users={users}&lang=en")
    phones = [PhonePage.beside(page, user=one.id, language=one.language) for one in people]

    for phone in phones:
        phone.start()

    for phone, citizen in zip(phones, people, strict=True):
        phone.hears_text("welcome")
        expect(phone.log.locator("article.out")).to_have_count(1)
        assert len(citizen.heard()) == 1
    assert fits_its_window(page)


@pytest.mark.parametrize("width", [360, 390])
def test_on_a_real_phone_nothing_sticks_out(house: House, stack: Stack, width: int) -> None:
    citizen = Citizen(stack, language="ru")
    phone = house.phone(citizen, viewport={"width": width, "height": 780}, has_touch=True)

    phone.start()
    phone.hears_text("welcome")
    phone.write("/report")
    phone.button("officer-conduct").scroll_into_view_if_needed()
    assert fits_its_window(phone.page)
    phone.attach("Location")
    expect(phone.page.get_by_role("dialog")).to_be_visible()

    assert fits_its_window(phone.page)
    box = phone.page.get_by_role("dialog").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
