"""Who answers for a child of which age, and which answer counts for whom."""

from __future__ import annotations

import dataclasses
import datetime
import functools

import pytest

from transit_desk.domain import consents, errors
from transit_desk.domain.ages import Span
from transit_desk.domain.consents import AgeRules, Voice
from transit_desk.matching import whom

RULES = AgeRules(6, 12, 15)
DAY = datetime.date(2026, 11, 21)


@pytest.mark.parametrize(
    ("age", "voice"),
    [
        (0, Voice.CARER), (5, Voice.CARER), (6, Voice.CARER_AND_CHILD), (11, Voice.CARER_AND_CHILD),
        (12, Voice.CARER_AND_CHILD_IN_WRITING), (14, Voice.CARER_AND_CHILD_IN_WRITING), (15, Voice.CHILD),
        (17, Voice.CHILD),
    ],
)  # fmt: skip
def test_who_answers_follows_the_ages_of_the_settings(age: int, voice: Voice) -> None:
    assert consents.voice_at(age, RULES) is voice
    assert str(consents.in_words(voice))


def test_where_the_age_is_not_sure_each_that_may_be_is_shown_the_oldest_first() -> None:
    assert consents.voices(Span(14, 16), RULES) == (Voice.CHILD, Voice.CARER_AND_CHILD_IN_WRITING)
    assert Voice.CHILD in consents.voices(None, RULES)


@pytest.mark.parametrize(
    ("span", "asked"), [(Span(15, 15), "child"), (Span(13, 15), "child"), (None, "child"), (Span(12, 14), "caregiver")]
)
def test_a_doubt_proposes_the_childs_own_answer(span: Span | None, asked: str) -> None:
    assert consents.proposed(span, RULES) == asked


@pytest.mark.parametrize(
    ("given_by", "assent", "why", "span"),
    [
        ("child", None, None, Span(15, 15)),
        ("child_with_caregiver", None, None, Span(17, 17)),
        ("child", None, None, Span(14, 16)),
        ("child", None, None, None),
        ("caregiver", "written", None, Span(13, 13)),
        ("supervisor", "spoken", None, Span(8, 8)),
        ("caregiver", None, None, Span(3, 3)),
        ("caregiver", None, "father spoke for him", Span(16, 16)),
        ("child", None, "no caregiver is known", Span(13, 13)),
    ],
)
def test_a_yes_from_whom_the_age_asks_for_or_with_its_reason_is_kept(
    given_by: str, assent: str | None, why: str | None, span: Span | None
) -> None:
    consents.answered_rightly("yes", given_by, assent, why, span, RULES)


@pytest.mark.parametrize(
    ("given_by", "assent", "why", "span", "field", "words"),
    [
        ("caregiver", None, None, Span(16, 16), "given_by", "From the age of 15 the child answers"),
        ("child", None, None, Span(13, 13), "given_by", "Under the age of 15 a caregiver"),
        ("child", None, " ", Span(8, 8), "given_by", "Under the age of 15 a caregiver"),
        ("child", None, ".", Span(14, 14), "given_by", "Under the age of 15 a caregiver"),
        ("caregiver", "spoken", None, Span(13, 13), "assent", "in writing"),
        ("caregiver", "not_asked", None, Span(8, 8), "assent", "agrees as well"),
        ("child", "written", "she wanted to", Span(4, 4), "given_by", "Under the age of 6"),
    ],
)
def test_a_yes_that_contradicts_the_age_is_refused_beside_its_field(
    given_by: str, assent: str | None, why: str | None, span: Span, field: str, words: str
) -> None:
    with pytest.raises(errors.RuleBroken) as refused:
        consents.answered_rightly("yes", given_by, assent, why, span, RULES)

    assert refused.value.field == field
    assert words in str(refused.value)


@pytest.mark.parametrize("decision", ["no", "withdrawn", "not_asked"])
def test_what_stops_something_counts_whoever_brings_it(decision: str) -> None:
    consents.answered_rightly(decision, "caregiver", None, None, Span(17, 17), RULES)
    consents.answered_rightly(decision, "child", None, None, Span(3, 3), RULES)


