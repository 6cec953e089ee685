"""The house of these tests: the director, a caseworker and a receptionist, rooms with beds, children who live here."""

from __future__ import annotations

import dataclasses
import datetime
import pathlib
from collections.abc import Iterator

import pytest

from tests.services.arrivals.house import DAY, House
from transit_desk.domain.fields import Said

DAYS = datetime.timedelta(days=1)


@dataclasses.dataclass
class Home:
    """A house with two rooms, in which days pass."""

    house: House
    beds: dict[str, str] = dataclasses.field(default_factory=dict)

    def furnish(self, **blocks: int) -> None:
        """A room for each block with so many beds: girls-1, girls-2."""
        for block, count in blocks.items():
            room = self.house.desk.do("interim_care.make_room", name=block, block=block, capacity=count)
            for number in range(1, count + 1):
                code = f"{block}-{number}"
                self.beds[code] = self.house.desk.do("interim_care.make_bed", room_id=room, code=code)

    def child(self, days: int = 0, *, sex: str = "f", bed: str = "", name: str = "Amani") -> str:
        """A child who came so many days ago, in a bed where one is named."""
        desk = self.house.desk
        file_id = str(desk.do("case_file.open_case", sex=sex, care_track="in_transit", name=name, age="15"))
        desk.do("case_file.admit", file_id=file_id, began_on=DAY - days * DAYS)
        if bed:
            desk.do("interim_care.give_bed", file_id=file_id, bed_id=self.beds[bed])
        return file_id

    def later(self, days: int) -> None:
        """So many days pass."""
        self.house.clock.pass_(days=days)

    def extension(self, **changed: object) -> dict[str, object]:
        """An extension as it is written."""
        return {
            "reason": "no_family_traced", "from_day": DAY, "to_day": DAY + 20 * DAYS,
            "child_view": Said("I would rather wait for my uncle."),
            "alternatives": "The aunt in Uvira was asked twice; she has no room.", **changed,
        }  # fmt: skip

    def leaving(self, **changed: object) -> dict[str, object]:
        """A leaving as it is written."""
        return {"left_on": DAY, "track": "reunified", "with_whom": "her aunt", "own_choice": False,
                "safety_plan": None, **changed}  # fmt: skip

    def kept(self, file_id: str) -> str:
        """A thing in safekeeping."""
        return str(
            self.house.desk.do("safekeeping.take_in", file_id=file_id, kind="clothes", how_many="2", condition="good",
                               place="store", signed="child")
        )  # fmt: skip


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Two rooms with beds, a caseworker and a receptionist beside the director."""
    built = Home(House(tmp_path_factory.mktemp("furnished"), "caseworker", "receptionist"))
    built.furnish(girls=2, boys_14_17=2)
    built.house.desk.lock()
    return built


@pytest.fixture
def home(furnished: Home, tmp_path: pathlib.Path) -> Iterator[Home]:
    """The director's desk."""
    twin = Home(furnished.house.twin(tmp_path), dict(furnished.beds))
    yield twin
    twin.house.desk.lock()
