"""The published catalogue in memory: at once for reading, ready for searching soon after."""

import asyncio
import threading
from collections.abc import Iterator

import pytest

from faq.catalogue import Catalogue
from intake_api.faq import shelf
from intake_api.faq.aside import aside
from tests.intake_api.centre import Centre
from tests.intake_api.faq import ID, act, create


@pytest.fixture
def slow_index(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Indexes are ready once the event is set."""
    ready = threading.Event()

    def prepare(catalogue: Catalogue) -> None:
        ready.wait(10)

    monkeypatch.setattr(shelf, "prepare", prepare)
    yield ready
    ready.set()


async def test_citizens_are_answered_from_before_until_the_index_is_ready(
    centre: Centre, slow_index: threading.Event
) -> None:
    slow_index.set()
    await centre.house.shelf.make_ready()
    before = centre.house.shelf.current()
    slow_index.clear()
    await create(centre)
    await act(centre, "publish")

    making = asyncio.create_task(centre.house.shelf.make_ready())
    told = (await centre.bot.get("/v1/faq/catalogue")).json()["articles"]
    meanwhile = centre.house.shelf.current()
    slow_index.set()
    await making

    assert ID in {each["id"] for each in told}
    assert meanwhile is before
    assert centre.house.shelf.current().article(ID) is not None


async def test_the_same_content_is_the_same_catalogue(centre: Centre) -> None:
    first = (await centre.house.shelf.refresh()).catalogue
    await create(centre)
    await act(centre, "publish")
    await act(centre, "retire")

    again = (await centre.house.shelf.refresh()).catalogue

    assert again is first


async def test_what_fails_aside_is_the_caller_s() -> None:
    def fail() -> None:
        raise LookupError

    with pytest.raises(LookupError):
        await aside(fail)


async def test_nobody_waits_for_what_goes_on_aside() -> None:
    going, go_on = threading.Event(), threading.Event()

    def compute() -> None:
        going.set()
        go_on.wait(10)

    waiting = asyncio.create_task(aside(compute))
    await asyncio.to_thread(going.wait, 10)
    waiting.cancel()

    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert all(each.daemon for each in threading.enumerate() if each.name == "faq-index")
    go_on.set()
