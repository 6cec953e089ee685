"""Rules of beds, with nothing but values: one child to a bed and a night, girls and boys apart, a place for each."""

from __future__ import annotations

import dataclasses
import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transit_desk import choices, services
from transit_desk.domain import errors
from transit_desk.planning import company
from transit_desk.planning.company import Someone
from transit_desk.services.interim_care import rules
from transit_desk.services.interim_care.rules import Child, Company, Place, Taken

DAY = datetime.date(2026, 9, 14)
BLOCKS = choices.load("block_kind").keys
days = st.integers(0, 30).map(lambda days: DAY + datetime.timedelta(days=days))
ends = st.none() | days


def nights_of(from_day: datetime.date, to_day: datetime.date | None) -> set[datetime.date]:
    """Every night of a stay within the span of these tests."""
    last = to_day or DAY + datetime.timedelta(days=60)
    return {from_day + datetime.timedelta(days=each) for each in range(max(0, (last - from_day).days))}


@given(a=days, b=ends, c=days, d=ends)
def test_stays_overlap_exactly_when_they_share_a_night(
    a: datetime.date, b: datetime.date | None, c: datetime.date, d: datetime.date | None
) -> None:
    shared = nights_of(a, b) & nights_of(c, d)

    assert rules.overlap(a, b, c, d) == bool(shared)
    assert rules.overlap(a, b, c, d) == rules.overlap(c, d, a, b)


@given(a=days, b=ends, start=days, length=st.integers(0, 20))
def test_nights_are_counted_within_a_span(
    a: datetime.date, b: datetime.date | None, start: datetime.date, length: int
) -> None:
    end = start + datetime.timedelta(days=length)
    span = {start + datetime.timedelta(days=each) for each in range(length + 1)}

    assert rules.nights(a, b, start, end) == len(nights_of(a, b) & span)


def place(block: str, code: str = "X-1", *, shut: str = "", features: frozenset[str] = frozenset()) -> Place:
    return Place(code, code, block, block, shut=shut, features=features)


def room_of(*others: Someone, siblings: bool = False, apart: bool = False, rivals: bool = False) -> Company:
    """Who is in the room, and what is known between each of them and the child of these tests."""
    known = company.pairs(("TD-1", other.id) for other in others)
    nothing: frozenset[frozenset[str]] = frozenset()
    return Company(others, company.Ties(known if apart else nothing, known if siblings else nothing,
                                        rivals=known if rivals else nothing))  # fmt: skip


def other(sex: str, age: int | None = 15) -> Someone:
    return Someone(f"other-{sex}", "TD-2", sex, age, age)


def child(sex: str, age: int | None = 15, *, baby: bool = False, mother: bool = False, number: str = "TD-1") -> Child:
    return Child(number, number, sex, age, age, baby=baby, mother=mother, mother_id="other-f" if baby else "")


@given(
    block=st.sampled_from(BLOCKS),
    sex=st.sampled_from(choices.load("sex").keys),
    age=st.none() | st.integers(0, 20),
    baby=st.booleans(),
    mother=st.booleans(),
    others=st.sets(st.sampled_from(choices.load("sex").keys)),
)
def test_no_bed_of_the_other_sex_ever_suits(
    block: str, sex: str, age: int | None, baby: bool, mother: bool, others: set[str]
) -> None:
    beside = room_of(*(other(each, None) for each in sorted(others)))
    found = rules.verdict(child(sex, age, baby=baby, mother=mother), place(block), beside)

    if (block.startswith("girls") and sex == "m") or (block.startswith("boys") and sex == "f"):
        assert found.answer in ("never", "exception")
        assert found.answer == "never" or (block == "girls_with_children" and baby)
    if block.startswith(("girls", "boys")) and sex == "unknown":
        assert not found.suits
    if not block.startswith(("girls", "boys")) and others - {sex}:
        assert found.answer in ("never", "exception")
    assert (found.answer == "exception") == bool(found.exception)
    assert str(found.words)