def test_what_a_supervisor_decides_waits_and_nobody_confirms_their_own() -> None:
    assert consents.kept_as("yes", "supervisor") == consents.AWAITING
    assert consents.kept_as("no", "supervisor") == "no"
    assert consents.kept_as("yes", "child") == "yes"
    consents.second_person("one", "other")
    with pytest.raises(errors.RuleBroken):
        consents.second_person("one", "one")


@dataclasses.dataclass(frozen=True)
class Said:
    decision: str
    for_whom: str | None = None
    made_at: int = 0
    on_day: datetime.date = DAY


@pytest.mark.parametrize(
    ("answers", "decision"),
    [
        ((), None),
        ((Said("yes"),), "yes"),
        ((Said("yes", "Another agency"),), None),
        ((Said("yes", " toit  PARTAGE "),), "yes"),
        ((Said("no", "Toit partagé", 1), Said("yes", None, 2)), "no"),
        ((Said("yes", "Toit partagé", 1), Said("withdrawn", None, 2)), "withdrawn"),
        ((Said("no", None, 1), Said("yes", "Toit partagé", 2)), "yes"),
        ((Said("no", "Toit partagé", 1), Said("yes", "Toit partagé", 2)), "yes"),
    ],
)
def test_what_is_refused_to_somebody_by_name_stays_refused(answers: tuple[Said, ...], decision: str | None) -> None:
    found = consents.counting(answers, functools.partial(whom.same, "Toit partagé"))

    assert (found.decision if found else None) == decision


@pytest.mark.parametrize(
    ("answers", "doubt"),
    [
        ((Said("no", "Toit partagé", 1),), True),
        ((Said("yes", None, 1), Said("withdrawn", "Toit partagé", 2)), True),
        ((Said("no", "Toit partagé", 1), Said("yes", None, 2)), True),
        ((Said("no", "Toit partagé", 1), Said("yes", "Toit partage (fictif)", 2)), False),
        ((Said("yes", "Toit partagé (fictif)", 1), Said("no", "Toit partagé", 2)), True),
        ((Said("yes", "Toit partagé", 1),), False),
        ((Said("no", "Une autre agence", 1),), False),
    ],
)
def test_a_refusal_that_may_mean_somebody_stands_in_doubt_until_asked_by_name(
    answers: tuple[Said, ...], *, doubt: bool
) -> None:
    name = "Toit partagé (fictif)"

    found = consents.in_doubt(answers, functools.partial(whom.same, name), functools.partial(whom.perhaps, name))

    assert (found is not None) is doubt


@dataclasses.dataclass(frozen=True)
class Answered:
    """An answer as it stands in a file."""

    decision: str
    on_day: datetime.date = datetime.date(2026, 11, 1)
    made_at: int = 1
    id: str = "a"
    expires_on: datetime.date | None = None


_JOINED_AT, _TODAY = 5, datetime.date(2026, 11, 21)


@pytest.mark.parametrize(
    ("rows", "chosen"),
    [
        ((Answered("yes"), Answered("no")), 1),
        ((Answered("yes"), Answered("something of later years")), 1),
        ((Answered("not_asked"), Answered("yes", expires_on=datetime.date(2026, 11, 20))), 1),
        ((Answered("no"), Answered("yes", made_at=6, on_day=datetime.date(2026, 11, 20))), 1),
        ((Answered("no", made_at=6), Answered("yes", made_at=7)), 0),
        ((Answered("yes", expires_on=datetime.date(2027, 1, 1)), Answered("yes")), 0),
    ],
)
def test_of_two_joined_files_the_answer_that_allows_least_counts_until_the_child_is_asked_again(
    rows: tuple[Answered, ...], chosen: int
) -> None:
    assert consents.strictest(rows, _JOINED_AT, _TODAY) is rows[chosen]
