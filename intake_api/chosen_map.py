"""The map of this moment: as administrators chose it, else as the environment says."""

from pathlib import Path
from urllib.parse import quote

import structlog
from sqlalchemy.exc import SQLAlchemyError

from intake_api.map_source import TILES, MapKind, MapSource, map_files
from intake_api.reports.map_choice import MapChoice, MapWish, map_choice
from storage.reports.unit_of_work import Reports

log = structlog.get_logger(__name__)


class ChosenMap:
    """``ours`` is the environment's; ``folder`` holds the files that may be chosen."""

    def __init__(self, reports: Reports, ours: MapSource, folder: Path | None) -> None:
        self._reports = reports
        self._folder = folder
        self._origins = _told(ours)
        self.ours = ours

    def files(self) -> tuple[str, ...]:
        return map_files(self._folder)

    async def choice(self) -> MapChoice:
        return await self._reports.consult(map_choice)

    async def source(self) -> MapSource:
        return self.shown((await self.choice()).source)

    def shown(self, wish: MapWish | None) -> MapSource:
        """A wish as browsers draw it; the offline base where its file is gone."""
        if wish is None:
            return self.ours
        if wish.kind is not MapKind.PMTILES:
            return MapSource(kind=wish.kind, url=wish.url, attribution=wish.attribution)
        file = self.file(wish.file)
        if file is None:
            return MapSource(kind=MapKind.OFFLINE, url="", attribution="")
        url = f"{TILES}?file={quote(wish.file)}"
        return MapSource(kind=wish.kind, url=url, attribution=wish.attribution, file=file)

    def file(self, name: str) -> Path | None:
        """Where it lies; None for what is not among ``files``, whatever its name says."""
        return self._folder / name if self._folder and name in self.files() else None

    async def origins(self) -> str:
        """The other servers that a page opened now may reach; those last known when the
        database cannot say, for a page must come also then."""
        try:
            choice = await self.choice()
        except (SQLAlchemyError, OSError) as error:
            log.warning("map_unknown", error=type(error).__name__)
            return self._origins
        tried = self.shown(choice.trial) if choice.trial else None
        self._origins = _told(self.shown(choice.source), tried)
        return self._origins


def _told(*sources: MapSource | None) -> str:
    found = {source.origin() for source in sources if source is not None}
    return "".join(f" {origin}" for origin in sorted(found) if origin)
