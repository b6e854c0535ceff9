"""What the intake API refuses, and why. Knows no HTTP: ``errors`` gives each its status."""

from collections.abc import Mapping, Sequence
from datetime import datetime


class Refusal(Exception):
    """Base of all refusals: somebody asked for what cannot be had. Changes nothing."""


class NotSignedIn(Refusal):
    """No session, token or key, or one that is not valid (any more)."""


class WrongCredentials(Refusal):
    """No such login, or another password: not told which."""


class CodeNeeded(Refusal):
    """The password is right; a code of the second factor is needed too."""


class CodeWrong(Refusal):
    """Not the code of the second factor, or one that was shown before."""


class PasswordOwed(Refusal):
    """The password was given for one time: choose another first."""


class SecondFactorOwed(Refusal):
    """This role must have a second factor: add one first."""


class ScopeMissing(Refusal):
    """The API token is not for this; ``scope`` is what it would need."""

    def __init__(self, scope: str) -> None:
        super().__init__(scope)
        self.scope = scope


class ScopeUnknown(Refusal):
    """No area of the API has this scope."""


class PasswordUnfit(Refusal):
    """The same password again."""


class LoginTaken(Refusal):
    """Somebody has this login already."""


class PersonUnknown(Refusal):
    """Nobody of the staff has this id."""


class LastAdministrator(Refusal):
    """Without this one nobody could administer."""


class SessionUnknown(Refusal):
    """No such session (any more), or somebody else's."""


class TokenUnknown(Refusal):
    """No such API token (any more), or somebody else's."""


class BotKeyUnknown(Refusal):
    """No such key of a bot, or it was revoked before."""


class TooManyAttempts(Refusal):
    """Too many wrong passwords lately; worth another try in ``retry_after_s``."""

    def __init__(self, retry_after_s: int) -> None:
        super().__init__(retry_after_s)
        self.retry_after_s = retry_after_s


class Forbidden(Refusal):
    """This role may not do that."""


class CrossSite(Refusal):
    """A browser sent this on behalf of another site's page."""


class BodyUnfit(Refusal):
    """Not JSON as we take it; the text says why."""


class MediaTypeRefused(Refusal):
    """The body is said to be something else than JSON."""


class ReportNotFound(Refusal):
    """No such report; also when it exists but this actor may not know."""


class AttachmentUnknown(Refusal):
    """Not announced (yet), or not for this actor."""


class ContentMissing(Refusal):
    """The attachment is known, but its bytes are not here (yet)."""


class AttachmentDiffers(Refusal):
    """Other bytes than those that are kept under this id."""


class AttachmentTooBig(Refusal):
    """More bytes than the limit."""


class DeliveryUnknown(Refusal):
    """No such delivery."""


class IdempotencyConflict(Refusal):
    """The key came before with another body."""


class ReportDiffers(Refusal):
    """This report is inside already, with other content."""


class NotPossibleNow(Refusal):
    """Not in the report's present state."""


class HeldByColleague(Refusal):
    """A colleague is busy with the report: who answers takes it over first.

    ``position`` is the holder's, ``since`` aware UTC.
    """

    def __init__(self, position: str, since: datetime) -> None:
        super().__init__(position)
        self.position = position
        self.since = since


class ReplyUnknown(Refusal):
    """No reply of this id in the report, or it was taken back before."""


class ReplyGone(Refusal):
    """The reply is on its way to the citizen, or there: nobody can take it back."""


class ReasonNeeded(Refusal):
    """The transition needs more to be told; the message names what."""


class ColleagueUnknown(Refusal):
    """Nobody who works on reports has this id."""


class HandoverUnknown(Refusal):
    """No such note of a shift, or not for this person."""


class CategoryNotOffered(Refusal):
    """A report cannot be put under it: no such category, or a retired one."""


class TooManyTags(Refusal):
    """More tags than a report may have."""


class TooManyMatching(Refusal):
    """More reports than one act may change."""


class BulkUnknown(Refusal):
    """No such act on many reports, or it is forgotten."""


class NotUndoable(Refusal):
    """Somebody changed some of the reports since; ``problems`` tell which, as JSON values."""

    def __init__(self, problems: Sequence[Mapping[str, object]]) -> None:
        super().__init__(len(problems))
        self.problems = problems


class ViewUnknown(Refusal):
    """No such saved view, or a colleague's own."""


class TooManyViews(Refusal):
    """More saved views than a person may have."""


class TemplateUnknown(Refusal):
    """No template of a reply has this id."""


