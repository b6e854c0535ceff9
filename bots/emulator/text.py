"""Text as Telegram counts it: UTF-16 units, trimmed ends, and the entities it finds by itself."""

import re

from bots.emulator.json_types import JsonObject

_FOUND = re.compile(
    r"(?P<url>\bhttps?://[^\s<>\"]+[^\s<>\".,:;!?)\]])"
    r"|(?P<email>\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b)"
    r"|(?<![\w/@])(?P<mention>@[A-Za-z]\w{3,31})\b"
    r"|(?<![\w/])(?P<bot_command>/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?)(?![\w/])"
    r"|(?<![\w#&])(?P<hashtag>#\w*[^\W\d]\w*)"
    r"|(?<![\w+])(?P<phone_number>\+\d(?:[ ()-]{0,2}\d){9,14})(?!\d)"
)
_HINTS = frozenset("/@#+")


def utf16_length(text: str) -> int:
    """UTF-16 code units, the unit of every offset and limit in the Bot API."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def trimmed(text: str, entities: list[JsonObject]) -> tuple[str, list[JsonObject]]:
    """The text without blank ends, its entities moved and cut to fit."""
    shorter = text.strip()
    if len(shorter) == len(text) or not entities:
        return shorter, entities
    skipped = utf16_length(text[: len(text) - len(text.lstrip())])
    length = utf16_length(shorter)
    kept = []
    for entity in entities:
        start = max(0, entity["offset"] - skipped)
        end = min(length, entity["offset"] + entity["length"] - skipped)
        if end > start:
            kept.append({**entity, "offset": start, "length": end - start})
    return shorter, kept


def found_entities(text: str, taken: list[JsonObject]) -> list[JsonObject]:
    """Commands, links, mentions, ... that stand outside the entities already `taken`."""
    if _HINTS.isdisjoint(text):
        return []
    found = []
    for match in _FOUND.finditer(text):
        kind = str(match.lastgroup)
        offset = utf16_length(text[: match.start(kind)])
        length = utf16_length(match[kind])
        if not any(_overlap(offset, length, other) for other in taken):
            found.append({"type": kind, "offset": offset, "length": length})
    return found


def _overlap(offset: int, length: int, other: JsonObject) -> bool:
    start, end = int(other["offset"]), int(other["offset"]) + int(other["length"])
    return offset < end and start < offset + length


def with_found(text: str, entities: list[JsonObject]) -> list[JsonObject]:
    """All entities of a message in Telegram's order: outer before inner."""
    both = entities + found_entities(text, entities)
    return sorted(both, key=lambda entity: (entity["offset"], -entity["length"]))
