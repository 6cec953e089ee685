"""A fictional house on a real vault, in which one worker after another sits down at the desk."""

from __future__ import annotations

import datetime
import pathlib
import shutil
from typing import ClassVar, Final, Self, TypeAlias

from transit_desk import entrance, opening
from transit_desk.clock import FrozenClock
from transit_desk.desk import Desk

DAY: Final = datetime.date(2026, 9, 14)
_EVENING: Final = datetime.datetime(2026, 9, 14, 16, 4, tzinfo=datetime.UTC)
_Staff: TypeAlias = tuple[tuple[str, str, str, str], ...]
_DIRECTOR: Final = "f.cirhuza"
_WORDS: Final = "onze bananes vertes sur le lac"
_STAFF: Final = {
    "supervisor": ("p.murhula", "Pascal Murhula", "m"),
    "caseworker": ("n.nabintu", "Neema Nabintu", "f"),
    "receptionist": ("r.bashizi", "Riziki Bashizi", "f"),
    "educator": ("s.faida", "Sifa Faida", "f"),
    "nurse": ("o.mihigo", "Olivier Mihigo", "m"),
    "trainer": ("b.ebuela", "Baraka Ebuela", "m"),
}


_founded: dict[object, tuple[pathlib.Path, dict[str, str]]] = {}


def _first(folder: pathlib.Path, began: datetime.datetime, staff: _Staff) -> tuple[pathlib.Path, dict[str, str]]:
    """A vault with a director and whoever works beside her, and who is who: made once, every house is a copy of it."""
    if (began, staff) not in _founded:
        vault = folder / f"founded-{len(_founded)}" / "vault"
        founding = entrance.Founding("Maison Amahoro (fictive)", _DIRECTOR, _WORDS, "Furaha Cirhuza", "f")
        entered = entrance.found(vault, founding, FrozenClock(began), cost=opening.Cost.lowest(), fictional=True)
        workers = {"director": entered.desk.actor.worker_id}
        for who, login, name, sex in staff:
            workers[who] = entrance.let_in(
                entered, login=login, name=name, sex=sex, roles=(who.removesuffix("_2"),), passphrase=_WORDS,
                one_time=False,
            )  # fmt: skip
        entered.desk.lock()
        _founded[began, staff] = vault, workers
    return _founded[began, staff]


class House:
    """The house, its clock, and whoever sits at the desk; the director at first."""

    STAFF: ClassVar = _STAFF  # login, name and sex by role; a second one of a role ends in _2
    BEGAN: ClassVar = _EVENING

    def __init__(self, folder: pathlib.Path, *roles: str) -> None:
        staff = tuple((role, *self.STAFF[role]) for role in roles)
        vault, self.workers = _first(folder.parent, self.BEGAN, staff)
        self._sit_down(vault, folder)

    def twin(self, folder: pathlib.Path) -> Self:
        """The same house once more, for whoever changes it; nobody sits at the desk of this one."""
        other = type(self).__new__(type(self))
        other.workers = self.workers
        other._sit_down(self.folder, folder)
        return other

    def _sit_down(self, vault: pathlib.Path, folder: pathlib.Path) -> None:
        self.folder = folder / "vault"
        shutil.copytree(vault, self.folder)
        self.clock = FrozenClock(self.BEGAN)
        self.desk: Desk = entrance.come_in(self.folder, _DIRECTOR, _WORDS, self.clock).desk

    def at(self, who: str) -> Desk:
        """This worker sits down; whoever sat there before has locked the desk."""
        self.desk.lock()
        login = _DIRECTOR if who == "director" else self.STAFF[who][0]
        self.desk = entrance.come_in(self.folder, login, _WORDS, self.clock).desk
        return self.desk

    def commits(self) -> int:
        """How many units of work were ever kept here: unchanged after a refusal."""
        return self.desk.vault.state().seq
