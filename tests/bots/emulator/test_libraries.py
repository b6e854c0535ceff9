"""Both libraries, as they are, against the running server: what they send and what they decode."""

import io

import aiogram
import httpx
import pytest
import telegram
import telegram.error
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramConflictError,
    TelegramForbiddenError,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BufferedInputFile,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaDocument,
    InputMediaPhoto,
    KeyboardButton,
    ReactionTypeEmoji,
    ReplyKeyboardMarkup,
    ReplyParameters,
)
from PIL import Image

from bots.emulator.bot import PRACTICE_QUERY
from tests.bots.emulator.conftest import TOKEN, Emulator

FORUM = -100123


def picture(width: int = 640, height: int = 480) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "red").save(out, "PNG")
    return out.getvalue()


def upload(name: str, content: bytes = b"content") -> BufferedInputFile:
    return BufferedInputFile(content, name)


BUTTONS = InlineKeyboardMarkup(
    inline_keyboard=[[InlineKeyboardButton(text="Yes", callback_data="yes")]]
)


async def test_aiogram_texts(bot: aiogram.Bot, emulator: Emulator) -> None:
    user = await emulator.citizen(first_name="Dana")

    plain = await bot.send_message(user, "  hello ")
    html = await bot.send_message(user, "<b>b</b> &amp; 😀<i>i</i>", parse_mode="HTML")
    mark = await bot.send_message(user, "*b* 1\\.", parse_mode="MarkdownV2", reply_markup=BUTTONS)
    reply = await bot.send_message(
        user, "re", reply_parameters=ReplyParameters(message_id=plain.message_id)
    )
    edited = await bot.edit_message_text("b", chat_id=user, message_id=mark.message_id)
    keyboard = ReplyKeyboardMarkup(keyboard=[[KeyboardButton(text="n", request_contact=True)]])
    asked = await bot.send_message(user, "k", reply_markup=keyboard)
    forced = await bot.send_message(user, "k", reply_markup=ForceReply())

    assert (plain.text, plain.chat.first_name) == ("hello", "Dana")
    assert plain.from_user is not None
    assert plain.from_user.is_bot
    assert html.text == "b & 😀i"
    assert [(e.type, e.offset, e.length) for e in html.entities or ()] == [
        ("bold", 0, 1),
        ("italic", 6, 1),
    ]
    assert (mark.text, mark.reply_markup and mark.reply_markup.model_dump()) == (
        "b 1.",
        BUTTONS.model_dump(),
    )
    assert reply.reply_to_message is not None
    assert reply.reply_to_message.message_id == plain.message_id
    assert not isinstance(edited, bool)
    assert edited.edit_date is not None
    assert edited.reply_markup is None
    assert (asked.reply_markup, forced.reply_markup) == (None, None)
    assert plain.message_id < html.message_id < mark.message_id


async def test_aiogram_files(bot: aiogram.Bot, emulator: Emulator) -> None:
    user = await emulator.citizen()
    content = picture()

    photo = await bot.send_photo(user, upload("p.png", content), caption="cap")
    assert photo.photo is not None
    large = photo.photo[-1]
    again = await bot.send_photo(user, large.file_id)
    file = await bot.get_file(large.file_id)
    assert file.file_path is not None
    got = await bot.download_file(file.file_path)

    assert got is not None
    assert got.read() == content
    assert (large.width, large.height, file.file_size) == (640, 480, len(content))
    assert photo.photo[0].width < large.width
    assert again.photo is not None
    assert again.photo[-1] == large
    for message, kind in (
        (await bot.send_document(user, upload("a.pdf")), "document"),
        (await bot.send_video(user, upload("a.mp4")), "video"),
        (await bot.send_voice(user, upload("a.ogg")), "voice"),
        (await bot.send_video_note(user, upload("a.mp4")), "video_note"),
        (await bot.send_audio(user, upload("a.mp3")), "audio"),
        (await bot.send_animation(user, upload("a.gif")), "animation"),
        (await bot.send_sticker(user, upload("a.webp")), "sticker"),
    ):
        assert getattr(message, kind).file_id, kind
    media = [InputMediaPhoto(media=upload(f"{n}.png", content), caption=f"c{n}") for n in "12"]
    album = await bot.send_media_group(user, list(media))
    assert [one.caption for one in album] == ["c1", "c2"]
    assert len({one.media_group_id for one in album}) == 1
    changed = await bot.edit_message_media(
        InputMediaDocument(media=upload("b.pdf")), chat_id=user, message_id=photo.message_id
    )
    assert not isinstance(changed, bool)
    assert changed.document is not None
    assert changed.document.file_name == "b.pdf"


