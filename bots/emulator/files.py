"""Files the world carries: content by SHA-256, ids per bot as Telegram gives them out."""

import base64
import binascii
import hashlib
import os
import struct
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from bots.emulator.json_types import JsonObject

KINDS = ("photo", "video", "voice", "video_note", "document", "audio", "animation", "sticker")
_PREFIXES = ("AgAC", "BAAC", "AwAC", "DQAC", "BQAC", "CQAC", "CgAC", "CAAC")
_LAYOUT = struct.Struct(">BQ16s")
DOWNLOAD_LIMIT = 20 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFile:
    """One content in one role. `details` are the fields the Bot API shows beside the ids."""

    kind: str
    digest: str
    size: int
    mime: str
    details: JsonObject = field(default_factory=dict)

    def file_id(self, bot_id: int) -> str:
        index = KINDS.index(self.kind)
        raw = _LAYOUT.pack(index, bot_id, bytes.fromhex(self.digest)[:16])
        return _PREFIXES[index] + base64.urlsafe_b64encode(raw).decode().rstrip("=")

    @property
    def file_unique_id(self) -> str:
        raw = bytes([KINDS.index(self.kind)]) + bytes.fromhex(self.digest)[:11]
        return "AQAD" + base64.urlsafe_b64encode(raw).decode()

    def shown(self, bot_id: int) -> JsonObject:
        """PhotoSize, Video, Voice, ... as it stands in a message."""
        return {
            "file_id": self.file_id(bot_id),
            "file_unique_id": self.file_unique_id,
            "file_size": self.size,
            **self.details,
        }


class FileStore:
    """Keeps contents and answers for their ids; bytes may come back from the state file.

    `folder` is where a server that runs in the bot's own machine (`--local`) puts them.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder
        self._files: dict[tuple[str, str], StoredFile] = {}
        self._bytes: dict[str, bytes] = {}
        self.load_bytes: Callable[[str], bytes | None] = lambda digest: None
        self.on_new: Callable[[StoredFile, bytes], None] = lambda file, content: None

    def add(self, kind: str, content: bytes, mime: str, details: JsonObject) -> StoredFile:
        digest = hashlib.sha256(content).hexdigest()
        file = StoredFile(kind=kind, digest=digest, size=len(content), mime=mime, details=details)
        self._bytes[digest] = content
        self.restore(file)
        self.on_new(file, content)
        return file

    def declare(
        self, kind: str, size: int, mime: str, details: JsonObject, seal: bytes
    ) -> StoredFile:
        """A file of this size without bytes; `seal` tells it from its like."""
        digest = hashlib.sha256(b"declared %d " % size + seal).hexdigest()
        file = StoredFile(kind=kind, digest=digest, size=size, mime=mime, details=details)
        self.restore(file)
        self.on_new(file, b"")
        return file

    def restore(self, file: StoredFile) -> None:
        self._files[file.kind, file.digest[:32]] = file

    def content(self, file: StoredFile) -> bytes:
        content = self._bytes.get(file.digest)
        if content is None:
            content = self.load_bytes(file.digest) or b""
        return content

    def path(self, file: StoredFile, name: str) -> str:
        """Where a local server has put the file; absolute. A declared one has holes for bytes."""
        assert self.folder is not None
        path = (self.folder / name).absolute()
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(self.content(file))
            os.truncate(path, file.size)
        return str(path)

    def find(self, file_id: str, bot_id: int | None = None) -> StoredFile | None:
        """The file behind an id; with `bot_id` only if the id was given to that bot."""
        try:
            raw = base64.urlsafe_b64decode(file_id[4:] + "==")
            index, owner, digest = _LAYOUT.unpack(raw)
            kind = KINDS[index]
        except (ValueError, struct.error, binascii.Error, IndexError):
            return None
        if bot_id is not None and owner != bot_id:
            return None
        return self._files.get((kind, digest.hex()))
