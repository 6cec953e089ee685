"""The second step: what each child agreed to; where nobody agreed, two persons answer for it or the file stays."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from transit_desk.domain import errors
from transit_desk.domain.text import N_, ntr, tr
from transit_desk.services.handover.views import ChildContents
from ui import signs, theme
from ui.lists.delegate import Cell, CodeCell, MarkCell, Table, TextCell
from ui.lists.table import say
from ui.navigation import OpenPage
from ui.rows import PlainModel
from ui.screens.handover.leaving import Leaving
from ui.steps import Step, spoken
from ui.widgets.badge import Badge
from ui.widgets.button import quiet, secondary
from ui.widgets.card import Card
from ui.widgets.clearing import clear
from ui.widgets.editors import TextBox, Tick
from ui.widgets.field import Field
from ui.widgets.painted import ltr
from ui.widgets.scroll import Scrolled
from ui.widgets.table_card import TableCard
from ui.widgets.words import Text


def _limits(child: ChildContents) -> str:
    return tr(N_("The child’s own limits: {limits}"), limits=child.limits) if child.limits else ""


class AgreedCard(Card):
    """A child whose file may not leave: the way to an answer. Those of others are never taken for the child's."""

    def __init__(self, leaving: Leaving, child: ChildContents, open_page: OpenPage) -> None:
        super().__init__(name=f"agreed_{child.file_id}")
        self.leaving = leaving
        self.child = child
        self.setAccessibleName(f"{child.number}, {say(child.agreed.words)}")
        self.pad(16, 8, 6)
        look = theme.of(self)
        head = QHBoxLayout()
        head.setSpacing(look.px(12))
        name = leaving.names.get(child.file_id, child.number)
        head.addWidget(Text(name if name != child.number else ltr(name), "strong"))
        if name != child.number:
            head.addWidget(Text(ltr(child.number), "code", "muted"))
        head.addWidget(Badge(say(child.agreed.words), signs.tone(child.agreed.tone), signs.icon(child.agreed.icon)))
        head.addStretch(1)
        self.add(head)
        if child.limits:
            self.add(Text(_limits(child), "small", "muted", wrap=True))
        consent = quiet(tr(N_("Ask the child")), "talk", name=f"ask_{child.file_id}")
        consent.clicked.connect(lambda _on=False: open_page("case_file.consent", file_id=child.file_id))
        head.addWidget(consent)
        if child.decision_id:
            self._lay_second()
        else:
            override = quiet(tr(N_("Best-interest decision")), "children", name=f"override_{child.file_id}")
            override.clicked.connect(self._open_first)
            override.setEnabled(leaving.desk.may("handover.override"))
            head.addWidget(override)
        self.refused = Text("", "small_strong", "stop", wrap=True)
        self.refused.hide()
        self.add(self.refused)

    def _lay_second(self) -> None:
        """One person has given a reason; another one agrees, or not."""
        self.add(Text(tr(N_("Reason given: {reason}"), reason=self.child.decision), "small", "text", wrap=True))
        line = QHBoxLayout()
        words = tr(N_("A second person, another than the first, has to agree at this desk."))
        line.addWidget(Text(words, "small", "muted", wrap=True), 1)
        agree = secondary(tr(N_("I agree to this decision")), "check", name=f"approve_{self.child.file_id}")
        agree.setEnabled(self.leaving.desk.may("handover.approve_override"))
        agree.clicked.connect(self._approve)
        line.addWidget(agree)
        self.add(line)

    def _open_first(self, _on: bool = False) -> None:
        self.sender_button = self.sender()
        if isinstance(self.sender_button, QWidget):
            self.sender_button.hide()
        self.why = TextBox(f"why_{self.child.file_id}", 2)
        self.told = Tick(tr(N_("The child was told")), f"told_{self.child.file_id}")
        keep = secondary(tr(N_("Keep this reason")), "check", name=f"reason_{self.child.file_id}")
        keep.clicked.connect(self._ask_decision)
        self.add(Field(tr(N_("Why it is in the child’s best interest")), self.why))
        line = QHBoxLayout()
        line.addWidget(self.told)
        line.addStretch(1)
        line.addWidget(keep)
        self.add(line)
        self.why.setFocus()

    def _ask_decision(self, _on: bool = False) -> None:
        values = {"entry_id": self.child.entry_id, "why": self.why.toPlainText(), "child_told": self.told.isChecked()}
        self.leaving.clerk.do("handover.override", values, self._done, self._not_done)

    def _approve(self, _on: bool = False) -> None:
        values = {"decision_id": self.child.decision_id}
        self.leaving.clerk.do("handover.approve_override", values, self._done, self._not_done)

    def _done(self, _key: object) -> None:
        self.leaving.ask()

    def _not_done(self, trouble: errors.Spoken) -> None:
        self.refused.say(spoken(trouble))
        self.refused.show()


