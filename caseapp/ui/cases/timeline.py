"""The timeline of a case: the next step first, then what happened, newest first, with what can be opened from it."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QCoreApplication

from caseapp.domain.case import Contact, ContactKind
from caseapp.domain.channel import Channel, ReplyBy
from caseapp.domain.checklists import AssuranceLevel
from caseapp.domain.correspondence import Letter
from caseapp.domain.deadline import ExtensionReason
from caseapp.domain.history import HistoryEntry
from caseapp.domain.letters import DispatchMethod, LetterFormat, LetterKind
from caseapp.domain.request_type import RequestType
from caseapp.domain.status import Disposition
from caseapp.domain.verification import DocumentKind
from caseapp.domain.work import WORK_ENDED, DecisionOutcome, WorkState
from caseapp.ui import qt_dates
from caseapp.ui.cases.case_facts import CaseFacts
from caseapp.ui.cases.event_words import event_icon, event_title
from caseapp.ui.cases.next_step import NextStep
from caseapp.ui.labels import label, language, short_type
from caseapp.ui.widgets.timeline_view import TimelineEntry

translate = QCoreApplication.translate

NAMED_MAX = 2
"""More places than this in one state are counted, not named."""

OPENS_LETTER, OPENS_DOCUMENT = "letter:", "document:"

_SILENT = frozenset({"case_opened", "right_ticked", "receipt_set_in_draft", "contact_logged", "letter_queued", "letter_unqueued"})
"""In the history tab, not here: they say again what another entry says."""


def timeline(facts: CaseFacts, step: NextStep | None) -> tuple[TimelineEntry, ...]:
    """Return the entries of the whole case; entries about another right of it name that right."""
    entries: list[TimelineEntry] = []
    if step is not None:
        entries.append(
            TimelineEntry(
                key=None,
                icon="arrow-circle-right",
                title=step.title,
                line=step.line,
                date=translate("Timeline", "Today"),
                day=_day(facts, facts.today),
                is_next=True,
            )
        )
    shown_on: date | None = None
    for at, entry in _happenings(facts):
        on = qt_dates.local(at, facts.zone).date()
        is_new_day = on != shown_on
        shown_on = on
        entries.append(
            TimelineEntry(
                key=entry.key,
                icon=entry.icon,
                title=entry.title,
                line=entry.line,
                who=entry.who,
                link=entry.link,
                link_icon=entry.link_icon,
                date=qt_dates.short_date(on) if is_new_day else "",
                day=_day(facts, on) if is_new_day else "",
            )
        )
    return tuple(entries)


def _day(facts: CaseFacts, on: date) -> str:
    return translate("Timeline", "day {day}").format(day=facts.day(on))


def _happenings(facts: CaseFacts) -> list[tuple[datetime, TimelineEntry]]:
    """History and contacts, newest first."""
    found: list[tuple[datetime, int, TimelineEntry]] = []
    calls = [one for one in facts.detail.contacts if one.kind in (ContactKind.CALL, ContactKind.ABOUT_CASE)]
    for contact in calls:
        found.append((contact.at, 0, _contact(facts, contact)))
    has_call = any(one.kind is ContactKind.CALL for one in calls)
    told = [one for one in _telling(facts.detail.history) if one.action not in _SILENT and not (one.action == "case_saved" and has_call)]
    for run in _runs(told, facts.zone):
        entry = run[-1]
        found.append((entry.at, entry.seq, _event(facts, entry) if len(run) == 1 else _places(facts, run)))
    return [(at, entry) for at, _, entry in sorted(found, key=lambda one: (one[0], one[1]), reverse=True)]


def _telling(history: tuple[HistoryEntry, ...]) -> list[HistoryEntry]:
    """Drop what a later entry of the same minute says better: points that were saved again and again count once."""
    kept: list[HistoryEntry] = []
    for entry in history:
        before = kept[-1] if kept else None
        if before is not None and entry.action == before.action == "points_checked" and entry.thing_id == before.thing_id:
            kept.pop()
        kept.append(entry)
    return kept


def _runs(history: list[HistoryEntry], zone: str) -> list[tuple[HistoryEntry, ...]]:
    """Put places together that one person marked one after the other on one day; every other entry stands alone."""
    runs: list[tuple[HistoryEntry, ...]] = []
    for entry in history:
        last = runs[-1][-1] if runs else None
        is_same = (
            last is not None
            and entry.action == last.action == "place_marked"
            and entry.operator_id == last.operator_id
            and qt_dates.local(entry.at, zone).date() == qt_dates.local(last.at, zone).date()
        )
        if is_same:
            runs[-1] = (*runs[-1], entry)
        else:
            runs.append((entry,))
    return runs


def _contact(facts: CaseFacts, contact: Contact) -> TimelineEntry:
    is_first = contact.kind is ContactKind.CALL
    title = label(contact.channel)
    if contact.channel is Channel.PHONE:
        title = translate("Timeline", "Call, {time}").format(time=qt_dates.duration(contact.seconds))
    line = facts.case.words if is_first else contact.topic
    return TimelineEntry(
        key=None,
        icon="phone" if contact.channel is Channel.PHONE else "chat-text",
        title=title if is_first else translate("Timeline", "{contact}, about this case").format(contact=title),
        line=translate("Timeline", "“{words}”").format(words=" ".join(line.split())) if line else "",
        who=_who(facts, contact.operator_id, contact.at),
    )


def _event(facts: CaseFacts, entry: HistoryEntry) -> TimelineEntry:
    title, line, key, link = _words(facts, entry)
    return TimelineEntry(
        key=key,
        icon=event_icon(entry.action),
        title=title,
        line=line,
        who=_who(facts, entry.operator_id, entry.at),
        link=link,
        link_icon="file-text" if link else "",
    )


def _places(facts: CaseFacts, run: tuple[HistoryEntry, ...]) -> TimelineEntry:
    """Say of several places at once how far they are: the last word on each counts."""
    states = {entry.thing_id: dict(entry.facts).get("state", "") for entry in run}
    names = {one.id: one.name for one in facts.detail.work_items}
    parts = []
    for state in sorted(set(states.values()), key=lambda one: (one in WORK_ENDED, one)):
        places = [names.get(item, "") for item, found in states.items() if found == state]
        listed = ", ".join(places) if len(places) <= NAMED_MAX else translate("Timeline", "{count} places").format(count=len(places))
        parts.append(translate("Timeline", "{state}: {places}").format(state=label(WorkState(state)), places=listed))
    return TimelineEntry(
        key=None,
        icon=event_icon("place_marked"),
        title=translate("Timeline", "{count} places marked").format(count=len(states)),
        line=". ".join(parts),
        who=_who(facts, run[-1].operator_id, run[-1].at),
    )


def _who(facts: CaseFacts, operator_id: str, at: datetime) -> str:
    return translate("Timeline", "{person}, {time}").format(person=facts.operator(operator_id), time=qt_dates.time_of(at, facts.zone))


def _words(facts: CaseFacts, entry: HistoryEntry) -> tuple[str, str, str | None, str]:
    """Return title, line, what Enter opens, and the words of the link."""
    known = dict(entry.facts)
    title = event_title(entry.action)
    if entry.thing == "letter" or entry.action.startswith("letter_"):
        return _letter_words(facts, entry, title, known)
    if entry.thing == "document":
        document = next((one for one in facts.detail.documents if one.id == entry.thing_id), None)
        line = label(document.kind) if document is not None else label(DocumentKind(known["kind"])) if "kind" in known else ""
        return title, line, f"{OPENS_DOCUMENT}{entry.thing_id}" if document is not None else None, ""
    return title, _line(facts, entry, known), None, ""


def _letter_words(facts: CaseFacts, entry: HistoryEntry, title: str, known: dict[str, str]) -> tuple[str, str, str | None, str]:
    letter: Letter | None = next((one for one in facts.detail.letters if one.id == entry.thing_id), None)
    kind = letter.kind if letter is not None else LetterKind(known["kind"]) if "kind" in known else None
    if kind is not None:
        title = translate("Timeline", "{event}: {letter}").format(event=title, letter=label(kind))
    line = ""
    if entry.action == "letter_dispatched" and "on" in known:
        line = translate("Timeline", "{method}, {date}").format(
            method=label(DispatchMethod(known["method"])), date=qt_dates.day_date(date.fromisoformat(known["on"]))
        )
    elif entry.action == "letter_returned" and "on" in known:
        line = translate("Timeline", "Found in the mail {date}").format(date=qt_dates.day_date(date.fromisoformat(known["on"])))
    elif letter is not None and entry.action == "letter_voided":
        line = letter.void_reason
    link = translate("Timeline", "Letter") if letter is not None and entry.action in ("letter_dispatched", "letter_approved") else ""
    return title, line, f"{OPENS_LETTER}{entry.thing_id}" if letter is not None else None, link


def _line(facts: CaseFacts, entry: HistoryEntry, known: dict[str, str]) -> str:
    """Return the one line under a title. Texts come from the things; the history keeps only their digests."""
    teller = _LINES.get(entry.action)
    line = teller(facts, entry, known) if teller is not None else ""
    about = next((one for one in facts.requests if one.id == entry.thing_id), None) if entry.thing == "request" else None
    if about is not None and len(facts.requests) > 1:
        right = short_type(about.type)
        return translate("Timeline", "{right}: {line}").format(right=right, line=line) if line else right
    return line


def _note(facts: CaseFacts, entry: HistoryEntry, known: dict[str, str]) -> str:
    note = next((one for one in facts.detail.notes if one.id == entry.thing_id), None)
    return " ".join(note.text.split()) if note is not None else ""


def _points(facts: CaseFacts, entry: HistoryEntry, known: dict[str, str]) -> str:
    outcomes = [value for name, value in known.items() if name.startswith("point_")]
    if not outcomes:
        return translate("Timeline", "No point was compared")
    return translate("Timeline", "{matched} of {all} points match").format(matched=outcomes.count("matched"), all=len(outcomes))


def _level(facts: CaseFacts, entry: HistoryEntry, known: dict[str, str]) -> str:
    return label(AssuranceLevel(known["level"])) if known.get("level") else ""


def _attempt(facts: CaseFacts, entry: HistoryEntry, known: dict[str, str]) -> str:
    return translate("Timeline", "Attempt {count} of 3").format(count=known.get("attempt", ""))


def _not_verified(facts: CaseFacts, entry: HistoryEntry, known: dict[str, str]) -> str:
    verification = next((one for one in facts.detail.verifications if one.request_id == entry.thing_id), None)
    reason = verification.reason if verification is not None else ""
    if known.get("answer_as") == RequestType.KNOW_CATEGORIES:
        return translate("Timeline", "Answered as categories in this case. {reason}").format(reason=reason).strip()
    return reason


def _place(facts: CaseFacts, entry: HistoryEntry, known: dict[str, str]) -> str:
    item = next((one for one in facts.detail.work_items if one.id == entry.thing_id), None)
    name = item.name if item is not None else ""
    if not known.get("state"):
        return name
    return translate("Timeline", "{place}: {state}").format(place=name, state=label(WorkState(known["state"])))


def _decision(facts: CaseFacts, entry: HistoryEntry, known: dict[str, str]) -> str:
    decision = next((one for one in facts.detail.decisions if one.id == entry.thing_id), None)
    outcome = label(DecisionOutcome(known["outcome"])) if known.get("outcome") else ""
    return translate("Timeline", "{category}: {outcome}").format(
        category=decision.category if decision is not None else "", outcome=outcome
    )


def _extension(facts: CaseFacts, entry: HistoryEntry, known: dict[str, str]) -> str:
    extension = next((one for one in facts.detail.extensions if one.id == entry.thing_id), None)
    if entry.action == "extension_in_force" and known.get("dispatched_on"):
        on = qt_dates.day_date(date.fromisoformat(known["dispatched_on"]))
        return translate("Timeline", "Its notice was mailed {date}").format(date=on)
    if entry.action == "extension_lapsed":
        return translate("Timeline", "Its notice left too late, so the first answer date stands")
    return label(ExtensionReason(extension.reason_code)) if extension is not None else ""


def _receipt(facts: CaseFacts, entry: HistoryEntry, known: dict[str, str]) -> str:
    dates = [qt_dates.day_date(date.fromisoformat(known[name])) for name in ("from", "to") if known.get(name)]
    if len(dates) != 2:
        return ""
    return translate("Timeline", "From {old} to {new}; every clock was computed anew").format(old=dates[0], new=dates[1])


def _closed(facts: CaseFacts, entry: HistoryEntry, known: dict[str, str]) -> str:
    return label(Disposition(known["disposition"])) if known.get("disposition") else ""


def _task(facts: CaseFacts, entry: HistoryEntry, known: dict[str, str]) -> str:
    task = next((one for one in facts.detail.tasks if one.id == entry.thing_id), None)
    return label(task.code) if task is not None else ""


def _assigned(facts: CaseFacts, entry: HistoryEntry, known: dict[str, str]) -> str:
    return facts.operator(known.get("to")) or translate("Timeline", "Nobody")


def _details(facts: CaseFacts, entry: HistoryEntry, known: dict[str, str]) -> str:
    """Say whose they are where there are two people; what they were is kept as a digest only."""
    party = next((one for one in facts.detail.parties if one.id == entry.thing_id), None)
    return label(party.part) if party is not None and len(facts.detail.parties) > 1 else ""


def _reply(facts: CaseFacts, entry: HistoryEntry, known: dict[str, str]) -> str:
    if not known.get("reply_by"):
        return ""
    return translate("Timeline", "{way}, {format}, {language}").format(
        way=label(ReplyBy(known["reply_by"])), format=label(LetterFormat(known["format"])), language=language(known["language"])
    )


def _law(facts: CaseFacts, entry: HistoryEntry, known: dict[str, str]) -> str:
    return (
        translate("Timeline", "California’s rules apply")
        if known.get("applies") == "True"
        else translate("Timeline", "California’s rules do not apply")
    )


def _duplicate(facts: CaseFacts, entry: HistoryEntry, known: dict[str, str]) -> str:
    return translate("Timeline", "Case {number} goes on").format(number=known.get("survivor", ""))


_LINES = {
    "note_written": _note,
    "points_checked": _points,
    "level_set": _level,
    "verified": _level,
    "attempt_failed": _attempt,
    "not_verified": _not_verified,
    "place_added": _place,
    "place_marked": _place,
    "category_decided": _decision,
    "extension_proposed": _extension,
    "extension_in_force": _extension,
    "extension_lapsed": _extension,
    "receipt_moved": _receipt,
    "request_closed": _closed,
    "task_done": _task,
    "assigned": _assigned,
    "contact_details_changed": _details,
    "reply_changed": _reply,
    "law_decided": _law,
    "joined_as_duplicate": _duplicate,
}
