"""The individual identification number of Kazakhstan: twelve digits, the last one checks.

The first six are the date of birth (YYMMDD), the seventh tells century and sex.
"""

from datetime import date

FIRST = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
SECOND = (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)
CENTURIES = {"1": 1800, "2": 1800, "3": 1900, "4": 1900, "5": 2000, "6": 2000}


def is_iin(text: str) -> bool:
    """Whether it has twelve digits, a date that exists, and the right last one."""
    if len(text) != 12 or not (text.isascii() and text.isdecimal()):
        return False
    return born(text) is not None and check_digit(text[:11]) == int(text[11])


def born(iin: str) -> date | None:
    """The date of birth that it speaks of, or None if there is no such day."""
    century = CENTURIES.get(iin[6])
    if century is None:
        return None
    try:
        return date(century + int(iin[:2]), int(iin[2:4]), int(iin[4:6]))
    except ValueError:
        return None


def check_digit(digits: str) -> int | None:
    """The twelfth digit of eleven; None where neither row of weights gives one: never issued."""
    for weights in (FIRST, SECOND):
        rest = sum(w * int(d) for w, d in zip(weights, digits, strict=True)) % 11
        if rest != 10:
            return rest
    return None
