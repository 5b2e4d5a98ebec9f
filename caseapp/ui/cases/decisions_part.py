"""The decision for each category of data: granted, or refused on a ground with the facts of this case."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from caseapp.domain.grounds import Ground
from caseapp.domain.regime import LawStatus
from caseapp.domain.request_type import RequestType
from caseapp.domain.work import Decision, DecisionOutcome
from caseapp.services.decision_sheet import DecisionSheet
from caseapp.services.letter_language import HOUSE_LANGUAGE
from caseapp.ui.cases.earlier_words import earlier_ground, earlier_words
from caseapp.ui.cases.ground_words import short_ground
from caseapp.ui.labels import label, language
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Size, Space, Weight
from caseapp.ui.widgets.choices import ChoiceBox, RadioRow
from caseapp.ui.widgets.flow_row import FlowRow
from caseapp.ui.widgets.form import FormRow, set_lines, set_width
from caseapp.ui.widgets.key_button import KeyButton
from caseapp.ui.widgets.table_view import Cell, Column, TableRow, TableView
from caseapp.ui.widgets.words import Words, hint, section_head

ROWS_SHOWN = 7
COLUMNS_FROM = 560
WHY_COLUMN = 2


class DecisionsPart(QWidget):
    """Space grants the category, Enter goes to its decision below, Ctrl+S keeps it.

    Signals:
        decided: category, a `DecisionOutcome`, code of the ground, facts.
        all_granted: categories that had no decision.
    """

    decided = Signal(str, object, str, str)
    all_granted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet: DecisionSheet | None = None
        self._added: tuple[str, ...] = ()
        self._grounds: tuple[Ground, ...] = ()
        self.summary = Words("", ink="ink_2")
        self.table = TableView(
            (
                Column(id="category", title=self.tr("Category of data"), heavy=True),
                Column(id="decision", title=self.tr("Decision"), width=110),
                Column(id="why", title=self.tr("Ground and facts"), width=290),
            ),
            name="decide_categories",
            label=self.tr("Categories of data"),
            margin=8,
        )
        self.category = Words("", weight=Weight.SEMIBOLD, wrap=True)
        self.earlier = Words("", wrap=True)
        self.earlier.setObjectName("decide_earlier")
        self.use_earlier = KeyButton(self.tr("Refuse it on this ground"), name="decide_use_earlier", on_click=self._use_earlier)
        self.outcome = RadioRow(
            ((DecisionOutcome.GRANTED, self.tr("&Grant")), (DecisionOutcome.REFUSED, self.tr("Re&fuse"))),
            name="decide_outcome",
            label=self.tr("Decision"),
        )
        for value, words in ((DecisionOutcome.GRANTED, self.tr("Grant")), (DecisionOutcome.REFUSED, self.tr("Refuse"))):
            self.outcome.button(value).setText(words)
        self.ground = ChoiceBox(name="decide_ground", label=self.tr("Ground"))
        self.ground.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.ground.setMinimumContentsLength(20)
        self.ground.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.ground_says = hint()
        self.ground_says.setObjectName("decide_ground_says")
        self.ground_says.setWordWrap(True)
        self.facts = QPlainTextEdit()
        self.facts.setObjectName("decide_facts")
        set_lines(self.facts, 3)
        self.outcome_row = FormRow(self.tr("&Decision"), self.outcome, above=True)
        self.ground_row = FormRow(self.tr("Gr&ound"), self.ground, above=True, stretch=True)
        self.facts_row = FormRow(self.tr("F&acts of this case"), self.facts, above=True, stretch=True)
        self.save = KeyButton(self.tr("Save the decision"), key="Ctrl+S", name="decide_save", on_click=self._save)
        self.grant_rest = KeyButton(self.tr("Grant all that is left"), icon="check", name="decide_grant_rest", on_click=self._grant_rest)
        self.new_category = QLineEdit()
        self.new_category.setObjectName("decide_new_category")
        set_width(self.new_category, 26)
        self.new_category.returnPressed.connect(self._add)
        self.add = KeyButton(self.tr("Add the category"), icon="plus", name="decide_add_category", on_click=self._add)
        self.new_row = FormRow(self.tr("Another &category"), FlowRow(self.new_category, self.add), above=True, stretch=True)
        self.new_row.label.setBuddy(self.new_category)
        self.new_category.setAccessibleName(self.tr("Another category"))
        self._lay_out()
        self.table.row_shown.connect(lambda _key: self._show_current())
        self.table.row_toggled.connect(self._grant_current)
        self.table.row_opened.connect(lambda _key: self.outcome.setFocus(Qt.FocusReason.OtherFocusReason))
        self.outcome.chosen_changed.connect(lambda _value: self._show_fields())
        self.ground.currentIndexChanged.connect(lambda _index: self._show_ground())
        shortcut = QShortcut(QKeySequence("Ctrl+S"), self, self._save)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        follow_theme(self, self._dress)

    def show_sheet(self, sheet: DecisionSheet) -> None:
        """Show the decisions of a request, and the categories nothing was decided about yet."""
        is_other = self._sheet is None or self._sheet.request.id != sheet.request.id
        if is_other:
            self._added = ()
        self._sheet = sheet
        grounds = [one for one in sheet.grounds if sheet.request.verified_on is None or not one.code.startswith("not_verified")]
        if is_other or tuple(grounds) != self._grounds:
            self._grounds = tuple(grounds)
            self.ground.set_options(((None, self.tr("Choose a ground")), *((one.code, short_ground(one)) for one in grounds)))
        self._show_rows()
        self.facts_row.set_label(
            self.tr("F&acts of this case")
            if sheet.request.type is not RequestType.CORRECT
            else self.tr("F&acts: what was changed, or why not")
        )
        is_other_language = sheet.case.reply_language != HOUSE_LANGUAGE
        words = self.tr("This stands in the letter, which is in {language}: write it in {language}.") if is_other_language else ""
        self.facts_row.set_hint(words.format(language=language(sheet.case.reply_language)))
        if is_other:
            self._show_current()

    def forget(self) -> None:
        self._sheet = None
        self._added = ()
        self.table.set_rows(())
        self._show_earlier()
        self.facts.clear()
        self.category.setText("")

    def categories(self) -> tuple[str, ...]:
        known = self._sheet.categories if self._sheet is not None else ()
        return tuple(dict.fromkeys((*known, *self._added)))

    def saved(self) -> None:
        """The decision is in the store: go on to the next category without one."""
        self._show_current()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _decision(self, category: object) -> Decision | None:
        decisions = self._sheet.decisions if self._sheet is not None else ()
        return next((one for one in decisions if one.category == category), None)

    def _show_rows(self) -> None:
        rows = []
        for category in self.categories():
            decision = self._decision(category)
            if decision is None:
                rows.append(TableRow(key=category, cells=(category, self.tr("Not decided"), "")))
                continue
            is_granted = decision.outcome is DecisionOutcome.GRANTED
            rows.append(
                TableRow(key=category, cells=(category, Cell(text=label(decision.outcome), is_done=is_granted), self._why(decision)))
            )
        self.table.set_rows(rows)
        if rows and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.table.table_model.index(0, 0))
        decided = sum(1 for one in self.categories() if self._decision(one) is not None)
        self.summary.setText(self.tr("{decided} of {all} decided").format(decided=decided, all=len(self.categories())))
        self._dress()

    def _why(self, decision: Decision) -> str:
        ground = next((one for one in self._grounds if one.code == decision.ground_code), None)
        facts = " ".join(decision.facts.split())
        if ground is None:
            return facts
        return self.tr("{citation}: {facts}").format(citation=ground.citation, facts=facts) if facts else ground.citation

    def _show_current(self) -> None:
        """Put the current category's decision into the fields below."""
        category = self.table.current_key
        decision = self._decision(category)
        self.category.setText(str(category) if category is not None else "")
        self._show_earlier()
        self.outcome.set_chosen(decision.outcome if decision is not None else DecisionOutcome.GRANTED)
        self.ground.set_chosen(decision.ground_code or None if decision is not None else None)
        self.facts.setPlainText(decision.facts if decision is not None else "")
        self._show_fields()

    def _show_earlier(self) -> None:
        """Say what earlier answers permit for the current category; nothing is refused by itself."""
        sheet, category = self._sheet, self.table.current_key
        words = earlier_words(sheet, category) if sheet is not None else ""
        self.earlier.setText(words)
        self.earlier.setVisible(bool(words))
        self.use_earlier.setVisible(sheet is not None and earlier_ground(sheet, category) is not None)

    def _use_earlier(self) -> None:
        """Fill in the ground with number and days of the earlier cases; it counts when the decision is saved."""
        found = earlier_ground(self._sheet, self.table.current_key) if self._sheet is not None else None
        if found is None:
            return
        ground, facts = found
        self.outcome.set_chosen(DecisionOutcome.REFUSED)
        self.ground.set_chosen(ground)
        self.facts.setPlainText(facts)
        self._show_fields()
        self.facts.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_fields(self) -> None:
        is_refused = self.outcome.chosen() is DecisionOutcome.REFUSED
        is_correction = self._sheet is not None and self._sheet.request.type is RequestType.CORRECT
        self.ground_row.setVisible(is_refused)
        self.ground_says.setVisible(is_refused)
        self.facts_row.setVisible(is_refused or is_correction)
        self._show_ground()

    def _show_ground(self) -> None:
        ground = next((one for one in self._grounds if one.code == self.ground.chosen()), None)
        if ground is None:
            self.ground_says.setText(self.tr("Each ground has its section of law."))
            return
        words = self.tr("{citation}. {says}") if ground.status is LawStatus.VERIFIED else self.tr("{citation}, {status}. {says}")
        self.ground_says.setText(words.format(citation=ground.citation, status=label(ground.status).lower(), says=ground.says))

    def _save(self) -> None:
        category, outcome = self.table.current_key, self.outcome.chosen()
        ground = self.ground.chosen() if outcome is DecisionOutcome.REFUSED else ""
        if category is not None:
            self.decided.emit(str(category), outcome, str(ground or ""), self.facts.toPlainText() if self.facts_row.isVisible() else "")

    def _grant_current(self, category: object) -> None:
        if self._sheet is not None and self._sheet.request.type is RequestType.CORRECT:
            self.outcome.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.decided.emit(str(category), DecisionOutcome.GRANTED, "", "")

    def _grant_rest(self) -> None:
        self.all_granted.emit(tuple(one for one in self.categories() if self._decision(one) is None))

    def add_begun(self) -> str:
        """Add the category whose name was typed and not added; return its name, or nothing when none was."""
        name = " ".join(self.new_category.text().split())
        if name:
            self._add()
        return name

    def _add(self) -> None:
        name = " ".join(self.new_category.text().split())
        if not name:
            self.new_category.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if name not in self.categories():
            self._added = (*self._added, name)
        self.new_category.clear()
        self._show_rows()
        self.table.show_key(name)
        self._show_current()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        head = QHBoxLayout()
        head.addWidget(section_head(self.tr("Decision for each category")))
        head.addStretch(1)
        head.addWidget(self.summary)
        self._column.addLayout(head)
        self._column.addWidget(self.table)
        self._column.addWidget(self.category)
        self._column.addWidget(self.earlier)
        self._column.addWidget(self.use_earlier, 0, Qt.AlignmentFlag.AlignLeft)
        for row in (self.outcome_row, self.ground_row, self.ground_says, self.facts_row):
            self._column.addWidget(row)
        self._column.addWidget(FlowRow(self.save, self.grant_rest))
        self._column.addWidget(self.new_row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.table.setColumnHidden(WHY_COLUMN, self.width() < current().px(COLUMNS_FROM))

    def _dress(self) -> None:
        px = current().px
        self._column.setSpacing(px(Space.S))
        shown = max(1, min(ROWS_SHOWN, len(self.categories())))
        self.table.setFixedHeight(px(Size.TABLE_HEAD) + shown * px(Size.TABLE_ROW) + 2)