@pytest.mark.parametrize(
    ("told", "block", "answer"),
    [
        (child("f"), "girls", "suits"),
        (child("f", mother=True), "girls_with_children", "suits"),
        (child("f", mother=True), "girls", "with_reason"),
        (child("f"), "girls_with_children", "with_reason"),
        (child("f", 1, baby=True), "girls_with_children", "suits"),
        (child("m", 1, baby=True), "girls_with_children", "never"),
        (child("f", 1, baby=True), "girls", "with_reason"),
        (child("m", 12), "boys_10_13", "suits"),
        (child("m", 16), "boys_10_13", "with_reason"),
        (child("m", 1), "boys_10_13", "with_reason"),
        (child("m", 13), "boys_14_17", "with_reason"),
        (child("m", None), "boys_14_17", "suits"),
        (child("f"), "infirmary", "with_reason"),
        (child("m"), "boys_14_17", "suits"),
    ],
)
def test_which_bed_suits_whom(told: Child, block: str, answer: str) -> None:
    assert rules.verdict(told, place(block)).answer == answer


def test_a_baby_boy_is_among_the_mothers_where_his_own_is() -> None:
    baby = child("m", 1, baby=True)
    beside = room_of(other("f"))

    assert rules.verdict(baby, place("girls_with_children"), beside).answer == "exception"
    passing = dataclasses.replace(beside, passing=frozenset({"other-f"}))
    assert rules.verdict(baby, place("girls_with_children"), passing).answer == "never"
    assert rules.verdict(child("m", 6, baby=True), place("girls_with_children"), beside).answer == "never"


@pytest.mark.parametrize(
    ("told", "block", "beside", "said"),
    [
        (child("f"), "girls", room_of(other("f")), None),
        (child("m"), "girls", room_of(other("f")), "girls and boys sleep apart"),
        (child("f"), "girls", room_of(other("m")), None),  # he is told of, she sleeps there rightly
        (child("unknown"), "boys_14_17", room_of(), "whether this child is a girl or a boy"),
        (child("m"), "boys_14_17", room_of(other("m"), apart=True), "kept apart"),
        (child("m"), "infirmary", room_of(other("f")), "girls and boys sleep apart"),
        (child("m"), "infirmary", room_of(other("m")), None),
        (child("m", 4), "family", room_of(other("f", 5), siblings=True), None),
        (child("m", 6), "family", room_of(other("f", 5), siblings=True), "girls and boys sleep apart"),
        (child("m", 1, baby=True), "girls_with_children", room_of(other("f")), None),
        (child("m", 1, baby=True), "girls_with_children", room_of(), "only where his own does"),
        (child("m", 6, baby=True), "girls_with_children", room_of(other("f")), "girls and boys sleep apart"),
    ],
)
def test_who_may_not_stay_where_it_sleeps_is_told_with_the_reason(
    told: Child, block: str, beside: Company, said: str | None
) -> None:
    found = rules.amiss(told, block, beside)

    assert (found is None) if said is None else (said in str(found))


def test_for_whom_a_block_is_stands_in_its_list() -> None:
    assert {block: rules.sex_of(block) for block in ("girls", "boys_14_17", "family")} == {
        "girls": "f", "boys_14_17": "m", "family": "",
    }  # fmt: skip
    assert (rules.ages_of("boys_10_13"), rules.ages_of("girls")) == ((0, 13), (0, 99))


def test_a_bed_out_of_use_is_given_to_nobody() -> None:
    found = rules.verdict(child("f"), place("girls", shut="repair"))

    assert found.answer == "not_now"
    with pytest.raises(errors.RuleBroken) as refused:
        rules.may_sleep(found, why="because", exception=None, may_except=True)
    assert refused.value.field == "bed_id"


def test_a_bed_to_be_cleaned_is_given_to_nobody_and_says_so() -> None:
    assert "cleaned" in str(rules.verdict(child("f"), place("girls", shut="cleaning")).words)


