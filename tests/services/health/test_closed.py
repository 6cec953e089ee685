"""What only named persons read: written by anybody who may, read by its holders, opened child by child."""

from __future__ import annotations

import datetime

import pytest
import sqlalchemy

from tests import makers
from tests.services.daily.looks import gathered
from tests.services.health.house import (
    NURSE,
    TODAY,
    block,
    cells,
    child,
    everything,
    hook,
    marks_of,
    tasks_of,
    with_nurse,
)
from transit_desk import entrance
from transit_desk.desk import Desk
from transit_desk.domain import errors
from transit_desk.domain.instants import HOUR
from transit_desk.domain.levels import Level
from transit_desk.export import ages
from transit_desk.module import Packed

SECRET = "Ganza-Mulume"


def confided(house: makers.House, login: str = "n.innocent") -> tuple[str, str]:
    """Two girls; of one something closed was written by a nurse who holds nothing."""
    with_nurse(house)
    desk = house.desk()
    psychologist = next(row.id for row in desk.ask("health.witnesses") if row.name == "Neema Bashizi")
    one, other = (child(desk, name, "f", worker_id=psychologist) for name in ("Nsimire", "Furaha"))
    desk = house.desk(login)
    for file_id in (one, other):
        desk.do("health.add_closed", file_id=file_id, on_day=TODAY, words=SECRET)
        desk.do("health.add_urgent", file_id=file_id, happened_at=desk.now() - 20 * HOUR)
        desk.do("health.add_pregnancy", file_id=file_id, birth_expected_on=TODAY + datetime.timedelta(weeks=15))
    return one, other


def nurse_id(house: makers.House) -> str:
    return str(next(row.id for row in house.desk("p.neema").ask("health.may_hold")))


def test_the_hours_of_many_children_cost_as_many_statements_as_those_of_few(house: makers.House) -> None:
    def asked(holder: Desk) -> int:
        told: list[str] = []

        def heard(_c: object, _cur: object, text: str, *_rest: object) -> None:
            told.append(text)

        sqlalchemy.event.listen(holder.vault.reader, "before_cursor_execute", heard)
        assert any("to be treated in time" in title for title in tasks_of(holder))
        sqlalchemy.event.remove(holder.vault.reader, "before_cursor_execute", heard)
        return sum(" person" in text or "case_file" in text for text in told)

    one, other = confided(house)
    few = asked(house.desk("p.neema"))
    night = house.desk("e.sifa")
    for file_id in (one, other, one, other):
        night.do("health.add_urgent", file_id=file_id, happened_at=night.now() - 3 * HOUR)
    assert asked(house.desk("p.neema")) == few


def test_the_night_writes_the_hour_from_which_a_treatment_counts(house: makers.House) -> None:
    desk = house.desk()
    psychologist = next(row.id for row in desk.ask("health.witnesses") if row.name == "Neema Bashizi")
    one = child(desk, "Nsimire", "f", worker_id=psychologist)
    night = house.desk("e.sifa")
    night.do("health.add_urgent", file_id=one, happened_at=night.now() - 20 * HOUR)

    assert "treat in time: 52 hours left" in marks_of(house.desk("p.neema"), one)


def test_its_writer_does_not_read_it_again_and_nobody_sees_that_it_is(house: makers.House) -> None:
    with_nurse(house)
    desk = house.desk()
    one = child(desk, "Nsimire", "f")
    logins = ("n.innocent", "d.furaha", "s.pascal")
    before = {login: everything(house.desk(login), one) for login in logins}
    desk = house.desk("n.innocent")
    desk.do("health.add_closed", file_id=one, on_day=TODAY, words=SECRET)
    desk.do("health.add_urgent", file_id=one, happened_at=desk.now() - 20 * HOUR)
    desk.do("health.add_pregnancy", file_id=one, birth_expected_on=TODAY + datetime.timedelta(weeks=15))

    for login in logins:
        assert everything(house.desk(login), one) == before[login], login


def test_its_holder_reads_it_with_the_hours_that_are_left(house: makers.House) -> None:
    one, _other = confided(house)
    holder = house.desk("p.neema")

    assert cells(holder, one, "For named persons only") == [("21 Nov 2026", SECRET)]
    (clock,) = cells(holder, one, "To be treated within hours")
    assert clock[1:3] == ("52 hours left", "100 hours left")
    assert "treat in time: 52 hours left" in marks_of(holder, one)
    assert "2 children to be treated in time" in tasks_of(holder)
    assert hook(holder, "promises_on", day=TODAY) == []
    in_week = TODAY + datetime.timedelta(days=7)
    assert [str(each.title) for each in hook(holder, "promises_on", day=in_week)] == [
        "Visit before a birth: 2 children"
    ]


def test_the_hours_stop_where_it_is_settled(house: makers.House) -> None:
    one, other = confided(house)
    holder = house.desk("p.neema")
    for file_id in (one, other):
        entry = block(holder, file_id, "To be treated within hours").entries[0]
        urgent = entry.verbs[0].extra["record_id"]
        holder.do("health.answer_urgent", record_id=urgent, against_hiv="given", contraception="not_wanted")

    assert marks_of(holder, one) == []
    assert tasks_of(holder) == []


