"""A list of children from elsewhere: which heading is which cell, and what a typed word means there.

Pure.
"""

from __future__ import annotations

import dataclasses
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Final

from transit_desk import choices
from transit_desk.domain import errors
from transit_desk.domain.fields import Said
from transit_desk.domain.levels import Answer
from transit_desk.domain.text import N_, Words

_HEADINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "name_typed": ("name", "names", "full name", "name the child says", "nom", "noms", "nom dit", "nom complet",
                   "nom et postnom", "nom de l enfant", "nom dit par l enfant", "prenom", "jina"),
    "sex": ("sex", "gender", "sexe", "genre", "jinsia"),
    "age_typed": ("age", "ages", "age told", "age dit", "age approximatif", "age declare", "age the child says",
                  "umri"),
    "language": ("language", "languages", "langue", "langues", "langue parlee", "lugha"),
    "village_typed": ("village", "village dit", "village told", "village the child says", "origin", "origine",
                      "village d origine", "provenance", "localite", "kijiji"),
    "needs": ("needs", "needs tonight", "urgent need", "urgent needs", "besoin", "besoins", "besoin ce soir",
              "besoin urgent", "besoins urgents"),
    "disposition": ("disposition", "destination", "where to", "where does the child go", "ou va l enfant",
                    "orientation", "vers"),
    "reason": ("reason", "why to the centre", "raison", "raison du transfert", "motif", "raison ou suite"),
}  # fmt: skip
_LISTS: Final = {
    "sex": "sex", "language": "languages", "needs": "urgent_need", "disposition": "disposition",
    "reason": "transfer_reason",
}  # fmt: skip
_ALSO: Final[Mapping[str, Mapping[str, str]]] = {
    "sex": {"f": "f", "girl": "f", "female": "f", "feminin": "f", "femme": "f", "m": "m", "b": "m", "g": "m",
            "h": "m", "boy": "m", "male": "m", "masculin": "m", "homme": "m", "?": "unknown"},
    "language": {"swahili": "swc", "kiswahili": "swc", "francais": "fra", "french": "fra", "lingala": "lin"},
    "needs": {},
    "disposition": {
        **dict.fromkeys(("centre", "maison", "vers la maison", "to the house"), "to_centre"),
        **dict.fromkeys(
            ("famille", "family", "en famille", "famille sur place", "remis a sa famille sur place",
             "remise a sa famille sur place", "rentre en famille", "rentree en famille"),
            "returned_on_site",
        ),
    },
    "reason": {},
}  # fmt: skip
_UNKNOWN: Final = frozenset({"?", "ne sait pas", "inconnu", "unknown", "does not know", "hajui"})
_REFUSED: Final = frozenset(
    {"ne souhaite pas", "ne souhaite pas repondre", "refuse", "refused", "did not wish to answer"}
)
_SILENT: Final = frozenset({"", "-", "–", "—"})
_ASKED: Final = frozenset({"name_typed", "age_typed", "language", "village_typed", "needs"})
_FOLDED: Final = str.maketrans(
    {"’": " ", "'": " ", "_": " ", "≈": " ", "(": " ", ")": " ", "°": " ", ":": " ", ",": " "}
)


@dataclasses.dataclass(frozen=True)
class Preview:
    """A list as it was read, before anything is kept: columns as cells, rows, and what cannot be taken."""

    columns: tuple[tuple[str, str], ...]  # heading as typed, cell
    passed_over: tuple[str, ...]  # headings that are no cell of the grid
    rows: tuple[Mapping[str, str], ...] = dataclasses.field(repr=False)
    refused: tuple[errors.Refusal, ...] = ()
    notes: tuple[Words, ...] = ()


def fold(typed: str) -> str:
    """Lower case, no accents, single spaces: how headings and choices are compared."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", typed) if not unicodedata.combining(sign))
    return " ".join(bare.casefold().translate(_FOLDED).replace("?", " ? ").split())


def cell_of(heading: str) -> str | None:
    """The cell a heading means, in French, English or Swahili; None where it means none."""
    folded = fold(heading).removesuffix(" ?")
    return next((cell for cell, known in _HEADINGS.items() if folded == fold(cell) or folded in known), None)


def mapped(
    headings: Sequence[str], rows: Sequence[Sequence[str]]
) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...], tuple[Mapping[str, str], ...]]:
    """Columns by cell, headings passed over, rows by cell. The first of two headings of one meaning counts."""
    places: dict[str, int] = {}
    passed: list[str] = []
    for at, heading in enumerate(headings):
        cell = cell_of(heading)
        if cell is None or cell in places:
            passed.append(heading)
        else:
            places[cell] = at
    if not places:
        raise errors.RuleBroken(
            N_("No column of this list is known. Name the columns Name, Sex, Age, Language, Village."), "list"
        )
    read = tuple({cell: row[at] for cell, at in places.items() if row[at].strip()} for row in rows)
    return tuple((headings[at], cell) for cell, at in places.items()), tuple(passed), tuple(row for row in read if row)


def read_row(typed: Mapping[str, object]) -> tuple[dict[str, object], list[errors.Refusal]]:
    """The cells of one typed row as the grid takes them, and a refusal for each that nobody can take."""
    read: dict[str, object] = {}
    refused: list[errors.Refusal] = []
    for cell, value in typed.items():
        try:
            read[cell] = read_cell(cell, value)
        except errors.RuleBroken as broken:
            refused.append(broken)
    return read, refused


def read_cell(cell: str, value: object) -> object:
    """One typed cell: words stay to the letter, choices are found by key or by label in any language."""
    if cell not in _HEADINGS:
        raise errors.RuleBroken(N_("This column is not known."), cell)
    if not isinstance(value, str):
        return value
    folded = fold(value)
    if value.strip() in _SILENT:
        return None
    if cell in _ASKED and folded in _UNKNOWN:
        return Said(None, Answer.UNKNOWN)
    if cell in _ASKED and folded in _REFUSED:
        return Said(None, Answer.REFUSED)
    if cell == "needs":
        return [_key(cell, part) for part in value.replace(";", ",").split(",") if part.strip()]
    return _key(cell, value) if cell in _LISTS else value


def _key(cell: str, typed: str) -> str:
    folded = fold(typed)
    if folded in _ALSO[cell]:
        return _ALSO[cell][folded]
    for choice in choices.load(_LISTS[cell]):
        if folded == fold(choice.key) or folded in {fold(label) for label in choice.labels.values()}:
            return choice.key
    raise errors.RuleBroken(Words(N_("“{typed}” is not one of the answers here."), {"typed": typed[:40]}), cell)


def beside(row: int, cell: str | None, label: str, why: Words) -> errors.RuleBroken:
    """A refusal that names the row and the column of a list."""
    return errors.RuleBroken(
        Words(N_("Row {row}, {column}: {why}"), {"row": row, "column": Words(label), "why": why}), f"{row}.{cell}"
    )
