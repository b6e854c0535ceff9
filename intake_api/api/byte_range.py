"""The Range header, of which players need one form: a single range of bytes."""

import re

from intake_api.refusals import BadRange

_FORM = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


def wanted_range(header: str | None, size: int) -> tuple[int, int] | None:
    """From where to before where; None for all of it, also when it is not understood.

    Raises BadRange when nothing lies within (RFC 9110 §14.1.2).
    """
    form = _FORM.fullmatch(header.replace(" ", "")) if header else None
    if form is None or form.groups() == ("", ""):
        return None
    first, last = form.groups()
    if not first:
        start, end = max(0, size - int(last)), size
    else:
        start, end = int(first), min(size, int(last) + 1 if last else size)
        if last and int(last) < start:
            return None
    if start >= end:
        raise BadRange(size)
    return start, end
