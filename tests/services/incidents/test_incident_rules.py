"""The rules of the incident book, each branch by a sentence."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transit_desk import choices
from transit_desk.domain import casenumber, errors
from transit_desk.services.incidents import rules
from transit_desk.services.incidents.rules import Appended

DAY = datetime.date(2026, 11, 21)
NEXT = DAY + datetime.timedelta(days=1)


@pytest.mark.parametrize("kind", choices.load("incident_kind").keys)
def test_whoever_is_accused_decides_the_book_before_what_happened(kind: str) -> None:
    sealed = kind in {"sexual", "self_harm"}

    assert rules.book_of(kind, "nobody") == ("care" if sealed else "house")
    assert {rules.book_of(kind, who) for who in choices.load("incident_accused").keys if who != "nobody"} == {
        "register"
    }


def test_what_ends_at_once_is_in_order() -> None:
    rules.in_order(5, 5, 5)
    rules.in_order(5, None, 5)


@pytest.mark.parametrize(("happened", "ended"), [(6, None), (4, 6), (4, 3)])
def test_what_is_ahead_or_runs_backwards_is_refused(happened: int, ended: int | None) -> None:
    with pytest.raises(errors.RuleBroken):
        rules.in_order(happened, ended, 5)


def test_children_are_needed_only_where_the_kind_is_about_them() -> None:
    rules.children_named("fire", (), None)
    rules.children_named("fight", ("one",), None)
    rules.children_named("fight", (), "deux garçons")
    with pytest.raises(errors.RuleBroken, match="say which children"):
        rules.children_named("fight", (), "?")


def test_an_allegation_is_whole_or_there_is_none() -> None:
    rules.accusation_told("nobody", None, None)
    rules.accusation_told("staff", "le veilleur", "violence")
    rules.accusation_told("staff", None, "violence", ["a worker"])
    with pytest.raises(errors.RuleBroken):
        rules.accusation_told("nobody", None, None, ["a worker"])
    for who, about in (("le veilleur", None), (None, "violence")):
        with pytest.raises(errors.RuleBroken):
            rules.accusation_told("nobody", who, about)
        with pytest.raises(errors.RuleBroken):
            rules.accusation_told("staff", who, about)


def test_what_is_against_the_keeper_is_sent_outside() -> None:
    rules.not_whoever_keeps_it([], "")
    with pytest.raises(errors.RuleBroken, match="Tell it outside the house"):
        rules.not_whoever_keeps_it(["Riziki Ebuela"], "")
    with pytest.raises(errors.RuleBroken, match="Tell it to: 0800"):
        rules.not_whoever_keeps_it(["Riziki"], "0800")


def test_somebody_may_be_meant_by_name_anywhere_and_by_task_where_words_speak_of_a_person() -> None:
    riziki = rules.Colleague("1", "Riziki Ebuela", "x.riziki", ("Point focal sauvegarde",))

    assert rules.may_be_meant(riziki, (), ["Vu par Ebwela."])
    assert rules.may_be_meant(riziki, ["la sauvegarde"], [])
    assert not rules.may_be_meant(riziki, [], ["dit à la sauvegarde"])
    rules.say_who_is_meant([])
    rules.against_nobody_who_works_here(())
    with pytest.raises(errors.RuleBroken):
        rules.against_nobody_who_works_here(["1"])
    with pytest.raises(errors.RuleBroken, match="Is this Riziki Ebuela, Musa"):
        rules.say_who_is_meant(["Riziki Ebuela", "Musa"])


def test_a_follow_up_says_what_and_until_when() -> None:
    rules.follow_up_told(None, None, DAY, "on_day")
    rules.follow_up_told("Voir le toit", DAY, DAY, "on_day")
    with pytest.raises(errors.RuleBroken, match="by which day"):
        rules.follow_up_told("Voir le toit", None, DAY, "on_day")
    with pytest.raises(errors.RuleBroken, match="is past"):
        rules.follow_up_told("Voir le toit", DAY, NEXT, "on_day")
    rules.only_a_follow_up_has_a_day(None)
    with pytest.raises(errors.RuleBroken):
        rules.only_a_follow_up_has_a_day(DAY)


def test_an_entry_is_closed_once_and_with_nothing_left_open() -> None:
    rules.can_be_closed([], closed=False)
    rules.is_open(still=True)
    for left, closed in (([DAY], False), ([], True)):
        with pytest.raises(errors.RuleBroken):
            rules.can_be_closed(left, closed=closed)
    with pytest.raises(errors.RuleBroken):
        rules.is_open(still=False)


def test_references_run_in_the_house_and_are_chance_where_it_is_sealed() -> None:
    assert rules.sealed_number("register", lambda count: b"\x00" * count) == "S-000000"
    assert rules.sealed_number("complaints", lambda count: b"\x00" * count) == "K-000000"
    assert rules.sealed_number("care", lambda count: b"\xff" * count) == f"C-{casenumber.SYMBOLS[-1] * 6}"


def test_what_is_open_is_what_nothing_answers() -> None:
    lines = [Appended("a", "follow_up", NEXT, None), Appended("b", "follow_up", DAY, None),
             Appended("c", "more", None, "a"), Appended("d", "follow_up", None, None)]  # fmt: skip

    assert [each.id for each in rules.open_follow_ups(lines)] == ["b", "d"]
    assert not rules.is_closed(lines)
    assert rules.is_closed([*lines, Appended("e", "closed", None, None)])


@pytest.mark.parametrize("sealed", [False, True])
def test_an_entry_is_looked_after_by_those_who_look_after_its_book(sealed: bool) -> None:
    """What anybody else adds is news; what they wrote themselves is told to nobody else only where it is sealed."""
    news, seen_to = Appended("a", "more", None, None), Appended("b", "more", None, None, by_keeper=True)

    assert not rules.looked_after([news], by_keeper=False, sealed=sealed)
    assert rules.looked_after([news, seen_to], by_keeper=False, sealed=sealed)
    assert rules.looked_after([], by_keeper=True, sealed=sealed) is sealed


@given(st.lists(st.tuples(st.sampled_from(["follow_up", "more", "closed"]), st.integers(0, 9)), max_size=10))
def test_answering_each_follow_up_leaves_none_open(drawn: list[tuple[str, int]]) -> None:
    lines = [Appended(str(at), kind, DAY, None) for at, (kind, _n) in enumerate(drawn)]
    answers = [Appended(f"a{each.id}", "more", None, each.id) for each in lines if each.kind == "follow_up"]

    assert len(rules.open_follow_ups(lines)) == len(answers)
    assert rules.open_follow_ups([*lines, *answers]) == []


@pytest.mark.parametrize(("ahead", "tier"), [(-1, "now"), (0, "night"), (1, "tomorrow"), (2, "later")])
def test_a_day_has_its_place_on_today(ahead: int, tier: str) -> None:
    assert rules.tier(DAY + datetime.timedelta(days=ahead), DAY) == tier


def test_hours_are_whole_and_never_below_none() -> None:
    assert rules.hours(0, 2 * 3_600_000_000 + 5) == 2
    assert rules.hours(5, 0) == 0


def test_names_become_numbers_the_longest_first_and_only_whole_words() -> None:
    numbers = {"Amani": "TD-1", "Amani Murhula": "TD-1", "Neema": "TD-2"}

    assert rules.coded("amani murhula et Neema, pas Neemaïa", numbers) == "TD-1 et TD-2, pas Neemaïa"
    assert rules.coded("rien", {}) == "rien"


def test_a_word_becomes_a_number_too_often_rather_than_a_name_being_read() -> None:
    """Espoir, Grâce, Dieu are words and names; which they are here nobody can tell. The little words are no names."""
    numbers = dict.fromkeys(rules.parts_of("Jean de Dieu Espoir"), "TD-1")

    assert rules.coded("Il a de l'espoir. Espoir vient de la cour, Dieu sait, dit jean de dieu espoir.", numbers) == (
        "Il a de l'TD-1. TD-1 vient de la cour, TD-1 sait, dit TD-1."
    )


def test_child_days_are_those_inside_the_span_both_ends_counted() -> None:
    before, after = DAY - datetime.timedelta(days=40), NEXT + datetime.timedelta(days=40)

    assert rules.child_days([(before, None), (DAY, DAY), (before, after)], DAY, NEXT) == 2 + 1 + 2
    assert rules.child_days([(before, before), (after, None)], DAY, NEXT) == 0
    assert rules.per_ten_child_months(1, 0) is None
    assert rules.per_ten_child_months(3, 3650) == 25
