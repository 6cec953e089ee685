"""A page that may be longer than the window: it scrolls, and what has the focus is never hidden."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget


class Scrolled(QScrollArea):
    """Wraps the body of a page; Tab brings each widget into sight."""

    def __init__(self, body: QWidget, said: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("scrolled")
        self.setAccessibleName(said or body.accessibleName())
        body.setObjectName(body.objectName() or "body")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(body)
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Where the focus goes, the page follows."""
        inside = event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget) and self.isAncestorOf(watched)
        if inside and isinstance(watched, QWidget):
            self.ensureWidgetVisible(watched, 24, 24)
        return super().eventFilter(watched, event)
