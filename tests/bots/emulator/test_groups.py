"""Groups, supergroups and channels: the bot is added, reads, is refused, leaves."""

from typing import Any

import aiogram
import pytest
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramMigrateToChat,
)

from tests.bots.emulator.conftest import Emulator


async def news(emulator: Emulator) -> list[dict[str, Any]]:
    """What came since the last time, without the ids."""
    updates = await emulator.result("getUpdates")
    if updates:
        await emulator.result("getUpdates", offset=updates[-1]["update_id"] + 1)
    return [{k: v for k, v in one.items() if k != "update_id"} for one in updates]


async def test_a_bot_is_added_to_a_group_and_leaves_it(
    emulator: Emulator, bot: aiogram.Bot
) -> None:
    user = await emulator.citizen()
    group = await emulator.control("groups", {"title": "Yard", "by": user})

    added, greeted = await bot.get_updates()
    await bot.get_updates(offset=greeted.update_id + 1)

    assert added.my_chat_member is not None
    assert added.my_chat_member.chat.title == "Yard"
    assert added.my_chat_member.old_chat_member.status == "left"
    assert added.my_chat_member.new_chat_member.status == "member"
    assert added.my_chat_member.from_user.id == user
    assert greeted.message is not None
    assert greeted.message.new_chat_members is not None
    assert greeted.message.new_chat_members[0].id == bot.id
    assert (await bot.send_message(group["id"], "hello")).chat.type == "group"
    assert await bot.leave_chat(group["id"])
    left = (await news(emulator))[-1]["my_chat_member"]
    assert left["new_chat_member"]["status"] == "left"
    assert left["from"]["id"] == bot.id
    with pytest.raises(TelegramForbiddenError, match="bot is not a member of the group chat"):
        await bot.send_message(group["id"], "hello?")
    with pytest.raises(TelegramBadRequest, match="can't leave private chats"):
        await bot.leave_chat(user)


async def test_a_member_is_shown_commands_and_answers_an_administrator_everything(
    emulator: Emulator,
) -> None:
    user = await emulator.citizen()
    group = await emulator.control("groups", {"type": "supergroup", "by": user})
    where = f"users/{user}/send?chat={group['id']}"
    own = await emulator.result("sendMessage", chat_id=group["id"], text="I am here")
    await news(emulator)

    await emulator.control(where, {"text": "among ourselves"})
    await emulator.control(where, {"text": "/start"})
    await emulator.control(where, {"text": "to you", "reply_to": own["message_id"]})
    as_member = [one["message"]["text"] for one in await news(emulator)]
    await emulator.control(f"groups/{group['id']}", {"status": "administrator"})
    await news(emulator)
    await emulator.control(where, {"text": "among ourselves"})
    as_administrator = [one["message"]["text"] for one in await news(emulator)]

    assert as_member == ["/start", "to you"]
    assert as_administrator == ["among ourselves"]


async def test_a_group_becomes_a_supergroup(emulator: Emulator, bot: aiogram.Bot) -> None:
    user = await emulator.citizen()
    group = await emulator.control("groups", {"by": user})
    await news(emulator)

    new = await emulator.control(f"groups/{group['id']}", {"migrate": True})

    old_word, new_word = (one["message"] for one in await news(emulator))
    assert (old_word["chat"]["id"], old_word["migrate_to_chat_id"]) == (group["id"], new["id"])
    assert (new_word["chat"]["id"], new_word["migrate_from_chat_id"]) == (new["id"], group["id"])
    with pytest.raises(TelegramMigrateToChat) as refusal:
        await bot.send_message(group["id"], "hello")
    assert refusal.value.migrate_to_chat_id == new["id"]
    assert (await bot.send_message(new["id"], "hello")).chat.type == "supergroup"
    again = await emulator.control(f"groups/{group['id']}", {"migrate": True})
    assert "error" in again


async def test_a_channel_posts_and_a_bot_that_was_thrown_out_is_refused(
    emulator: Emulator, bot: aiogram.Bot
) -> None:
    user = await emulator.citizen()
    wish = {"type": "channel", "status": "administrator", "by": user}
    channel = await emulator.control("groups", wish)
    [added] = await news(emulator)
    posted = await emulator.control(f"users/{user}/send?chat={channel['id']}", {"text": "News"})
    edit = {"edit": {"message_id": posted["messages"][0]["message_id"], "text": "Olds"}}
    await emulator.control(f"users/{user}/send?chat={channel['id']}", edit)

    post, edited = await bot.get_updates()
    own = await bot.send_message(channel["id"], "a post")
    await emulator.control(f"groups/{channel['id']}", {"status": "kicked"})

    assert added["my_chat_member"]["chat"]["type"] == "channel"
    assert post.channel_post is not None
    assert post.channel_post.from_user is None
    assert post.channel_post.sender_chat is not None
    assert edited.edited_channel_post is not None
    assert edited.edited_channel_post.text == "Olds"
    assert own.sender_chat is not None
    with pytest.raises(TelegramForbiddenError, match="bot was kicked from the channel chat"):
        await bot.send_message(channel["id"], "another")
    with pytest.raises(TelegramForbiddenError):
        await bot.get_chat(channel["id"])


async def test_a_member_may_delete_its_own_words_only(emulator: Emulator, bot: aiogram.Bot) -> None:
    user = await emulator.citizen()
    group = await emulator.control("groups", {"by": user})
    own = await bot.send_message(group["id"], "mine")
    said = await emulator.control(f"users/{user}/send?chat={group['id']}", {"text": "yours"})

    assert await bot.delete_message(group["id"], own.message_id)
    with pytest.raises(TelegramBadRequest, match="message can't be deleted"):
        await bot.delete_message(group["id"], said["messages"][0]["message_id"])


async def test_who_is_in_a_group(emulator: Emulator, bot: aiogram.Bot) -> None:
    user = await emulator.citizen()
    group = await emulator.control("groups", {"by": user, "status": "administrator"})

    [owner, administrator] = await bot.get_chat_administrators(group["id"])
    me = await bot.get_chat_member(group["id"], bot.id)

    assert (owner.user.id, owner.status) == (user, "creator")
    assert administrator.user.id == bot.id
    assert me.status == "administrator"
    assert await bot.get_chat_member_count(group["id"]) == 2
    [listed] = [g for g in await emulator.control("groups") if g["id"] == group["id"]]
    assert (listed["bot_status"], listed["members"]) == ("administrator", [user])


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("groups", {"type": "crowd"}),
        ("groups", {"by": 12345}),
        ("groups/-1", {"migrate": True}),
        ("groups/-100123", {}),
        ("groups/-100123", {"migrate": True}),
    ],
)
async def test_what_no_group_can_do(emulator: Emulator, path: str, body: Any) -> None:
    assert "error" in await emulator.control(path, body)
