"""One template to read: its facts, its words, its versions and what each changed; and the acts on them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from caseapp.domain.letters import Paragraph, ParagraphKind
from caseapp.domain.operators import Act
from caseapp.domain.template_versions import ReviewerKind, Standing
from caseapp.services.changes import ChangeSet
from caseapp.services.desk import Desk
from caseapp.services.template_pages import TemplateSheet, reason_of
from caseapp.services.template_trial import Trial, try_texts
from caseapp.services.templates import approve_template, record_template_review, return_template, withdraw_template
from caseapp.ui import qt_dates
from caseapp.ui.act_dialog import Work, ask
from caseapp.ui.labels import label, options
from caseapp.ui.office import Office
from caseapp.ui.templates.marks import TemplateReading
from caseapp.ui.templates.page_preview import PagePreview
from caseapp.ui.templates.template_words import change_name, difference_words, language_name, names_of, place_name, review_words
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Space
from caseapp.ui.widgets.choices import ChoiceBox
from caseapp.ui.widgets.date_edit import DateEdit
from caseapp.ui.widgets.flow_row import FlowRow
from caseapp.ui.widgets.form import FormRow
from caseapp.ui.widgets.key_button import ButtonKind, KeyButton
from caseapp.ui.widgets.words import Words, page_title

WIDE = 900
"""Below this width there is room for the words only."""


class TemplateView(QWidget):
    """Reads one template.

    Signals:
        edit_wanted: the template is to be written anew. left: back to the list.
    """

    edit_wanted = Signal()
    left = Signal()

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.office = office
        self.sheet: TemplateSheet | None = None
        self.title = page_title("")
        self.state = Words("", ink="ink_2", wrap=True)
        self.reading = TemplateReading(name="templates_reading", label=self.tr("The template and its versions"))
        self.approve = KeyButton(self.tr("Approve"), name="templates_approve", on_click=self._approve)
        self.send_back = KeyButton(self.tr("Send back..."), name="templates_send_back", on_click=self._send_back)
        self.edit = KeyButton(self.tr("Write a new version"), name="templates_edit", on_click=self.edit_wanted.emit)
        self.review = KeyButton(self.tr("Record a review..."), name="templates_review", on_click=self._review)
        self.withdraw = KeyButton(self.tr("Withdraw..."), name="templates_withdraw", on_click=self._withdraw)
        self.back = KeyButton(self.tr("Back to the list"), key="Esc", name="templates_back", on_click=self.left.emit)
        self.buttons = FlowRow(self.approve, self.send_back, self.edit, self.review, self.withdraw, self.back)
        self._column = QVBoxLayout(self)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        self._column.addLayout(head)
        self._column.addWidget(self.state)
        self._column.addWidget(self.buttons)
        self.page = PagePreview(office, name="templates_page")
        self._halves = QHBoxLayout()
        self._halves.addWidget(self.reading, 1)
        self._halves.addWidget(self.page, 1)
        self._column.addLayout(self._halves, 1)
        follow_theme(self, self._dress)

    def show_sheet(self, sheet: TemplateSheet) -> None:
        """Show what was read."""
        self.sheet = sheet
        info = sheet.row.info
        self.title.setText(self.tr("{letter}, {language}").format(letter=label(info.kind), language=language_name(info.language)))
        self.state.setText(self._state_words(sheet))
        self.reading.set_paragraphs(self._paragraphs(sheet))
        self._offer(sheet)
        kind, language, texts, order = info.kind, info.language, dict(sheet.waiting_words.texts), sheet.waiting_words.order
        self.office.run(
            self, lambda desk: try_texts(desk, kind, language, texts, order=order), self._show_page, key="template_page_in_force"
        )  # fmt: skip

    def forget(self) -> None:
        self.sheet = None
        self.title.setText("")
        self.state.setText("")
        self.reading.set_paragraphs(())
        self.page.set_content(None)

    def primary_act(self) -> None:
        """Approve what waits, else begin to write."""
        for button in (self.approve, self.edit):
            if not button.isHidden():
                button.click()
                return

    # Inside

    def _show_page(self, tried: Trial) -> None:
        """The page of the version that waits, else of the one in force."""
        if self.sheet is not None:
            self.page.set_content(tried.content)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        self.page.setVisible(self.width() >= current().px(WIDE))

    def _offer(self, sheet: TemplateSheet) -> None:
        desk = self.office.desk
        may: Callable[[Act], bool] = desk.operator.may if desk is not None else lambda act: False
        waits = sheet.waiting is not None
        self.approve.setVisible(waits and may(Act.APPROVE_TEMPLATES) and not sheet.wants_another)
        self.send_back.setVisible(waits and may(Act.APPROVE_TEMPLATES))
        self.edit.setVisible(not waits and may(Act.EDIT_TEMPLATES))
        self.edit.setText(self.tr("Write on") if sheet.draft is not None else self.tr("Write a new version"))
        self.review.setVisible(may(Act.EDIT_TEMPLATES))
        self.withdraw.setVisible(sheet.in_force is not None and may(Act.APPROVE_TEMPLATES))
        first = self.approve if not self.approve.isHidden() else self.edit
        for button in (self.approve, self.edit):
            button.set_kind(ButtonKind.PRIMARY if button is first else ButtonKind.DEFAULT)
            button.set_key("Ctrl+Return" if button is first else "")

    def _state_words(self, sheet: TemplateSheet) -> str:
        row = sheet.row
        told = [
            self.tr("Template {id}, version {version}: {state}.").format(id=row.info.id, version=row.info.version, state=label(row.state))
        ]
        if sheet.waiting is not None:
            told.append(self.tr("Version {version} waits for approval.").format(version=sheet.waiting.version.name))
        if sheet.wants_another:
            told.append(self.tr("You sent it, so a second person approves it."))
        if sheet.draft is not None:
            told.append(self.tr("You have a draft of {time}.").format(time=self._moment(sheet.draft.saved_at)))
        if sheet.others:
            told.append(self.tr("{names} also writes on it.").format(names=", ".join(sheet.others)))
        if row.program_name:
            told.append(self.tr("The program brings version {version}; withdraw yours to use it.").format(version=row.program_name))
        return " ".join(told)

    def _moment(self, at: datetime) -> str:
        desk = self.office.desk
        return qt_dates.short_instant(at, desk.business_zone if desk is not None else "UTC")

    def _paragraphs(self, sheet: TemplateSheet) -> tuple[Paragraph, ...]:
        info = sheet.row.info
        made = [self._heading(self.tr("About it"))]
        facts = {
            self.tr("Version"): info.version,
            self.tr("Reviewed"): review_words(sheet.row),
            self.tr("Source"): "; ".join(info.citations),
            self.tr("Digest of the words"): info.sha256[:16],
        }
        made += [_pair(name, value) for name, value in facts.items() if value]
        made += [
            _pair(label(each.reviewer_kind), self.tr("{who}, {date}, recorded by {name}").format(
                who=each.reviewed_by, date=qt_dates.year_date(each.reviewed_on), name=sheet.names.get(each.recorded_by, "")))
            for each in sheet.row.reviews
        ]  # fmt: skip
        for standing in sheet.versions:
            made += self._version(sheet, standing)
        made.append(self._heading(self.tr("The words in force")))
        made += [_pair(place_name(text), text.text) for text in sheet.texts]
        made.append(self._heading(self.tr("Names the words may use, with their samples")))
        made += [_pair("{" + name + "}", sample) for name, sample in names_of(info)]
        return tuple(made)

    def _version(self, sheet: TemplateSheet, standing: Standing) -> list[Paragraph]:
        version = standing.version
        made = [self._heading(self.tr("Version {version}: {state}").format(version=version.name, state=label(standing.state)))]
        for act in standing.acts:
            told = self.tr("{name}, {time}").format(name=sheet.names.get(act.done_by, ""), time=self._moment(act.done_at))
            made.append(_pair(label(act.act), told))
        if reason := reason_of(standing):
            made.append(_pair(self.tr("Why"), reason))
        made.append(_pair(self.tr("Made from"), self.tr("version {version}").format(version=version.base_name)))
        made += [_pair(change_name(each), difference_words(each.words)) for each in sheet.changes.get(version.id, ())]
        return made

    def _heading(self, words: str) -> Paragraph:
        return Paragraph(kind=ParagraphKind.HEADING, text=words)

    # Acts

    def _approve(self) -> None:
        if self.sheet is not None and self.sheet.waiting is not None:
            version_id = self.sheet.waiting.version.id
            notice = self.tr("Approved: new letters are written with it")
            self.office.run(
                self, lambda desk: approve_template(desk, version_id), lambda _c: self.office.messages.notice(notice), self._refused
            )

    def _refused(self, error: Exception) -> None:
        self.office.messages.show_trouble(error)

    def _send_back(self) -> None:
        if self.sheet is not None and self.sheet.waiting is not None:
            version_id = self.sheet.waiting.version.id
            self._ask_why(
                "templates_return", self.tr("Send the version back"), self.tr("Send it back"),
                lambda desk, words: return_template(desk, version_id, reason=words),
            )  # fmt: skip

    def _withdraw(self) -> None:
        if self.sheet is not None and self.sheet.in_force is not None:
            version_id = self.sheet.in_force.version.id
            self._ask_why(
                "templates_withdraw_ask", self.tr("Withdraw the version in force"), self.tr("Withdraw it"),
                lambda desk, words: withdraw_template(desk, version_id, reason=words), destructive=True,
            )  # fmt: skip

    def _ask_why(self, name: str, title: str, act: str, work: Callable[[Desk, str], ChangeSet], *, destructive: bool = False) -> None:
        why = QLineEdit()
        why.setObjectName(f"{name}_reason")

        def collect() -> Work:
            words = why.text()
            return lambda desk: work(desk, words)

        ask(
            self.office, self, name=name, title=title, act_text=act, collect=collect, destructive=destructive,
            rows={"reason": FormRow(self.tr("&Why"), why, above=True, stretch=True)}, done=self._focus_back,
        )  # fmt: skip

    def _review(self) -> None:
        sheet, desk = self.sheet, self.office.desk
        if sheet is None or desk is None:
            return
        info = sheet.row.info
        who, by = QLineEdit(), ChoiceBox(options(ReviewerKind), name="templates_review_kind", label=self.tr("Who read it"))
        by.set_chosen(sheet.row.wants or ReviewerKind.LAWYER)
        who.setObjectName("templates_review_by")
        on = DateEdit(desk.today, name="templates_review_on", label=self.tr("When"))

        def collect() -> Work:
            name, when, kind = who.text(), on.required("reviewed_on"), ReviewerKind(str(by.chosen()))
            return lambda desk: record_template_review(
                desk, info.kind, info.language, fingerprint=info.sha256, reviewer_kind=kind, reviewed_by=name, reviewed_on=when
            )

        ask(
            self.office, self, name="templates_review_ask", title=self.tr("Record a review"), act_text=self.tr("Record it"),
            sentence=self.tr("For version {version} as it is now. Changed words want a new review.").format(version=info.version),
            rows={
                "reviewer_kind": FormRow(self.tr("W&ho read it"), by, above=True),
                "reviewed_by": FormRow(self.tr("&Name"), who, above=True, stretch=True),
                "reviewed_on": FormRow(self.tr("&When"), on, above=True),
            },
            collect=collect, done=self._focus_back,
        )  # fmt: skip

    def _focus_back(self, _result: object) -> None:
        self.reading.setFocus(Qt.FocusReason.OtherFocusReason)

    def _dress(self) -> None:
        px = current().px
        self._column.setContentsMargins(px(Space.PAGE_LEFT), px(Space.M), px(Space.PAGE_RIGHT), px(Space.M))
        self._column.setSpacing(px(Space.M))
        self._halves.setSpacing(px(Space.L))
        self._turn()


def _pair(name: str, value: str) -> Paragraph:
    return Paragraph(kind=ParagraphKind.TABLE_ROW, cells=(name, value))
