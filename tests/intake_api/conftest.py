"""The centre of ``centre.py`` as a fixture, on either database."""

import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.conftest import copy_of
from tests.intake_api.centre import Centre, Secrets, opened, settings_for


class Beginnings:
    """What a centre has on its first day, made once for each kind of database.

    Articles, categories and staff cost more than most tests that need them.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._secrets: dict[str, Secrets] = {}

    def of(self, kind: str) -> tuple[Path, Secrets]:
        """The folder of its keys and files, and who may come in."""
        return self._folder / kind, self._secrets[kind]

    async def fill(self, url: str) -> None:
        kind = "sqlite" if url.startswith("sqlite") else "postgres"
        folder = self._folder / kind
        folder.mkdir()
        async with opened(settings_for(url, folder)) as made:
            self._secrets[kind] = Secrets(bot_key=made.bot_key, tokens=made.tokens)


@pytest.fixture(scope="session")
def beginnings(tmp_path_factory: pytest.TempPathFactory) -> Beginnings:
    return Beginnings(tmp_path_factory.mktemp("beginnings"))


@pytest.fixture
def centre_url(
    database_kind: str, beginnings: Beginnings, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[str]:
    """The URL of a centre's database on its first day, gone after the test."""
    yield from copy_of(request, database_kind, tmp_path, "centre", beginnings.fill)


@pytest.fixture
async def centre(
    centre_url: str, database_kind: str, beginnings: Beginnings, tmp_path: Path
) -> AsyncIterator[Centre]:
    folder, secrets = beginnings.of(database_kind)
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    async with opened(settings_for(centre_url, tmp_path), known=secrets) as made:
        yield made
