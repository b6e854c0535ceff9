"""The client's calls about citizens and their wishes, against the API as it really runs."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from intake_api.administration import add_bot_key
from intake_api.client import IntakeClient, NotYet, Rejected
from intake_api.contract import (
    Answer,
    Channel,
    CitizenMessage,
    CitizenRole,
    CitizenWord,
    DeliveryKind,
    FiledBy,
    Locale,
    Place,
    PlaceMethod,
    Presence,
    Rating,
    ReceiptShown,
    ReportKind,
    ReportSubmission,
    SimilarAsked,
    TrackPoint,
    TrackPoints,
    Withdrawal,
)
from storage.database import Database
from storage.ids import new_id
from storage.reports.unit_of_work import Reports
from tests.intake_api.centre import hire, settings_for
from tests.intake_api.running import running

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
HERE = Place(method=PlaceMethod.PIN, latitude=43.25, longitude=76.9)
WISH = Withdrawal(at=NOW, reason="Found it")


@dataclass(frozen=True)
class Served:
    """The API over real HTTP, and the supervisor's way in."""

    url: str
    key: str
    token: str

    async def staff(self, method: str, path: str, body: dict[str, Any]) -> None:
        headers = {"Authorization": f"Bearer {self.token}"}
        async with httpx.AsyncClient(base_url=self.url, headers=headers) as console:
            answer = await console.request(method, path, json=body)
            assert answer.is_success, answer.text

    async def close(self, report_id: UUID) -> None:
        path = f"/v1/reports/{report_id}/transitions"
        await self.staff("POST", path, {"action": "open"})
        await self.staff("POST", path, {"action": "close", "close_code": "confirmed"})


@pytest.fixture
def served(reports_url: str, tmp_path: Path) -> Iterator[Served]:
    key, token = asyncio.run(_prepare(reports_url))
    with running(settings_for(reports_url, tmp_path, keep_reports_days=0)) as (url, _):
        yield Served(url, key, token)


async def _prepare(url: str) -> tuple[str, str]:
    reports = Reports(Database(url))
    try:
        key = await add_bot_key(reports, name="citizen")
        return key, (await hire(reports))["supervisor"]
    finally:
        await reports.database.dispose()


@pytest.fixture
async def client(served: Served) -> AsyncIterator[IntakeClient]:
    async with IntakeClient(served.url, served.key) as made:
        yield made


def report(**changed: object) -> ReportSubmission:
    return ReportSubmission.model_validate(
        {
            "report_id": new_id(),
            "conversation_id": new_id(),
            "kind": ReportKind.OFFENCE,
            "category": "noise",
            "channel": Channel.TEXT,
            "locale": Locale.EN,
            "place": HERE,
            "submitted_at": NOW,
            **changed,
        }
    )


async def submitted(client: IntakeClient, **changed: object) -> ReportSubmission:
    made = report(**changed)
    await client.submit_report(made, str(made.report_id))
    return made


async def test_the_catalogue_is_fetched_once_for_each_version(client: IntakeClient) -> None:
    catalogue = await client.catalogue(None)

    assert catalogue is not None
    assert {"theft", "fire"} <= {each.code for each in catalogue.categories}
    assert await client.catalogue(catalogue.version) is None
    assert await client.catalogue("another") == catalogue


async def test_everything_a_report_may_carry_is_accepted(client: IntakeClient) -> None:
    said = CitizenMessage(
        message_id=new_id(), sent_at=NOW, text="Loud", quote="q", filed_by=FiledBy.DRAFT
    )
    first = await submitted(client)

    accepted = await client.submit_report(
        report(
            messages=(said,),
            role=CitizenRole.WITNESS,
            happened="last night",
            answers=(Answer(question="ongoing", options=("yes",)),),
            anonymous=True,
            same_as=first.report_id,
            from_place="mall-1",
        ),
        "key",
    )

    assert accepted.number


async def test_a_track_waits_for_its_message(client: IntakeClient) -> None:
    made = await submitted(client, place=None)
    live = HERE.model_copy(update={"method": PlaceMethod.LIVE})
    shared = CitizenMessage(message_id=new_id(), sent_at=NOW, place=live, live_s=900)
    point = TrackPoint(at=NOW + timedelta(seconds=1), latitude=43.3, longitude=76.9, heading=360)
    points = TrackPoints(message_id=shared.message_id, points=(point,))

    with pytest.raises(NotYet):
        await client.move_track(made.report_id, points)
    await client.add_message(made.report_id, shared, "key")
    await client.move_track(made.report_id, points)
    await client.move_track(made.report_id, points)


