"""Run migration steps on the connection that `store.migrate` hands over: one transaction, checked before it is kept."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import context

connection: sa.Connection = context.config.attributes["connection"]

context.configure(connection=connection, transactional_ddl=True, render_as_batch=True)
with connection.begin():
    with context.begin_transaction():
        context.run_migrations()
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise RuntimeError(f"{len(broken)} rows hang on rows that are not there")
