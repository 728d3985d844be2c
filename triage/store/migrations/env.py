"""Alembic's way in: runs on the connection that `triage.store.migrate` opened."""

from alembic import context

from triage.store.tables import Row

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Row.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
