"""What the whole citizen bot asks of its server, seen through both libraries."""

import io
from pathlib import Path
from typing import Any

import aiogram
import httpx
import pytest
import telegram
import telegram.error
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError
from aiogram.types import (
    BotCommand,
    BotCommandScopeChat,
    BufferedInputFile,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    LinkPreviewOptions,
    MenuButtonCommands,
    ReactionTypeEmoji,
    ReplyParameters,
)

from tests.bots.emulator.conftest import Emulator, running

DAY_S = 86_400
PLACE = {"latitude": 43.0, "longitude": 76.0}


async def latest(bot: aiogram.Bot) -> aiogram.types.Update:
    [update] = await bot.get_updates(offset=-1)
    return update


def markup(**button: Any) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="b", **button)]])


async def entry(emulator: Emulator, user: int, message_id: int) -> Any:
    entries = await emulator.control(f"chats/{user}/messages")
    return next(one for one in entries if one["message_id"] == message_id)


async def test_own_and_incoming_messages_may_be_deleted_for_two_days(
    emulator: Emulator, bot: aiogram.Bot
) -> None:
    user = await emulator.citizen()
    incoming = (await emulator.send(user, text="mine"))["messages"][0]["message_id"]
    own = [(await bot.send_message(user, "yours")).message_id for _ in range(3)]
    assert await bot.delete_message(user, incoming)
    assert await bot.delete_messages(user, [own[0], incoming, 987_654])
    with pytest.raises(TelegramBadRequest, match="message to delete not found"):
        await bot.delete_message(user, own[0])
    await emulator.control("clock", {"advance_s": 2 * DAY_S + 1})
    young = (await bot.send_message(user, "young")).message_id

    with pytest.raises(TelegramBadRequest, match="message can't be deleted for everyone"):
        await bot.delete_message(user, own[1])
    with pytest.raises(TelegramBadRequest, match="message can't be deleted for everyone"):
        await bot.delete_messages(user, [young, own[2]])

    assert (await entry(emulator, user, young))["deleted"] is False
    assert (await entry(emulator, user, incoming))["deleted"] is True


async def test_a_list_of_deletions_has_one_to_a_hundred_ids(
    emulator: Emulator, ptb: telegram.Bot
) -> None:
    user = await emulator.citizen()

    with pytest.raises(telegram.error.BadRequest, match="identifiers are not specified"):
        await ptb.delete_messages(user, [])
    with pytest.raises(telegram.error.BadRequest, match="oo many message identifiers"):
        await ptb.delete_messages(user, list(range(1, 102)))
    assert await ptb.delete_messages(user, list(range(1, 101)))


async def test_the_profile_speaks_the_citizens_language(
    emulator: Emulator, bot: aiogram.Bot, ptb: telegram.Bot
) -> None:
    user = await emulator.citizen(language_code="kk")
    await bot.set_my_commands([BotCommand(command="help", description="help")])
    await bot.set_my_commands([BotCommand(command="help", description="көмек")], language_code="kk")
    own = BotCommandScopeChat(chat_id=user)
    await ptb.set_my_commands(
        [("sos", "SOS")], scope=telegram.BotCommandScopeChat(user), language_code="kk"
    )
    await ptb.set_my_name("Құлақ", language_code="kk")
    await bot.set_chat_menu_button(chat_id=user, menu_button=MenuButtonCommands())

    [everybody, _] = await emulator.control("bots?language=kk")
    [here, _] = await emulator.control(f"bots?language=kk&chat={user}")

    assert [one["description"] for one in everybody["commands"]] == ["көмек"]
    assert [one["command"] for one in here["commands"]] == ["sos"]
    assert (here["name"], everybody["menu_button"]["type"]) == ("Құлақ", "default")
    assert here["menu_button"] == {"type": "commands"}
    assert (await bot.get_my_commands(scope=own, language_code="kk"))[0].command == "sos"
    assert await bot.get_my_commands(scope=own) == []
    with pytest.raises(TelegramBadRequest, match="invalid language code"):
        await bot.set_my_name("x", language_code="kaz")
    with pytest.raises(TelegramBadRequest, match="chat not found"):
        await bot.set_my_commands([], scope=BotCommandScopeChat(chat_id=77))


async def test_buttons_that_copy_and_that_open(emulator: Emulator, bot: aiogram.Bot) -> None:
    user = await emulator.citizen()
    copying = markup(copy_text=CopyTextButton(text="26-000001-K"))
    sent = await bot.send_message(user, "number", reply_markup=copying)
    copied = await emulator.send(user, press="b")
    await bot.send_message(user, "page", reply_markup=markup(url="https://t.me/qulaq_bot?start=x"))
    opened = await emulator.send(user, press="b")

    assert sent.reply_markup is not None
    assert sent.reply_markup.model_dump() == copying.model_dump()
    assert copied["copied"] == "26-000001-K"
    assert opened["url"] == "https://t.me/qulaq_bot?start=x"
    assert (copied["update_ids"], opened["update_ids"]) == ([], [])
    too_long = CopyTextButton.model_construct(text="x" * 257)
    with pytest.raises(TelegramBadRequest, match="BUTTON_COPY_TEXT_INVALID"):
        await bot.send_message(user, "x", reply_markup=markup(copy_text=too_long))


