"""How Qt's own controls look: one proxy style over Fusion, built from the theme.

There is no style sheet. A sheet makes Qt match rules for each control when it is made and again when it changes, and with the
pages of a day that held the window still for a quarter of a second; a style is asked only when something is painted or measured.
The palette colours text, `style_shapes` draws the boxes sharp at every scale and without image files. Focus is drawn by each box
itself as its 2 px edge, so the dotted rectangle of the base style is left out.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QProxyStyle,
    QStyle,
    QStyleOption,
    QStyleOptionComboBox,
    QStyleOptionComplex,
    QStyleOptionFrame,
    QStyleOptionMenuItem,
    QStyleOptionSlider,
    QWidget,
)

from caseapp.ui.look import Theme
from caseapp.ui.style_menus import draw_menu_bar_item, draw_menu_item, menu_bar_item_size, menu_item_size
from caseapp.ui.style_scroll_bars import draw_scroll_bar, scroll_bar_part
from caseapp.ui.style_shapes import (
    draw_check_box,
    draw_combo_box,
    draw_field,
    draw_popup,
    draw_radio_button,
    draw_tip,
    draw_tool_button,
)
from caseapp.ui.tokens import Size

_METRIC = QStyle.PixelMetric
_PRIMITIVE = QStyle.PrimitiveElement
_CONTROL = QStyle.ControlElement
_COMPLEX = QStyle.ComplexControl
_PART = QStyle.SubControl
_CONTENTS = QStyle.ContentsType
_HINT = QStyle.StyleHint

FIELD_EDGE = 6
"""From the edge of a field to its text, in pixels at 100 %; Qt adds 2 of its own."""

_SCALED = {
    _METRIC.PM_IndicatorWidth: 18,
    _METRIC.PM_IndicatorHeight: 18,
    _METRIC.PM_ExclusiveIndicatorWidth: 18,
    _METRIC.PM_ExclusiveIndicatorHeight: 18,
    _METRIC.PM_CheckBoxLabelSpacing: 7,
    _METRIC.PM_RadioButtonLabelSpacing: 7,
    _METRIC.PM_ScrollBarExtent: 12,
    _METRIC.PM_ScrollBarSliderMin: 32,
    _METRIC.PM_ToolTipLabelFrameWidth: 6,
    _METRIC.PM_MenuVMargin: 5,
    _METRIC.PM_MenuHMargin: 5,
}
"""Measures that grow with the text size."""

_FIXED = {
    _METRIC.PM_ScrollView_ScrollBarSpacing: 0,
    _METRIC.PM_ScrollView_ScrollBarOverlap: 0,
    _METRIC.PM_MenuPanelWidth: 1,
    _METRIC.PM_MenuBarPanelWidth: 0,
    _METRIC.PM_MenuBarHMargin: 0,
    _METRIC.PM_MenuBarVMargin: 0,
    _METRIC.PM_MenuBarItemSpacing: 0,
    _METRIC.PM_SplitterWidth: 1,
    _METRIC.PM_ToolBarFrameWidth: 0,
}

_HINTS = {
    _HINT.SH_ComboBox_Popup: 0,
    _HINT.SH_ComboBox_PopupFrameStyle: int(QFrame.Shape.StyledPanel),
    _HINT.SH_UnderlineShortcut: 1,
    _HINT.SH_Menu_MouseTracking: 1,
    _HINT.SH_MenuBar_MouseTracking: 1,
    _HINT.SH_ScrollBar_Transient: 0,
    _HINT.SH_ToolTipLabel_Opacity: 255,
    _HINT.SH_Widget_Animation_Duration: 0,
}

_LEFT_OUT = frozenset(
    {
        # Rings and selected rows are drawn by delegates, inside their boxes; a second one under them would show at the corners.
        _PRIMITIVE.PE_FrameFocusRect,
        _PRIMITIVE.PE_PanelItemViewRow,
        _PRIMITIVE.PE_PanelScrollAreaCorner,
        _PRIMITIVE.PE_PanelMenuBar,
        _PRIMITIVE.PE_FrameLineEdit,
    }
)

POPUP_OF_COMBO = "QComboBoxPrivateContainer"
LIST_OF_COMBO = "QComboBoxListView"


class CaseappStyle(QProxyStyle):
    """Fusion with fields, boxes, menus and scroll bars of our own."""

    def __init__(self, theme: Callable[[], Theme]) -> None:
        super().__init__("Fusion")
        self._theme = theme

    def pixelMetric(self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None) -> int:
        scaled = _SCALED.get(metric)
        if scaled is not None:
            return self._theme().px(scaled)
        fixed = _FIXED.get(metric)
        if fixed is not None:
            return fixed
        if metric is _METRIC.PM_DefaultFrameWidth and isinstance(widget, QLineEdit | QPlainTextEdit):
            return self._theme().px(FIELD_EDGE)
        if metric is _METRIC.PM_FocusFrameHMargin and widget is not None and widget.inherits(LIST_OF_COMBO):
            return self._theme().px(FIELD_EDGE) + 2
        return super().pixelMetric(metric, option, widget)

    def styleHint(self, hint, option=None, widget=None, returnData=None) -> int:  # type: ignore[no-untyped-def]
        known = _HINTS.get(hint)
        return known if known is not None else super().styleHint(hint, option, widget, returnData)

    def drawPrimitive(
        self, element: QStyle.PrimitiveElement, option: QStyleOption, painter: QPainter, widget: QWidget | None = None
    ) -> None:
        if element in _LEFT_OUT:
            return
        theme = self._theme()
        if element in (_PRIMITIVE.PE_IndicatorCheckBox, _PRIMITIVE.PE_IndicatorItemViewItemCheck):
            draw_check_box(theme, option, painter)
        elif element is _PRIMITIVE.PE_IndicatorRadioButton:
            draw_radio_button(theme, option, painter)
        elif element is _PRIMITIVE.PE_PanelLineEdit:
            if not isinstance(option, QStyleOptionFrame) or option.lineWidth > 0:
                draw_field(theme, option, painter, widget)
        elif element is _PRIMITIVE.PE_Frame and isinstance(widget, QPlainTextEdit):
            draw_field(theme, option, painter, widget)
        elif element is _PRIMITIVE.PE_PanelTipLabel:
            draw_tip(theme, option, painter)
        elif element is _PRIMITIVE.PE_PanelButtonTool:
            draw_tool_button(theme, option, painter)
        elif element in (_PRIMITIVE.PE_PanelMenu, _PRIMITIVE.PE_FrameMenu):
            draw_popup(theme, option, painter, filled=element is _PRIMITIVE.PE_PanelMenu)
        elif element is _PRIMITIVE.PE_Frame and widget is not None and widget.inherits(POPUP_OF_COMBO):
            draw_popup(theme, option, painter, filled=True)
        else:
            super().drawPrimitive(element, option, painter, widget)

    def drawControl(self, element: QStyle.ControlElement, option: QStyleOption, painter: QPainter, widget: QWidget | None = None) -> None:
        if element is _CONTROL.CE_MenuItem and isinstance(option, QStyleOptionMenuItem):
            draw_menu_item(self._theme(), option, painter)
        elif element is _CONTROL.CE_MenuBarItem and isinstance(option, QStyleOptionMenuItem):
            draw_menu_bar_item(self._theme(), option, painter)
        elif element is _CONTROL.CE_MenuBarEmptyArea:
            painter.fillRect(option.rect, self._theme().color("chrome"))
        elif element is not _CONTROL.CE_MenuEmptyArea:
            super().drawControl(element, option, painter, widget)

    def drawComplexControl(
        self, control: QStyle.ComplexControl, option: QStyleOptionComplex, painter: QPainter, widget: QWidget | None = None
    ) -> None:
        if control is _COMPLEX.CC_ComboBox and isinstance(widget, QComboBox):
            arrow = self.subControlRect(_COMPLEX.CC_ComboBox, option, _PART.SC_ComboBoxArrow, widget)
            draw_combo_box(self._theme(), option, painter, widget, arrow)
        elif control is _COMPLEX.CC_ScrollBar and isinstance(option, QStyleOptionSlider):
            handle = self.subControlRect(_COMPLEX.CC_ScrollBar, option, _PART.SC_ScrollBarSlider, widget)
            draw_scroll_bar(self._theme(), option, painter, handle)
        else:
            super().drawComplexControl(control, option, painter, widget)

    def subControlRect(
        self, control: QStyle.ComplexControl, option: QStyleOptionComplex, part: QStyle.SubControl, widget: QWidget | None = None
    ) -> QRect:
        if control is _COMPLEX.CC_ComboBox and isinstance(option, QStyleOptionComboBox):
            px = self._theme().px
            box = option.rect
            arrow = px(28)
            if part == _PART.SC_ComboBoxEditField:
                return self.visualRect(option.direction, box, box.adjusted(px(9), 1, -arrow, -1))
            if part == _PART.SC_ComboBoxArrow:
                return self.visualRect(option.direction, box, QRect(box.right() - arrow + 1, box.top(), arrow, box.height()))
        elif control is _COMPLEX.CC_ScrollBar and isinstance(option, QStyleOptionSlider):
            return scroll_bar_part(option, part, least=self._theme().px(32))
        return super().subControlRect(control, option, part, widget)  # type: ignore[arg-type]

    def sizeFromContents(self, kind: QStyle.ContentsType, option: QStyleOption, size: QSize, w: QWidget | None = None) -> QSize:
        px = self._theme().px
        if kind is _CONTENTS.CT_ComboBox:
            return QSize(size.width() + px(42), px(Size.CONTROL))
        if kind is _CONTENTS.CT_LineEdit and isinstance(option, QStyleOptionFrame) and option.lineWidth > 0:
            return QSize(size.width() + 2 * px(FIELD_EDGE), max(px(Size.CONTROL), size.height() + px(8)))
        if kind is _CONTENTS.CT_MenuItem and isinstance(option, QStyleOptionMenuItem):
            return menu_item_size(self._theme(), option, size)
        if kind is _CONTENTS.CT_MenuBarItem:
            return menu_bar_item_size(self._theme(), size)
        wanted = super().sizeFromContents(kind, option, size, w)  # type: ignore[arg-type]
        if kind in (_CONTENTS.CT_CheckBox, _CONTENTS.CT_RadioButton):
            wanted.setHeight(max(wanted.height(), px(24)))
            wanted.setWidth(wanted.width() + px(4))
        elif kind is _CONTENTS.CT_ItemViewItem and w is not None and w.inherits(LIST_OF_COMBO):
            wanted.setHeight(max(wanted.height(), px(28)))
        return wanted
