"""Envelopes: which one letters are laid out for, and the measures of one that somebody laid a ruler on."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from caseapp.domain.envelopes import Envelope, Hole
from caseapp.services.envelopes import Envelopes, Measures, measure_envelope, read_envelopes, set_standard_envelope
from caseapp.ui.admin.envelope_picture import EnvelopePicture
from caseapp.ui.admin.panel import SidePanel
from caseapp.ui.envelope_words import envelope_name, inches_words, size_words
from caseapp.ui.labels import label
from caseapp.ui.office import Office
from caseapp.ui.widgets.form import FormRow, set_width
from caseapp.ui.widgets.table_view import Column, TableRow
from caseapp.ui.widgets.words import Words


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
                Column(id="name", title=self.tr("Envelope"), heavy=True, width=190),
                Column(id="size", title=self.tr("Size"), width=150),
                Column(id="source", title=self.tr("Measures"), width=110),
                Column(id="state", title=self.tr("Use")),
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
        }
        self._fields = {field: _field(field) for field in Measures.__slots__}
        self._rows = {
            field: FormRow(words[field], line, hint_text=self.tr("Inches, as 4 1/2 or 4.5.") if field == "width" else "", above=True)
            for field, line in self._fields.items()
        }
        self.add_rows(self._rows)

    def reload(self) -> None:
        self.office.run(self, read_envelopes, self._show, key="envelopes")

    def _show(self, found: Envelopes) -> None:
        self._found = found
        self.set_rows(
            tuple(
                TableRow(
                    key=each.id,
                    cells=(
                        envelope_name(each), size_words(each.width, each.height), label(each.status),
                        self.tr("in use") if each.id == found.standard else "",
                    ),
                )
                for each in found.known
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
        if envelope is None:
            self.save_button.setText(self.tr("Keep it"))
            self.save_button.setEnabled(True)
            return
        said = self._said(envelope)
        self.picture.show_envelope(envelope, said)
        self.measures.setText(said)
        is_standard = self._found is not None and envelope.id == self._found.standard
        self.save_button.setText(self.tr("Use for letters"))
        self.save_button.setEnabled(not is_standard)

    def first_field(self) -> QLineEdit:
        return self._fields["width"]

    def primary(self) -> None:
        key = self.key
        if key is None:
            measures = Measures(**{field: line.text() for field, line in self._fields.items()})
            self.save(lambda desk: measure_envelope(desk, measures), self.tr("The envelope is kept. Choose it to use it for letters."))
        elif self.save_button.isEnabled():
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

    def _known(self, key: str | None) -> Envelope | None:
        known = self._found.known if self._found is not None else ()
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
