"""The queue itself: whatever arrives and is asked for, nothing is lost and nothing comes twice."""

from hypothesis import given
from hypothesis import strategies as st

from bots.emulator.updates import Update, UpdateQueue


def arrive(queue: UpdateQueue) -> int:
    update_id = queue.take_id()
    update = Update(
        seq=queue.take_seq(), update_id=update_id, kind="message", body=b"{}", expires_at=10.0
    )
    queue.add(update)
    return update_id


@given(st.lists(st.one_of(st.just("arrive"), st.integers(1, 5)), max_size=60))
def test_a_bot_that_confirms_what_it_got_sees_each_update_once(acts: list[str | int]) -> None:
    queue = UpdateQueue(next_id=1000)
    sent: list[int] = []
    seen: list[int] = []
    for act in acts:
        if isinstance(act, str):
            sent.append(arrive(queue))
        else:
            offset = seen[-1] + 1 if seen else 0
            seen += [update.update_id for update in queue.fetch(offset, act, 0)]
    seen += [u.update_id for u in queue.fetch(seen[-1] + 1 if seen else 0, 100, 0)]

    assert seen == sent


@given(st.integers(1, 30), st.integers(1, 30))
def test_ids_that_jump_back_are_still_delivered(before: int, after: int) -> None:
    queue = UpdateQueue(next_id=500_000)
    old = [arrive(queue) for _ in range(before)]
    queue.next_id = 1000
    new = [arrive(queue) for _ in range(after)]

    assert [u.update_id for u in queue.fetch(0, 100, 0)] == old + new
    queue.confirm_below(max(new) + 1)
    assert [u.update_id for u in queue.fetch(0, 100, 0)] == old


def test_what_has_expired_is_dropped_and_counted() -> None:
    queue = UpdateQueue(next_id=1)
    arrive(queue)

    assert queue.fetch(0, 100, now=11.0) == []
    assert (queue.expired, len(queue.dropped)) == (1, 1)