class TooManyTemplates(Refusal):
    """A centre has as many templates as it may; an archived one can be written anew."""


class PlaceholderUnknown(Refusal):
    """Braces around what nothing is filled in for; ``problems`` tell where, as JSON values."""

    def __init__(self, problems: Sequence[Mapping[str, object]]) -> None:
        super().__init__(len(problems))
        self.problems = problems


class CategoryUnknown(Refusal):
    """No category has this code."""


class CategoryMisplaced(Refusal):
    """Its parent is itself, unknown, or has a parent; or the address names another code."""


class PlaceUnknown(Refusal):
    """No QR place has this code."""


class AlreadyFinished(Refusal):
    """The report has ended in another way: there is nothing to withdraw."""


class NotAnonymous(Refusal):
    """Only an anonymous report has a receipt code."""


class ReceiptUnknown(Refusal):
    """No report has this code (any more)."""


class OriginalWithheld(Refusal):
    """The bytes of an anonymous report may tell who sent them, and cannot be cleaned."""


class PictureUnreadable(Refusal):
    """No picture that we read, or a broken or too large one."""


class NotMissed(Refusal):
    """Its bytes are here, on their way, or erased: there is nothing to ask for again."""


class NotMovable(Refusal):
    """No citizen's message of this report, or the other report is not the same citizen's."""


class IncidentUnknown(Refusal):
    """No such incident."""


class NotLinkable(Refusal):
    """No such report, the report itself, too many, or not what the incident has."""


class ConversationUnknown(Refusal):
    """No citizen has this conversation."""


class ContentGone(Refusal):
    """These bytes were just being erased; sent again, they will be kept."""


class ConversationAnonymous(Refusal):
    """Nobody's name may come beside what is told here."""


class IdentityUnknown(Refusal):
    """The citizen has not said who they are, or tells anonymously."""


class PhoneInvalid(Refusal):
    """Not a number that a telephone can have."""


class PurposeNeeded(Refusal):
    """Whoever looks up a name says what for."""


class TimeZoneUnknown(Refusal):
    """No time zone has this name."""


class TooManyRows(Refusal):
    """More reports than such a file may hold."""


class ExportsBusy(Refusal):
    """Too many files are being written; soon one of them is done."""


class LinkUnknown(Refusal):
    """No such one-time link."""


class LinkUsed(Refusal):
    """The one-time link was opened before, perhaps by somebody else."""


class LinkExpired(Refusal):
    """Nobody opened the one-time link in time, or what it opened is over."""


class OffsetDiffers(Refusal):
    """The part does not begin where the upload is, which is ``offset``."""

    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset


class OtherFile(Refusal):
    """Another file is half inside: go on with that one, or begin anew."""


class ArticleUnknown(Refusal):
    """No article has this id, or never had this version."""


class ArticleTaken(Refusal):
    """There is an article of this id already."""


class ArticleMisplaced(Refusal):
    """Its topic or a file of it is not there, or the address names another article."""


class VersionDiffers(Refusal):
    """Somebody else wrote meanwhile; the newest is ``version``."""

    def __init__(self, version: int) -> None:
        super().__init__(version)
        self.version = version


class MapUnfit(Refusal):
    """Not a map: ``field`` is what is wrong, ``fault`` a word that says how."""

    def __init__(self, field: str, fault: str) -> None:
        super().__init__(field, fault)
        self.field = field
        self.fault = fault


class NotPublishable(Refusal):
    """Citizens must not see it so; ``problems`` tell why, as JSON values."""

    def __init__(self, problems: Sequence[Mapping[str, object]]) -> None:
        super().__init__(len(problems))
        self.problems = problems


class ImportFaulty(Refusal):
    """Something in the file cannot be taken in, so nothing was; ``problems`` as JSON values."""

    def __init__(self, problems: Sequence[Mapping[str, object]]) -> None:
        super().__init__(len(problems))
        self.problems = problems


class TopicInUse(Refusal):
    """A topic that an article stands under cannot go."""


class WorkGone(Refusal):
    """These questions are dealt with, or what was done with them is taken back."""


class PeriodMisplaced(Refusal):
    """It ends before it begins, or is longer than a year."""


class FileKindRefused(Refusal):
    """Not a kind of file that an article may have."""


class BadCursor(Refusal):
    """Not a cursor of ours."""


class BadRange(Refusal):
    """The range lies outside of the content, whose ``size`` in bytes is given."""

    def __init__(self, size: int) -> None:
        super().__init__(size)
        self.size = size
