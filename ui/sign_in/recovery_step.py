"""The step of the recovery sheet: two halves, printed or written down, then proved."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from transit_desk.domain.text import N_, tr
from ui import theme
from ui.sign_in.steps import Step
from ui.widgets.button import secondary
from ui.widgets.card import Well
from ui.widgets.editors import LineBox
from ui.widgets.field import Field
from ui.widgets.painted import ltr
from ui.widgets.words import Text


class RecoveryStep(Step):
    """Two halves for two envelopes: printed or written down, then two groups of them typed back."""

    print_asked = Signal()
    title = N_("The recovery sheet")

    def __init__(self, pick: Callable[[int], int]) -> None:
        super().__init__()
        self._pick = pick
        self._wanted: list[tuple[int, int]] = []  # which half, which group
        self._halves: tuple[list[str], list[str]] = ([], [])
        self.why = Text("", "body", "text", wrap=True)
        self.busy = Text("", "strong", "muted", name="making_vault")
        self.names = (Text("", "strong"), Text("", "strong"))
        self.groups = (Text("", "code", name="half_a"), Text("", "code", name="half_b"))
        self.print = secondary("", "printer", name="print_recovery")
        self.boxes = (LineBox("group_a"), LineBox("group_b"))
        self.fields = (Field("", self.boxes[0]), Field("", self.boxes[1]))
        self._lay()
        self.print.clicked.connect(self.print_asked)
        for box in self.boxes:
            box.textChanged.connect(lambda _text: self.changed.emit())
        self.boxes[1].returnPressed.connect(self.entered)

    def _lay(self) -> None:
        look = theme.of(self)
        self.column.addWidget(self.why)
        self.column.addWidget(self.busy)
        self.sheet = QWidget()
        self.sheet.setObjectName("recovery_halves")
        halves = QHBoxLayout(self.sheet)
        halves.setContentsMargins(0, 0, 0, 0)
        halves.setSpacing(look.px(16))
        for name, groups in zip(self.names, self.groups, strict=True):
            well = Well(name="half")
            groups.setWordWrap(True)
            groups.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
            well.add(name)
            well.add(groups)
            halves.addWidget(well, 1)
        self.column.addWidget(self.sheet)
        self.column.addWidget(self.print, 0, Qt.AlignmentFlag.AlignLeading)
        again = QHBoxLayout()
        again.setSpacing(look.px(16))
        for field in self.fields:
            again.addWidget(field, 1)
        self.column.addLayout(again)
        self.column.addStretch(1)

    def say(self) -> None:
        super().say()
        self.why.say(
            tr(N_("If every passphrase is lost, both halves together open the files again. Put each half in its own"
                  " envelope, and keep the envelopes in two places."))
        )  # fmt: skip
        self.busy.say(tr(N_("The vault is being made…")))
        self.names[0].say(tr(N_("Half A")))
        self.names[1].say(tr(N_("Half B")))
        self.sheet.setAccessibleName(tr(self.title))
        self.print.say(tr(N_("Print the two halves")))
        self._say_wanted()

    def _say_wanted(self) -> None:
        letters = ("A", "B")
        for field, name in zip(self.fields, self.names, strict=True):
            field.say(name.text())
        for field, (half, group) in zip(self.fields, self._wanted, strict=False):
            label = tr(N_("Half {letter}, group {number}"), letter=letters[half], number=group + 1)
            field.say(label, tr(N_("type it from your paper")))

    def wait(self) -> None:
        """The vault is being made."""
        self._show(ready=False)

    def show_halves(self, halves: tuple[str, str]) -> None:
        """The halves, in groups parted by hyphens or spaces."""
        self._halves = (_groups(halves[0]), _groups(halves[1]))
        self._wanted = [(0, self._pick(len(self._halves[0]))), (1, self._pick(len(self._halves[1])))]
        for text, groups in zip(self.groups, self._halves, strict=True):
            text.say(ltr("  ".join(groups)))
        self._show(ready=True)
        self._say_wanted()
        self.print.setFocus()

    def _show(self, *, ready: bool) -> None:
        self.busy.setVisible(not ready)
        for part in (self.sheet, self.print, *self.fields):
            part.setVisible(ready)

    def missing(self) -> str:
        if not self._wanted:
            return tr(N_("The vault is being made…"))
        for box, (half, group) in zip(self.boxes, self._wanted, strict=True):
            if _plain(box.text()) != _plain(self._halves[half][group]):
                return tr(N_("Type the two groups from your paper, to be sure that it can be read."))
        return ""

    def begin(self) -> None:
        self._show(ready=bool(self._wanted))

    def forget(self) -> None:
        self._halves = ([], [])
        self._wanted = []
        for text in self.groups:
            text.say("")
        for box in self.boxes:
            box.clear()


def _groups(half: str) -> list[str]:
    """Without the letter that names the half: typed back, it would prove nothing."""
    groups = half.replace("-", " ").split()
    return groups[1:] if len(groups[0]) == 1 else groups


def _plain(group: str) -> str:
    return "".join(group.split()).upper()
