"""Large files arrive whole over lines that break, and are told of once."""

import asyncio
import hashlib
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from intake_api.identity.forget import forget_identity
from intake_api.portal import uploading
from intake_api.uploads import receiving
from intake_api.uploads.receiving import put_together
from intake_api.uploads.tidying import KEPT, drop_stale, finish_left
from storage.reports.uploads import upload_of
from tests.intake_api.centre import Centre, opened, settings_for, uuid_of
from tests.intake_api.portal import Visitor, asked, visiting

FILM = b"\x00\x00\x00\x18ftypmp42" + bytes(range(256)) * 400
HALF = 50_000


class Upload:
    """The page of one file, in a citizen's browser."""

    def __init__(self, centre: Centre, link: dict[str, Any], visitor: Visitor, base: str) -> None:
        self.centre = centre
        self.link = link
        self.http = visitor.http
        self.base = base

    async def choose(self, size: int = len(FILM), **changed: object) -> httpx.Response:
        chosen = {"size": size, "fingerprint": "film", **changed}
        return await self.http.post(f"{self.base}/file", json=chosen)

    async def send(self, start: int, content: Any) -> httpx.Response:
        return await self.http.patch(
            f"{self.base}/bytes", content=content, headers={"Upload-Offset": str(start)}
        )

    async def how_far(self) -> tuple[str, str | None, str | None]:
        told = (await self.http.head(f"{self.base}/bytes")).headers
        return told["upload-offset"], told.get("upload-length"), told.get("upload-complete")

    async def stored(self) -> bytes:
        path = f"/v1/attachments/{self.link['attachment_id']}/content"
        return (await self.centre.operator.get(path)).content

    async def told(self) -> list[dict[str, Any]]:
        return [e for e in await self.centre.deliveries() if e["kind"] == "upload_stored"]

    def parts(self, tmp_path: Path) -> list[Path]:
        return [e for e in (tmp_path / "blobs" / "parts").rglob("*") if e.is_file()]


async def begun(centre: Centre, visitor: Visitor) -> Upload:
    link = await asked(centre, "upload")
    page = await visitor.open(link["url"])
    assert page.status_code == 200, page.text
    return Upload(centre, link, visitor, page.url.path)


async def test_a_file_in_parts_becomes_the_attachment(centre: Centre, tmp_path: Path) -> None:
    async with visiting(centre) as visitor:
        upload = await begun(centre, visitor)
        await upload.choose()
        first = await upload.send(0, FILM[:HALF])
        between = await upload.how_far()
        last = await upload.send(HALF, FILM[HALF:])
        page = await visitor.http.get(upload.base)

    assert (first.headers["upload-offset"], between) == (str(HALF), (str(HALF), "102412", "?0"))
    assert (last.status_code, last.headers["upload-complete"]) == (204, "?1")
    assert await upload.stored() == FILM
    assert "Файл получен" in page.text
    assert upload.parts(tmp_path) == []
    (told,) = await upload.told()
    assert told["attachment_id"] == upload.link["attachment_id"]
    assert told["conversation_id"] == upload.link["conversation_id"]
    case = await centre.case(told["report_id"])
    (file,) = (f for entry in case["timeline"] for f in entry.get("attachments", ()))
    assert file["sha256"] == hashlib.sha256(FILM).hexdigest()
    assert (file["custody"], file["media_type"]) == ("stored", "video/mp4")


async def test_what_came_before_the_line_broke_is_kept(centre: Centre) -> None:
    async with visiting(centre) as visitor:
        upload = await begun(centre, visitor)
        await upload.choose()
        disconnected = await _patch_and_vanish(centre, upload, FILM[:HALF])
        offset, _, _ = await upload.how_far()
        again = await upload.choose()
        await upload.send(int(offset), FILM[int(offset) :])

    assert disconnected
    assert offset == str(HALF)
    assert again.json() == {"offset": HALF, "size": len(FILM)}
    assert await upload.stored() == FILM


async def _patch_and_vanish(centre: Centre, upload: Upload, sent: bytes) -> bool:
    """A PATCH whose sender is gone before its body ends."""
    cookie = "; ".join(f"{k}={v}" for k, v in upload.http.cookies.items())
    heard: list[dict[str, Any]] = [
        {"type": "http.request", "body": sent, "more_body": True},
        {"type": "http.disconnect"},
    ]

    async def receive() -> dict[str, Any]:
        return heard.pop(0) if heard else {"type": "http.disconnect"}

    async def send(_: Any) -> None: ...

    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": "PATCH",
        "path": f"{upload.base}/bytes",
        "raw_path": f"{upload.base}/bytes".encode(),
        "query_string": b"",
        "root_path": "",
        "scheme": "http",
        "server": ("127.0.0.1", 8080),
        "client": ("127.0.0.1", 1),
        "headers": [(b"cookie", cookie.encode()), (b"upload-offset", b"0")],
    }
    await centre.app(scope, receive, send)
    return not heard


