"""The sheet of a checklist: its parts, its acts at the foot, and how they stand at each width. It shows; the page decides."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Size, Space
from caseapp.ui.verification.papers_part import PapersPart
from caseapp.ui.verification.point_rows import PointRows
from caseapp.ui.widgets.banner import Banner
from caseapp.ui.widgets.deadline_pill import PillState
from caseapp.ui.widgets.empty_state import EmptyState
from caseapp.ui.widgets.flow_row import FlowRow
from caseapp.ui.widgets.form import FormRow, ProblemSummary
from caseapp.ui.widgets.key_button import LINK_INSET, ButtonKind, KeyButton, LinkButton
from caseapp.ui.widgets.scroll_area import ScrollArea
from caseapp.ui.widgets.strokes import hairline
from caseapp.ui.widgets.words import Words, page_title, section_head

TWO_COLUMNS_FROM = 1040


class Doings(Protocol):
    """What the buttons do; the page does it."""

    def go_back(self) -> None: ...

    def open_claims(self) -> None: ...

    def change_level(self) -> None: ...

    def end_attempt(self) -> None: ...

    def save(self) -> None: ...

    def decide_not_verified(self) -> None: ...

    def decide_verified(self) -> None: ...

    def reopen(self) -> None: ...


class ChecklistFrame(QWidget):
    """Points left, papers and level right, acts at the foot; or the words why there is nothing to verify."""

    def __init__(self, doings: Doings, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._make_parts(doings, today)
        self._make_acts(doings)
        self._lay_out()
        follow_theme(self, self._dress)

    @property
    def primary(self) -> KeyButton:
        """The step that is possible now; Ctrl+Enter does it."""
        return next(button for button in (self.verified, self.not_verified, self.save_button) if button.kind is ButtonKind.PRIMARY)

    def set_step(self, *, complete: bool, must_end: bool) -> None:
        """Let the step that is possible now be the primary one.

        Args:
            complete: nothing is missing for deciding that this is the consumer.
            must_end: no attempt is left, so that what is not complete can only be decided the other way; else what was compared is kept.
        """
        primary = self.verified if complete else self.not_verified if must_end else self.save_button
        for button, kind, key in (
            (self.verified, ButtonKind.DEFAULT, ""),
            (self.not_verified, ButtonKind.DESTRUCTIVE, ""),
            (self.save_button, ButtonKind.DEFAULT, "Ctrl+S"),
        ):
            button.set_kind(ButtonKind.PRIMARY if button is primary else kind)
            button.set_key("Ctrl+Return" if button is primary else key)

    def nothing_act(self) -> QWidget | None:
        """Return the act beside the words that there is nothing to verify."""
        return self.nothing.findChild(QWidget, "verify_nothing_act")

    def _make_parts(self, doings: Doings, today: Callable[[], date]) -> None:
        self.back = LinkButton(self.tr("Back to the case"), name="verify_back", icon="arrow-left", key="Esc", on_click=doings.go_back)
        self.title_line = page_title()
        self.title_line.setObjectName("verify_title")
        self.about = Words("", ink="ink_2", wrap=True)
        self.about.setObjectName("verify_about")
        self.banner = Banner(name="verify_banner", state=PillState.CLOSED)
        self.banner.hide()
        self.summary = ProblemSummary()
        self.rule = Words("", ink="ink_2", wrap=True)
        self.rule.setObjectName("verify_rule")
        self.read_aloud = Banner(name="verify_read_aloud", state=PillState.THREE_DAYS, icon="warning-circle", tall=True)
        self.read_aloud.hide()
        self.also_said = Words("", wrap=True)
        self.also_said.setObjectName("verify_also_said")
        self.also_said.hide()
        self.points = PointRows()
        self.points_row = FormRow(self.tr("How each point compares"), self.points, above=True, stretch=True)
        self.papers = PapersPart(today)
        self.level = Words("", wrap=True)
        self.attempts = Words("", wrap=True)
        self.missing = Words("", ink="ink_2", wrap=True)
        self.missing.setObjectName("verify_missing")
        self.nothing = EmptyState(
            icon="shield",
            title="",
            sentence="",
            act_text=self.tr("Back to the case"),
            act_key="Esc",
            on_act=doings.go_back,
            name="verify_nothing",
        )

    def _make_acts(self, doings: Doings) -> None:
        self.open_button = KeyButton(
            self.tr("Open what the caller said"), icon="eye", name="verify_open_claims", on_click=doings.open_claims
        )
        self.level_button = KeyButton(self.tr("Change the level..."), icon="shield", name="verify_level", on_click=doings.change_level)
        self.attempt_button = KeyButton(self.tr("End this attempt..."), name="verify_end_attempt", on_click=doings.end_attempt)
        self.save_button = KeyButton(self.tr("Save"), key="Ctrl+S", name="verify_save", on_click=doings.save)
        self.not_verified = KeyButton(
            self.tr("Not verified..."), ButtonKind.DESTRUCTIVE, name="verify_not_verified", on_click=doings.decide_not_verified
        )
        self.verified = KeyButton(self.tr("Verified"), icon="shield-check", name="verify_verified", on_click=doings.decide_verified)
        self.set_step(complete=False, must_end=False)
        self.reopen_button = KeyButton(
            self.tr("Take the verification up again"), icon="arrow-counter-clockwise", name="verify_reopen", on_click=doings.reopen
        )

    def _lay_out(self) -> None:
        self.points_part = _column(
            self.rule,
            FlowRow(self.open_button),
            self.read_aloud,
            self.points_row,
            self.also_said,
        )
        self.left = _column(self.banner, self.summary, self.points_part, FlowRow(self.reopen_button), stretch=True)
        self.right = _column(
            self.papers,
            section_head(self.tr("Level")),
            self.level,
            FlowRow(self.level_button),
            section_head(self.tr("Attempts")),
            self.attempts,
            FlowRow(self.attempt_button),
            stretch=True,
        )
        work = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, work)
        self._columns.addWidget(self.left, 1)
        self._columns.addWidget(self.right)
        self.stack = QStackedWidget()
        self.stack.addWidget(work)
        self.stack.addWidget(self.nothing)
        self.work = work
        self.foot = QWidget()
        self._foot_line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self.foot)
        self._foot_line.addWidget(self.missing, 1)
        self._foot_line.addWidget(FlowRow(self.not_verified, self.save_button, self.verified, at_right=True), 1)
        self._head = QVBoxLayout()
        self._back_line = QHBoxLayout()
        self._back_line.addWidget(self.back)
        self._back_line.addStretch(1)
        self._head.addWidget(self.title_line)
        self._head.addWidget(self.about)
        content = QWidget()
        content.setObjectName("scroll_content")
        self._inner = QVBoxLayout(content)
        self._inner.setContentsMargins(0, 0, 0, 0)
        self._inner.setSpacing(0)
        self._inner.addLayout(self._back_line)
        self._inner.addLayout(self._head)
        self._inner.addWidget(self.stack, 1)
        scroll = ScrollArea()
        scroll.setObjectName("verify_scroll")
        scroll.setWidget(content)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(0)
        self._outer.addWidget(scroll, 1)
        self._outer.addWidget(self.foot)

    def _dress(self) -> None:
        px = current().px
        self._head.setContentsMargins(px(24), px(Space.XS), px(20), px(6))
        self._head.setSpacing(px(Space.XS))
        # The words of a link stand on the left edge of the page, its ring outside of it.
        self._back_line.setContentsMargins(px(24) - px(LINK_INSET), px(Space.M), 0, 0)
        self._columns.setContentsMargins(px(24), px(8), px(20), px(16))
        self._columns.setSpacing(px(Space.XXL))
        for part in (self.left, self.right, self.points_part):
            layout = part.layout()
            if layout is not None:
                layout.setSpacing(px(Space.M))
        self._foot_line.setContentsMargins(px(24), px(10), px(20), px(10))
        self._foot_line.setSpacing(px(Space.M))
        self._arrange()

    def _arrange(self) -> None:
        """Two columns and a fixed foot where there is room; else one under the other, and all of it scrolls."""
        px = current().px
        is_wide = self.width() >= px(TWO_COLUMNS_FROM)
        across = QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(across)
        self._foot_line.setDirection(across)
        self.points.set_roomy(is_wide)
        self.right.setMinimumWidth(px(Size.FACTS) if is_wide else 0)
        self.right.setMaximumWidth(px(Size.FACTS) if is_wide else 16_777_215)
        home = self._outer if is_wide else self._inner
        if home.indexOf(self.foot) < 0:
            home.addWidget(self.foot)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.foot.isVisible() and self._outer.indexOf(self.foot) >= 0:
            painter = QPainter(self)
            hairline(painter, 0, self.foot.y(), self.width(), current().color("line"))
            painter.end()


def _column(*parts: QWidget, stretch: bool = False) -> QWidget:
    """Put parts one under the other."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    for part in parts:
        column.addWidget(part)
    if stretch:
        column.addStretch(1)
    return box
