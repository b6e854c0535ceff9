"""Reports of one event: suggested with reasons, linked, taken out, told together."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from storage.reports.tables import audit, journal
from tests.intake_api.centre import Centre, attachment, message
from tests.intake_api.test_similar import at

FIRE = {"kind": "statement", "category": "fire"}


def told(text: str, metres: float = 0, **changed: object) -> dict[str, Any]:
    return {**FIRE, "messages": [message(text)], "place": at(metres, 40), **changed}


async def panel(centre: Centre, report: dict[str, Any]) -> dict[str, Any]:
    answer = await centre.operator.get(f"/v1/reports/{report['report_id']}/incident")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def link(centre: Centre, one: dict[str, Any], other: dict[str, Any]) -> str:
    """The incident's id."""
    wish = {"to": other["number"]}
    path = f"/v1/reports/{one['report_id']}/incident"
    answer = await centre.operator.post(path, json=wish)
    assert answer.status_code == 200, answer.text
    return str(answer.json()["incident"]["id"])


async def incident(centre: Centre, incident_id: str) -> dict[str, Any]:
    answer = await centre.operator.get(f"/v1/incidents/{incident_id}")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def numbers(members: list[dict[str, Any]]) -> set[str]:
    return {each["report"]["number"] for each in members}


async def test_reports_of_one_event_are_suggested_with_their_reasons(centre: Centre) -> None:
    first = await centre.submit(**told("Пожар на рынке, дым"))
    same = await centre.submit(**told("Базарда өрт болып жатыр", 180))
    await centre.submit(kind="offence", category="noise-street", place=at(150, 0))
    await centre.submit(**told("Пожар в частном доме", 30_000))

    (found,) = (await panel(centre, first))["suggestions"]

    assert found["report"]["number"] == same["number"]
    reasons = {each["kind"]: each for each in found["reasons"]}
    assert reasons["distance"]["metres"] == 180
    assert reasons["time"]["minutes"] == 0
    assert "category" in reasons
    assert set(reasons["words"]["words"]) == {"пожар", "рынке"}
    assert found["chance"] > 0.9


async def test_what_the_citizen_says_is_a_reason_however_far(centre: Centre) -> None:
    first = await centre.submit(**told("Пожар на рынке"))
    said = await centre.submit(**told("То же", 5_000, same_as=first["report_id"]))

    (found,) = (await panel(centre, first))["suggestions"]

    assert found["report"]["number"] == said["number"]
    assert found["reasons"][0]["kind"] == "said"


async def test_declined_is_not_suggested_to_either_until_taken_back(centre: Centre) -> None:
    one, other = [await centre.submit(**told("Пожар на рынке", m)) for m in (0, 50)]
    path = f"/v1/reports/{one['report_id']}/incident/declined"

    declined = await centre.operator.post(path, json={"other": other["report_id"]})

    assert declined.json()["suggestions"] == []
    assert (await panel(centre, other))["suggestions"] == []
    back = await centre.operator.delete(f"{path}/{other['report_id']}")
    assert len(back.json()["suggestions"]) == 1


async def test_linking_hides_nothing_and_consoles_hear_of_it(centre: Centre) -> None:
    one, other = [await centre.submit(**told("Пожар на рынке", m)) for m in (0, 50)]

    incident_id = await link(centre, one, other)

    shown = await incident(centre, incident_id)
    assert numbers(shown["members"]) == {one["number"], other["number"]}
    assert (await panel(centre, other))["incident"]["number"] == shown["number"]
    assert (await panel(centre, other))["suggestions"] == []
    queue = (await centre.operator.get("/v1/reports", params={"group": "open"})).json()["items"]
    assert {row["number"] for row in queue} == {one["number"], other["number"]}
    facts = [each for each in (await centre.case(one["report_id"]))["timeline"] if "event" in each]
    assert facts[0]["event"] == "incident_linked"
    assert facts[0]["detail"]["number"] == other["number"]
    assert await happened(centre, other) >= {"incident_linked"}
    listed = (await centre.operator.get("/v1/incidents")).json()["items"]
    assert [(each["number"], each["reports"], each["open"]) for each in listed] == [
        (shown["number"], 2, 2)
    ]


async def test_two_incidents_become_the_older(centre: Centre) -> None:
    reports = [await centre.submit(**told("Пожар на рынке", 10 * n)) for n in range(4)]
    older = await link(centre, reports[0], reports[1])
    younger = await link(centre, reports[2], reports[3])

    merged = await link(centre, reports[3], reports[0])

    assert merged == older
    assert numbers((await incident(centre, older))["members"]) == {r["number"] for r in reports}
    gone = await incident(centre, younger)
    assert (gone["members"], gone["ended_at"] is not None) == ([], True)


async def test_an_incident_splits_and_ends_when_one_is_left(centre: Centre) -> None:
    reports = [await centre.submit(**told("Пожар на рынке", 10 * n)) for n in range(5)]
    for other in reports[1:]:
        incident_id = await link(centre, reports[0], other)
    away = [each["report_id"] for each in reports[3:]]

    split = await centre.operator.post(f"/v1/incidents/{incident_id}/split", json={"reports": away})

    new = await incident(centre, split.json()["incident"]["id"])
    assert numbers(new["members"]) == {each["number"] for each in reports[3:]}
    out = await centre.operator.delete(f"/v1/reports/{reports[3]['report_id']}/incident")
    assert out.json()["incident"] is None
    assert (await incident(centre, new["id"]))["ended_at"] is not None
    assert (await panel(centre, reports[4]))["incident"] is None
    assert len((await incident(centre, incident_id))["members"]) == 3
    assert await happened(centre, reports[0]) >= {"incident_changed"}


