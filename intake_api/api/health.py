"""Whether we live, whether we can serve, and the figures."""

from fastapi import APIRouter, Response
from starlette.responses import PlainTextResponse

from intake_api.api.who import TheHouse
from storage.reports.journals import last_seq

router = APIRouter(tags=["health"])


@router.get("/healthz")
async def healthz() -> dict[str, str]:
    """The process lives."""
    return {"status": "ok"}


@router.get("/readyz")
async def readyz(house: TheHouse) -> dict[str, str]:
    """The database answers; 503 when it does not."""
    async with house.reports.look() as work:
        await last_seq(work)
    return {"status": "ready"}


@router.get("/metrics", response_class=PlainTextResponse)
async def metrics(house: TheHouse) -> Response:
    """For Prometheus."""
    house.metrics.journal.set(house.feed.last)
    return Response(house.metrics.text(), media_type="text/plain; version=0.0.4")
