"""The thirty-three of the walk: invented, and other children than those of the demonstration."""

from __future__ import annotations

import dataclasses
from typing import Final

HOME, CENTRE = "returned_on_site", "to_centre"
ANNOUNCED: Final = 35
NOT_SHOWN: Final = 2


@dataclasses.dataclass(frozen=True)
class Told:
    """One row as it is typed. A question mark says that the child does not know."""

    name: str
    sex: str
    age: str
    language: str
    village: str
    disposition: str
    reason: str = ""


_BOYS: Final = (
    "Amani", "Bahati", "Safari", "Jean-Bosco", "Dieumerci", "Pascal", "Baraka", "Olivier", "Musa", "Plamedi",
    "Héritier", "Innocent",
)  # fmt: skip
_GIRLS: Final = ("Furaha", "Neema", "Espérance", "Mapendo")
_NAMES: Final = (
    "Nshombo", "Bisimwa", "Murhula", "Chishugi", "Mugisho", "Balola", "Kabungulu", "Wilondja", "Ebuela", "Mwilarhe",
    "Kashindi",
)  # fmt: skip
_VILLAGES: Final = ("Nyalubindi", "Cibuluzi", "Ishenyo", "Lubalama", "Rurambiro", "Mtambwele", "?")
_LANGUAGES: Final = ("shr", "hav", "lea", "flr", "bmb")
GIRLS_AT: Final = (4, 11, 19, 27)
CENTRE_AT: Final = (1, 4, 7, 10, 13, 16, 19, 22, 25, 28, 31)


def thirty_three() -> tuple[Told, ...]:
    """29 boys and 4 girls of 14 to 17; 22 go home from there, 11 come to the centre."""
    return tuple(_child(place) for place in range(33))


def _child(place: int) -> Told:
    girl = place in GIRLS_AT
    first = _GIRLS[GIRLS_AT.index(place)] if girl else _BOYS[place % len(_BOYS)]
    name = f"{first} {_NAMES[(place * 3 + place // 11) % len(_NAMES)]}"
    years = 14 + (place * 5) % 4
    centre = place in CENTRE_AT
    reason = ("family_not_traced" if place % 2 else "family_not_local") if centre else ""
    return Told(
        name, "f" if girl else "m", f"environ {years}" if place % 9 == 0 else str(years),
        _LANGUAGES[place % len(_LANGUAGES)], _VILLAGES[place % len(_VILLAGES)], CENTRE if centre else HOME, reason,
    )  # fmt: skip
