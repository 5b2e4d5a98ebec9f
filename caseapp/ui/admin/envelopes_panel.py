"""Envelopes: which one letters are laid out for, and the measures of one that somebody laid a ruler on."""

from __future__ import annotations

from dataclasses import fields

from PySide6.QtWidgets import QCheckBox, QLineEdit

from caseapp.domain.envelopes import Envelope, EnvelopeStatus, Hole
from caseapp.services.envelopes import (
    Envelopes,
    Measures,
    measure_envelope,
    read_envelopes,
    remove_envelope,
    set_standard_envelope,
)
from caseapp.ui.admin.envelope_picture import EnvelopePicture
from caseapp.ui.admin.panel import SidePanel
from caseapp.ui.envelope_words import envelope_name, inches_words, size_words
from caseapp.ui.labels import label
from caseapp.ui.office import Office
from caseapp.ui.theme import current
from caseapp.ui.tokens import Size
from caseapp.ui.widgets.form import FormProblems, FormRow, set_width
from caseapp.ui.widgets.key_button import KeyButton
from caseapp.ui.widgets.table_view import Column, TableRow
from caseapp.ui.widgets.words import Words

RETURN = ("return_left", "return_top", "return_width", "return_height")


class EnvelopesPanel(SidePanel):
    """What letters go out in."""

    areas = frozenset({"organisation"})

    def __init__(self, office: Office) -> None:
        super().__init__(
            office,
            "envelopes",
            self.tr("Envelopes"),
            self.tr(
                "Letters are laid out so that the envelope shows the address and nothing else. A letter of too many sheets goes in a "
                "9x12; a letter that is approved keeps the envelope it was laid out for."
            ),
            columns=(
                Column(id="name", title=self.tr("Envelope"), heavy=True),
                Column(id="size", title=self.tr("Size"), width=116),
                Column(id="source", title=self.tr("Measures"), width=112),
                Column(id="state", title=self.tr("Use"), width=72, may_shorten=False),
            ),
            table_label=self.tr("Envelopes"),
            add_text=self.tr("Measure your own..."),
            save_text=self.tr("Use for letters"),
        )
        self._found: Envelopes | None = None
        self.picture = EnvelopePicture("admin_envelope_picture")
        self.measures = Words("", wrap=True)
        self.measures.setObjectName("admin_envelope_measures")
        self.form.add(self.picture)
        self.form.add(self.measures)
        words = {
            "width": self.tr("&Width of the envelope"),
            "height": self.tr("Height of the envelope"),
            "window_left": self.tr("Window from the left e&dge"),
            "window_top": self.tr("Window from the &top edge"),
            "window_width": self.tr("Width of the wi&ndow"),
            "window_height": self.tr("Height of the window"),
            "fold": self.tr("First fold, from the top of the &sheet"),
            "return_left": self.tr("Upper window from the left edge"),
            "return_top": self.tr("Upper window from the top edge"),
            "return_width": self.tr("Width of the upper window"),
            "return_height": self.tr("Height of the upper window"),
        }
        self._fields = {each.name: _field(each.name) for each in fields(Measures)}
        self._rows = {
            field: FormRow(words[field], line, hint_text=self.tr("Inches, as 4 1/2 or 4.5.") if field == "width" else "", above=True)
            for field, line in self._fields.items()
        }
        self.has_return = QCheckBox(self.tr("It has an &upper window for our return address"))
        self.has_return.setObjectName("admin_envelope_has_return")
        self.has_return.toggled.connect(lambda _on: self._show_return())
        first = {field: row for field, row in self._rows.items() if field not in RETURN}
        self.add_rows(first)
        self.form.add(self.has_return)
        self.add_rows({field: self._rows[field] for field in RETURN})
        self.problems = FormProblems(self.summary, self._rows, office.messages, self)
        self.remove_button = KeyButton(self.tr("Remove..."), name="admin_envelope_remove", on_click=self._ask_to_remove)
        self.add_button_beside_save(self.remove_button)

    def reload(self) -> None:
        self.office.run(self, read_envelopes, self._show, key="envelopes")

    def _show(self, found: Envelopes) -> None:
        self._found = found
        retired = {each.id for each in found.retired}
        self.set_rows(
            tuple(
                TableRow(
                    key=each.id,
                    cells=(
                        envelope_name(each), size_words(each.width, each.height), label(each.status),
                        self.tr("in use") if each.id == found.standard else self.tr("retired") if each.id in retired else "",
                    ),
                )
                for each in (*found.known, *found.retired)
            )
        )  # fmt: skip

    def fill(self, key: str | None) -> None:
        envelope = self._known(key)
        self.form_title.setText(envelope_name(envelope) if envelope is not None else self.tr("Measure your own envelope"))
        self.picture.setVisible(envelope is not None)
        self.measures.setVisible(envelope is not None)
        for field, row in self._rows.items():
            row.setVisible(envelope is None)
            self._fields[field].clear()
        self.has_return.setVisible(envelope is None)
        self.has_return.setChecked(False)
        self._show_return()
        self.save_button.show()
        self.remove_button.setVisible(self._may_go(envelope))
        if envelope is None:
            self.save_button.setText(self.tr("Keep it"))
            self.save_button.setEnabled(True)
            return
        said = self._said(envelope)
        self.picture.show_envelope(envelope, said)
        self.measures.setText(said)
        if self._is_retired(envelope):
            words = self.tr("{measures}\nRetired: letters were printed for it. Measure it again to use it.")
            self.measures.setText(words.format(measures=said))
            self.save_button.hide()
            return
        is_standard = self._found is not None and envelope.id == self._found.standard
        self.save_button.setText(self.tr("Use for letters"))
        self.save_button.setEnabled(not is_standard)

    def first_field(self) -> QLineEdit:
        return self._fields["width"]

    def primary(self) -> None:
        key = self.key
        if key is None:
            typed = {field: line.text() for field, line in self._fields.items()}
            if not self.has_return.isChecked():
                typed |= dict.fromkeys(RETURN, "")
            measures = Measures(**typed)
            self.save(lambda desk: measure_envelope(desk, measures), self.tr("The envelope is kept. Choose it to use it for letters."))
        elif self.save_button.isEnabled() and not self.save_button.isHidden():
            self.save(
                lambda desk: set_standard_envelope(desk, key),
                self.tr("Letters are laid out for this envelope from now on; approved ones stay as they are"),
            )

    def saved(self) -> None:
        self._is_new = False

    def forget(self) -> None:
        self._found = None
        self.table.set_rows(())
        self.key = None
        self._is_new = False
        self.picture.show_envelope(None)
        self.measures.setText("")
        for line in self._fields.values():
            line.clear()

    def _ask_to_remove(self) -> None:
        envelope = self._known(self.key)
        if envelope is None:
            return
        envelope_id = envelope.id
        told = self.tr("The envelope was removed, or retired where letters were printed for it.")
        self.office.messages.ask(
            self.tr("Remove this envelope"),
            self.tr(
                "No letter is laid out for it any more. Letters that were printed for it stay as they are, and its measures with them."
            ),
            [(self.tr("Envelope"), envelope_name(envelope))],
            self.tr("Remove it"),
            lambda: self.save(lambda desk: remove_envelope(desk, envelope_id), told),
        )

    def _turn(self) -> None:
        """Where the text is large, leave out what stands beside the picture too; the name says the size of a measured one."""
        super()._turn()
        is_wide = self.width() >= current().px(Size.SIDE_FORM + 400)
        for at, column in enumerate(self.table.table_model.columns):
            self.table.setColumnHidden(at, not is_wide and column.id in ("size", "source"))

    def _show_return(self) -> None:
        """The four measures of the upper window are asked for only where there is one."""
        shown = not self.has_return.isHidden() and self.has_return.isChecked()
        for field in RETURN:
            self._rows[field].setVisible(shown)

    def _may_go(self, envelope: Envelope | None) -> bool:
        return envelope is not None and envelope.status is EnvelopeStatus.MEASURED and not self._is_retired(envelope)

    def _is_retired(self, envelope: Envelope) -> bool:
        return self._found is not None and envelope in self._found.retired

    def _known(self, key: str | None) -> Envelope | None:
        known = (*self._found.known, *self._found.retired) if self._found is not None else ()
        return next((each for each in known if each.id == key), None)

    def _said(self, envelope: Envelope) -> str:
        """The measures in words, one a line."""
        lines = [self._hole(self.tr("Window: {measures}"), envelope, envelope.address_window)]
        lines.append(self._hole(self.tr("Window of the return address: {measures}"), envelope, envelope.return_window))
        if envelope.address_window is None:
            lines.append(self.tr("No window: its face is printed, or a label."))
        folds = self.tr(" and ").join(self.tr("{inches} in").format(inches=inches_words(fold)) for fold in envelope.folds)
        lines.append(self.tr("Folds at {folds}").format(folds=folds) if folds else self.tr("Not folded"))
        lines.append(self.tr("Takes {count} sheets").format(count=envelope.most_sheets))
        return "\n".join(line for line in lines if line)

    def _hole(self, words: str, envelope: Envelope, hole: Hole | None) -> str:
        if hole is None:
            return ""
        place = self.tr("{size}; {left} in from the left, {top} in from the top").format(
            size=size_words(hole.width, hole.height),
            left=inches_words(hole.left),
            top=inches_words(round(envelope.height - hole.bottom - hole.height, 4)),
        )
        return words.format(measures=place)


def _field(field: str) -> QLineEdit:
    line = QLineEdit()
    line.setObjectName(f"admin_envelope_{field}")
    set_width(line, 12)
    return line
