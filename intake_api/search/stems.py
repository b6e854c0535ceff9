"""Words by what stays of them: пожар, пожары, пожаром are one; өрт, өртке, өрттің are one.

Both databases are given the same stems and asked for the same stems, so they find the same.
A stem is written in the skeleton of ``faq.text``: it does not matter whether somebody has a
Kazakh keyboard, or types in Latin letters.
"""

import re
from functools import lru_cache

import snowballstemmer

from faq.text import fold_word, normal

LONGEST_WORD = 40  # letters; what is longer is no word of anybody's
SHORTEST_STEM = 3
MOST_ENDINGS = 4  # of a Kazakh word, one behind the other: қала-лар-ымыз-да-ғы
LONGEST_ENDING = 5

_KAZAKH_LETTER = re.compile("[әғқңөұүһі]")
_RUSSIAN = snowballstemmer.stemmer("russian")
_ENGLISH = snowballstemmer.stemmer("english")

# By what they do: plural, whose, case, person and tense. Harmony is not asked for: whoever
# lacks the letters writes "ортте", and a wrong ending taken off twice alike finds the same.
_WRITTEN = """
лар лер дар дер тар тер
ым ім ың ің сы сі ымыз іміз мыз міз ыңыз іңіз ңыз ңіз
ның нің дың дің тың тің ға ге қа ке на не ны ні ды ді ты ті да де та те нда нде
дан ден тан тен нан нен мен бен пен дағы дегі тағы тегі ндағы ндегі
ған ген қан кен ып іп ады еді йды йді дық дік тық тік атын етін
"""
_ENDINGS = frozenset(_WRITTEN.split())
_VOWELS = "аеыіиуй"
# Without the letters that a Russian keyboard lacks.
_PLAIN_ENDINGS = _ENDINGS | {
    each.translate(str.maketrans("әғқңөұүһі", "агкноуухи")) for each in _ENDINGS
}


def stems(text: str) -> frozenset[str]:
    """All stems of the words of ``text``, in small Latin letters and digits."""
    return frozenset().union(*map(stems_of, normal(text).split()))


@lru_cache(maxsize=65_536)
def stems_of(word: str) -> frozenset[str]:
    """What one normal word may be found by: a Cyrillic word may be of two languages."""
    if word.isdigit():
        return frozenset({word[:LONGEST_WORD], word.lstrip("0")[:LONGEST_WORD] or "0"})
    word = word[:LONGEST_WORD]
    if word.isascii():
        found = {_ENGLISH.stemWord(word)}
    elif _KAZAKH_LETTER.search(word):
        found = {_kazakh(word, _ENDINGS)}
    else:
        found = {_RUSSIAN.stemWord(word), _kazakh(word, _PLAIN_ENDINGS)}
    return frozenset(filter(None, map(skeleton, found)))


def skeleton(word: str) -> str:
    """One normal word in small Latin letters and digits; empty if nothing is left of it."""
    return re.sub("[^a-z0-9]", "", fold_word(word))


def _kazakh(word: str, endings: frozenset[str]) -> str:
    for _ in range(MOST_ENDINGS):
        for length in range(min(LONGEST_ENDING, len(word) - SHORTEST_STEM), 0, -1):
            if word[-length:] in endings:
                word = word[:-length]
                break
        else:
            break
    # ұрла-п, ұрл-ады, ұрла-ған: what joins the root to its endings goes with them.
    for joints in ("п", _VOWELS):
        if len(word) > SHORTEST_STEM and word[-1] in joints:
            word = word[:-1]
    return word
