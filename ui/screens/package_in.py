"""A package from another office: looked at without taking anything in, then taken as proposals, child by child."""

from __future__ import annotations

import functools
import pathlib
from collections.abc import Callable
from typing import Final

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from transit_desk.desk import Desk
from transit_desk.domain import errors
from transit_desk.domain.text import N_, tr
from transit_desk.export.refusals import PackageRefused, Why
from transit_desk.export.written import neutral_name, write_file
from transit_desk.services.handover.views import Shown
from ui import theme
from ui.clerk import Clerk
from ui.documents import choosing
from ui.navigation import OpenPage
from ui.screens.handover.children_panel import ChildrenPanel
from ui.screens.handover.look_panel import LookPanel, is_old
from ui.steps import Head, PageBody, spoken
from ui.widgets.banner import Notice
from ui.widgets.button import primary, quiet, secondary
from ui.widgets.card import Card
from ui.widgets.editors import LineBox
from ui.widgets.empty import EmptyState
from ui.widgets.field import Field
from ui.widgets.keys import KeyStrip

RECEIVED: Final = "handover.received"
_LARGEST: Final = 220_000_000


class Screen(PageBody):
    """Without a record: a file is chosen and looked at. With one: the children of a package that was taken in."""

    def __init__(self, desk: Desk, clerk: Clerk, open_page: OpenPage, *, record_id: str = "", **_more: object) -> None:
        super().__init__("package_in", tr(N_("A package from another office")))
        self.desk = desk
        self.clerk = clerk
        self.open_page = open_page
        self.choose_file: Callable[[QWidget], pathlib.Path | None] = functools.partial(
            choosing.ask_file, heading=tr(N_("Choose a package")), endings="age (*.age);;* (*)"
        )
        self.choose_place: Callable[[QWidget, str], pathlib.Path | None] = functools.partial(
            choosing.ask_path, heading=tr(N_("Write the package"))
        )
        self.blob = b""
        self.shown: Shown | None = None
        self.received_id = record_id
        self._lay()
        self._wire()
        if record_id:
            self._show_children(record_id)

    # --- building ---

    def _lay(self) -> None:
        self.head = Head(tr(N_("A package from another office")))
        self.back = quiet(tr(N_("Received packages")), "folder", name="to_received")
        self.other = secondary(tr(N_("Choose another…")), "open_up", name="package_other")
        self.take = primary(tr(N_("Take in as proposals")), "check", name="package_take")
        self.receipt = primary(tr(N_("Make the receipt…")), "paper", name="package_receipt")
        self.head.add(self.back, self.other, self.take, self.receipt)
        self.notice = Notice("", "alert")
        self.notice.hide()
        self.empty = EmptyState(
            "usb", tr(N_("Look at a package before anything of it is taken in")),
            tr(N_("It is opened in memory. Nothing is written, and no file here changes.")),
            tr(N_("Choose a package…")), "open_up",
        )  # fmt: skip
        self.closed = Card(tr(N_("This package asks for its words")), name="words_asked")
        self.words = LineBox("package_words", tr(N_("Seven words, as you were told them")))
        self.open = secondary(tr(N_("Open it")), "key", name="package_open")
        told = tr(N_("by telephone or in person, never with the stick"))
        self.closed.add(Field(tr(N_("The words")), self.words, told))
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(self.open)
        self.closed.add(line)
        self.closed.setMaximumWidth(theme.of(self).px(720))
        self.closed.hide()
        self.look = LookPanel(self.desk)
        self.children_panel = ChildrenPanel(self.desk, self.clerk)
        self.stack = QStackedWidget()
        self.stack.setObjectName("package_pages")
        self.stack.setAccessibleName(self.accessibleName())
        for page in (self.empty, self.look, self.children_panel):
            self.stack.addWidget(page)
        self.strip = KeyStrip((("Enter", tr(N_("open"))), ("Alt+←", tr(N_("page before this one")))),
                              tr(N_("That somebody looked is noted in the trail.")))  # fmt: skip
        for piece in (self.head, self.notice, self.closed):
            self.column.addWidget(piece)
        self.column.addWidget(self.stack, 1)
        self.column.addWidget(self.strip)
        for button in (self.other, self.take, self.receipt):
            button.hide()

    def _wire(self) -> None:
        self.empty.asked.connect(self._choose)
        self.other.clicked.connect(self._choose)
        self.open.clicked.connect(self._look)
        self.words.returnPressed.connect(self._look)
        self.take.clicked.connect(self._take)
        self.receipt.clicked.connect(self._make_receipt)
        self.back.clicked.connect(lambda _on=False: self.open_page(RECEIVED))
        self.children_panel.refused.connect(self.notice.say)
        self.children_panel.answered.connect(self._answered)

    # --- looking ---

    def _choose(self, _on: bool = False) -> None:
        path = self.choose_file(self)
        if path is not None:
            self.notice.say(tr(N_("Reading the package…")), "clock")
            self.closed.hide()
            self.clerk.porter(functools.partial(choosing.read_small, path, _LARGEST), self._read, self._refused)

    def _read(self, blob: bytes) -> None:
        self.blob = blob
        self.words.clear()
        self._look()

    def _look(self, _on: bool = False) -> None:
        self.notice.say(tr(N_("Opening and checking…")), "clock")
        values = {"blob": self.blob, "passphrase": " ".join(self.words.text().split()) or None}
        self.clerk.ask("handover.show", values, self._show, self._not_opened)

    def _not_opened(self, trouble: errors.Spoken) -> None:
        if isinstance(trouble, PackageRefused) and trouble.why in {Why.NEEDS_PASSPHRASE, Why.WRONG_PASSPHRASE}:
            self.closed.show()
            self.other.show()
            self.words.setFocus()
            asks = trouble.why is Why.NEEDS_PASSPHRASE
            self.notice.say("" if asks else spoken(trouble), "alert")
            return
        self._refused(trouble)

    def _refused(self, trouble: errors.Spoken) -> None:
        self.notice.say(spoken(trouble), "alert")
        self.other.setVisible(not self.received_id)

    def _show(self, shown: Shown) -> None:
        self.shown = shown
        self.notice.say("")
        self.closed.hide()
        self.look.show_package(shown)
        self.stack.setCurrentWidget(self.look)
        self.other.show()
        self.take.show()
        self.take.say(tr(N_("Take it in although it is old")) if is_old(shown) else tr(N_("Take in as proposals")))
        self.take.setEnabled(shown.confirmed)
        reason = (
            "" if shown.confirmed else tr(N_("First write the sender down as an agency and compare the eight words."))
        )
        self.take.setToolTip(reason)
        self.notice.say(reason, "info")

    # --- taking in ---

    def _take(self, _on: bool = False) -> None:
        if self.shown is None:
            return
        values = {
            "blob": self.blob, "passphrase": " ".join(self.words.text().split()) or None,
            "although_old": is_old(self.shown),
        }  # fmt: skip
        self.take.setEnabled(False)
        self.clerk.do("handover.receive", values, self._taken, self._not_taken)

    def _taken(self, received_id: str) -> None:
        self.blob = b""
        self.words.clear()
        self._show_children(received_id)

    def _not_taken(self, trouble: errors.Spoken) -> None:
        self.take.setEnabled(True)
        self._refused(trouble)

    def _show_children(self, received_id: str) -> None:
        self.received_id = received_id
        self.take.hide()
        self.other.hide()
        self.receipt.show()
        self.receipt.setEnabled(False)
        self.head.say(tr(N_("Proposals, child by child")))
        self.stack.setCurrentWidget(self.children_panel)
        self.children_panel.show_package(received_id)

    def _answered(self, every: bool) -> None:
        self.receipt.setEnabled(every)
        reason = "" if every else tr(N_("Every child needs an answer first."))
        self.receipt.setToolTip(reason)
        self.receipt.say(tr(N_("Make the receipt…")), reason)

    # --- the receipt ---

    def _make_receipt(self, _on: bool = False) -> None:
        values = {"received_id": self.received_id}
        self.clerk.do("handover.make_receipt", values, self._write_receipt, self._refused)

    def _write_receipt(self, blob: bytes) -> None:
        path = self.choose_place(self, neutral_name(".receipt"))
        if path is not None:
            self.clerk.porter(functools.partial(write_file, path, blob), self._receipt_written, self._refused)

    def _receipt_written(self, _nothing: object) -> None:
        words = N_("The receipt is written. It names nobody; give it or send it to the sender.")
        self.notice.say(tr(words), "check_ring")

    def hideEvent(self, event: QHideEvent) -> None:
        """The words of a package do not wait behind another page."""
        self.words.clear()
        super().hideEvent(event)