def test_a_boy_has_the_hours_that_help_him(house: makers.House) -> None:
    desk = house.desk()
    psychologist = next(row.id for row in desk.ask("health.witnesses") if row.name == "Neema Bashizi")
    boy = child(desk, worker_id=psychologist)
    desk.do("health.add_urgent", file_id=boy, happened_at=desk.now() - 73 * HOUR)

    (clock,) = cells(house.desk("p.neema"), boy, "To be treated within hours")
    assert clock[1:3] == ("too late", "not asked yet")


def test_a_nurse_is_made_holder_of_one_child_and_of_no_other(house: makers.House) -> None:
    one, other = confided(house)
    nurse = nurse_id(house)
    house.desk("p.neema").do("health.open_to", file_id=one, worker_id=nurse, why="she accompanies her to the clinic")

    desk = house.desk(NURSE)
    assert cells(desk, one, "For named persons only") == [("21 Nov 2026", SECRET)]
    assert cells(desk, one, "Pregnancy")
    assert block(desk, other, "Pregnancy") is None
    assert SECRET not in everything(desk, other)
    assert tasks_of(desk) == ["1 child to be treated in time"]


def test_what_others_write_afterwards_is_hers_to_read_too(house: makers.House) -> None:
    one, other = confided(house)
    nurse = nurse_id(house)
    house.desk("p.neema").do("health.open_to", file_id=one, worker_id=nurse, why="she accompanies her to the clinic")
    for file_id in (one, other):
        house.desk().do("health.add_closed", file_id=file_id, on_day=TODAY, words="written later")

    desk = house.desk(NURSE)
    assert ("21 Nov 2026", "written later") in cells(desk, one, "For named persons only")
    assert "written later" not in everything(desk, other)


def test_what_she_writes_herself_stays_hers_to_read_and_her_holders(house: makers.House) -> None:
    one, _other = confided(house)
    nurse = nurse_id(house)
    house.desk("p.neema").do("health.open_to", file_id=one, worker_id=nurse, why="she accompanies her to the clinic")
    house.desk(NURSE).do("health.add_closed", file_id=one, on_day=TODAY, words="seen at the clinic")

    for login in (NURSE, "p.neema"):
        assert ("21 Nov 2026", "seen at the clinic") in cells(house.desk(login), one, "For named persons only")


def test_she_is_holder_of_what_is_first_written_after_it_was_opened(house: makers.House) -> None:
    with_nurse(house)
    desk = house.desk()
    psychologist = next(row.id for row in desk.ask("health.witnesses") if row.name == "Neema Bashizi")
    one = child(desk, "Nsimire", "f", worker_id=psychologist)
    nurse = nurse_id(house)
    house.desk("p.neema").do("health.open_to", file_id=one, worker_id=nurse, why="before anything was written")
    house.desk().do("health.add_closed", file_id=one, on_day=TODAY, words=SECRET)

    assert cells(house.desk(NURSE), one, "For named persons only") == [("21 Nov 2026", SECRET)]


def test_what_a_child_confided_to_the_psychologist_stays_hers(house: makers.House) -> None:
    one, _other = confided(house)
    house.desk("e.sifa").do("case_file.disclose", file_id=one, told="Wanjala-Siri", when_it_was=None)
    nurse = nurse_id(house)
    house.desk("p.neema").do("health.open_to", file_id=one, worker_id=nurse, why="she accompanies her to the clinic")

    assert "Wanjala-Siri" not in everything(house.desk(NURSE), one)


def test_only_who_holds_it_opens_it_and_to_a_nurse(house: makers.House) -> None:
    one, _other = confided(house)
    nurse = nurse_id(house)
    holder = house.desk("p.neema")
    colleague = next(row.id for row in holder.ask("health.witnesses") if row.name == "Sifa Balola")

    with pytest.raises(errors.RuleBroken, match="to a nurse") as refused:
        holder.do("health.open_to", file_id=one, worker_id=colleague, why="she asked for it")
    assert refused.value.field == "worker_id"
    holder.do("health.open_to", file_id=one, worker_id=nurse, why="she accompanies her")
    with pytest.raises(errors.RuleBroken, match="holds it already"):
        holder.do("health.open_to", file_id=one, worker_id=nurse, why="she accompanies her")
    for login in (NURSE, "d.furaha"):
        with pytest.raises(errors.NotAllowed):
            house.desk(login).do("health.open_to", file_id=one, worker_id=nurse, why="on a whim")


def test_who_is_holder_no_more_reads_nothing_of_it(house: makers.House) -> None:
    one, _other = confided(house)
    nurse = nurse_id(house)
    holder = house.desk("p.neema")
    holder.do("health.open_to", file_id=one, worker_id=nurse, why="she accompanies her")
    holder.do("health.close_to", file_id=one, worker_id=nurse, why="the treatment is over")
    holder.do("health.add_closed", file_id=one, on_day=TODAY, words="after she left")

    told = everything(house.desk(NURSE), one)
    assert SECRET not in told
    assert "after she left" not in told