NOBODYS = "99999999-9999-4999-8999-999999999999"


@pytest.mark.parametrize("to", ["26-000099-X", "self", NOBODYS, "\u0000"])
async def test_what_cannot_be_linked_is_refused(centre: Centre, to: str) -> None:
    report = await centre.submit(**told("Пожар"))
    wish = {"to": report["number"] if to == "self" else to}

    refused = await centre.operator.post(f"/v1/reports/{report['report_id']}/incident", json=wish)

    assert refused.status_code == 422
    out = await centre.operator.delete(f"/v1/reports/{report['report_id']}/incident")
    assert (out.status_code, out.json()["code"]) == (422, "not_linkable")
    unknown = await centre.operator.get(f"/v1/incidents/{uuid4()}")
    assert (unknown.status_code, unknown.json()["code"]) == (404, "incident_unknown")


async def test_a_step_for_all_is_foreseen_then_taken_and_each_citizen_told(centre: Centre) -> None:
    new, reviewed, closed = [await centre.submit(**told("Пожар", 10 * n)) for n in range(3)]
    await centre.move(reviewed["report_id"], "open")
    await centre.move(closed["report_id"], "open")
    await centre.move(closed["report_id"], "close", close_code="confirmed")
    incident_id = await link(centre, new, reviewed)
    await link(centre, new, closed)
    path = f"/v1/incidents/{incident_id}/transitions"
    before = len(await centre.deliveries())
    step = next(
        each for each in (await incident(centre, incident_id))["steps"]
        if each["action"] == "accept"
    )  # fmt: skip
    assert (step["reports"], step["needs"]) == (2, [])

    preview = (await centre.operator.post(f"{path}/preview", json={"action": "accept"})).json()

    foreseen = {each["number"]: (each["to_state"], each["word"]) for each in preview["items"]}
    assert foreseen == {
        new["number"]: ("accepted", "being_checked"),
        reviewed["number"]: ("accepted", None),
        closed["number"]: (None, None),
    }
    assert len(await centre.deliveries()) == before
    done = await centre.operator.post(path, json={"action": "accept"})
    assert done.json() == preview
    states = [(await centre.case(each["report_id"]))["state"] for each in (new, reviewed, closed)]
    assert states == ["accepted", "accepted", "closed"]
    heard = (await centre.deliveries())[before:]
    assert [each["report_id"] for each in heard] == [new["report_id"]]
    unreasoned = await centre.operator.post(path, json={"action": "reject"})
    assert (unreasoned.status_code, unreasoned.json()["code"]) == (422, "invalid")


async def test_words_for_all_go_into_each_open_report_alone(centre: Centre) -> None:
    one, other, closed = [await centre.submit(**told("Пожар", 10 * n)) for n in range(3)]
    await centre.move(closed["report_id"], "withdraw")
    incident_id = await link(centre, one, other)
    await link(centre, one, closed)
    path = f"/v1/incidents/{incident_id}/messages"
    sent = {"json": {"text": "Пожарные едут"}, "headers": {"Idempotency-Key": "k"}}

    replied = await centre.operator.post(path, **sent)  # type: ignore[arg-type]
    again = await centre.operator.post(path, **sent)  # type: ignore[arg-type]

    assert replied.status_code == 201
    assert replied.json() == again.json()
    assert set(replied.json()["reports"]) == {one["report_id"], other["report_id"]}
    heard = [each for each in await centre.deliveries() if each["kind"] == "reply"]
    assert {each["report_id"] for each in heard} == {one["report_id"], other["report_id"]}
    assert len(heard) == 2


async def test_the_page_has_all_files_and_points_and_every_look_is_noted(centre: Centre) -> None:
    photo = attachment(name="smoke.jpg")
    one = await centre.submit(**told("Пожар", messages=[message("Вот", attachments=[photo])]))
    other = await centre.submit(**told("Пожар", 60))
    third = await centre.submit(**told("Пожар на рынке", place=None))
    incident_id = await link(centre, one, other)
    await link(centre, one, third)

    shown = await incident(centre, incident_id)

    assert [each["attachment"]["name"] for each in shown["files"]] == ["smoke.jpg"]
    assert shown["files"][0]["number"] == one["number"]
    assert [each["number"] for each in shown["points"]] == [one["number"], other["number"]]
    async with centre.house.reports.look() as work:
        query = select(audit.c.report_id).where(audit.c.action == "incident_read")
        looked = {row[0] for row in await work.connection.execute(query)}
    assert looked == {UUID(each["report_id"]) for each in (one, other, third)}
    named = await centre.operator.patch(f"/v1/incidents/{incident_id}", json={"title": " Рынок "})
    assert named.json()["title"] == "Рынок"


async def happened(centre: Centre, report: dict[str, Any]) -> set[str]:
    """The journal's events of a report."""
    async with centre.house.reports.look() as work:
        query = select(journal.c.event).where(journal.c.report_id == UUID(report["report_id"]))
        return {row[0] for row in await work.connection.execute(query)}
