"""Where a page of the list of articles ended, as an opaque text."""

import base64
import binascii
from datetime import datetime

from intake_api.refusals import BadCursor
from storage.reports.faq_articles import ArticleRecord
from storage.reports.faq_list import ArticlePosition


def encode(last: ArticleRecord) -> str:
    told = f"{last.updated_at.isoformat()} {last.id}"
    return base64.urlsafe_b64encode(told.encode()).decode().rstrip("=")


def decode(cursor: str) -> ArticlePosition:
    """Raises BadCursor."""
    try:
        told = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii")
        moment, id = told.split(" ")
        updated_at = datetime.fromisoformat(moment)
    except (binascii.Error, ValueError):
        raise BadCursor from None
    if updated_at.tzinfo is None or not id.isprintable():
        raise BadCursor
    return ArticlePosition(updated_at=updated_at, id=id)
