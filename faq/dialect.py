"""What ``faq.markdown`` understands, as markdown-it's tokens."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token

LONGEST_TEXT = 20_000  # characters; a longer text is not marked up, so that none is slow

_SYNTAX = ["heading", "blockquote", "list", "newline", "escape", "emphasis", "link", "autolink"]
PARSER = MarkdownIt("zero", {"breaks": True}).enable(_SYNTAX)
_BARE = MarkdownIt("zero", {"breaks": True}).enable("newline")

# Control signs, halves of letters, and what turns the direction of writing around.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_NUMBER = re.compile(r"\+?[0-9][0-9-]*")
_MAILBOX = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", re.ASCII)


def parsed(text: str) -> list[Token]:
    """The blocks of a text."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    clean = _UNWANTED.sub("", lines)
    return (PARSER if len(clean) <= LONGEST_TEXT else _BARE).parse(clean)


def well_linked(tokens: Iterable[Token]) -> Iterator[Token]:
    """What stands in a block, its links bare of all but an address that may be followed."""
    is_good = False
    for token in tokens:
        if token.type == "link_open":
            address = address_of(token)
            token.attrs = {"href": address}
            is_good = bool(address)
        if is_good or token.type not in ("link_open", "link_close"):
            yield token


def address_of(link: Token) -> str:
    """Where it leads; empty if nobody should be led there."""
    return address(str(link.attrs["href"]))


def address(told: str) -> str:
    """The address itself, or empty if nobody should be led there."""
    scheme, _, rest = told.partition(":")
    match scheme.lower():
        case "https":
            return f"https:{rest}" if _is_site(rest) else ""
        case "tel":
            return f"tel:{rest}" if _NUMBER.fullmatch(rest) else ""
        case "mailto":
            return f"mailto:{rest}" if _MAILBOX.fullmatch(rest) else ""
    return ""


def _is_site(rest: str) -> bool:
    """True if a browser goes where a reader thinks: nothing before an ``@``."""
    try:
        parts = urlsplit(rest)
    except ValueError:
        return False
    return bool(parts.hostname) and "@" not in parts.netloc and "\\" not in rest
