"""The audit log is read by administrators, narrowed, paged, exported; and notes its readers."""

import csv
import io
from typing import Any

import pytest

from tests.intake_api.centre import Centre

AUDIT = "/v1/admin/audit"


async def asked(centre: Centre, **params: Any) -> dict[str, Any]:
    found = await centre.admin.get(AUDIT, params=params)
    assert found.status_code == 200, found.text
    page: dict[str, Any] = found.json()
    return page


async def test_the_log_tells_who_saw_a_report(centre: Centre) -> None:
    report = await centre.submit()
    await centre.submit()
    await centre.operator.get(f"/v1/reports/{report['report_id']}")

    by_number = await asked(centre, report=report["number"])
    by_id = await asked(centre, report=report["report_id"])
    nothing = await asked(centre, report="no-such-number")

    read = [each for each in by_number["items"] if each["login"] == "operator"]
    assert read
    assert {each["number"] for each in by_number["items"]} == {report["number"]}
    # The two readings of this report's entries are entries of it.
    assert len(by_id["items"]) == len(by_number["items"]) + 1
    assert nothing["items"] == []


async def test_the_log_is_narrowed(centre: Centre) -> None:
    await centre.submit()
    await centre.operator.patch("/v1/session", json={"locale": "ru"})
    everything = (await asked(centre, limit=200))["items"]
    (changed,) = (await asked(centre, action="locale_changed"))["items"]

    assert (changed["login"], changed["action"]) == ("operator", "locale_changed")
    of_actor = (await asked(centre, actor_id=changed["actor_id"]))["items"]
    assert [each["id"] for each in of_actor] == [changed["id"]]
    bots = (await asked(centre, actor_kind="bot"))["items"]
    assert bots
    assert {each["actor_kind"] for each in bots} == {"bot"}
    early = (await asked(centre, to=changed["at"]))["items"]
    late = (await asked(centre, **{"from": changed["at"], "action": "locale_changed"}))["items"]
    assert changed["id"] not in [each["id"] for each in early]
    assert late == [changed]
    actions = (await centre.admin.get(f"{AUDIT}/actions")).json()["items"]
    assert set(actions) >= {each["action"] for each in everything}


async def test_pages_follow_each_other_without_gap_or_repeat(centre: Centre) -> None:
    for _ in range(5):
        await centre.operator.patch("/v1/session", json={"locale": "ru"})

    seen, after = [], None
    while True:
        wanted = {"action": "locale_changed", "limit": 2} | ({"after": after} if after else {})
        page = await asked(centre, **wanted)
        seen += [each["id"] for each in page["items"]]
        after = page["next"]
        if after is None:
            break

    assert len(seen) == 5
    assert seen == sorted(set(seen), reverse=True)


async def test_who_reads_the_log_stands_in_it(centre: Centre) -> None:
    await asked(centre)
    await centre.admin.get(f"{AUDIT}/export")

    newest = (await asked(centre))["items"]

    assert [each["action"] for each in newest[:2]] == ["audit_exported", "audit_read"]
    assert newest[0]["login"] == "admin"


async def test_the_log_is_exported_as_a_table_without_formulas(centre: Centre) -> None:
    await centre.admin.post(
        "/v1/admin/staff",
        json={
            "login": "=cmd|1",
            "name": "x",
            "position": "x",
            "role": "operator",
        },
    )

    exported = await centre.admin.get(f"{AUDIT}/export", params={"action": "user_added"})

    assert exported.text.startswith("\ufeffid,at,")
    rows = list(csv.DictReader(io.StringIO(exported.text[1:])))
    assert [row["detail"] for row in rows if row["login"] == "admin"] == ["'=cmd|1"]


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "query", ["after=x", "limit=0", "limit=201", "action=%27", "from=yesterday", "actor_id=1"]
)
async def test_a_strange_question_is_refused(centre: Centre, query: str) -> None:
    assert (await centre.admin.get(f"{AUDIT}?{query}")).status_code == 422


async def test_how_long_the_journal_is_kept_is_chosen(centre: Centre) -> None:
    ours = (await centre.admin.get("/v1/admin/retention")).json()

    changed = await centre.admin.put("/v1/admin/retention", json={"journal_days": 7})

    assert ours["journal_days"] == centre.house.settings.journal_keep_days
    assert changed.json() == {**ours, "journal_days": 7}
    assert (await centre.admin.get("/v1/admin/retention")).json() == changed.json()
