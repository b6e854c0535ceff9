"""What the intake API refuses, and why. Knows no HTTP: ``errors`` gives each its status."""

from collections.abc import Mapping, Sequence


class Refusal(Exception):
    """Base of all refusals: somebody asked for what cannot be had. Changes nothing."""


class NotSignedIn(Refusal):
    """No session, token or key, or one that is not valid (any more)."""


class WrongCredentials(Refusal):
    """No such login, or another password: not told which."""


class TooManyAttempts(Refusal):
    """Too many wrong passwords lately; worth another try in ``retry_after_s``."""

    def __init__(self, retry_after_s: int) -> None:
        super().__init__(retry_after_s)
        self.retry_after_s = retry_after_s


class Forbidden(Refusal):
    """This role may not do that."""


class CrossSite(Refusal):
    """A browser sent this on behalf of another site's page."""


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


class ReasonNeeded(Refusal):
    """The transition needs more to be told; the message names what."""


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


class NotMovable(Refusal):
    """No citizen's message of this report, or the other report is not the same citizen's."""


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
