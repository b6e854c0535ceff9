"""Answers already given, kept in the transaction of the act they answer."""

from datetime import datetime

from sqlalchemy import bindparam, delete, select, update

from storage.reports.tables import idempotency
from storage.reports.unit_of_work import Work

STORE = update(idempotency).where(
    idempotency.c.scope == bindparam("of_scope"), idempotency.c.key == bindparam("of_key")
)


async def claim_key(
    work: Work, scope: str, key: str, body_hash: str, *, response: str = ""
) -> bool:
    """True if nobody has used ``key`` in ``scope`` before; then ``response`` is its answer.

    Of two at the same time the second waits here until the first has committed.
    """
    row = {
        "scope": scope,
        "key": key,
        "body_hash": body_hash,
        "response": response,
        "created_at": work.now,
    }
    claimed = await work.connection.execute(work.insert_unless_there(idempotency), row)
    return claimed.rowcount == 1


async def stored_answer(work: Work, scope: str, key: str) -> tuple[str, str]:
    """The hash of the body that came under a claimed key, and what was answered."""
    query = select(idempotency.c.body_hash, idempotency.c.response).where(
        idempotency.c.scope == scope, idempotency.c.key == key
    )
    row = (await work.connection.execute(query)).one()
    return row.body_hash, row.response


async def store_answer(work: Work, scope: str, key: str, response: str) -> None:
    answered = {"of_scope": scope, "of_key": key, "response": response}
    await work.connection.execute(STORE, answered)


async def delete_keys_before(work: Work, moment: datetime) -> int:
    gone = await work.connection.execute(
        delete(idempotency).where(idempotency.c.created_at < moment)
    )
    return gone.rowcount
