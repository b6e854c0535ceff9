"""The client that bots carry, against the API as it really runs."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

import httpx
import pytest

from intake_api.administration import add_bot_key
from intake_api.client import IntakeClient, NotYet, Rejected, Unavailable
from intake_api.contract import (
    AttachmentAnnounced,
    AttachmentFailure,
    AttachmentKind,
    Channel,
    CitizenMessage,
    CustodyFailure,
    DeliveryKind,
    DeliveryOutcome,
    DeliveryReceipt,
    Locale,
    ReportKind,
    ReportSubmission,
)
from storage.database import Database
from storage.ids import new_id
from storage.reports.unit_of_work import Reports
from tests.intake_api.centre import hire, settings_for
from tests.intake_api.running import running

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
LIMIT = 100_000


@dataclass(frozen=True)
class Served:
    url: str
    key: str
    token: str


@pytest.fixture
def served(reports_url: str, tmp_path: Path) -> Iterator[Served]:
    key, token = asyncio.run(_prepare(reports_url))
    with running(settings_for(reports_url, tmp_path, max_attachment_bytes=LIMIT)) as (url, _):
        yield Served(url, key, token)


async def _prepare(url: str) -> tuple[str, str]:
    reports = Reports(Database(url))
    try:
        key = await add_bot_key(reports, name="citizen")
        return key, (await hire(reports))["operator"]
    finally:
        await reports.database.dispose()


@pytest.fixture
async def client(served: Served) -> AsyncIterator[IntakeClient]:
    async with IntakeClient(served.url, served.key) as made:
        yield made


def report(*messages: CitizenMessage, kind: ReportKind = ReportKind.CRIME) -> ReportSubmission:
    return ReportSubmission(
        report_id=new_id(),
        conversation_id=new_id(),
        kind=kind,
        channel=Channel.TEXT,
        locale=Locale.KK,
        messages=messages,
        submitted_at=NOW,
    )


def message(text: str = "Көмек керек", *files: AttachmentAnnounced) -> CitizenMessage:
    return CitizenMessage(message_id=new_id(), sent_at=NOW, text=text, attachments=files)


def photo() -> AttachmentAnnounced:
    return AttachmentAnnounced(attachment_id=new_id(), kind=AttachmentKind.PHOTO)


async def stream(*chunks: bytes) -> AsyncIterator[bytes]:
    for chunk in chunks:
        yield chunk


async def reply(served: Served, report_id: UUID, text: str) -> None:
    headers = {"Authorization": f"Bearer {served.token}"}
    async with httpx.AsyncClient(base_url=served.url, headers=headers) as console:
        answer = await console.post(f"/v1/reports/{report_id}/messages", json={"text": text})
        assert answer.status_code == 201


async def test_a_report_is_accepted_once(client: IntakeClient) -> None:
    submission = report(message())

    first = await client.submit_report(submission, "key")
    again = await client.submit_report(submission, "key")

    assert first == again
    assert first.report_id == submission.report_id


async def test_another_body_under_the_key_is_rejected_for_good(client: IntakeClient) -> None:
    await client.submit_report(report(message()), "key")

    with pytest.raises(Rejected) as refused:
        await client.submit_report(report(message()), "key")

    assert refused.value.problem.code == "idempotency_conflict"


async def test_a_message_waits_for_its_report(client: IntakeClient) -> None:
    submission, later = report(), message("More")
    with pytest.raises(NotYet) as early:
        await client.add_message(submission.report_id, later, "key-1")

    await client.submit_report(submission, "key-2")
    accepted = await client.add_message(submission.report_id, later, "key-1")

    assert early.value.problem.code == "report_not_found"
    assert accepted.message_id == later.message_id
    assert await client.add_message(submission.report_id, later, "key-3") == accepted


@pytest.mark.parametrize("declared", [True, False])
async def test_bytes_are_uploaded(client: IntakeClient, declared: bool) -> None:
    file = photo()
    with pytest.raises(NotYet):
        await client.upload(file.attachment_id, stream(b"early"), 5)
    await client.submit_report(report(message("", file)), "key")
    chunks = (b"\xff\xd8\xff", b"\0" * 40_000)

    stored = await client.upload(
        file.attachment_id, stream(*chunks), sum(map(len, chunks)) if declared else None
    )

    assert (stored.size, stored.media_type) == (40_003, "image/jpeg")
    assert await client.upload(file.attachment_id, stream(*chunks), None) == stored


async def test_too_many_bytes_are_rejected_and_may_be_given_up(client: IntakeClient) -> None:
    file = photo()
    await client.submit_report(report(message("", file)), "key")

    with pytest.raises(Rejected) as refused:
        await client.upload(file.attachment_id, stream(b"x" * (LIMIT + 1)), LIMIT + 1)
    await client.fail_attachment(
        file.attachment_id, AttachmentFailure(reason=CustodyFailure.TOO_BIG)
    )

    assert refused.value.problem.status == 413


async def test_an_unknown_attachment_may_still_come(client: IntakeClient) -> None:
    with pytest.raises(NotYet):
        await client.fail_attachment(uuid4(), AttachmentFailure(reason=CustodyFailure.FAILED))


async def test_a_reply_is_delivered_and_receipted(served: Served, client: IntakeClient) -> None:
    submission = report(message())
    await client.submit_report(submission, "key")
    waiting = asyncio.create_task(client.deliveries(0, 50))
    await reply(served, submission.report_id, "Жолдамыз")

    page = await asyncio.wait_for(waiting, 20)

    (delivery,) = page.items
    assert (delivery.kind, delivery.text) == (DeliveryKind.REPLY, "Жолдамыз")
    assert delivery.conversation_id == submission.conversation_id
    assert page.next == delivery.seq
    receipt = DeliveryReceipt(outcome=DeliveryOutcome.SENT, at=NOW)
    await client.receipt(delivery.delivery_id, receipt)
    await client.receipt(delivery.delivery_id, receipt)
    assert (await client.deliveries(page.next, 0)).items == ()


async def test_a_receipt_for_nothing_is_rejected(client: IntakeClient) -> None:
    with pytest.raises(Rejected):
        await client.receipt(uuid4(), DeliveryReceipt(outcome=DeliveryOutcome.SENT, at=NOW))


async def test_a_wrong_key_is_a_matter_of_waiting_for_people(served: Served) -> None:
    async with IntakeClient(served.url, "qb_wrong") as stranger:
        with pytest.raises(Unavailable):
            await stranger.submit_report(report(), "key")


async def test_nobody_there_is_unavailable(served: Served) -> None:
    async with IntakeClient("http://127.0.0.1:1", served.key) as client:
        with pytest.raises(Unavailable):
            await client.submit_report(report(), "key")


@pytest.mark.parametrize(
    ("answer", "expected", "retry_after_s"),
    [
        (httpx.Response(500), Unavailable, None),
        (httpx.Response(503, headers={"Retry-After": "7"}), Unavailable, 7.0),
        (httpx.Response(429, headers={"Retry-After": "2"}), Unavailable, 2.0),
        (httpx.Response(404, text="<h1>proxy</h1>"), Unavailable, None),
        (httpx.Response(302, headers={"Location": "http://elsewhere"}), Unavailable, None),
        (httpx.Response(201, text="<h1>portal of the Wi-Fi</h1>"), Unavailable, None),
    ],
)
async def test_what_others_answer_is_weather(
    answer: httpx.Response, expected: type[Unavailable], retry_after_s: float | None
) -> None:
    transport = httpx.MockTransport(lambda _: answer)
    async with IntakeClient("http://intake.test", "qb_x", transport=transport) as client:
        with pytest.raises(expected) as failed:
            await client.submit_report(report(), "key")

    assert failed.value.retry_after_s == retry_after_s
