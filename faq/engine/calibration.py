"""How sure one may be: from signs of a ranking to the probability that it is right.

No score is ever compared with a fixed number. Two logistic regressions, one for "the first is
right" and one for "it is among the first three", learn what scores mean in this catalogue, from
its own lines (see ``withheld``), talk that is no question, and what editors labelled.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

import numpy as np
from numpy.typing import NDArray

from faq.engine.index import Floats

PENALTY = 10.0
ROUNDS = 30
ERRORS = 1.0  # standard errors of a share that are taken off it


@dataclass(frozen=True, slots=True)
class Sample:
    """One ranking of which it is known what was right."""

    signs: Floats
    first: bool
    among: bool
    weight: float


@dataclass(frozen=True, slots=True, eq=False)
class Logistic:
    """``chance(signs)`` between 0 and 1."""

    middle: Floats
    spread: Floats
    slopes: NDArray[np.float64]

    def chance(self, signs: Floats) -> float:
        """Of one row of signs."""
        along = ((signs - self.middle) / self.spread) @ self.slopes[:-1] + self.slopes[-1]
        return 1 / (1 + exp(-min(max(float(along), -30.0), 30.0)))

    def chances(self, signs: Floats) -> NDArray[np.float64]:
        """Of many rows."""
        return _sigmoid(_widened((signs - self.middle) / self.spread) @ self.slopes)


def fitted(signs: Floats, right: Floats, weights: Floats) -> Logistic:
    """By Newton's method, with a penalty on slopes so that few samples say little."""
    middle = np.average(signs, axis=0, weights=weights)
    spread = np.sqrt(np.average((signs - middle) ** 2, axis=0, weights=weights)) + 1e-3
    wide = _widened((signs - middle) / spread)
    penalty = np.eye(wide.shape[1]) * PENALTY
    penalty[-1, -1] = 1e-3
    slopes = np.zeros(wide.shape[1])
    for _ in range(ROUNDS):
        chances = _sigmoid(wide @ slopes)
        gradient = wide.T @ (weights * (chances - right)) + penalty @ slopes
        curvature = (wide.T * (weights * chances * (1 - chances))) @ wide + penalty
        step = np.linalg.solve(curvature, gradient)
        slopes -= step
        if np.abs(step).max() < 1e-6:
            break
    return Logistic(middle.astype(np.float32), spread.astype(np.float32), slopes)


@dataclass(frozen=True, slots=True, eq=False)
class Calibration:
    """``answer_from``: the least probability of an answer that is right often enough."""

    first: Logistic
    among: Logistic
    answer_from: float


def calibrated(samples: Sequence[Sample], precision: float) -> Calibration:
    """From samples whose weights say how often such questions come."""
    signs = np.stack([each.signs for each in samples])
    weights = np.array([each.weight for each in samples], np.float32)
    weights *= len(samples) / weights.sum()
    right = np.array([each.first for each in samples], np.float32)
    among = np.array([each.among for each in samples], np.float32)
    first = fitted(signs, right, weights)
    return Calibration(
        first=first,
        among=fitted(signs, among, weights),
        answer_from=least(first.chances(signs), right, weights, precision),
    )


def least(chances: NDArray[np.float64], right: Floats, weights: Floats, precision: float) -> float:
    """The least chance from which on at least ``precision`` of all weight is right, cautiously.

    What was counted among few may be luck, so its error is taken off: a small catalogue has to
    be surer. Never below a coin's, and never above ``precision`` itself: whoever is that sure
    may speak.
    """
    order = np.argsort(-chances, kind="stable")
    counted = np.cumsum(weights[order])
    share = np.cumsum((weights * right)[order]) / counted
    error = np.sqrt(share * (1 - share) / counted)
    good = np.flatnonzero(share - ERRORS * error >= precision)
    lowest = float(chances[order][good[-1]]) if len(good) else precision
    return min(max(lowest, 0.5), precision)


def _widened(signs: NDArray[np.floating]) -> NDArray[np.float64]:
    return np.hstack([signs.astype(np.float64), np.ones((len(signs), 1))])


def _sigmoid(values: NDArray[np.float64]) -> NDArray[np.float64]:
    chances: NDArray[np.float64] = 1 / (1 + np.exp(-values.clip(-30, 30)))
    return chances