def test_small_brothers_and_sisters_share_a_family_room() -> None:
    beside = room_of(other("f", 5), siblings=True)

    assert rules.verdict(child("m", 4), place("family"), beside).exception == "siblings_under_six"
    assert rules.verdict(child("m", 6), place("family"), beside).answer == "never"
    assert rules.verdict(child("m", 4), place("family"), room_of(other("f", 5))).answer == "never"
    assert rules.verdict(child("m", 4), place("infirmary"), beside).answer == "never"


def test_two_who_are_kept_apart_never_share_a_room_and_nobody_reads_why() -> None:
    found = rules.verdict(child("m"), place("boys_14_17"), room_of(other("m"), apart=True))

    assert found.answer == "never"
    assert str(found.words) == "TD-2 is kept apart from this child."


def test_an_adult_beside_children_and_sides_that_fought_need_a_reason() -> None:
    assert rules.verdict(child("f", 18), place("girls")).answer == "with_reason"
    assert rules.verdict(child("f", 15), place("girls"), room_of(other("f", 19))).answer == "with_reason"
    assert rules.verdict(child("m"), place("boys_14_17"), room_of(other("m"), rivals=True)).answer == "with_reason"


@pytest.mark.parametrize("block", ["family", "infirmary", "boys_14_17"])
def test_of_an_adult_and_a_child_in_one_room_it_is_said_first_that_one_is_an_adult(block: str) -> None:
    for one, there in ((child("m", 24), other("m", 11)), (child("m", 2), other("m", 24))):
        found = rules.verdict(one, place(block), room_of(there))
        assert found.answer == "with_reason"
        assert "is an adult" in str(found.words)


def test_a_boy_of_unknown_age_beside_a_small_one_needs_a_reason() -> None:
    found = rules.verdict(child("m", None), place("boys_10_13"), room_of(other("m", 11)))

    assert (found.answer, "Nobody knows how old TD-1 is" in str(found.words)) == ("with_reason", True)
    assert rules.verdict(child("m", None), place("boys_14_17"), room_of(other("m", 16))).suits


@pytest.mark.parametrize(
    ("told", "block", "beside", "among"),
    [
        (child("m", 24), "family", room_of(other("m", 2)), True),
        (child("m", 24), "family", room_of(other("m", 2), siblings=True), False),
        (child("m", 24), "infirmary", room_of(other("m", 11)), True),
        (child("m", 24), "infirmary", room_of(other("m", 19)), False),
        (child("m", 17), "infirmary", room_of(other("m", 19)), False),
        (child("f", 19, mother=True), "girls_with_children", room_of(other("f", 16)), False),
        (child("f", 19), "girls_with_children", room_of(other("f", 16)), True),
    ],
)
def test_an_adult_among_children_is_told_in_each_kind_of_room(
    told: Child, block: str, beside: Company, among: bool
) -> None:
    assert rules.among_children(told, block, beside) == among


def test_years_apart_are_told_and_forbid_nothing() -> None:
    found = rules.verdict(child("f", 12), place("girls"), room_of(other("f", 16)))

    assert found.suits
    assert [str(words) for words in found.told] == ["TD-2 is 4 years older or younger."]


@pytest.mark.parametrize(
    ("told", "answer"),
    [(child("f", 5), "with_reason"), (child("f", 6), "suits"), (child("f", mother=True), "with_reason")],
)
def test_nobody_small_sleeps_above_in_a_bunk(told: Child, answer: str) -> None:
    block = "girls_with_children" if told.mother else "girls"

    assert rules.verdict(told, place(block, features=frozenset({"upper"}))).answer == answer


def test_a_room_for_those_who_must_be_alone_needs_a_reason() -> None:
    where = dataclasses.replace(place("girls"), isolation=True)

    assert rules.verdict(child("f"), where).answer == "with_reason"


