"""The law as the program has it, to be read: periods, limits, grounds, holidays, checklists, versions side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from caseapp.domain.letters import Paragraph
from caseapp.ui.admin.law_rows import LawRows
from caseapp.ui.admin.reading_panel import ReadingPanel
from caseapp.ui.office import Office
from caseapp.ui.widgets.table_view import Column

if TYPE_CHECKING:
    from caseapp.domain.rulebook import Rulebook


class LawPanel(ReadingPanel):
    """Everything legal the program computes with."""

    areas = frozenset({"law"})

    def __init__(self, office: Office) -> None:
        super().__init__(
            office,
            "law",
            self.tr("Law"),
            self.tr(
                "What the program computes with. Nothing legal is edited in place: a change is a new version with the day it begins, "
                "and a case keeps the version of its day of receipt."
            ),
            columns=(
                Column(id="name", title=self.tr("What"), heavy=True),
                Column(id="citation", title=self.tr("Where it stands"), width=190),
                Column(id="status", title=self.tr("How sure"), width=112),
            ),
            table_label=self.tr("The law"),
            groups=(
                ("all", self.tr("Everything")),
                ("rules", self.tr("Periods")),
                ("limits", self.tr("Limits")),
                ("grounds", self.tr("Grounds and exceptions")),
                ("holidays", self.tr("Holidays")),
                ("checklists", self.tr("Checklists and papers")),
                ("versions", self.tr("Versions")),
            ),
            told_beside=2,
        )
        self._texts: dict[str, tuple[Paragraph, ...]] = {}

    def reload(self) -> None:
        self.office.run(self, lambda desk: LawRows(cast("Rulebook", desk.rulebook)), self._show, key="law")

    def paragraphs(self, key: str) -> tuple[Paragraph, ...]:
        return self._texts.get(key, ())

    def forget(self) -> None:
        self._texts = {}
        super().forget()

    def _show(self, law: LawRows) -> None:
        self._texts = law.texts
        self.set_rows(law.rows)
