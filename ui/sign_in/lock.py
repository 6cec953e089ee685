"""The curtain: one key covers the screen; any key within a minute lifts it, later the door is shut."""

from __future__ import annotations

import datetime

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QShowEvent

from transit_desk.domain.text import N_, tr
from ui import theme
from ui.sign_in.unlock import HillsPage
from ui.widgets.painted import MIDDLE, Ink, ltr


class Curtain(HillsPage):
    """A clock in front of the hills. It does not read the time itself: whoever owns it tells it each minute."""

    lifted = Signal()
    minute_passed = Signal()

    def __init__(self, now: datetime.datetime) -> None:
        super().__init__()
        self.setObjectName("curtain")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._clock = QTimer(self)
        self._clock.setInterval(5_000)
        self._clock.timeout.connect(self.minute_passed)
        self.tell(now)

    def tell(self, now: datetime.datetime) -> None:
        """The hour to show."""
        self.hour = now.strftime("%H:%M")
        self.setAccessibleName(tr(N_("The screen is covered. Press a key to come back. {hour}"), hour=self.hour))
        self.update()

    def showEvent(self, event: QShowEvent) -> None:
        self._clock.start()
        self.setFocus()
        super().showEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bare = {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_CapsLock}
        if event.key() not in bare:
            self._clock.stop()
            self.lifted.emit()

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        self._clock.stop()
        self.lifted.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        look = theme.of(self)
        ink = Ink(painter, look, self.rect(), self.layoutDirection())
        middle = round(self.height() * 0.36)
        ink.words(QRect(0, middle - look.px(44), self.width(), look.px(88)), ltr(self.hour), "clock", "text", MIDDLE)
        below = QRect(0, middle + look.px(52), self.width(), look.px(24))
        ink.words(below, tr(N_("The screen is covered. Press a key to come back.")), "body", "muted", MIDDLE)
        painter.end()
