"""What an article must not be published with, and what its editors are warned of."""

import json
from dataclasses import replace
from datetime import date
from importlib import resources

import pytest
from hypothesis import given, settings

from faq.article import Article, Button, ButtonKind, Translation
from faq.catalogue import Catalogue
from faq.checking import Code, problems, problems_of
from faq.content import seed
from tests.faq.catalogues import catalogues

TODAY = date(2026, 12, 1)
ASKED = ("шумно ночью", "громкая музыка", "сосед орёт", "не дают спать", "гулянка сверху")
RU = Translation(title="Шумят?", text="Пишите.", asked=ASKED, label="Шум")
KK = replace(RU, title="Шулай ма?", asked=("түнде шу", "музыка", "айқай", "ұйқы жоқ", "той"))
EN = replace(RU, title="Noise?", asked=("loud", "music", "shouting", "no sleep", "party"))
NOISE = Article(id="noise", topic="t", translations={"kk": KK, "ru": RU, "en": EN})
REPORT = Button(kind=ButtonKind.REPORT, target="noise", labels={"kk": "a", "ru": "b", "en": "c"})


def found(article: Article, *others: Article) -> list[tuple[Code, str | None, str]]:
    catalogue = Catalogue(topics=(), articles=others)
    told = problems_of(article, catalogue, TODAY, {"noise"})
    return [(each.code, each.locale, each.detail) for each in told]


def in_russian(told: Translation) -> Article:
    return replace(NOISE, translations={**NOISE.translations, "ru": told})


def with_button(kind: ButtonKind, target: str) -> Article:
    return replace(NOISE, buttons=(replace(REPORT, kind=kind, target=target),))


def test_a_good_article_has_no_problems() -> None:
    article = replace(NOISE, buttons=(REPORT,), valid_until=TODAY, checked=date(2026, 1, 1))

    assert found(article, article) == []


def test_the_shipped_articles_may_be_published_and_want_nothing() -> None:
    catalogue = resources.files("intake_api.reports").joinpath("catalogue.json")
    codes = {each["code"] for each in json.loads(catalogue.read_text("utf-8"))["categories"]}

    assert problems(seed(), TODAY, codes) == ()


@pytest.mark.parametrize(
    ("article", "expected"),
    [
        (
            replace(NOISE, translations={"kk": KK, "en": EN}),
            (Code.NO_DEFAULT_LANGUAGE, "ru", ""),
        ),
        (in_russian(replace(RU, title=" ")), (Code.NO_TITLE, "ru", "")),
        (in_russian(replace(RU, text="\n")), (Code.NO_TEXT, "ru", "")),
        (in_russian(replace(RU, text="я" * 20_001)), (Code.TEXT_TOO_LONG, "ru", "")),
        (
            in_russian(replace(RU, text="[сюда](http://egov.kz)")),
            (Code.UNSAFE_LINK, "ru", "http://egov.kz"),
        ),
        (
            in_russian(replace(RU, text="Смотрите http://egov.kz/a")),
            (Code.UNSAFE_LINK, "ru", "http://egov.kz/a"),
        ),
        (with_button(ButtonKind.REPORT, "noize"), (Code.UNKNOWN_CATEGORY, None, "noize")),
        (with_button(ButtonKind.REPORT, ""), (Code.NO_TARGET, None, "report")),
        (with_button(ButtonKind.LINK, "javascript:x"), (Code.UNSAFE_LINK, None, "javascript:x")),
        (with_button(ButtonKind.LINK, "tel:102"), (Code.UNSAFE_LINK, None, "tel:102")),
        (with_button(ButtonKind.PHONE, "сто два"), (Code.UNSAFE_LINK, None, "сто два")),
        (
            replace(NOISE, valid_until=date(2026, 11, 30)),
            (Code.EXPIRED, None, "2026-11-30"),
        ),
        (
            replace(NOISE, valid_from=date(2027, 2, 1), valid_until=date(2027, 1, 1)),
            (Code.NEVER_SHOWN, None, "2027-01-01"),
        ),
    ],
)
def test_what_refuses(article: Article, expected: tuple[Code, str | None, str]) -> None:
    assert found(article) == [expected]


@pytest.mark.parametrize(
    ("article", "expected"),
    [
        (
            replace(NOISE, translations={"ru": RU, "en": EN}),
            (Code.MISSING_LANGUAGE, "kk", ""),
        ),
        (in_russian(replace(RU, asked=ASKED[:4])), (Code.FEW_VARIANTS, "ru", "")),
        (in_russian(replace(RU, stale=True)), (Code.STALE, "ru", "")),
        (in_russian(replace(RU, title="я" * 91)), (Code.LONG_TITLE, "ru", "")),
        (in_russian(replace(RU, label="я" * 29)), (Code.LONG_LABEL, "ru", "")),
        (in_russian(replace(RU, text="я" * 901)), (Code.LONG_TEXT, "ru", "")),
        (replace(NOISE, checked=date(2025, 11, 30)), (Code.UNCHECKED, None, "2025-11-30")),
        (
            replace(NOISE, buttons=(replace(REPORT, labels={"kk": "a", "en": "c"}),)),
            (Code.UNLABELLED_BUTTON, "ru", "noise"),
        ),
    ],
)
def test_what_warns(article: Article, expected: tuple[Code, str | None, str]) -> None:
    (problem,) = problems_of(article, Catalogue(topics=(), articles=()), TODAY, {"noise"})

    assert (problem.code, problem.locale, problem.detail) == expected
    assert not problem.refuses


def test_a_question_belongs_to_one_article_however_it_is_written() -> None:
    other = replace(NOISE, id="party", translations={"ru": replace(RU, asked=("TUNDE  shu!",))})

    told = problems_of(NOISE, Catalogue(topics=(), articles=(other,)), TODAY)

    assert [(each.code, each.detail, each.other) for each in told] == [
        (Code.VARIANT_TAKEN, "түнде шу", "party"),
        (Code.VARIANT_TAKEN, "Шумят?", "party"),
    ]


def test_an_article_is_no_rival_of_the_version_it_replaces() -> None:
    assert found(replace(NOISE, topic="other"), NOISE) == []


def test_what_refuses_is_said_first() -> None:
    article = in_russian(replace(RU, stale=True, text=""))

    assert [code for code, _, _ in found(article)] == [Code.NO_TEXT, Code.STALE]


@settings(max_examples=40)
@given(catalogue=catalogues())
def test_whatever_was_written_can_be_checked(catalogue: Catalogue) -> None:
    ids = {each.id for each in catalogue.articles}

    assert {each.article for each in problems(catalogue, TODAY, {"noise"})} <= ids
