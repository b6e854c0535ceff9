"""Questions and answers: articles with their versions, what is asked and what became of it."""

import sqlalchemy as sa
from alembic import op

from storage.types import JsonDocument, UtcDateTime

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _written()
    _asked()


def _written() -> None:
    op.create_table(
        "faq_topics",
        sa.Column("code", sa.Text(), primary_key=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("labels", JsonDocument, nullable=False),
    )
    op.create_table(
        "faq_articles",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("topic", sa.Text(), sa.ForeignKey("faq_topics.code"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("owner", sa.Uuid(), sa.ForeignKey("staff.id"), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("draft_version", sa.Integer(), nullable=False),
        sa.Column("published_version", sa.Integer(), nullable=True),
        sa.Column("publish_at", UtcDateTime(), nullable=True),
        sa.Column("publish_version", sa.Integer(), nullable=True),
        sa.Column("publish_by", sa.Uuid(), sa.ForeignKey("staff.id"), nullable=True),
        sa.Column("updated_at", UtcDateTime(), nullable=False),
        sa.Column("titles", JsonDocument, nullable=False),
        sa.Column("languages", sa.Text(), nullable=False),
        sa.Column("stale", sa.Text(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
    )
    op.create_index("faq_articles_publish_at", "faq_articles", ["publish_at"])
    op.create_index("faq_articles_updated", "faq_articles", ["updated_at", "id"])
    op.create_table(
        "faq_versions",
        sa.Column("article", sa.Text(), sa.ForeignKey("faq_articles.id"), primary_key=True),
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("body", JsonDocument, nullable=False),
        sa.Column("author", sa.Uuid(), sa.ForeignKey("staff.id"), nullable=True),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("published_at", UtcDateTime(), nullable=True),
        sa.Column("published_by", sa.Uuid(), sa.ForeignKey("staff.id"), nullable=True),
    )
    op.create_table(
        "faq_files",
        sa.Column("sha256", sa.Text(), primary_key=True),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("added_at", UtcDateTime(), nullable=False),
        sa.Column("added_by", sa.Uuid(), sa.ForeignKey("staff.id"), nullable=True),
    )
    op.create_table(
        "faq_settings",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("precision", sa.Float(), nullable=False),
        sa.Column("foreign", sa.Float(), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=False),
    )


def _asked() -> None:
    op.create_table(
        "faq_labelled",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("article", sa.Text(), sa.ForeignKey("faq_articles.id"), nullable=True),
        sa.Column("locale", sa.Text(), nullable=True),
        sa.Column("by", sa.Uuid(), sa.ForeignKey("staff.id"), nullable=True),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
    )
    op.create_index("faq_labelled_at", "faq_labelled", ["at", "id"])
    op.create_table(
        "faq_questions",
        sa.Column("question_id", sa.Uuid(), primary_key=True),
        sa.Column("conversation_id", sa.Uuid(), nullable=True),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("locale", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("candidates", JsonDocument, nullable=False),
    )
    op.create_index("faq_questions_at", "faq_questions", ["at"])
    op.create_index("faq_questions_conversation", "faq_questions", ["conversation_id"])
    op.create_table(
        "faq_happenings",
        sa.Column("happening_id", sa.Uuid(), primary_key=True),
        sa.Column("question_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("locale", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("articles", JsonDocument, nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=True),
    )
    op.create_index("faq_happenings_question", "faq_happenings", ["question_id"])
    op.create_index("faq_happenings_at", "faq_happenings", ["at"])


def downgrade() -> None:
    for table in (
        *("faq_happenings", "faq_questions", "faq_labelled", "faq_settings"),
        *("faq_files", "faq_versions", "faq_articles", "faq_topics"),
    ):
        op.drop_table(table)
