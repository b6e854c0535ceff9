"""What is not looked up: danger, and reports. The figures: ``python -m tests.faq.gate``."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faq.content import seed
from faq.emergency import sounds_urgent
from faq.incident import sounds_like_report
from faq.search import Answer, search
from tests.faq.gate import HALVES, emergencies, harmless, incidents, stopped
from tests.faq.noise import NOISES, with_a_slip

LISTED = list(emergencies())
PLAIN = [row.text for row in LISTED if row.noise == "plain"]


def test_the_list_is_long_enough_in_every_language() -> None:
    for locale in ("kk", "ru", "en"):
        assert len([row for row in LISTED if row.locale == locale]) >= 110
        assert len([row for row in harmless() if row.locale == locale]) >= 110
    assert len(list(incidents("told"))) >= 100


def test_no_emergency_is_missed() -> None:
    assert [row for row in LISTED if not sounds_urgent(row.text)] == []


@pytest.mark.parametrize("noise", NOISES)
def test_no_emergency_is_missed_however_it_is_typed(noise: str) -> None:
    typed = map(NOISES[noise], PLAIN)

    assert [text for text in typed if not sounds_urgent(text)] == []


def test_one_slip_in_a_long_word_hides_few_emergencies() -> None:
    missed = [text for text in map(with_a_slip, PLAIN) if not sounds_urgent(text)]

    assert len(missed) <= 0.15 * len(PLAIN)


@pytest.mark.parametrize("half", HALVES)
def test_few_harmless_questions_are_taken_for_an_emergency(half: str) -> None:
    rows = [row for row in harmless() if row.half == half]

    assert len([row for row in rows if sounds_urgent(row.text)]) <= 0.03 * len(rows)


@pytest.mark.parametrize("half", HALVES)
def test_most_incidents_are_stopped_and_hardly_one_gets_an_article(half: str) -> None:
    rows = [row for row in incidents("told") if row.half == half]
    passed = [row for row in rows if not stopped(row.text)]
    found = [search(seed(), row.text, row.locale) for row in passed]

    assert len(passed) <= 0.25 * len(rows)
    assert len([each for each in found if isinstance(each, Answer)]) <= 0.05 * len(rows)


@pytest.mark.parametrize("half", HALVES)
def test_hardly_a_question_about_an_incident_is_stopped(half: str) -> None:
    rows = [row for row in incidents("asked") if row.half == half]

    assert len([row for row in rows if stopped(row.text)]) <= 0.05 * len(rows)


def test_the_shipped_questions_are_looked_up() -> None:
    told = [told for each in seed().articles for told in each.translations.values()]
    asked = [text for each in told for text in (each.title, *each.asked)]

    assert [each.title for each in told if stopped(each.title)] == []
    assert len([text for text in asked if stopped(text)]) <= 0.01 * len(asked)


@given(st.text())
def test_any_text_is_judged(text: str) -> None:
    assert sounds_urgent(text) in (True, False)
    assert sounds_like_report(text) in (True, False)


def test_a_long_text_is_judged_by_its_beginning() -> None:
    assert sounds_urgent("помогите, меня убивают " + "ааа " * 100_000)
