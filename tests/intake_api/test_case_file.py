"""A case to print or to take away: whole, noted, and nothing in it changes unseen."""

import hashlib
import json
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from PIL import Image
from sqlalchemy import select
from typer.testing import CliRunner, Result

from intake_api.__main__ import cli
from intake_api.exports.verifying import Fault, NotACaseFile, verify
from storage.reports.tables import audit
from tests.intake_api.centre import NOON, Centre, attachment, message

ASKED = {"purpose": "Case 17", "language": "en"}


def picture() -> bytes:
    out = BytesIO()
    Image.new("RGB", (60, 40), "teal").save(out, "JPEG", comment=b"the camera's canary")
    return out.getvalue()


async def told(centre: Centre, **changed: object) -> dict[str, Any]:
    """A case with a photo, a file that never came, a reply, a note and a state."""
    photo, film = attachment(), attachment(kind="video")
    said = message("<b>Bold</b> words", attachments=[photo, film])
    report = await centre.submit(messages=[said], **changed)
    for content in [picture()]:
        path = f"/v1/attachments/{photo['attachment_id']}/content"
        assert (await centre.bot.put(path, content=content)).status_code == 200
    path = f"/v1/reports/{report['report_id']}"
    await centre.move(report["report_id"], "open")
    for box, text in (("messages", "We are coming"), ("notes", "Known address")):
        sent = await centre.supervisor.post(f"{path}/{box}", json={"text": text})
        assert sent.status_code in (200, 201), sent.text
    return report


async def archive(client: httpx.AsyncClient, report: dict[str, Any], **asked: Any) -> bytes:
    path = f"/v1/reports/{report['report_id']}/archive"
    answer = await client.get(path, params={**ASKED, **asked})
    assert answer.status_code == 200, answer.text
    assert f'filename="{report["number"]}.zip"' in answer.headers["content-disposition"]
    return answer.content


async def audited(centre: Centre, report: dict[str, Any]) -> dict[str, Any]:
    async with centre.house.reports.look() as work:
        rows = await work.connection.execute(
            select(audit.c.action, audit.c.detail, audit.c.report_id)
        )
        return {row.action: row.detail for row in rows if str(row.report_id) == report["report_id"]}


async def test_a_case_file_holds_originals_data_and_a_page_and_is_verified(
    centre: Centre, tmp_path: Path
) -> None:
    report = await told(centre)
    file = tmp_path / "case.zip"

    file.write_bytes(await archive(centre.supervisor, report))

    verdict = verify(file)
    with zipfile.ZipFile(file) as kept:
        data = json.loads(kept.read("case.json"))
        page = kept.read("case.html").decode()
        photo = kept.read("files/001-photo.jpg")
    assert verdict.findings == ()
    assert photo == picture()
    assert [each["entry"] for each in data["timeline"]].count("message") == 2
    assert data["number"] == report["number"]
    for words in (
        report["number"],
        "&lt;b&gt;Bold&lt;/b&gt; words",
        "We are coming",
        "Known address",
    ):
        assert words in page
    assert 'src="files/001-photo.jpg"' in page
    assert [each.why for each in verdict.manifest.absent] == ["announced"]
    noted = await audited(centre, report)
    assert json.loads(noted["case_exported"]) == {"purpose": "Case 17"}
    assert json.loads(noted["case_file_made"]) == {"manifest_sha256": verdict.manifest_sha256}


async def test_a_case_file_says_who_it_was_only_if_asked_and_allowed(centre: Centre) -> None:
    report = await told(centre)
    identity = {
        "name": "Айгерім Canary",
        "phone": "+77011234567",
        "consent": "1",
        "consented_at": NOON.isoformat(),
    }
    await centre.bot.put(f"/v1/conversations/{report['conversation_id']}/identity", json=identity)
    path = f"/v1/reports/{report['report_id']}"

    without = await archive(centre.operator, report)
    within = await archive(centre.operator, report, identity=True)
    card = await centre.operator.get(f"{path}/card", params={**ASKED, "identity": True})
    refused = [
        await centre.operator.get(f"{path}/archive"),
        await centre.operator.get(f"{path}/card", params={"identity": True, "purpose": "\0"}),
        await centre.admin.get(f"{path}/archive", params={**ASKED, "identity": True}),
        await centre.editor.get(f"{path}/archive", params=ASKED),
        await centre.operator.get(f"/v1/reports/{uuid4()}/card"),
    ]

    assert "Canary" not in _page(without)
    assert "Айгерім Canary" in _page(within)
    assert "Айгерім Canary" in card.text
    codes = ["purpose_needed", "purpose_needed", "forbidden", "forbidden", "report_not_found"]
    assert [each.json()["code"] for each in refused] == codes


def _page(content: bytes) -> str:
    with zipfile.ZipFile(BytesIO(content)) as kept:
        return kept.read("case.html").decode() + kept.read("case.json").decode()


async def test_operators_get_pictures_of_anonymous_reports_cleaned(
    centre: Centre, tmp_path: Path
) -> None:
    report = await told(centre, anonymous=True)
    file = tmp_path / "case.zip"

    file.write_bytes(await archive(centre.operator, report))
    whole = await archive(centre.supervisor, report)

    assert verify(file).findings == ()
    with zipfile.ZipFile(file) as mine, zipfile.ZipFile(BytesIO(whole)) as theirs:
        assert b"canary" not in mine.read("files/001-photo.jpg")
        assert theirs.read("files/001-photo.jpg") == picture()