async def test_a_citizen_withdraws(client: IntakeClient) -> None:
    made = await submitted(client)
    urgent = await submitted(client, kind=ReportKind.CRIME)

    with pytest.raises(NotYet):
        await client.citizens.withdraw(uuid4(), WISH, "key-0")
    done = await client.citizens.withdraw(made.report_id, WISH, "key-1")
    asked = await client.citizens.withdraw(urgent.report_id, WISH, "key-2")

    assert (done.done, asked.done) == (True, False)
    assert await client.citizens.withdraw(made.report_id, WISH, "key-1") == done


async def test_what_has_ended_is_not_withdrawn(served: Served, client: IntakeClient) -> None:
    made = await submitted(client)
    await served.close(made.report_id)

    with pytest.raises(Rejected) as refused:
        await client.citizens.withdraw(made.report_id, WISH, "key")

    assert refused.value.problem.code == "already_finished"


async def test_a_finished_report_is_rated(served: Served, client: IntakeClient) -> None:
    made = await submitted(client)
    rating = Rating(stars=5, words="Thanks", at=NOW)
    with pytest.raises(NotYet):
        await client.citizens.rate(made.report_id, rating)

    await served.close(made.report_id)
    await client.citizens.rate(made.report_id, rating)

    last = (await client.deliveries(0, 0)).items[-1]
    assert (last.word, last.rateable) == (CitizenWord.FINISHED, True)


async def test_an_anonymous_report_goes_on_elsewhere(client: IntakeClient) -> None:
    made = await submitted(client, anonymous=True)
    issued = await client.citizens.issue_receipt(made.report_id)
    shown = ReceiptShown(code=issued.code, conversation_id=new_id())

    continued = await client.citizens.show_receipt(shown, "key")

    assert (continued.report_id, continued.word) == (made.report_id, CitizenWord.RECEIVED)
    assert await client.citizens.show_receipt(shown, "key") == continued
    (told,) = (await client.deliveries(0, 0)).items
    assert (told.kind, told.conversation_id) == (
        DeliveryKind.CONTINUED_ELSEWHERE,
        made.conversation_id,
    )
    with pytest.raises(Rejected) as refused:
        await client.citizens.show_receipt(ReceiptShown(code="no", conversation_id=new_id()), "k2")
    assert refused.value.problem.code == "receipt_unknown"


async def test_similar_reports_are_found(client: IntakeClient) -> None:
    made = await submitted(client)
    asked = SimilarAsked(
        category="noise", latitude=43.2501, longitude=76.9, conversation_id=new_id()
    )

    (found,) = (await client.citizens.similar(asked)).items

    assert (found.report_id, found.distance_m, found.minutes_ago) == (made.report_id, 11, 0)


async def test_presence_and_restriction_are_told(served: Served, client: IntakeClient) -> None:
    made = await submitted(client)
    await client.citizens.presence(made.conversation_id, Presence(blocked=True, at=NOW))
    path = f"/v1/conversations/{made.conversation_id}/restriction"
    await served.staff("PUT", path, {"reason": "Flood", "until": "2999-01-01T00:00:00+05:00"})

    (told,) = (await client.deliveries(0, 0)).items

    assert (told.kind, told.report_id) == (DeliveryKind.RESTRICTED, None)
    assert told.until == datetime(2998, 12, 31, 19, tzinfo=UTC)


async def test_a_moved_message_is_told(served: Served, client: IntakeClient) -> None:
    said = CitizenMessage(message_id=new_id(), sent_at=NOW, text="Wrongly filed")
    first = await submitted(client, messages=(said,))
    second = await submitted(client, conversation_id=first.conversation_id)

    path = f"/v1/reports/{first.report_id}/messages/{said.message_id}/move"
    await served.staff("POST", path, {"to": str(second.report_id)})

    told = (await client.deliveries(0, 0)).items[-1]
    assert (told.kind, told.message_id, told.report_id) == (
        DeliveryKind.MESSAGE_MOVED,
        said.message_id,
        second.report_id,
    )


async def test_a_citizen_is_forgotten(served: Served, client: IntakeClient) -> None:
    gone = await submitted(client)
    stays = await submitted(client, conversation_id=gone.conversation_id)
    await served.close(gone.report_id)

    erasure = await client.citizens.erase(gone.conversation_id, "key")

    assert erasure.erased == 1
    assert [kept.until for kept in erasure.kept] == [None]
    assert await client.citizens.erase(stays.conversation_id, "key") == erasure
