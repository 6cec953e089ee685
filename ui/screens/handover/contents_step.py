"""The third step: what leaves and what stays, as a rule that reads the same for a full file and an empty one."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from transit_desk.domain.text import N_, tr
from transit_desk.services.handover.views import Rule
from ui import theme
from ui.lists.table import say
from ui.screens.handover.leaving import Leaving
from ui.steps import Step
from ui.widgets.card import Card
from ui.widgets.clearing import clear
from ui.widgets.painted import ltr
from ui.widgets.scroll import Scrolled
from ui.widgets.tasks import FactLine
from ui.widgets.words import Text


def rules_card(heading: str, note: str, rules: Iterable[Rule], *, leaves: bool, name: str) -> Card:
    """A list of rules with a sign each: what goes has a tick, what stays has a cross and the word."""
    card = Card(heading, name=name)
    card.pad(16, 12, 2)
    if note:
        card.add(Text(note, "small", "muted", wrap=True))
    for rule in rules:
        icon, tone = ("check", "ok") if leaves else ("cross", "muted")
        card.add(FactLine(say(rule.what), say(rule.how), icon=icon, tone=tone))
    return card


class ContentsStep(Step):
    """Two lists of rules, and below them what single children asked to keep back."""

    def __init__(self, leaving: Leaving) -> None:
        super().__init__("contents", tr(N_("Contents")))
        self.leaving = leaving
        self.body = QWidget()
        self.body.setObjectName("body")
        self.body.setAccessibleName(self.said)
        self.lines = QVBoxLayout(self.body)
        self.lines.setContentsMargins(0, 0, 0, 0)
        self.lines.setSpacing(theme.of(self).px(12))
        self.column.addWidget(Scrolled(self.body), 1)
        leaving.seen.connect(self._seen)

    def enter(self) -> None:
        self.leaving.ask()

    def _seen(self) -> None:
        contents = self.leaving.contents
        if contents is None:
            return
        clear(self.lines)
        pair = QWidget()
        pair.setObjectName("rules")
        pair.setAccessibleName(self.said)
        line = QHBoxLayout(pair)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.of(self).px(16))
        start, end = QVBoxLayout(), QVBoxLayout()
        note = tr(N_("As far as each child agreed to it."))
        start.addWidget(rules_card(tr(N_("What leaves")), note, contents.leaves, leaves=True, name="what_leaves"))
        note = tr(N_("Full or empty, these parts never leave."))
        end.addWidget(rules_card(tr(N_("What stays here")), note, contents.stays, leaves=False, name="what_stays"))
        for column in (start, end):
            column.addStretch(1)
            line.addLayout(column, 1)
        self.lines.addWidget(pair)
        kept = [child for child in contents.children if child.withheld]
        if kept:
            card = Card(tr(N_("What a child asked to keep back")), name="withheld")
            for child in kept:
                card.add(FactLine(ltr(child.number), ", ".join(str(words) for words in child.withheld),
                                  icon="eye_off", tone="muted"))  # fmt: skip
            self.lines.addWidget(card)
        self.lines.addStretch(1)
        self.changed.emit()

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (("Ctrl+↵", tr(N_("next step"))), ("Alt+←", tr(N_("page before this one"))))

    def keys_end(self) -> str:
        return tr(N_("These are rules of the house; nobody ticks them on or off."))
