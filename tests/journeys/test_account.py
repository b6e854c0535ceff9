"""From the invitation to the second factor: an account is begun, kept and proved in the console."""

from collections.abc import Iterator
from pathlib import Path

import pyotp
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.intake_api.centre import PASSWORD
from tests.journeys.pages import LANGUAGE_NAMES, ConsolePage, texts_of
from tests.journeys.served import Served, served

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("desk")]

TEXTS = texts_of("en", "admin")
OWN = "battery staple horse"


@pytest.fixture
def centre(browser: Browser, tmp_path: Path) -> Iterator[Served]:
    with served(tmp_path, browser, login="admin") as centre:
        yield centre


def press(page: Page | Locator, name: str) -> None:
    page.get_by_role("button", name=TEXTS[name], exact=True).first.click()


def shown_once(page: Page) -> list[str]:
    """What the dialog shows; it is closed then."""
    dialog = page.get_by_role("dialog")
    expect(dialog.locator("code").first).to_be_visible()
    secrets = dialog.locator("code").all_text_contents()
    press(dialog, "secret.done")
    expect(dialog).to_have_count(0)
    return secrets


def sign_in(page: Page, password: str) -> None:
    page.locator("[name=login]").fill("aigul")
    page.locator("[name=password]").fill(password)
    page.keyboard.press("Enter")


def test_from_the_invitation_to_the_second_factor(centre: Served) -> None:
    desk = centre.house.console(path="/admin?section=staff")
    press(desk.page, "staff.add")
    sheet = desk.page.locator(".sheet.person")
    sheet.locator("[name=login]").fill("aigul")
    sheet.locator("[name=name]").fill("Aigul S.")
    sheet.locator("[name=position]").fill("Operator 7")
    sheet.locator("[name=locale]").select_option("en")
    press(sheet, "staff.invite")
    (one_time,) = shown_once(desk.page)
    expect(desk.page.locator('[data-login="aigul"]')).to_contain_text(TEXTS["staff.invited"])

    own = centre.house.page()
    own.goto(centre.house.stack.intake_url)
    own.get_by_role("button", name=LANGUAGE_NAMES["en"], exact=True).click()
    sign_in(own, one_time)
    expect(own.get_by_role("heading", level=1)).to_have_text(TEXTS["debt.password"])
    own.locator("[name=current]").fill(one_time)
    own.locator("[name=new]").fill(OWN)
    own.locator("[name=again]").fill(OWN)
    own.keyboard.press("Enter")
    console = ConsolePage.at(own, language="en")
    console.is_live()

    own.locator(".top a.who").click()
    own.get_by_role("link", name=TEXTS["admin.second_factor"]).click()
    own.locator("[name=password]").fill(OWN)
    own.keyboard.press("Enter")
    expect(own.locator("img.qr")).to_be_visible()
    phone = pyotp.TOTP(own.locator(".sheet code").inner_text().replace(" ", ""))
    own.locator("[name=code]").fill(phone.now())
    own.keyboard.press("Enter")
    codes = shown_once(own)
    assert len(codes) == 10

    own.get_by_role("button", name=console.texts["sign_out"]).click()
    sign_in(own, OWN)
    expect(own.locator("[name=code]")).to_be_focused()
    own.locator("[name=code]").fill("000000")
    own.keyboard.press("Enter")
    expect(own.get_by_role("alert")).to_have_text(console.texts["problem.wrong_code"])
    own.locator("[name=code]").fill(codes[0])
    own.keyboard.press("Enter")
    console.is_live()

    desk.page.locator('[data-login="aigul"] button').click()
    press(desk.page, "staff.switch_off")
    press(desk.page.get_by_role("dialog"), "staff.switch_off")
    expect(desk.page.locator('[data-login="aigul"]')).to_contain_text(TEXTS["staff.off"])
    own.reload()
    expect(own.locator("[name=login]")).to_be_visible()


def test_targets_tokens_keys_and_the_log(centre: Served) -> None:
    desk = centre.house.console(path="/admin?section=targets")
    desk.page.locator("[name=alarm]").fill("45")
    desk.page.locator('[name="answer_1"]').fill("1.5")
    desk.page.get_by_role("button", name=desk.texts["save"]).click()
    expect(desk.page.get_by_text(TEXTS["saved"])).to_be_visible()
    told = centre.post("/v1/catalogue", None, method="GET")
    assert told["policy"]["sos_unheard_s"] == 45

    menu(desk, "bot_keys")
    desk.page.locator("[name=name]").fill("second")
    press(desk.page, "bot_keys.make")
    (key,) = shown_once(desk.page)
    assert key.startswith("qb_")
    row = desk.page.locator('[data-key="second"]')
    press(row, "tokens.revoke")
    press(desk.page.get_by_role("dialog"), "tokens.revoke")
    expect(row).to_contain_text(TEXTS["bot_keys.revoked"])

    desk.page.locator(".top a.who").click()
    menu(desk, "my_tokens")
    desk.page.locator("summary").click()
    desk.page.locator("[name=name]").fill("Board")
    desk.page.locator('[value="reports:read"]').check()
    press(desk.page, "tokens.make")
    (token,) = shown_once(desk.page)
    assert token.startswith("qt_")
    expect(desk.page.locator('[data-token="Board"]')).to_contain_text("reports:read")

    desk.page.goto(f"{centre.house.stack.intake_url}/admin?section=audit")
    log = desk.page.locator("table.log")
    expect(log).to_contain_text(TEXTS["audit_action.targets_changed"])
    desk.page.locator("[name=action]").select_option("bot_key_revoked")
    press(desk.page, "audit.show")
    expect(log.locator("tbody tr")).to_have_count(1)
    assert PASSWORD not in desk.page.content()


def menu(desk: ConsolePage, section: str) -> None:
    desk.page.locator(f'.admin-menu a[href$="section={section}"]').click()
