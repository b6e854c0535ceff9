"""When people say something happened."""

from datetime import UTC, datetime

import pytest

from bots.citizen.moments import LOCAL, moment, shown

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)  # 17:00 in Kazakhstan


@pytest.mark.parametrize(
    ("told", "time"),
    [
        ("25.11 14:30", "25.11.2025 14:30"),
        ("25.11.2025 14:30", "25.11.2025 14:30"),
        ("25/11/25, 9:05", "25.11.2025 09:05"),
        ("2026-02-28 23:59", "28.02.2026 23:59"),
        ("вчера в 10", "28.02.2026 10:00"),
        ("Вчера, в 10:15.", "28.02.2026 10:15"),
        ("позавчера в 22", "27.02.2026 22:00"),
        ("кеше сағат 10-да", "28.02.2026 10:00"),
        ("бүгін 16:30-да", "01.03.2026 16:30"),
        ("yesterday at 10", "28.02.2026 10:00"),
        ("14.30", "01.03.2026 14:30"),
        ("23:50", "28.02.2026 23:50"),
        ("қазір", "01.03.2026 17:00"),
    ],
)
def test_a_time_is_understood(told: str, time: str) -> None:
    at = moment(told, NOW)

    assert at is not None
    assert shown(at) == time
    assert at <= NOW


@pytest.mark.parametrize(
    "told",
    [
        "вчера вечером",
        "вчера в 10 вечера",  # not ten in the morning
        "around 10",
        "25.11",
        "31.02 10:00",
        "25:61",
        "01.01.2030 10:00",
        "today at 23:00",
        "10",
        "",
        "x" * 200,
    ],
)
def test_what_is_not_a_whole_time_stays_in_words(told: str) -> None:
    assert moment(told, NOW) is None


def test_midnight_is_the_citizens() -> None:
    late = datetime(2026, 3, 1, 20, 0, tzinfo=UTC)  # already 2 March there

    at = moment("today at 0", late)

    assert at == datetime(2026, 3, 2, 0, 0, tzinfo=LOCAL)
