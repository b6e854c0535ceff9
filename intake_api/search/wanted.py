"""What somebody types, as words to search: each must be there; the last may be half typed."""

from faq.text import normal
from intake_api.search.stems import skeleton, stems_of
from storage.reports.search import Word

MOST_WORDS = 12
SHORTEST_BEGINNING = 2


def wanted_words(text: str) -> tuple[Word, ...]:
    """At most twelve words; a word of no letters (a dash, a smile) finds nothing.

    Empty for empty text alone: then nothing is asked.
    """
    typed = normal(text).split()[:MOST_WORDS]
    if not typed:
        return (Word(stems=frozenset()),) if text.strip() else ()
    is_whole = text[-1:].isspace()
    words = [Word(stems=stems_of(each)) for each in typed]
    last = skeleton(typed[-1])
    if not is_whole and len(last) >= SHORTEST_BEGINNING:
        words[-1] = Word(stems=words[-1].stems, begun=last)
    return tuple(words)
