"""What citizens see, and when: published, scheduled, retired, restored."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

from intake_api.faq.publishing import publish_due
from intake_api.faq.shelf import Shelf
from storage.database import Database
from storage.reports.unit_of_work import Reports
from tests.intake_api.centre import Centre, opened, settings_for
from tests.intake_api.faq import ID, act, create, offered, shown, told, trail, write


async def test_published_is_what_citizens_see_at_once(centre: Centre) -> None:
    await create(centre)

    published = await act(centre, "publish")

    assert published.status_code == 200, published.text
    assert (published.json()["status"], published.json()["published_version"]) == ("published", 1)
    assert published.json()["history"][0]["published_by"]["name"] == "approver by name"
    assert ID in await offered(centre)
    assert centre.house.shelf.current().article(ID) is not None


async def test_a_draft_beside_it_changes_nothing_for_citizens(centre: Centre) -> None:
    await create(centre)
    await act(centre, "publish")

    await write(centre, 1, translations={"ru": told("Другое", "Другое.")})

    assert (await offered(centre))[ID]["translations"]["ru"]["title"] == "Пропала собака"
    seen = await shown(centre)
    assert (seen["draft_version"], seen["published_version"], seen["status"]) == (2, 1, "published")
    assert seen["published"]["translations"].keys() == {"kk", "ru", "en"}


async def test_what_is_not_fit_is_refused_with_its_reasons(centre: Centre) -> None:
    await create(centre, translations={"ru": told("Пропала собака", "")})

    refused = await act(centre, "publish")

    assert (refused.status_code, refused.json()["code"]) == (422, "not_publishable")
    assert "error" in {each["severity"] for each in refused.json()["errors"]}
    assert ID not in await offered(centre)


async def test_a_question_that_another_article_claims_is_told_with_that_article(
    centre: Centre,
) -> None:
    await create(centre)
    await act(centre, "publish")
    texts = {"ru": told("Пропал пёс", "Спросите соседей.", asked=["Пропала собака 1"])}
    await create(centre, "lost-hound", translations=texts)

    refused = await act(centre, "publish", "lost-hound")

    (claimed,) = (e for e in refused.json()["errors"] if e["severity"] == "error")
    assert (claimed["code"], claimed["other"], claimed["locale"]) == ("variant_taken", ID, "ru")
    problems = (await shown(centre, "lost-hound"))["problems"]
    assert {"few_variants", "missing_language"} <= {each["code"] for each in problems}


async def test_a_button_leads_to_a_category_that_is_offered(centre: Centre) -> None:
    button = {"kind": "report", "target": "theft", "labels": {"ru": "Сообщить"}}
    await create(centre, buttons=[button])
    assert (await act(centre, "publish")).status_code == 200

    await centre.admin.delete("/v1/admin/categories/theft")
    refused = await act(centre, "publish")

    assert "unknown_category" in {each["code"] for each in refused.json()["errors"]}


async def test_an_approver_publishes_what_was_read(centre: Centre) -> None:
    await create(centre)
    await write(centre, 1, topic="danger")

    refused = await centre.approver.post(
        f"/v1/faq/articles/{ID}/publish", json={}, headers={"If-Match": '"1"'}
    )

    assert (refused.status_code, refused.json()["code"]) == (409, "version_differs")


async def test_retired_is_gone_for_citizens_and_its_versions_stay(centre: Centre) -> None:
    await create(centre)
    await act(centre, "publish")

    retired = await act(centre, "retire")
    again = await act(centre, "retire")

    assert (retired.json()["status"], retired.json()["published_version"]) == ("retired", None)
    assert (again.status_code, again.json()["code"]) == (409, "not_possible_now")
    assert ID not in await offered(centre)
    assert len(retired.json()["history"]) == 1


async def test_an_old_version_becomes_the_draft_again(centre: Centre) -> None:
    await create(centre)
    await write(centre, 1, translations={"ru": told("Другое", "Другое.")})
    await act(centre, "publish")
    await act(centre, "retire")

    restored = await act(centre, "restore", version=1)

    assert (restored.json()["status"], restored.json()["draft_version"]) == ("draft", 3)
    assert (
        restored.json()["draft"]["translations"]
        == (await centre.editor.get(f"/v1/faq/articles/{ID}/versions/1")).json()["article"][
            "translations"
        ]
    )
    assert await trail(centre) == [
        *("faq_written", "faq_written", "faq_published"),
        *("faq_retired", "faq_written", "faq_restored"),
    ]


def soon(minutes: float = 60) -> str:
    return (datetime.now(UTC) + timedelta(minutes=minutes)).isoformat()


def in_two_hours() -> datetime:
    return datetime.now(UTC) + timedelta(hours=2)


async def test_a_time_that_is_past_is_now(centre: Centre) -> None:
    await create(centre)

    published = await act(centre, "publish", at=soon(-1))

    assert published.json()["status"] == "published"


async def test_what_was_approved_is_published_and_not_what_came_after(centre: Centre) -> None:
    await create(centre)
    scheduled = await act(centre, "publish", at=soon())
    await write(centre, 1, topic="danger")
    later = Reports(centre.house.reports.database, clock=in_two_hours)

    early = await publish_due(centre.house.reports)
    done = await publish_due(later)

    assert (scheduled.json()["status"], scheduled.json()["publish_version"]) == ("draft", 1)
    assert (early, done) == ([], [ID])
    seen = await shown(centre)
    assert (seen["published_version"], seen["publish_at"]) == (1, None)
    assert ID in await offered(centre)
    assert (await trail(centre))[-1] == "faq_published"


async def test_two_processes_publish_it_once(reports_url: str, tmp_path: Path) -> None:
    async with opened(settings_for(reports_url, tmp_path)) as centre:
        await create(centre)
        await act(centre, "publish", at=soon())
        processes = [Reports(Database(reports_url), clock=in_two_hours) for _ in range(4)]

        done = await asyncio.gather(*(publish_due(each) for each in processes))

        assert sorted(map(len, done)) == [0, 0, 0, 1]
        assert (await trail(centre)).count("faq_published") == 1
        for each in processes:
            await each.dispose()


async def test_what_was_to_come_can_be_called_off(centre: Centre) -> None:
    await create(centre)
    await act(centre, "publish", at=soon())

    called_off = await centre.approver.delete(f"/v1/faq/articles/{ID}/publish")
    again = await centre.approver.delete(f"/v1/faq/articles/{ID}/publish")

    assert called_off.json()["publish_at"] is None
    assert again.status_code == 409


async def test_another_process_sees_what_was_published(reports_url: str, tmp_path: Path) -> None:
    async with opened(settings_for(reports_url, tmp_path)) as centre:
        other = Reports(Database(reports_url))
        await centre.house.shelf.refresh()
        before = centre.house.shelf.current()

        await create(centre)
        assert (await centre.house.shelf.refresh()).catalogue is before, "a draft changes nothing"
        await act(centre, "publish")

        shelf = Shelf(other)
        await shelf.make_ready()
        assert shelf.current().article(ID) is not None
        await other.dispose()
