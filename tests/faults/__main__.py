"""`make faults`: the fault tests at length. Prints a table, writes var/faults.json."""

import asyncio
import json
import os
import secrets
import sys
import tempfile
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.faults.kill import rehearse

KILLS = int(os.environ.get("QULAQ_FAULTS_KILLS", "1000"))


def run(goal: str, *, kills: int, seed: int, broken: bool) -> dict[str, object]:
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        world, found = asyncio.run(rehearse(Path(folder), seed=seed, kills=kills, broken=broken))
    if broken:  # the goal of the control is to be caught
        print(f"  {goal}: the broken bot was found out {len(found)} times", flush=True)
        found = [] if found else ["the kill test did not catch a bot that confirms first"]
    for words in found[:20]:
        print(f"  {goal}: {words}", flush=True)
    return {
        "goal": goal,
        "n": world.kills,
        "violations": len(found),
        "seed": seed,
        "seconds": round(time.monotonic() - started, 1),
        "acts": world.sent,
        "replies": len(world.replies),
    }


def main() -> int:
    seed = int(os.environ.get("QULAQ_FAULTS_SEED", secrets.randbelow(10**6)))
    honest = run("kill", kills=KILLS, seed=seed, broken=False)
    control = run("kill-control-is-caught", kills=60, seed=seed, broken=True)
    rows = [honest, control]
    var = Path(os.environ.get("QULAQ_VAR", "var"))
    var.mkdir(parents=True, exist_ok=True)
    (var / "faults.json").write_text(json.dumps(rows, indent=2), "utf-8")
    table = Table("goal", "n", "violations", "seed", "seconds", "acts", "replies")
    for row in rows:
        table.add_row(*(str(value) for value in row.values()))
    Console().print(table)
    print(f"Replay: QULAQ_FAULTS_SEED={seed} QULAQ_FAULTS_KILLS={KILLS} make faults")
    return int(any(row["violations"] != 0 for row in rows))


if __name__ == "__main__":
    sys.exit(main())
