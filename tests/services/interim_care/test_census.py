"""The census and its papers on a real vault: nothing is kept of it, and every day adds up."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from tests.services.arrivals.house import DAY
from tests.services.interim_care.conftest import Home
from tests.services.interim_care.test_beds import asked
from transit_desk.domain import errors
from transit_desk.module import Window
from transit_desk.reports import document, pdf
from transit_desk.services.interim_care import hooks

ONE = datetime.timedelta(days=1)


def leave(home: Home, file_id: str, **more: Any) -> None:
    desk = home.house.desk
    values = {"left_on": desk.day(desk.now()), "track": "kin", "with_whom": "her aunt", "own_choice": False,
              "safety_plan": None}  # fmt: skip
    desk.do("leaving.leave", file_id=file_id, values=values, **more)


def tonight(home: Home) -> dict[str, str]:
    """The cells of tonight in the census in which there is somebody."""
    row = home.house.desk.ask("interim_care.census", window=Window(count=1)).rows[0]
    told = {name: str(getattr(row, name)) for name in _PLACES}
    return {name: cell for name, cell in told.items() if cell != "–"}


_PLACES = ("arrivals", "departures", "children", "in_beds", "on_mattresses", "with_mother", "no_bed", "away", "missing",
           "beds")  # fmt: skip


def test_the_census_counts_children_wherever_they_are_and_beds_apart(home: Home) -> None:
    desk = home.house.desk
    mother = home.child("f", name="Zawadi")
    home.child("f", "1", "Neema", of=mother)
    boy, gone = home.child("m"), home.child("m")
    home.give(mother, "mothers-1")
    home.give(boy, "boys_14_17-1")
    leave(home, gone)
    assert tonight(home) == {"arrivals": "+ 4", "departures": "− 1", "children": "3", "in_beds": "2",
                             "with_mother": "1", "beds": "2"}  # fmt: skip
    assert str(desk.ask("interim_care.board").sum_up) == "3 children = 2 in beds + 1 beside the mother"

    home.house.clock.pass_(days=1)
    desk.do("interim_care.end_stay", file_id=mother)
    desk.do("case_file.seek", file_id=boy, track="missing", since=desk.day(desk.now()))

    assert tonight(home) == {"children": "3", "no_bed": "2", "missing": "1", "beds": "1"}
    assert home.bed("boys_14_17-1").state == "kept"
    told = dict(asked(home, hooks.figures_of, start=DAY, end=DAY + ONE))
    assert told["interim_care.child_nights"] == 6
    assert told["interim_care.with_mother_nights"] == told["interim_care.missing_nights"] == 1
    assert told["interim_care.bed_nights"] == 3
    assert sum(count for key, count in told.items() if key.startswith("interim_care.bed_nights.m.")) == 2


def test_a_bed_given_to_a_child_on_leave_is_kept_and_one_without_a_bed_waits_for_none(home: Home) -> None:
    desk = home.house.desk
    boy = home.child("m")
    home.house.clock.pass_(days=2)
    desk.do("interim_care.go_away", file_id=boy, kind="leave", left_at=desk.now() - 24 * 3_600_000_000)

    assert tonight(home) == {"children": "1", "away": "1", "beds": "0"}
    assert desk.ask("interim_care.board").to_bed == ()
    assert desk.ask("interim_care.beds_for", file_ids=[boy]) == ()
    assert not asked(home, hooks.alerts_of, file_id=boy)

    home.give(boy, "boys_14_17-1", from_day=DAY + ONE)
    assert home.bed("boys_14_17-1").state == "kept"
    assert tonight(home) == {"children": "1", "away": "1", "beds": "1"}


def test_the_night_sheet_has_first_names_only(home: Home) -> None:
    boy = home.child("m", name="Safari Wilondja")
    home.give(boy, "boys_14_17-1")

    paper = home.house.desk.ask("interim_care.night_sheet")

    told = repr(paper)
    assert "Safari" in told
    assert "Wilondja" not in told
    assert "TD-" not in told
    assert pdf.draw(paper).startswith(b"%PDF")


def test_the_register_tells_who_came_and_who_left_and_adds_up(home: Home) -> None:
    one, other = home.child("m", name="Safari"), home.child("f", name="Neema")
    home.give(one, "boys_14_17-1")
    home.give(other, "girls-1")
    home.house.clock.pass_(days=4)
    home.house.desk.do("interim_care.move_bed", file_id=one, bed_id=home.beds["boys_14_17-2"])
    home.house.desk.do("interim_care.end_stay", file_id=one)
    leave(home, other)

    paper = home.house.desk.ask("interim_care.register")

    (table,) = [block for block in paper.blocks if isinstance(block, document.Table)]
    (groups,) = [each for block in paper.blocks if isinstance(block, document.KeepTogether) for each in block.blocks
                 if isinstance(each, document.Table)]  # fmt: skip
    assert {tuple(map(str, row[:1] + row[2:])) for row in groups.rows} == {
        ("F", "–", "1", "1", "–", "4", "4"), ("B", "–", "1", "–", "1", "5", "4"),
    }  # fmt: skip
    assert {(str(row[1]), row[3], row[6]) for row in table.rows} == {
        ("arrival", "Neema", ""), ("arrival", "Safari", ""), ("departure", "Neema", "4"),
    }  # fmt: skip
    sentence = next(block for block in paper.blocks if isinstance(block, document.Paragraph))
    assert str(sentence.text) == "before: 0 + arrived: 2 − left: 1 = now: 1"
    assert pdf.draw(paper).startswith(b"%PDF")
    home.house.desk.do("interim_care.note_paper", paper="interim_care.register", way="print")


def test_whoever_does_not_see_a_child_reads_its_number_alone_and_the_count_is_the_same(staffed: Home) -> None:
    boy = staffed.child("m", name="Olivier")
    staffed.give(boy, "boys_14_17-1")

    desk = staffed.house.at("caseworker")
    (row,) = [row for row in desk.ask("interim_care.census", window=Window()).rows if row.arrivals != "–"]
    paper = desk.ask("interim_care.register")

    assert row.children == "1"
    assert "Olivier" not in repr(paper)
    assert "TD-" in repr(paper)
    with pytest.raises(errors.NotAllowed):
        staffed.house.at("trainer").ask("interim_care.register")


def test_figures_are_told_by_sex_and_band_of_age(home: Home) -> None:
    home.give(home.child("m", "15"), "boys_14_17-1")
    home.give(home.child("f", "12"), "girls-1")
    home.house.clock.pass_(days=2)

    told = dict(asked(home, hooks.figures_of, start=DAY, end=DAY + 30 * ONE))

    assert told["interim_care.arrivals"] == 2
    assert told["interim_care.arrivals.m.14_15"] == 1
    assert told["interim_care.present"] == 2
    assert sum(count for key, count in told.items() if key.startswith("interim_care.present.f.")) == 1
    assert told["interim_care.bed_nights"] == 6
