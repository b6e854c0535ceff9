"""Who citizens are: sealed at rest, shown to whoever says what for, forgotten for good."""

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from intake_api.administration import reseal_all
from intake_api.identity.forget import forget_identity
from intake_api.identity.keys import add_key
from intake_api.identity.sealing import SealBroken
from intake_api.identity.subjects import reseal_some
from storage.reports import people_tables as tables
from storage.reports.tables import audit
from tests.intake_api.centre import NOON, Centre, uuid_of

PHONE = "+77012345678"


def who(**changed: object) -> dict[str, Any]:
    said = {"name": "Айгүл Серікова", "phone": PHONE, "consent": "1"}
    return {**said, "consented_at": NOON.isoformat(), **changed}


async def identified(centre: Centre, **changed: object) -> dict[str, Any]:
    report = await centre.submit()
    path = f"/v1/conversations/{report['conversation_id']}/identity"
    told = await centre.bot.put(path, json=who(**changed))
    assert told.status_code == 204, told.text
    return {**report, "path": path}


async def rows(centre: Centre, table: Any) -> list[dict[str, Any]]:
    async with centre.house.reports.look() as work:
        return [dict(row) for row in (await work.connection.execute(select(table))).mappings()]


async def test_an_operator_sees_the_name_after_saying_what_for(centre: Centre) -> None:
    report = await identified(centre)

    shown = await centre.operator.get(report["path"], params={"purpose": "call back"})

    assert shown.status_code == 200
    assert shown.json() == {
        "name": "Айгүл Серікова",
        "phone": PHONE,
        "birth_date": None,
        "iin": None,
        "consents": [{"version": "1", "at": "2026-11-23T12:00:00Z"}],
        "updated_at": shown.json()["updated_at"],
    }
    noted = [row for row in await rows(centre, audit) if row["action"] == "identity_revealed"]
    assert [(row["detail"], row["report_id"]) for row in noted] == [
        ("call back", uuid_of(report["report_id"]))
    ]


@pytest.mark.parametrize("purpose", ["", "   "])
async def test_without_a_purpose_nothing_is_shown_nor_noted(centre: Centre, purpose: str) -> None:
    report = await identified(centre)

    refused = await centre.operator.get(report["path"], params={"purpose": purpose})

    assert (refused.status_code, refused.json()["code"]) == (422, "purpose_needed")
    assert "identity_revealed" not in {row["action"] for row in await rows(centre, audit)}


async def test_a_later_identity_replaces_and_its_consent_adds_up(centre: Centre) -> None:
    report = await identified(centre)
    await centre.bot.put(report["path"], json=who())

    await centre.bot.put(report["path"], json=who(name="A. S.", consent="2"))

    shown = (await centre.operator.get(report["path"], params={"purpose": "x"})).json()
    assert shown["name"] == "A. S."
    assert [each["version"] for each in shown["consents"]] == ["1", "2"]


async def test_nothing_readable_lies_in_the_database(centre: Centre) -> None:
    await identified(centre)

    for table in (tables.identity, tables.subject_key, audit):
        for row in await rows(centre, table):
            for value in row.values():
                held = value if isinstance(value, bytes) else str(value).encode()
                assert "Айгүл".encode() not in held
                assert b"7012345678" not in held


async def test_an_anonymous_conversation_gets_no_identity(centre: Centre) -> None:
    report = await centre.submit(anonymous=True)
    path = f"/v1/conversations/{report['conversation_id']}/identity"

    refused = await centre.bot.put(path, json=who())

    assert (refused.status_code, refused.json()["code"]) == (409, "conversation_anonymous")
    assert await rows(centre, tables.identity) == []


async def test_a_name_is_not_shown_once_its_citizen_tells_anonymously(centre: Centre) -> None:
    report = await identified(centre)
    assert await reveals(centre, report)

    await centre.submit(conversation_id=report["conversation_id"], anonymous=True)

    hidden = await centre.operator.get(report["path"], params={"purpose": "x"})
    found = await centre.operator.get("/v1/search/phone", params={"number": PHONE})
    assert (hidden.status_code, hidden.json()["code"]) == (404, "identity_unknown")
    assert found.json()["items"] == []
    assert not await reveals(centre, report)


