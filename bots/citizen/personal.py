"""What people type when they are asked who they are: phones, names, and what must not be typed."""

import re
import unicodedata

LONGEST_NAME = 200
MOST_WORDS = 4  # of a name; what is longer or has a sentence's stops belongs to a report

_IIN = re.compile(r"[0-9]{12}")
_DATE = re.compile(
    r"[0-9]{1,2}[./-][0-9]{1,2}[./-](?:19|20)[0-9]{2}|(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}"
)
_PHONE = re.compile(r"\+?[0-9][0-9 ()\-]{5,24}")
_SENTENCE = re.compile(r"[\n?!,;:…]|\w{4,}\.")
_E164 = re.compile(r"\+[1-9][0-9]{6,14}")
_HIDDEN = 4  # digits of a phone that are shown


def e164(phone: str) -> str | None:
    """The phone of a contact as E.164, or None if it cannot be one. ``8 701 …`` is Kazakhstan."""
    digits = re.sub(r"[^0-9]", "", phone)
    if len(digits) == 11 and digits.startswith("8"):
        digits = f"7{digits[1:]}"
    found = f"+{digits}"
    return found if _E164.fullmatch(found) else None


def masked(phone: str) -> str:
    """Enough of an E.164 phone to know one's own by."""
    return f"{phone[:2]}…{phone[-_HIDDEN:]}"


def name_in(text: str) -> str | None:
    """The name that ``text`` is, cleaned, or None if it is something else."""
    if _SENTENCE.search(text.strip()) or any(letter.isdigit() for letter in text):
        return None
    visible = "".join(letter for letter in text if unicodedata.category(letter)[0] != "C")
    name = " ".join(visible.split())
    letters = sum(letter.isalpha() for letter in name)
    fits = letters >= 2 and len(name) <= LONGEST_NAME and len(name.split()) <= MOST_WORDS
    return name if fits else None


def is_too_personal(text: str) -> bool:
    """True for a bare IIN or date: Telegram keeps abroad what is typed into a chat."""
    bare = re.sub(r"[\s\-]", "", text)
    return bool(_IIN.fullmatch(bare) or _DATE.fullmatch(text.strip()))


def is_phone(text: str) -> bool:
    """True for a phone number typed, and nothing else beside it."""
    return bool(_PHONE.fullmatch(text.strip()))
