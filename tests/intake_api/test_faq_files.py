"""Files of articles: in by editors, out to bots once they are published."""

import hashlib

import pytest
from sqlalchemy import select

from intake_api.faq import files
from intake_api.reports.erasing import sweep_blobs
from storage.reports.citizens_tables import blob_erasure
from tests.intake_api.centre import Centre
from tests.intake_api.faq import act, create

PDF = b"%PDF-1.7\n" + b"a form to fill in " * 100
SHA256 = hashlib.sha256(PDF).hexdigest()
ATTACHED = {"sha256": SHA256, "name": "Форма.pdf", "media_type": "application/pdf"}


async def test_a_file_reaches_bots_with_its_article(centre: Centre) -> None:
    kept = await centre.editor.post("/v1/faq/attachments", content=PDF)
    await create(centre, attachments=[{**ATTACHED, "size": len(PDF)}])
    path = f"/v1/faq/catalogue/files/{SHA256}"

    early = await centre.bot.get(path)
    await act(centre, "publish")
    published = await centre.bot.get(path)

    assert kept.status_code == 201
    assert kept.json() == {"sha256": SHA256, "media_type": "application/pdf", "size": len(PDF)}
    assert (early.status_code, early.json()["code"]) == (404, "content_missing")
    assert published.content == PDF


async def test_an_editor_reads_it_back_under_its_name(centre: Centre) -> None:
    await centre.editor.post("/v1/faq/attachments", content=PDF)

    read = await centre.editor.get(f"/v1/faq/attachments/{SHA256}", params={"name": "a/б.pdf"})

    assert read.content == PDF
    assert read.headers["content-disposition"] == "attachment; filename*=UTF-8''a_%D0%B1.pdf"
    missing = await centre.editor.get(f"/v1/faq/attachments/{'0' * 64}")
    assert missing.json()["code"] == "content_missing"


@pytest.mark.parametrize(
    "content", [b"", b"MZ\x90\x00" * 64, b"<html><script>alert(1)</script>", b"PK\x03\x04" * 64]
)
async def test_other_kinds_of_files_are_refused(centre: Centre, content: bytes) -> None:
    refused = await centre.editor.post("/v1/faq/attachments", content=content)

    assert (refused.status_code, refused.json()["code"]) == (415, "file_kind_refused")


async def test_a_file_has_a_limit(centre: Centre, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST", len(PDF) - 1)

    refused = await centre.editor.post("/v1/faq/attachments", content=PDF)

    assert (refused.status_code, refused.json()["code"]) == (413, "attachment_too_big")


async def test_a_file_outlives_a_citizen_who_sent_the_same(centre: Centre) -> None:
    await centre.editor.post("/v1/faq/attachments", content=PDF)
    async with centre.house.reports.act() as work:
        row = {"sha256": SHA256, "wished_at": work.now}
        await work.connection.execute(work.insert_unless_there(blob_erasure), row)

    erased = await sweep_blobs(centre.house.reports, centre.house.blobs)

    assert erased == 0
    assert await centre.house.blobs.holds(SHA256)
    async with centre.house.reports.look() as work:
        assert await work.connection.scalar(select(blob_erasure.c.sha256)) is None


async def test_the_same_file_twice_is_one(centre: Centre) -> None:
    answers = [await centre.editor.post("/v1/faq/attachments", content=PDF) for _ in range(2)]

    assert [each.status_code for each in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()
