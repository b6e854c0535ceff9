"""What the dialogue asks of the API comes back as an event, also when the answer is no."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

import httpx
import pytest

from bots.dialogue.effects import (
    Effect,
    EraseCitizen,
    FindSimilar,
    IssueReceipt,
    MoveTrack,
    RateReport,
    RequestLink,
    SaveIdentity,
    ShowReceipt,
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
from bots.runtime.desk import Desk
from bots.runtime.relay import Relay
from storage.database import Database
from tests.bots.runtime.looks import rows, waiting
from tests.bots.runtime.recorder import Recorder
from tests.bots.runtime.script import ATTACHMENT, MESSAGE, REPORT
from tests.bots.runtime.twins import IntakeAtTheWire, StandingClock, drain, refusal, text

TALK = "55555555-5555-4555-8555-555555555555"
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
AT = NOW.isoformat()
NAME, PHONE = "Canary Bird", "+77010000042"
IDENTITY = {"name": NAME, "phone": PHONE, "consent": "1", "consented_at": AT}
POINT = {"at": AT, "latitude": 43.0, "longitude": 76.0}


@dataclass(frozen=True, kw_only=True)
class Asked:
    """An effect, how it goes over the line, and what becomes of it."""

    effect: Effect
    request: tuple[str, str]
    answer: Mapping[str, object] = field(default_factory=dict)
    event: Event | None = None


ASKED = [
    Asked(
        effect=MoveTrack(report_id=REPORT, message_id=MESSAGE, points=(POINT,), ended_at=AT),
        request=("POST", f"/v1/reports/{REPORT}/track"),
    ),
    Asked(
        effect=RequestLink(
            purpose="upload",
            locale="kk",
            conversation_id=TALK,
            report_id=REPORT,
            attachment_id=ATTACHMENT,
        ),
        request=("POST", "/v1/links"),
        answer={"url": "https://q.kz/u#s", "expires_at": AT},
        event=LinkArrived(
            at=NOW,
            purpose="upload",
            url="https://q.kz/u#s",
            expires_at=NOW,
            report_id=REPORT,
            attachment_id=ATTACHMENT,
        ),
    ),
    Asked(
        effect=FindSimilar(
            report_id=REPORT,
            conversation_id=TALK,
            category="theft",
            latitude=43.0,
            longitude=76.0,
        ),
        request=("POST", "/v1/similar"),
        answer={
            "items": [
                {"report_id": MESSAGE, "category": "theft", "distance_m": 90, "minutes_ago": 7}
            ]
        },
        event=SimilarFound(
            at=NOW,
            report_id=REPORT,
            items=(Similar(report_id=MESSAGE, category="theft", distance_m=90, minutes_ago=7),),
        ),
    ),
    Asked(
        effect=WithdrawReport(report_id=REPORT, at=AT, reason="found it"),
        request=("POST", f"/v1/reports/{REPORT}/withdrawal"),
        answer={"report_id": REPORT, "number": "26-000001-A", "done": False},
        event=WithdrawalNoted(at=NOW, report_id=REPORT, number="26-000001-A", done=False),
    ),
    Asked(
        effect=RateReport(report_id=REPORT, stars=5, at=AT, words="quick"),
        request=("PUT", f"/v1/reports/{REPORT}/rating"),
    ),
    Asked(
        effect=IssueReceipt(report_id=REPORT),
        request=("POST", f"/v1/reports/{REPORT}/receipt-code"),
        answer={"report_id": REPORT, "code": "AAAA-BBBB"},
        event=ReceiptIssued(at=NOW, report_id=REPORT, code="AAAA-BBBB"),
    ),
    Asked(
        effect=ShowReceipt(code="AAAA-BBBB", conversation_id=TALK),
        request=("POST", "/v1/receipts"),
        answer={
            "report_id": REPORT,
            "number": "26-000001-A",
            "kind": "crime",
            "word": "on_the_way",
        },
        event=ReceiptOpened(
            at=NOW, report_id=REPORT, number="26-000001-A", kind="crime", word="on_the_way"
        ),
    ),
    Asked(
        effect=SaveIdentity(conversation_id=TALK, identity=IDENTITY),
        request=("PUT", f"/v1/conversations/{TALK}/identity"),
        event=IdentityKept(at=NOW),
    ),
    Asked(
        effect=EraseCitizen(conversation_id=TALK),
        request=("POST", f"/v1/conversations/{TALK}/erasure"),
        answer={
            "erased": 2,
            "kept": [
                {"number": "26-000001-A", "until": "2029-11-23T00:00:00Z"},
                {"number": "26-000002-B", "until": None},
            ],
        },
        event=CitizenErased(
            at=NOW, erased=2, kept=(("26-000001-A", "2029-11-23"), ("26-000002-B", ""))
        ),
    ),
    Asked(
        effect=TellPresence(conversation_id=TALK, blocked=True, at=AT),
        request=("PUT", f"/v1/conversations/{TALK}/presence"),
    ),
]
every_question = pytest.mark.parametrize("asked", ASKED, ids=lambda a: type(a.effect).__name__)


@pytest.fixture
def recorder() -> Recorder:
    return Recorder()


@pytest.fixture
def desk(database: Database, recorder: Recorder, clock: StandingClock) -> Desk:
    return Desk(database, recorder.script, clock=clock.now)


async def ask(desk: Desk, recorder: Recorder, effect: Effect) -> None:
    recorder.wishes["ask"] = (effect,)
    await desk.handle([text(1, "ask")])
    recorder.events.clear()


@every_question
async def test_the_answer_comes_back_as_an_event(
    desk: Desk, relay: Relay, recorder: Recorder, intake: IntakeAtTheWire, asked: Asked
) -> None:
    intake.answers = [httpx.Response(200, json=asked.answer)]
    await ask(desk, recorder, asked.effect)

    await drain(relay)

    assert intake.requests == [asked.request]
    assert recorder.events == ([asked.event] if asked.event else [])


@every_question
async def test_an_api_that_is_away_is_asked_again_under_the_same_key(
    desk: Desk,
    relay: Relay,
    recorder: Recorder,
    intake: IntakeAtTheWire,
    clock: StandingClock,
    asked: Asked,
) -> None:
    intake.answers = [
        httpx.ConnectError("refused"),
        httpx.Response(503),
        httpx.Response(200, json=asked.answer),
    ]
    await ask(desk, recorder, asked.effect)

    for _ in range(5):
        await drain(relay)
        clock.advance(20)

    assert intake.requests == [asked.request] * 3
    assert len(set(intake.keys)) <= 1
    assert recorder.kinds() == ([type(asked.event).__name__] if asked.event else [])


@every_question
async def test_a_refusal_is_heard_and_put_aside(
    desk: Desk,
    relay: Relay,
    recorder: Recorder,
    intake: IntakeAtTheWire,
    database: Database,
    asked: Asked,
) -> None:
    intake.answers = [refusal(422, "invalid")]
    await ask(desk, recorder, asked.effect)

    await drain(relay)

    what = type(asked.effect).__name__
    report_id = getattr(asked.effect, "report_id", None)
    assert recorder.events == [AskRefused(at=NOW, what=what, report_id=report_id)]
    assert await waiting(database) == []
    [parked] = await rows(database, "select count(*) from parked")
    assert parked == (0 if what == "FindSimilar" else 1,)


async def test_a_code_that_opens_nothing_is_told_apart_from_a_refusal(
    desk: Desk, relay: Relay, recorder: Recorder, intake: IntakeAtTheWire, database: Database
) -> None:
    intake.answers = [refusal(404, "receipt_unknown")]
    await ask(desk, recorder, ShowReceipt(code="AAAA-BBBB", conversation_id=TALK))

    await drain(relay)

    assert recorder.events == [ReceiptUnknown(at=NOW)]
    assert await rows(database, "select count(*) from parked") == [(0,)]


@pytest.mark.parametrize("answer", [refusal(422, "invalid"), None])
async def test_an_identity_that_is_refused_leaves_nothing_of_itself(
    desk: Desk,
    relay: Relay,
    recorder: Recorder,
    intake: IntakeAtTheWire,
    database: Database,
    answer: httpx.Response | None,
) -> None:
    identity = IDENTITY if answer else {**IDENTITY, "phone": f"call me {PHONE}"}
    intake.answers = [answer] if answer else []
    await ask(desk, recorder, SaveIdentity(conversation_id=TALK, identity=identity))

    await drain(relay)

    [kept] = await rows(database, "select error, body from parked")
    assert PHONE not in str(kept)
    assert NAME not in str(kept)
    assert recorder.kinds() == ["AskRefused"]


async def test_a_code_that_is_refused_is_not_put_aside_in_clear(
    desk: Desk, relay: Relay, recorder: Recorder, intake: IntakeAtTheWire, database: Database
) -> None:
    intake.answers = [refusal(422, "invalid")]
    await ask(desk, recorder, ShowReceipt(code="AAAA-BBBB", conversation_id=TALK))

    await drain(relay)

    assert "AAAA" not in str(await rows(database, "select error, body from parked"))


async def test_what_is_similar_is_of_no_help_later(
    desk: Desk,
    relay: Relay,
    recorder: Recorder,
    intake: IntakeAtTheWire,
    clock: StandingClock,
    database: Database,
) -> None:
    intake.answers = [httpx.ConnectError("refused")]
    similar = next(one.effect for one in ASKED if isinstance(one.effect, FindSimilar))
    await ask(desk, recorder, similar)
    await drain(relay)
    clock.advance(121)

    await drain(relay)

    assert recorder.events == []
    assert await waiting(database) == []
