"""The head of a child's file: the masked photo, the name in use, one line of facts, at most three signs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QPainter, QPainterPath, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from transit_desk.domain.text import N_, tr
from ui import theme
from ui.widgets.badge import Badge
from ui.widgets.button import Button
from ui.widgets.clearing import clear
from ui.widgets.painted import MIDDLE, Ink, ltr
from ui.widgets.ruler import StayRuler
from ui.widgets.words import Line, Text

MOST_BADGES: Final = 3


class Photo(QPushButton):
    """A photo that is not seen until somebody asks: a passer-by learns nothing."""

    asked = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.picture: QPixmap | None = None
        self.there = True
        self.setObjectName("photo")
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr(N_("Show the photo")))
        self.toggled.connect(self.asked)

    def show_picture(self, picture: QPixmap | None, *, there: bool = True) -> None:
        """The picture, once it was asked for; none masks it again. `there` says whether the file has one."""
        self.picture, self.there = picture, there
        self.setEnabled(there)
        words = N_("Mask the photo") if picture is not None else N_("Show the photo") if there else N_("No photo")
        self.setAccessibleName(tr(words))
        self.update()

    def put_away(self) -> None:
        """Masked again, whatever was shown."""
        if self.picture is not None or self.isChecked():
            self.setChecked(False)
            self.show_picture(None, there=self.there)

    def hideEvent(self, event: QHideEvent) -> None:
        """Behind the curtain, on another page, at the lock: whoever comes back asks again."""
        super().hideEvent(event)
        self.put_away()

    def sizeHint(self) -> QSize:
        return QSize(theme.of(self).px(88), theme.of(self).px(88))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = theme.of(self)
        ink = Ink(painter, look, self.rect(), self.layoutDirection())
        radius = look.px(8)
        ink.fill(self.rect(), "hover" if self.underMouse() and self.there else "sunken", radius)
        if look.strong_lines:
            ink.outline(self.rect(), "line", radius, 1)
        if self.picture is not None:
            clip = QPainterPath()
            clip.addRoundedRect(QRectF(self.rect()), radius, radius)
            painter.setClipPath(clip)
            painter.drawPixmap(self.rect(), self.picture, _middle(self.picture))
            painter.setClipping(False)
        else:
            self._draw_mask(ink)
        if self.hasFocus():
            ink.ring(self.rect(), radius)
        painter.end()

    def _draw_mask(self, ink: Ink) -> None:
        look, wide = ink.theme, self.width()
        ink.icon(ink.at(0, look.px(14), wide, look.px(20)), "eye_off" if self.there else "photo", "muted", 20)
        if not self.there:
            ink.words(ink.at(0, look.px(38), wide, look.px(20)), tr(N_("No photo")), "small", "muted", MIDDLE)
            return
        ink.words(ink.at(0, look.px(36), wide, look.px(20)), tr(N_("Masked")), "small", "muted", MIDDLE)
        ink.words(ink.at(0, look.px(59), wide, look.px(20)), tr(N_("Show")), "small_strong", "accent", MIDDLE)


def _middle(picture: QPixmap) -> QRect:
    """The square in the middle of a picture: a face is cut at its sides and never stretched."""
    side = min(picture.width(), picture.height())
    return QRect((picture.width() - side) // 2, (picture.height() - side) // 2, side, side)


class PersonHeader(QFrame):
    """The same head above every tab. No association, no group, no way of leaving is ever shown here."""

    photo_asked = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("person_header")
        self.setProperty("ground", "card")
        self.photo = Photo()
        self.photo.asked.connect(self.photo_asked)
        self.name = Text("", "title", name="person_name")
        self.code = Text("", "code", "muted", name="person_code")
        self.code.setProperty("role", "code_large")
        self.facts = Line("", name="person_facts")
        self.ruler = StayRuler()
        self.ruler.hide()
        self._ruled = False
        self.ruler.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._signs = QHBoxLayout()
        self._actions = QHBoxLayout()
        self._lay()

    def _lay(self) -> None:
        look = theme.of(self)
        whole = QHBoxLayout(self)
        middle = QVBoxLayout()
        head = QHBoxLayout()
        head.addWidget(self.name)
        head.addSpacing(look.px(8))
        head.addWidget(self.code)
        head.addStretch(1)
        head.addLayout(self._actions)
        self._actions.setSpacing(look.px(8))
        foot = QHBoxLayout()
        self._signs.setSpacing(look.px(8))
        foot.addLayout(self._signs)
        foot.addStretch(1)
        foot.addWidget(self.ruler, 0, Qt.AlignmentFlag.AlignVCenter)
        middle.addLayout(head)
        middle.addWidget(self.facts)
        middle.addLayout(foot, 1)
        middle.setSpacing(look.px(2))
        whole.addWidget(self.photo, 0, Qt.AlignmentFlag.AlignTop)
        whole.addLayout(middle, 1)
        self.measure()

    def measure(self) -> None:
        """Sizes at this size of text; a head without photo, signs and ruler is lower."""
        look = theme.of(self)
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(look.px(12), look.px(12), look.px(12), look.px(10))
            layout.setSpacing(look.px(16))
        low = self.photo.isHidden() and not self._ruled and not self._shown_signs()  # nothing stands in its third line
        self.setFixedHeight(look.height("child_header") - (look.px(24) if low else 0))

    def show_person(self, name: str, code: str, facts: Sequence[str]) -> None:
        """The name in use, the code, and a few facts that a passer-by may see."""
        self.name.say(name)
        self.code.say(ltr(code))
        self.facts.say("  ·  ".join(facts))
        self.setAccessibleName(f"{name}, {code}. {', '.join(facts)}")

    def show_signs(self, signs: Sequence[tuple[str, str, str]]) -> None:
        """Safety, contact, what is to complete: (words, tone, icon) each. More than three are counted."""
        clear(self._signs)
        for words, tone, icon in signs[:MOST_BADGES]:
            self._signs.addWidget(Badge(words, tone, icon))
        if len(signs) > MOST_BADGES:
            rest = Badge(f"+{len(signs) - MOST_BADGES}", "idle", "")
            rest.setToolTip("\n".join(words for words, _, _ in signs[MOST_BADGES:]))
            self._signs.addWidget(rest)

    def show_day(self, day: int, *, late: bool = False) -> None:
        """The day of the stay on its ruler."""
        self.ruler.show_day(day, late=late)
        self._ruled = True
        self.ruler.show()

    def add_action(self, button: Button) -> None:
        """A button at the end of the first line."""
        self._actions.addWidget(button)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the line is short, the signs stay and the ruler goes: the day stands in the facts as well."""
        super().resizeEvent(event)
        look = theme.of(self)
        signs = sum(item.sizeHint().width() + look.px(8) for item in self._shown_signs())
        room = self.width() - look.px(88 + 12 + 16 + 12) - signs
        self.ruler.setVisible(self._ruled and room >= self.ruler.sizeHint().width())

    def _shown_signs(self) -> list[QWidget]:
        items = (self._signs.itemAt(place) for place in range(self._signs.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [widget for widget in widgets if widget is not None]

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "photo"):
            self.measure()
        super().changeEvent(event)
