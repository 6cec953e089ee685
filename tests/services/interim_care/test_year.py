"""Yesterday + arrivals − departures = today, on every day of a random year; counted once more by the test itself."""

from __future__ import annotations

import copy
import dataclasses
import datetime
import pathlib
import random
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest

from tests.services.arrivals.house import DAY, House
from tests.services.interim_care.conftest import Home
from transit_desk.domain.instants import HOUR
from transit_desk.module import Window

ONE = datetime.timedelta(days=1)
YEAR = 365
GONE = ("reunified", "kin", "fat", "other_centre", "independent", "deceased")
WHY = "the one that was free"


@dataclasses.dataclass
class Slept:
    """What the test knows of a child: in which bed from which day to which, when it came and when it left the house."""

    sex: str
    stays: list[list[Any]] = dataclasses.field(default_factory=list)  # code, from, to
    came: list[datetime.date] = dataclasses.field(default_factory=list)
    left: list[datetime.date] = dataclasses.field(default_factory=list)
    mother: str = ""  # of a baby: whose
    here: bool = True
    dead: bool = False
    away: bool = False
    joined: bool = False
    missing: bool = False

    @property
    def bed(self) -> str:
        return str(self.stays[-1][0]) if self.stays and self.stays[-1][2] is None else ""

    def in_bed(self, day: datetime.date) -> bool:
        return any(begin <= day and (end is None or day < end) for _code, begin, end in self.stays)

    def on(self, day: datetime.date) -> bool:
        """Whether it was in the care of the house that night, whether it had a bed or not."""
        return sum(came <= day for came in self.came) > sum(left <= day for left in self.left)