@pytest.mark.parametrize(
    ("whose", "own", "user_id"),
    [("own", True, True), ("other", False, False), ("foreign", False, True)],
)
async def test_whose_card_it_is(
    emulator: Emulator, bot: aiogram.Bot, whose: str, own: bool, user_id: bool
) -> None:
    user = await emulator.citizen()

    await emulator.send(user, contact=whose, forward="user")
    message = (await latest(bot)).message

    assert message is not None
    assert message.contact is not None
    assert (message.contact.user_id == user, message.contact.user_id is not None) == (own, user_id)
    assert message.forward_origin is not None


async def test_inline_mode(emulator: Emulator, bot: aiogram.Bot) -> None:
    user = await emulator.citizen()
    await bot.send_message(user, "?", reply_markup=markup(switch_inline_query_current_chat="aba"))
    asked = await emulator.send(user, press="b")
    query = (await latest(bot)).inline_query
    assert query is not None
    said = InputTextMessageContent(message_text="<b>Abai</b> 1", parse_mode="HTML")
    article = InlineQueryResultArticle(id="1", title="Abai", input_message_content=said)

    early = await emulator.send(user, choose={"inline_query_id": query.id, "result_id": "1"})
    assert await bot.answer_inline_query(query.id, [article])
    answer = await emulator.control(f"inline/{query.id}")
    await emulator.send(user, choose={"inline_query_id": query.id, "result_id": "1"})
    message, chosen = (await bot.get_updates())[-2:]

    assert (query.query, query.chat_type, query.from_user.id) == ("aba", "sender", user)
    assert asked["inline_query_id"] == query.id
    assert "error" in early
    assert [one["title"] for one in answer["results"]] == ["Abai"]
    assert message.message is not None
    assert (message.message.text, message.message.via_bot and message.message.via_bot.id) == (
        "Abai 1",
        bot.id,
    )
    assert chosen.chosen_inline_result is not None
    assert (chosen.chosen_inline_result.result_id, chosen.chosen_inline_result.query) == (
        "1",
        "aba",
    )
    with pytest.raises(TelegramBadRequest, match="RESULT_ID_DUPLICATE"):
        await bot.answer_inline_query(query.id, [article, article])
    await emulator.control("clock", {"advance_s": 200})
    with pytest.raises(TelegramBadRequest, match="query is too old"):
        await bot.answer_inline_query(query.id, [article])


async def test_replies_with_quotes_in_both_directions(emulator: Emulator, bot: aiogram.Bot) -> None:
    user = await emulator.citizen()
    first = await bot.send_message(user, "😀 two men, a grey car")
    await emulator.send(user, text="which?", reply_to=first.message_id, quote="a grey car")
    asked = (await latest(bot)).message
    assert asked is not None
    reply = ReplyParameters(message_id=asked.message_id, quote="which")
    answer = await bot.send_message(user, "this", reply_parameters=reply)

    assert asked.quote is not None
    assert (asked.quote.text, asked.quote.position) == ("a grey car", 12)
    assert answer.quote is not None
    assert answer.quote.text == "which"
    wrong = ReplyParameters(message_id=asked.message_id, quote="whose")
    with pytest.raises(TelegramBadRequest, match="QUOTE_TEXT_INVALID"):
        await bot.send_message(user, "this", reply_parameters=wrong)
    assert "error" in await emulator.send(user, text="?", reply_to=first.message_id, quote="bike")


async def test_an_albums_parts_may_come_apart(emulator: Emulator, bot: aiogram.Bot) -> None:
    user = await emulator.citizen()
    files = [("document", (f"{n}.txt", b"x")) for n in "abc"]
    send = f"{emulator.url}/control/users/{user}/send"
    answer = await emulator.client.post(send, files=files, data={"apart_s": "60"})

    at_once = await bot.get_updates()
    await emulator.control("clock", {"advance_s": 61})
    later = await bot.get_updates(offset=at_once[0].update_id + 1, timeout=5)

    assert [len(answer.json()["messages"]), len(at_once), len(later)] == [3, 1, 1]
    groups = {one.message and one.message.media_group_id for one in (*at_once, *later)}
    assert len(groups) == 1


