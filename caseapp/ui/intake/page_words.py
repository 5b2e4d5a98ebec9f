"""The sentences of the intake page that are put together from facts: titles, what the script names, what is told after saving."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from caseapp.domain.channel import Channel
from caseapp.domain.deadline_kinds import DeadlineKind
from caseapp.services.changes import ChangeSet
from caseapp.services.consumers import KnowNotice
from caseapp.services.intake_form import IntakeForm
from caseapp.services.phones import for_reading
from caseapp.services.views import RepeatEntry
from caseapp.ui import qt_dates
from caseapp.ui.intake.caller_part import ABOUT_CASE, REQUEST
from caseapp.ui.intake.preview import Preview
from caseapp.ui.intake.saved_view import spelled
from caseapp.ui.labels import label, types_in_short

translate = QCoreApplication.translate

_OPT_OUTS = frozenset({DeadlineKind.OPT_OUT, DeadlineKind.ADMT_OPT_OUT})


def title_of(purpose: str, channel: Channel) -> str:
    """Return the title of the page."""
    if purpose == ABOUT_CASE:
        return translate("IntakeWords", "About a case")
    if purpose != REQUEST:
        return translate("IntakeWords", "A question")
    if channel is Channel.PHONE:
        return translate("IntakeWords", "New phone request")
    return translate("IntakeWords", "New request by {channel}").format(channel=label(channel).lower())


def subtitle_of(
    channel: Channel, *, number: str, caller_number: str, line: str, interrupted_after: int | None, linked: Sequence[str] = ()
) -> str:
    """Return case number, who calls on which line, whether the call was interrupted, and which cases are of the same person."""
    parts = [number]
    caller = for_reading(caller_number.strip())
    if channel is Channel.PHONE and caller and line:
        parts.append(translate("IntakeWords", "{number} on {line}").format(number=caller, line=line))
    elif channel is Channel.PHONE:
        parts.append(caller or line)
    if interrupted_after is not None:
        parts.append(translate("IntakeWords", "call interrupted at {time}").format(time=qt_dates.clock_face(interrupted_after)))
    if linked:
        parts.append(translate("IntakeWords", "linked with {number}").format(number=", ".join(linked)))
    return "   ".join(part for part in parts if part)


def script_facts(
    form: IntakeForm, *, organisation: str, number: str, preview: Preview | None, language: str = "en"
) -> dict[str, str]:  # fmt: skip
    """Return what the script's sentences name, days in its language. The consumer is told the last legal day, as in letters."""
    facts = {"organisation": organisation, "number": spelled(number), "name": (form.requestor_name or form.name).strip()}
    if preview is not None and preview.answer is not None:
        facts["answer_by"] = said_day(preview.answer.last_day_on, language)
    if preview is not None and preview.without_proof is not None:
        facts["opt_out_by"] = said_day(preview.without_proof.last_day_on, language)
    return facts


def said_day(day: date, language: str) -> str:
    """``Friday, April 17``, or ``viernes 17 de abril`` to a caller who is spoken to in Spanish."""
    if language == "es":
        return QLocale("es_US").toString(QDate(day.year, day.month, day.day), "dddd d 'de' MMMM")
    return qt_dates.weekday_date(day)


def repeat_words(entries: Sequence[RepeatEntry], today: date, *, reached: bool = False) -> tuple[str, str]:
    """Return title and facts of the banner: number, masked name, right, age and state of the first case, and how many there are.

    Args:
        reached: two requests to know were answered in the twelve months before.
    """
    first = entries[0]
    facts = translate("IntakeWords", "{number}   {name}   {rights}, {age}, {state}").format(
        number=first.number,
        name=first.masked_name,
        rights=types_in_short(first.types),
        age=qt_dates.relative(first.received_on, today),
        state=translate("IntakeWords", "open") if first.is_open else translate("IntakeWords", "closed"),
    )
    if reached:
        return translate("IntakeWords", "Asked to know twice in 12 months?"), translate(
            "IntakeWords", "Take it like any other: an officer decides."
        )
    if len(entries) == 1:
        return translate("IntakeWords", "Possible repeat"), facts
    return translate("IntakeWords", "{count} possible repeats").format(count=len(entries)), facts


def know_words(notice: KnowNotice) -> str:
    """Return what earlier requests to know mean for this one. Nothing is refused here: an officer decides (Civ. Code 1798.130(b))."""
    cases = ", ".join(
        translate("IntakeWords", "{number} ({date})").format(number=number, date=qt_dates.full_date(on)) for number, on in notice.cases
    )
    if not notice.count.reached or notice.count.next_possible_on is None:
        words = translate(
            "IntakeWords",
            "If it is the same person, a request to know was answered in the last 12 months: {cases}. Two have to be answered: "
            "take this one like any other.",
        )
        return words.format(cases=cases)
    words = translate(
        "IntakeWords",
        "If it is the same person, two requests to know were answered in the last 12 months: {cases}. Take this one like any other. "
        "An officer decides whether it is answered; one received from {date} on has to be.",
    )
    return words.format(cases=cases, date=qt_dates.full_date(notice.count.next_possible_on))


def without_proof_words(preview: Preview | None) -> str:
    """Name the rights asked for which nobody has to prove anything: opting out, limiting, or both."""
    kinds = {due.kind for _, due in preview.dues} if preview is not None else set()
    if DeadlineKind.LIMIT not in kinds:
        return translate("IntakeWords", "Opt out")
    return translate("IntakeWords", "Limit") if kinds.isdisjoint(_OPT_OUTS) else translate("IntakeWords", "Opt out and limit")


def saved_lines(change: ChangeSet, preview: Preview | None, *, confirmed: bool) -> list[str]:
    """Return the dates that are told after saving: by when to confirm and to answer, and what to say."""
    confirm, answer = change.fact("confirm_by_on"), change.fact("answer_by_on")
    without_proof = preview.without_proof if preview is not None else None
    if preview is not None and (preview.answer is not None or without_proof is not None):
        answer = preview.answer.plan_by_on if preview.answer is not None else None
    lines = []
    if confirmed:
        lines.append(translate("IntakeWords", "Receipt was confirmed on this call."))
    elif isinstance(confirm, date):
        lines.append(translate("IntakeWords", "Confirm receipt by {date}.").format(date=qt_dates.full_date(confirm)))
    if isinstance(answer, date):
        lines.append(translate("IntakeWords", "Plan the answer by {date}.").format(date=qt_dates.full_date(answer)))
    if without_proof is not None:
        words = translate("IntakeWords", "{right} by {date}.")
        lines.append(words.format(right=without_proof_words(preview), date=qt_dates.full_date(without_proof.plan_by_on)))
    due = preview.answer or preview.without_proof if preview is not None else None
    if due is not None:
        lines.append(translate("IntakeWords", "Say: you hear from us by {date}.").format(date=qt_dates.weekday_date(due.last_day_on)))
    return lines
