"""The title of the list: the saved view it shows, a caret, and how many cases the view has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from caseapp.services.views import CaseView
from caseapp.ui.icons import draw_icon
from caseapp.ui.labels import label
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Radius, Size, TypeRole, Weight
from caseapp.ui.widgets.painted_text import paint_text, text_width
from caseapp.ui.widgets.strokes import focus_ring, rounded


class ViewTitle(QPushButton):
    """Opens the menu of saved views with Space, Enter or Down.

    Signals:
        view_chosen: a `CaseView`.
    """

    view_chosen = Signal(object)

    def __init__(self, views: Sequence[CaseView], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._views = tuple(views)
        self._view = self._views[0]
        self._count: int | None = None
        self._counts: Mapping[CaseView, int] = {}
        self.setObjectName("cases_view")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        self.clicked.connect(self.open_menu)
        self._name()
        follow_theme(self, self._resize)

    def show_view(self, view: CaseView, count: int | None) -> None:
        """Show a view and the count of its cases, None while it is being counted."""
        self._view, self._count = view, count
        self._name()
        self._resize()

    def set_counts(self, counts: Mapping[CaseView, int]) -> None:
        """Give the counts that the menu shows beside the views."""
        self._counts = dict(counts)

    def open_menu(self) -> None:
        """Offer all views."""
        menu = QMenu(self)
        menu.setObjectName("cases_view_menu")
        menu.aboutToHide.connect(menu.deleteLater)
        for view in self._views:
            count = self._counts.get(view)
            words = label(view) if count is None else self.tr("{view}, {count}").format(view=label(view), count=f"{count:,}")
            action = menu.addAction(words)
            action.setObjectName(f"cases_view_{view.value}")
            action.triggered.connect(lambda _checked=False, view=view: self.view_chosen.emit(view))
            if view is self._view:
                menu.setActiveAction(action)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.open_menu()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(current().px(160), current().px(Size.CONTROL))

    def _resize(self) -> None:
        self.updateGeometry()
        self.update()

    def _name(self) -> None:
        words = label(self._view)
        if self._count is None:
            self.setAccessibleName(self.tr("Saved view: {view}").format(view=words))
        else:
            self.setAccessibleName(self.tr("Saved view: {view}, {count}").format(view=words, count=f"{self._count:,}"))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        px = theme.px
        painter = QPainter(self)
        box = QRectF(self.rect())
        if self.underMouse():
            rounded(painter, box, px(Radius.CONTROL), theme.color("hover"))
        if self.hasFocus():
            focus_ring(painter, box, px(Radius.CONTROL))
        font = theme.font(TypeRole.PANEL_TITLE, Weight.SEMIBOLD)
        count = "" if self._count is None else f"{self._count:,}"
        count_font = theme.font(TypeRole.BODY)
        caret = px(Size.ICON_SMALL)
        left = px(8)
        room = box.width() - 2 * left - caret - px(6) - (text_width(count, count_font) + px(8) if count else 0)
        words = label(self._view)
        wide = paint_text(painter, QRectF(left, 0, room, box.height()), words, font, theme.color("ink_1"))
        x = left + wide + px(6)
        draw_icon(painter, "caret-down", QRectF(x, (box.height() - caret) / 2, caret, caret), theme.color("ink_2"))
        paint_text(
            painter, QRectF(x + caret + px(8), 0, box.width(), box.height()), count, count_font, theme.color("ink_2"), may_shorten=False
        )
        painter.end()
