"""Opens the pages of a test, listens to what they complain about, and closes them."""

from typing import Any

import httpx
from playwright.sync_api import Browser, BrowserContext, Page

from tests.chromium import Complaints
from tests.journeys.citizens import Citizen
from tests.journeys.pages import ConsolePage, PhonePage
from tests.stack import Stack

DESK = {"width": 1440, "height": 900}
HAND = {"width": 420, "height": 860}


def session_cookies(stack: Stack, *, login: str = "operator") -> list[Any]:
    """Somebody's session for a browser: most tests are not about signing in."""
    body = {"login": login, "password": stack.accounts.get(login, stack.accounts["operator"])}
    answer = httpx.post(f"{stack.intake_url}/v1/session", json=body).raise_for_status()
    return [
        {"name": name, "value": value, "url": stack.intake_url}
        for name, value in answer.cookies.items()
    ]


class House:
    """``with House(...)`` ends with every page closed and ``complaints`` to be looked at."""

    def __init__(self, browser: Browser, stack: Stack, cookies: list[Any]) -> None:
        self.stack = stack
        self.complaints = Complaints()
        self._browser = browser
        self._cookies = cookies
        self._open: list[BrowserContext] = []

    def context(self, **options: Any) -> BrowserContext:
        context = self._browser.new_context(**{"viewport": DESK, **options})
        context.set_default_timeout(20_000)
        self._open.append(context)
        return context

    def page(self, **options: Any) -> Page:
        return self.complaints.watch(self.context(**options).new_page())

    def console(self, *, language: str = "en", path: str = "/", **options: Any) -> ConsolePage:
        page = self.desk(**options)
        return ConsolePage(page, self.stack, language=language, path=path, signed_in=True)

    def desk(self, **options: Any) -> Page:
        """A page of who is signed in, wherever it goes."""
        context = self.context(**options)
        context.add_cookies(self._cookies)
        return self.complaints.watch(context.new_page())

    def phone(self, citizen: Citizen, **options: Any) -> PhonePage:
        page = self.page(**{"viewport": HAND, **options})
        return PhonePage(page, self.stack, user=citizen.id, language=citizen.language)

    def close(self) -> None:
        for context in self._open:
            context.close()
