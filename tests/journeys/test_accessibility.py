"""Nobody is kept out: axe-core finds nothing serious on any page, light or dark."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import media
from tests.journeys.citizens import PLACE, Citizen
from tests.journeys.house import House
from tests.journeys.pages import ROOT
from tests.stack import Stack

pytestmark = [
    pytest.mark.browser,
    pytest.mark.maps,
    pytest.mark.slow,
    pytest.mark.xdist_group("journeys"),
]

AXE = ROOT / "intake_api" / "web" / "node_modules" / "axe-core" / "axe.min.js"
SERIOUS = {"serious", "critical"}
SCHEMES = ["light", "dark"]


def findings(page: Page) -> list[str]:
    """What axe-core calls serious or critical: the rule and where it is broken."""
    # Evaluated, not added as a script: the page's policy allows none of ours.
    page.evaluate(AXE.read_text("utf-8"))
    report: dict[str, Any] = page.evaluate("axe.run()")
    assert report["passes"], "axe-core has looked at nothing"
    return [
        f"{rule['id']}: {node['target']} {node['failureSummary']}"
        for rule in report["violations"]
        if rule["impact"] in SERIOUS
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_sign_in(house: House, stack: Stack, scheme: str) -> None:
    page = house.page(color_scheme=scheme)
    page.goto(stack.intake_url)
    page.locator("[name=login]").fill("operator")
    page.locator("[name=password]").fill("wrong")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()

    assert findings(page) == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_queue_and_case(house: House, stack: Stack, scheme: str) -> None:
    citizen = Citizen(stack, language="kk")
    citizen.reports(f"Көше шамы сынған {scheme}", place=PLACE)
    Citizen(stack).presses_sos()
    desk = house.console(color_scheme=scheme)
    desk.open(f"Көше шамы сынған {scheme}")
    photo = media.photo("lamp.jpg", "gray")
    citizen.send_files(("photo", (photo["name"], photo["buffer"])), caption="Міне")
    expect(desk.file("photo").locator("img")).to_be_visible()
    desk.reply("Рақмет")
    desk.message("Рақмет")
    desk.page.get_by_role("button", name=desk.texts["filters.title"]).click()
    expect(desk.page.locator(".maplibregl-marker").first).to_be_visible()
    expect(desk.page.locator(".banner.sos")).to_be_visible()

    found = findings(desk.page)

    desk.page.locator(".banner.sos .button").click()  # other tests listen to this alarm
    expect(desk.page.locator(".banner.sos")).to_have_count(0)
    assert found == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_phone(house: House, stack: Stack, scheme: str) -> None:
    citizen = Citizen(stack)
    phone = house.phone(citizen, color_scheme=scheme)
    phone.start()
    phone.hears_text("welcome")
    phone.write("/report")
    expect(phone.button("theft")).to_be_visible()
    citizen.send(location={**PLACE, "live_period": 900})
    phone.show(media.photo("lamp.jpg", "gray"), "Look")
    phone.own("Look")
    expect(phone.page.get_by_role("group", name="Sharing live")).to_be_visible()

    assert findings(phone.page) == []
