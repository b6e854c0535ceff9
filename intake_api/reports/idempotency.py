"""The same request sent again is answered with what was answered before."""

import hashlib
from collections.abc import Awaitable, Callable
from typing import TypeVar

from pydantic import BaseModel

from intake_api.refusals import IdempotencyConflict
from storage.reports.idempotency import claim_key, store_answer, stored_answer
from storage.reports.unit_of_work import Work

Answer = TypeVar("Answer", bound=BaseModel)


def body_hash(*parts: object) -> str:
    """What tells two requests apart: the path's ids and the body as it was understood."""
    texts = (part.model_dump_json() if isinstance(part, BaseModel) else str(part) for part in parts)
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()


async def once(
    work: Work,
    *,
    scope: str,
    key: str | None,
    body: str,
    answer: type[Answer],
    act: Callable[[], Awaitable[Answer]],
) -> Answer:
    """``act()``, or what it answered the first time this ``key`` came.

    The key is stored in the transaction of the act: after a crash both are there or
    neither. Raises IdempotencyConflict if the key came with another ``body``. What
    ``act`` refuses is not remembered: it has changed nothing and may be cured.
    """
    if key is None:
        return await act()
    if not await claim_key(work, scope, key, body):
        known, stored = await stored_answer(work, scope, key)
        if known != body:
            raise IdempotencyConflict
        return answer.model_validate_json(stored)
    answered = await act()
    await store_answer(work, scope, key, answered.model_dump_json(by_alias=True))
    return answered
