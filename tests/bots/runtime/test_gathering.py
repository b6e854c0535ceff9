"""Whoever comes together is written together, in order, and told the truth about it."""

import asyncio
from collections.abc import Sequence

import pytest

from bots.runtime.gathering import Gathering


class Writer:
    def __init__(self) -> None:
        self.groups: list[list[int]] = []
        self.begun = asyncio.Event()
        self.gate = asyncio.Event()
        self.error: Exception | None = None

    async def take(self, things: Sequence[int]) -> None:
        self.groups.append(list(things))
        self.begun.set()
        await self.gate.wait()
        if self.error:
            raise self.error


async def test_what_comes_at_once_is_one_group_and_what_comes_meanwhile_the_next() -> None:
    writer = Writer()
    gathering = Gathering(writer.take, window_s=0)
    first = [asyncio.ensure_future(gathering.add(number)) for number in range(5)]
    await asyncio.wait_for(writer.begun.wait(), 10)
    second = [asyncio.ensure_future(gathering.add(number)) for number in range(5, 8)]
    await asyncio.sleep(0)

    assert not any(one.done() for one in first)
    writer.gate.set()
    await asyncio.gather(*first, *second)

    assert writer.groups == [[0, 1, 2, 3, 4], [5, 6, 7]]


async def test_a_group_is_not_larger_than_told() -> None:
    writer = Writer()
    writer.gate.set()
    gathering = Gathering(writer.take, window_s=0, at_most=2)

    await asyncio.gather(*(gathering.add(number) for number in range(5)))

    assert writer.groups == [[0, 1], [2, 3], [4]]


async def test_if_it_cannot_be_written_each_is_told_and_the_next_goes_on() -> None:
    writer = Writer()
    writer.gate.set()
    writer.error = OSError("disk full")
    gathering = Gathering(writer.take, window_s=0)

    told = await asyncio.gather(gathering.add(1), gathering.add(2), return_exceptions=True)
    writer.error = None
    await gathering.add(3)

    assert [type(one) for one in told] == [OSError, OSError]
    assert writer.groups == [[1, 2], [3]]


async def test_who_stops_waiting_is_written_all_the_same() -> None:
    writer = Writer()
    gathering = Gathering(writer.take, window_s=0)
    impatient = asyncio.ensure_future(gathering.add(1))
    patient = asyncio.ensure_future(gathering.add(2))
    await asyncio.sleep(0)

    impatient.cancel()
    writer.gate.set()
    await patient
    await gathering.settle()

    assert writer.groups == [[1, 2]]
    with pytest.raises(asyncio.CancelledError):
        await impatient
