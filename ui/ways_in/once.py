"""A page that shows something once: left for another page it forgets, while the curtain only covers it."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget

from ui.steps import PageBody


class OncePage(PageBody):
    """Whoever makes one says in `forget` what has to go."""

    def __init__(self, name: str, said: str) -> None:
        super().__init__(name, said)
        self._among: QStackedWidget | None = None

    def forget(self) -> None:
        """Let go of what was shown."""

    def showEvent(self, event: QShowEvent) -> None:
        stack = self.parentWidget()
        if self._among is None and isinstance(stack, QStackedWidget):
            self._among = stack
            stack.currentChanged.connect(self._look_again)
        super().showEvent(event)

    def _look_again(self, _place: int) -> None:
        if self._among is not None and self._among.currentWidget() is not self:
            self.forget()
