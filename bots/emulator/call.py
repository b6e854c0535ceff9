"""One call of a Bot API method, and what nearly every method reads from it."""

from dataclasses import dataclass, field
from typing import Any

from bots.emulator.bot import Bot
from bots.emulator.chat import Chat, Entry
from bots.emulator.entities import parse_html
from bots.emulator.errors import BLOCKED, UPGRADED, bad_request, forbidden
from bots.emulator.json_types import JsonObject
from bots.emulator.markdown import parse_markdown, parse_markdown_v2
from bots.emulator.parameters import Parameters
from bots.emulator.text import trimmed, utf16_length, with_found
from bots.emulator.world import World

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024

_PARSERS = {
    "html": parse_html,
    "markdownv2": parse_markdown_v2,
    "markdown": parse_markdown,
}


@dataclass(slots=True)
class Call:
    """`description` is what some methods add beside their result."""

    world: World
    bot: Bot
    parameters: Parameters
    description: str | None = None
    keep_first: int | None = field(default=None)

    def chat(self, name: str = "chat_id") -> Chat:
        """The chat named, which may be written to; 400 or 403 otherwise."""
        chat = self.known_chat(name)
        if chat.blocked:
            raise forbidden(BLOCKED)
        if chat.bot_status == "left":
            raise forbidden(f"bot is not a member of the {chat.info['type']} chat")
        if chat.is_channel and chat.bot_status != "administrator":
            raise bad_request("need administrator rights in the channel chat")
        return chat

    def known_chat(self, name: str = "chat_id") -> Chat:
        """The chat named, or 400 "chat not found"; also when the user has blocked the bot."""
        given = self.parameters.text(name).strip()
        if not given:
            raise bad_request(f"{name} is empty")
        try:
            chat = self.bot.chats.get(int(given))
        except ValueError:
            chat = None
        if chat is None:
            raise bad_request("chat not found")
        if chat.migrated_to is not None:
            raise bad_request(UPGRADED, {"migrate_to_chat_id": chat.migrated_to})
        if chat.bot_status == "kicked":
            raise forbidden(f"bot was kicked from the {chat.info['type']} chat")
        return chat

    def own_message(self, missing: str) -> tuple[Chat, Entry]:
        """The bot's own message that an edit names; 400 with `missing` when there is none."""
        if self.parameters.has("inline_message_id"):
            raise bad_request("MESSAGE_ID_INVALID")
        chat = self.chat()
        if not self.parameters.has("message_id"):
            raise bad_request("message identifier is not specified")
        entry = chat.entry(self.parameters.integer("message_id"))
        if entry is None:
            raise bad_request(missing)
        if not entry.from_bot:
            raise bad_request("message can't be edited")
        return chat, entry

    def charge(self, chat: Chat) -> None:
        """Takes a send from the buckets, when limits are on; 429 when they are empty."""
        if self.world.limits:
            self.bot.limits.charge(chat.id, self.world.clock.now())

    def formatted_text(self) -> JsonObject:
        """`text` and `entities` of a message; 400 when empty or longer than 4096."""
        values = self.parameters
        text, entities = formatted(
            values.text("text"), values.text("parse_mode"), values, "entities"
        )
        if not text:
            raise bad_request("message text is empty")
        if len(text) > TEXT_LIMIT // 2 and utf16_length(text) > TEXT_LIMIT:
            raise bad_request("message is too long")
        content = {"text": text, "entities": entities} if entities else {"text": text}
        return {**content, **self._link_preview(entities)}

    def _link_preview(self, entities: list[JsonObject]) -> JsonObject:
        """Repeated in the Message when the text has a link that could be previewed."""
        options = self.parameters.object("link_preview_options", "link preview options")
        if options is None and self.parameters.flag("disable_web_page_preview"):
            options = {"is_disabled": True}
        links = any(entity["type"] in ("url", "text_link") for entity in entities)
        if not options or not (links or options.get("url")):
            return {}
        return {"link_preview_options": options}

    def caption(self) -> JsonObject:
        """`caption` and `caption_entities`, or nothing."""
        values = self.parameters
        return captioned(values.text("caption"), values.text("parse_mode"), values)


def captioned(text: str, parse_mode: str, source: Parameters) -> JsonObject:
    text, entities = formatted(text, parse_mode, source, "caption_entities")
    if not text:
        return {}
    if utf16_length(text) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    return {"caption": text, "caption_entities": entities} if entities else {"caption": text}


def formatted(
    text: str, parse_mode: str, source: Parameters, explicit: str
) -> tuple[str, list[JsonObject]]:
    """Text after its markup, trimmed, with all its entities."""
    entities: list[JsonObject]
    mode = parse_mode.lower()
    if mode and mode != "none":
        if mode not in _PARSERS:
            raise bad_request("unsupported parse_mode")
        text, entities = _PARSERS[mode](text)
    else:
        entities = [_entity(one) for one in source.array(explicit, "entities")]
    text, entities = trimmed(text, entities)
    return text, with_found(text, entities)


def _entity(given: Any) -> JsonObject:
    if not isinstance(given, dict) or not {"type", "offset", "length"} <= given.keys():
        raise bad_request("can't parse MessageEntity: object expected")
    return given
