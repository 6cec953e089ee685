"""Taking somebody's way in away: what is still in their hands, what it does not undo, and why."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from transit_desk.desk import Desk
from transit_desk.domain import errors
from transit_desk.domain.text import N_, ntr, tr
from transit_desk.module import Steps, Target, View
from transit_desk.services.office.views import InHands
from ui import theme
from ui.clerk import Clerk
from ui.navigation import OpenPage
from ui.record.blocks import steps_card
from ui.shortcut import Shortcut
from ui.steps import Head, PageBody, spoken
from ui.ways_in.busy import Busy
from ui.ways_in.told import Told
from ui.widgets.banner import Notice
from ui.widgets.button import primary, quiet
from ui.widgets.card import Card
from ui.widgets.editors import TextBox
from ui.widgets.field import Field
from ui.widgets.keys import KeyStrip
from ui.widgets.scroll import Scrolled
from ui.widgets.words import Text

WORKER: Final = "office.worker"


class Screen(PageBody):
    """The record of the person stays; the way in goes at once."""

    def __init__(self, desk: Desk, clerk: Clerk, open_page: OpenPage, *, worker_id: str = "", **_more: object) -> None:
        super().__init__("take_away", tr(N_("Take the way in away")))
        self.desk, self.clerk, self.open_page, self.worker_id = desk, clerk, open_page, worker_id
        self.why = TextBox("take_away_why", 2)
        self.take = primary(tr(N_("Take it away")), "lock", "Ctrl+S", name="take_it_away")
        self.take.setEnabled(False)
        self.busy = Busy()
        self._lay()
        self.back.clicked.connect(lambda _on=False: self.open_page(WORKER, self.worker_id))
        self.take.clicked.connect(lambda _on=False: self._take())
        keys = Shortcut("Ctrl+S", self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self._take)
        clerk.ask(WORKER, {"record_id": worker_id}, self._show, self._refused)
        clerk.ask("office.in_hands", {"worker_id": worker_id}, self._show_hands, self._refused)

    def _lay(self) -> None:
        look = theme.of(self)
        self.head = Head(tr(N_("Take the way in away")))
        self.back = quiet(tr(N_("Worker")), "back", name="to_worker")
        self.head.add(self.back)
        self.notice = Notice("", "alert")
        self.notice.hide()
        self.card = Card("–", name="take_away_card")
        for words, icon, tone in (
            (N_("From now on this person does not come in"), "lock", "accent"),
            (N_("What they wrote stays, with their name"), "check", "ok"),
            (N_("Copies and backups made before today can still be opened by this person."), "alert", "warn"),
        ):
            self.card.add(Told(tr(words), icon, tone))
        self.field = Field(tr(N_("Why")), self.why, tr(N_("kept in the trail")))
        self.card.add(self.field)
        line = QHBoxLayout()
        line.addWidget(self.busy, 1)
        line.addWidget(self.take)
        self.card.add(line)
        self.hands = Card(tr(N_("In their hands")), name="hands_card")
        self.counted = Text("", "body", "text", wrap=True, name="hands_counted")
        self.hands.add(self.counted)
        self.start, self.end = QVBoxLayout(), QVBoxLayout()
        self.start.addWidget(self.card)
        self.start.addStretch(1)
        self.end.addWidget(self.hands)
        self.end.addStretch(1)
        whole = QHBoxLayout()
        whole.setSpacing(look.px(16))
        whole.addLayout(self.start, 600)
        whole.addLayout(self.end, 494)
        self.strip = KeyStrip((("Ctrl+S", tr(N_("take it away"))), ("Alt+←", tr(N_("page before this one")))),
                              tr(N_("Who took a way in away is noted in the trail.")))  # fmt: skip
        for piece in (self.head, self.notice):
            self.column.addWidget(piece)
        self.column.addLayout(whole, 1)
        self.column.addWidget(self.strip)

    def _show(self, view: View) -> None:
        if self.card.heading is not None:
            self.card.heading.say(f"{view.header.title} · {view.header.code}")
        self.card.setAccessibleName(view.header.title)
        self.take.setEnabled(True)
        self.why.setFocus()

    def _show_hands(self, hands: InHands) -> None:
        if not hands.known:
            self.counted.say(tr(N_("Which files are theirs is seen by a supervisor.")))
            return
        if not hands.steps:
            self.counted.say(tr(N_("No file and no promise is in this person's hands.")))
            return
        files = ntr(N_("{count} file"), N_("{count} files"), hands.files)
        dues = ntr(N_("{count} promise"), N_("{count} promises"), hands.dues)
        words = N_(
            "{files} and {dues} will have nobody. They stay on this person's page; give the files on from there."
        )
        self.counted.say(tr(words, files=files, dues=dues))
        listed = steps_card(Steps(N_("What waits"), hands.steps), self._follow)
        listed.body.addStretch(1)
        self.end.insertWidget(1, Scrolled(listed, tr(N_("What waits"))), 100)

    def _follow(self, target: Target) -> None:
        self.open_page(target.page, target.record_id)

    # --- taking away ---

    def _take(self) -> None:
        if not self.take.isEnabled():
            return
        desk, worker_id, why = self.desk, self.worker_id, self.why.toPlainText().strip()
        self.field.refuse("")

        def take() -> object:
            from transit_desk import entrance

            return entrance.take_away(entrance.at(desk), worker_id, why)

        self.take.setEnabled(False)
        self.notice.say("")
        self.busy.begin(tr(N_("The way in is being taken away…")))
        self.clerk.write(take, self._taken, self._refused)

    def _taken(self, _words: object) -> None:
        self.busy.end()
        self.open_page(WORKER, self.worker_id)

    def _refused(self, trouble: errors.Spoken) -> None:
        self.busy.end()
        self.take.setEnabled(True)
        if trouble.field == "why":
            self.field.refuse(str(trouble))
            self.why.setFocus()
        else:
            self.notice.say(spoken(trouble), "alert")
