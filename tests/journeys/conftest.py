"""One demo for all journeys of a worker, and a browser for each file of them."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.chromium import chromium, executable_or_skip
from tests.journeys.house import House, session_cookies
from tests.journeys.pages import SOON_MS
from tests.stack import Stack, demo

# A busy machine is no defect of a page: what is expected comes when it comes.
expect.set_options(timeout=SOON_MS)


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    executable_or_skip()  # without a browser there is nothing to start the demo for
    with demo(tmp_path_factory.mktemp("demo")) as stack:
        yield stack


# For a file, not for the session: while it is open, playwright holds an event loop in this
# thread, and an async test of another file could not run its own.
@pytest.fixture(scope="module")
def browser(request: pytest.FixtureRequest) -> Iterator[Browser]:
    with chromium(maps=request.node.get_closest_marker("maps") is not None) as browser:
        yield browser


@pytest.fixture(scope="session")
def cookies(stack: Stack) -> list[Any]:
    return session_cookies(stack)


@pytest.fixture
def house(browser: Browser, stack: Stack, cookies: list[Any]) -> Iterator[House]:
    """The pages of one test; none of them may have thrown or broken the content policy."""
    house = House(browser, stack, cookies)
    yield house
    house.close()
    assert house.complaints.heard == []
