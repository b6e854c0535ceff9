"""Each citizen has a key of their own: whoever deletes it has forgotten the citizen.

What a citizen said is sealed with that key, and the key with the ring's current one.
"""

import secrets
from uuid import UUID

from intake_api.identity.keys import KEY_BYTES, Ring
from intake_api.identity.sealing import SealBroken, seal, unseal
from storage.ids import new_id
from storage.reports.identities import (
    SubjectKeyRecord,
    keep_subject_key,
    keys_not_under,
    reseal,
    subject_key_of,
)
from storage.reports.unit_of_work import Work


class Subject:
    """Seals and opens what one citizen said."""

    def __init__(self, conversation_id: UUID, key_id: UUID, key: bytes) -> None:
        self._conversation_id = conversation_id
        self._key_id = key_id
        self._key = key

    def seal(self, field: str, value: str) -> bytes:
        return seal(self._key, value.encode(), *self._where(field))

    def open(self, field: str, sealed: bytes) -> str:
        """Raises SealBroken."""
        return unseal(self._key, sealed, *self._where(field)).decode()

    def _where(self, field: str) -> tuple[object, ...]:
        return ("identity", self._conversation_id, field, self._key_id)


async def subject_of(work: Work, ring: Ring, conversation_id: UUID) -> Subject | None:
    """The key of a citizen, or None if there is none (any more)."""
    found = await subject_key_of(work, conversation_id)
    return Subject(conversation_id, found.id, _opened(ring, found)) if found else None


async def ensured_subject(work: Work, ring: Ring, conversation_id: UUID) -> Subject:
    """The key of a citizen, made now if there is none. The conversation is locked."""
    found = await subject_of(work, ring, conversation_id)
    if found is not None:
        return found
    key, key_id = secrets.token_bytes(KEY_BYTES), new_id()
    await keep_subject_key(work, _sealed(ring, conversation_id, key_id, key))
    return Subject(conversation_id, key_id, key)


async def reseal_some(work: Work, ring: Ring, most: int) -> int:
    """Seal up to ``most`` keys of citizens with the ring's current key; how many it were.

    Stopped at any moment it goes on where it was: every key says what it is sealed with.
    """
    found = await keys_not_under(work, ring.current, most)
    for each in found:
        key = _opened(ring, each)
        await reseal(work, _sealed(ring, each.conversation_id, each.id, key))
    return len(found)


def _opened(ring: Ring, found: SubjectKeyRecord) -> bytes:
    key = ring.keys.get(found.ring_key)
    if key is None:
        raise SealBroken(f"there is no key {found.ring_key} on the ring")
    return unseal(key, found.sealed, *_place(found.conversation_id, found.id, found.ring_key))


def _sealed(ring: Ring, conversation_id: UUID, key_id: UUID, key: bytes) -> SubjectKeyRecord:
    place = _place(conversation_id, key_id, ring.current)
    return SubjectKeyRecord(
        conversation_id=conversation_id,
        id=key_id,
        ring_key=ring.current,
        sealed=seal(ring.keys[ring.current], key, *place),
    )


def _place(conversation_id: UUID, key_id: UUID, ring_key: str) -> tuple[object, ...]:
    return ("subject_key", conversation_id, key_id, ring_key)
