"""The port to Telegram, carried out at the emulator: what the citizen's screen shows."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bots.citizen.telegram import TelegramMessenger
from bots.dialogue.effects import Say
from bots.emulator.text import utf16_length
from bots.runtime.texts import Texts
from tests.bots.emulator.conftest import TOKEN, Emulator, running

TEXTS = Texts.load("citizen")
DAY_S = 86_400


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with running() as address:
        yield address


@pytest.fixture
async def emulator(url: str) -> AsyncIterator[Emulator]:
    async with httpx.AsyncClient(timeout=20) as client:
        yield Emulator(url, client)


@pytest.fixture
async def telegram(url: str) -> AsyncIterator[TelegramMessenger]:
    messenger = TelegramMessenger(TOKEN, TEXTS, api_url=url, timeout_s=5)
    yield messenger
    await messenger.close()


async def entries(emulator: Emulator, user: int) -> list[Any]:
    found = await emulator.control(f"chats/{user}/messages")
    assert isinstance(found, list)
    return found


async def shown(emulator: Emulator, user: int) -> list[str]:
    """The texts of the bot on the citizen's screen, in order."""
    found = await entries(emulator, user)
    return [one["message"]["text"] for one in found if one["from_bot"]]


async def test_one_old_message_does_not_keep_the_young_ones(
    emulator: Emulator, telegram: TelegramMessenger
) -> None:
    user = await emulator.citizen()
    old = [str((await emulator.send(user, text=w))["messages"][0]["message_id"]) for w in "ab"]
    await emulator.control("clock", {"advance_s": 2 * DAY_S + 1})
    young = [str((await emulator.send(user, text=w))["messages"][0]["message_id"]) for w in "cdefg"]

    deleted = await telegram.delete(f"telegram:{user}", [*old, *young])

    gone = {str(e["message_id"]) for e in await entries(emulator, user) if e["deleted"]}
    assert deleted == 5
    assert gone == set(young)


# Bidi marks, stacked accents, emoji of several characters: all that a keyboard can produce.
odd = st.sampled_from(
    ["\u202e", "\u2066", "\u0301" * 40, "👨‍👩‍👧", "🇰🇿", "ә", "<b>", "&amp;", "_*[`", "\n"]
)
anything = st.lists(
    odd | st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=8), max_size=12
).map("".join)


@given(words=anything, times=st.sampled_from([1, 1, 40, 400]))
@settings(max_examples=40, deadline=None)
def test_any_text_is_taken_and_shown_as_it_is(url: str, words: str, times: int) -> None:
    text = f"«{words * times}»"

    parts = asyncio.run(_said(url, text))

    assert all(0 < utf16_length(part) <= 4096 for part in parts)
    heading = TEXTS.text("kk", "operator-reply", {"position": "p", "number": "1", "text": ""})
    together = "".join(parts)
    assert together.startswith(heading.strip())
    assert _solid(together.removeprefix(heading.strip())) == _solid(text)


async def _said(url: str, text: str) -> list[str]:
    messenger = TelegramMessenger(TOKEN, TEXTS, api_url=url, timeout_s=5)
    args = {"position": "p", "number": "1", "text": text}
    try:
        async with httpx.AsyncClient(timeout=20) as client:
            emulator = Emulator(url, client)
            user = await emulator.citizen()
            said = Say(message="operator-reply", locale="kk", args=args)
            await messenger.send(f"telegram:{user}", said)
            return await shown(emulator, user)
    finally:
        await messenger.close()


def _solid(text: str) -> str:
    """Without blanks: a cut between two messages swallows those at its edge."""
    return "".join(text.split())


async def test_only_what_differs_of_the_profile_is_set(
    emulator: Emulator, telegram: TelegramMessenger
) -> None:
    await telegram.introduce()
    first = await _settings_made(emulator)
    await telegram.introduce()

    assert first >= {"setMyName", "setMyDescription", "setMyCommands", "setChatMenuButton"}
    for locale in ("kk", "ru", "en", "de"):
        [bot, _] = await emulator.control(f"bots?language={locale}")
        spoken = "en" if locale == "de" else locale
        assert bot["description"] == TEXTS.text(spoken, "profile-description")
    user = await emulator.citizen(language_code="kk")
    [shown_bot, _] = await emulator.control(f"bots?language=kk&chat={user}")
    assert shown_bot["name"] == TEXTS.text("kk", "profile-name")
    assert "102" in shown_bot["description"]
    assert (await emulator.result("getMyCommands")) == []
    counted = (await emulator.control("stats"))["methods"]
    assert counted["setMyName"] == {"200": 3}  # English is the default already


async def _settings_made(emulator: Emulator) -> set[str]:
    counted = (await emulator.control("stats"))["methods"]
    return {name for name in counted if name.startswith("set")}
