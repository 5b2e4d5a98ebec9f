"""All tables. One for each kind of thing, and a few that belong to the store alone.

The full-text tables hang on `case_index` by triggers and stand in the migrations only: they are SQLite's.
"""

from __future__ import annotations

import sqlalchemy as sa

from caseapp.domain import case, correspondence, deadline, fee, hold, operators, organisation, people, verification, work
from caseapp.domain.counsel_review import CounselReview
from caseapp.domain.deadlines import DeadlineKind
from caseapp.domain.history import HistoryEntry
from caseapp.domain.one_off_days import OneOffDay
from caseapp.domain.request_type import RequestType
from caseapp.domain.status import Disposition, RequestStatus
from caseapp.domain.template_versions import TemplateActRecord, TemplateDraft, TemplateReview, TemplateVersion
from caseapp.store.column_types import ID_LENGTH, EnumText, JsonTuple
from caseapp.store.thing_table import thing_table

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(column_0_N_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# Literal, as the planner serves a query from a partial index only where it can read the condition.
STANDING_STATES_SQL = "state IN ('open', 'missed')"
OPEN_SQL = "state = 'open'"
UNANSWERED_SQL = "status IN ('received', 'verifying', 'in_progress', 'in_review', 'ready_to_send')"

OF_CASE = {"case_id": "cases.id"}
OF_REQUEST = {"case_id": "cases.id", "request_id": "requests.id"}


def _by(*columns: str) -> sa.Index:
    return sa.Index(None, *columns)


organisations = thing_table(metadata, "organisations", organisation.Organisation, unique=(("id", "revision"),))
lines = thing_table(metadata, "lines", organisation.Line)
clients = thing_table(metadata, "clients", organisation.Client)
operators_table = thing_table(metadata, "operators", operators.Operator, unique=(("id",), ("login",)))
second_person_rules = thing_table(metadata, "second_person_rules", operators.SecondPersonRule, unique=(("id",), ("act",)))
# These are only ever added to: triggers of the database refuse a change.
one_off_days_table = thing_table(metadata, "one_off_days", OneOffDay)
counsel_reviews = thing_table(metadata, "counsel_reviews", CounselReview)
template_versions = thing_table(
    metadata, "template_versions", TemplateVersion, unique=(("id",), ("kind", "language", "name")),
)  # fmt: skip
template_acts = thing_table(metadata, "template_acts", TemplateActRecord, belongs_to={"version_id": "template_versions.id"})
template_reviews = thing_table(metadata, "template_reviews", TemplateReview)
template_drafts = thing_table(metadata, "template_drafts", TemplateDraft)

consumers = thing_table(metadata, "consumers", people.Consumer)
cases = thing_table(
    metadata, "cases", case.Case, _by("consumer_id"), _by("received_on", "id"), _by("received_on", "channel"), unique=(("id",), ("number",))
)
parties = thing_table(
    metadata,
    "parties",
    people.Party,
    # The name and the e-mail address as they are compared: see `store.folding`.
    sa.Column("name_key", sa.Text, nullable=False),
    sa.Column("email_key", sa.Text, nullable=False),
    _by("case_id"),
    _by("phone_e164"),
    _by("name_key"),
    _by("email_key"),
    belongs_to=OF_CASE,
)
requests = thing_table(
    metadata, "requests", case.Request, _by("case_id", "type", "disposition", "answered_on"),
    sa.Index(
        "ix_requests_unanswered", "case_id",
        sqlite_where=sa.text(UNANSWERED_SQL), postgresql_where=sa.text(UNANSWERED_SQL),
    ),
    sa.Index(
        "ix_requests_asked_later", "asked_on",
        sqlite_where=sa.text("asked_on IS NOT NULL"), postgresql_where=sa.text("asked_on IS NOT NULL"),
    ),
    belongs_to=OF_CASE,
)  # fmt: skip
contacts = thing_table(metadata, "contacts", case.Contact, _by("case_id"), belongs_to=OF_CASE)
notes = thing_table(metadata, "notes", case.Note, _by("case_id"), belongs_to=OF_CASE)
tasks = thing_table(
    metadata, "tasks", case.Task, _by("case_id"),
    sa.Index(
        "ix_tasks_open", "for_role", "due_on",
        sqlite_where=sa.text("done_at IS NULL"), postgresql_where=sa.text("done_at IS NULL"),
    ),
    belongs_to=OF_CASE,
)  # fmt: skip
# A draft and what was said in it may be older than its case.
drafts = thing_table(metadata, "drafts", case.Draft, _by("operator_id"))
claimed_values = thing_table(metadata, "claimed_values", verification.ClaimedValue, _by("case_id"), _by("purge_on"))

verifications = thing_table(metadata, "verifications", verification.Verification, _by("case_id"), _by("request_id"), belongs_to=OF_REQUEST)
point_checks = thing_table(
    metadata, "point_checks", verification.PointCheck, _by("case_id"), _by("verification_id"),
    belongs_to={"case_id": "cases.id", "verification_id": "verifications.id"},
)  # fmt: skip
documents = thing_table(metadata, "documents", verification.Document, _by("case_id"), _by("purge_on"), belongs_to=OF_CASE)

deadlines = thing_table(
    metadata,
    "deadlines",
    deadline.Deadline,
    # A request never changes its type, so it stands here too (written at commit): the month is counted from one index.
    sa.Column("request_type", EnumText(RequestType)),
    _by("case_id"),
    _by("request_id"),
    sa.Index("ix_deadlines_day", "plan_by_on", "kind", "state", "request_type"),
    sa.Index(
        "ix_deadlines_standing", "plan_by_on", "last_day_on", "kind", "request_type",
        sqlite_where=sa.text(STANDING_STATES_SQL), postgresql_where=sa.text(STANDING_STATES_SQL),
    ),
    # What the night looks through: a missed one leaves it, so that it stays as small as what is still to come.
    sa.Index(
        "ix_deadlines_open", "last_day_on", "kind", sqlite_where=sa.text(OPEN_SQL), postgresql_where=sa.text(OPEN_SQL),
    ),
    belongs_to=OF_REQUEST,
)  # fmt: skip
extensions = thing_table(metadata, "extensions", deadline.Extension, _by("case_id"), _by("request_id"), belongs_to=OF_REQUEST)
holds = thing_table(metadata, "holds", hold.Hold, _by("case_id"), belongs_to=OF_CASE)
fees = thing_table(metadata, "fees", fee.Fee, _by("case_id"), _by("request_id"), belongs_to=OF_REQUEST)
work_items = thing_table(metadata, "work_items", work.WorkItem, _by("case_id"), _by("request_id"), belongs_to=OF_REQUEST)
decisions = thing_table(metadata, "decisions", work.Decision, _by("case_id"), _by("request_id"), belongs_to=OF_REQUEST)

letters = thing_table(metadata, "letters", correspondence.Letter, _by("case_id"), _by("state", "in_queue"), belongs_to=OF_CASE)
dispatches = thing_table(
    metadata, "dispatches", correspondence.Dispatch, _by("case_id"), _by("letter_id"), _by("returned_on"),
    belongs_to={"case_id": "cases.id", "letter_id": "letters.id"},
)  # fmt: skip
mail_batches = thing_table(metadata, "mail_batches", correspondence.MailBatch, _by("state"), unique=(("id",), ("number",)))
mail_pieces = thing_table(
    metadata, "mail_pieces", correspondence.MailPiece, _by("batch_id"), _by("letter_id"), _by("case_id"),
    belongs_to={"case_id": "cases.id", "letter_id": "letters.id", "batch_id": "mail_batches.id"},
)  # fmt: skip

case_events = thing_table(metadata, "case_events", HistoryEntry, _by("case_id"), unique=(("hash",),), seq=False)
event_salts = sa.Table(
    "event_salts",
    metadata,
    sa.Column("event_seq", sa.Integer, sa.ForeignKey("case_events.seq", deferrable=True, initially="DEFERRED"), primary_key=True),
    sa.Column("name", sa.String(ID_LENGTH), primary_key=True),
    sa.Column("salt", sa.LargeBinary, nullable=False),
)

number_series = sa.Table(
    "number_series",
    metadata,
    sa.Column("series", sa.String(ID_LENGTH), primary_key=True),
    sa.Column("last", sa.Integer, nullable=False),
)
store_facts = sa.Table(
    "store_facts",
    metadata,
    sa.Column("name", sa.String(ID_LENGTH), primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
)


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean, nullable=False)


case_index = sa.Table(
    "case_index",
    metadata,
    # `seq` is that of the case; the full-text tables use it as their row number.
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("case_id", sa.String(ID_LENGTH), nullable=False, unique=True),
    sa.Column("number", sa.Text, nullable=False, unique=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("sort_name", sa.Text, nullable=False),
    sa.Column("types", JsonTuple(RequestType), nullable=False),
    sa.Column("type_mask", sa.Integer, nullable=False),
    sa.Column("status", EnumText(RequestStatus), nullable=False),
    sa.Column("disposition", EnumText(Disposition)),
    sa.Column("received_on", sa.Date, nullable=False),
    sa.Column("due_kind", EnumText(DeadlineKind)),
    sa.Column("plan_by_on", sa.Date),
    sa.Column("last_day_on", sa.Date),
    sa.Column("mail_by_on", sa.Date),
    # What the list is sorted by: `plan_by_on`, or the end of time where nothing is due.
    sa.Column("due_on", sa.Date, nullable=False),
    # The earliest last day of any open deadline: the case is overdue after it.
    sa.Column("late_after_on", sa.Date, nullable=False),
    sa.Column("extension_from_on", sa.Date),
    sa.Column("extension_until_on", sa.Date),
    sa.Column("closed_on", sa.Date),
    sa.Column("assigned_to", sa.Text),
    sa.Column("created_by", sa.Text, nullable=False),
    _flag("is_open"),
    _flag("is_draft"),
    _flag("is_extended"),
    _flag("is_waiting"),
    _flag("is_returned"),
    _flag("needs_confirmation"),
    _flag("needs_verification"),
    _flag("needs_officer"),
    _flag("needs_approval"),
    # What search looks in: see the first migration.
    sa.Column("names", sa.Text, nullable=False),
    sa.Column("addresses", sa.Text, nullable=False),
    sa.Column("phones", sa.Text, nullable=False),
    sa.Column("emails", sa.Text, nullable=False),
    sa.Column("postal_code", sa.Text, nullable=False),
    sa.Column("on_letters", sa.Text, nullable=False),
)


def _where(name: str, condition: sa.ColumnElement[bool], *columns: str) -> sa.Index:
    """An index of the cases for which something holds; a query that asks the same condition is served by it."""
    on = [case_index.c[column] for column in columns]
    return sa.Index(f"ix_case_index_{name}", *on, sqlite_where=condition, postgresql_where=condition)


BY_DUE_DAY = ("due_on", "number", "type_mask")
IS_OPEN = case_index.c.is_open.is_(True)
IS_CLOSED = case_index.c.is_open.is_(False)
IS_DRAFT = case_index.c.is_draft.is_(True)
IS_RETURNED = case_index.c.is_returned.is_(True)
NEEDS_CONFIRMATION = case_index.c.needs_confirmation.is_(True)
NEEDS_VERIFICATION = case_index.c.needs_verification.is_(True)
NEEDS_OFFICER = case_index.c.needs_officer.is_(True)
NEEDS_APPROVAL = case_index.c.needs_approval.is_(True)
MAY_BE_EXTENDED = case_index.c.extension_until_on.is_not(None)

CASE_INDEX_INDEXES = (
    _where("open", IS_OPEN, *BY_DUE_DAY, "late_after_on"),
    _where("to_confirm", NEEDS_CONFIRMATION, *BY_DUE_DAY),
    _where("to_verify", NEEDS_VERIFICATION, *BY_DUE_DAY, "received_on"),
    _where("for_officer", NEEDS_OFFICER, *BY_DUE_DAY),
    _where("to_approve", NEEDS_APPROVAL, *BY_DUE_DAY),
    _where("returned", IS_RETURNED, *BY_DUE_DAY),
    _where("drafts", IS_DRAFT, "created_by", *BY_DUE_DAY),
    _where("extension", MAY_BE_EXTENDED, "extension_until_on", "extension_from_on", *BY_DUE_DAY),
    _where("closed", IS_CLOSED, "closed_on", "number", "type_mask"),
)
