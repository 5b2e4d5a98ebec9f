"""Something to read: headings, sentences and tables in one view that scrolls by the arrows and can be copied from.

Texts are put in as plain text; nothing in them is read as markup.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QBrush,
    QFocusEvent,
    QPainter,
    QPaintEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTableFormat,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from caseapp.domain.letters import Paragraph, ParagraphKind
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Radius, Space, TypeRole, Weight
from caseapp.ui.widgets.strokes import focus_ring

MARGIN = Space.M
"""Pixels at 100 % between the edges of the view, where its ring is drawn, and its words."""

TABLE = frozenset({ParagraphKind.TABLE_HEAD, ParagraphKind.TABLE_ROW})


class ReadingView(QTextEdit):
    """Paragraphs to read.

    Args:
        first_share: percent of the width for the first column of a table of two; tables with more share alike.
    """

    def __init__(self, *, name: str, label: str, first_share: int = 26, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._first_share = first_share
        self._paragraphs: tuple[Paragraph, ...] = ()
        self._document: QTextDocument | None = None
        follow_theme(self, self._write)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self.viewport())
            focus_ring(painter, self.viewport().rect(), current().px(Radius.SELECTION))
            painter.end()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        if self.hasFocus():
            # The ring stands while the words move under it.
            self.viewport().update()

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        return self._paragraphs

    def set_paragraphs(self, paragraphs: Sequence[Paragraph]) -> None:
        """Show these from the top."""
        self._paragraphs = tuple(paragraphs)
        self._write()
        self.verticalScrollBar().setValue(0)

    def _write(self) -> None:
        theme = current()
        # A document of its own until it is whole: a view lays out anew after every cell.
        document = QTextDocument(self)
        document.setDocumentMargin(theme.px(MARGIN))
        document.setDefaultFont(theme.font(TypeRole.BODY))
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        at = 0
        is_first = True
        while at < len(self._paragraphs):
            end = at + 1
            if self._paragraphs[at].kind in TABLE:
                while end < len(self._paragraphs) and self._paragraphs[end].kind in TABLE:
                    end += 1
                self._table(cursor, self._paragraphs[at:end])
            else:
                self._line(cursor, self._paragraphs[at], is_first=is_first)
            is_first = False
            at = end
        cursor.endEditBlock()
        self.setDocument(document)
        if self._document is not None:
            self._document.deleteLater()
        self._document = document

    def _line(self, cursor: QTextCursor, paragraph: Paragraph, *, is_first: bool) -> None:
        px = current().px
        block = QTextBlockFormat()
        block.setLineHeight(125, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if paragraph.kind is ParagraphKind.HEADING:
            block.setTopMargin(0 if is_first else px(Space.L))
            block.setBottomMargin(px(Space.XS))
            block.setHeadingLevel(2)
        else:
            block.setBottomMargin(px(Space.XS))
        if paragraph.kind is ParagraphKind.ITEM:
            block.setLeftMargin(px(Space.L))
        if is_first:
            cursor.setBlockFormat(block)
        else:
            cursor.insertBlock(block)
        heavy = paragraph.kind is ParagraphKind.HEADING
        cursor.insertText(paragraph.text, self._letters(Weight.SEMIBOLD if heavy else Weight.REGULAR, "ink_1"))

    def _table(self, cursor: QTextCursor, rows: Sequence[Paragraph]) -> None:
        theme = current()
        columns = max(len(row.cells) for row in rows)
        look = QTextTableFormat()
        look.setBorder(0)
        look.setCellSpacing(0)
        look.setCellPadding(theme.px(3))
        look.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        look.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_None)
        look.setTopMargin(theme.px(Space.XS))
        look.setHeaderRowCount(1 if rows[0].kind is ParagraphKind.TABLE_HEAD else 0)
        shares = self._shares(columns)
        look.setColumnWidthConstraints([QTextLength(QTextLength.Type.PercentageLength, share) for share in shares])
        table = cursor.insertTable(len(rows), columns, look)
        for at, row in enumerate(rows):
            is_head = row.kind is ParagraphKind.TABLE_HEAD
            letters = self._letters(Weight.MEDIUM if is_head else Weight.REGULAR, "ink_2" if is_head else "ink_1", small=is_head)
            for column, text in enumerate(row.cells):
                cell = table.cellAt(at, column)
                edge = cell.format().toTableCellFormat()
                edge.setBottomBorder(1)
                edge.setBottomBorderBrush(QBrush(theme.color("line_strong" if is_head else "line")))
                edge.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
                cell.setFormat(edge)
                cell.firstCursorPosition().insertText(text, letters)
        cursor.movePosition(QTextCursor.MoveOperation.End)

    def _shares(self, columns: int) -> list[float]:
        if columns == 2:
            return [self._first_share, 100 - self._first_share]
        first = min(self._first_share, 100 / columns * 1.6)
        return [first, *[(100 - first) / (columns - 1)] * (columns - 1)] if columns > 1 else [100]

    def _letters(self, weight: Weight, ink: str, *, small: bool = False) -> QTextCharFormat:
        theme = current()
        letters = QTextCharFormat()
        letters.setFont(theme.font(TypeRole.SMALL if small else TypeRole.BODY, weight))
        letters.setForeground(QBrush(theme.color(ink)))
        return letters
