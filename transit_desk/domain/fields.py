"""A field, described once: what it is, how secret, and what it refuses.

Its table column, form widget, list column, audit line, printed line and redaction all read this description.
A field says what it *is*, never how it looks.
"""

from __future__ import annotations

import dataclasses
import datetime
import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from transit_desk.domain import dates, errors
from transit_desk.domain.levels import Answer, Level, Topic
from transit_desk.domain.text import N_, Words


@dataclasses.dataclass(frozen=True)
class Kind:
    """What sort of value a field holds. A subclass checks a value and says it in words."""

    def check(self, value: object) -> object:
        """Return the value as it is kept, or raise `RuleBroken`. None never comes here."""
        return value

    def say(self, value: object) -> str | Words:
        """The value in words, for a list, a paper or a reader of the trail."""
        return str(value)


@dataclasses.dataclass(frozen=True)
class Text(Kind):
    """Words as they were typed: kept to the letter, refused beside the field, never quietly changed."""

    longest: int = 200
    lines: int = 1

    def check(self, value: object) -> object:
        if not isinstance(value, str):
            raise errors.RuleBroken(N_("Write words here."))
        if len(value) > self.longest:
            raise errors.RuleBroken(
                Words(
                    N_("This is {length} characters long; there is room for {longest}."),
                    {"length": len(value), "longest": self.longest},
                )
            )
        for character in value:
            category = unicodedata.category(character)
            if category == "Cs" or (category == "Cc" and not (self.lines > 1 and character in "\n\t")):
                raise errors.RuleBroken(
                    Words(
                        N_("There is a character here that cannot be seen ({code}). Take it out."),
                        {"code": f"U+{ord(character):04X}"},
                    )
                )
        if value and not any(map(_is_seen, value)):
            raise errors.RuleBroken(N_("Nothing here can be seen. Write it, or leave the box empty."))
        return value


def _is_seen(character: str) -> bool:
    """Whether a character leaves a mark: no space, no control, none of those that shape or pad and show nothing."""
    unseen = unicodedata.category(character) in {"Zs", "Zl", "Zp", "Cf", "Cc"}
    return not unseen and not _SHOWS_NOTHING.match(character)


# What counts as letter or mark and shows nothing: joiners, fillers, selectors; and the blank of Braille.
_SHOWS_NOTHING = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
_WHOLE = re.compile(r"-?[0-9]{1,9}")  # longer is no count of anything here


@dataclasses.dataclass(frozen=True)
class Place(Text):
    """A place as somebody says it: known ones are offered, and whatever else is typed stays as it was typed."""


@dataclasses.dataclass(frozen=True)
class Number(Kind):
    """A whole number within bounds."""

    low: int = 0
    high: int = 1_000_000

    def check(self, value: object) -> object:
        if isinstance(value, str):
            digits = "".join(str(unicodedata.decimal(sign, sign)) for sign in value.strip())
            if not _WHOLE.fullmatch(digits):
                raise errors.RuleBroken(N_("Write a whole number."))
            value = int(digits)
        if isinstance(value, bool) or not isinstance(value, int):
            raise errors.RuleBroken(N_("Write a whole number."))
        if not self.low <= value <= self.high:
            raise errors.RuleBroken(
                Words(N_("Write a number from {low} to {high}."), {"low": self.low, "high": self.high})
            )
        return value


@dataclasses.dataclass(frozen=True)
class Flag(Kind):
    """Yes or no, of something the program itself knows. A question to a child is a `Choice` with its answers."""

    def check(self, value: object) -> object:
        if not isinstance(value, bool):
            raise errors.RuleBroken(N_("Say yes or no."))
        return value

    def say(self, value: object) -> str | Words:
        return Words(N_("yes")) if value else Words(N_("no"))


@dataclasses.dataclass(frozen=True)
class Day(Kind):
    """A day of the office's calendar. `past` refuses a day that has not come yet."""

    past: bool = False

    def check(self, value: object) -> object:
        if isinstance(value, str):
            try:
                value = datetime.date.fromisoformat(value)
            except ValueError:
                raise errors.RuleBroken(N_("Write a day, for example 14/09/2026.")) from None
        if isinstance(value, datetime.datetime) or not isinstance(value, datetime.date):
            raise errors.RuleBroken(N_("Write a day, for example 14/09/2026."))
        if not 1900 <= value.year <= 2100:  # noqa: PLR2004
            raise errors.RuleBroken(N_("The year must lie between 1900 and 2100."))
        return value

    def say(self, value: object) -> str | Words:
        """21 Nov 2026; a sealed day is kept as its letters."""
        return dates.say_day(datetime.date.fromisoformat(str(value)))


_FIRST_MOMENT, _LAST_MOMENT = -2_208_988_800_000_000, 4_133_980_800_000_000  # 1900 and 2101, UTC


@dataclasses.dataclass(frozen=True)
class Moment(Kind):
    """An instant, in microseconds since 1970 UTC."""

    def check(self, value: object) -> object:
        if isinstance(value, bool) or not isinstance(value, int):
            raise errors.RuleBroken(N_("Write a day and an hour."))
        if not _FIRST_MOMENT <= value < _LAST_MOMENT:
            raise errors.RuleBroken(N_("The year must lie between 1900 and 2100."))
        return value


@dataclasses.dataclass(frozen=True)
class Choice(Kind):
    """One key out of a list of choices; `list_name` names the list in resources/choices."""

    list_name: str
    keys: frozenset[str] = frozenset()

    def check(self, value: object) -> object:
        if not isinstance(value, str) or (self.keys and value not in self.keys):
            raise errors.RuleBroken(N_("Choose one of the answers."))
        return value


