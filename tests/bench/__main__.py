"""`make bench`: measures, prints a table, writes var/bench.json.

`python -m tests.bench durable queue` measures only what is named.
"""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.bench import console, durable, faq, live, queue_page, reply, search, track
from tests.bench.figure import Figure

PARTS: dict[str, Callable[[], list[Figure]]] = {
    "durable": durable.figures,
    "reply": reply.figures,
    "live": live.figures,
    "queue": queue_page.figures,
    "track": track.figures,
    "faq": faq.figures,
    "console": console.figures,
    "search": search.figures,
}


def row(figure: Figure) -> tuple[str, ...]:
    ratio = "" if figure.ratio is None else f"{figure.ratio:.3g}"
    sign = ">=" if figure.higher_is_better else "<="
    goal = "" if figure.goal is None else f"{sign} {figure.goal:g}"
    verdict = {None: "", True: "yes", False: "NO"}[figure.ok]
    floor = "" if figure.floor is None else f"{figure.floor:,.4g}"
    return (figure.name, f"{figure.value:,.4g} {figure.unit}", floor, ratio, goal, verdict)


LONG = {"search"}
"""Measured only when named: minutes and gigabytes."""


def main() -> int:
    chosen = sys.argv[1:] or [name for name in PARTS if name not in LONG]
    measured = [figure for name in chosen for figure in PARTS[name]()]
    var = Path(os.environ.get("QULAQ_VAR", "var"))
    var.mkdir(parents=True, exist_ok=True)
    written = json.dumps([figure.as_json() for figure in measured], indent=2)
    (var / "bench.json").write_text(written, "utf-8")
    table = Table("what", "value", "floor", "ratio", "goal", "met")
    for figure in measured:
        table.add_row(*row(figure))
    Console(width=150).print(table)
    return 0


if __name__ == "__main__":
    sys.exit(main())
