"""What a case file says it holds: written with it, and read by ``verify`` without us."""

from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from intake_api.contract.base import Wire

NAME = "manifest.json"
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Path = Annotated[str, Field(min_length=1, max_length=500)]


class Listed(Wire):
    """A file within: ``sha256`` of its ``size`` bytes. ``taken_in`` is the hash that was noted
    when the original came, ``cleaned`` if what a camera wrote was taken out since."""

    path: Path
    size: Annotated[int, Field(ge=0)]
    sha256: Sha256
    taken_in: Sha256 | None = None
    cleaned: bool = False


class Absent(Wire):
    """An original that is not within, and why."""

    kind: str
    why: str
    taken_in: Sha256 | None = None


class Manifest(Wire):
    """``made_by`` is a position."""

    format: Literal["qulaq-case-file/1"] = "qulaq-case-file/1"
    report: str
    made_at: AwareDatetime
    made_by: str
    files: list[Listed]
    absent: list[Absent]
