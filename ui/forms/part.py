"""A form inside an interview: what is known already stands there as text with its source, and is not asked again."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from transit_desk.domain import errors, fields
from transit_desk.domain.levels import NO_VALUE
from transit_desk.domain.text import N_, tr
from transit_desk.module import FactLine, Facts, FormPage, Part, Told
from ui import theme
from ui.clerk import Clerk
from ui.forms.form import Asked, Form
from ui.lists.table import say
from ui.record.blocks import facts_card
from ui.widgets import field as answers
from ui.widgets.button import quiet
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.words import Text


class Known(QWidget):
    """One answer that is there: the words, who said them and when, and whether they still hold."""

    def __init__(self, name: str, line: FactLine) -> None:
        super().__init__()
        self.setObjectName(f"known_{name}")
        self.setAccessibleName(say(line.label))
        source = " · ".join(part for part in (say(line.said_by), say(line.known_by), line.day) if part)
        self.still = Chip(tr(N_("Still right")), small=True, ticked=True, name=f"{name}_still")
        self.correct = quiet(tr(N_("Correct…")), name=f"{name}_correct")
        self.correct.small = True
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.of(self).px(8))
        words = QVBoxLayout()
        words.setSpacing(0)
        shown = say(line.value) if line.state == answers.GIVEN else tr(NO_VALUE[line.state])
        words.addWidget(Text(shown, "body", wrap=True, name=f"{name}_words"))
        if source:
            words.addWidget(Text(source, "small", "muted", wrap=True))
        row.addLayout(words, 1)
        row.addWidget(self.still)
        row.addWidget(self.correct)
        self.still.setVisible(line.state == answers.GIVEN)
        self.correct.setVisible(line.state != "hidden")


class PartForm(Form):
    """One part of an interview. Only what is asked now, corrected or confirmed is saved."""

    alone = False
    corrected = Signal()  # what was written down before is to be corrected, where it stands

    def __init__(self, page: FormPage, clerk: Clerk, subject: str, told: Told, part: Part) -> None:
        self.told_before = told
        self.needed = part.needed and page.key not in told.before
        self.known: dict[str, Known] = {}
        self.asked_again: set[str] = set()
        super().__init__(page, clerk, subject, {"first": part.given})
        self.setObjectName("part_form")
        self.heading.hide()
        self.heading.setObjectName("form_title")  # a page has one title, and it is the interview's
        self.back_button.hide()
        self.save_button.say(tr(N_("Keep and go on")))
        self.sections = [card for card in self.body.findChildren(Card, "section") if card.parent() is self.body]
        self._show_before(told.before.get(page.key, ()))

    def _space(self) -> None:
        super()._space()
        self.column.setContentsMargins(0, 0, 0, 0)

    def _question(self, name: str, kind: fields.Field, today: datetime.date) -> Asked:
        question = super()._question(name, kind, today)
        line = self.told_before.lines.get(name) if self.page.in_parts else None
        if line is not None:
            self._fold(question, Known(name, line))
        return question

    def _fold(self, question: Asked, known: Known) -> None:
        """The answer in place of its box."""
        layout = question.shown.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(2, known)
        question.shown.box.hide()
        question.shown.help.hide()
        if question.shown.chips is not None:
            question.shown.chips.hide()
        self.known[question.name] = known
        known.still.clicked.connect(lambda _on=False: self._confirm(question))
        known.correct.clicked.connect(lambda _on=False: self._ask_again(question))

    def _confirm(self, question: Asked) -> None:
        held = self.told_before.values.get(question.name)
        question.editor.show_value(held if self.known[question.name].still.isChecked() else None)
        question.shown.box.hide()
        self._touched()

    def _ask_again(self, question: Asked, *, keyboard: bool = True) -> None:
        self.asked_again.add(question.name)
        self.known[question.name].hide()
        question.shown.box.setVisible(question.shown.answer() == answers.GIVEN)
        question.shown.help.show()
        if question.shown.chips is not None:
            question.shown.chips.show()
        if keyboard:
            question.editor.show_value(self.told_before.values.get(question.name))
            question.editor.first.setFocus()

    def _show_before(self, lines: tuple[FactLine, ...]) -> None:
        """What this form wrote down before is read first; it is asked another time only where somebody says so."""
        self.again = quiet(tr(N_("Write down another")), "plus", name="another")
        self.again.hide()
        if not lines or self.page.in_parts:
            return
        correct = quiet(tr(N_("Correct…")), "pencil", name="correct_before")
        correct.clicked.connect(lambda _on=False: self.corrected.emit())
        card = facts_card(Facts(N_("Told before"), lines), lambda _verb: None)
        card.add_action(correct)
        self.inner.insertWidget(0, card)
        self.inner.insertWidget(1, self.again)
        self.again.show()
        self.again.clicked.connect(lambda _on=False: self._show_sections(True))
        self._show_sections(False)

    def _show_sections(self, there: bool) -> None:
        for card in self.sections:
            card.setVisible(there)
        self.again.setVisible(not there)

    # --- drafts and saving ---

    def retype(self, typed: Mapping[str, Any]) -> None:
        """What a draft kept; an answer that was confirmed stays confirmed, one that was corrected is open."""
        super().retype(typed)
        for name, known in self.known.items():
            question = self.questions[name]
            changed = question.typed() != self.draft.baseline.get(name)
            same = question.shown.answer() == answers.GIVEN and question.editor.value() == self._held(name)
            known.still.setChecked(changed and same)
            question.shown.box.setVisible(False)
            question.shown.sentence.setVisible(False)
            if changed and not same:
                self._ask_again(question, keyboard=False)
                question.shown.set_answer(question.shown.answer())
        if self.draft.changed() and self.again.isVisibleTo(self):
            self._show_sections(True)

    def _held(self, name: str) -> object:
        return self.told_before.values.get(name)

    def values(self) -> tuple[dict[str, object], list[errors.Refusal]]:
        """Only what was asked now, confirmed or corrected."""
        found, refused = super().values()
        held = {name for name, known in self.known.items() if name not in self.asked_again}
        quiet_ones = {name for name in held if not self.known[name].still.isChecked()}
        return {name: value for name, value in found.items() if name not in quiet_ones}, refused

    def save(self) -> None:
        """What was written is saved; a part in which nothing was written is gone past."""
        if self.draft.changed() or self.needed:
            super().save()
        else:
            self.finished.emit(None)


def readable(page: FormPage, reads: Any) -> FormPage | None:
    """A form without the questions that are not for these eyes; None where none is left, or one of them is needed."""
    left = tuple(name for name, kind in page.fields.items() if reads(kind))
    if not left or any(kind.required for name, kind in page.fields.items() if name not in left):
        return None
    sections = (
        dataclasses.replace(section, names=tuple(name for name in section.names if name in left))
        for section in page.sections
    )
    shown = tuple(section for section in sections if section.names)
    return dataclasses.replace(page, fields={name: page.fields[name] for name in left}, sections=shown)
