"""One act on many reports: done to what matches, refused by some, never twice, undone whole."""

from typing import Any
from uuid import uuid4

import httpx
import pytest

from intake_api.reports import bulk as bulk_module
from tests.intake_api.centre import Centre
from tests.intake_api.test_queue import numbers

CLOSE = {"act": "transition", "action": "close", "close_code": "not_confirmed"}


async def bulk(
    client: httpx.AsyncClient, act: dict[str, Any], *, key: str | None = None, **chosen: Any
) -> httpx.Response:
    body = {"act": act, **(chosen or {"filters": {}})}
    return await client.post(
        "/v1/bulk", json=body, headers={"Idempotency-Key": key or str(uuid4())}
    )


async def undo(client: httpx.AsyncClient, done: httpx.Response) -> httpx.Response:
    return await client.post(f"/v1/bulk/{done.json()['id']}/undo")


async def opened(centre: Centre, count: int) -> list[str]:
    """Reports that the operator has opened, by their ids."""
    reports = [await centre.submit() for _ in range(count)]
    for report in reports:
        await centre.operator.get(f"/v1/reports/{report['report_id']}")
    return [report["report_id"] for report in reports]


async def test_all_that_match_are_closed_and_the_others_say_why_not(centre: Centre) -> None:
    await opened(centre, 2)
    unopened = await centre.submit()
    await centre.submit(kind="question", category=None)

    done = await bulk(centre.operator, CLOSE, filters={"kind": ["crime"]})

    told = done.json()
    assert (told["matched"], told["done"], told["unchanged"]) == (3, 2, 0)
    assert told["refused"] == [
        {
            "report_id": unopened["report_id"],
            "number": unopened["number"],
            "code": "not_possible_now",
        }
    ]
    assert await numbers(centre, group="closed") == [2, 1]
    again = await centre.operator.get(f"/v1/bulk/{told['id']}")
    assert again.json() == told


async def test_the_same_key_acts_once_and_another_body_is_refused(centre: Centre) -> None:
    await opened(centre, 2)
    tag = {"act": "tags", "add": ["Concert ", "noise"]}
    first = await bulk(centre.operator, tag, key="k")
    await centre.submit()

    second = await bulk(centre.operator, tag, key="k")
    other = await bulk(centre.operator, CLOSE, key="k")

    assert second.json() == first.json()
    assert first.json()["done"] == 2
    assert await numbers(centre, tag="CONCERT") == [2, 1]
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_conflict")


