"""Runs revisions on the connection and in the transaction of ``storage.migrate``."""

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    version_table=context.config.attributes["version_table"],
    render_as_batch=True,  # SQLite cannot alter most of a table in place
)
context.run_migrations()
