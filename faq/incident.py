"""Told, not asked: something that happened or goes on, and somebody should come and look.

Ranking cannot tell "two men took my bag near the mall" from "my bag was taken, what now": both
have the same words. What differs is the grammar, and how exactly it is told.

Of the cues (``faq.cues``) ``deed`` is what was done, ``noise`` what is one only while it lasts;
``when``, ``where``, ``who`` and ``mine`` are particulars, of which a report has more.
``question``, ``supposed``, ``wish``, ``have`` ("there is a video"), ``online`` and ``lore`` ask;
``seen`` are words that take a questioning word without asking ("saw how"). About lost or stolen
``papers`` people ask.
"""

import re
from collections.abc import Set

from faq.cues import readings

_ASKING = frozenset({"wish", "have", "lore", "online", "supposed"})
_PARTICULARS = frozenset({"when", "where", "who", "mine"})
_ENOUGH = 2
_CLOCK = re.compile(r"\b(?:[01]?\d|2[0-3])[:.][0-5]\d\b")
_PLATE = re.compile(r"\b\d{3}\s?[A-ZА-Я]{2,3}\s?\d{2}\b", re.IGNORECASE)


def sounds_like_report(text: str) -> bool:
    """True if ``text``, under any keyboard, reports an incident rather than asks something."""
    exact = len(_CLOCK.findall(text)) + len(_PLATE.findall(text))
    return any(_is_report(cues, exact) for cues in readings(text))


def _is_report(cues: Set[str], exact: int) -> bool:
    if cues & _ASKING or ("question" in cues and "seen" not in cues):
        return False
    particulars = len(cues & _PARTICULARS) + exact
    if "deed" in cues or {"noise", "now"} <= cues:
        return particulars >= _ENOUGH + ("papers" in cues)
    return False
