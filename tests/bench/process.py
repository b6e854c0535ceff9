"""Processes under measurement: started alone, watched from outside."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx

TICKS_PER_S = os.sysconf("SC_CLK_TCK")


@contextmanager
def running(
    module: str, *, env: Mapping[str, str], ready: str | None = None
) -> Iterator["subprocess.Popen[bytes]"]:
    """``python -m module`` until the block ends; ``ready`` is an address to wait for."""
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            [sys.executable, "-m", module],
            env={**os.environ, "QULAQ_ENV_FILE": "", **env},
            stdout=log,
            stderr=log,
        )
        try:
            if ready:
                wait_for(ready, process)
            yield process
        finally:
            process.terminate()
            process.wait(20)


def wait_for(url: str, process: "subprocess.Popen[bytes]", within_s: float = 60) -> None:
    until = time.monotonic() + within_s
    while time.monotonic() < until and process.poll() is None:
        try:
            httpx.get(url).raise_for_status()
        except httpx.HTTPError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError(url)


def cpu_seconds(pid: int) -> float:
    """User and system time of the process so far (proc(5), fields 14 and 15)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS_PER_S