async def test_a_part_for_elsewhere_is_told_where_to_go_on(centre: Centre) -> None:
    async with visiting(centre) as visitor:
        upload = await begun(centre, visitor)
        await upload.choose()
        await upload.send(0, FILM[:HALF])
        refused = [await upload.send(start, b"x" * 10) for start in (0, HALF + 1)]

    assert [each.status_code for each in refused] == [409, 409]
    assert {each.headers["upload-offset"] for each in refused} == {str(HALF)}


async def test_of_the_same_part_sent_twice_at_once_one_is_kept(
    centre: Centre, tmp_path: Path
) -> None:
    async with visiting(centre) as visitor:
        upload = await begun(centre, visitor)
        await upload.choose()
        answers = await asyncio.gather(*(upload.send(0, FILM[:HALF]) for _ in range(5)))
        kept = len(upload.parts(tmp_path))
        await upload.send(HALF, FILM[HALF:])

    assert sorted(answer.status_code for answer in answers) == [204, 409, 409, 409, 409]
    assert kept == 1
    assert await upload.stored() == FILM


async def test_a_part_beyond_the_end_is_refused(centre: Centre) -> None:
    async with visiting(centre) as visitor:
        upload = await begun(centre, visitor)
        await upload.choose(size=10)
        refused = await upload.send(0, b"x" * 11)
        left = await upload.how_far()

    assert (refused.status_code, left) == (413, ("0", "10", "?0"))


async def test_a_file_larger_than_allowed_is_refused(reports_url: str, tmp_path: Path) -> None:
    settings = settings_for(reports_url, tmp_path, largest_upload_bytes=1000)
    async with opened(settings) as centre, visiting(centre) as visitor:
        upload = await begun(centre, visitor)
        refused = await upload.choose(size=1001)
        form = await visitor.http.post(f"{upload.base}/form", files={"file": ("x", b"x" * 1001)})

    assert (refused.status_code, refused.json()["code"]) == (413, "attachment_too_big")
    assert form.status_code == 413


async def test_a_link_takes_more_than_a_bot_may_bring(reports_url: str, tmp_path: Path) -> None:
    settings = settings_for(reports_url, tmp_path, max_attachment_bytes=1000, max_body_bytes=1000)
    async with opened(settings) as centre, visiting(centre) as visitor:
        upload = await begun(centre, visitor)
        await upload.choose()
        sent = await upload.send(0, FILM)

        assert sent.headers["upload-complete"] == "?1"
        assert await upload.stored() == FILM


async def test_another_file_does_not_go_on_with_the_first(centre: Centre, tmp_path: Path) -> None:
    async with visiting(centre) as visitor:
        upload = await begun(centre, visitor)
        await upload.choose()
        await upload.send(0, FILM[:HALF])
        refused = await upload.choose(fingerprint="another", size=20)
        anew = await upload.choose(fingerprint="another", size=20, anew=True)
        left = upload.parts(tmp_path)
        await upload.send(0, b"y" * 20)

    assert (refused.status_code, refused.json()["code"]) == (409, "other_file")
    assert (anew.json()["offset"], left) == (0, [])
    assert await upload.stored() == b"y" * 20


async def test_a_plain_form_works_too(centre: Centre) -> None:
    async with visiting(centre) as visitor:
        upload = await begun(centre, visitor)
        sent = await visitor.http.post(
            f"{upload.base}/form", files={"file": ("film.mp4", FILM)}, follow_redirects=True
        )

    assert sent.status_code == 200
    assert "Файл получен" in sent.text
    assert await upload.stored() == FILM
    assert len(await upload.told()) == 1


async def test_a_form_without_a_file_shows_the_page_again(centre: Centre) -> None:
    async with visiting(centre) as visitor:
        upload = await begun(centre, visitor)
        sent = await visitor.http.post(
            f"{upload.base}/form", files={"other": ("", b"")}, follow_redirects=True
        )

    assert (sent.status_code, "Отправка большого файла" in sent.text) == (200, True)


