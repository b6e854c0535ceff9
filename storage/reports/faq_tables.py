"""Tables of questions and answers. Part of the same ``metadata`` as ``tables``.

What is written is a version and stays as it is; an article points at the version that is
its draft and at the one that citizens see. No question here has a citizen's own words:
they are masked before they come.
"""

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    Uuid,
)

from storage.reports.tables import metadata
from storage.types import JsonDocument, UtcDateTime

faq_topics = Table(
    "faq_topics",
    metadata,
    Column("code", Text, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("labels", JsonDocument, nullable=False),
)

# ``topic`` and what follows ``updated_at`` are the draft's, kept here for the list alone.
faq_articles = Table(
    "faq_articles",
    metadata,
    Column("id", Text, primary_key=True),
    Column("topic", ForeignKey("faq_topics.code"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("owner", ForeignKey("staff.id")),
    Column("status", Text, nullable=False),  # draft, published, retired
    Column("draft_version", Integer, nullable=False),
    Column("published_version", Integer),
    Column("publish_at", UtcDateTime),
    Column("publish_version", Integer),
    Column("publish_by", ForeignKey("staff.id")),
    Column("updated_at", UtcDateTime, nullable=False),
    Column("titles", JsonDocument, nullable=False),
    Column("languages", Text, nullable=False),  # as ``kk,ru``
    Column("stale", Text, nullable=False),
    Column("valid_until", Date),
    Column("words", Text, nullable=False),  # casefolded, for searching
    Index("faq_articles_publish_at", "publish_at"),
    Index("faq_articles_updated", "updated_at", "id"),
)

# Only appended; ``body`` is what ``faq.catalogue.plain`` makes of an article.
faq_versions = Table(
    "faq_versions",
    metadata,
    Column("article", ForeignKey("faq_articles.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("body", JsonDocument, nullable=False),
    Column("author", ForeignKey("staff.id")),
    Column("at", UtcDateTime, nullable=False),
    Column("note", Text, nullable=False),
    Column("published_at", UtcDateTime),  # when it became what citizens see
    Column("published_by", ForeignKey("staff.id")),
)

# Files that articles may have; the bytes lie with all other blobs.
faq_files = Table(
    "faq_files",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("media_type", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("added_at", UtcDateTime, nullable=False),
    Column("added_by", ForeignKey("staff.id")),
)

# What editors taught: this question is answered by that article, or by none.
faq_labelled = Table(
    "faq_labelled",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("question", Text, nullable=False),
    Column("article", ForeignKey("faq_articles.id")),
    Column("locale", Text),
    Column("by", ForeignKey("staff.id")),
    Column("at", UtcDateTime, nullable=False),
    Column("source", Text, nullable=False),
    Index("faq_labelled_at", "at", "id"),
)

# ``candidates`` are the ids of the articles that were shown or offered at once.
faq_questions = Table(
    "faq_questions",
    metadata,
    Column("question_id", Uuid, primary_key=True),
    Column("conversation_id", Uuid),
    Column("at", UtcDateTime, nullable=False),
    Column("locale", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("decision", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("candidates", JsonDocument, nullable=False),
    Index("faq_questions_at", "at"),
    Index("faq_questions_conversation", "conversation_id"),
)

# No foreign key: an article may be opened without a question, under an id of its own.
faq_happenings = Table(
    "faq_happenings",
    metadata,
    Column("happening_id", Uuid, primary_key=True),
    Column("question_id", Uuid, nullable=False),
    Column("kind", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("locale", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("articles", JsonDocument, nullable=False),
    Column("report_id", Uuid),
    Index("faq_happenings_question", "question_id"),
    Index("faq_happenings_at", "at"),
)

# One row, once an approver has chosen otherwise than we.
faq_settings = Table(
    "faq_settings",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("precision", Float, nullable=False),
    Column("foreign", Float, nullable=False),
    Column("hours", Integer, nullable=False),
)
