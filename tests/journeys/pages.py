"""The two pages of a journey, in the words of those who use them."""

import re
from pathlib import Path

from babel.messages.pofile import read_po
from playwright.sync_api import Locator, Page, expect

from bots.runtime.texts import Texts
from tests.stack import Stack

ROOT = Path(__file__).parents[2]
BOT = Texts.load("citizen")
NUMBER = re.compile(r"\b\d\d-\d{6}-[0-9A-Z]\b")
LANGUAGE_NAMES = {"kk": "ҚАЗ", "ru": "РУС", "en": "ENG"}


def console_texts(language: str) -> dict[str, str]:
    file = ROOT / "intake_api" / "locales" / language / "console.po"
    with file.open("rb") as source:
        return {str(m.id): str(m.string) for m in read_po(source, locale=language) if m.id}


class PhonePage:
    """A citizen with the phone in hand. The page is English, the bot speaks ``language``."""

    def __init__(self, page: Page, stack: Stack, *, user: int, language: str) -> None:
        self.page = page
        self._language = language
        page.goto(f"{stack.emulator_url}/?users={user}&lang=en")
        self._phone = page.locator(f'section.phone[data-user-id="{user}"]')
        self.log = self._phone.get_by_role("log")
        self._composer = self._phone.get_by_role("textbox", name="Message text")

    def start(self) -> None:
        self._phone.get_by_role("button", name="Start", exact=True).click()

    def write(self, text: str) -> None:
        self._composer.fill(text)
        self._composer.press("Enter")

    def press(self, choice: str) -> None:
        """A button of the bot, under a message or on its keyboard; the newest of that name."""
        label = BOT.label(self._language, choice)
        self._phone.get_by_role("button", name=label, exact=True).last.click()

    def share_place(self) -> None:
        self.press("send-location")
        self.page.get_by_role("button", name="Share my location").click()

    def show(self, file: Path, caption: str) -> None:
        self._phone.get_by_test_id("pick-media").set_input_files(file)
        sheet = self.page.get_by_role("dialog")
        sheet.get_by_role("textbox").fill(caption)
        sheet.get_by_role("button", name="Send", exact=True).click()
        expect(sheet).to_have_count(0)

    def hears(self, text: str | re.Pattern[str]) -> Locator:
        """A message of the bot with this text, waited for."""
        heard = self.log.locator("article.in").filter(has_text=text).last
        expect(heard).to_be_visible(timeout=15_000)
        return heard

    def hears_text(self, name: str) -> None:
        """The first line of a catalogue text in the citizen's language."""
        first = re.split(r"[{\n]", BOT.text(self._language, name))[0].strip()
        self.hears(first)


class ConsolePage:
    """An operator at the console."""

    def __init__(self, page: Page, stack: Stack, *, language: str) -> None:
        self.page = page
        self.texts = console_texts(language)
        page.goto(stack.intake_url)
        page.locator("#login, [name=login]").first.fill("operator")
        page.locator("#password, [name=password]").first.fill(stack.accounts["operator"])
        page.keyboard.press("Enter")
        page.get_by_role("button", name=LANGUAGE_NAMES[language], exact=True).click()
        expect(page.locator(".top")).to_contain_text(self.texts["line.live"])

    def row(self, text: str) -> Locator:
        found = self.page.locator("a.row, .row").filter(has_text=text).first
        expect(found).to_be_visible(timeout=15_000)
        return found

    def open(self, text: str) -> None:
        self.row(text).click()
        expect(self.page.locator(".case-head")).to_contain_text(text)

    def message(self, text: str) -> Locator:
        found = self.page.locator("li.message").filter(has_text=text).first
        expect(found).to_be_visible(timeout=15_000)
        return found

    def reply(self, text: str) -> None:
        box = self.page.locator('[data-box="reply"] textarea')
        box.fill(text)
        box.press("Control+Enter")
