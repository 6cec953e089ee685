"""Where the demonstration is played: a desk whose calendar is moved through the days of its stories."""

from __future__ import annotations

import dataclasses
import datetime
import pathlib
import random
import zoneinfo
from collections.abc import Callable
from typing import Any, Final

from transit_desk import entrance
from transit_desk.clock import FrozenClock
from transit_desk.desk import Desk
from transit_desk.domain.fields import Said
from transit_desk.domain.levels import Answer

ZONE: Final = "Africa/Lubumbashi"
NIGHT_ENDS: Final = 6
_A_MOMENT: Final = 40  # seconds between two acts: nobody writes faster, and no two lines share an instant

UNKNOWN: Final = Said(None, Answer.UNKNOWN)
REFUSED: Final = Said(None, Answer.REFUSED)


@dataclasses.dataclass
class Stage:
    """The vault being filled, who sits at its desk, what day it is there, and the chances of the story."""

    folder: pathlib.Path
    clock: FrozenClock
    today: datetime.date
    passphrase: str
    chance: random.Random
    entered: entrance.Entered
    workers: dict[str, str] = dataclasses.field(default_factory=dict)
    files: dict[str, str] = dataclasses.field(default_factory=dict)
    beds: dict[str, str] = dataclasses.field(default_factory=dict)

    @property
    def desk(self) -> Desk:
        """The desk of whoever sits there."""
        return self.entered.desk

    def day(self, ago: int) -> datetime.date:
        """The day that lies so many days before today; ahead of it where the number is negative."""
        return self.today - datetime.timedelta(days=ago)

    def sit(self, login: str) -> None:
        """Let somebody else sit down: the desk before is locked first, since one process writes a vault."""
        if self.desk.actor.login != login:
            self.desk.lock()
            self.entered = entrance.come_in(self.folder, login, self.passphrase, self.clock)

    def at(self, ago: int, hour: int, minute: int = 0) -> None:
        """Turn the calendar to an hour of a day; it never turns back."""
        wall = datetime.datetime.combine(self.day(ago), datetime.time(hour, minute), zoneinfo.ZoneInfo(ZONE))
        ahead = (wall - self.clock.now()).total_seconds()
        if ahead > 0:
            self.clock.pass_(seconds=ahead)

    def do(self, name: str, /, **values: Any) -> Any:
        """Act through the desk, and let a moment go by."""
        result = self.desk.do(name, **values)
        self.clock.pass_(seconds=_A_MOMENT)
        return result


@dataclasses.dataclass(frozen=True)
class Scene:
    """Something that happened: so many days ago, at an hour, at somebody's desk."""

    ago: int
    hour: int
    login: str
    play: Callable[[Stage], object]


def perform(stage: Stage, scenes: list[Scene], told: Callable[[int, int], None]) -> None:
    """Play the scenes in the order in which they happened."""
    ordered = sorted(scenes, key=lambda scene: (-scene.ago, scene.hour))
    for number, scene in enumerate(ordered, 1):
        stage.at(scene.ago, scene.hour)
        stage.sit(scene.login)
        scene.play(stage)
        told(number, len(ordered))
