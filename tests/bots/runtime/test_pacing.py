"""Not more than the messenger takes."""

from bots.runtime.backoff import pause_s
from bots.runtime.pacing import Pacing
from tests.bots.runtime.twins import StandingClock


def test_a_chat_may_burst_and_then_goes_at_its_pace(clock: StandingClock) -> None:
    pacing = Pacing(clock.monotonic, chat_burst=3)

    assert [pacing.take("a") for _ in range(4)] == [True, True, True, False]
    assert pacing.take("b")
    clock.advance(1)
    assert [pacing.take("a") for _ in range(2)] == [True, False]


def test_all_chats_together_have_a_limit(clock: StandingClock) -> None:
    pacing = Pacing(clock.monotonic, per_second=30)

    assert sum(pacing.take(str(chat)) for chat in range(100)) == 30
    assert pacing.allowance() == 0
    assert pacing.next_in_s() == 1 / 30
    clock.advance(0.5)
    assert sum(pacing.take(str(chat)) for chat in range(100, 200)) == 15


def test_a_refusal_costs_nothing(clock: StandingClock) -> None:
    pacing = Pacing(clock.monotonic, chat_burst=1)
    pacing.take("a")
    before = pacing.allowance()

    assert not pacing.take("a")
    assert pacing.allowance() == before


def test_only_chats_that_must_wait_are_counted(clock: StandingClock) -> None:
    pacing = Pacing(clock.monotonic, chat_burst=1)
    for chat in "abc":
        pacing.take(chat)

    assert pacing.exhausted_chats() == 3
    assert pacing.next_in_s() == 1
    clock.advance(1)
    assert pacing.exhausted_chats() == 0


def test_pauses_grow_to_their_cap_and_are_never_below_a_second() -> None:
    least = [pause_s(n, cap_s=60, chance=lambda: 0.0) for n in range(9)]
    most = [pause_s(n, cap_s=60, chance=lambda: 1.0) for n in range(9)]

    assert least == [1, 1, 2, 4, 8, 16, 32, 60, 60]
    assert most == [1.5 * pause for pause in least]
