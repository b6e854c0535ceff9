"""Pictures of anonymous reports, shown to operators without what a camera wrote."""

import io
from typing import Any
from uuid import uuid4

import httpx
import pytest
from PIL import Image, PngImagePlugin

from intake_api.reports.cleaning import Uncleanable, clean
from tests.intake_api.centre import Centre, attachment, message
from tests.intake_api.test_access import trail

CANARY = "QulaqCanaryCamera"
MAKE, ORIENTATION = 0x010F, 0x0112


def picture(named: str, *, size: tuple[int, int] = (40, 20), mode: str = "RGB") -> bytes:
    """A picture that carries its camera's name, lying on its side."""
    made = io.BytesIO()
    exif = Image.Exif()
    exif[MAKE] = CANARY
    exif[ORIENTATION] = 6
    more: dict[str, Any] = {"exif": exif}
    if named == "PNG":
        more["pnginfo"] = PngImagePlugin.PngInfo()
        more["pnginfo"].add_text("Author", CANARY)
    if named == "JPEG":
        more["comment"] = CANARY.encode()
    Image.new(mode, size, "red").save(made, named, **more)
    return made.getvalue()


def bomb() -> bytes:
    """A small file that says it holds a picture of more pixels than we would load."""
    made = io.BytesIO()
    Image.new("1", (8000, 6000)).save(made, "PNG")
    return made.getvalue()


async def kept(centre: Centre, content: bytes, *, anonymous: bool) -> str:
    file = attachment()
    await centre.submit(messages=[message(attachments=[file])], anonymous=anonymous)
    path = f"/v1/attachments/{file['attachment_id']}/content"
    assert (await centre.bot.put(path, content=content)).status_code == 200
    return path


@pytest.mark.parametrize("named", ["JPEG", "PNG", "WEBP"])
def test_nothing_of_the_camera_is_left(named: str) -> None:
    original = picture(named)

    cleaned = clean(original, f"image/{named.lower()}")

    assert CANARY.encode() in original
    assert CANARY.encode() not in cleaned
    with Image.open(io.BytesIO(cleaned)) as shown:
        assert (shown.format, shown.size, dict(shown.getexif())) == (named, (20, 40), {})


def test_what_shows_through_stays_so() -> None:
    with Image.open(io.BytesIO(clean(picture("PNG", mode="RGBA"), "image/png"))) as shown:
        assert shown.mode == "RGBA"


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (bomb(), "image/png"),
        (b"\xff\xd8\xff" + b"\0" * 100, "image/jpeg"),
        (picture("PNG")[:60], "image/png"),
        (picture("JPEG"), "image/png"),
        (b"GIF89a", "image/gif"),
        (b"", "image/webp"),
    ],
)
def test_what_cannot_be_cleaned_is_not_shown(content: bytes, media_type: str) -> None:
    with pytest.raises(Uncleanable):
        clean(content, media_type)


async def test_an_operator_sees_no_camera_and_a_supervisor_the_original(centre: Centre) -> None:
    original = picture("JPEG")
    path = await kept(centre, original, anonymous=True)

    operators = await centre.operator.get(path)
    supervisors = await centre.supervisor.get(path)

    assert CANARY.encode() not in operators.content
    assert (operators.status_code, operators.headers["content-type"]) == (200, "image/jpeg")
    assert int(operators.headers["content-length"]) == len(operators.content)
    assert supervisors.content == original
    assert operators.headers["etag"] != supervisors.headers["etag"]
    assert [action for action, _ in await trail(centre) if action.startswith("attachment")] == [
        "attachment_read",
        "attachment_original_read",
    ]


async def test_a_part_of_a_cleaned_picture_is_a_part_of_it(centre: Centre) -> None:
    path = await kept(centre, picture("PNG"), anonymous=True)
    whole = (await centre.operator.get(path)).content

    part = await centre.operator.get(path, headers={"Range": "bytes=2-5"})

    assert (part.status_code, part.content) == (206, whole[2:6])
    assert part.headers["content-range"] == f"bytes 2-5/{len(whole)}"


async def test_an_open_citizens_picture_is_the_original(centre: Centre) -> None:
    original = picture("JPEG")
    path = await kept(centre, original, anonymous=False)

    assert (await centre.operator.get(path)).content == original


async def test_a_picture_that_cannot_be_cleaned_is_for_supervisors(centre: Centre) -> None:
    path = await kept(centre, bomb(), anonymous=True)

    refused: httpx.Response = await centre.operator.get(path)

    assert (refused.status_code, refused.json()["code"]) == (403, "original_withheld")
    assert (await centre.supervisor.get(path)).status_code == 200


async def test_what_is_no_picture_is_shown_as_it_came(centre: Centre) -> None:
    path = await kept(centre, b"just words", anonymous=True)

    assert (await centre.operator.get(path)).content == b"just words"


async def test_a_picture_told_openly_and_anonymously_is_cleaned(centre: Centre) -> None:
    file, content = attachment(), picture("JPEG")
    said = message(attachments=[file], message_id=str(uuid4()))
    for anonymous in (False, True):
        await centre.submit(messages=[said], anonymous=anonymous)
    path = f"/v1/attachments/{file['attachment_id']}/content"
    await centre.bot.put(path, content=content)

    assert CANARY.encode() not in (await centre.operator.get(path)).content