@pytest.mark.parametrize(("language", "state"), [("kk", "Қаралуда"), ("ru", "На рассмотрении")])
@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
async def test_a_card_speaks_the_language_and_the_time_asked_for(
    centre: Centre, language: str, state: str
) -> None:
    report = await told(centre)
    path = f"/v1/reports/{report['report_id']}/card"

    card = await centre.operator.get(path, params={"language": language, "time_zone": "Etc/GMT-9"})
    style = await centre.nobody.get("/v1/exports/case.css")

    assert card.status_code == 200
    assert f'<html lang="{language}">' in card.text
    assert "21:00:00" in card.text
    assert "Etc/GMT-9" in card.text
    assert 'href="/v1/exports/case.css"' in card.text
    assert (style.status_code, style.headers["content-type"]) == (200, "text/css; charset=utf-8")
    assert "case_printed" in await audited(centre, report)
    assert f"<b>{state}" in card.text


def made(path: Path, entries: dict[str, bytes], manifest: object = None) -> Path:
    """A case file by hand."""
    listed = [
        {"path": name, "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for name, content in entries.items()
    ]
    usual = {
        "format": "qulaq-case-file/1",
        "report": "26-000001-X",
        "made_at": NOON.isoformat(),
        "made_by": "Operator",
        "files": listed,
        "absent": [],
    }
    with zipfile.ZipFile(path, "w") as out:
        for name, content in entries.items():
            out.writestr(name, content)
        out.writestr("manifest.json", json.dumps(manifest or usual))
    return path


def rewritten(file: Path, change: Callable[[dict[str, bytes]], object]) -> None:
    """The same ZIP with other files in it, the manifest left as it was."""
    with zipfile.ZipFile(file) as old:
        entries = {name: old.read(name) for name in old.namelist()}
    change(entries)
    with zipfile.ZipFile(file, "w") as out:
        for name, content in entries.items():
            out.writestr(name, content)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda files: files.update({"case.json": b"other"}), Fault.CHANGED),
        (lambda files: files.update({"case.json": b"\0" * 5_000_000}), Fault.CHANGED),
        (lambda files: files.pop("case.json"), Fault.MISSING),
        (lambda files: files.update({"new.txt": b""}), Fault.SURPLUS),
    ],
)
def test_what_was_changed_after_the_fact_is_found(
    tmp_path: Path, change: Callable[[dict[str, bytes]], object], fault: Fault
) -> None:
    file = made(tmp_path / "case.zip", {"case.json": b"{}", "case.html": b"<p>"})
    assert verify(file).findings == ()

    rewritten(file, change)

    assert [each.fault for each in verify(file).findings] == [fault]


def test_damage_doubles_and_other_originals_are_found(tmp_path: Path) -> None:
    file = made(tmp_path / "case.zip", {"case.json": b"not compressed"})
    file.write_bytes(file.read_bytes().replace(b"not compressed", b"not_compressed"))
    double = made(tmp_path / "double.zip", {"case.json": b"{}"})
    with zipfile.ZipFile(double, "a") as out, pytest.warns(UserWarning, match="Duplicate"):
        out.writestr("case.json", b"{}")
    wrong = {"path": "a", "size": 1, "sha256": hashlib.sha256(b"a").hexdigest()}
    with zipfile.ZipFile(double) as kept:
        manifest = json.loads(kept.read("manifest.json"))
    manifest["files"] = [{**wrong, "taken_in": hashlib.sha256(b"b").hexdigest()}]
    other = made(tmp_path / "other.zip", {"a": b"a"}, manifest)

    faults = [[each.fault for each in verify(one).findings] for one in (file, double, other)]

    assert faults == [[Fault.DAMAGED], [Fault.TWICE], [Fault.NOT_AS_TAKEN_IN]]


@pytest.mark.parametrize("manifest", [None, "[]", '{"format": "another"}'])
def test_what_is_no_case_file_is_said_to_be_none(tmp_path: Path, manifest: str | None) -> None:
    file = tmp_path / "case.zip"
    with zipfile.ZipFile(file, "w") as out:
        if manifest is not None:
            out.writestr("manifest.json", manifest)

    with pytest.raises(NotACaseFile):
        verify(file)
    with pytest.raises(NotACaseFile):
        verify(tmp_path / "nothing.zip")


def test_the_command_says_it_in_words_and_by_its_end(tmp_path: Path) -> None:
    file = made(tmp_path / "case.zip", {"case.json": b"{}"})
    (tmp_path / "text.zip").write_text("no ZIP")

    good = command("verify", str(file))
    other = command("verify", str(file), "--manifest", "0" * 64)
    rewritten(file, lambda files: files.update({"\x1b[2Jnew": b""}))
    bad = command("verify", str(file))
    none = command("verify", str(tmp_path / "text.zip"))

    assert (good.exit_code, good.stdout.splitlines()[-1]) == (0, "Nothing was changed.")
    assert (bad.exit_code, other.exit_code, none.exit_code) == (1, 1, 2)
    assert "surplus: " in bad.stdout
    assert "\x1b" not in bad.stdout
    assert none.stderr.strip().endswith("not a ZIP file")


def command(*words: str) -> Result:
    return CliRunner().invoke(cli, words)