@pytest.mark.parametrize(
    ("why", "exception", "may_except", "field"),
    [
        ("he is three months old", "mother_with_infant", True, None),
        ("he is three months old", None, True, "exception"),
        ("he is three months old", "siblings_under_six", True, "exception"),
        ("baby", "mother_with_infant", True, "why"),
        (None, "mother_with_infant", True, "why"),
        ("he is three months old", "mother_with_infant", False, "exception"),
    ],
)
def test_an_exception_needs_its_name_a_supervisor_and_a_sentence(
    why: str | None, exception: str | None, may_except: bool, field: str | None
) -> None:
    found = rules.verdict(child("m", 0, baby=True), place("girls_with_children"), room_of(other("f")))
    if field is None:
        rules.may_sleep(found, why=why, exception=exception, may_except=may_except)
        return
    with pytest.raises(errors.Refusal) as refused:
        rules.may_sleep(found, why=why, exception=exception, may_except=may_except)

    assert refused.value.field == field
    assert isinstance(refused.value, errors.NotAllowed) != may_except


def test_an_exception_is_no_way_around_the_rule() -> None:
    found = rules.verdict(child("m"), place("girls"))

    for exception in (None, "mother_with_infant", "siblings_under_six"):
        with pytest.raises(errors.RuleBroken):
            rules.may_sleep(found, why="a long enough reason", exception=exception, may_except=True)


def test_a_bed_that_suits_with_a_reason_asks_for_it() -> None:
    found = rules.verdict(child("m", 16), place("boys_10_13"))

    rules.may_sleep(found, why="with his brother", exception=None, may_except=False)
    with pytest.raises(errors.RuleBroken) as refused:
        rules.may_sleep(found, why=" ", exception=None, may_except=True)
    assert refused.value.field == "why"


def test_the_record_in_the_way_is_named() -> None:
    taken = [
        Taken("X-1", "TD-7KQ2MX-8", "m", DAY, key="the file"),
        Taken("X-1", "TD-EARLIER", "m", DAY - datetime.timedelta(days=9), DAY),
    ]

    wanted = Taken("X-1", "TD-NEW", "m", DAY)
    with pytest.raises(errors.RuleBroken) as refused:
        rules.bed_is_free(taken, [], "X-1", wanted, "bed_id")
    assert str(refused.value) == "Bed X-1 is taken by TD-7KQ2MX-8. Choose another one."
    assert refused.value.about == ("case_file", "the file")
    rules.bed_is_free(taken[1:], [], "X-1", wanted, "bed_id")

    with pytest.raises(errors.RuleBroken) as twice:
        rules.child_is_free([("X-1", taken[0])], taken[0])
    assert str(twice.value) == "TD-7KQ2MX-8 already has bed X-1. Move the child instead."
    rules.child_is_free([("X-1", dataclasses.replace(taken[0], to_day=DAY))], taken[0])


def test_a_room_holds_its_beds_and_mattresses_come_on_top() -> None:
    rules.room_has_place(3, 4, overflow=False)
    rules.room_has_place(4, 4, overflow=True)
    with pytest.raises(errors.RuleBroken):
        rules.room_has_place(4, 4, overflow=False)


def test_a_stay_begins_between_the_arrival_and_tonight() -> None:
    late, early = DAY + datetime.timedelta(days=1), DAY - datetime.timedelta(days=1)
    for day, arrived in ((DAY, DAY), (DAY, early), (early, early), (early, None)):
        rules.begins_in_order(day, arrived, DAY, 1)
    with pytest.raises(errors.RuleBroken):
        rules.begins_in_order(early, None, DAY, 0)
    for day, arrived in ((late, DAY), (late, None), (early, DAY)):
        with pytest.raises(errors.RuleBroken) as refused:
            rules.begins_in_order(day, arrived, DAY)
        assert refused.value.field == "from_day"


def test_a_stay_ends_after_it_begins_and_not_in_days_to_come() -> None:
    rules.ends_in_order(DAY, DAY, DAY)
    for on_day, today in ((DAY - datetime.timedelta(days=1), DAY), (DAY + datetime.timedelta(days=1), DAY)):
        with pytest.raises(errors.RuleBroken) as refused:
            rules.ends_in_order(DAY, on_day, today)
        assert refused.value.field == "on_day"


