"""The articles we ship are complete, short, kind to the reader and claim nothing twice."""

import json
import re
from collections import Counter
from importlib import resources
from urllib.parse import urlsplit

import pytest

from faq.article import LOCALES, Article, Button, ButtonKind
from faq.content import seed
from faq.text import fold
from tests.faq.questions import questions

CATALOGUE = seed()
TITLE, LABEL, BUTTON, TEXT = 90, 28, 32, 900  # characters
ASKED = range(6, 11)
OFFICIAL = ("egov.kz", "gov.kz")
EMERGENCY = {"101", "102", "103", "112", "111"}
KAZAKH = re.compile("[әіңғүұқөһ]", re.IGNORECASE)

everyone = pytest.mark.parametrize("article", CATALOGUE.articles, ids=lambda each: each.id)


def test_there_are_enough_of_them() -> None:
    assert len(CATALOGUE.articles) >= 45


@everyone
def test_it_fits_a_button_and_one_message(article: Article) -> None:
    assert set(article.translations) == set(LOCALES)
    for told in article.translations.values():
        assert told.title.endswith("?") or "?" in told.title or told.title.endswith(".")
        assert len(told.title) <= TITLE
        assert 0 < len(told.label) <= LABEL
        assert 0 < len(told.text) <= TEXT
        assert not told.stale


@everyone
def test_it_is_asked_for_in_many_words(article: Article) -> None:
    for locale, told in article.translations.items():
        assert len(told.asked) in ASKED, locale


@everyone
def test_every_language_is_written_in_its_letters(article: Article) -> None:
    assert KAZAKH.search(article.translations["kk"].text)
    assert not KAZAKH.search(article.translations["ru"].text)
    assert not re.search("[а-яё]", article.translations["en"].text, re.IGNORECASE)


@everyone
def test_its_buttons_lead_somewhere(article: Article) -> None:
    for button in article.buttons:
        assert set(button.labels) == set(LOCALES)
        assert all(0 < len(label) <= BUTTON for label in button.labels.values())
        assert _leads_somewhere(button), button.target


def _leads_somewhere(button: Button) -> bool:
    match button.kind:
        case ButtonKind.PHONE:
            return button.target in EMERGENCY
        case ButtonKind.REPORT:
            return button.target in _categories()
        case ButtonKind.LINK:
            return _official(button.target)
        case ButtonKind.OPERATOR:
            return not button.target


def _categories() -> set[str]:
    catalogue = resources.files("intake_api.reports").joinpath("catalogue.json")
    return {each["code"] for each in json.loads(catalogue.read_text("utf-8"))["categories"]}


def _official(link: str) -> bool:
    parts = urlsplit(link)
    host = parts.hostname or ""
    return parts.scheme == "https" and any(
        host == each or host.endswith("." + each) for each in OFFICIAL
    )


@everyone
def test_its_text_links_to_official_pages_alone(article: Article) -> None:
    for told in article.translations.values():
        assert all(_official(link) for link in re.findall(r"\w+://[^\s)]+", told.text))


def test_no_question_is_claimed_twice() -> None:
    claimed = Counter(
        folded
        for article in CATALOGUE.articles
        for folded in {
            fold(words)
            for told in article.translations.values()
            for words in (told.title, *told.asked)
        }
    )

    assert [words for words, count in claimed.items() if count > 1] == []


@everyone
def test_nothing_is_asked_twice_in_a_language(article: Article) -> None:
    for told in article.translations.values():
        folded = [fold(words) for words in (told.title, *told.asked)]
        assert len(folded) == len(set(folded))


def test_labels_of_one_language_differ() -> None:
    for locale in LOCALES:
        labels = [article.translations[locale].label for article in CATALOGUE.articles]
        assert len(labels) == len(set(labels))


@pytest.mark.parametrize("locale", LOCALES)
def test_every_article_has_questions_to_be_tested_with(locale: str) -> None:
    asked = Counter(each.article for each in questions() if each.locale == locale)

    assert {asked[article.id] for article in CATALOGUE.articles} == {2}
    assert asked[None] >= 20


def test_the_questions_of_the_test_are_no_variants() -> None:
    known = {
        fold(words)
        for article in CATALOGUE.articles
        for told in article.translations.values()
        for words in (told.title, *told.asked)
    }

    assert [each.words for each in questions() if fold(each.words) in known] == []
    assert {each.article for each in questions()} - {None} == {
        article.id for article in CATALOGUE.articles
    }