class AgreedStep(Step):
    """No file leaves without a yes that still holds, or two persons who answer for it."""

    def __init__(self, leaving: Leaving, open_page: OpenPage) -> None:
        super().__init__("agreed", tr(N_("Consent")))
        self.leaving = leaving
        self.open_page = open_page
        self.heading = Text("", "strong")
        self.body = QWidget()
        self.body.setObjectName("body")
        self.body.setAccessibleName(self.said)
        self.lines = QVBoxLayout(self.body)
        self.lines.setContentsMargins(0, 0, 0, 0)
        self.lines.setSpacing(theme.of(self).px(8))
        self.waiting = Scrolled(self.body)
        self.model = PlainModel((), self)
        self.table = Table("may_leave", tr(N_("Files that may leave")), row="list_row")
        self.table.setModel(self.model)
        self.ready = TableCard(self.table)
        self.column.addWidget(self.heading)
        self.column.addWidget(self.waiting, 1)
        self.column.addWidget(self.ready, 1)
        leaving.seen.connect(self._seen)

    def enter(self) -> None:
        self.leaving.ask()

    def _seen(self) -> None:
        contents = self.leaving.contents
        if contents is None:
            return
        every = sorted(contents.children, key=lambda each: (self.leaving.names.get(each.file_id, ""), each.number))
        without = [child for child in every if not child.allowed]
        ready = [child for child in every if child.allowed]
        clear(self.lines)
        for child in without:
            self.lines.addWidget(AgreedCard(self.leaving, child, self.open_page))
        self.lines.addStretch(1)
        headings = (tr(N_("Child")), tr(N_("Number")), tr(N_("Agreed to a transfer")), tr(N_("Limits")))
        self.model.show_rows(headings, [self._cells(child) for child in ready])
        self.table.columns([240, 130, 260])
        self.waiting.setVisible(bool(without))
        self.ready.setVisible(bool(ready))
        self.heading.say(
            ntr(N_("{count} file may not leave yet"), N_("{count} files may not leave yet"), len(without))
            if without
            else ntr(N_("{count} file may leave"), N_("{count} files may leave"), len(every)),
            "warn" if without else "ok",
        )
        self.changed.emit()

    def _cells(self, child: ChildContents) -> tuple[Cell, ...]:
        name = self.leaving.names.get(child.file_id, "")
        mark = MarkCell(say(child.agreed.words), signs.icon(child.agreed.icon, "info"), signs.tone(child.agreed.tone))
        shown = TextCell(name if name != child.number else "", bold=True)
        return shown, CodeCell(child.number), mark, TextCell(_limits(child), "muted")

    def reason(self) -> str:
        contents = self.leaving.contents
        if contents is None:
            return tr(N_("The files are being looked at…"))
        if contents.ready:
            return ""
        return tr(N_("Some files may not leave yet. Take them out, ask the child, or decide with a second person."))

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (("Tab", tr(N_("next child"))), ("Alt+←", tr(N_("page before this one"))))
