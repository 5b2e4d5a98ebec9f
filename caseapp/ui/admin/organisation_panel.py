"""The organisation's facts: every save is a new revision; cases and letters keep the one they began with."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QWidget

from caseapp.domain.errors import DomainError
from caseapp.domain.organisation import Organisation
from caseapp.services.organisation import organisation_now, reply_languages, save_organisation
from caseapp.ui import qt_dates
from caseapp.ui.admin.panel import AdminPanel
from caseapp.ui.labels import language
from caseapp.ui.office import Office
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Size
from caseapp.ui.widgets.choices import ChoiceBox
from caseapp.ui.widgets.form import Form, FormProblems, FormRow, ProblemSummary, set_lines, set_width
from caseapp.ui.widgets.key_button import ButtonKind, KeyButton
from caseapp.ui.widgets.strokes import Rule
from caseapp.ui.widgets.words import section_head

LINE_FIELDS = (
    "name", "legal_name", "phone", "email", "web_form", "policy_url", "business_zone", "signer_name", "signer_title",
    "service_provider_role",
)  # fmt: skip
LIST_FIELDS = (
    "address_lines", "categories", "sources", "purposes", "disclosed_categories", "recipients", "systems", "service_providers",
    "third_parties", "business_contacts",
)  # fmt: skip

LANGUAGE = "reply_language"

NARROW_FIELDS = {"phone": 20, "business_zone": 28, "email": 36, "signer_name": 36, "signer_title": 36}
"""Characters of the fields that are as wide as their content; the others take the width there is."""


class OrganisationPanel(AdminPanel):
    """Who we are."""

    areas = frozenset({"organisation"})

    def __init__(self, office: Office) -> None:
        super().__init__(
            office,
            "organisation",
            self.tr("Organisation"),
            self.tr(
                "What letters print and what is looked through for a request. Saving makes a new revision; cases "
                "keep the one they began with."
            ),
        )
        self._organisation: Organisation | None = None
        self.summary = ProblemSummary()
        self.summary.setObjectName("admin_organisation_problems")
        self.form = Form()
        self._lines = {field: _line(field) for field in LINE_FIELDS}
        self._lists = {field: _list(field) for field in LIST_FIELDS}
        self.language = ChoiceBox(name="admin_organisation_reply_language")
        self.sells = QCheckBox(self.tr("Personal information is sold or &shared for advertising"))
        self.sells.setObjectName("admin_organisation_sells")
        self.save_button = KeyButton(
            self.tr("Save as a new revision"), ButtonKind.PRIMARY, key="Ctrl+Return", name="admin_organisation_save", on_click=self.primary
        )
        labels = self._labels()
        one_a_line = self.tr("One a line.")
        contacts = self.tr(
            "One a line, with the name as above: Redwood Mail | 880 Harbor Blvd, West Sacramento, CA 95691 | privacy@redwood.example. "
            "Address or e-mail may be left out. Letters to these businesses go there."
        )
        about_language = self.tr(
            "An answer is in this language unless the consumer asks for another one. The Spanish letters wait for a translator's review."
        )
        hints = {LANGUAGE: about_language, "business_contacts": contacts}
        rows: dict[str, FormRow] = {}
        for head, fields in self._groups():
            self.form.add(section_head(head))
            for field in fields:
                widget: QWidget = self.language if field == LANGUAGE else self._lines.get(field) or self._lists[field]
                hint = hints.get(field, one_a_line if field in self._lists else "")
                is_wide = field not in NARROW_FIELDS and field != LANGUAGE
                rows[field] = FormRow(labels[field], widget, hint_text=hint, above=True, stretch=is_wide)
                self.form.add(rows[field])
            if "recipients" in fields:
                self.form.add(self.sells)
            if head != self._groups()[-1][0]:
                self.form.add(Rule())
        self.problems = FormProblems(self.summary, rows, office.messages, self)
        for part in (self.summary, self.form):
            self.body.addWidget(part)
        self.body.addStretch(1)
        # The form is several windows long: its act stays in view.
        self.set_foot(self.save_button)
        follow_theme(self, lambda: self.form.setMaximumWidth(current().px(Size.PALETTE)))

    def reload(self) -> None:
        self.office.run(self, lambda desk: (organisation_now(desk)[0], reply_languages(desk)), self._show, key="organisation")

    def primary(self) -> None:
        if self._organisation is None:
            return
        lines = {field: widget.text().strip() for field, widget in self._lines.items()}
        lists = {
            field: tuple(line.strip() for line in widget.toPlainText().splitlines() if line.strip())
            for field, widget in self._lists.items()
        }
        changed = replace(
            self._organisation,
            sells_or_shares=self.sells.isChecked(),
            reply_language=str(self.language.chosen()),
            **lines,  # type: ignore[arg-type]
            **lists,  # type: ignore[arg-type]
        )
        if changed == self._organisation:
            self.office.messages.notice(self.tr("Nothing was changed, so there is no new revision"))
            return

        def done(_: object) -> None:
            self.problems.clear()
            self.office.messages.notice(self.tr("The organisation was saved"))

        self.office.run(self, lambda desk: save_organisation(desk, changed), done, self._failed)

    def first_focus(self) -> QWidget:
        return self._lines["name"]

    def forget(self) -> None:
        self._organisation = None
        for line in self._lines.values():
            line.clear()
        for text in self._lists.values():
            text.clear()
        self.problems.clear()

    def _show(self, found: tuple[Organisation, tuple[str, ...]]) -> None:
        organisation, languages = found
        if organisation == self._organisation:
            return  # only lines or clients changed: what is being typed here stays
        self._organisation = organisation
        self.language.set_options(tuple((code, language(code)) for code in languages))
        self.language.set_chosen(organisation.reply_language)
        for field, line in self._lines.items():
            line.setText(getattr(organisation, field))
            line.setCursorPosition(0)
        for field, text in self._lists.items():
            text.setPlainText("\n".join(getattr(organisation, field)))
        self.sells.setChecked(organisation.sells_or_shares)
        day = qt_dates.local(organisation.effective_at, organisation.business_zone).date()
        self.sentence.setText(
            self.tr(
                "Revision {number}, in force since {date}. Saving makes a new revision; cases and letters keep the one they began with."
            ).format(number=organisation.revision, date=qt_dates.long_date(day))
        )

    def _failed(self, error: Exception) -> None:
        if isinstance(error, DomainError):
            self.problems.show(error)
            self._scroll.verticalScrollBar().setValue(0)
        else:
            self.office.messages.show_trouble(error)

    def _groups(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        return (
            (self.tr("On letters"), ("name", "legal_name", "address_lines", "phone", "email", "signer_name", "signer_title", LANGUAGE)),
            (self.tr("On the Internet, and time"), ("web_form", "policy_url", "business_zone")),
            (self.tr("What the policy says"), ("categories", "sources", "purposes", "disclosed_categories", "recipients")),
            (
                self.tr("Where data may lie"),
                ("systems", "service_providers", "third_parties", "business_contacts", "service_provider_role"),
            ),
        )

    def _labels(self) -> dict[str, str]:
        return {
            "name": self.tr("&Name on letters"),
            "legal_name": self.tr("Registered name"),
            "address_lines": self.tr("Return &address"),
            "phone": self.tr("&Telephone for consumers"),
            "email": self.tr("E-&mail for consumers"),
            "signer_name": self.tr("&Who signs letters"),
            "signer_title": self.tr("Title &under the name"),
            LANGUAGE: self.tr("Usual lan&guage of letters"),
            "web_form": self.tr("Request form on the website"),
            "policy_url": self.tr("Privacy policy"),
            "business_zone": self.tr("Time zone of legal dates"),
            "categories": self.tr("Categories collected"),
            "sources": self.tr("Sources"),
            "purposes": self.tr("Purposes"),
            "disclosed_categories": self.tr("Categories disclosed for a business purpose"),
            "recipients": self.tr("To whom they are disclosed"),
            "systems": self.tr("Systems of record"),
            "service_providers": self.tr("Service providers"),
            "third_parties": self.tr("Third parties"),
            "business_contacts": self.tr("Where these businesses are reached"),
            "service_provider_role": self.tr("What the policy says about data held for other businesses"),
        }


def _line(field: str) -> QLineEdit:
    line = QLineEdit()
    line.setObjectName(f"admin_organisation_{field}")
    if field in NARROW_FIELDS:
        set_width(line, NARROW_FIELDS[field])
    return line


def _list(field: str) -> QPlainTextEdit:
    text = QPlainTextEdit()
    text.setObjectName(f"admin_organisation_{field}")
    set_lines(text, 6 if field == "categories" else 4)
    return text
