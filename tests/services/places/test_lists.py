"""What reading a list of p-codes promises: known headings, a reason for each row left, the same twice is nothing."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import pytest

from transit_desk import choices
from transit_desk.domain import errors
from transit_desk.matching import places
from transit_desk.matching.places import Gazetteer
from transit_desk.services.places.rules import lists

TODAY = datetime.date(2026, 11, 21)
SHIPPED = places.gazetteer(choices.load("places"))
WIDE = ("ADM0_PCODE", "ADM0_FR", "ADM1_PCODE", "ADM1_FR", "ADM1_EN", "ADM2_PCODE", "ADM2_FR", "ADM2_REF", "validOn")
SOUTH_KIVU = ("CD", "RDC", "CD62", "Sud-Kivu", "South Kivu")
FLAT = ("Code", "Nom", "Parent", "Autres noms")


def looked(
    headings: Sequence[str], *rows: Sequence[str], known: Gazetteer = SHIPPED, today: datetime.date = TODAY
) -> lists.Plan:
    """A list as it would be taken in; its first row is row 2 of the spreadsheet."""
    return lists.plan(known, headings, enumerate(rows, start=2), today)


def after(plan: lists.Plan, known: Gazetteer = SHIPPED) -> Gazetteer:
    """The places once the list was taken in."""
    return Gazetteer([*known, *(change.place for change in plan.changes)])


def whys(plan: lists.Plan) -> list[tuple[int, str]]:
    """What is left aside: the row, and why."""
    return [(each.line, str(each.words)) for each in plan.refused]


@pytest.mark.parametrize(
    "headings",
    [
        ("ADM1_PCODE", "ADM1_FR", "ADM2_PCODE", "ADM2_FR"),
        ("admin1Pcode", "admin1Name_fr", "admin2Pcode", "admin2Name_fr"),
        ("adm1_pcode", "adm1_name", "adm2_pcode", "adm2_name"),
        ("Admin 1 code", "Admin 1 nom", "Admin 2 code", "Admin 2 nom"),
    ],
)
def test_the_headings_of_several_publishers_are_known(headings: Sequence[str]) -> None:
    plan = looked(headings, ("CD62", "Sud-Kivu", "CD6299", "Territoire inventé"))

    assert plan.refused == ()
    assert after(plan).said("CD6299", "fr") == "Territoire inventé, Sud-Kivu"


def test_a_place_that_is_shipped_gets_its_code_and_stays_itself() -> None:
    plan = looked(WIDE, (*SOUTH_KIVU, "CD6205", "KALEHE", "", "2024-05-01"))

    assert [(each.what, each.place.key, each.place.code) for each in plan.changes] == [
        (lists.COMPLETED, "south_kivu", "CD62"),
        (lists.COMPLETED, "kalehe", "CD6205"),
    ]
    assert after(plan)["kalehe"].name == "Kalehe"


def test_the_same_list_twice_changes_nothing() -> None:
    rows = [
        (*SOUTH_KIVU, "CD6205", "KALEHE", "Kalehe-Centre", "2024-05-01"),
        (*SOUTH_KIVU, "CD6298", "Nouveau Territoire", "", "2024-05-01"),
    ]
    first = looked(WIDE, *rows)

    second = looked(WIDE, *rows, known=after(first))

    assert first.count(lists.NEW) == 1
    assert second.changes == ()
    assert second.unchanged == 3


def test_another_name_for_a_known_code_is_a_new_name_with_its_day() -> None:
    known = after(looked(WIDE, (*SOUTH_KIVU, "CD6298", "Ancienville", "", "2020-01-01")))

    plan = looked(WIDE, (*SOUTH_KIVU, "CD6298", "Neuville", "", "2024-05-01"), known=known)
    place = after(plan, known)["CD6298"]

    assert [(each.what, each.line) for each in plan.changes] == [(lists.RENAMED, 2)]
    assert place.name == "Neuville"
    assert place.name_on(datetime.date(2024, 4, 30)) == "Ancienville"
    assert place.name_on(datetime.date(2024, 5, 1)) == "Neuville"
    assert after(plan, known).meant("Ancienville, Sud-Kivu") == "CD6298"


def test_an_older_list_brings_no_former_name_back() -> None:
    old = (*SOUTH_KIVU, "CD6298", "Ancienville", "", "2020-01-01")
    known = after(looked(WIDE, old))
    known = after(looked(WIDE, (*SOUTH_KIVU, "CD6298", "Neuville", "", "2024-05-01"), known=known), known)

    plan = looked(WIDE, old, known=known)

    assert plan.changes == ()
    assert whys(plan) == [(2, "CD6298: it was called so until 1 May 2024; this list is older.")]


def test_a_list_without_days_renames_from_today_on() -> None:
    known = after(looked(FLAT, ("CD6298", "Ancienville", "CD", "")))

    plan = looked(FLAT, ("CD6298", "Neuville", "CD", ""), known=known)

    assert after(plan, known)["CD6298"].since == TODAY


def test_one_place_on_each_row_may_come_before_what_it_lies_in() -> None:
    plan = looked(FLAT, ("CD620101", "Petit", "CD6201", "Kidogo; Mdogo"), ("CD6201", "Moyen", "CD62", ""),
                  ("CD62", "Sud Kivu", "CD", ""))  # fmt: skip
    known = after(plan)

    assert known.said("CD620101", "fr") == "Petit, Moyen, Sud-Kivu"
    assert known["CD620101"].aliases == ("Kidogo", "Mdogo")
    assert known["CD620101"].level == 3


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (("", "Sanscode", "CD62", ""), "Sanscode has no p-code."),
        (("62;DROP", "X", "CD62", ""), "“62;DROP” is no p-code: two letters of the country, then its numbers."),
        (("CD6201", "", "CD62", ""), "CD6201 has no name."),
        (("CD6201", "N" * 201, "CD62", ""), "The name of CD6201 is too long."),
        (
            ("CD6201", "Un, deux", "CD62", ""),
            "CD6201: A name has no comma: it stands between a place and what it lies in.",
        ),
        (("CD6201", "!!!", "CD62", ""), "CD6201: Write the name of the place."),
        (("CD6201", "Perdu", "CD99", ""), "CD6201: what it lies in (CD99) is not known."),
        (("CD6201", "Anneau", "CD6201", ""), "CD6201: what it lies in (CD6201) is not known."),
    ],
)
def test_a_row_that_cannot_be_taken_says_its_number_and_why(row: Sequence[str], why: str) -> None:
    plan = looked(FLAT, ("CD62", "Sud-Kivu", "CD", ""), row)

    assert whys(plan) == [(3, why)]
    assert [each.place.key for each in plan.changes] == ["south_kivu"]


def test_one_code_for_two_places_keeps_the_first() -> None:
    plan = looked(FLAT, ("CD62", "Sud-Kivu", "CD", ""), ("CD62", "Nord-Kivu", "CD", ""))

    assert whys(plan) == [(3, "CD62 stands in row 2 already, as another place.")]


def test_a_place_is_not_moved_by_a_list() -> None:
    known = after(looked(FLAT, ("CD62", "Sud-Kivu", "CD", ""), ("CD6201", "Moyen", "CD62", "")))

    plan = looked(FLAT, ("CD61", "Ailleurs", "CD", ""), ("CD6201", "Moyen", "CD61", ""), known=known)

    assert whys(plan) == [(3, "CD6201: here it lies in Sud-Kivu; nothing is moved by a list.")]


def test_what_lies_too_deep_is_left() -> None:
    rows = [
        (f"CD{'1' * deep}", f"Lieu {deep}", f"CD{'1' * (deep - 1)}" if deep > 1 else "", "") for deep in range(1, 7)
    ]

    plan = looked(FLAT, *rows)

    assert [line for line, _why in whys(plan)] == [7]


def test_a_level_left_empty_in_a_row_is_no_place() -> None:
    plan = looked(WIDE, (*SOUTH_KIVU, "", "", "", ""))

    assert plan.refused == ()
    assert [each.place.code for each in plan.changes] == ["CD62"]


def test_a_place_that_gets_its_code_keeps_its_name_and_has_that_of_the_list_beside_it() -> None:
    plan = looked(FLAT, ("CD62", "Kivu du Sud", "CD", "Sud Kivu"))

    assert after(plan)["south_kivu"].name == "Sud-Kivu"
    assert "Kivu du Sud" in after(plan)["south_kivu"].aliases


@pytest.mark.parametrize("day", ["2027-01-01", "demain"])
def test_a_day_that_cannot_be_is_refused(day: str) -> None:
    plan = looked(WIDE, (*SOUTH_KIVU, "CD6298", "Neuville", "", day))

    assert plan.changes == ()
    assert {line for line, _why in whys(plan)} == {2}


def test_a_list_without_codes_is_refused_as_a_whole() -> None:
    with pytest.raises(errors.RuleBroken) as refused:
        looked(("Nom", "Age"), ("Furaha", "14"))

    assert refused.value.field == "list"
