"""A real Chromium for pages. Where there is none, the tests that need it say so and are skipped."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
DRAWING = ("--use-angle=swiftshader", "--enable-unsafe-swiftshader")
"""WebGL by the processor: it costs a third of every page, maps or not."""
NO_DRAWING = ("--disable-gpu", "--disable-3d-apis")


def executable_or_skip() -> str:
    """Where Chromium is; without one the test that asks is skipped and says so."""
    path = next((path for name in NAMES if (path := shutil.which(name))), None)
    if path is None:
        pytest.skip(f"no Chromium here (looked for {', '.join(NAMES)}): pages are NOT tested")
    return path


@contextmanager
def chromium(*, maps: bool = True) -> Iterator[Browser]:
    """Headless. With ``maps`` they are drawn without a graphics card, else they are lists."""
    path = executable_or_skip()
    drawing = DRAWING if maps else NO_DRAWING
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*FLAGS, *drawing])
        yield browser
        browser.close()


class Complaints:
    """What pages wrote to their consoles against the content policy, or threw."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def watch(self, page: Page) -> Page:
        page.on("console", self._listen)
        page.on("pageerror", lambda error: self.heard.append(str(error)))
        return page

    def _listen(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            self.heard.append(message.text)
