"""One tab of a record: its blocks side by side, asked for when it is first seen, and a form opened in their place."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QVBoxLayout, QWidget

from transit_desk.domain import errors
from transit_desk.domain.text import tr
from transit_desk.module import Album, Block, Brief, Entries, Facts, FormPage, Steps, Story, Tab, Ties, Verb
from ui import theme
from ui.record.album import AlbumCard
from ui.record.around import Around, Chosen
from ui.record.blocks import facts_card, steps_card
from ui.record.brief import brief_card
from ui.record.entries import entries_card
from ui.record.grouped import Share
from ui.record.in_place import FormInPlace, InPlace, plain
from ui.record.ties import ties_card
from ui.shortcut import Shortcut
from ui.timeline.view import StoryCard
from ui.verbs import quiet_verb
from ui.widgets.banner import Notice
from ui.widgets.card import Card
from ui.widgets.lid import Lid

SIDE_BY_SIDE: Final = 1000  # below this width of the drawing board, blocks stand one below the other
_BETWEEN: Final = 32  # the gap between two sides, and the bar to scroll by
_LOWEST: Final = 320  # the least height of a form on the drawing board
_SHARES: Final = (17, 7)  # of the width: the blocks at the start, those at the end


def card_of(block: Block, around: Around, chosen: Chosen) -> Card:
    """Any block in its card."""
    desk = around.clerk.desk
    if desk is None:
        raise errors.Locked
    match block:
        case Facts():
            card: Card = facts_card(block, chosen)
        case Steps():
            card = steps_card(block, around.follow)
        case Entries():
            card = entries_card(block, around, chosen)
        case Ties():
            card = ties_card(block)
        case Album():
            card = AlbumCard(block, around, chosen)
        case Brief():
            card = brief_card(block)
        case Story():
            titles = {module.name: tr(module.title) for module in desk.modules}
            return StoryCard(block, titles, desk.day(desk.now()), desk.local, around.clerk.ask)
    if card.heading is not None and isinstance(block, (Facts, Entries)):  # as high as one with a verb at its end
        card.heading.setMinimumHeight(theme.of(card).height("quiet_button"))
    card.body.addStretch(1)
    return card


def _goes_on(block: Block) -> bool:
    """A story that is asked for as it is read takes the height that is left; all else is as high as it is."""
    return isinstance(block, Story) and bool(block.query)


class Side(QWidget):
    """The cards of one side, one below the other."""

    def __init__(self, said: str) -> None:
        super().__init__()
        self.setObjectName("side")
        self.setAccessibleName(said)
        self.cards: list[Card] = []
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.of(self).px(8))

    def add(self, card: Card, stretch: int) -> None:
        """One card more."""
        self.cards.append(card)
        self.column.addWidget(card, stretch)

    def show_cards(self, there: bool) -> None:
        """All of them, or none while a form stands in their place."""
        for card in self.cards:
            card.setVisible(there)


class TabPane(QScrollArea):
    """The blocks of one tab. While a form is open here, what is asked meanwhile waits until it is closed."""

    told = Signal(str, str, str)  # words for the foot of the window, their icon, their tone
    faulted = Signal(object)
    written_in = Signal()  # a form was opened here, or closed

    def __init__(self, key: str, title: str, around: Around, shares: Sequence[Share] = (), of: str = "") -> None:
        super().__init__()
        self.key, self.around, self.of = key, around, of
        self.shares = tuple(shares) or (Share(key),)
        self.form: FormInPlace | None = None
        self.open_in: InPlace | None = None
        self.notice = Notice("")
        self._title = title
        self._asked = tuple(share for share in self.shares if share.query)
        self._stale = bool(self._asked)
        self._answers: dict[str, Tab] = {}
        self._awaited: set[str] = {share.key for share in self._asked}  # drawn once, when the last of them is there
        self._waiting = False  # drawn when the form that is open here is closed
        self._sought = ""
        self._opener = ""
        self._wanted: InPlace | None = None
        self.setObjectName(f"tab_{key.replace('.', '_')}")
        self.setAccessibleName(title)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.lids = tuple(Lid(self, functools.partial(self._cards, place)) for place in range(len(_SHARES)))
        self._lay(Side(title), Side(title))

    def _lay(self, *sides: Side) -> None:
        look = theme.of(self)
        self.body = QWidget()
        self.body.setObjectName("body")
        column = QVBoxLayout(self.body)
        column.setContentsMargins(0, look.px(2), 0, 0)
        column.setSpacing(look.px(6))
        self.notice = Notice("")
        self.notice.hide()
        column.addWidget(self.notice)
        self.side_widgets = sides
        self.sides = QBoxLayout(self._direction())
        self.sides.setSpacing(look.px(16))
        column.addLayout(self.sides, 1)
        for side, share in zip(sides, _SHARES, strict=True):
            self.sides.addWidget(side, share)
            side.setVisible(bool(side.cards))
        self.setWidget(self.body)

    # --- the foot ---

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The blocks have other places when the body has another height."""
        answer = super().eventFilter(watched, event)
        if event.type() in {QEvent.Type.Resize, QEvent.Type.LayoutRequest}:
            self._end_on_a_line()
        return answer

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        for lid in self.lids:
            lid.look()

    def _end_on_a_line(self) -> None:
        for lid in self.lids:
            lid.soon()

    def _cards(self, place: int) -> list[Card]:
        return self.side_widgets[place].cards

    # --- asking ---

    def refresh(self) -> None:
        """Ask again; at once where it is seen, otherwise when it is next seen."""
        if not self._asked:
            return
        self._stale = True
        if self.isVisible():
            self._ask()

    def _ask(self) -> None:
        self._stale = False
        self._awaited = {share.key for share in self._asked}
        for share in self._asked:
            told = functools.partial(self.show_tab, share.key)
            refused = functools.partial(self._refused, share.key)
            self.around.clerk.ask(share.query, {"record_id": self.around.record_id}, told, refused)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._end_on_a_line()
        if self._stale:
            self._ask()

    def _refused(self, key: str, spoken: errors.Spoken) -> None:
        """One part stays away and says why; the others stand."""
        self._answers.pop(key, None)
        self._awaited.discard(key)
        self._draw()
        self.notice.say(str(spoken), "info")

    # --- drawing ---

    def show_tab(self, key: str, tab: Tab) -> None:
        """What was answered for one part of it."""
        self._answers[key] = tab
        self._awaited.discard(key)
        self._draw()

    def _draw(self) -> None:
        """All parts one below the other, when the last is there; the place on the page stays."""
        self._waiting = self.form is not None
        if self._waiting or self._awaited:
            return
        tabs = [(share.key, self._answers[share.key]) for share in self.shares if share.key in self._answers]
        start = [(key, block) for key, tab in tabs for block in tab.start]
        end = [(key, block) for key, tab in tabs for block in tab.end]
        scrolled = self.verticalScrollBar().value()
        focused: QWidget | None = self.window().focusWidget()
        name = focused.objectName() if focused is not None and self.isAncestorOf(focused) else self._opener
        self._opener = ""
        self._lay(*(self._side(place, blocks) for place, blocks in enumerate((start, end))))
        self.sides.setDirection(self._direction())  # by what they hold now
        self.verticalScrollBar().setValue(scrolled)
        again = self.findChild(QWidget, name) if name else None
        if again is not None and again.focusPolicy() != Qt.FocusPolicy.NoFocus:
            again.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._wanted is not None:
            self._open_wanted()
        self.seek(self._sought)

    def seek(self, key: str) -> None:
        """Bring one part of the tab into sight; where it is not there yet, when it comes."""
        self._sought = key
        cards = [card for side in self.side_widgets for card in side.cards]
        found = next((card for card in cards if card.property("share") == key), None)
        if key and found is not None:
            self._sought = ""
            self.body.adjustSize()
            self.verticalScrollBar().setValue(found.mapTo(self.body, found.rect().topLeft()).y())

    def _side(self, place: int, blocks: Sequence[tuple[str, Block]]) -> Side:
        side = Side(self._title)
        chosen = functools.partial(self._do, place)
        for key, block in blocks:
            card = card_of(block, self.around, chosen)
            card.setProperty("share", key)
            self._add_verb(card, block, chosen)
            side.add(card, 1 if _goes_on(block) else 0)
        if not any(_goes_on(block) for _key, block in blocks):
            side.column.addStretch(1)
        return side

    def _add_verb(self, card: Card, block: Block, chosen: Chosen) -> None:
        if block.verb is None or not self.around.pages.offered(block.verb):
            return
        button = quiet_verb(block.verb, self.around.pages, chosen)
        card.add_action(button)
        if block.verb.key:
            keys = Shortcut(block.verb.key, card)
            keys.setContext(Qt.ShortcutContext.WindowShortcut)
            keys.activated.connect(button.click)

    def _direction(self) -> QBoxLayout.Direction:
        """Side by side where there is room for what both hold; else, as with large text, one below the other."""
        look = theme.of(self)
        least = sum(side.minimumSizeHint().width() for side in self.side_widgets if side.cards)
        wide = self.width() >= max(look.px(SIDE_BY_SIDE), least + look.px(_BETWEEN))
        return QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.sides.setDirection(self._direction())
        self._share()
        self._end_on_a_line()

    # --- forms in place ---

    def _do(self, place: int, verb: Verb) -> None:
        page = self.around.pages.named(verb.page)
        if isinstance(page, FormPage):
            self.open_form(page, dict(verb.extra), place)
        else:
            self.around.go(verb)

    def bring_back(self, form: InPlace) -> None:
        """A form stood open here when the desk locked or the program stopped: open it again, with its text."""
        self._wanted = form
        if any(side.cards for side in self.side_widgets):
            self._open_wanted()

    def _open_wanted(self) -> None:
        wanted, self._wanted = self._wanted, None
        page = self.around.pages.named(wanted.page) if wanted is not None else None
        if wanted is None or not isinstance(page, FormPage) or not self.around.pages.may(wanted.page):
            return
        filled = [place for place, side in enumerate(self.side_widgets) if side.cards]
        place = wanted.side if wanted.side in filled else filled[0] if filled else 0
        self.open_form(page, dict(wanted.extra), place, resume=True)

    def standing(self) -> dict[str, Any]:
        """What a form that is open here is called again by."""
        return {"tab": self.key, **self.open_in.written()} if self.open_in is not None else {"tab": self.key}

    def open_form(self, page: FormPage, extra: dict[str, Any], place: int = 0, *, resume: bool = False) -> FormInPlace:
        """A form where its facts stood; the other side stays beside it to be read."""
        self.close_form()
        self.open_in = InPlace(page.key, plain(extra), place)
        focused: QWidget | None = self.window().focusWidget()
        self._opener = focused.objectName() if focused is not None else ""
        subject = str(extra.pop(page.subject, "") or self.around.record_id)
        form = FormInPlace(page, self.around.clerk, subject, {str(name): value for name, value in extra.items()})
        form.finished.connect(self._finished)
        form.left.connect(self.close_form)
        form.told.connect(self.told)
        form.faulted.connect(self.faulted)
        form.opened.connect(self.around.open_page)
        form.resume_at_once = resume
        form.place = {"page": self.of, "record_id": self.around.record_id, "extra": self.standing()}
        self.form = form
        self.written_in.emit()
        side = self.side_widgets[place]
        side.show_cards(False)
        side.column.insertWidget(0, form, 0, Qt.AlignmentFlag.AlignTop)
        self.verticalScrollBar().setValue(0)
        self._share()
        form.begin_writing()
        return form

    def _share(self) -> None:
        """A form gets the wider share and only the height that is seen; on a narrow page it stands alone."""
        if self.form is not None:
            self.form.setFixedHeight(max(theme.of(self).px(_LOWEST), self.viewport().height() - theme.of(self).px(4)))
        form = self.form
        place = -1
        if form is not None:
            place = next(n for n, side in enumerate(self.side_widgets) if side.isAncestorOf(form))
        narrow = self._direction() is QBoxLayout.Direction.TopToBottom
        for number, side in enumerate(self.side_widgets):
            if not side.cards and number != place:
                continue
            side.setVisible(place in {-1, number} or not narrow)
            wide = number == max(place, 0)
            self.sides.setStretchFactor(side, _SHARES[0] if wide else _SHARES[1])

    def _finished(self, _result: object) -> None:
        self.close_form()

    def close_form(self) -> None:
        """Back to what stood here; what was typed is kept as a draft."""
        form, self.form = self.form, None
        if form is None:
            return
        self.open_in = None
        self.written_in.emit()
        form.flush()
        form.hide()
        form.deleteLater()
        for side in self.side_widgets:
            side.show_cards(True)
        self._share()
        if self._waiting:
            self._draw()
        elif self._opener:
            again = self.findChild(QWidget, self._opener)
            if again is not None:
                again.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        """Keep what was typed, now."""
        if self.form is not None:
            self.form.flush()
