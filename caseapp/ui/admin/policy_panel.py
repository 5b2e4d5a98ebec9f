"""The table of acts that want a second person; an office with one officer may switch one off, with a reason."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from caseapp.domain.operators import SecondPersonAct, SecondPersonRule
from caseapp.services.policies import policy_table, set_second_person
from caseapp.ui.admin.panel import SidePanel
from caseapp.ui.labels import label
from caseapp.ui.office import Office
from caseapp.ui.widgets.choices import RadioRow
from caseapp.ui.widgets.form import FormRow, set_width
from caseapp.ui.widgets.key_button import KeyButton
from caseapp.ui.widgets.table_view import Column, TableRow


class PolicyPanel(SidePanel):
    """Which acts want a second person."""

    areas = frozenset({"policies"})

    def __init__(self, office: Office) -> None:
        super().__init__(
            office,
            "policy",
            self.tr("Second person"),
            self.tr(
                "These acts want another person than the one who prepared them. Where one is switched off, each act says so in the record."
            ),
            columns=(Column(id="act", title=self.tr("Act"), heavy=True), Column(id="state", title=self.tr("State"), width=180)),
            table_label=self.tr("Acts that want a second person"),
            add_text="",
            save_text=self.tr("Save"),
        )
        self._rules: dict[str, SecondPersonRule] = {}
        self.required = RadioRow(
            (("two", self.tr("A second &person is needed")), ("one", self.tr("&One person is enough"))),
            name="admin_policy_people",
            label=self.tr("Who has to do it"),
            vertical=True,
        )
        self.reason = QLineEdit()
        self.reason.setObjectName("admin_policy_reason")
        set_width(self.reason, 44)
        self.add_rows(
            {
                "is_required": FormRow(self.tr("Who has to do it"), self.required, above=True),
                "reason": FormRow(
                    self.tr("&Why"),
                    self.reason,
                    hint_text=self.tr("Needed to switch it off. Goes into the record."),
                    above=True,
                ),
            }
        )

        self.templates = KeyButton(
            self.tr("Go to the letter templates"), name="admin_policy_templates", on_click=lambda: self.office.navigate("templates")
        )
        self.body.addWidget(self.templates)

    def reload(self) -> None:
        self.office.run(self, policy_table, self._show, key="policies")

    def _show(self, rules: tuple[SecondPersonRule, ...]) -> None:
        self._rules = {rule.act.value: rule for rule in rules}
        self.set_rows(
            tuple(
                TableRow(
                    key=rule.act.value,
                    cells=(
                        label(rule.act), self.tr("second person needed") if rule.is_required else self.tr("one person is enough"),
                    ),
                )
                for rule in rules
            )
        )  # fmt: skip

    def fill(self, key: str | None) -> None:
        rule = self._rules.get(key or "")
        self.form_title.setText(label(rule.act) if rule is not None else "")
        self.required.set_chosen("two" if rule is None or rule.is_required else "one")
        self.reason.setText(rule.reason if rule is not None else "")

    def first_field(self) -> RadioRow:
        return self.required

    def primary(self) -> None:
        rule = self._rules.get(self.key or "")
        if rule is None:
            return
        act: SecondPersonAct = rule.act
        required, reason = self.required.chosen() == "two", self.reason.text().strip()
        self.save(lambda desk: set_second_person(desk, act, is_required=required, reason=reason), self.tr("The rule was saved"))

    def begin_new(self) -> None:
        """There is a rule for each act, so none is added."""

    def forget(self) -> None:
        self._rules = {}
        self.table.set_rows(())
        self.key = None
        self._is_new = False
