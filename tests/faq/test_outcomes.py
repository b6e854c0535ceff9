"""What became of a question, and how sure a share is."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faq.outcomes import Happened, Outcome, Question, outcome, share, tally

ASKED = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = timedelta(hours=24)
MUCH_LATER = ASKED + 3 * DAY


def later(hours: float) -> datetime:
    return ASKED + timedelta(hours=hours)


def question(
    *then: tuple[Outcome, float], shown: bool = True, followed: bool = True, again: float = 0
) -> Question:
    return Question(
        at=ASKED,
        shown=shown,
        followed=followed,
        happened=[Happened(what=what, at=later(hours)) for what, hours in then],
        again=[later(again)] if again else [],
    )


@pytest.mark.parametrize(
    ("asked", "became"),
    [
        (question(), Outcome.QUIET),
        (question(shown=False), Outcome.ABANDONED),
        (question(followed=False), Outcome.UNKNOWN),
        (question((Outcome.HELPED, 1)), Outcome.HELPED),
        (question((Outcome.HELPED, 1), followed=False), Outcome.HELPED),
        (question((Outcome.NOT_HELPED, 1)), Outcome.NOT_HELPED),
        (question((Outcome.HELPED, 1), (Outcome.NOT_HELPED, 2)), Outcome.NOT_HELPED),
        (question((Outcome.NOT_HELPED, 1), (Outcome.OPERATOR, 2)), Outcome.OPERATOR),
        (question((Outcome.HELPED, 1), (Outcome.REPORT, 2)), Outcome.REPORT),
        (question((Outcome.REPORT, 24)), Outcome.REPORT),
        (question((Outcome.REPORT, 25)), Outcome.QUIET),
        (question(again=1), Outcome.NOT_HELPED),
        (question((Outcome.HELPED, 2), again=1), Outcome.HELPED),
        (question(again=25), Outcome.QUIET),
    ],
)
def test_a_question_comes_to_this(asked: Question, became: Outcome) -> None:
    assert outcome(asked, now=MUCH_LATER, within=DAY) is became


def test_it_is_too_early_to_say_until_the_hours_are_over() -> None:
    asked = question()

    assert outcome(asked, now=later(23.9), within=DAY) is Outcome.UNKNOWN
    assert outcome(asked, now=later(24), within=DAY) is Outcome.QUIET


def test_views_alone_count_for_nothing() -> None:
    assert outcome(question(followed=False), now=MUCH_LATER, within=DAY) is Outcome.UNKNOWN
    assert tally([Outcome.UNKNOWN] * 100).deflected is None


def test_shares_are_of_what_is_known() -> None:
    found = tally([Outcome.HELPED, Outcome.QUIET, Outcome.REPORT, Outcome.UNKNOWN])

    assert found.known == 3
    assert found.helped is not None
    assert found.helped.value == pytest.approx(1 / 3)
    assert found.deflected is not None
    assert found.deflected.value == pytest.approx(2 / 3)


def test_an_interval_is_wilsons() -> None:
    found = share(8, 10)

    assert found is not None
    assert found.low == pytest.approx(0.4902, abs=1e-4)
    assert found.high == pytest.approx(0.9433, abs=1e-4)
    assert share(0, 0) is None


@given(st.integers(1, 10_000), st.data())
def test_an_interval_holds_its_share_and_stays_within_bounds(all: int, data: st.DataObject) -> None:
    having = data.draw(st.integers(0, all))

    found = share(having, all)

    assert found is not None
    assert 0 <= found.low <= found.value <= found.high <= 1
