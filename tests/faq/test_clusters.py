"""Questions put together by what they ask."""

import random

from faq.clusters import Asked, clusters

FINE = [
    "как проверить штраф",
    "как проверить штраф?",
    "где проверить штраф",
    "как проверить штрафы",
]
DOG = ["ит қауып алды қайда шағымданамын", "ит қауып алды кімге шағымданамын"]


def asked(*questions: str, locale: str = "ru") -> list[Asked]:
    return [Asked(each, locale) for each in questions]


def test_what_asks_the_same_comes_together_the_most_asked_first() -> None:
    found = clusters([*asked(*DOG, locale="kk"), *asked(*FINE)])

    assert [each.members for each in found] == [(2, 3, 4, 5), (0, 1)]
    assert [each.count for each in found] == [4, 2]


def test_a_cluster_is_called_by_its_most_central_question() -> None:
    questions = asked(*FINE)

    (found,) = clusters(questions)

    assert questions[found.central].words == "как проверить штраф"


def test_languages_are_counted() -> None:
    questions = [*asked("штраф қайда төлеймін", locale="kk"), *asked("штраф кайда толеймин")]

    (found,) = clusters(questions)

    assert found.languages == {"kk": 1, "ru": 1}


def test_nothing_asked_makes_no_cluster() -> None:
    assert clusters([]) == ()
    assert len(clusters(asked("?", "", "как"))) == 2


def test_every_question_is_in_one_cluster_and_always_in_the_same() -> None:
    chance = random.Random(3)
    words = " ".join([*FINE, *DOG]).split()
    questions = asked(*(" ".join(chance.choices(words, k=4)) for _ in range(700)))

    found = clusters(questions)

    assert sorted(place for each in found for place in each.members) == list(range(700))
    assert all(each.central in each.members for each in found)
    assert clusters(questions) == found
