"""The steps of the first run, one small page each: what it asks, what is still missing, what it answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from transit_desk.domain.text import N_, tr
from ui import theme
from ui.language import Language
from ui.widgets.button import secondary
from ui.widgets.editors import ChoiceBox, LineBox, Option
from ui.widgets.field import Field
from ui.widgets.painted import Ink, ltr
from ui.widgets.summary import Glyph
from ui.widgets.words import Text

COUNTRIES: Final = (
    ("CD", N_("Democratic Republic of the Congo")),
    ("BI", N_("Burundi")),
    ("CM", N_("Cameroon")),
    ("CF", N_("Central African Republic")),
    ("TD", N_("Chad")),
    ("ML", N_("Mali")),
    ("NE", N_("Niger")),
    ("NG", N_("Nigeria")),
    ("SS", N_("South Sudan")),
    ("", N_("Another country")),
)


class Step(QWidget):
    """One question of the first run."""

    changed = Signal()
    entered = Signal()  # Enter was pressed in its last box

    title = ""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName(type(self).__name__.lower())
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.of(self).px(12))

    def heading(self) -> str:
        """What stands above it."""
        return tr(self.title)

    def say(self) -> None:
        """In the language of the moment."""
        self.setAccessibleName(self.heading())

    def missing(self) -> str:
        """What is still wanted, in words; "" when one can go on."""
        return ""

    def answers(self) -> dict[str, str]:
        """What was answered."""
        return {}

    def begin(self) -> None:
        """It is shown now."""

    def forget(self) -> None:
        """Let go of what was typed."""


class BigChoice(QPushButton):
    """A choice with its consequence in words: an icon, a name, one line about it."""

    def __init__(self, icon: str, name: str) -> None:
        super().__init__()
        self.icon_name = icon
        self.detail = ""
        self.setObjectName(name)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def say(self, words: str, detail: str) -> None:
        """Its name and what it does."""
        self.detail = detail
        self.setText(words)
        self.setAccessibleName(words)
        self.setAccessibleDescription(detail)

    def sizeHint(self) -> QSize:
        look = theme.of(self)
        wide = max(look.width(self.text(), "strong"), look.width(self.detail, "small"))
        return QSize(look.px(72) + wide, look.px(64 if self.detail else 44))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = theme.of(self)
        ink = Ink(painter, look, self.rect(), self.layoutDirection())
        on = self.isChecked()
        box, radius = self.rect(), look.px(8)
        if self.hasFocus():
            ink.ring(box, radius)
            shrink = look.ring + 2
            box = box.adjusted(shrink, shrink, -shrink, -shrink)
        ink.fill(box, "soft" if on else "hover" if self.underMouse() else "surface", radius)
        ink.outline(box, "accent" if on else "edge", radius, 2 if on else 0)
        ink.icon(ink.at(look.px(16), 0, look.px(24), self.height()), self.icon_name, "accent" if on else "muted", 24)
        x, wide = look.px(56), self.width() - look.px(56 + 40)
        y = (self.height() - look.px(40 if self.detail else 20)) // 2
        ink.words(ink.at(x, y, wide, look.px(20)), self.text(), "strong", "on_soft" if on else "text")
        if self.detail:
            ink.words(ink.at(x, y + look.px(20), wide, look.px(20)), self.detail, "small", "on_soft" if on else "muted")
        if on:
            ink.icon(ink.at(self.width() - look.px(40), 0, look.px(24), self.height()), "check", "accent", 18)
        painter.end()


class LanguageStep(Step):
    """In which language the screens speak; each language is written in itself."""

    chosen = Signal(str)
    title = N_("In which language shall we speak?")

    def __init__(self, languages: Sequence[Language], language: str) -> None:
        super().__init__()
        self._choices: dict[str, BigChoice] = {}
        for each in languages:
            choice = BigChoice("globe", f"language_{each.code}")
            choice.say(each.name, "")
            choice.setChecked(each.code == language)
            choice.clicked.connect(lambda _on=False, code=each.code: self.chosen.emit(code))
            self._choices[each.code] = choice
            self.column.addWidget(choice)
        self.column.addStretch(1)

    def answers(self) -> dict[str, str]:
        return {"language": next((code for code, choice in self._choices.items() if choice.isChecked()), "en")}


class WayStep(Step):
    """A new centre, one brought back from a copy, or a look around."""

    title = N_("How do you begin?")

    _WAYS: Final = (
        ("new", "house", N_("A new centre"), N_("Nothing is written yet; this computer will keep its files")),
        ("restore", "save_down", N_("Bring back a copy"), N_("From a USB stick or a folder, with a passphrase")),
        ("demo", "eye", N_("Look around in the demonstration"), N_("An invented centre; nobody in it is real")),
    )

    def __init__(self) -> None:
        super().__init__()
        self._choices: dict[str, BigChoice] = {}
        for key, icon, _, _ in self._WAYS:
            choice = BigChoice(icon, f"way_{key}")
            choice.clicked.connect(lambda _on=False: self.changed.emit())
            self._choices[key] = choice
            self.column.addWidget(choice)
        self._choices["new"].setChecked(True)
        self.column.addStretch(1)

    def say(self) -> None:
        super().say()
        for key, _, words, detail in self._WAYS:
            self._choices[key].say(tr(words), tr(detail))

    def answers(self) -> dict[str, str]:
        return {"way": next(key for key, choice in self._choices.items() if choice.isChecked())}


class CentreStep(Step):
    """The name that stands on every paper, and the country."""

    title = N_("What is the centre called?")

    def __init__(self) -> None:
        super().__init__()
        self.name = LineBox("centre_name")
        self.country = ChoiceBox("country")
        self.name_field = Field("", self.name)
        self.country_field = Field("", self.country)
        self.name.textChanged.connect(lambda _text: self.changed.emit())
        self.name.returnPressed.connect(self.entered)
        self.column.addWidget(self.name_field)
        self.column.addWidget(self.country_field)
        self.column.addStretch(1)

    def say(self) -> None:
        super().say()
        self.name_field.say(tr(N_("Name of the centre")), tr(N_("as it shall stand on papers")))
        self.country_field.say(tr(N_("Country")))
        here = max(0, self.country.currentIndex())
        self.country.offer([(code, tr(words)) for code, words in COUNTRIES])
        self.country.setCurrentIndex(here)

    def missing(self) -> str:
        return "" if self.name.text().strip() else tr(N_("The name of the centre is still missing."))

    def answers(self) -> dict[str, str]:
        return {"centre": self.name.text().strip(), "country": self.country.value()}

    def begin(self) -> None:
        self.name.setFocus()


class CopyStep(Step):
    """Where the daily copy goes: a stick that sleeps in another place."""

    folder_asked = Signal()
    title = N_("Where shall copies go?")

    def __init__(self) -> None:
        super().__init__()
        self.folder = ""
        self.why = Text("", "body", "text", wrap=True)
        self.choose = secondary("", "usb", name="choose_copies")
        self.place = Text("", "strong", "text", wrap=True, name="copies_place")
        self.later = Option("", "copies_later")
        self.later.setAutoExclusive(False)
        self.column.addWidget(self.why)
        line = QHBoxLayout()
        line.setSpacing(theme.of(self).px(12))
        line.addWidget(self.choose)
        line.addWidget(self.place, 1)
        self.column.addLayout(line)
        self.column.addWidget(self.later)
        self.column.addStretch(1)
        self.choose.clicked.connect(self.folder_asked)
        self.later.toggled.connect(lambda _on: self.changed.emit())

    def say(self) -> None:
        super().say()
        self.why.say(tr(N_("A copy is as closed as the vault itself. Best is a USB stick that is kept elsewhere.")))
        self.choose.say(tr(N_("Choose a stick or a folder")))
        words = tr(N_("Later: remind me on Today"))
        self.later.setText(words)
        self.later.setAccessibleName(words)
        self.later.updateGeometry()
        if not self.folder:
            self.place.say(tr(N_("Nothing chosen yet")), "muted")

    def show_folder(self, folder: str) -> None:
        """The folder that was chosen."""
        self.folder = folder
        self.place.say(ltr(folder), "text")
        self.later.setChecked(False)

    def missing(self) -> str:
        return "" if self.folder or self.later.isChecked() else tr(N_("Choose a place, or later."))

    def answers(self) -> dict[str, str]:
        return {"copies": self.folder}


class DoneStep(Step):
    """Ready."""

    title = N_("The centre is ready")

    def __init__(self) -> None:
        super().__init__()
        self.words = Text("", "body", "text", wrap=True)
        line = QHBoxLayout()
        line.setSpacing(theme.of(self).px(12))
        line.addWidget(Glyph("check_ring", "ok", 24), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.words, 1)
        self.column.addLayout(line)
        self.column.addStretch(1)

    def say(self) -> None:
        super().say()
        self.words.say(tr(N_("Everything is kept on this computer, closed with your passphrase, without a network.")))
