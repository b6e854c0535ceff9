"""Words as they are compared: without case, Kazakh letters as one types them in Russian."""

import re

SHORTEST = 3  # letters
STEM = 5  # letters that two forms of a word share

_LETTERS = str.maketrans("ёәғқңөұүһі", "еагкноуухи")
_STOP_WORDS = """
    как что это для мне меня мой моя мои где когда если или при его они она был быть есть
    можно нужно надо хочу могу чтобы кто куда нет вас вам ваш вы мы от до по за из на не ли
    калай кайда кашан ушин керек болады болса маган мени менин сиз бул осы мен не кандай жок
    бар деген туралы бола алам аламын екен егер жатыр жатырмын отыр тур кай
    how what where when who why can could should would the and for with you your are was
    have has need want will this that from not does did
"""
_STOP = frozenset(_STOP_WORDS.split())


def folded(text: str) -> str:
    """``text`` in small letters of one alphabet."""
    return text.casefold().translate(_LETTERS)


def stems(text: str) -> frozenset[str]:
    """The beginnings of the words that say something."""
    words = re.findall(r"\w+", folded(text))
    return frozenset(word[:STEM] for word in words if len(word) >= SHORTEST and word not in _STOP)
