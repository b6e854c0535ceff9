"""``make run``: the intake API and the citizen bot with a real token.

Reads ``.env`` beside the project, and the environment, which wins.
"""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from honcho.environ import parse

from bots.launch import CannotStart, Process, bot_key, require_free_port, run_together

TOKEN = "QULAQ_CITIZEN_TOKEN"  # noqa: S105
KEY = "QULAQ_CITIZEN_INTAKE_KEY"


def settings() -> dict[str, str]:
    """Everything QULAQ_* that is set, the environment over ``.env``."""
    file = Path(".env")
    written = parse(file.read_text("utf-8")) if file.exists() else {}
    merged = {**written, **os.environ}
    return {name: value for name, value in merged.items() if name.startswith("QULAQ_")}


def processes(env: Mapping[str, str]) -> list[Process]:
    """The processes to start. Raises CannotStart saying what is missing."""
    if not env.get(TOKEN, "").strip():
        raise CannotStart(
            f"{TOKEN} is not set: put the token that @BotFather gave you into .env "
            "(cp .env.example .env).\nTo try Qulaq without a token: make demo"
        )
    host, port = env.get("QULAQ_INTAKE_HOST", "127.0.0.1"), env.get("QULAQ_INTAKE_PORT", "8080")
    require_free_port(host, int(port), setting="QULAQ_INTAKE_PORT")
    var = Path(env.get("QULAQ_VAR", "var"))
    key = env.get(KEY) or bot_key(var / "citizen.key", name="citizen", env=env)
    citizen = {**env, KEY: key}
    citizen.setdefault("QULAQ_CITIZEN_INTAKE_URL", f"http://{host}:{port}")
    return [
        Process(name="intake", module="intake_api", env=env),
        Process(name="citizen", module="bots.citizen", env=citizen),
    ]


def main() -> int:
    try:
        started = processes(settings())
    except CannotStart as error:
        print(f"Qulaq cannot start.\n{error}", file=sys.stderr)  # noqa: T201
        return 2
    return run_together(started, meanwhile=lambda: None)


if __name__ == "__main__":
    sys.exit(main())
