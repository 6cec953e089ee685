"""Beds for everybody who has none tonight: proposed with reasons, changed by hand, taken at once."""

from __future__ import annotations

import itertools

import pytest

from tests.ui.desks import Office, child, words_of
from ui.screens.group_beds import Screen

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "plugin does not support")


def furnish(office: Office, beds: int) -> None:
    room = office.do("interim_care.make_room", name="Boys", block="boys_14_17", capacity=beds)
    for number in range(1, beds + 1):
        office.do("interim_care.make_bed", room_id=room, code=f"G{number}")


def test_everybody_without_a_bed_is_laid_at_once_a_mattress_among_them(office: Office) -> None:
    office.unlock()
    furnish(office, 2)
    for name in ("Amani", "Baraka", "Chance"):
        child(office, name)
    board = office.go("interim_care.beds")
    board.head.propose.click()
    office.settle()
    page = office.page
    assert isinstance(page, Screen)
    assert len(page.beds.lines) == 3
    assert "1 on a mattress" in words_of(page)
    assert page.beds.accept.text() == "Give 2 beds · Lay 1 mattress"
    assert "the right block" in words_of(page)
    reasons = [line.why.text() for line in page.beds.lines]
    assert all(one != other or other == "for the same reason" for one, other in itertools.pairwise(reasons))
    assert "for the same reason" in reasons
    assert all(str(line.proposed.why) in line.accessibleName() for line in page.beds.lines)

    page.beds.accept.click()
    office.settle()

    told = office.ask("interim_care.board")
    assert (told.in_beds, told.on_mattresses) == (2, 1)
    office.desk.undo()
    assert len(office.ask("interim_care.board").to_bed) == 3


def test_one_bed_is_not_given_twice_by_hand(office: Office) -> None:
    office.unlock()
    furnish(office, 3)
    for name in ("Amani", "Baraka"):
        child(office, name)
    page = office.go("interim_care.group")
    first, second = page.beds.lines
    assert second.why.text() == "for the same reason"
    first.bed.choose(second.bed.value())
    assert (first.why.text(), second.why.text()) == ("chosen by hand", str(second.proposed.why))
    first.bed.choose(first.proposed.bed_id)
    assert second.why.text() == "for the same reason"
    second.bed.choose(first.bed.value())
    assert not page.beds.accept.isEnabled()

    free = next(second.bed.itemData(place) for place in range(second.bed.count())
                if second.bed.itemData(place) not in {first.bed.value(), second.proposed.bed_id})  # fmt: skip
    second.bed.choose(free)
    assert "chosen by hand" in words_of(page)
    page.beds.accept.click()
    office.settle()

    assert office.ask("interim_care.board").in_beds == 2


def test_a_house_in_which_everybody_has_a_bed_says_so(office: Office) -> None:
    office.unlock()
    furnish(office, 1)

    page = office.go("interim_care.group")

    assert not page.beds.accept.isVisibleTo(page)
    assert page.nobody.isVisibleTo(page)
