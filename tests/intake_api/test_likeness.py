"""What the suggestions are worth; ``python -m tests.incidents`` prints it at length."""

import random
from itertools import pairwise

import pytest

from intake_api.incidents.likeness import likeness, shares, words_told
from tests.incidents.evening import evening
from tests.incidents.judging import of_evenings, of_hard_pairs


def test_on_made_up_evenings_most_of_what_is_suggested_is_right_and_little_missed() -> None:
    figures = of_evenings(3, seed=7)

    assert figures.precision >= 0.9, figures.line("evenings")
    assert figures.recall >= 0.75, figures.line("evenings")


def test_hard_pairs_mislead_seldom() -> None:
    figures = of_hard_pairs(seed=7)

    assert figures.precision >= 0.8, figures.line("hard")
    assert figures.recall >= 0.8, figures.line("hard")


def test_likeness_is_the_same_both_ways_round() -> None:
    reports = evening(random.Random(3))[:40]
    usual = shares([each.told for each in reports])

    for one, other in pairwise(reports):
        there = likeness(one.told, other.told, usual)
        back = likeness(other.told, one.told, usual)
        assert there.chance == pytest.approx(back.chance)
        assert [each.kind for each in there.reasons] == [each.kind for each in back.reasons]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Горит дом", "Үй жанып жатыр"),
        ("Драка у магазина", "Төбелес дүкен қасында"),
        ("Car crash", "Авария, машины столкнулись"),
    ],
)
def test_languages_meet_in_what_words_show(one: str, other: str) -> None:
    shared = words_told(one).keys() & words_told(other).keys()

    assert any(key.startswith("scene:") for key in shared)
