"""No secret reaches the log, whoever writes it."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from intake_api.auth.secrets import API_TOKEN, BOT_KEY, SESSION, new_secret
from intake_api.logging import configure_logging

SECRETS = [
    new_secret(BOT_KEY),
    new_secret(API_TOKEN),
    new_secret(SESSION),
    "102102:AAEhBP0av28FrU0Rk7vQVJ6bV1yzEX4mple",
    "hunter2hunter2",
]


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    before, level = logging.root.handlers, logging.root.level
    configure_logging("info")
    handler = logging.root.handlers[0]
    assert isinstance(handler, logging.StreamHandler)
    out = io.StringIO()
    handler.setStream(out)
    yield out
    logging.root.handlers = before
    logging.root.setLevel(level)
    structlog.reset_defaults()


def test_secrets_become_dots_in_every_kind_of_line(written: io.StringIO) -> None:
    text = "postgresql://qulaq:hunter2hunter2@db/x " + " ".join(SECRETS[:4])

    structlog.get_logger("ours").info("happened", text=text)
    logging.getLogger("theirs").warning("GET https://api/bot%s/getMe", SECRETS[3])
    try:
        raise ValueError(text)
    except ValueError:
        logging.getLogger("theirs").exception("failed")

    lines = written.getvalue()
    assert [secret for secret in SECRETS if secret in lines] == []
    assert "qb_" in lines
    assert len(lines.splitlines()) == 3


def test_a_line_break_in_a_value_makes_no_second_line(written: io.StringIO) -> None:
    structlog.get_logger("ours").info("happened", path='/a\n{"event": "forged"}\x1b[31m')

    (line,) = written.getvalue().splitlines()
    assert json.loads(line)["event"] == "happened"
    assert "\x1b" not in line
