"""Markup into text and entities: Telegram's rules, offsets in UTF-16 units."""

import contextlib
import html
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bots.emulator.entities import parse_html
from bots.emulator.errors import ApiError
from bots.emulator.markdown import parse_markdown, parse_markdown_v2
from bots.emulator.text import found_entities, utf16_length

TAGS = st.sampled_from(["b", "i", "u", "s", "tg-spoiler", "blockquote"])
PLAIN = st.text(max_size=12).filter(lambda text: not any(0xD800 <= ord(c) < 0xE000 for c in text))


def entity(kind: str, offset: int, length: int, **more: Any) -> dict[str, Any]:
    return {"type": kind, **more, "offset": offset, "length": length}


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("<b>bold</b> x", "bold x", [entity("bold", 0, 4)]),
        ("😀<i>a</i>", "😀a", [entity("italic", 2, 1)]),
        ("<b>a<i>b</i></b>", "ab", [entity("italic", 1, 1), entity("bold", 0, 2)]),
        ("&lt;b&gt; &amp; &#8470;&quot;", '<b> & №"', []),
        (
            '<pre><code class="language-python">x</code></pre>',
            "x",
            [entity("pre", 0, 1, language="python")],
        ),
        (
            '<a href="https://qulaq.kz/?a=1&amp;b=2">here</a>',
            "here",
            [entity("text_link", 0, 4, url="https://qulaq.kz/?a=1&b=2")],
        ),
        ('<span class="tg-spoiler">s</span>', "s", [entity("spoiler", 0, 1)]),
        ("<blockquote expandable>q</blockquote>", "q", [entity("expandable_blockquote", 0, 1)]),
        ("<b></b>empty", "empty", []),
    ],
)
def test_html(source: str, text: str, entities: list[dict[str, Any]]) -> None:
    assert parse_html(source) == (text, entities)


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        (
            "<b>я<i>x</b></i>",
            'Unmatched end tag at byte offset 9, expected "</i>", found "</b>"',
        ),
        ("<font>x</font>", 'Unsupported start tag "font" at byte offset 0'),
        ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
        ("<a href='x'", 'Unclosed start tag "a" at byte offset 0'),
    ],
)
def test_broken_html_is_refused_in_telegrams_words(source: str, why: str) -> None:
    with pytest.raises(ApiError) as refusal:
        parse_html(source)

    assert refusal.value.description == f"Bad Request: can't parse entities: {why}"


@given(st.lists(st.tuples(TAGS, PLAIN), max_size=6))
def test_escaped_text_comes_back_and_offsets_mark_it(parts: list[tuple[str, str]]) -> None:
    source = "".join(f"<{tag}>{html.escape(text, quote=False)}</{tag}>" for tag, text in parts)

    text, entities = parse_html(source)

    assert text == "".join(words for _, words in parts)
    units = text.encode("utf-16-le")
    marked = [units[e["offset"] * 2 : (e["offset"] + e["length"]) * 2] for e in entities]
    assert [one.decode("utf-16-le") for one in marked] == [words for _, words in parts if words]


@given(st.text(alphabet="<>&/abiu;\"'= !-#x1", max_size=40))
def test_any_html_is_parsed_or_refused(source: str) -> None:
    with contextlib.suppress(ApiError):
        text, entities = parse_html(source)
        assert all(e["offset"] + e["length"] <= utf16_length(text) for e in entities)


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("*b* _i_ __u__", "b i u", [("bold", 0), ("italic", 2), ("underline", 4)]),
        (r"2\.5 \*", "2.5 *", []),
        ("||s|| ~d~ `c.c`", "s d c.c", [("spoiler", 0), ("strikethrough", 2), ("code", 4)]),
        ("[t](http://a.b/\\))", "t", [("text_link", 0)]),
        ("```py\nx=1```", "x=1", [("pre", 0)]),
        (">q\n>r\nend", "q\nr\nend", [("blockquote", 0)]),
        ("**>q||", "q", [("expandable_blockquote", 0)]),
    ],
)
def test_markdown_v2(source: str, text: str, entities: list[tuple[str, int]]) -> None:
    got, found = parse_markdown_v2(source)

    assert got == text
    assert [(e["type"], e["offset"]) for e in found] == entities


def test_markdown_v2_wants_reserved_characters_escaped() -> None:
    with pytest.raises(ApiError, match="Character '\\.' is reserved and must be escaped"):
        parse_markdown_v2("1.")


@given(st.text(alphabet="_*[]()~`>#!|\\.\nab😀", max_size=30))
def test_any_markdown_is_parsed_or_refused(source: str) -> None:
    for parse in (parse_markdown_v2, parse_markdown):
        with contextlib.suppress(ApiError):
            text, entities = parse(source)
            assert all(e["offset"] + e["length"] <= utf16_length(text) for e in entities)


def test_commands_links_and_addresses_are_found() -> None:
    text = "😀 /start@my_bot https://qulaq.kz/a. a@b.kz @some_user #тег +77010000001 a/b"

    found = {e["type"]: (e["offset"], e["length"]) for e in found_entities(text, [])}

    assert found["bot_command"] == (3, 13)
    assert found["url"] == (17, 18)
    assert set(found) == {"bot_command", "url", "email", "mention", "hashtag", "phone_number"}
