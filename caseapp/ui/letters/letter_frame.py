"""The parts of the letter page and how they stand: title on top, form or facts with checks and acts left, the page to be printed right."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from caseapp.ui.letters.buttons import Doings, LetterButtons
from caseapp.ui.letters.checks import ChecksList
from caseapp.ui.letters.form import LetterFacts, LetterForm
from caseapp.ui.letters.paper_pane import PaperPane
from caseapp.ui.office import Office
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Size, Space
from caseapp.ui.widgets.banner import Banner
from caseapp.ui.widgets.deadline_pill import PillState
from caseapp.ui.widgets.flow_row import FlowRow
from caseapp.ui.widgets.form import ProblemSummary
from caseapp.ui.widgets.key_button import LinkButton
from caseapp.ui.widgets.scroll_area import ScrollArea
from caseapp.ui.widgets.strokes import Rule, vertical_hairline
from caseapp.ui.widgets.words import Words, page_title

FORM_SHARE_MOST = 0.56
WIDE = 600


class PageDoings(Doings, Protocol):
    """What the buttons and the links of the page do."""

    def leave_page(self) -> None: ...


class LetterFrame(QWidget):
    """Shows a letter; what is done with it, `LetterView` does."""

    def __init__(self, office: Office, doings: PageDoings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = page_title()
        self.about = Words("", ink="ink_2", wrap=True)
        self.template = Words("", ink="ink_2")
        self.back = LinkButton(self.tr("All letters"), name="letter_all", key="Esc", icon="arrow-left", on_click=doings.leave_page)
        self.case = LinkButton(self.tr("Open the case"), name="letter_case", on_click=doings.open_case)
        self.note = Banner(name="letter_note", state=PillState.TEN_DAYS, tall=True)
        self.note.hide()
        self.summary = ProblemSummary()
        self.form = LetterForm()
        self.facts = LetterFacts()
        self.checks = ChecksList(name="letter_checks")
        self.buttons = LetterButtons(doings)
        self.paper = PaperPane(office)
        self._side = self._make_side()
        self._lay_out()

    def _make_side(self) -> QWidget:
        content = QWidget()
        self._column = QVBoxLayout(content)
        self.rule = Rule()
        for part in (self.note, self.summary, self.form, self.facts, self.rule, self.checks):
            self._column.addWidget(part)
        self._column.addStretch(1)
        self.scroll_area = ScrollArea()
        self.scroll_area.setObjectName("letter_scroll")
        self.scroll_area.setAccessibleName(self.tr("Letter"))
        self.scroll_area.setWidgetResizable(True)
        self.scroll_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroll_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroll_area.setWidget(content)
        side = _Side()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        column.addWidget(self.scroll_area, 1)
        self._foot_rule = Rule()
        column.addWidget(self._foot_rule)
        column.addWidget(self.buttons)
        self._side_column = column
        return side

    def _lay_out(self) -> None:
        head = QWidget()
        row = QHBoxLayout(head)
        self.template.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.template.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row.addWidget(FlowRow(self.title, self.about, gap=Space.M), 3)
        row.addWidget(self.template, 2)
        row.addWidget(self.case)
        row.addWidget(self.back)
        self._head_row = row
        body = QHBoxLayout()
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addWidget(self._side)
        body.addWidget(self.paper, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(Rule())
        column.addLayout(body, 1)
        follow_theme(self, self._dress)

    def _dress(self) -> None:
        px = current().px
        self._head_row.setContentsMargins(px(Space.PAGE_LEFT), px(12), px(Space.M), px(12))
        self._head_row.setSpacing(px(Space.M))
        self._column.setContentsMargins(px(Space.PAGE_LEFT), px(Space.L), px(Space.XL), px(Space.L))
        self._column.setSpacing(px(Space.L))
        self.size_side()

    def size_side(self) -> None:
        """Give form and page their widths; what is needed least goes first."""
        theme = current()
        self._side.setFixedWidth(min(theme.px(Size.SIDE_FORM), max(300, round(self.width() * FORM_SHARE_MOST))))
        # The name of the template gives way first; the number of the case and the name stay whole.
        needed = self.about.fontMetrics().horizontalAdvance(self.about.text())
        needed += sum(part.sizeHint().width() for part in (self.title, self.case, self.back))
        room = self.width() - needed - theme.px(90)
        self.template.setVisible(self.template.sizeHint().width() <= room)
        is_wide = self.width() >= theme.px(WIDE)
        self.case.setVisible(is_wide)
        if is_wide is not self._foot_rule.isVisibleTo(self._side):
            # Where the text is large the acts scroll with the form, or they would leave no room for it.
            self._foot_rule.setVisible(is_wide)
            if is_wide:
                self._side_column.addWidget(self.buttons)
            else:
                self._column.insertWidget(self._column.count() - 1, self.buttons)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.size_side()


class _Side(QWidget):
    """The left side, with a hairline at its right edge."""

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("surface"))
        vertical_hairline(painter, self.width() - 1, 0, self.height(), theme.color("line_strong"))
        painter.end()