@dataclasses.dataclass
class Year:
    """A house and chance; every act is done at the desk, which refuses none of them, and noted here."""

    home: Home
    chance: random.Random
    children: dict[str, Slept] = dataclasses.field(default_factory=dict)
    done: dict[str, int] = dataclasses.field(default_factory=dict)
    before: dict[str, Slept] = dataclasses.field(default_factory=dict)  # as it was before the last act
    last: str = ""

    @property
    def today(self) -> datetime.date:
        return self.home.house.desk.day(self.home.house.desk.now())

    def do(self, act: str, **values: Any) -> Any:
        return self.home.house.desk.do(act, **values)

    def pick(self, fits: Callable[[Slept], bool]) -> str:
        found = [file_id for file_id, child in self.children.items() if fits(child)]
        return self.chance.choice(found) if found else ""

    def free(self, sex: str, begin: datetime.date) -> str:
        """A bed nobody has from a day on."""
        block = "girls" if sex == "f" else "boys_14_17"
        stays = [stay for child in self.children.values() for stay in child.stays]
        taken = {code for code, _begin, end in stays if end is None or end > begin}
        found = [code for code in self.home.beds if code.startswith(f"{block}-") and code not in taken]
        return self.chance.choice(found) if found else ""

    def back(self, most: int = 6) -> datetime.date:
        """Today, or a day not long ago: what is written down later."""
        return self.today - ONE * (self.chance.randint(1, most) if self.chance.random() < 0.3 else 0)

    # -- what happens; each returns whether it did

    def arrives(self) -> bool:
        sex, day = self.chance.choice("fm"), self.back()
        code = self.free(sex, day)
        if not code:
            return False
        file_id = self.do("case_file.open_case", sex=sex, care_track="resident", name="Amani", age="15")
        self.do("case_file.admit", file_id=file_id, began_on=day)
        self.home.give(file_id, code, from_day=day, why=WHY)
        self.children[file_id] = Slept(sex, [[code, day, None]], [day])
        return True

    def has_her_baby_with_her(self) -> bool:
        """A girl's baby is received too; it sleeps in her bed and has none of its own."""
        mother = self.pick(lambda child: child.sex == "f" and child.here and not child.away and not child.mother)
        if not mother or any(child.mother == mother for child in self.children.values()):
            return False
        baby = self.do("case_file.open_case", sex="m", care_track="resident", name="Neema", age="1",
                       accompanies_id=mother)  # fmt: skip
        self.do("case_file.admit", file_id=baby, began_on=self.today)
        self.children[baby] = Slept("m", came=[self.today], mother=mother)
        return True

    def comes_and_goes(self) -> bool:
        """Received and fetched on one day."""
        file_id = self.do("case_file.open_case", sex="f", care_track="resident", name="Amani", age="15")
        self.do("case_file.admit", file_id=file_id, began_on=self.today)
        self.let_go(file_id, self.today, "kin")
        self.children[file_id] = Slept("f", came=[self.today], left=[self.today], here=False)
        return True

    def gives_up_the_bed(self) -> bool:
        """The bed is needed; the child lives on in the house."""
        file_id = self.pick(lambda child: bool(child.bed) and child.stays[-1][1] < self.today)
        if not file_id:
            return False
        self.do("interim_care.end_stay", file_id=file_id)
        self.children[file_id].stays[-1][2] = self.today
        return True

    def is_missing_or_back(self) -> bool:
        file_id = self.pick(lambda child: child.here and not child.away and not child.mother)
        if not file_id:
            return False
        child = self.children[file_id]
        child.missing = not child.missing
        self.do("case_file.seek", file_id=file_id, track="missing" if child.missing else "resident", since=self.today)
        return True

    def babies_of(self, file_id: str) -> list[str]:
        return [key for key, child in self.children.items() if child.mother == file_id and child.here]

    def moves(self) -> bool:
        file_id = self.pick(lambda child: bool(child.bed))
        if not file_id:
            return False
        child, day = self.children[file_id], self.back(3)
        code = self.free(child.sex, day)
        if not code or day < child.stays[-1][1]:
            return False
        self.do("interim_care.move_bed", file_id=file_id, bed_id=self.home.beds[code], on_day=day, why=WHY)
        child.stays[-1][2] = day
        child.stays.append([code, day, None])
        return True

    def swaps(self) -> bool:
        one = self.pick(lambda child: bool(child.bed))
        other = self.pick(lambda child: bool(child.bed) and bool(one) and child.sex == self.children[one].sex)
        if not one or one == other:
            return False
        self.do("interim_care.swap_beds", file_id=one, other_id=other, why=WHY)
        ends = [self.children[file_id].stays[-1] for file_id in (one, other)]
        for file_id, own, new in ((one, ends[0], ends[1][0]), (other, ends[1], ends[0][0])):
            own[2] = self.today
            self.children[file_id].stays.append([new, self.today, None])
        return True

    def goes_away(self) -> bool:
        file_id = self.pick(lambda child: child.here and not (child.away or child.missing or child.mother))
        if not file_id:
            return False
        kind, along = self.chance.choice(("leave", "with_staff", "trial")), self.babies_of(file_id)
        self.do("interim_care.go_away", file_id=file_id, kind=kind, left_at=self.home.house.desk.now() - HOUR,
                baby="along" if along else None)  # fmt: skip
        for each in (file_id, *along):
            self.children[each].away = True
        return True

    def comes_back(self) -> bool:
        file_id = self.pick(lambda child: child.away and not child.mother)
        if not file_id:
            return False
        self.do("interim_care.come_back", file_id=file_id, back_at=self.home.house.desk.now())
        for each in (file_id, *self.babies_of(file_id)):
            self.children[each].away = False
        return True

    def let_go(self, file_id: str, day: datetime.date, track: str, along: Sequence[str] = ()) -> None:
        values = {"left_on": day, "track": track, "with_whom": "her aunt", "own_choice": False, "safety_plan": None}
        self.do("leaving.leave", file_id=file_id, values=values, along=along)

    def leaves(self) -> bool:
        file_id = self.pick(lambda child: child.here and bool(child.bed) and not child.missing)
        if not file_id:
            return False
        child, day, along = self.children[file_id], self.back(4), self.babies_of(file_id)
        if day < max(child.stays[-1][1], *(self.children[each].came[-1] for each in (file_id, *along))):
            return False
        track = self.chance.choice(GONE)
        self.let_go(file_id, day, track, along)
        child.stays[-1][2] = day
        for each in (file_id, *along):
            self.children[each].left.append(day)
            self.children[each].here = self.children[each].away = False
            self.children[each].dead = track == "deceased"
        return True

    def returns(self) -> bool:
        """Received again: some on the very day on which they left."""
        file_id = self.pick(lambda child: not (child.here or child.dead or child.mother))
        if not file_id:
            return False
        child = self.children[file_id]
        day = max(child.left[-1], self.back())
        code = self.free(child.sex, day)
        if not code:
            return False
        self.do("case_file.admit", file_id=file_id, began_on=day)
        self.home.give(file_id, code, from_day=day, why=WHY)
        child.stays.append([code, day, None])
        child.came.append(day)
        child.here = True
        return True

    def is_known_already(self) -> bool:
        """Received again under another number; the two files are joined."""
        file_id = self.pick(lambda child: not (child.here or child.dead or child.joined or child.mother))
        if not file_id:
            return False
        child = self.children[file_id]
        code = self.free(child.sex, self.today)
        if not code:
            return False
        new = self.do("case_file.open_case", sex=child.sex, care_track="resident", name="Amani", age="15")
        self.do("case_file.admit", file_id=new, began_on=self.today)
        self.home.give(new, code, why=WHY)
        self.do("case_file.merge", file_id=file_id, other_id=new, why="the same scar, the same mother")
        self.children[new] = self.children.pop(file_id)
        for baby in self.children.values():
            baby.mother = new if baby.mother == file_id else baby.mother
        child.stays.append([code, self.today, None])
        child.came.append(self.today)
        child.here = child.joined = True
        return True

    def ended_otherwise(self) -> bool:
        """The end of a stay was written down wrongly: the child was not there so long."""
        file_id = self.pick(lambda child: len(child.stays) > 1 and (child.stays[-2][2] - child.stays[-2][1]).days > 1)
        if not file_id:
            return False
        child = self.children[file_id]
        stay, day = child.stays[-2], child.stays[-2][2] - ONE
        bed = self.home.house.desk.ask("interim_care.bed_page", record_id=self.home.beds[stay[0]])
        verbs = [verb for entry in bed.tabs[0].start[0].entries for verb in entry.verbs if entry.target is not None
                 and entry.target.record_id == file_id]  # fmt: skip
        if len(verbs) != 1:
            return False
        key = verbs[0].extra["record_id"]
        self.do("interim_care.correct_end", record_id=key, to_day=day, end_why="a slip of the pen")
        stay[2] = day
        return True

    def undone(self) -> bool:
        if self.last not in ("moves", "swaps", "goes_away", "comes_back", "ended_otherwise"):
            return False
        self.home.house.desk.undo()
        self.children = self.before
        return True

    def passes(self, days: int, events: int) -> None:
        """So many days with so many things on chance days of them."""
        acts = (self.arrives, self.arrives, self.moves, self.swaps, self.goes_away, self.comes_back, self.leaves,
                self.returns, self.is_known_already, self.ended_otherwise, self.undone, self.has_her_baby_with_her,
                self.comes_and_goes, self.gives_up_the_bed, self.is_missing_or_back)  # fmt: skip
        when = sorted(self.chance.choices(range(days), k=events))
        for day in range(days):
            while when and when[0] == day:
                when.pop(0)
                self.happens(self.chance.choice(acts))
            self.home.house.clock.pass_(days=1)

    def happens(self, act: Callable[[], bool]) -> None:
        before = copy.deepcopy(self.children)
        if act():
            self.before, self.last = before, act.__name__
            self.done[self.last] = self.done.get(self.last, 0) + 1


