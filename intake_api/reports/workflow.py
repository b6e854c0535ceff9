"""The life of a report, as one table.

A transition is done by ``handling.transit`` alone, which appends to the history,
the journal and the audit, and tells the citizen when the word for the state changes.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from intake_api.auth.actor import CENTRE, Role
from intake_api.contract import CitizenWord


class State(StrEnum):
    DRAFT = "draft"
    RECEIVED = "received"
    IN_REVIEW = "in_review"
    AWAITING_CITIZEN = "awaiting_citizen"
    ACCEPTED = "accepted"
    ASSIGNED = "assigned"
    ACKNOWLEDGED = "acknowledged"
    EN_ROUTE = "en_route"
    ON_SCENE = "on_scene"
    RESOLVED = "resolved"
    RETURNED = "returned"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    REJECTED = "rejected"
    ABANDONED = "abandoned"


class Party(StrEnum):
    """Who moves a report without being on the staff."""

    CITIZEN = "citizen"
    CLOCK = "clock"


class Need(StrEnum):
    """What must be told along with a transition."""

    REASON = "reason"
    CLOSE_CODE = "close_code"
    DUPLICATE_OF = "duplicate_of"


class CloseCode(StrEnum):
    CONFIRMED = "confirmed"
    NOT_CONFIRMED = "not_confirmed"
    PREVENTED = "prevented"
    PASSED_ON = "passed_on"
    DUPLICATE = "duplicate"
    FALSE = "false"
    WITHDRAWN = "withdrawn"
    NOT_ENOUGH_INFORMATION = "not_enough_information"


S = State
OPEN = frozenset(S) - {S.DRAFT, S.CLOSED, S.WITHDRAWN, S.REJECTED, S.ABANDONED}
HELD = OPEN - {S.RECEIVED}
"""Where an owner who is busy with a report holds it."""
BEFORE_UNITS = frozenset({S.RECEIVED, S.IN_REVIEW, S.AWAITING_CITIZEN, S.ACCEPTED, S.RETURNED})
STAFF: frozenset[Role | Party] = frozenset(CENTRE)
CHIEFS: frozenset[Role | Party] = frozenset({Role.SUPERVISOR, Role.ADMIN})
CITIZEN: frozenset[Role | Party] = frozenset({Party.CITIZEN})
CLOCK: frozenset[Role | Party] = frozenset({Party.CLOCK})

WORDS = {
    S.RECEIVED: CitizenWord.RECEIVED,
    S.IN_REVIEW: CitizenWord.BEING_CHECKED,
    S.AWAITING_CITIZEN: CitizenWord.BEING_CHECKED,
    S.ACCEPTED: CitizenWord.BEING_CHECKED,
    S.RETURNED: CitizenWord.BEING_CHECKED,
    S.ASSIGNED: CitizenWord.PASSED_TO_UNIT,
    S.ACKNOWLEDGED: CitizenWord.PASSED_TO_UNIT,
    S.EN_ROUTE: CitizenWord.ON_THE_WAY,
    S.ON_SCENE: CitizenWord.ON_THE_WAY,
    S.RESOLVED: CitizenWord.FINISHED,
    S.CLOSED: CitizenWord.FINISHED,
    S.REJECTED: CitizenWord.FINISHED,
    S.WITHDRAWN: CitizenWord.FINISHED,
}
"""The citizen's word for each state; drafts and what became of them are the bot's talk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """A row of the table: who may take a report from where to where.

    ``tells`` is False where a change of the word is not news: the 201 of a submission
    has told it, or the citizen need not know that an operator let go.
    """

    action: str
    sources: frozenset[State]
    to: State
    by: frozenset[Role | Party]
    needs: tuple[Need, ...] = ()
    tells: bool = True


def _row(
    action: str,
    sources: Iterable[State],
    to: State,
    by: frozenset[Role | Party],
    *needs: Need,
    tells: bool = True,
) -> Transition:
    return Transition(
        action=action, sources=frozenset(sources), to=to, by=by, needs=needs, tells=tells
    )


# Until units sign in themselves, operators note what a unit says over the radio.
TABLE = (
    _row("submit", {S.DRAFT}, S.RECEIVED, CITIZEN, tells=False),
    _row("abandon", {S.DRAFT}, S.ABANDONED, CITIZEN | CLOCK),
    _row("open", {S.RECEIVED}, S.IN_REVIEW, STAFF),
    _row("release", {S.IN_REVIEW}, S.RECEIVED, STAFF | CLOCK, tells=False),
    _row("accept", {S.IN_REVIEW, S.AWAITING_CITIZEN, S.RETURNED}, S.ACCEPTED, STAFF),
    _row("ask", {S.IN_REVIEW, S.ACCEPTED}, S.AWAITING_CITIZEN, STAFF),
    _row("answer", {S.AWAITING_CITIZEN}, S.IN_REVIEW, CITIZEN),
    _row("assign", {S.ACCEPTED}, S.ASSIGNED, STAFF),
    _row("acknowledge", {S.ASSIGNED}, S.ACKNOWLEDGED, STAFF),
    _row("depart", {S.ACKNOWLEDGED}, S.EN_ROUTE, STAFF),
    _row("arrive", {S.EN_ROUTE}, S.ON_SCENE, STAFF),
    _row("resolve", {S.ON_SCENE}, S.RESOLVED, STAFF),
    _row("return", {S.ASSIGNED, S.ACKNOWLEDGED}, S.RETURNED, STAFF, Need.REASON),
    _row("close", OPEN - {S.RECEIVED}, S.CLOSED, STAFF, Need.CLOSE_CODE),
    _row("reject", BEFORE_UNITS - {S.RECEIVED}, S.REJECTED, STAFF, Need.REASON),
    _row("withdraw", OPEN, S.WITHDRAWN, STAFF | CITIZEN),
    _row("reopen", {S.CLOSED}, S.IN_REVIEW, CHIEFS | CITIZEN),
)


def possible(state: State, by: Role | Party) -> list[Transition]:
    """What ``by`` may do to a report in ``state``, in the order of the table."""
    return [row for row in TABLE if state in row.sources and by in row.by]


def find(action: str, state: State, by: Role | Party) -> Transition | None:
    return next((row for row in possible(state, by) if row.action == action), None)


def news(row: Transition, before: State) -> CitizenWord | None:
    """The word a citizen is to be told after ``row``, or None when nothing changes for them."""
    after = WORDS.get(row.to)
    return after if row.tells and after is not WORDS.get(before) else None
