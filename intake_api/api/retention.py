"""/v1/admin/retention: how long the house keeps what."""

from fastapi import APIRouter, Response

from intake_api.api.answers import answer
from intake_api.api.models import Shown
from intake_api.api.who import AnAdmin, TheHouse
from intake_api.house import House
from intake_api.reports.retention import Retention, retention_now, write_retention
from intake_api.scheduler import KEYS_KEPT

router = APIRouter(prefix="/v1/admin/retention", tags=["settings"])


class RetentionShown(Shown):
    """In days. ``reports_days`` (the law's), ``keys_days`` (of idempotency), ``reopen_days``
    and the hours of a session are settings of the environment and shown alone."""

    journal_days: int
    reports_days: int
    reopen_days: int
    keys_days: int
    session_hours: int


@router.get("", response_model=RetentionShown)
async def get_retention(house: TheHouse, actor: AnAdmin) -> Response:
    ours = Retention(journal_days=house.settings.journal_keep_days)
    chosen = await house.reports.consult(lambda work: retention_now(work, ours))
    return answer(_shown(house, chosen))


@router.put("", response_model=RetentionShown)
async def put_retention(house: TheHouse, actor: AnAdmin, wanted: Retention) -> Response:
    """Choose how long the journal is kept; older entries go within minutes."""
    await house.reports.perform(lambda work: write_retention(work, actor, wanted))
    return answer(_shown(house, wanted))


def _shown(house: House, chosen: Retention) -> RetentionShown:
    settings = house.settings
    return RetentionShown(
        journal_days=chosen.journal_days,
        reports_days=settings.keep_reports_days,
        reopen_days=settings.reopen_days,
        keys_days=KEYS_KEPT.days,
        session_hours=settings.session_hours,
    )
