"""Pictures of the product for README and docs: ``python -m tests.journeys.screenshots OUT_DIR``.

Starts a demo of its own, plays an evening in three languages, and photographs both pages.
"""

import sqlite3
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.chromium import chromium
from tests.journeys.citizens import Citizen
from tests.journeys.evening import Evening, play
from tests.journeys.house import session_cookies
from tests.journeys.pages import ConsolePage
from tests.stack import Stack, demo

PICTURE = (1600, 1000)
BACKGROUND = (226, 230, 236)
CONSOLE_BESIDE: ViewportSize = {"width": 1164, "height": 948}
PHONE: ViewportSize = {"width": 376, "height": 800}
WIDE: ViewportSize = {"width": 1440, "height": 900}
NARROW: ViewportSize = {"width": 390, "height": 844}
LARGEST_BYTES = 350_000
PAGES = (
    ("supervisor", "/board", "board.png"),
    ("supervisor", "/board/statistics", "statistics.png"),
    ("admin", "/admin?section=templates", "administration.png"),
)
POSITION = "Кезекші оператор"


def main(out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        demo(Path(folder)) as stack,
        chromium() as browser,
    ):
        password = add_operator(stack)
        desk = open_console(browser, stack, password, CONSOLE_BESIDE)
        evening = play(stack, desk)
        spread_over_the_evening(stack)
        take(desk.page, evening, browser, stack, out)
        for login, path, name in PAGES:
            take_page(browser, stack, login, path, out / name)
        for file in out.glob("*.png"):
            make_light(file)


def where_it_is_evening() -> str:
    """A time zone in which it is between eight and nine now, whenever the picture is taken."""
    east = (20 - datetime.now(UTC).hour + 11) % 24 - 11
    return f"Etc/GMT{-east:+d}"


def add_operator(stack: Stack) -> str:
    """An operator whose position reads as a Kazakh citizen would read it."""
    password = "a picture needs no secret"
    command = ["intake_api", "user", "add", "desk", "--role", "operator", "--position", POSITION]
    subprocess.run(
        [sys.executable, "-m", *command, "--password-stdin"],
        env={"QULAQ_INTAKE_DATABASE_URL": f"sqlite+aiosqlite:///{stack.data}/intake.sqlite"},
        input=password,
        text=True,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return password


def open_console(browser: Browser, stack: Stack, password: str, size: ViewportSize) -> ConsolePage:
    context = browser.new_context(
        viewport=size, timezone_id=where_it_is_evening(), color_scheme="light"
    )
    page = context.new_page()
    page.goto(stack.intake_url)
    desk = ConsolePage.at(page, language="kk")
    desk.sign_in(password, login="desk")
    page.get_by_role("button", name="ҚАЗ", exact=True).click()
    desk.is_live()
    return desk


def spread_over_the_evening(stack: Stack) -> None:
    """Reports that came within seconds get the ages of an evening; nothing else is changed."""
    with sqlite3.connect(stack.data / "intake.sqlite", timeout=10) as database:
        database.execute(
            "UPDATE report SET received_at = strftime('%Y-%m-%d %H:%M:%f000', received_at,"
            " '-' || (20 + 260 * ((SELECT max(rowid) FROM report) - rowid)) || ' seconds')"
        )


def take(page: Page, evening: Evening, browser: Browser, stack: Stack, out: Path) -> None:
    desk = ConsolePage.at(page, language="kk")
    page.reload()
    desk.is_live()
    desk.open(evening.theft)
    settle(page)
    page.locator("li.message:has(img)").first.evaluate("one => one.scrollIntoView()")
    page.mouse.move(0, 0)
    phone = phone_picture(browser, stack, evening.citizen, out / "phone.png")
    beside(shot(page), phone).save(out / "console.png")

    page.set_viewport_size(WIDE)
    page.emulate_media(color_scheme="dark")
    desk.open(evening.sos)
    settle(page)
    shot(page).save(out / "console-dark.png")

    page.emulate_media(color_scheme="light")
    page.set_viewport_size(NARROW)
    settle(page)
    shot(page).save(out / "console-narrow.png")


def take_page(browser: Browser, stack: Stack, login: str, path: str, file: Path) -> None:
    context = browser.new_context(
        viewport=WIDE, timezone_id=where_it_is_evening(), color_scheme="light"
    )
    context.add_cookies(session_cookies(stack, login=login))
    page = context.new_page()
    page.goto(f"{stack.intake_url}{path}")
    page.get_by_role("button", name="ENG", exact=True).click()
    page.wait_for_load_state("networkidle")
    shot(page).save(file)
    context.close()


def phone_picture(browser: Browser, stack: Stack, citizen: Citizen, file: Path) -> Image.Image:
    context = browser.new_context(
        viewport=PHONE, timezone_id=where_it_is_evening(), color_scheme="light"
    )
    page = context.new_page()
    page.goto(f"{stack.emulator_url}/?users={citizen.id}&lang=kk")
    expect(page.get_by_role("log").locator("article.in").last).to_be_visible()
    page.wait_for_load_state("networkidle")
    picture = shot(page)
    picture.save(file)
    context.close()
    return picture


def settle(page: Page) -> None:
    """Pictures loaded, the map drawn."""
    page.wait_for_function("[...document.images].every((one) => one.complete)")
    if page.locator(".map-pane").is_visible():
        expect(page.locator(".maplibregl-marker").first).to_be_visible(timeout=20_000)
        expect(page.locator('.map[data-state="ready"]')).to_be_visible(timeout=20_000)
    page.wait_for_load_state("networkidle")


def shot(page: Page) -> Image.Image:
    with tempfile.NamedTemporaryFile(suffix=".png") as file:
        page.screenshot(path=file.name)
        return Image.open(file.name).convert("RGB")


def beside(console: Image.Image, phone: Image.Image) -> Image.Image:
    """Both on one neutral ground, the console as a window, the phone as a phone."""
    picture = Image.new("RGB", PICTURE, BACKGROUND)
    gap = (PICTURE[0] - console.width - phone.width) // 3
    put(picture, console, gap, (PICTURE[1] - console.height) // 2, radius=12)
    put(picture, phone, 2 * gap + console.width, (PICTURE[1] - phone.height) // 2, radius=28)
    return picture


def put(ground: Image.Image, picture: Image.Image, x: int, y: int, *, radius: int) -> None:
    """With round corners, and a shadow under it."""
    mask = Image.new("L", picture.size, 0)
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, *picture.size), radius, fill=255)
    shade = Image.new("L", ground.size, 0)
    shade.paste(mask.point(lambda light: light // 4), (x, y + 6))
    ground.paste((40, 48, 60), mask=shade.filter(ImageFilter.GaussianBlur(12)))
    ground.paste(picture, (x, y), mask)


def make_light(file: Path) -> None:
    """A palette, when the colours weigh too much for a README."""
    picture = Image.open(file).convert("RGB")
    picture.save(file, optimize=True)
    if file.stat().st_size > LARGEST_BYTES:
        picture.quantize(256, dither=Image.Dither.NONE).save(file, optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
