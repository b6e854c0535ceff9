"""JSON lines on standard error, and no secret in any of them.

A token can hide in a URL, in another library's message or in an exception's
text, so the filter works on the finished line, whoever wrote it.
"""

import logging
from collections.abc import Iterable
from typing import TextIO

import structlog
from structlog.typing import Processor

HIDDEN = "[secret]"

# aiogram's warning about an unknown update prints the update; httpx prints every URL.
TALKATIVE = {"aiogram": logging.ERROR, "httpx": logging.WARNING, "httpcore": logging.WARNING,
             "apscheduler": logging.WARNING, "aiosqlite": logging.WARNING,
             "asyncio": logging.WARNING, "alembic": logging.WARNING}  # fmt: skip


def set_up_logging(level: str, *, secrets: Iterable[str], stream: TextIO | None = None) -> None:
    """Send everything, ours and the libraries', through one formatter on the root logger.

    ``stream`` is standard error if not given.
    """
    handler = logging.StreamHandler(stream)
    handler.setFormatter(SecretsHidden(secrets))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name, floor in TALKATIVE.items():
        logging.getLogger(name).setLevel(max(floor, root.level))
    structlog.configure(
        processors=[
            *_SHARED,
            structlog.stdlib.filter_by_level,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


class SecretsHidden(structlog.stdlib.ProcessorFormatter):
    """One JSON line a record, with every secret, whole or in part, replaced."""

    def __init__(self, secrets: Iterable[str]) -> None:
        super().__init__(
            foreign_pre_chain=_SHARED,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        )
        self._secrets = sorted(_parts(secrets), key=len, reverse=True)

    def format(self, record: logging.LogRecord) -> str:
        line = super().format(record)
        for secret in self._secrets:
            line = line.replace(secret, HIDDEN)
        return line


def _parts(secrets: Iterable[str]) -> set[str]:
    """Each secret, and what follows the colon of a bot token: that half alone opens the door."""
    whole = {secret for secret in secrets if secret}
    halves = {secret.partition(":")[2] for secret in whole}
    return {part for part in whole | halves if len(part) >= 8}


_SHARED: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]
