"""A citizen and the centre, both driven over the wire, for journeys that need no browser."""

import re
import time
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

import httpx

from tests.journeys.citizens import BOT, Citizen
from tests.stack import Stack

WITHIN_S = 60
T = TypeVar("T")


def until(look: Callable[[], T | None], what: object) -> T:
    """What ``look`` returns as soon as it returns something. Fails saying ``what`` never came."""
    end = time.monotonic() + WITHIN_S
    while True:
        if (found := look()) is not None:
            return found
        assert time.monotonic() < end, what
        time.sleep(0.05)


@cache
def pattern(locale: str, name: str) -> "re.Pattern[str]":
    """The catalogue's text, with anything in place of its placeholders."""
    parts = re.split(r"\{\w+\}", BOT.catalogues[locale][name])
    return re.compile(".*?".join(map(re.escape, parts)), re.DOTALL)


class Talk(Citizen):
    """A citizen who listens for texts by their ids, whatever the language."""

    _heard_before = 0

    def hears_text(self, name: str, *, times: int = 1) -> str:
        """Wait until the bot has said the text ``name`` so many times; the last of them."""
        wanted = pattern(self.language, name)

        def look() -> str | None:
            found = [said for said in self.heard() if wanted.fullmatch(said)]
            return found[-1] if len(found) >= times else None

        return until(look, (name, self.language, self.heard()[-6:]))

    def never_heard(self, name: str) -> bool:
        return not any(pattern(self.language, name).fullmatch(said) for said in self.heard())

    def presses(self, *choices: str) -> None:
        """Buttons by their ids, each once it is on the screen."""
        for choice in choices:
            self.presses_label(BOT.label(self.language, choice))

    def presses_label(self, label: str) -> None:
        def look() -> bool | None:
            return True if label in self.labels() else None

        until(look, (label, self.labels(), self.heard()[-3:]))
        # What is up instead of the letters is nearer than a button of an earlier message.
        self.send(**({"text": label} if label in self.keyboard() else {"press": label}))

    def send(self, **action: object) -> dict[str, Any]:
        self._heard_before = len(self.heard())
        return super().send(**action)

    def skips_to(self, name: str) -> None:
        """Past every question until the one whose text is ``name``."""
        for _ in range(12):
            asked = until(self._asked, (name, self.heard()[-3:]))
            if pattern(self.language, name).fullmatch(asked):
                return
            self.send(text=BOT.label(self.language, "skip"))
        raise AssertionError(f"{name} was not asked: {self.heard()[-6:]}")

    def later(self, seconds: int) -> None:
        """Let the emulator's clock be so much later."""
        self._http.post("/control/clock", json={"advance_s": seconds}).raise_for_status()

    def is_asked(self) -> None:
        """Wait for the question that the last act led to."""
        until(self._asked, self.heard()[-3:])

    def asked_for_a_name(self) -> bool:
        """By either of the two texts: the contact may have had one to offer."""
        return not (self.never_heard("ask-own-name") and self.never_heard("ask-own-name-offered"))

    def _asked(self) -> str | None:
        """What was asked since the last act: a text that tells its step ("2 of 6 · …")."""
        since = self.heard()[self._heard_before :]
        return next((one for one in reversed(since) if " · " in one.splitlines()[0]), None)

    def labels(self) -> list[str]:
        """Every button there is to press: the keyboard's and those under messages."""
        inline = [
            button["text"]
            for entry in self.messages()
            for row in entry["message"].get("reply_markup", {}).get("inline_keyboard", [])
            for button in row
        ]
        return inline + self.keyboard()

    def keyboard(self) -> list[str]:
        """The buttons in place of the letters."""
        found = self._http.get(f"/control/chats/{self.id}/keyboard").json() or {}
        return [key["text"] for row in found.get("keyboard", []) for key in row]

    def urls(self) -> list[str]:
        """Addresses behind the buttons, oldest first."""
        return [
            button["url"]
            for entry in self.messages()
            for row in entry["message"].get("reply_markup", {}).get("inline_keyboard", [])
            for button in row
            if "url" in button
        ]


class Centre:
    """The operations centre through the API, as the supervisor unless another signs in."""

    def __init__(self, stack: Stack, *, role: str | None = None) -> None:
        self._http = httpx.Client(base_url=stack.intake_url, timeout=20)
        if role is None:
            self._http.headers["Authorization"] = f"Bearer {stack.api_token}"
        else:
            asked = {"login": role, "password": stack.accounts[role]}
            self._http.post("/v1/session", json=asked).raise_for_status()

    def labels(self, language: str, *, parent: str) -> list[str]:
        """What the subcategories are called."""
        items = self._http.get("/v1/categories").raise_for_status().json()["items"]
        return [one["labels"][language] for one in items if one.get("parent") == parent]

    def report_with(self, words: str) -> dict[str, Any]:
        """The case whose first words are these, once it is inside."""

        def look() -> dict[str, Any] | None:
            page = self._http.get("/v1/reports", params={"text": words}).raise_for_status().json()
            return page["items"][0] if page["items"] else None

        return self.case(until(look, words)["id"])

    def report_numbered(self, number: str) -> dict[str, Any]:
        page = self._http.get("/v1/reports", params={"text": number}).raise_for_status().json()
        return self.case(page["items"][0]["id"])

    def case(self, report_id: str) -> dict[str, Any]:
        found: dict[str, Any] = self._http.get(f"/v1/reports/{report_id}").raise_for_status().json()
        return found

    def texts(self, report_id: str) -> list[str]:
        entries = self.case(report_id)["timeline"]
        return [entry["text"] for entry in entries if entry["entry"] == "message"]

    def sees(self, report_id: str, look: Callable[[dict[str, Any]], T | None]) -> T:
        """Wait until ``look`` finds what it wants in the case."""
        return until(lambda: look(self.case(report_id)), report_id)

    def post(self, path: str, **body: object) -> dict[str, Any]:
        answer = self._http.post(path, json=body).raise_for_status()
        return dict(answer.json()) if answer.content else {}

    def put(self, path: str, **body: object) -> None:
        self._http.put(path, json=body).raise_for_status()

    def get(self, path: str, **params: str) -> dict[str, Any]:
        found: dict[str, Any] = self._http.get(path, params=params).raise_for_status().json()
        return found

    def replies(self, report_id: str, text: str) -> None:
        self.post(f"/v1/reports/{report_id}/messages", text=text)

    def moves(self, report_id: str, action: str, **told: object) -> None:
        self.post(f"/v1/reports/{report_id}/transitions", action=action, **told)
