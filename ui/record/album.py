"""Photographs and papers of a file: named, and shown one at a time when somebody asks."""

from __future__ import annotations

import functools
from typing import Any, Final

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from transit_desk.domain import errors
from transit_desk.domain.text import N_, tr
from transit_desk.module import Album, Held
from ui import theme
from ui.documents import printing
from ui.lists.table import say
from ui.record.around import Around, Chosen
from ui.verbs import MoreButton
from ui.widgets.button import Kind, quiet
from ui.widgets.card import Card, Rule
from ui.widgets.clearing import clear
from ui.widgets.words import Text

_WIDEST: Final = 640


class AlbumCard(Card):
    """The names of what is held. Only one thing is open at a time, and it closes with the page."""

    def __init__(self, block: Album, around: Around, chosen: Chosen) -> None:
        super().__init__(tr(block.title), name="album_card")
        self.pad(16, 8, 2)
        self.block, self.around = block, around
        self.opened = ""
        self._buttons: dict[str, QWidget] = {}
        self._places: dict[str, QVBoxLayout] = {}
        for held in block.held:
            self.add(Rule())
            self.add(self._line(held, chosen))
        if not block.held:
            self.add(Text(tr(block.empty), "small", "muted", wrap=True))

    def _line(self, held: Held, chosen: Chosen) -> QVBoxLayout:
        whole, line, names = QVBoxLayout(), QHBoxLayout(), QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(Text(say(held.title), "strong", wrap=True))
        if say(held.detail):
            names.addWidget(Text(say(held.detail), "small", "muted", wrap=True))
        line.addLayout(names, 1)
        show = quiet(tr(N_("Show")), "eye", name=f"show_{held.record_id}")
        show.setAccessibleDescription(say(held.title))
        show.clicked.connect(functools.partial(self.ask, held.record_id))
        self._buttons[held.record_id] = show
        line.addWidget(show)
        verbs = [verb for verb in held.verbs if self.around.pages.offered(verb)]
        if verbs:
            line.addWidget(MoreButton(verbs, self.around.pages, chosen, Kind.QUIET))
        whole.addLayout(line)
        self._places[held.record_id] = QVBoxLayout()
        whole.addLayout(self._places[held.record_id])
        return whole

    # --- on demand ---

    def ask(self, record_id: str, _on: bool = False) -> None:
        """Show one thing, or put it away again."""
        was = self.opened
        self.put_away()
        if was == record_id:
            return
        self.opened = record_id
        self.around.clerk.ask(
            self.block.query, {"record_id": record_id}, functools.partial(self._show, record_id), self._refused
        )

    def put_away(self) -> None:
        """Nothing is open any more."""
        for place in self._places.values():
            clear(place)
        self.opened = ""

    def hideEvent(self, event: Any) -> None:
        super().hideEvent(event)
        self.put_away()

    def _show(self, record_id: str, content: Any) -> None:
        if self.opened != record_id:
            return
        if content is None:
            self._say(record_id, tr(N_("Not for your role.")))
            return
        for picture in _pictures(content):
            self._places[record_id].addWidget(self._picture(picture))

    def _refused(self, spoken: errors.Spoken) -> None:
        if self.opened:
            self._say(self.opened, str(spoken))

    def _say(self, record_id: str, words: str) -> None:
        self._places[record_id].addWidget(Text(words, "small", "muted", wrap=True))

    def _picture(self, image: QImage) -> QLabel:
        look = theme.of(self)
        shown = QLabel()
        shown.setObjectName("album_picture")
        shown.setAccessibleName(tr(N_("Picture")))
        room = min(look.px(_WIDEST), max(look.px(200), self.width() - look.px(48)))
        shown.setPixmap(
            QPixmap.fromImage(image).scaled(
                room, room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
        )
        return shown


def _pictures(content: Any) -> tuple[QImage, ...]:
    """What can be seen of an attachment: the picture, or the pages of a paper."""
    if content.media == "application/pdf":
        return printing.pictures(content.data)
    image = QImage.fromData(QByteArray(content.data))
    return () if image.isNull() else (image,)
