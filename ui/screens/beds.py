"""The house on a night: rooms and their beds, who has none yet, which bed suits a child and why the others do not."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Callable, Sequence
from typing import Any, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from transit_desk import choices
from transit_desk.desk import Desk
from transit_desk.domain import errors
from transit_desk.domain.dates import ONE_DAY
from transit_desk.domain.text import N_, tr
from transit_desk.services.interim_care.views import BedView, Board, FreeBed, RoomView, ToBed
from ui import theme
from ui.clerk import Clerk
from ui.navigation import OpenPage
from ui.screens.board import verbs
from ui.screens.board.head import NightHead
from ui.screens.board.panel import SidePanel, when
from ui.screens.board.refusal import Refusal
from ui.screens.board.rooms import Legend, RoomCard, share_of, shares
from ui.screens.board.verbs import Hand
from ui.screens.board.words import crowded
from ui.shortcut import Shortcut
from ui.steps import PageBody, spoken
from ui.widgets.bed import GAP, WIDE
from ui.widgets.button import quiet
from ui.widgets.clearing import clear
from ui.widgets.empty import EmptyState
from ui.widgets.keys import KeyStrip
from ui.widgets.painted import ltr
from ui.widgets.scroll import WholeRows

_TABLES: Final = frozenset({"stay", "bed", "room", "bed_block", "absence", "mattress_plan"})
_WORDS_NEEDED: Final = frozenset({"with_reason", "exception"})


class Screen(PageBody):
    """The board. A bed is pointed at, its reasons are read, Enter gives it; a child in a bed is taken up and moved."""

    def __init__(
        self,
        desk: Desk,
        clerk: Clerk,
        open_page: OpenPage,
        *,
        record_id: str = "",
        file_id: str = "",
        bed_id: str = "",
        **_more: object,
    ) -> None:
        super().__init__("beds", tr(N_("Beds")))
        self.desk = desk
        self.clerk = clerk
        self.open_page = open_page
        self.board: Board | None = None
        self.waiting: dict[str, ToBed] = {}
        self.free: tuple[FreeBed, ...] = ()
        self.hand: Hand | None = None
        self.marked = ""
        self._to_move = bed_id  # whose child is to be taken up as soon as the board is there
        self.day: datetime.date | None = None  # another night; None is tonight
        self.asking = ""  # the act whose words are being asked for
        self._drop: tuple[str, str] | None = None
        self._wanted = file_id or record_id
        self._rooms: list[RoomCard] = []
        self._soon = QTimer(self)  # many beds may change in one breath
        self._soon.setSingleShot(True)
        self._soon.setInterval(150)
        self._soon.timeout.connect(self.ask)
        self._lay()
        self._wire()
        self.ask()

    # --- building ---

    def _lay(self) -> None:
        look = theme.of(self)
        self.head = NightHead(self.desk)
        self.refusal = Refusal(self.clerk)
        self.full = quiet("", "warning", name="crowding")
        self.full.clicked.connect(lambda _on=False: self.open_page("interim_care.mattress_plan"))
        below = QHBoxLayout()
        self.away = quiet(tr(N_("Who is away")), "exchange", name="who_is_away")
        self.away.clicked.connect(lambda _on=False: self.open_page("interim_care.away"))
        self.away.hide()
        self.legend = Legend()
        below.addWidget(self.legend, 1)
        below.addWidget(self.away)
        below.addWidget(self.full)
        self.body = QWidget()
        self.body.setObjectName("body")
        self.body.setAccessibleName(tr(N_("Rooms and beds")))
        self.rooms = QVBoxLayout(self.body)
        self.rooms.setContentsMargins(0, 0, 0, 0)
        self.rooms.setSpacing(look.px(6))
        next_thing = tr(N_("Add the rooms of the house, then their beds."))
        self.empty = EmptyState("bed", tr(N_("No room is written down yet.")), next_thing, tr(N_("Add a room")))
        self.empty.hide()
        self.area = WholeRows(self.body, most=look.px(92))  # the head of a room and a row of its beds
        self.panel = SidePanel()
        self.nobody = self.panel.nobody
        line = QHBoxLayout()
        line.setSpacing(look.px(12))
        start = QVBoxLayout()
        start.addWidget(self.area, 1)
        start.addWidget(self.empty, 1)
        line.addLayout(start, 790)
        line.addWidget(self.panel, 308)
        self.strip = KeyStrip(
            (("←", tr(N_("from bed to bed"))), ("Enter", tr(N_("give, move, or say why not"))),
             ("Tab", tr(N_("next block"))), ("PgUp", tr(N_("the night before"))), ("Esc", tr(N_("let go"))))
        )  # fmt: skip
        self.column.addWidget(self.head)
        self.column.addLayout(below)
        self.column.addWidget(self.refusal)
        self.column.addLayout(line, 1)
        self.column.addWidget(self.strip)

    def _wire(self) -> None:
        self.panel.child.currentIndexChanged.connect(self._choose_child)
        self.panel.give.clicked.connect(self._give)
        self.panel.why.returnPressed.connect(self._give)
        self.panel.asked.connect(self.act)
        self.refusal.opened.connect(self.open_page)
        self.empty.asked.connect(lambda: self.open_page("interim_care.room"))
        self.head.looked.connect(self.look_at)
        self.head.opened.connect(self._open)
        self.clerk.changed.connect(self._hear)
        does: dict[str, Callable[[], None]] = {
            "Ctrl+Return": self._give, "PgUp": lambda: self.look_at(-1), "PgDown": lambda: self.look_at(1),
            "Esc": self._let_go,
        }  # fmt: skip
        for key, acts in verbs.KEYS.items():
            does[key] = functools.partial(self._first_of, acts)
        for key, do in does.items():
            shortcut = Shortcut(key, self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(do)

    def _open(self, page: str) -> None:
        if page == "preview":
            self.open_page(page, paper="interim_care.night_sheet", day=self.day)
        else:
            self.open_page(page)

    def _hear(self, touched: frozenset[str]) -> None:
        if touched & _TABLES:
            self._soon.start()

    # --- the board ---

    def ask(self) -> None:
        """Look at the house again."""
        if self.clerk.desk is not None:
            self.clerk.ask("interim_care.board", {"day": self.day}, self._show, self._refused)

    def look_at(self, nights: int) -> None:
        """The night before or after the one that is shown; 0 is tonight."""
        if self.board is None:
            return
        shown = self.board.day + ONE_DAY * nights
        self.day = None if not nights or shown == self.board.today else shown
        self.refusal.say("")
        self.ask()

    def _show(self, board: Board) -> None:
        self.board = board
        self.head.show_night(board)
        self.away.setVisible(board.kept > 0)
        self.full.say(crowded(board))
        self.full.setVisible(board.crowding.level != "ok")
        self.area.setVisible(bool(board.rooms))
        self.empty.setVisible(not board.rooms)
        self._show_rooms(board.rooms)
        self.waiting = {each.file_id: each for each in board.to_bed if not each.baby}
        here = self.panel.child.value() or self._wanted
        self.panel.child.blockSignals(True)
        self.panel.child.offer([(key, f"{each.name}  {ltr(each.number)}") for key, each in self.waiting.items()])
        self.panel.child.choose(here)
        self.panel.child.blockSignals(False)
        to_move, self._to_move = self._bed(self._to_move), ""
        if to_move is not None and to_move.file_id:
            self.take_up(to_move)
            return
        if self.hand is not None and self.hand.from_bed:
            bed = self._bed(self.hand.from_bed)
            if bed is not None and bed.file_id == self.hand.file_id:
                self._ask_free()
                return
        self._choose_child(0)

    def _show_rooms(self, rooms: tuple[RoomView, ...]) -> None:
        focused = next((card.room.id for card in self._rooms if card.beds.hasFocus()), "")
        at = next((card.beds.at for card in self._rooms if card.room.id == focused), 0)
        clear(self.rooms)
        self._rooms = [RoomCard(room) for room in rooms]
        look = theme.of(self)
        for band in shares([len(room.beds) for room in rooms], self._columns()):
            row = QWidget()
            row.setObjectName("band")
            row.setAccessibleName(", ".join(rooms[place].name for place, _columns in band))
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(look.px(8))
            for place, columns in band:
                line.addWidget(self._rooms[place], share_of(columns))
            self.rooms.addWidget(row)
        for card in self._rooms:
            card.beds.chosen.connect(self._press)
            card.beds.pointed.connect(self._point)
            card.beds.dropped.connect(self._dropped)
            if card.room.id == focused:
                card.beds.at = min(at, len(card.room.beds) - 1)
                card.beds.setFocus()
        self.rooms.addStretch(1)

    def _columns(self) -> int:
        look = theme.of(self)
        return max(3, (self.area.viewport().width() - look.px(24) + look.px(GAP)) // look.px(WIDE + GAP))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.board is not None and event.size().width() != event.oldSize().width():
            self._soon.start()

    def _bed(self, bed_id: str) -> BedView | None:
        rooms = self.board.rooms if self.board is not None else ()
        return next((bed for room in rooms for bed in room.beds if bed.id == bed_id), None)

    # --- the child in hand ---

    def _choose_child(self, _at: int) -> None:
        child = self.waiting.get(self.panel.child.value())
        self.hand = None
        if child is not None:
            self.hand = Hand(child.file_id, child.name, child.number, reservation=child.reserved_bed)
            self.panel.facts.say(tr(N_("on the way to the house")) if child.on_the_way else tr(N_("in the house")))
        self._ask_free()

    def take_up(self, bed: BedView) -> None:
        """The child of a bed is in hand: which other bed suits is asked."""
        self.hand = Hand(bed.file_id, bed.name, bed.number, bed.id, bed.code)
        now = tr(N_("sleeps in {code} now"), code=bed.code)
        self.panel.facts.say(now if bed.amiss is None else f"{now}. {bed.amiss}")
        self._ask_free()

    def _ask_free(self) -> None:
        self.free = ()
        if self.hand is None or not self.hand.from_bed:
            self.marked = self.marked if self.hand is None else ""
        self._draw()
        if self.hand is not None:
            values = {"file_id": self.hand.file_id, "day": self.day}
            self.clerk.ask("interim_care.free_beds", values, self._show_free, self._refused)

    def _show_free(self, beds: tuple[FreeBed, ...]) -> None:
        self.free = beds
        if self.hand is not None and not self.hand.from_bed:
            first = next((bed.bed_id for bed in beds if bed.suits), "")
            self.marked = self.hand.reservation or first
        self._draw()
        if self._drop is not None:
            bed, child = self._drop
            self._drop = None
            if self.hand is not None and self.hand.file_id == child:
                self._press(bed)

    def _draw(self) -> None:
        suits = {bed.bed_id: bed for bed in self.free}
        for card in self._rooms:
            card.show_for(suits, self.marked)
        self.legend.show_states({bed.state for card in self._rooms for bed in card.beds.beds})
        bed, board, panel = self._bed(self.marked), self.board, self.panel
        waits = bool(self.waiting)
        panel.child.setVisible(len(self.waiting) > 1 and not (self.hand is not None and self.hand.from_bed))
        panel.hand.show_hand(self.hand)
        panel.above.setVisible(self.hand is not None)
        panel.facts.setVisible(self.hand is not None)
        panel.nobody.setVisible(
            not waits and self.hand is None and board is not None and bool(board.rooms) and board.day == board.today
        )
        panel.begin()
        if board is not None:
            panel.show_bed(bed, board)
            panel.show_reasons(self.free, self.marked, board)
            panel.show_next(board)
            found = verbs.verbs_of(bed, self.hand, board, self.desk.may) if bed is not None else ()
            panel.show_verbs(found)
        panel.end()
        self._draw_give(suits.get(self.marked))

    def _draw_give(self, here: FreeBed | None) -> None:
        needs_words = here is not None and here.answer in _WORDS_NEEDED
        if not self.asking:
            alone = [("", tr(N_("not said"))), *_options("isolation_reason")]
            apart = here is not None and here.isolation
            of = f"{self.hand.file_id} {self.marked}" if self.hand is not None else ""
            self.panel.ask.show_for(tr(N_("Why this bed, in a few words")), alone if apart else (), why=needs_words,
                                    of=of, begins=here.alone_for if here is not None else "")  # fmt: skip
        possible = here is not None and (here.suits or needs_words)
        may = self.desk.may("interim_care.give_bed")
        self.panel.give.setVisible(self.hand is not None or bool(self.asking))
        self.panel.give.setEnabled(bool(self.asking) or (possible and may))
        words = tr(N_("Give bed {code}"), code=here.code) if here is not None else tr(N_("Choose a bed"))
        if self.hand is not None and self.hand.from_bed and here is not None:
            words = tr(N_("Move to bed {code}"), code=here.code)
        if self.asking:
            words = {"shut": tr(N_("Shut this bed")), "remove": tr(N_("Remove this bed"))}[self.asking]
        self.panel.give.say(words, str(here.why) if here is not None and not possible else "")

    # --- what is done ---

    def _point(self, key: str) -> None:
        if key != self.marked:
            self.marked, self.asking = key, ""
            self._draw()

    def _press(self, key: str) -> None:
        """Enter on a bed: with a child in hand it is given or said why not; without one, its child is taken up."""
        self._point(key)
        bed = self._bed(key)
        here = next((each for each in self.free if each.bed_id == key), None)
        if here is None:
            if bed is None or (self.hand is not None and bed.id == self.hand.from_bed):
                return
            if self.hand is None or not self.hand.from_bed:
                self.act("pick")
            else:
                words = tr(N_("{code} is taken by {name}. Swap the two with F7."), code=bed.code, name=bed.name)
                self.refusal.say(words, ("case_file", bed.file_id))
            return
        if here.suits:
            self._give()
        elif here.answer in _WORDS_NEEDED:
            self.panel.why.setFocus()
        elif self.board is not None:
            self.refusal.say(f"{here.code} · {when(here.answer, self.board)} : {here.why}")

    def _dropped(self, bed: str, child: str) -> None:
        """Somebody was carried to a bed with the mouse: the same as Enter, once it is known what suits."""
        if self.hand is not None and self.hand.file_id == child:
            self._press(bed)
            return
        self._drop = (bed, child)
        there = next((each for card in self._rooms for each in card.room.beds if each.file_id == child), None)
        if there is not None:
            self.take_up(there)

    def _give(self, _on: bool = False) -> None:
        if self.asking:
            self._asked()
            return
        here = next((bed for bed in self.free if bed.bed_id == self.marked), None)
        if here is None or self.hand is None or self.board is None:
            return
        values: dict[str, Any] = {"file_id": self.hand.file_id, "bed_id": here.bed_id}
        if here.answer in _WORDS_NEEDED:
            values |= {"why": self.panel.why.text(), "exception": here.exception or None}
        if self.board.day > self.board.today:
            self._do("interim_care.reserve_bed", {**values, "from_day": self.day})
            return
        if here.isolation:
            values["alone_for"] = self.panel.ask.kind.value() or None
        if self.hand.from_bed:
            self._do("interim_care.move_bed", {**values, "on_day": self.day, "from_bed": self.hand.from_bed})
        else:
            self._do("interim_care.give_bed", {**values, "from_day": self.day, "until": here.until})

    def _first_of(self, acts: Sequence[str]) -> None:
        """What a key does here: the first of its acts that this bed allows."""
        bed, board = self._bed(self.marked), self.board
        if bed is None or board is None:
            return
        there = {verb.key for verb in verbs.verbs_of(bed, self.hand, board, self.desk.may)}
        for each in acts:
            if each in there:
                self.act(each)
                return

    def act(self, key: str) -> None:
        """One of the acts of the bed that is pointed at, by its button or its key."""
        bed, board = self._bed(self.marked), self.board
        if bed is None or board is None or key not in {
            verb.key for verb in verbs.verbs_of(bed, self.hand, board, self.desk.may)
        }:  # fmt: skip
            return
        room = next(card.room for card in self._rooms if bed in card.room.beds)
        if key == "pick":
            self.take_up(bed)
        elif key == "file":
            self.open_page("case_file.child", bed.file_id)
        elif key == "change":
            self.open_page("interim_care.change_bed", bed.id)
        elif key in {"shut", "remove"}:
            self._ask_words(key)
        elif key == "swap" and self.hand is not None:
            self._do("interim_care.swap_beds", {"file_id": self.hand.file_id, "other_id": bed.file_id,
                                               "on_day": self.day, "from_bed": self.hand.from_bed,
                                               "other_bed": bed.id})  # fmt: skip
        elif key == "reserve" and self.hand is not None:
            day = bed.until if bed.until is not None and bed.until > board.today else self.day
            self._do("interim_care.reserve_bed", {"file_id": self.hand.file_id, "bed_id": bed.id, "from_day": day})
        else:
            self._do_simply(key, bed, room)

    def _do_simply(self, key: str, bed: BedView, room: RoomView) -> None:
        values: dict[str, dict[str, Any]] = {
            "free": {"file_id": bed.file_id, "on_day": self.day, "from_bed": bed.id},
            "plan": {"file_id": bed.file_id, "until": self.day},
            "unreserve": {"stay_id": bed.stay_id},
            "lay": {"room_id": room.id},
        }
        self._do(verbs.ACTS[key], values.get(key, {"bed_id": bed.id}))

    def _ask_words(self, key: str) -> None:
        self.asking = key
        kinds = _options("bed_block") if key == "shut" else []
        self.panel.ask.show_for(tr(N_("Why, in a few words")), kinds)
        self._draw_give(None)
        (self.panel.ask.kind if kinds else self.panel.why).setFocus()

    def _asked(self) -> None:
        values: dict[str, object] = {"bed_id": self.marked, "why": self.panel.why.text()}
        if self.asking == "shut":
            values |= {"kind": self.panel.ask.kind.value(), "from_day": self.day}
        self._do(verbs.ACTS[self.asking], values)

    def _do(self, name: str, values: dict[str, Any]) -> None:
        self.clerk.do(name, values, self._done, self._refused)

    def _done(self, _result: object) -> None:
        self.refusal.say("")
        self.panel.why.clear()
        self.asking, self._wanted, self.hand = "", "", None

    # --- refusals, keys ---

    def _refused(self, trouble: errors.Spoken) -> None:
        self.refusal.say(spoken(trouble), trouble.about)

    def _let_go(self) -> None:
        """Nothing is asked any more, and the child in hand stays where it is."""
        self.asking = ""
        self.refusal.say("")
        self._choose_child(0)


def _options(name: str) -> list[tuple[str, str]]:
    """The choices of a list, in words."""
    return [(key, str(choices.say(name, key))) for key in choices.load(name).keys]