async def test_two_live_locations_at_once(emulator: Emulator, bot: aiogram.Bot) -> None:
    user = await emulator.citizen()
    first, second = [
        (await emulator.send(user, location={**PLACE, "live_period": period}))["messages"][0]
        for period in (900, 3600)
    ]
    to = {"latitude": 43.5, "longitude": 76.5, "heading": 90, "horizontal_accuracy": 8}

    await emulator.send(user, move=to, message_id=first["message_id"])
    moved = (await latest(bot)).edited_message
    await emulator.control("clock", {"advance_s": 901})
    over = await emulator.send(user, move=to, message_id=first["message_id"])
    await emulator.send(user, move=to)
    other = (await latest(bot)).edited_message

    assert moved is not None
    assert moved.message_id == first["message_id"]
    assert moved.location is not None
    assert moved.location.model_dump(exclude_none=True) == {**to, "live_period": 900}
    assert "error" in over
    assert other is not None
    assert other.message_id == second["message_id"]


async def test_silence_protection_and_reactions_are_kept(
    emulator: Emulator, bot: aiogram.Bot, ptb: telegram.Bot
) -> None:
    user = await emulator.citizen()
    quiet = await bot.send_message(user, "psst", disable_notification=True, protect_content=True)
    loud = await bot.send_message(user, "hey")
    await bot.set_message_reaction(user, quiet.message_id, [ReactionTypeEmoji(emoji="👀")])

    kept = await entry(emulator, user, quiet.message_id)

    assert (kept["silent"], (await entry(emulator, user, loud.message_id))["silent"]) == (
        True,
        False,
    )
    assert quiet.has_protected_content is True
    assert kept["reaction"] == [{"type": "emoji", "emoji": "👀"}]
    with pytest.raises(telegram.error.BadRequest, match="can't be forwarded"):
        await ptb.forward_message(user, user, quiet.message_id)
    assert (await ptb.copy_message(user, user, quiet.message_id)).message_id
    with pytest.raises(TelegramBadRequest, match="REACTION_INVALID"):
        await bot.set_message_reaction(user, quiet.message_id, [ReactionTypeEmoji(emoji="🚓")])
    await bot.get_updates(allowed_updates=["message_reaction"])
    await emulator.send(user, react={"message_id": loud.message_id, "emoji": "👍"})
    reacted = (await latest(bot)).message_reaction
    assert reacted is not None
    assert reacted.new_reaction[0].model_dump() == {"type": "emoji", "emoji": "👍"}


async def test_link_previews_are_repeated_where_there_is_a_link(
    emulator: Emulator, bot: aiogram.Bot
) -> None:
    user = await emulator.citizen()
    off = LinkPreviewOptions(is_disabled=True)

    linked = await bot.send_message(user, "see https://example.org/x", link_preview_options=off)
    plain = await bot.send_message(user, "nothing", link_preview_options=off)

    assert linked.link_preview_options is not None
    assert linked.link_preview_options.is_disabled is True
    assert plain.link_preview_options is None


@pytest.mark.parametrize(
    ("kind", "value", "mark"),
    [
        ("sticker", {}, "sticker"),
        ("sticker", {"emoji": "🚓"}, "sticker"),
        ("poll", {"question": "Who?", "options": ["I", "you"]}, "poll"),
        ("dice", {"value": 3}, "dice"),
        ("venue", {"location": PLACE, "title": "t", "address": "a"}, "venue"),
        ("story", {"id": 1, "chat": {"id": 5, "type": "private"}}, "story"),
    ],
)
async def test_other_kinds_are_whole(
    emulator: Emulator, bot: aiogram.Bot, kind: str, value: Any, mark: str
) -> None:
    user = await emulator.citizen()

    await emulator.send(user, **{kind: value})
    update = await latest(bot)

    assert update.message is not None
    assert update.message.content_type == mark


async def test_a_kind_nobody_knows_yet(emulator: Emulator, ptb: telegram.Bot) -> None:
    user = await emulator.citizen()

    await emulator.send(user, content={"hologram": {"size": 3}})
    [update] = await ptb.get_updates(offset=-1)

    assert update.message is not None
    assert update.message.api_kwargs == {"hologram": {"size": 3}}


@pytest.mark.parametrize("origin", ["user", "hidden_user", "chat", "channel"])
async def test_forwards_of_all_origins(
    emulator: Emulator, bot: aiogram.Bot, ptb: telegram.Bot, origin: str
) -> None:
    user = await emulator.citizen()

    await emulator.send(user, text="seen elsewhere", forward=origin)
    update = await latest(bot)
    [same] = await ptb.get_updates(offset=-1)

    assert update.message is not None
    assert update.message.forward_origin is not None
    assert update.message.forward_origin.type == origin
    assert same.message is not None
    assert type(same.message.forward_origin).__name__.startswith("MessageOrigin")
    assert "error" in await emulator.send(user, text="x", forward="nowhere")


