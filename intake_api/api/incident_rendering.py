"""Incidents as wire types."""

from uuid import UUID

from intake_api.api import rendering
from intake_api.api.incident_models import (
    IncidentFile,
    IncidentName,
    IncidentPoint,
    IncidentShown,
    IncidentStep,
    MemberShown,
    PlannedStep,
    ReasonShown,
    ReportsIncident,
    SuggestionShown,
)
from intake_api.auth.actor import Actor
from intake_api.contract import Place
from intake_api.incidents.acting import Planned, steps
from intake_api.incidents.linking import plain
from intake_api.incidents.suggesting import suggestions
from intake_api.reports.workflow import State
from storage.reports import incidents as kept
from storage.reports.attachments import AttachmentRecord, attachments_of_all
from storage.reports.cases import ReportRecord, reports_by_ids
from storage.reports.incidents import IncidentRecord, MemberRecord
from storage.reports.unit_of_work import Work


async def of_report(work: Work, report_id: UUID) -> ReportsIncident:
    """For somebody who came through ``access_report`` in the same act."""
    incident = await kept.incident_of(work, report_id)
    members = await kept.members_of(work, incident.id) if incident else []
    suggested = await suggestions(work, report_id, but={each.report_id for each in members})
    others = [each.report_id for each in suggested]
    reports = await reports_by_ids(work, [*(each.report_id for each in members), *others])
    named = await kept.incidents_of(work, others)
    return ReportsIncident(
        incident=name(incident) if incident else None,
        members=[_member(each, reports[each.report_id]) for each in members],
        suggestions=[
            SuggestionShown(
                report=rendering.row(reports[each.report_id]),
                chance=round(each.likeness.chance, 2),
                reasons=[_reason(plain(one)) for one in each.likeness.reasons],
                incident=name(found) if (found := named.get(each.report_id)) else None,
            )
            for each in suggested
        ],
    )


async def whole(work: Work, actor: Actor, incident: IncidentRecord) -> IncidentShown:
    members = await kept.members_of(work, incident.id)
    reports = await reports_by_ids(work, [each.report_id for each in members])
    in_order = sorted(reports.values(), key=lambda each: (each.received_at, each.number))
    files = await attachments_of_all(work, reports)
    return IncidentShown(
        id=incident.id,
        number=incident.number,
        title=incident.title,
        created_at=incident.created_at,
        changed_at=incident.changed_at,
        ended_at=incident.ended_at,
        members=[_member(each, reports[each.report_id]) for each in members],
        points=[point for each in in_order for point in _points(each)],
        files=[_file(each, reports[each.report_id].number) for each in files],
        steps=[
            IncidentStep(action=action, to_state=row.to, needs=list(row.needs), reports=count)
            for action, (row, count) in steps(in_order, actor).items()
        ],
    )


def name(record: IncidentRecord) -> IncidentName:
    return IncidentName(id=record.id, number=record.number, title=record.title)


def planned(step: Planned) -> PlannedStep:
    return PlannedStep(
        report_id=step.report.id,
        number=step.report.number,
        from_state=State(step.report.state),
        to_state=step.to,
        word=step.word,
        blocked=step.blocked,
    )


def _member(member: MemberRecord, report: ReportRecord) -> MemberShown:
    return MemberShown(
        report=rendering.row(report),
        linked_at=member.linked_at,
        linked_by=member.linked_by,
        reasons=[_reason(each) for each in member.reasons or ()],
    )


def _reason(stored: dict[str, object]) -> ReasonShown:
    return ReasonShown.model_validate(stored)


def _points(report: ReportRecord) -> list[IncidentPoint]:
    place = Place.model_validate(report.place) if report.place else None
    if place is None or place.latitude is None or place.longitude is None:
        return []
    return [
        IncidentPoint(
            report_id=report.id,
            number=report.number,
            method=place.method,
            latitude=place.latitude,
            longitude=place.longitude,
            accuracy_m=place.accuracy_m,
            address=place.address,
            at=report.place_at or report.received_at,
        )
    ]


def _file(file: AttachmentRecord, number: str) -> IncidentFile:
    return IncidentFile(
        report_id=file.report_id,
        number=number,
        message_id=file.message_id,
        attachment=rendering.attachment(file),
    )
