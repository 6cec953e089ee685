"""Who may be together: girls and boys apart at night, nobody beside whom they fear, the rest told to a person."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transit_desk.planning import company
from transit_desk.planning.company import Someone, Ties, Where

ROOMS = [where for where in Where if where.sleeps]
somebody = st.builds(
    Someone, st.sampled_from("abcd"), st.just("TD-1"), st.sampled_from(("f", "m", "unknown")),
    st.none() | st.integers(0, 12), st.none() | st.integers(12, 25), st.sampled_from(("", "a")),
).filter(lambda each: each.mother_id != each.id)  # fmt: skip
some_pairs = st.frozensets(st.frozensets(st.sampled_from("abcd"), min_size=2, max_size=2))
some_ties = st.builds(Ties, some_pairs, some_pairs, some_pairs)


def child(key: str, sex: str = "m", age: int | None = 15, *, mother: str = "") -> Someone:
    return Someone(key, f"TD-{key}", sex, age, age, mother)


def told(one: Someone, other: Someone, where: Where = Where.BEDROOM, **ties: list[tuple[str, str]]) -> list[str]:
    known = Ties(**{name: company.pairs(each) for name, each in ties.items()})
    return [answer.rule for answer in company.between(one, other, known, where)]


def opens(one: Someone, other: Someone, where: Where, **ties: list[tuple[str, str]]) -> str:
    known = Ties(**{name: company.pairs(each) for name, each in ties.items()})
    return next((each.exception for each in company.between(one, other, known, where)), "")


@given(somebody, somebody, some_ties, st.sampled_from(list(Where)))
def test_it_is_the_same_from_either_side(one: Someone, other: Someone, ties: Ties, where: Where) -> None:
    def rules(answers: tuple[company.Answer, ...]) -> list[tuple[str, bool, str]]:
        return [(each.rule, each.hard, each.exception) for each in answers]

    assert rules(company.between(one, other, ties, where)) == rules(company.between(other, one, ties, where))


@given(somebody, somebody, some_ties, st.sampled_from(ROOMS))
def test_girls_and_boys_never_sleep_together_but_for_two_exceptions(
    one: Someone, other: Someone, ties: Ties, where: Where
) -> None:
    answers = company.between(one, other, ties, where)

    if one.sex != other.sex or one.sex == "unknown":
        assert answers[0].rule == "girls_and_boys"
        assert answers[0].hard
        assert (company.refused(answers) is not None) or answers[0].exception
    assert all(str(each.words) for each in answers)


@given(somebody, somebody, some_ties, st.sampled_from(list(Where)))
def test_whoever_is_kept_apart_is_never_together_anywhere(
    one: Someone, other: Someone, ties: Ties, where: Where
) -> None:
    if frozenset((one.id, other.id)) in ties.apart:
        assert company.refused(company.between(one, other, ties, where)) is not None


def test_a_baby_boy_sleeps_among_the_mothers_where_his_own_does_and_nowhere_else_with_girls() -> None:
    mother, baby, big = child("a", "f"), child("b", "m", 0, mother="a"), child("c", "m")
    girl = child("d", "f")

    for one, other in ((baby, mother), (mother, baby)):
        assert opens(one, other, Where.MOTHERS_ROOM) == company.MOTHER_WITH_INFANT
    assert not opens(baby, girl, Where.MOTHERS_ROOM)
    assert not opens(baby, mother, Where.BEDROOM)
    assert not opens(big, mother, Where.MOTHERS_ROOM)
    assert not opens(child("e", "m", 15, mother="a"), mother, Where.MOTHERS_ROOM), "no infant"


def among(one: Someone, *others: Someone, passing: frozenset[str] = frozenset()) -> list[str]:
    answers = company.beside(one, others, Ties(), Where.MOTHERS_ROOM, passing=passing)
    return [each.exception or "refused" for each in answers if each.rule == "girls_and_boys"]


def test_the_others_of_the_room_need_nothing_for_a_baby_boy_who_is_there_with_his_mother() -> None:
    mother, baby, girl = child("a", "f"), child("b", "m", 0, mother="a"), child("d", "f")

    assert among(girl, mother, baby) == []
    assert among(girl, baby) == ["refused"]
    assert among(girl, mother, baby, passing=frozenset({"a"})) == ["refused"]
    assert among(baby, girl) == ["refused"]
    assert among(baby, girl, mother) == [company.MOTHER_WITH_INFANT]
    assert among(mother, girl, baby) == [company.MOTHER_WITH_INFANT]


def test_a_stranger_does_not_sleep_between_small_brothers_and_sisters() -> None:
    sister, brother, stranger = child("a", "f", 4), child("b", "m", 5), child("c", "f", 4)
    ties = Ties(siblings=company.pairs([("a", "b")]))

    assert company.refused(company.beside(brother, [sister], ties, Where.FAMILY_ROOM)) is None
    assert company.refused(company.beside(brother, [sister, stranger], ties, Where.FAMILY_ROOM)) is not None
    assert company.refused(company.beside(stranger, [sister, brother], ties, Where.FAMILY_ROOM)) is not None


def test_only_small_brothers_and_sisters_share_a_family_room() -> None:
    girl, boy = child("a", "f", 4), child("b", "m", 5)

    assert opens(girl, boy, Where.FAMILY_ROOM, siblings=[("a", "b")]) == company.SIBLINGS_UNDER_SIX
    assert not opens(girl, boy, Where.FAMILY_ROOM)
    assert not opens(child("a", "f", 6), boy, Where.FAMILY_ROOM, siblings=[("a", "b")])
    assert not opens(girl, boy, Where.BEDROOM, siblings=[("a", "b")])


def test_nobody_is_laid_beside_others_before_it_is_known_whether_it_is_a_girl_or_a_boy() -> None:
    answers = company.between(child("a", "unknown"), child("b", "m"), Ties(), Where.BEDROOM)

    assert "TD-a" in str(answers[0].words)
    assert "TD-a" in str(company.between(child("b", "m"), child("a", "unknown"), Ties(), Where.BEDROOM)[0].words)


@pytest.mark.parametrize(
    ("where", "rules"),
    [
        (Where.BEDROOM, ["girls_and_boys", "apart", "rivals", "age_gap"]),
        (Where.CLASS, ["apart", "rivals"]),
        (Where.VEHICLE, ["apart", "rivals"]),
        (Where.FOSTER_FAMILY, ["apart", "rivals", "age_gap"]),
    ],
)
def test_each_place_asks_its_own_of_the_same_rules(where: Where, rules: list[str]) -> None:
    assert told(child("a", "f", 11), child("b", "m", 15), where, apart=[("a", "b")], rivals=[("b", "a")]) == rules


@pytest.mark.parametrize(("one", "other", "years"), [(10, 13, 3), (10, 14, 4), (14, 10, 4), (None, 14, None)])
def test_four_years_are_told(one: int | None, other: int | None, years: int | None) -> None:
    assert company.years_apart(child("a", age=one), child("b", age=other)) == years
    assert told(child("a", age=one), child("b", age=other)) == (["age_gap"] if years and years >= company.GAP else [])


def test_who_may_be_of_any_age_is_told_beside_one_under_fourteen_but_not_among_the_mothers() -> None:
    unknown, small, big = child("a", "f", age=None), child("b", "f", 13), child("c", "f", 14)

    assert (told(unknown, small), told(small, unknown)) == (["ageless"], ["ageless"])
    assert "TD-a" in str(company.between(small, unknown, Ties(), Where.BEDROOM)[0].words)
    assert told(unknown, small, siblings=[("a", "b")]) == []
    assert told(unknown, big) == []
    assert told(unknown, child("d", "f", None)) == []
    assert told(unknown, small, Where.MOTHERS_ROOM) == []


def test_brothers_of_any_age_and_a_mother_with_her_baby_are_not_told_their_years() -> None:
    assert told(child("a", age=8), child("b", age=16), siblings=[("a", "b")]) == []
    assert told(child("a", "f", 17), child("b", "f", 0, mother="a"), Where.MOTHERS_ROOM) == []
    assert told(child("b", "f", 0, mother="a"), child("a", "f", 17), Where.MOTHERS_ROOM) == []


def test_an_adult_among_children_is_named_as_such_and_in_doubt_is_a_child() -> None:
    adult, doubtful = child("a", age=19), Someone("b", "TD-b", "m", 16, 19)

    assert told(adult, child("c")) == ["adult"]
    assert told(doubtful, child("c")) == []
    for one, other in ((adult, child("c")), (child("c"), adult)):
        assert "TD-a" in str(company.between(one, other, Ties(), Where.BEDROOM)[0].words)


def test_brothers_elsewhere_are_told_unless_they_could_not_be_here() -> None:
    one, brother, sister, feared = child("a"), child("b"), child("d", "f"), child("e")
    ties = Ties(apart=company.pairs([("a", "e")]), siblings=company.pairs([("a", "b"), ("a", "d"), ("a", "e")]))

    answers = company.beside(one, [], ties, Where.BEDROOM, [brother, sister, feared, child("f")])

    assert [(each.rule, each.other_id, each.hard) for each in answers] == [("parted", "b", False)]


def test_what_is_refused_is_told_before_what_opens_and_what_is_only_told() -> None:
    baby = child("a", "m", 0, mother="b")
    ties = Ties(apart=company.pairs([("a", "d")]))
    answers = company.beside(baby, [child("c", "f", 30), child("b", "f"), child("d", "f")], ties, Where.MOTHERS_ROOM)

    refused = company.refused(answers)
    assert refused is not None
    assert (answers[0], refused.rule, refused.other_id) == (refused, "apart", "d")
    assert [each.hard for each in answers] == sorted((each.hard for each in answers), reverse=True)
    assert company.refused(company.beside(baby, [child("b", "f")], ties, Where.MOTHERS_ROOM)) is None


def test_nobody_is_paired_with_themselves() -> None:
    assert company.pairs([("a", "a"), ("a", "b"), ("b", "a")]) == frozenset({frozenset({"a", "b"})})


def test_what_is_told_of_many_is_one_sentence() -> None:
    small, others = child("a", age=8), [child(key, age=16) for key in "cbd"]
    ties = Ties(rivals=company.pairs([("a", "b")]))

    told = company.in_words(company.beside(small, others, ties, Where.BEDROOM))

    assert [str(words) for words in told] == [
        "Better not together with TD-b.",
        "4 years or more between: TD-b, TD-c, TD-d.",
    ]
    assert "8" in str(company.in_words(company.beside(small, others[:1], ties, Where.BEDROOM))[0])