async def test_a_message_is_forwarded_and_deleted_by_the_citizen(
    emulator: Emulator, bot: aiogram.Bot
) -> None:
    user = await emulator.citizen()
    sent = await bot.send_message(user, "take this")
    await emulator.send(user, forward_message=sent.message_id)
    forwarded = (await latest(bot)).message
    await emulator.send(user, delete=sent.message_id)

    assert forwarded is not None
    assert forwarded.text == "take this"
    with pytest.raises(TelegramBadRequest, match="message to be replied not found"):
        await bot.send_message(
            user, "x", reply_parameters=ReplyParameters(message_id=sent.message_id)
        )


async def test_a_big_file_has_a_size_and_no_bytes(emulator: Emulator, bot: aiogram.Bot) -> None:
    user = await emulator.citizen()

    await emulator.send(user, big_file={"file_size": 140_000_000, "caption": "the whole film"})
    message = (await latest(bot)).message

    assert message is not None
    assert message.video is not None
    assert (message.video.file_size, message.caption) == (140_000_000, "the whole film")
    with pytest.raises(TelegramBadRequest, match="file is too big"):
        await bot.get_file(message.video.file_id)
    path = f"{emulator.url}/control/files/{message.video.file_id}"
    assert (await emulator.client.get(path)).status_code == 404
    again = await bot.send_video(user, message.video.file_id)
    assert again.video is not None
    assert again.video.file_size == 140_000_000


async def test_a_local_server_names_paths_and_knows_no_limit(tmp_path: Path) -> None:
    with running(local=tmp_path) as url:
        async with httpx.AsyncClient(timeout=20) as client:
            emulator = Emulator(url, client)
            user = await emulator.citizen()
            small = await emulator.client.post(
                f"{url}/control/users/{user}/send", files={"document": ("a.txt", b"bytes")}
            )
            big = await emulator.send(user, big_file={"kind": "document", "file_size": 30 << 20})
            ids = [one["messages"][0]["document"]["file_id"] for one in (small.json(), big)]
            files = [await emulator.result("getFile", file_id=one) for one in ids]

    paths = [Path(file["file_path"]) for file in files]
    assert all(path.is_absolute() for path in paths)
    assert paths[0].read_bytes() == b"bytes"
    assert paths[1].stat().st_size == 30 << 20


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<3 you", 'Unsupported start tag "3" at byte offset 0'),
        ("ж < b", 'Unsupported start tag "" at byte offset 3'),
        ("x <b", "Unclosed start tag at byte offset 2"),
        ("<name>", 'Unsupported start tag "name" at byte offset 0'),
        ("</b>", "Unexpected end tag at byte offset 0"),
        ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
    ],
)
async def test_html_is_refused_in_telegrams_words(
    emulator: Emulator, html: str, words: str
) -> None:
    user = await emulator.citizen()

    answer = await emulator.call("sendMessage", chat_id=user, text=html, parse_mode="HTML")

    assert answer["error_code"] == 400
    assert answer["description"] == f"Bad Request: can't parse entities: {words}"


async def test_the_length_counts_after_the_markup(emulator: Emulator, bot: aiogram.Bot) -> None:
    user = await emulator.citizen()

    longest = await bot.send_message(user, f"<b>{'😀' * 2048}</b>&lt;"[:-4], parse_mode="HTML")

    assert longest.text == "😀" * 2048
    with pytest.raises(TelegramBadRequest, match="message is too long"):
        await bot.send_message(user, f"<b>{'😀' * 2048}</b>&lt;", parse_mode="HTML")


async def test_files_by_upload_with_both_libraries(
    emulator: Emulator, bot: aiogram.Bot, ptb: telegram.Bot
) -> None:
    user = await emulator.citizen()

    document = await bot.send_document(
        user, BufferedInputFile(b"{}", "export.json"), protect_content=True
    )
    video = await ptb.send_video(user, io.BytesIO(b"video"), caption="v", protect_content=True)

    assert document.document is not None
    assert document.document.file_name == "export.json"
    assert document.has_protected_content is True
    assert video.video is not None
    assert video.has_protected_content is True


async def test_a_blocked_bot_may_do_nothing_there(emulator: Emulator, bot: aiogram.Bot) -> None:
    user = await emulator.citizen()
    sent = await bot.send_message(user, "x")
    await emulator.send(user, block=True)

    for work in (
        bot.edit_message_text("y", chat_id=user, message_id=sent.message_id),
        bot.delete_message(user, sent.message_id),
        bot.send_location(user, 1, 2),
        bot.copy_message(user, user, sent.message_id),
    ):
        with pytest.raises(TelegramForbiddenError, match="bot was blocked by the user"):
            await work
