"""The registration as an interview: its parts in order, each kept by itself, to be interrupted at any moment."""

from __future__ import annotations

import datetime
import functools
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from transit_desk.domain import errors
from transit_desk.domain.text import N_, ntr, tr
from transit_desk.module import FormPage, Part, Told
from transit_desk.services.case_file.pages import IN_ORDER
from ui import theme
from ui.clerk import Clerk
from ui.forms.part import PartForm, readable
from ui.navigation import OpenPage, Pages
from ui.steps import Head, PageBody, spoken
from ui.widgets.banner import Notice
from ui.widgets.button import Button, Kind, quiet, secondary
from ui.widgets.clearing import clear
from ui.widgets.scroll import Scrolled
from ui.widgets.words import Text

if TYPE_CHECKING:
    from transit_desk.desk import Desk

PAGE: Final = "case_file.interview"
CHILD: Final = "case_file.child"
RULE: Final = "case_file.interview"
KEYS: Final = (("Ctrl+S", N_("keep this part and go on")), ("Tab", N_("next field")))
_WIDE: Final = 354  # the longest part in full, and the form beside it at its widest
TOMORROW: Final = datetime.timedelta(days=1)


class Screen(PageBody):
    """One interview with one child. What is typed is kept; the next part is chosen by whoever leads it."""

    def __init__(
        self, desk: Desk, clerk: Clerk, open_page: OpenPage, record_id: str = "", part: str = "", **_extra: object
    ) -> None:
        super().__init__("page", tr(N_("Interview")))
        self.desk, self.clerk, self.open_page, self.file_id = desk, clerk, open_page, record_id
        self.pages = Pages(desk)
        self.parts: list[tuple[Part, FormPage]] = [
            (each, page)
            for each in IN_ORDER
            if self.pages.may(each.form)
            and isinstance(named := self.pages.named(each.form), FormPage)
            and (page := readable(named, desk.actor.reads)) is not None
        ]
        keys = [each.form for each, _page in self.parts]
        self.part = part if part in keys else ""
        self.told: dict[str, Told] = {}
        self.form: PartForm | None = None
        self.buttons: dict[str, Button] = {}
        self._drafts: set[str] = set()
        self._lay()
        self._ask()

    def _lay(self) -> None:
        look = theme.of(self)
        self.back = quiet(tr(N_("Child's file")), "back", name="interview_back")
        self.back.clicked.connect(lambda _on=False: self.leave())
        line = QHBoxLayout()
        line.setContentsMargins(-look.px(8), 0, 0, 0)
        line.addWidget(self.back)
        line.addStretch(1)
        self.column.addLayout(line)
        self.head = Head(tr(N_("Interview")))
        self.interrupt = secondary(tr(N_("Interrupt the interview")), "clock", name="interrupt")
        self.interrupt.clicked.connect(lambda _on=False: self.stop())
        self.head.add(self.interrupt)
        self.column.addWidget(self.head)
        reminder = tr(N_("The child may stop at any time. Do not ask again what the child leaves open."))
        self.reminder = Notice(reminder, "info")
        self.reminder.setObjectName("reminder")
        self.column.addWidget(self.reminder)
        self.notice = Notice("")
        self.notice.hide()
        self.column.addWidget(self.notice)
        self.list = QWidget()
        self.list.setObjectName("parts")
        self.list.setAccessibleName(tr(N_("Parts of the interview")))
        self.lines = QVBoxLayout(self.list)
        self.lines.setContentsMargins(0, 0, 0, 0)
        self.lines.setSpacing(0)
        area = Scrolled(self.list)
        area.setFixedWidth(look.px(_WIDE))
        self.middle = QHBoxLayout()
        self.middle.setSpacing(look.px(24))
        self.middle.addWidget(area)
        self.room = QVBoxLayout()
        self.middle.addLayout(self.room, 1)
        self.column.addLayout(self.middle, 1)

    # --- asking ---

    def _ask(self) -> None:
        """What is known, from every slice that has a part here; then what was begun and not saved."""
        self._waiting = {part.told for part, _page in self.parts if self.desk.may(part.told)}
        for query in sorted(self._waiting):
            self.clerk.ask(query, {"record_id": self.file_id}, functools.partial(self._answered, query), self._refused)

    def _answered(self, query: str, told: Told) -> None:
        self.told[query] = told
        self._waiting.discard(query)
        if told.who:
            self.head.say(tr(N_("Interview")), told.who)
        self.parts = [(part, page) for part, page in self.parts if part.form not in told.not_for]
        if not self._waiting:
            self.clerk.write(self.desk.drafts, self._begin)

    def _begin(self, kept: list[Any]) -> None:
        self._drafts = {each.form for each in kept if each.subject == self.file_id}
        if not self.part:
            self.part = next((part.form for part, page in self.parts if self.missing(part, page)), "")
        self.show_part(self.part or self.parts[0][0].form)

    def _refused(self, trouble: errors.Spoken) -> None:
        self.notice.say(spoken(trouble), "warning")

    # --- the parts ---

    def missing(self, part: Part, page: FormPage) -> int:
        """How many of its questions were never asked."""
        told = self.told.get(part.told, Told())
        if page.in_parts:
            return len([name for name in page.fields if name not in told.lines])
        return 0 if part.form in told.before or part.optional else 1

    def _list(self) -> None:
        clear(self.lines)
        self.buttons = {}
        chapter = ""
        for part, page in self.parts:
            if part.chapter != chapter:
                chapter = part.chapter
                self.lines.addWidget(Text(tr(chapter), "small_strong", "muted", wrap=True))
            button = Button(tr(part.title or page.title), Kind.NAV, name=part.form.replace(".", "_"))
            button.setCheckable(True)
            button.setChecked(part.form == self.part)
            button.clicked.connect(functools.partial(self._choose, part.form))
            self._say_state(button, part, page)
            self.buttons[part.form] = button
            self.lines.addWidget(button)
        self.lines.addStretch(1)

    def _say_state(self, button: Button, part: Part, page: FormPage) -> None:
        missing = self.missing(part, page)
        if part.form in self._drafts:
            button.icon_name, state = "pencil", tr(N_("draft"))
        elif not missing and (page.in_parts or part.form in self.told.get(part.told, Told()).before):
            button.icon_name, state = "check_ring", tr(N_("done"))
        elif part.optional:
            button.icon_name, state = "ring", tr(N_("if wished"))
        else:
            button.icon_name, state = "ring_dashed", ntr(N_("{count} question"), N_("{count} questions"), missing)
        button.count = state
        button.say(button.text(), state)

    def _choose(self, key: str, _on: bool = False) -> None:
        self.show_part(key)

    def show_part(self, key: str) -> None:
        """Another part; what was typed in the one before is kept as a draft."""
        self._leave_form()
        self.part = key
        part, page = next(each for each in self.parts if each[0].form == key)
        form = PartForm(page, self.clerk, self.file_id, self.told.get(part.told, Told()), part)
        form.place = {"page": PAGE, "record_id": self.file_id, "extra": {"part": key}}
        form.resume_at_once = True
        form.finished.connect(self._saved)
        form.left.connect(self.leave)
        form.opened.connect(self.open_page)
        form.corrected.connect(functools.partial(self._correct, part.tab))
        form.draft.kept.connect(lambda _at: self._note_draft(key))
        self.form = form
        self.room.addWidget(form)
        self._list()
        first = next(iter(form.questions.values()), None)
        if first is not None and first.editor.first.isVisibleTo(form):
            first.editor.first.setFocus()

    def _correct(self, tab: str) -> None:
        self.flush()
        self.open_page(CHILD, self.file_id, tab=tab)

    def _note_draft(self, key: str) -> None:
        if key not in self._drafts and key in self.buttons:
            self._drafts.add(key)
            part, page = next(each for each in self.parts if each[0].form == key)
            self._say_state(self.buttons[key], part, page)

    def _leave_form(self) -> None:
        form, self.form = self.form, None
        if form is not None:
            form.flush()
            if form.draft.changed():
                self._drafts.add(form.page.key)
            self.room.removeWidget(form)
            form.hide()
            form.deleteLater()

    def _saved(self, kept: object) -> None:
        """The part is kept: on to the next; after the last the interview has come to its end.

        Where there may be more of a kind, what was kept is read again first, and the next is offered beside it.
        """
        self._drafts.discard(self.part)
        keys = [part.form for part, _page in self.parts]
        place = keys.index(self.part)
        if kept is None or not self.parts[place][0].many:
            place += 1
        if place >= len(keys):
            self._end()
            return
        self.part = keys[place]
        self._ask()

    # --- leaving ---

    def stop(self) -> None:
        """The interview is interrupted: all is kept, and somebody is reminded to go on."""
        self.flush()
        today = self.desk.day(self.desk.now())
        values: dict[str, Any] = {
            "file_id": self.file_id, "rule": RULE, "what": "interview", "from_day": today, "to_day": today + TOMORROW,
            "who": self.desk.actor.name, "source_table": "case_file", "source_id": self.file_id,
        }  # fmt: skip
        self.clerk.do("case_file.plan_due", values, self._go, self._refused)

    def _end(self) -> None:
        why = tr(N_("The interview came to its end."))
        values = {"file_id": self.file_id, "rule": RULE, "source_id": self.file_id, "why": why}
        self.clerk.do("case_file.drop_due", values, self._go, self._refused)

    def _go(self, _result: object) -> None:
        self.leave()

    def leave(self) -> None:
        """Back to the child's page. Nothing is asked and nothing is lost."""
        self.flush()
        self.open_page(CHILD, self.file_id)

    def flush(self) -> None:
        """Keep what was typed, now."""
        if self.form is not None:
            self.form.flush()

    def standing(self) -> dict[str, Any]:
        """The part that is asked."""
        return {"part": self.part}

    def keys(self) -> tuple[tuple[str, str], ...]:
        """The keys that matter here."""
        return tuple((key, tr(words)) for key, words in KEYS)
