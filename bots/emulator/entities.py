"""HTML of sendMessage into text and entities (Bot API, "Formatting options")."""

import re
from dataclasses import dataclass, field

from bots.emulator.errors import ApiError, bad_request
from bots.emulator.json_types import JsonObject
from bots.emulator.text import utf16_length

PLAIN_TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "code": "code",
    "pre": "pre",
}
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
OTHER_TAGS = frozenset({"a", "span", "blockquote", "tg-emoji"})

_TAG_START = re.compile(r"<([^\s>]*)")
_TAG_END = re.compile(r"</([^\s>]*)\s*>")
_ATTRIBUTE = re.compile(r"\s*([A-Za-z-]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+)))?")
_REFERENCE = re.compile(r"&(?:#x([0-9A-Fa-f]+)|#(\d+)|([a-z]+));?")


def cant_parse(text: str) -> ApiError:
    return bad_request(f"can't parse entities: {text}")


@dataclass(slots=True)
class _Open:
    tag: str
    offset: int
    entity: JsonObject


@dataclass
class _Parser:
    source: str
    at: int = 0
    length: int = 0
    pieces: list[str] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    entities: list[JsonObject] = field(default_factory=list)

    def parse(self) -> tuple[str, list[JsonObject]]:
        source, end = self.source, len(self.source)
        while self.at < end:
            character = source[self.at]
            if character == "<":
                self._tag()
            elif character == "&":
                self._reference()
            else:
                stop = min(
                    (p for p in (source.find("<", self.at), source.find("&", self.at)) if p > 0),
                    default=end,
                )
                self._write(source[self.at : stop])
                self.at = stop
        if self.stack:
            raise cant_parse(
                f'Can\'t find end tag corresponding to start tag "{self.stack[-1].tag}"'
            )
        return "".join(self.pieces), self.entities

    def _write(self, piece: str) -> None:
        self.pieces.append(piece)
        self.length += utf16_length(piece)

    def _byte(self, at: int | None = None) -> int:
        return len(self.source[: self.at if at is None else at].encode("utf-8", "replace"))

    def _tag(self) -> None:
        if self.source.startswith("</", self.at):
            self._close()
        else:
            self._open()

    def _open(self) -> None:
        match = _TAG_START.match(self.source, self.at)
        assert match is not None  # parse() has seen the "<"
        if match.end() == len(self.source):
            raise cant_parse(f"Unclosed start tag at byte offset {self._byte()}")
        tag = match[1].lower()
        if tag not in PLAIN_TAGS and tag not in OTHER_TAGS:
            raise cant_parse(f'Unsupported start tag "{tag}" at byte offset {self._byte()}')
        attributes, end = self._attributes(match.end(), tag)
        self.stack.append(_Open(tag, self.length, self._entity(tag, attributes)))
        self.at = end

    def _attributes(self, at: int, tag: str) -> tuple[dict[str, str], int]:
        found: dict[str, str] = {}
        while at < len(self.source):
            rest = self.source[at:].lstrip()
            at = len(self.source) - len(rest)
            if rest.startswith(">"):
                return found, at + 1
            match = _ATTRIBUTE.match(self.source, at)
            if match is None:
                break
            value = match[2] or match[3] or match[4] or ""
            found[match[1].lower()] = _REFERENCE.sub(_character, value)
            at = match.end()
        raise cant_parse(f'Unclosed start tag "{tag}" at byte offset {self._byte()}')

    def _entity(self, tag: str, attributes: dict[str, str]) -> JsonObject:
        if tag in PLAIN_TAGS:
            language = attributes.get("class", "")
            if tag == "code" and language.startswith("language-"):
                return {"type": "code", "language": language.removeprefix("language-")}
            return {"type": PLAIN_TAGS[tag]}
        if tag == "a":
            return {"type": "text_link", "url": attributes.get("href", "")}
        if tag == "blockquote":
            expandable = "expandable" in attributes
            return {"type": "expandable_blockquote" if expandable else "blockquote"}
        if tag == "tg-emoji":
            if not attributes.get("emoji-id", "").isdigit():
                raise cant_parse("Invalid custom emoji identifier specified")
            return {"type": "custom_emoji", "custom_emoji_id": attributes["emoji-id"]}
        if attributes.get("class") != "tg-spoiler":
            raise cant_parse(
                f'Tag "span" must have class "tg-spoiler" at byte offset {self._byte()}'
            )
        return {"type": "spoiler"}

    def _close(self) -> None:
        if not self.stack:
            raise cant_parse(f"Unexpected end tag at byte offset {self._byte()}")
        match = _TAG_END.match(self.source, self.at)
        if match is None:
            raise cant_parse(f"Unclosed end tag at byte offset {self._byte()}")
        opened = self.stack.pop()
        tag = match[1].lower()
        if tag and tag != opened.tag:
            raise cant_parse(
                f"Unmatched end tag at byte offset {self._byte()}, "
                f'expected "</{opened.tag}>", found "</{tag}>"'
            )
        self.at = match.end()
        self._finish(opened)

    def _finish(self, opened: _Open) -> None:
        length = self.length - opened.offset
        entity = {**opened.entity, "offset": opened.offset, "length": length}
        if entity["type"] == "text_link" and not entity["url"]:
            entity["url"] = "".join(self.pieces)[-length:] if length else ""
            if not entity["url"].startswith(("http://", "https://", "tg://")):
                return
        if length and not self._folds_into_pre(entity):
            self.entities.append(entity)

    def _folds_into_pre(self, entity: JsonObject) -> bool:
        """`<pre><code class="language-x">` is one entity that knows its language."""
        if entity["type"] == "code" and self.stack and self.stack[-1].tag == "pre":
            if "language" in entity:
                self.stack[-1].entity["language"] = entity["language"]
            return True
        entity.pop("language", None) if entity["type"] == "code" else None
        return False

    def _reference(self) -> None:
        match = _REFERENCE.match(self.source, self.at)
        self._write(_character(match) if match else "&")
        self.at = match.end() if match else self.at + 1


def _character(match: re.Match[str]) -> str:
    if match[3] is not None:
        return NAMED.get(match[3], match[0])
    number = int(match[1], 16) if match[1] else int(match[2])
    return chr(number) if 0 < number < 0x110000 and not 0xD800 <= number < 0xE000 else match[0]


def parse_html(source: str) -> tuple[str, list[JsonObject]]:
    """Text and entities; ApiError 400 "can't parse entities" with Telegram's wording."""
    return _Parser(source).parse()
