"""The ring of keys that seal citizens' names: a file that we alone may read.

It seals the keys of the citizens, not what they said: to change the key of the ring is to
seal those anew, a few bytes each. The index key never changes: it finds a phone number.
Keep the file apart from copies of the database: whoever has both reads everything.
"""

import json
import os
import secrets
import sys
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

KEY_BYTES = 32
OTHERS = 0o077


class KeysUnusable(Exception):
    """The file of keys cannot be used; the text says why in one line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ring:
    """``current`` seals; every key of ``keys`` opens."""

    current: str
    keys: Mapping[str, bytes]
    index: bytes

    def __repr__(self) -> str:
        return f"Ring(current={self.current!r})"  # no key into a log or a traceback


class KeyFile:
    """The ring as the file has it now: read again once the file has changed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen: tuple[int, int] | None = None
        self._ring: Ring | None = None

    def ring(self) -> Ring:
        """Raises KeysUnusable."""
        try:
            found = self._path.stat()
        except OSError as error:
            raise KeysUnusable(f"{self._path}: {error.strerror}") from error
        seen = (found.st_mtime_ns, found.st_ino)
        if self._ring is None or seen != self._seen:
            self._ring, self._seen = load(self._path), seen
        return self._ring


def ensure(path: Path) -> None:
    """Make a ring with one key if there is no file yet. Raises KeysUnusable.

    Of several processes that start together one makes it, the others find it.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        name = "k1"
        made = Ring(current=name, keys={name: _new_key()}, index=_new_key())
        draft = _write_draft(path, made)
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    load(path)


def load(path: Path) -> Ring:
    """Raises KeysUnusable: not there, readable by others, or not a ring."""
    try:
        mode = path.stat().st_mode
        text = path.read_text("ascii")
    except (OSError, UnicodeDecodeError) as error:
        raise KeysUnusable(f"{path} cannot be read: {type(error).__name__}") from error
    if sys.platform != "win32" and mode & OTHERS:
        raise KeysUnusable(f"{path} may be read by others: run `chmod 600 {path}`.")
    try:
        told = json.loads(text)
        keys = {str(name): _key(each) for name, each in told["keys"].items()}
        ring = Ring(current=str(told["current"]), keys=keys, index=_key(told["index"]))
        ring.keys[ring.current]
    except (ValueError, KeyError, TypeError, AttributeError):
        # Without the cause: its text may hold a part of a key.
        raise KeysUnusable(f"{path} is not a file of keys.") from None
    return ring


def add_key(path: Path) -> Ring:
    """Put a fresh key on the ring and let it seal from now on. Raises KeysUnusable."""
    old = load(path)
    number = max((int(name[1:]) for name in old.keys if name[1:].isdecimal()), default=0) + 1
    name = f"k{number}"
    new = Ring(current=name, keys={**old.keys, name: _new_key()}, index=old.index)
    _write_draft(path, new).replace(path)
    _sync_folder(path)
    return new


def _write_draft(path: Path, ring: Ring) -> Path:
    told = {
        "current": ring.current,
        "keys": {name: b64encode(key).decode() for name, key in ring.keys.items()},
        "index": b64encode(ring.index).decode(),
    }
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(json.dumps(told, indent=1) + "\n")
        file.flush()
        os.fsync(file.fileno())
    return draft


def _sync_folder(path: Path) -> None:
    descriptor = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _new_key() -> bytes:
    return secrets.token_bytes(KEY_BYTES)


def _key(text: str) -> bytes:
    key = b64decode(text, validate=True)
    if len(key) != KEY_BYTES:
        raise ValueError
    return key
