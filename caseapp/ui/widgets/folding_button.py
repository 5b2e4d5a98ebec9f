"""A button that gives up its key and then its words where the room is scarce, and keeps its icon."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter

from caseapp.ui.commands import shown_key
from caseapp.ui.icons import draw_icon
from caseapp.ui.theme import current
from caseapp.ui.tokens import Size, TypeRole
from caseapp.ui.widgets.key_button import KeyButton
from caseapp.ui.widgets.painted_text import text_width


class ButtonForm(IntEnum):
    """What a folding button shows."""

    WHOLE = 0
    NO_KEY = 1
    ICON = 2


class FoldingButton(KeyButton):
    """As an icon alone its words stay its accessible name, and stand in the tooltip."""

    def __init__(self, text: str, *, icon: str, name: str, key: str = "") -> None:
        self._form = ButtonForm.WHOLE
        self._whole_key = key
        super().__init__(text, icon=icon, key=key, name=name)

    @property
    def form(self) -> ButtonForm:
        return self._form

    def set_form(self, form: ButtonForm) -> None:
        """Show icon, words and key; or less."""
        if form is not self._form:
            self._form = form
            self._tell()
            self.set_key(self._whole_key if form is ButtonForm.WHOLE else "")

    def setText(self, text: str) -> None:
        super().setText(text)
        self._tell()

    def sizeHint(self) -> QSize:
        return self.hint(self._form)

    def hint(self, form: ButtonForm) -> QSize:
        """Return the size in a form, whichever is shown."""
        shown = super().sizeHint()
        if form is ButtonForm.ICON:
            return QSize(current().px(Size.ICON) + 2 * self._padding(), shown.height())
        if not self._whole_key or (form is ButtonForm.WHOLE) is bool(self._key):
            return shown
        key = round(current().px(10) + text_width(shown_key(self._whole_key), current().font(TypeRole.TINY)))
        return QSize(shown.width() + (key if form is ButtonForm.WHOLE else -key), shown.height())

    def _tell(self) -> None:
        self.setToolTip(self.accessibleName() if self._form is ButtonForm.ICON else "")

    def _paint_parts(self, painter: QPainter, ink: str, icon_ink: str, key_ink: str) -> None:
        if self._form is not ButtonForm.ICON:
            super()._paint_parts(painter, ink, icon_ink, key_ink)
            return
        side = current().px(Size.ICON)
        place = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        draw_icon(painter, self._icon, place, current().color(icon_ink))
