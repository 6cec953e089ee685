"""The screen on which a child leaves: each line settled or left with a reason, then the exit form."""

from __future__ import annotations

import pytest

from tests.ui.desks import Office, child, words_of
from transit_desk import choices
from transit_desk.services.leaving import pages
from ui.screens.leaving import Screen

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "plugin does not support")


def resident(office: Office) -> str:
    """A child in a bed who left two shirts here."""
    file_id = child(office, "Neema", "f")
    room = office.do("interim_care.make_room", name="Girls", block="girls", capacity=2)
    bed = office.do("interim_care.make_bed", room_id=room, code="F1")
    office.do("interim_care.give_bed", file_id=file_id, bed_id=bed)
    office.do("safekeeping.take_in", file_id=file_id, kind="clothes", how_many="2", condition="good", place="store",
              signed="child")  # fmt: skip
    return file_id


def test_a_child_leaves_through_the_door_and_the_exit_form_is_shown(office: Office) -> None:
    office.unlock()
    file_id = resident(office)
    page = office.go("leaving.leave", file_id=file_id)
    assert isinstance(page, Screen)
    bed, kept = page.rows
    assert bed.line.by_itself
    assert page.form is not None
    page.form.questions["track"].editor.show_value("kin")

    page.form.save()
    office.settle()
    assert "safekeeping" in words_of(page)
    assert office.ask("interim_care.beds_of", file_ids=[file_id]).get(file_id) is not None

    kept.why.setText("Her aunt fetches it on Friday.")
    page.form.save()
    office.settle()

    assert office.page is not page
    assert office.ask("interim_care.beds_of", file_ids=[file_id]).get(file_id) is None
    assert "Friday" in str(office.ask("leaving.tab", record_id=file_id).end[0].entries)


def test_what_is_settled_elsewhere_leaves_the_list_and_what_was_typed_stays(office: Office) -> None:
    office.unlock()
    file_id = resident(office)
    page = office.go("leaving.leave", file_id=file_id)
    page.rows[1].why.setText("later")
    door = page.rows[0]
    office.do("case_file.write_note", file_id=file_id, care_words="She packs her bag.", closed_words=None)
    office.settle()
    office.until(lambda: not page._soon.isActive())
    office.settle()
    assert page.rows[0] is door  # a note stands before no door: nothing is drawn anew under the hands that write
    assert page.rows[1].why.text() == "later"

    thing = office.ask("safekeeping.still_here", file_id=file_id)[0]
    office.do("safekeeping.give_back", thing_id=thing.id, how_many="2", to_whom="child", signed="child")

    office.until(lambda: [row.line.by_itself for row in page.rows] == [True])

    page.clerk.changed.emit(frozenset({"kept_by_a_slice_to_come"}))
    assert page._soon.isActive()


def test_a_line_leads_to_where_it_is_settled(office: Office) -> None:
    office.unlock()
    file_id = resident(office)
    page = office.go("leaving.leave", file_id=file_id)

    page.rows[1].settle.click()
    office.settle()

    assert "clothes" in words_of(office.page).lower()


def test_who_does_not_live_here_has_no_door(office: Office) -> None:
    office.unlock()
    file_id = resident(office)
    kept = office.ask("leaving.door", file_id=file_id).lines[1].key
    office.do("leaving.leave", file_id=file_id, left={kept: "later"},
              values={"left_on": office.desk.day(office.desk.now()), "track": "kin", "with_whom": None,
                      "own_choice": False, "safety_plan": None})  # fmt: skip

    page = office.go("leaving.leave", file_id=file_id)

    assert page.form is None
    assert "does not live here" in words_of(page)


def test_the_door_offers_no_place_in_which_a_child_lives_here(office: Office) -> None:
    office.unlock()
    page = office.go("leaving.leave", file_id=resident(office))

    offered = words_of(page)
    places = [choice.key for choice in choices.load("care_track").offered if choice.key in pages.AWAY]

    assert places[0] == "reunified"
    assert places[-4:] == ["with_group_or_custody", "re_recruited", "deceased", "unknown"]  # home first, the worst last
    assert "Back with the family" in offered
    assert "In the centre" not in offered
    assert "In hospital" not in offered


def test_a_baby_leaves_too_where_somebody_ticks_it_and_what_is_open_of_it_stands_below(office: Office) -> None:
    office.unlock()
    mother = child(office, "Neema", "f")
    baby = office.do("case_file.open_case", name="Kito", sex="m", care_track="in_transit", accompanies_id=mother)
    office.do("case_file.admit", file_id=baby, began_on=office.desk.day(office.desk.now()))
    office.do("safekeeping.take_in", file_id=baby, kind="clothes", how_many="2", condition="good", place="store",
              signed="child")  # fmt: skip
    page = office.go("leaving.leave", file_id=mother)
    (own,) = page.rows

    own.along.click()
    office.settle()
    assert page.form is not None
    page.form.questions["track"].editor.show_value("kin")
    assert [row.line.of_file for row in page.rows] == [mother, baby]
    page.rows[1].why.setText("on Friday")
    page.form.save()
    office.settle()

    assert [office.ask("leaving.door", file_id=each).began for each in (mother, baby)] == [None, None]
