"""What must be done tonight, by this worker: the sum, two tiers of tasks, the beds, one's drafts.

No name, no bed.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QEvent
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from transit_desk.domain import days
from transit_desk.domain.text import N_, ntr, tr
from transit_desk.module import FormPage, Meter, Target, Task, Verb
from ui import signs, theme
from ui.clerk import Clerk
from ui.lists.table import say
from ui.navigation import OpenPage, Pages
from ui.verbs import VerbButton, verb_button
from ui.widgets.banner import Notice
from ui.widgets.button import quiet
from ui.widgets.card import Card
from ui.widgets.empty import EmptyState
from ui.widgets.figures import MeterLine, Segment, SegmentedBar
from ui.widgets.scroll import Scrolled, WholeRows
from ui.widgets.summary import Glyph
from ui.widgets.tasks import HourLine, NextLine, TaskLine, TaskRule
from ui.widgets.words import Line, Text, title

if TYPE_CHECKING:
    from transit_desk.desk import Desk

EVENING: Final = 16  # from this hour on the page is called Tonight
TIERS: Final = (
    (("now",), N_("Without waiting")),
    (("night",), N_("Before the night")),
)
COMING: Final = ("tomorrow", "later")
_PARTS: Final = {
    "in_bed": (N_("have a bed or a mattress"), "accent", False),
    "hospital": (N_("in hospital"), "accent2", False),
    "elsewhere": (N_("elsewhere, as planned"), "edge", False),
    "not_found": (N_("not accounted for"), "warn", False),
    "to_bed": (N_("still without a bed"), "warn", True),
}
_WAYS: Final = (
    Verb(
        N_("Evening pack"),
        "moon",
        page="preview",
        action="presence.evening_pack",
        key="Ctrl+Shift+P",
        extra={"paper": "presence.evening_pack"},
    ),
    Verb(N_("Note an alert"), "alerts", page="alerts.note", key="Ctrl+Shift+A"),
    Verb(N_("Several children"), "children", page="arrivals.start"),
    Verb(N_("New arrival"), "plus", page="case_file.new", key="Ctrl+N"),
)
_LOST: Final = "not_found"  # said where it is so, and where it is not, nobody is made to think of it
HEALTH_LINES: Final = 3  # the rest is counted: there must be room for the evening's work
_REST: Final = 100  # the share of the days to come in the height that is left, beside the stretch below them
OTHERS: Final = 3  # colleagues whose drafts are told of
KEYS: Final = (
    ("Tab", N_("next task")),
    ("Enter", N_("do it")),
    ("Ctrl+N", N_("new arrival")),
    ("Ctrl+Shift+A", N_("note an alert")),
    ("Ctrl+K", N_("search everywhere")),
)


class Screen(QWidget):
    """Today, the first page of every morning and every evening."""

    def __init__(self, desk: Desk, clerk: Clerk, open_page: OpenPage, pages: Pages | None = None) -> None:
        super().__init__()
        self.desk, self.clerk, self.open_page = desk, clerk, open_page
        self.pages = pages or Pages(desk)
        self.setObjectName("page")
        self.setAccessibleName(tr(N_("Today")))
        self.heading = title("")
        self.date = Text("", "small", "muted", name="today_date")
        self.left, self.right = QVBoxLayout(), QVBoxLayout()
        self.buttons: list[VerbButton] = []
        self.waiting = 0
        self._stale = False
        self._cards: list[QWidget] = []
        self._drafts: QWidget | None = None
        self._others: list[tuple[str, int]] = []
        self._lay()
        self.clerk.changed.connect(self._changed)
        self.refresh()

    # --- building ---

    def _lay(self) -> None:
        look = theme.of(self)
        self.column = QVBoxLayout(self)
        head = QHBoxLayout()
        head.setSpacing(look.px(8))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.heading)
        words.addWidget(self.date)
        head.addLayout(words, 1)
        for verb in _WAYS:
            if self.pages.may(verb.page) and self.pages.allowed(verb):
                button = verb_button(verb, self.pages, self._do)
                button.add_shortcut(self)
                self.buttons.append(button)
                head.addWidget(button)
        self.column.addLayout(head)
        self.health = Notice("", "warning")
        self.health.setObjectName("health")
        self.health.hide()
        self.column.addWidget(self.health)
        sides = QHBoxLayout()
        sides.setSpacing(look.px(16))
        sides.addLayout(self.left, 734)
        beside = QWidget()
        beside.setObjectName("beside")
        beside.setAccessibleName(tr(N_("Beds, the days to come, files")))
        self.right.setContentsMargins(0, 0, 0, 0)
        beside.setLayout(self.right)
        sides.addWidget(Scrolled(beside), 360)
        for side in (self.left, self.right):
            side.setSpacing(look.px(12))
        self.column.addLayout(sides, 1)
        self._space()

    def _space(self) -> None:
        look = theme.of(self)
        self.column.setContentsMargins(look.px(24), look.px(12), look.px(24), look.px(12))
        self.column.setSpacing(look.px(10))

    def show_health(self, found: Sequence[str]) -> None:
        """What the look at the vault found, in words; it stays until a later look finds nothing."""
        if not found:
            self.health.say("")
            return
        more = len(found) - HEALTH_LINES
        lines = [tr(N_("The daily check of the vault found something:")), *found[:HEALTH_LINES]]
        if more > 0:
            lines.append(ntr(N_("and {count} more point"), N_("and {count} more points"), more))
        self.health.say("\n".join(lines), "warning")

    # --- asking ---

    def refresh(self) -> None:
        """Look again at everything."""
        self._stale = False
        local = self.desk.local(self.desk.now())
        self.heading.say(tr(N_("Tonight")) if local.hour >= EVENING else tr(N_("Today")))
        self.date.say(str(days.in_full(local.date(), f"{local:%H:%M}")))
        if self.desk.may("case_file.tonight"):
            self.clerk.ask("case_file.tonight", {}, self.show_tonight)
        elif self.desk.may("incidents.waiting"):
            self.clerk.ask("incidents.waiting", {}, self.show_quiet)
        else:
            self.show_quiet()
        self._ask_drafts()

    def _ask_drafts(self) -> None:
        self.clerk.write(self.desk.drafts_of_colleagues, self._keep_others)
        self.clerk.write(self.desk.drafts, self.show_drafts)

    def _keep_others(self, others: list[tuple[str, int]]) -> None:
        self._others = others

    def _changed(self, _touched: object) -> None:
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()
        else:
            self._ask_drafts()

    def _clear(self) -> None:
        for card in self._cards:
            card.hide()
            card.deleteLater()
        self._cards = []
        for side in (self.left, self.right):
            while (item := side.takeAt(0)) is not None:
                widget = item.widget()
                if widget is not None and widget is self._drafts:
                    widget.setParent(None)
                    widget.deleteLater()
                    self._drafts = None

    def _put(self, side: QVBoxLayout, card: QWidget, stretch: int = 0) -> None:
        self._cards.append(card)
        side.addWidget(card, stretch)

    # --- what is shown ---

    def show_tonight(self, tonight: Any) -> None:
        """The sum, the tasks, the beds."""
        kept = self._drafts_kept if hasattr(self, "_drafts_kept") else []
        self._clear()
        tasks = [task for task in tonight.tasks if task.target is None or self.pages.may(task.target.page)]
        self.waiting = len([task for task in tasks if task.tier == "now"])
        self._put(self.left, self._sum(tonight))
        self._put(self.left, self._tasks([task for task in tasks if task.tier not in COMING]), 1)
        if tonight.meters:
            self._put(self.right, self._beds(tonight.meters))
        self._put(self.right, self._coming([task for task in tasks if task.tier in COMING]), _REST)
        if tonight.tracks:
            self._put(self.right, self._followed(tonight))
        self.right.addStretch(1)
        self.show_drafts(kept)

    def show_quiet(self, tasks: Sequence[Task] = ()) -> None:
        """For a role that sees no files: what is told it alone, or that nothing waits here."""
        self._clear()
        self.waiting = len([task for task in tasks if task.tier == "now"])
        if tasks:
            self._put(self.left, self._tasks([task for task in tasks if task.tier not in COMING]), 1)
            self._put(self.right, self._coming([task for task in tasks if task.tier in COMING]))
        else:
            self._put(self.left, EmptyState("check_ring", tr(N_("Nothing waits for you here"))), 1)
        self.right.addStretch(1)

    def _sum(self, tonight: Any) -> Card:
        words = ntr(
            N_("{count} child is in the care of the house"),
            N_("{count} children are in the care of the house"),
            tonight.total,
        )
        card = Card(words, name="tonight_sum")
        card.pad(16, 12, 10)
        segments = [
            Segment(number, tr(_PARTS[key][0]), _PARTS[key][1], _PARTS[key][2])
            for key, number in tonight.parts
            if key in _PARTS and (number or key != _LOST)
        ]
        card.add(SegmentedBar(segments, tonight.total))
        return card

    def _tasks(self, tasks: Sequence[Task]) -> QWidget:
        if not tasks:
            return EmptyState("check_ring", tr(N_("Nothing waits")), tr(N_("Everything that was due is done.")))
        card = Card(name="tasks_card")
        card.setAccessibleName(tr(N_("To do")))
        card.pad(16, 4, 0)
        inside = QWidget()
        inside.setObjectName("tasks")
        inside.setAccessibleName(tr(N_("To do")))
        lines = QVBoxLayout(inside)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        first = True
        for tiers, words in TIERS:
            some = [task for task in tasks if task.tier in tiers]
            if not some:
                continue
            lines.addWidget(_tier_head(tr(words), len(some)))
            for place, task in enumerate(some):
                if place:
                    lines.addWidget(TaskRule())
                lines.addWidget(self._task(task, f"{tiers[0]}_{place}", first=first and bool(task.target)))
                first = first and not task.target
        lines.addStretch(1)
        card.add(WholeRows(inside), 1)
        return card

    def _task(self, task: Task, key: str, *, first: bool) -> TaskLine:
        tone = "warn" if task.urgent else "muted"
        icon = signs.icon(task.icon, "warning" if task.urgent else "ring")
        act = tr(task.verb) if task.verb and task.target is not None else ""
        line = TaskLine(key, icon, say(task.title), say(task.detail), act, hour=task.at, tone=tone, first=first)
        if task.target is not None:
            line.asked.connect(functools.partial(self._follow, task.target))
        return line

    def _beds(self, meters: Sequence[Meter]) -> Card:
        card = Card(tr(N_("Beds tonight")), name="beds_card")
        card.pad(16, 10, 2)
        if self.pages.may("interim_care.beds"):
            more = quiet(tr(N_("Open")), after="chevron_end", name="open_beds")
            more.clicked.connect(lambda _on=False: self.open_page("interim_care.beds"))
            card.add_action(more)
        wide = theme.of(self).width
        title, remark = ([say(getattr(meter, part)) for meter in meters] for part in ("title", "remark"))
        widest = (max(title, key=wide), max(remark, key=wide))
        for meter in meters:
            card.add(MeterLine(say(meter.title), meter.taken, meter.places, say(meter.remark), widest=widest))
        return card

    def _coming(self, tasks: Sequence[Task]) -> Card:
        card = Card(tr(N_("In the days to come")), name="coming_card")
        card.pad(16, 10, 6)
        if not tasks:
            card.add(Text(tr(N_("Nothing is planned for the coming seven days.")), "small", "muted", wrap=True))
            return card
        inside = QWidget()
        inside.setObjectName("coming")
        inside.setAccessibleName(tr(N_("In the days to come")))
        lines = QVBoxLayout(inside)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.of(self).px(2))
        for task in tasks:
            if task.at:
                lines.addWidget(HourLine(task.at, say(task.title), say(task.detail)))
                continue
            line = NextLine(signs.icon(task.icon, "clock"), say(task.title), say(task.detail))
            if task.target is not None:
                line.asked.connect(functools.partial(self._follow, task.target))
            lines.addWidget(line)
        lines.addStretch(1)
        rows = WholeRows(inside)
        rows.setMinimumHeight(theme.of(self).px(112))  # two of them, where all else needs the room
        rows.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)  # as high as there is room
        card.add(rows, 1)
        return card

    def _followed(self, tonight: Any) -> Card:
        """Where all the children are whose files are open; numbers, never a name."""
        words = ntr(N_("{count} file followed"), N_("{count} files followed"), tonight.followed)
        card = Card(words, name="followed_card")
        card.pad(16, 10, 4)
        told = "\u00a0· ".join(f"{say(track)} {count}".replace(" ", "\u00a0") for track, count in tonight.tracks)
        card.add(Text(told, "small", "muted", wrap=True))
        return card

    def show_drafts(self, kept: list[Any]) -> None:
        """What this worker began to write: which form and when, never about whom."""
        self._drafts_kept = kept
        if self._drafts is not None:
            self._drafts.hide()
            self._drafts.deleteLater()
            self._drafts = None
        known = [each for each in kept if isinstance(self.pages.named(each.form), FormPage)]
        if not known and not self._others:
            return
        heading = tr(N_("My drafts")) if known else tr(N_("Drafts of colleagues"))
        card = Card(heading, aside=str(len(known)) if known else "", name="drafts_card")
        card.pad(16, 10, 4)
        for place, each in enumerate(known[:4]):
            card.add(self._draft(each, place))
        for name, at in self._others[:OTHERS]:
            day = days.of_late(self.desk.local(at).date(), self.desk.day(self.desk.now()))
            words = tr(N_("{name} has a draft: {day}"), name=name, day=day)
            card.add(Text(words, "small", "muted", wrap=True, name="draft_of_colleague"))
        self._drafts = card
        where = max(0, self.right.count() - 1)
        self.right.insertWidget(where, card)

    def _draft(self, each: Any, place: int) -> QWidget:
        page = self.pages.named(each.form)
        at = self.desk.local(each.kept_at)
        when = f"{days.of_late(at.date(), self.desk.day(self.desk.now()))}, {at:%H:%M}"
        words = tr(page.title) if page is not None else ""
        row = QWidget()
        row.setObjectName(f"draft_{place}")
        row.setAccessibleName(f"{words}, {when}")
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.of(self).px(12))
        line.addWidget(Glyph("pencil", "muted", 18))
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addWidget(Line(words))
        said.addWidget(Line(when, "small", "muted"))
        line.addLayout(said, 1)
        again = quiet(tr(N_("Take it up again")), name=f"draft_{place}_resume")
        again.setAccessibleDescription(f"{words}, {when}")
        again.clicked.connect(functools.partial(self._resume, each.form, each.subject))
        line.addWidget(again)
        return row

    # --- going ---

    def _resume(self, form: str, subject: str, _on: bool = False) -> None:
        self.open_page(form, subject, resume=True)

    def _follow(self, target: Target, _key: str = "") -> None:
        self.open_page(target.page, target.record_id, **{str(name): value for name, value in target.extra.items()})

    def _do(self, verb: Verb) -> None:
        self.open_page(verb.page, "", **verb.extra)

    def keys(self) -> tuple[tuple[str, str], ...]:
        """The keys that matter here."""
        return tuple((key, tr(words)) for key, words in KEYS)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "column"):
            self._space()
        super().changeEvent(event)


def _tier_head(words: str, count: int) -> QWidget:
    row = QWidget()
    row.setObjectName("tier")
    row.setProperty("leads", True)
    row.setAccessibleName(f"{words}, {count}")
    line = QHBoxLayout(row)
    look = theme.of(row)
    line.setContentsMargins(0, look.px(8), 0, look.px(2))
    line.setSpacing(look.px(8))
    line.addWidget(Text(words, "section"))
    line.addWidget(Text(str(count), "small", "muted"))
    line.addStretch(1)
    return row
