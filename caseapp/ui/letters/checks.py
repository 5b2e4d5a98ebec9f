"""The list "before it can be approved": each condition with what was found, and how much room is left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseapp.domain.envelopes import Envelope
from caseapp.domain.errors import DomainError
from caseapp.domain.letters import LetterCheck, LetterState
from caseapp.services.stop_list import FLAT
from caseapp.ui import qt_dates
from caseapp.ui.envelope_words import envelope_name
from caseapp.ui.letters.sheet import LetterSheet
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Space, TypeRole, Weight
from caseapp.ui.widgets.deadline_pill import PillState, paint_shape, pill_for
from caseapp.ui.widgets.words import Words, section_head

translate = QCoreApplication.translate

POINTS_PER_INCH = 72
WARNS_ONLY = frozenset({"in_its_language", "pages"})
"""What may be approved all the same, once a person has seen it."""

OPEN_CODES = frozenset({"slot_empty", "placeholder_empty"})


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckLine:
    """One line of the list: a shape, words, and a fact at the right."""

    state: PillState
    words: str
    fact: str = ""

    @property
    def spoken(self) -> str:
        passed = self.state is PillState.CLOSED
        state = translate("LetterChecks", "passed") if passed else translate("LetterChecks", "open")
        return ", ".join(part for part in (self.words, self.fact, state) if part)


def lines_of(sheet: LetterSheet, sentence: str) -> tuple[CheckLine, ...]:
    """Return the lines for a letter.

    Args:
        sentence: words of what keeps it from being composed, or empty.
    """
    problem = sheet.preview.problem
    lines = []
    if problem is not None:
        state = PillState.TEN_DAYS if isinstance(problem, DomainError) and problem.code in OPEN_CODES else PillState.OVERDUE
        lines.append(CheckLine(state=state, words=sentence))
    lines += [_line(check, sheet.envelope) for check in sheet.preview.checks]
    if sheet.letter.state is LetterState.SUBMITTED:
        same = not sheet.is_outdated
        words = (
            translate("LetterChecks", "Case unchanged since this letter")
            if same
            else translate("LetterChecks", "The case changed since. Send the letter back, look at it, and send it again.")
        )
        lines.append(CheckLine(state=PillState.CLOSED if same else PillState.OVERDUE, words=words))
    elif sheet.is_outdated:
        words = translate("LetterChecks", "The case changed after this letter was approved. Void it, and write it again.")
        lines.append(CheckLine(state=PillState.OVERDUE, words=words))
    if sheet.deadline is not None:
        lines.append(_deadline_line(sheet))
    return tuple(lines)


def _deadline_line(sheet: LetterSheet) -> CheckLine:
    deadline = sheet.deadline
    assert deadline is not None
    mail_by_on: date = deadline.mail_by_on or deadline.plan_by_on
    # The days are counted to the day that is said beside them.
    counts_to = mail_by_on if sheet.today <= mail_by_on else deadline.plan_by_on
    pill = pill_for(sheet.today, plan_by_on=counts_to, last_day_on=deadline.last_day_on)
    words = (
        translate("LetterChecks", "Mail by {day}").format(day=qt_dates.day_date(mail_by_on))
        if sheet.today <= mail_by_on
        else translate("LetterChecks", "The day to mail it, {day}, has passed. Last day {last}").format(
            day=qt_dates.short_date(mail_by_on), last=qt_dates.day_date(deadline.last_day_on)
        )
    )
    state = PillState.ON_TRACK if pill.state in (PillState.EXTENDED, PillState.WAITING) else pill.state
    return CheckLine(state=state, words=words, fact=pill.text)


def _line(check: LetterCheck, envelope: Envelope) -> CheckLine:
    words, fact = (_passed if check.ok else _failed)(check.code, check.facts, envelope)
    failed = PillState.TEN_DAYS if check.code in WARNS_ONLY else PillState.OVERDUE
    return CheckLine(state=PillState.CLOSED if check.ok else failed, words=words, fact=fact)


def _passed(code: str, facts: Mapping[str, object], envelope: Envelope) -> tuple[str, str]:
    if envelope.address_window is None and code == "address_fits":
        return translate("LetterChecks", "Address fits, for the face of the envelope"), ""
    if envelope.address_window is None and code == "nothing_else_shows":
        return translate("LetterChecks", "No window: nothing shows"), ""
    if code == "address_fits":
        spare = min(_number(facts, "spare_width_pt"), _number(facts, "spare_height_pt")) / POINTS_PER_INCH
        return (
            translate("LetterChecks", "Address stays inside the window"),
            translate("LetterChecks", "{inches} in to spare").format(inches=f"{max(0.0, spare):.2f}"),
        )
    if code == "pages":
        sheets, pages = int(_number(facts, "sheets")), int(_number(facts, "count"))
        words = translate("LetterChecks", "Goes into one envelope: {envelope}").format(envelope=envelope_name(envelope))
        one_sheet = translate("LetterChecks", "1 sheet")
        one_page = translate("LetterChecks", "1 page")
        said = translate("LetterChecks", "{pages}, {sheets}").format(
            pages=one_page if pages == 1 else translate("LetterChecks", "{count} pages").format(count=pages),
            sheets=one_sheet if sheets == 1 else translate("LetterChecks", "{count} sheets").format(count=sheets),
        )
        return words, said
    return {
        "nothing_else_shows": (translate("LetterChecks", "Nothing else shows"), translate("LetterChecks", "window at its limits")),
        "glyphs_present": (translate("LetterChecks", "Every sign can be printed"), ""),
        "nothing_open": (translate("LetterChecks", "Every place is filled"), ""),
        "no_blocked_numbers": (translate("LetterChecks", "No numbers that may not be sent"), ""),
        "in_its_language": (translate("LetterChecks", "Every word is in the letter's language"), ""),
    }.get(code, (code, ""))


def _failed(code: str, facts: Mapping[str, object], envelope: Envelope) -> tuple[str, str]:
    if code == "address_fits" and envelope.address_window is None:
        return _address_too_large(facts)
    if code == "address_fits":
        refusal = facts.get("refusal")
        if refusal == "address_too_long":
            words = translate("LetterChecks", "Line {line} of the address is too long for the window").format(line=facts.get("line"))
        elif refusal == "address_too_many_lines":
            words = translate("LetterChecks", "The address has {lines} lines, the window takes {most}").format(
                lines=facts.get("lines"), most=facts.get("most")
            )
        else:
            words = translate("LetterChecks", "There is no address for the window")
        return words, ""
    if code == "glyphs_present":
        return (
            translate("LetterChecks", "The sign {character} cannot be printed").format(character=facts.get("character")),
            str(facts.get("codepoint", "")),
        )
    if code == "pages":
        words = (
            translate("LetterChecks", "No envelope takes it")
            if envelope.id == FLAT
            else translate("LetterChecks", "Too thick for {envelope}: goes in a 9x12").format(envelope=envelope_name(envelope))
        )
        return words, translate("LetterChecks", "{sheets} sheets, {most} fit").format(sheets=facts.get("sheets"), most=facts.get("most"))
    if code == "in_its_language":
        return (
            translate("LetterChecks", "Not in the letter's language, and printed as it stands: “{text}”").format(text=facts.get("text")),
            translate("LetterChecks", "{count} such texts").format(count=facts.get("count")) if int(_number(facts, "count")) > 1 else "",
        )
    return {
        "nothing_else_shows": (translate("LetterChecks", "Something else shows in the window"), ""),
        "nothing_open": (translate("LetterChecks", "A place is still open"), str(facts.get("name", ""))),
        "no_blocked_numbers": (translate("LetterChecks", "A number that may not be sent stands in the letter"), ""),
    }.get(code, (code, ""))


def _address_too_large(facts: Mapping[str, object]) -> tuple[str, str]:
    """The same refusals where no window says how large an address may be."""
    refusal = facts.get("refusal")
    if refusal == "address_too_long":
        return translate("LetterChecks", "Line {line} of the address is too long").format(line=facts.get("line")), ""
    if refusal == "address_too_many_lines":
        words = translate("LetterChecks", "The address has {lines} lines, {most} fit").format(
            lines=facts.get("lines"), most=facts.get("most")
        )
        return words, ""
    return translate("LetterChecks", "There is no address"), ""


def _number(facts: Mapping[str, object], name: str) -> float:
    value = facts.get(name, 0)
    return float(value) if isinstance(value, int | float) else 0.0


class ChecksList(QWidget):
    """Heading and lines. Nothing to operate: it is read, and told to a screen reader as one text."""

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._head = section_head(self.tr("Before it can be approved"))
        self._column.addWidget(self._head)
        self._rows: list[_CheckRow] = []
        self.lines: tuple[CheckLine, ...] = ()
        follow_theme(self, self._dress)

    def set_lines(self, lines: Sequence[CheckLine], head: str = "") -> None:
        """Show these lines; the same lines again change nothing."""
        if head:
            self._head.setText(head)
        if tuple(lines) == self.lines:
            return
        self.lines = tuple(lines)
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [_CheckRow(line) for line in lines]
        for row in self._rows:
            self._column.addWidget(row)
        self.setAccessibleName(f"{self._head.text()}: {'; '.join(line.spoken for line in lines)}")

    def _dress(self) -> None:
        self._column.setSpacing(current().px(Space.S))


class _CheckRow(QWidget):
    def __init__(self, line: CheckLine) -> None:
        super().__init__()
        self._line = line
        passed = line.state is PillState.CLOSED
        ink = "ink_1" if passed else line.state.value
        weight = Weight.REGULAR if passed else Weight.MEDIUM
        self._row = QHBoxLayout(self)
        self._row.addWidget(Words(line.words, weight=weight, ink=ink, wrap=True), 1)  # type: ignore[arg-type]  # a state's ink
        fact = Words(line.fact, TypeRole.SMALL, weight, "ink_3" if passed else ink)  # type: ignore[arg-type]  # a state's ink
        self._row.addWidget(fact)
        follow_theme(self, self._dress)

    def _dress(self) -> None:
        px = current().px
        self._row.setContentsMargins(px(22), 0, 0, 0)
        self._row.setSpacing(px(Space.S))

    def sizeHint(self) -> QSize:
        return self._row.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        side = theme.px(11)
        ink = "on_track" if self._line.state is PillState.CLOSED else self._line.state.value
        paint_shape(painter, self._line.state, QRectF(0, theme.px(4), side, side), theme.color(ink))
        painter.end()
