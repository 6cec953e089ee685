"""One worker's time at the open desk: pages by their names, the way back, undo, search, help; until the lock."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QHBoxLayout, QWidget

from transit_desk import choices
from transit_desk.domain import errors, text
from transit_desk.domain.text import N_, tr
from transit_desk.module import FormPage, ListPage, RecordPage, ScreenPage, TabPage
from ui import theme
from ui.clerk import Clerk
from ui.forms.draft import OPEN, part_of
from ui.forms.form import Form
from ui.help import HelpPanel
from ui.lists.page import RecordListPage
from ui.navigation import TODAY, Pages, screen
from ui.notices import CalmPage, PassingNotice
from ui.paged import Forgets, HasPlaces, Keeps, NamesKeys, TakesBack
from ui.palette import Act, Palette
from ui.record.in_place import InPlace, plain
from ui.record.page import RecordView
from ui.screens import today
from ui.shortcut import Shortcut
from ui.widgets.banner import UndoBar
from ui.widgets.keys import KeyStrip
from ui.window import Frame

if TYPE_CHECKING:
    from transit_desk.desk import Desk

MOST: Final = 10  # pages kept in the window, for the way back
INCIDENT: Final = "incidents.write"
INCIDENT_KEYS: Final = "Ctrl+Shift+I"  # from any page, for everybody: nobody looks for the book first
PLACE: Final = "place"  # the sealed note of where one was, from a lock to the next unlock
Kept = tuple[str, str, dict[str, Any]]
_OF_THE_MOMENT: Final = frozenset({"tab", "form", "with", "side", "resume", "part"})  # said anew by the page itself


class Sitting(QObject):
    """Built when a desk opens, let go when it locks."""

    def __init__(self, frame: Frame, clerk: Clerk, desk: Desk, acts: Sequence[Act] = (), told: str = "") -> None:
        super().__init__()
        self.health: tuple[str, ...] = ()  # what the daily look at the vault found, in words
        self._told = told  # what has to be said of the vault first, once the first page is there
        self.frame, self.clerk, self.desk = frame, clerk, desk
        self.pages = Pages(desk)
        self.palette = Palette(frame.desk, self.pages, clerk, self.open_page, acts)
        self.help = HelpPanel(frame.desk)
        self.notice = PassingNotice()
        self.undo_bar = UndoBar()
        self.undo_line = QWidget()
        self.keys = KeyStrip()
        self._where: dict[QWidget, Kept] = {}
        self._connections: list[Callable[[], object]] = []
        self._dress()
        self._wire()
        self.clerk.write(desk.drafts, self._begin, lambda _refused: self._begin([]))

    # --- the frame around the pages ---

    def _dress(self) -> None:
        frame, look = self.frame, theme.of(self.frame)
        frame.show_demo(self.desk.fictional)
        frame.set_destinations(self.pages.destinations())
        actor = self.desk.actor
        roles = choices.load("roles")
        frame.side.show_worker(actor.name, ", ".join(roles.label(role, text.language()) for role in actor.roles))
        frame.above.addWidget(self.notice)
        self.undo_line.setObjectName("undo_line")
        self.undo_line.setAccessibleName(tr(N_("The last act")))
        line = QHBoxLayout(self.undo_line)
        line.setContentsMargins(look.px(24), 0, look.px(24), look.px(8))
        line.addWidget(self.undo_bar)
        self.undo_line.hide()
        frame.below.addWidget(self.undo_line)
        frame.status.line.insertWidget(2, self.keys, 3)
        self.tell_kept()

    def _wire(self) -> None:
        frame = self.frame
        self._join(frame.place_asked, self._go_to_place)
        self._join(frame.search_asked, self.search)
        self._join(frame.help_asked, self.show_help)
        self._join(frame.pages.currentChanged, self._page_changed)
        self._join(self.clerk.acted, self._acted)
        self._join(self.clerk.spoke_to_nobody, self.say)
        self.undo_bar.undone.connect(self.undo)
        self._shortcuts = [Shortcut("Ctrl+Z", frame), Shortcut(INCIDENT_KEYS, frame)]
        for keys, act in zip(self._shortcuts, (self.undo, self.write_incident), strict=True):
            keys.activated.connect(act)

    def _join(self, signal: Any, slot: Callable[..., object]) -> None:
        signal.connect(slot)
        self._connections.append(functools.partial(signal.disconnect, slot))

    def _begin(self, kept: list[Any]) -> None:
        """Back to where this worker was when the desk locked or the program stopped, if it is still theirs; else Today.

        A form that was being written in when the program stopped says so itself, and where it stood.
        """
        self.open_page(TODAY)
        place = next((each.content for each in kept if each.form == PLACE), None)
        if place is not None:
            self.clerk.write(lambda: self.desk.drop_draft(PLACE, ""))
        else:
            stood = next((part for each in kept if (part := part_of(each.content, OPEN))), {})
            place = {**stood, "extra": {**part_of(stood, "extra"), "resume": True}}
        name, record_id = str(place.get("page", "")), str(place.get("record_id", ""))
        if name and name != TODAY and self.pages.may(name):
            self.open_page(name, record_id, **part_of(place, "extra"))
        if self._told:
            self.notice.say(self._told)

    # --- pages ---

    def open_page(self, name: str, record_id: str = "", **extra: object) -> None:
        """Open any page by its name. One that is not there, or not for this role, says so calmly."""
        self.palette.sink(back=False)
        self.notice.say("")
        if not self.pages.may(name):
            self.notice.say(tr(N_("This page is not part of your work here.")))
            return
        where: Kept = (name, record_id, dict(extra))
        there = next((page for page, kept in self._where.items() if kept == where and self._is_kept(page)), None)
        page = there or self._build(name, record_id, dict(extra))
        if isinstance(there, RecordView):
            there.turn_to(name if isinstance(self.pages.named(name), TabPage) else str(extra.get("tab", "")))
        self._where[page] = where
        self.frame.show_page(page, self.pages.place_of(name))
        self._prune()

    def _is_kept(self, page: QWidget) -> bool:
        """Lists, records and Today stay as they were; a form or a hand-made screen is begun anew."""
        return isinstance(page, (RecordListPage, RecordView, today.Screen))

    def _build(self, name: str, record_id: str, extra: dict[str, Any]) -> QWidget:
        page = self.pages.named(name)
        if name == TODAY or page is None:
            made = today.Screen(self.desk, self.clerk, self.open_page, self.pages)
            made.show_health(self.health)
            return made
        if isinstance(page, ListPage):
            return RecordListPage(page, self.pages, self.clerk, self.open_page, extra)
        if isinstance(page, RecordPage):
            return self._record(page, record_id, extra)
        if isinstance(page, TabPage):
            return self._build(page.of, record_id, {**extra, "tab": page.key})
        if isinstance(page, FormPage) and page.of and self.pages.may(page.of):
            return self._build(page.of, str(extra.pop(page.subject, record_id)), {**extra, "part": page.key})
        if isinstance(page, FormPage):
            return self._form(page, record_id, extra)
        return self._screen(page, record_id, extra)

    def _record(self, page: RecordPage, record_id: str, extra: dict[str, Any]) -> RecordView:
        tab = str(extra.get("tab", ""))
        record = RecordView(page, self.pages, self.clerk, self.open_page, record_id, tab, InPlace.read(extra))
        record.told.connect(self._form_told)
        record.faulted.connect(self.show_fault)
        record.answered.connect(self._show_keys)
        return record

    def _form(self, page: FormPage, record_id: str, extra: dict[str, Any]) -> Form:
        resume = bool(extra.pop("resume", False))
        subject = str(extra.pop(page.subject, "")) if page.subject in extra else record_id
        form = Form(page, self.clerk, subject, extra)
        form.resume_at_once = resume
        form.place = {"page": page.key, "record_id": subject, "extra": plain(extra)}
        form.finished.connect(functools.partial(self._form_done, form))
        form.left.connect(functools.partial(self._form_left, form))
        form.told.connect(self._form_told)
        form.faulted.connect(self.show_fault)
        form.opened.connect(self.open_page)
        form.looked_up.connect(functools.partial(self.open_page, "case_file.child"))
        return form

    def _screen(self, page: ScreenPage, record_id: str, extra: dict[str, Any]) -> QWidget:
        if record_id:
            extra = {"record_id": record_id, **extra}
        made = screen(page.screen)(self.desk, self.clerk, self.open_page, **extra)
        if isinstance(made, TakesBack):
            made.undo_asked.connect(self.undo)
        return made

    def _form_told(self, words: str, icon: str, tone: str) -> None:
        if words:
            self.frame.status.show_kept(words, icon, tone)
        else:
            self.tell_kept()

    def _form_done(self, form: Form, result: object) -> None:
        """To the page the form leads to; the record it was about is shown again rather than opened twice."""
        after = form.page.after
        record_id = form.subject or (result if isinstance(result, str) else "")
        self._let_go(form)
        if not after or not self.pages.may(after):
            self.back()
            return
        target = self.pages.named(after)
        self.open_page(after, "" if isinstance(target, ListPage) else record_id)

    def _form_left(self, form: Form) -> None:
        self.back(leaving=form)

    def back(self, leaving: QWidget | None = None) -> None:
        """The page before, or Today."""
        if self.frame.can_go_back():
            self.frame.back()
        else:
            self.open_page(TODAY)
        if leaving is not None and self.frame.pages.currentWidget() is not leaving:
            self._let_go(leaving)

    def _let_go(self, page: QWidget) -> None:
        self._where.pop(page, None)
        self.frame.pages.removeWidget(page)
        page.hide()
        page.deleteLater()

    def _prune(self) -> None:
        """The oldest pages go when there are many; lists, Today and what is on the screen stay."""
        stack = self.frame.pages
        for place in range(stack.count()):
            if stack.count() <= MOST:
                return
            page = stack.widget(place)
            if page is None or page is stack.currentWidget() or isinstance(page, (RecordListPage, today.Screen)):
                continue
            if isinstance(page, (Form, RecordView)):
                page.flush()
            self._let_go(page)
            return

    def _go_to_place(self, key: str) -> None:
        self.open_page(key)

    def _page_changed(self, _place: int) -> None:
        self._show_keys()
        if not isinstance(self.frame.pages.currentWidget(), Form):
            self.tell_kept()  # what a form said of its words is no word about another page
        if self.help.isVisible():
            self.help.sink()

    def _show_keys(self) -> None:
        self.keys.show_keys(_keys_of(self.frame.pages.currentWidget()))

    # --- words around the pages ---

    def _tell(self, words: str) -> None:
        hour = f"{self.desk.local(self.desk.now()):%H:%M}"
        self.frame.status.show_kept(tr(N_("{what} · {hour}"), what=words, hour=hour))

    def tell_kept(self) -> None:
        """All is saved, and since when."""
        self._tell(tr(N_("Everything is saved")))

    def say(self, spoken: errors.Spoken) -> None:
        """A refusal that belongs to no field, or a fault, for which no page asked."""
        if isinstance(spoken, errors.Fault):
            self.show_fault(spoken)
        else:
            self.notice.say(str(spoken))

    def show_fault(self, spoken: errors.Spoken, report: Any = None) -> None:
        """A calm page over the one where it happened; the way back leads to it, as it was."""
        page = CalmPage(spoken, report)
        page.left.connect(functools.partial(self.back, leaving=page))
        self.frame.show_page(page)

    def tell_health(self, found: tuple[str, ...]) -> None:
        """What is wrong with the vault, above everything on Today; nothing where all is whole."""
        self.health = found
        for page in self._pages():
            if isinstance(page, today.Screen):
                page.show_health(found)

    def search(self) -> None:
        """Ctrl+K."""
        if self._on_desk():
            self.palette.rise()

    def write_incident(self) -> None:
        """Whatever page is open, the form of the incident book."""
        if self._on_desk():
            self.open_page(INCIDENT)

    def show_help(self) -> None:
        """F1."""
        if not self._on_desk():
            return
        page = self.frame.pages.currentWidget()
        kinds = ((RecordListPage, "list"), (Form, "form"), (RecordView, "record"))
        kind = next((name for sort, name in kinds if isinstance(page, sort)), "today")
        self.help.rise(kind, _keys_of(page))

    def _on_desk(self) -> bool:
        return self.frame.whole.currentWidget() is self.frame.desk

    # --- undo ---

    def _acted(self, name: str) -> None:
        self.tell_kept()
        self._name_act(self.desk.undo_title(name))

    def _name_act(self, title: str) -> None:
        page: object = self.frame.pages.currentWidget()
        if isinstance(page, TakesBack):
            page.tell_undo(title)
            title = ""
        self.undo_bar.tell(tr(N_("Done: {act}"), act=tr(title)) if title else "")
        self.undo_line.setVisible(bool(title))

    def undo(self) -> None:
        """Ctrl+Z: take back the last act that can be taken back, and name it."""
        title = self.desk.can_undo()
        if self._on_desk() and title is not None:
            self.clerk.write(self.desk.undo, self._undone, functools.partial(self._not_undone, title))

    def _not_undone(self, title: str, spoken: errors.Spoken) -> None:
        """Why it stays as it is. A refusal has taken the act out of the history; a fault has not."""
        if isinstance(spoken, errors.Fault):
            self.say(spoken)
            return
        self._name_act("")
        self.notice.say(tr(N_("Not taken back: {act}. {why}"), act=tr(title), why=spoken.words))

    def _undone(self, title: str) -> None:
        self._name_act("")
        self.notice.say(tr(N_("Taken back: {act}"), act=tr(title)), "undo")
        self.tell_kept()

    # --- locking ---

    def flush(self, *, place: bool = True) -> None:
        """Keep everything that was typed, and where one was; only then may the desk lock."""
        for page in self._pages():
            if isinstance(page, Keeps):
                page.flush()
        here = self.frame.pages.currentWidget()
        where = self._where.get(here) if here is not None else None
        if place and where is not None:
            name, record_id, extra = where
            kept = {"page": name, "record_id": record_id, "extra": _plain(extra, here)}
            self.clerk.write(lambda: self.desk.keep_draft(PLACE, "", kept, note=True))

    def _pages(self) -> list[QWidget]:
        stack = self.frame.pages
        return [page for place in range(stack.count()) if (page := stack.widget(place)) is not None]

    def clear(self) -> None:
        """Nothing of any child stays in the window: pages, models, bars, and the widgets themselves."""
        for disconnect in self._connections:
            disconnect()
        self._connections.clear()
        for page in self._pages():
            if isinstance(page, Forgets):
                page.forget()
        frame = self.frame
        frame.drop_pages()
        frame.set_destinations(())
        frame.side.show_worker("", "")
        frame.status.show_kept("")
        frame.status.line.removeWidget(self.keys)
        for piece in (self.palette, self.help, self.notice, self.undo_line, self.keys):
            piece.hide()
            piece.setParent(None)
            piece.deleteLater()
        for keys in self._shortcuts:
            keys.setEnabled(False)
            keys.deleteLater()
        self._where.clear()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _plain(extra: Mapping[str, Any], page: object) -> dict[str, Any]:
    """What can be written down of how a page was opened; a form comes back with its text, a record with its tab."""
    kept = {name: value for name, value in plain(extra).items() if name not in _OF_THE_MOMENT}
    if isinstance(page, Form) and page.draft.changed():
        kept["resume"] = True
    return {**kept, **page.standing()} if isinstance(page, HasPlaces) else kept


def _keys_of(page: object) -> tuple[tuple[str, str], ...]:
    return page.keys() if isinstance(page, NamesKeys) else ()