async def test_what_is_inside_already_is_not_taken_again(centre: Centre) -> None:
    async with visiting(centre) as visitor:
        upload = await begun(centre, visitor)
        await centre.bot.put(
            f"/v1/attachments/{upload.link['attachment_id']}/content", content=FILM
        )
        refused = await upload.choose()
        page = await visitor.http.get(upload.base)

    assert (refused.status_code, refused.json()["code"]) == (409, "not_possible_now")
    assert "Файл получен" in page.text


async def test_a_new_link_goes_on_where_the_old_one_was(centre: Centre) -> None:
    async with visiting(centre) as visitor, visiting(centre) as elsewhere:
        upload = await begun(centre, visitor)
        await upload.choose()
        await upload.send(0, FILM[:HALF])
        same = {name: upload.link[name] for name in ("attachment_id", "conversation_id")}
        link = await asked(centre, "upload", **same)
        page = await elsewhere.open(link["url"])
        later = Upload(centre, link, elsewhere, page.url.path)
        going_on = await later.choose()
        await later.send(HALF, FILM[HALF:])

    assert going_on.json()["offset"] == HALF
    assert await later.stored() == FILM


async def test_a_crash_after_the_last_part_is_made_good(
    centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = centre.house
    async with visiting(centre) as visitor:
        upload = await begun(centre, visitor)
        await upload.choose()

        async def crash(*_: object, **__: object) -> None:
            raise RuntimeError("the machine stopped")

        monkeypatch.setattr(receiving, "_finish", crash)
        crashed = await upload.send(0, FILM)
        monkeypatch.undo()
        now = house.reports.clock()
        house.reports.clock = lambda: now + timedelta(minutes=2)
        finished = await finish_left(house.reports, house.blobs, house.parts)
        again = await finish_left(house.reports, house.blobs, house.parts)
        asked_again = await visitor.http.post(f"{upload.base}/finish")

    assert crashed.status_code == 500
    assert (finished, again, asked_again.status_code) == (1, 0, 204)
    assert await upload.stored() == FILM
    assert len(await upload.told()) == 1


async def test_three_that_finish_together_tell_it_once(
    centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = centre.house
    async with visiting(centre) as visitor:
        upload = await begun(centre, visitor)
        await upload.choose()
        with monkeypatch.context() as patched:
            patched.setattr(uploading, "put_together", _nothing)
            await upload.send(0, FILM)
        attachment_id = uuid_of(upload.link["attachment_id"])
        seen = await house.reports.consult(lambda work: upload_of(work, attachment_id))
        assert seen is not None
        where = (house.reports, house.blobs, house.parts, seen)
        await asyncio.gather(*(put_together(*where, limit=1 << 30) for _ in range(3)))

    assert await upload.stored() == FILM
    assert len(await upload.told()) == 1


async def _nothing(*_: object, **__: object) -> None: ...


async def test_what_nobody_goes_on_with_is_dropped_after_a_week(
    centre: Centre, tmp_path: Path
) -> None:
    house = centre.house
    async with visiting(centre) as visitor:
        upload = await begun(centre, visitor)
        await upload.choose()
        await upload.send(0, FILM[:HALF])
        early = await drop_stale(house.reports, house.parts)
        now = house.reports.clock()
        house.reports.clock = lambda: now + KEPT + timedelta(seconds=1)
        late = await drop_stale(house.reports, house.parts)

    assert (early, late) == (0, 1)
    assert upload.parts(tmp_path) == []


async def test_a_forgotten_citizens_parts_and_links_go_too(centre: Centre, tmp_path: Path) -> None:
    house = centre.house
    async with visiting(centre) as visitor:
        upload = await begun(centre, visitor)
        await upload.choose()
        await upload.send(0, FILM[:HALF])
        conversation_id = uuid_of(upload.link["conversation_id"])
        await house.reports.perform(lambda work: forget_identity(work, conversation_id))
        closed = await upload.send(HALF, FILM[HALF:])
        dropped = await drop_stale(house.reports, house.parts)

    assert (closed.status_code, dropped) == (410, 1)
    assert upload.parts(tmp_path) == []


async def test_nobody_sends_without_the_pages_cookie(centre: Centre) -> None:
    async with visiting(centre) as visitor, visiting(centre) as stranger:
        upload = await begun(centre, visitor)
        await upload.choose()
        upload.http = stranger.http
        refused = [await upload.choose(), await upload.send(0, FILM)]
        head = await stranger.http.head(f"{upload.base}/bytes")

    assert [each.status_code for each in (*refused, head)] == [410, 410, 410]
