"""An answer as Telegram shows it: runs of text under the same marks, written as its HTML.

Lists, headings and indents are no marks there, so they become signs and lines. Telegram links
to pages alone; numbers and mailboxes are spelled out, and it makes them links by itself.
"""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import takewhile
from typing import NamedTuple

from markdown_it.token import Token

from faq.dialect import well_linked

_TAGS = {"blockquote": "blockquote", "heading": "b", "strong": "b", "em": "i", "link": "a"}
_INDENT = "\u2003"  # a space that is not swallowed
_SEPARATORS = ("\n\n", "\n", " ")


class Mark(NamedTuple):
    """A tag, with the address if it is a link."""

    tag: str
    href: str = ""

    def opened(self) -> str:
        return f'<a href="{escape(self.href)}">' if self.href else f"<{self.tag}>"


class Run(NamedTuple):
    """Text under ``marks``, the outermost first."""

    text: str
    marks: tuple[Mark, ...] = ()


def runs(tokens: Sequence[Token]) -> list[Run]:
    """The text of a message; its blocks stand as far apart as they were written."""
    return list(_Teller().tell(tokens))


def written(told: Iterable[Run]) -> str:
    """The HTML of some runs."""
    pieces: list[str] = []
    opened: list[Mark] = []
    for text, marks in told:
        wanted = list(dict.fromkeys(marks))  # bold within bold is bold
        shared = _shared(opened, wanted)
        pieces += [f"</{mark.tag}>" for mark in reversed(opened[shared:])]
        pieces += [mark.opened() for mark in wanted[shared:]]
        pieces.append(escape(text, quote=False))
        opened = wanted
    return "".join(pieces) + "".join(f"</{mark.tag}>" for mark in reversed(opened))


def parts(told: Sequence[Run], limit: int) -> Iterator[list[Run]]:
    """The runs in portions of up to ``limit`` UTF-16 units, without blank ends."""
    text = "".join(run.text for run in told)
    at = 0
    while at < len(text):
        end = _end(text, at, limit)
        portion = text[at:end]
        begin = at + len(portion) - len(portion.lstrip())
        if portion.strip():
            yield list(_cut(told, begin, begin + len(portion.strip())))
        at = end


def _end(text: str, at: int, limit: int) -> int:
    """Where a portion that begins at ``at`` ends best, not before half of it is used."""
    end = at + _fitting(text[at : at + limit], limit)
    if end == len(text):
        return end
    for separator in _SEPARATORS:
        found = text.rfind(separator, at, end + len(separator))
        if found > at + (end - at) // 2:
            return found
    return end


def _fitting(text: str, limit: int) -> int:
    """How many characters of ``text`` are at most ``limit`` units; at least one."""
    left = limit
    for count, character in enumerate(text):
        left -= 2 if ord(character) > 0xFFFF else 1
        if left < 0:
            return max(count, 1)
    return len(text)


def _cut(told: Iterable[Run], begin: int, end: int) -> Iterator[Run]:
    at = 0
    for text, marks in told:
        piece = text[max(begin - at, 0) : max(end - at, 0)]
        at += len(text)
        if piece:
            yield Run(piece, marks)


def _shared(some: Sequence[Mark], others: Sequence[Mark]) -> int:
    """How many marks both begin with."""
    equal = (one == other for one, other in zip(some, others, strict=False))
    return sum(1 for _ in takewhile(bool, equal))


class _Teller:
    """Walks the tokens of a text once, and remembers what is open."""

    def __init__(self) -> None:
        self._marks: list[Mark] = []
        self._numbers: list[int | None] = []  # the next one of each open list; None for dots
        self._bullet = ""
        self._end_line = -1  # of the last block
        self._last_marks: tuple[Mark, ...] = ()

    def tell(self, tokens: Iterable[Token]) -> Iterator[Run]:
        for token in tokens:
            kind, _, side = token.type.rpartition("_")
            if kind in _TAGS and side == "open":
                self._marks.append(Mark(_TAGS[kind], str(token.attrs.get("href", ""))))
            elif kind in _TAGS:
                self._marks.pop()
            elif token.type == "inline":
                yield from self._begin(token)
                yield from self.tell(_spelled_out(token.children or ()))
            elif token.type in ("softbreak", "hardbreak"):
                yield Run("\n", tuple(self._marks))
            elif token.content:
                yield Run(token.content, tuple(self._marks))
            else:
                self._list(token)

    def _list(self, token: Token) -> None:
        match token.type:
            case "bullet_list_open":
                self._numbers.append(None)
            case "ordered_list_open":
                self._numbers.append(int(token.attrs.get("start", 1)))
            case "bullet_list_close" | "ordered_list_close":
                self._numbers.pop()
            case "list_item_open":
                number = self._numbers[-1]
                self._bullet = "• " if number is None else f"{number}. "
                self._numbers[-1] = None if number is None else number + 1

    def _begin(self, block: Token) -> Iterator[Run]:
        """The distance from the block before, and the sign of a list."""
        marks = tuple(self._marks)
        begin, end = block.map or (0, 0)
        if self._end_line >= 0:
            between = marks[: _shared(marks, self._last_marks)]
            yield Run("\n" if begin == self._end_line else "\n\n", between)
        self._end_line, self._last_marks = end, marks
        if self._numbers:
            yield Run(_INDENT * (len(self._numbers) - 1) + self._bullet, marks)
            self._bullet = ""


def _spelled_out(tokens: Iterable[Token]) -> Iterator[Token]:
    """Instead of links that Telegram does not know, what they lead to."""
    target, words = "", ""
    for token in well_linked(tokens):
        words += token.content
        if token.type == "link_open":
            target, words = _unknown_to_telegram(str(token.attrs["href"])), ""
        if not target or token.type not in ("link_open", "link_close"):
            yield token
        elif token.type == "link_close" and _signs(target) not in _signs(words):
            yield Token("text", "", 0, content=f" ({target})")


def _unknown_to_telegram(address: str) -> str:
    return "" if address.startswith("https:") else address.partition(":")[2]


def _signs(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum())
