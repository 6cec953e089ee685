"""Doses of a time away: late for nobody while it goes on, settled in one stroke when the child is back."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from tests import makers
from tests.services.health.house import TODAY, block, cells, child, hook, lines, mark, medicine, tasks_of
from transit_desk.desk import Desk
from transit_desk.domain import errors
from transit_desk.domain.instants import HOUR
from transit_desk.domain.text import Words
from transit_desk.module import Target, Task
from transit_desk.services.health.records import given
from transit_desk.storage.work import VaultSession, Work

ONE = datetime.timedelta(days=1)
WORD = "the aunt, by telephone"


def asked(desk: Desk) -> list[Task]:
    """The lines of Today that ask what became of the doses of a time away."""
    return [each for each in hook(desk, "alerts_of") if isinstance(each, Task) and "is back: " in str(each.title)]


def on_leave(house: makers.House, kind: str = "leave") -> tuple[Desk, str, str]:
    """Three days away, from 19:04 on; until 19:00 six doses were due."""
    desk = house.desk()
    file_id = child(desk, "Ben")
    key = medicine(desk, file_id, hours="7 20", from_day=TODAY)
    desk.do("interim_care.go_away", file_id=file_id, kind=kind, left_at=desk.now())
    house.clock.pass_(days=3, minutes=-4)
    return desk, file_id, key


@pytest.mark.parametrize("kind", ["leave", "hospital"])
def test_no_dose_of_a_child_who_is_away_is_told_as_late_and_one_of_the_house_is(house: makers.House, kind: str) -> None:
    desk, _file_id, _key = on_leave(house, kind)
    assert tasks_of(desk) == []
    found = [line for line in lines(desk).values() if line.elsewhere]
    assert len(found) == len(lines(desk)) == 3  # the morning of today, this evening, tomorrow
    told = desk.ask("health.round_now")
    assert (told.late, sum(hour.left for hour in told.hours)) == (0, 0)
    assert medicine(desk, child(desk, "Eli"), 8, hours="19:30", from_day=desk.day(desk.now()))
    house.clock.pass_(hours=1)
    assert tasks_of(desk) == []
    house.clock.pass_(minutes=30)
    assert tasks_of(desk) == ["1 dose of a medicine is late"]


def test_a_dose_that_was_forgotten_before_the_child_left_stays_late(house: makers.House) -> None:
    desk = house.desk()
    file_id = child(desk, "Ben")
    medicine(desk, file_id, hours="7 20")
    desk.do("interim_care.go_away", file_id=file_id, kind="leave", left_at=desk.now())
    medicine(desk, child(desk, "Eli"), 8, hours="12", from_day=TODAY)
    house.clock.pass_(hours=24)

    (task,) = hook(desk, "alerts_of")
    assert (str(task.title), str(task.detail)) == ("3 doses of medicines are late", "of 2 children")


def test_who_is_back_is_asked_about_once_and_every_dose_is_settled_in_one_stroke(house: makers.House) -> None:
    desk, file_id, key = on_leave(house)
    desk.do("interim_care.come_back", file_id=file_id, back_at=desk.now())
    night = house.desk("e.sifa")
    (task,) = asked(night)
    assert str(task.title) == "A child is back: what became of 6 doses of its time away?"
    assert task.target == Target("health", file_id)  # where it says whose they are
    whose = block(night, file_id, "Doses of the time away")
    assert whose.lines[0].label == Words("Not marked yet")  # spoken in the language of whoever reads
    assert str(whose.lines[0].value) == "6 doses, the first due 21 Nov 2026 at 20:00"
    assert whose.verb.action == "health.settle_away"
    assert tasks_of(night) == [str(task.title)]
    told = lines(night)
    assert [line.elsewhere for _key, line in sorted(told.items())] == [True, False, False]
    assert "away at this hour" in str(told["Ben", "24 07:00", 7].doubts[-1])

    for more in ({"mark": "given", "words": WORD}, {"mark": "given_there", "words": ""}):
        with pytest.raises(errors.RuleBroken):
            night.do("health.settle_away", file_id=file_id, **more)
    night.do("health.settle_away", file_id=file_id, mark="given_there", words=WORD)

    assert tasks_of(night) == []
    line = lines(night)["Ben", "24 07:00", 7]
    assert (line.mark, str(line.marked)) == ("given_there", "Given there, written down by Sifa Balola")
    with pytest.raises(errors.RuleBroken, match="No dose of a time away"):
        night.do("health.settle_away", file_id=file_id, mark="not_known", words=WORD)
    mark(night, key, on_day=desk.day(desk.now()), minute=20 * 60)
    night.undo()
    night.undo()
    assert len(asked(night)) == 1
    desk = house.desk()
    desk.do("health.settle_away", file_id=file_id, mark="not_known", words="nobody there wrote it down")
    assert [str(entry.mark.words) for entry in block(desk, file_id, "Doses of the last days").entries] == [
        "Not known"
    ] * 6
    assert ("health.doses_given", 0) in hook(desk, "figures_of", start=TODAY, end=desk.day(desk.now()))


def test_what_was_given_there_counts_as_given_and_is_put_right_one_by_one(house: makers.House) -> None:
    desk, file_id, _key = on_leave(house)
    assert "was away: ask" in repr(block(desk, file_id, "Doses of the last days"))
    assert block(desk, file_id, "Doses of the time away") is not None
    desk.do(
        "health.settle_away", file_id=file_id, mark="given_there", words=WORD
    )  # on the telephone, before its return
    assert dict(hook(desk, "figures_of", start=TODAY, end=TODAY + 3 * ONE))["health.doses_given"] == 6
    assert block(desk, file_id, "Doses of the time away") is None
    assert ("24 Nov 2026 at 07:00", "7", "written down by Furaha Nabintu", WORD) in cells(
        desk, file_id, "Doses of the last days"
    )
    first = lines(desk)["Ben", "24 07:00", 7].marked_id
    desk.do("health.correct_dose", record_id=first, mark="not_known", words="he had forgotten them at the market")
    assert lines(desk)["Ben", "24 07:00", 7].mark == "not_known"
    desk._done.pop()
    with pytest.raises(errors.RuleBroken, match="was corrected"):
        desk.undo()


def test_nothing_is_said_given_there_of_a_dose_in_the_house(desk: Desk) -> None:
    file_id = child(desk)
    key = medicine(desk, file_id, hours="7")
    for which in ("given_there", "not_known"):
        with pytest.raises(errors.RuleBroken, match="was not away") as refused:
            mark(desk, key, which, words=WORD)
        assert refused.value.field == "mark"
    first = mark(desk, key)
    with pytest.raises(errors.RuleBroken, match="was not away"):
        desk.do("health.correct_dose", record_id=first, mark="not_known", words=WORD)
    desk.do("interim_care.go_away", file_id=file_id, kind="leave", left_at=desk.now() - 13 * HOUR,
            though_seen="the aunt gave it, not we")  # fmt: skip
    desk.do("health.correct_dose", record_id=first, mark="given_there", words=WORD)
    with pytest.raises(errors.RuleBroken, match="No dose of a time away"):
        desk.do("health.settle_away", file_id=file_id, mark="given_there", words=WORD)


def test_who_took_or_refused_a_dose_here_had_not_left_before(house: makers.House) -> None:
    desk = house.desk()
    file_id = child(desk, "Ben")
    desk.do("case_file.admit", file_id=file_id, began_on=TODAY)
    key = medicine(desk, file_id, hours="7 20", from_day=TODAY)
    house.clock.pass_(days=1, hours=1)  # 20:04 of the next day
    away: dict[str, Any] = {"file_id": file_id, "kind": "leave", "left_at": desk.now() - 4 * HOUR}
    told = "was seen in the house after that: dose of sachet 7, today, 20:04, Furaha Nabintu"
    mark(desk, key, "refused", on_day=TODAY + ONE, minute=20 * 60)

    gone: dict[str, Any] = {"file_id": file_id, "ended_on": TODAY, "track": "kin"}
    for field, name, values in (("left_at", "interim_care.go_away", away), ("ended_on", "case_file.leave", gone)):
        with pytest.raises(errors.RuleBroken, match=told) as refused:
            desk.do(name, **values)
        assert (refused.value.field, refused.value.about) == (field, ("case_file", file_id))
    desk.undo()  # nobody gave it anything: it was another child
    mark(desk, key, "absent", on_day=TODAY + ONE, minute=20 * 60)
    desk.do("interim_care.go_away", **away)
    mark(desk, key, on_day=TODAY + ONE, minute=7 * 60, words="I took it to the gate for him")  # 20:04, while away
    desk.do("case_file.leave", file_id=file_id, ended_on=TODAY, track="kin")


def test_the_doses_of_a_joined_child_are_settled_under_the_number_of_their_medicine(house: makers.House) -> None:
    desk, file_id, _key = on_leave(house)
    other = child(desk, "Benoît")
    joined = {"file_id": file_id, "other_id": other, "why": "one boy", "why_both": "came to two houses"}
    medicine(desk, other, 8, hours="20", from_day=TODAY + 3 * ONE)
    desk.do("case_file.merge", **joined)
    desk.do("health.settle_away", file_id=other, mark="given_there", words=WORD)

    tab = desk.ask("health.tab", record_id=other).start
    told = [entry for each in tab if getattr(each, "title", "") == "Doses of the last days" for entry in each.entries]
    assert [str(entry.mark.words) for entry in told if entry.cells[1] == "7"] == ["Given there"] * 6
    with VaultSession(desk.vault.reader) as session:
        work = Work(session, desk.actor, desk, desk._sealer, "test", reads_only=True)
        assert work.stays(file_id) == other
        assert {row.file_id for row in given.lines(work, [file_id, other], TODAY, TODAY + 3 * ONE)} == {file_id}


@pytest.mark.parametrize(
    ("how", "told"), [("found", ["7", "20", "7"]), ("found_elsewhere", ["7", "20", "7", "20"]), ("counted_wrong", [])]
)
def test_the_doses_of_a_search_that_ended_are_asked_about_until_the_child_was_here_again(
    house: makers.House, how: str, told: list[str]
) -> None:
    desk = house.desk()
    file_id = child(desk, "Ben")
    desk.do("case_file.admit", file_id=file_id, began_on=TODAY)
    key = medicine(desk, file_id, hours="7 20", from_day=TODAY + ONE)
    house.clock.pass_(hours=11)  # 06:04
    call = desk.do("presence.begin", part="morning")
    desk.do("presence.mark", call_id=call, file_id=file_id, mark="not_accounted_for")
    search = next(str(each.target.record_id) for each in desk.ask("case_file.tonight").tasks if each.safety)
    house.clock.pass_(days=1, hours=6)  # 12:04 of the next day
    if how != "counted_wrong":
        assert lines(desk)["Ben", "23 07:00", 7].elsewhere
    found = {"ended_how": how, "ended_where": "with his aunt"}
    desk.do("presence.found", record_id=search, values=found)
    house.clock.pass_(hours=9)  # 21:04
    call = desk.do("presence.begin", part="evening")
    desk.do("presence.mark", call_id=call, file_id=file_id, mark="present")
    house.clock.pass_(hours=2)

    assert [str(each.title) for each in asked(desk)] == (
        [f"A child is back: what became of {len(told)} doses of its time away?"] if told else []
    )
    late = [each for each in tasks_of(desk) if "late" in each]
    assert late == ([] if how == "found_elsewhere" else [late_words(4 - len(told))])
    if told:
        mark(desk, key, "not_known", on_day=TODAY + ONE, minute=7 * 60, words=WORD)
        desk.do("health.settle_away", file_id=file_id, mark="not_known", words="he does not say")
        assert asked(desk) == []


def late_words(count: int) -> str:
    """The line of Today that tells of doses that are late."""
    return "1 dose of a medicine is late" if count == 1 else f"{count} doses of medicines are late"


def test_who_was_present_while_written_as_away_is_here_and_what_is_due_from_then_on_is_late(
    house: makers.House,
) -> None:
    """Else a child who needs a medicine every day is nobody's, until somebody remembers to write the return."""
    desk, file_id, _key = on_leave(house)  # it is the evening of the third day, 19:00
    desk.do("case_file.admit", file_id=file_id, began_on=TODAY)
    call = desk.do("presence.begin", part="evening")
    desk.do("presence.mark", call_id=call, file_id=file_id, mark="present")
    assert tasks_of(desk) == ["A child is back: what became of 6 doses of its time away?"]

    house.clock.pass_(hours=14)

    assert tasks_of(desk)[0] == "2 doses of medicines are late"
    assert [line.elsewhere for key, line in sorted(lines(desk).items()) if key[0] == "Ben"] == [False] * 3
