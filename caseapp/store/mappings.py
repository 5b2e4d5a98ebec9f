"""Which thing stands in which table."""

from __future__ import annotations

from caseapp.domain import case, correspondence, deadline, fee, hold, operators, organisation, people, verification, work
from caseapp.domain.counsel_review import CounselReview
from caseapp.domain.history import HistoryEntry
from caseapp.domain.one_off_days import OneOffDay
from caseapp.domain.template_versions import TemplateActRecord, TemplateDraft, TemplateReview, TemplateVersion
from caseapp.store import tables
from caseapp.store.rows import Mapping

ORGANISATIONS = Mapping(tables.organisations, organisation.Organisation)
LINES = Mapping(tables.lines, organisation.Line)
CLIENTS = Mapping(tables.clients, organisation.Client)
OPERATORS = Mapping(tables.operators_table, operators.Operator)
SECOND_PERSON_RULES = Mapping(tables.second_person_rules, operators.SecondPersonRule)
ONE_OFF_DAYS = Mapping(tables.one_off_days_table, OneOffDay)
COUNSEL_REVIEWS = Mapping(tables.counsel_reviews, CounselReview)
TEMPLATE_VERSIONS = Mapping(tables.template_versions, TemplateVersion)
TEMPLATE_ACTS = Mapping(tables.template_acts, TemplateActRecord)
TEMPLATE_REVIEWS = Mapping(tables.template_reviews, TemplateReview)
TEMPLATE_DRAFTS = Mapping(tables.template_drafts, TemplateDraft)
CONSUMERS = Mapping(tables.consumers, people.Consumer)
CASES = Mapping(tables.cases, case.Case)
PARTIES = Mapping(tables.parties, people.Party)
REQUESTS = Mapping(tables.requests, case.Request)
CONTACTS = Mapping(tables.contacts, case.Contact)
NOTES = Mapping(tables.notes, case.Note)
TASKS = Mapping(tables.tasks, case.Task)
DRAFTS = Mapping(tables.drafts, case.Draft)
CLAIMED_VALUES = Mapping(tables.claimed_values, verification.ClaimedValue)
VERIFICATIONS = Mapping(tables.verifications, verification.Verification)
POINT_CHECKS = Mapping(tables.point_checks, verification.PointCheck)
DOCUMENTS = Mapping(tables.documents, verification.Document)
DEADLINES = Mapping(tables.deadlines, deadline.Deadline)
EXTENSIONS = Mapping(tables.extensions, deadline.Extension)
HOLDS = Mapping(tables.holds, hold.Hold)
FEES = Mapping(tables.fees, fee.Fee)
WORK_ITEMS = Mapping(tables.work_items, work.WorkItem)
DECISIONS = Mapping(tables.decisions, work.Decision)
LETTERS = Mapping(tables.letters, correspondence.Letter)
DISPATCHES = Mapping(tables.dispatches, correspondence.Dispatch)
MAIL_BATCHES = Mapping(tables.mail_batches, correspondence.MailBatch)
MAIL_PIECES = Mapping(tables.mail_pieces, correspondence.MailPiece)
CASE_EVENTS = Mapping(tables.case_events, HistoryEntry)
