"""How the bot presents itself before the first word: name, descriptions, commands, menu button.

Asked first, and only what differs is set: Telegram lets a bot change its name but a few
times a day, and every restart would be a change.
"""

from aiogram import Bot
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    MenuButtonCommands,
)

from bots.runtime.texts import Texts

COMMANDS = ("sos", "report", "ask", "my", "settings", "help", "cancel", "start")
DEFAULT = "en"  # for the languages we do not speak
PRIVATE = BotCommandScopeAllPrivateChats()
GROUPS = BotCommandScopeAllGroupChats()


async def introduce(bot: Bot, texts: Texts) -> None:
    """Set the profile in every language, and for all others in English."""
    await _introduce(bot, texts, DEFAULT, None)
    for locale in texts.catalogues:
        await _introduce(bot, texts, locale, locale)
    if await bot.get_my_commands(scope=GROUPS):
        await bot.delete_my_commands(scope=GROUPS)
    if (await bot.get_chat_menu_button()).type != "commands":
        await bot.set_chat_menu_button(menu_button=MenuButtonCommands())


async def _introduce(bot: Bot, texts: Texts, locale: str, code: str | None) -> None:
    commands = [
        BotCommand(command=name, description=texts.text(locale, f"command-{name}"))
        for name in COMMANDS
    ]
    there = await bot.get_my_commands(scope=PRIVATE, language_code=code)
    # By their fields: an object that came through a bot never equals one that did not.
    if [each.model_dump() for each in there] != [each.model_dump() for each in commands]:
        await bot.set_my_commands(commands, scope=PRIVATE, language_code=code)
    if await bot.get_my_commands(language_code=code):  # an older release set them for all chats
        await bot.delete_my_commands(language_code=code)
    name = texts.text(locale, "profile-name")
    if (await bot.get_my_name(language_code=code)).name != name:
        await bot.set_my_name(name, language_code=code)
    description = texts.text(locale, "profile-description")
    if (await bot.get_my_description(language_code=code)).description != description:
        await bot.set_my_description(description, language_code=code)
    short = texts.text(locale, "profile-short")
    if (await bot.get_my_short_description(language_code=code)).short_description != short:
        await bot.set_my_short_description(short, language_code=code)
