"""Two files side by side, line by line: the same child, not the same, or not known yet."""

from __future__ import annotations

import functools
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from transit_desk import choices
from transit_desk.desk import Desk
from transit_desk.domain import errors, text
from transit_desk.domain.text import N_, tr
from transit_desk.services.case_file.queries.duplicates import Compared, Comparison
from ui import theme
from ui.clerk import Clerk
from ui.lists.table import say
from ui.navigation import OpenPage
from ui.shortcut import Shortcut
from ui.steps import Head, PageBody, spoken
from ui.widgets.banner import Notice
from ui.widgets.button import primary, quiet
from ui.widgets.card import Card
from ui.widgets.chip import Chips
from ui.widgets.clearing import clear
from ui.widgets.editors import LineBox, TextBox
from ui.widgets.field import Field
from ui.widgets.keys import KeyStrip
from ui.widgets.painted import ltr
from ui.widgets.scroll import Scrolled
from ui.widgets.words import Text

CHILD: Final = "case_file.child"
QUERY: Final = "case_file.comparison"
SAME: Final = "same"


class Screen(PageBody):
    """What both files say in two columns; the answer beside it, kept with Ctrl+S."""

    def __init__(self, desk: Desk, clerk: Clerk, open_page: OpenPage, *, record_id: str = "", **_more: object) -> None:
        super().__init__("compare", tr(N_("Compare two files")))
        self.desk, self.clerk, self.open_page, self.record_id = desk, clerk, open_page, record_id
        self.shown: Comparison | None = None
        self.number = LineBox("compare_number")
        self.why, self.why_both = TextBox("compare_why", 2), TextBox("compare_why_both", 2)
        answers = [(each.key, each.label(text.language())) for each in choices.load("twin_answer").offered]
        self.answer = Chips(answers, tr(N_("The same child?")), may_be_none=False, name="compare_answer")
        self.keep = primary(tr(N_("Keep the answer")), "check", "Ctrl+S", name="keep_answer")
        self._lay()
        self._wire()
        self._ask()

    # --- building ---

    def _lay(self) -> None:
        look = theme.of(self)
        self.head = Head(tr(N_("Compare two files")))
        self.back = quiet(tr(N_("Child's file")), "back", name="to_child")
        self.head.add(self.back)
        self.notice = Notice("", "alert")
        self.notice.hide()
        self.table = QWidget()
        self.table.setObjectName("compared")
        self.table.setAccessibleName(tr(N_("Two files side by side")))
        self.grid = QGridLayout(self.table)
        self.grid.setContentsMargins(look.px(16), look.px(10), look.px(16), look.px(10))
        self.grid.setHorizontalSpacing(look.px(16))
        self.grid.setVerticalSpacing(look.px(8))
        for column, share in enumerate((3, 5, 5, 2)):
            self.grid.setColumnStretch(column, share)
        holder = Card("", name="compared_card")
        holder.pad(0, 0, 0)
        holder.add(self.table)
        holder.body.addStretch(1)
        self.start = Scrolled(holder, tr(N_("Two files side by side")))
        whole = QHBoxLayout()
        whole.setSpacing(look.px(16))
        whole.addWidget(self.start, 15)
        body = self._aside()
        aside = Scrolled(body, tr(N_("The same child?")))
        aside.setMinimumWidth(body.minimumSizeHint().width() + aside.verticalScrollBar().sizeHint().width())
        whole.addWidget(aside, 8)
        self.strip = KeyStrip((("Tab", tr(N_("next field"))), ("← →", tr(N_("another answer"))),
                               ("Ctrl+S", tr(N_("keep the answer")))),
                              tr(N_("Joining can be undone: nothing is moved, nothing is lost.")))  # fmt: skip
        for piece in (self.head, self.notice):
            self.column.addWidget(piece)
        self.column.addLayout(whole, 1)
        self.column.addWidget(self.strip)

    def _aside(self) -> QWidget:
        """The answer, and the other files below it: on a low screen they scroll, and no box is cut."""
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.of(self).px(8))
        self.decide = Card(tr(N_("The same child?")), name="decide_card")
        self.what_then = Text("", "small", "muted", wrap=True, name="what_then")
        self.fields = {
            "why": Field(tr(N_("What tells")), self.why, tr(N_("kept in both files; needed when they are joined"))),
            "why_both": Field(tr(N_("Why both live in the house")), self.why_both),
            "number": Field(tr(N_("Another number")), self.number, tr(N_("Enter to put that file beside"))),
        }
        self.decide.add(self.answer)
        self.decide.add(self.fields["why"])
        self.decide.add(self.fields["why_both"])
        self.fields["why_both"].hide()
        self.decide.add(self.what_then)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(self.keep)
        self.decide.add(line)
        column.addWidget(self.decide)
        self.others = Card(tr(N_("Files that may be the same child's")), name="likely_card")
        self.likely = QVBoxLayout()
        self.likely.setSpacing(theme.of(self).px(4))
        self.others.add(self.likely)
        self.others.add(self.fields["number"])
        self.none = quiet(tr(N_("There is no earlier file")), "check", name="none_earlier")
        self.none.hide()
        self.others.add(self.none)
        column.addWidget(self.others)
        column.addStretch(1)
        return body

    def _wire(self) -> None:
        self.back.clicked.connect(lambda _on=False: self.open_page(CHILD, self.record_id))
        self.keep.clicked.connect(lambda _on=False: self._keep())
        self.answer.chosen.connect(lambda _key: self._weigh())
        self.none.clicked.connect(lambda _on=False: self._no_other())
        self.number.returnPressed.connect(lambda: self._ask(number=self.number.text()))
        keys = Shortcut("Ctrl+S", self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self._keep)

    # --- what both say ---

    def _ask(self, **beside: str) -> None:
        self.fields["number"].refuse("")
        self.clerk.ask(QUERY, {"record_id": self.record_id, **beside}, self._show, self._refused)

    def _show(self, found: Comparison) -> None:
        self.shown = found
        self.record_id = found.file_id
        clear(self.grid)
        heads = ("", found.number, found.other_number, "")
        for column, words in enumerate(heads):
            self.grid.addWidget(Text(ltr(words) if words else "", "code", "muted"), 0, column)
        for row, line in enumerate(found.lines, 1):
            self._show_line(row, line)
        if not found.other_id:
            none = tr(N_("No file looks like this child's. Type a number to compare with."))
            self.grid.addWidget(Text(none, "body", "muted", wrap=True), 1, 0, 1, 4)
        self._show_likely(found)
        self.decide.setVisible(bool(found.other_id))
        self.fields["why_both"].setVisible(found.asks_both)
        self.none.setVisible(found.asked and not found.other_id)
        if found.decision:
            self.answer.choose(found.decision)
        self._weigh()
        (self.answer.chip(SAME) if found.other_id else self.number).setFocus()

    def _show_line(self, row: int, line: Compared) -> None:
        told = [Text(say(line.label), "small", "muted", wrap=True)]
        told += [Text("\n".join(map(say, side)) or "–", "body", "text", wrap=True) for side in (line.left, line.right)]
        state = ""
        if line.left and line.right:
            state = tr(N_("the same")) if line.agree else tr(N_("differs"))
        told.append(Text(state, "small", "ok" if line.agree else "warn"))
        for column, words in enumerate(told):
            self.grid.addWidget(words, row, column, Qt.AlignmentFlag.AlignTop)

    def _show_likely(self, found: Comparison) -> None:
        clear(self.likely)
        for each in found.likely[:4]:
            link = quiet(ltr(each.label), after="chevron_end", name="likely_open")
            link.setEnabled(each.file_id != found.other_id)
            link.clicked.connect(lambda _on=False, other=each.file_id: self._ask(other_id=other))
            self.likely.addWidget(link)
            self.likely.addWidget(Text(say(each.reason), "small", "muted", wrap=True))

    # --- the answer ---

    def _weigh(self) -> None:
        found, answer = self.shown, self.answer.value()
        if found is None:
            return
        words = tr(N_("It is remembered, and not asked again."))
        if answer == SAME:
            words = tr(N_("Both are read as one file, under {number}. It can be undone."), number=found.stays)
            if found.in_the_way is not None:
                words = str(found.in_the_way)
        self.what_then.say(words, "warn" if answer == SAME and found.in_the_way is not None else "muted")
        self.keep.setEnabled(bool(answer) and not (answer == SAME and found.in_the_way is not None))

    def _keep(self) -> None:
        found = self.shown
        if found is None or not found.other_id or not self.keep.isEnabled():
            return
        for field in self.fields.values():
            field.refuse("")
        values: dict[str, object] = {
            "file_id": found.file_id,
            "other_id": found.other_id,
            "decision": str(self.answer.value()),
            "why": self.why.toPlainText().strip() or None,
            "why_both": self.why_both.toPlainText().strip() or None,
        }
        self.keep.setEnabled(False)
        self.clerk.do("case_file.answer_same", values, self._kept, self._refused)

    def _kept(self, stays: object) -> None:
        self.open_page(CHILD, str(stays))

    def _no_other(self) -> None:
        values = {"file_id": self.record_id}
        leave = functools.partial(self.open_page, CHILD, self.record_id)
        self.clerk.do("case_file.none_earlier", values, lambda _none: leave(), self._refused)

    def _refused(self, trouble: errors.Spoken) -> None:
        self.keep.setEnabled(True)
        field = self.fields.get(str(trouble.field))
        if field is not None:
            field.refuse(str(trouble))
            field.box.setFocus()
        else:
            self.notice.say(spoken(trouble), "alert")
