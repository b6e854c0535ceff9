"""What a citizen can do on the phone: each act changes the chat and becomes an update."""

from dataclasses import asdict, dataclass, field

from bots.emulator.arrivals import emit
from bots.emulator.bot import Bot, Query
from bots.emulator.chat import Chat, Entry
from bots.emulator.json_types import JsonObject
from bots.emulator.methods.sending import replied_to
from bots.emulator.text import trimmed, with_found
from bots.emulator.users import on_the_wire
from bots.emulator.world import World

SOMEWHERE: JsonObject = {"latitude": 43.238949, "longitude": 76.889709}
OTHER_CARD: JsonObject = {"phone_number": "+77770000000", "first_name": "Other"}
ENDED = ("live_period", "heading", "proximity_alert_radius")


class Impossible(Exception):
    """What was asked cannot be done here: `status` is the HTTP status that says so."""

    def __init__(self, status: int, text: str) -> None:
        super().__init__(text)
        self.status = status


@dataclass
class Outcome:
    """What an act made: Messages, the ids of updates, and what a press opened."""

    messages: list[JsonObject] = field(default_factory=list)
    update_ids: list[int] = field(default_factory=list)
    callback_query_id: str | None = None
    url: str | None = None

    def shown(self) -> JsonObject:
        shown: JsonObject = {"messages": self.messages, "update_ids": self.update_ids}
        if self.callback_query_id:
            shown["callback_query_id"] = self.callback_query_id
        if self.url:
            shown["url"] = self.url
        return shown


