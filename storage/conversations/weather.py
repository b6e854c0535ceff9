"""Whose fault a failed transaction is: what it was given, or the database's bad day."""

from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

_SQLSTATES_OF_BAD_INPUT = ("22", "23")  # data exception, integrity constraint violation


def is_weather(error: BaseException) -> bool:
    """True if the same transaction may succeed later: locked, full, unreachable, a deadlock.

    False if it will fail again for what it was given. In doubt it is weather:
    better to try again than to put a citizen's word aside.
    """
    if not isinstance(error, DBAPIError):
        return isinstance(error, OSError | TimeoutError | PoolTimeout)
    if isinstance(error, OperationalError):
        return True
    sqlstate = getattr(error.orig, "sqlstate", None)
    if sqlstate is None:
        # sqlite3 has its own classes for bad input; asyncpg gives a state for all but a lost line.
        return error.connection_invalidated
    return not str(sqlstate).startswith(_SQLSTATES_OF_BAD_INPUT)
