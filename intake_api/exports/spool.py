"""A file that is sent while it is still being written.

Whoever writes is as quick as the database, whoever reads as quick as their line: a slow
line holds no transaction open, and neither of them holds the file in memory.
"""

import asyncio
import os
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import BinaryIO, cast

CHUNK_SIZE = 128 * 1024
Grown = Callable[[], None]
Writer = Callable[[BinaryIO, Grown], Awaitable[None]]


async def spooled(write: Writer) -> AsyncIterator[bytes]:
    """What ``write`` puts into its file, as it comes; called off when nobody reads on.

    ``write`` calls what it is given when bytes have come that will not change any more.
    Raises what ``write`` raised, after all that came before.
    """
    grown = asyncio.Event()
    with tempfile.TemporaryFile(buffering=0) as file:
        writing = asyncio.ensure_future(write(cast("BinaryIO", file), grown.set))
        writing.add_done_callback(lambda _: grown.set())
        try:
            offset, is_last = 0, False
            while not is_last:
                await grown.wait()
                grown.clear()
                is_last = writing.done()
                while piece := os.pread(file.fileno(), CHUNK_SIZE, offset):
                    offset += len(piece)
                    yield piece
            await writing
        finally:
            writing.cancel()
            await asyncio.wait([writing])
