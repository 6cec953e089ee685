"""The menu of whoever works at the desk: their passphrase, another user, the lock."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from transit_desk.domain.text import N_, tr
from ui import icons, theme
from ui.shortcut import give_key

Entry = tuple[str, str, str, Callable[[], object]]  # words, icon, keys, what it does


class PersonMenu(QMenu):
    """Rises above the name at the foot of the sidebar."""

    def __init__(self, parent: QWidget, entries: Sequence[Entry]) -> None:
        super().__init__(parent)
        self.setObjectName("person_menu")
        self.setAccessibleName(tr(N_("Your own desk")))
        look = theme.of(self)
        for words, icon, keys, act in entries:
            action = self.addAction(icons.icon(look, icon, "muted"), words)
            if keys:
                give_key(action, keys)
            action.triggered.connect(lambda _on=False, act=act: act())

    def rise(self, over: QWidget) -> None:
        """Above the widget that was pressed, since there is nothing below it."""
        self.popup(over.mapToGlobal(QPoint(0, -self.sizeHint().height())))
