"""Ids that never came are told once; what only looks like it is not."""

from datetime import UTC, datetime, timedelta

from bots.runtime.gaps import MANY, Gaps

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def test_ids_passed_over_are_counted_once() -> None:
    gaps = Gaps()

    assert gaps.note([700, 701], NOW) == 0
    assert gaps.note([705, 706], NOW) == 3
    assert gaps.note([707], NOW) == 0


def test_the_first_id_after_a_restart_may_be_any() -> None:
    assert Gaps().note([987_654_321], NOW) == 0


def test_after_a_quiet_week_any_id_may_come() -> None:
    for number in (5, 900_000_000, 702):
        gaps = Gaps()
        gaps.note([700], NOW)

        assert gaps.note([number], NOW + timedelta(days=7)) == 0
        assert gaps.note([number + 2], NOW + timedelta(days=7)) == 1


def test_a_gap_after_less_than_a_week_is_told() -> None:
    gaps = Gaps()
    gaps.note([700], NOW)

    assert gaps.note([702], NOW + timedelta(days=5)) == 1


def test_out_of_order_within_one_fetch_is_no_gap() -> None:
    gaps = Gaps()
    gaps.note([700], NOW)

    assert gaps.note([703, 701, 702], NOW) == 0


def test_the_same_update_again_is_no_gap() -> None:
    gaps = Gaps()
    gaps.note([700, 701, 702], NOW)

    assert gaps.note([700, 703], NOW) == 0


def test_who_may_overtake_is_waited_for() -> None:
    gaps = Gaps(patience=10 * MINUTE)
    gaps.note([700, 703], NOW)

    assert gaps.note([701], NOW + 9 * MINUTE) == 0
    assert gaps.note([], NOW + 10 * MINUTE) == 1
    assert gaps.note([702], NOW + 11 * MINUTE) == 0


def test_numbers_that_go_on_far_below_are_another_numbering() -> None:
    gaps = Gaps()
    gaps.note([10 * MANY], NOW)

    assert gaps.note([50], NOW) == 0
    assert gaps.note([52], NOW) == 1


def test_a_huge_gap_is_told_at_once_and_not_remembered_one_by_one() -> None:
    gaps = Gaps(patience=10 * MINUTE)
    gaps.note([1], NOW)

    assert gaps.note([100_000_000], NOW) == 99_999_998
