"""The articles we ship, the search over them, and the words that must not be searched."""

import pytest

from bots.citizen.telegram.render import LONGEST, split
from faq.article import LOCALES
from faq.content import seed
from faq.emergency import sounds_urgent
from faq.search import Answer, Clarify, NoAnswer, search

CATALOGUE = seed()


def test_every_article_is_there_in_every_language() -> None:
    for article in CATALOGUE.articles:
        assert set(article.translations) == set(LOCALES)
        for told in article.translations.values():
            assert told.title
            assert told.text
            assert told.asked
            assert len(f"{told.title}\n\n{told.text}") <= LONGEST


def test_ids_are_unique_and_fit_a_link_and_a_button() -> None:
    ids = [article.id for article in CATALOGUE.articles]

    assert len(ids) == len(set(ids))
    assert all(len(f"0:faq-{each}".encode()) <= 64 for each in ids)
    assert all(each.replace("-", "").isalnum() and each.isascii() for each in ids)


def test_every_topic_has_articles_and_a_label_in_every_language() -> None:
    for topic in CATALOGUE.topics:
        assert set(topic.labels) == set(LOCALES)
        assert CATALOGUE.under(topic.code)


@pytest.mark.parametrize(
    ("locale", "question", "asked", "id"),
    [
        (locale, told.title, asked, article.id)
        for article in CATALOGUE.articles
        for locale, told in article.translations.items()
        for asked in told.asked
    ],
)
def test_an_article_is_found_by_the_ways_people_ask_for_it(
    locale: str, question: str, asked: str, id: str
) -> None:
    for words in (question, asked):
        match search(CATALOGUE, words, locale):
            case Answer(article):
                assert article.id == id
            case Clarify(articles):
                assert id in [each.id for each in articles]
            case NoAnswer():
                raise AssertionError(words)


@pytest.mark.parametrize(
    ("words", "id"),
    [
        ("жеке куалик жогалтып алдым", "lost-documents"),  # without Kazakh letters
        ("ПОТЕРЯЛ ПАСПОРТ!!!", "lost-passport"),
        ("шум ночью", "noise"),
        ("столкнулись МАШИНЫ", "road-accident"),
        ("stay anonymous", "without-my-name"),
    ],
)
def test_forms_letters_and_case_do_not_count(words: str, id: str) -> None:
    found = search(CATALOGUE, words, "kk")

    assert isinstance(found, Answer)
    assert found.article.id == id


@pytest.mark.parametrize("words", ["", "?", "погода завтра", "asdfgh", "и в на", "🙂" * 500])
def test_nothing_is_found_for_what_nobody_wrote_about(words: str) -> None:
    assert search(CATALOGUE, words, "ru") == NoAnswer()


@pytest.mark.parametrize(
    "words",
    [
        "Помогите!",
        "меня убивают",
        "сосед ломится в дверь",
        "он меня бьёт",
        "Көмектесіңіздер",
        "өрт шықты",
        "пышақпен қорқытып тұр",
        "есікті бұзып жатыр",
        "күйеуім ұрып жатыр",
        "help me please",
        "he has a gun",
        "my friend is not breathing",
    ],
)
def test_words_of_danger_are_heard(words: str) -> None:
    assert sounds_urgent(words)


def test_the_shipped_questions_are_no_alarm() -> None:
    for article in CATALOGUE.articles:
        for told in article.translations.values():
            assert not [words for words in (told.title, *told.asked) if sounds_urgent(words)]


def test_a_long_answer_is_parted_between_paragraphs() -> None:
    text = "\n\n".join(["word " * 150] * 20).strip()

    parts = split(text)

    assert len(parts) > 1
    assert all(len(part) <= LONGEST for part in parts)
    assert " ".join(" ".join(parts).split()) == " ".join(text.split())
    assert all(part.endswith("word") for part in parts)
