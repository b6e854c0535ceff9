"""Citizens a test needs but does not look at: their phones, driven through the control API."""

import time
from typing import Any

import httpx

from bots.runtime.texts import Texts
from tests.stack import Stack

BOT = Texts.load("citizen")
# Of the seeded catalogue: they ask once more, and that may be skipped.
WITH_SUBCATEGORIES = frozenset({"fraud", "lost-property", "noise", "theft", "traffic", "violence"})
PLACE = {"latitude": 51.1283, "longitude": 71.4305, "horizontal_accuracy": 12}
NUMBER_WITHIN_S = 60


class Citizen:
    """Somebody with a phone at the emulator, who speaks ``language``."""

    def __init__(self, stack: Stack, *, language: str = "en", name: str = "Journey") -> None:
        self._http = httpx.Client(base_url=stack.emulator_url)
        self.language = language
        profile = {"first_name": name, "language_code": language}
        made = self._http.post("/control/users", json=profile).raise_for_status()
        self.id = int(made.json()["id"])

    def send(self, **action: object) -> dict[str, Any]:
        """One message, press or deed, as ``docs/emulator.md`` lists them."""
        sent = self._http.post(f"/control/users/{self.id}/send", json=action).raise_for_status()
        done: dict[str, Any] = sent.json()
        return done

    def send_files(self, *files: tuple[str, tuple[str, bytes]], caption: str = "") -> None:
        """``(kind, (name, bytes))``; several make an album."""
        self._http.post(
            f"/control/users/{self.id}/send",
            files=list(files),
            data={"caption": caption} if caption else {},
        ).raise_for_status()

    def choose(self, *choices: str) -> None:
        """Buttons, typed: so nobody has to wait until they are on the screen."""
        for choice in choices:
            self.send(text=BOT.label(self.language, choice))

    def reports(self, story: str, *, category: str = "theft", place: object = None) -> None:
        """In a hurry, from /report on. ``place`` is a pin or words, else it is skipped."""
        self.send(text="/report")
        self.choose(category, *(["skip"] if category in WITH_SUBCATEGORIES else []))
        if place is None:
            self.choose("skip")
        else:
            self.send(**({"text": place} if isinstance(place, str) else {"location": place}))
        self.choose("skip")
        self.send(text=story)
        self.choose("send-now")

    def presses_sos(self) -> None:
        self.send(text="/sos")

    def messages(self) -> list[dict[str, Any]]:
        seen: list[dict[str, Any]] = (
            self._http.get(f"/control/chats/{self.id}/messages").raise_for_status().json()
        )
        return seen

    def heard(self) -> list[str]:
        """What the bot said, oldest first."""
        return [one["message"].get("text", "") for one in self.messages() if one["from_bot"]]

    def hears(self, text: str) -> None:
        """Wait until the bot has said it; whoever has a page to look at waits there instead."""
        until = time.monotonic() + NUMBER_WITHIN_S
        while not any(text in said for said in self.heard()):
            assert time.monotonic() < until, f"{text!r} not in {self.heard()!r}"
            time.sleep(0.05)
