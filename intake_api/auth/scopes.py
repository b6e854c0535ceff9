"""What an API token may be used for: an area of the API (its tag), to read or to write.

A scope never adds anything: what the token's owner may not do, it may not do either.
"""

from collections.abc import Collection, Iterable

from intake_api.auth.actor import Actor
from intake_api.auth.cross_site import SAFE_METHODS
from intake_api.refusals import ScopeMissing


def scope_of(tag: str, method: str) -> str:
    """``reports:read`` or ``reports:write``, by the HTTP method in capitals."""
    return f"{tag}:{'read' if method in SAFE_METHODS else 'write'}"


def require_scope(actor: Actor, scope: str) -> None:
    """Raises ScopeMissing; a session has all."""
    if actor.scopes is not None and scope not in actor.scopes:
        raise ScopeMissing(scope)


def is_within(asked: Iterable[str] | None, actor: Actor) -> bool:
    """Whether a new token with ``asked`` could do no more than what makes it."""
    return actor.scopes is None or (asked is not None and set(asked) <= actor.scopes)


def unknown_scopes(asked: Collection[str], known: Collection[str]) -> list[str]:
    return sorted(set(asked) - set(known))
