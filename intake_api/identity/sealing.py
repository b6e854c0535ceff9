"""AES-256-GCM over single values, each bound to the row and field it stands in.

A sealed value is a version byte, a random nonce of 12 bytes, and the ciphertext with its
tag. Table, row, field and the key's name are authenticated with it, so a value that was
moved to another row or field does not open.
"""

import hmac
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

VERSION = b"\x01"
NONCE_BYTES = 12


class SealBroken(Exception):
    """Not what was sealed here, or under another key. Somebody has changed the database."""


def seal(key: bytes, value: bytes, *where: object) -> bytes:
    """``where`` names table, row, field and key; ``unseal`` needs the same."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return VERSION + nonce + AESGCM(key).encrypt(nonce, value, _bound(where))


def unseal(key: bytes, sealed: bytes, *where: object) -> bytes:
    """Raises SealBroken."""
    if sealed[:1] != VERSION:
        raise SealBroken
    nonce, rest = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
    try:
        return AESGCM(key).decrypt(nonce, rest, _bound(where))
    except (InvalidTag, ValueError):
        raise SealBroken from None


def blind(key: bytes, field: str, value: str) -> str:
    """The same for the same value, and nothing to guess from without the key.

    A plain hash would do no such thing: there are only so many phone numbers.
    """
    return hmac.digest(key, f"{field}|{value}".encode(), "sha256").hex()


def _bound(where: tuple[object, ...]) -> bytes:
    return "|".join(map(str, where)).encode()
