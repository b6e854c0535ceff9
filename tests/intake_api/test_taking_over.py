"""Nobody is answered by two: who is busy with a report holds it, and can be relieved."""

from datetime import datetime, timedelta
from typing import Any

import httpx

from intake_api.reports.leases import release_overdue
from storage.clock import utc_now
from storage.reports.unit_of_work import Reports
from tests.intake_api.centre import Centre
from tests.intake_api.test_bulk import CLOSE, bulk, undo

LEASE = timedelta(minutes=10)


async def held(centre: Centre) -> str:
    """A report that the operator has opened."""
    report = await centre.submit()
    path = f"/v1/reports/{report['report_id']}"
    assert (await centre.operator.get(path)).status_code == 200
    return path


async def answer(client: httpx.AsyncClient, path: str, text: str = "Hello") -> httpx.Response:
    return await client.post(f"{path}/messages", json={"text": text})


async def seen(centre: Centre, path: str) -> dict[str, Any]:
    found: dict[str, Any] = (await centre.supervisor.get(path)).json()
    return found


async def expire(centre: Centre) -> None:
    moment = utc_now() + LEASE + timedelta(minutes=1)
    await release_overdue(Reports(centre.house.reports.database, clock=lambda: moment), LEASE)


async def test_a_colleague_cannot_answer_what_somebody_holds(centre: Centre) -> None:
    path = await held(centre)

    refused = await answer(centre.colleague, path)

    assert (refused.status_code, refused.json()["code"]) == (409, "held_by_colleague")
    (told,) = refused.json()["errors"]
    lease = (await seen(centre, path))["lease"]
    assert told["position"] == lease["holder"]["position"] == "operator 102"
    assert datetime.fromisoformat(told["since"]) == datetime.fromisoformat(lease["since"])
    assert [each["kind"] for each in await centre.deliveries()] == ["state"]


ANSWERS: list[tuple[str, dict[str, str]]] = [
    ("requests", {"asks": "photo"}),
    ("transitions", {"action": "reject", "reason": "Nothing there"}),
    ("transitions", {"action": "close", "close_code": "confirmed"}),
    ("transitions", {"action": "withdraw"}),
]


async def test_other_kinds_of_answers_are_refused_too(centre: Centre) -> None:
    path = await held(centre)

    refused = [await centre.supervisor.post(f"{path}/{to}", json=body) for to, body in ANSWERS]

    assert [each.json()["code"] for each in refused] == ["held_by_colleague"] * len(ANSWERS)
    assert (await seen(centre, path))["state"] == "in_review"


async def test_what_the_citizen_is_not_answered_by_is_everybodys(centre: Centre) -> None:
    path = await held(centre)

    note = await centre.colleague.post(f"{path}/notes", json={"text": "Known to us"})
    step = await centre.supervisor.post(f"{path}/transitions", json={"action": "accept"})

    assert (note.status_code, step.status_code) == (201, 200)


async def test_an_accepted_report_is_held_while_its_owner_is_busy_with_it(centre: Centre) -> None:
    path = await held(centre)
    await centre.operator.post(f"{path}/transitions", json={"action": "accept"})
    begun = (await seen(centre, path))["lease"]["since"]

    assert (await answer(centre.colleague, path)).status_code == 409
    assert (await answer(centre.operator, path)).status_code == 201
    assert (await seen(centre, path))["lease"]["since"] == begun


async def test_a_lease_ends_for_all_and_begins_again_when_its_owner_looks(centre: Centre) -> None:
    path = await held(centre)
    await centre.operator.post(f"{path}/transitions", json={"action": "accept"})

    await expire(centre)

    case = await seen(centre, path)
    assert (case["lease"], case["owner"]["position"]) == (None, "operator 102")
    assert (await answer(centre.colleague, path)).status_code == 201
    before = (await seen(centre, path))["seq"]

    await centre.operator.get(path)

    case = await seen(centre, path)
    assert (case["lease"]["holder"]["position"], case["seq"]) == ("operator 102", before + 1)
    assert (await answer(centre.colleague, path)).status_code == 409


async def test_who_takes_over_answers_from_then_on_and_stands_in_the_records(
    centre: Centre,
) -> None:
    path = await held(centre)

    taken = await centre.colleague.post(f"{path}/take-over")

    assert taken.status_code == 200
    assert taken.json()["owner"] == taken.json()["lease"]["holder"]
    assert taken.json()["owner"]["position"] == "colleague 102"
    assert (await answer(centre.colleague, path)).status_code == 201
    refused = await answer(centre.operator, path)
    assert refused.json()["errors"][0]["position"] == "colleague 102"

    (fact,) = [e for e in (await seen(centre, path))["timeline"] if e["entry"] == "fact"]
    assert (fact["event"], fact["actor"]) == ("taken_over", "colleague 102")
    assert fact["detail"] == {"from_owner": "operator 102", "to_owner": "colleague 102"}
    log = await centre.admin.get("/v1/admin/audit", params={"action": "report_taken_over"})
    (entry,) = log.json()["items"]
    assert path.endswith(entry["report_id"])


async def test_what_nobody_has_opened_is_opened_by_taking_it_and_again_changes_nothing(
    centre: Centre,
) -> None:
    path = f"/v1/reports/{(await centre.submit())['report_id']}/take-over"

    first, again = [(await centre.supervisor.post(path)).json() for _ in range(2)]

    assert (first["state"], first["owner"]["position"]) == ("in_review", "supervisor 102")
    assert again["seq"] == first["seq"]


async def test_what_is_closed_cannot_be_taken_over(centre: Centre) -> None:
    path = await held(centre)
    done = {"action": "close", "close_code": "confirmed"}
    await centre.operator.post(f"{path}/transitions", json=done)

    refused = await centre.colleague.post(f"{path}/take-over")

    assert (refused.status_code, refused.json()["code"]) == (409, "not_possible_now")
    assert (await seen(centre, path))["lease"] is None


async def test_of_many_reports_only_the_held_ones_refuse(centre: Centre) -> None:
    path = await held(centre)
    free = await centre.submit()
    await centre.supervisor.post(f"/v1/reports/{free['report_id']}/take-over")

    done = await bulk(centre.supervisor, CLOSE, filters={})

    assert [each["code"] for each in done.json()["refused"]] == ["held_by_colleague"]
    assert (await seen(centre, path))["state"] == "in_review"
    assert (await centre.case(free["report_id"]))["state"] == "closed"


async def test_undoing_an_act_on_many_gives_the_lease_back(centre: Centre) -> None:
    path = await held(centre)
    done = await bulk(centre.operator, CLOSE, filters={})

    undone = await undo(centre.operator, done)

    assert undone.json() == {"undone": 1}
    assert (await answer(centre.colleague, path)).json()["code"] == "held_by_colleague"


async def test_words_to_all_of_an_incident_reach_held_reports_too(centre: Centre) -> None:
    path = await held(centre)
    other = await centre.submit()
    report_id = path.rpartition("/")[2]
    linked = await centre.supervisor.post(f"{path}/incident", json={"to": other["report_id"]})
    incident = linked.json()["incident"]["id"]

    told = await centre.supervisor.post(
        f"/v1/incidents/{incident}/messages",
        json={"text": "The fire is out"},
        headers={"Idempotency-Key": "all"},
    )

    assert told.status_code == 201, told.text
    replies = [each for each in await centre.deliveries() if each["kind"] == "reply"]
    assert report_id in {each["report_id"] for each in replies}
