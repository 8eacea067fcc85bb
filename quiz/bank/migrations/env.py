"""Alembic's way in: it runs on the connection that the bank hands over, never on one of its own."""

from alembic import context

from quiz.bank.tables.every import metadata

if hasattr(context, "config"):  # only within a run of Alembic; tools that collect modules import this too
    context.configure(
        connection=context.config.attributes["connection"],
        target_metadata=metadata,
        # SQLite cannot change a constraint in place: the table is written anew.
        render_as_batch=True,
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()
