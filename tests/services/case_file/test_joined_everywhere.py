"""Whatever slice holds it and whatever number it was written under: of a child with two files all of it is told."""

from __future__ import annotations

import datetime
from typing import Any

from tests import makers
from tests.makers import House
from tests.services.case_file import pairs
from tests.services.documents.test_documents import picture
from transit_desk.desk import Desk
from transit_desk.domain.fields import Said
from transit_desk.module import Entries, Mark, Task
from transit_desk.storage.work import VaultSession, Work

TODAY = makers.NOON.date()


def _gathered(desk: Desk, hook: str, **values: Any) -> list[Any]:
    with VaultSession(desk.vault.reader, expire_on_commit=False) as session:
        return Work(session, desk.actor, desk, desk._sealer, "test").gather(hook, **values)


def _figures(desk: Desk) -> dict[str, int]:
    return dict(_gathered(desk, "figures", start=TODAY.replace(day=1), end=TODAY))


def _tasks(desk: Desk) -> list[str]:
    return [str(task.title) for task in _gathered(desk, "alerts", file_id=None) if isinstance(task, Task)]


def _marks(desk: Desk, file_id: str) -> list[str]:
    return [str(mark.words) for mark in _gathered(desk, "alerts", file_id=file_id) if isinstance(mark, Mark)]


def _worker(desk: Desk, login: str) -> str:
    return next(str(each.id) for each in desk.ask("office.workers") if each.login == login)


# -- what was written under the number that ended


def test_places_and_numbers_told_under_the_number_that_ended_stand_on_the_page(desk: Desk) -> None:
    earlier, now = pairs.earlier(desk), pairs.now(desk)
    for file_id, number in ((earlier, "CICR-1"), (now, "CICR-2")):
        values = {"agency": "icrc", "number": number, "said_by": "child"}
        desk.do("identity.add_number", file_id=file_id, values=values)
    pairs.join(desk, earlier, now)

    for file_id in (earlier, now):
        tab = next(tab for tab in desk.ask("case_file.child", record_id=file_id).tabs if tab.key == "identity")
        told = {str(cell) for block in tab.start if isinstance(block, Entries)
                for entry in block.entries for cell in entry.cells}  # fmt: skip
        assert {"CICR-1", "CICR-2"} <= told


def test_an_interview_asks_nothing_that_was_told_under_the_other_number(desk: Desk) -> None:
    """Family, places, the way here and the file's own questions: of both numbers, and of each only once."""
    earlier, now = pairs.earlier(desk), pairs.now(desk)
    relative = {"relation": "uncle", "said_by": "child", "said_on": TODAY}
    desk.do("family.add_relative", file_id=earlier, values={**relative, "name": Said("Bahati")})
    desk.do("family.add_relative", file_id=now, values={**relative, "name": Said("Mugisho")})
    desk.do("identity.add_avoided", file_id=earlier, values={"words": "Walikale", "said_by": "child", "said_on": TODAY})
    desk.do("history.add_separation", file_id=earlier, values={"said_by": "child", "place": Said("Bunyakiri")})
    desk.do("case_file.change_file", file_id=earlier, values={"languages": Said(["swc"])})
    pairs.join(desk, earlier, now)

    for file_id in (earlier, now):
        family, identity, history, own = (
            desk.ask(f"{name}.told", record_id=file_id) for name in ("family", "identity", "history", "case_file")
        )
        assert sorted(str(line.value) for line in family.before["family.relative"]) == ["Bahati", "Mugisho"]
        assert "identity.avoided" in identity.before
        assert "history.separation" in history.before
        assert "languages" in own.lines
        assert pairs.number(desk, now) in own.who


def test_what_left_under_the_number_that_ended_is_told_under_the_other(desk: Desk, house: House) -> None:
    earlier, now = pairs.earlier(desk), pairs.now(desk)
    desk.do("case_file.note_paper", file_id=earlier, paper="case_file.case_summary", way="print",
            audience="receiving_agency")  # fmt: skip
    pairs.join(desk, earlier, now)

    (tab,) = [desk.ask("case_file.consent_tab", record_id=now)]

    assert any("Printed paper" in str(cell) for block in (*tab.start, *tab.end) if isinstance(block, Entries)
               for entry in block.entries for cell in entry.cells)  # fmt: skip


