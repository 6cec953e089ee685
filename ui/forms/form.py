"""A form built from described fields: calm while it is written, strict only when it is saved."""

from __future__ import annotations

import dataclasses
import datetime
import functools
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from transit_desk.domain import days, errors, fields
from transit_desk.domain.levels import Answer
from transit_desk.domain.text import N_, tr
from transit_desk.module import FormPage
from ui import theme
from ui.clerk import Clerk
from ui.forms.about import About
from ui.forms.alike import ASKS, QUERY, AlikePanel
from ui.forms.cursor import Cursor
from ui.forms.draft import AT, OPEN, Draft, part_of, rescued
from ui.forms.editor import Editor
from ui.forms.editors import PlaceEditor, editor_for
from ui.forms.in_the_way import InTheWay
from ui.forms.places import QUERY as PLACES
from ui.forms.places import PlaceOffers
from ui.forms.several import RecordEditor
from ui.shortcut import Shortcut
from ui.widgets import field as answers
from ui.widgets.banner import Notice, RecoveryBanner
from ui.widgets.button import primary, quiet
from ui.widgets.card import Card
from ui.widgets.field import Field
from ui.widgets.scroll import NoTaller
from ui.widgets.summary import ErrorSummary
from ui.widgets.words import Text, title

WIDEST: Final = 720
LIKE_A_CHILD: Final = frozenset({"name", "sex", "age"})
KEYS: Final = (
    ("Ctrl+S", N_("save")),
    ("Tab", N_("next field")),
    ("Esc", N_("back; what was typed is kept")),
)
_NEAR: Final = 24  # how much of what surrounds a box is seen with it


@dataclasses.dataclass
class Asked:
    """One question of the form: what it is, its editor, its place on the page."""

    name: str
    kind: fields.Field
    editor: Editor
    shown: Field

    def value(self) -> object:
        """What the action is given: a value, or for a question to a child the value with its answer."""
        if self.kind.asked:
            state = Answer(self.shown.answer())
            return fields.Said(self.editor.value() if state is Answer.GIVEN else None, state)
        return self.editor.value()

    def show_value(self, value: object) -> None:
        """Show what the vault holds."""
        if isinstance(value, fields.Said):
            nothing = value.answer is Answer.NOT_ASKED  # where every question of a new form begins: no chip is on
            self.shown.set_answer(answers.GIVEN if nothing else value.answer.value)
            value = value.value
        self.editor.show_value(value)

    def typed(self) -> list[object]:
        """As a draft keeps it."""
        return [self.editor.typed(), self.shown.answer()]

    def retype(self, typed: object) -> None:
        """As a draft kept it."""
        if isinstance(typed, list) and len(typed) == 2:  # noqa: PLR2004  (what was typed, and the answer)
            self.editor.retype(typed[0])
            self.shown.set_answer(str(typed[1]))


