"""Public numbers such as ``26-000417-K``: year, count, check character.

The check character is that of ISO 7064 MOD 37,36 over the digits: it finds every
single mistyped character and most swapped neighbours.
"""

import re
from datetime import datetime

from storage.reports.unit_of_work import Work

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
SHAPE = re.compile(r"(\d{2})-(\d{6,})-([0-9A-Z])")


async def next_number(work: Work) -> str:
    """A number nobody has; others wait for theirs until this act ends, so none is skipped."""
    year = f"{work.now:%y}"
    return format_number(work.now, await work.next_value(f"number-{year}"))


def format_number(at: datetime, count: int) -> str:
    year, digits = f"{at:%y}", f"{count:06}"
    return f"{year}-{digits}-{check_character(year + digits)}"


def is_number(text: str) -> bool:
    """Whether ``text`` is a number as we write it, with the right check character."""
    shape = SHAPE.fullmatch(text)
    return shape is not None and check_character(shape[1] + shape[2]) == shape[3]


def check_character(text: str) -> str:
    """ISO 7064:2003 §9, MOD 37,36; ``text`` is of digits and Latin capitals."""
    remainder = 36
    for character in text:
        remainder = (remainder + ALPHABET.index(character)) % 36 or 36
        remainder = remainder * 2 % 37
    return ALPHABET[(37 - remainder) % 36]
