"""The same request sent again is answered with what was answered before."""

import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from pydantic import BaseModel

from intake_api.refusals import IdempotencyConflict
from storage.reports.idempotency import claim_key, store_answer, stored_answer
from storage.reports.unit_of_work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """An answer as JSON text; ``is_new`` unless an earlier request got it already."""

    text: str
    is_new: bool


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
    act: Callable[[], Awaitable[BaseModel]],
) -> Answered:
    """``act()``, or what it answered the first time this ``key`` came.

    The key is stored in the transaction of the act: after a crash both are there or
    neither. Raises IdempotencyConflict if the key came with another ``body``. What
    ``act`` refuses is not remembered: it has changed nothing and may be cured.
    """
    if key is not None and not await claim_key(work, scope, key, body):
        return await _replayed(work, scope, key, body)
    text = (await act()).model_dump_json()
    if key is not None:
        await store_answer(work, scope, key, text)
    return Answered(text=text, is_new=True)


async def once_answering(
    work: Work,
    *,
    scope: str,
    key: str,
    body: str,
    answer: BaseModel,
    act: Callable[[], Awaitable[None]],
) -> Answered:
    """As ``once``, where the answer is known before the act: one statement less."""
    text = answer.model_dump_json()
    if not await claim_key(work, scope, key, body, response=text):
        return await _replayed(work, scope, key, body)
    await act()
    return Answered(text=text, is_new=True)


async def _replayed(work: Work, scope: str, key: str, body: str) -> Answered:
    known, stored = await stored_answer(work, scope, key)
    if known != body:
        raise IdempotencyConflict
    return Answered(text=stored, is_new=False)
