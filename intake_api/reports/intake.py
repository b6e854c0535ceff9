"""How a report comes in."""

from intake_api.auth.actor import Bot
from intake_api.contract import ReportAccepted, ReportKind, ReportSubmission
from intake_api.refusals import ReportDiffers
from intake_api.reports.addresses import look_up_later
from intake_api.reports.catalogue import top_of
from intake_api.reports.correspondence import store_messages
from intake_api.reports.idempotency import body_hash
from intake_api.reports.numbers import next_number
from intake_api.reports.places import columns, is_live, place_of
from intake_api.reports.sos import watch
from intake_api.reports.targets import TARGETS, Targets, targets_now
from intake_api.reports.tracks import begin
from intake_api.reports.words import excerpt, words
from intake_api.reports.workflow import State
from intake_api.search.indexing import index_report
from storage.reports.audits import write_audit
from storage.reports.cases import (
    content_hash,
    ensure_conversation,
    insert_report,
    mark_anonymous,
    report_by_id,
)
from storage.reports.histories import append_transition
from storage.reports.unit_of_work import Work

PRIORITIES = {
    ReportKind.SOS: 1,
    ReportKind.CRIME: 2,
    ReportKind.OFFENCE: 3,
    ReportKind.COMPLAINT: 3,
    ReportKind.STATEMENT: 3,
    ReportKind.QUESTION: 4,
}


async def accept_submission(
    work: Work,
    bot: Bot,
    submission: ReportSubmission,
    *,
    targets: Targets = TARGETS,
    looks_up: bool = False,
) -> ReportAccepted:
    """Take a report in: number, history, journal and audit, all in the caller's act.

    ``targets`` hold where administrators have chosen none.
    With ``looks_up`` a place that is only words is put on the map later.

    A report that is inside already is the same report, whatever key it comes under.
    Raises ReportDiffers if its content is another.
    """
    content = body_hash(submission)
    known = await content_hash(work, submission.report_id)
    if known is not None:
        return await _again(work, submission, same=known == content)
    number = await next_number(work)
    place, place_at = place_of(submission)
    top, is_offered = await top_of(work, submission.category)
    await ensure_conversation(work, submission.conversation_id)
    if submission.anonymous:
        await mark_anonymous(work, submission.conversation_id)
    found_by = words(number, place, submission.messages)
    await insert_report(
        work,
        submission.report_id,
        number=number,
        content_hash=content,
        conversation_id=submission.conversation_id,
        kind=submission.kind,
        category=submission.category,
        priority=PRIORITIES[submission.kind],
        state=State.RECEIVED,
        is_open=True,
        channel=submission.channel,
        locale=submission.locale,
        **columns(place, place_at),
        top_category=top,
        **_told(submission),
        submitted_at=submission.submitted_at,
        received_at=work.now,
        last_activity_at=work.now,
        excerpt=excerpt(submission.messages, place),
        words=found_by,
        unread=len({message.message_id for message in submission.messages}),
        attachments=0,
        last_from="citizen" if submission.messages else None,
        seq=0,
    )
    await index_report(work, submission.report_id, found_by)
    files = await store_messages(work, submission.report_id, submission.messages)
    if files:
        work.change(submission.report_id, attachments=files)
    await _begin_tracks(work, submission)
    if submission.kind is ReportKind.SOS:
        await watch(work, submission.report_id, await targets_now(work, targets))
    if looks_up:
        await look_up_later(work, submission.report_id, place)
    await _note(work, bot, submission)
    if not is_offered:
        work.record(submission.report_id, "category_unknown")
    if submission.same_as is not None and await report_by_id(work, submission.same_as, lock=True):
        work.record(submission.same_as, "report_linked")
    return ReportAccepted(report_id=submission.report_id, number=number, received_at=work.now)


async def _begin_tracks(work: Work, submission: ReportSubmission) -> None:
    shared = [each for each in submission.messages if is_live(each)]
    if shared:
        report = await report_by_id(work, submission.report_id)
        assert report is not None
        for message in shared:
            await begin(work, report, message)


def _told(submission: ReportSubmission) -> dict[str, object]:
    answers = [each.model_dump(mode="json", exclude_none=True) for each in submission.answers]
    return {
        "role": submission.role,
        "happened_at": submission.happened_at,
        "happened": submission.happened,
        "answers": answers or None,
        "anonymous": submission.anonymous,
        "same_as": submission.same_as,
        "from_place": submission.from_place,
    }


async def _note(work: Work, bot: Bot, submission: ReportSubmission) -> None:
    # No delivery: the citizen hears "received" from the answer to this very request.
    await append_transition(
        work,
        submission.report_id,
        action="submit",
        from_state=None,
        to_state=State.RECEIVED,
        actor_id=None,
    )
    await write_audit(
        work,
        actor_kind="bot",
        actor_id=bot.key_id,
        action="report_received",
        report_id=submission.report_id,
    )
    work.record(submission.report_id, "report_received")


async def _again(work: Work, submission: ReportSubmission, *, same: bool) -> ReportAccepted:
    if not same:
        raise ReportDiffers
    report = await report_by_id(work, submission.report_id)
    assert report is not None
    return ReportAccepted(report_id=report.id, number=report.number, received_at=report.received_at)
