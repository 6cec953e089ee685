"""Children nobody ever met: names, ages, villages and languages of the region, combined by repeatable chance."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Iterable
from typing import Final

NAMES: Final = (
    "Cirhakarhula", "Nshombo", "Byamungu", "Mushagalusha", "Rubambiza", "Ntakwinja", "Bisimwa", "Kulimushi",
    "Murhula", "Chishugi", "Nakalonge", "Nabintu", "Mugisho", "Balola", "Kasongo-wa-Mwinda", "Kabungulu",
    "Wilondja", "Ebuela", "Mwilarhe", "Bashizi", "Kashindi", "Mihigo", "Tuliabu",
)  # fmt: skip
GIRLS: Final = (
    "Furaha", "Neema", "Zawadi", "Esther", "Faida", "Aline", "Riziki", "Espérance", "Sifa", "Noella", "Byadunia",
    "Mapendo",
)  # fmt: skip
BOYS: Final = (
    "Amani", "Bahati", "Safari", "Jean-Bosco", "Dieumerci", "Pascal", "Baraka", "Olivier", "Musa", "Plamedi",
    "Héritier", "Innocent",
)  # fmt: skip

# The territories are on every map; the villages are on none.
VILLAGES: Final = (
    ("Kalehe, Nyalubindi", "hav"), ("Kalehe, Mushirwe-Haut", "hav"), ("Kabare, Cibuluzi", "shr"),
    ("Kabare, Nakashuku", "shr"), ("Walungu, Ishenyo", "shr"), ("Walungu, Mulamba-Cirhi", "shr"),
    ("Mwenga, Itulandambo", "lea"), ("Mwenga, Lubalama", "lea"), ("Shabunda, Kisimbilo", "lea"),
    ("Uvira, Rurambiro", "flr"), ("Uvira, Kagogwe-Bas", "flr"), ("Fizi, Lweba-Milimani", "bmb"),
    ("Fizi, Mtambwele", "bmb"), ("Idjwi, Bugarhule", "hav"),
)  # fmt: skip


@dataclasses.dataclass(frozen=True)
class Child:
    """What a child says of itself on the first day."""

    key: str
    name: str
    sex: str
    age: str
    village: str
    languages: tuple[str, ...]
    needs: tuple[str, ...] = ()


class Crowd:
    """Draws children one after another, never the same name twice."""

    def __init__(self, chance: random.Random, kept: Iterable[Child]) -> None:
        self._chance = chance
        self._used = {child.name for child in kept}  # the names of the stories

    def child(self, key: str, sex: str, low: int, high: int, *, needs: tuple[str, ...] = ()) -> Child:
        """Somebody new, of an age between two years; one in four only knows about how old."""
        name = self._name(sex)
        village, language = self._chance.choice(VILLAGES)
        years = self._chance.randint(low, high)
        about = self._chance.random()
        age = f"environ {years}" if about < 0.25 else str(years)  # noqa: PLR2004
        return Child(key, name, sex, age, village, (language, "swc"), needs)

    def _name(self, sex: str) -> str:
        while True:
            name = f"{self._chance.choice(GIRLS if sex == 'f' else BOYS)} {self._chance.choice(NAMES)}"
            if name not in self._used:
                self._used.add(name)
                return name
