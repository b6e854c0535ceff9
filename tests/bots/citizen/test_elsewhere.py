"""Inline mode, groups and channels, at the emulator: answered, left, and never stored."""

from typing import Any

import pytest

from bots.citizen.telegram import TelegramMessenger
from bots.runtime.messenger import Aside, Ignored, Incoming, Inline, Intrusion
from tests.bots.citizen.test_at_the_emulator import TEXTS, emulator, telegram, url
from tests.bots.emulator.conftest import TOKEN, Emulator

__all__ = ["emulator", "telegram", "url"]


async def decoded(telegram: TelegramMessenger) -> list[Incoming | Aside]:
    """What waits at the server; confirmed."""
    raw = await telegram.fetch_updates(0, 0)
    if raw:
        await telegram.fetch_updates(int(str(raw[-1]["update_id"])) + 1, 0)
    return [telegram.decode(one) for one in raw]


async def test_words_typed_inline_get_their_list(
    emulator: Emulator, telegram: TelegramMessenger
) -> None:
    user = await emulator.citizen(language_code="ru")
    await emulator.send(user, inline=" кража ")

    [asked] = await decoded(telegram)
    assert isinstance(asked, Inline)
    await telegram.answer_inline(asked.id, [("faq-1", "Кража", "Звоните 102. " * 600)])

    assert (asked.query, asked.locale) == ("кража", "ru")
    await emulator.send(user, choose={"inline_query_id": asked.id, "result_id": "faq-1"})
    heard = await decoded(telegram)
    assert Ignored() not in heard  # not asked for
    assert telegram.decode(chosen(user)) == Ignored()


async def test_a_list_that_comes_too_late_is_no_error(telegram: TelegramMessenger) -> None:
    await telegram.answer_inline("12345", [])


@pytest.mark.parametrize(
    ("kind", "status"),
    [("group", "member"), ("supergroup", "administrator"), ("channel", "administrator")],
)
async def test_a_group_is_told_why_and_left(
    emulator: Emulator, telegram: TelegramMessenger, kind: str, status: str
) -> None:
    user = await emulator.citizen(language_code="ru")
    wish = {"type": kind, "status": status, "by": user}
    group = await emulator.control("groups", wish)

    found = await decoded(telegram)
    assert set(found) == {Intrusion(chat=f"telegram:{group['id']}", locale="ru")}
    await telegram.leave(f"telegram:{group['id']}", "ru")

    said = await emulator.control(f"chats/{group['id']}/messages")
    assert TEXTS.text("ru", "group-leave") in [one["message"].get("text") for one in said]
    assert set(await decoded(telegram)) <= {Ignored(), *found}
    await telegram.leave(f"telegram:{group['id']}", "ru")  # out already


async def test_where_it_may_be_it_stays_and_is_silent(emulator: Emulator, url: str) -> None:
    user = await emulator.citizen()
    group = await emulator.control("groups", {"by": user})
    messenger = TelegramMessenger(TOKEN, TEXTS, api_url=url, allowed_chats=[group["id"]])
    try:
        assert set(await decoded(messenger)) == {Ignored()}
    finally:
        await messenger.close()


async def test_a_group_that_becomes_a_supergroup_is_left_all_the_same(
    emulator: Emulator, telegram: TelegramMessenger
) -> None:
    user = await emulator.citizen()
    group = await emulator.control("groups", {"by": user})
    moved = await emulator.control(f"groups/{group['id']}", {"migrate": True})

    for found in await decoded(telegram):
        assert isinstance(found, Intrusion | Ignored)
        if isinstance(found, Intrusion):
            await telegram.leave(found.chat, found.locale)

    groups = await emulator.control("groups")
    assert [one["bot_status"] for one in groups if one["id"] == moved["id"]] == ["left"]


def chosen(user: int) -> dict[str, Any]:
    sender = {"id": user, "is_bot": False, "first_name": "A"}
    result = {"result_id": "1", "from": sender, "query": "a"}
    return {"update_id": 1, "chosen_inline_result": result}
