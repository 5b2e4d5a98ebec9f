"""Where a request begins: how it came, and the drafts that wait for their operator."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from caseapp.domain.channel import Channel
from caseapp.services.draft_ends import OthersDraft
from caseapp.services.views import DraftEntry
from caseapp.ui import qt_dates
from caseapp.ui.labels import label
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Space
from caseapp.ui.widgets.case_list_view import CaseLine, CaseListView
from caseapp.ui.widgets.choices import RadioRow
from caseapp.ui.widgets.empty_state import EmptyState
from caseapp.ui.widgets.flow_row import FlowRow
from caseapp.ui.widgets.form import FormRow
from caseapp.ui.widgets.key_button import ButtonKind, KeyButton
from caseapp.ui.widgets.words import Words, page_title, section_head

CHANNELS = (Channel.PHONE, Channel.MAIL, Channel.EMAIL, Channel.WEB_FORM, Channel.IN_PERSON, Channel.VOICEMAIL)


class StartView(QWidget):
    """See the module.

    Signals:
        start_chosen: the channel of a new request.
        draft_opened: id of a draft. discard_chosen: `DraftEntry` that is to go. take_chosen: `OthersDraft` to go on with.
    """

    start_chosen = Signal(object)
    draft_opened = Signal(str)
    discard_chosen = Signal(object)
    take_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._entries: tuple[DraftEntry, ...] = ()
        self._drafts_first = False
        self.channel = RadioRow(
            [(channel, label(channel)) for channel in CHANNELS], name="intake_channel", label=self.tr("It came by"), vertical=True
        )
        self.start = KeyButton(
            self.tr("Start"), ButtonKind.PRIMARY, icon="note-pencil", key="Ctrl+Return", name="intake_start", on_click=self.do_start
        )
        self.phone = KeyButton(
            self.tr("New phone request"),
            icon="phone",
            key="Ctrl+Shift+N",
            name="intake_start_phone",
            on_click=lambda: self.start_chosen.emit(Channel.PHONE),
        )
        self.drafts = _DraftList()
        self._others: tuple[OthersDraft, ...] = ()
        self._others_head = section_head(self.tr("Drafts of others"))
        self.others = CaseListView(name="intake_others_drafts", label=self.tr("Drafts of others"))
        self._others_keys = Words(self.tr("Enter takes a draft over, for example when its operator is away."), ink="ink_2", wrap=True)
        self._empty = EmptyState(
            icon="note-pencil",
            title=self.tr("No drafts"),
            sentence=self.tr("What you begin and do not finish waits here, also after a lock or a crash."),
            name="intake_no_drafts",
        )
        self._list = QStackedWidget()
        self._list.addWidget(self._empty)
        self._list.addWidget(self.drafts)
        self._keys = Words(
            self.tr("Enter opens a draft. Delete removes one in which no right was asked, or closes one in which none is ticked any more."),
            ink="ink_2",
            wrap=True,
        )
        self._column = QVBoxLayout(self)
        self._column.addWidget(page_title(self.tr("New request")))
        self._column.addWidget(FormRow(self.tr("It came b&y"), self.channel))
        self._column.addWidget(FlowRow(self.start, self.phone))
        self._column.addSpacing(current().px(Space.L))
        self._column.addWidget(section_head(self.tr("My drafts")))
        self._column.addWidget(self._list, 1)
        self._column.addWidget(self._keys)
        for part in (self._others_head, self.others, self._others_keys):
            self._column.addWidget(part)
            part.hide()
        self.others.row_opened.connect(self._take)
        self.drafts.row_opened.connect(lambda key: self.draft_opened.emit(str(key)))
        self.drafts.delete_pressed.connect(self._discard)
        follow_theme(self, self._dress)

    def do_start(self) -> None:
        """Start a request by the chosen channel."""
        self.start_chosen.emit(self.channel.chosen())

    def show_drafts(self, entries: Sequence[DraftEntry], zone: str, today: object) -> None:
        """Show what waits."""
        self._entries = tuple(entries)
        self.drafts.set_rows([self._line(entry, zone, today) for entry in entries])
        self._list.setCurrentWidget(self.drafts if entries else self._empty)
        self._keys.setVisible(bool(entries))
        focus = QApplication.focusWidget()
        if entries and self._drafts_first and focus is not None and self.channel.isAncestorOf(focus):
            self.drafts.setFocus(Qt.FocusReason.OtherFocusReason)
        self._drafts_first = False

    def show_others(self, drafts: Sequence[OthersDraft], zone: str, today: object) -> None:
        """Show what waits for others, to who may go on with it; there is no list while nothing waits."""
        self._others = tuple(drafts)
        self.others.set_rows([self._others_line(draft, zone, today) for draft in drafts])
        for part in (self._others_head, self.others, self._others_keys):
            part.setVisible(bool(drafts))

    def _others_line(self, draft: OthersDraft, zone: str, today: object) -> CaseLine:
        saved = qt_dates.moment(draft.saved_at, zone, today)  # type: ignore[arg-type]
        return CaseLine(
            key=draft.draft_id,
            name=draft.operator_name,
            number=draft.number or self.tr("no right ticked yet"),
            right=label(draft.channel),
            date=self.tr("saved {when}").format(when=saved),
            note=self.tr("retired") if draft.is_retired else "",
        )

    def _take(self, draft_id: object) -> None:
        draft = next((one for one in self._others if one.draft_id == draft_id), None)
        if draft is not None:
            self.take_chosen.emit(draft)

    def _line(self, entry: DraftEntry, zone: str, today: object) -> CaseLine:
        saved = qt_dates.moment(entry.saved_at, zone, today)  # type: ignore[arg-type]
        return CaseLine(
            key=entry.draft_id,
            name=entry.name.strip() or self.tr("No name yet"),
            number=entry.number or self.tr("no right ticked yet"),
            right=label(entry.channel),
            date=self.tr("saved {when}").format(when=saved),
            note=(self.tr("clock running") if entry.has_right else self.tr("no right ticked")) if entry.has_case else "",
        )

    def wait_for_drafts(self) -> None:
        """Let the next drafts that are shown have the focus, if it is still where requests begin."""
        self._drafts_first = True

    def first_control(self, *, written: bool = False) -> QWidget:
        """Return what gets the focus: the drafts when some wait, else how it came."""
        return self.drafts if self._entries and not written else self.channel

    def forget(self) -> None:
        self.show_drafts((), "UTC", None)
        self.show_others((), "UTC", None)

    def _discard(self, draft_id: str) -> None:
        entry = next((one for one in self._entries if one.draft_id == draft_id), None)
        if entry is not None:
            self.discard_chosen.emit(entry)

    def _dress(self) -> None:
        px = current().px
        self._column.setContentsMargins(px(Space.XXL), px(Space.L), px(Space.XL), px(Space.L))
        self._column.setSpacing(px(Space.M))
        self.others.setMinimumHeight(px(72))


class _DraftList(CaseListView):
    """The drafts; Enter opens one, Delete asks to remove one."""

    delete_pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__(name="intake_drafts", label="")
        self.setAccessibleName(self.tr("My drafts"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.current_key is not None:
            self.delete_pressed.emit(str(self.current_key))
            return
        super().keyPressEvent(event)
