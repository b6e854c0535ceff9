"""Parts of files that come over bad lines: durable, and kept until the whole is.

Apart from ``blobs``: those are known by their bytes, so a part that happens to be a whole
file of somebody else would be deleted with it.
"""

import asyncio
import os
from collections.abc import AsyncIterable, AsyncIterator, Iterable
from pathlib import Path

import obstore
from obstore.exceptions import NotFoundError
from obstore.store import LocalStore, ObjectStore, from_url

from storage.blobs import CHUNK_SIZE, TooBig

_MISSING = (NotFoundError, FileNotFoundError)


class PartStore:
    """``url`` as of ``BlobStore``, beside which its parts lie."""

    def __init__(self, url: str) -> None:
        self._folder = None if "://" in url else Path(url).absolute()
        self._store: ObjectStore = (
            LocalStore(self._folder, mkdir=True) if self._folder else from_url(url)
        )

    async def put(self, name: str, stream: AsyncIterable[bytes], *, limit: int) -> int:
        """Keep a part; returns its size once it survives a power cut.

        Raises TooBig past ``limit`` bytes. If ``stream`` raises, nothing is kept.
        """
        path, size = _path(name), 0
        writer = obstore.open_writer_async(self._store, path)
        try:
            async for chunk in stream:
                size += len(chunk)
                if size > limit:
                    raise TooBig
                await writer.write(chunk)
            await writer.close()
        except BaseException:
            await asyncio.shield(self._delete(path))
            raise
        if self._folder:
            await asyncio.to_thread(_sync, self._folder / path, self._folder)
        return size

    async def joined(self, names: Iterable[str]) -> AsyncIterator[bytes]:
        """The bytes of the parts, one after the other."""
        for name in names:
            found = await obstore.get_async(self._store, _path(name))
            async for chunk in found.stream(min_chunk_size=CHUNK_SIZE):
                yield bytes(chunk)

    async def delete(self, name: str) -> None:
        await self._delete(_path(name))

    async def delete_below(self, folder: str) -> None:
        """Delete every part whose name begins with ``folder/``."""
        listed = obstore.list(self._store, prefix=f"parts/{folder}/")
        async for batch in listed:
            for each in batch:
                await self._delete(each["path"])

    async def _delete(self, path: str) -> None:
        try:
            await obstore.delete_async(self._store, path)
        except _MISSING:
            return


def _path(name: str) -> str:
    return f"parts/{name}"


def _sync(file: Path, root: Path) -> None:
    path = file
    while path != root.parent:
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        path = path.parent
