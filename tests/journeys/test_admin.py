"""What an administrator changes for bots and citizens; on the API alone."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Route, expect

from tests.journeys.pages import SOON_MS, ConsolePage, fits_its_window, texts_of
from tests.journeys.served import Served, served
from tests.journeys.test_accessibility import findings

pytestmark = [
    pytest.mark.browser,
    pytest.mark.maps,
    pytest.mark.slow,
    pytest.mark.xdist_group("desk"),
]

SECTIONS = (
    *("staff", "sessions", "tokens", "bot_keys", "categories", "places", "announcements"),
    *("templates", "map", "targets", "retention", "audit"),
)
ALSO_DARK = {"staff", "categories", "templates", "map", "audit", "second_factor"}
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


def fault(desk: ConsolePage, name: str) -> Locator:
    return desk.page.locator(f'[data-fault$="{name}"]')


def test_extra_questions_are_written_in_a_form(centre: Served) -> None:
    desk = admin(centre, "categories")
    texts = {**desk.texts, **texts_of("en", "admin")}
    save = desk.page.get_by_role("button", name=texts["save"])
    questions = desk.page.locator(".question")

    # What is missing is told where it is missing, and nothing written is lost.
    desk.page.locator('[data-category="noise"]').click()
    if not desk.page.get_by_role("button", name=texts["questions.add"]).is_visible():
        desk.page.locator("summary", has_text=texts["category.questions"]).click()
    before = questions.count()
    for code in ("since", "how"):
        desk.page.get_by_role("button", name=texts["questions.add"], exact=True).click()
        questions.last.locator('[name$=".code"]').fill(code)
    questions.last.locator("select").select_option("single")
    save.click()
    expect(fault(desk, "options")).to_have_text(texts["field_fault.no_options"])
    expect(fault(desk, "labels.kk")).to_have_count(2)
    expect(questions.last.locator('[name$=".code"]')).to_have_value("how")

    # Another section and back: it is still there; another category asks first.
    desk.page.locator('.admin-menu a[href="/admin?section=map"]').click()
    desk.page.locator('.admin-menu a[href="/admin?section=categories"]').click()
    expect(questions).to_have_count(before + 2)
    desk.page.locator('[data-category="fire"]').click()
    desk.page.get_by_role("dialog").get_by_role("button", name=texts["cancel"]).click()

    # By keyboard: a choice is added, the second question goes before the first.
    questions.last.get_by_role("button", name=texts["questions.add_option"]).press("Enter")
    questions.last.locator('.options [name$=".code"]').fill("loud")
    for field in questions.locator('[name*=".labels."]').all():
        if not field.input_value():
            field.fill("Words")
    moved = texts["questions.up"].replace("{name}", texts["questions.one"])
    desk.page.get_by_role("button", name=moved.replace("{n}", str(before + 2))).press("Enter")
    questions.nth(before).locator('[name$=".required"]').check()
    save.click()

    expect(desk.page.get_by_text(texts["category.unsaved"])).to_have_count(0)
    noise = next(one for one in catalogue(centre)["categories"] if one["code"] == "noise")
    how, since = noise["questions"][before:]
    assert (how["code"], how["required"], how["options"][0]["code"]) == ("how", True, "loud")
    assert (since["code"], since["kind"], since["labels"]["en"]) == ("since", "text", "Words")


def test_a_map_is_tried_chosen_and_taken_back(centre: Served) -> None:
    desk = admin(centre, "map")
    texts = texts_of("en", "admin")
    asked: list[str] = []

    def nowhere(route: Route) -> None:
        asked.append(route.request.url)
        route.abort()

    desk.page.route("https://maps.example.kz/**", nowhere)
    preview = desk.page.locator(".map-preview .map")

    # A wrong address is told at its field; the policy lets a map on trial through.
    desk.page.get_by_label(texts["map_kind.raster"]).check()
    desk.page.locator("[name=url]").fill("https://maps.example.kz/tiles")
    desk.page.locator("[name=attribution]").fill("Example")
    desk.page.get_by_role("button", name=texts["map_source.try"]).click()
    expect(desk.page.locator(".map-wish [role=alert]")).to_have_text(
        texts["map_fault.no_tile_numbers"]
    )
    desk.page.locator("[name=url]").fill("https://maps.example.kz/{z}/{x}/{y}.png")
    desk.page.get_by_role("button", name=texts["map_source.try"]).click()
    expect(preview).to_have_attribute("data-source", "raster")
    expect(preview).to_contain_text("Example")
    expect(desk.page.locator("[name=url]")).to_have_value("https://maps.example.kz/{z}/{x}/{y}.png")
    assert any(url.startswith("https://maps.example.kz/") for url in asked)

    desk.page.get_by_role("button", name=texts["map_source.choose"]).click()
    reset = desk.page.get_by_role("button", name=texts["map_source.default"])
    expect(reset).to_be_visible()
    reset.click()

    expect(reset).to_have_count(0)
    expect(desk.page.get_by_label(texts["map_kind.offline"])).to_be_checked()


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
