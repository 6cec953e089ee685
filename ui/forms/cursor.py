"""Where somebody was in a form: the field, the box of it, the place among its words, how far the page was scrolled."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QScrollArea, QTextEdit, QWidget

if TYPE_CHECKING:
    from ui.forms.form import Asked


class Cursor:
    """Follows the keyboard through the questions of one form, and brings it back there."""

    def __init__(self, questions: Mapping[str, Asked], area: QScrollArea) -> None:
        self._questions, self._area = questions, area
        self._field = ""
        self._box: QWidget | None = None

    def note(self) -> None:
        """Look where the keyboard is; outside the questions the last of them counts."""
        box: QWidget | None = self._area.focusWidget()
        for name, each in self._questions.items():
            if box is not None and each.shown.isAncestorOf(box):
                self._field, self._box = name, box

    def at(self) -> dict[str, Any]:
        """As a draft keeps it."""
        self.note()
        if self._box is None or not shiboken6.isValid(self._box):
            return {}
        scrolled = self._area.verticalScrollBar().value()
        return {"field": self._field, "box": self._box.objectName(), "place": _place(self._box), "scroll": scrolled}

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
        page = self._area.widget()
        layout = page.layout() if page is not None else None
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
