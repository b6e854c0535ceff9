"""One demo and one browser for all journeys of a worker."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.chromium import chromium
from tests.stack import Stack, demo


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def stack(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    # The browser first: without one there is nothing to start the demo for.
    with demo(tmp_path_factory.mktemp("demo")) as stack:
        yield stack
