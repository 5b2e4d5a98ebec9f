"""How Qt's own controls look: one proxy style over Fusion, and one style sheet, both built from the theme.

The palette colours text, the style sheet draws boxes (fields, buttons, menus, scroll bars), the proxy style draws check
boxes, radio buttons and combo boxes, sharp at every scale and without image files. Focus is drawn by each box itself as its
2 px edge, so the dotted rectangle of the base style is left out.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QComboBox, QProxyStyle, QStyle, QStyleOption, QStyleOptionComboBox, QStyleOptionComplex, QWidget

from caseapp.ui.tokens import Radius, Size

if TYPE_CHECKING:
    from caseapp.ui.theme import Theme

_STATE = QStyle.StateFlag


class CaseappStyle(QProxyStyle):
    """Fusion with check boxes, radio buttons and combo boxes of our own."""

    def __init__(self, theme: Callable[[], Theme]) -> None:
        super().__init__("Fusion")
        self._theme = theme

    def pixelMetric(self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None) -> int:
        px = self._theme().px
        kind = QStyle.PixelMetric
        if metric in (kind.PM_IndicatorWidth, kind.PM_IndicatorHeight, kind.PM_ExclusiveIndicatorWidth, kind.PM_ExclusiveIndicatorHeight):
            return px(18)
        if metric in (kind.PM_CheckBoxLabelSpacing, kind.PM_RadioButtonLabelSpacing):
            return px(7)
        return super().pixelMetric(metric, option, widget)

    def styleHint(self, hint, option=None, widget=None, returnData=None) -> int:  # type: ignore[no-untyped-def]
        kind = QStyle.StyleHint
        if hint == kind.SH_ComboBox_Popup:
            return 0
        if hint in (kind.SH_UnderlineShortcut, kind.SH_Menu_MouseTracking):
            return 1
        if hint == kind.SH_Widget_Animation_Duration:
            return 0
        return super().styleHint(hint, option, widget, returnData)

    def drawPrimitive(
        self, element: QStyle.PrimitiveElement, option: QStyleOption, painter: QPainter, widget: QWidget | None = None
    ) -> None:
        kind = QStyle.PrimitiveElement
        if element == kind.PE_IndicatorCheckBox or element == kind.PE_IndicatorItemViewItemCheck:
            self._check_box(option, painter)
        elif element == kind.PE_IndicatorRadioButton:
            self._radio(option, painter)
        elif element in (kind.PE_FrameFocusRect, kind.PE_PanelItemViewRow):
            # Rings and selected rows are drawn by delegates, inside their boxes; a second one under them would show at the corners.
            return
        else:
            super().drawPrimitive(element, option, painter, widget)

    def drawComplexControl(
        self, control: QStyle.ComplexControl, option: QStyleOptionComplex, painter: QPainter, widget: QWidget | None = None
    ) -> None:
        if control == QStyle.ComplexControl.CC_ComboBox and isinstance(widget, QComboBox):
            self._combo_box(option, painter, widget)
        else:
            super().drawComplexControl(control, option, painter, widget)

    def subControlRect(
        self, control: QStyle.ComplexControl, option: QStyleOptionComplex, part: QStyle.SubControl, widget: QWidget | None = None
    ) -> QRect:
        if control == QStyle.ComplexControl.CC_ComboBox and isinstance(option, QStyleOptionComboBox):
            px = self._theme().px
            box = option.rect
            arrow = px(28)
            if part == QStyle.SubControl.SC_ComboBoxEditField:
                return self.visualRect(option.direction, box, box.adjusted(px(9), 1, -arrow, -1))
            if part == QStyle.SubControl.SC_ComboBoxArrow:
                return self.visualRect(option.direction, box, QRect(box.right() - arrow + 1, box.top(), arrow, box.height()))
        return super().subControlRect(control, option, part, widget)  # type: ignore[arg-type]

    def sizeFromContents(self, kind: QStyle.ContentsType, option: QStyleOption, size: QSize, w: QWidget | None = None) -> QSize:
        px = self._theme().px
        if kind == QStyle.ContentsType.CT_ComboBox:
            return QSize(size.width() + px(42), px(Size.CONTROL))
        wanted = super().sizeFromContents(kind, option, size, w)  # type: ignore[arg-type]
        if kind in (QStyle.ContentsType.CT_CheckBox, QStyle.ContentsType.CT_RadioButton):
            wanted.setHeight(max(wanted.height(), px(24)))
            wanted.setWidth(wanted.width() + px(4))
        return wanted

    def _check_box(self, option: QStyleOption, painter: QPainter) -> None:
        theme = self._theme()
        state = option.state
        box = QRectF(option.rect).adjusted(1, 1, -1, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = bool(state & _STATE.State_On)
        focused = bool(state & _STATE.State_HasFocus)
        enabled = bool(state & _STATE.State_Enabled)
        radius = theme.px(Radius.SMALL)
        fill = theme.color("accent" if enabled else "ink_3") if on else theme.color("surface" if enabled else "sunken")
        painter.setBrush(fill)
        painter.setPen(QPen(theme.color("accent" if on or focused else "control"), 2 if focused else 1.25))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        if on:
            pen = QPen(theme.color("on_accent"), max(1.6, theme.px(18) / 9))
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            painter.drawPolyline(_points(box, (0.26, 0.53), (0.43, 0.69), (0.74, 0.34)))
        elif state & _STATE.State_NoChange:
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawPolyline(_points(box, (0.28, 0.5), (0.72, 0.5)))
        if on and focused:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("on_accent"), 1))
            painter.drawRoundedRect(box.adjusted(2, 2, -2, -2), radius - 1, radius - 1)
        painter.restore()

    def _radio(self, option: QStyleOption, painter: QPainter) -> None:
        theme = self._theme()
        state = option.state
        box = QRectF(option.rect).adjusted(1.5, 1.5, -1.5, -1.5)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = bool(state & _STATE.State_On)
        focused = bool(state & _STATE.State_HasFocus)
        painter.setBrush(theme.color("accent" if on else "surface"))
        painter.setPen(QPen(theme.color("accent" if on or focused else "control"), 2 if focused else 1.25))
        painter.drawEllipse(box)
        if on:
            painter.setBrush(theme.color("on_accent"))
            painter.setPen(Qt.PenStyle.NoPen)
            inset = box.width() * 0.31
            painter.drawEllipse(box.adjusted(inset, inset, -inset, -inset))
            if focused:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(theme.color("on_accent"), 1))
                painter.drawEllipse(box.adjusted(2, 2, -2, -2))
        painter.restore()

    def _combo_box(self, option: QStyleOptionComplex, painter: QPainter, widget: QComboBox) -> None:
        theme = self._theme()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        enabled = bool(option.state & _STATE.State_Enabled)
        problem = widget.property("problem") is True
        focused = widget.hasFocus() or (widget.isEditable() and option.state & _STATE.State_HasFocus)
        width = 2.0 if focused or problem else 1.0
        edge = "overdue" if problem else "accent" if focused else "control"
        box = QRectF(option.rect).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        radius = theme.px(Radius.CONTROL)
        painter.setBrush(theme.color("surface" if enabled else "sunken"))
        painter.setPen(QPen(theme.color(edge), width))
        painter.drawRoundedRect(box, radius, radius)
        arrow = QRectF(0, 0, theme.px(9), theme.px(5))
        middle = QRectF(self.subControlRect(QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxArrow, widget)).center()
        arrow.moveCenter(middle)
        pen = QPen(theme.color("ink_2"), 1.4 * theme.scale)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawPolyline(_points(arrow, (0, 0), (0.5, 1), (1, 0)))
        painter.restore()


def _points(box: QRectF, *shares: tuple[float, float]) -> QPolygonF:
    return QPolygonF([QPointF(box.x() + box.width() * x, box.y() + box.height() * y) for x, y in shares])


def style_sheet(theme: Theme) -> str:
    """Return the one style sheet of the application.

    ``min-height`` would beat a height set in code, so heights stand here only for the plain fields. A 2 px edge takes 1 px of
    padding, else the text would jump when the focus comes.
    """
    t = theme.tokens
    px = theme.px
    radius = px(Radius.CONTROL)
    field_height = px(Size.CONTROL) - 2
    return f"""
