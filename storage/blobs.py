"""Files, kept under the hash of their bytes, in a folder or an S3-compatible store.

The original bytes are kept as they came. A blob appears whole or not at all, and once
``put`` has returned it survives a power cut.
"""

import asyncio
import hashlib
import os
from collections.abc import AsyncIterable, AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import obstore
from obstore.exceptions import NotFoundError
from obstore.store import LocalStore, ObjectStore, from_url

from storage.ids import new_id

if TYPE_CHECKING:
    from obstore import GetOptions  # only a stub knows it

HEAD_SIZE = 4096
CHUNK_SIZE = 256 * 1024
_MISSING = (NotFoundError, FileNotFoundError)


class TooBig(Exception):
    """There came more bytes than the limit allows; none of them are kept."""


class BlobMissing(Exception):
    """No blob has this hash."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Blob:
    """``sha256`` in hex, ``size`` in bytes, ``head`` the first bytes, to sniff a type from."""

    sha256: str
    size: int
    head: bytes


class BlobStore:
    """``url`` is a folder (made if missing) or e.g. ``s3://bucket/prefix``.

    Credentials of S3 come from the usual ``AWS_*`` environment of that library.
    """

    def __init__(self, url: str) -> None:
        self._folder = None if "://" in url else Path(url).absolute()
        self._store: ObjectStore = (
            LocalStore(self._folder, mkdir=True) if self._folder else from_url(url)
        )

    async def put(self, stream: AsyncIterable[bytes], *, limit: int) -> Blob:
        """Keep the bytes of ``stream``. Raises TooBig past ``limit`` bytes.

        The same bytes put twice are one blob. If ``stream`` raises, nothing is kept.
        """
        draft = f"incoming/{new_id()}"
        try:
            blob = await self._write(draft, stream, limit)
            await self._keep(draft, _path(blob.sha256))
        except BaseException:
            await asyncio.shield(self._forget(draft))
            raise
        return blob

    async def open(
        self, sha256: str, *, start: int = 0, end: int | None = None
    ) -> AsyncIterator[bytes]:
        """The bytes from ``start`` to before ``end``. Raises BlobMissing before the first one."""
        options = None if not start and end is None else _range(start, end)
        try:
            found = await obstore.get_async(
                self._store,
                _path(sha256),
                options=options,
            )
        except _MISSING as error:
            raise BlobMissing(sha256) from error
        return aiter(found.stream(min_chunk_size=CHUNK_SIZE))

    async def holds(self, sha256: str) -> bool:
        try:
            await obstore.head_async(self._store, _path(sha256))
        except _MISSING:
            return False
        return True

    async def delete(self, sha256: str) -> None:
        """Forget a blob. Whoever calls it knows that nothing refers to it."""
        await self._forget(_path(sha256))

    async def _write(self, draft: str, stream: AsyncIterable[bytes], limit: int) -> Blob:
        digest, size, head = hashlib.sha256(), 0, b""
        writer = obstore.open_writer_async(self._store, draft)
        async for chunk in stream:
            size += len(chunk)
            if size > limit:
                raise TooBig
            digest.update(chunk)
            head += chunk[: HEAD_SIZE - len(head)]
            await writer.write(chunk)
        await writer.close()
        return Blob(sha256=digest.hexdigest(), size=size, head=head)

    async def _keep(self, draft: str, path: str) -> None:
        await obstore.rename_async(self._store, draft, path)
        if self._folder:
            # obstore's local store renames without fsync: a power cut could leave a
            # database row that names an empty file.
            await asyncio.to_thread(_sync, self._folder / path)

    async def _forget(self, path: str) -> None:
        try:
            await obstore.delete_async(self._store, path)
        except _MISSING:
            return


def _range(start: int, end: int | None) -> "GetOptions":
    return {"range": {"offset": start}} if end is None else {"range": (start, end)}


def _path(sha256: str) -> str:
    return f"{sha256[:2]}/{sha256}"


def _sync(file: Path) -> None:
    for path in (file, file.parent, file.parent.parent):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
