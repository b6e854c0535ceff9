"""How large a picture is, and a small copy of it: what a photo's sizes need."""

import io
import struct

SMALL_SIDE = 320


def dimensions(content: bytes) -> tuple[int, int] | None:
    """Width and height from the first bytes of a PNG, GIF or JPEG; None for anything else."""
    if content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    if content[:4] == b"GIF8" and len(content) >= 10:
        width, height = struct.unpack("<HH", content[6:10])
        return width, height
    return _jpeg(content) if content.startswith(b"\xff\xd8") else None


def _jpeg(content: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 < len(content) and content[at] == 0xFF:
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return None


def small_copy(content: bytes) -> tuple[bytes, int, int] | None:
    """A JPEG of at most 320 pixels a side, or None when the picture is small or unreadable."""
    from PIL import Image, UnidentifiedImageError  # imported late: most runs never see a photo

    try:
        with Image.open(io.BytesIO(content)) as picture:
            if max(picture.size) <= SMALL_SIDE:
                return None
            small = picture.convert("RGB")
            small.thumbnail((SMALL_SIDE, SMALL_SIDE))
    except (UnidentifiedImageError, OSError, ValueError):
        return None
    out = io.BytesIO()
    small.save(out, "JPEG", quality=80)
    return out.getvalue(), small.width, small.height
