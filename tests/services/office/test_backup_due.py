"""How old the last backup is, and when the office wants the next one."""

from __future__ import annotations

import pathlib

from tests import makers
from transit_desk import entrance


def test_a_house_without_a_backup_is_told_that_one_is_due(house: makers.House) -> None:
    last = house.desk().ask("office.last_copy")

    assert (last.days, last.late) == (None, True)


def test_the_office_says_after_how_many_days_a_backup_is_due(house: makers.House, tmp_path: pathlib.Path) -> None:
    desk = house.desk()
    assert house.entered is not None
    entrance.keep_copy(house.entered, tmp_path)
    fresh = desk.ask("office.last_copy")
    house.clock.pass_(days=2, hours=1)
    two_days_old = desk.ask("office.last_copy")

    desk.do(
        "office.change_setting", key="office.backup_days", value=4, holds_from=house.clock.today("Africa/Lubumbashi")
    )

    assert (fresh.days, fresh.late) == (0, False)
    assert (two_days_old.days, two_days_old.late) == (2, True)
    assert not desk.ask("office.last_copy").late
