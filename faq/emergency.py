"""Words after which nobody wants an article.

A false alarm costs one tap, a missed one may cost a life: the list may be too wide.
"""

import re

from faq.folding import folded

_BEGINNINGS = """
    помогите спасите убива убьют убьет режут насилу стреля взрыв бомб заложник избива бьют
    бьет нападают напали ломятся ломится тонет умира истека кровь горим пожар(?!н) похити поджог
    оружи ножом пистолет суицид самоубий повеси

    комектесин куткар олтир пышак атып жарыл кепилге зорлап уратты сабап кансыра ортен ортте
    ортти шабуыл карумен мылтык тапанша асылып олейин

    kill murder shoot shot gun knife stab bomb hostage rape attack beating bleed dying suicide
    kidnap drown explo
"""
_PHRASES = """
    не дышит|без сознания|кан кетип|урып жатыр|басып кир|есикти буз|суга кет|дем алмай
    есин жогалт|олип жатыр|олип бара|олгим кел|жанып жатыр|орт шык|орт бол|help me|save me
    breaking in|not breathing|unconscious
"""
_STARTS = [*_BEGINNINGS.split(), *re.split(r"[|\n]\s*", _PHRASES.strip())]
_FIRE = r"\b(?:орт\b(?! сондир)|fire\b(?! (?:service|station)))"  # not those who put it out
_URGENT = re.compile(r"\b(?:" + "|".join(_STARTS) + ")|" + _FIRE)


def sounds_urgent(text: str) -> bool:
    """True if the words are those of somebody in danger."""
    return _URGENT.search(" ".join(folded(text).split())) is not None