QToolTip {{ background: {t.raised}; color: {t.ink_1}; border: 1px solid {t.line_strong}; padding: {px(5)}px {px(8)}px; }}
QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox {{
  background: {t.surface}; color: {t.ink_1}; border: 1px solid {t.control}; border-radius: {radius}px;
  selection-background-color: {t.accent}; selection-color: {t.on_accent};
  placeholder-text-color: {t.ink_3}; }}
QLineEdit {{ padding: 0 {px(7)}px; min-height: {field_height}px; }}
QPlainTextEdit, QTextEdit {{ padding: {px(5)}px {px(5)}px; }}
QAbstractSpinBox {{ padding: 0 {px(7)}px; min-height: {field_height}px; }}
QLineEdit:focus, QAbstractSpinBox:focus {{ border: 2px solid {t.accent}; padding: 0 {px(7) - 1}px; min-height: {field_height - 2}px; }}
QPlainTextEdit:focus, QTextEdit:focus {{ border: 2px solid {t.accent}; padding: {px(5) - 1}px {px(5) - 1}px; }}
QLineEdit[problem="true"] {{ border: 2px solid {t.overdue}; padding: 0 {px(7) - 1}px; min-height: {field_height - 2}px; }}
QPlainTextEdit[problem="true"], QTextEdit[problem="true"] {{ border: 2px solid {t.overdue}; padding: {px(5) - 1}px {px(5) - 1}px; }}
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled {{ background: {t.sunken}; color: {t.ink_2}; }}
QLineEdit:read-only {{ background: {t.sunken}; }}
QComboBox QLineEdit, QComboBox QLineEdit:focus {{ border: 0; padding: 0; background: transparent; min-height: 0; }}
QComboBox QAbstractItemView {{ background: {t.raised}; color: {t.ink_1}; border: 1px solid {t.line_strong};
  selection-background-color: {t.sel}; selection-color: {t.ink_1}; padding: {px(4)}px; }}
