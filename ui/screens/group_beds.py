"""Beds for everybody in the house who has none tonight: proposed with reasons, taken whole or changed one by one."""

from __future__ import annotations

from transit_desk.desk import Desk
from transit_desk.domain import errors
from transit_desk.domain.text import N_, tr
from transit_desk.services.interim_care.views import Board, Proposed
from ui.clerk import Clerk
from ui.navigation import OpenPage
from ui.screens.board.proposed import ProposedBeds
from ui.screens.board.refusal import Refusal
from ui.steps import Head, PageBody, spoken
from ui.widgets.button import quiet
from ui.widgets.empty import EmptyState
from ui.widgets.keys import KeyStrip

_BOARD = "interim_care.beds"


class Screen(PageBody):
    """The proposal. Nobody is laid before it is taken; then everybody at once, mattresses too."""

    def __init__(self, desk: Desk, clerk: Clerk, open_page: OpenPage, **_more: object) -> None:
        super().__init__("group_beds", tr(N_("Beds for tonight")))
        self.desk, self.clerk, self.open_page = desk, clerk, open_page
        self._lay()
        self.ask()

    def _lay(self) -> None:
        self.head = Head(tr(N_("Beds for tonight")))
        self.back = quiet(tr(N_("Beds")), "back", name="to_beds")
        self.back.clicked.connect(lambda _on=False: self.open_page(_BOARD))
        self.head.add(self.back)
        self.notice = Refusal(self.clerk)
        self.notice.opened.connect(self.open_page)
        may = self.desk.may("interim_care.give_beds")
        self.beds = ProposedBeds(self.accessibleName(), self.clerk, self._refused, may=may)
        self.beds.changed.connect(lambda: self.notice.say(self.beds.refusal))
        self.beds.accepted.connect(self._accept)
        self.nobody = EmptyState("bed", tr(N_("Everybody in the house has a bed or a mattress tonight.")))
        self.nobody.hide()
        self.strip = KeyStrip((("Tab", tr(N_("next child"))), ("↓", tr(N_("another bed")))),
                              tr(N_("Brothers and sisters together, nobody beside whom they fear.")))  # fmt: skip
        self.column.addWidget(self.head)
        self.column.addWidget(self.notice)
        self.column.addWidget(self.beds, 1)
        self.column.addWidget(self.nobody, 1)
        self.column.addWidget(self.strip)

    def ask(self) -> None:
        """Look who has no bed, then for a place for each."""
        if self.clerk.desk is not None:
            self.clerk.ask("interim_care.board", {}, self._found, self._refused)

    def _found(self, board: Board) -> None:
        files = [each.file_id for each in board.to_bed if not each.baby and not each.on_the_way]
        if files:
            self.clerk.ask("interim_care.beds_for", {"file_ids": files}, self._show, self._refused)
        else:
            self._show(())

    def _show(self, proposed: tuple[Proposed, ...]) -> None:
        self.beds.show_proposed(proposed)
        self.nobody.setVisible(not proposed)

    def _accept(self, assignments: list[tuple[str, ...]]) -> None:
        self.clerk.do("interim_care.give_beds", {"assignments": assignments}, self._given, self._refused)

    def _given(self, _stays: object) -> None:
        self.open_page(_BOARD)

    def _refused(self, trouble: errors.Spoken) -> None:
        self.beds.look()
        self.notice.say(spoken(trouble), trouble.about)
