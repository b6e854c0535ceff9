"""Whether a case file is as it was made. Needs the file alone: no server, no database."""

import hashlib
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pydantic import ValidationError

from intake_api.exports.manifest import NAME, Listed, Manifest

CHUNK_SIZE = 256 * 1024
LONGEST_MANIFEST = 16 * 1024 * 1024
_BROKEN = (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)
"""What reading a damaged or encrypted entry raises; zlib's own error is caught apart."""


class NotACaseFile(Exception):
    """No ZIP, or one without a manifest that can be read; the text says which."""


class Fault(StrEnum):
    CHANGED = "changed"
    """Other bytes than the manifest says."""
    MISSING = "missing"
    SURPLUS = "surplus"
    """Not in the manifest."""
    TWICE = "twice"
    """Two files under one name: programs differ in which of them they show."""
    DAMAGED = "damaged"
    """Cannot be read."""
    NOT_AS_TAKEN_IN = "not as taken in"
    """As it was exported, but other bytes than those that came from the citizen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    fault: Fault
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """``manifest_sha256`` is what the centre's audit log keeps about this file."""

    manifest: Manifest
    manifest_sha256: str
    findings: tuple[Finding, ...]


def verify(path: Path) -> Verdict:
    """What is wrong with a case file, if anything. Raises NotACaseFile."""
    try:
        with zipfile.ZipFile(path) as archive:
            content = _manifest_of(archive)
            manifest = Manifest.model_validate_json(content)
            findings = tuple(_findings(archive, manifest))
    except zipfile.BadZipFile as error:
        raise NotACaseFile("not a ZIP file") from error
    except OSError as error:
        raise NotACaseFile(error.strerror or "cannot be read") from error
    except ValidationError as error:
        raise NotACaseFile(f"{NAME} cannot be understood") from error
    return Verdict(
        manifest=manifest,
        manifest_sha256=hashlib.sha256(content).hexdigest(),
        findings=findings,
    )


def _manifest_of(archive: zipfile.ZipFile) -> bytes:
    try:
        with archive.open(NAME) as file:
            content = file.read(LONGEST_MANIFEST + 1)
    except KeyError as error:
        raise NotACaseFile(f"it has no {NAME}") from error
    except (*_BROKEN, zlib.error) as error:
        raise NotACaseFile(f"{NAME} is damaged") from error
    if len(content) > LONGEST_MANIFEST:
        raise NotACaseFile(f"{NAME} is too long")
    return content


def _findings(archive: zipfile.ZipFile, manifest: Manifest) -> Iterator[Finding]:
    within = Counter(archive.namelist())
    listed = {each.path: each for each in manifest.files}
    for path, count in sorted(within.items()):
        if path not in listed and path != NAME:
            yield Finding(fault=Fault.SURPLUS, path=path)
        if count > 1:
            yield Finding(fault=Fault.TWICE, path=path)
    for path, each in listed.items():
        if path not in within:
            yield Finding(fault=Fault.MISSING, path=path)
        elif (fault := _fault_of(archive, each)) is not None:
            yield Finding(fault=fault, path=path)


def _fault_of(archive: zipfile.ZipFile, listed: Listed) -> Fault | None:
    digest, size = hashlib.sha256(), 0
    try:
        with archive.open(listed.path) as file:
            # No further than it may be long: a small file can unpack to a disk full of zeros.
            while size <= listed.size and (piece := file.read(CHUNK_SIZE)):
                digest.update(piece)
                size += len(piece)
    except (*_BROKEN, zlib.error):
        return Fault.DAMAGED
    if (size, digest.hexdigest()) != (listed.size, listed.sha256):
        return Fault.CHANGED
    if listed.taken_in and not listed.cleaned and listed.taken_in != listed.sha256:
        return Fault.NOT_AS_TAKEN_IN
    return None
