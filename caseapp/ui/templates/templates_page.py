"""The section of templates: the list, one template, and the editor."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from caseapp.domain.letters import LetterKind
from caseapp.services.changes import ChangeSet
from caseapp.services.template_pages import TemplateSheet, template_list, template_sheet
from caseapp.ui.office import Office
from caseapp.ui.page import Page
from caseapp.ui.templates.template_editor import TemplateEditor
from caseapp.ui.templates.template_list import TemplateList
from caseapp.ui.templates.template_view import TemplateView

AREAS = frozenset({"templates", "policies"})


class TemplatesPage(Page):
    """Arguments of `on_shown`: ``kind`` and ``language`` open a template."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(office, parent)
        self.setObjectName("templates_page")
        self.set_title(self.tr("Letter templates"))
        self._key: tuple[LetterKind, str] | None = None
        self.list = TemplateList()
        self.template = TemplateView(office)
        self.editor = TemplateEditor(office)
        self._stack = QStackedWidget()
        for part in (self.list, self.template, self.editor):
            self._stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.list.opened.connect(self._open_key)
        self.template.left.connect(self.show_list)
        self.template.edit_wanted.connect(self.begin)
        self.editor.left.connect(self._back_to_template)
        escape = QShortcut(QKeySequence("Esc"), self, self._step_back)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def on_shown(self, **arguments: object) -> None:
        kind, language = arguments.get("kind"), arguments.get("language")
        self.refresh()
        if isinstance(kind, str) and isinstance(language, str):
            self.open(LetterKind(kind), language)

    def open(self, kind: LetterKind, language: str) -> None:
        """Show one template."""
        if self.is_writing:
            self.editor.save()
            self.editor.close_sheet()
        self._key = (kind, language)
        self._stack.setCurrentWidget(self.template)
        self._read()

    @property
    def is_writing(self) -> bool:
        return self._stack.currentWidget() is self.editor

    def begin(self) -> None:
        """Write a new version of the open template."""
        if self.template.sheet is not None:
            self._stack.setCurrentWidget(self.editor)
            self.editor.open(self.template.sheet)
            first = self.editor.first_focus()
            if first is not None:
                first.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_list(self) -> None:
        """Go back to the list."""
        self._key = None
        self._stack.setCurrentWidget(self.list)
        self.template.forget()
        self.list.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def primary_act(self) -> None:
        if self.is_writing:
            self.editor.send.click()
        elif self._stack.currentWidget() is self.template:
            self.template.primary_act()
        elif self.list.current_key is not None:
            self.open(*self.list.current_key)

    def concerns(self, change: ChangeSet) -> bool:
        return not AREAS.isdisjoint(change.areas)

    def reload(self) -> None:
        self.office.run(self, template_list, self.list.show_rows, key="template_list")
        if self._key is not None and not self.is_writing:
            self._read()

    def leave(self) -> bool:
        self.editor.save()
        return True

    def forget(self) -> None:
        super().forget()
        self.editor.close_sheet()
        self.template.forget()
        self.list.forget()
        if self.is_writing:
            self._stack.setCurrentWidget(self.template)

    def first_focus(self) -> QWidget | None:
        return self.list.table if self._stack.currentWidget() is self.list else None

    def panes(self) -> tuple[QWidget, ...]:
        if self.is_writing:
            return (self.editor.texts_pane, self.editor.page)
        if self._stack.currentWidget() is self.template:
            return (self.template.buttons, self.template.reading)
        return (self.list.only, self.list.table)

    # Inside

    def _open_key(self, key: object) -> None:
        if isinstance(key, tuple):
            self.open(*key)

    def _step_back(self) -> None:
        if self.is_writing:
            self.editor.go_back()
        elif self._stack.currentWidget() is self.template:
            self.show_list()

    def _back_to_template(self) -> None:
        self._stack.setCurrentWidget(self.template)
        self.mark_stale()
        self.template.reading.setFocus(Qt.FocusReason.OtherFocusReason)

    def _read(self) -> None:
        key = self._key
        if key is None:
            return

        def show(sheet: TemplateSheet) -> None:
            if self._key == key:
                self.template.show_sheet(sheet)

        self.office.run(self, lambda desk: template_sheet(desk, *key), show, key="template_sheet")
