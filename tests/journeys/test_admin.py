"""What an administrator changes for bots and citizens; on the API alone."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.pages import SOON_MS, ConsolePage, fits_its_window
from tests.journeys.served import Served, served
from tests.journeys.test_accessibility import findings

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("desk")]

SECTIONS = (
    *("staff", "sessions", "tokens", "bot_keys", "categories", "places", "announcements"),
    *("templates", "targets", "retention", "audit"),
)
ALSO_DARK = {"staff", "categories", "templates", "audit", "second_factor"}
OF_ACCOUNT = ("password", "second_factor", "my_sessions", "my_tokens")


@pytest.fixture
def centre(browser: Browser, tmp_path: Path) -> Iterator[Served]:
    with served(tmp_path, browser, login="admin") as centre:
        yield centre


def admin(centre: Served, section: str, **options: Any) -> ConsolePage:
    return centre.house.console(path=f"/admin?section={section}", **options)


def write(desk: ConsolePage, name: str, text: str) -> None:
    for language in ("kk", "ru", "en"):
        desk.page.locator(f'[name="{name}.{language}"]').fill(f"{text} {language}")


def catalogue(centre: Served) -> dict[str, Any]:
    found: dict[str, Any] = centre.post("/v1/catalogue", None, method="GET")
    return found


def test_a_category_is_renamed_retired_and_brought_back(centre: Served) -> None:
    desk = admin(centre, "categories")
    name = desk.page.locator('[data-category="noise"]')

    name.click()
    write(desk, "labels", "Loud music")
    desk.page.get_by_role("button", name=desk.texts["save"]).click()
    expect(name).to_have_text("Loud music en")
    desk.page.get_by_role("button", name=desk.texts["retired.retire"]).click()
    expect(name).to_contain_text(desk.texts["retired.mark"])
    desk.page.get_by_role("button", name=desk.texts["undo"]).click()

    expect(name).to_have_text("Loud music en")
    noise = next(one for one in catalogue(centre)["categories"] if one["code"] == "noise")
    assert (noise["retired"], noise["labels"]["kk"]) == (False, "Loud music kk")


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("[{", "questions.not_json"),
        ("{}", "questions.not_list"),
        ('[{"code": "Bad code", "kind": "text"}]', "questions.code"),
        (
            '[{"code": "a", "kind": "single", "labels": {"kk": "A", "ru": "A", "en": "A"}}]',
            "questions.options",
        ),
    ],
)
def test_a_mistake_in_extra_questions_is_told_in_words(
    centre: Served, written: str, problem: str
) -> None:
    desk = admin(centre, "categories")
    desk.page.locator('[data-category="noise"]').click()
    if not desk.page.locator("[name=questions]").is_visible():
        desk.page.locator("summary", has_text=desk.texts["category.questions"]).click()

    desk.page.locator("[name=questions]").fill(written)
    desk.page.get_by_role("button", name=desk.texts["save"]).click()

    alert = desk.page.locator(".sheet").get_by_role("alert")
    expect(alert).to_have_text(desk.texts[problem].replace("{n}", "1"))


def test_a_qr_place_gives_its_link_and_comes_back_after_undo(centre: Served) -> None:
    desk = admin(centre, "places")
    expect(desk.page.locator(".empty")).to_have_text(desk.texts["places.empty"])

    desk.page.get_by_label(desk.texts["places.bot"]).fill("@qulaq_bot")
    desk.page.get_by_role("button", name=desk.texts["places.add"]).click()
    desk.page.locator("[name=code]").fill("Mall-1")
    write(desk, "labels", "Mall")
    desk.page.locator("[name=latitude]").fill("51.1")
    desk.page.locator("[name=longitude]").fill("71.4")
    desk.page.get_by_role("button", name=desk.texts["save"]).click()
    place = desk.page.locator('[data-place="Mall-1"]')
    expect(place.locator("code")).to_have_text("https://t.me/qulaq_bot?start=loc_Mall-1")
    place.get_by_role("button", name=desk.texts["retired.retire"]).click()
    expect(place).to_have_count(0)
    desk.page.get_by_role("button", name=desk.texts["undo"]).click()

    expect(place).to_be_visible()
    assert [one["code"] for one in catalogue(centre)["places"]] == ["Mall-1"]


def test_an_announcement_is_looked_at_before_it_is_sent(centre: Served) -> None:
    desk = admin(centre, "announcements")
    write(desk, "texts", "Stay at home")
    desk.page.get_by_role("button", name=desk.texts["announcement.preview"]).click()
    dialog = desk.page.get_by_role("dialog")
    expect(dialog).to_contain_text("Stay at home kk")
    assert centre.post("/v1/deliveries?after=0", None, method="GET")["items"] == []

    dialog.get_by_role("button", name=desk.texts["announcement.send"]).click()

    expect(dialog).to_have_count(0)
    expect(desk.page.locator(".places")).to_contain_text("Stay at home en")
    sent = centre.post("/v1/deliveries?after=0", None, method="GET")["items"]
    assert [one["texts"]["ru"] for one in sent] == ["Stay at home ru"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_administration_keeps_nobody_out(centre: Served, scheme: str) -> None:
    desk = admin(centre, "staff", color_scheme=scheme)

    found = {}
    for section in visited(desk):
        if section == "categories":
            desk.page.locator('[data-category="fire"]').click()
            expect(desk.page.locator(".sheet")).to_be_visible(timeout=SOON_MS)
        if section == "templates":
            desk.page.locator("[data-template]").first.click()
        if scheme == "light" or section in ALSO_DARK:
            found[section] = findings(desk.page)

    assert {section: told for section, told in found.items() if told} == {}


def test_administration_fits_a_phone(centre: Served) -> None:
    desk = admin(centre, "staff", language="kk", viewport={"width": 390, "height": 780})

    assert [section for section in visited(desk) if not fits_its_window(desk.page)] == []


def visited(desk: ConsolePage) -> Iterator[str]:
    """Each section of administration, then of one's own account, as the menu leads there."""
    for page, sections in (("admin", SECTIONS), ("account", OF_ACCOUNT)):
        if page == "account":
            desk.page.locator(".top a.who").click()
        for section in sections:
            desk.page.locator(f'.admin-menu a[href="/{page}?section={section}"]').click()
            expect(desk.page.locator(".admin-section > *").first).to_be_visible()
            desk.page.wait_for_load_state("networkidle")
            yield section


def test_others_are_kept_out(browser: Browser, tmp_path: Path) -> None:
    with served(tmp_path, browser, login="supervisor") as centre:
        desk = admin(centre, "categories")

        expect(desk.page.locator(".empty")).to_have_text(desk.texts["problem.forbidden"])
        link = desk.page.get_by_role("link", name=desk.texts["admin.title"])
        expect(link).to_have_count(0)
