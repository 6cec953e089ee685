"""The roll call: from bed to bed, one key a child; every mark is kept before the next one is given."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from transit_desk.desk import Desk, Done
from transit_desk.domain import days, errors
from transit_desk.domain.text import N_, tr
from transit_desk.services.presence.views.calling import Calling, PartOfDay, Row
from ui import theme
from ui.clerk import Clerk
from ui.lists import widths
from ui.lists.delegate import Table
from ui.lists.table import NOWHERE
from ui.navigation import OpenPage
from ui.screens.calling.model import WEIGHTS, CallModel, letters, marks
from ui.screens.calling.on_the_way import Given, OnTheWay
from ui.screens.calling.panel import AWAY, Panel
from ui.screens.calling.start import Start
from ui.screens.calling.sums import Sums
from ui.shortcut import Shortcut
from ui.steps import Head, PageBody, spoken
from ui.widgets.banner import Notice
from ui.widgets.button import quiet, secondary
from ui.widgets.editors import ChoiceBox
from ui.widgets.table_card import TableCard

_WHOLE: Final = "*"
_LOST, _MARK, _REST, _REMARK = "not_accounted_for", "presence.mark", "presence.mark_rest", "R"
KEYS: Final = (
    ("↑↓", N_("another child")),
    ("←→+Space", N_("without letters")),
    ("R", N_("a remark")),
    ("Ctrl+Z", N_("take the last one back")),
)
_TAKES: Final = frozenset({Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter})


class Screen(PageBody):
    """One call. Without one that is open, the three calls of today."""

    undo_asked = Signal()

    def __init__(
        self,
        desk: Desk,
        clerk: Clerk,
        open_page: OpenPage,
        *,
        record_id: str = "",
        call_id: str = "",
        part: str = "",
        **_more: object,
    ) -> None:
        super().__init__("roll_call", tr(N_("Roll call")))
        self.desk = desk
        self.clerk = clerk
        self.open_page = open_page
        self.call_id = call_id or record_id
        self.part = part
        self.call: Calling | None = None
        self.model = CallModel(self)
        self._letters = {letter: key for key, letter, _icon in marks()}
        self._marks = OnTheWay()
        self._remarks: dict[str, str] = {}  # written, and not kept yet
        self._asking: tuple[str, str] | None = None  # the child who is not accounted for, and the mark that waits
        self._last: Done | None = None  # what Ctrl+Z takes back
        self._soon = QTimer(self)  # the disk is slower than the hand: the list is read again once it rests
        self._soon.setSingleShot(True)
        self._soon.setInterval(250)
        self._soon.timeout.connect(self.ask)
        self._lay()
        self._wire()
        self.ask()

    # --- building ---

    def _lay(self) -> None:
        self.head = Head(tr(N_("Roll call")))
        self.rooms = ChoiceBox("call_rooms")
        self.rooms.setAccessibleName(tr(N_("Which room")))
        self.rooms.setMinimumWidth(theme.of(self).px(200))
        self.head.line.insertWidget(1, self.rooms)
        self.all_calls = quiet(tr(N_("All roll calls")), "list", name="all_calls")
        self.from_paper = secondary(tr(N_("Enter from paper")), "pencil", name="from_paper")
        self.leave_house = quiet(tr(N_("Evacuation")), "van", name="evacuation")
        self.pack = quiet(tr(N_("Evening pack")), "paper", name="evening_pack")
        self.sheet = secondary(tr(N_("Blank sheet")), "printer", name="blank_sheet")
        self.undo = secondary("", "undo", "Ctrl+Z", name="undo_mark")
        self.undo.hide()
        self.head.add(self.leave_house, self.all_calls, self.pack, self.from_paper, self.sheet, self.undo)
        self.notice = Notice("", "alert")
        self.notice.hide()
        self.start = Start()
        self.calling = QWidget()
        self.calling.setObjectName("calling")
        self.calling.setAccessibleName(tr(N_("Child by child")))
        self._lay_calling()
        self.stack = QStackedWidget()
        self.stack.setObjectName("call_stack")
        self.stack.setAccessibleName(tr(N_("Roll call")))
        for piece in (self.start, self.calling):
            self.stack.addWidget(piece)
        self.column.addWidget(self.head)
        self.column.addWidget(self.notice)
        self.column.addWidget(self.stack, 1)

    def _lay_calling(self) -> None:
        look = theme.of(self)
        column = QVBoxLayout(self.calling)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(8))
        self.sums = Sums()
        column.addWidget(self.sums)
        self.table = Table("call_list", tr(N_("Children, from bed to bed")), row="list_row_grid")
        self.table.setModel(self.model)
        self.table.installEventFilter(self)
        self.panel = Panel()
        self.panel.setFixedWidth(look.px(320))
        line = QHBoxLayout()
        line.setSpacing(look.px(16))
        line.addWidget(TableCard(self.table), 1)
        line.addWidget(self.panel)
        column.addLayout(line, 1)

    def _wire(self) -> None:
        self.rooms.currentIndexChanged.connect(self._choose_room)
        self.all_calls.clicked.connect(lambda _on=False: self.open_page("presence.calls"))
        self.from_paper.clicked.connect(lambda _on=False: self.open_page("presence.paper"))
        self.sheet.clicked.connect(self._print_sheet)
        self.pack.clicked.connect(self._print_pack)
        self.leave_house.clicked.connect(lambda _on=False: self.open_page("presence.evacuate"))
        self.undo.clicked.connect(self.undo_asked)
        self.start.begun.connect(self._begin)
        self.start.opened.connect(self._open)
        self.panel.marked.connect(self._give)
        self.panel.remarked.connect(self._remark)
        self.panel.rest_asked.connect(self._give_rest)
        self.panel.close_asked.connect(self._close)
        self.panel.search_asked.connect(self._search)
        self.panel.put_right_asked.connect(self._put_right)
        self.panel.print_asked.connect(self._print)
        self.panel.leave_asked.connect(self._write_leave)
        self.panel.return_asked.connect(self._write_return)
        self.table.selectionModel().currentChanged.connect(lambda *_at: self._show_child())
        self.clerk.changed.connect(self._hear)
        keys = (("Ctrl+Return", self._close), ("Ctrl+Enter", self._close), ("Ctrl+Shift+P", self._print_pack))
        for key, act in keys:
            go = Shortcut(key, self)
            go.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            go.activated.connect(act)

    # --- asking ---

    def _hear(self, touched: frozenset[str]) -> None:
        if touched & {"roll_call", "roll_mark", "missing_child", "person", "case_file"}:
            self._soon.start()

    def ask(self) -> None:
        """Look at the call again."""
        if self.clerk.desk is None:
            return
        if self.part and not self.call_id:
            self._show((), None)
        else:
            shown = functools.partial(self._show, self._marks.known())
            self.clerk.ask("presence.present_call", {"call_id": self.call_id}, shown, self._refused)

    def _show(self, known: Sequence[Given], call: Calling | None) -> None:
        self._marks.answered(known)
        self.call = call
        self.rooms.setVisible(call is not None)
        self.from_paper.setVisible(call is None)
        for button in (self.pack, self.leave_house):
            button.setVisible(call is None)
        self.stack.setCurrentWidget(self.start if call is None else self.calling)
        if call is None:
            self.head.say(tr(N_("Roll call")))
            self.clerk.ask("presence.today", {}, self._show_parts, self._refused)
            return
        self.call_id, self.part = call.id, ""
        self.head.say(str(call.title))
        here = self._row()
        self.model.begin(self._marks.over(call.rows))
        self.table.doItemsLayout()  # until then the list does not know how far it can scroll to whose turn it is
        self._offer_rooms(call)
        widths.share(self.table, WEIGHTS)
        self._go_to(self.model.place_of(here.id) if here is not None else -1)
        self._show_sums()
        self._name_last()

    def _show_parts(self, parts: tuple[PartOfDay, ...]) -> None:
        self.start.show_parts(parts, self.part)
        self.start.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer_rooms(self, call: Calling) -> None:
        self.rooms.blockSignals(True)
        count = {room: sum(row.room == room for row in call.rows) for room in call.rooms}
        offered = [(_WHOLE, tr(N_("The whole house ({count})"), count=len(call.rows)))]
        offered += [(room, f"{room or tr(N_('without a bed'))} ({number})") for room, number in count.items()]
        self.rooms.offer(offered)
        self.rooms.choose(_WHOLE if self.model.room is None else self.model.room)
        self.rooms.blockSignals(False)

    def _choose_room(self, _at: int) -> None:
        room = str(self.rooms.currentData())
        self.model.choose(None if room == _WHOLE else room)
        self._go_to(-1)
        self._show_sums()
        self.table.setFocus()

    # --- where one is ---

    def _row(self) -> Row | None:
        at = self.table.currentIndex()
        return self.model.rows[at.row()] if at.isValid() and at.row() < len(self.model.rows) else None

    def _go_to(self, place: int) -> None:
        """A row; -1 for the first child who is not marked yet."""
        if not self.model.rows:
            self._show_child()
            return
        at = place if place >= 0 else self.model.next_after(len(self.model.rows) - 1)
        self.table.setCurrentIndex(self.model.index(min(at, len(self.model.rows) - 1), 0))
        writes = self.rooms.hasFocus() or self.panel.remark.hasFocus()
        if not self.table.hasFocus() and self.call is not None and not writes:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_child()

    def _show_child(self) -> None:
        may_write = self.desk.may("interim_care.go_away")
        row = self._row()
        words = None if row is None else self._remarks.get(row.id)
        self.panel.show_child(row, words, closed=bool(self.call and self.call.closed), may_write=may_write)

    def _show_sums(self) -> None:
        call = self.call
        if call is None:
            return
        every = self.model.every
        day = days.of_late(call.day, self.desk.day(self.desk.now()))
        self.sums.show_rows(self.model.rows, every, "" if self.model.room is not None else f"{day} · {call.begun}")
        left = sum(not row.mark for row in every)
        rest = [row for row in self.model.left() if row.expected == "present"]
        to_find = sum(row.mark == _LOST for row in every) and len(call.searches)
        self.panel.show_rest(left, len(rest), closed=call.closed, night=call.night, to_find=to_find, unseen=call.unseen)

    # --- keys in the list ---

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.table and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._pressed(event)
        return super().eventFilter(watched, event)

    def _pressed(self, event: QKeyEvent) -> bool:
        """A letter marks and goes on; arrows and Space do the same on every layout."""
        if event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier):
            return False
        key, chosen = event.key(), self.panel.chosen if event.key() in _TAKES else ""
        mark = self._letters.get(event.text().upper(), chosen)
        mirrored = -1 if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else 1
        if mark and event.isAutoRepeat():
            return True  # a key that is held, or something lying on it, has looked at no child
        if mark:
            self._give(mark)
        elif key in _TAKES:
            self.notice.say(tr(N_("Nobody knows where this child should be: choose a mark by its letter.")))
        elif event.text().upper() == _REMARK:
            self.panel.remark.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self.panel.step(mirrored if key == Qt.Key.Key_Right else -mirrored)
        else:
            return False
        return True

    # --- acting ---

    def _begin(self, part: str) -> None:
        self.clerk.do("presence.begin", {"part": part}, self._open, self._refused)

    def _open(self, call_id: str) -> None:
        self.call_id, self.part = call_id, ""
        self.ask()

    def _give(self, mark: str) -> None:
        row, call = self._row(), self.call
        if row is None or call is None or call.closed:
            return
        if row.mark == _LOST and mark != _LOST and self._asking != (row.id, mark):
            self._asking = (row.id, mark)
            words = N_("{name} is not accounted for. Give the same mark again if somebody sees the child.")
            self.notice.say(tr(words, name=row.name or row.number), "alert")
            return
        self.notice.say("")
        self._asking = None
        given = self._marks.give(row.id, mark)
        at = self.table.currentIndex().row()
        self.model.put(row.id, mark)
        self._go_to(self.model.next_after(at))
        self._show_sums()
        self._send(call.id, given, row.mark, self._remarks.get(row.id))

    def _send(self, call_id: str, given: Given, instead: str, remark: str | None) -> None:
        values: dict[str, object] = {
            "call_id": call_id, "file_id": given.file_id, "mark": given.mark, "instead": instead,
        }  # fmt: skip
        if remark is not None:
            values["remark"] = remark
        self.clerk.do("presence.mark", values, functools.partial(self._kept, given, remark), self._not_kept)

    def _remark(self, words: str) -> None:
        """Kept beside the mark that stands, else with the one that is given next; then on with the list."""
        row, call = self._row(), self.call
        if row is not None and call is not None and not call.closed:
            self._remarks[row.id] = words
            if row.mark:
                self._send(call.id, Given(row.id, row.mark), row.mark, words)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _kept(self, given: Given, remark: str | None, _done: object) -> None:
        given.kept = True
        if remark is not None and self._remarks.get(given.file_id) == remark:
            del self._remarks[given.file_id]  # until then a mark that is refused keeps its words

    def _not_kept(self, trouble: errors.Spoken) -> None:
        """What could not be kept stands no longer in the list."""
        self._marks.clear()
        self._refused(trouble)
        self._soon.start()

    def _give_rest(self) -> None:
        if self.call is None:
            return
        rest = [row for row in self.model.left() if row.expected == "present"]
        values: dict[str, object] = {"call_id": self.call.id, "count": len(rest), "room": self.model.room}
        self.clerk.do("presence.mark_rest", values, None, self._not_kept)

    def _close(self) -> None:
        if self.call is not None and not self.call.closed and all(row.mark for row in self.model.every):
            self.clerk.do("presence.close", {"call_id": self.call.id}, None, self._refused)

    def _search(self) -> None:
        if self.call is not None and self.call.searches:
            self.open_page("presence.missing", self.call.searches[-1])

    def _put_right(self) -> None:
        row = self._row()
        if row is not None:
            self.open_page("presence.rectify", row.line_id)

    def _write_leave(self) -> None:
        row = self._row()
        if row is not None:
            self.open_page("interim_care.leave", row.id, first={"kind": AWAY[row.mark]})

    def _write_return(self) -> None:
        row = self._row()
        if row is not None:
            self.open_page("interim_care.return", row.id)

    def _print(self) -> None:
        if self.call is not None:
            self.open_page("preview", paper="presence.closed_call", call_id=self.call.id)

    def _print_sheet(self) -> None:
        part = self.call.part if self.call is not None else self.part
        self.open_page("preview", paper="presence.blank_sheet", part=part)

    def _print_pack(self) -> None:
        self.open_page("preview", paper="presence.evening_pack")

    def _refused(self, trouble: errors.Spoken) -> None:
        self.notice.say(spoken(trouble), "alert")

    # --- undoing, and what the frame asks ---

    def tell_undo(self, title: str) -> None:
        """What Ctrl+Z takes back now, by the name of the child; who was taken back is whose turn it is again."""
        before = self._last
        self._name_last()
        if not title and before is not None and before is not self._last and before.act.name == _MARK:
            file_id = str(before.values["file_id"])
            self._marks.drop(file_id)
            self._go_to(self.model.place_of(file_id))

    def _name_last(self) -> None:
        """The desk knows what is taken back: it may have been done on another page."""
        self._last = last = self.desk.last_done()
        self.undo.setVisible(last is not None)
        if last is None:
            return
        words = tr(N_("all who remained")) if last.act.name == _REST else tr(last.act.title)
        if last.act.name == _MARK:
            row = next((row for row in self.model.every if row.id == last.values["file_id"]), None)
            words = words if row is None else row.name or row.number
        self.undo.say(tr(N_("Undo: {what}"), what=words))

    def keys(self) -> tuple[tuple[str, str], ...]:
        """The keys that matter here; first the letter of every mark."""
        return ((letters(), tr(N_("mark, then the next child"))), *((key, tr(words)) for key, words in KEYS))

    def forget(self) -> None:
        """Nothing of any child stays in the window after the lock."""
        self._soon.stop()
        self._marks.clear()
        self.model.begin(())
        self.table.setCurrentIndex(NOWHERE)
