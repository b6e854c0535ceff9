"""Refusals as problem+json (RFC 9457): one table.

The title is for developers; people are shown a text by its ``code``.
"""

import json
from collections.abc import Mapping, Sequence

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException
from starlette.responses import Response

from intake_api import refusals
from intake_api.refusals import BadRange, Refusal, TooManyAttempts

log = structlog.get_logger(__name__)

TABLE: Mapping[type[Refusal], tuple[int, str, str]] = {
    refusals.NotSignedIn: (401, "not_signed_in", "Not signed in"),
    refusals.WrongCredentials: (401, "wrong_credentials", "Wrong login or password"),
    refusals.CodeNeeded: (401, "code_needed", "A code of the second factor is needed"),
    refusals.CodeWrong: (401, "wrong_code", "Not the code, or shown before"),
    refusals.PasswordOwed: (403, "password_owed", "Choose a password first"),
    refusals.SecondFactorOwed: (403, "second_factor_owed", "Add a second factor first"),
    refusals.ScopeMissing: (403, "scope_missing", "Not among the token's scopes"),
    refusals.ScopeUnknown: (422, "scope_unknown", "No such scope"),
    refusals.PasswordUnfit: (422, "password_unfit", "The same password again"),
    refusals.LoginTaken: (409, "login_taken", "Somebody has this login"),
    refusals.PersonUnknown: (404, "person_unknown", "Nobody has this id"),
    refusals.LastAdministrator: (409, "last_administrator", "Nobody else could administer"),
    refusals.SessionUnknown: (404, "session_unknown", "No such session"),
    refusals.TokenUnknown: (404, "token_unknown", "No such token"),
    refusals.BotKeyUnknown: (404, "bot_key_unknown", "No such valid key"),
    refusals.TooManyAttempts: (429, "too_many_attempts", "Too many attempts"),
    refusals.Forbidden: (403, "forbidden", "Not for this role"),
    refusals.CrossSite: (403, "cross_site", "Sent by another site"),
    refusals.BodyUnfit: (422, "invalid", "Not JSON as it is taken here"),
    refusals.MediaTypeRefused: (415, "media_type_refused", "The body must be application/json"),
    refusals.ReportNotFound: (404, "report_not_found", "No such report"),
    refusals.AttachmentUnknown: (404, "attachment_unknown", "No such attachment"),
    refusals.ContentMissing: (404, "content_missing", "The bytes are not here"),
    refusals.DeliveryUnknown: (404, "delivery_unknown", "No such delivery"),
    refusals.AttachmentTooBig: (413, "attachment_too_big", "More bytes than allowed"),
    refusals.AttachmentDiffers: (422, "attachment_differs", "Other bytes are kept already"),
    refusals.IdempotencyConflict: (422, "idempotency_conflict", "Key used for another body"),
    refusals.ReportDiffers: (422, "report_differs", "Report is inside with other content"),
    refusals.NotPossibleNow: (409, "not_possible_now", "Not possible in this state"),
    refusals.ReasonNeeded: (422, "invalid", "More must be told"),
    refusals.HandoverUnknown: (404, "handover_unknown", "No such note of a shift"),
    refusals.CategoryNotOffered: (422, "category_not_offered", "Unknown or retired category"),
    refusals.ColleagueUnknown: (422, "colleague_unknown", "Nobody here has this id"),
    refusals.TooManyTags: (422, "too_many_tags", "More tags than a report may have"),
    refusals.TooManyMatching: (422, "too_many_matching", "More reports than one act may change"),
    refusals.BulkUnknown: (404, "bulk_unknown", "No such act"),
    refusals.NotUndoable: (409, "not_undoable", "Changed since"),
    refusals.HeldByColleague: (409, "held_by_colleague", "A colleague is answering: take over"),
    refusals.ReplyUnknown: (404, "reply_unknown", "No such reply"),
    refusals.ReplyGone: (409, "reply_gone", "On its way to the citizen already"),
    refusals.ViewUnknown: (404, "view_unknown", "No such view"),
    refusals.TooManyViews: (422, "too_many_views", "More views than a person may have"),
    refusals.TemplateUnknown: (404, "template_unknown", "No such template"),
    refusals.TooManyTemplates: (422, "too_many_templates", "More templates than a centre may have"),
    refusals.PlaceholderUnknown: (422, "placeholder_unknown", "Not a placeholder"),
    refusals.CategoryUnknown: (404, "category_unknown", "No such category"),
    refusals.CategoryMisplaced: (422, "category_misplaced", "Parent or code does not fit"),
    refusals.PlaceUnknown: (404, "place_unknown", "No such QR place"),
    refusals.AlreadyFinished: (422, "already_finished", "The report has ended already"),
    refusals.NotAnonymous: (422, "not_anonymous", "Only anonymous reports have receipts"),
    refusals.ReceiptUnknown: (404, "receipt_unknown", "No report has this code"),
    refusals.OriginalWithheld: (403, "original_withheld", "For supervisors: may tell who sent it"),
    refusals.PictureUnreadable: (422, "picture_unreadable", "Not a picture that can be drawn"),
    refusals.NotMissed: (409, "not_missed", "Not a file whose bytes did not come"),
    refusals.NotMovable: (422, "not_movable", "Not between these reports"),
    refusals.IncidentUnknown: (404, "incident_unknown", "No such incident"),
    refusals.NotLinkable: (422, "not_linkable", "Not these reports"),
    refusals.ConversationUnknown: (404, "conversation_unknown", "No such conversation"),
    refusals.ContentGone: (503, "content_gone", "Send the bytes again"),
    refusals.ConversationAnonymous: (409, "conversation_anonymous", "Told without a name"),
    refusals.IdentityUnknown: (404, "identity_unknown", "Nobody has said who they are"),
    refusals.PhoneInvalid: (422, "phone_invalid", "Not a telephone number"),
    refusals.PurposeNeeded: (422, "purpose_needed", "Say what for"),
    refusals.TimeZoneUnknown: (422, "time_zone_unknown", "No such time zone"),
    refusals.TooManyRows: (422, "too_many_rows", "More than such a file may hold"),
    refusals.ExportsBusy: (503, "exports_busy", "Other files are being written"),
    refusals.LinkUnknown: (404, "link_unknown", "No such link"),
    refusals.LinkUsed: (410, "link_used", "Opened before"),
    refusals.LinkExpired: (410, "link_expired", "Over"),
    refusals.OffsetDiffers: (409, "offset_differs", "The upload is elsewhere"),
    refusals.OtherFile: (409, "other_file", "Another file is half inside"),
    refusals.ArticleUnknown: (404, "article_unknown", "No such article or version"),
    refusals.ArticleTaken: (409, "article_taken", "There is an article of this id"),
    refusals.ArticleMisplaced: (422, "article_misplaced", "Topic, file or id does not fit"),
    refusals.VersionDiffers: (409, "version_differs", "Somebody else wrote meanwhile"),
    refusals.MapUnfit: (422, "map_unfit", "Not a map that can be drawn"),
    refusals.NotPublishable: (422, "not_publishable", "Not fit for citizens yet"),
    refusals.ImportFaulty: (422, "import_faulty", "Not all of it can be taken in"),
    refusals.TopicInUse: (409, "topic_in_use", "Articles stand under it"),
    refusals.WorkGone: (404, "work_gone", "Dealt with already"),
    refusals.PeriodMisplaced: (422, "invalid", "Not a period of at most a year"),
    refusals.FileKindRefused: (415, "file_kind_refused", "Not a file that an article may have"),
    refusals.BadCursor: (422, "invalid", "Not a cursor"),
    refusals.BadRange: (416, "bad_range", "Outside of the content"),
}
CODES = {
    400: "invalid",
    404: "not_found",
    405: "method_not_allowed",
    413: "body_too_big",
    415: "media_type_refused",
}
SAYS_MORE = (refusals.ReasonNeeded, refusals.ScopeMissing, refusals.BodyUnfit)
WITH_PROBLEMS = (
    refusals.NotPublishable,
    refusals.ImportFaulty,
    refusals.NotUndoable,
    refusals.PlaceholderUnknown,
)
BUSY_RETRY_S = 2


