"""From letters to a decision, piece by piece, on a dozen of the shipped articles."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faq.article import Article
from faq.catalogue import Catalogue, Labelled
from faq.content import seed
from faq.engine.calibration import fitted, least
from faq.engine.features import Words, columns
from faq.engine.layout import Letters
from faq.engine.spelling import Spelling
from faq.search import (
    OFFER_FROM,
    Answer,
    Clarify,
    NoAnswer,
    Why,
    explain,
    hold,
    prepare,
    ranked,
    search,
)
from faq.text import fold, keyboards

ANY_TEXT = st.text(max_size=300)


@cache
def dozen() -> Catalogue:
    shipped = seed()
    return replace(shipped, articles=shipped.articles[:12])


def asked(catalogue: Catalogue) -> list[tuple[Article, str, str]]:
    return [
        (article, locale, text)
        for article in catalogue.articles
        for locale, told in article.translations.items()
        for text in told.asked
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("жоғалттым", "жогалттым"),
        ("Полицияға", "politsiyağa"),
        ("заявление", "zayavlenie"),
        ("можно", "mojno"),
        ("мой", "moj"),
        ("шұғыл", "shugyl"),
        ("отец", "otets"),
        ("ссора", "sora"),
        ("center", "центер"),
    ],
)
def test_words_that_sound_alike_have_one_skeleton(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@given(ANY_TEXT)
def test_a_skeleton_is_plain_and_its_own_skeleton_of_characters(text: str) -> None:
    skeleton = fold(text)

    assert skeleton == skeleton.casefold()
    assert "  " not in skeleton


@pytest.mark.parametrize(
    ("said", "meaning"),
    [
        ("телефон спёрли", "steal"),
        ("телефонымды ұрлап кетті", "steal"),
        ("my phone was stolen", "steal"),
        ("telefon ukrali", "steal"),
        ("права потерял", "lose"),
        ("жүргізуші куәлігім жоқ", "licence"),
        ("бьёт муж", "beat"),
    ],
)
def test_words_of_three_languages_share_a_meaning(said: str, meaning: str) -> None:
    assert meaning in Words(said).meanings


def test_a_mistake_is_forgiven_only_in_a_word_that_nobody_knows() -> None:
    spelling = Spelling(["мошка"], mend=False)

    assert "cheat" in Words("мошеники", spelling).meanings
    assert "cheat" not in Words("мошка", spelling).meanings


def test_a_misspelt_word_becomes_the_one_that_occurs() -> None:
    spelling = Spelling([fold("удостоверение")], mend=True)

    for misspelt in ("удостовреение", "удостоверние", "удостовирение"):
        assert spelling.mended(fold(misspelt)) == fold("удостоверение")
    assert spelling.mended("abcdefgh") == "abcdefgh"


@given(ANY_TEXT)
def test_columns_are_in_order_and_each_once(text: str) -> None:
    found, weights = columns(Words(text))

    assert np.all(np.diff(found) > 0)
    assert len(found) == len(weights)
    assert np.all(weights > 0)


def typed_elsewhere(text: str, keyboard: str) -> str:
    """What comes out if ``text`` is typed while Latin is on."""
    back: dict[str, str] = {}
    for key in "qwertyuiop[]asdfghjkl;'zxcvbnm,.`234589-=0":
        read = keyboards(key).get(keyboard, key)
        back.setdefault(read, key)
    return "".join(back.get(letter, letter) for letter in text.casefold())


@pytest.mark.parametrize("keyboard", ["ru", "kk"])
def test_what_was_typed_on_another_keyboard_is_read(keyboard: str) -> None:
    letters = Letters([fold(text) for _, _, text in asked(seed())])
    texts = [text for _, locale, text in asked(dozen()) if locale == keyboard]

    read = [letters.read(typed_elsewhere(text, keyboard)) for text in texts]

    right = [each.keyboard == keyboard for each in read]
    assert sum(right) >= 0.95 * len(right)


def test_latin_writing_and_plain_texts_are_left_as_they_are() -> None:
    letters = Letters([fold(text) for _, _, text in asked(seed())])
    plain = ["kak podat zayavlenie v policiyu", "aryz qalai beremin", "how do i report a theft"]

    assert not [text for text in plain if letters.read(text).keyboard]
    assert not [text for _, _, text in asked(dozen()) if letters.read(text).keyboard]


def test_chances_follow_what_was_right() -> None:
    signs = np.linspace(-1, 1, 200, dtype=np.float32)[:, None]
    right = (signs[:, 0] > 0).astype(np.float32)
    ones = np.ones(200, np.float32)

    chances = fitted(signs, right, ones).chances(signs)

    assert chances[10] < 0.2
    assert chances[-10] > 0.8
    assert np.all(np.diff(chances) > 0)


def test_the_least_chance_keeps_the_promised_precision() -> None:
    chances = np.linspace(0.01, 0.99, 1000)
    right = (np.arange(1000) > 700).astype(np.float32)

    from_ = least(chances, right, np.ones(1000, np.float32), 0.9)

    answered = right[chances >= from_]
    assert answered.mean() >= 0.9
    assert len(answered) > 250


@settings(max_examples=200, deadline=None)
@given(ANY_TEXT)
def test_any_text_has_an_answer_of_some_kind(text: str) -> None:
    found = search(dozen(), text, "ru")
    judged = prepare(dozen()).judge(text)

    if isinstance(found, Answer):
        assert judged is not None
        assert judged.first >= prepare(dozen()).calibration.answer_from
    if isinstance(found, Clarify):
        assert judged is not None
        assert judged.among >= OFFER_FROM
        assert 2 <= len(found.articles) <= 3


def test_probabilities_fall_and_add_up_to_no_more_than_one() -> None:
    for _, locale, text in asked(dozen()):
        found = [probability for _, probability in ranked(dozen(), text, locale)]

        assert found == sorted(found, reverse=True)
        assert sum(found) <= 1 + 1e-6


def test_nobody_is_asked_twice_which_one_is_meant() -> None:
    questions = [text for _, _, text in asked(seed())] + ["телефон", "штраф", "заявление и права"]
    offered = [text for text in questions if isinstance(search(dozen(), text, "ru"), Clarify)]

    again = [search(dozen(), text, "ru", clarified=True) for text in offered]

    assert offered
    assert not [each for each in again if isinstance(each, Clarify)]


def test_what_an_editor_wrote_is_answered_whatever_the_alphabet() -> None:
    article = dozen().articles[4]
    title = article.translations["ru"].title

    for words in (title, title.upper(), fold(title), typed_elsewhere(title, "ru")):
        found = search(dozen(), words, "ru")
        assert found == Answer(article, 1.0)


def test_an_article_without_the_language_answers_in_another() -> None:
    shipped = dozen()
    without = tuple(
        replace(each, translations={"ru": each.translations["ru"]}) for each in shipped.articles
    )
    catalogue = replace(shipped, articles=without)

    article, _ = ranked(catalogue, "полицияға арызды қалай беремін", "kk")[0]

    assert article.id == "file-statement"
    assert article.language("kk") == "ru"


def test_a_label_changes_the_answer() -> None:
    words = "куда девать бабушкин сундук"
    wanted = dozen().articles[0]
    taught = replace(dozen(), labelled=(Labelled(question=words, article=wanted.id),))

    assert search(dozen(), words, "ru") == NoAnswer()
    assert search(taught, words, "ru") == Answer(wanted, 1.0)
    assert ranked(taught, "куда девать сундук бабушки", "ru")[0][0] == wanted


def test_a_question_labelled_as_none_is_not_answered_more_surely() -> None:
    words = "заявление на отпуск начальнику"
    taught = replace(dozen(), labelled=(Labelled(question=words, article=None),) * 3)

    before, after = (explain(each, words, "ru").candidates[0] for each in (dozen(), taught))

    assert after.probability < before.probability


def test_more_precision_means_fewer_answers() -> None:
    strict = replace(dozen(), precision=0.95)
    loose = replace(dozen(), precision=0.80)

    assert prepare(loose).calibration.answer_from < prepare(strict).calibration.answer_from


def test_the_same_catalogue_answers_the_same_when_prepared_anew() -> None:
    again = replace(dozen(), version="again")
    questions = [text for _, _, text in asked(seed())][::10]

    first, second = (
        [[(a.id, p) for a, p in ranked(each, text, "ru")] for text in questions]
        for each in (dozen(), again)
    )

    assert first == second


def test_two_articles_that_claim_one_question_are_offered_both() -> None:
    one, other = dozen().articles[:2]
    told = other.translations["ru"]
    asked_too = replace(told, asked=(*told.asked, one.translations["ru"].title))
    claiming = replace(other, translations={**other.translations, "ru": asked_too})
    catalogue = replace(dozen(), articles=(one, claiming, *dozen().articles[2:]))

    found = search(catalogue, one.translations["ru"].title, "ru")

    assert isinstance(found, Clarify)
    assert {each.id for each in found.articles} >= {one.id, other.id}


def test_a_catalogue_without_articles_answers_nothing() -> None:
    empty = replace(dozen(), articles=())

    assert search(empty, "как подать заявление", "ru") == NoAnswer(Why.UNKNOWN)
    assert ranked(empty, "как подать заявление", "ru") == []


def test_a_single_article_can_be_asked_for() -> None:
    article = dozen().articles[4]
    single = replace(dozen(), articles=(article,))

    assert search(single, article.translations["ru"].title, "ru") == Answer(article, 1.0)
    assert search(single, "рецепт борща", "ru") == NoAnswer()


def test_many_articles_are_searched_as_well() -> None:
    shipped = seed()
    many = tuple(
        replace(
            article,
            id=f"{article.id}-{copy}",
            translations={
                locale: replace(
                    told,
                    title=f"{told.title} zq{copy}x",
                    asked=tuple(f"{a} zq{copy}x" for a in told.asked),
                )
                for locale, told in article.translations.items()
            },
        )
        for copy in range(6)
        for article in shipped.articles
    )
    catalogue = replace(shipped, articles=many)

    assert prepare(catalogue).ranking.solution is None
    hits = [
        ranked(catalogue, article.translations["ru"].asked[0], "ru")[0][0].id == article.id
        for article in many[::7]
    ]
    assert sum(hits) >= 0.8 * len(hits)


def test_one_on_hold_answers_nothing_until_it_is_prepared() -> None:
    catalogue = replace(dozen(), precision=0.8)
    question = catalogue.articles[0].translations["ru"].title

    hold(catalogue)
    held = search(catalogue, question, "ru"), ranked(catalogue, question, "ru")
    prepare(catalogue)

    assert held == (NoAnswer(), [])
    assert isinstance(search(catalogue, question, "ru"), Answer)
