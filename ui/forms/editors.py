"""One editor for each kind of field: it shows a value, answers one, and keeps letter by letter what was typed."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from transit_desk import choices, clock
from transit_desk.domain import datewords, errors, fields, text
from transit_desk.domain.dates import say_day
from transit_desk.domain.text import N_, tr
from ui import theme
from ui.forms.editor import Editor, mark
from ui.forms.pickers import ListPicker
from ui.forms.scans import ScanEditor
from ui.forms.several import RecordEditor, RecordsEditor
from ui.widgets.button import quiet
from ui.widgets.chip import Chip
from ui.widgets.editors import ChoiceBox, LineBox, Option, TextBox, Tick
from ui.widgets.flow import Flow
from ui.widgets.words import Text

FEW: Final = 3  # up to here every choice is seen at once, as a round mark
MANY: Final = 10  # beyond, a list with a filter
CHIPS: Final = 8  # so many chips are seen before "More"
_SHORT: Final = 12  # letters: an hour, a weight; a wide box would ask for a sentence
_TALLEST: Final = 6
_HOUR: Final = re.compile(r"^([01]?\d|2[0-3])(?:[:hH. ]([0-5]\d)?)?$")
_YEARS: Final = 2  # digits of a year written short


class LineEditor(Editor):
    """One line. No spelling is checked and no capital is put: names are as they are said."""

    def __init__(self, name: str, kind: fields.Text) -> None:
        self.line = LineBox(name)
        self.line.setAccessibleName(name)
        hints = Qt.InputMethodHint.ImhNoAutoUppercase | Qt.InputMethodHint.ImhNoPredictiveText
        self.line.setInputMethodHints(hints)
        if kind.longest <= _SHORT:
            self.line.setMaximumWidth(theme.of(self.line).px(160))
        super().__init__(self.line)
        self.line.textChanged.connect(lambda _text: self.changed.emit())

    def value(self) -> str | None:
        return self.line.text() or None

    def show_value(self, value: Any) -> None:
        self.line.setText("" if value is None else str(value))


class PlaceEditor(LineEditor):
    """A place in one line; the form offers those that may be meant."""


class LinesEditor(Editor):
    """Several lines. Tab leaves them."""

    def __init__(self, name: str, kind: fields.Text) -> None:
        self.lines = TextBox(name, min(_TALLEST, max(2, kind.lines)))
        super().__init__(self.lines)
        self.lines.textChanged.connect(self.changed)

    def value(self) -> str | None:
        return self.lines.toPlainText() or None

    def show_value(self, value: Any) -> None:
        self.lines.setPlainText("" if value is None else str(value))


class NumberEditor(Editor):
    """A whole number, in the digits of any script; written, never turned by a wheel."""

    def __init__(self, name: str, kind: fields.Number) -> None:
        self.line = LineBox(name)
        self.line.setMaximumWidth(theme.of(self.line).px(160))
        self.line.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        super().__init__(self.line)
        self.line.textChanged.connect(lambda _text: self.changed.emit())

    def value(self) -> str | None:
        return self.line.text().strip() or None

    def show_value(self, value: Any) -> None:
        self.line.setText("" if value is None else str(value))


class FlagEditor(Editor):
    """Yes, or not."""

    def __init__(self, name: str, kind: fields.Flag) -> None:
        self.tick = Tick(tr(N_("yes")), name)
        super().__init__(self.tick)
        self.tick.toggled.connect(lambda _on: self.changed.emit())

    def value(self) -> bool:
        return self.tick.isChecked()

    def show_value(self, value: Any) -> None:
        self.tick.setChecked(value is True)


class DayEditor(Editor):
    """Day, month and year in three boxes. A month may be a word; the keyboard never jumps by itself."""

    def __init__(self, name: str, kind: fields.Day, today: datetime.date) -> None:
        self.today = today
        box = QWidget()
        box.setObjectName(name)
        look = theme.of(box)
        labels = ((N_("Day"), 64), (N_("Month"), 112), (N_("Year"), 84))
        self.boxes = [LineBox(f"{name}_{part}") for part in ("day", "month", "year")]
        line = QHBoxLayout(box)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(look.px(8))
        for each, (words, width) in zip(self.boxes, labels, strict=True):
            each.setAccessibleName(tr(words))
            each.setPlaceholderText(tr(words))
            each.setFixedWidth(look.px(width))
            each.textChanged.connect(lambda _text: self._told())
            line.addWidget(each)
        self.now = quiet(tr(N_("Today")), name=f"{name}_today")
        self.now.clicked.connect(lambda _on=False: self.show_value(self.today))
        line.addWidget(self.now)
        self.echo = Text("", "small", "muted", name=f"{name}_echo")
        line.addWidget(self.echo)
        line.addStretch(1)
        super().__init__(box, self.boxes[0])

    def value(self) -> datetime.date | None:
        written = [each.text().strip() for each in self.boxes]
        if not any(written):
            return None
        if not all(written):
            raise errors.RuleBroken(N_("Write the day, the month and the year."))
        return self._read(*written)

    def _read(self, day: str, month: str, year: str) -> datetime.date:
        folded = datewords.fold(month)
        numbers = datewords.day_of(datewords.fold(day)), datewords.month_of(folded) or _number(folded), _number(year)
        if None in numbers:
            raise errors.RuleBroken(N_("Write a day, for example 14 March 2026."))
        at_day, at_month, at_year = (number or 0 for number in numbers)
        if len(datewords.digits(year).strip()) <= _YEARS:
            at_year += 2000
        try:
            return datetime.date(at_year, at_month, at_day)
        except ValueError:
            raise errors.RuleBroken(N_("There is no such day in the calendar.")) from None

    def show_value(self, value: Any) -> None:
        day = datetime.date.fromisoformat(value) if isinstance(value, str) and value else value
        parts = (str(day.day), str(day.month), str(day.year)) if isinstance(day, datetime.date) else ("", "", "")
        self.retype(parts)

    def typed(self) -> list[str]:
        return [each.text() for each in self.boxes]

    def retype(self, typed: Any) -> None:
        for each, words in zip(self.boxes, typed or ("", "", ""), strict=True):
            each.setText(words)

    def _told(self) -> None:
        try:
            day = self.value()
        except errors.RuleBroken:
            day = None
        self.echo.say(str(say_day(day)) if day is not None else "")
        self.changed.emit()

    def mark(self, wrong: bool) -> None:
        for each in self.boxes:
            mark(each, wrong)


class MomentEditor(Editor):
    """A day and an hour by the office's clock, kept as an instant."""

    def __init__(self, name: str, kind: fields.Moment, today: datetime.date, zone: datetime.tzinfo) -> None:
        self.zone = zone
        self.day = DayEditor(f"{name}_day", fields.Day(), today)
        self.hour = LineBox(f"{name}_hour", tr(N_("Hour, as 14:30")))
        look = theme.of(self.hour)
        self.hour.setFixedWidth(look.width(self.hour.placeholderText()) + look.px(36))
        box = QWidget()
        box.setObjectName(name)
        line = Flow(8, parent=box)  # the hour stands below the day where a form is narrow
        line.addWidget(self.day.box)
        line.addWidget(self.hour)
        super().__init__(box, self.day.first)
        self.day.changed.connect(self.changed)
        self.hour.textChanged.connect(lambda _text: self.changed.emit())

    def value(self) -> int | None:
        day, hour = self.day.value(), datewords.digits(self.hour.text()).strip()
        if day is None and not hour:
            return None
        found = _HOUR.match(hour)
        if day is None or found is None:
            raise errors.RuleBroken(N_("Write the day and the hour, for example 14:30."))
        at = datetime.datetime.combine(day, datetime.time(int(found[1]), int(found[2] or 0)), self.zone)
        return clock.to_micros(at)

    def show_value(self, value: Any) -> None:
        if value is None:
            self.retype(None)
            return
        at = clock.to_instant(int(value)).astimezone(self.zone)
        self.day.show_value(at.date())
        self.hour.setText(f"{at:%H:%M}")

    def typed(self) -> list[Any]:
        return [self.day.typed(), self.hour.text()]

    def retype(self, typed: Any) -> None:
        day, hour = typed or (None, "")
        self.day.retype(day)
        self.hour.setText(hour)

    def mark(self, wrong: bool) -> None:
        self.day.mark(wrong)
        mark(self.hour, wrong)


