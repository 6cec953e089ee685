"""Before an older vault, or one without its anchor, is opened: go on knowingly, bring a backup back, or stop."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from transit_desk.domain.text import N_, tr
from ui import theme
from ui.sign_in.unlock import HillsPage, in_the_middle
from ui.widgets.button import primary, quiet, secondary
from ui.widgets.card import Card
from ui.widgets.painted import announce
from ui.widgets.summary import Glyph
from ui.widgets.words import Text, title


class MissingWork(HillsPage):
    """Nothing is opened before one of three ways was chosen; Esc stops."""

    going_on = Signal()
    restoring = Signal()
    stopped = Signal()

    def __init__(self, found: str) -> None:
        super().__init__()
        self.setObjectName("missing_work")
        heading = tr(N_("Saved work may be missing"))
        self.setAccessibleName(heading)
        look = theme.of(self)
        card = Card(name="missing_card")
        card.pad(32, 24, 16)
        card.setFixedWidth(look.px(640))
        head = QHBoxLayout()
        head.setSpacing(look.px(12))
        head.addWidget(Glyph("warning", "warn", 24), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(title(heading), 1)
        card.add(head)
        self.found = Text(found, "body", wrap=True, name="missing_words")
        card.add(self.found)
        self.consequence = Text(
            tr(N_("Whoever goes on is written in the trail: who, and when.")), "small", "muted", wrap=True
        )
        card.add(self.consequence)
        self.refused = Text("", "small_strong", "stop", wrap=True, name="missing_refused")
        self.refused.hide()
        card.add(self.refused)
        self.restore = primary(tr(N_("Restore a backup")), "usb", name="missing_restore")
        self.go_on = secondary(tr(N_("Go on knowingly")), name="missing_go_on")
        self.stop = quiet(tr(N_("Stop")), "cross", "Esc", name="missing_stop")
        line = QHBoxLayout()
        line.setSpacing(look.px(8))
        for button, signal in ((self.restore, self.restoring), (self.go_on, self.going_on), (self.stop, self.stopped)):
            button.clicked.connect(signal)
            line.addWidget(button)
        line.addStretch(1)
        card.add(line)
        column = self.column()
        column.addStretch(3)
        column.addLayout(in_the_middle(card))
        column.addStretch(5)
        self.setFocusProxy(self.restore)

    def show_busy(self, busy: bool = True) -> None:
        """One way was taken; the others wait."""
        for button in (self.restore, self.go_on, self.stop):
            button.setEnabled(not busy)

    def say_refused(self, words: str) -> None:
        """The backup was not brought back, and why; the choice is open again."""
        self.show_busy(False)
        self.refused.say(words)
        self.refused.show()
        announce(self, words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.stop.isEnabled():
            self.stopped.emit()
        else:
            super().keyPressEvent(event)
