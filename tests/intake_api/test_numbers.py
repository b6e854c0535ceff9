"""A public number tells when it was mistyped."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from intake_api.reports.numbers import ALPHABET, check_character, format_number, is_number

COUNTS = st.integers(min_value=1, max_value=10**9)
YEARS = st.integers(min_value=2000, max_value=2099)


def number(year: int, count: int) -> str:
    return format_number(datetime(year, 6, 1, tzinfo=UTC), count)


def test_the_check_character_is_that_of_the_standard() -> None:
    # The example of ISO 7064 MOD 37,36 that GRid and ISO 15706 use.
    assert check_character("A12425GABC1234002") == "M"


def test_a_number_reads_well() -> None:
    assert number(2026, 417).startswith("26-000417-")
    assert number(2026, 1_234_567).startswith("26-1234567-")


@given(YEARS, COUNTS)
def test_every_number_we_make_is_right(year: int, count: int) -> None:
    assert is_number(number(year, count))


@given(YEARS, COUNTS, st.data())
def test_one_wrong_character_is_always_noticed(year: int, count: int, data: st.DataObject) -> None:
    right = number(year, count)
    at = data.draw(st.sampled_from([n for n, c in enumerate(right) if c != "-"]))
    wrong = data.draw(st.sampled_from([c for c in ALPHABET if c != right[at]]))

    assert not is_number(right[:at] + wrong + right[at + 1 :])


def test_nearly_all_swapped_neighbours_are_noticed() -> None:
    swaps = [
        right[:n] + right[n + 1] + right[n] + right[n + 2 :]
        for right in (number(2026, count) for count in range(1, 2000))
        for n in range(3, len(right) - 3)
        if right[n] != right[n + 1]
    ]

    missed = sum(map(is_number, swaps))

    assert missed / len(swaps) < 0.03
