"""What the choosing of claims promises: one order whoever asks, the child's wish first, nothing lost by withdrawing."""

from __future__ import annotations

import dataclasses
import datetime
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transit_desk.domain import ages, births, claims, dates
from transit_desk.domain.claims import Claim

DAY = datetime.date(2026, 11, 21)
SOURCES = ("child", "document", "mother", "family", "sibling", "community", "worker", "authority", "a_source_of_later")


def claim(key: str, said_by: str = "child", **rest: object) -> Claim:
    given = {
        "what": "name",
        "value": key,
        "said_on": DAY,
        "how_known": "told",
        "recorded_at": 1,
    }
    return Claim(key=key, said_by=said_by, **{**given, **rest})  # type: ignore[arg-type]


def shown(*told: Claim) -> str | None:
    best = claims.chosen(told)
    return None if best is None else best.claim.key


@st.composite
def some_claims(draw: st.DrawFn) -> list[Claim]:
    count = draw(st.integers(1, 8))
    what = draw(st.sampled_from(["name", "name_in_use", "age", "place", "relation"]))
    return [
        claim(
            f"c{place}",
            draw(st.sampled_from(SOURCES)),
            what=what,
            said_on=DAY - datetime.timedelta(days=draw(st.integers(0, 3))),
            recorded_at=draw(st.integers(0, 3)),
            supersedes=draw(st.none() | st.integers(0, place - 1).map(lambda n: f"c{n}")) if place else None,
            withdrawn=draw(st.booleans()),
            preferred=draw(st.booleans()),
        )
        for place in range(count)
    ]


@given(some_claims(), st.integers(0, 1000))
def test_the_choice_does_not_depend_on_the_order(told: list[Claim], seed: int) -> None:
    shuffled = random.Random(seed).sample(told, len(told))

    assert claims.ranked(told) == claims.ranked(shuffled)


@given(some_claims())
def test_what_is_chosen_was_said_and_stands(told: list[Claim]) -> None:
    best = claims.chosen(told)

    if best is None:
        assert all(claim.withdrawn for claim in told) or not claims.live(told)
    else:
        assert best.claim in told
        assert not best.claim.withdrawn
        assert str(best.reason)


@given(some_claims(), st.sampled_from(SOURCES), st.booleans())
def test_withdrawing_brings_back_what_was_shown_before(told: list[Claim], said_by: str, preferred: bool) -> None:
    before = claims.chosen(told)
    new = claim(
        "new",
        said_by,
        what=told[0].what,
        preferred=preferred,
        supersedes=before.claim.key if before else None,
    )

    with_it = [*told, new]
    without_it = [*told, dataclasses.replace(new, withdrawn=True)]

    assert shown(*with_it) is not None
    assert claims.chosen(without_it) == before


@given(some_claims())
def test_something_is_shown_as_long_as_one_claim_was_not_withdrawn(told: list[Claim]) -> None:
    assert (shown(*told) is None) == all(claim.withdrawn for claim in told)


def test_nothing_said_is_nothing_shown() -> None:
    assert claims.chosen([]) is None
    assert claims.birth([]) is None


@pytest.mark.parametrize("what", ["name", "name_in_use", "place", "age", "relation"])
def test_the_child_s_own_choice_comes_before_everything(what: str) -> None:
    others = [claim(source, source, what=what, preferred=True) for source in SOURCES if source != "child"]
    wish = claim("wish", what=what, preferred=True, said_on=DAY - datetime.timedelta(days=900))

    best = claims.chosen([*others, wish])

    assert best is not None
    assert best.claim is wish
    assert str(best.reason) == "the child's own choice"


@pytest.mark.parametrize(
    ("what", "first", "second"),
    [
        ("name", "document", "family"),
        ("name", "family", "child"),
        ("name", "child", "release_list"),
        ("name_in_use", "child", "document"),
        ("age", "document", "family"),
        ("age", "event_calendar", "child"),
        ("birth", "document", "mother"),
        ("birth", "mother", "family"),
        ("birth", "family", "event_calendar"),
        ("name_in_use", "mother", "family"),
        ("age", "child", "health_worker"),
        ("age", "child", "authority"),
        ("place", "child", "document"),
        ("relation", "community", "authority"),
        ("relation", "authority", "somebody_new"),
    ],
)
def test_who_is_believed_first(what: str, first: str, second: str) -> None:
    assert shown(claim("b", second, what=what), claim("a", first, what=what)) == "a"


def test_of_two_equal_sources_the_later_word_is_shown() -> None:
    early = claim("early", said_on=DAY - datetime.timedelta(days=1), recorded_at=9)
    late = claim("late", recorded_at=1)
    last = claim("last", recorded_at=2)

    assert shown(early, late) == "late"
    assert shown(early, late, last) == "last"


