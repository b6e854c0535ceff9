"""Send limits: buckets with an injected clock, and 429 over the wire."""

import httpx
import pytest

from bots.emulator.errors import ApiError
from bots.emulator.limits import SendLimits
from tests.bots.emulator.conftest import Emulator, running


def refused_for(limits: SendLimits, chat_id: int, now: float) -> int:
    """Seconds asked to wait; 0 when it went through."""
    try:
        limits.charge(chat_id, now)
    except ApiError as error:
        return int((error.parameters or {})["retry_after"])
    return 0


def test_one_message_a_second_in_a_chat() -> None:
    limits = SendLimits()

    assert [refused_for(limits, 5, now) for now in (10.0, 10.1, 10.5, 11.0, 12.0)] == [
        0,
        1,
        1,
        0,
        0,
    ]


def test_thirty_a_second_in_all() -> None:
    limits = SendLimits()

    passed = [chat for chat in range(1, 60) if refused_for(limits, chat, 10.0) == 0]

    assert len(passed) == 30
    assert sum(refused_for(limits, chat, 11.0) == 0 for chat in range(100, 160)) == 30


def test_twenty_a_minute_in_a_group() -> None:
    limits = SendLimits()

    answers = [refused_for(limits, -100123, 10.0 + n) for n in range(40)]

    assert 0 in answers[20:]  # the bucket fills again, slowly
    assert answers[:20] == [0] * 20
    assert answers.count(0) == 20 + 39 // 3
    assert max(answers) <= 3


def test_a_refused_send_takes_nothing() -> None:
    limits = SendLimits()
    limits.charge(5, 10.0)
    for _ in range(50):
        with pytest.raises(ApiError):
            limits.charge(5, 10.0)

    assert refused_for(limits, 6, 10.0) == 0


async def test_limits_are_told_over_the_wire() -> None:
    with running(limits=True) as url:
        async with httpx.AsyncClient(timeout=20) as client:
            emulator = Emulator(url, client)
            user = await emulator.citizen()
            await emulator.control("clock", {"scale": 0.001})

            await emulator.result("sendMessage", chat_id=user, text="a")
            answer = await emulator.call("sendMessage", chat_id=user, text="b")

            assert answer["error_code"] == 429
            assert answer["parameters"] == {"retry_after": 1}
            assert answer["description"] == "Too Many Requests: retry after 1"
            await emulator.control("clock", {"advance_s": 1})
            await emulator.result("sendMessage", chat_id=user, text="b")
