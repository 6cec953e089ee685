"""F1: a few lines about the page and its keys, always in the same place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import shiboken6
from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from transit_desk.domain.text import N_, tr
from ui import theme
from ui.widgets.button import quiet
from ui.widgets.card import Card
from ui.widgets.painted import Ink, Painted, keycap_width, named_key, paint_keycap
from ui.widgets.words import Text

EVERYWHERE: Final = (
    ("Ctrl+K", N_("search for a child or an action")),
    ("Ctrl+N", N_("the new thing of this page")),
    ("Ctrl+S", N_("save")),
    ("Ctrl+Z", N_("take back the last act")),
    ("Ctrl+Shift+I", N_("write an incident, from any page")),
    ("Ctrl+F", N_("search in the list")),
    ("Ctrl+L", N_("lock")),
    ("F9", N_("cover the screen (also Ctrl+B)")),
    ("F6", N_("next part of the window")),
    ("Alt+←", N_("the page before")),
    ("Ctrl++", N_("larger text; Ctrl+− smaller")),
)
_SAYS: Final = {
    "list": N_(
        "A list shows the name in use and the number, no more. Enter opens a file. The filter stands in words above."
    ),
    "form": N_("Nothing has to be complete. What you type is kept as a draft at once; Save makes it part of the file."),
    "record": N_("The head of the file stays while you go through the tabs. Nothing here changes by being looked at."),
    "today": N_("What must be done, the most pressing first. No name of a child stands here: anybody may pass by."),
}


class KeyLine(Painted):
    """One key and what it does; the words of all lines begin after the widest key."""

    def __init__(self, key: str, words: str, widest: str) -> None:
        super().__init__()
        self.key, self.words, self.widest = key, words, widest
        self.setAccessibleName(tr(N_("{key}: {what}"), key=named_key(key), what=words))

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(240), self.theme.px(28))

    def words_at(self) -> int:
        """Where the words begin."""
        return max(self.theme.px(84), keycap_width(self.theme, self.widest) + self.theme.px(12))

    def draw(self, ink: Ink) -> None:
        look, tall = ink.theme, self.height()
        high = look.height("keycap")
        paint_keycap(ink, ink.at(0, (tall - high) // 2, keycap_width(look, self.key), high), self.key, "muted", "edge")
        x = self.words_at()
        ink.words(ink.at(x, 0, self.width() - x, tall), self.words, "small")


class HelpPanel(Card):
    """At the end of the window, over the page; Esc or F1 closes it."""

    closed = Signal()

    def __init__(self, frame: QWidget) -> None:
        super().__init__(tr(N_("Help")), name="help_panel", parent=frame)
        self.frame = frame
        self.setProperty("edge", "edge")
        self.pad(16, 12, 4)
        self.close_button = quiet(tr(N_("Close")), "cross", "Esc", name="help_close")
        self.close_button.clicked.connect(lambda _on=False: self.sink())
        self.add_action(self.close_button)
        self._origin: QWidget | None = None
        self._pieces: list[QWidget] = []
        self.hide()

    def rise(self, kind: str, keys: Sequence[tuple[str, str]]) -> None:
        """Show the help of a page; again closes it."""
        if self.isVisible():
            self.sink()
            return
        self._origin = QApplication.focusWidget()
        for piece in self._pieces:
            piece.hide()
            piece.deleteLater()
        known = {key for key, _words in keys}
        widest = max((*known, *(key for key, _words in EVERYWHERE)), key=len)
        here = [KeyLine(key, words, widest) for key, words in keys]
        everywhere = [KeyLine(key, tr(words), widest) for key, words in EVERYWHERE if key not in known]
        says = Text(tr(_SAYS.get(kind, _SAYS["today"])), "small", "text", wrap=True, name="help_says")
        self._pieces = [
            says,
            Text(tr(N_("On this page")), "strong"),
            *here,
            Text(tr(N_("Everywhere")), "strong"),
            *everywhere,
        ]
        if not here:
            self._pieces.pop(1).deleteLater()
        for piece in self._pieces:
            self.add(piece)
        self.show()
        self.raise_()
        self._place()
        self.close_button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _place(self) -> None:
        look = theme.of(self)
        owner = self.frame
        wide = look.px(360)
        self.setFixedWidth(wide)
        top = look.height("topbar") + look.px(8)
        bottom = look.height("statusbar") + look.px(8)
        x = look.px(16) if self.isRightToLeft() else owner.width() - wide - look.px(16)
        self._layout.activate()
        tall = max(self._layout.totalHeightForWidth(wide), self._layout.totalSizeHint().height())
        self.setGeometry(x, top, wide, min(tall, owner.height() - top - bottom))

    def sink(self) -> None:
        """Close; the keyboard goes back to where it was."""
        self.hide()
        if self._origin is not None and shiboken6.isValid(self._origin):  # its page may have been rebuilt meanwhile
            self._origin.setFocus(Qt.FocusReason.OtherFocusReason)
        self._origin = None
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.sink()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_pieces") and self.isVisible():
            self._place()
        super().changeEvent(event)
