"""Who wrote it so before: lines by a checksum of their skeletons."""

from collections.abc import Sequence
from hashlib import blake2b

import numpy as np

from faq.engine.line import BACKGROUND, Line


class Exact:
    """The articles that have a line, letter for letter of its skeleton."""

    def __init__(self, lines: Sequence[Line], skeletons: Sequence[str]) -> None:
        sums = np.array([_checksum(each) for each in skeletons], np.uint64)
        order = np.argsort(sums, kind="stable")
        self._sums = sums[order]
        self._articles = np.array([line.article for line in lines], np.int32)[order]

    def articles(self, skeleton: str) -> tuple[int, ...]:
        """Usually none or one; more if editors let several claim it."""
        wanted = np.uint64(_checksum(skeleton))
        low, high = (int(np.searchsorted(self._sums, wanted, side)) for side in ("left", "right"))
        if low == high:
            return ()
        found = dict.fromkeys(self._articles[low:high].tolist())
        return tuple(each for each in found if each != BACKGROUND)


def _checksum(skeleton: str) -> int:
    return int.from_bytes(blake2b(skeleton.encode(), digest_size=8).digest())
