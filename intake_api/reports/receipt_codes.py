"""Codes such as ``7K2M-9QXT-…``: whoever shows one goes on with an anonymous report.

Nineteen random characters of Crockford's base32 (95 bits) and one that checks them. Only
the hash is kept: with so much chance in it, a plain one cannot be searched backwards.
"""

import hashlib
import re
import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 19
GROUP = 4
READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})
ROUNDED = 0b100101  # x^5 + x^2 + 1: makes the 32 values a field


def new_code() -> str:
    """A code nobody has, in groups of four."""
    chosen = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    whole = chosen + check_character(chosen)
    return "-".join(whole[start : start + GROUP] for start in range(0, len(whole), GROUP))


def hash_of(shown: str) -> str | None:
    """What is kept of a code, however a person wrote it; None if it cannot be one."""
    read = re.sub(r"[\s-]", "", shown).upper().translate(READ_AS)
    if len(read) != LENGTH + 1 or set(read) - set(ALPHABET):
        return None
    if check_character(read[:-1]) != read[-1]:
        return None
    return hashlib.sha256(read.encode()).hexdigest()


def check_character(text: str) -> str:
    """Differs whenever one character does, or two neighbours change places."""
    sum_ = 0
    for character in text:
        sum_ = _doubled(sum_) ^ ALPHABET.index(character)
    return ALPHABET[_doubled(sum_)]


def _doubled(value: int) -> int:
    value <<= 1
    return value ^ ROUNDED if value & 32 else value
