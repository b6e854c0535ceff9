"""The table of a report's life, and that the API walks it."""

import pytest

from intake_api.auth.actor import Role
from intake_api.contract import CitizenWord
from intake_api.reports.workflow import OPEN, TABLE, WORDS, Party, State, find, news, possible
from tests.intake_api.centre import Centre

TERMINAL = {State.WITHDRAWN, State.REJECTED, State.ABANDONED}
TO_THE_SCENE = ("open", "accept", "assign", "acknowledge", "depart", "arrive", "resolve")


def test_every_state_can_be_reached() -> None:
    reached = {State.DRAFT}
    while more := {row.to for row in TABLE if row.sources & reached} - reached:
        reached |= more

    assert reached == set(State)


def test_terminal_states_lead_nowhere() -> None:
    assert [row.action for row in TABLE if row.sources & TERMINAL] == []


def test_every_open_state_leads_to_an_end() -> None:
    for state in OPEN:
        assert {row.to for row in TABLE if state in row.sources} - OPEN, state


def test_an_action_means_one_thing_in_each_state() -> None:
    for state in State:
        for by in (*Role, *Party):
            actions = [row.action for row in possible(state, by)]
            assert len(actions) == len(set(actions))


def test_every_open_state_has_a_word() -> None:
    assert OPEN | {State.CLOSED, State.REJECTED, State.WITHDRAWN} == set(WORDS)
    assert set(WORDS.values()) == set(CitizenWord)


@pytest.mark.parametrize(
    ("action", "state", "word"),
    [
        ("open", State.RECEIVED, CitizenWord.BEING_CHECKED),
        ("accept", State.IN_REVIEW, None),
        ("assign", State.ACCEPTED, CitizenWord.PASSED_TO_UNIT),
        ("depart", State.ACKNOWLEDGED, CitizenWord.ON_THE_WAY),
        ("arrive", State.EN_ROUTE, None),
        ("release", State.IN_REVIEW, None),
        ("reopen", State.CLOSED, CitizenWord.BEING_CHECKED),
    ],
)
def test_the_citizen_hears_only_changes_of_the_word(
    action: str, state: State, word: CitizenWord | None
) -> None:
    row = find(action, state, Role.SUPERVISOR)

    assert row is not None
    assert news(row, state) is word


async def test_the_whole_way_is_walked_and_told(centre: Centre) -> None:
    report = await centre.submit()

    for action in TO_THE_SCENE:
        assert (await centre.move(report["report_id"], action)).status_code == 200, action
    closed = await centre.move(report["report_id"], "close", close_code="confirmed")

    history = [entry for entry in closed.json()["timeline"] if entry["entry"] == "state"]
    assert [entry["to_state"] for entry in history] == [
        "received",
        "in_review",
        "accepted",
        "assigned",
        "acknowledged",
        "en_route",
        "on_scene",
        "resolved",
        "closed",
    ]
    assert history[-1]["close_code"] == "confirmed"
    assert {entry["actor"] for entry in history[1:]} == {"supervisor 102"}
    words = [delivery["word"] for delivery in await centre.deliveries()]
    assert words == ["being_checked", "passed_to_unit", "on_the_way", "finished"]


async def test_what_the_table_does_not_have_is_not_possible_now(centre: Centre) -> None:
    report = await centre.submit()

    refused = await centre.move(report["report_id"], "arrive")

    assert (refused.status_code, refused.json()["code"]) == (409, "not_possible_now")
    assert (await centre.case(report["report_id"]))["state"] == "received"


@pytest.mark.parametrize(
    ("action", "told", "missing"),
    [
        ("reject", {}, "reason"),
        ("reject", {"reason": "  "}, "reason"),
        ("close", {}, "close_code"),
        ("close", {"close_code": "duplicate"}, "duplicate_of"),
        ("close", {"close_code": "duplicate", "duplicate_of": "26-000099-X"}, "duplicate_of"),
    ],
)
async def test_what_a_transition_needs_must_be_told(
    centre: Centre, action: str, told: dict[str, str], missing: str
) -> None:
    report = await centre.submit()
    await centre.move(report["report_id"], "open")

    refused = await centre.move(report["report_id"], action, **told)

    assert (refused.status_code, refused.json()["detail"]) == (422, missing)
    assert (await centre.case(report["report_id"]))["state"] == "in_review"


async def test_a_duplicate_names_the_other_report_by_its_number(centre: Centre) -> None:
    first, second = await centre.submit(), await centre.submit()
    await centre.move(second["report_id"], "open")

    closed = await centre.move(
        second["report_id"], "close", close_code="duplicate", duplicate_of=first["number"].lower()
    )

    assert (closed.status_code, closed.json()["state"]) == (200, "closed")


async def test_a_report_is_not_a_duplicate_of_itself(centre: Centre) -> None:
    report = await centre.submit()
    await centre.move(report["report_id"], "open")

    refused = await centre.move(
        report["report_id"], "close", close_code="duplicate", duplicate_of=report["number"]
    )

    assert refused.status_code == 422


async def test_the_reason_of_a_rejection_is_told_to_the_citizen(centre: Centre) -> None:
    report = await centre.submit()
    await centre.move(report["report_id"], "open")

    await centre.move(report["report_id"], "reject", reason="Not for the police")

    last = (await centre.deliveries())[-1]
    assert (last["word"], last["text"]) == ("finished", "Not for the police")


async def test_an_operator_who_opens_a_new_report_owns_it(centre: Centre) -> None:
    report = await centre.submit()

    case = (await centre.operator.get(f"/v1/reports/{report['report_id']}")).json()
    again = (await centre.colleague.get(f"/v1/reports/{report['report_id']}")).json()

    assert (case["state"], case["unread"]) == ("in_review", 0)
    assert case["owner"]["position"] == again["owner"]["position"] == "operator 102"
    assert case["opened_at"] == again["opened_at"] is not None


async def test_only_chiefs_reopen(centre: Centre) -> None:
    report = await centre.submit()
    await centre.move(report["report_id"], "open")
    await centre.move(report["report_id"], "close", close_code="prevented")
    path = f"/v1/reports/{report['report_id']}/transitions"

    refused = await centre.operator.post(path, json={"action": "reopen"})
    done = await centre.supervisor.post(path, json={"action": "reopen"})

    assert (refused.status_code, done.status_code) == (409, 200)
    assert done.json()["state"] == "in_review"
    offered = (await centre.operator.get(f"/v1/reports/{report['report_id']}")).json()["actions"]
    assert "accept" in {action["action"] for action in offered}
