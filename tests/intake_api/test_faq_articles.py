"""Writing answers: versions, two who write at once, what becomes stale, the list."""

import asyncio
from typing import Any

import pytest

from faq.content import seed
from tests.intake_api.centre import Centre
from tests.intake_api.faq import ID, act, article, create, offered, shown, told, trail, write


async def listed(centre: Centre, **wanted: object) -> list[str]:
    params: dict[str, Any] = {"limit": 200, **wanted}
    page = await centre.editor.get("/v1/faq/articles", params=params)
    assert page.status_code == 200, page.text
    return [each["id"] for each in page.json()["items"]]


async def test_what_an_editor_writes_is_a_draft_that_citizens_do_not_see(centre: Centre) -> None:
    made = await create(centre)

    assert (made["status"], made["draft_version"], made["published_version"]) == ("draft", 1, None)
    assert made["draft"]["translations"]["ru"]["title"] == "Пропала собака"
    assert ID not in await offered(centre)


async def test_an_id_is_taken_once(centre: Centre) -> None:
    await create(centre)

    again = await centre.editor.post("/v1/faq/articles", json={"article": article()})

    assert (again.status_code, again.json()["code"]) == (409, "article_taken")


async def test_every_change_is_a_version_that_stays(centre: Centre) -> None:
    await create(centre)

    written = await write(centre, 1, buttons=[], wish={"note": "Shorter"}, valid_until="2030-01-31")

    assert written.status_code == 200, written.text
    assert written.headers["etag"] == '"2"'
    history = written.json()["history"]
    assert [(each["number"], each["note"]) for each in history] == [(2, "Shorter"), (1, "")]
    assert history[0]["author"]["name"] == "editor by name"
    first = (await centre.editor.get(f"/v1/faq/articles/{ID}/versions/1")).json()
    assert first["article"]["valid_until"] is None


async def test_writing_the_same_again_is_no_version(centre: Centre) -> None:
    await create(centre)

    written = await write(centre, 1)

    assert written.json()["draft_version"] == 1


async def test_of_two_editors_the_second_is_told_the_newest_version(centre: Centre) -> None:
    await create(centre)
    texts = ({"kk": told("Ит", "А")}, {"kk": told("Күшік", "Б")})

    answers = await asyncio.gather(
        write(centre, 1, translations=texts[0]),
        write(centre, 1, translations=texts[1], client=centre.approver),
    )

    refused = next(each for each in answers if each.status_code != 200)
    assert sorted(each.status_code for each in answers) == [200, 409]
    assert refused.json()["code"] == "version_differs"
    assert refused.json()["errors"] == [{"version": 2}]
    assert refused.headers["etag"] == '"2"'
    assert (await shown(centre))["draft_version"] == 2


async def test_a_writer_says_which_version_is_known(centre: Centre) -> None:
    await create(centre)

    refused = await centre.editor.put(f"/v1/faq/articles/{ID}", json={"article": article()})

    assert refused.status_code == 422


async def test_translations_that_stayed_behind_are_stale(centre: Centre) -> None:
    await create(centre)
    changed = {**article()["translations"], "ru": told("Пропала собака", "Позвоните нам.")}

    first = await write(centre, 1, translations=changed, wish={"checked_locales": ["en"]})
    again = await write(
        centre, 2, translations=first.json()["draft"]["translations"], topic="danger"
    )
    caught_up = await write(
        centre,
        3,
        translations={**changed, "kk": told("Итім жоғалды", "Бізге қоңырау шалыңыз.")},
        wish={"checked_locales": ["ru", "en"]},
    )

    assert first.json()["stale"] == ["kk"]
    assert again.json()["stale"] == ["kk"], "a mark stays until somebody has looked"
    assert caught_up.json()["stale"] == []


async def test_a_language_that_is_added_makes_no_other_stale(centre: Centre) -> None:
    await create(centre, translations={"ru": told("Пропала собака", "Спросите соседей.")})

    written = await write(centre, 1)

    assert written.json()["stale"] == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"topic": "nothing"},
        {
            "attachments": [
                {"sha256": "0" * 64, "name": "a.pdf", "media_type": "application/pdf", "size": 1}
            ]
        },
    ],
)
async def test_what_does_not_fit_is_refused(centre: Centre, wrong: dict[str, Any]) -> None:
    body = {"article": article(**wrong)}

    refused = await centre.editor.post("/v1/faq/articles", json=body)

    assert (refused.status_code, refused.json()["code"]) == (422, "article_misplaced")