QComboBox QAbstractItemView::item {{ min-height: {px(26)}px; padding: 0 {px(6)}px; }}
QCheckBox:disabled, QRadioButton:disabled {{ color: {t.ink_3}; }}
QMenuBar {{ background: {t.chrome}; color: {t.ink_2}; border: 0; spacing: 0; padding: 0; }}
QMenuBar::item {{ background: transparent; padding: {px(7)}px {min(px(8), 10)}px; border-radius: {radius}px; }}
QMenuBar::item:selected {{ background: {t.hover}; color: {t.ink_1}; }}
QMenu {{ background: {t.raised}; color: {t.ink_1}; border: 1px solid {t.line_strong}; padding: {px(6)}px; }}
QMenu::item {{ padding: {px(6)}px {px(24)}px {px(6)}px {px(12)}px; border-radius: {px(4)}px; min-width: {px(180)}px; }}
QMenu::item:selected {{ background: {t.sel}; color: {t.ink_1}; }}
QMenu::item:disabled {{ color: {t.ink_3}; }}
QMenu::separator {{ height: 1px; background: {t.line}; margin: {px(5)}px {px(6)}px; }}
.QPushButton {{ background: {t.surface}; color: {t.ink_1}; border: 1px solid {t.line_strong}; border-radius: {radius}px;
  padding: 0 {px(14)}px; min-height: {field_height}px; font-weight: 500; }}
.QPushButton:hover {{ background: {t.row_hover}; }}
.QPushButton:focus {{ border: 2px solid {t.accent}; padding: 0 {px(14) - 1}px; min-height: {field_height - 2}px; }}
.QPushButton:disabled {{ color: {t.ink_3}; background: {t.sunken}; }}
QToolButton {{ background: transparent; border: 2px solid transparent; border-radius: {radius}px; padding: {px(4)}px; }}
QToolButton:hover {{ background: {t.hover}; }}
QToolButton:focus {{ border: 2px solid {t.accent}; }}
QAbstractItemView {{ background: transparent; border: 0; color: {t.ink_1}; selection-background-color: {t.sel};
  selection-color: {t.ink_1}; }}
QAbstractScrollArea::corner {{ background: transparent; border: 0; }}
QScrollArea {{ background: transparent; border: 0; }}
QScrollArea#navigation {{ background: {t.chrome}; }}
QScrollArea > QWidget > QWidget#scroll_content {{ background: transparent; }}
QScrollBar:vertical {{ background: transparent; width: {px(12)}px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: {px(12)}px; margin: 0; }}
QScrollBar::handle {{ background: {t.control}; border-radius: {px(3)}px; margin: {px(3)}px; }}
QScrollBar::handle:vertical {{ min-height: {px(32)}px; }}
QScrollBar::handle:horizontal {{ min-width: {px(32)}px; }}
QScrollBar::handle:hover {{ background: {t.ink_2}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QProgressBar {{ background: {t.sel_idle}; border: 0; border-radius: {px(4)}px; max-height: {px(8)}px; text-align: center; }}
QProgressBar::chunk {{ background: {t.accent}; border-radius: {px(4)}px; }}
QSplitter::handle {{ background: {t.line_strong}; }}
QSplitter::handle:horizontal {{ width: 1px; }}
QSplitter::handle:vertical {{ height: 1px; }}
QFrame#rule {{ background: {t.line}; border: 0; max-height: 1px; min-height: 1px; }}
QLabel {{ background: transparent; }}
QLabel[ink="2"] {{ color: {t.ink_2}; }}
QLabel[ink="3"] {{ color: {t.ink_3}; }}
"""
