"""All articles as files, and files as drafts: all of a file, or nothing of it."""

from dataclasses import replace
from typing import Any

import httpx
import pytest

from faq.article import Article, Attachment
from faq.catalogue import Catalogue, Topic, read_article
from faq.content import seed
from faq.exchange import Format, exported, imported
from tests.intake_api.centre import Centre
from tests.intake_api.faq import ID, act, article, create, offered, shown, trail

DOG = read_article(article())


def file_of(*articles: Article, topics: tuple[Topic, ...] | None = None) -> bytes:
    told = seed().topics if topics is None else topics
    return exported(Catalogue(topics=told, articles=articles), Format.YAML)


async def take_in(centre: Centre, file: bytes, **params: Any) -> httpx.Response:
    asked = {"format": "yaml", **params}
    return await centre.approver.post("/v1/faq/import", params=asked, content=file)


@pytest.mark.parametrize("format", list(Format))
async def test_what_went_out_comes_in_unchanged(centre: Centre, format: Format) -> None:
    out = await centre.editor.get("/v1/faq/export", params={"format": format})

    back = await take_in(centre, out.content, format=format, dry_run=True)

    assert {each.id for each in imported(out.content, format).articles} == {
        each.id for each in seed().articles
    }
    assert back.json() == {
        "dry_run": True,
        "items": [],
        "unchanged": len(seed().articles),
        "topics": [],
        "problems": [],
    }


async def test_drafts_go_out_and_what_citizens_see_when_asked(centre: Centre) -> None:
    await create(centre)
    await create(centre, "gone")
    await act(centre, "retire", "gone")

    drafts = await centre.editor.get("/v1/faq/export")
    published = await centre.editor.get("/v1/faq/export", params={"catalogue": "published"})

    def ids(out: httpx.Response) -> set[str]:
        return {each.id for each in imported(out.content, Format.YAML).articles}

    assert ids(drafts) - ids(published) == {ID}
    assert drafts.headers["content-disposition"] == 'attachment; filename="faq.yaml.zip"'


async def test_a_dry_run_tells_what_would_be_and_changes_nothing(centre: Centre) -> None:
    first = seed().articles[0]
    changed = replace(first, topic=seed().topics[-1].code)

    told = await take_in(centre, file_of(changed, DOG), dry_run=True)

    items = {each["id"]: each for each in told.json()["items"]}
    assert items.keys() == {first.id, ID}
    assert items[ID]["is_new"] is True
    assert [each["field"] for each in items[first.id]["differences"]] == ["topic"]
    assert (await shown(centre, first.id))["draft_version"] == 1
    assert (await centre.editor.get(f"/v1/faq/articles/{ID}")).status_code == 404
    assert await trail(centre) == []


async def test_what_is_taken_in_are_drafts(centre: Centre) -> None:
    first = seed().articles[0]
    changed = replace(first, topic=seed().topics[-1].code)

    done = await take_in(centre, file_of(changed, DOG))

    assert done.status_code == 200, done.text
    assert (await shown(centre, ID))["status"] == "draft"
    seen = await shown(centre, first.id)
    assert (seen["draft_version"], seen["published_version"]) == (2, 1)
    assert ID not in await offered(centre)
    assert await trail(centre) == ["faq_written", "faq_written", "faq_imported"]


async def test_a_topic_comes_with_its_articles(centre: Centre) -> None:
    animals = Topic(code="animals", labels={"kk": "Жануарлар", "ru": "Животные", "en": "Animals"})

    done = await take_in(centre, file_of(replace(DOG, topic="animals"), topics=(animals,)))

    assert done.json()["topics"] == ["animals"]
    told = (await centre.bot.get("/v1/faq/catalogue")).json()["topics"]
    assert [each["code"] for each in told] == [*(t.code for t in seed().topics), "animals"]


MISSING = Attachment(sha256="0" * 64, name="a.pdf", media_type="application/pdf", size=1)


@pytest.mark.parametrize(
    ("file", "fault"),
    [
        (b"not a file of ours", "not_a_zip"),
        (file_of(DOG, replace(DOG, id="other", topic="nothing"), topics=()), "unknown_topic"),
        (file_of(replace(DOG, attachments=(MISSING,))), "unknown_file"),
        (file_of(DOG, replace(DOG, id="0" * 61)), "bad_value"),
    ],
)
async def test_of_a_faulty_file_nothing_is_taken_in(
    centre: Centre, file: bytes, fault: str
) -> None:
    told = await take_in(centre, file, dry_run=True)
    refused = await take_in(centre, file)

    assert fault in {each["fault"].replace("-", "_") for each in told.json()["problems"]}
    assert (refused.status_code, refused.json()["code"]) == (422, "import_faulty")
    assert refused.json()["errors"] == told.json()["problems"]
    assert (await centre.editor.get(f"/v1/faq/articles/{ID}")).status_code == 404
    assert await trail(centre) == []
