"""Fictional centres, workers and children for tests: one line each, all through the desk."""

from __future__ import annotations

import dataclasses
import datetime
import pathlib
import shutil

from transit_desk import entrance, opening
from transit_desk.clock import FrozenClock
from transit_desk.desk import Desk
from transit_desk.domain.timeline import Event
from transit_desk.module import Story, View

PASSPHRASE = "une longue phrase pour les essais"
NOON = datetime.datetime(2026, 11, 21, 17, 4, tzinfo=datetime.UTC)
STAFF = (
    ("d.furaha", "Furaha Nabintu", "f", ("director",)),
    ("s.pascal", "Pascal Murhula", "m", ("supervisor",)),
    ("c.aline", "Aline Nakalonge", "f", ("caseworker",)),
    ("p.neema", "Neema Bashizi", "f", ("psychologist",)),
    ("r.zawadi", "Zawadi Mihigo", "f", ("receptionist",)),
    ("e.sifa", "Sifa Balola", "f", ("educator",)),
    ("m.musa", "Musa Kashindi", "m", ("storekeeper",)),
    ("a.tuli", "Tuliabu Wilondja", "m", ("administrator",)),
    ("x.riziki", "Riziki Ebuela", "f", ("safeguarding",)),
)


@dataclasses.dataclass
class House:
    """A vault with its staff; each worker's desk is opened one at a time, since one process writes a vault."""

    folder: pathlib.Path
    clock: FrozenClock
    entered: entrance.Entered | None = None

    def desk(self, login: str = "d.furaha") -> Desk:
        """The desk of a worker; the one before is locked first."""
        self.lock()
        self.entered = entrance.come_in(self.folder, login, PASSPHRASE, self.clock)
        return self.entered.desk

    def lock(self) -> None:
        """Close whatever desk is open."""
        if self.entered is not None:
            self.entered.desk.lock()
            self.entered = None


def build_template(folder: pathlib.Path) -> None:
    """The vault every test starts from: a fictional centre and its staff, at the lowest lawful cost."""
    clock = FrozenClock(NOON)
    founding = entrance.Founding(
        "Maison Amahoro-Nuru (fictive)", STAFF[0][0], PASSPHRASE, STAFF[0][1], "f", STAFF[0][3], place="Bukavu"
    )
    entered = entrance.found(folder, founding, clock, cost=opening.Cost.lowest(), fictional=True)
    for login, name, sex, roles in STAFF[1:]:
        entrance.let_in(entered, login=login, name=name, sex=sex, roles=roles, passphrase=PASSPHRASE, one_time=False)
    entered.desk.lock()


def copy_house(template: pathlib.Path, folder: pathlib.Path) -> House:
    """A house of one's own."""
    shutil.copytree(template, folder)
    return House(folder, FrozenClock(NOON))


def story_of(view: View) -> tuple[Event, ...]:
    """The moments that a record's page tells at first, wherever its story stands."""
    first, *_others = view.tabs
    return next(block.events for block in (*first.start, *first.end) if isinstance(block, Story))
