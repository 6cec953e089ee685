"""Where one is on a way of several steps: done, here, still to come."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from transit_desk.domain.text import N_, tr
from ui.widgets.painted import MIDDLE, Ink, Painted

_WIDE, _NARROW = 46, 14  # between two steps, at most and at least


class Stepper(Painted):
    """Steps in a row. A step already done may be gone back to, by mouse or by arrows and Enter."""

    chosen = Signal(int)

    def __init__(self, steps: Sequence[str], current: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.steps = tuple(steps)
        self.current = 0
        self.may_go_back = True
        self._pointed = 0
        self.go(current)

    def go(self, current: int) -> None:
        """Show that this step is the present one."""
        self.current = self._pointed = current
        name = self.steps[current] if self.steps else ""
        words = N_("Step {number} of {count}: {name}")
        self.setAccessibleName(tr(words, number=current + 1, count=len(self.steps), name=name))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if current and self.may_go_back else Qt.FocusPolicy.NoFocus)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._names() + self.theme.px(_WIDE) * (len(self.steps) - 1), self.theme.px(32))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(200), self.sizeHint().height())

    def _names(self) -> int:
        """What discs and names take without the threads between them."""
        look = self.theme
        return sum(look.px(32) + look.width(name, "strong") for name in self.steps)

    def _gap(self) -> int:
        """Between two steps: 46, and less where the row is short."""
        spare = (self.width() - self._names()) // max(1, len(self.steps) - 1)
        return min(self.theme.px(_WIDE), spare)

    def _tight(self) -> bool:
        return self._gap() < self.theme.px(_NARROW)

    def _boxes(self, ink_width: int) -> list[QRect]:
        """The place of each step; where the row is far too short, only the present step keeps its name."""
        look = self.theme
        tight = self._tight()
        gap = look.px(24) if tight else self._gap()
        x, boxes = 0, []
        for place, name in enumerate(self.steps):
            named = not tight or place == self.current
            wide = look.px(32) + look.width(name, "strong") if named else look.px(24)
            boxes.append(QRect(x, 0, min(wide, max(0, ink_width - x)), self.height()))
            x += wide + gap
        return boxes

    def draw(self, ink: Ink) -> None:
        look = ink.theme
        disc = look.px(24)
        boxes = self._boxes(self.width())
        for place, box in enumerate(boxes):
            y = (self.height() - disc) // 2
            self._draw_disc(ink, ink.at(box.x(), y, disc, disc), place)
            named = not self._tight() or place == self.current
            if named:
                role = "strong" if place == self.current else "body"
                tone = "text" if place == self.current else "muted"
                x = box.x() + look.px(32)
                ink.words(ink.at(x, 0, box.width() - look.px(32) + 2, self.height()), self.steps[place], role, tone)
            if self.hasFocus() and place == self._pointed:
                ink.ring(ink.at(box.x() - 2, 1, box.width() + look.px(8), self.height() - 2), look.px(8))
            if place + 1 < len(boxes):
                self._draw_thread(ink, box, boxes[place + 1], done=place < self.current)

    def _draw_disc(self, ink: Ink, disc: QRect, place: int) -> None:
        radius = disc.width() / 2
        if place < self.current:
            ink.fill(disc, "soft", radius)
            ink.outline(disc, "accent", radius)
            ink.icon(disc, "check", "accent", 16)
            return
        here = place == self.current
        if here:
            ink.fill(disc, "accent", radius)
        else:
            ink.outline(disc, "edge", radius)
        ink.words(disc, str(place + 1), "small_strong", "on_accent" if here else "muted", MIDDLE)

    def _draw_thread(self, ink: Ink, box: QRect, after: QRect, *, done: bool) -> None:
        look = ink.theme
        pad = min(look.px(10), self._gap() // 4 if not self._tight() else look.px(5))
        left = box.x() + box.width() + pad
        wide = after.x() - left - pad
        if wide > 0:
            y = self.height() // 2 - (1 if done else 0)
            colour = look.colour("accent" if done else "line")
            ink.painter.fillRect(ink.at(left, y, wide, 2 if done else look.stroke), colour)

    # --- going back ---

    def keyPressEvent(self, event: QKeyEvent) -> None:
        forward = Qt.Key.Key_Left if self.isRightToLeft() else Qt.Key.Key_Right
        if event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            step = 1 if event.key() == forward else -1
            self._pointed = max(0, min(self.current, self._pointed + step))
            self.setAccessibleDescription(self.steps[self._pointed])
            self.update()
            return
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._choose(self._pointed)
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        x = round(event.position().x())
        x = self.width() - x if self.isRightToLeft() else x
        for place, box in enumerate(self._boxes(self.width())):
            if box.left() <= x <= box.right():
                self._choose(place)

    def _choose(self, place: int) -> None:
        if self.may_go_back and place < self.current:
            self.chosen.emit(place)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._pointed = self.current
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()
