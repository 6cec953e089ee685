"""Where somebody was in a form: the field, the box of it, the place among its words, how far the page was scrolled."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QScrollArea, QTextEdit, QWidget

if TYPE_CHECKING:
    from ui.forms.form import Asked


class Cursor:
    """Follows the keyboard through the questions of one form, and brings it back there."""

    def __init__(self, questions: Mapping[str, Asked], area: QScrollArea) -> None:
        self._questions, self._area = questions, area
        self._at: dict[str, Any] = {}

    def note(self, box: QWidget | None) -> None:
        """The keyboard is, or was, in this box; one outside the questions changes nothing."""
        name = next((name for name, each in self._questions.items() if box and each.shown.isAncestorOf(box)), "")
        if name and box is not None:
            self._at = {"field": name, "box": box.objectName(), "place": _place(box)}

    def at(self) -> dict[str, Any]:
        """As a draft keeps it."""
        self.note(self._area.focusWidget())
        return {**self._at, "scroll": self._area.verticalScrollBar().value()} if self._at else {}

    def put_back(self, at: Mapping[str, Any]) -> bool:
        """The keyboard to where it was; whether there is such a place."""
        asked = self._questions.get(str(at.get("field", "")))
        if asked is None:
            return False
        inside = (each for each in asked.shown.findChildren(QWidget, str(at.get("box", ""))) if at.get("box"))
        box = next(inside, None) or asked.editor.first
        if not box.isVisibleTo(self._area):  # the question has another answer than words
            return False
        box.setFocus(Qt.FocusReason.OtherFocusReason)
        _go_to(box, at.get("place"))
        layout = self._area.widget().layout()
        if layout is not None:
            layout.activate()
        self._area.verticalScrollBar().setValue(int(at.get("scroll", 0)))
        self._area.ensureWidgetVisible(box)
        return True


def _place(box: QWidget) -> int | None:
    if isinstance(box, QLineEdit):
        return box.cursorPosition()
    if isinstance(box, (QTextEdit, QPlainTextEdit)):
        return box.textCursor().position()
    return None


def _go_to(box: QWidget, place: object) -> None:
    if not isinstance(place, int):
        return
    if isinstance(box, QLineEdit):
        box.deselect()
        box.setCursorPosition(place)
    elif isinstance(box, (QTextEdit, QPlainTextEdit)):
        cursor: QTextCursor = box.textCursor()
        cursor.setPosition(min(place, len(box.toPlainText())))
        box.setTextCursor(cursor)
