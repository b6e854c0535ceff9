"""`python -m bots.emulator`: the local Bot API server, until Ctrl+C."""

import argparse
import os
import sys

from pydantic import ValidationError

from bots.emulator.server import EmulatorServer, bind
from bots.emulator.settings import EmulatorSettings


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bots.emulator", description=__doc__)
    parser.add_argument(
        "--local",
        metavar="DIRECTORY",
        help="put files there; getFile answers their absolute path, whatever their size",
    )
    return parser.parse_args()


def main() -> int:
    asked = arguments()
    if asked.local:
        os.environ["QULAQ_EMULATOR_LOCAL"] = asked.local
    try:
        settings = EmulatorSettings(_env_file=os.environ.get("QULAQ_ENV_FILE", ".env"))
    except ValidationError as error:
        print(f"emulator: bad setting QULAQ_EMULATOR_...: {error}", file=sys.stderr)
        return 1
    try:
        listener = bind(settings.host, settings.port)
    except OSError as error:
        where = f"{settings.host}:{settings.port}"
        hint = "choose another with QULAQ_EMULATOR_PORT"
        print(f"emulator: cannot listen on {where}: {error.strerror}; {hint}", file=sys.stderr)
        return 1
    host, port = listener.getsockname()[:2]
    print(f"emulator: http://{host}:{port}", flush=True)
    EmulatorServer(settings).run(sockets=[listener])
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:  # uvicorn has stopped cleanly and raises the signal again
        sys.exit(0)
