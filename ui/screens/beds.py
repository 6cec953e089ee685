"""The house tonight: blocks and their beds, who has none yet, which bed suits a child and why the others do not."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from transit_desk.desk import Desk
from transit_desk.domain import errors
from transit_desk.domain.text import N_, ntr, tr
from transit_desk.services.interim_care.views import BedView, Board, FreeBed, RoomView, ToBed
from ui import theme
from ui.clerk import Clerk
from ui.lists.table import say
from ui.navigation import OpenPage
from ui.steps import Head, PageBody, spoken
from ui.widgets.badge import Badge
from ui.widgets.banner import Notice
from ui.widgets.bed import FREE, MATTRESS, NOT_FOR, REPAIR, RESERVED, SUITS, TAKEN, Bed, BedField, taken_ground
from ui.widgets.button import primary, quiet, secondary
from ui.widgets.card import Card
from ui.widgets.clearing import clear
from ui.widgets.editors import ChoiceBox, LineBox
from ui.widgets.empty import EmptyState
from ui.widgets.keys import KeyStrip
from ui.widgets.painted import Ink, Painted, ltr
from ui.widgets.scroll import Scrolled
from ui.widgets.words import Line, Text

_LEGEND: Final = (
    (TAKEN, N_("taken")), (FREE, N_("free")), (SUITS, N_("free, and suits")), (NOT_FOR, N_("free, does not suit")),
    (RESERVED, N_("reserved")), (REPAIR, N_("to repair")), (MATTRESS, N_("mattress")),
)  # fmt: skip
_WHEN: Final = {"never": N_("Never"), "not_now": N_("Not tonight"), "with_reason": N_("With a reason"),
                "exception": N_("With a reason")}  # fmt: skip


class Legend(Painted):
    """Every shape with its word."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(", ".join(tr(words) for _state, words in _LEGEND))

    def sizeHint(self) -> Any:
        size = super().sizeHint()
        size.setHeight(self.theme.px(20))
        size.setWidth(self.theme.px(200))
        return size

    def draw(self, ink: Ink) -> None:
        look = ink.theme
        x = 0
        for state, words in _LEGEND:
            box = ink.at(x, look.px(3), look.px(20), look.px(14))
            if state == REPAIR:
                ink.hatch(box, "edge", "idle_soft", look.px(3))
            elif state == RESERVED:
                ink.icon(box, "calendar", "muted", 16)
            else:
                ink.fill(box, {TAKEN: taken_ground(look), MATTRESS: "warn_soft"}.get(state, "surface"), look.px(4))
                line = {TAKEN: "line", SUITS: "accent", MATTRESS: "warn"}.get(state, "edge")
                ink.outline(box, line, look.px(4), 2 if state == SUITS else 0, dashed=state in {NOT_FOR, MATTRESS})
            wide = look.width(tr(words), "small")
            ink.words(ink.at(x + look.px(26), 0, wide + 1, look.px(20)), tr(words), "small", "muted")
            x += look.px(26) + wide + look.px(20)


class RoomCard(Card):
    """One room: its name, how full it is, its beds."""

    def __init__(self, room: RoomView) -> None:
        super().__init__(name=f"room_{room.id}")
        self.room = room
        self.pad(12, 8, 6)
        said = f"{room.name}, {room.sum_up}"
        self.setAccessibleName(said)
        head = QHBoxLayout()
        head.addWidget(Text(room.name, "strong"))
        block = str(room.block)
        if block.casefold() != room.name.casefold():
            head.addWidget(Line(block, "small", "muted"), 1)
        else:
            head.addStretch(1)
        over = ntr(N_("{count} on a mattress"), N_("{count} on mattresses"), room.over) if room.over else ""
        repair = ntr(N_("{count} to repair"), N_("{count} to repair"), room.out_of_use) if room.out_of_use else ""
        words = " · ".join(part for part in (str(room.sum_up), repair, over) if part)
        head.addWidget(Text(words, "small", "warn" if room.over or room.out_of_use else "muted"))
        self.add(head)
        self.beds = BedField(said)
        self.add(self.beds)

    def show_for(self, suits: dict[str, FreeBed], marked: str) -> None:
        """The beds as they stand to one child; without a child, as they are."""
        self.beds.show_beds([_tile(bed, suits.get(bed.id)) for bed in self.room.beds], marked)


