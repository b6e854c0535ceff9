"""Photos, sounds and films in a case, and its place on the map; on the API alone."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pillow_heif
import pytest
from PIL import ExifTags, Image
from playwright.sync_api import Browser, expect

from tests.intake_api.centre import attachment, message
from tests.journeys.media import film, sound
from tests.journeys.pages import SOON_MS, ConsolePage, fits_its_window
from tests.journeys.served import Served, now, served

pytestmark = [
    pytest.mark.browser,
    pytest.mark.maps,
    pytest.mark.slow,
    pytest.mark.xdist_group("desk"),
]

HERE = {"method": "pin", "latitude": 51.128, "longitude": 71.43, "accuracy_m": 40}


@pytest.fixture
def centre(browser: Browser, tmp_path: Path) -> Iterator[Served]:
    with served(tmp_path, browser, login="operator") as centre:
        yield centre


def heic() -> bytes:
    """From a telephone that knows where it was."""
    exif = Image.Exif()
    exif.get_ifd(ExifTags.IFD.GPSInfo).update(
        {
            ExifTags.GPS.GPSLatitudeRef: "N",
            ExifTags.GPS.GPSLatitude: (51.0, 6.0, 0.0),
            ExifTags.GPS.GPSLongitudeRef: "E",
            ExifTags.GPS.GPSLongitude: (71.0, 24.0, 0.0),
        }
    )
    made = io.BytesIO()
    shown = pillow_heif.from_pillow(Image.new("RGB", (320, 240), "white"))
    shown.save(made, quality=80, exif=exif.tobytes())
    return made.getvalue()


def told_with(centre: Served, *files: tuple[str, bytes | None]) -> dict[str, Any]:
    """A report with files of these kinds; of those without bytes the messenger gave none."""
    announced = [attachment(kind=kind, name=f"{n}.bin") for n, (kind, _) in enumerate(files)]
    said = message("Look", sent_at=now(), attachments=announced)
    report = centre.submit("", messages=[said], place=HERE)
    for file, (_, content) in zip(announced, files, strict=True):
        path = f"/v1/attachments/{file['attachment_id']}"
        if content is None:
            centre.post(f"{path}/failure", {"reason": "failed"})
        else:
            centre.put(f"{path}/content", content)
    return report


def opened(centre: Served, report: dict[str, Any], **options: Any) -> ConsolePage:
    desk = centre.house.console(**options)
    desk.open(report["number"])
    return desk


def test_a_photo_is_turned_and_its_place_taken(centre: Served) -> None:
    other = io.BytesIO()
    Image.new("RGB", (320, 240), "green").save(other, "JPEG")
    report = told_with(centre, ("document", heic()), ("photo", other.getvalue()))
    desk = opened(centre, report)
    page, texts = desk.page, desk.texts

    # HEIC is shown, and the gallery is walked with the keyboard alone.
    page.locator('.file[data-kind="document"] .thumbnail').press("Enter")
    gallery = page.get_by_role("dialog")
    shown = gallery.locator(".viewer > img")
    expect(shown).to_have_js_property("naturalWidth", 320, timeout=SOON_MS)
    page.keyboard.press("ArrowRight")
    expect(gallery).to_have_accessible_name(texts["photo.of"].format(n=2, all=2))
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("r")
    page.keyboard.press("Equal")
    page.keyboard.press("ArrowDown")
    expect(shown).to_have_attribute(
        "style", "transform: translate(0px, -60px) scale(1.5) rotate(90deg);"
    )
    page.keyboard.press("0")

    # What the camera wrote is shown on request, and taken by a person, with a reason.
    gallery.get_by_role("button", name="Show what the camera wrote").click()
    gallery.get_by_role("button", name="Take as the place").click()
    expect(gallery.get_by_role("button", name="Taken as the place")).to_be_disabled()
    incident = page.locator('.positions [data-role="incident"]')
    expect(incident).to_contain_text("51.10000, 71.40000")


def test_sounds_and_films_obey_keys_and_what_is_missed_is_asked_again(centre: Served) -> None:
    blank = centre.house.page()
    clip = film(blank)
    report = told_with(
        centre, ("audio", sound(seconds=20)["buffer"]), ("video", clip["buffer"]), ("voice", None)
    )
    desk = opened(centre, report)
    page = desk.page

    player = page.locator(".file audio")
    expect(player).to_have_js_property("readyState", 4, timeout=SOON_MS)
    player.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Period")
    expect(player).to_have_js_property("currentTime", 5)
    expect(player).to_have_js_property("playbackRate", 1.25)
    expect(page.locator(".file .speed").first).to_have_text("1.25×")

    video = page.locator('.file[data-kind="video"]')
    expect(video.locator("video")).to_have_js_property("videoWidth", 96, timeout=SOON_MS)
    video.get_by_role("button", name="Stills").click()
    video.get_by_role("button", name="Take this frame").click()
    still = video.locator(".stills img")
    expect(still).to_have_js_property("naturalWidth", 96)
    expect(video.locator(".stills a")).to_have_attribute("download", f"{report['number']}-0-00.png")

    missed = page.locator('.file[data-kind="voice"]')
    missed.get_by_role("button", name="Try again").click()
    expect(missed).to_have_attribute("data-custody", "announced", timeout=SOON_MS)


def test_a_place_is_corrected_by_keys_and_what_is_near_is_listed(centre: Served) -> None:
    near = centre.submit("A fire", place={**HERE, "latitude": 51.132})
    report = told_with(centre)
    desk = opened(centre, report)
    page = desk.page
    expect(page.locator('.map[data-state="ready"]')).to_be_visible(timeout=SOON_MS)
    incident = page.locator('.positions [data-role="incident"]')
    link = incident.get_by_role("link", name=desk.texts["position.open"])
    expect(link).to_have_attribute("href", "geo:51.128,71.43?q=51.128,71.43")

    page.get_by_role("button", name="Show reports near by").click()
    found = page.locator(".nearby .positions li")
    expect(found).to_have_count(1, timeout=SOON_MS)
    expect(found).to_contain_text(near["number"])
    expect(found).to_contain_text("445 m")
    expect(page.locator(".nearby > a")).to_have_attribute(
        "href", "/?bounds=71.42990,51.13190,71.43010,51.13210"
    )

    page.get_by_role("button", name="Correct the place").click()
    pin = page.locator('.pin[data-role="correction"]')
    pin.press("Shift+ArrowUp")
    pin.press("ArrowUp")
    expect(page.locator(".correct [role=status]")).to_contain_text("110 m")
    reason = page.locator(".correct [name=reason]")
    reason.fill("The citizen said so on the phone")
    reason.press("Enter")
    expect(incident).to_contain_text("51.12899, 71.43000", timeout=SOON_MS)
    expect(pin).to_have_count(0)


def test_without_webgl_the_places_are_a_list(centre: Served) -> None:
    report = told_with(centre)
    desk = opened(centre, report, viewport={"width": 390, "height": 800})
    page = desk.page
    page.add_init_script("HTMLCanvasElement.prototype.getContext = () => null")
    page.goto(f"{page.url}?pane=map")

    expect(page.locator(".positions code").first).to_have_text("51.12800, 71.43000")
    expect(page.get_by_role("button", name="Correct the place")).to_be_visible(timeout=SOON_MS)
    assert fits_its_window(page)
