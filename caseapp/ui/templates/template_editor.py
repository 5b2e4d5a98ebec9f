"""Writing a new version: the texts as boxes, the page with the samples beside them, faults at their boxes. Kept while it is typed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseapp.domain.errors import DomainError
from caseapp.domain.letters import LetterFormat, LetterKind
from caseapp.domain.reading_grade import HIGHEST_GRADE
from caseapp.domain.rewriting import Rewriting
from caseapp.services.changes import ChangeSet
from caseapp.services.template_pages import TemplateSheet
from caseapp.services.template_trial import PlacedFault, Trial, try_texts
from caseapp.services.templates import drop_template_draft, save_template_draft, submit_template
from caseapp.ui import qt_dates
from caseapp.ui.labels import label
from caseapp.ui.office import Office
from caseapp.ui.templates.page_preview import PagePreview
from caseapp.ui.templates.paragraph_boxes import ParagraphBoxes
from caseapp.ui.templates.template_words import fault_words, language_name, names_of
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Space
from caseapp.ui.widgets.choices import ChoiceBox
from caseapp.ui.widgets.flow_row import FlowRow
from caseapp.ui.widgets.form import FormRow
from caseapp.ui.widgets.key_button import ButtonKind, KeyButton
from caseapp.ui.widgets.scroll_area import ScrollArea
from caseapp.ui.widgets.words import Words, hint, page_title

TRY_AFTER_MS = 350
SAVE_AFTER_MS = 1500
WIDE = 900
LOW_PAGE = 420


class TemplateEditor(QWidget):
    """Writes one template.

    Signals:
        left: back to the template.
        tried: the page and the faults for what is typed are on the screen.
    """

    left = Signal()
    tried = Signal()

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.office = office
        self.sheet: TemplateSheet | None = None
        self.boxes = ParagraphBoxes()
        self._is_dirty = False
        self._has_moved_on = False
        self._can_send = False
        self._is_wide = True
        self.title = page_title("")
        self.whole = Words("", wrap=True)
        self.send = KeyButton(
            self.tr("Send for approval"), ButtonKind.PRIMARY, key="Ctrl+Return", name="templates_send", on_click=self.submit
        )
        self.drop = KeyButton(self.tr("Throw it away"), name="templates_drop", on_click=self._drop)
        self.back = KeyButton(self.tr("Keep the draft"), key="Esc", name="templates_keep", on_click=self.go_back)
        self.names = ChoiceBox((), name="templates_names", label=self.tr("Names you can use, with their samples"))
        self.put_in = KeyButton(self.tr("Put the name in"), name="templates_put_in", on_click=self._put_in)
        self.add = KeyButton(self.tr("New paragraph"), key="Alt+Ins", name="templates_add", on_click=self.boxes.add)
        self.up = KeyButton(self.tr("Up"), key="Alt+Up", name="templates_up", on_click=lambda: self.boxes.shift(-1))
        self.down = KeyButton(self.tr("Down"), key="Alt+Down", name="templates_down", on_click=lambda: self.boxes.shift(1))
        self.out = KeyButton(self.tr("Leave out"), key="Alt+Del", name="templates_out", on_click=self.boxes.take_out)
        self.kept = hint()
        self.sample = ChoiceBox((), name="templates_sample", label=self.tr("Sample on the page"))
        formats = ((LetterFormat.LETTER, label(LetterFormat.LETTER)), (LetterFormat.LARGE_PRINT, label(LetterFormat.LARGE_PRINT)))
        self.format = ChoiceBox(formats, name="templates_format", label=self.tr("Format of the page"))
        self.page = PagePreview(office, name="templates_trial")
        self._scroll = ScrollArea()
        self._scroll.setObjectName("templates_texts_scroll")
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._lay_out()
        self._try = self._timer(TRY_AFTER_MS, self._run)
        self._autosave = self._timer(SAVE_AFTER_MS, self.save)
        self.sample.chosen_changed.connect(lambda _value: self._run())
        self.format.chosen_changed.connect(lambda _value: self._run())
        self.boxes.edited.connect(self._edited)
        self.boxes.entered.connect(self._show_paragraph_acts)
        for button, key in ((self.add, "Alt+Ins"), (self.up, "Alt+Up"), (self.down, "Alt+Down"), (self.out, "Alt+Del")):
            shortcut = QShortcut(QKeySequence(key), self, button.click)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        follow_theme(self, self._dress)

    @property
    def rows(self) -> dict[str, FormRow]:
        """The boxes, by the place of their texts."""
        return self.boxes.rows

    def open(self, sheet: TemplateSheet) -> None:
        """Begin on the template in force, or go on with the draft."""
        self.sheet = sheet
        info = sheet.row.info
        draft = sheet.draft
        self._has_moved_on = draft is not None and draft.base_name != info.version
        self.title.setText(
            self.tr("New version: {letter}, {language}").format(letter=label(info.kind), language=language_name(info.language))
        )
        self.names.set_options([(name, self.tr("{name}: {sample}").format(name=name, sample=words[:40])) for name, words in names_of(info)])
        self.sample.set_options([(each.id, each.id) for each in info.samples])
        known = {text.place for text in sheet.texts}
        order = draft.order if draft is not None else ()
        written = {place: words for place, words in (draft.texts if draft is not None else ()) if place in known or place in order}
        self.boxes.open(sheet.texts, Rewriting(texts=written, order=order), [name for name, _ in names_of(info)])
        self._is_dirty = False
        self.kept.setText("")
        self._show_paragraph_acts()
        self._run()

    @property
    def texts_pane(self) -> QWidget:
        return self._left

    def first_focus(self) -> QWidget | None:
        return self.boxes.first_focus()

    def save(self) -> None:
        """Keep what is typed."""
        if self.sheet is None or not self._is_dirty:
            return
        self._is_dirty = False
        self._autosave.stop()
        (kind, language), base, written = self._key(), self.sheet.row.info.version, self.boxes.rewriting
        self.office.run(
            self,
            lambda desk: save_template_draft(desk, kind, language, base_name=base, texts=written.texts, order=written.order),
            self._show_kept,
        )

    def go_back(self) -> None:
        """Keep the draft and leave."""
        self.save()
        self.close_sheet()
        self.left.emit()

    def submit(self) -> None:
        """Send what is typed for approval."""
        if self.sheet is None:
            return
        (kind, language), base, written = self._key(), self.sheet.row.info.version, self.boxes.rewriting
        self.save()

        def sent(_change: object) -> None:
            self.office.messages.notice(self.tr("Sent: a second person approves it"))
            self.close_sheet()
            self.left.emit()

        def refused(error: Exception) -> None:
            if isinstance(error, DomainError):
                self.whole.setText(self.office.messages.word_error(error))
            else:
                self.office.messages.show_trouble(error)

        self.office.run(
            self,
            lambda desk: submit_template(desk, kind, language, base_name=base, texts=written.texts, order=written.order),
            sent,
            refused,
        )

    def close_sheet(self) -> None:
        """Let go of the template; what was typed is kept by `save` before."""
        self.sheet = None
        self._is_dirty = False
        self._try.stop()
        self._autosave.stop()
        self.boxes.open((), Rewriting(texts={}), ())
        self.page.set_content(None)
        self.title.setText("")
        self.whole.setText("")
        self.kept.setText("")
        self.names.set_options(())
        self.sample.set_options(())

    # Inside

    def _key(self) -> tuple[LetterKind, str]:
        assert self.sheet is not None, "a template is open"
        return self.sheet.row.info.kind, self.sheet.row.info.language

    def _show_kept(self, _change: ChangeSet) -> None:
        desk = self.office.desk
        if desk is not None and self.sheet is not None:
            self.kept.setText(self.tr("Draft kept {time}").format(time=qt_dates.short_instant(desk.now_at(), desk.business_zone)))

    def _edited(self) -> None:
        self._is_dirty = True
        self._can_send = False
        self._try.start()
        self._autosave.start()

    def _show_paragraph_acts(self) -> None:
        """Say of the paragraph with the focus what can be done with it, and bring its box into view."""
        may = self.boxes.may_move
        for button in (self.up, self.down, self.out):
            button.setEnabled(may)
        self.out.setText(self.tr("Put back") if self.boxes.is_out else self.tr("Leave out"))
        row = self.boxes.current_row
        if row is not None:
            # After the layout: a box that was moved stands where it was until then.
            QTimer.singleShot(0, row, lambda: self._scroll.ensureWidgetVisible(row))

    def _put_in(self) -> None:
        box = self.boxes.current_box
        name = self.names.chosen()
        if box is not None and isinstance(name, str) and not box.isReadOnly():
            box.insertPlainText("{" + name + "}")
            box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _run(self) -> None:
        """Try what is typed, in the data lane; only the newest wish counts."""
        if self.sheet is None:
            return
        kind, language = self._key()
        written, sample, format = self.boxes.rewriting, str(self.sample.chosen() or ""), LetterFormat(str(self.format.chosen()))
        self.office.run(
            self,
            lambda desk: try_texts(desk, kind, language, written.texts, order=written.order, format=format, sample=sample),
            self._show,
            key="template_trial",
        )

    def _show(self, trial: Trial) -> None:
        if self.sheet is None:
            return
        at_place: dict[str, list[PlacedFault]] = {}
        for fault in trial.faults:
            at_place.setdefault(fault.place if fault.place in self.rows else "", []).append(fault)
        for place, row in self.rows.items():
            row.set_problem(" ".join(dict.fromkeys(fault_words(each) for each in at_place.get(place, ()))))
        told = list(dict.fromkeys(fault_words(each) for each in at_place.get("", ())))
        if trial.grade is not None and trial.grade > HIGHEST_GRADE:
            told.append(self.tr("It reads like school grade {grade}, and should be 9 at most.").format(grade=f"{trial.grade:.1f}"))
        hard = [self.boxes.name(place) for place in trial.hard if place in self.rows]
        if hard:
            told.append(self.tr("Hard to read, above grade 9: {places}. Shorter sentences help.").format(places="; ".join(hard)))
        faulty = [self.boxes.name(place) for place in self.rows if place in at_place]
        if faulty:
            told.insert(0, self.tr("To mend: {places}.").format(places="; ".join(faulty)))
        is_changed = self.boxes.is_changed
        if not told and is_changed:
            told.append(self.tr("No fault. It can be sent for approval."))
        if self._has_moved_on:
            told.insert(0, self.tr("Another version came into force since you began. Look at your words again, paragraph by paragraph."))
        self.whole.setText(" ".join(told) or self.tr("Nothing is changed yet."))
        self._can_send = not trial.faults and is_changed
        self.send.setEnabled(self._can_send)
        self.page.set_content(trial.content)
        self.tried.emit()

    def _drop(self) -> None:
        if self.sheet is None:
            return
        kind, language = self._key()
        self._is_dirty = False
        self.close_sheet()
        self.office.run(self, lambda desk: drop_template_draft(desk, kind, language), lambda _change: self.left.emit())

    def _timer(self, milliseconds: int, act: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(act)
        return timer

    def _lay_out(self) -> None:
        holder = QWidget()
        holder.setObjectName("scroll_content")
        self._texts = QVBoxLayout(holder)
        self._texts.addWidget(self.boxes)
        self._texts.addStretch(1)
        self._scroll.setWidget(holder)
        self._names = FlowRow(self.names, self.put_in, self.add, self.up, self.down, self.out)
        self._left = QWidget()
        self._boxes = QVBoxLayout(self._left)
        self._boxes.setContentsMargins(0, 0, 0, 0)
        self._boxes.addWidget(self._names)
        self._boxes.addWidget(self._scroll, 1)
        self._right = QWidget()
        right = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        right.addWidget(FlowRow(self.sample, self.format))
        right.addWidget(self.page, 1)
        self._halves = QHBoxLayout()
        self._halves.addWidget(self._left, 1)
        self._halves.addWidget(self._right, 1)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.title)
        self._column.addWidget(self.whole)
        self._column.addLayout(self._halves, 1)
        self._column.addWidget(FlowRow(self.send, self.back, self.drop, self.kept))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        """Put the page beside the boxes, or, where there is no room, under them: then names, boxes and page scroll as one."""
        is_wide = self.width() >= current().px(WIDE)
        if is_wide == self._is_wide:
            return
        self._is_wide = is_wide
        if is_wide:
            self._boxes.insertWidget(0, self._names)
            self._halves.addWidget(self._right, 1)
        else:
            self._texts.insertWidget(0, self._names)
            self._texts.insertWidget(2, self._right)
        self._right.setMinimumHeight(0 if is_wide else current().px(LOW_PAGE))

    def _dress(self) -> None:
        px = current().px
        self._column.setContentsMargins(px(Space.PAGE_LEFT), px(Space.M), px(Space.PAGE_RIGHT), px(Space.M))
        self._column.setSpacing(px(Space.S))
        self._halves.setSpacing(px(Space.L))
        self._texts.setContentsMargins(0, 0, px(Space.M), 0)
        self._turn()
