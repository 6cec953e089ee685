"""What may be longer than its place: it scrolls, what has the focus is never hidden, and no row is cut in half."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QSizePolicy, QWidget

from ui.widgets.lid import Lid


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
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)  # a filter of the program's events would hear each of them

    def _follow(self, _left: QWidget | None, entered: QWidget | None) -> None:
        """Where the focus goes, the page follows."""
        if entered is not None and self.isAncestorOf(entered):
            self.ensureWidgetVisible(entered, 24, 24)


class WholeRows(Scrolled):
    """A list in a card, of widgets one below the other: the row that does not fit whole stays under a lid.

    A heading that leads to that row (`leads`) goes with it. Where `most` is given and as much of the row has a place,
    what there is of it is shown: an empty place as high as that would say that nothing follows.
    """

    rows: QWidget | None = None  # none before there is a lid: Qt sends sizes while all is being made

    def __init__(self, body: QWidget, said: str = "", parent: QWidget | None = None, most: int = 0) -> None:
        super().__init__(body, said, parent)
        self.most = most
        self.viewport().setAutoFillBackground(False)
        body.setAutoFillBackground(False)
        self.lid = QFrame(self.viewport())
        self.lid.setObjectName("lid")
        self.lid.setAccessibleName("–")
        self.lid.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.lid.hide()
        self.rows = body

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The rows have other places when the body has another height."""
        answer = super().eventFilter(watched, event)
        if watched is self.rows and event.type() in {QEvent.Type.Resize, QEvent.Type.LayoutRequest}:
            self._close()
        return answer

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._close()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._close()

    def _close(self) -> None:
        """Cover what is left of the row in which the view ends; a row taller than the view is shown as it is."""
        if self.rows is None:
            return
        top = self.verticalScrollBar().value()
        end = top + self.viewport().height()
        rows = self.rows.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        at = next((at for at, row in enumerate(rows) if top < row.y() < end < row.y() + row.height()), 0)
        if at and self.most and end - rows[at].y() >= self.most:
            at = 0
        while at > 1 and rows[at - 1].property("leads"):
            at -= 1
        cut = rows[at].y() if at else end
        self.lid.setGeometry(0, cut - top, self.viewport().width(), end - cut)
        self.lid.setVisible(cut < end)
        self.lid.raise_()


class NoTaller(QScrollArea):
    """What scrolls where it has to, and takes no more height than it needs: what stands below follows at once."""

    def __init__(self, name: str, said: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(said)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.lid = Lid(self, self._blocks)

    def sizeHint(self) -> QSize:
        body: QWidget | None = self.widget()
        if body is None:
            return super().sizeHint()
        hint, width = body.sizeHint(), self.viewport().width()
        tall = body.heightForWidth(min(width, body.maximumWidth())) if body.hasHeightForWidth() else hint.height()
        return QSize(hint.width(), max(tall, body.minimumSizeHint().height()) + 2 * self.frameWidth())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Another height is wanted when what it holds has another."""
        answer = super().eventFilter(watched, event)
        if event.type() in {QEvent.Type.Resize, QEvent.Type.LayoutRequest}:
            self.updateGeometry()
            self.lid.soon()
        return answer

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self.lid.look()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()
        self.lid.soon()

    def _blocks(self) -> Iterable[QWidget]:
        body: QWidget | None = self.widget()
        return () if body is None else (each for each in body.children() if isinstance(each, QWidget))
