"""Where the console's map comes from, and what the page's policy must allow for it.

By default nowhere: the console draws an offline base, and no server learns where police look.
"""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from intake_api.settings import IntakeSettings

TILES = "/v1/map/tiles.pmtiles"


class MapKind(StrEnum):
    OFFLINE = "offline"
    STYLE = "style"
    RASTER = "raster"
    PMTILES = "pmtiles"


@dataclass(frozen=True, slots=True, kw_only=True)
class MapSource:
    """``url`` of the style, of pictures with ``{z}/{x}/{y}``, or of our file; empty offline."""

    kind: MapKind
    url: str
    attribution: str
    file: Path | None = None

    def origin(self) -> str:
        """The other server that browsers must reach for it; empty for ours."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


def map_source(settings: IntakeSettings) -> MapSource:
    """What is ours goes before what others serve. Raises ValueError for what cannot be."""
    told = settings.map_attribution
    if settings.map_pmtiles is not None:
        file = settings.map_pmtiles
        if not file.is_file():
            raise ValueError(f"map_pmtiles: there is no file {file}")
        return MapSource(kind=MapKind.PMTILES, url=TILES, attribution=told, file=file)
    if settings.map_style_url:
        return _at(MapKind.STYLE, settings.map_style_url, told)
    if settings.map_raster_url:
        return _at(MapKind.RASTER, settings.map_raster_url, told)
    return MapSource(kind=MapKind.OFFLINE, url="", attribution="")


def map_files(folder: Path | None) -> tuple[str, ...]:
    """The names of the PMTiles files that lie in it."""
    if folder is None or not folder.is_dir():
        return ()
    return tuple(sorted(each.name for each in folder.glob("*.pmtiles") if each.is_file()))


def _at(kind: MapKind, url: str, attribution: str) -> MapSource:
    parts = urlsplit(url)
    is_ours = not parts.scheme and not parts.netloc and url.startswith("/")
    if not is_ours and (parts.scheme not in ("https", "http") or not parts.netloc):
        raise ValueError(f"map_{kind}_url: neither https://... nor a path of ours")
    if any(sign in url for sign in " ;,'\"\\"):
        raise ValueError(f"map_{kind}_url: holds a sign that an address cannot")
    return MapSource(kind=kind, url=url, attribution=attribution)