class Form(QWidget):
    """Any form of any slice. `finished` carries what the action returned."""

    finished = Signal(object)
    left = Signal()
    told = Signal(str, str, str)  # words for the foot of the window, their icon, their tone
    faulted = Signal(object)
    looked_up = Signal(str)  # a file that may be the same child's
    opened = Signal(str, str)  # the page and the record because of which it was refused

    alone = True  # no page around it says whose child it is about
    before = 8  # a quiet button has room around its words: on a page of its own, they stand on the page's edge

    def __init__(
        self, page: FormPage, clerk: Clerk, subject: str = "", extra: Mapping[str, object] | None = None
    ) -> None:
        super().__init__()
        self.page, self.clerk, self.subject = page, clerk, subject
        self.extra = dict(extra or {})
        self.first: dict[str, object] = dict(self.extra.pop("first", {}))  # type: ignore[call-overload]
        self.setObjectName("page")
        self.setAccessibleName(tr(page.title))
        self.questions: dict[str, Asked] = {}
        self.heading = title(tr(page.title))
        self.summary = ErrorSummary()
        self.summary.asked.connect(self.go_to)
        self.notice = Notice("")
        self.notice.hide()
        self.about = About(clerk)
        self.in_the_way = InTheWay(clerk)
        self.in_the_way.opened.connect(self.opened)
        self.save_button = primary(tr(page.save) if page.save else tr(N_("Save")), "check", "Ctrl+S", name="save")
        self.back_button = quiet(tr(N_("Back")), "back", name="form_back")
        self.state = Text("", "small", "muted", name="draft_state")
        self.recovery: RecoveryBanner | None = None
        self._saving = False
        self._sections: list[tuple[Card, Sequence[str]]] = []
        self._also: set[str] = set()  # of the questions that are not always asked, those that are
        self.place: dict[str, Any] = {}  # where this form stands: the page, its record and how it was opened
        self._left = False
        self._lay()
        self.keyboard = Cursor(self.questions, self.area)
        self.draft = Draft(clerk, page.key, subject, self.typed, self, at=self.keyboard.at, standing=self._standing)
        self._wire()
        self._begin()

    # --- building ---

    def _today(self) -> datetime.date:
        desk = self.clerk.desk
        if desk is None:
            raise errors.Locked
        return desk.day(desk.now())

    def _lay(self) -> None:
        self.column = QVBoxLayout(self)
        head = QHBoxLayout()
        head.addSpacing(-theme.of(self).px(self.before))
        head.addWidget(self.back_button)
        head.addWidget(self.heading)
        head.addWidget(self.about)
        head.addStretch(1)
        self.column.addLayout(head)
        self.area = NoTaller("form_area", tr(self.page.title))
        self.body = QWidget()
        self.body.setObjectName("body")
        self.inner = QVBoxLayout(self.body)
        self.inner.addWidget(self.notice)
        self.inner.addWidget(self.summary)
        self.inner.addWidget(self.in_the_way)
        today = self._today()
        for section in self.page.sections:
            card = Card(tr(section.title), name="section")
            card.pad(16, 12, 14)
            if section.help:
                card.add(Text(tr(section.help), "small", "muted", wrap=True))
            for name in section.names:
                if name in self.extra:  # already known by the page that led here
                    continue
                question = self._question(name, self.page.fields[name], today)
                self.questions[name] = question
                card.add(question.shown)
            self._sections.append((card, section.names))
            self.inner.addWidget(card)
        self._ask_also(())
        self.inner.addStretch(1)
        self.area.setWidget(self.body)
        middle = QHBoxLayout()
        middle.setSpacing(theme.of(self).px(16))
        middle.addWidget(self.area, 1)
        self.alike = self._alike()
        if self.alike is not None:
            middle.addWidget(self.alike, 0, Qt.AlignmentFlag.AlignTop)
        middle.addStretch(0)
        self.column.addLayout(middle)
        foot = QHBoxLayout()
        foot.addWidget(self.save_button)
        foot.addWidget(self.state)
        foot.addStretch(1)
        self.column.addLayout(foot)
        self.column.addStretch(1)
        self._space()

    def _ask_also(self, told: Iterable[str]) -> None:
        """Show the questions that are asked only where something names them, and no section that asks nothing.

        What was asked once stays asked: its answer can still become another one.
        """
        self._also |= self.page.where_told.intersection(told)
        for name, question in self.questions.items():
            question.shown.setHidden(name in self.page.where_told and name not in self._also)
        for card, names in self._sections:
            asked = [self.questions[name] for name in names if name in self.questions]
            card.setHidden(bool(asked) and all(each.shown.isHidden() for each in asked))

    def _alike(self) -> AlikePanel | None:
        """Beside a form that begins a child's file: those that may be the same child's."""
        desk = self.clerk.desk
        if not set(self.questions) >= LIKE_A_CHILD or desk is None or not desk.may(QUERY):
            return None
        panel = AlikePanel(self.clerk, receives="answers" in self._parameters())
        panel.setFixedWidth(theme.of(self).px(340))
        panel.asked.connect(self.looked_up)
        panel.received.connect(self._saved)
        panel.wanted.connect(self.save)
        return panel

    def _question(self, name: str, kind: fields.Field, today: datetime.date) -> Asked:
        editor = editor_for(name, kind.kind, today, self._zone())
        if isinstance(editor, RecordEditor) and self._may_ask(editor.chosen_by):
            self.clerk.ask(editor.chosen_by, {}, functools.partial(self._offer, editor))
            if editor.searched:
                editor.picker.line.textEdited.connect(functools.partial(self._search, editor))
        if isinstance(editor, PlaceEditor) and self._may_ask(PLACES):
            PlaceOffers(editor.line, self.clerk)
        needed = kind.required or kind.asked or self.page.in_parts or name in self.page.where_told
        optional = not needed and not isinstance(kind.kind, fields.Flag)
        words = [tr(kind.help) if kind.help else "", tr(N_("(optional)")) if optional else ""]
        shown = Field(tr(kind.label), editor.box, " ".join(word for word in words if word), answers=kind.asked)
        shown.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        if isinstance(kind.kind, fields.Day) and kind.kind.past and kind.required:
            editor.show_value(today)  # of a day to come nothing is guessed
        return Asked(name, kind, editor, shown)

    def _zone(self) -> datetime.tzinfo:
        desk = self.clerk.desk
        return (desk.local(desk.now()).tzinfo if desk is not None else None) or datetime.UTC

    def _may_ask(self, query: str) -> bool:
        desk = self.clerk.desk
        return desk is not None and desk.may(query)

    def _offer(self, editor: RecordEditor, rows: Sequence[Any]) -> None:
        editor.offer(_worded(rows))

    def _search(self, editor: RecordEditor, words: str) -> None:
        """Whoever is not in the list is found by what is typed."""
        if words.strip():
            self.clerk.ask(editor.chosen_by, {"words": words}, lambda rows: editor.found(words, _worded(rows)))

    def _space(self) -> None:
        look = theme.of(self)
        self.column.setContentsMargins(look.px(24), look.px(8), look.px(24), look.px(8))
        self.column.setSpacing(look.px(8))
        self.inner.setContentsMargins(0, 0, 0, look.px(8))
        self.inner.setSpacing(look.px(12))
        self.body.setMaximumWidth(look.px(WIDEST))
        self.area.setMaximumWidth(look.px(WIDEST + 34))  # its scroll bar stands beside it

    def _wire(self) -> None:
        self.save_button.clicked.connect(lambda _on=False: self.save())
        self.back_button.clicked.connect(lambda _on=False: self.leave())
        for keys, act in (("Ctrl+S", self.save), ("Esc", self.leave)):
            shortcut = Shortcut(keys, self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        for question in self.questions.values():
            question.editor.changed.connect(self._touched)
            question.shown.answered.connect(lambda _state: self._touched())
        self.draft.dirty.connect(lambda: self.told.emit(tr(N_("Changed")), "pencil", "muted"))
        self.draft.kept.connect(self._kept)
        self.draft.refused.connect(self._draft_refused)
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]

    def _begin(self) -> None:
        if self.alone and self.page.subject == "file_id":
            self.about.ask(self.subject)
        desk = self.clerk.desk
        if self.page.start and desk is not None:
            values = {self.page.subject: self.subject} if self.page.subject else {}
            self.clerk.ask(self.page.start, values, self._start_with, self._not_started)
        else:
            self._start_with({})

    def _start_with(self, values: Mapping[str, object]) -> None:
        self._ask_also(values)
        for name, value in {**values, **self.first}.items():
            if name in self.questions:
                self.questions[name].show_value(value)
        self._look_for_drafts()

    def _not_started(self, spoken: errors.Spoken) -> None:
        self._refused(spoken)
        self._look_for_drafts()

    def _look_for_drafts(self) -> None:
        """Only now: what a draft brings back differs from where the form begins, and is kept as such."""
        self.draft.begin()
        desk = self.clerk.desk
        if desk is not None:
            self.clerk.write(desk.drafts, self._found_drafts)

    # --- drafts ---

    def _standing(self) -> dict[str, Any]:
        return {} if self._left else self.place

    def _touched(self) -> None:
        self._left = False
        self.draft.touch()
        if self.alike is not None:
            answered = {name: each for name, each in self.questions.items() if each.shown.answer() == answers.GIVEN}
            self.alike.look({name: answered[name].editor.typed() for name in ASKS if name in answered})

    def _focus_moved(self) -> None:  # the widgets are not looked at: one of them may be on its way out
        self.keyboard.note()
        here: QWidget | None = self.area.focusWidget()
        by_mouse = QApplication.mouseButtons() != Qt.MouseButton.NoButton  # what is pressed stays under the pointer
        if here is not None and here.hasFocus() and not by_mouse:
            self.area.ensureWidgetVisible(here, _NEAR, _NEAR)
        if self.draft.changed():
            self.draft.keep()

    def _kept(self, at: int) -> None:
        desk = self.clerk.desk
        if desk is not None:
            words = tr(N_("Draft kept · {hour}"), hour=f"{desk.local(at):%H:%M}")
            self.state.say(words, "muted")
            self.told.emit(words, "check_ring", "ok")

    def _draft_refused(self, spoken: errors.Spoken) -> None:
        self.state.say(str(spoken), "stop")
        self.told.emit(tr(N_("The draft is not kept yet")), "warning", "warn")

    def _found_drafts(self, kept: list[Any]) -> None:
        """An earlier text is offered on a card, with its hour; it fills the boxes by itself only where it was left."""
        for each in kept:
            if (each.form, each.subject) != (self.page.key, self.subject):
                continue
            found = rescued(each.content)
            if found is None or self.draft.earlier is not None:
                return
            self.draft.earlier, self.draft.earlier_at = found, part_of(each.content, AT)
            stopped = bool(part_of(each.content, OPEN))
            if stopped or not self.resume_at_once:
                self._offer_earlier(each.kept_at, stopped=stopped)
            if self.resume_at_once:
                self._take_up()
            return

    resume_at_once = False  # set by whoever was asked to take this very draft up again, or brings somebody back to it

    def _offer_earlier(self, at: int, *, stopped: bool) -> None:
        desk = self.clerk.desk
        if desk is None:
            return
        local, today = desk.local(at), desk.day(desk.now())
        day = "" if local.date() == today else str(days.of_late(local.date(), today))
        self.recovery = RecoveryBanner(f"{local:%H:%M}", day, stopped=stopped)
        self.recovery.resumed.connect(self.resume)
        self.recovery.discarded.connect(self._discard)
        self.inner.insertWidget(0, self.recovery)

    def resume(self) -> None:
        """Take the earlier text up again, with the keyboard where it was."""
        self._close_recovery()
        self._take_up()

    def _take_up(self) -> None:
        found, self.draft.earlier = self.draft.earlier, None
        if found is not None:
            self.retype(found)
            self._touched()
        if not self.keyboard.put_back(self.draft.earlier_at):
            first = next(iter(self.questions.values()), None)
            if first is not None:
                first.editor.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _discard(self) -> None:
        if self.draft.earlier is None:  # it stands in the boxes already: they become as they were at the beginning
            gone: Mapping[str, Any] | None = self.typed()
            self.retype(self.draft.baseline)
            self.draft.drop()
        else:
            gone = self.draft.discard_earlier()
        self._close_recovery()
        if gone is None:
            return
        self.notice.say(tr(N_("The earlier text was thrown away.")), "info")
        undo = quiet(tr(N_("Undo")), "undo", name="undo_discard")
        undo.clicked.connect(lambda _on=False: self._take_back(gone, undo))
        self.notice.add(undo)

    def _take_back(self, gone: Mapping[str, Any], undo: QWidget) -> None:
        undo.hide()
        undo.deleteLater()
        self.notice.say("")
        self.draft.take_back(gone)
        self.resume()

    def _close_recovery(self) -> None:
        if self.recovery is not None:
            self.recovery.hide()
            self.recovery.deleteLater()
            self.recovery = None

    def typed(self) -> dict[str, Any]:
        """Letter by letter, for the draft."""
        return {name: question.typed() for name, question in self.questions.items()}

    def retype(self, typed: Mapping[str, Any]) -> None:
        """What a draft kept."""
        for name, kept in typed.items():
            if name in self.questions:
                self.questions[name].retype(kept)

    def flush(self) -> None:
        """Keep what was typed, now: the desk is about to be locked, or the page to be left."""
        self._left = True
        if self.draft.changed():
            self.draft.keep()

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page stands here now, or none: whoever comes back is not brought to this form by itself."""
        super().hideEvent(event)
        if not event.spontaneous() and self.clerk.desk is not None:
            self.flush()

    def leave(self) -> None:
        """Back. Nothing is asked and nothing is lost."""
        self.flush()
        self.left.emit()

    # --- saving ---

    def values(self) -> tuple[dict[str, object], list[errors.Refusal]]:
        """What was answered, and everything that is to be corrected, at once."""
        found: dict[str, object] = {}
        refused: list[errors.Refusal] = []
        for name, question in self.questions.items():
            try:
                found[name] = question.value()
            except errors.RuleBroken as broken:
                refused.append(errors.RuleBroken(broken.words, name))
        readable = {name: self.page.fields[name] for name in found}
        try:
            checked = fields.check_all(readable, found)
        except errors.Several as several:
            refused.extend(several.refusals)
        except errors.RuleBroken as broken:
            refused.append(broken)
        else:
            found = checked
        order = list(self.questions)
        refused.sort(key=lambda each: order.index(each.field) if each.field in order else -1)
        return found, refused

    def save(self) -> None:
        """Save, or say at once all that is to be corrected."""
        if self._saving:
            return
        values, refused = self.values()
        if refused:
            self._show_points(refused)
            return
        self._show_points([])
        self._saving = True
        self.save_button.setEnabled(False)
        self.told.emit(tr(N_("Saving…")), "clock", "muted")
        self.clerk.do(self.page.action, self._arguments(values), self._saved, self._refused)

    def _parameters(self) -> Collection[str]:
        from transit_desk import services  # behind the open door: this imports every slice

        return services.acts()[self.page.action].parameters

    def _arguments(self, values: dict[str, object]) -> dict[str, Any]:
        named: dict[str, object] = {self.page.subject: self.subject} if self.page.subject else {}
        if self.alike is not None and self.alike.answers:
            named["answers"] = self.alike.answers
        if "values" in self._parameters():
            return {**self.extra, **named, "values": values}
        return {**self.extra, **named, **values}

    def _saved(self, result: object) -> None:
        self._saving = False
        self.draft.saved()
        self.told.emit("", "", "")
        self.finished.emit(result)

    def _refused(self, spoken: errors.Spoken) -> None:
        self._saving = False
        self.save_button.setEnabled(True)
        self.told.emit(tr(N_("Not saved yet")), "warning", "warn")
        if isinstance(spoken, errors.Fault):
            self.faulted.emit(spoken)
            return
        points = list(spoken.refusals) if isinstance(spoken, errors.Several) else [spoken]
        self._show_points([each for each in points if isinstance(each, errors.Refusal)])

    def _show_points(self, refused: list[errors.Refusal]) -> None:
        """The summary above and the same sentence beside each field; what belongs to no field stands in a notice."""
        by_field = {each.field: str(each) for each in refused if each.field in self.questions}
        rest = [str(each) for each in refused if each.field not in self.questions]
        if not self.page.where_told.isdisjoint(by_field):
            self._ask_also(by_field)  # what is refused is asked
        for name, question in self.questions.items():
            words = by_field.get(name, "")
            question.shown.refuse(words)
            question.editor.mark(bool(words))
        self.notice.say(" ".join(rest), "warning")
        self.in_the_way.look(refused)
        self.summary.show_points([(str(name), words) for name, words in by_field.items()])
        if refused:
            self.area.ensureVisible(0, 0)

    def go_to(self, name: str) -> None:
        """From a line of the summary to its field."""
        question = self.questions[name]
        if question.shown.answer() == answers.GIVEN:
            question.editor.first.setFocus(Qt.FocusReason.TabFocusReason)
        self.area.ensureWidgetVisible(question.shown)

    def keys(self) -> tuple[tuple[str, str], ...]:
        """The keys that matter here."""
        return tuple((key, tr(words)) for key, words in KEYS)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "inner"):
            self._space()
        super().changeEvent(event)


def _worded(rows: Sequence[Any]) -> list[tuple[str, str]]:
    """Records to choose among, each with what it is called."""
    return [(str(row.id), str(getattr(row, "name", "") or getattr(row, "label", ""))) for row in rows]
