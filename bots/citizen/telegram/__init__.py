"""Telegram, through aiogram: the citizen bot's messenger.

The only room that imports aiogram (seconds of CPU and 165 MB); the script of the
bot does not know it.
"""

from bots.citizen.telegram.messenger import TelegramMessenger

__all__ = ["TelegramMessenger"]
