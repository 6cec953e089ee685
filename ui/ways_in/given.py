"""A passphrase given for one time: its words, large, once; and the slip that carries them to their owner."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from transit_desk.desk import Desk
from transit_desk.domain import dates, text
from transit_desk.domain.text import N_, tr
from transit_desk.services.office import papers
from ui import theme
from ui.clerk import Clerk
from ui.documents.preview import PaperDesk
from ui.widgets.banner import Notice
from ui.widgets.button import primary
from ui.widgets.card import Card, Well
from ui.widgets.painted import ltr
from ui.widgets.tasks import FactLine
from ui.widgets.word_boxes import WordBoxes
from ui.widgets.words import Text


def made_by(desk: Desk) -> papers.Made:
    """When a paper is made and by whom."""
    day = str(dates.say_day(desk.day(desk.now())))
    return papers.Made(day, desk.actor.name, text.language(), desk.fictional)


class GivenPanel(QWidget):
    """The words at the start, the slip at the end. Left for another page, they are gone."""

    def __init__(self, desk: Desk, clerk: Clerk) -> None:
        super().__init__()
        self.setObjectName("given")
        self.setAccessibleName(tr(N_("Passphrase for one time")))
        self.desk = desk
        self.words = WordBoxes("given_words")
        self.login = FactLine(tr(N_("User name")))
        self.until = FactLine(tr(N_("Opens until")))
        self.paper = PaperDesk(clerk)
        self.print = primary(tr(N_("Print this paper…")), "printer", "Ctrl+P", name="print_slip")
        self.notice = Notice("", "info")
        self.notice.hide()
        self.print.clicked.connect(self.paper.print_out)
        self.paper.told.connect(self.notice.say)
        self._lay()

    def _lay(self) -> None:
        look = theme.of(self)
        self.card = Card(tr(N_("Passphrase for one time")), name="given_card")
        self.card.add(self.login)
        self.card.add(self.until)
        self.card.add(self.words)
        for words in (
            N_("Hand it over yourself, on paper or by word of mouth. It is shown here once and kept nowhere."),
            N_("At the first unlock the program asks for another passphrase, which only its owner knows."),
        ):
            self.card.add(Text(tr(words), "body", "text", wrap=True))
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(self.print)
        self.card.add(line)
        self.gone = Well(name="given_gone")
        gone = N_("The passphrase was shown once and is gone from here. If it was lost, renew the way in.")
        self.gone.add(Text(tr(gone), "body", "muted", wrap=True))
        self.gone.hide()
        start = QVBoxLayout()
        start.setSpacing(look.px(12))
        for piece in (self.notice, self.card, self.gone):
            start.addWidget(piece)
        start.addStretch(1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(look.px(16))
        whole.addLayout(start, 500)
        whole.addWidget(self.paper, 594)

    def show_given(self, login: str, passphrase: str, until: int) -> None:
        """These words, for this user name, until then."""
        local = self.desk.local(until)
        day = dates.say_day(local.date())
        said = tr(N_("{day}, {hour}"), day=day, hour=f"{local:%H:%M}")
        self.login.value, self.until.value = ltr(login), said
        for fact in (self.login, self.until):
            fact.setAccessibleName(f"{fact.label} : {fact.value}")
            fact.update()
        self.words.show_words(passphrase)
        self.gone.hide()
        self.card.show()
        self.paper.draw((papers.slip(login, passphrase, said, made_by(self.desk)),))
        self.print.setFocus()

    def forget(self) -> None:
        """Let go of the words and of the paper that carries them."""
        if self.words.words:
            self.card.hide()
            self.gone.show()
        self.words.show_words("")
        self.paper.forget()
