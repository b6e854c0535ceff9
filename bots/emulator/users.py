"""The citizens: made-up people with names, ids and phone numbers drawn from the seed."""

import random

from bots.emulator.json_types import JsonObject

FIRST_ID = 5_000_001
NAMES = (
    "Айгерім",
    "Ерлан",
    "Дана",
    "Тимур",
    "Мария",
    "Нұрлан",
    "Сәуле",
    "Алексей",
    "Жанна",
    "Арман",
)
FIELDS = ("first_name", "last_name", "username", "language_code", "phone_number")
ON_THE_WIRE = ("id", "is_bot", "first_name", "last_name", "username", "language_code")


def new_user(wish: JsonObject, user_id: int, chance: random.Random) -> JsonObject:
    """A user with everything that was not wished for drawn."""
    user: JsonObject = {"id": user_id, "is_bot": False}
    for name in FIELDS:
        user[name] = wish.get(name)
    user["first_name"] = user["first_name"] or chance.choice(NAMES)
    user["phone_number"] = user["phone_number"] or f"+7701{chance.randrange(10**7):07}"
    return user


def on_the_wire(user: JsonObject) -> JsonObject:
    """The User object of the Bot API: no phone number, nothing empty."""
    return {name: user[name] for name in ON_THE_WIRE if user.get(name) is not None}


def private_chat(user: JsonObject) -> JsonObject:
    """The Chat object of a private chat with this user."""
    chat = {k: user[k] for k in ("id", "first_name", "last_name", "username") if user.get(k)}
    chat["type"] = "private"
    return chat
