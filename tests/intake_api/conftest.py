"""The centre of ``centre.py`` as a fixture, on either database."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.intake_api.centre import Centre, opened, settings_for


@pytest.fixture
async def centre(reports_url: str, tmp_path: Path) -> AsyncIterator[Centre]:
    async with opened(settings_for(reports_url, tmp_path)) as made:
        yield made
