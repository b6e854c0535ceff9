"""Plausible photographs for pictures of the product: drawn, so nobody's photo is needed."""

import io
import random

from PIL import Image, ImageDraw, ImageFilter

SIZE = (960, 720)
SCALE = 2


def bicycle_rack() -> bytes:
    """A yard at dusk: a rack, one bicycle, and a cut lock where the other stood."""
    image, pen = _canvas((72, 84, 110), (168, 140, 128), horizon=0.52, ground=(96, 98, 104))
    _house(pen, seed=3)
    _lamp(pen, 1560, 330)
    for x in range(380, 1560, 150):
        _hoop(pen, x)
    _bicycle(pen, 470, 1010, (178, 40, 46))
    _cut_lock(pen, 1240, 1150)
    return _jpeg(image)


def dented_car() -> bytes:
    """A parked car with a dented door, a road and a kerb."""
    image, pen = _canvas((150, 178, 206), (206, 214, 220), horizon=0.46, ground=(88, 90, 96))
    _house(pen, seed=8)
    pen.rectangle((0, 1180, 1920, 1210), fill=(172, 172, 168))
    pen.rounded_rectangle((330, 760, 1600, 1060), 90, fill=(58, 92, 132))
    pen.polygon([(590, 770), (760, 560), (1230, 560), (1400, 770)], fill=(58, 92, 132))
    pen.polygon([(650, 760), (785, 600), (975, 600), (975, 760)], fill=(164, 190, 206))
    pen.polygon([(1005, 760), (1005, 600), (1205, 600), (1330, 760)], fill=(164, 190, 206))
    for x in (610, 1330):
        pen.ellipse((x - 120, 950, x + 120, 1190), fill=(30, 30, 34))
        pen.ellipse((x - 62, 1008, x + 62, 1132), fill=(150, 154, 160))
    pen.polygon([(800, 850), (960, 810), (1080, 900), (930, 980)], fill=(42, 66, 98))
    pen.line([(820, 856), (1060, 902)], fill=(176, 196, 214), width=7)
    pen.rectangle((340, 850, 400, 890), fill=(250, 226, 160))
    return _jpeg(image)


def broken_window() -> bytes:
    """A shop window with a hole in it."""
    image, pen = _canvas((92, 96, 104), (92, 96, 104), horizon=0.84, ground=(126, 122, 116))
    pen.rectangle((180, 130, 1740, 1190), fill=(58, 48, 44))
    pen.rectangle((230, 180, 1690, 1140), fill=(124, 158, 172))
    pen.rectangle((945, 180, 975, 1140), fill=(58, 48, 44))
    chance = random.Random(5)
    centre = (610, 640)
    rim = [
        (centre[0] + dx * chance.uniform(0.6, 1.25), centre[1] + dy * chance.uniform(0.6, 1.25))
        for dx, dy in _circle(190, 15)
    ]
    pen.polygon(rim, fill=(24, 26, 30))
    for (x, y), (dx, dy) in zip(rim, _circle(420, 15), strict=True):
        pen.line([(x, y), (centre[0] + dx, centre[1] + dy)], fill=(214, 230, 236), width=4)
    return _jpeg(image)


def _canvas(
    top: tuple[int, int, int],
    low: tuple[int, int, int],
    *,
    horizon: float,
    ground: tuple[int, int, int],
) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    width, height = SIZE[0] * SCALE, SIZE[1] * SCALE
    image = Image.new("RGB", (width, height), ground)
    pen = ImageDraw.Draw(image)
    line = int(height * horizon)
    for y in range(line):
        part = y / line
        mixed = tuple(round(a + (b - a) * part) for a, b in zip(top, low, strict=True))
        pen.line([(0, y), (width, y)], fill=(mixed[0], mixed[1], mixed[2]))
    return image, pen


def _house(pen: ImageDraw.ImageDraw, *, seed: int) -> None:
    pen.rectangle((0, 90, 1920, 760), fill=(132, 118, 108))
    chance = random.Random(seed)
    for y in range(150, 640, 170):
        for x in range(70, 1900, 190):
            lit = chance.random() < 0.3
            pen.rectangle((x, y, x + 96, y + 104), fill=(244, 212, 142) if lit else (66, 72, 86))
            pen.line([(x + 48, y), (x + 48, y + 104)], fill=(206, 200, 192), width=6)


def _lamp(pen: ImageDraw.ImageDraw, x: int, y: int) -> None:
    pen.rectangle((x - 8, y, x + 8, 1100), fill=(40, 42, 46))
    pen.ellipse((x - 46, y - 60, x + 46, y + 32), fill=(255, 240, 196))


def _hoop(pen: ImageDraw.ImageDraw, x: int) -> None:
    pen.arc((x, 860, x + 100, 1000), 180, 360, fill=(190, 194, 200), width=16)
    for side in (x + 8, x + 92):
        pen.line([(side, 925), (side, 1170)], fill=(190, 194, 200), width=16)


def _bicycle(pen: ImageDraw.ImageDraw, x: int, y: int, paint: tuple[int, int, int]) -> None:
    for wheel in (x, x + 380):
        pen.ellipse((wheel - 140, y - 140, wheel + 140, y + 140), outline=(26, 26, 28), width=16)
        for dx, dy in _circle(130, 12):
            pen.line([(wheel, y), (wheel + dx, y + dy)], fill=(150, 150, 154), width=3)
    saddle, post, crank = (x + 120, y - 215), (x + 330, y - 225), (x + 170, y + 10)
    for a, b in (
        ((x, y), crank),
        ((x, y), saddle),
        (saddle, crank),
        (saddle, post),
        (post, crank),
        (post, (x + 380, y)),
    ):
        pen.line([a, b], fill=paint, width=18)
    pen.rounded_rectangle((x + 60, y - 250, x + 180, y - 216), 16, fill=(30, 30, 32))
    pen.line([(x + 318, y - 280), (x + 400, y - 296)], fill=(30, 30, 32), width=16)


def _cut_lock(pen: ImageDraw.ImageDraw, x: int, y: int) -> None:
    pen.arc((x, y - 40, x + 230, y + 60), 20, 300, fill=(36, 88, 60), width=20)
    pen.rounded_rectangle((x + 190, y - 30, x + 260, y + 26), 12, fill=(44, 46, 50))


def _circle(radius: float, parts: int) -> list[tuple[float, float]]:
    around = [complex(radius) * 1j ** (4 * n / parts) for n in range(parts)]
    return [(one.real, one.imag) for one in around]


def _jpeg(image: Image.Image) -> bytes:
    """As a telephone takes it in the evening: a little soft, a little noisy."""
    small = image.resize(SIZE, Image.Resampling.LANCZOS).filter(ImageFilter.GaussianBlur(0.8))
    noise = Image.effect_noise(SIZE, 24).convert("RGB")
    file = io.BytesIO()
    Image.blend(small, noise, 0.06).save(file, "JPEG", quality=86)
    return file.getvalue()
