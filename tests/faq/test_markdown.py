"""Answers' Markdown on pages and in Telegram: what it makes, and that nothing slips through."""

import re
from html import unescape
from html.parser import HTMLParser
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bots.emulator.entities import parse_html
from bots.emulator.text import utf16_length
from faq.content import seed
from faq.markdown import html, plain_text, telegram, telegram_parts

ON_A_PAGE = {"p", "br", "strong", "em", "ul", "ol", "li", "a", "blockquote"} | {
    f"h{level}" for level in range(2, 7)
}
IN_TELEGRAM = {"b", "i", "a", "blockquote"}
ADDRESS = re.compile(r"(https://[^\s\"<>]+|tel:\+?[0-9-]+|mailto:[^\s\"<>:]+)")

PIECES = """
** * _ # ## > - 1. [ ] ( ) ]( < > \\ ` ``` & &amp; &lt; <b> </b> <script> <!-- --> | : ! ~ =
[a](https://egov.kz) [b](javascript:alert(1)) [c](tel:102) <https://gov.kz> <a@b.kz> 👮 қ
[d](data:text/html,x) [e](HTTPS://[) [f](https://gov.kz@evil.example) https:// // "
"""
marked_up = st.lists(
    st.sampled_from(
        [*PIECES.split(), " ", "\n", "\n\n", "    ", "word", "\u202e", "\x00", "\ud800"]
    )
).map("".join)
texts = st.one_of(st.text(st.characters(codec=None)), marked_up)


class Tags(HTMLParser):
    """The tags of a page's part; fails where one is left open or closed out of turn."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.opened: list[str] = []
        self.feed(source)
        self.close()
        assert self.opened == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag != "br":
            self.opened.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.opened.pop() == tag

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)


@given(texts)
def test_a_page_gets_only_tags_of_the_dialect_and_every_one_is_closed(text: str) -> None:
    found = Tags(html(text)).found

    assert {tag for tag, _ in found} <= ON_A_PAGE
    for tag, attributes in found:
        allowed = {"a": {"href"}, "ol": {"start"}}.get(tag, set())
        assert set(attributes) <= allowed
        if tag == "a":
            assert ADDRESS.fullmatch(attributes["href"] or ""), attributes


@given(texts)
def test_telegram_takes_whatever_comes_out(text: str) -> None:
    shown, entities = parse_html(telegram(text))

    assert shown == plain_text(text)
    assert {tag for tag, _ in Tags(telegram(text)).found} <= IN_TELEGRAM
    assert all(
        each["url"].startswith("https://") for each in entities if each["type"] == "text_link"
    )


@given(texts, st.integers(2, 60))
def test_parts_fit_are_whole_and_lose_no_word(text: str, limit: int) -> None:
    shown = [parse_html(part)[0] for part in telegram_parts(text, limit)]

    assert all(0 < utf16_length(part) <= limit for part in shown)
    assert "".join("".join(shown).split()) == "".join(plain_text(text).split())


@given(texts)
def test_no_direction_is_turned_and_everything_can_be_sent(text: str) -> None:
    for made in (html(text), telegram(text), plain_text(text)):
        made.encode()
        assert not re.search("[\u202a-\u202e\u2066-\u2069\x00]", made)


@pytest.mark.parametrize(
    ("text", "page", "message"),
    [
        ("**a** *b*", "<p><strong>a</strong> <em>b</em></p>", "<b>a</b> <i>b</i>"),
        ("a\nb", "<p>a<br>\nb</p>", "a\nb"),
        ("a\n\nb", "<p>a</p>\n<p>b</p>", "a\n\nb"),
        ("# **A**\nb", "<h2><strong>A</strong></h2>\n<p>b</p>", "<b>A</b>\nb"),
        ("> a\n>\n> b", "<blockquote>\n<p>a</p>\n<p>b</p>\n</blockquote>",
         "<blockquote>a\n\nb</blockquote>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>", "• a\n• b"),
        ("4. a\n5. b", '<ol start="4">\n<li>a</li>\n<li>b</li>\n</ol>', "4. a\n5. b"),
        ("1. a\n   - b", "<ol>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ol>", "1. a\n\u2003• b"),
        ("[a](https://e.kz/?b=1&c)", '<p><a href="https://e.kz/?b=1&amp;c">a</a></p>',
         '<a href="https://e.kz/?b=1&amp;c">a</a>'),
        ("<b>a &amp;", "<p>&lt;b&gt;a &amp;amp;</p>", "&lt;b&gt;a &amp;amp;"),
        ("[a](javascript:alert)", "<p>[a](javascript:alert)</p>", "[a](javascript:alert)"),
        ("[a](http://e.kz)", "<p>a</p>", "a"),
        ("[a](https://egov.kz@evil.example)", "<p>a</p>", "a"),
        ("![a](https://e.kz/a.png)", '<p>!<a href="https://e.kz/a.png">a</a></p>',
         '!<a href="https://e.kz/a.png">a</a>'),
        (r"\*a\*", "<p>*a*</p>", "*a*"),
        ("", "", ""),
    ],
)  # fmt: skip
def test_the_dialect(text: str, page: str, message: str) -> None:
    assert (html(text).strip(), telegram(text)) == (page, message)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[Дежурная часть](tel:+77172000000)", "Дежурная часть (+77172000000)"),
        ("[102](tel:102)", "102"),
        ("[+7 (7172) 00-00-00](tel:+77172000000)", "+7 (7172) 00-00-00"),
        ("<help@police.kz>", "help@police.kz"),
    ],
)
def test_numbers_and_mailboxes_are_spelled_out_for_telegram(text: str, message: str) -> None:
    assert telegram(text) == message
    assert [tag for tag, _ in Tags(html(text)).found] == ["p", "a"]


def test_a_long_answer_is_parted_between_paragraphs() -> None:
    paragraphs = [f"**{number}** " + "сөз " * 150 for number in range(20)]

    parts = telegram_parts("\n\n".join(paragraphs))

    assert len(parts) == 4
    assert all(part.startswith("<b>") and part.endswith("сөз") for part in parts)


def test_what_a_cut_goes_through_is_marked_on_both_sides() -> None:
    assert telegram_parts("> **" + "a" * 10 + "**", 6) == (
        "<blockquote><b>aaaaaa</b></blockquote>",
        "<blockquote><b>aaaa</b></blockquote>",
    )


def test_a_letter_of_two_units_is_not_cut() -> None:
    assert telegram_parts("👮" * 5, 5) == ("👮👮", "👮👮", "👮")


@pytest.mark.parametrize("piece", ["[", "![[", "*a **a ", "*a_", "**", "_a", "> ", "[a](", "- "])
def test_no_text_is_slow(piece: str) -> None:
    for length in (20_000, 100_000):
        begun = process_time()
        html(piece * (length // len(piece)))
        assert process_time() - begun < 5


def test_a_text_too_long_for_markup_is_still_told() -> None:
    text = "**a** <b>\n\n" * 3000

    assert "**a** &lt;b&gt;" in html(text)
    assert "".join(unescape("".join(telegram_parts(text))).split()) == "".join(text.split())


def test_shipped_answers_need_one_message() -> None:
    for article in seed().articles:
        for told in article.translations.values():
            assert len(telegram_parts(told.text)) == 1
