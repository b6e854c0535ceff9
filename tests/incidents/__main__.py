"""``python -m tests.incidents --evenings 40 --seed 1``: what the suggestions are worth.

Prints precision and recall over all pairs of reports of made-up city evenings, and over hard
pairs; with ``--show`` also the pairs it got wrong, with the reasons.
"""

import argparse
import random

from tests.incidents.evening import evening
from tests.incidents.judging import judged, of_evenings, of_hard_pairs


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--evenings", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=0, help="so many mistakes")
    given = parser.parse_args()
    print(of_evenings(given.evenings, given.seed).line("evenings"))
    print(of_hard_pairs(given.seed).line("hard"))
    if given.show:
        show(random.Random(given.seed), given.show)


def show(chance: random.Random, most: int) -> None:
    shown = 0
    while shown < most:
        for one, other, found in judged(evening(chance)):
            if found.is_likely is (one.event == other.event) or shown == most:
                continue
            shown += 1
            reasons = ", ".join(f"{each.kind} {each.weight:+.1f}" for each in found.reasons)
            print(f"\n{'missed' if one.event == other.event else 'wrong'} {found.chance:.2f}")
            print(f"  {one.text}\n  {other.text}\n  {reasons}")


if __name__ == "__main__":
    main()
