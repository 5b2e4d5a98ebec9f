"""Which form the tables of a store have, asked without loading the machinery of migrations.

A store that is current, as it is on nearly every day, is opened without it: loading it takes longer than opening.
"""

from __future__ import annotations

import sqlalchemy as sa

from caseapp.services.trouble import Trouble

REVISIONS = ("0001",)
"""Every step this program knows, oldest first; a test compares them with the files."""

NEWEST = REVISIONS[-1]

_version = sa.table("alembic_version", sa.column("version_num", sa.Text))


def is_current(engine: sa.Engine) -> bool:
    """Say whether the store has the newest form.

    Raises:
        Trouble: ``store_too_new`` (store=, program=) when a newer program has written it.
    """
    stored = stored_revision(engine)
    if stored is not None and stored not in REVISIONS:
        raise Trouble("store_too_new", store=stored, program=NEWEST)
    return stored == NEWEST


def stored_revision(engine: sa.Engine) -> str | None:
    """Return the revision written in the store; None before the first."""
    with engine.connect() as connection:
        if not sa.inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(sa.select(_version.c.version_num)).scalar()