@dataclasses.dataclass(frozen=True)
class Many(Kind):
    """Several keys out of a list of choices, kept as a JSON list in the list's own order."""

    list_name: str
    keys: frozenset[str] = frozenset()

    def check(self, value: object) -> object:
        if not isinstance(value, (list, tuple)) or any(not isinstance(key, str) for key in value):
            raise errors.RuleBroken(N_("Choose among the answers."))
        if self.keys and not self.keys.issuperset(value):
            raise errors.RuleBroken(N_("Choose among the answers."))
        return list(dict.fromkeys(value))


@dataclasses.dataclass(frozen=True)
class Structured(Kind):
    """A small value with parts (a partial date, an age as told), kept as JSON; its owner gives and checks the parts."""

    def check(self, value: object) -> object:
        if not isinstance(value, Mapping):
            raise errors.RuleBroken(N_("Something is missing here."))
        return dict(value)


@dataclasses.dataclass(frozen=True)
class Scan(Kind):
    """The bytes of a picture or a PDF somebody chose: for a form alone, never a column and never part of a draft."""

    most: int = 25 * 1024 * 1024

    def check(self, value: object) -> object:
        if not isinstance(value, bytes):
            raise errors.RuleBroken(N_("Choose a picture (JPEG or PNG) or a PDF."))
        if len(value) > self.most:
            words = N_("This is too large to keep: {size} MB, and {most} MB is the most.")
            raise errors.RuleBroken(Words(words, {"size": len(value) // 1_048_576 + 1, "most": self.most // 1_048_576}))
        if not (value.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or b"%PDF-" in value[:1024]):
            raise errors.RuleBroken(N_("Choose a picture (JPEG or PNG) or a PDF."))
        return value

    def say(self, value: object) -> str | Words:
        del value  # bytes are shown by nobody
        return Words(N_("a picture or a paper"))


@dataclasses.dataclass(frozen=True)
class Reference(Kind):
    """Another record, named by its table and never by an import; `chosen_by` is the query that answers the choice.

    Where there may be more than a list can hold, it is `searched`: the query is asked again with the `words` typed.
    """

    table: str
    chosen_by: str = ""
    searched: bool = False

    def check(self, value: object) -> object:
        if not isinstance(value, str) or not value:
            raise errors.RuleBroken(N_("Choose one."))
        return value


@dataclasses.dataclass(frozen=True)
class References(Reference):
    """Several other records of one table: for a form alone, which keeps each as a record of its own."""

    def check(self, value: object) -> object:
        if not isinstance(value, (list, tuple)) or any(not isinstance(key, str) or not key for key in value):
            raise errors.RuleBroken(N_("Choose among the answers."))
        return list(dict.fromkeys(value))


@dataclasses.dataclass(frozen=True)
class Field:
    """The description of one fact: read by the table, the form, the list, the trail, the paper and the package."""

    kind: Kind
    label: str
    level: Level = Level.C2
    topic: Topic = Topic.IDENTITY
    help: str = ""
    required: bool = False
    asked: bool = False  # a question put to a child: value *and* answer
    safeguarding: bool = False  # sealed to the safeguarding register instead of the care compartment
    travels: bool = True  # False: never on a paper or in a package that leaves the house
    by_itself: bool = False  # kept by the program from what else is known; no form asks it
    name: str = ""

    @property
    def sealed(self) -> bool:
        """Whether the value is kept under a compartment's key."""
        return self.level >= Level.C3

    def check(self, value: object) -> object:
        """Return the value as it is kept; raise `RuleBroken` that names this field."""
        if value is None or value == "":
            if self.required:
                raise errors.RuleBroken(Words(N_("{label}: this is needed."), {"label": Words(self.label)}), self.name)
            return None
        try:
            return self.kind.check(value)
        except errors.RuleBroken as broken:
            raise errors.RuleBroken(broken.words, self.name) from None


@dataclasses.dataclass(frozen=True)
class Said:
    """A value with the answer it came with; what a form gives and gets for an `asked` field."""

    value: object = None
    answer: Answer = Answer.GIVEN

    def __post_init__(self) -> None:
        """No value without the answer *given*, and no *given* without a value."""
        if (self.value is None or self.value == "") == (self.answer is Answer.GIVEN):
            object.__setattr__(self, "answer", Answer.NOT_ASKED if self.answer is Answer.GIVEN else self.answer)
            object.__setattr__(self, "value", None)


NOT_ASKED = Said(None, Answer.NOT_ASKED)


def check_all(fields: Mapping[str, Field], values: Mapping[str, object]) -> dict[str, object]:
    """Check every field at once, so that a form shows all that is to correct. Unknown names are a bug."""
    kept: dict[str, object] = {}
    refused: list[errors.Refusal] = []
    for name in values:
        if name not in fields:
            raise KeyError(name)
    for name, field in fields.items():
        given = values.get(name)
        try:
            if field.asked:
                said = given if isinstance(given, Said) else Said(given)
                kept[name] = Said(field.check(said.value) if said.answer is Answer.GIVEN else None, said.answer)
            else:
                kept[name] = field.check(given)
        except errors.RuleBroken as broken:
            refused.append(broken)
    if len(refused) == 1:
        raise refused[0]
    if refused:
        raise errors.Several(tuple(refused))
    return kept


def check_asked(fields: Mapping[str, Field], values: Mapping[str, object]) -> dict[str, Any]:
    """Check everything that was asked; what was not asked here is refused."""
    if set(values) - set(fields):
        raise errors.RuleBroken(N_("This is changed elsewhere."))
    return check_all(fields, values)


def check_given(fields: Mapping[str, Field], values: Mapping[str, object]) -> dict[str, Any]:
    """Check of what was asked only what is given; the rest stays as it is."""
    return check_asked({name: field for name, field in fields.items() if name in values}, values)