def test_the_promises_of_both_numbers_are_in_the_hands_of_whoever_follows_the_child(desk: Desk) -> None:
    earlier, now = pairs.earlier(desk), pairs.now(desk)
    aline = _worker(desk, "c.aline")
    desk.do("case_file.assign", file_id=now, worker_id=aline)
    desk.do("case_file.plan_due", file_id=earlier, rule="R-1", what="health_check", from_day=TODAY, to_day=TODAY,
            who="Aline Nakalonge", source_table="case_file", source_id=earlier)  # fmt: skip
    pairs.join(desk, earlier, now)

    held = desk.ask("case_file.held_by", worker_id=aline, name="Aline Nakalonge")

    assert {(row.file_id, row.assigned) for row in held} == {(now, True)}
    assert "Health check" in {str(row.what) for row in held}


# -- the state of a number that ended says nothing of the child


def test_things_kept_for_a_child_who_came_back_are_no_things_left_behind(desk: Desk) -> None:
    earlier, now = pairs.earlier(desk), pairs.now(desk)
    desk.do("safekeeping.take_in", file_id=earlier, kind="clothes", how_many="3", condition="worn", place="own_box",
            signed="thumb", on_day=TODAY)  # fmt: skip
    before = "1 child left and has things here"
    assert before in _tasks(desk)
    pairs.join(desk, earlier, now)

    assert before not in _tasks(desk)
    assert not any("left in safekeeping" in words for words in (*_marks(desk, earlier), *_marks(desk, now)))

    desk.do("case_file.leave", file_id=now, ended_on=TODAY, track="reunified")

    assert _tasks(desk).count(before) == 1
    assert _marks(desk, now).count("things left in safekeeping") == 1


def test_a_child_of_two_numbers_sleeps_in_one_bed_and_waits_for_none(desk: Desk) -> None:
    one, other = pairs.now(desk), pairs.now(desk, "Amani W.")
    room = desk.do("interim_care.make_room", name="Boys", block="boys_14_17", capacity=1)
    bed = desk.do("interim_care.make_bed", room_id=room, code="G1")
    for file_id in (one, other):
        assert "no bed tonight" in _marks(desk, file_id)
    desk.do("interim_care.give_bed", file_id=one, bed_id=bed)
    pairs.join(desk, other, one, why_both="opened twice the same night")

    board = desk.ask("interim_care.board")

    assert board.to_bed == ()
    assert [(each.file_id, each.code) for room in board.rooms for each in room.beds] == [(one, "G1")]
    assert not any("without a bed" in title for title in _tasks(desk))
    for file_id in (one, other):
        assert "no bed tonight" not in _marks(desk, file_id)
        assert desk.ask("interim_care.beds_of", file_ids=[file_id])[file_id].code == "G1"
    assert desk.ask("interim_care.beds_for", file_ids=[one, other]) == ()


def test_a_child_of_two_numbers_without_a_bed_waits_for_one(desk: Desk) -> None:
    one, other = pairs.now(desk), pairs.now(desk, "Amani W.")
    pairs.join(desk, one, other, why_both="opened twice the same night")

    assert [each.file_id for each in desk.ask("interim_care.board").to_bed] == [other]
    assert "1 child without a bed tonight" in _tasks(desk)
    assert _marks(desk, other).count("no bed tonight") == 1


def test_where_a_file_that_ended_said_the_child_was_says_nothing_any_more(desk: Desk) -> None:
    earlier, now = pairs.earlier(desk, sex="f"), pairs.now(desk, sex="f")
    aline, pascal = (_worker(desk, login) for login in ("c.aline", "s.pascal"))
    desk.do("case_file.assign", file_id=earlier, worker_id=pascal)
    desk.do("case_file.assign", file_id=now, worker_id=aline)
    desk.do("identity.add_interview", file_id=earlier, values={"on_day": TODAY, "led_by": aline, "women": 1, "men": 0})
    desk.do("case_file.change_file", file_id=earlier, values={"needs_now": Said(["see_nurse_today"])})
    desk.do("case_file.move_care", file_id=earlier, track="hospital", since=TODAY)
    assert any("followed by a man" in words for words in _marks(desk, earlier))
    pairs.join(desk, earlier, now, why_both="opened twice the same night")

    head = desk.ask("case_file.child", record_id=now).header

    assert "in hospital" not in [str(fact) for fact in head.facts]
    assert [place.kind for place in _gathered(desk, "whereabouts", file_ids=[now])] == []
    assert not any("followed by a man" in words for words in _marks(desk, now))
    assert "See the nurse today" in _marks(desk, now)