async def test_what_changed_is_shown_word_by_word(centre: Centre) -> None:
    await create(centre)
    texts = {**article()["translations"], "en": told("My dog is lost", "Ask your good neighbours.")}
    await write(centre, 1, translations=texts, wish={"checked_locales": ["kk", "ru"]})

    diff = await centre.editor.get(f"/v1/faq/articles/{ID}/diff", params={"from": 1, "to": 2})

    assert diff.json()["items"] == [
        {
            "field": "text",
            "locale": "en",
            "pieces": [
                {"kind": "same", "text": "Ask your "},
                {"kind": "new", "text": "good "},
                {"kind": "same", "text": "neighbours."},
            ],
        }
    ]


async def test_a_version_or_an_article_that_never_was(centre: Centre) -> None:
    await create(centre)

    missing = [
        await centre.editor.get("/v1/faq/articles/nothing"),
        await centre.editor.get(f"/v1/faq/articles/{ID}/versions/7"),
        await centre.editor.get(f"/v1/faq/articles/{ID}/diff", params={"from": 1, "to": 7}),
        await act(centre, "restore", version=7),
        await act(centre, "retire", "nothing"),
    ]

    assert {(each.status_code, each.json()["code"]) for each in missing} == {
        (404, "article_unknown")
    }


async def test_the_list_is_chosen_from(centre: Centre) -> None:
    first = {"ru": told("Пропала Собака", "Спросите соседей.")}
    await create(centre, translations=first, valid_until="2020-01-31")
    cat = {"kk": told("Мысық табылды", "Бізге әкеліңіз."), "ru": told("Найден кот", "Несите.")}
    await create(centre, "found-cat", topic="danger", translations=cat)
    cat["ru"] = told("Найден кот", "Принесите нам.")
    await write(centre, 1, "found-cat", topic="danger", translations=cat)

    assert (await listed(centre))[:2] == ["found-cat", ID], "the latest written first"
    assert set(await listed(centre, status="draft")) == {"found-cat", ID}
    assert await listed(centre, status="draft", topic="danger") == ["found-cat"]
    assert await listed(centre, q="собака ПРОПАЛА") == [ID]
    assert await listed(centre, q="мысық") == ["found-cat"]
    assert await listed(centre, q="100%") == []
    assert ID in await listed(centre, missing="kk")
    assert "found-cat" not in await listed(centre, missing="kk")
    assert await listed(centre, stale=True) == ["found-cat"]
    assert await listed(centre, expiring=30) == [ID]


async def test_pages_of_the_list_miss_nothing(centre: Centre) -> None:
    found: list[str] = []
    after = None
    for _ in range(100):
        params = {"limit": 7, **({"after": after} if after else {})}
        page = (await centre.editor.get("/v1/faq/articles", params=params)).json()
        found += [each["id"] for each in page["items"]]
        after = page["next"]
        if after is None:
            break

    assert sorted(found) == sorted(each.id for each in seed().articles)


async def test_a_cursor_that_is_none_is_refused(centre: Centre) -> None:
    for after in ("é", "AAAA", "MjAyNi0wMS0wMSBh"):
        page = await centre.editor.get("/v1/faq/articles", params={"after": after})
        assert page.status_code == 422, after


async def test_an_owner_is_somebody_of_the_staff(centre: Centre) -> None:
    await create(centre)
    colleagues = (await centre.editor.get("/v1/faq/colleagues")).json()["items"]
    owner = next(each for each in colleagues if each["name"] == "approver by name")

    given = await write(centre, 1, wish={"owner": owner["id"]})
    unknown = await write(centre, 1, wish={"owner": "01980000-0000-7000-8000-000000000000"})

    assert given.json()["owner"] == owner
    assert given.json()["draft_version"] == 1
    assert await listed(centre, owner=owner["id"]) == [ID]
    assert unknown.status_code == 422


async def test_every_write_is_noted(centre: Centre) -> None:
    await create(centre)
    await write(centre, 1, topic="danger")
    await shown(centre)

    assert await trail(centre) == ["faq_written", "faq_written"]
