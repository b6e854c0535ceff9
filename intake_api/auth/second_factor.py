"""The second factor: codes of a phone by the time (TOTP, RFC 6238), and recovery codes.

The secret lies sealed by the ring of keys that seals citizens' names: a copy of the
database alone signs nobody in.
"""

import base64
import secrets
from datetime import datetime
from uuid import UUID

import pyotp
import segno

from intake_api.auth.secrets import secret_hash
from intake_api.identity.keys import Ring
from intake_api.identity.sealing import seal, unseal
from storage.reports.second_factors import (
    SecondFactorRecord,
    begin_second_factor,
    put_recovery_codes,
    second_factor_of,
    take_recovery_code,
    take_step,
)
from storage.reports.unit_of_work import Work

ISSUER = "Qulaq"
STEP_S = 30
RECOVERY_CODES = 10
RECOVERY_BYTES = 10


async def begin(work: Work, ring: Ring, staff_id: UUID) -> str:
    """A new secret in base32; it counts for nothing until it is confirmed."""
    secret = pyotp.random_base32()
    key = ring.current
    sealed = seal(ring.keys[key], secret.encode(), "second_factor", staff_id, key)
    await begin_second_factor(work, staff_id, sealed, key)
    return secret


def address_of(secret: str, login: str) -> str:
    """What a phone reads from the picture: ``otpauth://totp/…``."""
    return pyotp.TOTP(secret, interval=STEP_S).provisioning_uri(name=login, issuer_name=ISSUER)


def picture_of(address: str) -> str:
    """A QR code as the address of an SVG picture (``data:``)."""
    return str(segno.make(address).svg_data_uri(scale=5, border=2, light="#fff"))


async def is_right(work: Work, ring: Ring, staff_id: UUID, code: str) -> bool:
    """Whether ``code`` is of the phone, now or a step beside, and was not shown before."""
    factor = await second_factor_of(work, staff_id)
    if factor is None:
        return False
    step = _step_of(_secret(ring, factor), code, work.now)
    return step is not None and await take_step(work, staff_id, step)


async def is_recovery(work: Work, staff_id: UUID, code: str) -> bool:
    """Whether ``code`` is one of the unused recovery codes; it is used now."""
    return await take_recovery_code(work, staff_id, _hash(code))


async def new_recovery_codes(work: Work, staff_id: UUID) -> list[str]:
    """Shown once; the former are void."""
    codes = [_recovery_code() for _ in range(RECOVERY_CODES)]
    await put_recovery_codes(work, staff_id, [_hash(each) for each in codes])
    return codes


def _secret(ring: Ring, factor: SecondFactorRecord) -> str:
    key = factor.ring_key
    opened = unseal(ring.keys[key], factor.sealed, "second_factor", factor.staff_id, key)
    return opened.decode()


def _step_of(secret: str, code: str, now: datetime) -> int | None:
    made = pyotp.TOTP(secret, interval=STEP_S)
    shown = code.replace(" ", "")
    current = int(now.timestamp()) // STEP_S
    steps = (current, current - 1, current + 1)
    same = [step for step in steps if secrets.compare_digest(_code(made, step), _ascii(shown))]
    return same[0] if same else None


def _code(made: pyotp.TOTP, step: int) -> bytes:
    return made.at(step * STEP_S).encode()


def _ascii(text: str) -> bytes:
    return text.encode("ascii", "replace")


def _recovery_code() -> str:
    """80 random bits in four groups of letters and digits."""
    plain = base64.b32encode(secrets.token_bytes(RECOVERY_BYTES)).decode().lower()
    return "-".join(plain[at : at + 4] for at in range(0, len(plain), 4))


def _hash(code: str) -> str:
    return secret_hash("".join(code.lower().replace("-", " ").split()))
