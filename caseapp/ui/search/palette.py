"""The palette: one field over everything, results while typing, Enter opens, Esc gives the focus back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from caseapp.domain.operators import Act
from caseapp.services.finding import find_cases
from caseapp.services.views import SearchHit
from caseapp.ui.commands import Command
from caseapp.ui.icons import draw_icon
from caseapp.ui.key_sheet import KeyCap
from caseapp.ui.main_window import SEARCH_COMMAND, MainWindow
from caseapp.ui.office import Office
from caseapp.ui.search.command_match import matching_commands
from caseapp.ui.search.found_list import ROW_HEIGHT, FoundList
from caseapp.ui.search.found_rows import CASE, found_rows
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Radius, Size, Space, TypeRole
from caseapp.ui.widgets.strokes import Rule, rounded
from caseapp.ui.widgets.words import Words, hint

CASES_SHOWN = 12
COMMANDS_SHOWN = 6
SHADOW_STEPS = 12
SHADOW_STRENGTH = 4


class SearchPalette(QWidget):
    """Lies over the window while something is searched. It takes typing at once; results come when they are there."""

    def __init__(self, window: MainWindow, office: Office) -> None:
        ground = window.centralWidget()
        assert ground is not None
        super().__init__(ground)
        self._window = window
        self._office = office
        self._focus_before: QWidget | None = None
        self._hits: tuple[SearchHit, ...] = ()
        self._has_moved = False
        self.setObjectName("search_palette")
        self.field = QLineEdit()
        self.field.setFrame(False)
        self.field.setObjectName("search_field")
        self.field.setAccessibleName(self.tr("Search cases and commands"))
        self.field.setPlaceholderText(self.tr("Number, name, phone, e-mail, address, or a command"))
        self.list = FoundList(name="search_results", label=self.tr("Results"))
        self.nothing = Words(ink="ink_1", wrap=True)
        self.nothing.setObjectName("search_nothing")
        self.advice = hint(self.tr("Searched: case number or its end, name, phone, e-mail, street, addressee of a letter."))
        self.advice.setWordWrap(True)
        self._lay_out()
        self.field.textEdited.connect(self._search)
        self.field.installEventFilter(self)
        self.list.row_opened.connect(self._open)
        office.desk_changed.connect(self._desk_changed)
        window.section_shown.connect(lambda _id: self._put_away())
        follow_theme(self, self._dress)
        ground.installEventFilter(self)
        self.hide()

    # For the command

    def open(self) -> None:
        """Show the field, empty and ready; a second time, go back to it."""
        if self._office.desk is None:
            return
        if not self.isVisible():
            self._focus_before = QApplication.focusWidget()
            self.field.clear()
            self._hits, self._has_moved = (), False
            self._fill()
            self.show()
            self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def leave(self) -> None:
        """Put the palette away and give the focus back to where it was."""
        before = self._focus_before
        if before is not None and before.isVisible():
            # First the focus, then away: Qt would hand it on as if by Tab, and that selects what is in a field.
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self._put_away()

    # Inside

    def _lay_out(self) -> None:
        self._head = QHBoxLayout()
        self._head.addSpacing(1)
        self._head.addWidget(self.field, 1)
        self._foot = QHBoxLayout()
        for key, words in (("Return", self.tr("open")), ("Esc", self.tr("close"))):
            self._foot.addWidget(KeyCap(key))
            self._foot.addWidget(Words(words, TypeRole.SMALL, ink="ink_2"))
        self._foot.addStretch(1)
        self._texts = QVBoxLayout()
        self._texts.addWidget(self.nothing)
        self._texts.addWidget(self.advice)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._head)
        self._column.addWidget(Rule())
        self._column.addWidget(self.list, 1)
        self._column.addLayout(self._texts)
        self._column.addWidget(Rule())
        self._column.addLayout(self._foot)

    def _commands(self, text: str) -> tuple[Command, ...]:
        scope = self._window.here
        possible = [command for command in self._office.commands.available(self._office.roles, scope) if command.id != SEARCH_COMMAND]
        if text:
            return matching_commands(text, possible, limit=COMMANDS_SHOWN)
        return tuple(command for command in possible if command.id.startswith("go.") and command.group == 1)

    def _search(self, text: str) -> None:
        desk = self._office.desk
        if desk is None:
            return
        self._has_moved = False
        asked = text.strip()
        if not asked or not desk.operator.may(Act.SEE_CASES):
            self._hits = ()
            self._fill()
            return

        def show(hits: tuple[SearchHit, ...]) -> None:
            # What was typed meanwhile has its own search under way.
            if self.isVisible() and self.field.text().strip() == asked:
                self._hits = hits
                self._fill()

        self._office.run(self, lambda at: find_cases(at, asked, limit=CASES_SHOWN), show, key="search")

    def _fill(self) -> None:
        desk = self._office.desk
        if desk is None:
            return
        text = self.field.text().strip()
        before = self.list.current_key
        rows = found_rows(self._hits, self._commands(text), desk.today())
        self.list.set_rows(rows)
        if not (self._has_moved and self.list.show_key(before)):
            self.list.setCurrentIndex(self.list.found_model.index(-1, 0))
            self.list.go(1)
        self.list.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        self.nothing.setText(self.tr("Nothing is found for “{text}”.").format(text=text))
        self.advice.setVisible((not rows or not text) and desk.operator.may(Act.SEE_CASES))
        self._say_choice()
        self._place()

    def _say_choice(self) -> None:
        at = self.list.currentIndex()
        rows = self.list.found_model.rows
        self.field.setAccessibleDescription(self.list.found_model.spoken(rows[at.row()]) if at.isValid() else self.nothing.text())

    def _move(self, step: int) -> None:
        self._has_moved = True
        self.list.go(step)
        self.list.scrollTo(self.list.currentIndex())
        self._say_choice()

    def _open(self, key: object) -> None:
        kind, _, id = str(key).partition(":")
        self.leave()
        if kind == CASE:
            self._office.navigate("cases", case_id=id)
        else:
            self._office.commands.by_id(id).run()

    def _open_current(self) -> None:
        key = self.list.current_key
        if key is not None:
            self._open(key)

    def _put_away(self) -> None:
        self._focus_before = None
        self.hide()

    def _desk_changed(self) -> None:
        if self._office.desk is None:
            self._put_away()
            self.field.clear()
            self._hits = ()
            self.list.set_rows(())
            self.nothing.setText("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and _is_own(event):
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and self._key(event):
                return True
        elif watched is self.parentWidget() and self.isVisible():
            if event.type() == QEvent.Type.Resize:
                self._place()
            elif event.type() == QEvent.Type.MouseButtonPress:
                self.leave()
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.leave()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open_current()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Tab):
            self._move(1)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Backtab):
            self._move(-1)
        else:
            return False
        return True

    def _place(self) -> None:
        """Stand under the top bar, as tall as the results need and the window allows."""
        parent = self.parentWidget()
        if parent is None:
            return
        px = current().px
        bar = self._window.top_bar
        top = bar.mapTo(parent, bar.rect().bottomLeft()).y() + px(8)
        wide = min(px(Size.PALETTE), parent.width() - 2 * px(Space.XXL)) + 2 * SHADOW_STEPS
        self.list.setFixedHeight(0)
        fixed = self._column.totalHeightForWidth(wide) if self._column.hasHeightForWidth() else self._column.totalSizeHint().height()
        if self.advice.isVisibleTo(self):
            fixed += px(Space.S)
        rows = min(self.list.wanted_height() + px(8), max(px(ROW_HEIGHT), parent.height() - top - fixed - px(24)))
        self.list.setFixedHeight(rows if self.list.isVisibleTo(self) else 0)
        self.setGeometry((parent.width() - wide) // 2, top - SHADOW_STEPS, wide, fixed + self.list.height())

    def _dress(self) -> None:
        px = current().px
        edge = SHADOW_STEPS
        self._column.setContentsMargins(edge, edge, edge, edge)
        self._column.setSpacing(0)
        self._head.setContentsMargins(px(18 + Size.ICON_NAV + 9), 0, px(18), 0)
        self.field.setFixedHeight(px(52))
        self.field.setFont(current().font(TypeRole.TIMER, tabular=False))
        self._foot.setContentsMargins(px(18), px(9), px(18), px(9))
        self._foot.setSpacing(px(Space.S))
        self._texts.setContentsMargins(px(18), px(Space.S), px(18), px(Space.S))
        self._texts.setSpacing(px(Space.XS))
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        px = theme.px
        painter = QPainter(self)
        card = QRectF(self.rect()).adjusted(SHADOW_STEPS, SHADOW_STEPS, -SHADOW_STEPS, -SHADOW_STEPS)
        shade = theme.color("shadow")
        shade.setAlpha(SHADOW_STRENGTH)
        for step in range(SHADOW_STEPS, 0, -1):
            rounded(painter, card.adjusted(-step, -step + 2, step, step), px(Radius.DIALOG) + step, shade)
        rounded(painter, card, px(Radius.DIALOG), theme.color("raised"), theme.color("line_strong"))
        side = px(Size.ICON_NAV)
        glass = QRectF(card.left() + px(18), card.top() + (px(52) - side) / 2, side, side)
        draw_icon(painter, "magnifying-glass", glass, theme.color("ink_2"))
        painter.end()


def _is_own(event: QKeyEvent) -> bool:
    """Keys that mean the palette while it is open, whatever they mean in the page behind it."""
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)
