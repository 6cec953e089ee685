"""What must hold of places: one name on any day, every former name finds it, nothing goes on as itself."""

from __future__ import annotations

import datetime
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transit_desk import choices
from transit_desk.domain import errors
from transit_desk.matching import places
from transit_desk.matching.places import Gazetteer, Place
from transit_desk.services.places import rules

TODAY = datetime.date(2026, 11, 21)
SHIPPED = places.gazetteer(choices.load("places"))
NAMES = ("Kashebere", "Nyalubindi", "Mapendo", "Amani", "Tumaini")
days = st.dates(datetime.date(1950, 1, 1), TODAY)


@given(st.lists(st.tuples(st.sampled_from(NAMES), days), max_size=12), days)
def test_on_any_day_a_place_has_one_name_and_every_name_it_had_finds_it(
    asked: list[tuple[str, datetime.date]], day: datetime.date
) -> None:
    """Renamed again and again, in any order and with any days: what is refused changes nothing."""
    place = Place("x", "Kalole", "village", "kalehe", level=5)
    held: list[tuple[str, datetime.date | None]] = [("Kalole", None)]
    for name, since in asked:
        try:
            place = rules.renamed(place, name, since, TODAY)
        except errors.RuleBroken:
            continue
        held.append((name, since))
    spans = [(each.since, each.until, each.name) for each in place.former] + [(place.since, None, place.name)]

    names_that_day = [name for since, until, name in spans if (since is None or since <= day)
                      and (until is None or day < until)]  # fmt: skip
    known = Gazetteer([*SHIPPED, place])

    assert names_that_day == [place.name_on(day)]
    assert [(name, since) for since, _until, name in spans] == held
    assert all(until == since for (_a, until, _b), (since, _c, _d) in itertools.pairwise(spans))
    for name, _since in held:
        assert known.meant(f"{name}, Kalehe, Sud-Kivu") == "x"
        assert "x" in {each.key for each in known.begun(name[:4])}


def test_the_english_name_of_a_renamed_place_is_kept() -> None:
    place = rules.renamed(SHIPPED["south_kivu"], "Kivu d’en bas", TODAY, TODAY)

    assert place.said("en") == "Kivu d’en bas"
    assert rules.has_name(place, "South Kivu")


@pytest.mark.parametrize(
    ("name", "since", "field"),
    [
        ("Kalehe", TODAY, "name"),
        ("Kaléhé", TODAY, "name"),
        ("Autre", TODAY + datetime.timedelta(days=1), "since"),
        ("Kalehe, Sud-Kivu", TODAY, "name"),
        ("…", TODAY, "name"),
    ],
)
def test_a_name_that_cannot_be_is_refused_beside_its_field(name: str, since: datetime.date, field: str) -> None:
    with pytest.raises(errors.RuleBroken) as refused:
        rules.renamed(SHIPPED["kalehe"], name, since, TODAY)

    assert refused.value.field == field


def test_a_name_that_is_known_is_not_added_again() -> None:
    assert rules.also_called(SHIPPED["kalehe"], "Kalehe-Lac").aliases[-1] == "Kalehe-Lac"
    with pytest.raises(errors.RuleBroken):
        rules.also_called(SHIPPED["kalehe"], "KALEHE")


def test_a_place_that_was_joined_twice_is_followed_to_where_it_is_today() -> None:
    first = rules.gone_on(SHIPPED, SHIPPED["kalehe_buhavu"], ("kalehe_buloho", "kalehe_minova"), TODAY, TODAY)
    known = Gazetteer([*SHIPPED, first])
    second = rules.gone_on(known, known["kalehe_minova"], ("kalehe",), TODAY, TODAY)
    known = Gazetteer([*known, second])

    assert rules.now(known, "kalehe_buhavu") == ("kalehe_buloho", "kalehe")
    assert rules.now(known, "nowhere") == ()
    for into in (("kalehe_buloho",), ("kalehe_buhavu",)):
        with pytest.raises(errors.RuleBroken):
            rules.gone_on(known, known["kalehe_buhavu"], into, TODAY, TODAY)
    with pytest.raises(errors.RuleBroken):
        rules.gone_on(known, known["kalehe"], ("kalehe",), TODAY, TODAY)
    with pytest.raises(errors.RuleBroken):
        rules.gone_on(known, known["kalehe_buloho"], ("kalehe",), TODAY + datetime.timedelta(days=1), TODAY)


def test_a_new_place_lies_in_one_and_is_told_from_its_neighbours() -> None:
    assert rules.level_below(SHIPPED, None, "province") == 1
    assert rules.level_below(SHIPPED, "kalehe_buhavu", "village") == 4
    village = Place("v", "Kalole", "village", "kabare_kabare_cirunga", level=5)
    known = Gazetteer([*SHIPPED, village])
    for parent, kind in ((None, "village"), ("v", "village")):
        with pytest.raises(errors.RuleBroken):
            rules.level_below(known, parent, kind)
    with pytest.raises(errors.RuleBroken):
        rules.not_there_yet(known, "kalole", "kabare_kabare_cirunga")
    rules.not_there_yet(known, "kalole", "kabare")
