"""My account: passphrase, text size, colours, language, when the window locks by itself."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QVBoxLayout, QWidget

from caseapp.domain.errors import DomainError
from caseapp.services.operators import change_passphrase
from caseapp.services.trouble import Trouble
from caseapp.ui.admin.panel import AdminPanel
from caseapp.ui.labels import label
from caseapp.ui.language import OWN_NAMES
from caseapp.ui.look import Mode
from caseapp.ui.office import Office
from caseapp.ui.theme import apply_theme, current, follow_theme, keeper
from caseapp.ui.tokens import TEXT_PERCENT_MAX, TEXT_PERCENT_MIN, TEXT_PERCENT_STEP, Space
from caseapp.ui.widgets.choices import ChoiceBox, RadioRow
from caseapp.ui.widgets.form import Form, FormProblems, FormRow, ProblemSummary
from caseapp.ui.widgets.key_button import ButtonKind, KeyButton
from caseapp.ui.widgets.passphrase_field import PassphraseField, StrengthMeter, field_with_meter
from caseapp.ui.widgets.words import section_head

IDLE_MINUTES = (5, 10, 15, 20, 30, 45, 60)


class AccountPanel(AdminPanel):
    """What each person sets for themselves on this computer."""

    def __init__(self, office: Office) -> None:
        super().__init__(office, "account", self.tr("My account"), "")
        percents = range(TEXT_PERCENT_MIN, TEXT_PERCENT_MAX + 1, TEXT_PERCENT_STEP)
        self.text_size = ChoiceBox(
            tuple((percent, self.tr("{percent} %").format(percent=percent)) for percent in percents),
            name="admin_account_size",
            label=self.tr("Text size"),
        )
        self.text_size.chosen_changed.connect(self._resize)
        self.theme = RadioRow(
            (("light", self.tr("Light")), ("dark", self.tr("Dark")), ("system", self.tr("As this computer"))),
            name="admin_account_theme",
            label=self.tr("Colours"),
        )
        self.theme.chosen_changed.connect(self._recolour)
        self.idle = ChoiceBox(
            tuple((minutes, self.tr("{count} minutes").format(count=minutes)) for minutes in IDLE_MINUTES),
            name="admin_account_idle",
            label=self.tr("Lock by itself after"),
        )
        self.idle.chosen_changed.connect(lambda minutes: office.settings.set("idle_lock_minutes", minutes))
        languages = office.upkeep.screen_languages() if office.upkeep is not None else ("en",)
        self.language = ChoiceBox(
            tuple((code, OWN_NAMES.get(code, code)) for code in languages), name="admin_account_language", label=self.tr("Language")
        )
        self.language.chosen_changed.connect(lambda code: office.settings.set("language", code))
        self.look = Form()
        self.look.add(section_head(self.tr("How the window looks, and when it locks")))
        self.look.add(
            FormRow(self.tr("Te&xt size"), self.text_size, hint_text=self.tr("Ctrl and plus or minus change it too."), above=True)
        )
        self.look.add(FormRow(self.tr("C&olours"), self.theme, above=True))
        self.look.add(
            FormRow(
                self.tr("Lock &by itself after"),
                self.idle,
                hint_text=self.tr("Counts from the next unlock. Ctrl+L locks at once."),
                above=True,
            )
        )
        if len(languages) > 1:
            language_hint = self.tr("In force from the next start of the program, for everybody on this computer.")
        else:
            language_hint = self.tr("This version has its screens in English only.")
        self.look.add(FormRow(self.tr("Lan&guage of the screens"), self.language, hint_text=language_hint, above=True))
        self.summary = ProblemSummary()
        self.summary.setObjectName("admin_account_problems")
        self.old = PassphraseField(name="admin_account_old", label=self.tr("Present passphrase"))
        self.new = PassphraseField(name="admin_account_new", label=self.tr("New passphrase"))
        self.again = PassphraseField(name="admin_account_again", label=self.tr("New passphrase again"))
        upkeep = office.upkeep
        self.meter = StrengthMeter(upkeep.strength if upkeep is not None else lambda text: min(4, len(text) // 7))
        self.new.changed.connect(lambda: self.meter.show_for(self.new.text()))
        rows = {
            "old": FormRow(self.tr("&Present passphrase"), self.old, above=True),
            "passphrase": FormRow(self.tr("&New passphrase"), field_with_meter(self.new, self.meter), above=True, stretch=True),
            "again": FormRow(self.tr("The s&ame passphrase again"), self.again, above=True),
        }
        self.passphrase_form = Form()
        self.passphrase_form.add(section_head(self.tr("Passphrase")))
        for row in rows.values():
            self.passphrase_form.add(row)
        self.problems = FormProblems(self.summary, rows, office.messages, self)
        self.save_button = KeyButton(
            self.tr("Change the passphrase"), ButtonKind.PRIMARY, key="Ctrl+Return", name="admin_account_save", on_click=self.primary
        )
        right = QWidget()
        self._right = QVBoxLayout(right)
        self._right.setContentsMargins(0, 0, 0, 0)
        self._right.setAlignment(Qt.AlignmentFlag.AlignTop)
        for part in (self.summary, self.passphrase_form):
            self._right.addWidget(part)
        self._right.addWidget(self.save_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._split = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._split.addWidget(self.look, 1)
        self._split.addWidget(right, 1)
        self.body.addLayout(self._split)
        self.body.addStretch(1)
        follow_theme(self, self._turn)
        keeper().theme_changed.connect(self._show_look)
        self._show_look()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        """Put the passphrase under the look where there is no room beside it."""
        px = current().px
        is_wide = self.width() >= px(860)
        self._split.setDirection(QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom)
        self._split.setSpacing(px(Space.XXL))
        self._right.setSpacing(px(Space.M))

    def reload(self) -> None:
        desk = self.office.desk
        if desk is not None:
            self.sentence.setText(
                self.tr("{name} signs in as {login}. Roles: {roles}.").format(
                    name=desk.operator.name, login=desk.operator.login, roles=", ".join(label(role) for role in desk.operator.roles)
                )
            )
        self._show_look()

    def first_focus(self) -> QWidget:
        return self.text_size

    def primary(self) -> None:
        """Change the passphrase."""
        old, new = self.old.text(), self.new.text()
        if new != self.again.text():
            self.problems.show(DomainError("passphrases_differ", "again"))
            return

        def done(_: object) -> None:
            self.forget()
            self.office.messages.notice(self.tr("Your passphrase was changed"))

        self.office.run(self, lambda desk: change_passphrase(desk, old=old, new=new), done, self._failed)

    def forget(self) -> None:
        for field in (self.old, self.new, self.again):
            field.clear()
        self.problems.clear()

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Trouble) and error.code == "wrong_passphrase":
            self.problems.show(DomainError("present_passphrase_wrong", "old"))
        elif isinstance(error, DomainError):
            self.problems.show(error)
        else:
            self.office.messages.show_trouble(error)

    def _resize(self, percent: object) -> None:
        theme = apply_theme(QApplication.instance(), current().mode, cast(int, percent))
        self.office.settings.set("text_size_percent", theme.text_percent)

    def _recolour(self, mode: object) -> None:
        apply_theme(QApplication.instance(), cast(Mode, mode), current().text_percent)
        self.office.settings.set("theme", mode)

    def _show_look(self) -> None:
        self.text_size.set_chosen(current().text_percent)
        self.theme.set_chosen(current().mode)
        self.language.set_chosen(self.office.settings.get("language"))
        self.idle.set_chosen(self.office.settings.get("idle_lock_minutes") or 15)
