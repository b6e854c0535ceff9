"""The two pages of a journey, in the words of those who use them."""

import re
from collections.abc import Sequence
from pathlib import Path

from babel.messages.pofile import read_po
from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.journeys.citizens import BOT
from tests.stack import Stack

ROOT = Path(__file__).parents[2]
NUMBER = re.compile(r"\b\d\d-\d{6}-[0-9A-Z]\b")
LANGUAGE_NAMES = {"kk": "ҚАЗ", "ru": "РУС", "en": "ENG"}
SOON_MS = 20_000
PAGES_AT_MOST = 5  # of the queue
Files = Path | FilePayload | Sequence[FilePayload]


def texts_of(language: str, domain: str) -> dict[str, str]:
    """A catalogue of the intake API in one language."""
    file = ROOT / "intake_api" / "locales" / language / f"{domain}.po"
    with file.open("rb") as source:
        return {str(m.id): str(m.string) for m in read_po(source, locale=language) if m.id}


def fits_its_window(page: Page) -> bool:
    """Whether nothing sticks out at the side."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


class PhonePage:
    """A citizen with the phone in hand. The page is English, the bot speaks ``language``."""

    def __init__(
        self, page: Page, stack: Stack, *, user: int, language: str, payload: str = ""
    ) -> None:
        """``payload``: what the link that brought the citizen here gives to START."""
        self.page = page
        start = f"&start={payload}" if payload else ""
        page.goto(f"{stack.emulator_url}/?users={user}&lang=en{start}")
        self._take(user, language)

    @classmethod
    def beside(cls, page: Page, *, user: int, language: str) -> "PhonePage":
        """One of several phones on a page that is already open."""
        phone = cls.__new__(cls)
        phone.page = page
        phone._take(user, language)
        return phone

    def _take(self, user: int, language: str) -> None:
        self._language = language
        self.phone = self.page.locator(f'section.phone[data-user-id="{user}"]')
        self.log = self.phone.get_by_role("log")
        self._composer = self.phone.get_by_role("textbox", name="Message text")

    def start(self) -> None:
        self.phone.get_by_role("button", name="Start", exact=True).click()

    def write(self, text: str) -> None:
        self._composer.fill(text)
        self._composer.press("Enter")

    def button(self, choice: str) -> Locator:
        """A button of the bot, under a message or on its keyboard; the newest of that name."""
        label = BOT.label(self._language, choice)
        return self.phone.get_by_role("button", name=label, exact=True).last

    def press(self, choice: str) -> None:
        self.button(choice).click()

    def share_place(self) -> None:
        self.press("send-location")
        self.page.get_by_role("button", name="Share my location").click()

    def attach(self, name: str) -> None:
        """Open what the paper clip offers under ``name``."""
        self.phone.get_by_role("button", name="Attach", exact=True).click()
        self.phone.get_by_role("menuitem", name=name, exact=True).click()

    def show(self, files: Files, caption: str = "", *, by: str = "pick-media") -> None:
        self.phone.get_by_test_id(by).set_input_files(files)
        sheet = self.page.get_by_role("dialog")
        sheet.get_by_role("textbox").fill(caption)
        sheet.get_by_role("button", name="Send", exact=True).click()
        expect(sheet).to_have_count(0)

    def own(self, text: str) -> Locator:
        """An own message, waited for."""
        said = self.log.locator("article.out").filter(has_text=text).last
        expect(said).to_be_visible()
        return said

    def from_menu(self, message: Locator, item: str) -> None:
        """What the menu of a message offers."""
        message.locator(".bubble").click(button="right", position={"x": 8, "y": 8})
        self.page.get_by_role("menuitem", name=item, exact=True).click()

    def menu(self, item: str) -> None:
        """What the phone's own menu offers."""
        self.phone.get_by_role("button", name="Phone menu").click()
        self.phone.get_by_role("menuitem", name=item, exact=True).click()

    def follow_link(self, payload: str) -> None:
        """Come by a link once more, in a chat that is open already; START is left to press."""
        self.menu("Open by a link")
        sheet = self.page.get_by_role("dialog")
        sheet.get_by_role("textbox").fill(payload)
        sheet.get_by_role("button", name="Follow the link").click()

    def answer_part(self, message: Locator, words: str, text: str) -> None:
        """Answer one sentence of a message."""
        self.from_menu(message, "Reply to a part")
        self.page.get_by_role("dialog").get_by_role("button", name=words, exact=True).click()
        self.write(text)

    def send_other(self, name: str) -> None:
        """One of the kinds that few people send: a forward, a big file, a poll, ..."""
        self.attach("Other kinds of messages")
        self.page.get_by_role("dialog").get_by_role("button", name=name, exact=True).click()

    def choose_offered(self, words: str, title: str, *, bot: str) -> None:
        """Ask the bot in the line (inline mode) and send what it offers under ``title``."""
        self._composer.fill(f"@{bot} {words}")
        offered = self.phone.get_by_role("list", name="What the bot offers")
        offered.get_by_role("button", name=title).click(timeout=SOON_MS)

    def is_silent(self, message: Locator) -> bool:
        """Whether the phone did not ring for it."""
        return message.get_by_role("img", name="Sent silently").count() == 1

    def hears(self, text: str | re.Pattern[str]) -> Locator:
        """A message of the bot with this text, waited for."""
        heard = self.log.locator("article.in").filter(has_text=text).last
        expect(heard).to_be_visible(timeout=SOON_MS)
        return heard

    def hears_text(self, name: str) -> None:
        """The first line of a catalogue text in the citizen's language."""
        first = re.split(r"[{\n]", BOT.text(self._language, name))[0].strip()
        self.hears(first)


