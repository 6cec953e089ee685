"""The daily look at the vault: when it is time, who may, what is noted of it and what is shown."""

from __future__ import annotations

import pathlib

import pytest

from tests import makers
from transit_desk import entrance
from transit_desk.desk import Desk
from transit_desk.domain import errors
from transit_desk.domain.progress import Cancelled
from transit_desk.domain.text import Words


def look(house: makers.House) -> list[str]:
    assert house.entered is not None
    return [str(finding.words) for finding in entrance.look_through(house.entered)]


def facts(desk: Desk) -> list[str]:
    (block,) = desk.ask("office.health").tabs[0].start
    return [f"{line.label}: {line.value}" for line in block.lines]


def test_it_is_time_until_somebody_looked_and_again_the_next_day(house: makers.House) -> None:
    desk = house.desk()
    before = desk.ask("office.last_check")

    assert look(house) == []
    after = desk.ask("office.last_check")
    house.clock.pass_(hours=20)
    next_day = desk.ask("office.last_check")

    assert (before.at, before.due) == (None, True)
    assert (after.found, after.due) == (0, False)
    assert next_day.due


def test_what_was_found_is_looked_for_again_each_time(house: makers.House) -> None:
    desk = house.desk()
    (house.folder / "header.b").unlink()

    found = look(house)
    last = desk.ask("office.last_check")

    assert found == ["The two copies of the header are not alike. They will be mended at the next unlock."]
    assert (last.found, last.due) == (1, True)
    assert "What it found: 1 point: look at Today" in facts(desk)


def test_who_may_not_is_refused_before_anything_is_read(house: makers.House) -> None:
    house.desk("e.sifa")
    assert house.entered is not None
    steps: list[int] = []

    with pytest.raises(errors.NotAllowed):
        entrance.look_through(house.entered, lambda done, _total, _words: steps.append(done))

    assert steps == []


def test_it_can_be_stopped_between_its_steps_and_leaves_no_line(house: makers.House) -> None:
    desk = house.desk()
    assert house.entered is not None

    def stop(done: int, _total: int, _words: Words) -> None:
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        entrance.look_through(house.entered, stop)

    assert desk.ask("office.last_check").at is None


def test_the_state_of_the_vault_is_one_page(house: makers.House, tmp_path: pathlib.Path) -> None:
    desk = house.desk()
    first = facts(desk)
    look(house)
    assert house.entered is not None
    entrance.keep_copy(house.entered, tmp_path)

    assert first == ["Last check: not yet", "Last backup: No backup yet"]
    assert facts(desk)[1:] == ["What it found: the vault is whole", "Last backup: today"]
    house.clock.pass_(days=1, hours=1)
    assert facts(desk)[2] == "Last backup: 1 day ago"


def test_a_new_backup_thins_out_the_old_ones(house: makers.House, tmp_path: pathlib.Path) -> None:
    house.desk()
    assert house.entered is not None
    thinned = []
    for _day in range(3):
        for _copy in range(2):
            thinned.append(entrance.keep_copy(house.entered, tmp_path).thinned)
            house.clock.pass_(hours=1)
        house.clock.pass_(hours=22)

    assert thinned == [0, 1, 0, 1, 0, 1], "of each day the newest stays"
    assert len(list(tmp_path.glob("*.tdb"))) == 3
