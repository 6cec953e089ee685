"""What a child confided shows itself to nobody but those who act on it, unless the child agrees."""

from __future__ import annotations

import pytest

from tests.makers import House
from transit_desk.desk import Desk
from transit_desk.domain.fields import Said
from transit_desk.export.redaction import Audience
from transit_desk.reports.document import as_text

NURSE = "See the nurse today"
AROUND = ("r.zawadi", "e.sifa")


def child(desk: Desk) -> str:
    file_id: str = desk.do("case_file.receive", name="Furaha", sex="f", age="16")
    return file_id


def marks(desk: Desk, file_id: str) -> list[str]:
    return [str(mark.words) for mark in desk.ask("case_file.child", record_id=file_id).header.marks]


def told(desk: Desk, file_id: str, audience: Audience) -> str:
    return as_text(desk.ask("case_file.case_summary", file_id=file_id, audience=audience.value))


@pytest.mark.parametrize("agreed", [Said(), Said(False)])
def test_what_a_child_confided_changes_nothing_for_those_around_it_without_its_yes(house: House, agreed: Said) -> None:
    """That something was confided is itself a secret of those who follow it."""
    desk = house.desk()
    file_id = child(desk)
    before = {login: marks(house.desk(login), file_id) for login in AROUND}

    house.desk("e.sifa").do("case_file.disclose", file_id=file_id, told="something", nurse_told=agreed)

    assert {login: marks(house.desk(login), file_id) for login in AROUND} == before
    assert NURSE in marks(house.desk("s.pascal"), file_id)


def test_with_the_childs_yes_the_nurse_is_asked_for_in_the_words_of_every_other_reason(house: House) -> None:
    desk = house.desk()
    confided, ill = child(desk), child(desk)

    desk.do("case_file.send_to_nurse", file_id=ill, today=True)
    house.desk("e.sifa").do("case_file.disclose", file_id=confided, told="something", nurse_told=Said(True))

    for login in AROUND:
        seen = marks(house.desk(login), confided)
        assert NURSE in seen
        assert seen == marks(house.desk(login), ill)


def test_whoever_is_around_a_child_asks_for_the_nurse_without_a_reason_and_takes_it_back(house: House) -> None:
    file_id = child(house.desk())
    desk = house.desk("e.sifa")

    desk.do("case_file.send_to_nurse", file_id=file_id, today=True)
    asked = marks(desk, file_id)
    desk.undo()

    assert NURSE in asked
    assert NURSE not in marks(desk, file_id)


def test_the_foster_familys_paper_says_nothing_of_it(desk: Desk) -> None:
    file_id = child(desk)
    before = told(desk, file_id, Audience.FOSTER_FAMILY)

    desk.do("case_file.disclose", file_id=file_id, told="something", nurse_told=Said(True))

    assert told(desk, file_id, Audience.FOSTER_FAMILY) == before


def test_the_foster_family_learns_the_name_the_child_chose_and_no_other(desk: Desk) -> None:
    file_id = child(desk)
    desk.do("case_file.say", file_id=file_id, what="name", words="Marqueur-Nom", said_by="child")

    assert "Furaha" in told(desk, file_id, Audience.FOSTER_FAMILY)
    assert "Marqueur-Nom" not in told(desk, file_id, Audience.FOSTER_FAMILY)
    assert "Marqueur-Nom" in told(desk, file_id, Audience.CENTRE)
