"""For counsel: everything from memory or reviewed by nobody, and what of the policy is stale; who approved which words, and when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from caseapp.domain.counsel import CounselItem
from caseapp.domain.errors import DomainError
from caseapp.domain.letters import Paragraph, ParagraphKind
from caseapp.domain.operators import Act, may
from caseapp.domain.promises import Promise
from caseapp.services.changes import ChangeSet
from caseapp.services.counsel import CounselEntry, CounselList, counsel_list, record_review, withdraw_review
from caseapp.services.desk import Desk
from caseapp.ui import qt_dates
from caseapp.ui.act_dialog import ActDialog, Work
from caseapp.ui.admin.law_words import in_force_words, law_heading, status_words
from caseapp.ui.admin.reading_panel import ReadingPanel
from caseapp.ui.labels import label
from caseapp.ui.office import Office
from caseapp.ui.widgets.date_edit import DateEdit
from caseapp.ui.widgets.form import FormRow
from caseapp.ui.widgets.key_button import ButtonKind, KeyButton
from caseapp.ui.widgets.table_view import Cell, Column, TableRow

if TYPE_CHECKING:
    from caseapp.domain.rulebook import Rulebook

OPEN, APPROVED, PROMISES = "open", "approved", "promises"


class CounselPanel(ReadingPanel):
    """Items and promises. Officers and auditors read; an administrator records what counsel said."""

    areas = frozenset({"law"})

    def __init__(self, office: Office) -> None:
        super().__init__(
            office,
            "counsel",
            self.tr("For counsel"),
            "",
            columns=(
                Column(id="name", title=self.tr("What"), heavy=True),
                Column(id="why", title=self.tr("Why it is here"), width=150),
                Column(id="approved", title=self.tr("Approved"), width=130, may_shorten=False),
            ),
            table_label=self.tr("What counsel has to read"),
            groups=(
                ("all", self.tr("Everything")),
                (OPEN, self.tr("Not yet approved")),
                (APPROVED, self.tr("Approved")),
                (PROMISES, self.tr("Promises of the policy")),
            ),
            told_beside=1,
        )
        self._entries: dict[str, CounselEntry] = {}
        self._promises: dict[str, Promise] = {}
        self._repeated: frozenset[tuple[object, str]] = frozenset()
        self._in_force: Mapping[str, str] = {}
        self._key = ""
        self.approve_button = KeyButton(
            self.tr("Record an approval..."), ButtonKind.PRIMARY, key="Ctrl+Return", name="admin_counsel_approve", on_click=self.primary
        )
        self.withdraw_button = KeyButton(self.tr("Take it back..."), name="admin_counsel_withdraw", on_click=self.withdraw)
        self.add_acts(self.approve_button, self.withdraw_button)
        self._offer()

    def reload(self) -> None:
        self.office.run(self, lambda desk: (counsel_list(desk), _in_force(desk)), lambda found: self._show(*found), key="counsel")

    def primary(self) -> None:
        """Ask who approved the words that are shown, and when."""
        entry = self._entries.get(self._key)
        if entry is not None and entry.review is None and may(self.office.roles, Act.ADMINISTER):
            self._ask_approval(entry.item)

    def withdraw(self) -> None:
        """Ask why an approval no longer stands."""
        entry = self._entries.get(self._key)
        if entry is None or entry.review is None:
            return
        item = entry.item
        dialog = ActDialog(
            self.office,
            name="counsel_withdraw",
            title=self.tr("Take the approval back"),
            sentence=self.tr("The approval stays in the record, and so does what you write here. The item is unreviewed again."),
            act_text=self.tr("Take it back"),
            parent=self,
        )
        reason = QLineEdit()
        reason.setObjectName("counsel_withdraw_reason")
        dialog.add("reason", FormRow(self.tr("&Why"), reason, above=True, stretch=True))

        def collect() -> Work:
            words = reason.text()

            def work(desk: Desk) -> ChangeSet:
                return withdraw_review(desk, item.key, item.fingerprint, reason=words)

            return work

        dialog.open_for(collect)

    def forget(self) -> None:
        self._entries, self._promises, self._key = {}, {}, ""
        super().forget()

    def paragraphs(self, key: str) -> tuple[Paragraph, ...]:
        if key in self._entries:
            return self._item(self._entries[key])
        return self._promise(self._promises[key]) if key in self._promises else ()

    def show_key(self, key: str) -> None:
        self._key = key
        super().show_key(key)
        self._offer()

    # Inside

    def _show(self, found: CounselList, in_force: Mapping[str, str]) -> None:
        self._in_force = in_force
        self._entries = {entry.item.key: entry for entry in found.entries}
        names = Counter((entry.item.subject, entry.item.name) for entry in found.entries)
        self._repeated = frozenset(name for name, count in names.items() if count > 1)
        self._promises = {f"promise.{promise.id}": promise for promise in found.promises}
        self.sentence.setText(
            self.tr(
                "{open} of {all} texts are not yet approved, and {stale} of {promises} promises of the policy are stale. "
                "That a promise is stale is our reading; counsel decides. An approval is for the words as they are: changed words "
                "come back."
            ).format(open=found.open_count, all=len(found.entries), stale=found.stale_count, promises=len(found.promises))
        )
        rows = [self._item_row(entry) for entry in found.entries]
        rows += [self._promise_row(key, promise) for key, promise in self._promises.items()]
        self.set_rows(rows)

    def _item_row(self, entry: CounselEntry) -> tuple[TableRow, str, str]:
        item = entry.item
        name = self.tr("{kind}: {name}").format(kind=label(item.subject), name=_plain(item.name))
        if (item.subject, item.name) in self._repeated:
            name = self.tr("{name}, version {version}").format(name=name, version=item.version)
        approved = Cell(text=qt_dates.year_date(entry.review.reviewed_on), is_done=True) if entry.review is not None else Cell(text="")
        if entry.was_reviewed:
            approved = Cell(text=self.tr("words changed"))
        cells = (name, label(item.reason), approved)
        words = " ".join((name, item.text, item.citation, item.file, *(value for _, value in item.effect)))
        return TableRow(key=item.key, cells=cells), OPEN if entry.review is None else APPROVED, words

    def _promise_row(self, key: str, promise: Promise) -> tuple[TableRow, str, str]:
        name = self.tr("Promise {number}: {words}").format(number=promise.id[1:], words=promise.promise)
        cells = (name, self.tr("stale") if promise.is_stale else label(promise.bearing), "")
        return TableRow(key=key, cells=cells), PROMISES, " ".join((name, promise.law, promise.does, promise.citation))

    def _item(self, entry: CounselEntry) -> tuple[Paragraph, ...]:
        item, review = entry.item, entry.review
        facts: dict[str, str] = {
            self.tr("Where it stands"): item.citation,
            self.tr("How sure"): status_words(item.status),
            self.tr("Why it is here"): label(item.reason),
            self.tr("Version"): item.version,
            self.tr("In force"): self._in_force.get(item.file, ""),
            self.tr("File and line"): self.tr("{file}, line {line}").format(file=item.file, line=item.line),
            self.tr("Digest of the words"): item.fingerprint[:16],
        }
        if review is not None:
            facts[self.tr("Approved")] = self.tr("{who}, {date}").format(
                who=review.reviewed_by, date=qt_dates.year_date(review.reviewed_on)
            )
            facts[self.tr("Note")] = review.note
        elif entry.was_reviewed:
            facts[self.tr("Approved")] = self.tr("other words were, these were not")
        texts = [Paragraph(kind=ParagraphKind.TEXT, text=line) for line in item.text.split("\n") if line]
        effect = [self._row(_plain(name).capitalize(), _plain(value)) for name, value in item.effect]
        return (
            law_heading(self.tr("The text")),
            *texts,
            *((law_heading(self.tr("What it does")), *effect) if effect else ()),
            law_heading(self.tr("About it")),
            *_table(facts),
        )

    def _promise(self, promise: Promise) -> tuple[Paragraph, ...]:
        stale = (
            self.tr("Stale by our reading: the policy wants a new text here. Counsel decides.")
            if promise.is_stale
            else self.tr("By our reading the words of the policy can stay. Counsel decides.")
        )
        return (
            law_heading(self.tr("The policy, last updated {date}").format(date=qt_dates.year_date(promise.policy_updated_on))),
            Paragraph(kind=ParagraphKind.TEXT, text=promise.promise),
            law_heading(self.tr("The law today")),
            Paragraph(kind=ParagraphKind.TEXT, text=promise.law),
            *_table({self.tr("Where it stands"): promise.citation, self.tr("How sure"): label(promise.status)}),
            law_heading(self.tr("What the program does")),
            Paragraph(kind=ParagraphKind.TEXT, text=promise.does),
            Paragraph(kind=ParagraphKind.TEXT, text=label(promise.bearing)),
            law_heading(self.tr("What is stale")),
            Paragraph(kind=ParagraphKind.TEXT, text=stale),
        )

    def _row(self, name: str, value: str) -> Paragraph:
        return Paragraph(kind=ParagraphKind.TABLE_ROW, cells=(name, value))

    def _offer(self) -> None:
        entry = self._entries.get(self._key)
        records = entry is not None and may(self.office.roles, Act.ADMINISTER)
        self.approve_button.setVisible(bool(records and entry is not None and entry.review is None))
        self.withdraw_button.setVisible(bool(records and entry is not None and entry.review is not None))

    def _ask_approval(self, item: CounselItem) -> None:
        dialog = ActDialog(
            self.office,
            name="counsel_approve",
            title=self.tr("Record an approval"),
            sentence=self.tr("For the words as they are now. It is signed by you and kept for good."),
            act_text=self.tr("Record it"),
            parent=self,
        )
        by, note = QLineEdit(), QLineEdit()
        by.setObjectName("counsel_approve_by")
        note.setObjectName("counsel_approve_note")
        on = DateEdit(self._today, name="counsel_approve_on", label=self.tr("When"))
        dialog.add("reviewed_by", FormRow(self.tr("&Who approved it"), by, above=True, stretch=True))
        dialog.add("reviewed_on", FormRow(self.tr("W&hen"), on, above=True))
        dialog.add("note", FormRow(self.tr("&Note"), note, above=True, stretch=True, hint_text=self.tr("What it was read against.")))

        def collect() -> Work:
            who, when, words = by.text(), on.required("reviewed_on"), note.text()

            def work(desk: Desk) -> ChangeSet:
                return record_review(desk, item.key, item.fingerprint, reviewed_by=who, reviewed_on=when, note=words)

            return work

        dialog.open_for(collect, lambda _change: self.table.setFocus(Qt.FocusReason.OtherFocusReason))

    def _today(self) -> date:
        desk = self.office.desk
        if desk is None:
            raise DomainError("date_missing")
        return desk.today()


def _in_force(desk: Desk) -> dict[str, str]:
    """Return when each version of the law is in force, by its file."""
    return {
        f"regimes/{one.id}/{one.version}.toml": in_force_words(one.effective_from, one.effective_to)
        for one in cast("Rulebook", desk.rulebook).regimes
    }


def _table(facts: Mapping[str, str]) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(kind=ParagraphKind.TABLE_ROW, cells=pair) for pair in facts.items() if pair[1])


def _plain(code: str) -> str:
    return code.replace("_", " ")
