"""The rules of presence by themselves: whom a call expects, in which order, what is refused; the hours of a search."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transit_desk.domain import errors, instants
from transit_desk.domain.text import Words
from transit_desk.planning import company
from transit_desk.planning.company import Someone, Ties
from transit_desk.services.presence.rules import calls, evacuation, missing

DAY = datetime.date(2026, 11, 21)
BEFORE, AFTER = DAY - datetime.timedelta(days=1), DAY + datetime.timedelta(days=1)


@pytest.mark.parametrize(
    ("lived", "here"),
    [
        (calls.Lived(BEFORE), True),
        (calls.Lived(AFTER), False),
        (calls.Lived(DAY, arrived_at=10), True),
        (calls.Lived(DAY, arrived_at=11), False),
        (calls.Lived(BEFORE, BEFORE), False),
        (calls.Lived(BEFORE, AFTER), True),
        (calls.Lived(BEFORE, DAY), False),
        (calls.Lived(BEFORE, DAY, left_by=10), False),
        (calls.Lived(BEFORE, DAY, left_by=11), True),
        (calls.Lived(BEFORE, track="missing", track_since=DAY), False),
        (calls.Lived(BEFORE, track="missing", track_since=AFTER), True),
        (calls.Lived(BEFORE, AFTER, track="kin", track_since=AFTER), True),
        (calls.Lived(BEFORE, track="hospital", track_since=BEFORE), True),
    ],
)
def test_a_call_expects_who_lived_here_at_its_hour(lived: calls.Lived, here: bool) -> None:
    assert calls.lived_here(lived, DAY, 10) is here


def test_the_way_goes_from_bed_to_bed_babies_after_their_mothers_and_the_bedless_last() -> None:
    order = calls.walking_order(
        (
            calls.Sleeper("none", "TD-4"), calls.Sleeper("boy", "TD-1", 3), calls.Sleeper("baby", "TD-2", 0, "mother"),
            calls.Sleeper("mother", "TD-3", 1), calls.Sleeper("orphan", "TD-0", 2, "gone"),
        )
    )  # fmt: skip

    assert order == ("mother", "baby", "orphan", "boy", "none")


@pytest.mark.parametrize(
    ("kind", "until", "late"),
    [("leave", 5, True), ("leave", 11, False), ("leave", 0, False), ("bed", 5, False), ("not_found", 5, False)],
)
def test_who_is_away_past_the_hour_said_is_overdue(kind: str, until: int, late: bool) -> None:
    assert calls.is_overdue(kind, until, 10) is late


@pytest.mark.parametrize(
    ("words", "hour"),
    [("18:30", (18, 30)), ("7:05", (7, 5)), (" 22:00 ", (22, 0))],
)
def test_an_hour_is_read_as_the_office_wrote_it(words: str, hour: tuple[int, int]) -> None:
    assert calls.hour_of(words) == hour


@pytest.mark.parametrize("words", ["24:00", "half past"])
def test_an_hour_that_nobody_can_read_is_refused(words: str) -> None:
    with pytest.raises(errors.RuleBroken):
        calls.an_hour(words)


def test_what_holds_is_let_through() -> None:
    calls.not_ahead(DAY, DAY, "part")
    calls.only_one(None, "part")
    calls.works_here(known=True, field="by_id")
    calls.still_open(closed=False)
    calls.is_closed(closed=True)
    calls.changes("present", "class")
    calls.in_its_time(5, 5, Words("from five"), "part")
    calls.not_at_night(night=False)
    calls.as_many(3, 3)
    calls.everybody_is_marked(0)
    calls.every_child_is_seen(0)
    calls.asks_first("not_accounted_for", "present", "not_accounted_for")
    calls.asks_first("not_accounted_for", "not_accounted_for", "")
    calls.asks_first("present", "class", "")
    calls.not_let_out("present", DAY, "mark")
    calls.not_let_out("not_accounted_for", None, "mark")
    calls.nothing_marked(0)
    calls.may_take_back(own=True, leads=False)
    calls.may_take_back(own=False, leads=True)


def test_what_does_not_hold_is_refused() -> None:
    refused: list[Callable[[], None]] = [
        lambda: calls.not_ahead(AFTER, DAY, "part"), lambda: calls.only_one(Words("that one"), "part"),
        lambda: calls.works_here(known=False, field="by_id"), lambda: calls.still_open(closed=True),
        lambda: calls.is_closed(closed=False), lambda: calls.changes("class", "class"),
        lambda: calls.not_at_night(night=True),
        lambda: calls.in_its_time(4, 5, Words("from five"), "part"),
        lambda: calls.as_many(3, 2), lambda: calls.everybody_is_marked(1),
        lambda: calls.every_child_is_seen(1), lambda: calls.asks_first("not_accounted_for", "present", "present"),
        lambda: calls.not_let_out("not_accounted_for", DAY, "mark"),
        lambda: calls.nothing_marked(1), lambda: calls.may_take_back(own=False, leads=False),
    ]  # fmt: skip

    for act in refused:
        with pytest.raises(errors.RuleBroken):
            act()


_MARKS = st.lists(st.sampled_from([None, *calls.EXPECTED.values()]))


@given(_MARKS)
def test_the_parts_of_a_sum_and_who_is_left_make_the_whole(marks: list[str | None]) -> None:
    total, present, elsewhere, lost = calls.sums(marks)

    assert total == present + elsewhere + lost + marks.count(None)
    assert min(present, elsewhere, lost) >= 0


@given(_MARKS, st.integers(0, 30), st.sampled_from(sorted(calls.EXPECTED.values())))
def test_a_line_put_right_changes_the_sums_as_if_they_were_made_anew(
    marks: list[str | None], place: int, after: str
) -> None:
    every = [*marks, "present"]
    at = place % len(every)

    assert calls.summed_anew(calls.sums(every), every[at], after) == calls.sums([*every[:at], after, *every[at + 1 :]])


def test_absences_running_end_with_the_last_time_a_child_was_seen() -> None:
    assert calls.running(["on_leave", "with_staff", "class", "on_leave"]) == 2
    assert calls.running(["present"]) == 0
    assert calls.running(["clinic", "clinic"]) == 2


# -- the search

LIMITS = missing.Limits(30, 2, 24)


def test_the_hours_of_a_search() -> None:
    assert missing.due(0, None, LIMITS) == {
        "search": 30 * instants.MINUTE, "director": 2 * instants.HOUR, "declare": 24 * instants.HOUR,
        "partners": 24 * instants.HOUR,
    }  # fmt: skip


@given(st.integers(0, 10**15), st.integers(0, 10**15))
def test_in_danger_no_step_is_due_later_than_without(since: int, danger_at: int) -> None:
    calm, danger = missing.due(since, None, LIMITS), missing.due(since, danger_at, LIMITS)

    assert all(danger[step] == min(calm[step], danger_at) for step in missing.STEPS)


@pytest.mark.parametrize("flags", [(True, False, False), (False, True, False), (False, False, True), (False,) * 3])
def test_a_threat_a_stranger_or_a_small_child_waits_for_no_hour(flags: tuple[bool, bool, bool]) -> None:
    threat, stranger, young = flags

    assert missing.at_once(threat=threat, stranger=stranger, young=young) is any(flags)


@pytest.mark.parametrize(
    ("low", "baby", "young"), [(11, False, True), (12, False, False), (None, False, True), (12, True, True)]
)
def test_who_can_be_under_twelve_is_small(low: int | None, baby: bool, young: bool) -> None:
    assert missing.is_young(low, 12, baby=baby) is young


def test_the_next_step_is_the_first_that_nobody_did() -> None:
    hours = missing.due(0, 0, LIMITS)

    assert missing.next_step((), hours) == ("search", 0)
    assert missing.next_step(("search", "declare"), hours) == ("director", 0)
    assert missing.next_step(missing.STEPS, hours) is None


def test_what_makes_sense_of_a_search_is_let_through() -> None:
    missing.still_searched(ended=False)
    missing.none_since(there=False)
    missing.in_order(5, 5, "at")
    missing.seen_before(None, 5)
    missing.seen_before(5, 5)
    missing.who_was_told("search", None)
    missing.who_was_told("director", "Furaha")
    missing.may_declare("search", may=False)
    missing.may_declare("declare", may=True)
    missing.once("search", ("search",))
    missing.once("declare", ())
    missing.may_end("found", may=False, plan=None)
    missing.may_end("left_by_choice", may=True, plan="chez son oncle")
    missing.may_end("counted_wrong", may=True, plan=None)
    missing.may_end("found_elsewhere", may=True, plan=None)
    missing.may_calm(taken=False, may=False)
    missing.may_calm(taken=True, may=True)
    missing.seen_here_again(here=True)
    missing.where_it_ended("came_back", None)
    missing.where_it_ended("found", "au marché")


def test_what_makes_no_sense_of_a_search_is_refused_beside_its_field() -> None:
    refused: dict[str | None, list[Callable[[], None]]] = {
        None: [lambda: missing.still_searched(ended=True), lambda: missing.none_since(there=True)],
        "at": [lambda: missing.in_order(4, 5, "at")],
        "seen_at": [lambda: missing.seen_before(6, 5)],
        "told": [lambda: missing.who_was_told("partners", " ")],
        "step": [lambda: missing.may_declare("declare", may=False), lambda: missing.once("declare", ("declare",))],
        "mark": [lambda: missing.seen_here_again(here=False)],
        "ended_how": [
            lambda: missing.may_end("left_by_choice", may=False, plan="chez son oncle"),
            lambda: missing.may_end("counted_wrong", may=False, plan=None),
            lambda: missing.may_end("found_elsewhere", may=False, plan=None),
        ],
        "threat": [lambda: missing.may_calm(taken=True, may=False)],
        "safety_plan": [lambda: missing.may_end("left_by_choice", may=True, plan="?")],
        "ended_where": [
            lambda: missing.where_it_ended("found_elsewhere", ""),
            lambda: missing.where_it_ended("counted_wrong", None),
        ],
    }

    for field, acts in refused.items():
        for act in acts:
            with pytest.raises(errors.RuleBroken) as broken:
                act()
            assert broken.value.field == field


# -- leaving the house


def someone(name: str, mother: str = "") -> Someone:
    return Someone(name, name, "f", 15, 15, mother)


def test_babies_and_siblings_make_one_group_and_the_largest_goes_first() -> None:
    ties = Ties(siblings=company.pairs([("a", "b")]))
    every = [someone("alone"), someone("a"), someone("baby", "b"), someone("b")]

    found = [sorted(each.id for each in group) for group in evacuation.groups(every, ties)]

    assert found == [["a", "b", "baby"], ["alone"]]


def test_brothers_who_are_kept_apart_do_not_travel_together_nor_by_way_of_a_third() -> None:
    ties = Ties(siblings=company.pairs([("a", "b"), ("b", "c")]), apart=company.pairs([("a", "c")]))
    every = [someone("a"), someone("b"), someone("c"), someone("baby", "c")]

    found = [sorted(each.id for each in group) for group in evacuation.groups(every, ties)]

    assert sorted(found) == [["a", "b"], ["baby", "c"]]


def test_a_group_goes_where_there_is_room_for_all_of_it_and_nobody_it_is_kept_apart_from() -> None:
    ties = Ties(siblings=company.pairs([("a", "b")]), apart=company.pairs([("c", "d")]))
    every = [someone(name) for name in "abc"]

    found = evacuation.shared_out(
        every, {"moto": [], "bus": [someone("d")], "van": []}, {"moto": 1, "bus": 9, "van": 0}, ties
    )

    assert found == {"a": "bus", "b": "bus", "c": "moto"}
    assert evacuation.shared_out(every, {}, {}, ties) == {}


@given(st.integers(0, 12), st.lists(st.integers(0, 5), max_size=4))
def test_no_vehicle_takes_more_than_it_has_room_for(count: int, rooms: list[int]) -> None:
    every = [someone(str(number)) for number in range(count)]
    free = {f"v{number}": room for number, room in enumerate(rooms)}

    found = evacuation.shared_out(every, {key: [] for key in free}, free, Ties())

    assert all(list(found.values()).count(key) <= room for key, room in free.items())
    assert len(found) == min(count, sum(rooms))


def test_the_rules_of_leaving() -> None:
    evacuation.only_one(there=False)
    evacuation.nobody_is_seated(0)
    evacuation.under_way(closed=False)
    evacuation.known_vehicle(known=True)
    evacuation.after_leaving(5, 5)
    evacuation.in_a_vehicle(seated=True)
    evacuation.the_same_number(3, 3)
    evacuation.nobody_is_missing(0)
    evacuation.away_from_here("on_leave")
    evacuation.counted(counted=True)
    evacuation.not_counted(counted=False)
    evacuation.nobody_arrived(0)
    evacuation.everybody_is_listed(0)
    evacuation.as_many_came(2, 2)
    evacuation.lives_here(left=False)
    evacuation.goes_once("Jeep", "Sifa", [("Minibus", "Aline")])
    evacuation.said_why(someone("a"), [someone("b")], 1, Ties(), None)
    evacuation.said_why(someone("a"), [], 0, Ties(), "il est petit")
    refused: list[Callable[[], None]] = [
        lambda: evacuation.only_one(there=True), lambda: evacuation.under_way(closed=True),
        lambda: evacuation.nobody_is_seated(1),
        lambda: evacuation.known_vehicle(known=False), lambda: evacuation.after_leaving(4, 5),
        lambda: evacuation.in_a_vehicle(seated=False), lambda: evacuation.the_same_number(2, 3),
        lambda: evacuation.nobody_is_missing(1), lambda: evacuation.away_from_here("class"),
        lambda: evacuation.counted(counted=False), lambda: evacuation.not_counted(counted=True),
        lambda: evacuation.nobody_arrived(1), lambda: evacuation.everybody_is_listed(1),
        lambda: evacuation.as_many_came(2, 1), lambda: evacuation.lives_here(left=True),
        lambda: evacuation.goes_once("jeep ", "Sifa", [("Jeep", "Aline")]),
        lambda: evacuation.goes_once("Minibus", "aline", [("Jeep", "Aline")]),
        lambda: evacuation.said_why(someone("a"), [], 0, Ties(), " "),
        lambda: evacuation.said_why(someone("a"), [someone("b")], 3, Ties(company.pairs([("a", "b")])), None),
    ]  # fmt: skip
    for act in refused:
        with pytest.raises(errors.RuleBroken):
            act()
