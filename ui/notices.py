"""How refusals, faults and bugs are shown: a calm word, or a calm page that says what is safe and what to do."""

from __future__ import annotations

import datetime
import pathlib
import platform
import traceback
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from transit_desk.domain import errors
from transit_desk.domain.text import N_, tr
from ui import theme
from ui.clerk import Stumbled
from ui.widgets.banner import Notice
from ui.widgets.button import primary, quiet
from ui.widgets.card import Card
from ui.widgets.painted import ltr
from ui.widgets.summary import Glyph
from ui.widgets.words import Text, title

_MOST: Final = 40  # reports kept; the oldest go


class PassingNotice(QWidget):
    """A calm word above the page. It stays until it is closed or another takes its place."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("passing_notice")
        self.setAccessibleName(tr(N_("Notice")))
        self.notice = Notice("")
        self.close_button = quiet(tr(N_("Close")), "cross", name="close_notice")
        self.close_button.clicked.connect(lambda _on=False: self.say(""))
        line = QHBoxLayout(self)
        look = theme.of(self)
        line.setContentsMargins(look.px(24), look.px(8), look.px(24), 0)
        line.setSpacing(look.px(8))
        line.addWidget(self.notice, 1)
        line.addWidget(self.close_button)
        self.hide()

    def say(self, words: str, icon: str = "info") -> None:
        """Say it; "" closes it."""
        self.notice.say(words, icon)
        self.setVisible(bool(words))


class CalmPage(QWidget):
    """What happened, what is safe, what to do. No trace, no number of a record, no name."""

    left = Signal()

    def __init__(self, spoken: errors.Spoken, report: pathlib.Path | None = None) -> None:
        super().__init__()
        self.setObjectName("page")
        bug = isinstance(spoken, Stumbled)
        heading = tr(N_("The program did not manage this")) if bug else tr(N_("Something needs the office"))
        self.setAccessibleName(heading)
        look = theme.of(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(24), look.px(24), look.px(24), look.px(24))
        card = Card(name="calm_card")
        card.pad(24, 20, 12)
        card.setMaximumWidth(look.px(720))
        head = QHBoxLayout()
        head.setSpacing(look.px(12))
        head.addWidget(Glyph("info" if bug else "warning", "accent" if bug else "warn", 24))
        head.addWidget(title(heading), 1)
        card.add(head)
        card.add(Text(str(spoken), wrap=True, name="calm_words"))
        if report is not None:
            where = tr(N_("A report without any name or value was written: {place}"), place=ltr(str(report)))
            card.add(Text(where, "small", "muted", wrap=True, name="calm_report"))
        line = QHBoxLayout()
        self.back = primary(tr(N_("Back to what I was doing")), "back", name="calm_back")
        self.back.clicked.connect(self.left)
        line.addWidget(self.back)
        line.addStretch(1)
        card.add(line)
        column.addWidget(card)
        column.addStretch(1)


def write_report(bug: BaseException, folder: pathlib.Path, at: datetime.datetime, version: str) -> pathlib.Path | None:
    """Which lines of the program were at work, and the kind of each mistake. Never what was said or kept."""
    lines = [
        f"Transit Desk {version}",
        f"{platform.system()} {platform.release()}",
        f"Python {platform.python_version()}",
    ]
    seen: BaseException | None = bug
    while seen is not None:
        lines.append(f"\n{type(seen).__module__}.{type(seen).__qualname__}")
        lines += [
            f"  {pathlib.Path(frame.filename).name}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(seen.__traceback__, limit=60)
        ]
        seen = seen.__cause__ or seen.__context__
    try:
        folder.mkdir(parents=True, exist_ok=True)
        place = folder / f"report-{at:%Y%m%d-%H%M%S}.txt"
        place.write_text("\n".join(lines) + "\n", encoding="utf-8")
        for old in sorted(folder.glob("report-*.txt"))[:-_MOST]:
            old.unlink()
    except OSError:
        return None  # no room for a report must not hide the page
    return place
