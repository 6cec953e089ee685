"""What must hold of talks, places and births, rule by rule."""

from __future__ import annotations

import pytest

from transit_desk.domain import errors
from transit_desk.domain.fields import Said
from transit_desk.domain.levels import Answer
from transit_desk.services.identity import rules


def test_a_talk_was_led_by_somebody() -> None:
    rules.somebody_led(1, 0)
    rules.somebody_led(0, 1)
    with pytest.raises(errors.RuleBroken):
        rules.somebody_led(0, 0)


@pytest.mark.parametrize("reason", [None, "", "..........", "personne  "])
def test_a_girl_among_men_only_needs_a_reason_of_ten_letters(reason: str | None) -> None:
    """R-08: dots are no letters, and blanks are none either."""
    with pytest.raises(errors.RuleBroken) as refused:
        rules.woman_or_reason("f", 0, reason, 10)

    assert refused.value.field == "reason"


@pytest.mark.parametrize(
    ("sex", "women", "reason"),
    [("f", 1, None), ("m", 0, None), ("unknown", 0, None), ("f", 0, "Aucune collègue avant lundi")],
)
def test_a_woman_a_reason_or_a_boy_is_enough(sex: str, women: int, reason: str | None) -> None:
    rules.woman_or_reason(sex, women, reason, 10)


def test_an_agency_outside_the_list_has_a_name() -> None:
    rules.agency_named("icrc", None)
    rules.agency_named("other", "Maison voisine")
    with pytest.raises(errors.RuleBroken):
        rules.agency_named("other", None)


def test_a_place_is_chosen_written_or_known_not_to_be_known() -> None:
    rules.somewhere("kalehe", Said())
    rules.somewhere(None, Said("Nyalubindi"))
    rules.somewhere(None, Said(None, Answer.UNKNOWN))
    with pytest.raises(errors.RuleBroken):
        rules.somewhere(None, Said())


def test_the_ethnic_group_is_kept_only_where_the_office_asks() -> None:
    rules.ethnicity_wanted(Said("…"), asked=True)
    rules.ethnicity_wanted(Said(), asked=False)
    with pytest.raises(errors.RuleBroken):
        rules.ethnicity_wanted(Said("…"), asked=False)


def test_a_birth_is_told_in_words_or_by_what_everybody_remembers_and_how_it_lies_to_it() -> None:
    rules.birth_told("vers 2009", None)
    rules.birth_told(None, "nyiragongo_2021")
    rules.side_told(None, None)
    rules.side_told("nyiragongo_2021", "before")
    with pytest.raises(errors.RuleBroken) as nothing:
        rules.birth_told(None, None)
    with pytest.raises(errors.RuleBroken) as no_side:
        rules.side_told("nyiragongo_2021", None)

    assert (nothing.value.field, no_side.value.field) == ("words", "side")


def test_a_man_who_led_the_talk_is_counted() -> None:
    rules.leader_counted("m", 1)
    rules.leader_counted("f", 0)
    with pytest.raises(errors.RuleBroken) as refused:
        rules.leader_counted("m", 0)

    assert refused.value.field == "men"


@pytest.mark.parametrize(
    ("words", "kept"),
    [(None, "Ishenyo"), (Said("near the market"), "near the market, Ishenyo"), ("river", "river, Ishenyo")],
)
def test_a_place_no_list_has_stays_beside_the_other_words(words: object, kept: str) -> None:
    assert rules.as_told(words, "Ishenyo") == Said(kept)
