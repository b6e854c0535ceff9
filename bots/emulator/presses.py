"""Buttons under a citizen's finger: those under messages, and those of the bot's keyboard."""

from collections.abc import Iterator
from dataclasses import asdict

from bots.emulator.arrivals import emit
from bots.emulator.bot import Query
from bots.emulator.chat import Entry
from bots.emulator.citizen import Citizen, Impossible, Outcome
from bots.emulator.inline import ask
from bots.emulator.json_types import JsonObject

SOMEWHERE: JsonObject = {"latitude": 43.238949, "longitude": 76.889709}
OTHER_CARD: JsonObject = {"phone_number": "+77770000000", "first_name": "Other"}
FOREIGN_ID = 4_000_003


def press(citizen: Citizen, wanted: str, asked: JsonObject) -> Outcome:
    """An inline button of the newest message that has it, else one of the reply keyboard."""
    chat = citizen.chat
    for entry in chat.newest_first():
        if asked.get("message_id") not in (None, entry.message_id) or not entry.from_bot:
            continue
        for button in _buttons(entry.message.get("reply_markup", {}).get("inline_keyboard", ())):
            if wanted in (button["text"], button.get("callback_data")):
                return _press_inline(citizen, entry, button)
    for button in _buttons((chat.keyboard or {}).get("keyboard", ())):
        if button["text"] == wanted:
            return _press_reply(citizen, button, asked)
    raise Impossible(404, f"no button {wanted!r}")


def _buttons(rows: list[list[JsonObject]]) -> Iterator[JsonObject]:
    return (button for row in rows for button in row)


def _press_inline(citizen: Citizen, entry: Entry, button: JsonObject) -> Outcome:
    if "callback_data" in button:
        return _call_back(citizen, entry, button["callback_data"])
    if "copy_text" in button:
        return Outcome(more={"copied": button["copy_text"]["text"]})
    if "switch_inline_query_current_chat" in button:
        return ask(citizen, button["switch_inline_query_current_chat"])
    return Outcome(more={"url": button["url"]} if "url" in button else {})


def _call_back(citizen: Citizen, entry: Entry, data: str) -> Outcome:
    world, bot, chat = citizen.world, citizen.bot, citizen.chat
    query = Query(world.clock.now(), citizen.user["id"], chat.id, entry.message_id)
    query_id = bot.open_query(query, world.chance)
    world.remember("query", f"{bot.id}:{query_id}", lambda: asdict(query))
    press = {
        "id": query_id,
        "from": citizen.sender,
        "message": entry.message,
        "chat_instance": str(chat.id * 7919),
        "data": data,
    }
    ids = emit(world, bot, "callback_query", press)
    return Outcome([], ids, {"callback_query_id": query_id})


def _press_reply(citizen: Citizen, button: JsonObject, asked: JsonObject) -> Outcome:
    chat = citizen.chat
    if button.get("request_contact"):
        outcome = share_contact(citizen, "own", asked)
    elif button.get("request_location"):
        outcome = citizen.say({"location": asked.get("location") or SOMEWHERE}, asked)
    else:
        outcome = citizen.write(button["text"], asked)
    if chat.keyboard and chat.keyboard.get("one_time_keyboard"):
        chat.keyboard = None
        citizen.world.chat_changed(chat)
        citizen.world.tell(chat, {"type": "keyboard", "keyboard": None})
    return outcome


def share_contact(citizen: Citizen, whose: object, envelope: JsonObject) -> Outcome:
    """`own`, `other` (in nobody's name), `foreign` (another user's), or a Contact as it is."""
    if isinstance(whose, dict):
        return citizen.say({"contact": whose}, envelope)
    if whose in ("other", "foreign"):
        foreign = {"user_id": FOREIGN_ID} if whose == "foreign" else {}
        return citizen.say({"contact": {**OTHER_CARD, **foreign}}, envelope)
    user = citizen.user
    names = {k: user[k] for k in ("first_name", "last_name") if user.get(k)}
    own = {"phone_number": user["phone_number"], **names}
    return citizen.say({"contact": {**own, "user_id": user["id"]}}, envelope)
