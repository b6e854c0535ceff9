"""Several of Qulaq's processes side by side, under honcho.

Used by ``make run`` (bots.run) and ``make demo`` (bots.emulator.demo). Knows the
processes by their commands alone and imports none of them.
"""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread

from honcho.manager import Manager


class CannotStart(Exception):
    """What is missing, in one line a newcomer can act on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    """``module`` is what stands after ``python -m``; ``env`` comes on top of ours."""

    name: str
    module: str
    env: Mapping[str, str] = field(default_factory=dict)

    @property
    def command(self) -> str:
        return f"exec {sys.executable} -m {self.module}"


def require_free_port(host: str, port: int, *, setting: str) -> None:
    """Raises CannotStart if somebody already listens there."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
        except OSError as error:
            raise CannotStart(
                f"Port {port} on {host} is taken ({error.strerror}). "
                f"Stop what listens there, or choose another with {setting}=..."
            ) from error


def call(*command: str, env: Mapping[str, str], stdin: str | None = None) -> str:
    """What ``python -m command`` printed. Raises CannotStart with its last words if it fails."""
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-m", *command],
        env={**os.environ, **env},
        input=stdin,
        text=True,
        capture_output=True,
        check=False,
    )
    if done.returncode:
        words = (done.stderr or done.stdout).strip().splitlines() or ["no output"]
        raise CannotStart(f"python -m {' '.join(command[:3])} failed: {words[-1]}")
    return done.stdout.strip()


def bot_key(file: Path, *, name: str, env: Mapping[str, str]) -> str:
    """The bot's key to the intake API: made once, kept in ``file`` for its owner alone."""
    if not file.exists():
        key = call("intake_api", "bot-key", "add", name, env=env).split()[-1]
        write_private(file, key)
    return file.read_text("utf-8").strip()


def write_private(file: Path, text: str) -> None:
    """Write ``text`` so that a reader sees all of it or nothing, and only the owner reads."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_suffix(file.suffix + ".new")
    draft.touch(mode=0o600)
    draft.write_text(text, "utf-8")
    draft.replace(file)


def run_together(processes: Sequence[Process], *, meanwhile: Callable[[], None]) -> int:
    """Run them until one ends or Ctrl+C comes; ``meanwhile`` runs beside them, once.

    Returns an exit code: 0 after Ctrl+C, else that of the process that ended first.
    """
    manager = Manager()
    for process in processes:
        env = {**os.environ, "PYTHONUNBUFFERED": "1", **process.env}
        manager.add_process(process.name, process.command, env=env)
    Thread(target=meanwhile, daemon=True).start()
    manager.loop()
    stopped_by_hand = {128 + signal.SIGINT, 128 + signal.SIGTERM}
    return 0 if manager.returncode in stopped_by_hand else int(manager.returncode or 0)
