"""Bytes come back as they were, under the hash of what they are."""

import hashlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.blobs import BlobMissing, BlobStore, TooBig

MANY = 1_000_000_000


async def stream(*chunks: bytes) -> AsyncIterator[bytes]:
    for chunk in chunks:
        yield chunk


async def read(blobs: BlobStore, sha256: str, **span: int) -> bytes:
    return b"".join([chunk async for chunk in await blobs.open(sha256, **span)])


def files(folder: Path) -> list[Path]:
    return [file for file in folder.rglob("*") if file.is_file()]


async def test_what_was_put_is_read_back(tmp_path: Path) -> None:
    blobs = BlobStore(str(tmp_path))

    blob = await blobs.put(stream(b"first ", b"second"), limit=MANY)

    assert blob.sha256 == hashlib.sha256(b"first second").hexdigest()
    assert blob.size == 12
    assert blob.head == b"first second"
    assert await read(blobs, blob.sha256) == b"first second"
    assert await read(blobs, blob.sha256, start=6) == b"second"
    assert await read(blobs, blob.sha256, start=1, end=4) == b"irs"


async def test_more_than_one_part_is_read_back(tmp_path: Path) -> None:
    blobs = BlobStore(str(tmp_path))
    chunk = bytes(range(256)) * 4096

    blob = await blobs.put(stream(*[chunk] * 13), limit=MANY)

    assert blob.size == 13 * len(chunk)
    assert hashlib.sha256(await read(blobs, blob.sha256)).hexdigest() == blob.sha256


async def test_the_same_bytes_are_kept_once(tmp_path: Path) -> None:
    blobs = BlobStore(str(tmp_path))

    first = await blobs.put(stream(b"same"), limit=MANY)
    second = await blobs.put(stream(b"sa", b"me"), limit=MANY)

    assert first.sha256 == second.sha256
    assert len(files(tmp_path)) == 1


async def test_too_many_bytes_leave_nothing(tmp_path: Path) -> None:
    blobs = BlobStore(str(tmp_path))

    with pytest.raises(TooBig):
        await blobs.put(stream(b"12345", b"6"), limit=5)

    assert files(tmp_path) == []


async def test_a_stream_that_breaks_leaves_nothing(tmp_path: Path) -> None:
    blobs = BlobStore(str(tmp_path))

    async def broken() -> AsyncIterator[bytes]:
        yield b"x" * 30_000_000
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        await blobs.put(broken(), limit=MANY)

    assert files(tmp_path) == []


async def test_an_empty_file_is_a_file(tmp_path: Path) -> None:
    blobs = BlobStore(str(tmp_path))

    blob = await blobs.put(stream(), limit=MANY)

    assert await read(blobs, blob.sha256) == b""


async def test_an_unknown_hash_is_missing(tmp_path: Path) -> None:
    with pytest.raises(BlobMissing):
        await BlobStore(str(tmp_path)).open("0" * 64)


async def test_a_deleted_blob_is_missing_and_may_be_deleted_again(tmp_path: Path) -> None:
    blobs = BlobStore(str(tmp_path))
    blob = await blobs.put(stream(b"gone"), limit=MANY)

    await blobs.delete(blob.sha256)
    await blobs.delete(blob.sha256)

    with pytest.raises(BlobMissing):
        await blobs.open(blob.sha256)
