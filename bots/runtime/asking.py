"""Questions to the intake API whose answers go on in the dialogue, as events."""

from datetime import timedelta
from uuid import UUID

from bots.dialogue.effects import (
    EraseCitizen,
    FindSimilar,
    IssueReceipt,
    MoveTrack,
    RateReport,
    RequestLink,
    SaveIdentity,
    ShowReceipt,
    TellFaq,
    TellPresence,
    WithdrawReport,
)
from bots.dialogue.events import (
    AskRefused,
    CitizenErased,
    Event,
    IdentityKept,
    LinkArrived,
    ReceiptIssued,
    ReceiptOpened,
    ReceiptUnknown,
    Similar,
    SimilarFound,
    WithdrawalNoted,
)
from bots.runtime.outcome import idempotency_key
from intake_api.client import IntakeClient, Rejected
from intake_api.contract import (
    FaqHappening,
    Identity,
    LinkAsked,
    Presence,
    Rating,
    ReceiptShown,
    SimilarAsked,
    TrackPoints,
    Withdrawal,
)
from storage.clock import Clock
from storage.conversations.outbox import Wish

Asked = (
    MoveTrack
    | RequestLink
    | FindSimilar
    | WithdrawReport
    | RateReport
    | IssueReceipt
    | ShowReceipt
    | SaveIdentity
    | EraseCitizen
    | TellPresence
    | TellFaq
)

# "Is it this one?" is no help to somebody who has long gone on.
SIMILAR_WITHIN = timedelta(minutes=2)
RECEIPT_UNKNOWN = "receipt_unknown"


class Asking:
    def __init__(self, intake: IntakeClient, clock: Clock) -> None:
        self._intake = intake
        self._citizens = intake.citizens
        self._clock = clock

    async def ask(self, wish: Wish, effect: Asked) -> Event | None:
        """The answer as an event, None where there is none. Raises what the client raises."""
        match effect:
            case MoveTrack():
                await self._move(effect)
                return None
            case RequestLink():
                return await self._link(effect)
            case FindSimilar():
                return await self._similar(wish, effect)
            case WithdrawReport():
                return await self._withdraw(wish, effect)
            case RateReport():
                rating = Rating.model_validate(
                    {"stars": effect.stars, "words": effect.words, "at": effect.at}
                )
                await self._citizens.rate(UUID(effect.report_id), rating)
                return None
            case IssueReceipt():
                issued = await self._citizens.issue_receipt(UUID(effect.report_id))
                return ReceiptIssued(at=self._clock(), report_id=effect.report_id, code=issued.code)
            case ShowReceipt():
                return await self._show(wish, effect)
            case SaveIdentity():
                identity = Identity.model_validate(effect.identity)
                await self._citizens.identify(UUID(effect.conversation_id), identity)
                return IdentityKept(at=self._clock())
            case EraseCitizen():
                return await self._erase(wish, effect)
            case TellPresence():
                presence = Presence.model_validate({"blocked": effect.blocked, "at": effect.at})
                await self._citizens.presence(UUID(effect.conversation_id), presence)
                return None
            case TellFaq():
                await self._intake.faq_happened(FaqHappening.model_validate(effect.happening))
                return None

    def refused(self, effect: Asked) -> Event:
        """What the dialogue hears when the API will never do it."""
        report_id = getattr(effect, "report_id", None)
        return AskRefused(at=self._clock(), what=type(effect).__name__, report_id=report_id)

    async def _move(self, effect: MoveTrack) -> None:
        points = TrackPoints.model_validate(
            {
                "message_id": effect.message_id,
                "points": effect.points,
                "ended_at": effect.ended_at,
            }
        )
        await self._intake.move_track(UUID(effect.report_id), points)

    async def _link(self, effect: RequestLink) -> Event:
        granted = await self._citizens.link(
            LinkAsked.model_validate(
                {
                    "purpose": effect.purpose,
                    "conversation_id": effect.conversation_id,
                    "locale": effect.locale,
                    "report_id": effect.report_id,
                    "attachment_id": effect.attachment_id,
                }
            )
        )
        return LinkArrived(
            at=self._clock(),
            purpose=effect.purpose,
            url=granted.url,
            expires_at=granted.expires_at,
            report_id=effect.report_id,
            attachment_id=effect.attachment_id,
        )

    async def _similar(self, wish: Wish, effect: FindSimilar) -> Event | None:
        if self._clock() - wish.created_at > SIMILAR_WITHIN:
            return None
        found = await self._citizens.similar(
            SimilarAsked.model_validate(
                {
                    "category": effect.category,
                    "latitude": effect.latitude,
                    "longitude": effect.longitude,
                    "conversation_id": effect.conversation_id,
                }
            )
        )
        items = tuple(
            Similar(
                report_id=str(each.report_id),
                category=each.category,
                distance_m=each.distance_m,
                minutes_ago=each.minutes_ago,
            )
            for each in found.items
        )
        return SimilarFound(at=self._clock(), report_id=effect.report_id, items=items)

    async def _withdraw(self, wish: Wish, effect: WithdrawReport) -> Event:
        withdrawal = Withdrawal.model_validate({"at": effect.at, "reason": effect.reason})
        noted = await self._citizens.withdraw(
            UUID(effect.report_id), withdrawal, idempotency_key(wish)
        )
        return WithdrawalNoted(
            at=self._clock(), report_id=effect.report_id, number=noted.number, done=noted.done
        )

    async def _show(self, wish: Wish, effect: ShowReceipt) -> Event:
        shown = ReceiptShown.model_validate(
            {"code": effect.code, "conversation_id": effect.conversation_id}
        )
        try:
            opened = await self._citizens.show_receipt(shown, idempotency_key(wish))
        except Rejected as error:
            if error.problem.code != RECEIPT_UNKNOWN:
                raise
            return ReceiptUnknown(at=self._clock())  # a slip of the citizen's, and no fault
        return ReceiptOpened(
            at=self._clock(),
            report_id=str(opened.report_id),
            number=opened.number,
            kind=opened.kind,
            word=opened.word,
        )

    async def _erase(self, wish: Wish, effect: EraseCitizen) -> Event:
        done = await self._citizens.erase(UUID(effect.conversation_id), idempotency_key(wish))
        kept = tuple(
            (each.number, each.until.date().isoformat() if each.until else "") for each in done.kept
        )
        return CitizenErased(at=self._clock(), erased=done.erased, kept=kept)
