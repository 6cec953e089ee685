"""The census and its papers on a real vault: nothing is kept of it, and every day adds up."""

from __future__ import annotations

import datetime

import pytest

from tests.services.arrivals.house import DAY
from tests.services.interim_care.conftest import Home
from tests.services.interim_care.test_beds import asked
from transit_desk.domain import errors
from transit_desk.module import Window
from transit_desk.reports import document, pdf
from transit_desk.services.interim_care import hooks

ONE = datetime.timedelta(days=1)


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
    home.house.desk.do("interim_care.end_stay", file_id=other)

    paper = home.house.desk.ask("interim_care.register")

    (table,) = [block for block in paper.blocks if isinstance(block, document.Table)]
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
