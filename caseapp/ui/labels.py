"""Words for the codes of the domain. Codes are stable and never shown; these words are what people read.

A test proves that each member of each enumeration that is shown has its words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from caseapp.domain.case import ContactKind, TaskCode
from caseapp.domain.channel import Channel, ReplyBy, Residency
from caseapp.domain.checklists import AssuranceLevel, AuthorityPaper, DataPoint
from caseapp.domain.correspondence import BatchState, PieceState
from caseapp.domain.counsel import CounselReason, CounselSubject
from caseapp.domain.deadline import ExtensionReason, ExtensionState
from caseapp.domain.deadline_kinds import DeadlineKind, DeadlineState
from caseapp.domain.envelopes import EnvelopeStatus
from caseapp.domain.extension import ExtensionCode, ExtensionEffect, ExtensionWarning
from caseapp.domain.fee import FeeState
from caseapp.domain.hold import FraudSignal, HoldKind, LegalHoldCause
from caseapp.domain.letters import DispatchMethod, LetterFormat, LetterKind, LetterState
from caseapp.domain.office_clocks import OfficeClockState
from caseapp.domain.one_off_days import OneOffAct, OneOffKind
from caseapp.domain.operators import Act, Role, SecondPersonAct
from caseapp.domain.people import AgeBand, AuthorityBasis, PartyPart, RequestorKind
from caseapp.domain.promises import Bearing
from caseapp.domain.regime import DayUnit, LawStatus
from caseapp.domain.request_type import RequestType
from caseapp.domain.status import Disposition, ReopenCause, RequestStatus
from caseapp.domain.template_versions import ReviewerKind, TemplateAct, TemplateState
from caseapp.domain.verification import DocumentKind, PointOutcome, VerificationOutcome
from caseapp.domain.word_difference import Change
from caseapp.domain.work import DecisionOutcome, PlaceKind, WorkState
from caseapp.services.views import CaseView

translate = QCoreApplication.translate


def label(member: StrEnum) -> str:
    """Return the words for a member, in the language of the window.

    Raises:
        KeyError: nobody has worded this enumeration; the test of this module would have said so.
    """
    return _WORDS[type(member)]()[member]


def options(kind: type[StrEnum]) -> tuple[tuple[StrEnum, str], ...]:
    """Return all members of an enumeration with their words, for lists and combo boxes."""
    words = _WORDS[kind]()
    return tuple((member, words[member]) for member in kind)


def language(code: str) -> str:
    """Return the name of a language of letters; a code that nobody has worded stays as it is."""
    return {"en": translate("Labels", "English"), "es": translate("Labels", "Spanish")}.get(code, code)


def worded() -> frozenset[type[StrEnum]]:
    """Return the enumerations that have words."""
    return frozenset(_WORDS)


def short_type(kind: RequestType) -> str:
    """Return a right in as few words as a row of a list has room for."""
    return {
        RequestType.KNOW_SPECIFIC: translate("Labels", "Know, specific"),
        RequestType.OPT_OUT: translate("Labels", "Opt out"),
        RequestType.LIMIT: translate("Labels", "Limit"),
        RequestType.ADMT_ACCESS: translate("Labels", "ADMT access"),
        RequestType.ADMT_OPT_OUT: translate("Labels", "ADMT opt out"),
        RequestType.ADMT_APPEAL: translate("Labels", "ADMT appeal"),
    }.get(kind) or label(kind)


def types_in_short(kinds: tuple[RequestType, ...], *, is_closed: bool = False) -> str:
    """Return the rights of a case: the first, and how many more there are. A closed case without any says that nothing was asked."""
    if not kinds:
        return translate("Labels", "Closed, no request was made") if is_closed else translate("Labels", "No right yet")
    first = short_type(kinds[0])
    return first if len(kinds) == 1 else translate("Labels", "{first}, {count} more").format(first=first, count=len(kinds) - 1)


def _request_type() -> Mapping[StrEnum, str]:
    return {
        RequestType.KNOW_CATEGORIES: translate("Labels", "Know, categories"),
        RequestType.KNOW_SPECIFIC: translate("Labels", "Know, specific data"),
        RequestType.DELETE: translate("Labels", "Delete"),
        RequestType.CORRECT: translate("Labels", "Correct"),
        RequestType.OPT_OUT: translate("Labels", "Opt out of sale or sharing"),
        RequestType.LIMIT: translate("Labels", "Limit sensitive data"),
        RequestType.OPT_IN: translate("Labels", "Opt in again"),
        RequestType.ADMT_ACCESS: translate("Labels", "Automated decisions, access"),
        RequestType.ADMT_OPT_OUT: translate("Labels", "Automated decisions, opt out"),
        RequestType.ADMT_APPEAL: translate("Labels", "Automated decisions, appeal"),
    }


def _channel() -> Mapping[StrEnum, str]:
    return {
        Channel.PHONE: translate("Labels", "Phone"),
        Channel.VOICEMAIL: translate("Labels", "Voicemail"),
        Channel.WEB_FORM: translate("Labels", "Web form"),
        Channel.EMAIL: translate("Labels", "E-mail"),
        Channel.MAIL: translate("Labels", "Mail"),
        Channel.IN_PERSON: translate("Labels", "In person"),
    }


def _reply_by() -> Mapping[StrEnum, str]:
    return {
        ReplyBy.MAIL: translate("Labels", "Letter by mail"),
        ReplyBy.EMAIL: translate("Labels", "E-mail"),
        ReplyBy.IN_PERSON: translate("Labels", "In person"),
    }


def _residency() -> Mapping[StrEnum, str]:
    return {
        Residency.CALIFORNIA: translate("Labels", "Lives in California"),
        Residency.ELSEWHERE: translate("Labels", "Lives elsewhere"),
        Residency.NOT_SAID: translate("Labels", "Not said"),
    }


def _request_status() -> Mapping[StrEnum, str]:
    return {
        RequestStatus.RECEIVED: translate("Labels", "Received"),
        RequestStatus.VERIFYING: translate("Labels", "Being verified"),
        RequestStatus.IN_PROGRESS: translate("Labels", "In progress"),
        RequestStatus.IN_REVIEW: translate("Labels", "In review"),
        RequestStatus.READY_TO_SEND: translate("Labels", "Ready to send"),
        RequestStatus.ANSWERED: translate("Labels", "Answered"),
        RequestStatus.CLOSED: translate("Labels", "Closed"),
    }


def _disposition() -> Mapping[StrEnum, str]:
    return {
        Disposition.FULFILLED: translate("Labels", "Done in full"),
        Disposition.FULFILLED_IN_PART: translate("Labels", "Done in part"),
        Disposition.DENIED: translate("Labels", "Refused"),
        Disposition.UNVERIFIED: translate("Labels", "Not verified"),
        Disposition.NO_DATA: translate("Labels", "No data held"),
        Disposition.REDIRECTED: translate("Labels", "Sent to the client"),
        Disposition.WITHDRAWN: translate("Labels", "Withdrawn"),
        Disposition.DUPLICATE: translate("Labels", "Repeat of another case"),
        Disposition.NOT_COVERED: translate("Labels", "Law does not apply"),
    }


def _role() -> Mapping[StrEnum, str]:
    return {
        Role.CALL_AGENT: translate("Labels", "Call-center agent"),
        Role.PRIVACY_OFFICER: translate("Labels", "Privacy officer"),
        Role.MAIL_CLERK: translate("Labels", "Mail clerk"),
        Role.ADMINISTRATOR: translate("Labels", "Administrator"),
        Role.AUDITOR: translate("Labels", "Auditor"),
    }


def _act() -> Mapping[StrEnum, str]:
    return {
        Act.TAKE_REQUESTS: translate("Labels", "Take requests"),
        Act.SEE_CASES: translate("Labels", "See cases"),
        Act.SEE_NAMES: translate("Labels", "See names"),
        Act.WRITE_NOTES: translate("Labels", "Write notes"),
        Act.ATTACH_DOCUMENTS: translate("Labels", "Add documents"),
        Act.READ_SEALED: translate("Labels", "Read sealed values"),
        Act.VERIFY: translate("Labels", "Verify identity"),
        Act.DO_WORK: translate("Labels", "Work on places of data"),
        Act.DECIDE: translate("Labels", "Decide a request"),
        Act.EXTEND: translate("Labels", "Extend a deadline"),
        Act.MOVE_RECEIPT: translate("Labels", "Change the day of receipt"),
        Act.DRAFT_LETTERS: translate("Labels", "Write letters"),
        Act.APPROVE_LETTERS: translate("Labels", "Approve letters"),
        Act.RUN_MAIL_ROOM: translate("Labels", "Print and mail"),
        Act.RECORD_DISPATCH: translate("Labels", "Record that a letter left"),
        Act.CORRECT_DISPATCH: translate("Labels", "Correct a mailing record"),
        Act.SEE_REPORTS: translate("Labels", "See reports"),
        Act.EXPORT: translate("Labels", "Export"),
        Act.DESTROY_RECORDS: translate("Labels", "Destroy records after their time"),
        Act.ADMINISTER: translate("Labels", "Manage this office"),
        Act.READ_HISTORY: translate("Labels", "Read the history"),
        Act.RUN_NIGHTLY: translate("Labels", "Run the nightly work"),
        Act.READ_LAW: translate("Labels", "Read the law"),
        Act.REVIEW_LAW: translate("Labels", "See what counsel has to read"),
        Act.READ_TEMPLATES: translate("Labels", "Read letter templates"),
        Act.EDIT_TEMPLATES: translate("Labels", "Write letter templates"),
        Act.APPROVE_TEMPLATES: translate("Labels", "Approve letter templates"),
        Act.HAND_OVER_DRAFTS: translate("Labels", "Hand over drafts"),
        Act.LINK_CONSUMERS: translate("Labels", "Link cases of one person"),
    }


def _second_person_act() -> Mapping[StrEnum, str]:
    return {
        SecondPersonAct.APPROVE_LETTER: translate("Labels", "Approve a letter or a refusal"),
        SecondPersonAct.RELEASE_SPECIFIC_PIECES: translate("Labels", "Release specific data"),
        SecondPersonAct.MOVE_RECEIPT_LATER: translate("Labels", "Move the day of receipt later"),
        SecondPersonAct.LIFT_FRAUD_HOLD: translate("Labels", "Lift a fraud hold"),
        SecondPersonAct.APPROVE_TEMPLATE: translate("Labels", "Approve a letter template"),
        SecondPersonAct.DESTROY: translate("Labels", "Destroy records"),
        SecondPersonAct.REKEY: translate("Labels", "Change the keys"),
    }


def _requestor_kind() -> Mapping[StrEnum, str]:
    return {
        RequestorKind.CONSUMER: translate("Labels", "Self"),
        RequestorKind.AUTHORIZED_AGENT: translate("Labels", "Authorized agent"),
        RequestorKind.PARENT_OR_GUARDIAN: translate("Labels", "Parent or guardian"),
    }


def _age_band() -> Mapping[StrEnum, str]:
    return {
        AgeBand.NOT_SAID: translate("Labels", "Not said"),
        AgeBand.UNDER_13: translate("Labels", "Under 13"),
        AgeBand.FROM_13_TO_15: translate("Labels", "13 to 15"),
        AgeBand.FROM_16_TO_17: translate("Labels", "16 or 17"),
    }


def _authority_basis() -> Mapping[StrEnum, str]:
    return {
        AuthorityBasis.SIGNED_PERMISSION: translate("Labels", "Signed permission"),
        AuthorityBasis.POWER_OF_ATTORNEY: translate("Labels", "Power of attorney"),
        AuthorityBasis.PARENTAL_CONSENT_FORM: translate("Labels", "Parental consent form"),
        AuthorityBasis.COURT_PAPER: translate("Labels", "Court paper"),
        AuthorityBasis.NOT_SHOWN_YET: translate("Labels", "Nothing shown yet"),
    }


def _party_part() -> Mapping[StrEnum, str]:
    return {
        PartyPart.CONSUMER: translate("Labels", "Consumer"),
        PartyPart.REQUESTOR: translate("Labels", "Requestor"),
    }


def _assurance_level() -> Mapping[StrEnum, str]:
    return {
        AssuranceLevel.NONE: translate("Labels", "No verification"),
        AssuranceLevel.REASONABLE: translate("Labels", "Level 1, reasonable"),
        AssuranceLevel.REASONABLY_HIGH: translate("Labels", "Level 2, reasonably high"),
    }


def _data_point() -> Mapping[StrEnum, str]:
    return {
        DataPoint.FULL_NAME: translate("Labels", "Full name"),
        DataPoint.FORMER_NAME: translate("Labels", "Former name"),
        DataPoint.POSTAL_ADDRESS: translate("Labels", "Address on file"),
        DataPoint.FORMER_ADDRESS: translate("Labels", "Former address"),
        DataPoint.PHONE: translate("Labels", "Phone on file"),
        DataPoint.EMAIL: translate("Labels", "E-mail on file"),
        DataPoint.BIRTH_YEAR: translate("Labels", "Year of birth"),
        DataPoint.ACCOUNT_REFERENCE: translate("Labels", "Account reference"),
        DataPoint.ORIGINAL_CREDITOR: translate("Labels", "Original creditor"),
        DataPoint.DATE_OF_LAST_PAYMENT: translate("Labels", "Date of the last payment"),
        DataPoint.AMOUNT_OF_LAST_PAYMENT: translate("Labels", "Amount of the last payment"),
        DataPoint.DATE_OF_LAST_CONTACT: translate("Labels", "Date of the last contact"),
    }


def _authority_paper() -> Mapping[StrEnum, str]:
    return {
        AuthorityPaper.SIGNED_PERMISSION: translate("Labels", "Signed permission"),
        AuthorityPaper.POWER_OF_ATTORNEY: translate("Labels", "Power of attorney"),
        AuthorityPaper.PARENTAL_CONSENT_FORM: translate("Labels", "Parental consent form"),
        AuthorityPaper.COURT_PAPER: translate("Labels", "Court paper"),
    }


def _point_outcome() -> Mapping[StrEnum, str]:
    return {
        PointOutcome.MATCHED: translate("Labels", "Matches"),
        PointOutcome.NOT_MATCHED: translate("Labels", "Does not match"),
        PointOutcome.NOT_CHECKED: translate("Labels", "Could not be checked"),
    }


def _verification_outcome() -> Mapping[StrEnum, str]:
    return {
        VerificationOutcome.OPEN: translate("Labels", "Not decided"),
        VerificationOutcome.VERIFIED: translate("Labels", "Verified"),
        VerificationOutcome.NOT_VERIFIED: translate("Labels", "Not verified"),
    }


def _document_kind() -> Mapping[StrEnum, str]:
    return {
        DocumentKind.SIGNED_PERMISSION: translate("Labels", "Signed permission"),
        DocumentKind.POWER_OF_ATTORNEY: translate("Labels", "Power of attorney"),
        DocumentKind.PARENTAL_CONSENT_FORM: translate("Labels", "Parental consent form"),
        DocumentKind.COURT_PAPER: translate("Labels", "Court paper"),
        DocumentKind.DECLARATION: translate("Labels", "Signed declaration"),
        DocumentKind.CORRECTION_EVIDENCE: translate("Labels", "Proof for a correction"),
        DocumentKind.FINDING: translate("Labels", "Finding"),
        DocumentKind.OTHER: translate("Labels", "Other paper"),
    }


def _deadline_kind() -> Mapping[StrEnum, str]:
    return {
        DeadlineKind.CONFIRM_RECEIPT: translate("Labels", "Confirm receipt"),
        DeadlineKind.ANSWER: translate("Labels", "Answer"),
        DeadlineKind.EXTENSION_NOTICE: translate("Labels", "Extension notice"),
        DeadlineKind.EXTENDED_ANSWER: translate("Labels", "Extended answer"),
        DeadlineKind.OPT_OUT: translate("Labels", "Opt out"),
        DeadlineKind.LIMIT: translate("Labels", "Limit"),
        DeadlineKind.ADMT_OPT_OUT: translate("Labels", "Automated decisions, opt out"),
        DeadlineKind.FEE_ANSWER: translate("Labels", "Fee answer"),
        DeadlineKind.VERIFICATION_PURGE: translate("Labels", "Erase what was said to verify"),
        DeadlineKind.NO_REASK: translate("Labels", "Not to be asked again until"),
        DeadlineKind.RETENTION: translate("Labels", "Keep the record until"),
    }


def _deadline_state() -> Mapping[StrEnum, str]:
    return {
        DeadlineState.OPEN: translate("Labels", "Open"),
        DeadlineState.MET: translate("Labels", "Met"),
        DeadlineState.MET_LATE: translate("Labels", "Met late"),
        DeadlineState.MISSED: translate("Labels", "Missed"),
        DeadlineState.SUPERSEDED: translate("Labels", "Replaced"),
        DeadlineState.NOT_APPLICABLE: translate("Labels", "Does not apply"),
    }


def _extension_state() -> Mapping[StrEnum, str]:
    return {
        ExtensionState.PROPOSED: translate("Labels", "Proposed"),
        ExtensionState.IN_FORCE: translate("Labels", "In force"),
        ExtensionState.IN_FORCE_LENIENT: translate("Labels", "In force on the lenient reading only"),
        ExtensionState.LAPSED: translate("Labels", "Lapsed"),
        ExtensionState.REMOVED: translate("Labels", "Removed"),
    }


def _extension_reason() -> Mapping[StrEnum, str]:
    return {
        ExtensionReason.MANY_SYSTEMS: translate("Labels", "Many systems to search"),
        ExtensionReason.MANY_RECORDS: translate("Labels", "Many records to review"),
        ExtensionReason.WAITING_FOR_PROVIDER: translate("Labels", "A service provider has not answered"),
        ExtensionReason.COMPLEX_REVIEW: translate("Labels", "The review is complex"),
        ExtensionReason.NUMBER_OF_REQUESTS: translate("Labels", "Many requests at once"),
    }


def _extension_code() -> Mapping[StrEnum, str]:
    return {
        ExtensionCode.OFFERED: translate("Labels", "May be extended"),
        ExtensionCode.TOO_EARLY: translate("Labels", "Too early to extend"),
        ExtensionCode.NOT_EXTENDABLE_TYPE: translate("Labels", "This right cannot be extended"),
        ExtensionCode.ALREADY_EXTENDED: translate("Labels", "Extended already"),
        ExtensionCode.ALREADY_ANSWERED: translate("Labels", "Answered already"),
        ExtensionCode.TOO_LATE: translate("Labels", "Too late to extend"),
    }


def _extension_warning() -> Mapping[StrEnum, str]:
    return {
        ExtensionWarning.AFTER_MAIL_DAY: translate("Labels", "The day to mail the notice has passed"),
        ExtensionWarning.AFTER_PLAN_DAY: translate("Labels", "The planned day has passed"),
        ExtensionWarning.LENIENT_READING_ONLY: translate("Labels", "Holds on the lenient reading only"),
    }


def _extension_effect() -> Mapping[StrEnum, str]:
    return {
        ExtensionEffect.STRICT: translate("Labels", "Holds on every reading"),
        ExtensionEffect.LENIENT: translate("Labels", "Holds on the lenient reading only"),
        ExtensionEffect.NONE: translate("Labels", "Does not hold"),
    }


def _letter_kind() -> Mapping[StrEnum, str]:
    return {
        LetterKind.CONFIRM_RECEIPT: translate("Labels", "Receipt"),
        LetterKind.REQUEST_INFORMATION: translate("Labels", "Need more information"),
        LetterKind.EXTENSION_NOTICE: translate("Labels", "Extension notice"),
        LetterKind.KNOW_CATEGORIES: translate("Labels", "Answer: categories"),
        LetterKind.KNOW_SPECIFIC: translate("Labels", "Answer: specific data"),
        LetterKind.DELETE_DONE: translate("Labels", "Answer: deleted"),
        LetterKind.DELETE_REFUSED: translate("Labels", "Answer: deletion refused or in part"),
        LetterKind.CORRECT_DONE: translate("Labels", "Answer: corrected"),
        LetterKind.CORRECT_REFUSED: translate("Labels", "Answer: correction refused or in part"),
        LetterKind.OPT_OUT_CONFIRMED: translate("Labels", "Opt-out confirmed"),
        LetterKind.LIMIT_CONFIRMED: translate("Labels", "Limit confirmed"),
        LetterKind.DENIAL: translate("Labels", "Refusal"),
        LetterKind.UNVERIFIED: translate("Labels", "Could not verify"),
        LetterKind.SERVICE_PROVIDER: translate("Labels", "Held for a client"),
        LetterKind.HOW_TO_ASK: translate("Labels", "How to send a request"),
        LetterKind.CLARIFY: translate("Labels", "Question about the request"),
        LetterKind.AGENT_PERMISSION: translate("Labels", "Agent: show your permission"),
        LetterKind.CONFIRM_AGENT: translate("Labels", "Confirm the agent"),
        LetterKind.PARENT_FORM: translate("Labels", "Form for a parent or guardian"),
        LetterKind.THIRD_REQUEST: translate("Labels", "Refusal: third request in 12 months"),
        LetterKind.FEE_QUOTE: translate("Labels", "Fee, before the work"),
        LetterKind.FEE_REFUSED: translate("Labels", "Refusal: excessive or unfounded"),
        LetterKind.CORRECTED_SHOWN: translate("Labels", "Corrected information shown"),
        LetterKind.FRAUD_REFUSED: translate("Labels", "Refusal: believed fraudulent"),
        LetterKind.OPT_IN_CONFIRM: translate("Labels", "Second yes to an opt-in"),
        LetterKind.NOTHING_FOUND: translate("Labels", "Nothing found"),
        LetterKind.WITHDRAWAL: translate("Labels", "Withdrawal confirmed"),
        LetterKind.DUPLICATE: translate("Labels", "Joined to an earlier request"),
        LetterKind.HOUSEHOLD: translate("Labels", "Household explained"),
        LetterKind.LATE: translate("Labels", "Late answer"),
        LetterKind.CLIENT_TRANSFER: translate("Labels", "Request passed to a client"),
        LetterKind.NOTICE_DELETE: translate("Labels", "Notice: delete"),
        LetterKind.NOTICE_CORRECT: translate("Labels", "Notice: correct"),
        LetterKind.NOTICE_SOURCE: translate("Labels", "Notice to the source"),
        LetterKind.NOTICE_OPT_OUT: translate("Labels", "Notice: opted out"),
        LetterKind.NOTICE_LIMIT: translate("Labels", "Notice: limit"),
    }


def _letter_format() -> Mapping[StrEnum, str]:
    return {
        LetterFormat.LETTER: translate("Labels", "Letter"),
        LetterFormat.LARGE_PRINT: translate("Labels", "Large print"),
        LetterFormat.TEXT: translate("Labels", "Plain text"),
    }


def _letter_state() -> Mapping[StrEnum, str]:
    return {
        LetterState.DRAFT: translate("Labels", "Draft"),
        LetterState.SUBMITTED: translate("Labels", "To approve"),
        LetterState.APPROVED: translate("Labels", "Approved"),
        LetterState.ISSUED: translate("Labels", "Issued"),
        LetterState.VOIDED: translate("Labels", "Void"),
    }


def _dispatch_method() -> Mapping[StrEnum, str]:
    return {
        DispatchMethod.FIRST_CLASS_MAIL: translate("Labels", "First-Class mail"),
        DispatchMethod.CERTIFIED_MAIL: translate("Labels", "Certified mail"),
        DispatchMethod.EMAIL: translate("Labels", "E-mail"),
        DispatchMethod.HANDED_OVER: translate("Labels", "Handed over"),
    }


def _batch_state() -> Mapping[StrEnum, str]:
    return {
        BatchState.OPEN: translate("Labels", "Queued"),
        BatchState.SENT_TO_PRINTER: translate("Labels", "Sent to the printer"),
        BatchState.PRINT_UNKNOWN: translate("Labels", "Printed? Look at the tray"),
        BatchState.CHECKED: translate("Labels", "Checked"),
        BatchState.COUNTED: translate("Labels", "Counted"),
        BatchState.DISPATCHED: translate("Labels", "Mailed"),
        BatchState.CANCELLED: translate("Labels", "Cancelled"),
    }


def _piece_state() -> Mapping[StrEnum, str]:
    return {
        PieceState.IN_BATCH: translate("Labels", "In the batch"),
        PieceState.PROBLEM: translate("Labels", "Problem"),
        PieceState.BACK_IN_QUEUE: translate("Labels", "Back in the queue"),
        PieceState.DISPATCHED: translate("Labels", "Mailed"),
    }


def _contact_kind() -> Mapping[StrEnum, str]:
    return {
        ContactKind.ABOUT_CASE: translate("Labels", "About a case"),
        ContactKind.QUESTION: translate("Labels", "Question"),
        ContactKind.CALL: translate("Labels", "Call"),
    }


def _task_code() -> Mapping[StrEnum, str]:
    return {
        TaskCode.DECIDE_LAW: translate("Labels", "Decide which law applies"),
        TaskCode.CHECK_AUTHORITY: translate("Labels", "Check the authority to act"),
        TaskCode.RETURNED_MAIL: translate("Labels", "Deal with returned mail"),
        TaskCode.ASK_CLIENT: translate("Labels", "Ask the client"),
        TaskCode.CALL_BACK: translate("Labels", "Call back"),
        TaskCode.CONFIRM_RECEIPT: translate("Labels", "Confirm receipt"),
        TaskCode.CHECK_FRAUD: translate("Labels", "Clear or uphold the doubt about who asks"),
        TaskCode.OTHER: translate("Labels", "Other task"),
    }


def _hold_kind() -> Mapping[StrEnum, str]:
    return {HoldKind.FRAUD: translate("Labels", "Fraud hold"), HoldKind.LEGAL: translate("Labels", "Legal hold")}


def _fraud_signal() -> Mapping[StrEnum, str]:
    return {
        FraudSignal.CALLER_MISMATCH: translate("Labels", "The caller’s number does not fit the record"),
        FraudSignal.MANY_FROM_ONE_SOURCE: translate("Labels", "Many requests from one source"),
        FraudSignal.AFTER_ACCOUNT_CHANGE: translate("Labels", "Soon after a change of password, e-mail or address"),
        FraudSignal.SENT_TO_NEW_ADDRESS: translate("Labels", "The answer is to go to a new address"),
        FraudSignal.REFUSES_DECLARATION: translate("Labels", "Refuses to sign the declaration"),
        FraudSignal.KNOWS_ONLY_PUBLIC_DATA: translate("Labels", "Knows only what is public"),
        FraudSignal.STORY_CONFLICTS: translate("Labels", "Voice or story does not fit"),
        FraudSignal.PERMISSION_REUSED: translate("Labels", "The signed permission was used before or changed"),
        FraudSignal.BULK_WITHOUT_IDENTIFIERS: translate("Labels", "Form letters in bulk, without details"),
        FraudSignal.PRESSES_TO_SKIP_STEPS: translate("Labels", "Presses us to skip steps"),
        FraudSignal.SAME_SIGNATURE: translate("Labels", "The same signature for several people"),
    }


def _legal_hold_cause() -> Mapping[StrEnum, str]:
    return {
        LegalHoldCause.LAWSUIT: translate("Labels", "Lawsuit"),
        LegalHoldCause.EXPECTED_CLAIM: translate("Labels", "Claim that is expected"),
        LegalHoldCause.INVESTIGATION: translate("Labels", "Investigation by an authority"),
        LegalHoldCause.COURT_ORDER: translate("Labels", "Court order"),
    }


def _fee_state() -> Mapping[StrEnum, str]:
    return {
        FeeState.STATED: translate("Labels", "Stated, no answer yet"),
        FeeState.AGREED: translate("Labels", "The consumer agrees"),
        FeeState.WAIVED: translate("Labels", "Waived by us"),
        FeeState.DECLINED: translate("Labels", "The consumer does not agree"),
        FeeState.UNANSWERED: translate("Labels", "The day passed without an answer"),
    }


def _reopen_cause() -> Mapping[StrEnum, str]:
    return {
        ReopenCause.NEW_PAPERS: translate("Labels", "New papers"),
        ReopenCause.ERROR_FOUND: translate("Labels", "A mistake of ours"),
        ReopenCause.CONSUMER_ANSWERED: translate("Labels", "The consumer answered"),
        ReopenCause.RETURNED_MAIL: translate("Labels", "Mail came back"),
        ReopenCause.COMPLAINT: translate("Labels", "Complaint"),
    }


def _place_kind() -> Mapping[StrEnum, str]:
    return {
        PlaceKind.SYSTEM_OF_RECORD: translate("Labels", "System of record"),
        PlaceKind.SERVICE_PROVIDER: translate("Labels", "Service provider"),
        PlaceKind.THIRD_PARTY: translate("Labels", "Third party"),
        PlaceKind.BUSINESS_CLIENT: translate("Labels", "Business client"),
        PlaceKind.SOURCE: translate("Labels", "Source of wrong data"),
    }


def _work_state() -> Mapping[StrEnum, str]:
    return {
        WorkState.OPEN: translate("Labels", "Open"),
        WorkState.ASKED: translate("Labels", "Asked"),
        WorkState.DONE: translate("Labels", "Done"),
        WorkState.NOTHING_FOUND: translate("Labels", "Nothing found"),
        WorkState.NOT_POSSIBLE: translate("Labels", "Not possible"),
    }


def _decision_outcome() -> Mapping[StrEnum, str]:
    return {
        DecisionOutcome.GRANTED: translate("Labels", "Granted"),
        DecisionOutcome.REFUSED: translate("Labels", "Refused"),
    }


def _day_unit() -> Mapping[StrEnum, str]:
    return {
        DayUnit.CALENDAR_DAYS: translate("Labels", "calendar days"),
        DayUnit.BUSINESS_DAYS: translate("Labels", "business days"),
        DayUnit.MONTHS: translate("Labels", "months"),
    }


def _law_status() -> Mapping[StrEnum, str]:
    return {
        LawStatus.VERIFIED: translate("Labels", "Checked against the text of the law"),
        LawStatus.FROM_MEMORY: translate("Labels", "Not yet checked against the text"),
        LawStatus.OWN_CHOICE: translate("Labels", "Our own rule"),
    }


def _office_clock_state() -> Mapping[StrEnum, str]:
    return {
        OfficeClockState.QUIET: translate("Labels", "in time"),
        OfficeClockState.NO_DAY: translate("Labels", "no day recorded"),
        OfficeClockState.DUE_SOON: translate("Labels", "due soon"),
        OfficeClockState.OVERDUE: translate("Labels", "overdue"),
        OfficeClockState.NOT_OWED: translate("Labels", "not owed by us"),
    }


def _template_state() -> Mapping[StrEnum, str]:
    return {
        TemplateState.SHIPPED: translate("Labels", "Came with the program"),
        TemplateState.WAITING: translate("Labels", "Waits for approval"),
        TemplateState.SENT_BACK: translate("Labels", "Sent back"),
        TemplateState.IN_FORCE: translate("Labels", "In force"),
        TemplateState.REPLACED: translate("Labels", "Followed by a newer one"),
        TemplateState.WITHDRAWN: translate("Labels", "Withdrawn"),
    }


def _template_act() -> Mapping[StrEnum, str]:
    return {
        TemplateAct.SUBMITTED: translate("Labels", "Sent for approval"),
        TemplateAct.SENT_BACK: translate("Labels", "Sent back"),
        TemplateAct.APPROVED: translate("Labels", "Approved"),
        TemplateAct.WITHDRAWN: translate("Labels", "Withdrawn"),
    }


def _change() -> Mapping[StrEnum, str]:
    return {
        Change.KEPT: translate("Labels", "kept"),
        Change.REMOVED: translate("Labels", "removed"),
        Change.ADDED: translate("Labels", "added"),
    }


def _reviewer_kind() -> Mapping[StrEnum, str]:
    return {
        ReviewerKind.TRANSLATOR: translate("Labels", "A translator"),
        ReviewerKind.LAWYER: translate("Labels", "A lawyer"),
    }


def _counsel_subject() -> Mapping[StrEnum, str]:
    return {
        CounselSubject.RULE: translate("Labels", "Period"),
        CounselSubject.LIMIT: translate("Labels", "Limit"),
        CounselSubject.GROUND: translate("Labels", "Ground"),
        CounselSubject.PROVISION: translate("Labels", "Holiday provision"),
        CounselSubject.CHECKLIST: translate("Labels", "Checklist"),
        CounselSubject.AUTHORITY: translate("Labels", "Papers of authority"),
        CounselSubject.OFFICE_CLOCK: translate("Labels", "Duty of the office"),
        CounselSubject.LETTER: translate("Labels", "Letter"),
        CounselSubject.LETTER_SENTENCE: translate("Labels", "Sentence of a letter"),
        CounselSubject.GROUND_SENTENCE: translate("Labels", "Sentence for a ground"),
        CounselSubject.SCRIPT_SENTENCE: translate("Labels", "Sentence of the script"),
    }


def _counsel_reason() -> Mapping[StrEnum, str]:
    return {
        CounselReason.FROM_MEMORY: translate("Labels", "From memory"),
        CounselReason.OWN_CHOICE: translate("Labels", "Our own choice"),
        CounselReason.NOT_REVIEWED: translate("Labels", "Not reviewed"),
    }


def _bearing() -> Mapping[StrEnum, str]:
    return {
        Bearing.KEEP: translate("Labels", "The promise is kept, even where the law asks less"),
        Bearing.EXCEED: translate("Labels", "The law asks more, and is followed"),
    }


def _one_off_kind() -> Mapping[StrEnum, str]:
    return {
        OneOffKind.GOVERNOR: translate("Labels", "The Governor"),
        OneOffKind.PRESIDENT: translate("Labels", "The President"),
        OneOffKind.OFFICE_CLOSED: translate("Labels", "Our office is closed"),
    }


def _one_off_act() -> Mapping[StrEnum, str]:
    return {
        OneOffAct.ADDED: translate("Labels", "Added"),
        OneOffAct.TAKEN_BACK: translate("Labels", "Taken back"),
    }


def _envelope_status() -> Mapping[StrEnum, str]:
    return {
        EnvelopeStatus.READ: translate("Labels", "From its source"),
        EnvelopeStatus.FROM_MEMORY: translate("Labels", "From memory"),
        EnvelopeStatus.MEASURED: translate("Labels", "Measured here"),
    }


def _case_view() -> Mapping[StrEnum, str]:
    return {
        CaseView.OPEN: translate("Labels", "All open"),
        CaseView.NEXT_3_DAYS: translate("Labels", "Next 3 days"),
        CaseView.NEXT_10_DAYS: translate("Labels", "Next 10 days"),
        CaseView.OVERDUE: translate("Labels", "Overdue"),
        CaseView.CONFIRM_RECEIPT_DUE: translate("Labels", "Confirm receipt due"),
        CaseView.TO_VERIFY: translate("Labels", "To verify"),
        CaseView.LONG_UNVERIFIED: translate("Labels", "To verify, over 14 days"),
        CaseView.WAITING_FOR_OFFICER: translate("Labels", "Waiting for officer"),
        CaseView.LETTERS_TO_APPROVE: translate("Labels", "Letters to approve"),
        CaseView.EXTENSION_WINDOW: translate("Labels", "Extension window"),
        CaseView.RETURNED_MAIL: translate("Labels", "Returned mail"),
        CaseView.MY_DRAFTS: translate("Labels", "My drafts"),
        CaseView.CLOSED: translate("Labels", "Closed"),
    }


_WORDS: dict[type[StrEnum], Callable[[], Mapping[StrEnum, str]]] = {
    RequestType: _request_type,
    Channel: _channel,
    ReplyBy: _reply_by,
    Residency: _residency,
    RequestStatus: _request_status,
    Disposition: _disposition,
    Role: _role,
    Act: _act,
    SecondPersonAct: _second_person_act,
    RequestorKind: _requestor_kind,
    AgeBand: _age_band,
    AuthorityBasis: _authority_basis,
    PartyPart: _party_part,
    AssuranceLevel: _assurance_level,
    DataPoint: _data_point,
    AuthorityPaper: _authority_paper,
    PointOutcome: _point_outcome,
    VerificationOutcome: _verification_outcome,
    DocumentKind: _document_kind,
    DeadlineKind: _deadline_kind,
    DeadlineState: _deadline_state,
    ExtensionState: _extension_state,
    ExtensionReason: _extension_reason,
    ExtensionCode: _extension_code,
    ExtensionWarning: _extension_warning,
    ExtensionEffect: _extension_effect,
    LetterKind: _letter_kind,
    LetterFormat: _letter_format,
    LetterState: _letter_state,
    DispatchMethod: _dispatch_method,
    BatchState: _batch_state,
    PieceState: _piece_state,
    ContactKind: _contact_kind,
    TaskCode: _task_code,
    HoldKind: _hold_kind,
    FraudSignal: _fraud_signal,
    LegalHoldCause: _legal_hold_cause,
    FeeState: _fee_state,
    ReopenCause: _reopen_cause,
    PlaceKind: _place_kind,
    WorkState: _work_state,
    DecisionOutcome: _decision_outcome,
    DayUnit: _day_unit,
    LawStatus: _law_status,
    OfficeClockState: _office_clock_state,
    TemplateState: _template_state,
    TemplateAct: _template_act,
    ReviewerKind: _reviewer_kind,
    Change: _change,
    CounselSubject: _counsel_subject,
    CounselReason: _counsel_reason,
    Bearing: _bearing,
    OneOffKind: _one_off_kind,
    OneOffAct: _one_off_act,
    EnvelopeStatus: _envelope_status,
    CaseView: _case_view,
}
