"""A house with beds and children in them, as an educator and the director see it at the roll call."""

from __future__ import annotations

import dataclasses
import pathlib
from collections.abc import Iterator
from typing import Any

import pytest

from tests import makers
from transit_desk.desk import Desk


@dataclasses.dataclass
class Home:
    """A house, its children by name, and the desk of whoever sits there."""

    house: makers.House
    files: dict[str, str] = dataclasses.field(default_factory=dict)
    beds: dict[str, str] = dataclasses.field(default_factory=dict)

    @property
    def desk(self) -> Desk:
        assert self.house.entered is not None
        return self.house.entered.desk

    def commits(self) -> int:
        return self.desk.vault.state().seq

    def later(self, **time: float) -> None:
        self.house.clock.pass_(**time)

    def furnish(self, name: str, block: str, letter: str, count: int) -> None:
        room = self.desk.do("interim_care.make_room", name=name, block=block, capacity=count)
        for number in range(1, count + 1):
            code = f"{letter}-{number:02}"
            self.beds[code] = self.desk.do("interim_care.make_bed", room_id=room, code=code)

    def child(self, name: str, sex: str, age: str, bed: str = "", of: str = "", **more: Any) -> str:
        """A child who lives here since today; `of` is the name of the girl whose baby it is."""
        if of:
            file_id = self.desk.do("case_file.open_case", sex=sex, care_track="resident", name=name, age=age,
                                   accompanies_id=self.files[of])  # fmt: skip
            self.desk.do("case_file.admit", file_id=file_id, began_on=self.desk.day(self.desk.now()))
        else:
            file_id = self.desk.do("case_file.receive", name=name, sex=sex, age=age)
        self.files[name] = str(file_id)
        if bed:
            self.desk.do("interim_care.give_bed", file_id=file_id, bed_id=self.beds[bed], **more)
        return str(file_id)

    def begin(self, part: str = "evening") -> str:
        return str(self.desk.do("presence.begin", part=part))

    def call(self, call_id: str = "") -> Any:
        return self.desk.ask("presence.present_call", call_id=call_id)

    def mark(self, call_id: str, name: str, mark: str = "present", **more: Any) -> None:
        self.desk.do("presence.mark", call_id=call_id, file_id=self.files[name], mark=mark, **more)

    def marks(self, call_id: str) -> dict[str, str]:
        return {row.name: row.mark for row in self.call(call_id).rows}

    def everybody(self, call_id: str, **otherwise: str) -> None:
        """Mark all as present but for those named."""
        for name in self.files:
            self.mark(call_id, name, otherwise.get(name, "present"))


@pytest.fixture(scope="session")
def furnished(template: pathlib.Path, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Girls, mothers with babies and boys; five children in their beds, written down in another order."""
    built = Home(makers.copy_house(template, tmp_path_factory.mktemp("presence") / "vault"))
    built.house.desk()
    built.furnish("Garçons B", "boys_14_17", "B", 3)
    built.furnish("Filles", "girls", "F", 2)
    built.furnish("Mères", "girls_with_children", "M", 2)
    built.child("Safari", "m", "15", "B-02")
    built.child("Amani", "m", "16", "B-01")
    built.child("Neema", "f", "15", "F-01")
    built.child("Riziki", "f", "17", "M-01", why="elle a son bébé")
    built.child("Dorcas", "f", "8 mois", "M-02", of="Riziki")
    built.house.lock()
    return built


@pytest.fixture
def home(furnished: Home, tmp_path: pathlib.Path) -> Iterator[Home]:
    """The same house, one's own, with the director at the desk."""
    house = makers.copy_house(furnished.house.folder, tmp_path / "vault")
    house.desk()
    yield Home(house, dict(furnished.files), dict(furnished.beds))
    house.lock()
