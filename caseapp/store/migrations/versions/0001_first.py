"""The first form of the tables.

Revision ID: 0001
Revises: nothing
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Words: whole and beginning words of number, names, addresses and printed letters. Parts: three or more signs from anywhere in
# a number, telephone number or e-mail address. Both read their text from case_index, so nothing stands in the file twice.
SEARCH_TABLES = (
    """
    CREATE VIRTUAL TABLE case_words USING fts5(
        number, names, addresses, on_letters,
        content = 'case_index', content_rowid = 'seq', prefix = '1 2 3 4', tokenize = "unicode61 remove_diacritics 2"
    )
    """,
    """
    CREATE VIRTUAL TABLE case_parts USING fts5(
        number, phones, emails,
        content = 'case_index', content_rowid = 'seq', tokenize = "trigram"
    )
    """,
    # A word that was taken out is overwritten in the index as well.
    "INSERT INTO case_words (case_words, rank) VALUES ('secure-delete', 1)",
    "INSERT INTO case_parts (case_parts, rank) VALUES ('secure-delete', 1)",
)

_PUT = """
    INSERT INTO case_words (rowid, number, names, addresses, on_letters)
        VALUES (new.seq, new.number, new.names, new.addresses, new.on_letters);
    INSERT INTO case_parts (rowid, number, phones, emails) VALUES (new.seq, new.number, new.phones, new.emails);
"""
_TAKE = """
    INSERT INTO case_words (case_words, rowid, number, names, addresses, on_letters)
        VALUES ('delete', old.seq, old.number, old.names, old.addresses, old.on_letters);
    INSERT INTO case_parts (case_parts, rowid, number, phones, emails)
        VALUES ('delete', old.seq, old.number, old.phones, old.emails);