async def test_aiogram_everything_else(bot: aiogram.Bot, emulator: Emulator) -> None:
    user = await emulator.citizen()
    live = await bot.send_location(user, 51.5, -0.1, live_period=600)
    moved = await bot.edit_message_live_location(
        51.6, -0.2, chat_id=user, message_id=live.message_id
    )
    ended = await bot.stop_message_live_location(chat_id=user, message_id=live.message_id)

    assert not isinstance(moved, bool)
    assert not isinstance(ended, bool)
    assert moved.location is not None
    assert ended.location is not None
    assert (moved.location.latitude, moved.location.live_period) == (51.6, 600)
    assert ended.location.live_period is None
    venue = await bot.send_venue(user, 1, 2, "t", "a")
    assert venue.venue is not None
    contact = await bot.send_contact(user, "+7701", "A")
    assert contact.contact is not None
    poll = await bot.send_poll(user, "q?", ["a", "b"])
    assert poll.poll is not None
    assert [option.text for option in poll.poll.options] == ["a", "b"]
    assert (await bot.stop_poll(user, poll.message_id)).is_closed
    dice = await bot.send_dice(user)
    assert dice.dice is not None
    assert 1 <= dice.dice.value <= 6
    assert await bot.send_chat_action(user, "typing")
    assert await bot.answer_callback_query(PRACTICE_QUERY)
    forwarded = await bot.forward_message(user, user, venue.message_id)
    assert forwarded.forward_origin is not None
    copied = await bot.copy_message(user, user, venue.message_id)
    assert copied.message_id > forwarded.message_id
    assert await bot.set_message_reaction(user, 1, [ReactionTypeEmoji(emoji="👍")])
    assert await bot.pin_chat_message(user, copied.message_id)
    chat = await bot.get_chat(user)
    assert chat.pinned_message is not None
    assert (await bot.get_chat_member(user, user)).user.id == user
    assert len(await bot.get_chat_administrators(FORUM)) == 2
    topic = await bot.create_forum_topic(FORUM, "t")
    inside = await bot.send_message(FORUM, "x", message_thread_id=topic.message_thread_id)
    assert inside.message_thread_id == topic.message_thread_id
    assert (await bot.get_user_profile_photos(user)).total_count == 0
    assert await bot.delete_message(user, venue.message_id)
    assert await bot.delete_messages(user, [copied.message_id, 987_654])


async def test_aiogram_profile(bot: aiogram.Bot) -> None:
    scope = BotCommandScopeAllPrivateChats()
    commands = [BotCommand(command="start", description="s")]

    await bot.set_my_commands(commands, scope=scope, language_code="kk")
    await bot.set_my_name("Құлақ", language_code="kk")
    await bot.set_my_description("d")
    await bot.set_my_short_description("s")
    await bot.set_chat_menu_button()

    [kept] = await bot.get_my_commands(scope=scope, language_code="kk")
    assert (kept.command, kept.description) == ("start", "s")
    assert await bot.get_my_commands() == []
    assert (await bot.get_my_name(language_code="kk")).name == "Құлақ"
    assert (await bot.get_my_name()).name == "First"
    assert (await bot.get_my_description()).description == "d"
    assert (await bot.get_my_short_description()).short_description == "s"
    assert (await bot.get_chat_menu_button()).type == "default"
    await bot.delete_my_commands(scope=scope, language_code="kk")
    assert await bot.get_my_commands(scope=scope, language_code="kk") == []