class ConsolePage:
    """An operator at the console."""

    def __init__(
        self, page: Page, stack: Stack, *, language: str, path: str = "/", signed_in: bool = False
    ) -> None:
        """``signed_in``: the page's context already has a session."""
        self._take(page, language)
        page.goto(f"{stack.intake_url}{path}")
        if not signed_in:
            self.sign_in(stack.accounts["operator"])
        page.get_by_role("button", name=LANGUAGE_NAMES[language], exact=True).click()
        self.is_live()
        expect(page.locator("html")).to_have_attribute("lang", language)

    @classmethod
    def at(cls, page: Page, *, language: str) -> "ConsolePage":
        """A page that is open already, whatever it shows."""
        console = cls.__new__(cls)
        console._take(page, language)
        return console

    def _take(self, page: Page, language: str) -> None:
        self.page = page
        self.texts = texts_of(language, "console")

    def sign_in(self, password: str, *, login: str = "operator") -> None:
        self.page.locator("[name=login]").fill(login)
        self.page.locator("[name=password]").fill(password)
        self.page.keyboard.press("Enter")

    def is_live(self) -> None:
        line = self.page.locator('.line-state[data-line="live"]')
        expect(line).to_be_attached(timeout=SOON_MS)

    def row(self, text: str) -> Locator:
        """The row in the queue, further down if other tests have filled the first page."""
        found = self.page.locator("li.row").filter(has_text=text).first
        more = self.page.locator("button.more")
        for _ in range(PAGES_AT_MOST):
            try:
                expect(found).to_be_visible(timeout=SOON_MS / PAGES_AT_MOST)
                break
            except AssertionError:
                if more.count() and more.is_enabled():
                    more.click()
        expect(found).to_be_visible(timeout=SOON_MS)
        return found

    def open(self, text: str) -> None:
        """Open the report whose row shows ``text``: its number or its first words."""
        row = self.row(text)
        number = row.get_attribute("data-report") or text
        row.locator("a").click()
        expect(self.page.locator(".case-head")).to_contain_text(number)

    def message(self, text: str) -> Locator:
        found = self.page.locator("li.message").filter(has_text=text).first
        expect(found).to_be_visible(timeout=SOON_MS)
        return found

    def file(self, kind: str) -> Locator:
        """The newest stored attachment of that kind in the open case."""
        found = self.page.locator(f'.file[data-kind="{kind}"][data-custody="stored"]').last
        expect(found).to_be_visible(timeout=SOON_MS)
        return found

    def reply(self, text: str) -> None:
        box = self.page.locator('[data-box="reply"] textarea')
        box.fill(text)
        box.press("Control+Enter")

    def act(self, action: str) -> None:
        """Press the button of a step in the open case."""
        self.page.locator(f'.actions [data-action="{action}"]').click()

    def is_in(self, state: str) -> None:
        """The open case shows this state."""
        expect(self.page.locator(".case-head .state-mark")).to_have_attribute("data-state", state)
