"""A child's story on a page: chips that narrow it to a part of the house, and the moments, newest first."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Callable, Mapping
from typing import Any, Final

from PySide6.QtWidgets import QSizePolicy

from transit_desk.domain import days, names
from transit_desk.domain.text import N_, tr
from transit_desk.domain.timeline import Event, Place
from transit_desk.module import Story
from ui import signs, theme
from ui.lists.table import say
from ui.widgets.card import Card
from ui.widgets.chip import Chips
from ui.widgets.timeline import Moment, Timeline
from ui.widgets.words import Text

EVERYTHING: Final = "all"
Ask = Callable[[str, dict[str, Any], Callable[[Story], None]], object]
"""Asks a query for the part of a story that goes on, and hands it over when it is there."""


class StoryCard(Card):
    """The card around a story."""

    def __init__(
        self,
        story: Story,
        titles: Mapping[str, str],
        today: datetime.date,
        local: Callable[[int], datetime.datetime],
        ask: Ask | None = None,
    ) -> None:
        super().__init__(tr(story.title), name="story_card")
        self.pad(16, 8, 6)
        self.story, self.today, self.local = story, today, local
        self._ask, self._kind = ask, EVERYTHING
        self.list = Timeline(tr(story.title))
        if story.query:
            self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
            self.list.setMinimumHeight(theme.of(self).px(200))
        else:  # it does not go on
            self.list.stand_whole()
        if len(story.kinds) > 1:
            kinds = [(EVERYTHING, tr(N_("All"))), *((key, titles.get(key, say(words))) for key, words in story.kinds)]
            self.chips = Chips(kinds, tr(N_("Part of the story")), on=EVERYTHING, may_be_none=False, ticked=False)
            self.chips.chosen.connect(self.narrow)
            self.add(self.chips)
        if story.events:
            self.add(self.list, 1)
            self.narrow(EVERYTHING)
        else:
            self.list.setParent(self)
            self.list.hide()
            self.add(Text(tr(story.empty) if story.empty else tr(N_("Nothing happened yet.")), "small", "muted"))
            self.body.addStretch(1)

    def narrow(self, kind: str) -> None:
        """Only the moments of one part of the house."""
        self._kind = kind
        shown = [event for event in self.story.events if kind in {EVERYTHING, event.module}]
        after = self.story.after
        by_itself = after is not None and kind != EVERYTHING  # what is here was cut among all
        self._offer_more(None if by_itself else after)
        self.list.show_story([] if by_itself else [self._moment(event) for event in shown])
        if by_itself:
            self._go_on(kind, None)
        first = self.list.model().index(0, 0)
        if first.isValid():
            self.list.setCurrentIndex(first)
        self.list.scrollToTop()

    def _offer_more(self, after: Place | None) -> None:
        more = functools.partial(self._go_on, self._kind, after)
        self.list.story.more = None if after is None or self._ask is None else more

    def _go_on(self, kind: str, after: Place | None) -> None:
        if self._ask is not None:
            module = "" if kind == EVERYTHING else kind
            values = {"record_id": self.story.record_id, "before": after, "module": module}
            self._ask(self.story.query, values, functools.partial(self._come, kind))

    def _come(self, kind: str, part: Story) -> None:
        if kind == self._kind:  # else another part was chosen meanwhile
            self._offer_more(part.after)
            self.list.story.go_on([self._moment(event) for event in part.events])

    def _moment(self, event: Event) -> Moment:
        written = self.local(event.at)
        hour = f"{written:%H:%M}" if written.date() == event.day else ""
        icon = signs.icon(event.icon, "disc")
        record: Any = event.record or ("", "")
        return Moment(
            str(days.of_late(event.day, self.today)),
            icon,
            str(event.title),
            names.in_short(event.actor),
            say(event.detail),
            hour,
            record[1],
        )
