"""The first hour: language, new or restored, the centre, the first worker, the recovery sheet, where copies go."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from transit_desk.domain.text import N_, tr
from ui import theme
from ui.language import Language
from ui.sign_in.recovery_step import RecoveryStep
from ui.sign_in.steps import CentreStep, CopyStep, DoneStep, LanguageStep, Step, WayStep
from ui.sign_in.unlock import HillsPage
from ui.sign_in.worker_step import WorkerStep
from ui.widgets.button import primary, quiet
from ui.widgets.card import Card
from ui.widgets.stepper import Stepper
from ui.widgets.words import Text

NAMES: Final = (N_("Language"), N_("Beginning"), N_("Centre"), N_("You"), N_("Recovery"), N_("Copies"), N_("Done"))
_RECOVERY: Final = 4


class FirstRun(HillsPage):
    """Asks only what a vault needs.

    `vault_wanted(answers)` asks to make it once the first worker is known; `show_recovery(halves)` answers.
    `finished(answers)` closes the way: {"way": "new" | "restore" | "demo", "language", "centre", "country",
    "name", "login", "passphrase", "copies"}.
    """

    vault_wanted = Signal(dict)
    finished = Signal(dict)
    language_chosen = Signal(str)
    print_asked = Signal()
    folder_asked = Signal()

    def __init__(
        self,
        languages: Sequence[Language],
        language: str,
        make_passphrase: Callable[[], str],
        strength: Callable[[str], tuple[bool, str]],
        pick: Callable[[int], int] = secrets.randbelow,
    ) -> None:
        super().__init__()
        self.setObjectName("first_run")
        self.answers: dict[str, str] = {"language": language}
        self.recovery = RecoveryStep(pick)
        self.copies = CopyStep()
        self.steps: tuple[Step, ...] = (
            LanguageStep(languages, language),
            WayStep(),
            CentreStep(),
            WorkerStep(make_passphrase, strength),
            self.recovery,
            self.copies,
            DoneStep(),
        )
        self.place = 0
        self.stepper = Stepper([tr(name) for name in NAMES])
        self.stepper.may_go_back = False
        self.heading = Text("", "title2", name="page_title")
        self.heading.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.before = quiet("", "back", name="first_run_back")
        self.next = primary("", after="chevron_end", name="first_run_next")
        self.why = Text("", "small", "muted", wrap=True, name="first_run_why")
        self.stack = QStackedWidget()
        self.stack.setObjectName("first_run_steps")
        self._lay()
        self._wire()
        self.say()
        self._show(0)

    def _lay(self) -> None:
        look = theme.of(self)
        column = self.column()
        column.setContentsMargins(look.px(24), look.px(24), look.px(24), look.px(24))
        card = Card(name="first_run_card")
        card.pad(32, 24, 12)
        card.setFixedWidth(look.px(816))
        card.add(self.stepper)
        card.add(self.heading)
        for step in self.steps:
            self.stack.addWidget(step)
        card.add(self.stack, 1)
        foot = QHBoxLayout()
        foot.setSpacing(look.px(12))
        foot.addWidget(self.before)
        foot.addWidget(self.why, 1)
        foot.addWidget(self.next)
        card.add(foot)
        self.card = card
        column.addStretch(1)
        column.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)

    def _wire(self) -> None:
        self.before.clicked.connect(lambda _on=False: self._go(-1))
        self.next.clicked.connect(lambda _on=False: self.go_on())
        for step in self.steps:
            step.changed.connect(self._weigh)
            step.entered.connect(self.go_on)
        language = self.steps[0]
        if isinstance(language, LanguageStep):
            language.chosen.connect(self.language_chosen)
        self.recovery.print_asked.connect(self.print_asked)
        self.copies.folder_asked.connect(self.folder_asked)

    def say(self) -> None:
        """In the language of the moment."""
        self.setAccessibleName(tr(N_("First run")))
        self.stepper.steps = tuple(tr(name) for name in NAMES)
        self.stepper.go(self.place)
        self.before.say(tr(N_("Back")))
        for step in self.steps:
            step.say()
        self._words()

    # --- going on ---

    def go_on(self) -> None:
        """The next step, when this one has what it needs."""
        step = self.steps[self.place]
        if step.missing():
            self._weigh()
            return
        self.answers.update(step.answers())
        way = self.answers.get("way", "new")
        if isinstance(step, WayStep) and way != "new":
            self.finished.emit(dict(self.answers))
            return
        if self.place == len(self.steps) - 1:
            self.finished.emit(dict(self.answers))
            return
        self._go(1)
        if self.place == _RECOVERY:
            self.recovery.wait()
            self.vault_wanted.emit(dict(self.answers))

    def show_recovery(self, halves: tuple[str, str]) -> None:
        """The vault is made: here are the two halves for two envelopes."""
        self.recovery.show_halves(halves)
        self._weigh()

    def refuse(self, words: str) -> None:
        """The vault could not be made; say why, and go back to where it can be put right."""
        self._show(_RECOVERY - 1)
        self.why.say(words, "stop")

    def show_copies(self, folder: str) -> None:
        """The folder chosen for the copies."""
        self.copies.show_folder(folder)
        self._weigh()

    def _go(self, by: int) -> None:
        self._show(max(0, min(len(self.steps) - 1, self.place + by)))

    def _show(self, place: int) -> None:
        self.place = place
        self.stack.setCurrentIndex(place)
        self.stepper.go(place)
        self._words()
        self.steps[place].begin()

    def _words(self) -> None:
        step = self.steps[self.place]
        self.heading.say(step.heading())
        last = self.place == len(self.steps) - 1
        self.next.say(tr(N_("Register the first arrival")) if last else tr(N_("Next")))
        self.before.setVisible(0 < self.place <= _RECOVERY - 1)  # the sheet is made once; there is no way back over it
        self._weigh()

    def _weigh(self) -> None:
        missing = self.steps[self.place].missing()
        self.next.setEnabled(not missing)
        self.why.say(missing, "muted")

    def forget(self) -> None:
        """Let go of the passphrase and the halves."""
        self.answers.clear()
        for step in self.steps:
            step.forget()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "card"):
            self.say()
        super().changeEvent(event)

    def focus_first(self) -> QWidget:
        """What takes the keyboard when the page opens."""
        return self.heading
