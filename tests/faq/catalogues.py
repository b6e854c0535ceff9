"""Catalogues for properties: anything an editor may have written."""

import string
from datetime import date

from hypothesis import strategies as st

from faq.article import LOCALES, Article, Attachment, Button, ButtonKind, Translation
from faq.catalogue import Catalogue, Topic

_SIGNS = st.characters(
    codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufeff\x85\u2028\u2029"
)
_NASTY = st.sampled_from(
    [
        "no",
        "=1+1",
        "'=cmd",
        "-",
        "+7 717",
        "@x",
        "a | b",
        "\\|",
        "## [kk] Not a section",
        "\\## [ru]",
        "---",
        "# heading",
        "key: value",
        "2026-01-01",
        "null",
        "* item",
        "'",
        '"quoted"',
        "қ, ғ; ң\tү",
    ]
)


def _line(most: int) -> st.SearchStrategy[str]:
    return (st.text(_SIGNS, max_size=most) | _NASTY).map(str.strip)


lines = _line(30)
words = _line(30).filter(bool)
texts = st.lists(_line(40), max_size=4).map(lambda parts: "\n".join(parts).strip())
ids = st.integers(0, 999).map("id-{}".format)
days = st.none() | st.dates(date(1990, 1, 1), date(2100, 1, 1))
targets = st.text(string.ascii_letters + string.digits + ":/.-+", max_size=20).filter(
    lambda target: target != "-"
)
translations = st.builds(
    Translation,
    title=words,
    text=texts,
    asked=st.lists(words, max_size=3).map(tuple),
    label=lines,
    stale=st.booleans(),
)
attachments = st.builds(
    Attachment,
    sha256=st.integers(0, 2**256 - 1).map("{:064x}".format),
    name=words,
    media_type=words,
    size=st.integers(0, 10**9),
    locale=st.none() | st.sampled_from(LOCALES),
)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    told = draw(st.dictionaries(st.sampled_from(LOCALES), translations, min_size=1))
    labels = st.dictionaries(st.sampled_from(sorted(told)), words)
    button = st.builds(Button, kind=st.sampled_from(ButtonKind), target=targets, labels=labels)
    return Article(
        id=draw(ids),
        topic=draw(ids),
        translations=told,
        buttons=tuple(draw(st.lists(button, max_size=3))),
        attachments=tuple(draw(st.lists(attachments, max_size=2))),
        valid_from=draw(days),
        valid_until=draw(days),
        checked=draw(days),
    )


@st.composite
def catalogues(draw: st.DrawFn) -> Catalogue:
    written = draw(st.lists(articles(), max_size=3, unique_by=lambda article: article.id))
    topics = [
        Topic(code=code, labels={locale: draw(words) for locale in LOCALES})
        for code in sorted({article.topic for article in written})
    ]
    return Catalogue(topics=tuple(topics), articles=tuple(written))
