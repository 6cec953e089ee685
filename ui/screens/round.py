"""The round: the doses of one hour, child after child as one walks, one key for each, every mark saved at once."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from transit_desk import choices
from transit_desk.desk import Desk
from transit_desk.domain import errors
from transit_desk.domain.text import N_, ntr, tr
from transit_desk.services.health.views import Hour, Round, RoundLine
from ui import theme
from ui.clerk import Clerk
from ui.navigation import OpenPage
from ui.steps import Head, PageBody, spoken
from ui.widgets.banner import Notice
from ui.widgets.button import primary, quiet, secondary
from ui.widgets.card import Card
from ui.widgets.chip import Chips
from ui.widgets.clearing import clear
from ui.widgets.editors import ChoiceBox, LineBox
from ui.widgets.empty import EmptyState
from ui.widgets.keys import KeyStrip
from ui.widgets.round import Line, RoundField
from ui.widgets.scroll import Scrolled
from ui.widgets.words import Text

_MARKS: Final = ("given", "refused", "absent", "out_of_stock", "withheld")
_GIVEN, _WITHHELD = 0, 4
_THERE: Final = {"given_there": _GIVEN, "not_known": 2}  # like which of the five it looks: of a dose of a time away


class Asked(Card):
    """What one key does not say: who saw it, why it was held back, what a line should have said."""

    def __init__(self) -> None:
        super().__init__(name="round_asked")
        self.pad(12, 8, 6)
        self.words = Text("", "strong")
        self.witness = ChoiceBox("round_witness")
        self.witness.setAccessibleName(tr(N_("Witness")))
        self.why = LineBox("round_why", tr(N_("In a few words; nothing that tells the illness")))
        self.keep = primary(tr(N_("Mark it")), "check", name="round_keep")
        self.drop = quiet(tr(N_("Not now")), name="round_drop")
        line = QHBoxLayout()
        line.setSpacing(theme.of(self).px(10))
        for piece, share in ((self.words, 3), (self.witness, 2), (self.why, 3), (self.keep, 0), (self.drop, 0)):
            line.addWidget(piece, share)
        self.add(line)
        self.hide()

    def ask(self, words: str, *, witness: bool, why: bool) -> None:
        """Ask for one or both; the first box has the focus."""
        self.words.say(words)
        self.witness.setVisible(witness)
        self.why.setVisible(why)
        self.why.clear()
        self.show()
        (self.witness if witness else self.why).setFocus()


class Screen(PageBody):
    """The hours around now as chips, the doses of one of them below."""

    def __init__(self, desk: Desk, clerk: Clerk, open_page: OpenPage, **_about: object) -> None:
        super().__init__("round", tr(N_("The round")))
        self.desk, self.clerk, self.open_page = desk, clerk, open_page
        self.round: Round | None = None
        self.hour = ""
        self._asked_for: tuple[RoundLine, int] | None = None
        self._saving: set[tuple[str, str, int]] = set()
        self._soon = QTimer(self)  # several marks may come in one breath
        self._soon.setSingleShot(True)
        self._soon.setInterval(150)
        self._soon.timeout.connect(self.ask)
        self._lay()
        self._wire()
        self.ask()

    # --- building ---

    def _lay(self) -> None:
        look = theme.of(self)
        self.head = Head(tr(N_("The round")))
        self.followed = quiet(tr(N_("Children followed")), "list", name="round_followed")
        self.sheet = secondary(tr(N_("Print the sheet")), "printer", name="round_sheet")
        self.diets = quiet(tr(N_("Diets and allergies")), "meal", name="round_diets")
        self.head.add(self.diets, self.followed, self.sheet)
        self.diets.setVisible(self.desk.may("health.diets"))
        self.followed.setVisible(self.desk.may("health.followed"))
        self.notice = Notice("", "alert")
        self.notice.hide()
        self.hours = QWidget()
        self.hours.setObjectName("body")
        self.hours.setAccessibleName(tr(N_("Hours of the round")))
        self.chips_in = QVBoxLayout(self.hours)
        self.chips_in.setContentsMargins(0, 0, 0, 0)
        self.field = RoundField(tr(N_("Doses of this hour")), [str(choices.say("dose_mark", key)) for key in _MARKS])
        self.body = QWidget()
        self.body.setObjectName("body")
        self.body.setAccessibleName(tr(N_("Doses of this hour")))
        inside = QVBoxLayout(self.body)
        inside.setContentsMargins(look.px(2), look.px(2), look.px(2), look.px(2))
        inside.addWidget(self.field)
        inside.addStretch(1)
        self.area = Scrolled(self.body)
        self.asked = Asked()
        next_thing = tr(N_("Medicines are planned on the child's page, under Health."))
        self.empty = EmptyState("health", tr(N_("No dose is due around this hour.")), next_thing)
        self.empty.hide()
        self.strip = KeyStrip(
            (("1", tr(N_("given"))), ("2", tr(N_("refused"))), ("3", tr(N_("absent"))), ("4", tr(N_("no stock"))),
             ("5", tr(N_("withheld"))), ("↓", tr(N_("next child")))),
            tr(N_("The number on the sachet, nothing else")),
        )  # fmt: skip
        for piece in (self.head, self.hours, self.notice):
            self.column.addWidget(piece)
        self.column.addWidget(self.area, 1)
        self.column.addWidget(self.empty, 1)
        self.column.addWidget(self.asked)
        self.column.addWidget(self.strip)

    def _wire(self) -> None:
        self.field.pressed.connect(self._press)
        self.followed.clicked.connect(lambda _on=False: self.open_page("health.followed"))
        self.diets.clicked.connect(lambda _on=False: self.open_page("health.diets"))
        self.sheet.clicked.connect(lambda _on=False: self.open_page("preview", "", paper="health.round_sheet"))
        self.asked.keep.clicked.connect(lambda _on=False: self._keep())
        self.asked.why.returnPressed.connect(self._keep)
        self.asked.drop.clicked.connect(lambda _on=False: self._drop())
        self.clerk.changed.connect(self._hear)

    def _hear(self, touched: frozenset[str]) -> None:
        if touched & {"medicine", "medicine_plan", "medicine_dose", "stay", "absence", "health_need"}:
            self._soon.start()

    # --- the round ---

    def ask(self) -> None:
        """Look at the round again."""
        if self.clerk.desk is not None:
            self.clerk.ask("health.round_now", {}, self._show, self._refused)

    def _show(self, found: Round) -> None:
        first = self.round is None
        self.round = found
        keys = [hour.key for hour in found.hours]
        if self.hour not in keys:
            self.hour = found.now
        self.empty.setVisible(not keys)
        self.area.setVisible(bool(keys))
        clear(self.chips_in)
        words = [(hour.key, f"{hour.words} · {hour.left}" if hour.left else f"{hour.words} ✓") for hour in found.hours]
        chips = Chips(words, tr(N_("Hours of the round")), on=self.hour, may_be_none=False, ticked=False, small=False,
                      name="round_hour")  # fmt: skip
        chips.chosen.connect(self._choose)
        self.chips_in.addWidget(chips)
        self._draw(begin=first)
        if first and keys:
            self.field.setFocus()

    def _here(self) -> Hour | None:
        return next((hour for hour in self.round.hours if hour.key == self.hour), None) if self.round else None

    def _choose(self, key: str) -> None:
        self.hour = key
        self._drop()
        self._draw(begin=True)
        self.field.setFocus()

    def _draw(self, *, begin: bool) -> None:
        here = self._here()
        lines = [] if here is None else [_line(line) for line in here.lines]
        self.field.show_lines(lines, 0 if begin else None)
        if begin:
            self.field.go(self.field.next_open(-1))
        left = "" if here is None else ntr(N_("{count} dose to mark"), N_("{count} doses to mark"), here.left)
        late = self.round.late if self.round else 0
        told = f"{left} · {ntr(N_('{count} late'), N_('{count} late'), late)}" if late else left
        self.head.say(tr(N_("The round")), told)

    # --- one key a dose ---

    def _press(self, place: int, which: int) -> None:
        here = self._here()
        if here is None or place >= len(here.lines):
            return
        line = here.lines[place]
        if line.key in self._saving:
            return
        self.notice.say("")
        if not line.mark and not line.may_mark:
            self.notice.say(tr(N_("This dose is planned for {hour}. It is marked when it is given."), hour=line.hour))
        elif line.mark or which == _WITHHELD or (which == _GIVEN and (line.controlled or line.doubts)):
            self._ask_more(line, which)
        else:
            self._mark(line, which, {})

    def _ask_more(self, line: RoundLine, which: int) -> None:
        self._asked_for = (line, which)
        mark = choices.say("dose_mark", _MARKS[which])
        words = tr(N_("{name}, sachet {sachet}: {mark}"), name=line.name, sachet=line.sachet, mark=mark)
        if line.mark:
            words = tr(N_("{mark}, in place of what stands there. Why?"), mark=words)
        doubts = line.doubts if which == _GIVEN else ()
        witness = line.controlled and which == _GIVEN
        self.asked.ask(" · ".join((words, *map(str, doubts))), witness=witness,
                       why=bool(line.mark or doubts) or which == _WITHHELD)  # fmt: skip
        if witness:
            self.clerk.ask("health.witnesses", {}, self._offer, self._refused)

    def _offer(self, found: Any) -> None:
        nobody_yet = ("", tr(N_("Who saw it")))
        self.asked.witness.offer([nobody_yet, *((each.id, each.name) for each in found)])

    def _keep(self) -> None:
        if self._asked_for is None:
            return
        line, which = self._asked_for
        if line.key in self._saving:
            return
        self._mark(line, which, {
            "witness_id": self.asked.witness.value() or None if self.asked.witness.isVisible() else None,
            "words": self.asked.why.text().strip() or None if self.asked.why.isVisible() else None,
        })  # fmt: skip

    def _drop(self) -> None:
        self._asked_for = None
        self.asked.hide()

    def _mark(self, line: RoundLine, which: int, more: dict[str, Any]) -> None:
        self._saving.add(line.key)
        if line.mark:
            values = {"record_id": line.marked_id, "mark": _MARKS[which], **more, "words": more["words"] or ""}
            name = "health.correct_dose"
        else:
            name = "health.mark_dose"
            values = {"medicine_id": line.medicine_id, "on_day": line.day, "minute": line.minute,
                      "mark": _MARKS[which], **more}  # fmt: skip
        self.clerk.do(name, values, lambda _kept: self._marked(line), lambda trouble: self._not_marked(line, trouble))

    def _marked(self, line: RoundLine) -> None:
        """On with the next child, for whoever did not go on already: then the keys are another child's by now."""
        self._saving.discard(line.key)
        if self._asked_for is not None and self._asked_for[0].key == line.key:
            self._drop()
        if self.field.key() == line.key:
            self.field.go(self.field.next_open(self.field.at))
        if self._asked_for is None:
            self.field.setFocus()

    def _not_marked(self, line: RoundLine, trouble: errors.Spoken) -> None:
        self._saving.discard(line.key)
        self._refused(trouble)

    def _refused(self, trouble: errors.Spoken) -> None:
        self.notice.say(spoken(trouble), "alert")


def _line(line: RoundLine) -> Line:
    """A dose as it is drawn and read aloud."""
    sachet = tr(N_("sachet {sachet}"), sachet=line.sachet)
    mind = ", ".join(str(words) for words in line.mind)
    mark = _THERE[line.mark] if line.mark in _THERE else _MARKS.index(line.mark) if line.mark else -1
    word = str(choices.say("dose_mark", line.mark)) if line.mark in _THERE else ""
    state = str(line.marked) if line.mark else tr(N_("late")) if line.late else ""
    said = ", ".join(part for part in (line.name, str(line.where), line.dose, sachet, mind, state) if part)
    many = f"× {line.dose}"
    late = tr(N_("late")) if line.late else ""
    return Line(str(line.where), line.name, many, sachet, mind, late, line.may_mark, mark, str(line.marked), said,
                line.key, word)  # fmt: skip
