"""Telephone numbers, however people write them, as E.164."""

import phonenumbers

from intake_api.refusals import PhoneInvalid

AT_HOME = "KZ"


def e164(text: str) -> str:
    """``8 701 234-56-78`` and ``+77012345678`` are the same number. Raises PhoneInvalid.

    Possible is enough: a range that was opened yesterday is not in anybody's tables.
    """
    try:
        number = phonenumbers.parse(text, AT_HOME)
    except phonenumbers.NumberParseException:
        raise PhoneInvalid from None
    if not phonenumbers.is_possible_number(number):
        raise PhoneInvalid
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
