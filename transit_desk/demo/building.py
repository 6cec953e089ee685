"""Build the demonstration centre: fourteen months of a house's life, in the order in which they happened."""

from __future__ import annotations

import datetime
import pathlib
import random
import zoneinfo
from functools import partial
from typing import Final

from transit_desk import clock as clocks
from transit_desk import entrance, opening
from transit_desk.clock import Clock, FrozenClock
from transit_desk.demo import (
    at_the_gate,
    calling,
    days,
    families,
    followed,
    health,
    house,
    keeping,
    release,
    residents,
    staff,
    staying,
    stories,
    warned,
    way_here,
)
from transit_desk.demo.children import Crowd
from transit_desk.demo.stage import NIGHT_ENDS, ZONE, Scene, Stage, perform
from transit_desk.domain.progress import Progress, quietly
from transit_desk.domain.text import N_, Words

CENTRE: Final = "Maison Amahoro-Nuru (fictive)"
_PLACE: Final = "Bukavu"
_COUNTRY: Final = "République démocratique du Congo"
_FOUNDED: Final = 430
_SEED: Final = 2012
_TELLING: Final = N_("Building the demonstration")


def build(
    folder: pathlib.Path, clock: Clock, progress: Progress = quietly, cost: opening.Cost | None = None
) -> entrance.Entered:
    """Make the demonstration vault in an empty folder; returns the director's desk, at this very moment.

    The stories need days that are past, so the desk is led through them on a calendar of its own. Its lines bear
    those instants; they are as true as the children are.
    """
    today = clocks.day_of(clock.micros(), ZONE, NIGHT_ENDS)
    stage = _found(folder, today, cost or opening.Cost.lowest())
    try:
        perform(stage, _scenes(stage, clock), lambda done, total: progress(done, total, Words(_TELLING)))
    finally:
        stage.desk.lock()
    return entrance.come_in(folder, staff.LOGIN, staff.PASSPHRASE, clock)


def _found(folder: pathlib.Path, today: datetime.date, cost: opening.Cost) -> Stage:
    morning = datetime.datetime.combine(
        today - datetime.timedelta(days=_FOUNDED), datetime.time(8), zoneinfo.ZoneInfo(ZONE)
    )
    calendar = FrozenClock(morning)
    login, name, sex, roles = staff.DIRECTOR
    founding = entrance.Founding(CENTRE, login, staff.PASSPHRASE, name, sex, roles, _PLACE, _COUNTRY, ZONE)
    entered = entrance.found(folder, founding, calendar, cost=cost, fictional=True)
    return Stage(folder, calendar, today, staff.PASSPHRASE, random.Random(_SEED), entered)


def _scenes(stage: Stage, clock: Clock) -> list[Scene]:
    crowd = Crowd(stage.chance, [*(child for child, _why in release.CENTRE), *release.HOME, *residents.NAMED])
    seen = release.lines(crowd)
    return [
        Scene(_FOUNDED, 9, staff.LOGIN, staff.arrive),
        Scene(_FOUNDED - 1, 9, staff.LOGIN, house.furnish),
        Scene(_FOUNDED - 1, 10, staff.LOGIN, house.know_the_places),
        Scene(release.AGO, 8, "c.aline", partial(release.hold, seen=seen)),
        *warned.scenes(),
        *followed.scenes(),
        *stories.scenes(),
        *keeping.scenes(),
        *health.scenes(),
        *residents.scenes(crowd),
        *way_here.scenes(),
        *families.scenes(),
        *days.scenes(),
        *at_the_gate.scenes(),
        *staying.scenes(crowd),
        *calling.scenes(clock, stage.today),
    ]
