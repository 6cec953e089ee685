"""Beds for everybody in the house who has none tonight: proposed with reasons, taken whole or changed one by one."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from transit_desk.desk import Desk
from transit_desk.domain import errors
from transit_desk.domain.text import N_, ntr, tr
from transit_desk.services.interim_care.views import Board, Proposed
from ui import theme
from ui.clerk import Clerk
from ui.navigation import OpenPage
from ui.screens.board.proposed import BedLine
from ui.screens.board.refusal import Refusal
from ui.steps import Head, PageBody, spoken
from ui.widgets.badge import Badge
from ui.widgets.button import primary, quiet
from ui.widgets.card import Card, Rule
from ui.widgets.clearing import clear
from ui.widgets.empty import EmptyState
from ui.widgets.keys import KeyStrip
from ui.widgets.scroll import Scrolled

_BOARD = "interim_care.beds"


class Screen(PageBody):
    """The proposal. Nobody is laid before it is taken; then everybody at once, mattresses too."""

    def __init__(self, desk: Desk, clerk: Clerk, open_page: OpenPage, **_more: object) -> None:
        super().__init__("group_beds", tr(N_("Beds for tonight")))
        self.desk, self.clerk, self.open_page = desk, clerk, open_page
        self.lines: list[BedLine] = []
        self._lay()
        self.ask()

    def _lay(self) -> None:
        look = theme.of(self)
        self.head = Head(tr(N_("Beds for tonight")))
        self.back = quiet(tr(N_("Beds")), "back", name="to_beds")
        self.back.clicked.connect(lambda _on=False: self.open_page(_BOARD))
        self.accept = primary("", "check", name="beds_accept")
        self.accept.clicked.connect(self._accept)
        self.head.add(self.back, self.accept)
        self.notice = Refusal()
        self.notice.opened.connect(self.open_page)
        badges = QHBoxLayout()
        badges.setSpacing(look.px(8))
        self.mattresses, self.without = Badge("", "warn"), Badge("", "stop")
        for badge in (self.mattresses, self.without):
            badge.hide()
            badges.addWidget(badge)
        badges.addStretch(1)
        self.card = Card(name="beds_tonight")
        self.card.pad(16, 12, 0)
        body = QWidget()
        body.setObjectName("body")
        body.setAccessibleName(self.accessibleName())
        self.rows = QVBoxLayout(body)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setSpacing(0)
        self.card.add(Scrolled(body), 1)
        self.nobody = EmptyState("bed", tr(N_("Everybody in the house has a bed or a mattress tonight.")))
        self.nobody.hide()
        self.strip = KeyStrip((("Tab", tr(N_("next child"))), ("↓", tr(N_("another bed")))),
                              tr(N_("Brothers and sisters together, nobody beside whom they fear.")))  # fmt: skip
        self.column.addWidget(self.head)
        self.column.addLayout(badges)
        self.column.addWidget(self.notice)
        self.column.addWidget(self.card, 1)
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
        clear(self.rows)
        self.lines = [BedLine(self.clerk, each, self._refused) for each in proposed]
        for place, line in enumerate(self.lines):
            line.changed.connect(self.look)
            if place:
                line.follow(self.lines[place - 1])
                self.rows.addWidget(Rule())
            self.rows.addWidget(line)
        self.rows.addStretch(1)
        self.card.setVisible(bool(proposed))
        self.nobody.setVisible(not proposed)
        self.look()

    def look(self) -> None:
        """The words as the lines stand now."""
        count = len(self.lines)
        without = sum(not line.bed.value() for line in self.lines)
        laid = sum(line.on_mattress() for line in self.lines)
        waiting = ntr(N_("{count} child to bed tonight"), N_("{count} children to bed tonight"), count) if count else ""
        self.head.say(tr(N_("Beds for tonight")), waiting)
        self.mattresses.say(ntr(N_("{count} on a mattress"), N_("{count} on mattresses"), laid), "warn")
        self.mattresses.setVisible(bool(laid))
        self.without.say(ntr(N_("{count} without a bed"), N_("{count} without a bed"), without), "stop")
        self.without.setVisible(bool(without))
        taken = [line.bed.value() for line in self.lines if line.bed.value()]
        twice = len(taken) != len(set(taken))
        self.notice.say(tr(N_("One bed was chosen twice.")) if twice else "")
        self.accept.setVisible(bool(count))
        beds = ntr(N_("Give {count} bed"), N_("Give {count} beds"), len(taken) - laid) if len(taken) > laid else ""
        floor = ntr(N_("Lay {count} mattress"), N_("Lay {count} mattresses"), laid) if laid else ""
        self.accept.say(" · ".join(part for part in (beds, floor) if part))
        self.accept.setEnabled(bool(taken) and not twice and self.desk.may("interim_care.give_beds"))

    def _accept(self, _on: bool = False) -> None:
        self.accept.setEnabled(False)
        lines = [line.assignment() for line in self.lines if line.bed.value()]
        self.clerk.do("interim_care.give_beds", {"assignments": lines}, self._given, self._refused)

    def _given(self, _stays: object) -> None:
        self.open_page(_BOARD)

    def _refused(self, trouble: errors.Spoken) -> None:
        self.look()
        self.notice.say(spoken(trouble), trouble.about)