async def test_aiogram_is_refused_with_the_right_errors(
    bot: aiogram.Bot, emulator: Emulator
) -> None:
    user = await emulator.citizen()
    sent = await bot.send_message(user, "same")
    button = InlineKeyboardButton(text="x", callback_data="ж" * 33)
    too_much = InlineKeyboardMarkup(inline_keyboard=[[button]])
    for work, words in (
        (bot.send_message(user, " \n"), "message text is empty"),
        (bot.send_message(user, "😀" * 2049), "message is too long"),
        (bot.send_photo(user, upload("p.png"), caption="x" * 1025), "message caption is too long"),
        (bot.send_message(user, "x", reply_markup=too_much), "BUTTON_DATA_INVALID"),
        (bot.send_message(777, "x"), "chat not found"),
        (bot.send_message(user, "<b>x", parse_mode="HTML"), "can't parse entities"),
        (
            bot.edit_message_text("same", chat_id=user, message_id=sent.message_id),
            "message is not modified",
        ),
        (bot.edit_message_text("x", chat_id=user, message_id=999), "message to edit not found"),
        (bot.answer_callback_query("999"), "query is too old"),
        (bot.get_file("nope"), "invalid file_id"),
        (bot.send_photo(user, "nope"), "wrong remote file identifier"),
        (
            bot.send_message(user, "x", reply_parameters=ReplyParameters(message_id=999)),
            "message to be replied not found",
        ),
        (bot.send_message(FORUM, "x", message_thread_id=99), "message thread not found"),
    ):
        with pytest.raises(TelegramBadRequest, match=words):
            await work
    await emulator.send(user, block=True)
    with pytest.raises(TelegramForbiddenError, match="bot was blocked by the user"):
        await bot.send_message(user, "x")
    await emulator.send(user, unblock=True)
    await emulator.fault(on="sendMessage", action="flood", retry_after=30)
    with pytest.raises(TelegramRetryAfter) as flood:
        await bot.send_message(user, "x")
    assert flood.value.retry_after == 30
    async with aiogram.Bot("1:BAD", session=bot.session) as stranger:
        with pytest.raises(TelegramUnauthorizedError):
            await stranger.get_me()


async def test_aiogram_webhook_settings(bot: aiogram.Bot) -> None:
    address = "http://127.0.0.1:9/hook"
    await bot.set_webhook(
        address, secret_token="s3cret", max_connections=5, allowed_updates=["message"]
    )

    info = await bot.get_webhook_info()

    assert (info.url, info.max_connections, info.allowed_updates) == (address, 5, ["message"])
    with pytest.raises(TelegramConflictError):
        await bot.get_updates()
    assert await bot.delete_webhook(drop_pending_updates=True)
    assert await bot.get_updates() == []


async def test_python_telegram_bot(ptb: telegram.Bot, emulator: Emulator) -> None:
    user = await emulator.citizen()
    content = picture()
    button = telegram.InlineKeyboardButton("a", callback_data="b")

    sent = await ptb.send_message(
        user, "hi", reply_markup=telegram.InlineKeyboardMarkup([[button]])
    )
    edited = await ptb.edit_message_text("ho", user, sent.message_id)
    photo = await ptb.send_photo(user, content, caption="<b>c</b>", parse_mode="HTML")
    file = await ptb.get_file(photo.photo[-1].file_id)
    album = await ptb.send_media_group(
        user, [telegram.InputMediaPhoto(content), telegram.InputMediaPhoto(content)]
    )
    live = await ptb.send_location(user, 1.0, 2.0, live_period=600)

    assert ptb.username == "first_bot"
    assert isinstance(edited, telegram.Message)
    assert (sent.text, edited.text) == ("hi", "ho")
    assert bytes(await file.download_as_bytearray()) == content
    assert (photo.caption, photo.caption_entities[0].type) == ("c", "bold")
    assert [len(one.photo) for one in album] == [2, 2]
    assert live.location is not None
    assert live.location.live_period is not None
    assert await ptb.set_my_commands([("a", "b")])
    assert await ptb.send_chat_action(user, "typing")
    assert await ptb.answer_callback_query(PRACTICE_QUERY)
    assert (await ptb.get_chat(user)).id == user
    with pytest.raises(telegram.error.BadRequest, match="Message text is empty"):
        await ptb.send_message(user, "")
    with pytest.raises(telegram.error.BadRequest, match="Chat not found"):
        await ptb.send_message(777, "x")
    await emulator.send(user, text="/start x")
    [update] = await ptb.get_updates()
    assert update.message is not None
    assert update.message.entities[0].type == "bot_command"


async def test_methods_in_any_case_by_get_and_unknown(emulator: Emulator) -> None:
    base = f"{emulator.url}/bot{TOKEN}"

    async def status(path: str, **parameters: str) -> tuple[int, str]:
        answer: httpx.Response = await emulator.client.get(f"{base}/{path}", params=parameters)
        return answer.status_code, str(answer.json().get("description"))

    assert await status("GETme") == (200, "None")
    assert await status("noSuchMethod") == (404, "Not Found")
    assert await status("sendMessage", text="x") == (400, "Bad Request: chat_id is empty")
