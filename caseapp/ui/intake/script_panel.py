"""The script beside the form: one sentence to say now, what was said, what follows, what callers ask, and a standing warning."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from caseapp.services.intake_form import IntakeForm
from caseapp.ui.icons import draw_icon
from caseapp.ui.intake.scripts import STEPS, Question, Script, ScriptLine
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Radius, Size, Space, TypeRole, Weight
from caseapp.ui.widgets.banner import Banner
from caseapp.ui.widgets.deadline_pill import PillState
from caseapp.ui.widgets.painted_text import paint_wrapped, wrapped_height
from caseapp.ui.widgets.script_card import ScriptCard
from caseapp.ui.widgets.scroll_area import ScrollArea
from caseapp.ui.widgets.strokes import Rule, focus_ring, vertical_hairline
from caseapp.ui.widgets.words import Words, panel_title, section_head


class SidePanel(QWidget):
    """The ground of what stands right of the form: the colour of panes, a hairline left, a scroll area, and a foot."""

    def __init__(self, name: str, label: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(label)
        self._outer = QVBoxLayout(self)
        self._scroll = ScrollArea()
        self._scroll.setObjectName(f"{name}_scroll")
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidgetResizable(True)
        self._content = QWidget()
        self._content.setObjectName("scroll_content")
        self._column = QVBoxLayout(self._content)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._scroll.setWidget(self._content)
        self._outer.addWidget(self._scroll, 1)
        follow_theme(self, self._dress_ground)

    def _dress_ground(self) -> None:
        px = current().px
        self._outer.setContentsMargins(px(Space.M) + 1, px(Space.M), px(Space.M), px(Space.L))
        self._outer.setSpacing(px(Space.S))
        self._column.setSpacing(px(Space.S))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), current().color("pane"))
        vertical_hairline(painter, 0, 0, self.height(), current().color("line_strong"))
        painter.end()


class ScriptPanel(SidePanel):
    """See the module.

    Signals:
        ticked: id of the sentence that was said now.
        taken_back: id of the sentence that was ticked by mistake.
    """

    ticked = Signal(str)
    taken_back = Signal(str)

    def __init__(self) -> None:
        super().__init__("intake_script", self.tr("Script"))
        self.script: Script | None = None
        self._now: ScriptLine | None = None
        self._last_said = ""
        self.place = Words("", TypeRole.SMALL, ink="ink_2")
        head = QHBoxLayout()
        self._title = panel_title(self.tr("Script"))
        head.addWidget(self._title)
        head.addWidget(self.place)
        head.addStretch(1)
        self._said = _Said()
        self.card = ScriptCard(name="intake_script_card")
        self._done = Words(self.tr("All is said for this step."), ink="ink_2", wrap=True)
        self._then_head = section_head(self.tr("Then"))
        self._then = Words("", ink="ink_2", wrap=True)
        self._ask_rule = Rule()
        self._ask_head = section_head(self.tr("If they ask"))
        self._asks: list[_Ask] = []
        self.warning = Banner(name="intake_script_warning", state=PillState.THREE_DAYS, icon="warning-circle", tall=True)
        self._column.addLayout(head)
        for part in (self._said, self.card, self._done, self._then_head, self._then, self._ask_rule, self._ask_head):
            self._column.addWidget(part)
        self._ask_column = QVBoxLayout()
        self._ask_column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._ask_column)
        self._column.addStretch(1)
        self._outer.addWidget(self.warning)
        self.card.said.connect(self._tick)
        follow_theme(self, self._dress)

    def show_script(self, script: Script) -> None:
        """Take another script; its questions are closed. The one that is there already is not made anew."""
        if script == self.script:
            for ask in self._asks:
                ask.close_answer()
            return
        self.script = script
        for ask in self._asks:
            self._ask_column.removeWidget(ask)
            ask.hide()
            ask.deleteLater()
        self._asks = [_Ask(question, spoken=script.spoken) for question in script.questions]
        for ask in self._asks:
            self._ask_column.addWidget(ask)
        self._title.setText(self.tr("Script") if script.spoken else self.tr("What to do"))
        self.warning.show_text(script.warning, script.warning_more)

    def show_state(self, form: IntakeForm, step: int, facts: Mapping[str, str]) -> None:
        """Show what is to be said now, at this step (1 to 6), to this caller, about these rights."""
        script = self.script
        if script is None:
            return
        said = [line_id for line_id, _ in form.said]
        lines = script.lines_for(form)
        self._now = now = _say_now(script, form, step)
        self._last_said = said[-1] if said else ""
        by_id = {line.id: line for line in script.lines}
        spoken = [by_id[line_id] for line_id in said if line_id in by_id]

        def worded(line: ScriptLine) -> str:
            return _quoted(line.filled(facts)) if script.spoken else line.filled(facts)

        self._said.show_text(worded(spoken[-1]) if spoken else "")
        self.card.setVisible(now is not None)
        self._done.setVisible(now is None)
        if now is not None:
            self.card.show_sentence(worded(now), required=now.required, spoken=script.spoken)
            self.card.tick.setEnabled(now.can_be_said(facts))
        following = _after(lines, now, step, said)
        self._then_head.setVisible(following is not None)
        self._then.setVisible(following is not None)
        self._then.setText(worded(following) if following is not None else "")
        at = lines.index(now) + 1 if now is not None else len([line for line in lines if line.id in said])
        self.place.setText(self.tr("line {at} of {all}").format(at=at, all=len(lines)) if lines else "")

    @property
    def now(self) -> ScriptLine | None:
        """The sentence that is to be said now."""
        return self._now

    def tick_now(self) -> None:
        """Tick the sentence in the card, if it can be said already."""
        if self.script is not None and self.script.spoken and self._now is not None and self.card.tick.isEnabled():
            self.card.toggle_said()

    def take_back(self) -> None:
        """Untick the last sentence."""
        if self._last_said:
            self.taken_back.emit(self._last_said)

    def focus_tick(self) -> None:
        """Go to the tick of the sentence that is still to be said."""
        self.card.tick.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _tick(self, said: bool) -> None:
        if said and self._now is not None:
            self.ticked.emit(self._now.id)

    def _dress(self) -> None:
        self._ask_column.setSpacing(current().px(2))


class _Said(QWidget):
    """The sentence said last, with a tick."""

    def __init__(self) -> None:
        super().__init__()
        self._words = Words("", ink="ink_3", wrap=True)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._words)
        follow_theme(self, self._dress)

    def show_text(self, text: str) -> None:
        self._words.setText(text)
        self.setAccessibleName(self.tr("Said: {sentence}").format(sentence=text) if text else "")
        self.setVisible(bool(text))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        side = current().px(Size.ICON_SMALL)
        draw_icon(painter, "check", QRectF(current().px(4), current().px(3), side, side), current().color("on_track"))
        painter.end()

    def _dress(self) -> None:
        self._row.setContentsMargins(current().px(26), 0, 0, 0)


class _Ask(QWidget):
    """A question callers ask; Space or Enter opens what is said then."""

    def __init__(self, question: Question, *, spoken: bool) -> None:
        super().__init__()
        self._button = _AskButton(question)
        self._button.clicked.connect(self._toggle)
        self._answer = Words(_quoted(question.answer) if spoken else question.answer, ink="ink_2", wrap=True)
        self._answer.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._button)
        self._column.addWidget(self._answer)
        follow_theme(self, self._dress)

    def close_answer(self) -> None:
        if not self._answer.isHidden():
            self._toggle()

    def _toggle(self) -> None:
        opened = self._answer.isHidden()
        self._answer.setVisible(opened)
        self._button.show_opened(opened, self._answer.text())

    def _dress(self) -> None:
        px = current().px
        self._column.setSpacing(0)
        self._answer.setContentsMargins(px(26), 0, px(4), px(6))


class _AskButton(QPushButton):
    """A question as one line, or as more where there is no room."""

    def __init__(self, question: Question) -> None:
        super().__init__()
        self._words = question.question
        self._is_open = False
        self._heights: dict[tuple[int, int], float] = {}
        self.setObjectName(f"intake_ask_{question.id}")
        self.setAccessibleName(question.question)
        self.setAutoDefault(False)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        follow_theme(self, self.updateGeometry)

    def show_opened(self, opened: bool, answer: str) -> None:
        self._is_open = opened
        self.setAccessibleDescription(answer if opened else "")
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        px = current().px
        return max(px(28), round(self._words_height(width)) + px(10))

    def _words_height(self, width: int) -> float:
        # Kept: one layout of the panel asks for it dozens of times, and to wrap a sentence costs as much as to draw it.
        theme = current()
        key = (width, theme.text_percent)
        if key not in self._heights:
            self._heights[key] = wrapped_height(self._words, theme.font(weight=Weight.MEDIUM), width - theme.px(28))
        return self._heights[key]

    def sizeHint(self) -> QSize:
        return QSize(current().px(120), current().px(28))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        px = theme.px
        painter = QPainter(self)
        side = px(Size.ICON_SMALL)
        font = theme.font(weight=Weight.MEDIUM)
        high = self._words_height(self.width())
        top = (self.height() - high) / 2
        name = "caret-down" if self._is_open else "caret-right"
        draw_icon(painter, name, QRectF(px(4), top + px(1), side, side), theme.color("ink_2"))
        paint_wrapped(painter, QRectF(px(26), top, self.width() - px(28), high), self._words, font, theme.color("ink_1"))
        if self.hasFocus():
            focus_ring(painter, QRectF(self.rect()), px(Radius.SMALL))
        painter.end()


def _quoted(text: str) -> str:
    return f"\u201c{text}\u201d"


def _say_now(script: Script, form: IntakeForm, step: int) -> ScriptLine | None:
    """Return what has to be said and was passed over, else the first unsaid sentence of this step."""
    said = {line_id for line_id, _ in form.said}
    for number, name in enumerate(STEPS, start=1):
        if number > step:
            break
        for line in script.lines_for(form, name):
            if line.id not in said and (number == step or line.required):
                return line
    return None


def _after(lines: tuple[ScriptLine, ...], now: ScriptLine | None, step: int, said: list[str]) -> ScriptLine | None:
    """Return the sentence that follows the present one."""
    later = [line for line in lines if line.id not in said and line is not now]
    if now is not None:
        later = [line for line in later if lines.index(line) > lines.index(now)]
    else:
        later = [line for line in later if STEPS.index(line.step) + 1 > step]
    return later[0] if later else None
