"""What was typed and not yet saved: kept within a second of the last key, taken up again only when somebody asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from PySide6.QtCore import QObject, QTimer, Signal

from transit_desk.domain import errors
from ui.clerk import Clerk

PAUSE: Final = 600  # milliseconds; with the write itself, under one second after the last key

EARLIER: Final = "earlier"
VALUES: Final = "values"
AT: Final = "at"  # the box with the keyboard, the place in its words, how far the page was scrolled
OPEN: Final = "open"  # where the form stood while it was written in; gone once it was left or the desk locked

Told = Callable[[], dict[str, Any]]


class Draft(QObject):
    """The draft of one form. While an earlier text waits on its card, it is carried along and never overwritten."""

    dirty = Signal()
    kept = Signal(object)  # the instant from which it is safe
    refused = Signal(object)

    def __init__(
        self,
        clerk: Clerk,
        form: str,
        subject: str,
        typed: Told,
        parent: QObject,
        *,
        at: Told = dict,
        standing: Told = dict,
    ) -> None:
        super().__init__(parent)
        self.clerk, self.form, self.subject, self._typed = clerk, form, subject, typed
        self._at, self._standing = at, standing
        self.earlier: Mapping[str, Any] | None = None
        self.earlier_at: Mapping[str, Any] = {}  # where the keyboard was in the earlier text
        self.baseline = typed()
        self._last: dict[str, Any] | None = None  # what is in the vault now
        self.acknowledged: dict[str, Any] | None = None  # what was in the vault when `kept` last said so
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.keep)
        self._saved = False
        self._begun = False  # the form itself fills what it begins with

    def begin(self) -> None:
        """What stands in the boxes now is where this form begins: not a change."""
        self.baseline = self._typed()
        self._begun = True

    def changed(self) -> bool:
        """Whether anything differs from the beginning; touching a box is no change."""
        return self._typed() != self.baseline

    def touch(self) -> None:
        """A key was pressed. The clock already running is not set back: steady typing is kept too."""
        self._saved = False
        if self._begun:
            self.dirty.emit()
        if not self._timer.isActive():
            self._timer.start()

    def keep(self) -> None:
        """Keep it now, if there is something new."""
        self._timer.stop()
        desk = self.clerk.desk
        content = self.content()
        if self._saved or desk is None or content is None or content == self._last:
            return
        self._last = content

        def keep() -> tuple[int, dict[str, Any]]:
            return desk.keep_draft(self.form, self.subject, content), content

        self.clerk.write(keep, self._told, self._refuse)

    def content(self) -> dict[str, Any] | None:
        """What a draft holds now; None when there is nothing to keep."""
        now = self._typed()
        if now == self.baseline and self._last is None:
            return None
        held: dict[str, Any] = {VALUES: now, AT: self._at()}
        standing = self._standing()
        if standing:
            held[OPEN] = standing
        if self.earlier is not None:
            held[EARLIER] = dict(self.earlier)
        return held

    def _told(self, answered: tuple[int, dict[str, Any]]) -> None:
        at, self.acknowledged = answered
        self.kept.emit(at)

    def _refuse(self, spoken: errors.Spoken) -> None:
        self._last = None  # try again with the next key: the text is still in the boxes
        self.refused.emit(spoken)

    def saved(self) -> None:
        """The form was saved: the draft goes, except for an earlier text nobody has looked at."""
        self._timer.stop()
        self._saved, self._last = True, None
        self.baseline = self._typed()
        desk, earlier = self.clerk.desk, self.earlier
        if desk is None:
            return
        if earlier is not None:
            self.clerk.write(lambda: desk.keep_draft(self.form, self.subject, {VALUES: dict(earlier)}))
        else:
            self.drop()

    def drop(self) -> None:
        """Nothing of this form is kept any more."""
        self._timer.stop()
        self._last = None
        desk = self.clerk.desk
        if desk is not None:
            self.clerk.write(lambda: desk.drop_draft(self.form, self.subject))

    def discard_earlier(self) -> Mapping[str, Any] | None:
        """Throw the earlier text away; answers it, so that this too can be taken back."""
        gone, self.earlier = self.earlier, None
        self._settle_earlier()
        return gone

    def take_back(self, earlier: Mapping[str, Any]) -> None:
        """The earlier text is wanted after all."""
        self.earlier = earlier
        self._settle_earlier()

    def _settle_earlier(self) -> None:
        desk = self.clerk.desk
        if desk is None:
            return
        content: dict[str, Any] = {}
        if self.changed():
            content[VALUES] = self._typed()
        if self.earlier is not None:
            content = content | {EARLIER: dict(self.earlier)} if content else {VALUES: dict(self.earlier)}
        if content:
            self.clerk.write(lambda: desk.keep_draft(self.form, self.subject, content))
        else:
            self.clerk.write(lambda: desk.drop_draft(self.form, self.subject))


def rescued(content: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The text a draft holds: the newest that has one."""
    for name in (VALUES, EARLIER):
        values = content.get(name)
        if isinstance(values, dict) and values:
            return values
    return None


def part_of(content: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """A part of what a draft holds beside the text; empty in drafts that were kept without it."""
    found = content.get(name)
    return found if isinstance(found, dict) else {}
