"""The filters of the queue as a dependency."""

from typing import Annotated

from fastapi import Depends, Query

from intake_api.api.reports import Priority, SearchText
from intake_api.api.who import Staff
from intake_api.contract import Channel, Code, ReportKind
from intake_api.reports.workflow import State
from storage.reports.queue import Group, QueueFilter


def _filter(
    actor: Staff,
    group: Group | None = None,
    kind: Annotated[list[ReportKind], Query()] = [],  # noqa: B006  FastAPI copies it
    state: Annotated[list[State], Query()] = [],  # noqa: B006
    priority: Annotated[list[Priority], Query()] = [],  # noqa: B006
    category: Annotated[list[Code], Query()] = [],  # noqa: B006
    channel: Annotated[list[Channel], Query()] = [],  # noqa: B006
    text: SearchText = "",
) -> QueueFilter:
    return QueueFilter(
        group=group,
        kinds=tuple(kind),
        states=tuple(state),
        priorities=tuple(priority),
        categories=tuple(category),
        channels=tuple(channel),
        text=text.replace("\0", ""),
        reader=actor.id,
    )


Filtered = Annotated[QueueFilter, Depends(_filter)]
