"""Pictures as browsers show them, copies with parts covered, and what a camera wrote."""

import hashlib
import io
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

import pillow_heif
import pytest
from PIL import ExifTags, Image

from intake_api.reports.cleaning import Uncleanable
from intake_api.reports.pictures import Part, as_jpeg, camera_of, redacted
from tests.intake_api.centre import Centre, attachment, message
from tests.intake_api.test_access import trail
from tests.intake_api.test_cleaning import CANARY, bomb, picture

HALF = {"left": 0.5, "top": 0, "width": 0.5, "height": 1}
WHOLE = Part(left=0, top=0, width=1, height=1)
READ_AS = {"JPEG": "image/jpeg", "PNG": "image/png", "HEIF": "image/heic"}


def photographed(named: str = "JPEG", gps: Mapping[str, object] = {}) -> bytes:
    """40 by 20 pixels, white, with a place and a time in it."""
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = CANARY
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = "2026:11:23 14:05:09"
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.OffsetTimeOriginal] = "+05:00"
    place: dict[str, object] = {
        "GPSLatitudeRef": "N",
        "GPSLatitude": (51.0, 7.0, 48.0),
        "GPSLongitudeRef": "W",
        "GPSLongitude": (71.0, 25.0, 12.0),
        **gps,
    }
    exif.get_ifd(ExifTags.IFD.GPSInfo).update(
        {ExifTags.GPS[name]: value for name, value in place.items() if value is not None}
    )
    made = io.BytesIO()
    shown = Image.new("RGB", (40, 20), "white")
    if named == "HEIF":
        pillow_heif.from_pillow(shown).save(made, quality=90, exif=exif.tobytes())
    else:
        shown.save(made, named, exif=exif)
    return made.getvalue()


async def kept(centre: Centre, content: bytes, **report: object) -> tuple[str, str]:
    """A stored file: the address of its report's case, and its own."""
    file = attachment(kind="document", name="IMG_1.HEIC")
    told = await centre.submit(messages=[message(attachments=[file])], **report)
    path = f"/v1/attachments/{file['attachment_id']}"
    assert (await centre.bot.put(f"{path}/content", content=content)).status_code == 200
    return str(told["report_id"]), path


async def files_of(centre: Centre, report: str) -> list[dict[str, Any]]:
    case = await centre.case(report)
    return [file for entry in case["timeline"] for file in entry.get("attachments", ())]


@pytest.mark.parametrize("named", ["JPEG", "HEIF"])
async def test_a_picture_is_shown_as_a_jpeg_without_its_camera(centre: Centre, named: str) -> None:
    _, path = await kept(centre, photographed(named))

    shown = await centre.operator.get(f"{path}/view")
    again = await centre.operator.get(
        f"{path}/view", headers={"If-None-Match": shown.headers["etag"]}
    )

    assert (shown.status_code, shown.headers["content-type"]) == (200, "image/jpeg")
    assert CANARY.encode() not in shown.content
    with Image.open(io.BytesIO(shown.content)) as seen:
        assert (seen.format, seen.size, dict(seen.getexif())) == ("JPEG", (40, 20), {})
    assert (again.status_code, again.content) == (304, b"")


async def test_a_large_picture_is_shown_smaller_and_upright(centre: Centre) -> None:
    _, path = await kept(centre, picture("JPEG", size=(4000, 1000)))

    shown = await centre.operator.get(f"{path}/view")

    with Image.open(io.BytesIO(shown.content)) as seen:
        assert seen.size == (640, 2560)


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (bomb(), "image/png"),
        (b"just words", "text/plain"),
        (photographed("HEIF")[:300], "image/heic"),
    ],
)
def test_what_is_broken_or_too_large_is_not_drawn(content: bytes, media_type: str) -> None:
    with pytest.raises(Uncleanable):
        as_jpeg(content, media_type)
    with pytest.raises(Uncleanable):
        camera_of(content, media_type)
    with pytest.raises(Uncleanable):
        redacted(content, media_type, [WHOLE])


async def test_what_cannot_be_drawn_is_refused(centre: Centre) -> None:
    _, path = await kept(centre, b"just words")

    answers = [
        await centre.operator.get(f"{path}/view"),
        await centre.operator.get(f"{path}/camera"),
        await centre.operator.post(f"{path}/redactions", json={"parts": [HALF]}),
    ]

    told = [(answer.status_code, answer.json()["code"]) for answer in answers]
    assert told == [(422, "picture_unreadable")] * 3


@pytest.mark.parametrize("named", ["JPEG", "HEIF"])
async def test_the_place_a_camera_wrote_is_told_on_request(centre: Centre, named: str) -> None:
    report, path = await kept(centre, photographed(named), place=None)

    facts = (await centre.operator.get(f"{path}/camera")).json()

    assert facts == {
        "width": 40,
        "height": 20,
        "place": {"latitude": 51.13, "longitude": -71.42},
        "taken_at": "2026-11-23T14:05:09+05:00",
    }
    assert (await centre.case(report))["place"] is None  # never taken silently