def _number(words: str) -> int | None:
    plain = datewords.digits(words).strip()
    return int(plain) if plain.isdecimal() and len(plain) <= 4 else None  # noqa: PLR2004  (a year has four digits)


def labels(list_name: str) -> list[tuple[str, str]]:
    """The choices of a list that are offered today, each with its words in the language of the moment."""
    return [(choice.key, choice.label(text.language())) for choice in choices.load(list_name).offered]


def answers_of(kind: fields.Choice) -> list[tuple[str, str]]:
    """What can be answered here: of a list, only what this very question takes."""
    return [(key, words) for key, words in labels(kind.list_name) if not kind.keys or key in kind.keys]


class OptionsEditor(Editor):
    """Up to three choices that exclude each other; none is chosen beforehand."""

    def __init__(self, name: str, kind: fields.Choice) -> None:
        box = QWidget()
        box.setObjectName(name)
        line = QHBoxLayout(box)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.of(box).px(12))
        self.options: dict[str, Option] = {}
        for key, words in answers_of(kind):
            option = Option(words, f"{name}_{key}")
            option.toggled.connect(lambda _on: self.changed.emit())
            self.options[key] = option
            line.addWidget(option)
        line.addStretch(1)
        super().__init__(box, next(iter(self.options.values())))

    def value(self) -> str | None:
        return next((key for key, option in self.options.items() if option.isChecked()), None)

    def show_value(self, value: Any) -> None:
        for key, option in self.options.items():
            option.setAutoExclusive(False)
            option.setChecked(key == value)
            option.setAutoExclusive(True)


