"""What is taken out of the console: a list as a file, a case on paper and as an archive."""

import csv
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Route, expect

from intake_api.exports.verifying import verify
from tests.journeys.pages import ConsolePage, fits_its_window
from tests.journeys.served import Served, now, served
from tests.journeys.test_accessibility import findings

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("desk")]

PRINTS = "window.print = () => { top.prints = (top.prints || 0) + 1 }"


@pytest.fixture
def chiefs(browser: Browser, tmp_path: Path) -> Iterator[Served]:
    with served(tmp_path, browser, login="supervisor") as centre:
        yield centre


def named(centre: Served, story: str, **changed: object) -> dict[str, Any]:
    report = centre.submit(story, **changed)
    identity = {"name": "Айгерім", "phone": "+77011234567", "consent": "1", "consented_at": now()}
    path = f"/v1/conversations/{report['conversation_id']}/identity"
    centre.post(path, identity, method="PUT")
    return report


def dialog(desk: ConsolePage, button: str) -> Locator:
    desk.page.get_by_role("button", name=desk.texts[button], exact=True).click()
    form = desk.page.locator("form.export")
    expect(form).to_be_visible()
    return form


def saved(desk: ConsolePage, form: Locator) -> Path:
    with desk.page.expect_download() as download:
        form.locator("button.primary").click()
    return download.value.path()


def test_the_filtered_list_is_saved_with_the_columns_chosen(chiefs: Served) -> None:
    stolen = named(chiefs, "A bicycle", category="theft")
    named(chiefs, "A call from the bank", category="fraud")
    desk = chiefs.house.console(
        path="/?category=theft",
        language="kk",
        color_scheme="dark",
        viewport={"width": 390, "height": 800},
        timezone_id="Asia/Almaty",
    )
    form = dialog(desk, "export.button")

    # Nobody answers: the file can be called off.
    desk.page.route("**/v1/exports/**", lambda _: None)
    form.locator("button.primary").click()
    expect(form.get_by_role("progressbar")).to_be_visible()
    form.locator("button:not(.primary):not(.link)").click()
    expect(form.get_by_role("progressbar")).to_have_count(0)
    desk.page.unroute("**/v1/exports/**")
    desk.page.route("**/v1/exports/**", _busy)
    form.locator("button.primary").click()
    expect(form.get_by_role("alert")).to_be_visible()
    desk.page.unroute("**/v1/exports/**")

    form.locator("[name=format]").select_option("csv")
    form.locator("[name=column][value=name]").check()
    form.locator("[name=purpose]").fill("Case 17")
    form.locator("[name=column][value=excerpt]").uncheck()
    assert findings(desk.page) == []
    assert fits_its_window(desk.page)
    file = saved(desk, form)

    expect(form.get_by_role("status")).to_contain_text("1")
    rows = list(csv.reader(file.read_text("utf-8-sig").splitlines(), delimiter=";"))
    assert len(rows) == 2
    assert {"Asia/Almaty" in heading for heading in rows[0]} == {True, False}
    assert (rows[1][0], rows[1][-1]) == (stolen["number"], "Айгерім")
    assert "A bicycle" not in rows[1]


def _busy(route: Route) -> None:
    body = '{"code": "exports_busy"}'
    route.fulfill(status=503, body=body, content_type="application/problem+json")


def test_a_case_is_printed_and_saved_as_an_archive_that_verifies(chiefs: Served) -> None:
    report = named(chiefs, "A bicycle was stolen")
    desk = chiefs.house.console(path=f"/reports/{report['report_id']}")
    desk.page.context.add_init_script(PRINTS)
    desk.page.reload()

    form = dialog(desk, "case_export.print")
    form.locator("input[type=checkbox]").check()
    form.locator("[name=purpose]").fill("Case 17")
    form.locator("button.primary").click()
    card = desk.page.frame_locator("iframe.printed")
    expect(card.locator(".number")).to_have_text(report["number"])
    expect(card.locator("body")).to_contain_text("Айгерім")
    desk.page.wait_for_function("() => window.prints === 1")
    form = dialog(desk, "case_export.save")
    form.locator("[name=purpose]").fill("Case 17")
    file = saved(desk, form)

    assert verify(file).findings == ()
    with zipfile.ZipFile(file) as kept:
        assert "A bicycle was stolen" in kept.read("case.html").decode()
