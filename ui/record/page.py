"""A record as a whole: the head that stays, its verbs, its tabs, and blocks side by side."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from transit_desk.domain import errors
from transit_desk.domain.text import N_, tr
from transit_desk.module import Block, Facts, Header, RecordPage, Steps, Story, Tab, Target, Verb, View
from ui import signs, theme
from ui.clerk import Clerk
from ui.lists.table import say
from ui.navigation import OpenPage, Pages
from ui.record.blocks import facts_card, steps_card
from ui.timeline.view import StoryCard
from ui.verbs import MoreButton, quiet_verb, verb_button
from ui.widgets.banner import Notice
from ui.widgets.button import Kind, quiet
from ui.widgets.card import Card
from ui.widgets.person import PersonHeader
from ui.widgets.tabs import Tabs

SIDE_BY_SIDE: Final = 860  # below this width of the drawing board, blocks stand one below the other
KEYS: Final = (
    ("Ctrl+E", N_("change this part")),
    ("Ctrl+PgDn", N_("next tab")),
    ("Alt+←", N_("back to the list")),
)


class RecordView(QWidget):
    """Any record of any slice."""

    def __init__(
        self, page: RecordPage, pages: Pages, clerk: Clerk, open_page: OpenPage, record_id: str, tab: str = ""
    ) -> None:
        super().__init__()
        self.page, self.pages, self.clerk, self.open_page = page, pages, clerk, open_page
        self.record_id, self.tab = record_id, tab
        self.view: View | None = None
        self.setObjectName("page")
        self.setAccessibleName(tr(page.title))
        self.column = QVBoxLayout(self)
        self.notice = Notice("")
        self.notice.hide()
        self.whole: QWidget | None = None
        self.tabs: Tabs | None = None
        self.stack: QStackedWidget | None = None
        self._stale = False
        self._sides: list[QBoxLayout] = []
        self.column.addWidget(self.notice)
        self.column.addStretch(1)
        self._space()
        self._wire()
        self.refresh()

    def _space(self) -> None:
        look = theme.of(self)
        self.column.setContentsMargins(look.px(24), look.px(4), look.px(24), look.px(8))
        self.column.setSpacing(look.px(6))

    def _wire(self) -> None:
        self.clerk.changed.connect(self._changed)
        steps = (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1))
        for keys, by in steps:
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(functools.partial(self._step, by))

    # --- asking ---

    def refresh(self) -> None:
        """Look at the record again; the tab stays."""
        self._stale = False
        self.clerk.ask(self.page.query, {"record_id": self.record_id}, self.show_view, self._refused)

    def _changed(self, _touched: object) -> None:
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def _refused(self, spoken: errors.Spoken) -> None:
        self.notice.say(str(spoken), "info")

    # --- drawing ---

    def show_view(self, view: View) -> None:
        """Draw what the query answered."""
        self.view = view
        focus: QWidget | None = self.window().focusWidget()
        had_focus = focus is not None and self.isAncestorOf(focus)
        fresh = QWidget()
        fresh.setObjectName("record")
        fresh.setAccessibleName(tr(self.page.title))
        column = QVBoxLayout(fresh)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.of(self).px(6))
        column.addLayout(self._back_line(view))
        head = self._head(view.header)
        self._add_verbs(head, view.verbs)
        column.addWidget(head)
        column.addWidget(self._tabs(view.tabs))
        column.addWidget(self._blocks(view.tabs), 1)
        old, self.whole = self.whole, fresh
        if old is not None:
            self.column.replaceWidget(old, fresh)
            old.hide()
            old.deleteLater()
        else:
            self.column.takeAt(1)
            self.column.addWidget(fresh, 1)
        if self.tabs is not None and self.tab in self.tabs.keys:
            self.tabs.choose(self.tab)
        if had_focus or old is None:
            head.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _back_line(self, view: View) -> QHBoxLayout:
        line = QHBoxLayout()
        pad = -theme.of(self).px(8)  # a quiet button has room around its words: its words stand on the page's edge
        start, end = (0, pad) if self.isRightToLeft() else (pad, 0)
        line.setContentsMargins(start, 0, end, 0)
        if view.back is not None:
            back = quiet(tr(view.back_title) if view.back_title else tr(N_("Back")), "back", name="record_back")
            back.clicked.connect(functools.partial(self._follow, view.back))
            line.addWidget(back)
        line.addStretch(1)
        return line

    def _head(self, header: Header) -> PersonHeader:
        head = PersonHeader()
        head.show_person(header.title, header.code, [say(fact) for fact in header.facts if say(fact)])
        head.show_signs([(say(mark.words), signs.tone(mark.tone), signs.icon(mark.icon)) for mark in header.marks])
        head.name.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if header.ruler_day is not None:
            head.ruler.marks = header.ruler_marks or head.ruler.marks
            head.show_day(header.ruler_day, late=header.ruler_day > max(head.ruler.marks))
        if header.photo == "none":
            head.photo.hide()
        head.photo_asked.connect(lambda _on: head.photo.show_picture(None, there=False))
        return head

    def _add_verbs(self, head: PersonHeader, verbs: Sequence[Verb]) -> None:
        offered = [verb for verb in verbs if self.pages.offered(verb)]
        main = [verb for verb in offered if verb.primary][:1]
        beside = [verb for verb in offered if verb.key and verb not in main][:1]
        rest = [verb for verb in offered if verb not in main and verb not in beside]
        if rest:
            head.add_action(MoreButton(rest, self.pages, self._do))
        for verb in (*beside, *main):
            button = verb_button(verb, self.pages, self._do, kind=Kind.PRIMARY if verb.primary else Kind.SECONDARY)
            button.add_shortcut(head)
            head.add_action(button)

    def _tabs(self, tabs: Sequence[Tab]) -> Tabs:
        self.tabs = Tabs([(tab.key, tr(tab.title)) for tab in tabs], tr(N_("Parts of the file")))
        self.tabs.chosen.connect(self._show_tab)
        return self.tabs

    def _blocks(self, tabs: Sequence[Tab]) -> QStackedWidget:
        self.stack = QStackedWidget()
        self.stack.setObjectName("tab_pages")
        self._sides.clear()
        for tab in tabs:
            self.stack.addWidget(self._tab(tab))
        return self.stack

    def _tab(self, tab: Tab) -> QScrollArea:
        look = theme.of(self)
        area = QScrollArea()
        area.setObjectName(f"tab_{tab.key}")
        area.setAccessibleName(tr(tab.title))
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = QWidget()
        body.setObjectName("body")
        sides = QBoxLayout(self._direction(), body)
        self._sides.append(sides)
        sides.setContentsMargins(0, look.px(2), 0, 0)
        sides.setSpacing(look.px(16))
        for blocks, share in ((tab.start, 15), (tab.end, 8)):
            if not blocks:
                continue
            side = QVBoxLayout()
            side.setSpacing(look.px(8))
            cards = [self._block(block) for block in blocks]
            for place, card in enumerate(cards):
                grows = isinstance(blocks[place], Story) or place == len(cards) - 1
                side.addWidget(card, 1 if grows else 0)
            sides.addLayout(side, share)
        area.setWidget(body)
        return area

    def _block(self, block: Block) -> Card:
        desk = self.clerk.desk
        if desk is None:
            raise errors.Locked
        if isinstance(block, Facts):
            card: Card = facts_card(block)
            card.body.addStretch(1)
        elif isinstance(block, Steps):
            card = steps_card(block, self._follow)
            card.body.addStretch(1)
        elif isinstance(block, Story):
            titles = {module.name: tr(module.title) for module in desk.modules}
            card = StoryCard(block, titles, desk.day(desk.now()), desk.local)
        else:
            card = Card(tr(block.title))
        if block.verb is not None and self.pages.offered(block.verb):
            button = quiet_verb(block.verb, self.pages, self._do)
            card.add_action(button)
            if block.verb.key:
                keys = QShortcut(QKeySequence(block.verb.key), card)
                keys.setContext(Qt.ShortcutContext.WindowShortcut)
                keys.activated.connect(button.click)
        return card

    def _direction(self) -> QBoxLayout.Direction:
        """Side by side where there is room; one below the other on a narrow window or with large text."""
        wide = self.width() >= theme.of(self).px(SIDE_BY_SIDE)
        return QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for sides in self._sides:
            sides.setDirection(self._direction())

    # --- moving ---

    def _show_tab(self, key: str) -> None:
        self.tab = key
        if self.stack is not None and self.tabs is not None:
            self.stack.setCurrentIndex(self.tabs.keys.index(key))

    def _step(self, by: int) -> None:
        if self.tabs is not None:
            self.tabs.step(by)

    def _follow(self, target: Target, _on: bool = False) -> None:
        self.open_page(target.page, target.record_id, **{str(name): value for name, value in target.extra.items()})

    def _do(self, verb: Verb) -> None:
        self.open_page(verb.page, "", **{str(name): value for name, value in verb.extra.items()})

    def keys(self) -> tuple[tuple[str, str], ...]:
        """The keys that matter here."""
        return tuple((key, tr(words)) for key, words in KEYS)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "column"):
            self._space()
        super().changeEvent(event)
