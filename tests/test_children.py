"""What every service knows of a child: what these eyes may know, under the number that stays."""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Iterator
from typing import Any

import pytest

from tests.makers import House
from transit_desk import children, choices
from transit_desk.desk import Desk
from transit_desk.domain import ages, dates, errors
from transit_desk.domain.figures import Group
from transit_desk.storage.work import VaultSession, Work

TODAY = datetime.date(2026, 11, 21)


@contextlib.contextmanager
def asking(desk: Desk) -> Iterator[Work]:
    """A unit of reading at this desk, as a query has it in hand."""
    with VaultSession(desk.vault.reader) as session:
        yield Work(session, desk.actor, desk, desk._sealer, "test")


def opened(desk: Desk, name: str = "Neema Bisimwa", **values: object) -> str:
    given: dict[str, Any] = {"sex": "f", "care_track": "resident", "name": name, "age": "15", **values}
    return str(desk.do("case_file.open_case", **given))


def test_a_child_is_known_by_name_sex_age_and_mother(house: House) -> None:
    desk = house.desk()
    mother = opened(desk)
    baby = opened(desk, "Riziki", sex="m", age="1", accompanies_id=mother)

    with asking(desk) as work:
        girl, boy = children.child(work, mother), children.child(work, baby)

    assert (girl.name, girl.sex, girl.age(TODAY), girl.baby) == ("Neema Bisimwa", "f", ages.Span(15, 15), False)
    assert (boy.sex, boy.baby, boy.mother_id) == ("m", True, mother)
    assert girl.group(TODAY) == Group("f", "14_15")


def test_who_has_no_name_is_called_by_the_number(house: House) -> None:
    desk = house.desk()
    file_id = opened(desk, "")

    with asking(desk) as work:
        child = children.child(work, file_id)

    assert child.name == child.number


def test_a_child_out_of_sight_is_nobody_and_still_counted(house: House) -> None:
    file_id = opened(house.desk(), care_track="reunified")
    desk = house.desk("e.sifa")

    with asking(desk) as work:
        with pytest.raises(errors.NotFound):
            children.child(work, file_id)
        found = children.children(work, [file_id]), children.groups(work, [file_id], TODAY)

    assert found == ({}, {file_id: children.NOBODY})


def test_of_two_files_joined_the_house_counts_one(house: House) -> None:
    desk = house.desk()
    first, second = opened(desk), opened(desk)
    other = opened(desk, "Zawadi", care_track="hospital")
    desk.do("case_file.merge", file_id=second, other_id=first, why="une seule enfant", why_both="la même fille")

    with asking(desk) as work:
        here = children.in_tracks(work, ["resident", "hospital"])
        stays = children.child(work, second).file_id

    assert here == [first, other]
    assert stays == first


def test_the_times_of_a_child_in_the_house_are_told_of_a_span_and_of_a_child(house: House) -> None:
    desk = house.desk()
    here, gone = opened(desk), opened(desk, "Amani", sex="m")
    for file_id in (here, gone):
        desk.do("case_file.admit", file_id=file_id, began_on=TODAY)
    desk.do("case_file.leave", file_id=gone, track="reunified", ended_on=TODAY)

    with asking(desk) as work:
        of_today = children.lived(work, TODAY, TODAY)
        tomorrow = children.lived(work, TODAY + dates.ONE_DAY, TODAY + dates.ONE_DAY)
        by_child = children.lived_of(work, [here, gone])

    assert {(each.file_id, each.began, each.ended, each.track) for each in of_today} == {
        (here, TODAY, None, "resident"), (gone, TODAY, TODAY, "reunified")
    }  # fmt: skip
    assert [each.file_id for each in tomorrow] == [here]
    assert by_child[gone][0].ended_at is not None
    assert by_child[here][0].ended_at is None


def test_nobody_lives_in_the_house_and_has_left_it() -> None:
    tracks = choices.load("care_track")

    assert tracks.that_say("ours") >= children.HOUSE
    assert not tracks.that_say("ours") & tracks.that_say("leaves")
