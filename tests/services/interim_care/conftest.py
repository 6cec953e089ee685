"""The house of these tests with its rooms and beds."""

from __future__ import annotations

import dataclasses
import pathlib
from collections.abc import Iterator
from typing import Any

import pytest

from tests.services.arrivals.house import House
from transit_desk.services.interim_care.views import BedView


@dataclasses.dataclass
class Home:
    """A house with beds: codes to identifiers, and children who live in it."""

    house: House
    rooms: dict[str, str] = dataclasses.field(default_factory=dict)
    beds: dict[str, str] = dataclasses.field(default_factory=dict)

    def furnish(self, **blocks: int) -> None:
        """A room for each block with so many beds: girls-1, girls-2; those of mothers are called mothers-1."""
        for block, count in blocks.items():
            room = self.house.desk.do("interim_care.make_room", name=block, block=block, capacity=count)
            self.rooms[block] = room
            for number in range(1, count + 1):
                code = f"{block.replace('girls_with_children', 'mothers')}-{number}"
                self.beds[code] = self.house.desk.do("interim_care.make_bed", room_id=room, code=code)

    def child(self, sex: str, age: str = "15", name: str = "Amani", of: str | None = None) -> str:
        """A child who lives here; `of` is the file of the girl whose baby it is."""
        desk = self.house.desk
        file_id = desk.do("case_file.open_case", sex=sex, care_track="resident", name=name, age=age, accompanies_id=of)
        desk.do("case_file.admit", file_id=file_id, began_on=desk.day(desk.now()))
        return str(file_id)

    def give(self, file_id: str, code: str, **more: Any) -> str:
        """A bed by its code."""
        return str(self.house.desk.do("interim_care.give_bed", file_id=file_id, bed_id=self.beds[code], **more))

    def bed(self, code: str) -> BedView:
        """One bed of the board."""
        rooms = self.house.desk.ask("interim_care.board").rooms
        found: BedView = next(bed for room in rooms for bed in room.beds if bed.code == code)
        return found

    def twin(self, folder: pathlib.Path) -> Home:
        """The same house once more, for a test that changes it."""
        return Home(self.house.twin(folder), dict(self.rooms), dict(self.beds))


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Six blocks with beds, and nobody in them."""
    built = Home(House(tmp_path_factory.mktemp("furnished")))
    built.furnish(girls=2, girls_with_children=2, boys_10_13=1, boys_14_17=3, infirmary=2, family=2)
    built.house.desk.lock()
    return built


@pytest.fixture(scope="session")
def furnished_with_staff(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Three blocks with beds; a supervisor, a caseworker, a receptionist, an educator and a trainer."""
    folder = tmp_path_factory.mktemp("furnished_with_staff")
    built = Home(House(folder, "supervisor", "caseworker", "receptionist", "educator", "trainer"))
    built.furnish(girls=2, girls_with_children=2, boys_14_17=2)
    built.house.desk.lock()
    return built


@pytest.fixture
def home(furnished: Home, tmp_path: pathlib.Path) -> Iterator[Home]:
    """The director's desk, six blocks with beds."""
    twin = furnished.twin(tmp_path)
    yield twin
    twin.house.desk.lock()


@pytest.fixture
def staffed(furnished_with_staff: Home, tmp_path: pathlib.Path) -> Iterator[Home]:
    """The same of three blocks, with staff of five roles."""
    twin = furnished_with_staff.twin(tmp_path)
    yield twin
    twin.house.desk.lock()
