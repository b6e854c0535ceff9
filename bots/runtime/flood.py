"""Who writes faster than any person in need: all of it is kept, but not all of it answered.

Nothing is dropped. Beyond the quota of a chat only the bot's own answers stop, and what
goes to the API goes behind everybody else's; an SOS and an operator's words go as ever.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bots.dialogue.effects import Effect, Priority, Say
from bots.dialogue.events import ChoiceMade, Event, Message
from bots.dialogue.state import Conversation
from storage.conversations.outbox import NewWish
from storage.conversations.unit_of_work import UnitOfWork

BEHIND_ALL = 60
TOLD = "told:"
# While everybody together is too much, only a quiet chat is answered as ever.
SHARE_IN_A_STORM = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Events a minute that are answered: of one chat, and of all together."""

    per_chat: int = 60
    everybody: int = 3000


@dataclass(slots=True, kw_only=True)
class Flood:
    """Counts one batch down: ``left`` answers for each chat, then ``to_tell`` it so once."""

    left: dict[str, int] = field(default_factory=dict)
    to_tell: set[str] = field(default_factory=set)

    def exceeds(self, chat: str, event: Event) -> bool:
        """True if ``event`` of ``chat`` is beyond what is answered. Each is asked about once."""
        if not counts(event) or chat not in self.left:
            return False
        self.left[chat] -= 1
        return self.left[chat] < 0

    def answered(self, chat: str, talk: Conversation, effects: Sequence[Effect]) -> list[Effect]:
        """``effects`` of an event too many: without what can go unsaid, told once why."""
        kept = [each for each in effects if not _can_go_unsaid(each)]
        if chat in self.to_tell and not any(isinstance(each, Say) for each in kept):
            self.to_tell.discard(chat)
            kept.append(Say(message="slow-down", locale=talk.locale))
        return kept


def counts(event: Event) -> bool:
    """Whether the citizen did it, not the world around."""
    return isinstance(event, Message | ChoiceMade)


def behind_all(wish: NewWish) -> NewWish:
    """The wish of an event too many: an SOS keeps its place, the rest lets others pass."""
    urgent = wish.priority <= Priority.OPERATOR or wish.kind == "Say"
    return wish if urgent else replace(wish, priority=BEHIND_ALL)


async def measure(
    work: UnitOfWork, happened: Sequence[tuple[str, Event]], limits: Limits, *, now: datetime
) -> Flood:
    """Count what ``happened`` to chats into the minute of ``now``: who is over the limit?"""
    window = int(now.timestamp()) // 60
    done = Counter(chat for chat, event in happened if counts(event))
    reached = await work.quotas.count(done, window=window)
    limit = limits.per_chat
    if done and await work.quotas.together(window=window) > limits.everybody:
        limit = max(1, limit // SHARE_IN_A_STORM)
    left = {chat: limit - (reached[chat] - done[chat]) for chat in done if reached[chat] > limit}
    told = await work.quotas.count({TOLD + chat: 1 for chat in left}, window=window)
    to_tell = {chat for chat in left if told[TOLD + chat] == 1}
    return Flood(left=left, to_tell=to_tell)


def _can_go_unsaid(effect: Effect) -> bool:
    return (
        isinstance(effect, Say)
        and effect.priority >= Priority.DIALOGUE
        and effect.delivery_id is None
    )
