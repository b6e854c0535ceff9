"""No secret reaches a log, by whatever road it comes."""

import json
import logging
from collections.abc import Iterator
from io import StringIO

import pytest
import structlog

from bots.runtime.logging import set_up_logging

HALF = "AAHcanarycanarycanarycanarycanary"
TOKEN = f"1234567:{HALF}"
KEY = "qk_canary_of_the_intake_key"


@pytest.fixture(autouse=True)
def written() -> Iterator[StringIO]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    stream = StringIO()
    set_up_logging("DEBUG", secrets=(TOKEN, KEY), stream=stream)
    yield stream
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


def fail_with(text: str) -> None:
    raise RuntimeError(text)


def test_a_token_is_hidden_in_whatever_we_log(written: StringIO) -> None:
    log = structlog.stdlib.get_logger("bots.test")
    log.warning("seen", url=f"https://api.telegram.org/bot{TOKEN}/getMe", half=HALF, key=KEY)
    log.warning(f"in the event {TOKEN}")
    logging.getLogger("somebody.else").error("POST %s failed", f"/bot{TOKEN}/sendMessage")

    assert_clean(written, lines=3)


def test_a_token_is_hidden_in_an_exception_and_its_cause(
    written: StringIO,
) -> None:
    try:
        try:
            fail_with(f"cannot reach /bot{TOKEN}/getUpdates")
        except RuntimeError as error:
            raise ValueError(KEY) from error
    except ValueError:
        structlog.stdlib.get_logger("bots.test").exception("failed")
        logging.getLogger("somebody.else").exception("failed")

    assert_clean(written, lines=2)


def test_a_line_is_json_and_stays_one_line(written: StringIO) -> None:
    structlog.stdlib.get_logger("bots.test").info("құлақ", text="a\nb\x1b[31m", report="26-000001")

    [line] = written.getvalue().splitlines()
    said = json.loads(line)
    assert (said["event"], said["report"], said["level"]) == ("құлақ", "26-000001", "info")
    assert "\x1b" not in line


@pytest.mark.parametrize("name", ["aiogram.dispatcher", "httpx", "httpcore.http11"])
def test_the_libraries_that_print_updates_and_addresses_are_silent(
    name: str, written: StringIO
) -> None:
    logging.getLogger(name).info("Update id=1 is not handled: a citizen's words")

    assert written.getvalue() == ""


def assert_clean(written: StringIO, *, lines: int) -> None:
    text = written.getvalue()
    assert len(text.splitlines()) == lines
    assert "[secret]" in text
    assert HALF not in text
    assert KEY not in text
