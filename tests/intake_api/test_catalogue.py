"""Categories and QR places: data that bots copy and administrators edit."""

from typing import Any

import httpx
import pytest

from intake_api.contract import Catalogue, Locale
from intake_api.reports.catalogue import SEED, read_file, sow
from storage.reports.journals import entries_after
from storage.reports.unit_of_work import Reports
from tests.intake_api.centre import Centre

LABELS = {"kk": "Дрон", "ru": "Дрон", "en": "Drone"}


def category(code: str = "drone", **changed: object) -> dict[str, Any]:
    return {"code": code, "kind": "offence", "labels": LABELS, "position": 500, **changed}


async def put(centre: Centre, code: str = "drone", **changed: object) -> httpx.Response:
    body = category(code, **changed)
    return await centre.admin.put(f"/v1/admin/categories/{code}", json=body)


async def catalogue(centre: Centre) -> Catalogue:
    return Catalogue.model_validate_json((await centre.bot.get("/v1/catalogue")).content)


async def events(centre: Centre) -> list[str]:
    async with centre.house.reports.look() as work:
        return [entry.event for entry in await entries_after(work, 0, 100)]


def test_the_first_list_speaks_every_language() -> None:
    seed = read_file(SEED)

    texts = [each.labels for each in seed.categories]
    texts += [question.labels for each in seed.categories for question in each.questions]
    texts += [o.labels for each in seed.categories for q in each.questions for o in q.options]
    texts += [each.notice.texts for each in seed.categories if each.notice]
    assert all(set(each) == set(Locale) and all(each.values()) for each in texts)


def test_the_first_list_redirects_fire_and_illness() -> None:
    by_code = {each.code: each for each in read_file(SEED).categories}

    phones = [by_code[code].notice for code in ("fire", "medical")]
    assert [notice.phone for notice in phones if notice] == ["101", "103"]


async def test_a_new_centre_has_categories(centre: Centre) -> None:
    codes = {each.code for each in (await catalogue(centre)).categories}

    assert {"theft", "theft-home", "fire", "medical", "missing-person", "other"} <= codes


async def test_sowing_again_brings_nothing_back(centre: Centre) -> None:
    await put(centre, "theft", retired=True)

    async with Reports(centre.house.reports.database).act() as work:
        await sow(work)

    theft = next(each for each in (await catalogue(centre)).categories if each.code == "theft")
    assert theft.retired


async def test_a_known_version_is_not_sent_again_until_something_changes(centre: Centre) -> None:
    first = await centre.bot.get("/v1/catalogue")
    tag = {"If-None-Match": first.headers["etag"]}

    same = await centre.bot.get("/v1/catalogue", headers=tag)
    await put(centre)
    other = await centre.bot.get("/v1/catalogue", headers=tag)

    assert first.headers["etag"] == f'"{first.json()["version"]}"'
    assert (same.status_code, same.content) == (304, b"")
    assert other.status_code == 200
    assert other.json()["version"] != first.json()["version"]


async def test_an_administrator_writes_a_subcategory_with_its_question(centre: Centre) -> None:
    question = {"code": "height", "kind": "number", "labels": LABELS, "least": 0.0}
    await put(centre)

    written = await put(centre, "drone-high", parent="drone", questions=[question])

    assert written.status_code == 200, written.text
    read = (await centre.admin.get("/v1/admin/categories/drone-high")).json()
    assert read == written.json()
    shown = (await centre.operator.get("/v1/categories")).json()["items"]
    assert [(e["code"], e["parent"]) for e in shown if "drone" in e["code"]] == [
        ("drone", None),
        ("drone-high", "drone"),
    ]


@pytest.mark.parametrize("parent", ["drone", "nothing", "theft-home"])
async def test_a_parent_that_does_not_fit_is_refused(centre: Centre, parent: str) -> None:
    refused = await put(centre, parent=parent)

    assert (refused.status_code, refused.json()["code"]) == (422, "category_misplaced")


async def test_a_parent_cannot_become_a_child(centre: Centre) -> None:
    assert (await put(centre, "theft", parent="violence")).status_code == 422


@pytest.mark.parametrize("who", ["operator", "supervisor"])
async def test_others_write_nothing(centre: Centre, who: str) -> None:
    client: httpx.AsyncClient = getattr(centre, who)

    for method, body in (("PUT", category()), ("DELETE", None), ("GET", None)):
        refused = await client.request(method, "/v1/admin/categories/drone", json=body)
        assert refused.status_code == 403
    assert (await client.delete("/v1/admin/places/p1")).status_code == 403
    assert (await client.get("/v1/admin/places")).status_code == 403


async def test_retiring_keeps_the_name(centre: Centre) -> None:
    gone = await centre.admin.delete("/v1/admin/categories/noise")

    assert gone.status_code == 204
    noise = next(e for e in (await catalogue(centre)).categories if e.code == "noise")
    assert (noise.retired, noise.labels[Locale.RU]) == (True, "Шум")
    assert (await centre.admin.delete("/v1/admin/categories/nothing")).status_code == 404


async def test_a_place_is_offered_until_it_is_retired(centre: Centre) -> None:
    place = {
        "code": "Mall-1",
        "labels": LABELS,
        "place": {"method": "qr", "latitude": 51.1, "longitude": 71.4},
    }

    written = await centre.admin.put("/v1/admin/places/Mall-1", json=place)
    offered = (await catalogue(centre)).places
    listed = (await centre.admin.get("/v1/admin/places")).json()["items"]
    await centre.admin.delete("/v1/admin/places/Mall-1")

    assert written.status_code == 200, written.text
    assert [each.code for each in offered] == ["Mall-1"]
    assert listed == [each.model_dump(mode="json") for each in offered]
    assert (await centre.admin.get("/v1/admin/places")).json() == {"items": []}
    assert (await catalogue(centre)).places == ()
    assert (await centre.admin.delete("/v1/admin/places/Mall-2")).status_code == 404


@pytest.mark.parametrize(("code", "flagged"), [("theft", 0), ("noise", 1), ("unheard-of", 1)])
async def test_a_category_not_offered_is_kept_and_flagged(
    centre: Centre, code: str, flagged: int
) -> None:
    await centre.admin.delete("/v1/admin/categories/noise")

    report = await centre.submit(category=code)

    assert (await centre.case(report["report_id"]))["category"] == code
    assert (await events(centre)).count("category_unknown") == flagged
