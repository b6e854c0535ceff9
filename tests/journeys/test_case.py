"""What an operator sees of all that citizens tell, and puts right; on the API alone."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import APIResponse, Browser, Route, expect

from tests.journeys.pages import SOON_MS, ConsolePage, fits_its_window
from tests.journeys.served import Served, now, served
from tests.journeys.test_accessibility import findings

pytestmark = [
    pytest.mark.browser,
    pytest.mark.maps,
    pytest.mark.slow,
    pytest.mark.xdist_group("desk"),
]

LIVE = {"method": "live", "latitude": 51.128, "longitude": 71.43, "accuracy_m": 20}


@pytest.fixture
def centre(browser: Browser, tmp_path: Path) -> Iterator[Served]:
    with served(tmp_path, browser, login="operator") as centre:
        yield centre


@pytest.fixture
def chiefs(browser: Browser, tmp_path: Path) -> Iterator[Served]:
    """The same, with the supervisor at the console."""
    with served(tmp_path, browser, login="supervisor") as centre:
        yield centre


def told_in_full(centre: Served, **changed: object) -> dict[str, Any]:
    return centre.submit(
        "My telephone was taken from my pocket",
        category="theft-street",
        role="victim",
        happened="last night",
        answers=[
            {"question": "taken", "text": "A telephone"},
            {"question": "value", "number": 150000},
        ],
        **changed,
    )


def open_report(centre: Served, report: dict[str, Any], **options: Any) -> ConsolePage:
    desk = centre.house.console(**options)
    desk.open(report["number"])
    return desk


def track(
    centre: Served, report: dict[str, Any], message: str, *ages_s: float, **ended: Any
) -> None:
    """Points of a share, each so many seconds old, a little further north each time."""
    points = [
        {
            "at": (datetime.now(UTC) - timedelta(seconds=age)).isoformat(),
            "latitude": 51.128 + place / 1000,
            "longitude": 71.43,
            "accuracy_m": 15,
            "heading": 90,
        }
        for place, age in enumerate(ages_s, 1)
    ]
    body = {"message_id": message, "points": points, **ended}
    centre.post(f"/v1/reports/{report['report_id']}/track", body)


def test_an_sos_nobody_opens_alarms_row_header_and_banner(centre: Served) -> None:
    desk = centre.house.console()
    overdue = desk.page.locator(".banner.overdue")
    expect(overdue).to_have_count(0)

    sos = [centre.sos(), centre.sos()]

    expect(overdue).to_contain_text("2", timeout=SOON_MS)
    expect(overdue).to_contain_text(sos[0]["number"])
    expect(desk.page.locator(".alarm-mark")).to_have_text("2")
    row = desk.page.locator(f'li.row[data-report="{sos[0]["number"]}"]')
    expect(row).to_have_attribute("data-alarm", "true")
    overdue.get_by_role("link").click()
    expect(desk.page.locator(".case-head")).to_contain_text(sos[0]["number"])
    expect(row).not_to_have_attribute("data-alarm", "true")
    expect(overdue).to_contain_text(sos[1]["number"])


def test_what_comes_while_the_list_is_under_way_is_in_the_list(centre: Served) -> None:
    """The answer is held back until the line has told of a report that it does not know."""
    page = centre.house.console().page
    held: list[tuple[Route, APIResponse, str]] = []

    def hold(route: Route) -> None:
        answer = route.fetch()
        held.append((route, answer, centre.submit("Told in between")["number"]))

    page.route("**/v1/reports?*", hold)
    page.locator('.groups [data-group="new"]').click()
    expect(page.locator("li.row")).to_have_count(1, timeout=SOON_MS)
    [(route, answer, number)] = held
    assert answer.json()["items"] == []
    expect(page.locator(".queue .scroll")).to_have_attribute("aria-busy", "true")
    route.fulfill(response=answer)

    expect(page.locator(".queue .scroll")).to_have_attribute("aria-busy", "false")
    expect(page.locator("li.row")).to_have_attribute("data-report", number)


@pytest.mark.parametrize(("motion", "moves"), [("no-preference", True), ("reduce", False)])
def test_the_alarm_moves_only_for_those_who_bear_it(
    centre: Served, motion: str, moves: bool
) -> None:
    centre.sos()
    desk = centre.house.console(reduced_motion=motion)
    row = desk.page.locator("li.row[data-alarm] > a")
    expect(row).to_be_visible(timeout=SOON_MS)

    animation = row.evaluate("row => getComputedStyle(row).animationName")

    assert (animation != "none") is moves
    assert row.evaluate("row => getComputedStyle(row).boxShadow") != "none"


@pytest.mark.parametrize(
    ("language", "path", "question", "role"),
    [
        ("kk", "Ұрлық › Көшеде немесе көлікте қалтадан ұрлау", "Не ұрланды?", "Жәбірленуші"),
        ("en", "Theft › Pickpocketing in the street or on transport", "What was taken?", "Victim"),
    ],
)
def test_what_was_told_beside_the_messages_is_shown_in_the_operators_language(
    centre: Served, language: str, path: str, question: str, role: str
) -> None:
    desk = open_report(centre, told_in_full(centre), language=language)

    details = desk.page.locator(".told:not(.same-event)")

    for text in (path, question, role, "last night", "A telephone", "150000"):
        expect(details).to_contain_text(text)


def test_an_anonymous_citizen_is_marked_and_cannot_be_revealed(centre: Served) -> None:
    desk = open_report(centre, told_in_full(centre, anonymous=True))

    expect(desk.page.locator(".told:not(.same-event) summary")).to_contain_text(
        desk.texts["details.anonymous"]
    )
    expect(desk.page.locator("[data-reveal]")).to_have_count(0)


def test_reports_of_the_same_are_linked_both_ways(centre: Served) -> None:
    first = told_in_full(centre)
    second = told_in_full(centre, same_as=first["report_id"])
    desk = open_report(centre, second)

    desk.page.locator('[data-detail="same-this"] a').click()

    expect(desk.page.locator(".case-head")).to_contain_text(first["number"])
    expect(desk.page.locator('[data-detail="same-other"]')).to_contain_text(second["number"])


def test_a_name_is_shown_only_for_a_purpose(centre: Served) -> None:
    report = told_in_full(centre)
    identity = {
        "name": "Aigul Bek",
        "phone": "+77011234567",
        "consent": "1",
        "consented_at": now(),
    }
    centre.post(f"/v1/conversations/{report['conversation_id']}/identity", identity, method="PUT")
    desk = open_report(centre, report)

    expect(desk.page.locator(".citizen")).not_to_contain_text("Aigul")
    desk.page.locator("[data-reveal]").click()
    dialog = desk.page.get_by_role("dialog")
    dialog.locator("button.primary").click()
    expect(dialog).to_be_visible()
    dialog.locator("[name=purpose]").fill("To call back")
    dialog.locator("button.primary").click()

    expect(dialog).to_have_count(0)
    expect(desk.page.locator(".citizen")).to_contain_text("Aigul Bek")
    expect(desk.page.locator(".citizen")).to_contain_text("+77011234567")


def test_where_nobody_said_who_they_are_nothing_is_offered(centre: Served) -> None:
    desk = open_report(centre, told_in_full(centre))

    expect(desk.page.locator(".citizen")).to_contain_text(desk.texts["citizen.nothing"])
    expect(desk.page.locator("[data-reveal]")).to_have_count(0)


def test_a_message_filed_by_guess_moves_by_keyboard_and_back(centre: Served) -> None:
    wrong = told_in_full(centre)
    right = told_in_full(centre, conversation_id=wrong["conversation_id"])
    told_in_full(centre, conversation_id=wrong["conversation_id"])
    centre.say(wrong, "The thief had a red cap", filed_by="guess")
    desk = open_report(centre, wrong)
    moved = desk.message("The thief had a red cap")
    expect(moved.locator('[data-filed="guess"]')).to_be_visible()

    desk.page.locator(".timeline").focus()
    desk.page.keyboard.press("KeyM")
    dialog = desk.page.get_by_role("dialog")
    expect(dialog).to_contain_text("red cap")
    choices = dialog.get_by_role("radio")
    expect(choices).to_have_count(2)
    expect(choices.first).to_be_focused()
    dialog.locator("button.primary").click()
    expect(dialog).to_be_visible()
    desk.page.keyboard.press("ArrowDown")
    expect(dialog.get_by_role("radio", name=right["number"])).to_be_checked()
    desk.page.keyboard.press("Enter")

    expect(dialog).to_have_count(0)
    expect(moved).to_have_count(0)
    away = desk.page.locator('[data-fact="message_moved_away"]')
    expect(away.get_by_role("link")).to_have_text(right["number"])
    away.get_by_role("button").click()
    expect(moved).to_be_visible()
    expect(away.get_by_role("button")).to_have_count(0)


def test_a_citizens_other_reports_are_counted_and_listed(centre: Served) -> None:
    alone = told_in_full(centre)
    desk = open_report(centre, alone)
    expect(desk.page.locator(".citizen")).to_contain_text(desk.texts["others.none"])
    sos = {"kind": "sos", "category": None, "channel": "sos"}
    other = centre.submit("Help", conversation_id=alone["conversation_id"], **sos)
    desk.open(other["number"])
    desk.open(alone["number"])

    others = desk.page.locator(".others")
    expect(others.locator('[data-flag="sos"]')).to_contain_text("1")
    expect(others.locator('[data-flag="false"]')).to_have_count(0)
    others.locator("summary").click()
    others.get_by_role("link", name=other["number"]).click()

    expect(desk.page.locator(".case-head")).to_contain_text(other["number"])


def test_reading_goes_on_where_it_ended_and_what_comes_below_is_told(centre: Served) -> None:
    other = centre.submit("Something else")
    report = centre.submit("It began here")
    desk = open_report(centre, report)
    desk.message("It began here")
    desk.open(other["number"])
    for place in range(6):
        centre.say(report, f"New word {place}" + "\nand more" * 12)
    desk.open(report["number"])

    line = desk.page.locator(".first-new")
    to_new, to_end = (desk.page.locator(f'[data-jump="{one}"]') for one in ("new", "end"))
    expect(line).to_be_in_viewport()
    expect(to_new).to_have_count(0)
    to_end.click()
    expect(line).not_to_be_in_viewport()
    expect(to_end).to_have_count(0)
    to_new.click()
    expect(line).to_be_in_viewport()
    centre.say(report, "The newest of all")
    expect(to_end).to_contain_text("1 new below", timeout=SOON_MS)
    expect(desk.message("The newest of all")).not_to_be_in_viewport()
    to_end.click()
    expect(desk.message("The newest of all")).to_be_in_viewport()
    expect(to_end).to_have_count(0)


def test_the_menu_of_a_message_closes_on_escape_and_leaves_the_report_open(centre: Served) -> None:
    desk = open_report(centre, told_in_full(centre))
    button = desk.message("My telephone").get_by_role("button", name=desk.texts["message.menu"])

    button.click()
    item = desk.page.get_by_role("menuitem")
    expect(item).to_be_focused()
    desk.page.keyboard.press("Escape")

    expect(item).to_have_count(0)
    expect(button).to_be_focused()
    expect(desk.page.locator(".case-head")).to_be_visible()


def test_nothing_a_citizen_did_with_a_message_stays_unseen(centre: Served) -> None:
    report = told_in_full(centre)
    desk = open_report(centre, report)
    desk.act("accept")
    desk.is_in("accepted")

    first = report["messages"][0]["message_id"]
    centre.say(report, "It was my bag", message_id=first, edited_at=now())
    centre.say(report, unsupported="sticker")
    centre.say(report, "That one", quoted_message_id=first, quote="from my pocket")
    file = {"attachment_id": str(uuid4()), "kind": "video", "size": 140_000_000}
    centre.say(report, "Look", attachments=[file])
    failed = {"reason": "too_big"}
    centre.post(f"/v1/attachments/{file['attachment_id']}/failure", failed)

    expect(desk.message("It was my bag").locator('[data-mark="edited"]')).to_be_visible()
    expect(desk.message(desk.texts["unsupported.sticker"])).to_be_visible()
    expect(desk.message("That one").locator("blockquote")).to_have_text("from my pocket")
    waiting = desk.page.locator('.file[data-custody="too_big"]')
    expect(waiting).to_contain_text("140 MB", timeout=SOON_MS)
    expect(waiting).to_contain_text(desk.texts["custody.too_big"])


def test_a_live_location_moves_goes_stale_and_ends(centre: Served) -> None:
    report = told_in_full(centre)
    message = centre.say(report, place=LIVE, live_s=3600)
    desk = open_report(centre, report)
    line = desk.page.locator('.positions [data-role="live"]')
    pin = desk.page.locator('.pin[data-role="live"]')
    expect(line).to_have_attribute("data-state", "live")

    track(centre, report, message, 3, 0)

    expect(line).to_contain_text("51.13000", timeout=SOON_MS)
    expect(line).to_contain_text(desk.texts["direction.e"])
    expect(pin).to_have_attribute("data-heading", "90")
    seconds = line.locator(".seconds")
    shown = seconds.inner_text()
    expect(seconds).not_to_have_text(shown)
    track(centre, report, message, ended_at=now())
    expect(line).to_have_attribute("data-state", "ended")
    expect(pin).to_have_attribute("data-state", "ended")


def test_a_silent_location_is_told_as_the_last_one_heard(centre: Served) -> None:
    long_ago = (datetime.now(UTC) - timedelta(minutes=5)).isoformat()
    report = told_in_full(centre)
    centre.say(report, place=LIVE, live_s=3600, sent_at=long_ago)

    desk = open_report(centre, report)

    line = desk.page.locator('.positions [data-role="live"]')
    expect(line).to_have_attribute("data-state", "stale")
    expect(line).to_contain_text(desk.texts["track.stale"])


def test_an_urgent_report_taken_back_waits_for_the_operator(centre: Served) -> None:
    report = centre.sos()
    asked = {"at": now(), "reason": "We have made up"}
    centre.post(f"/v1/reports/{report['report_id']}/withdrawal", asked)
    desk = open_report(centre, report)
    box = desk.page.locator(".withdrawal")
    expect(box).to_contain_text("We have made up")

    box.locator('[data-withdrawal="keep"]').click()
    expect(box).to_have_count(0)
    centre.post(f"/v1/reports/{report['report_id']}/withdrawal", {**asked, "at": now()})
    box.locator('[data-withdrawal="confirm"]').click()
    desk.page.get_by_role("dialog").locator("button.primary").click()

    desk.is_in("withdrawn")


def test_the_rating_is_shown_with_its_words(centre: Served) -> None:
    report = told_in_full(centre)
    desk = open_report(centre, report)
    desk.act("accept")
    desk.act("close")
    dialog = desk.page.get_by_role("dialog")
    dialog.locator("[name=close_code]").select_option("confirmed")
    dialog.locator("button.primary").click()
    desk.is_in("closed")

    rating = {"stars": 4, "words": "Quick", "at": now()}
    centre.post(f"/v1/reports/{report['report_id']}/rating", rating, method="PUT")

    shown = desk.page.locator('[data-detail="details.rating"]')
    expect(shown).to_contain_text("★★★★☆")
    expect(shown).to_contain_text("Quick")


def test_a_supervisor_restricts_and_lifts(chiefs: Served) -> None:
    desk = open_report(chiefs, told_in_full(chiefs))
    card = desk.page.locator(".restriction")

    card.get_by_role("button", name=desk.texts["restriction.put"]).click()
    dialog = desk.page.get_by_role("dialog")
    dialog.locator("[name=reason]").fill("False alarms")
    dialog.locator("[name=until]").fill("2099-01-01T12:00")
    dialog.locator("button.primary").click()

    expect(card).to_contain_text("False alarms")
    expect(card).to_contain_text("2099")
    card.get_by_role("button", name=desk.texts["restriction.lift"]).click()
    expect(card.get_by_role("button", name=desk.texts["restriction.put"])).to_be_visible()


def test_an_operator_cannot_restrict(centre: Served) -> None:
    desk = open_report(centre, told_in_full(centre))

    expect(desk.page.locator(".citizen")).to_be_visible()
    expect(desk.page.locator(".restriction")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_full_case_keeps_nobody_out(centre: Served, scheme: str) -> None:
    first = told_in_full(centre)
    report = told_in_full(centre, same_as=first["report_id"])
    centre.say(report, "And this", filed_by="guess")
    centre.say(report, place=LIVE, live_s=3600)
    centre.sos()
    desk = open_report(centre, report, color_scheme=scheme)
    expect(desk.page.locator(".banner.overdue")).to_be_visible(timeout=SOON_MS)
    expect(desk.page.locator('.pin[data-role="live"]')).to_be_visible()
    desk.message("And this").get_by_role("button", name=desk.texts["message.menu"]).click()

    assert findings(desk.page) == []


def test_a_full_case_fits_a_phone(centre: Served) -> None:
    report = told_in_full(centre)
    centre.say(report, "And this", filed_by="guess")
    centre.sos()

    desk = open_report(centre, report, language="ru", viewport={"width": 390, "height": 780})

    expect(desk.page.locator(".banner.overdue")).to_be_visible(timeout=SOON_MS)
    desk.page.locator(".told:not(.same-event) summary").click()
    assert fits_its_window(desk.page)
    desk.message("And this").get_by_role("button", name=desk.texts["message.menu"]).click()
    assert fits_its_window(desk.page)
