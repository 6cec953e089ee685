"""A fictional house on a real vault, in which one worker after another sits down at the desk."""

from __future__ import annotations

import datetime
import pathlib
from typing import Final

from transit_desk import entrance, opening
from transit_desk.clock import FrozenClock
from transit_desk.desk import Desk

DAY: Final = datetime.date(2026, 9, 14)
_EVENING: Final = datetime.datetime(2026, 9, 14, 16, 4, tzinfo=datetime.UTC)
_WORDS: Final = "onze bananes vertes sur le lac"
_STAFF: Final = {
    "supervisor": ("p.murhula", "Pascal Murhula", "m"),
    "caseworker": ("n.nabintu", "Neema Nabintu", "f"),
    "receptionist": ("r.bashizi", "Riziki Bashizi", "f"),
    "educator": ("s.faida", "Sifa Faida", "f"),
    "nurse": ("o.mihigo", "Olivier Mihigo", "m"),
    "trainer": ("b.ebuela", "Baraka Ebuela", "m"),
}


class House:
    """The house, its clock, and whoever sits at the desk; the director at first."""

    def __init__(self, folder: pathlib.Path, *roles: str) -> None:
        self.folder = folder / "vault"
        self.clock = FrozenClock(_EVENING)
        founding = entrance.Founding("Maison Amahoro (fictive)", "f.cirhuza", _WORDS, "Furaha Cirhuza", "f")
        entered = entrance.found(self.folder, founding, self.clock, cost=opening.Cost.lowest(), fictional=True)
        self.workers = {"director": entered.desk.actor.worker_id}
        for role in roles:
            login, name, sex = _STAFF[role]
            self.workers[role] = entrance.let_in(
                entered, login=login, name=name, sex=sex, roles=(role,), passphrase=_WORDS, one_time=False
            )
        self.desk: Desk = entered.desk

    def at(self, role: str) -> Desk:
        """This worker sits down; whoever sat there before has locked the desk."""
        self.desk.lock()
        login = "f.cirhuza" if role == "director" else _STAFF[role][0]
        self.desk = entrance.come_in(self.folder, login, _WORDS, self.clock).desk
        return self.desk

    def commits(self) -> int:
        """How many units of work were ever kept here: unchanged after a refusal."""
        return self.desk.vault.state().seq
