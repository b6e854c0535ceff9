"""Pictures without what a camera wrote into them: where, when, and with which device."""

import io
from collections.abc import AsyncIterator

from PIL import Image, ImageOps, UnidentifiedImageError

MOST_PIXELS = 40_000_000
MOST_BYTES = 60 * 1024 * 1024
FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}


class Uncleanable(Exception):
    """Too large, broken, or of a kind we do not write."""


def clean(content: bytes, media_type: str) -> bytes:
    """The picture drawn anew, upright, the first frame alone. Raises Uncleanable.

    Its size is read before its pixels: a small file may hold a picture of gigabytes.
    """
    named = FORMATS.get(media_type)
    if named is None:
        raise Uncleanable
    try:
        with Image.open(io.BytesIO(content), formats=[named]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise Uncleanable
            picture.load()
            return _written(ImageOps.exif_transpose(picture), named)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError) as error:
        raise Uncleanable from error
    except (SyntaxError, EOFError) as error:  # how Pillow speaks of some broken files
        raise Uncleanable from error


def _written(picture: Image.Image, named: str) -> bytes:
    plain = picture.convert(_mode(picture, named))
    plain.info = {}  # comments, profiles and text chunks are written from here
    made = io.BytesIO()
    plain.save(made, named, quality=90)
    return made.getvalue()


def _mode(picture: Image.Image, named: str) -> str:
    if named == "JPEG":
        return "L" if picture.mode == "L" else "RGB"
    has_alpha = "A" in picture.mode or "transparency" in picture.info
    return "RGBA" if has_alpha else "RGB"


async def gathered(stream: AsyncIterator[bytes]) -> bytes:
    """All of it. Raises Uncleanable past 60 MiB."""
    found = bytearray()
    async for chunk in stream:
        found += chunk
        if len(found) > MOST_BYTES:
            raise Uncleanable
    return bytes(found)