def _tile(bed: BedView, free: FreeBed | None) -> Bed:
    if bed.state == "out_of_use":
        words = tr(N_("to repair"))
        return Bed(
            bed.id, bed.code, words, REPAIR, ". ".join(part for part in (bed.code, words, say(bed.remark)) if part)
        )
    if bed.state == "taken":
        name = f"{bed.name} +{bed.babies}" if bed.babies else bed.name or bed.number
        said = tr(N_("{code}: {name}, night {night}"), code=bed.code, name=name, night=bed.night)
        return Bed(bed.id, bed.code, name, MATTRESS if bed.overflow else TAKEN, said)
    if bed.state == "reserved":
        words = tr(N_("reserved"))
        return Bed(bed.id, bed.code, words, RESERVED, f"{bed.code}, {words}")
    words = tr(N_("free"))
    if free is None:
        return Bed(bed.id, bed.code, words, FREE, f"{bed.code}, {words}")
    return Bed(bed.id, bed.code, words, SUITS if free.suits else NOT_FOR, f"{bed.code}: {free.why}")


class SidePanel(Card):
    """Who is to be bedded, the bed that is pointed at, and in sentences why not the others."""

    def __init__(self) -> None:
        super().__init__(name="bed_panel")
        self.setAccessibleName(tr(N_("A bed for")))
        self.pad(16, 12, 8)
        look = theme.of(self)
        self.above = Text(tr(N_("A bed for")), "small", "muted")
        self.child = ChoiceBox("child_to_bed")
        self.child.setAccessibleName(tr(N_("Child without a bed")))
        self.facts = Text("", "small", "muted", wrap=True)
        self.badge = Badge("", "ok")
        self.lines = QVBoxLayout()
        self.lines.setSpacing(look.px(6))
        self.reasons = QWidget()
        self.reasons.setObjectName("body")
        self.reasons.setAccessibleName(tr(N_("Why, and why not")))
        self.reasons.setLayout(self.lines)
        self.lines.setContentsMargins(0, 0, 0, 0)
        self.why = LineBox("bed_why", tr(N_("Why this bed, in a few words")))
        self.give = primary("", "check", name="give_bed")
        for piece in (self.above, self.child, self.facts, self.badge):
            self.add(piece)
        self.add(Scrolled(self.reasons), 1)
        self.add(self.why)
        self.add(self.give)

    def show_reasons(self, beds: tuple[FreeBed, ...], marked: str) -> None:
        """What suits first, each group of reasons once: never, not tonight, with a reason."""
        clear(self.lines)
        suiting = [bed for bed in beds if bed.suits]
        words = ntr(N_("{count} bed suits tonight"), N_("{count} beds suit tonight"), len(suiting))
        self.badge.setVisible(bool(beds))
        if suiting:
            self.badge.say(words, "ok")
        else:
            self.badge.say(tr(N_("No bed suits tonight")), "warn")
        here = next((bed for bed in beds if bed.bed_id == marked), None)
        if here is not None:
            self._add(here.code, here.room, str(here.why) if here.suits else f"{tr(_WHEN[here.answer])} : {here.why}")
        told: set[str] = set()
        for bed in beds:
            reason = str(bed.why)
            if bed.suits or reason in told or bed.bed_id == marked:
                continue
            told.add(reason)
            same = [each.code for each in beds if str(each.why) == reason]
            more = ntr(
                N_("{first} and {count} other"), N_("{first} and {count} others"), len(same) - 1, first=same[0]
            )  # fmt: skip
            codes = same[0] if len(same) == 1 else more
            self._add(codes, bed.room, f"{tr(_WHEN[bed.answer])} : {reason}")
        self.lines.addStretch(1)

    def _add(self, code: str, room: str, words: str) -> None:
        head = Text(f"{code} · {room}", "strong", wrap=True)
        self.lines.addWidget(head)
        self.lines.addWidget(Text(words, "small", "muted", wrap=True))


