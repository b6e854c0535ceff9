"""Pictures opened with care: drawn anew for a browser, or with parts covered; what a camera wrote.

The size of a picture is read before its pixels: a small file may hold one of gigabytes.
"""

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from math import ceil, floor

import pillow_heif
from PIL import ExifTags, Image, ImageDraw, ImageOps, UnidentifiedImageError

from intake_api.reports.cleaning import MOST_PIXELS, Uncleanable

pillow_heif.register_heif_opener(thumbnails=False, decode_threads=1)

READABLE = {
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/webp": "WEBP",
    "image/gif": "GIF",
    "image/bmp": "BMP",
    "image/tiff": "TIFF",
    "image/heic": "HEIF",
    "image/heif": "HEIF",
    "image/avif": "AVIF",
}
LONGEST_EDGE = 2560
_BROKEN = (
    UnidentifiedImageError,
    Image.DecompressionBombError,
    *(OSError, ValueError, SyntaxError, EOFError, RuntimeError),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A rectangle as shares (0 to 1) of the upright picture's width and height."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Camera:
    """What a camera wrote: WGS 84 degrees, and its own time, with an offset if it knew one."""

    width: int
    height: int
    latitude: float | None
    longitude: float | None
    taken_at: datetime | None


def as_jpeg(content: bytes, media_type: str) -> bytes:
    """The picture as any browser shows it: upright, at most 2560 pixels long, nothing else in it.

    Raises Uncleanable.
    """
    with _opened(content, media_type) as picture:
        picture.draft("RGB", (LONGEST_EDGE, LONGEST_EDGE))
        upright = ImageOps.exif_transpose(picture)
        upright.thumbnail((LONGEST_EDGE, LONGEST_EDGE))
        return _written(upright, "JPEG", quality=85)


def redacted(content: bytes, media_type: str, parts: Sequence[Part]) -> tuple[bytes, str]:
    """The upright picture with black over the parts, and its media type.

    Written anew from the pixels, without what a camera wrote. Raises Uncleanable.
    """
    with _opened(content, media_type) as picture:
        upright = ImageOps.exif_transpose(picture).convert("RGB")
        pen = ImageDraw.Draw(upright)
        for part in parts:
            pen.rectangle(_pixels(part, *upright.size), fill="black")
        if media_type == "image/png":
            return _written(upright, "PNG"), media_type
        return _written(upright, "JPEG", quality=92), "image/jpeg"


def camera_of(content: bytes, media_type: str) -> Camera:
    """Raises Uncleanable if it is no picture we read."""
    with _opened(content, media_type) as picture:
        exif = picture.getexif()
        point = _point(exif.get_ifd(ExifTags.IFD.GPSInfo))
        latitude, longitude = point or (None, None)
        return Camera(
            width=picture.width,
            height=picture.height,
            latitude=latitude,
            longitude=longitude,
            taken_at=_taken_at(exif.get_ifd(ExifTags.IFD.Exif)),
        )


@contextmanager
def _opened(content: bytes, media_type: str) -> Iterator[Image.Image]:
    named = READABLE.get(media_type)
    if named is None:
        raise Uncleanable
    try:
        with Image.open(io.BytesIO(content), formats=[named]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise Uncleanable
            yield picture
    except _BROKEN as error:
        raise Uncleanable from error


def _written(picture: Image.Image, named: str, **options: int) -> bytes:
    plain = picture.convert("RGB")
    plain.info = {}
    made = io.BytesIO()
    plain.save(made, named, **options)
    return made.getvalue()


def _pixels(part: Part, width: int, height: int) -> tuple[int, int, int, int]:
    # Outwards to whole pixels: nothing at an edge shows through.
    right, bottom = part.left + part.width, part.top + part.height
    return (
        floor(part.left * width),
        floor(part.top * height),
        ceil(right * width),
        ceil(bottom * height),
    )


def _point(gps: dict[int, object]) -> tuple[float, float] | None:
    """Of degrees, minutes and seconds; None if anything about them is strange."""
    latitude = _degrees(gps.get(ExifTags.GPS.GPSLatitude), gps.get(ExifTags.GPS.GPSLatitudeRef))
    longitude = _degrees(gps.get(ExifTags.GPS.GPSLongitude), gps.get(ExifTags.GPS.GPSLongitudeRef))
    if latitude is None or longitude is None or (latitude, longitude) == (0, 0):
        return None  # cameras without a fix write zeros
    if abs(latitude) > 90 or abs(longitude) > 180:
        return None
    return latitude, longitude


def _degrees(told: object, side: object) -> float | None:
    if not isinstance(told, tuple) or len(told) != 3 or side not in ("N", "S", "E", "W"):
        return None
    try:
        whole = sum(float(each) / 60**n for n, each in enumerate(told))
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    # A rational over zero is read as "not a number".
    return None if whole != whole else round(-whole if side in ("S", "W") else whole, 7)


def _taken_at(exif: dict[int, object]) -> datetime | None:
    told = exif.get(ExifTags.Base.DateTimeOriginal)
    offset = exif.get(ExifTags.Base.OffsetTimeOriginal)
    if not isinstance(told, str):
        return None
    for text, form in ((f"{told}{offset}", "%Y:%m:%d %H:%M:%S%z"), (told, "%Y:%m:%d %H:%M:%S")):
        try:
            return datetime.strptime(text.strip("\0 "), form)  # noqa: DTZ007 - the camera's own time
        except ValueError:
            continue
    return None
