"""Files that a Bot API server on our own machine has laid down for us."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

from bots.runtime.messenger import Unavailable

CHUNK = 1 << 20


async def read_from(path: Path) -> AsyncIterator[bytes]:
    """The bytes of a file, read beside everything else. Raises Unavailable if it is not there."""
    try:
        file = await asyncio.to_thread(path.open, "rb")
        try:
            while chunk := await asyncio.to_thread(file.read, CHUNK):
                yield chunk
        finally:
            file.close()
    except OSError as error:
        raise Unavailable(f"local file: {type(error).__name__}") from None
