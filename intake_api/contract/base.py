"""What every wire type is made of.

Unknown fields are refused, NaN and infinities are refused, and no text carries NUL
or a lone surrogate, because PostgreSQL and UTF-8 cannot keep them. All times are
aware; all points are WGS 84 degrees.
"""

import re
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Self

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    model_validator,
)
from pydantic_core import CoreSchema


def _storable(text: str) -> str:
    if "\x00" in text:
        raise ValueError("NUL cannot be stored")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ValueError("a lone surrogate is not a character") from error
    return text


def _no_number(value: object) -> object:
    # Left to itself pydantic takes a number, also written as text, for seconds since 1970.
    if isinstance(value, datetime) or (isinstance(value, str) and _DATED.match(value)):
        return value
    raise ValueError("a time as RFC 3339 writes it")


_DATED = re.compile(r"\d{4}-\d\d-\d\d")
Text = Annotated[str, AfterValidator(_storable)]
Moment = Annotated[AwareDatetime, BeforeValidator(_no_number)]
"""An aware time; text only."""
ShortText = Annotated[Text, Field(max_length=200)]
Code = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{0,63}$")]


def _be_strict(schema: object) -> None:
    """Numbers and booleans alone: pydantic's own strictness would refuse ids and times as text."""
    if isinstance(schema, dict):
        if schema.get("type") in ("bool", "int", "float"):
            schema["strict"] = True
        for part in schema.values():
            _be_strict(part)
    elif isinstance(schema, list | tuple):
        for part in schema:
            _be_strict(part)


class Strict(BaseModel):
    """Takes no number for a yes, no yes for a number, and no text for either."""

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: type[BaseModel], handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        made = handler(source)
        _be_strict(made)
        return made


class Wire(Strict):
    """Base of everything that crosses the line."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Locale(StrEnum):
    KK = "kk"
    RU = "ru"
    EN = "en"


Labels = dict[Locale, Annotated[Text, Field(min_length=1, max_length=1000)]]
"""One text in each language."""


class PlaceMethod(StrEnum):
    """How we know: the phone's pin or live share, words, a point picked on our map page,
    the QR code of a place, or the correction of an operator."""

    PIN = "pin"
    LIVE = "live"
    TYPED = "typed"
    PICKED = "picked"
    QR = "qr"
    CORRECTED = "corrected"


class Place(Wire):
    """Where it happened: a point, or words, or both."""

    method: PlaceMethod
    latitude: Annotated[float, Field(ge=-90, le=90)] | None = None
    longitude: Annotated[float, Field(ge=-180, le=180)] | None = None
    accuracy_m: Annotated[float, Field(ge=0, le=100_000)] | None = None
    address: Annotated[Text, Field(max_length=4096)] | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if (self.latitude is None) != (self.longitude is None):
            raise ValueError("latitude and longitude come together")
        if self.latitude is None and not self.address:
            raise ValueError("a place is a point or an address")
        return self


class Problem(BaseModel):
    """An error as RFC 9457 problem+json."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str | None = None
    code: str
    errors: list[dict[str, object]] | None = None