def problem(
    status: int,
    code: str,
    title: str,
    *,
    detail: str | None = None,
    errors: Sequence[Mapping[str, object]] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """A problem+json answer. Written as ASCII: what was refused may not be valid Unicode."""
    body: dict[str, object] = {
        "type": "about:blank",
        "title": title,
        "status": status,
        "code": code,
    }
    if detail is not None:
        body["detail"] = detail
    if errors is not None:
        body["errors"] = errors
    return Response(
        json.dumps(body),
        status,
        dict(headers or {}),
        media_type="application/problem+json",
    )


def install(app: FastAPI) -> None:
    """Let ``app`` answer with problems only."""
    app.add_exception_handler(Refusal, _refusal)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(DBAPIError, _database)
    app.add_exception_handler(PoolTimeout, _database)
    app.add_exception_handler(Exception, _bug)


def of_refusal(error: Refusal) -> Response:
    status, code, title = TABLE[type(error)]
    headers = {}
    if isinstance(error, TooManyAttempts):
        headers["Retry-After"] = str(error.retry_after_s)
    if isinstance(error, refusals.ExportsBusy):
        headers["Retry-After"] = str(BUSY_RETRY_S)
    if isinstance(error, BadRange):
        headers["Content-Range"] = f"bytes */{error.size}"
    if isinstance(error, refusals.OffsetDiffers):
        headers["Upload-Offset"] = str(error.offset)
    errors: Sequence[Mapping[str, object]] | None = None
    if isinstance(error, refusals.VersionDiffers):
        headers["ETag"] = f'"{error.version}"'
        errors = [{"version": error.version}]
    if isinstance(error, refusals.HeldByColleague):
        errors = [{"position": error.position, "since": error.since.isoformat()}]
    if isinstance(error, WITH_PROBLEMS):
        errors = error.problems
    if isinstance(error, refusals.MapUnfit):
        errors = [{"field": error.field, "fault": error.fault}]
    told = isinstance(error, SAYS_MORE) and error.args
    detail = str(error) if told else None
    return problem(status, code, title, detail=detail, errors=errors, headers=headers)


async def _refusal(_: Request, error: Exception) -> Response:
    assert isinstance(error, Refusal)
    return of_refusal(error)


async def _invalid(_: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    # Neither the input nor what it was compared with: it may be a citizen's words.
    told = [
        {"type": each["type"], "loc": list(each["loc"]), "msg": each["msg"]}
        for each in error.errors()[:20]
    ]
    return problem(422, "invalid", "Not what this endpoint takes", errors=told)


async def _http(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    code = CODES.get(error.status_code, "invalid")
    return problem(error.status_code, code, error.detail, headers=error.headers)


async def _database(_: Request, error: Exception) -> Response:
    # Only the kind: the text of it holds the parameters, and those a citizen's words.
    cause = getattr(error, "orig", None)
    log.error("database_failed", error=type(error).__name__, cause=type(cause).__name__)
    title = "The database cannot be reached or is busy"
    headers = {"Retry-After": str(BUSY_RETRY_S)}
    return problem(503, "storage_unavailable", title, headers=headers)


async def _bug(_: Request, error: Exception) -> Response:
    return problem(500, "internal_error", "A fault of ours; it has been logged")