# -- brothers and sisters


def test_a_room_without_the_brother_needs_a_reason_and_his_own_suits() -> None:
    beside = dataclasses.replace(child("m"), kin_rooms=frozenset({"boys_14_17"}))
    elsewhere = dataclasses.replace(child("m"), kin_rooms=frozenset({"another room"}))

    assert rules.verdict(beside, place("boys_14_17")).suits
    assert rules.verdict(elsewhere, place("boys_14_17")).answer == "with_reason"


# -- more nights beside somebody


def test_more_nights_are_refused_beside_who_may_not_be_there() -> None:
    """Whoever came into the room since is asked like one who was there before; the refusal opens that file."""
    girl = Someone("TD-9", "TD-9", "f", 14, 14)
    boy = Child("TD-1", "TD-1", "m", 14, 14)

    with pytest.raises(errors.RuleBroken, match="girls and boys sleep apart") as mixed:
        rules.may_stay(boy, "infirmary", room_of(girl), None, "to_day")
    with pytest.raises(errors.RuleBroken, match="is kept apart") as apart:
        rules.may_stay(boy, "boys_14_17", room_of(dataclasses.replace(girl, sex="m"), apart=True), None, "to_day")
    rules.may_stay(boy, "boys_14_17", room_of(dataclasses.replace(girl, sex="m")), None, "to_day")

    assert (mixed.value.field, mixed.value.about) == ("to_day", ("case_file", "TD-9"))
    assert apart.value.about == ("case_file", "TD-9")


def test_an_exception_that_was_made_goes_on_for_more_nights() -> None:
    sister = Someone("TD-9", "TD-9", "f", 4, 4)
    small = Child("TD-1", "TD-1", "m", 5, 5)

    rules.may_stay(small, "family", room_of(sister, siblings=True), "siblings_under_six", "to_day")
    with pytest.raises(errors.RuleBroken):
        rules.may_stay(small, "family", room_of(sister, siblings=True), None, "to_day")


def test_whoever_gives_beds_knows_who_is_kept_apart() -> None:
    roles = {f"{module.name}.{right.key}": set(right.roles) for module in services.modules() for right in module.rights}

    assert roles["interim_care.give"] <= roles["family.apart"], "without it two who are kept apart would share a room"


def test_a_man_among_boys_needs_a_reason_and_an_unknown_age_is_told() -> None:
    assert "he is an adult" in str(rules.verdict(child("m", 25), place("boys_14_17")).words)
    unknown = rules.verdict(child("m", None), place("boys_14_17"))
    assert (unknown.suits, [str(each) for each in unknown.told]) == (
        True,
        ["Boys 14–17: nobody knows how old he is."],
    )
    assert rules.verdict(child("f", None), place("girls")).told == ()


def test_an_exception_that_nothing_asks_for_is_refused_as_such() -> None:
    with pytest.raises(errors.RuleBroken, match="No such exception") as refused:
        rules.may_sleep(rules.verdict(child("m"), place("boys_14_17")), why="a long enough reason",
                        exception="siblings_under_six", may_except=True)  # fmt: skip
    assert refused.value.field == "exception"


@pytest.mark.parametrize(
    ("beside", "known", "code"),
    [
        ((), (), "R+1"),
        (("F1", "F2"), ("F+1",), "F+2"),
        (("boys_14_17-1",), (), "boys_14_17+1"),
        (("F+1",), ("F+1",), "F+2"),
    ],
)
def test_a_mattress_is_called_after_the_beds_beside_it(
    beside: tuple[str, ...], known: tuple[str, ...], code: str
) -> None:
    assert rules.mattress_code("Room", beside, known) == code


def test_nobody_is_awaited_who_left_the_house() -> None:
    rules.return_awaited(None)
    with pytest.raises(errors.RuleBroken, match="left the house on 14 Sep 2026"):
        rules.return_awaited(None, DAY)
