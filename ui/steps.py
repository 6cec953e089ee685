"""Work of several steps: its head, where one is, the step itself, the keys that matter there; resumed at will."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from transit_desk.domain import errors
from transit_desk.domain.text import N_, tr
from ui import theme
from ui.shortcut import Shortcut
from ui.widgets.banner import Notice
from ui.widgets.button import Button, Kind, primary, quiet, secondary
from ui.widgets.keys import KeyStrip
from ui.widgets.stepper import Stepper
from ui.widgets.words import Line, title

Then = Callable[[], None]


def spoken(trouble: errors.Spoken) -> str:
    """A refusal in words; several of them one after the other."""
    if isinstance(trouble, errors.Several):
        return " ".join(str(each) for each in trouble.refusals)
    return str(trouble)


class Head(QWidget):
    """The title of a page, a word beside it, and its buttons: one of them filled, at the end."""

    def __init__(self, heading: str, aside: str = "") -> None:
        super().__init__()
        self.setObjectName("head")
        self.setAccessibleName(heading)
        self.title = title(heading)
        self.aside = Line(aside, "body", "muted", name="head_aside")
        self.line = QHBoxLayout(self)
        self.line.setContentsMargins(0, 0, 0, 0)
        self.line.addWidget(self.title)
        self.line.addWidget(self.aside)
        self.line.addStretch(1)
        self.aside.setVisible(bool(aside))
        self.measure()

    def add(self, *buttons: QWidget) -> None:
        """Buttons from start to end; the filled one comes last."""
        for button in buttons:
            self.line.addWidget(button)

    def say(self, heading: str, aside: str = "") -> None:
        """Another title."""
        self.title.say(heading)
        self.setAccessibleName(heading)
        self.aside.say(aside)
        self.aside.setVisible(bool(aside))

    def measure(self) -> None:
        """Sizes at this size of text."""
        look = theme.of(self)
        self.line.setSpacing(look.px(8))
        self.setFixedHeight(look.px(44))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "line"):
            self.measure()
        super().changeEvent(event)


class PageBody(QWidget):
    """The ground of a page with its margins, alike on both sides."""

    def __init__(self, name: str, said: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(said)
        self.column = QVBoxLayout(self)
        self.measure()

    def measure(self) -> None:
        """Margins at this size of text."""
        look = theme.of(self)
        self.column.setContentsMargins(look.px(24), look.px(8), look.px(24), look.px(4))
        self.column.setSpacing(look.px(8))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "column"):
            self.measure()
        super().changeEvent(event)


class Step(QWidget):
    """One step. `changed` asks the way to look again whether one may go on, and with what words."""

    changed = Signal()
    refused = Signal(str)
    go_on = Signal()
    opened = Signal(str, str)  # the page and the record because of which something was refused here

    def __init__(self, name: str, said: str) -> None:
        super().__init__()
        self.setObjectName(f"step_{name}")
        self.setAccessibleName(said)
        self.said = said
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.of(self).px(8))

    def enter(self) -> None:
        """It is shown now."""

    def leave(self, then: Then) -> None:
        """It is left towards the next one: keep what is not kept yet, then go on."""
        then()

    def reason(self) -> str:
        """Why one can't go on yet; "" when one can."""
        return ""

    def acts_first(self) -> bool:
        """Whether a button of the step itself is what comes next: then that one is filled, and going on is not."""
        return False

    def next_words(self) -> str:
        """What the filled button says; "" for the name of the step that follows."""
        return ""

    def keys(self) -> tuple[tuple[str, str], ...]:
        """The keys that matter here."""
        return ()

    def keys_end(self) -> str:
        """The word at the end of their line."""
        return ""

    def first(self) -> QWidget | None:
        """What takes the keyboard when the step opens; none means the title."""
        return None


class Way(PageBody):
    """Steps one after the other. Leaving keeps everything; a step that is done can be gone back to."""

    left = Signal()
    reached = Signal(int)
    finished = Signal()

    def __init__(self, name: str, heading: str, steps: Sequence[Step]) -> None:
        super().__init__(name, heading)
        self.steps = tuple(steps)
        self.place = 0
        self.head = Head(heading)
        self.quit = quiet(tr(N_("Leave, all is kept")), name="leave_all_kept")
        self.before = secondary(tr(N_("Previous")), name="step_before")
        self.next: Button = primary("", after="chevron_end", name="step_next")
        self.head.add(self.quit, self.before, self.next)
        self.stepper = Stepper([step.said for step in steps])
        self.notice = Notice("", "alert")
        self.notice.hide()
        self.stack = QStackedWidget()
        self.stack.setObjectName("steps")
        self.stack.setAccessibleName(heading)
        self.strip = KeyStrip()
        for step in steps:
            self.stack.addWidget(step)
            step.changed.connect(self.look_again)
            step.refused.connect(self.notice.say)
            step.go_on.connect(self.on)
        for piece in (self.head, self.stepper, self.notice):
            self.column.addWidget(piece)
        self.column.addWidget(self.stack, 1)
        self.column.addWidget(self.strip)
        self._wire()
        self._show()

    def _wire(self) -> None:
        self.quit.clicked.connect(self.left)
        self.before.clicked.connect(self.back)
        self.next.clicked.connect(self.on)
        self.stepper.chosen.connect(self.show_step)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            go = Shortcut(keys, self)
            go.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            go.activated.connect(self.on)

    @property
    def step(self) -> Step:
        """The present step."""
        return self.steps[self.place]

    def show_step(self, place: int) -> None:
        """Go to a step."""
        self.place = max(0, min(len(self.steps) - 1, place))
        self._show()
        self.reached.emit(self.place)

    def on(self) -> None:
        """To the next step, once this one has kept what is its own."""
        if self.step.reason():
            self.look_again()
            self.notice.say(self.step.reason(), "info")
            return
        self.step.leave(self._on)

    def _on(self) -> None:
        if self.place + 1 < len(self.steps):
            self.show_step(self.place + 1)
        else:
            self.finished.emit()

    def back(self) -> None:
        """To the step before; nothing is undone."""
        self.show_step(self.place - 1)

    def look_again(self) -> None:
        """The buttons and the line of keys as the present step wants them."""
        words = self.step.next_words()
        if not words and self.place + 1 < len(self.steps):
            words = tr(N_("Next: {step}"), step=self.steps[self.place + 1].said.lower())
        reason = self.step.reason()
        self.next.kind = Kind.SECONDARY if self.step.acts_first() else Kind.PRIMARY
        self.next.say(words or tr(N_("Done")), reason)
        self.next.update()
        self.next.setToolTip(reason)
        self.next.after = "chevron_end" if self.place + 1 < len(self.steps) else ""
        self.before.setVisible(self.place > 0)
        self.strip.show_keys(self.step.keys(), self.step.keys_end())

    def _show(self) -> None:
        self.notice.say("")
        self.stack.setCurrentIndex(self.place)
        self.stepper.go(self.place)
        self.look_again()
        self.step.enter()
        self.look_again()
        first = self.step.first()
        (first or self.head.title).setFocus(Qt.FocusReason.OtherFocusReason)
