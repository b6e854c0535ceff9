"""What bots tell of questions, for tests."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from tests.intake_api.centre import Centre


def hours_ago(hours: float) -> datetime:
    return datetime.now(UTC) - timedelta(hours=hours)


async def ask(
    centre: Centre,
    words: str,
    *,
    decision: str = "none",
    articles: Sequence[str] = (),
    locale: str = "ru",
    channel: str = "chat",
    conversation: UUID | None = None,
    at: datetime | None = None,
) -> UUID:
    """A citizen asked an hour ago, or then; the question's id."""
    question = uuid4()
    told = {"words": words, "decision": decision, "channel": channel}
    who = conversation or (uuid4() if channel == "chat" else None)
    await tell(centre, question, "asked", at=at, articles=articles, locale=locale, who=who, **told)
    return question


async def tell(
    centre: Centre,
    question: UUID,
    kind: str,
    *,
    at: datetime | None = None,
    articles: Sequence[str] = (),
    locale: str = "ru",
    channel: str = "chat",
    who: UUID | None = None,
    **told: str,
) -> None:
    """Something happened to the question."""
    happening = {
        "happening_id": str(uuid4()),
        "question_id": str(question),
        "conversation_id": str(who) if who else None,
        "at": (at or hours_ago(1)).isoformat(),
        "locale": locale,
        "channel": channel,
        "kind": kind,
        "articles": list(articles),
        **told,
    }
    done = await centre.bot.post("/v1/faq/happenings", json=happening)
    assert done.status_code == 204, done.text
