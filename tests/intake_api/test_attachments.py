"""Bytes are kept as they came, and handed out so that no browser runs them."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from tests.intake_api.centre import Centre, attachment, message, opened, settings_for

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 100
HTML = b"<html><script>alert(1)</script></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


async def announce(centre: Centre, **changed: object) -> tuple[dict[str, Any], str]:
    file = attachment(**changed)
    report = await centre.submit(messages=[message(attachments=[file])])
    return report, f"/v1/attachments/{file['attachment_id']}"


async def only_file(centre: Centre, report: dict[str, Any]) -> dict[str, Any]:
    case = await centre.case(report["report_id"])
    (file,) = (file for entry in case["timeline"] for file in entry.get("attachments", ()))
    found: dict[str, Any] = file
    return found


async def test_bytes_come_back_as_they_were(centre: Centre) -> None:
    report, path = await announce(centre, media_type="text/html", size=5)

    stored = await centre.bot.put(f"{path}/content", content=PNG)
    read = await centre.operator.get(f"{path}/content")

    assert stored.status_code == 200
    assert read.content == PNG
    file = await only_file(centre, report)
    assert (file["custody"], file["size"]) == ("stored", len(PNG))
    assert file["media_type"] == stored.json()["media_type"] == "image/png"
    assert file["sha256"] == stored.json()["sha256"]


async def test_a_stream_of_unknown_length_is_taken(centre: Centre) -> None:
    _, path = await announce(centre)

    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(40):
            yield b"x" * 50_000

    stored = await centre.bot.put(f"{path}/content", content=chunks())

    assert stored.json()["size"] == 2_000_000


async def test_the_same_bytes_twice_are_the_same(centre: Centre) -> None:
    _, path = await announce(centre)

    answers = [await centre.bot.put(f"{path}/content", content=PNG) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].content == answers[1].content


async def test_other_bytes_do_not_replace_what_is_kept(centre: Centre) -> None:
    _, path = await announce(centre)
    await centre.bot.put(f"{path}/content", content=PNG)

    refused = await centre.bot.put(f"{path}/content", content=HTML)

    assert (refused.status_code, refused.json()["code"]) == (422, "attachment_differs")
    assert (await centre.operator.get(f"{path}/content")).content == PNG


async def test_an_unknown_attachment_is_not_found(centre: Centre) -> None:
    path = f"/v1/attachments/{uuid4()}"
    failure = {"reason": "failed"}

    answers = [
        await centre.bot.put(f"{path}/content", content=PNG),
        await centre.bot.post(f"{path}/failure", json=failure),
        await centre.operator.get(f"{path}/content"),
    ]

    assert [answer.status_code for answer in answers] == [404] * 3
    assert {answer.json()["code"] for answer in answers} == {"attachment_unknown"}


async def test_what_has_not_come_yet_cannot_be_read(centre: Centre) -> None:
    _, path = await announce(centre)

    missing = await centre.operator.get(f"{path}/content")

    assert (missing.status_code, missing.json()["code"]) == (404, "content_missing")


@pytest.mark.parametrize("declared", [True, False])
async def test_too_many_bytes_are_refused(reports_url: str, tmp_path: Path, declared: bool) -> None:
    async with opened(settings_for(reports_url, tmp_path, max_attachment_bytes=1000)) as centre:
        report, path = await announce(centre)

        async def chunks() -> AsyncIterator[bytes]:
            yield b"x" * 900
            yield b"x" * 900

        refused = await centre.bot.put(
            f"{path}/content", content=b"x" * 1800 if declared else chunks()
        )

        assert (refused.status_code, refused.json()["code"]) == (413, "attachment_too_big")
        assert (await only_file(centre, report))["custody"] == "announced"


async def test_a_failure_is_shown_and_a_later_success_wins(centre: Centre) -> None:
    report, path = await announce(centre)

    told = await centre.bot.post(f"{path}/failure", json={"reason": "too_big"})
    failed = await only_file(centre, report)
    await centre.bot.put(f"{path}/content", content=PNG)
    await centre.bot.post(f"{path}/failure", json={"reason": "failed"})

    assert (told.status_code, failed["custody"]) == (204, "too_big")
    assert (await only_file(centre, report))["custody"] == "stored"


@pytest.mark.parametrize(
    ("content", "disposition"), [(PNG, "inline"), (HTML, "attachment"), (SVG, "attachment")]
)
async def test_only_what_runs_no_script_is_shown_in_place(
    centre: Centre, content: bytes, disposition: str
) -> None:
    _, path = await announce(centre, name='a"\r\nX: y/ё.png', media_type="image/png")
    await centre.bot.put(f"{path}/content", content=content)

    shown = await centre.operator.get(f"{path}/content")
    saved = await centre.operator.get(f"{path}/content", params={"download": "1"})

    assert shown.headers["content-disposition"].startswith(disposition)
    assert saved.headers["content-disposition"].startswith("attachment")
    assert shown.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in shown.headers["content-security-policy"]
    assert "X" not in {name.upper() for name in shown.headers}


@pytest.mark.parametrize(
    ("asked", "status", "expected"),
    [
        ("bytes=0-1", 206, b"01"),
        ("bytes=4-", 206, b"456789"),
        ("bytes=-3", 206, b"789"),
        ("bytes=8-99", 206, b"89"),
        ("bytes=-99", 206, b"0123456789"),
        ("bytes=2-1", 200, b"0123456789"),
        ("bytes=0-1,4-5", 200, b"0123456789"),
        ("lines=1-2", 200, b"0123456789"),
        ("bytes=10-", 416, None),
        ("bytes=-0", 416, None),
        ("bytes=99999999999999999-", 416, None),
    ],
)
async def test_players_may_ask_for_a_part(
    centre: Centre, asked: str, status: int, expected: bytes | None
) -> None:
    _, path = await announce(centre)
    await centre.bot.put(f"{path}/content", content=b"0123456789")

    part = await centre.operator.get(f"{path}/content", headers={"Range": asked})

    assert part.status_code == status
    if expected is not None:
        assert part.content == expected
        assert int(part.headers["content-length"]) == len(expected)
    if status == 206:
        assert part.headers["content-range"].endswith("/10")
