"""A whole case as a ZIP: its page, its data, the originals, and a manifest of their hashes.

It is written as it is read: no file is ever in memory, unless a picture must be cleaned.
"""

import hashlib
import zipfile
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from intake_api.exports.manifest import NAME, Absent, Listed, Manifest
from intake_api.refusals import OriginalWithheld
from intake_api.reports.archive import SUFFIXES
from intake_api.reports.custody import cleaned
from intake_api.reports.outlet import Outlet
from storage.blobs import BlobMissing, BlobStore
from storage.reports.attachments import AttachmentRecord

Made = Callable[[str], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """``texts`` are files by their paths, ``cleans`` whether this reader gets pictures of an
    anonymous report only without what a camera wrote."""

    report: str
    made_at: datetime
    made_by: str
    texts: dict[str, str]
    files: Sequence[AttachmentRecord]
    cleans: bool


@dataclass(slots=True)
class _Archive:
    """A ZIP under way, with what its manifest will say."""

    outlet: Outlet
    zip: zipfile.ZipFile
    at: datetime
    listed: list[Listed] = field(default_factory=list)
    absent: list[Absent] = field(default_factory=list)

    def add(self, path: str, content: bytes, **told: object) -> bytes:
        self.zip.writestr(self._entry(path), content, zipfile.ZIP_DEFLATED)
        digest = hashlib.sha256(content).hexdigest()
        self._list(path, len(content), digest, **told)
        return self.outlet.taken()

    async def stream(
        self, path: str, content: AsyncIterator[bytes], **told: object
    ) -> AsyncIterator[bytes]:
        digest, size = hashlib.sha256(), 0
        # Pictures and films do not get smaller by deflating them once more.
        with self.zip.open(self._entry(path), "w", force_zip64=True) as out:
            async for chunk in content:
                piece = bytes(chunk)
                digest.update(piece)
                size += len(piece)
                out.write(piece)
                yield self.outlet.taken()
        self._list(path, size, digest.hexdigest(), **told)

    def _entry(self, path: str) -> zipfile.ZipInfo:
        return zipfile.ZipInfo(path, date_time=self.at.timetuple()[:6])

    def _list(self, path: str, size: int, sha256: str, **told: object) -> None:
        made = {"path": path, "size": size, "sha256": sha256, **told}
        self.listed.append(Listed.model_validate(made))


def path_of(place: int, file: AttachmentRecord) -> str:
    """Ours: the name that a citizen's phone gave may lead anywhere."""
    return f"files/{place:03}-{file.kind}{SUFFIXES.get(file.media_type or '', '')}"


async def case_file(contents: Contents, blobs: BlobStore, made: Made) -> AsyncIterator[bytes]:
    """The bytes of the ZIP; ``made`` is told the manifest's SHA-256 once they are all out."""
    outlet = Outlet()
    with zipfile.ZipFile(outlet, "w") as opened:
        archive = _Archive(outlet, opened, contents.made_at)
        for path, text in contents.texts.items():
            yield archive.add(path, text.encode())
        for place, file in enumerate(contents.files, 1):
            async for piece in _original(archive, blobs, path_of(place, file), file, contents):
                yield piece
        manifest = _manifest(archive, contents).encode()
        opened.writestr(NAME, manifest, zipfile.ZIP_DEFLATED)
    yield outlet.taken()
    await made(hashlib.sha256(manifest).hexdigest())


async def _original(
    archive: _Archive, blobs: BlobStore, path: str, file: AttachmentRecord, contents: Contents
) -> AsyncIterator[bytes]:
    if file.custody != "stored" or file.sha256 is None:
        archive.absent.append(Absent(kind=file.kind, why=file.custody))
        return
    try:
        if contents.cleans and (file.media_type or "").startswith("image/"):
            clean = await cleaned(blobs, file)
            yield archive.add(path, clean, taken_in=file.sha256, cleaned=True)
            return
        content = await blobs.open(file.sha256)
    except OriginalWithheld:
        archive.absent.append(Absent(kind=file.kind, why="withheld", taken_in=file.sha256))
        return
    except BlobMissing:
        archive.absent.append(Absent(kind=file.kind, why="missing", taken_in=file.sha256))
        return
    async for piece in archive.stream(path, content, taken_in=file.sha256):
        yield piece


def _manifest(archive: _Archive, contents: Contents) -> str:
    return Manifest(
        report=contents.report,
        made_at=contents.made_at,
        made_by=contents.made_by,
        files=archive.listed,
        absent=archive.absent,
    ).model_dump_json(indent=1)