def test_who_was_made_holder_is_it_no_longer_when_the_child_has_left(house: makers.House) -> None:
    """Who comes back is in nobody's hands that somebody put it in before."""
    one, _other = confided(house)
    nurse = nurse_id(house)
    house.desk("p.neema").do("health.open_to", file_id=one, worker_id=nurse, why="she accompanies her")
    assert SECRET in everything(house.desk(NURSE), one)
    desk = house.desk()
    desk.do("case_file.admit", file_id=one, began_on=TODAY)
    desk.do("leaving.leave", file_id=one, values={
        "left_on": TODAY, "track": "kin", "with_whom": None, "own_choice": False, "safety_plan": None,
    })  # fmt: skip
    desk.do("case_file.admit", file_id=one, began_on=TODAY)

    assert SECRET not in everything(house.desk(NURSE), one)
    assert block(house.desk("p.neema"), one, "Who holds it beside the psychologist").lines == ()


def test_a_new_way_in_is_holder_of_nobody(house: makers.House) -> None:
    one, _other = confided(house)
    nurse = nurse_id(house)
    house.desk("p.neema").do("health.open_to", file_id=one, worker_id=nurse, why="she accompanies her")
    house.desk()
    assert house.entered is not None
    once = "une autre longue phrase pour une fois"
    entrance.renew(house.entered, nurse, once)
    house.lock()
    with_new = entrance.come_in(house.folder, NURSE, once, house.clock)
    entrance.change_passphrase(with_new, once, makers.PASSPHRASE)
    with_new.desk.lock()

    assert SECRET not in everything(house.desk(NURSE), one)
    house.desk("p.neema").do("health.open_to", file_id=one, worker_id=nurse, why="her way in is new")
    assert cells(house.desk(NURSE), one, "For named persons only") == [("21 Nov 2026", SECRET)]


def test_the_others_see_the_nurses_mark_only_where_the_child_says_yes(house: makers.House) -> None:
    desk = house.desk()
    one, other = child(desk, "Nsimire", "f"), child(desk, "Furaha", "f")
    desk.do("health.add_urgent", file_id=one, happened_at=desk.now() - HOUR, nurse_told=True)
    desk.do("health.add_urgent", file_id=other, happened_at=desk.now() - HOUR)
    night = house.desk("e.sifa")

    heads = [night.ask("case_file.child", record_id=each).header.marks for each in (one, other)]

    assert ["See the nurse today" in repr(marks) for marks in heads] == [True, False]
    assert "hour" not in repr(heads)


def test_nothing_closed_stands_in_a_package_a_paper_or_a_figure(house: makers.House) -> None:
    one, _other = confided(house)
    holder = house.desk("p.neema")

    told = repr(
        [
            hook(holder, "handover_of", file_id=one, audience="receiving_agency"),
            hook(holder, "figures_of", start=TODAY, end=TODAY),
            holder.ask("health.health_card", file_id=one),
            holder.ask("health.referral_letter", file_id=one),
            holder.ask("health.round_sheet"),
        ]
    )
    assert SECRET not in told
    assert "birth" not in told.casefold()


def test_what_is_closed_leaves_for_one_named_person_where_the_child_agreed(house: makers.House) -> None:
    one, _other = confided(house)
    desk = house.desk("p.neema")
    elsewhere = ages.new_identity()
    with pytest.raises(errors.Refusal, match="age key") as refused:
        desk.do("health.name_reader", file_id=one, name="Dr Faida", recipient="age1short")
    assert refused.value.field == "recipient"
    desk.do("health.name_reader", file_id=one, name="Dr Faida", recipient=ages.recipient_of(elsewhere))

    assert not [part for part in packed(desk, one) if part.holder]
    agree(desk, one)
    (sealed,) = [part for part in packed(desk, one) if part.holder]
    assert sealed.holder == ages.recipient_of(elsewhere)
    assert sealed.content["notes"][0]["words"] == SECRET
    assert SECRET not in repr([part for part in packed(desk, one) if not part.holder])
    agree(house.desk("s.pascal"), one)
    assert not [part for part in packed(house.desk("s.pascal"), one) if part.holder]


def packed(desk: Desk, file_id: str) -> list[Packed]:
    return list(hook(desk, "handover_of", file_id=file_id, audience="receiving_agency"))


def agree(desk: Desk, file_id: str) -> None:
    """The child says yes to the transfer and to a referral, for want of a caregiver."""
    for purpose in ("transfer", "referral"):
        desk.do(
            "case_file.answer_consent", file_id=file_id,
            values={"purpose": purpose, "decision": "yes", "on_day": TODAY, "given_by": "child",
                    "explained_how": "with the drawing of three houses", "why_other": "no family is found yet"},
        )  # fmt: skip


def test_a_visit_before_a_birth_is_told_to_its_holder_and_printed_for_nobody(house: makers.House) -> None:
    confided(house)
    desk = house.desk("p.neema")
    before = TODAY + datetime.timedelta(weeks=14)

    told = [task for task in gathered(desk, "promises", day=before) if "before a birth" in str(task.title)]

    assert [task.level for task in told] == [Level.C4]
