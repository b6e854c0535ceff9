"""Passwords, hashed with argon2 beside the event loop."""

import asyncio
from functools import cache

from pwdlib import PasswordHash


async def hash_password(password: str) -> str:
    return await asyncio.to_thread(_hasher().hash, password)


async def verify_password(password: str, password_hash: str | None) -> bool:
    """Whether it is the one. Takes the same time when there is nothing to compare with."""
    known = password_hash or _nobodys()
    right = await asyncio.to_thread(_hasher().verify, password, known)
    return right and password_hash is not None


@cache
def _hasher() -> PasswordHash:
    return PasswordHash.recommended()


@cache
def _nobodys() -> str:
    return _hasher().hash("nobody")