class Citizen:
    """One user in the chat with one bot."""

    def __init__(self, world: World, bot: Bot, user: JsonObject) -> None:
        self.world, self.bot, self.user = world, bot, user

    @property
    def chat(self) -> Chat:
        """The chat; opened by the first act. Impossible while the bot is blocked."""
        chat = self.world.open_chat(self.bot, self.user)
        if chat.blocked:
            raise Impossible(409, "the user has blocked this bot: unblock first")
        return chat

    @property
    def sender(self) -> JsonObject:
        return on_the_wire(self.user)

    def say(self, content: JsonObject, envelope: JsonObject | None = None) -> Outcome:
        """A message with this content; `envelope` are `reply_to`, `forward_origin`."""
        chat = self.chat
        around = self._around(chat, envelope or {})
        message = self.world.compose(chat, self.sender, {**around, **content})
        self.world.keep(chat, message, from_bot=False)
        return Outcome([message], emit(self.world, self.bot, "message", message))

    def write(self, text: str, envelope: JsonObject) -> Outcome:
        text, entities = _with_entities(text)
        if not text:
            raise Impossible(400, "a text message needs text")
        return self.say({"text": text, **entities}, envelope)

    def _around(self, chat: Chat, envelope: JsonObject) -> JsonObject:
        around: JsonObject = {}
        if (reply_to := envelope.get("reply_to")) is not None:
            entry = chat.entry(int(reply_to))
            if entry is None:
                raise Impossible(404, f"no message {reply_to} to reply to")
            around |= replied_to(entry)
        if (origin := envelope.get("forward_origin")) is not None:
            around["forward_origin"] = origin
        return around

    def edit(self, message_id: int, text: str) -> Outcome:
        entry = self.chat.entry(message_id)
        if entry is None or entry.from_bot:
            raise Impossible(404, f"no own message {message_id}")
        name = "text" if "text" in entry.message else "caption"
        entities_name = "entities" if name == "text" else "caption_entities"
        text, entities = _with_entities(text)
        message = {k: v for k, v in entry.message.items() if k not in (name, entities_name)}
        message[name] = text
        if entities:
            message[entities_name] = entities["entities"]
        return self._edited(entry, message)

    def _edited(self, entry: Entry, message: JsonObject) -> Outcome:
        message = {**message, "edit_date": int(self.world.clock.now())}
        self.world.edited(self.chat, entry, message)
        return Outcome([message], emit(self.world, self.bot, "edited_message", message))

    def move(self, place: JsonObject, message_id: int | None = None) -> Outcome:
        entry = self._live(message_id)
        old = entry.message["location"]
        kept = {"live_period": old["live_period"]}
        return self._edited(entry, {**entry.message, "location": {**place, **kept}})

    def stop_location(self, message_id: int | None = None) -> Outcome:
        entry = self._live(message_id)
        location = {k: v for k, v in entry.message["location"].items() if k not in ENDED}
        return self._edited(entry, {**entry.message, "location": location})

    def _live(self, message_id: int | None) -> Entry:
        now = self.world.clock.now()
        for entry in self.chat.newest_first():
            location = entry.message.get("location", {})
            running = entry.message["date"] + location.get("live_period", 0) > now
            wanted = message_id in (None, entry.message_id)
            if not entry.from_bot and "live_period" in location and running and wanted:
                return entry
        raise Impossible(404, "no live location is running")

    def share_contact(self, whose: object, envelope: JsonObject) -> Outcome:
        if isinstance(whose, dict):
            return self.say({"contact": whose}, envelope)
        if whose == "other":
            return self.say({"contact": OTHER_CARD}, envelope)
        names = {k: self.user[k] for k in ("first_name", "last_name") if self.user.get(k)}
        own = {"phone_number": self.user["phone_number"], **names}
        return self.say({"contact": {**own, "user_id": self.user["id"]}}, envelope)

    def press(self, wanted: str, asked: JsonObject) -> Outcome:
        """An inline button of the newest message that has it, else one of the reply keyboard."""
        chat = self.chat
        for entry in chat.newest_first():
            if asked.get("message_id") not in (None, entry.message_id) or not entry.from_bot:
                continue
            for row in entry.message.get("reply_markup", {}).get("inline_keyboard", ()):
                for button in row:
                    if wanted in (button["text"], button.get("callback_data")):
                        return self._press_inline(entry, button)
        for row in (chat.keyboard or {}).get("keyboard", ()):
            for button in row:
                if button["text"] == wanted:
                    return self._press_reply(chat, button, asked)
        raise Impossible(404, f"no button {wanted!r}")

    def _press_inline(self, entry: Entry, button: JsonObject) -> Outcome:
        if "callback_data" not in button:
            return Outcome(url=button.get("url"))
        now = self.world.clock.now()
        query = Query(now, self.user["id"], self.chat.id, entry.message_id)
        query_id = self.bot.open_query(query, self.world.chance)
        self.world.remember("query", f"{self.bot.id}:{query_id}", lambda: asdict(query))
        press = {
            "id": query_id,
            "from": self.sender,
            "message": entry.message,
            "chat_instance": str(self.chat.id * 7919),
            "data": button["callback_data"],
        }
        ids = emit(self.world, self.bot, "callback_query", press)
        return Outcome([], ids, callback_query_id=query_id)

    def _press_reply(self, chat: Chat, button: JsonObject, asked: JsonObject) -> Outcome:
        if button.get("request_contact"):
            outcome = self.share_contact("own", asked)
        elif button.get("request_location"):
            outcome = self.say({"location": asked.get("location") or SOMEWHERE}, asked)
        else:
            outcome = self.write(button["text"], asked)
        if chat.keyboard and chat.keyboard.get("one_time_keyboard"):
            chat.keyboard = None
            self.world.chat_changed(chat)
            self.world.tell(chat, {"type": "keyboard", "keyboard": None})
        return outcome

    def block(self, blocked: bool) -> Outcome:
        chat = self.world.open_chat(self.bot, self.user)
        if chat.blocked == blocked:
            return Outcome()
        chat.blocked = blocked
        self.world.chat_changed(chat)
        self.world.tell(chat, {"type": "blocked", "blocked": blocked})
        states: list[JsonObject] = [{"status": "member", "user": self.bot.user}]
        states.append({"status": "kicked", "user": self.bot.user, "until_date": 0})
        old, new = states if blocked else reversed(states)
        change = {
            "chat": chat.info,
            "from": self.sender,
            "date": int(self.world.clock.now()),
            "old_chat_member": old,
            "new_chat_member": new,
        }
        return Outcome([], emit(self.world, self.bot, "my_chat_member", change))


def _with_entities(text: str) -> tuple[str, JsonObject]:
    text, _ = trimmed(text, [])
    entities = with_found(text, [])
    return text, ({"entities": entities} if entities else {})
