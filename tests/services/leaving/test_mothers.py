"""A mother leaves, and her baby with her, or stays for a reason somebody wrote."""

from __future__ import annotations

from typing import Any

import pytest

from tests.services.arrivals.house import DAY
from tests.services.leaving.conftest import DAYS, Home
from transit_desk.domain import errors


def _door(home: Home, file_id: str) -> Any:
    return home.house.desk.ask("leaving.door", file_id=file_id)


def _baby(home: Home, mother: str) -> str:
    desk = home.house.desk
    file_id = desk.do("case_file.open_case", sex="m", care_track="in_transit", name="Kito", accompanies_id=mother)
    desk.do("case_file.admit", file_id=file_id, began_on=DAY - 10 * DAYS)
    return str(file_id)


def test_a_baby_is_asked_for_when_its_mother_leaves_and_goes_with_her_in_one_act(home: Home) -> None:
    desk = home.house.desk
    mother = home.child(10, bed="girls-1")
    baby = _baby(home, mother)
    home.kept(baby)
    own = next(line for line in _door(home, mother).lines if line.along == baby)
    its = next(line for line in _door(home, mother).lines if line.of_file == baby)
    assert (str(own.title), str(its.who)) == ("Kito came with this child and lives here", "Kito")

    for along, left, missing in (((), {}, own.key), ((baby,), {}, its.key), (("nobody",), {own.key: "stays"}, None)):
        before = home.house.commits()
        with pytest.raises(errors.RuleBroken) as refused:
            desk.do("leaving.leave", file_id=mother, values=home.leaving(), along=along, left=left)
        assert (refused.value.field, home.house.commits()) == (missing, before)

    desk.do("leaving.leave", file_id=mother, values=home.leaving(), along=(baby,), left={its.key: "on Friday"})

    assert [_door(home, each).began for each in (mother, baby)] == [None, None]
    kept = desk.ask("leaving.tab", record_id=baby).end[0].entries[0].cells[-1]
    assert str(kept) == "Something in safekeeping: on Friday"


def test_a_baby_that_stays_stays_for_a_reason(home: Home) -> None:
    desk = home.house.desk
    mother = home.child(10)
    baby = _baby(home, mother)
    own = next(line for line in _door(home, mother).lines if line.along == baby)

    desk.do("leaving.leave", file_id=mother, values=home.leaving(), left={own.key: "ill; her aunt fetches him"})

    assert _door(home, baby).began is not None
    assert "ill; her aunt" in str(desk.ask("leaving.tab", record_id=mother).end[0].entries[0].cells[-1])