def test_a_correction_stands_for_all_it_corrected() -> None:
    first = claim("first", "document")
    second = claim("second", "family", supersedes="first", withdrawn=True)
    third = claim("third", "child", supersedes="second")

    assert shown(first, second, third) == "third"
    assert shown(first, second, dataclasses.replace(third, withdrawn=True)) == "first"


def test_claims_that_correct_each_other_in_a_ring_end_the_search() -> None:
    ring = [claim("a", supersedes="b"), claim("b", supersedes="a"), claim("c", supersedes="c")]

    assert shown(*ring) == "c"


def test_a_correction_of_a_claim_that_is_not_here_is_no_harm() -> None:
    assert shown(claim("a", supersedes="elsewhere")) == "a"


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ([claim("a", "family")], "said by the family"),
        ([claim("a", "somebody_new")], "told by somebody else"),
        ([claim("a", "document"), claim("b")], "read from a document; there is 1 other account"),
        ([claim("a", "document"), claim("b"), claim("c")], "read from a document; there are 2 other accounts"),
        ([claim("a", "family", preferred=True), claim("b", "document")], "marked as preferred, said by the family"),
    ],
)
def test_the_choice_says_why(told: list[Claim], reason: str) -> None:
    best = claims.chosen(told)

    assert best is not None
    assert str(best.reason) == reason


def age(key: str, typed: str, said_by: str) -> Claim:
    return claim(key, said_by, what="age", value=ages.told(typed, said_by, DAY).born())


def test_ages_that_agree_narrow_each_other_and_those_that_do_not_are_kept_beside() -> None:
    child, family, officer = age("a", "14-16", "child"), age("b", "~15", "family"), age("c", "19", "authority")

    told = claims.birth([officer, child, family])

    assert told is not None
    assert ages.age_span(told.born, DAY) == ages.Span(14, 16)
    assert told.chosen.claim is family
    assert told.agreeing == (family, child)
    assert told.disputing == (officer,)


def birth(key: str, words: str, said_by: str, **rest: object) -> Claim:
    return claim(key, said_by, what="birth", value=births.told(words, said_by, DAY).born, **rest)


def test_of_one_source_the_birth_told_most_exactly_is_shown_and_of_two_alike_the_later() -> None:
    wide, year, other_year, month, day = (
        birth(key, words, "family", recorded_at=at)
        for key, words, at in (
            ("wide", "vers 2010", 5), ("year", "2010", 4), ("other_year", "2012", 3), ("month", "mars 2010", 2),
            ("day", "14/03/2010", 1),
        )
    )  # fmt: skip

    assert claims.ranked([wide, year, other_year, month, day]) == (day, month, year, other_year, wide)
    assert claims.ranked([dataclasses.replace(other_year, recorded_at=9), year])[0].key == "other_year"


def test_a_birth_and_an_age_narrow_each_other_and_one_corrects_the_other() -> None:
    told, said = birth("b", "vers 2009", "mother"), age("a", "16", "child")
    corrected = birth("c", "2012", "child", supersedes="a")

    both, after = claims.birth([said, told]), claims.birth([said, told, corrected])

    assert both is not None
    assert both.chosen.claim is told
    assert (both.born.earliest, both.born.latest) == (datetime.date(2009, 11, 22), datetime.date(2010, 11, 21))
    assert after is not None
    assert (after.agreeing, after.disputing) == ((told,), (corrected,))


@given(st.lists(st.tuples(st.integers(5, 20), st.sampled_from(SOURCES)), min_size=1, max_size=6), st.integers(0, 99))
def test_a_birth_lies_within_every_claim_that_agrees_and_outside_every_one_that_disputes(
    said: list[tuple[int, str]], seed: int
) -> None:
    told = [age(f"c{place}", f"~{years}", source) for place, (years, source) in enumerate(said)]

    found = claims.birth(told)

    assert found is not None
    assert found == claims.birth(random.Random(seed).sample(told, len(told)))
    assert {*found.agreeing, *found.disputing} == set(told)
    for agreeing in found.agreeing:
        assert isinstance(agreeing.value, dates.PartialDate)
        assert agreeing.value.narrowed(found.born) is not None
    for disputing in found.disputing:
        assert isinstance(disputing.value, dates.PartialDate)
        assert not disputing.value.meets(found.born)


def test_an_age_that_is_no_date_is_a_mistake_in_the_program() -> None:
    with pytest.raises(TypeError, match="partial date"):
        claims.birth([claim("a", what="age", value="14")])


def test_an_age_and_a_birth_are_chosen_among_each_other_and_a_name_alone() -> None:
    assert set(claims.kin("age")) == set(claims.kin("birth")) == set(claims.BIRTH)
    assert claims.kin("name") == ("name",)
