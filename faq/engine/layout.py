"""Undoing a wrong keyboard: "rfr gjlfnm pfzdktybt" is «как подать заявление».

Judged on skeletons, by how well runs of three letters fit the texts that are searched. Judged on
what was typed, Latin-written Russian would look like a mistake (FAQ measurements, 3.3).
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from faq.text import fold, keyboards

BETTER_BY = 1.0  # nats a letter, before another keyboard is believed
FITS = -3.4  # nats a letter; what fits so well needs no other reading
SMOOTH = 0.02
LONGEST = 200  # characters of a skeleton that are judged

_LETTERS = " abcdefghijklmnopqrstuvwxyz0123456789"
_KINDS = len(_LETTERS)
_NUMBERS = np.zeros(256, np.int64)
_NUMBERS[[ord(each) for each in _LETTERS]] = np.arange(_KINDS)


@dataclass(frozen=True, slots=True)
class Reading:
    """``keyboard``: under which the text was meant, "ru", "kk" or "en"; None: as it was typed."""

    text: str
    keyboard: str | None = None


class Letters:
    """Which letter follows which two, in a language of skeletons."""

    def __init__(self, skeletons: Iterable[str]) -> None:
        counts = np.bincount(_runs("  ".join(skeletons)), minlength=_KINDS**3)
        cube = counts.reshape(_KINDS, _KINDS, _KINDS)
        two = cube.sum(2, keepdims=True)
        single = (cube.sum((0, 1)) + 1) / (cube.sum() + _KINDS)
        chances = (cube + SMOOTH * _KINDS * single) / (two + SMOOTH * _KINDS)
        self._nats: NDArray[np.float32] = np.log(chances).astype(np.float32).ravel()

    def fit(self, skeleton: str) -> float:
        """Nats a letter, always below 0; the nearer to it the better."""
        return float(self._nats[_runs(skeleton[:LONGEST])].mean())

    def read(self, text: str) -> Reading:
        """``text`` under the keyboard that it was meant for."""
        typed = fold(text)
        fit = self.fit(typed)
        if fit >= FITS:
            return Reading(text)
        best, reading = fit + BETTER_BY, Reading(text)
        for keyboard, other in keyboards(text).items():
            fits = self.fit(fold(other))
            if fits > best:
                best, reading = fits, Reading(other, keyboard)
        return reading


def _runs(skeleton: str) -> NDArray[np.int64]:
    """The number of each run of three letters."""
    spaced = f"  {skeleton} ".encode("ascii", "replace")
    numbers = _NUMBERS[np.frombuffer(spaced, np.uint8)]
    return (numbers[:-2] * _KINDS + numbers[1:-1]) * _KINDS + numbers[2:]
