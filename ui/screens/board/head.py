"""The head of the board: which night is looked at, and the ways to its list, its sheet and the census."""

from __future__ import annotations

from PySide6.QtCore import Signal

from transit_desk.desk import Desk
from transit_desk.domain.dates import say_day
from transit_desk.domain.text import N_, tr
from transit_desk.services.interim_care.views import Board
from ui.steps import Head
from ui.widgets.button import quiet, secondary


class NightHead(Head):
    """The sum of the night, the nights before and after, and the ways to what else tells of it."""

    looked = Signal(int)  # nights away from the one that is shown; 0 is tonight
    opened = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__(tr(N_("Beds")))
        self.before = quiet("", "chevron_start", name="night_before")
        self.before.setAccessibleName(tr(N_("The night before")))
        self.night = quiet(tr(N_("Tonight")), "moon", name="tonight")
        self.after = quiet("", "chevron_end", name="night_after")
        self.after.setAccessibleName(tr(N_("The night after")))
        for button, nights in ((self.before, -1), (self.night, 0), (self.after, 1)):
            button.clicked.connect(lambda _on=False, nights=nights: self.looked.emit(nights))
            self.add(button)
        self.as_list = quiet(tr(N_("As a list")), "list", name="beds_as_list")
        self.sheet = secondary(tr(N_("Night sheet")), "printer", name="night_sheet")
        self.propose = secondary(tr(N_("Propose beds")), "bed", name="propose_beds")
        self.propose.clicked.connect(lambda _on=False: self.opened.emit("interim_care.group"))
        ways = ((self.as_list, "interim_care.bed_list"), (self.sheet, "preview"))
        for button, page in ways:
            button.clicked.connect(lambda _on=False, page=page: self.opened.emit(page))
            self.add(button)
        self.add(self.propose)
        self.propose.setVisible(desk.may("interim_care.give_beds"))

    def show_night(self, board: Board) -> None:
        """The night that is shown now."""
        self.say(tr(N_("Beds")), str(board.sum_up))
        tonight = board.day == board.today
        self.night.say(tr(N_("Tonight")) if tonight else str(say_day(board.day)), tr(N_("Back to tonight")))
