"""Nobody else answers a report while its owner is busy with it.

One in review belongs to its owner only that long; one that was accepted stays theirs.

``access_report`` renews a lease, ``handling.transit`` begins and ends it.
"""

from datetime import timedelta
from functools import partial
from uuid import UUID

from intake_api.reports.handling import transit
from intake_api.reports.workflow import Party, State, find
from storage.reports.cases import report_by_id
from storage.reports.leases import leased_before, take_lease
from storage.reports.unit_of_work import Reports, Work

AT_ONCE = 100


async def release_overdue(reports: Reports, lease: timedelta) -> int:
    """Give back what was left alone for longer than ``lease``; returns how many.

    Those that stay with their owners can be answered by all from then on, and do not count.
    Each in a transaction of its own. Of two processes one takes it, the other finds nothing.
    """
    due = await reports.consult(lambda work: leased_before(work, work.now - lease, AT_ONCE))
    released = [await reports.perform(partial(_release, report_id, lease)) for report_id in due]
    return sum(released)


async def _release(report_id: UUID, lease: timedelta, work: Work) -> bool:
    if not await take_lease(work, report_id, work.now - lease):
        return False
    report = await report_by_id(work, report_id, lock=True)
    assert report is not None
    row = find("release", State(report.state), Party.CLOCK)
    if row is None:
        work.record(report_id, "lease_changed")
        return False
    await transit(work, report, row)
    return True
