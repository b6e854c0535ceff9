"""How the same sentence is typed by others: other letters, another keyboard, in a fright."""

import random
import re
from collections.abc import Callable

from faq.cues.spelling import LONG
from faq.text import keyboards

_LATIN = {
    **dict(
        zip(
            "абвгғдеёзийкқлмнңоөпрстуұүфхһыіьъэәц",
            "abvggdeeziikqlmnnooprstuuufhhyi--eac",
            strict=True,
        )
    ),
    "ж": "zh",
    "ч": "ch",
    "ш": "sh",
    "щ": "sh",
    "ц": "ts",
    "ю": "yu",
    "я": "ya",
}
_TO_LATIN = str.maketrans({letter: sound.strip("-") for letter, sound in _LATIN.items()})
_TO_RUSSIAN_LETTERS = str.maketrans("әғқңөұүһіӘҒҚҢӨҰҮҺІ", "агкноуухиАГКНОУУХИ")
_KEYS = str.maketrans(
    "ёйцукенгшщзхъфывапролджэячсмитьбюәіңғүұқөһ",
    "`qwertyuiop[]asdfghjkl;'zxcvbnm,.2345890-=",
)
_LETTERS = "абвгдежзийклмнопрстуфхцчшщыэюя"


def in_latin(text: str) -> str:
    return text.casefold().translate(_TO_LATIN)


def with_russian_letters(text: str) -> str:
    return text.translate(_TO_RUSSIAN_LETTERS)


def under_another_keyboard(text: str) -> str:
    """Words alone: who types so meets other signs between them, too."""
    words = " ".join(re.findall(r"[\w']+", text.casefold()))
    cyrillic = words.translate(_KEYS)
    return cyrillic if cyrillic != words else keyboards(words)["ru"]


def shouted(text: str) -> str:
    return f"🆘{text.upper()}!!!😭"


def stretched(text: str) -> str:
    return re.sub(r"(\w)$", r"\1\1\1\1\1", text)


def without_spaces_after_signs(text: str) -> str:
    return text.replace(" ", ",")


def with_a_slip(text: str) -> str:
    """One letter of a long word wrong, missing, too much, or two changed about.

    The same one every time; in any word if none is long.
    """
    chance = random.Random(text)
    words = list(re.finditer(r"[^\W\d_]+", text))
    word = chance.choice([each for each in words if len(each[0]) >= LONG] or words)
    at = chance.randrange(word.start(), word.end())
    before, sign, after = text[:at], text[at], text[at + 1 :]
    wrong = chance.choice(_LETTERS)
    return chance.choice(
        [before + wrong + after, before + after, before + wrong + sign + after]
        + ([before + after[0] + sign + after[1:]] if after else [])
    )


NOISES: dict[str, Callable[[str], str]] = {
    "latin": in_latin,
    "letters": with_russian_letters,
    "keyboard": under_another_keyboard,
    "shouted": shouted,
    "stretched": stretched,
    "signs": without_spaces_after_signs,
}
