"""The list of results under the field; the field keeps the focus and moves the choice."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from caseapp.ui.icons import draw_icon
from caseapp.ui.search.found_rows import FoundHead, FoundModel, FoundRow
from caseapp.ui.theme import current
from caseapp.ui.tokens import Radius, Size, TypeRole, Weight
from caseapp.ui.widgets.deadline_pill import FILLED_IN_LISTS, paint_pill, pill_width
from caseapp.ui.widgets.painted_text import RIGHT, paint_text, text_width
from caseapp.ui.widgets.row_list import RowList
from caseapp.ui.widgets.rows import Index, RowRole
from caseapp.ui.widgets.strokes import rounded

HEAD_HEIGHT, ROW_HEIGHT = 32, 33


class FoundList(RowList):
    """See `RowList` for its signals; keys are a kind and an id."""

    def __init__(self, *, name: str, label: str, parent: QWidget | None = None) -> None:
        self.found_model = FoundModel()
        super().__init__(self.found_model, name=name, label=label, parent=parent)
        self.setItemDelegate(_FoundDelegate(self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.clicked.connect(self._open)

    def wanted_height(self) -> int:
        """Return the height at which all rows can be seen."""
        px = current().px
        heights = (px(HEAD_HEIGHT) if isinstance(row, FoundHead) else px(ROW_HEIGHT) for row in self.found_model.rows)
        return sum(heights)


class _FoundDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        px = current().px
        return QSize(px(200), px(HEAD_HEIGHT if isinstance(index.data(RowRole), FoundHead) else ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(RowRole)
        theme = current()
        box = QRectF(option.rect)
        if isinstance(row, FoundHead):
            words = box.adjusted(theme.px(18), theme.px(4), -theme.px(18), 0)
            paint_text(painter, words, row.text, theme.font(TypeRole.SMALL, Weight.SEMIBOLD), theme.color("ink_2"))
        elif isinstance(row, FoundRow):
            self._row(painter, option, box, row)

    def _row(self, painter: QPainter, option: QStyleOptionViewItem, box: QRectF, row: FoundRow) -> None:
        theme = current()
        px = theme.px
        card = box.adjusted(px(8), 0, -px(8), -1)
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_chosen:
            rounded(painter, card, px(Radius.SELECTION), theme.color("sel"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            rounded(painter, card, px(Radius.SELECTION), theme.color("row_hover"))
        side = px(Size.ICON)
        icon = QRectF(box.left() + px(18), box.center().y() - side / 2, side, side)
        draw_icon(painter, row.icon, icon, theme.color("accent" if is_chosen else "ink_2"))
        left, right = icon.right() + px(13), box.right() - px(18)
        if row.pill is not None:
            filled = row.pill.state in FILLED_IN_LISTS
            paint_pill(painter, row.pill, right, box.center().y(), filled=filled)
            right -= pill_width(row.pill.text, filled=filled) + px(10)
        elif row.at_right:
            font = theme.font(TypeRole.SMALL)
            paint_text(painter, QRectF(left, box.top(), right - left, box.height()), row.at_right, font, theme.color("ink_2"), RIGHT)
            right -= text_width(row.at_right, font) + px(10)
        self._words(painter, QRectF(left, box.top(), right - left, box.height()), row)

    def _words(self, painter: QPainter, box: QRectF, row: FoundRow) -> None:
        """The number is never cut; the name before it is what gives way."""
        theme = current()
        font, small = theme.font(TypeRole.BODY, Weight.SEMIBOLD), theme.font()
        gap = theme.px(12)
        detail = text_width(row.detail, small)
        room = box.width() - (min(detail, box.width() * 0.6) + gap if row.detail else 0)
        wide = paint_text(painter, QRectF(box.left(), box.top(), room, box.height()), row.title, font, theme.color("ink_1"))
        if row.detail:
            rest = QRectF(box.left() + wide + gap, box.top(), box.width() - wide - gap, box.height())
            paint_text(painter, rest, row.detail, small, theme.color("ink_2"))