def counted(year: Year, first: datetime.date, last: datetime.date) -> Iterator[tuple[int, int, int, int]]:
    """Before, arrivals, departures and children of each night, from the test's own book alone."""
    for place in range((last - first).days + 1):
        day = first + place * ONE
        everybody = year.children.values()
        came = sum(child.came.count(day) for child in everybody)
        gone = sum(child.left.count(day) for child in everybody)
        yield sum(child.on(day - ONE) for child in everybody), came, gone, sum(child.on(day) for child in everybody)


@pytest.mark.parametrize("events", [90, pytest.param(700, marks=pytest.mark.soak)])
def test_yesterday_and_who_came_less_who_left_is_today_on_every_day_of_a_random_year(
    tmp_path: pathlib.Path, events: int
) -> None:
    home = Home(House(tmp_path))
    home.furnish(girls=5, boys_14_17=5)
    year = Year(home, random.Random(events))

    year.passes(YEAR, events)

    rows = home.house.desk.ask("interim_care.census", window=Window(count=YEAR)).rows
    told = [
        (int(row.before), *(0 if each == "–" else int(each[2:]) for each in (row.arrivals, row.departures)),
         int(row.children))
        for row in reversed(rows)
    ]  # fmt: skip
    assert [before + came - gone for before, came, gone, _here in told] == [here for *_others, here in told]
    assert [here for *_others, here in told[:-1]] == [before for before, *_others in told[1:]]
    assert told == list(counted(year, DAY + ONE, DAY + YEAR * ONE))
    beds = [sum(child.in_bed(DAY + place * ONE) for child in year.children.values()) for place in range(1, YEAR + 1)]
    assert [int(row.beds) for row in reversed(rows)] == beds
    for day in (DAY + 90 * ONE, DAY + 300 * ONE):
        board = home.house.desk.ask("interim_care.board", day=day)
        assert board.in_beds + board.on_mattresses + board.kept == beds[(day - DAY).days - 1]
        assert sum(board.children.values()) == told[(day - DAY).days - 1][-1]
    now = {name: sum(getattr(child, name) for child in year.children.values() if child.here)
           for name in ("away", "missing")}  # fmt: skip
    assert {name: int(getattr(rows[0], name).replace("–", "0")) for name in now} == now
    assert set(year.done) >= {"arrives", "moves", "leaves", "returns", "goes_away", "has_her_baby_with_her",
                              "comes_and_goes", "gives_up_the_bed", "is_missing_or_back"}, year.done  # fmt: skip