class ComboEditor(Editor):
    """Four to ten choices in a box that opens."""

    def __init__(self, name: str, kind: fields.Choice) -> None:
        self.combo = ChoiceBox(name, [("", tr(N_("Choose"))), *answers_of(kind)])
        self.combo.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.combo.setMinimumWidth(theme.of(self.combo).px(280))
        super().__init__(self.combo)
        self.combo.currentIndexChanged.connect(lambda _at: self.changed.emit())

    def value(self) -> str | None:
        return self.combo.value() or None

    def show_value(self, value: Any) -> None:
        self.combo.choose(str(value or ""))


class PickEditor(Editor):
    """More than ten choices: a list that is narrowed by typing."""

    def __init__(self, name: str, kind: fields.Choice) -> None:
        self.picker = ListPicker(name, answers_of(kind))
        super().__init__(self.picker, self.picker.line)
        self.picker.changed.connect(self.changed)

    def value(self) -> str | None:
        return self.picker.value() or None

    def show_value(self, value: Any) -> None:
        self.picker.choose(str(value or ""))

    def mark(self, wrong: bool) -> None:
        mark(self.picker.line, wrong)


class ManyEditor(Editor):
    """Several answers, one chip each; the rarer ones wait behind a button."""

    def __init__(self, name: str, kind: fields.Many) -> None:
        box = QWidget()
        box.setObjectName(name)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, theme.of(box).px(6))
        self.chips: dict[str, Chip] = {}
        flow = Flow()
        for place, (key, words) in enumerate(labels(kind.list_name)):
            chip = Chip(words, small=True, ticked=True, name=f"{name}_{key}")
            chip.clicked.connect(lambda _on=False: self.changed.emit())
            if place >= CHIPS:
                chip.hide()  # never shown here: without a parent yet, it would be a window of its own
            self.chips[key] = chip
            flow.addWidget(chip)
        self.rest = quiet(tr(N_("More answers ({count})"), count=max(0, len(self.chips) - CHIPS)), name=f"{name}_more")
        self.rest.small = True
        if len(self.chips) <= CHIPS:
            self.rest.hide()
        self.rest.clicked.connect(lambda _on=False: self._show_rest())
        flow.addWidget(self.rest)
        column.addLayout(flow)
        super().__init__(box, next(iter(self.chips.values())))

    def show_all(self) -> None:
        """Every chip at once, where each has to be weighed."""
        for chip in self.chips.values():
            chip.setVisible(True)
        self.rest.hide()

    def _show_rest(self) -> None:
        hidden = next((chip for chip in self.chips.values() if chip.isHidden()), None)
        for chip in self.chips.values():
            chip.show()
        self.rest.hide()
        if hidden is not None:
            hidden.setFocus(Qt.FocusReason.TabFocusReason)
        self.box.updateGeometry()

    def value(self) -> list[str] | None:
        return [key for key, chip in self.chips.items() if chip.isChecked()] or None

    def show_value(self, value: Any) -> None:
        wanted = set(value or ())
        for key, chip in self.chips.items():
            chip.setChecked(key in wanted)
            if key in wanted:
                chip.show()


class UnknownKindError(TypeError):
    """A form asks for a field of a kind that has no editor: a page was described wrongly."""


def editor_for(name: str, kind: fields.Kind, today: datetime.date, zone: datetime.tzinfo = datetime.UTC) -> Editor:
    """The editor of a kind of field."""
    if isinstance(kind, fields.Choice):
        count = len(answers_of(kind))
        made: Callable[[str, fields.Choice], Editor] = (
            OptionsEditor if count <= FEW else ComboEditor if count <= MANY else PickEditor
        )
        return made(name, kind)
    match kind:
        case fields.Place():
            return PlaceEditor(name, kind)
        case fields.Text(lines=1):
            return LineEditor(name, kind)
        case fields.Text():
            return LinesEditor(name, kind)
        case fields.Number():
            return NumberEditor(name, kind)
        case fields.Flag():
            return FlagEditor(name, kind)
        case fields.Day():
            return DayEditor(name, kind, today)
        case fields.Moment():
            return MomentEditor(name, kind, today, zone)
        case fields.References():
            return RecordsEditor(name, kind)
        case fields.Reference():
            return RecordEditor(name, kind)
        case fields.Many():
            return ManyEditor(name, kind)
        case fields.Scan():
            return ScanEditor(name, kind)
        case _:
            raise UnknownKindError(type(kind).__name__)
