"""Words after which nobody wants an article.

A false alarm costs one tap, a missed one may cost a life. So where the cues (``faq.cues``) pull
apart, danger wins, unless the message plainly asks about law, papers or what is long past.

``cry`` calls for help; ``dire`` tells of somebody in danger, by words that say so alone;
``peril`` has words of danger that may also stand in a question; ``menace`` those that are often
told afterwards; ``now`` makes it the present.
``question`` asks, ``supposed`` says "if", ``errand`` is what else people want help with, ``lore``
is law, papers, rules and years gone by, ``online`` is what is only written, ``past`` is yesterday,
``habit`` is every day, ``wish`` wants something.
"""

from collections.abc import Set

from faq.cues import readings

_ELSEWHERE = frozenset({"lore", "online"})
_CALM = frozenset({"question", "supposed", "past", "habit", "wish"})


def sounds_urgent(text: str) -> bool:
    """True if the words, under any keyboard, are those of somebody in danger now."""
    return any(map(_is_urgent, readings(text)))


def _is_urgent(cues: Set[str]) -> bool:
    if "dire" in cues:
        return "now" in cues or not ("lore" in cues or {"question", "supposed"} <= cues)
    if cues & _ELSEWHERE:
        return False
    if "peril" in cues:
        return not cues & _CALM or _is_present(cues)
    if "menace" in cues:
        return _is_present(cues)
    return "cry" in cues and not cues & {"question", "errand"}


def _is_present(cues: Set[str]) -> bool:
    return "supposed" not in cues and not cues.isdisjoint({"cry", "now"})
