"""The list of cases: one page of one view, and how many the view has."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import sqlalchemy as sa

from caseapp.domain.request_type import RequestType
from caseapp.services.views import CaseListPage, CaseRow, CaseView, PageKey
from caseapp.store import tables
from caseapp.store.index_row import type_mask
from caseapp.store.queries.search_terms import text_conditions
from caseapp.store.tables import case_index
from caseapp.store.thing_table import field_names

SOON_DAYS, NEXT_DAYS = 3, 10
LONG_UNVERIFIED_DAYS = 14

_COLUMNS = [case_index.c[name] for name in field_names(CaseRow)]
_C = case_index.c


def view_conditions(view: CaseView, *, today: date, operator_id: str) -> tuple[sa.ColumnElement[bool], ...]:
    """Return what makes a case belong to a view. `today` is the date in the business zone."""
    match view:
        case CaseView.OPEN:
            return (tables.IS_OPEN,)
        case CaseView.NEXT_3_DAYS:
            return due_within(SOON_DAYS, today)
        case CaseView.NEXT_10_DAYS:
            return due_within(NEXT_DAYS, today)
        case CaseView.OVERDUE:
            # The planning day never lies after the last day, so asking for it too changes nothing but the part of the index read.
            return (tables.IS_OPEN, _C.due_on < today, _C.late_after_on < today)
        case CaseView.CONFIRM_RECEIPT_DUE:
            return (tables.NEEDS_CONFIRMATION,)
        case CaseView.TO_VERIFY:
            return (tables.NEEDS_VERIFICATION,)
        case CaseView.LONG_UNVERIFIED:
            return (tables.NEEDS_VERIFICATION, _C.received_on < today - timedelta(days=LONG_UNVERIFIED_DAYS))
        case CaseView.WAITING_FOR_OFFICER:
            return (tables.NEEDS_OFFICER,)
        case CaseView.LETTERS_TO_APPROVE:
            return (tables.NEEDS_APPROVAL,)
        case CaseView.EXTENSION_WINDOW:
            return (tables.MAY_BE_EXTENDED, _C.extension_until_on >= today, _C.extension_from_on <= today)
        case CaseView.RETURNED_MAIL:
            return (tables.IS_RETURNED,)
        case CaseView.MY_DRAFTS:
            return (tables.IS_DRAFT, _C.created_by == operator_id)
        case CaseView.CLOSED:
            return (tables.IS_CLOSED,)


def due_within(days: int, today: date) -> tuple[sa.ColumnElement[bool], ...]:
    """Open cases planned until so many days from today; what is past belongs to them."""
    return (tables.IS_OPEN, _C.due_on <= today + timedelta(days=days))


def case_list(
    connection: sa.Connection,
    view: CaseView,
    *,
    today: date,
    operator_id: str,
    types: Sequence[RequestType],
    text: str,
    after: PageKey | None,
    limit: int,
) -> CaseListPage:
    """Return one page. Closed cases stand by closing day, newest first; all others by planning day, then number."""
    conditions = [*view_conditions(view, today=today, operator_id=operator_id), *text_conditions(text)]
    if types:
        conditions.append(_C.type_mask.bitwise_and(type_mask(types)) != 0)
    day = _C.closed_on if view is CaseView.CLOSED else _C.due_on
    ascending = view is not CaseView.CLOSED
    order = (day, _C.number) if ascending else (day.desc(), _C.number.desc())
    page = sa.select(_C.seq).where(*conditions)
    if after is not None:
        position, here = sa.tuple_(day, _C.number), sa.tuple_(sa.literal(after.due_on), sa.literal(after.number))
        page = page.where(position > here if ascending else position < here)
    # The page is chosen from the index alone; only its own rows are read.
    chosen = page.order_by(*order).limit(limit + 1)
    rows = connection.execute(sa.select(*_COLUMNS, day.label("sort_day")).where(_C.seq.in_(chosen)).order_by(*order)).all()
    total = connection.execute(sa.select(sa.func.count()).select_from(case_index).where(*conditions)).scalar_one()
    more, shown = len(rows) > limit, rows[:limit]
    last = shown[-1] if more else None
    return CaseListPage(
        rows=tuple(CaseRow(**dict(zip(field_names(CaseRow), row, strict=False))) for row in shown),
        next_key=PageKey(due_on=last.sort_day, number=last.number) if last else None,
        total=total,
    )