def test_a_man_who_follows_a_girl_now_is_marked_though_the_woman_led_the_talk_under_the_other_number(
    desk: Desk,
) -> None:
    earlier, now = pairs.earlier(desk, sex="f"), pairs.now(desk, sex="f")
    desk.do("identity.add_interview", file_id=earlier,
            values={"on_day": TODAY, "led_by": _worker(desk, "c.aline"), "women": 1, "men": 0})  # fmt: skip
    desk.do("case_file.assign", file_id=now, worker_id=_worker(desk, "s.pascal"), why="nobody else is here")
    pairs.join(desk, earlier, now)

    marks = _marks(desk, now)

    assert len([words for words in marks if "followed by a man" in words]) == 1


# -- counted once


def test_today_counts_a_child_of_two_numbers_once_in_every_number(desk: Desk) -> None:
    pairs.join(desk, pairs.earlier(desk), pairs.now(desk))

    tonight = desk.ask("case_file.tonight")

    assert sum(count for _track, count in tonight.tracks) == tonight.followed == 1


def test_figures_count_a_child_once_with_what_was_written_under_both_numbers(desk: Desk) -> None:
    earlier, now = pairs.earlier(desk, sex="f"), pairs.now(desk, sex="f")
    for file_id in (earlier, now):
        desk.do("family.add_own_child", file_id=file_id, sex="m", age="1 mois", registration=Said("needed_free"))
    desk.do("history.add_association", file_id=earlier, values={"said_by": "child", "roles": Said(["wife"])})
    for file_id, began in ((earlier, "01/03/2026"), (now, "01/06/2026")):
        desk.do("history.add_detention", file_id=file_id, values={"began": began, "ended": began, "authority": "army"})
    pairs.join(desk, earlier, now)

    figures = _figures(desk)

    assert (figures["family.girls_with_children"], figures["family.own_children"]) == (1, 2)
    assert (figures["history.associated"], figures["history.detained"]) == (1, 1)


def test_a_child_who_came_back_counts_on_the_day_on_which_the_number_that_stays_was_opened(
    desk: Desk, house: House
) -> None:
    """What was written under the earlier number counts with the file that stays; the day is that file's own."""
    earlier = pairs.earlier(desk, sex="f")
    desk.do("history.add_association", file_id=earlier, values={"said_by": "child", "roles": Said(["wife"])})
    house.clock.pass_(days=20)
    now = pairs.now(desk, sex="f")
    pairs.join(desk, earlier, now)
    day = desk.day(desk.now())

    def associated(start: datetime.date) -> int:
        return int(dict(_gathered(desk, "figures", start=start, end=start.replace(day=28)))["history.associated"])

    assert (associated(TODAY.replace(day=1)), associated(day.replace(day=1))) == (0, 1)


# -- one portrait


def test_the_photo_chosen_after_joining_is_the_only_one(desk: Desk) -> None:
    earlier, now = pairs.earlier(desk), pairs.now(desk)
    yes = {"purpose": "photo", "decision": "yes", "on_day": TODAY, "given_by": "child"}
    photos = {}
    for file_id in (earlier, now):
        desk.do("case_file.answer_consent", file_id=file_id, values=yes)
        photos[file_id] = desk.do("documents.add", file_id=file_id, kind="photo_child", data=picture())
        desk.do("documents.use_portrait", document_id=photos[file_id])
    pairs.join(desk, earlier, now)

    desk.do("documents.use_portrait", document_id=photos[earlier])

    tab = desk.ask("documents.tab", record_id=now)
    at_the_head = [held.record_id for album in tab.start for held in album.held
                   if "at the head of the file" in str(held.detail)]  # fmt: skip
    assert at_the_head == [photos[earlier]]


def test_of_two_photos_chosen_before_joining_that_of_the_file_that_stays_is_shown(desk: Desk) -> None:
    one, other = pairs.earlier(desk), pairs.now(desk)
    yes = {"purpose": "photo", "decision": "yes", "on_day": TODAY, "given_by": "child"}
    shown = {}
    for file_id, colour in ((one, "#202020"), (other, "#f0f0f0")):
        desk.do("case_file.answer_consent", file_id=file_id, values=yes)
        document = desk.do("documents.add", file_id=file_id, kind="photo_child", data=picture(colour))
        desk.do("documents.use_portrait", document_id=document)
        shown[file_id] = desk.ask("documents.portrait", record_id=file_id).data
    pairs.join(desk, one, other)

    assert shown[one] != shown[other]
    for file_id in (one, other):
        assert desk.ask("documents.portrait", record_id=file_id).data == shown[other]
