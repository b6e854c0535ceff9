"""Words as they are compared: one skeleton for Cyrillic and Latin, and the keyboards one mixes up.

The skeleton only goes one way: "жоғалттым", "жогалттым" and "joghalttym" become the same letters.
"""

import re
import unicodedata
from functools import lru_cache

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_ADDRESS = re.compile(r"https?://\S+")
_WORD = re.compile(r"[^\W_]+")
_TWICE = re.compile(r"(.)\1+")

_CYRILLIC_LETTERS = "аәбвгғдезийкқлмнңоөпрстуұүфхһыіэўїє"
_FROM_CYRILLIC = str.maketrans(
    {
        **dict(zip(_CYRILLIC_LETTERS, "aabvggdeziikklmnnooprstuuufhhiieuie", strict=True)),
        "ж": "zh",
        "ц": "ts",
        "ч": "ch",
        "ш": "sh",
        "щ": "sh",
        "ъ": "",
        "ь": "",
        "ю": "iu",
        "я": "ia",
    }
)
_ACCENTS = str.maketrans(
    {
        **dict(zip("äáöóüúūğǵñńŋıý", "aaoouuuggnnnii", strict=True)),
        "ş": "sh",
        "ç": "ch",
        "ž": "zh",
        "š": "sh",
        "č": "ch",
    }
)
# In this order. A "c" is what it is in "центр" or in "карта", so that centre and card meet them;
# a "j" is ж ("jol", "mojno"), but й at a word's end ("moj").
_SPELLINGS = tuple(
    (re.compile(written), sound)
    for written, sound in (
        ("s(?:h?ch)", "sh"),
        ("kh", "h"),
        ("tz", "ts"),
        ("ck", "k"),
        ("c(?=[eiy])", "ts"),
        ("c(?!h)", "k"),
        ("y(?=[au])", "i"),
        ("y[oe]", "e"),
        ("^ja$", "ia"),
        ("j$", "i"),
        ("j", "zh"),
        ("gh", "g"),
        ("ph", "f"),
        ("ng", "n"),
        ("x", "h"),
        ("q", "k"),
        ("w", "u"),
        ("y", "i"),
    )
)

_LATIN_KEYS = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
_RUSSIAN_KEYS = "ёйцукенгшщзхъфывапролджэячсмитьбю"
_DIGIT_KEYS = "234589-=0"  # where a Kazakh keyboard has its own letters
_KAZAKH_KEYS = "әіңғүұөһқ"
_TO_RUSSIAN = str.maketrans(_LATIN_KEYS, _RUSSIAN_KEYS)
_TO_KAZAKH = str.maketrans(_LATIN_KEYS + _DIGIT_KEYS, _RUSSIAN_KEYS + _KAZAKH_KEYS)
_TO_LATIN = str.maketrans(_RUSSIAN_KEYS, _LATIN_KEYS)


def normal(text: str) -> str:
    """``text`` in small letters, words parted by single spaces, nothing else left."""
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).casefold()
    return " ".join(_WORD.findall(_apostrophes(_ADDRESS.sub(" ", plain).replace("ё", "е"))))


def _apostrophes(text: str) -> str:
    return re.sub("(?<=[a-z])['`’ʼ](?=[a-z]|$|\\s)", "", text)


def fold(text: str) -> str:
    """The words of ``text`` in their skeleton."""
    return " ".join(filter(None, map(fold_word, normal(text).split())))


@lru_cache(maxsize=8192)
def fold_word(word: str) -> str:
    """The skeleton of one normal word; empty if nothing of it is ever sounded."""
    if word.isdigit():
        return word
    word = word.translate(_FROM_CYRILLIC).translate(_ACCENTS)
    for written, sound in _SPELLINGS:
        word = written.sub(sound, word)
    return _TWICE.sub(r"\1", word)


def keyboards(text: str) -> dict[str, str]:
    """What ``text`` would be if its keys had been pressed under another layout.

    By name: ``ru`` and ``kk`` for Latin letters that were meant to be Cyrillic, ``en`` for the
    other way round. Only those that change something.
    """
    small = text.casefold()
    read = {
        "ru": small.translate(_TO_RUSSIAN),
        "kk": small.translate(_TO_KAZAKH),
        "en": small.translate(_TO_LATIN),
    }
    return {name: other for name, other in read.items() if other != small}
