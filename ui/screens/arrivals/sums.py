"""The count of an arrival, in words: seen, back home, to the house, elsewhere, and nobody left without an answer."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from transit_desk.domain.text import N_, ntr, tr
from transit_desk.services.arrivals.rules import Sums
from ui import theme
from ui.widgets.badge import Badge
from ui.widgets.card import Card
from ui.widgets.figures import Sum, Term, unanswered
from ui.widgets.words import Text


def terms(sums: Sums) -> tuple[Term, ...]:
    """The equation: a part that is nothing stays away, except the one that has to be nothing."""
    found = [
        Term(sums.seen, tr(N_("children seen"))),
        Term(sums.returned, tr(N_("in the family, on site")), "="),
        Term(sums.to_centre, tr(N_("to the centre")), "+", "accent"),
    ]
    if sums.elsewhere:
        found.append(Term(sums.elsewhere, tr(N_("elsewhere")), "+"))
    return (*found, unanswered(sums.unaccounted, tr(N_("without an answer"))))


def announced_words(sums: Sums) -> tuple[str, str]:
    """How many were announced, and what became of the difference."""
    if sums.announced is None:
        return tr(N_("Announced: not written")), tr(N_("{seen} seen"), seen=sums.seen)
    below = tr(N_("{seen} seen + {not_shown} not shown"), seen=sums.seen, not_shown=sums.not_shown or 0)
    return tr(N_("Announced: {count}"), count=sums.announced), below


def sexes_words(sums: Sums) -> tuple[str, str]:
    """Girls and boys, and the babies beside."""
    words = tr(N_("Girls: {girls} · boys: {boys}"), girls=sums.girls, boys=sums.boys)
    below = tr(N_("babies, counted beside: {count}"), count=sums.babies)
    if sums.sex_unknown:
        to_ask = ntr(N_("{count} to ask"), N_("{count} to ask"), sums.sex_unknown)
        below = f"{to_ask} · {below}"
    return words, below


class SumCard(Card):
    """The equation at the head of the grid. It is ochre while somebody is without an answer."""

    def __init__(self) -> None:
        super().__init__(name="sum_card")
        self.setAccessibleName(tr(N_("The count")))
        self.pad(16, 3, 0)
        self.sum = Sum()
        self.announced, self.not_shown = Text("", "small_strong"), Text("", "small", "muted")
        self.sexes, self.babies = Text("", "small_strong"), Text("", "small", "muted")
        self.badge = Badge("", "ok")
        line = QHBoxLayout()
        line.setSpacing(theme.of(self).px(20))
        line.addWidget(self.sum)
        line.addStretch(1)
        for pair in ((self.announced, self.not_shown), (self.sexes, self.babies)):
            column = QVBoxLayout()
            column.setSpacing(0)
            column.addStretch(1)
            for words in pair:
                column.addWidget(words)
            column.addStretch(1)
            line.addLayout(column)
        line.addWidget(self.badge)
        self.add(line)

    def show_sums(self, sums: Sums | None, unseen: int = 0) -> None:
        """Other numbers; for eyes that do not see every child there is no sum, and the reason instead."""
        self.sum.setVisible(sums is not None)
        if sums is None:
            words = ntr(
                N_("{count} child of this arrival is not among your files, so nothing is added up here."),
                N_("{count} children of this arrival are not among your files, so nothing is added up here."),
                unseen,
            )
            self.announced.say(words)
            for rest in (self.not_shown, self.sexes, self.babies):
                rest.say("")
            self.badge.setVisible(False)
            return
        self.badge.setVisible(True)
        self.sum.show_terms(terms(sums))
        for (above, below), (first, second) in (
            ((self.announced, self.not_shown), announced_words(sums)),
            ((self.sexes, self.babies), sexes_words(sums)),
        ):
            above.say(first)
            below.say(second)
        if sums.unaccounted:
            said = ntr(N_("{count} without an answer"), N_("{count} without an answer"), sums.unaccounted)
            self.badge.say(said, "warn")
        elif not sums.announced_right:
            self.badge.say(tr(N_("Announced to check")), "warn")
        else:
            self.badge.say(tr(N_("The count is right")), "ok")
