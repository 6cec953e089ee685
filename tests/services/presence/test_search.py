"""The search for a child who was not there: its hours, its steps, what makes all of them due at once, how it ends."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from tests import makers
from tests.services.presence.conftest import Home
from transit_desk.domain import errors
from transit_desk.domain.fields import Said
from transit_desk.module import Entries, Mark, Steps, Target, Task

MINUTE, HOUR = 60, 3_600


def lost(home: Home, name: str = "Amani") -> str:
    """A call at which a child is not accounted for; returns the key of the search."""
    call = home.begin()
    home.mark(call, name, "not_accounted_for")
    (search,) = home.call(call).searches
    return str(search)


def page(home: Home, search: str) -> Any:
    return home.desk.ask("presence.search", record_id=search)


def due(home: Home, search: str) -> list[tuple[str, str, bool]]:
    steps = next(block for block in page(home, search).tabs[0].start if isinstance(block, Steps))
    return [(str(step.title), step.day, step.late) for step in steps.lines if not step.done]


def task(home: Home) -> Task | None:
    every: tuple[Task, ...] = home.desk.ask("case_file.tonight").tasks
    return next((each for each in every if "not accounted for" in str(each.title)), None)


def step(home: Home, search: str, what: str, **more: object) -> None:
    values = {"step": what, "at": None, "by_id": None, "told": None, "words": None, **more}
    home.desk.do("presence.write_step", record_id=search, values=values)


def end(home: Home, search: str, how: str, **more: object) -> None:
    values = {"ended_how": how, "ended_at": None, "ended_where": None, "ended_state": None, "child_word": Said(),
              "safety_plan": None, **more}  # fmt: skip
    home.desk.do("presence.found", record_id=search, values=values)


def tracks(home: Home) -> dict[str, int]:
    return {str(words): count for words, count in home.desk.ask("case_file.tonight").tracks}


def where(home: Home, name: str) -> str:
    return str(home.desk.ask("case_file.child", record_id=home.files[name]).header.facts[2])


def test_a_child_not_accounted_for_is_searched_from_the_hour_of_the_call(home: Home) -> None:
    search = lost(home)

    assert due(home, search) == [
        ("Search the house and around it", "19:34", False), ("Tell the director", "21:04", False),
        ("Declare the child missing", "22 Nov, 19:04", False), ("Alert the partners", "22 Nov, 19:04", False),
    ]  # fmt: skip


def test_today_tells_the_next_hour_without_a_name(home: Home) -> None:
    lost(home)
    told = task(home)
    home.later(seconds=31 * MINUTE)
    late = task(home)

    assert told is not None
    assert late is not None
    assert (str(told.title), told.at, told.tier) == (
        "A child is not accounted for: Search the house and around it", "19:34", "now",
    )  # fmt: skip
    assert (str(told.detail), str(late.detail)) == ("", "late")
    assert "Amani" not in repr(told)


@pytest.mark.parametrize("danger", ["threat", "stranger"])
def test_a_threat_or_a_stranger_makes_every_step_due_at_once(home: Home, danger: str) -> None:
    search = lost(home)
    home.later(seconds=5 * MINUTE)

    home.desk.do("presence.describe", record_id=search, values={danger: True})
    hours = {hour for _title, hour, _late in due(home, search)}
    home.desk.do("presence.describe", record_id=search, values={danger: False})

    assert hours == {"19:09"}
    assert due(home, search)[0][1] == "19:34"


@pytest.mark.parametrize(("age", "at_once"), [("11", True), ("11-13", True), ("12", False)])
def test_who_may_be_under_twelve_is_searched_at_once(home: Home, age: str, at_once: bool) -> None:
    home.child("Musa", "m", age)
    home.later(seconds=1)

    search = lost(home, "Musa")

    assert ({hour for _title, hour, _late in due(home, search)} == {"19:04"}) is at_once


@pytest.mark.parametrize("of", ["", "Riziki"])
def test_a_child_of_no_known_age_and_a_baby_are_searched_at_once(home: Home, of: str) -> None:
    more = {"accompanies_id": home.files[of]} if of else {}
    home.files["Petite"] = home.desk.do("case_file.open_case", sex="f", care_track="resident", name="Petite", **more)
    home.desk.do("case_file.admit", file_id=home.files["Petite"], began_on=home.desk.day(home.desk.now()))

    search = lost(home, "Petite")

    assert {hour for _title, hour, _late in due(home, search)} == {"19:04"}


def test_the_house_knows_that_the_child_is_not_there(home: Home) -> None:
    before = dict(home.desk.ask("case_file.tonight").parts)
    lost(home)
    after = dict(home.desk.ask("case_file.tonight").parts)
    header = home.desk.ask("case_file.child", record_id=home.files["Amani"]).header

    assert where(home, "Amani") == "not accounted for"
    assert Mark in {type(mark) for mark in header.marks}
    assert "not accounted for" in [str(mark.words) for mark in header.marks]
    assert (after["not_found"] - before["not_found"], after["in_bed"] - before["in_bed"]) == (1, -1)
    assert sum(after.values()) == sum(before.values())


def test_each_step_is_kept_with_who_when_and_who_was_told(home: Home) -> None:
    search = lost(home)
    home.later(seconds=10 * MINUTE)
    sifa = next(each.id for each in home.desk.ask("office.colleagues") if each.name == "Sifa Balola")

    step(home, search, "search", by_id=sifa, words="cour, douches, rue du marché")
    step(home, search, "director", told="Furaha, par téléphone")
    done = next(block for block in page(home, search).tabs[0].start if isinstance(block, Entries))
    cells = [tuple(map(str, entry.cells)) for entry in done.entries]
    home.desk.undo()

    assert cells == [
        ("19:14", "House and surroundings searched", "Sifa Balola", "", "cour, douches, rue du marché"),
        ("19:14", "Director told", "Furaha Nabintu", "Furaha, par téléphone", ""),
    ]
    assert due(home, search)[0][0] == "Tell the director"


@pytest.mark.parametrize(
    ("what", "more", "field"),
    [("director", {}, "told"), ("partners", {"told": " "}, "told"), ("search", {"at": 0}, "at"),
     ("search", {"at": 4_000_000_000_000_000}, "at"), ("search", {"by_id": "nobody"}, "by_id")],
)  # fmt: skip
def test_a_step_that_makes_no_sense_is_refused_beside_its_field(
    home: Home, what: str, more: dict[str, object], field: str
) -> None:
    search = lost(home)

    with pytest.raises(errors.RuleBroken) as refused:
        step(home, search, what, **more)

    assert refused.value.field == field


def test_only_who_leads_the_house_declares_a_child_missing_and_the_file_says_so(home: Home) -> None:
    search = lost(home)
    home.house.desk("e.sifa")
    with pytest.raises(errors.RuleBroken) as refused:
        step(home, search, "declare")
    home.house.desk("s.pascal")

    step(home, search, "declare")
    track = tracks(home)
    with pytest.raises(errors.RuleBroken) as twice:
        step(home, search, "declare")
    home.later(hours=1)
    called = home.marks(home.begin("night"))
    home.desk.undo()
    home.desk.undo()

    assert refused.value.field == twice.value.field == "step"
    assert track["Missing"] == 1
    assert "Amani" not in called  # who is declared missing is searched, and called no more
    assert "Missing" not in tracks(home)
    assert home.desk.ask("case_file.tonight").total == 5


def test_the_night_carers_see_who_is_missing_and_write_the_return_down(home: Home) -> None:
    search = lost(home)
    step(home, search, "declare")
    home.house.desk("e.sifa")
    seen = task(home)

    end(home, search, "came_back")
    back = where(home, "Amani")
    home.later(hours=1)
    called = home.marks(home.begin("night"))
    home.desk.undo()
    home.desk.undo()

    assert seen is not None
    assert back == "bed B-01"
    assert "Amani" in called
    assert task(home) is not None
    with pytest.raises(errors.NotAllowed):
        home.desk.do("case_file.move_care", file_id=home.files["Amani"], track="kin",
                     since=home.desk.day(home.desk.now()))  # fmt: skip
    with pytest.raises(errors.RuleBroken, match="searched from this house"):
        home.desk.do("case_file.seek", file_id=home.files["Amani"], track="kin", since=home.desk.day(home.desk.now()))


def test_found_again_says_where_how_and_the_childs_own_word(home: Home) -> None:
    search = lost(home)
    step(home, search, "declare")

    end(home, search, "found", ended_where="chez une tante", ended_state="fatigué", child_word=Said("J’avais peur."))
    told = repr(page(home, search))
    story = [
        str(event.title) for event in makers.story_of(home.desk.ask("case_file.child", record_id=home.files["Amani"]))
    ]

    assert task(home) is None
    assert where(home, "Amani") == "bed B-01"
    assert "J’avais peur." in told
    for title in ("Not accounted for", "Declared missing", "Found, and back at the house"):
        assert title in story
    home.house.desk("e.sifa")
    assert "J’avais peur." not in repr(page(home, search))


def test_who_comes_back_while_a_call_is_open_is_on_its_list(home: Home) -> None:
    search = lost(home)
    step(home, search, "declare")
    home.later(hours=1)
    night = home.begin("night")
    before = list(home.marks(night))

    end(home, search, "came_back")
    home.desk.undo()
    undone = list(home.marks(night))
    end(home, search, "came_back")
    home.house.desk("e.sifa")
    home.mark(night, "Amani")
    evening = home.desk.ask("presence.today")[1].call_id
    home.mark(evening, "Amani", instead="not_accounted_for")  # and he still is on the one he missed

    assert "Amani" not in before
    assert undone == before
    assert list(home.marks(night)) == [*before, "Amani"]
    assert home.marks(night)["Amani"] == "present"


def test_the_end_is_undone_and_the_search_goes_on(home: Home) -> None:
    search = lost(home)

    end(home, search, "came_back")
    home.desk.undo()

    assert task(home) is not None
    assert due(home, search)[0][0] == "Search the house and around it"


@pytest.mark.parametrize(
    ("how", "more", "field"),
    [("found", {}, "ended_where"), ("found_elsewhere", {"ended_where": ""}, "ended_where"),
     ("left_by_choice", {}, "safety_plan"), ("came_back", {"ended_at": 0}, "ended_at")],
)  # fmt: skip
def test_an_end_that_leaves_something_open_is_refused(
    home: Home, how: str, more: dict[str, object], field: str
) -> None:
    search = lost(home)

    with pytest.raises(errors.RuleBroken) as refused:
        end(home, search, how, **more)

    assert refused.value.field == field


def test_a_child_who_chose_to_leave_goes_with_a_plan_that_a_leader_knows(home: Home) -> None:
    search = lost(home)
    plan = {"safety_plan": "Chez son oncle ; Aline l’appelle vendredi."}
    home.house.desk("e.sifa")
    with pytest.raises(errors.RuleBroken) as refused:
        end(home, search, "left_by_choice", **plan)
    home.house.desk("s.pascal")

    end(home, search, "left_by_choice", **plan)
    view = page(home, search)

    assert refused.value.field == "ended_how"
    assert [verb.title for verb in view.verbs] == ["Settle the leaving"]
    door = home.desk.ask("leaving.door", file_id=home.files["Amani"]).values
    assert (door["own_choice"], door["safety_plan"], "track" in door) == (True, plan["safety_plan"], False)
    assert any("to leave" in str(each.title) for each in home.desk.ask("case_file.tonight").tasks)
    home.desk.undo()
    assert "own_choice" not in home.desk.ask("leaving.door", file_id=home.files["Amani"]).values


def test_who_is_not_back_after_a_search_is_asked_about_until_the_leaving_is_settled(home: Home) -> None:
    search = lost(home)
    plan = "Chez son oncle ; Aline l’appelle vendredi."
    end(home, search, "left_by_choice", safety_plan=plan)
    told = [each for each in home.desk.ask("case_file.tonight").tasks if "not back" in str(each.title)]
    stands = where(home, "Amani")
    home.later(hours=1)
    night = home.begin("night")
    expected = {row.name: row.expected for row in home.call(night).rows}["Amani"]
    home.house.desk("e.sifa")
    to_carers = [each for each in home.desk.ask("case_file.tonight").tasks if "not back" in str(each.title)]
    home.mark(night, "Amani", "on_leave")  # the nearest mark there is says where nobody saw the child
    home.house.desk("s.pascal")
    guessed = [each for each in home.desk.ask("case_file.tonight").tasks if "not back" in str(each.title)]
    home.mark(night, "Amani")
    back = [each for each in home.desk.ask("case_file.tonight").tasks if "not back" in str(each.title)]

    assert [(str(each.title), str(each.detail)) for each in told] == [
        ("A child is not back in the house: settle the leaving", "Left by own choice")
    ]
    assert told[0].target == Target("leaving.leave", extra={"file_id": home.files["Amani"]})
    assert (stands, expected, to_carers, guessed, back) == ("Left by own choice", "", [], told, [])


def test_no_mark_but_present_quietens_a_search_at_the_next_call(home: Home) -> None:
    search = lost(home)
    told = task(home)
    home.later(hours=1)
    night = home.begin("night")
    home.mark(night, "Amani", "on_leave")  # nothing is written yet: the mark may stand, and the search goes on
    still = task(home)
    home.desk.undo()
    home.desk.do("presence.describe", record_id=search, values={"threat": True})
    with pytest.raises(errors.RuleBroken, match="something is written down") as guessed:
        home.mark(night, "Amani", "on_leave")
    home.mark(night, "Amani", "not_accounted_for")
    home.mark(night, "Amani", "present", instead="not_accounted_for")
    home.desk.undo()
    home.desk.undo()
    found = task(home)

    assert guessed.value.field == "mark"
    assert [str(each.title) for each in (told, still, found) if each] == [
        "A child is not accounted for: Search the house and around it"
    ] * 3
    assert home.marks(night)["Amani"] == ""


def test_who_is_gone_after_being_seen_is_searched_from_the_mark_on_in_whatever_call_it_stands(home: Home) -> None:
    evening = home.begin()
    home.later(hours=1)
    night = home.begin("night")
    home.later(minutes=5)
    home.mark(night, "Amani")
    home.later(hours=2)
    home.mark(evening, "Amani", "not_accounted_for")  # still open, and the first on Today
    (search,) = home.call(evening).searches

    assert due(home, search)[0] == ("Search the house and around it", "22:39", False)
    home.later(minutes=1)
    home.mark(night, "Neema", "not_accounted_for")
    home.mark(evening, "Neema")  # seen now, in a call of an earlier hour
    neema = home.call(night).searches[-1]
    assert due(home, neema)[0][0].startswith("Marked Present since")


def test_who_arrived_with_the_evacuation_is_searched_in_the_house_no_more(home: Home) -> None:
    search = lost(home)
    evacuation = home.desk.do("presence.evacuate")
    values: dict[str, object] = {"name": "Bus", "adult": "Sifa", "seats": 9}
    bus = home.desk.do("presence.add_vehicle", record_id=evacuation, values=values).vehicle_id
    seats = home.desk.ask("presence.evacuation", record_id=evacuation).tabs[0].start
    (amani,) = [entry for block in seats for entry in block.entries if entry.cells[0] == "Amani"]
    values = {"vehicle_id": bus, "why": "trouvé à la porte"}
    home.desk.do("presence.bring_along", record_id=amani.verbs[0].extra["record_id"], values=values)
    searched = due(home, search)[0][0]
    home.desk.do("presence.arrive_all", record_id=bus, values={"count": 5})
    home.desk.do("presence.close_evacuation", record_id=evacuation, values={"count": 5})

    assert searched == "Search the house and around it"
    assert "write down how the child was found" in str(task(home))
    assert home.desk.can_undo() is None


def test_who_chose_to_leave_and_is_here_again_is_asked_about_while_the_leaving_stands(home: Home) -> None:
    end(home, lost(home), "left_by_choice", safety_plan="Chez son oncle ; Aline l’appelle vendredi.")
    home.later(hours=1)
    home.mark(home.begin("night"), "Amani")
    (told,) = [each for each in home.desk.ask("case_file.tonight").tasks if "is here again" in str(each.title)]
    (stands,) = home.desk.ask("leaving.to_leave", until=home.desk.day(home.desk.now()))
    home.desk.do("leaving.plan", file_id=stands.file_id, values={
        "planned_for": home.desk.day(home.desk.now()) + datetime.timedelta(days=9), "track": "kin", "with_whom": None,
    })  # fmt: skip

    assert told.target == Target("case_file.child", home.files["Amani"])
    assert "Amani" not in repr(told.title)
    assert "is here again" not in repr(home.desk.ask("case_file.tonight").tasks)  # another leaving is planned by now


def test_a_baby_in_the_house_without_its_mother_is_told_and_one_that_went_with_her_is_not(home: Home) -> None:
    def told() -> list[Target | None]:
        every = home.desk.ask("case_file.tonight").tasks
        return [each.target for each in every if "without its mother" in str(each.title)]

    before = told()
    home.mark(home.begin(), "Riziki", "not_accounted_for")
    lost_ = told()
    home.desk.undo()
    away = home.desk.do("interim_care.go_away", file_id=home.files["Riziki"], kind="leave", left_at=home.desk.now(),
                        baby="stays", baby_with="Mama Faida, in the room of the mothers")  # fmt: skip
    alone = told()
    home.desk.do("interim_care.go_away", file_id=home.files["Dorcas"], kind="leave", left_at=home.desk.now())

    assert away
    assert lost_ == alone == [Target("case_file.child", home.files["Dorcas"])]
    assert before == told() == []


def test_after_the_end_nothing_is_added(home: Home) -> None:
    search = lost(home)
    end(home, search, "came_back")

    for act, values in (("write_step", {"step": "search"}), ("describe", {"threat": True}), ("found", {})):
        with pytest.raises(errors.RuleBroken, match="ended"):
            home.desk.do(f"presence.{act}", record_id=search, values=values)


def test_a_mark_that_was_wrong_takes_the_search_with_it(home: Home) -> None:
    call = home.begin()
    home.mark(call, "Amani", "not_accounted_for")
    with pytest.raises(errors.RuleBroken, match="only if somebody sees the child") as slip:
        home.mark(call, "Amani", "present")  # one key too many
    still = task(home)
    home.mark(call, "Amani", "present", instead="not_accounted_for")
    gone = task(home)
    home.mark(call, "Neema", "not_accounted_for")
    home.desk.undo()

    assert slip.value.field == "mark"
    assert still is not None
    assert gone is None
    assert task(home) is None


def test_a_search_in_which_something_is_written_goes_on_until_its_end_is_written_too(home: Home) -> None:
    search = lost(home)
    step(home, search, "search")
    step(home, search, "declare")
    call = home.call().id
    home.house.desk("e.sifa")

    home.mark(call, "Amani", "present", instead="not_accounted_for")
    told = task(home)
    end(home, search, "came_back")

    assert told is not None
    assert "write down how the child was found" in str(told.title)
    assert where(home, "Amani") == "bed B-01"
    assert "Amani" in home.marks(call)


def test_a_danger_and_an_end_away_from_the_house_are_for_who_leads_it(home: Home) -> None:
    """Whoever sits at the desk tells of a danger; nobody but a leader says that there is none, or that it is over."""
    search = lost(home)
    home.house.desk("e.sifa")
    home.desk.do("presence.describe", record_id=search, values={"threat": True})

    with pytest.raises(errors.RuleBroken) as calmed:
        home.desk.do("presence.describe", record_id=search, values={"threat": False})
    with pytest.raises(errors.RuleBroken) as ended:
        end(home, search, "found_elsewhere", ended_where="au marché")
    home.desk.do("presence.describe", record_id=search, values={"seen_where": "au marché"})
    home.house.desk("s.pascal")
    end(home, search, "found_elsewhere", ended_where="chez sa tante")

    assert (calmed.value.field, ended.value.field) == ("threat", "ended_how")
    assert task(home) is None


def test_of_two_files_that_are_joined_one_line_one_search_and_one_end_stand(home: Home) -> None:
    home.child("Musa", "m", "15")
    home.later(seconds=1)
    call = home.begin()
    home.mark(call, "Amani", "not_accounted_for")
    home.mark(call, "Musa", "not_accounted_for")
    (one, other) = home.call(call).searches
    step(home, one, "search")
    step(home, other, "director", told="Furaha")
    home.desk.do("case_file.merge", file_id=home.files["Musa"], other_id=home.files["Amani"], why="le même garçon",
                 why_both="vu deux fois")  # fmt: skip
    told = [each for each in home.desk.ask("case_file.tonight").tasks if "not accounted for" in str(each.title)]
    rows = home.call(call).rows

    for row in rows:
        if not row.mark:
            home.desk.do("presence.mark", call_id=call, file_id=row.id, mark="present")
    home.desk.do("presence.close", call_id=call)
    end(home, one, "came_back")
    after = [each for each in home.desk.ask("case_file.tonight").tasks if "not accounted for" in str(each.title)]
    home.desk.undo()
    again = [each for each in home.desk.ask("case_file.tonight").tasks if "not accounted for" in str(each.title)]

    assert (len(rows), len(told), len(after), len(again)) == (5, 1, 0, 1)
    assert "Declare the child missing" in str(told[0].title)  # what was done under either number is done


def test_taking_a_call_back_ends_no_search(home: Home) -> None:
    search = lost(home)
    home.desk.do("presence.describe", record_id=search, values={"threat": True, "stranger": True})
    home.child("Musa", "m", "15", "B-03")
    call = home.call().id
    home.mark(call, "Neema", "not_accounted_for")
    home.house.desk("e.sifa")
    with pytest.raises(errors.RuleBroken, match="A colleague began this roll call"):
        home.desk.do("presence.take_back", record_id=call, why="commencé par erreur")
    home.house.desk()

    home.desk.do("presence.take_back", record_id=call, why="commencé par erreur")
    home.house.desk("e.sifa")
    with pytest.raises(errors.RuleBroken) as refused:
        end(home, search, "counted_wrong", ended_where="dans sa chambre")
    home.house.desk()
    told = [each for each in home.desk.ask("case_file.tonight").tasks if "not accounted for" in str(each.title)]
    with pytest.raises(errors.RuleBroken) as nowhere:
        end(home, search, "counted_wrong")
    end(home, search, "counted_wrong", ended_where="dans sa chambre")

    assert len(told) == 2  # one with words in it, one without
    assert (refused.value.field, nowhere.value.field) == ("ended_how", "ended_where")


def test_a_search_in_which_something_is_written_ends_with_no_mark_but_present(home: Home) -> None:
    search, call = lost(home), home.call().id
    home.desk.do("presence.describe", record_id=search, values={"stranger": True})
    line = next(row.line_id for row in home.call(call).rows if row.name == "Amani")

    with pytest.raises(errors.RuleBroken, match="is searched") as marked:
        home.mark(call, "Amani", "on_leave", instead="not_accounted_for")
    with pytest.raises(errors.RuleBroken, match="is searched"):
        home.desk.undo()  # of the mark with which the search began
    home.everybody(call, Amani="not_accounted_for")
    home.desk.do("presence.close", call_id=call)
    with pytest.raises(errors.RuleBroken, match="is searched") as put_right:
        home.desk.do("presence.rectify", record_id=line, values={"mark": "on_leave", "why": "chez sa tante"})

    assert marked.value.field == put_right.value.field == "mark"
    assert task(home) is not None


def test_a_child_marked_present_at_a_later_call_is_to_be_written_down_as_found(home: Home) -> None:
    search = lost(home)
    home.everybody(home.call().id, Amani="not_accounted_for")
    home.desk.do("presence.close", call_id=home.call().id)
    home.later(seconds=3 * HOUR)

    night = home.begin("night")
    expected = {row.name: row.expected for row in home.call(night).rows}["Amani"]
    home.mark(night, "Amani")

    told = task(home)
    assert expected == "not_accounted_for"
    assert told is not None
    assert "write down how the child was found" in str(told.title)
    assert "Marked Present since" in str(due(home, search)[0][0])


def test_a_paper_of_yesterday_begins_no_search_for_a_child_who_was_seen_since(home: Home) -> None:
    called_at = home.desk.now()
    home.later(seconds=3 * HOUR)
    night = home.begin("night")
    home.everybody(night)

    evening = home.desk.do("presence.enter_from_paper", part="evening", called_at=called_at,
                           caller_id=home.desk.actor.worker_id)  # fmt: skip
    home.mark(evening, "Amani", "not_accounted_for")

    assert task(home) is None


def test_a_child_is_not_settled_while_it_is_searched(home: Home) -> None:
    lost(home)

    with home.desk._unit("settle", "") as work:
        titles = [str(each.title) for each in work.gather("settle", file_id=home.files["Amani"])]

    assert "End the search for this child" in titles


def test_a_mother_does_not_leave_for_good_while_her_baby_is_searched(home: Home) -> None:
    call = home.begin()
    home.mark(call, "Dorcas", "not_accounted_for")
    door = home.desk.ask("leaving.door", file_id=home.files["Riziki"]).lines
    search = next(line for line in door if line.must and not line.who)
    assert str(search.title) == "End the search for Dorcas, who came with this child"
    assert search.target is not None
    assert search.target.page == "presence.missing"
    reasons = {line.key: "said to the aunt" for line in door}
    leaves = {"left_on": home.desk.day(home.desk.now()), "track": "reunified", "own_choice": False}

    for along in ((), (home.files["Dorcas"],)):
        with pytest.raises(errors.Refusal, match=r"cannot stay open|to correct"):
            home.desk.do("leaving.leave", file_id=home.files["Riziki"], values=leaves, left=reasons, along=along)

    assert not [line for line in home.desk.ask("leaving.door", file_id=home.files["Neema"]).lines if line.must]
