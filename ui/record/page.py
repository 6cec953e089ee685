"""A record as a whole: the head that stays, its verbs, and its tabs, each asked for when it is first opened."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any, Final

import shiboken6
from PySide6.QtCore import QByteArray, QEvent, Qt, Signal
from PySide6.QtGui import QPixmap, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from transit_desk.domain import errors
from transit_desk.domain.text import N_, tr
from transit_desk.module import FormPage, Header, RecordPage, Verb, View
from ui import signs, theme
from ui.clerk import Clerk
from ui.lists.table import say
from ui.navigation import OpenPage, Pages
from ui.record.around import Around
from ui.record.grouped import Shown, grouped
from ui.record.in_place import InPlace
from ui.record.tab import TabPane
from ui.shortcut import Shortcut
from ui.verbs import MoreButton, verb_button
from ui.widgets.banner import Notice
from ui.widgets.button import Button, Kind, quiet
from ui.widgets.person import PersonHeader, Photo
from ui.widgets.tabs import Tabs

_AROUND: Final = 8  # a quiet button has room around its words: its words stand on the page's edge, so that goes beyond
PORTRAIT: Final = "documents.portrait"
KEYS: Final = (
    ("Ctrl+PgDn", N_("next tab")),
    ("Alt+←", N_("back")),
)


class RecordView(QWidget):
    """Any record of any slice."""

    told = Signal(str, str, str)  # words for the foot of the window, their icon, their tone
    faulted = Signal(object)
    answered = Signal()  # the record is there: other keys may matter now

    def __init__(
        self,
        page: RecordPage,
        pages: Pages,
        clerk: Clerk,
        open_page: OpenPage,
        record_id: str,
        tab: str = "",
        form: InPlace | None = None,
    ) -> None:
        super().__init__()
        self.page, self.pages, self.clerk, self.record_id, self.tab = page, pages, clerk, record_id, tab
        self.around = Around(record_id, pages, clerk, open_page)
        self.added = pages.tabs_of(page.key)
        self.view: View | None = None
        self.panes: dict[str, TabPane] = {}
        self.setObjectName("page")
        self.setAccessibleName(tr(page.title))
        self.column = QVBoxLayout(self)
        self.notice = Notice("")
        self.notice.hide()
        self.top: QWidget | None = None
        self.tabs: Tabs | None = None
        self.stack = QStackedWidget()
        self.stack.setObjectName("tab_pages")
        self._stale = False
        self._main: Button | None = None
        self._form = form  # stood open when the desk locked or the program stopped
        self.column.addWidget(self.notice)
        self.column.addWidget(self.stack, 1)
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
            shortcut = Shortcut(keys, self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(functools.partial(self._step, by))

    # --- asking ---

    def refresh(self) -> None:
        """Look at the record again; the tab stays, and so does a form that is open in it."""
        self._stale = False
        self.clerk.ask(self.page.query, {"record_id": self.record_id}, self.show_view, self._refused)
        for pane in self._each_pane():
            pane.refresh()

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
        first = self.view is None
        self.view = view
        focus: QWidget | None = self.window().focusWidget()
        had_focus = self.top is not None and focus is not None and self.top.isAncestorOf(focus)
        head = self._show_top(view)
        self._show_tabs(view)
        for tab in view.tabs:
            self.panes[tab.key].show_tab(tab.key, tab)
        self.answered.emit()
        if had_focus or first:
            head.name.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._form is not None and self.tab in self.panes:
            wanted, self._form = self._form, None
            self.panes[self.tab].bring_back(wanted)

    def _show_top(self, view: View) -> PersonHeader:
        top = QWidget()
        top.setObjectName("record")
        top.setAccessibleName(tr(self.page.title))
        column = QVBoxLayout(top)
        look = theme.of(self)
        column.setContentsMargins(look.px(_AROUND), 0, look.px(_AROUND), 0)
        column.setSpacing(look.px(6))
        column.addLayout(self._back_line(view))
        head = self._head(view.header)
        self._add_verbs(head, view.verbs)
        column.addWidget(head)
        old, self.top = self.top, top
        if old is None:
            line = QHBoxLayout()
            line.setSpacing(0)
            line.addSpacing(-look.px(_AROUND))
            line.addWidget(top, 1)
            line.addSpacing(-look.px(_AROUND))
            self.column.insertLayout(1, line)
        else:
            self.column.replaceWidget(old, top)
            old.hide()
            old.deleteLater()
        return head

    def _back_line(self, view: View) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(0)
        line.addSpacing(-theme.of(self).px(_AROUND))
        if view.back is not None:
            back = quiet(tr(view.back_title) if view.back_title else tr(N_("Back")), "back", name="record_back")
            back.clicked.connect(functools.partial(self.around.follow, view.back))
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
        head.measure()
        head.photo_asked.connect(functools.partial(self._photo, head.photo))
        return head

    def standing(self) -> dict[str, Any]:
        """The tab that is seen, and the form that stands open in it."""
        pane = self.panes.get(self.tab)
        return pane.standing() if pane is not None else {"tab": self.tab}

    def _one_filled(self) -> None:
        """A screen has one filled button: while a form is open, it is the form's own."""
        pane = self.panes.get(self.tab)
        if self._main is not None:
            self._main.turn(Kind.SECONDARY if pane is not None and pane.form is not None else Kind.PRIMARY)

    def _photo(self, photo: Photo, on: bool) -> None:
        """The photo is asked for each time, and each look leaves its line."""
        photo.show_picture(None)
        if on:
            self.clerk.ask(
                PORTRAIT, {"record_id": self.record_id}, functools.partial(self._show_photo, photo),
                functools.partial(self._no_photo, photo),
            )  # fmt: skip

    def _show_photo(self, photo: Photo, content: Any) -> None:
        picture = QPixmap()
        if shiboken6.isValid(photo) and photo.isChecked() and picture.loadFromData(QByteArray(content.data)):
            photo.show_picture(picture)

    def _no_photo(self, photo: Photo, spoken: errors.Spoken) -> None:
        if shiboken6.isValid(photo):
            photo.put_away()
        self._refused(spoken)

    def _add_verbs(self, head: PersonHeader, verbs: Sequence[Verb]) -> None:
        self._main = None
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
            if verb.primary:
                self._main = button
        self._one_filled()

    # --- tabs ---

    def _show_tabs(self, view: View) -> None:
        """The record's own tabs and those that slices add, in their order; panes that are there already stay."""
        shown = grouped(view.tabs, self.added, self.pages.every_tab(self.page.key))
        if self.tabs is not None and self.tabs.keys == [each.key for each in shown]:
            return
        for each in shown:
            if each.key not in self.panes:
                self.panes |= dict.fromkeys((each.key, *(share.key for share in each.shares)), self._pane(each))
        old = self.tabs
        self.tabs = Tabs([(each.key, tr(each.title)) for each in shown], tr(N_("Parts of the file")))
        self.tabs.chosen.connect(self._show_tab)
        if old is None:
            self.column.insertWidget(2, self.tabs)
        else:
            self.column.replaceWidget(old, self.tabs)
            old.hide()
            old.deleteLater()
        if len(shown) == 1:
            self.tabs.hide()  # a record of one part has none to go between
        wanted = self.tab  # by whoever led here, or where one was
        self._show_tab(self.tabs.current())
        self.turn_to(wanted)

    def turn_to(self, key: str) -> None:
        """Show a tab by its key, or that in which it stands, if there is such a one for these eyes."""
        pane = self.panes.get(key)
        if self.tabs is not None and pane is not None:
            self.tabs.choose(pane.key)
            pane.seek(key if key != pane.key else "")

    def _pane(self, shown: Shown) -> TabPane:
        pane = TabPane(shown.key, tr(shown.title), self.around, shown.shares, self.page.key)
        pane.written_in.connect(self._one_filled)
        pane.told.connect(self.told)
        pane.faulted.connect(self.faulted)
        self.stack.addWidget(pane)
        return pane

    def _show_tab(self, key: str) -> None:
        self.tab = key
        self.stack.setCurrentWidget(self.panes[key])
        self._one_filled()

    def _step(self, by: int) -> None:
        if self.tabs is not None:
            self.tabs.step(by)

    # --- acting ---

    def _do(self, verb: Verb) -> None:
        """A form opens in the tab that is seen; any other page is gone to."""
        page = self.pages.named(verb.page)
        pane = self.panes.get(self.tab)
        if isinstance(page, FormPage) and pane is not None:
            pane.open_form(page, dict(verb.extra))
        else:
            self.around.go(verb)

    def flush(self) -> None:
        """Keep what is being typed, now."""
        for pane in self._each_pane():
            pane.flush()

    def _each_pane(self) -> tuple[TabPane, ...]:
        return tuple(pane for key, pane in self.panes.items() if pane.key == key)

    def keys(self) -> tuple[tuple[str, str], ...]:
        """The keys that do something here."""
        alive = {"Ctrl+PgDn": self.tabs is not None and len(self.tabs.keys) > 1}
        changes = [verb for verb in (self.view.verbs if self.view is not None else ()) if verb.key == "Ctrl+E"]
        told = [(verb.key, tr(verb.title)[:1].lower() + tr(verb.title)[1:]) for verb in changes]
        return (*told, *((key, tr(words)) for key, words in KEYS if alive.get(key, True)))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "column"):
            self._space()
        super().changeEvent(event)
