"""A field: its label and help, what is to be corrected above it, the box, and the answers that are not a value."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from transit_desk.domain.text import N_, tr
from ui import theme
from ui.widgets.chip import Chips
from ui.widgets.painted import Ink, Painted
from ui.widgets.summary import Glyph
from ui.widgets.words import Text

GIVEN: Final = "given"
UNKNOWN: Final = "unknown"
NOT_ASKED: Final = "not_asked"
REFUSED: Final = "refused"

ANSWERS: Final = (
    (UNKNOWN, N_("Does not know")),
    (NOT_ASKED, N_("Not asked yet")),
    (REFUSED, N_("Does not wish to answer")),
)
_SENTENCES: Final = {
    UNKNOWN: N_("The child does not know"),
    NOT_ASKED: N_("A question to ask later"),
    REFUSED: N_("The answer is respected, do not ask again"),
}


class Sentence(Painted):
    """The sunken sentence that stands where a value would be."""

    def __init__(self) -> None:
        super().__init__()
        self.words = ""

    def say(self, words: str) -> None:
        """What the answer means."""
        self.words = words
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(80, self.theme.height("field"))

    def draw(self, ink: Ink) -> None:
        look = ink.theme
        ink.fill(self.rect(), "off_bg", look.px(8))
        ink.outline(self.rect(), "line", look.px(8))
        pad = look.px(14)
        ink.words(ink.at(pad, 0, self.width() - 2 * pad, self.height()), self.words, "body", "off_text")


class Refused(QWidget):
    """The words above a field that say what is to be corrected; long ones take a second line."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("refused")
        self.setAccessibleName("–")
        self.words = Text("", "small_strong", "stop", wrap=True)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.of(self).px(6))
        line.addWidget(Glyph("alert", "stop", 16))
        line.addWidget(self.words, 1)
        self.hide()

    def say(self, words: str) -> None:
        """The same sentence as in the summary; "" hides it."""
        self.words.say(words)
        self.setAccessibleName(words or "–")
        self.setVisible(bool(words))


class Field(QWidget):
    """One question of a form. Picking an answer state puts its sentence in place of the box; again gives it back."""

    answered = Signal(str)

    def __init__(
        self, label: str, box: QWidget, help_words: str = "", *, optional: bool = False, answers: bool = False
    ) -> None:
        super().__init__()
        self.box = box
        self.setObjectName(f"field_{box.objectName()}")
        self.setAccessibleName(label)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._name = label
        self.label = Text(label, "strong")
        self.label.setBuddy(box)
        self.help = Text(help_words or (tr(N_("(optional)")) if optional else ""), "small", "muted")
        self.refused = Refused()
        self.sentence = Sentence()
        self.sentence.hide()
        box.setAccessibleName(label)
        box.setAccessibleDescription(help_words)
        self.chips: Chips | None = None
        self._lay(answers)

    def _lay(self, answers: bool) -> None:
        look = theme.of(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(4))
        self.head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.head.setSpacing(look.px(8))
        self.head.addWidget(self.label)
        self.head.addWidget(self.help)
        self.head.addStretch(1)
        for words in (self.label, self.help):
            # else the field could not become so narrow that they fold; a short word needs no more than itself
            words.setMinimumWidth(min(look.px(48), words.sizeHint().width()))
        column.addLayout(self.head)
        column.addWidget(self.refused)
        column.addWidget(self.box)
        column.addWidget(self.sentence)
        if answers:
            choices = [(key, tr(words)) for key, words in ANSWERS]
            self.chips = Chips(choices, tr(N_("Another answer: {label}"), label=self._name), name=self.objectName())
            self.chips.chosen.connect(self._answer)
            column.addSpacing(look.px(2))
            column.addWidget(self.chips)
        column.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The help stands beside the label, or below it where both are longer than the line."""
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        words = [each for each in (self.label, self.help) if each.text() and not each.isHidden()]
        wide = sum(each.fontMetrics().horizontalAdvance(each.text()) for each in words)
        folds = wide + (len(words) - 1) * self.head.spacing() > self.width()
        upright = QBoxLayout.Direction.TopToBottom if folds else QBoxLayout.Direction.LeftToRight
        if self.head.direction() != upright:
            self.head.setDirection(upright)
            self.label.setWordWrap(folds)
            self.help.setWordWrap(folds)

    def say(self, label: str, help_words: str = "") -> None:
        """Another label and help, in the language of the moment."""
        self._name = label
        self.label.say(label)
        self.help.say(help_words)
        self.box.setAccessibleName(label)
        self.box.setAccessibleDescription(help_words)
        self.setAccessibleName(label)
        self._fold()

    def answer(self) -> str:
        """given, unknown, not_asked or refused."""
        return (self.chips.value() if self.chips is not None else "") or GIVEN

    def set_answer(self, state: str) -> None:
        """Show a state that was kept."""
        if self.chips is not None:
            self.chips.choose("" if state == GIVEN else state)
            self._show(state)

    def _answer(self, key: str) -> None:
        self._show(key or GIVEN)
        self.answered.emit(key or GIVEN)

    def _show(self, state: str) -> None:
        given = state == GIVEN
        self.box.setVisible(given)
        self.sentence.setVisible(not given)
        if not given:
            self.sentence.say(tr(_SENTENCES[state]))

    def refuse(self, words: str) -> None:
        """Say beside the field what is to be corrected; "" takes it back."""
        self.refused.say(words)
        self.box.setProperty("state", "error" if words else "")
        self.box.style().unpolish(self.box)
        self.box.style().polish(self.box)
        name = tr(N_("To correct: {label}. {what}"), label=self._name, what=words) if words else self._name
        self.box.setAccessibleName(name)
        self.updateGeometry()