@pytest.mark.parametrize(
    "gps",
    [
        {"GPSLatitude": None},
        {"GPSLatitudeRef": None},
        {"GPSLatitude": (91.0, 0.0, 0.0)},
        {"GPSLatitude": (0.0, 0.0, 0.0), "GPSLongitude": (0.0, 0.0, 0.0)},
    ],
)
def test_a_strange_place_is_none(gps: dict[str, object]) -> None:
    assert camera_of(photographed(gps=gps), "image/jpeg").latitude is None


async def test_what_a_camera_wrote_for_an_anonymous_report_is_for_supervisors(
    centre: Centre,
) -> None:
    _, path = await kept(centre, photographed(), anonymous=True)

    withheld = await centre.operator.get(f"{path}/camera")
    told = await centre.supervisor.get(f"{path}/camera")

    assert (withheld.status_code, withheld.json()["code"]) == (403, "original_withheld")
    assert told.json()["place"] is not None


@pytest.mark.parametrize("named", ["JPEG", "PNG", "HEIF"])
def test_what_is_covered_is_black_and_nothing_of_the_camera_is_left(named: str) -> None:
    half = Part(left=0.5, top=0, width=0.5, height=1)

    content, media_type = redacted(photographed(named), READ_AS[named], [half])

    assert CANARY.encode() not in content
    with Image.open(io.BytesIO(content)) as seen:
        assert Image.MIME[str(seen.format)] == media_type
        pixels = seen.convert("L")
        assert (pixels.getpixel((5, 10)), pixels.getpixel((30, 10))) == (255, 0)


async def test_a_covered_copy_is_kept_beside_the_untouched_original(centre: Centre) -> None:
    original = photographed("HEIF")
    report, path = await kept(centre, original)

    made = await centre.operator.post(f"{path}/redactions", json={"parts": [HALF]})
    copy = made.json()
    content = (await centre.colleague.get(f"/v1/attachments/{copy['id']}/content")).content

    assert made.status_code == 201
    assert hashlib.sha256(content).hexdigest() == copy["sha256"]
    first, second = await files_of(centre, report)
    assert (await centre.operator.get(f"{path}/content")).content == original
    assert (first["redacted_from"], second["redacted_from"]) == (None, first["id"])
    assert (second["made_by"], second["id"]) == ("operator 102", copy["id"])
    assert "attachment_redacted" in [action for action, _ in await trail(centre)]


async def test_the_same_parts_again_are_the_same_copy(centre: Centre) -> None:
    report, path = await kept(centre, photographed())
    wish = {"parts": [HALF]}

    copies = [await centre.operator.post(f"{path}/redactions", json=wish) for _ in range(2)]

    assert copies[0].json() == copies[1].json()
    assert len(await files_of(centre, report)) == 2
    assert (await centre.case(report))["attachments"] == 1  # what the citizen sent


async def test_a_part_must_lie_within_the_picture(centre: Centre) -> None:
    _, path = await kept(centre, photographed())
    wrong: list[dict[str, object]] = [
        {"left": 0.6},
        {"width": 0},
        {"top": -0.1},
        {"colour": "white"},
    ]

    refused = [
        await centre.operator.post(f"{path}/redactions", json={"parts": [{**HALF, **part}]})
        for part in wrong
    ]

    assert {(each.status_code, each.json()["code"]) for each in refused} == {(422, "invalid")}


async def test_a_missed_file_is_asked_for_again(centre: Centre) -> None:
    file = attachment()
    told = await centre.submit(messages=[message(attachments=[file])])
    path = f"/v1/attachments/{file['attachment_id']}"
    await centre.bot.post(f"{path}/failure", json={"reason": "failed"})

    asked = await centre.operator.post(f"{path}/retry")
    (awaited,) = await files_of(centre, str(told["report_id"]))
    (wish,) = [each for each in await centre.deliveries() if each["kind"] == "fetch_again"]
    again = await centre.operator.post(f"{path}/retry")

    assert (asked.status_code, awaited["custody"]) == (202, "announced")
    assert wish["attachment_id"] == file["attachment_id"]
    assert (again.status_code, again.json()["code"]) == (409, "not_missed")
    receipt = {"outcome": "failed", "at": "2026-11-23T12:00:00Z"}
    await centre.bot.put(f"/v1/deliveries/{wish['delivery_id']}/receipt", json=receipt)
    (forgotten,) = await files_of(centre, str(told["report_id"]))
    assert forgotten["custody"] == "failed"


async def test_only_a_missed_file_can_be_asked_for_again(centre: Centre) -> None:
    _, path = await kept(centre, b"just words")

    stored = await centre.operator.post(f"{path}/retry")
    unknown = await centre.operator.post(f"/v1/attachments/{uuid4()}/retry")

    assert (stored.status_code, stored.json()["code"]) == (409, "not_missed")
    assert (unknown.status_code, unknown.json()["code"]) == (404, "attachment_unknown")
