"""Run by Alembic for each migration; the connection and its transaction are `schema.upgrade`'s."""

from alembic import context

from polemos.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, transactional_ddl=True)
context.run_migrations()
