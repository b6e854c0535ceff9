"""Evenings of a made-up city, told by its citizens, with the truth of who tells of what."""

import math
import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from intake_api.incidents.likeness import Told, words_told

START = datetime(2026, 11, 21, 17, tzinfo=UTC)
CENTRE = (43.24, 76.9)
CITY_M = 3500  # to each side
METRES_PER_DEGREE = 111_320
HOURS = 5
LANGUAGES = ("ru", "kk", "en")
SPOKEN = (60, 33, 7)
SEEN_BY_MANY = ("fire", "fight", "crash", "shooting", "gas", "noise")
SEEN_BY_ONE = ("theft", "parking", "noise", "fight", "theft")


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """``event`` is the truth, which nobody is told."""

    event: str
    text: str
    told: Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    name: str
    kind: str
    at: datetime
    point: tuple[float, float]
    landmark: int
    street: int
    detail: int


@cache
def stories() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "stories.toml").read_text("utf-8"))


def evening(chance: random.Random) -> list[Report]:
    """What a city of half a million tells between five and ten."""
    reports: list[Report] = []
    for number in range(chance.randint(7, 10)):
        event = _event(chance, f"many-{number}", chance.choice(SEEN_BY_MANY))
        reports += _witnesses(chance, event, chance.choice((2, 2, 3, 3, 4, 6, 9)))
    for number in range(chance.randint(35, 50)):
        event = _event(chance, f"one-{number}", chance.choice(SEEN_BY_ONE))
        reports += _witnesses(chance, event, 1)
    return reports


def hard_pairs(chance: random.Random) -> list[list[Report]]:
    """Twos of reports that mislead: other events that look alike, the same that does not."""
    return [
        pair
        for _ in range(10)
        for pair in (
            _twins(chance, "fight", metres=420, minutes=25),
            _twins(chance, "crash", metres=30, minutes=150),
            _twins(chance, "noise", metres=450, minutes=30),
            _twins(chance, "theft", metres=160, minutes=40),
            _twins(chance, "parking", metres=200, minutes=35),
            _twins(chance, "fire", metres=1900, minutes=8),
            _two_languages(chance, "fire"),
            _two_languages(chance, "crash"),
            _two_languages(chance, "fight"),
            _without_a_place(chance, "fire"),
        )
    ]


def _event(chance: random.Random, name: str, kind: str) -> Event:
    told = stories()
    return Event(
        name=name,
        kind=kind,
        at=START + timedelta(seconds=chance.uniform(0, HOURS * 3600)),
        point=_moved(CENTRE, chance.uniform(-CITY_M, CITY_M), chance.uniform(-CITY_M, CITY_M)),
        landmark=chance.randrange(len(told["landmarks"]["ru"])),
        street=chance.randrange(len(told["streets"]["ru"])),
        detail=chance.randrange(len(told["details"]["ru"])),
    )


def _witnesses(chance: random.Random, event: Event, count: int) -> Iterator[Report]:
    for _ in range(count):
        delay_s = min(3600.0, chance.expovariate(1 / 480))
        yield _report(chance, event, delay_s=delay_s)


def _report(
    chance: random.Random,
    event: Event,
    *,
    delay_s: float,
    language: str | None = None,
    has_place: bool | None = None,
) -> Report:
    told = stories()[event.kind]
    language = language or chance.choices(LANGUAGES, SPOKEN)[0]
    text = chance.choice(told[language]).format(
        **{
            name: stories()[f"{name}s"][language][getattr(event, name)]
            for name in ("landmark", "street", "detail")
        }
    )
    category = chance.choice(told["categories"]) or None
    # Six in ten press the button, some point by hand, some only write where it is.
    has_place = chance.random() < 0.9 if has_place is None else has_place
    spread = told["spread_m"]
    point = _moved(event.point, chance.gauss(0, spread / 2), chance.gauss(0, spread / 2))
    return Report(
        event=event.name,
        text=text,
        told=Told(
            id=UUID(int=chance.getrandbits(128), version=4),
            citizen=UUID(int=chance.getrandbits(128), version=4),
            same_as=None,
            at=event.at + timedelta(seconds=delay_s),
            point=point if has_place else None,
            accuracy_m=chance.choice((5.0, 15.0, 30.0, 65.0)) if has_place else 0.0,
            category=category,
            top_category=category.split("-")[0] if category else None,
            words=words_told(text),
        ),
    )


def _twins(chance: random.Random, kind: str, *, metres: float, minutes: float) -> list[Report]:
    """Two events of one kind, so near and so soon one after the other."""
    first = _event(chance, "first", kind)
    other = _event(chance, "second", kind)
    angle = chance.uniform(0, 2 * math.pi)
    second = Event(
        name="second",
        kind=kind,
        at=first.at + timedelta(minutes=minutes),
        point=_moved(first.point, metres * math.sin(angle), metres * math.cos(angle)),
        landmark=other.landmark,
        street=first.street,
        detail=other.detail,
    )
    return [_report(chance, each, delay_s=60) for each in (first, second)]


def _two_languages(chance: random.Random, kind: str) -> list[Report]:
    event = _event(chance, "one", kind)
    return [
        _report(chance, event, delay_s=60 * place, language=language, has_place=True)
        for place, language in enumerate(("ru", "kk"), 1)
    ]


def _without_a_place(chance: random.Random, kind: str) -> list[Report]:
    event = _event(chance, "one", kind)
    return [
        _report(chance, event, delay_s=60 * place, language="ru", has_place=place == 1)
        for place in (1, 4)
    ]


def _moved(point: tuple[float, float], north_m: float, east_m: float) -> tuple[float, float]:
    latitude, longitude = point
    shrunk = math.cos(math.radians(latitude))
    return (
        latitude + north_m / METRES_PER_DEGREE,
        longitude + east_m / (METRES_PER_DEGREE * shrunk),
    )