async def reveals(centre: Centre, report: dict[str, Any]) -> bool:
    case = await centre.case(report["report_id"])
    shown: bool = case["conversation"]["identified"]
    return shown


async def test_a_report_without_a_name_has_nothing_to_reveal(centre: Centre) -> None:
    assert not await reveals(centre, await centre.submit())


async def test_a_conversation_without_reports_is_not_found(centre: Centre) -> None:
    path = f"/v1/conversations/{uuid4()}/identity"
    await centre.bot.put(path, json=who())

    unknown = await centre.operator.get(path, params={"purpose": "x"})

    assert (unknown.status_code, unknown.json()["code"]) == (404, "report_not_found")


@pytest.mark.parametrize("number", [PHONE, "8 701 234-56-78", "+7 (701) 234 56 78"])
async def test_a_phone_is_found_however_it_is_written(centre: Centre, number: str) -> None:
    report = await identified(centre)
    await identified(centre, phone="+77770000000")

    found = await centre.supervisor.get("/v1/search/phone", params={"number": number})

    assert [each["number"] for each in found.json()["items"]] == [report["number"]]
    noted = [row for row in await rows(centre, audit) if row["action"] == "phone_searched"]
    assert [row["detail"] for row in noted] == ["found 1"]


@pytest.mark.parametrize("number", ["", "12", "abc", "+770123"])
async def test_what_is_no_number_is_refused(centre: Centre, number: str) -> None:
    refused = await centre.operator.get("/v1/search/phone", params={"number": number})

    assert (refused.status_code, refused.json()["code"]) == (422, "phone_invalid")


async def test_a_forgotten_citizen_is_gone_from_every_table(centre: Centre) -> None:
    report = await identified(centre)
    other = await identified(centre)

    await centre.house.reports.perform(
        lambda work: forget_identity(work, uuid_of(report["conversation_id"]))
    )

    gone = await centre.operator.get(report["path"], params={"purpose": "x"})
    assert gone.json()["code"] == "identity_unknown"
    for table in (tables.subject_key, tables.identity, tables.consent):
        left = {str(row["conversation_id"]) for row in await rows(centre, table)}
        assert left == {other["conversation_id"]}


async def test_a_value_moved_to_another_citizen_does_not_open(centre: Centre) -> None:
    one, other = await identified(centre), await identified(centre, name="Болат")
    async with centre.house.reports.act() as work:
        name = tables.identity.c.field == "name"
        of = tables.identity.c.conversation_id
        stolen = await work.connection.scalar(
            select(tables.identity.c.sealed).where(name, of == uuid_of(one["conversation_id"]))
        )
        await work.connection.execute(
            tables.identity.update()
            .where(name, of == uuid_of(other["conversation_id"]))
            .values(sealed=stolen)
        )

    with pytest.raises(SealBroken):
        await _known(centre, other)


async def _known(centre: Centre, report: dict[str, Any]) -> dict[str, str]:
    from intake_api.identity.people import known_of

    ring = centre.house.keys.ring()
    conversation_id = uuid_of(report["conversation_id"])
    known = await centre.house.reports.consult(lambda work: known_of(work, ring, conversation_id))
    assert known is not None
    return dict(known.fields)


async def test_a_key_is_changed_while_the_server_runs(centre: Centre, tmp_path: Path) -> None:
    before = await identified(centre)
    ring = add_key(tmp_path / "intake.keys")
    # Killed after the first: the rest is sealed anew by whoever goes on.
    between = await identified(centre)
    await centre.house.reports.perform(lambda work: reseal_some(work, ring, 1))

    resealed = await reseal_all(centre.house.reports, ring)

    keys = {row["ring_key"] for row in await rows(centre, tables.subject_key)}
    assert keys == {ring.current} == {"k2"}
    assert resealed == 0
    for report in (before, between):
        assert (await _known(centre, report))["phone"] == PHONE