"""
_DIFFERS = "(old.number, old.names, old.addresses, old.on_letters, old.phones, old.emails) IS NOT " + (
    "(new.number, new.names, new.addresses, new.on_letters, new.phones, new.emails)"
)

TRIGGERS = (
    f"CREATE TRIGGER case_index_added AFTER INSERT ON case_index BEGIN {_PUT} END",
    f"CREATE TRIGGER case_index_removed AFTER DELETE ON case_index BEGIN {_TAKE} END",
    f"CREATE TRIGGER case_index_changed AFTER UPDATE ON case_index WHEN {_DIFFERS} BEGIN {_TAKE} {_PUT} END",
    # The history is only ever added to. A salt may be destroyed (that unlinks a value), never changed.
    "CREATE TRIGGER case_events_never_change BEFORE UPDATE ON case_events BEGIN SELECT RAISE(ABORT, 'history is append-only'); END",
    "CREATE TRIGGER case_events_never_go BEFORE DELETE ON case_events BEGIN SELECT RAISE(ABORT, 'history is append-only'); END",
    # Second thoughts about a one-off day or about what counsel said are entries of their own.
    *(
        f"CREATE TRIGGER {table}_never_{verb} BEFORE {act} ON {table} BEGIN SELECT RAISE(ABORT, 'only ever added to'); END"
        for table in ("one_off_days", "counsel_reviews", "template_versions", "template_acts", "template_reviews")
        for verb, act in (("change", "UPDATE"), ("go", "DELETE"))
    ),
    # Also refuses INSERT OR REPLACE, which fires no trigger of deletion.
    """
    CREATE TRIGGER case_events_only_follow BEFORE INSERT ON case_events
        WHEN new.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM case_events)
        BEGIN SELECT RAISE(ABORT, 'history is append-only'); END
    """,
    """
    CREATE TRIGGER event_salts_only_new BEFORE INSERT ON event_salts
        WHEN EXISTS (SELECT 1 FROM event_salts WHERE event_seq = new.event_seq AND name = new.name)
        BEGIN SELECT RAISE(ABORT, 'history is append-only'); END
    """,
    "CREATE TRIGGER event_salts_never_change BEFORE UPDATE ON event_salts BEGIN SELECT RAISE(ABORT, 'history is append-only'); END",
)


def upgrade() -> None:
    _create_office()
    _create_templates()
    _create_cases()
    _create_verification()
    _create_work()
    _create_letters()
    _create_history()
    _create_store()
    for statement in SEARCH_TABLES + TRIGGERS:
        op.execute(statement)


def _create_office() -> None:
    """Who we are and who works here."""
    op.create_table(
        "organisations",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("legal_name", sa.Text(), nullable=False),
        sa.Column("business_zone", sa.Text(), nullable=False),
        sa.Column("address_lines", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("web_form", sa.Text(), nullable=False),
        sa.Column("policy_url", sa.Text(), nullable=False),
        sa.Column("categories", sa.Text(), nullable=False),
        sa.Column("sources", sa.Text(), nullable=False),
        sa.Column("purposes", sa.Text(), nullable=False),
        sa.Column("disclosed_categories", sa.Text(), nullable=False),
        sa.Column("recipients", sa.Text(), nullable=False),
        sa.Column("sells_or_shares", sa.Boolean(), nullable=False),
        sa.Column("systems", sa.Text(), nullable=False),
        sa.Column("service_providers", sa.Text(), nullable=False),
        sa.Column("third_parties", sa.Text(), nullable=False),
        sa.Column("effective_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("signer_name", sa.Text(), nullable=False),
        sa.Column("signer_title", sa.Text(), nullable=False),
        sa.Column("service_provider_role", sa.Text(), nullable=False),
        sa.Column("profile", sa.Text(), nullable=False),
        sa.Column("envelope", sa.Text(), nullable=False),
        sa.Column("measured_envelopes", sa.Text(), nullable=False),
        sa.Column("reply_language", sa.Text(), nullable=False),
        sa.Column("business_contacts", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_organisations"),
        sa.UniqueConstraint("id", "revision", name="uq_organisations_id_revision"),
    )
    op.create_table(
        "lines",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("organisation_id", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("script", sa.Text(), nullable=False),
        sa.Column("client_id", sa.String(length=64), nullable=True),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_lines"),
        sa.UniqueConstraint("id", name="uq_lines_id"),
    )
    op.create_table(
        "clients",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("organisation_id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("contact_lines", sa.Text(), nullable=False),
        sa.Column("instructions", sa.Text(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_clients"),
        sa.UniqueConstraint("id", name="uq_clients_id"),
    )
    op.create_table(
        "operators",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("login", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("roles", sa.Text(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("retired_reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_operators"),
        sa.UniqueConstraint("id", name="uq_operators_id"),
        sa.UniqueConstraint("login", name="uq_operators_login"),
    )
    op.create_table(
        "second_person_rules",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("act", sa.String(length=40), nullable=False),
        sa.Column("is_required", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_second_person_rules"),
        sa.UniqueConstraint("act", name="uq_second_person_rules_act"),
        sa.UniqueConstraint("id", name="uq_second_person_rules_id"),
    )
    op.create_table(
        "one_off_days",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("day_on", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("act", sa.String(length=40), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("moved", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_one_off_days"),
        sa.UniqueConstraint("id", name="uq_one_off_days_id"),
    )
    op.create_table(
        "counsel_reviews",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("item_key", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("reviewed_by", sa.Text(), nullable=False),
        sa.Column("reviewed_on", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("is_withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_counsel_reviews"),
        sa.UniqueConstraint("id", name="uq_counsel_reviews_id"),
    )


def _create_templates() -> None:
    """Templates of the office's own: versions, what was done with them, reviews, and what is being written."""
    op.create_table(
        "template_versions",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("template_id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("base_name", sa.Text(), nullable=False),
        sa.Column("shipped_name", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_template_versions"),
        sa.UniqueConstraint("id", name="uq_template_versions_id"),
        sa.UniqueConstraint("kind", "language", "name", name="uq_template_versions_kind_language_name"),
    )
    op.create_table(
        "template_acts",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("version_id", sa.String(length=64), nullable=False),
        sa.Column("act", sa.String(length=40), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("done_by", sa.Text(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"], ["template_versions.id"], name="fk_template_acts_version_id", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("seq", name="pk_template_acts"),
        sa.UniqueConstraint("id", name="uq_template_acts_id"),
    )
    op.create_table(
        "template_reviews",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("reviewer_kind", sa.String(length=40), nullable=False),
        sa.Column("reviewed_by", sa.Text(), nullable=False),
        sa.Column("reviewed_on", sa.Date(), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_template_reviews"),
        sa.UniqueConstraint("id", name="uq_template_reviews_id"),
    )
    op.create_table(
        "template_drafts",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("operator_id", sa.String(length=64), nullable=False),
        sa.Column("base_name", sa.Text(), nullable=False),
        sa.Column("texts", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("order", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_template_drafts"),
        sa.UniqueConstraint("id", name="uq_template_drafts_id"),
    )


def _create_cases() -> None:
    """The case and what hangs on it."""
    op.create_table(
        "consumers",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("letter_format", sa.Text(), nullable=False),
        sa.Column("opted_out_on", sa.Date(), nullable=True),
        sa.Column("limited_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_consumers"),
        sa.UniqueConstraint("id", name="uq_consumers_id"),
    )
    op.create_table(
        "cases",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("is_draft", sa.Boolean(), nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_zone", sa.Text(), nullable=False),
        sa.Column("received_fold", sa.Integer(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("organisation_id", sa.String(length=64), nullable=False),
        sa.Column("organisation_revision", sa.Integer(), nullable=False),
        sa.Column("regime_id", sa.String(length=64), nullable=False),
        sa.Column("regime_version", sa.Text(), nullable=False),
        sa.Column("regime_sha256", sa.Text(), nullable=False),
        sa.Column("holidays_version", sa.Text(), nullable=False),
        sa.Column("line_id", sa.String(length=64), nullable=True),
        sa.Column("requestor_kind", sa.String(length=40), nullable=False),
        sa.Column("residency", sa.String(length=40), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("period_from", sa.Date(), nullable=True),
        sa.Column("period_until", sa.Date(), nullable=True),
        sa.Column("reply_by", sa.String(length=40), nullable=False),
        sa.Column("reply_language", sa.Text(), nullable=False),
        sa.Column("reply_format", sa.Text(), nullable=False),
        sa.Column("script_version", sa.Text(), nullable=False),
        sa.Column("oral_confirmation_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("late_entry_reason", sa.Text(), nullable=False),
        sa.Column("law_undecided", sa.Boolean(), nullable=False),
        sa.Column("assigned_to", sa.Text(), nullable=True),
        sa.Column("consumer_id", sa.String(length=64), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("letters_version", sa.Integer(), nullable=False),
        sa.Column("destroy_asked_by", sa.Text(), nullable=True),
        sa.Column("destroy_asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("destroyed_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_cases"),
        sa.UniqueConstraint("id", name="uq_cases_id"),
        sa.UniqueConstraint("number", name="uq_cases_number"),
    )
    op.create_index("ix_cases_consumer_id", "cases", ["consumer_id"])
    op.create_index("ix_cases_received_on_cases_id", "cases", ["received_on", "id"])
    op.create_index("ix_cases_received_on_cases_channel", "cases", ["received_on", "channel"])
    op.create_table(
        "parties",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("case_id", sa.String(length=64), nullable=False),
        sa.Column("part", sa.String(length=40), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("letter_name", sa.Text(), nullable=False),
        sa.Column("sort_name", sa.Text(), nullable=False),
        sa.Column("company", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("phone_e164", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("street", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("city", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("postal_code", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("account_reference", sa.Text(), nullable=False),
        sa.Column("authority", sa.String(length=40), nullable=True),
        sa.Column("age_band", sa.String(length=40), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("email_key", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_parties_case_id", initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("seq", name="pk_parties"),
        sa.UniqueConstraint("id", name="uq_parties_id"),
    )
    op.create_index("ix_parties_case_id", "parties", ["case_id"])
    op.create_index("ix_parties_email_key", "parties", ["email_key"])
    op.create_index("ix_parties_name_key", "parties", ["name_key"])
    op.create_index("ix_parties_phone_e164", "parties", ["phone_e164"])
    op.create_table(
        "requests",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("case_id", sa.String(length=64), nullable=False),
        sa.Column("type", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("level", sa.String(length=40), nullable=False),
        sa.Column("disposition", sa.String(length=40), nullable=True),
        sa.Column("answer_as", sa.String(length=40), nullable=True),
        sa.Column("verified_on", sa.Date(), nullable=True),
        sa.Column("unverifiable_on", sa.Date(), nullable=True),
        sa.Column("held_only_as_service_provider", sa.Boolean(), nullable=False),
        sa.Column("client_id", sa.String(length=64), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("returned_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("regime_version", sa.Text(), nullable=False),
        sa.Column("split_from_id", sa.String(length=64), nullable=True),
        sa.Column("joined_to_id", sa.String(length=64), nullable=True),
        sa.Column("closing_words", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_requests_case_id", initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("seq", name="pk_requests"),
        sa.UniqueConstraint("id", name="uq_requests_id"),
    )
    op.create_index(
        "ix_requests_case_id_requests_type_requests_disposition_requests_answered_on",
        "requests",
        ["case_id", "type", "disposition", "answered_on"],
    )
    op.create_index(
        "ix_requests_unanswered",
        "requests",
        ["case_id"],
        sqlite_where=sa.text("status IN ('received', 'verifying', 'in_progress', 'in_review', 'ready_to_send')"),
        postgresql_where=sa.text("status IN ('received', 'verifying', 'in_progress', 'in_review', 'ready_to_send')"),
    )
    op.create_index(
        "ix_requests_asked_later",
        "requests",
        ["asked_on"],
        sqlite_where=sa.text("asked_on IS NOT NULL"),
        postgresql_where=sa.text("asked_on IS NOT NULL"),
    )
    op.create_table(
        "contacts",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("operator_id", sa.String(length=64), nullable=False),
        sa.Column("case_id", sa.String(length=64), nullable=True),
        sa.Column("line_id", sa.String(length=64), nullable=True),
        sa.Column("caller_number", sa.Text(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_contacts_case_id", initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("seq", name="pk_contacts"),
        sa.UniqueConstraint("id", name="uq_contacts_id"),
    )
    op.create_index("ix_contacts_case_id", "contacts", ["case_id"])
    op.create_table(
        "notes",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("case_id", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("operator_id", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_notes_case_id", initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("seq", name="pk_notes"),
        sa.UniqueConstraint("id", name="uq_notes_id"),
    )
    op.create_index("ix_notes_case_id", "notes", ["case_id"])
    op.create_table(
        "tasks",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("case_id", sa.String(length=64), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("for_role", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_by", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_tasks_case_id", initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("seq", name="pk_tasks"),
        sa.UniqueConstraint("id", name="uq_tasks_id"),
    )
    op.create_index("ix_tasks_case_id", "tasks", ["case_id"])
    op.create_index(
        "ix_tasks_open",
        "tasks",
        ["for_role", "due_on"],
        sqlite_where=sa.text("done_at IS NULL"),
        postgresql_where=sa.text("done_at IS NULL"),
    )
    op.create_table(
        "drafts",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("operator_id", sa.String(length=64), nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("call_seconds", sa.Integer(), nullable=False),
        sa.Column("interrupted", sa.Boolean(), nullable=False),
        sa.Column("has_case", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_drafts"),
        sa.UniqueConstraint("id", name="uq_drafts_id"),
    )
    op.create_index("ix_drafts_operator_id", "drafts", ["operator_id"])


def _create_verification() -> None:
    """What was said and seen to prove identity."""
    op.create_table(
        "claimed_values",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("case_id", sa.String(length=64), nullable=False),
        sa.Column("point", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("said_to", sa.Text(), nullable=False),
        sa.Column("purge_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_claimed_values"),
        sa.UniqueConstraint("id", name="uq_claimed_values_id"),
    )
    op.create_index("ix_claimed_values_case_id", "claimed_values", ["case_id"])
    op.create_index("ix_claimed_values_purge_on", "claimed_values", ["purge_on"])
    op.create_table(
        "verifications",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("case_id", sa.String(length=64), nullable=False),
        sa.Column("request_id", sa.String(length=64), nullable=False),
        sa.Column("level", sa.String(length=40), nullable=False),
        sa.Column("points_needed", sa.Integer(), nullable=False),
        sa.Column("declaration_needed", sa.Boolean(), nullable=False),
        sa.Column("authority_needed", sa.Boolean(), nullable=False),
        sa.Column("declaration_on", sa.Date(), nullable=True),
        sa.Column("authority_on", sa.Date(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_verifications_case_id", initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(["request_id"], ["requests.id"], name="fk_verifications_request_id", initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("seq", name="pk_verifications"),
        sa.UniqueConstraint("id", name="uq_verifications_id"),
    )
    op.create_index("ix_verifications_case_id", "verifications", ["case_id"])
    op.create_index("ix_verifications_request_id", "verifications", ["request_id"])
    op.create_table(
        "point_checks",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("verification_id", sa.String(length=64), nullable=False),
        sa.Column("case_id", sa.String(length=64), nullable=False),
        sa.Column("point", sa.Text(), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("checked_by", sa.Text(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_point_checks_case_id", initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(
            ["verification_id"], ["verifications.id"], name="fk_point_checks_verification_id", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("seq", name="pk_point_checks"),
        sa.UniqueConstraint("id", name="uq_point_checks_id"),
    )
    op.create_index("ix_point_checks_case_id", "point_checks", ["case_id"])
    op.create_index("ix_point_checks_verification_id", "point_checks", ["verification_id"])
    op.create_table(
        "documents",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("case_id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by", sa.Text(), nullable=False),
        sa.Column("request_id", sa.String(length=64), nullable=True),
        sa.Column("purge_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_documents_case_id", initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("seq", name="pk_documents"),
        sa.UniqueConstraint("id", name="uq_documents_id"),
    )
    op.create_index("ix_documents_case_id", "documents", ["case_id"])
    op.create_index("ix_documents_purge_on", "documents", ["purge_on"])


def _create_work() -> None:
    """Clocks and work."""
    op.create_table(
        "deadlines",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("case_id", sa.String(length=64), nullable=False),
        sa.Column("request_id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("rule_id", sa.String(length=64), nullable=False),
        sa.Column("citation", sa.Text(), nullable=False),
        sa.Column("plan_by_on", sa.Date(), nullable=False),
        sa.Column("last_day_on", sa.Date(), nullable=False),
        sa.Column("mail_by_on", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("met_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("request_type", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_deadlines_case_id", initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(["request_id"], ["requests.id"], name="fk_deadlines_request_id", initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("seq", name="pk_deadlines"),
        sa.UniqueConstraint("id", name="uq_deadlines_id"),
    )
    op.create_index("ix_deadlines_case_id", "deadlines", ["case_id"])
    op.create_index("ix_deadlines_day", "deadlines", ["plan_by_on", "kind", "state", "request_type"])
    op.create_index("ix_deadlines_request_id", "deadlines", ["request_id"])
    op.create_index(
        "ix_deadlines_standing",
        "deadlines",
        ["plan_by_on", "last_day_on", "kind", "request_type"],
        sqlite_where=sa.text("state IN ('open', 'missed')"),
        postgresql_where=sa.text("state IN ('open', 'missed')"),
    )
    op.create_index(
        "ix_deadlines_open",
        "deadlines",
        ["last_day_on", "kind"],
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_table(
        "extensions",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("case_id", sa.String(length=64), nullable=False),
        sa.Column("request_id", sa.String(length=64), nullable=False),
        sa.Column("reason_code", sa.Text(), nullable=False),
        sa.Column("reason_text", sa.Text(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proposed_by", sa.Text(), nullable=False),
        sa.Column("override_reason", sa.Text(), nullable=False),
        sa.Column("letter_id", sa.String(length=64), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("in_force_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_extensions_case_id", initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(["request_id"], ["requests.id"], name="fk_extensions_request_id", initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("seq", name="pk_extensions"),
        sa.UniqueConstraint("id", name="uq_extensions_id"),
    )
    op.create_index("ix_extensions_case_id", "extensions", ["case_id"])
    op.create_index("ix_extensions_request_id", "extensions", ["request_id"])
    op.create_table(
        "holds",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("case_id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("placed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("placed_by", sa.Text(), nullable=False),
        sa.Column("categories", sa.Text(), nullable=False),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lifted_by", sa.Text(), nullable=True),
        sa.Column("lift_reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_holds_case_id", initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("seq", name="pk_holds"),
        sa.UniqueConstraint("id", name="uq_holds_id"),
    )
    op.create_index("ix_holds_case_id", "holds", ["case_id"])
    op.create_table(
        "fees",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("case_id", sa.String(length=64), nullable=False),
        sa.Column("request_id", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("cents_an_hour", sa.Integer(), nullable=False),
        sa.Column("postage_cents", sa.Integer(), nullable=False),
        sa.Column("cents", sa.Integer(), nullable=False),
        sa.Column("stated_on", sa.Date(), nullable=False),
        sa.Column("stated_how", sa.String(length=40), nullable=False),
        sa.Column("stated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stated_by", sa.Text(), nullable=False),
        sa.Column("answer_by_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answered_how", sa.String(length=40), nullable=True),
        sa.Column("answer_words", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_fees_case_id", initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(["request_id"], ["requests.id"], name="fk_fees_request_id", initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("seq", name="pk_fees"),
        sa.UniqueConstraint("id", name="uq_fees_id"),
    )
    op.create_index("ix_fees_case_id", "fees", ["case_id"])
    op.create_index("ix_fees_request_id", "fees", ["request_id"])
    op.create_table(
        "work_items",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("case_id", sa.String(length=64), nullable=False),
        sa.Column("request_id", sa.String(length=64), nullable=False),
        sa.Column("place", sa.String(length=40), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_work_items_case_id", initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(["request_id"], ["requests.id"], name="fk_work_items_request_id", initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("seq", name="pk_work_items"),
        sa.UniqueConstraint("id", name="uq_work_items_id"),
    )
    op.create_index("ix_work_items_case_id", "work_items", ["case_id"])
    op.create_index("ix_work_items_request_id", "work_items", ["request_id"])
    op.create_table(
        "decisions",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("case_id", sa.String(length=64), nullable=False),
        sa.Column("request_id", sa.String(length=64), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("ground_code", sa.Text(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_decisions_case_id", initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(["request_id"], ["requests.id"], name="fk_decisions_request_id", initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("seq", name="pk_decisions"),
        sa.UniqueConstraint("id", name="uq_decisions_id"),
    )
    op.create_index("ix_decisions_case_id", "decisions", ["case_id"])
    op.create_index("ix_decisions_request_id", "decisions", ["request_id"])


def _create_letters() -> None:
    """Letters and the post."""
    op.create_table(
        "letters",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("case_id", sa.String(length=64), nullable=False),
        sa.Column("request_ids", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("format", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("prepared_by", sa.Text(), nullable=False),
        sa.Column("prepared_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("addressee_name", sa.Text(), nullable=False),
        sa.Column("addressee_lines", sa.Text(), nullable=False),
        sa.Column("slots", sa.Text(), nullable=False),
        sa.Column("template_id", sa.String(length=64), nullable=False),
        sa.Column("template_version", sa.Text(), nullable=False),
        sa.Column("template_sha256", sa.Text(), nullable=False),
        sa.Column("composed", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("approved_by", sa.Text(), nullable=True),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("in_queue", sa.Boolean(), nullable=False),
        sa.Column("return_note", sa.Text(), nullable=False),
        sa.Column("void_reason", sa.Text(), nullable=False),
        sa.Column("replaces_id", sa.String(length=64), nullable=True),
        sa.Column("late_reason", sa.Text(), nullable=False),
        sa.Column("envelope", sa.Text(), nullable=False),
        sa.Column("case_version", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_letters_case_id", initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("seq", name="pk_letters"),
        sa.UniqueConstraint("id", name="uq_letters_id"),
    )
    op.create_index("ix_letters_case_id", "letters", ["case_id"])
    op.create_index("ix_letters_state_letters_in_queue", "letters", ["state", "in_queue"])
    op.create_table(
        "dispatches",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("letter_id", sa.String(length=64), nullable=False),
        sa.Column("case_id", sa.String(length=64), nullable=False),
        sa.Column("method", sa.String(length=40), nullable=False),
        sa.Column("dispatched_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("batch_id", sa.String(length=64), nullable=True),
        sa.Column("proof", sa.Text(), nullable=False),
        sa.Column("returned_on", sa.Date(), nullable=True),
        sa.Column("return_reason", sa.Text(), nullable=False),
        sa.Column("corrects_id", sa.String(length=64), nullable=True),
        sa.Column("correction_reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_dispatches_case_id", initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(["letter_id"], ["letters.id"], name="fk_dispatches_letter_id", initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("seq", name="pk_dispatches"),
        sa.UniqueConstraint("id", name="uq_dispatches_id"),
    )
    op.create_index("ix_dispatches_case_id", "dispatches", ["case_id"])
    op.create_index("ix_dispatches_letter_id", "dispatches", ["letter_id"])
    op.create_index("ix_dispatches_returned_on", "dispatches", ["returned_on"])
    op.create_table(
        "mail_batches",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("envelope", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("printer", sa.Text(), nullable=False),
        sa.Column("printed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("counted", sa.Integer(), nullable=True),
        sa.Column("counted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("dispatched_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_mail_batches"),
        sa.UniqueConstraint("id", name="uq_mail_batches_id"),
        sa.UniqueConstraint("number", name="uq_mail_batches_number"),
    )
    op.create_index("ix_mail_batches_state", "mail_batches", ["state"])
    op.create_table(
        "mail_pieces",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("batch_id", sa.String(length=64), nullable=False),
        sa.Column("letter_id", sa.String(length=64), nullable=False),
        sa.Column("case_id", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("envelope", sa.Text(), nullable=False),
        sa.Column("packet", sa.Integer(), nullable=False),
        sa.Column("tracking", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["mail_batches.id"], name="fk_mail_pieces_batch_id", initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_mail_pieces_case_id", initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(["letter_id"], ["letters.id"], name="fk_mail_pieces_letter_id", initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("seq", name="pk_mail_pieces"),
        sa.UniqueConstraint("id", name="uq_mail_pieces_id"),
    )
    op.create_index("ix_mail_pieces_batch_id", "mail_pieces", ["batch_id"])
    op.create_index("ix_mail_pieces_case_id", "mail_pieces", ["case_id"])
    op.create_index("ix_mail_pieces_letter_id", "mail_pieces", ["letter_id"])


def _create_history() -> None:
    """The append-only history, with its salts apart."""
    op.create_table(
        "case_events",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("monotonic_ns", sa.BigInteger(), nullable=False),
        sa.Column("operator_id", sa.String(length=64), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("case_id", sa.String(length=64), nullable=True),
        sa.Column("thing", sa.Text(), nullable=False),
        sa.Column("thing_id", sa.String(length=64), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("digests", sa.Text(), nullable=False),
        sa.Column("reason_digest", sa.Text(), nullable=True),
        sa.Column("app_version", sa.Text(), nullable=False),
        sa.Column("prev_hash", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_case_events"),
        sa.UniqueConstraint("hash", name="uq_case_events_hash"),
    )
    op.create_index("ix_case_events_case_id", "case_events", ["case_id"])
    op.create_table(
        "event_salts",
        sa.Column("event_seq", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["event_seq"], ["case_events.seq"], name="fk_event_salts_event_seq", initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("event_seq", "name", name="pk_event_salts"),
    )


def _create_store() -> None:
    """What belongs to the store alone."""
    op.create_table(
        "number_series",
        sa.Column("series", sa.String(length=64), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("series", name="pk_number_series"),
    )
    op.create_table(
        "store_facts",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_store_facts"),
    )
    op.create_table(
        "case_index",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sort_name", sa.Text(), nullable=False),
        sa.Column("types", sa.Text(), nullable=False),
        sa.Column("type_mask", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("disposition", sa.String(length=40), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("due_kind", sa.String(length=40), nullable=True),
        sa.Column("plan_by_on", sa.Date(), nullable=True),
        sa.Column("last_day_on", sa.Date(), nullable=True),
        sa.Column("mail_by_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("late_after_on", sa.Date(), nullable=False),
        sa.Column("extension_from_on", sa.Date(), nullable=True),
        sa.Column("extension_until_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("assigned_to", sa.Text(), nullable=True),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("is_draft", sa.Boolean(), nullable=False),
        sa.Column("is_extended", sa.Boolean(), nullable=False),
        sa.Column("is_waiting", sa.Boolean(), nullable=False),
        sa.Column("is_returned", sa.Boolean(), nullable=False),
        sa.Column("needs_confirmation", sa.Boolean(), nullable=False),
        sa.Column("needs_verification", sa.Boolean(), nullable=False),
        sa.Column("needs_officer", sa.Boolean(), nullable=False),
        sa.Column("needs_approval", sa.Boolean(), nullable=False),
        sa.Column("names", sa.Text(), nullable=False),
        sa.Column("addresses", sa.Text(), nullable=False),
        sa.Column("phones", sa.Text(), nullable=False),
        sa.Column("emails", sa.Text(), nullable=False),
        sa.Column("postal_code", sa.Text(), nullable=False),
        sa.Column("on_letters", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_case_index"),
        sa.UniqueConstraint("case_id", name="uq_case_index_case_id"),
        sa.UniqueConstraint("number", name="uq_case_index_number"),
    )
    op.create_index(
        "ix_case_index_closed",
        "case_index",
        ["closed_on", "number", "type_mask"],
        sqlite_where=sa.text("is_open IS 0"),
        postgresql_where=sa.text("NOT is_open"),
    )
    op.create_index(
        "ix_case_index_drafts",
        "case_index",
        ["created_by", "due_on", "number", "type_mask"],
        sqlite_where=sa.text("is_draft IS 1"),
        postgresql_where=sa.text("is_draft"),
    )
    op.create_index(
        "ix_case_index_extension",
        "case_index",
        ["extension_until_on", "extension_from_on", "due_on", "number", "type_mask"],
        sqlite_where=sa.text("extension_until_on IS NOT NULL"),
        postgresql_where=sa.text("extension_until_on IS NOT NULL"),
    )
    op.create_index(
        "ix_case_index_for_officer",
        "case_index",
        ["due_on", "number", "type_mask"],
        sqlite_where=sa.text("needs_officer IS 1"),
        postgresql_where=sa.text("needs_officer"),
    )
    op.create_index(
        "ix_case_index_open",
        "case_index",
        ["due_on", "number", "type_mask", "late_after_on"],
        sqlite_where=sa.text("is_open IS 1"),
        postgresql_where=sa.text("is_open"),
    )
    op.create_index(
        "ix_case_index_returned",
        "case_index",
        ["due_on", "number", "type_mask"],
        sqlite_where=sa.text("is_returned IS 1"),
        postgresql_where=sa.text("is_returned"),
    )
    op.create_index(
        "ix_case_index_to_approve",
        "case_index",
        ["due_on", "number", "type_mask"],
        sqlite_where=sa.text("needs_approval IS 1"),
        postgresql_where=sa.text("needs_approval"),
    )
    op.create_index(
        "ix_case_index_to_confirm",
        "case_index",
        ["due_on", "number", "type_mask"],
        sqlite_where=sa.text("needs_confirmation IS 1"),
        postgresql_where=sa.text("needs_confirmation"),
    )
    op.create_index(
        "ix_case_index_to_verify",
        "case_index",
        ["due_on", "number", "type_mask", "received_on"],
        sqlite_where=sa.text("needs_verification IS 1"),
        postgresql_where=sa.text("needs_verification"),
    )
