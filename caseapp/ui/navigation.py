"""The navigation: sections with counts, saved views below them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QListView, QSizePolicy, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from caseapp.ui.icons import draw_icon
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Radius, Size, TypeRole, Weight
from caseapp.ui.widgets.painted_text import RIGHT, paint_text, text_width
from caseapp.ui.widgets.scroll_area import ScrollArea
from caseapp.ui.widgets.strokes import focus_ring, rounded, vertical_hairline
from caseapp.ui.widgets.words import Words

_Index = QModelIndex | QPersistentModelIndex
_ENTRY = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True, kw_only=True)
class NavEntry:
    """One line of the navigation.

    Attributes:
        count: shown right when it is not None and not 0.
        is_alarm: the count is in the colour of "overdue".
    """

    id: str
    text: str
    icon: str = ""
    count: int | None = None
    is_alarm: bool = False
    key: str = ""


class NavModel(QAbstractListModel):
    """The lines, replaced whole."""

    def __init__(self) -> None:
        super().__init__()
        self._entries: tuple[NavEntry, ...] = ()

    def set_entries(self, entries: tuple[NavEntry, ...]) -> None:
        if [e.id for e in entries] == [e.id for e in self._entries]:
            self._entries = entries
            if entries:
                self.dataChanged.emit(self.index(0), self.index(len(entries) - 1))
            return
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()

    @property
    def entries(self) -> tuple[NavEntry, ...]:
        return self._entries

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{entry.text}, {entry.count}" if entry.count else entry.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return entry.key or None
        return entry if role == _ENTRY else None


class NavList(QListView):
    """A list of which one line is the place you are at.

    Signals:
        chosen: id of the line that was clicked or entered.
        line_reached: place of the line that an arrow reached, in this list.
    """

    chosen = Signal(str)
    line_reached = Signal(QRect)

    def __init__(self, name: str, words: str, *, row: int, fill: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.row_height = row
        self.fill_height = fill
        self.here = ""
        self._model = NavModel()
        self.setModel(self._model)
        self.setItemDelegate(_NavDelegate(self))
        self.setFrameShape(QListView.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.clicked.connect(self._choose)
        follow_theme(self, self._fit)

    def set_entries(self, entries: tuple[NavEntry, ...]) -> None:
        self._model.set_entries(entries)
        self._fit()
        self.set_here(self.here)

    @property
    def entries(self) -> tuple[NavEntry, ...]:
        return self._model.entries

    def set_here(self, entry_id: str) -> None:
        """Mark where you are."""
        self.here = entry_id
        for row, entry in enumerate(self._model.entries):
            if entry.id == entry_id:
                self.setCurrentIndex(self._model.index(row))
                break
        else:
            if not self.currentIndex().isValid() and self._model.entries:
                self.setCurrentIndex(self._model.index(0))
        self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(current().px(Size.NAVIGATION) - 1, current().px(self.row_height) * len(self._model.entries))

    def minimumSizeHint(self) -> QSize:
        return QSize(current().px(100), self.sizeHint().height())

    def _choose(self, index: QModelIndex) -> None:
        entry = index.data(_ENTRY)
        if isinstance(entry, NavEntry):
            self.chosen.emit(entry.id)

    def _fit(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.updateGeometry()
        self.viewport().update()

    def currentChanged(self, current_index: _Index, previous: _Index) -> None:
        super().currentChanged(current_index, previous)
        if self.hasFocus():
            self.line_reached.emit(self.visualRect(self.currentIndex()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and not event.modifiers():
            self._choose(self.currentIndex())
            return
        super().keyPressEvent(event)


class _NavDelegate(QStyledItemDelegate):
    def __init__(self, view: NavList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(current().px(120), current().px(self._view.row_height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme = current()
        entry: NavEntry = index.data(_ENTRY)
        px = theme.px
        row = QRectF(option.rect)
        inset = (row.height() - px(self._view.fill_height)) / 2
        box = row.adjusted(px(8), inset, -px(8), -inset)
        is_here = entry.id == self._view.here
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if is_here or over:
            rounded(painter, box, px(Radius.CONTROL), theme.color("sel_idle" if is_here else "hover"))
        x = box.left() + px(10)
        right = box.right() - px(8)
        if entry.icon:
            side = px(Size.ICON_NAV)
            ink = theme.color("accent" if is_here else "ink_2")
            draw_icon(painter, entry.icon, QRectF(x, row.center().y() - side / 2, side, side), ink, fill=is_here)
            x += side + px(8)
        if entry.count:
            count_font = theme.font(TypeRole.BODY if entry.icon else TypeRole.SMALL, Weight.MEDIUM if entry.is_alarm else Weight.REGULAR)
            words = f"{entry.count:,}"
            width = text_width(words, count_font)
            ink = theme.color("overdue" if entry.is_alarm else "ink_2")
            paint_text(painter, QRectF(right - width, row.top(), width, row.height()), words, count_font, ink, RIGHT, may_shorten=False)
            right -= width + px(8)
        heavy = Weight.SEMIBOLD if entry.icon else Weight.MEDIUM
        font = theme.font(TypeRole.BODY, heavy if is_here else Weight.MEDIUM if entry.icon else Weight.REGULAR)
        ink = theme.color("ink_1" if is_here else "ink_2")
        paint_text(painter, QRectF(x, row.top(), right - x, row.height()), entry.text, font, ink)
        if option.state & QStyle.StateFlag.State_Selected and self._view.hasFocus():
            focus_ring(painter, box, px(Radius.CONTROL))


class Navigation(ScrollArea):
    """The left edge of the window; it scrolls when large text makes it taller than the window.

    Signals:
        section_chosen: id of a section.
        view_chosen: id of a saved view.
    """

    section_chosen = Signal(str)
    view_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("navigation")
        self.sections = NavList("navigation_sections", self.tr("Sections"), row=Size.NAV_ROW, fill=Size.NAV_ROW_FILL)
        self._views_head = Words(self.tr("Saved views"), TypeRole.SMALL, Weight.MEDIUM, "ink_3")
        self.views = NavList("navigation_views", self.tr("Saved views"), row=Size.VIEW_ROW, fill=Size.VIEW_ROW - 1)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        content = _Ground()
        self.setWidget(content)
        self._column = QVBoxLayout(content)
        self._column.setSpacing(0)
        self._column.addWidget(self.sections)
        self._column.addWidget(self._views_head)
        self._column.addWidget(self.views)
        self._column.addStretch(1)
        for nav_list in (self.sections, self.views):
            nav_list.line_reached.connect(self._show_line)
        self.sections.chosen.connect(self.section_chosen)
        self.views.chosen.connect(self.view_chosen)
        self.set_views(())
        follow_theme(self, self._dress)

    def set_sections(self, entries: tuple[NavEntry, ...]) -> None:
        self.sections.set_entries(entries)

    def set_views(self, entries: tuple[NavEntry, ...]) -> None:
        """Show these saved views, or no head when there are none."""
        self.views.set_entries(entries)
        self.views.setVisible(bool(entries))
        self._views_head.setVisible(bool(entries))

    def set_here(self, section: str, view: str = "") -> None:
        self.sections.set_here(section)
        self.views.set_here(view)

    def _dress(self) -> None:
        px = current().px
        # The strip of the scroll bar has the ground of the lists, not the one of the page beside it.
        palette = self.palette()
        palette.setColor(self.backgroundRole(), current().color("chrome"))
        self.setPalette(palette)
        self.setAutoFillBackground(True)
        self.setFixedWidth(px(Size.NAVIGATION) + 1)
        self._column.setContentsMargins(0, px(6), 1, 0)
        self._views_head.setContentsMargins(px(18), px(16), 0, px(7))

    def _show_line(self, line: QRect) -> None:
        nav_list = self.sender()
        content = self.widget()
        if isinstance(nav_list, NavList) and content is not None:
            where = nav_list.mapTo(content, line.center())
            self.ensureVisible(where.x(), where.y(), 0, line.height())


class _Ground(QWidget):
    """The ground of the navigation, with the line to its right."""

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("chrome"))
        vertical_hairline(painter, self.width() - 1, 0, self.height(), theme.color("line_strong"))
        painter.end()
