"""Cases that may be of the same person: shown while somebody types, before anybody is verified, so the name is masked."""

from __future__ import annotations

import sqlalchemy as sa

from caseapp.domain.people import masked_name
from caseapp.services.views import RepeatEntry
from caseapp.store.folding import folded, name_key
from caseapp.store.tables import case_index, parties

SHOWN_MAX = 10


def possible_repeats(
    connection: sa.Connection, *, phone_e164: str, name: str, postal_code: str, email: str, except_case_id: str | None
) -> tuple[RepeatEntry, ...]:
    """Return earlier cases with the same telephone number, e-mail address, or name at the same postal code; newest first.

    `matched_by` is ``phone``, ``email`` or ``name``: the strongest that fits.
    """
    asked: list[tuple[str, tuple[sa.ColumnElement[bool], ...]]] = []
    if phone_e164:
        asked.append(("phone", (parties.c.phone_e164 == phone_e164,)))
    if folded(email):
        asked.append(("email", (parties.c.email_key == folded(email),)))
    if name_key(name):
        # A postal code that one of the two did not give tells nothing against it.
        same_place = (parties.c.postal_code.in_(["", postal_code.strip()]),) if postal_code.strip() else ()
        asked.append(("name", (parties.c.name_key == name_key(name), *same_place)))
    found: dict[int, RepeatEntry] = {}
    for matched_by, conditions in asked:
        statement = (
            sa.select(case_index)
            .join_from(parties, case_index, case_index.c.case_id == parties.c.case_id)
            .where(*conditions, case_index.c.case_id != (except_case_id or ""))
            .order_by(case_index.c.seq.desc())
            .limit(SHOWN_MAX)
        )
        for row in connection.execute(statement):
            found.setdefault(
                row.seq,
                RepeatEntry(
                    case_id=row.case_id,
                    number=row.number,
                    masked_name=masked_name(row.name),
                    types=row.types,
                    received_on=row.received_on,
                    is_open=row.is_open,
                    matched_by=matched_by,
                ),
            )
    return tuple(found[seq] for seq in sorted(found, reverse=True)[:SHOWN_MAX])