async def test_an_act_that_was_cut_off_goes_on_with_its_key(
    centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    await opened(centre, 3)
    monkeypatch.setattr(bulk_module, "AT_ONCE", 1)
    turns = 0
    whole = bulk_module._change

    async def cut(*args: Any) -> dict[str, object]:
        nonlocal turns
        turns += 1
        if turns == 2:
            raise ConnectionError
        return await whole(*args)

    monkeypatch.setattr(bulk_module, "_change", cut)
    assert (await bulk(centre.operator, CLOSE, key="k")).status_code == 500
    assert len(await numbers(centre, group="closed")) == 1
    await centre.submit()  # came later: not meant

    done = await bulk(centre.operator, CLOSE, key="k")

    assert done.json()["done"] == 3
    assert await numbers(centre, group="closed") == [3, 2, 1]
    for report in (await centre.operator.get("/v1/reports")).json()["items"][1:]:
        entries = (await centre.case(report["id"]))["timeline"]
        assert [e["to_state"] for e in entries if e["entry"] == "state"].count("closed") == 1


async def test_undo_puts_states_owners_and_words_back(centre: Centre) -> None:
    ids = await opened(centre, 2)
    done = await bulk(centre.operator, CLOSE)
    told_before = len(await centre.deliveries())

    undone = await undo(centre.operator, done)

    assert undone.json() == {"undone": 2}
    assert await numbers(centre, group="mine") == [2, 1]
    case = await centre.case(ids[0])
    assert (case["state"], case["owner"]["position"]) == ("in_review", "operator 102")
    assert [e["to_state"] for e in case["timeline"] if e["entry"] == "state"][-2:] == [
        "closed",
        "in_review",
    ]
    told = (await centre.deliveries())[told_before:]
    assert [each["word"] for each in told] == ["being_checked", "being_checked"]
    assert (await undo(centre.operator, done)).json() == {"undone": 2}
    assert len(await centre.deliveries()) == told_before + 2


async def test_nothing_is_undone_once_anybody_has_changed_one(centre: Centre) -> None:
    ids = await opened(centre, 2)
    done = await bulk(centre.operator, CLOSE)
    await centre.colleague.get(f"/v1/reports/{ids[0]}")  # reading changes nothing
    await centre.colleague.post(f"/v1/reports/{ids[1]}/notes", json={"text": "Called again"})

    refused = await undo(centre.operator, done)

    assert (refused.status_code, refused.json()["code"]) == (409, "not_undoable")
    assert [each["report_id"] for each in refused.json()["errors"]] == [ids[1]]
    assert await numbers(centre, group="closed") == [2, 1]


async def test_what_the_bot_tells_of_a_delivery_does_not_stand_in_the_way(centre: Centre) -> None:
    await opened(centre, 1)
    done = await bulk(centre.operator, CLOSE)
    delivery = (await centre.deliveries())[-1]
    receipt = {"outcome": "sent", "at": delivery["created_at"]}
    answer = await centre.bot.put(f"/v1/deliveries/{delivery['delivery_id']}/receipt", json=receipt)
    assert answer.status_code == 204, answer.text

    assert (await undo(centre.operator, done)).json() == {"undone": 1}


async def test_reports_are_given_away_and_back(centre: Centre) -> None:
    ids = await opened(centre, 1)
    waiting = await centre.submit()
    everybody = (await centre.operator.get("/v1/colleagues")).json()["items"]
    found = next(each for each in everybody if each["position"] == "colleague 102")
    to = {"id": found["id"], "position": found["position"]}

    done = await bulk(centre.operator, {"act": "owner", "owner": to["id"]})

    assert done.json()["done"] == 2
    case = await centre.case(ids[0])
    assert case["owner"] == to
    fact = [e for e in case["timeline"] if e["entry"] == "fact"][-1]
    assert fact["detail"] == {"from_owner": "operator 102", "to_owner": "colleague 102"}
    nobody = {"act": "owner", "owner": None}
    refused = await bulk(centre.operator, nobody, reports=[ids[0], waiting["report_id"]])
    assert (refused.json()["done"], refused.json()["refused"][0]["report_id"]) == (1, ids[0])
    assert (await undo(centre.operator, refused)).json() == {"undone": 1}
    assert (await centre.case(waiting["report_id"]))["owner"] == to
    editors = await bulk(centre.operator, {"act": "owner", "owner": str(uuid4())})
    assert (editors.status_code, editors.json()["code"]) == (422, "colleague_unknown")


async def test_tags_are_put_taken_and_put_back(centre: Centre) -> None:
    ids = await opened(centre, 2)
    await centre.operator.put(f"/v1/reports/{ids[0]}/tags", json={"tags": ["old", "noise"]})

    done = await bulk(centre.operator, {"act": "tags", "add": ["noise"], "remove": ["old"]})

    assert [(await centre.case(each))["tags"] for each in ids] == [["noise"], ["noise"]]
    await undo(centre.operator, done)
    assert [(await centre.case(each))["tags"] for each in ids] == [["noise", "old"], []]
    assert set((await centre.operator.get("/v1/tags")).json()["items"]) == {"noise", "old"}
    same = await bulk(centre.operator, {"act": "tags", "remove": ["never"]})
    assert (same.json()["done"], same.json()["unchanged"]) == (0, 2)
    many = [f"t{n}" for n in range(20)]
    full = await bulk(centre.operator, {"act": "tags", "add": many}, reports=ids[:1])
    assert full.json()["refused"][0]["code"] == "too_many_tags"


async def test_too_many_are_refused_before_any_is_touched(
    centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    await opened(centre, 3)
    monkeypatch.setattr(bulk_module, "MOST", 2)

    refused = await bulk(centre.operator, CLOSE)

    assert (refused.status_code, refused.json()["code"]) == (422, "too_many_matching")
    assert await numbers(centre, group="closed") == []


async def test_an_act_is_its_authors_alone(centre: Centre) -> None:
    await opened(centre, 1)
    done = await bulk(centre.operator, CLOSE)

    assert (await undo(centre.supervisor, done)).status_code == 404
    assert (await centre.colleague.get(f"/v1/bulk/{done.json()['id']}")).status_code == 404


@pytest.mark.parametrize(
    "body",
    [
        {"act": CLOSE},
        {"act": CLOSE, "filters": {}, "reports": [str(uuid4())]},
        {"act": CLOSE, "filters": {"knd": ["crime"]}},
        {"act": CLOSE, "reports": []},
        {"act": {"act": "delete"}, "filters": {}},
        {"act": {"act": "tags", "add": [" "]}, "filters": {}},
        {"act": {"act": "tags", "add": ["x" * 41]}, "filters": {}},
    ],
)
async def test_what_cannot_be_meant_is_refused(centre: Centre, body: dict[str, Any]) -> None:
    refused = await centre.operator.post("/v1/bulk", json=body, headers={"Idempotency-Key": "k"})

    assert (refused.status_code, refused.json()["code"]) == (422, "invalid")
