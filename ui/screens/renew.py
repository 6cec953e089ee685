"""Renewing somebody's way in: what that means for them, then the new passphrase that opens once."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from transit_desk.desk import Desk
from transit_desk.domain import errors
from transit_desk.domain.text import N_, tr
from transit_desk.module import View
from ui import theme
from ui.clerk import Clerk
from ui.navigation import OpenPage
from ui.shortcut import Shortcut
from ui.steps import Head, spoken
from ui.ways_in.busy import Busy
from ui.ways_in.given import GivenPanel
from ui.ways_in.once import OncePage
from ui.ways_in.secret import propose
from ui.ways_in.told import Told
from ui.widgets.banner import Notice
from ui.widgets.button import primary, quiet
from ui.widgets.card import Card
from ui.widgets.keys import KeyStrip
from ui.widgets.words import Text

WORKER: Final = "office.worker"


class Screen(OncePage):
    """For whoever forgot theirs, let it run out, or was written down without one."""

    def __init__(self, desk: Desk, clerk: Clerk, open_page: OpenPage, *, worker_id: str = "", **_more: object) -> None:
        super().__init__("renew", tr(N_("Renew the way in")))
        self.desk, self.clerk, self.open_page, self.worker_id = desk, clerk, open_page, worker_id
        self.view: View | None = None
        self.make = primary(tr(N_("Make a new passphrase")), "key", "Ctrl+S", name="make_passphrase")
        self.make.setEnabled(False)
        self.busy = Busy()
        self.given = GivenPanel(desk, clerk)
        self._lay()
        self._wire()
        clerk.ask(WORKER, {"record_id": worker_id}, self._show, self._refused)

    def _lay(self) -> None:
        look = theme.of(self)
        self.head = Head(tr(N_("Renew the way in")))
        self.back = quiet(tr(N_("Worker")), "back", name="to_worker")
        self.head.add(self.back)
        self.notice = Notice("", "alert")
        self.notice.hide()
        self.card = Card("–", name="renew_card")
        self.card.setMaximumWidth(look.px(760))
        for words, icon, tone in (
            (N_("The passphrase of before no longer opens"), "key", "accent"),
            (N_("The keys follow the roles as they are now"), "check_ring", "accent"),
            (N_("What this person saved stays, with their name"), "check", "ok"),
            (N_("What they had begun and not saved cannot be opened again"), "alert", "warn"),
        ):
            self.card.add(Told(tr(words), icon, tone))
        self.card.add(Text(tr(N_("Renew it only for a person who stands before you.")), "strong", wrap=True))
        line = QHBoxLayout()
        line.addWidget(self.busy, 1)
        line.addWidget(self.make)
        self.card.add(line)
        ask = QWidget()
        ask.setObjectName("renew_form")
        ask.setAccessibleName(self.accessibleName())
        column = QVBoxLayout(ask)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.card)
        column.addStretch(1)
        self.stack = QStackedWidget()
        self.stack.setObjectName("renew_pages")
        self.stack.setAccessibleName(self.accessibleName())
        self.stack.addWidget(ask)
        self.stack.addWidget(self.given)
        self.strip = KeyStrip((("Ctrl+S", tr(N_("make a new passphrase"))), ("Alt+←", tr(N_("page before this one")))),
                              tr(N_("Who gave a way in to whom is noted in the trail.")))  # fmt: skip
        for piece in (self.head, self.notice):
            self.column.addWidget(piece)
        self.column.addWidget(self.stack, 1)
        self.column.addWidget(self.strip)

    def _wire(self) -> None:
        self.back.clicked.connect(lambda _on=False: self.open_page(WORKER, self.worker_id))
        self.make.clicked.connect(lambda _on=False: self._make())
        for keys, act in (("Ctrl+S", self._make), ("Ctrl+P", self.given.paper.print_out)):
            shortcut = Shortcut(keys, self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _show(self, view: View) -> None:
        self.view = view
        self.card.setAccessibleName(view.header.title)
        if self.card.heading is not None:
            self.card.heading.say(f"{view.header.title} · {view.header.code}")
        self.make.setEnabled(True)

    # --- renewing ---

    def _make(self) -> None:
        if self.view is None or not self.make.isEnabled() or self.stack.currentWidget() is self.given:
            return
        desk, worker_id, passphrase, login = self.desk, self.worker_id, propose(), self.view.header.code

        def renew() -> int:
            from transit_desk import entrance, opening

            until = desk.now() + opening.ONE_TIME
            entrance.renew(entrance.at(desk), worker_id, passphrase)
            return until

        self.make.setEnabled(False)
        self.notice.say("")
        self.busy.begin(tr(N_("The key is being made…")))
        self.clerk.write(renew, lambda until: self._made(login, passphrase, until), self._refused)

    def _made(self, login: str, passphrase: str, until: int) -> None:
        self.busy.end()
        name = self.view.header.title if self.view is not None else login
        self.head.say(tr(N_("{name} can come in"), name=name))
        self.strip.show_keys((("Ctrl+P", tr(N_("print this paper"))),))
        self.stack.setCurrentWidget(self.given)
        self.given.show_given(login, passphrase, until)

    def _refused(self, trouble: errors.Spoken) -> None:
        self.busy.end()
        self.make.setEnabled(self.view is not None)
        self.notice.say(spoken(trouble), "alert")

    # --- going ---

    def forget(self) -> None:
        """Let go of the words."""
        self.given.forget()
