"""The Markdown of answers: safe HTML for pages, messages for Telegram, bare words.

The dialect is small, so that an answer looks the same on the portal and in the chat:

- paragraphs, parted by an empty line; a line break is a line break;
- ``**bold**`` and ``*italic*``;
- ``- item`` and ``1. item``, a list within a list by indenting it;
- ``> quoted``;
- ``# Heading``, a bold line in Telegram;
- ``[words](address)`` and ``<address>``, where the address is ``https:``, ``tel:`` or ``mailto:``;
  what leads elsewhere stays words;
- a backslash takes the meaning from the next sign: ``\\*``.

All else is text: tags, pictures, tables, code, references such as ``&amp;``. Both renderings are
made of parsed tokens, so nothing that was typed becomes markup by itself.
"""

import sys
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from faq.dialect import PARSER, parsed, well_linked
from faq.messages import parts, runs, written

MESSAGE_LENGTH = 4096  # UTF-16 units, Bot API 10.3 §sendMessage


def html(text: str) -> str:
    """A part of a page. Headings begin at ``h2``: the title of an answer is its ``h1``."""
    tokens = list(_for_a_page(parsed(text)))
    rendered: str = PARSER.renderer.render(tokens, PARSER.options, {})
    return rendered


def telegram(text: str) -> str:
    """HTML as Telegram takes it (Bot API 10.3 §HTML style), of any length."""
    return "".join(telegram_parts(text, limit=sys.maxsize))


def telegram_parts(text: str, limit: int = MESSAGE_LENGTH) -> tuple[str, ...]:
    """``telegram(text)`` as messages of up to ``limit`` visible UTF-16 units, each whole in itself.

    Cut between paragraphs where that can be, else between lines, else between words.
    """
    return tuple(written(part) for part in parts(runs(parsed(text)), limit))


def plain_text(text: str) -> str:
    """The words that Telegram shows, without marks. There is no way back."""
    return "".join(run.text for run in runs(parsed(text))).strip()


def _for_a_page(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1]) + 1, 6)}"
        if token.children:
            token.children = list(well_linked(token.children))
        yield token
