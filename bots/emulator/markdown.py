"""MarkdownV2 and the old Markdown into text and entities (Bot API, "Formatting options")."""

import re
from dataclasses import dataclass, field

from bots.emulator.entities import cant_parse
from bots.emulator.json_types import JsonObject
from bots.emulator.text import utf16_length

RESERVED = frozenset("_*[]()~`>#+-=|{}.!")
PAIRS = {
    "*": "bold",
    "_": "italic",
    "__": "underline",
    "~": "strikethrough",
    "||": "spoiler",
    "`": "code",
    "```": "pre",
}
OLD_PAIRS = {"*": "bold", "_": "italic", "`": "code", "```": "pre"}


@dataclass(slots=True)
class _Open:
    mark: str
    offset: int
    at: int


@dataclass
class _Parser:
    source: str
    pairs: dict[str, str]
    strict: bool
    at: int = 0
    length: int = 0
    pieces: list[str] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    entities: list[JsonObject] = field(default_factory=list)
    quote: int | None = None
    fresh_line: bool = True

    def parse(self) -> tuple[str, list[JsonObject]]:
        while self.at < len(self.source):
            self._step()
        self._end_quote()
        if self.stack:
            opened = self.stack[-1]
            what = self.pairs.get(opened.mark, "link")
            what = {"bold": "Bold", "italic": "Italic", "code": "Code"}.get(what, what.title())
            where = len(self.source[: opened.at].encode("utf-8", "replace"))
            raise cant_parse(f"Can't find end of {what} entity at byte offset {where}")
        return "".join(self.pieces), self.entities

    def _step(self) -> None:
        character = self.source[self.at]
        if self.strict and self.fresh_line and not self._in_code() and self._quote_line():
            return
        if character == "\n" and self.quote is not None:
            self._newline_in_quote()
        elif self._escape(character) or (not self._in_code() and self._link(character)):
            return
        elif mark := self._mark():
            self._toggle(mark)
        elif self.strict and character in RESERVED and not self._in_code():
            raise cant_parse(
                f"Character '{character}' is reserved and must be escaped with the preceding '\\'"
            )
        else:
            self._write(character)

    def _write(self, character: str, taken: int = 1) -> None:
        self.pieces.append(character)
        self.length += utf16_length(character)
        self.fresh_line = character == "\n"
        self.at += taken

    def _in_code(self) -> bool:
        return bool(self.stack) and self.stack[-1].mark in ("`", "```")

    def _escape(self, character: str) -> bool:
        following = self.source[self.at + 1 : self.at + 2]
        if character != "\\" or not following:
            return False
        if not (self.strict and 0 < ord(following) < 127) and following not in "_*`[":
            return False
        self._write(following, 2)
        return True

    def _mark(self) -> str | None:
        for mark in ("```", "||", "__", "*", "_", "~", "`"):
            if mark in self.pairs and self.source.startswith(mark, self.at):
                return mark if not self._in_code() or self.stack[-1].mark == mark else None
        return None

    def _toggle(self, mark: str) -> None:
        if self.stack and self.stack[-1].mark == mark:
            self._close(mark)
            return
        if any(opened.mark == mark for opened in self.stack):
            where = len(self.source[: self.at].encode("utf-8", "replace"))
            raise cant_parse(f"Can't find end of the entity starting at byte offset {where}")
        self.stack.append(_Open(mark, self.length, self.at))
        self.at += len(mark)
        self.fresh_line = False

    def _close(self, mark: str) -> None:
        opened = self.stack.pop()
        self.at += len(mark)
        entity: JsonObject = {"type": self.pairs[mark]}
        if mark == "```":
            self._language(opened, entity)
        self._add(entity, opened.offset)

    def _language(self, opened: _Open, entity: JsonObject) -> None:
        text = "".join(self.pieces)
        inside = text.encode("utf-16-le", "surrogatepass")[opened.offset * 2 :]
        body = inside.decode("utf-16-le", "surrogatepass")
        match = re.match(r"([^\s`]+)\n|\n", body)
        if match is None:
            return
        self.pieces = [text[: len(text) - len(body)], body[match.end() :]]
        self.length -= utf16_length(match[0])
        if match[1]:
            entity["language"] = match[1]

    def _add(self, entity: JsonObject, offset: int) -> None:
        if self.length > offset:
            self.entities.append({**entity, "offset": offset, "length": self.length - offset})

    def _link(self, character: str) -> bool:
        if character == "[" or (self.strict and self.source.startswith("![", self.at)):
            mark = "![" if character == "!" else "["
            self.stack.append(_Open(mark, self.length, self.at))
            self.at += len(mark)
            return True
        if character != "]" or not self.stack or self.stack[-1].mark not in ("[", "!["):
            return False
        match = re.compile(r"\]\(((?:\\.|[^)\\])*)\)").match(self.source, self.at)
        if match is None:
            raise cant_parse("Can't find end of a URL")
        self._end_link(self.stack.pop(), re.sub(r"\\(.)", r"\1", match[1]))
        self.at = match.end()
        return True

    def _end_link(self, opened: _Open, url: str) -> None:
        emoji = re.fullmatch(r"tg://emoji\?id=(\d+)", url)
        if opened.mark == "![" and emoji is None:
            raise cant_parse("Custom emoji entity must contain a tg://emoji URL")
        if opened.mark == "![" and emoji is not None:
            self._add({"type": "custom_emoji", "custom_emoji_id": emoji[1]}, opened.offset)
        elif url:
            self._add({"type": "text_link", "url": url}, opened.offset)

    def _quote_line(self) -> bool:
        self.fresh_line = False
        start = "**>" if self.source.startswith("**>", self.at) else ">"
        if not self.source.startswith(start, self.at):
            return False
        if start == "**>" or self.quote is None:
            self._end_quote()
            self.quote = self.length
        self.at += len(start)
        return True

    def _newline_in_quote(self) -> None:
        if not self.source.startswith(">", self.at + 1):
            self._end_quote()
        self._write("\n")

    def _end_quote(self) -> None:
        if self.quote is None:
            return
        expandable = (
            self.stack and self.stack[-1].mark == "||" and (self.stack[-1].offset == self.length)
        )
        if expandable:
            self.stack.pop()
        self._add({"type": "expandable_blockquote" if expandable else "blockquote"}, self.quote)
        self.quote = None


def parse_markdown_v2(source: str) -> tuple[str, list[JsonObject]]:
    return _Parser(source, PAIRS, strict=True).parse()


def parse_markdown(source: str) -> tuple[str, list[JsonObject]]:
    """The old style, kept by Telegram for old bots: no nesting, no reserved characters."""
    return _Parser(source, OLD_PAIRS, strict=False).parse()
