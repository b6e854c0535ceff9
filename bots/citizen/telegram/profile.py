"""How the bot presents itself before the first word: descriptions, commands, menu button."""

from aiogram import Bot
from aiogram.types import BotCommand, MenuButtonCommands

from bots.runtime.texts import Texts

COMMANDS = ("sos", "report", "ask", "my", "settings", "help", "cancel", "start")
DEFAULT = "en"  # for the languages we do not speak


async def introduce(bot: Bot, texts: Texts) -> None:
    """Set the profile in every language, and for all others in English."""
    for locale in texts.catalogues:
        await _introduce(bot, texts, locale, locale)
    await _introduce(bot, texts, DEFAULT, None)
    await bot.set_chat_menu_button(menu_button=MenuButtonCommands())


async def _introduce(bot: Bot, texts: Texts, locale: str, language_code: str | None) -> None:
    commands = [
        BotCommand(command=name, description=texts.text(locale, f"command-{name}"))
        for name in COMMANDS
    ]
    description = texts.text(locale, "profile-description")
    short = texts.text(locale, "profile-short")
    await bot.set_my_commands(commands, language_code=language_code)
    await bot.set_my_description(description, language_code=language_code)
    await bot.set_my_short_description(short, language_code=language_code)