def _codes(same: list[str]) -> str:
    if len(same) == 1:
        return same[0]
    return ntr(N_("{first} and {count} other"), N_("{first} and {count} others"), len(same) - 1, first=same[0])


class Screen(PageBody):
    """The board. A bed is pointed at, its reasons are read, Enter gives it."""

    def __init__(
        self, desk: Desk, clerk: Clerk, open_page: OpenPage, *, record_id: str = "", file_id: str = "", **_more: object
    ) -> None:
        super().__init__("beds", tr(N_("Beds")))
        self.desk = desk
        self.clerk = clerk
        self.open_page = open_page
        self.board: Board | None = None
        self.waiting: dict[str, ToBed] = {}
        self.free: tuple[FreeBed, ...] = ()
        self.marked = ""
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
        self.head = Head(tr(N_("Beds")))
        self.add_room = secondary(tr(N_("Add a room")), "plus", name="add_room")
        self.add_bed = quiet(tr(N_("Add a bed")), "plus", name="add_bed")
        self.as_list = quiet(tr(N_("As a list")), "list", name="beds_as_list")
        self.propose = secondary(tr(N_("Propose beds")), "bed", name="propose_beds")
        self.propose.setVisible(self.desk.may("interim_care.give_beds"))
        self.propose.clicked.connect(lambda _on=False: self.open_page("interim_care.group"))
        self.head.add(self.propose, self.as_list, self.add_bed, self.add_room)
        for button, act in ((self.add_bed, "interim_care.make_bed"), (self.add_room, "interim_care.make_room")):
            button.setVisible(self.desk.may(act))
        self.notice = Notice("", "alert")
        self.notice.hide()
        below = QHBoxLayout()
        below.addWidget(Legend(), 1)
        below.addWidget(Text(tr(N_("The name in use, nothing else")), "small", "muted"))
        self.body = QWidget()
        self.body.setObjectName("body")
        self.body.setAccessibleName(tr(N_("Rooms and beds")))
        self.rooms = QVBoxLayout(self.body)
        self.rooms.setContentsMargins(0, 0, 0, 0)
        self.rooms.setSpacing(look.px(8))
        next_thing = tr(N_("Add the rooms of the house, then their beds."))
        self.empty = EmptyState("bed", tr(N_("No room is written down yet.")), next_thing, tr(N_("Add a room")))
        self.empty.hide()
        self.area = Scrolled(self.body)
        self.panel = SidePanel()
        self.nobody = EmptyState("bed", tr(N_("Everybody in the house has a bed or a mattress tonight.")))
        line = QHBoxLayout()
        line.setSpacing(look.px(16))
        start = QVBoxLayout()
        start.addWidget(self.area, 1)
        start.addWidget(self.empty, 1)
        line.addLayout(start, 780)
        end = QVBoxLayout()
        end.addWidget(self.panel, 1)
        end.addWidget(self.nobody, 1)
        line.addLayout(end, 314)
        self.strip = KeyStrip(
            (("←", tr(N_("from bed to bed"))), ("Enter", tr(N_("give it, or say why not"))),
             ("Tab", tr(N_("next block"))))
        )  # fmt: skip
        self.column.addWidget(self.head)
        self.column.addLayout(below)
        self.column.addWidget(self.notice)
        self.column.addLayout(line, 1)
        self.column.addWidget(self.strip)

    def _wire(self) -> None:
        self.panel.child.currentIndexChanged.connect(self._choose_child)
        self.panel.give.clicked.connect(self._give)
        self.panel.why.returnPressed.connect(self._give)
        self.empty.asked.connect(lambda: self.open_page("interim_care.room"))
        self.add_room.clicked.connect(lambda _on=False: self.open_page("interim_care.room"))
        self.add_bed.clicked.connect(lambda _on=False: self.open_page("interim_care.bed"))
        self.as_list.clicked.connect(lambda _on=False: self.open_page("interim_care.bed_list"))
        self.clerk.changed.connect(self._hear)
        keys = QShortcut(QKeySequence("Ctrl+Return"), self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self._give)

    def _hear(self, touched: frozenset[str]) -> None:
        if touched & {"stay", "bed", "room"}:
            self._soon.start()

    # --- the board ---

    def ask(self) -> None:
        """Look at the house again."""
        if self.clerk.desk is not None:
            self.clerk.ask("interim_care.board", {}, self._show, self._refused)

    def _show(self, board: Board) -> None:
        self.board = board
        self.head.say(tr(N_("Beds")), str(board.sum_up))
        self.area.setVisible(bool(board.rooms))
        self.empty.setVisible(not board.rooms)
        self._show_rooms(board.rooms)
        self.waiting = {each.file_id: each for each in board.to_bed if not each.baby}
        here = self.panel.child.value() or self._wanted
        self.panel.child.blockSignals(True)
        self.panel.child.offer([(key, f"{each.name}  {ltr(each.number)}") for key, each in self.waiting.items()])
        self.panel.child.choose(here)
        self.panel.child.blockSignals(False)
        self.panel.setVisible(bool(self.waiting))
        self.nobody.setVisible(not self.waiting and bool(board.rooms))
        self._choose_child(0)

    def _show_rooms(self, rooms: tuple[RoomView, ...]) -> None:
        focused = next((card.room.id for card in self._rooms if card.beds.hasFocus()), "")
        clear(self.rooms)
        self._rooms = [RoomCard(room) for room in rooms]
        for card in self._rooms:
            card.beds.chosen.connect(self._press)
            card.beds.pointed.connect(self._point)
            self.rooms.addWidget(card)
            if card.room.id == focused:
                card.beds.setFocus()
        self.rooms.addStretch(1)

    def _choose_child(self, _at: int) -> None:
        file_id = self.panel.child.value()
        self.marked = ""
        self.free = ()
        self._draw_beds()
        child = self.waiting.get(file_id)
        if child is None:
            return
        self.panel.facts.say(tr(N_("on the way to the house")) if child.on_the_way else tr(N_("in the house")))
        self.clerk.ask("interim_care.free_beds", {"file_id": file_id}, self._show_free, self._refused)

    def _show_free(self, beds: tuple[FreeBed, ...]) -> None:
        self.free = beds
        self.marked = next((bed.bed_id for bed in beds if bed.suits), "")
        self._draw_beds()

    def _draw_beds(self) -> None:
        suits = {bed.bed_id: bed for bed in self.free}
        for card in self._rooms:
            card.show_for(suits, self.marked)
        self.panel.show_reasons(self.free, self.marked)
        here = suits.get(self.marked)
        needs_words = here is not None and here.answer in {"with_reason", "exception"}
        self.panel.why.setVisible(needs_words)
        possible = here is not None and (here.suits or needs_words)
        may = self.desk.may("interim_care.give_bed")
        self.panel.give.setEnabled(possible and may)
        words = tr(N_("Give bed {code}"), code=here.code) if here is not None else tr(N_("Choose a bed"))
        self.panel.give.say(words, str(here.why) if here is not None and not possible else "")

    def _point(self, key: str) -> None:
        if any(bed.bed_id == key for bed in self.free) and key != self.marked:
            self.marked = key
            self._draw_beds()

    def _press(self, key: str) -> None:
        """Enter on a bed: pointed at first; given when it is the one that is shown, or its words are asked for."""
        here = next((bed for bed in self.free if bed.bed_id == key), None)
        if here is None:
            return
        self._point(key)
        if here.suits:
            self._give()
        elif here.answer in {"with_reason", "exception"}:
            self.panel.why.setFocus()
        else:
            self.notice.say(f"{tr(_WHEN[here.answer])} : {here.why}", "info")

    def _give(self, _on: bool = False) -> None:
        here = next((bed for bed in self.free if bed.bed_id == self.marked), None)
        file_id = self.panel.child.value()
        if here is None or not file_id:
            return
        values: dict[str, Any] = {"file_id": file_id, "bed_id": here.bed_id}
        if here.answer in {"with_reason", "exception"}:
            values |= {"why": self.panel.why.text(), "exception": here.exception or None}
        self.clerk.do("interim_care.give_bed", values, self._given, self._refused)

    def _given(self, _stay: object) -> None:
        self.notice.say("")
        self.panel.why.clear()
        self._wanted = ""

    def _refused(self, trouble: errors.Spoken) -> None:
        self.notice.say(spoken(trouble), "alert")
