"""A Bot API server of our own (``--local``): large files come from its disk."""

from pathlib import Path

import httpx
import pytest

from bots.citizen.telegram import TelegramMessenger
from bots.citizen.telegram.disk import read_from
from bots.dialogue.events import MediaReceived
from bots.runtime.messenger import FileTooBig, Incoming, Unavailable
from tests.bots.citizen.test_at_the_emulator import TEXTS
from tests.bots.emulator.conftest import TOKEN, Emulator, running

LARGE = (20 << 20) + 5


@pytest.mark.parametrize("local", [True, False])
async def test_a_large_file_is_read_from_the_disk(tmp_path: Path, local: bool) -> None:
    with running(local=tmp_path if local else None) as url:
        telegram = TelegramMessenger(TOKEN, TEXTS, api_url=url, local=local)
        async with httpx.AsyncClient(timeout=20) as client:
            emulator = Emulator(url, client)
            user = await emulator.citizen()
            await emulator.send(user, big_file={"file_size": LARGE})
            [raw] = await telegram.fetch_updates(0, 0)
            incoming = telegram.decode(raw)
            assert isinstance(incoming, Incoming)
            assert isinstance(incoming.event, MediaReceived)
            file_id = incoming.event.file.file_id
            try:
                if local:
                    async with telegram.download(file_id) as chunks:
                        assert sum([len(chunk) async for chunk in chunks]) == LARGE
                else:
                    with pytest.raises(FileTooBig):
                        async with telegram.download(file_id):
                            pass
            finally:
                await telegram.close()


async def test_a_file_that_is_gone_is_weather(tmp_path: Path) -> None:
    with pytest.raises(Unavailable):
        _ = [chunk async for chunk in read_from(tmp_path / "gone")]
