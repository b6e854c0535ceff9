"""Log lines as JSON, one an event, without secrets and without citizens' words.

Identifiers only is the writers' rule; the filter here is the second line.
"""

import logging
import re
from collections.abc import MutableMapping
from typing import Any

import structlog

# Ours by their prefix; a messenger's bot token, also within "/bot<token>/"; a URL's password.
SECRET = re.compile(
    r"\b(q[blpst]_)[\w-]{8,}|(?<!\d)(\d{3,}:)[\w-]{20,}|(://[^:/@\s]+:)[^@\s]+(?=@)"
)


def configure_logging(level: str) -> None:
    """Everything, also the libraries' lines, goes to stderr as JSON."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        without_secrets,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                without_secrets,
                structlog.processors.JSONRenderer(),
            ],
        )
    )
    logging.root.handlers = [handler]
    logging.root.setLevel(level.upper())
    for chatty in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logging.getLogger(chatty).handlers = []
        logging.getLogger(chatty).propagate = True
    # uvicorn tells of every WebSocket with its query string.
    for quiet in ("uvicorn", "uvicorn.error", "httpx", "httpcore", "apscheduler", "alembic"):
        logging.getLogger(quiet).setLevel(logging.WARNING)


def without_secrets(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Keys, tokens and passwords in URLs become their prefix and dots, in every text."""
    for name, value in event.items():
        if isinstance(value, str):
            event[name] = SECRET.sub(_dots, value)
    return event


def _dots(found: "re.Match[str]") -> str:
    return f"{found[1] or found[2] or found[3]}…"
