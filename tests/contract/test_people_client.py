"""The client's calls about who citizens are, and for one-time links, held to the real API."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from intake_api.client import IntakeClient, NotYet, Rejected
from intake_api.contract import Identity, LinkAsked, LinkPurpose, Locale
from tests.intake_api.centre import URL, Centre, opened, settings_for, uuid_of

WHO = Identity(
    name="Айгүл",
    phone="+77012345678",
    consent="1",
    consented_at=datetime(2026, 11, 23, 12, tzinfo=UTC),
)


@pytest.fixture
async def centre(reports_url: str, tmp_path: Path) -> AsyncIterator[Centre]:
    async with opened(settings_for(reports_url, tmp_path)) as made:
        yield made


@pytest.fixture
async def client(centre: Centre) -> AsyncIterator[IntakeClient]:
    made = IntakeClient(URL, centre.bot_key, transport=httpx.ASGITransport(centre.app))
    yield made
    await made.close()


def link(purpose: LinkPurpose, **changed: object) -> LinkAsked:
    return LinkAsked.model_validate(
        {"purpose": purpose, "conversation_id": uuid4(), "locale": Locale.KK, **changed}
    )


async def test_a_citizen_is_identified(centre: Centre, client: IntakeClient) -> None:
    report = await centre.submit()

    await client.citizens.identify(uuid_of(report["conversation_id"]), WHO)

    case = await centre.case(report["report_id"])
    assert case["conversation"]["identified"]


async def test_an_identity_that_will_never_be_taken_is_not_sent_again(
    centre: Centre, client: IntakeClient
) -> None:
    report = await centre.submit(anonymous=True)

    with pytest.raises(Rejected) as refused:
        await client.citizens.identify(uuid_of(report["conversation_id"]), WHO)
    assert refused.value.problem.code == "conversation_anonymous"


async def test_a_number_that_no_telephone_has_is_not_sent_again(client: IntakeClient) -> None:
    with pytest.raises(Rejected) as refused:
        await client.citizens.identify(uuid4(), WHO.model_copy(update={"phone": "+7123456"}))
    assert refused.value.problem.code == "phone_invalid"


async def test_a_link_is_granted(client: IntakeClient) -> None:
    granted = await client.citizens.link(link(LinkPurpose.EXPORT))

    assert granted.url.startswith("http://127.0.0.1:8080/p/export?l=kk#ql_")
    assert granted.expires_at > datetime.now(UTC)


async def test_a_link_for_a_file_that_is_not_announced_yet_waits(client: IntakeClient) -> None:
    with pytest.raises(NotYet):
        await client.citizens.link(link(LinkPurpose.UPLOAD, attachment_id=uuid4()))
