"""The cells of the arrivals grid: what each column is, how a typed word is read, how a kept value is shown."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any, Final

from transit_desk import choices
from transit_desk.domain import ages, text
from transit_desk.domain.fields import NOT_ASKED, Said
from transit_desk.domain.levels import Answer
from transit_desk.domain.text import N_, tr
from ui.lists.delegate import Cell, CodeCell, IconCell, MarkCell, TextCell

NUMBER, CODE, STATE = "number", "code", "state"
TEXT, PLACE, CHOICE, MANY = "text", "place", "choice", "many"
UNKNOWN_KEY: Final = "?"
REFUSED_KEY: Final = "!"


@dataclasses.dataclass(frozen=True)
class Spec:
    """One column: which cell of a row, its heading, its width on the board, what one types there."""

    name: str
    heading: str
    width: int
    kind: str = TEXT
    list_name: str = ""
    asked: bool = False

    @property
    def typed(self) -> bool:
        """Whether one writes in it."""
        return self.kind in {TEXT, PLACE, CHOICE, MANY}


COLUMNS: Final = (
    Spec("place", N_("No."), 40, NUMBER),
    Spec("number", N_("Code"), 104, CODE),
    Spec("name_typed", N_("Name told"), 166, asked=True),
    Spec("sex", N_("Sex"), 58, CHOICE, "sex"),
    Spec("age_typed", N_("Age told"), 88, asked=True),
    Spec("language", N_("Language"), 76, CHOICE, "languages", asked=True),
    Spec("village_typed", N_("Village told"), 95, PLACE, asked=True),
    Spec("needs", N_("Needs"), 77, MANY, "urgent_need", asked=True),
    Spec("disposition", N_("Where to?"), 156, CHOICE, "disposition"),
    Spec("reason", N_("Reason or what follows"), 148, CHOICE, "transfer_reason"),
    Spec("state", N_("State"), 76, STATE),
)
BY_NAME: Final = {spec.name: spec for spec in COLUMNS}
PLACES: Final = {spec.name: at for at, spec in enumerate(COLUMNS)}
FIRST_TYPED: Final = PLACES["name_typed"]

# A narrow column says the same in fewer words; the whole stands in the tooltip and in the list one chooses from.
_SHORT: Final[Mapping[str, str]] = {
    "returned_on_site": N_("Family, on site"),
    "to_centre": N_("To the centre"),
    "to_hospital": N_("Hospital"),
    "to_foster_family": N_("Foster family"),
    "other_centre": N_("Another centre"),
    "left_before_decision": N_("Left before"),
    "refused": N_("Did not come"),
    "taken_back": N_("Taken back"),
    "lost_on_the_way": N_("Lost on the way"),
    "family_not_local": N_("family far away"),
    "family_not_traced": N_("family not found"),
    "unsafe": N_("return not safe"),
    "health": N_("health"),
    "childs_wish": N_("child’s wish"),
    "other": N_("another reason"),
}
_ICONS: Final = {"returned_on_site": "home_family", "to_centre": "van", "to_hospital": "care", "died": "minus_ring"}
_NOT_GIVEN: Final = {
    Answer.UNKNOWN: (N_("does not know"), "question_ring"),
    Answer.REFUSED: (N_("rather not say"), "minus_ring"),
    Answer.NOT_ASKED: ("", ""),
}


def read(spec: Spec, typed: object) -> object:
    """What was typed, as the slice takes it: ? means that the child does not know, ! that it would rather not say."""
    if spec.kind in {TEXT, PLACE} and isinstance(typed, str):
        bare = typed.strip()
        if spec.asked and bare == UNKNOWN_KEY:
            return Said(None, Answer.UNKNOWN)
        if spec.asked and bare == REFUSED_KEY:
            return Said(None, Answer.REFUSED)
        return (Said(typed) if bare else NOT_ASKED) if spec.asked else (typed if bare else None)
    if typed == UNKNOWN_KEY and spec.asked:
        return Said(None, Answer.UNKNOWN)
    if typed == REFUSED_KEY and spec.asked:
        return Said(None, Answer.REFUSED)
    if spec.asked:
        return Said(typed) if typed else NOT_ASKED
    return typed or None


def as_typed(value: object) -> object:
    """The other way: what an editor begins with."""
    if isinstance(value, Said):
        if value.answer is Answer.GIVEN:
            return value.value
        return {Answer.UNKNOWN: UNKNOWN_KEY, Answer.REFUSED: REFUSED_KEY}.get(value.answer, "")
    return value if value is not None else ""


def is_empty(value: object) -> bool:
    """Whether nothing stands in the cell yet."""
    return value in (None, "", []) or (isinstance(value, Said) and value.answer is Answer.NOT_ASKED)


def offered(spec: Spec) -> list[tuple[str, str]]:
    """What one may choose in a column, the two other answers last."""
    tongue = text.language()
    found = [(choice.key, choice.label(tongue)) for choice in choices.load(spec.list_name).offered]
    found.insert(0, ("", tr(N_("not asked yet")) if spec.asked else "–"))
    if spec.asked:
        found += [(UNKNOWN_KEY, tr(N_("does not know"))), (REFUSED_KEY, tr(N_("rather not say")))]
    return found


def said(spec: Spec, value: object) -> str:
    """A value in full words."""
    if isinstance(value, Said):
        if value.answer is not Answer.GIVEN:
            return tr(_NOT_GIVEN[value.answer][0]) if _NOT_GIVEN[value.answer][0] else ""
        value = value.value
    if value in (None, "", []):
        return ""
    if spec.kind == MANY and isinstance(value, (list, tuple)):
        return ", ".join(str(choices.say(spec.list_name, str(key))) for key in value)
    if spec.kind == CHOICE:
        return str(choices.say(spec.list_name, str(value)))
    return str(value)


def cell_of(spec: Spec, value: object, *, hint: str = "") -> Cell:
    """How a kept value is painted in its column."""
    if isinstance(value, Said) and value.answer in {Answer.UNKNOWN, Answer.REFUSED}:
        words, _icon = _NOT_GIVEN[value.answer]
        return TextCell(tr(words), "muted")
    words = said(spec, value)
    bare: Any = value.value if isinstance(value, Said) else value
    if spec.name == "name_typed":
        return TextCell(words, bold=True)
    if spec.name == "sex":
        return TextCell(str(choices.say("sex_short", str(bare))) if bare and bare != "unknown" else "", "text")
    if spec.name == "age_typed" and words.isdigit():
        return TextCell(str(ages.years(words, int(words))))
    if spec.name == "disposition":
        return IconCell(_ICONS.get(str(bare), "route"), short(bare), "accent") if words else TextCell("")
    if spec.name == "reason":
        return TextCell(short(bare) if words else hint, "text" if words else "muted")
    if spec.name == "language":
        return TextCell(words.split(" (")[0])  # the country stands in the tooltip
    if spec.name == "needs" and words:
        return MarkCell(words, "care", "warn")
    return TextCell(words)


def short(key: object) -> str:
    """A disposition or a reason in the words of a narrow column."""
    known = _SHORT.get(str(key))
    if known is not None:
        return tr(known)
    for name in ("disposition", "transfer_reason"):
        if key in choices.load(name):
            return str(choices.say(name, str(key)))
    return str(key or "")


def number_cell(words: str) -> Cell:
    """A number or a code: one pitch, from left to right."""
    return CodeCell(words)
