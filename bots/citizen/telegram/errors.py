"""What Telegram answers when it will not, as the runtime's errors: one table.

aiogram tells a 502 with an HTML body as ``ClientDecodeError`` and a 429 without
``parameters`` as a plain ``TelegramAPIError`` (seen with 3.31), so the order matters.
A revoked token or a second poller is weather: nothing may be dropped for it.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from aiogram.exceptions import (
    AiogramError,
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramRetryAfter,
)
from aiohttp import ClientConnectorError, ClientError

from bots.runtime.messenger import (
    ChatGone,
    FileTooBig,
    FloodWait,
    MessengerError,
    OutcomeUnknown,
    Rejected,
    Unavailable,
)

UNTOLD_WAIT_S = 5.0  # when a 429 does not say how long
NOBODY_THERE = ("chat not found", "user not found", "peer_id_invalid", "input_user_deactivated")


@contextmanager
def calling(token: str) -> Iterator[None]:
    """Raise only MessengerErrors from a call, none of them with the token in it."""
    try:
        yield
    except (TimeoutError, AiogramError, ClientError, OSError) as error:
        # `from None`: the cause may carry the address, and with it the token.
        raise translate(error, token) from None


def translate(error: Exception, token: str) -> MessengerError:
    """The error in the runtime's words."""
    said = _words(error).replace(token, "<token>")
    match error:
        case TelegramRetryAfter(retry_after=seconds):
            return FloodWait(seconds)
        case TelegramForbiddenError():
            return ChatGone(said)
        case TelegramBadRequest():
            return _bad_request(said)
        case TelegramMigrateToChat() | TelegramEntityTooLarge():
            return Rejected(said)
        case TelegramNetworkError():
            return _broken_line(error.__cause__, said)
        case TelegramAPIError() if "too many requests" in said.casefold():
            return FloodWait(UNTOLD_WAIT_S)
        case ClientDecodeError(data=str(page)) if page.lstrip().startswith("<"):
            return Unavailable(said)  # a gateway's page: the request went no further
        case ClientDecodeError():
            return OutcomeUnknown(said)
        case AiogramError():
            return Unavailable(said)
    return _broken_line(error, said)


def _broken_line(cause: BaseException | None, said: str) -> MessengerError:
    """Never connected: not carried out. Anything later: who knows."""
    if isinstance(cause, ClientConnectorError):
        return Unavailable(said)
    return OutcomeUnknown(said)


def _bad_request(said: str) -> MessengerError:
    folded = said.casefold()
    if "file is too big" in folded:
        return FileTooBig(said)
    if "temporarily unavailable" in folded:
        return Unavailable(said)
    if any(words in folded for words in NOBODY_THERE):
        return ChatGone(said)
    return Rejected(said)


def _words(error: Exception) -> str:
    """What Telegram said, without aiogram's page of context (which quotes the answer)."""
    if isinstance(error, TelegramAPIError):
        return f"{type(error.method).__name__}: {error.message}"
    return type(error).__name__
