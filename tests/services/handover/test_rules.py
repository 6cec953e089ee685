"""Before a file leaves and before anything from outside is believed: each rule, from both sides."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from transit_desk.domain import dates, errors
from transit_desk.domain.dates import Precision
from transit_desk.services.handover import rules
from transit_desk.services.handover.rules import agreement, reading
from transit_desk.services.handover.rules.agreement import Agreement, Standing

TODAY = datetime.date(2026, 11, 21)
day = datetime.date.fromisoformat
SEVEN = "lutizi bedamo bukare lizira fagoge tamafi novime"

REFUSED: tuple[tuple[Callable[[], object], type[errors.Refusal], str | None], ...] = (
    (lambda: rules.some_files(()), errors.RuleBroken, "file_ids"),
    (lambda: rules.some_files([str(each) for each in range(101)]), errors.RuleBroken, "file_ids"),
    (lambda: rules.still_draft("sealed"), errors.RuleBroken, None),
    (lambda: rules.is_closed("draft"), errors.RuleBroken, None),
    (lambda: rules.whole(3, 2), errors.NotAllowed, None),
    (lambda: rules.receiver_ready(active=False, recipient="age1", confirmed=True, way="key"), errors.RuleBroken,
     "receiver_id"),
    (lambda: rules.receiver_ready(active=True, recipient=None, confirmed=True, way="key"), errors.RuleBroken,
     "recipient"),
    (lambda: rules.receiver_ready(active=True, recipient="age1", confirmed=False, way="key"), errors.RuleBroken,
     "recipient"),
    (lambda: rules.passphrase_fits("passphrase", None), errors.RuleBroken, "passphrase"),
    (lambda: rules.passphrase_fits("passphrase", "six words are not enough here"), errors.RuleBroken, "passphrase"),
    (lambda: rules.passphrase_fits("key", SEVEN), errors.RuleBroken, "passphrase"),
    (lambda: rules.two_persons("furaha", "furaha"), errors.NotAllowed, None),
    (lambda: rules.same_as_seen("one", "two"), errors.Stale, None),
    (lambda: rules.undecided("accepted"), errors.RuleBroken, None),
    (lambda: rules.not_the_same("same"), errors.RuleBroken, "file_id"),
    (lambda: rules.reason_to_part({"one"}, "transfer", " "), errors.RuleBroken, "parted_why"),
)  # fmt: skip
ALLOWED: tuple[Callable[[], object], ...] = (
    lambda: rules.still_draft("draft"),
    lambda: rules.is_closed("sealed"),
    lambda: rules.whole(2, 2),
    lambda: rules.receiver_ready(active=True, recipient="age1", confirmed=True, way="key"),
    lambda: rules.receiver_ready(active=True, recipient=None, confirmed=False, way="passphrase"),
    lambda: rules.passphrase_fits("passphrase", SEVEN),
    lambda: rules.passphrase_fits("key", None),
    lambda: rules.two_persons("furaha", "pascal"),
    lambda: rules.same_as_seen("one", "one"),
    lambda: rules.undecided("waiting"),
    lambda: rules.not_the_same("do_not_know"),
    lambda: rules.reason_to_part({"one"}, "transfer", "his own wish"),
    lambda: rules.reason_to_part({"one"}, "referral", None),
    lambda: rules.reason_to_part(set(), "transfer", None),
)


@pytest.mark.parametrize(("act", "kind", "field"), REFUSED)
def test_what_may_not_leave_or_come_in_is_refused_in_words(
    act: Callable[[], object], kind: type[errors.Refusal], field: str | None
) -> None:
    with pytest.raises(kind) as refused:
        act()

    assert refused.value.field == field


@pytest.mark.parametrize("act", ALLOWED)
def test_what_may_is_let_through(act: Callable[[], object]) -> None:
    act()


def test_each_file_is_packed_once() -> None:
    assert rules.some_files(["b", "a", "b"]) == ("b", "a")


# --- the child's own answer ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("decision", "until", "found"),
    [
        ("yes", None, Standing.CONSENT), ("yes", TODAY, Standing.CONSENT),
        ("yes", TODAY - datetime.timedelta(days=1), Standing.EXPIRED), ("no", None, Standing.REFUSED),
        ("withdrawn", None, Standing.WITHDRAWN), ("best_interest", None, Standing.NOT_ASKED),
    ],
)  # fmt: skip
def test_only_a_yes_that_still_holds_lets_a_file_leave(
    decision: str, until: datetime.date | None, found: Standing
) -> None:
    own = Agreement(agreement.standing(decision, until, TODAY))

    assert own.standing is found
    assert own.allows == (found is Standing.CONSENT)
    assert str(Agreement(found, day=TODAY).words)


def test_one_person_alone_does_not_decide_against_a_missing_yes() -> None:
    missing, given = Agreement(Standing.REFUSED), Agreement(Standing.CONSENT)

    assert agreement.with_decision(missing, None, frozenset({"pascal"})) is missing
    assert agreement.with_decision(missing, "furaha", frozenset({"furaha"})).standing is Standing.SECOND_PERSON
    assert agreement.with_decision(missing, "furaha", frozenset({"pascal"})).allows
    assert agreement.with_decision(given, "furaha", frozenset({"pascal"})) is given
    assert str(missing.words) == "the child does not want this"


# --- what another office wrote ---------------------------------------------------------------------------------------

WHOLE: dict[str, Any] = {
    "name_in_use": "Amani", "sex": "m", "languages": ["swc"], "born": {"from": "2011-01-01", "to": "2011-12-31"},
    "claims": [{"what": "place", "words": "Kalonge (fictif)", "said_on": "2026-11-01"},
               {"what": "mother", "words": "N."}],
}  # fmt: skip


def test_who_the_child_is_is_read_as_they_say_it() -> None:
    read = reading.identity(WHOLE, TODAY)

    assert (read.name, read.sex, read.village, read.languages) == ("Amani", "m", "Kalonge (fictif)", ("swc",))
    assert [each.on for each in read.stated] == [datetime.date(2026, 11, 1), None]
    assert reading.identity({}, TODAY) == reading.Identity("", "", None, "", (), ())


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2011-01-01", "2011-12-31", "2011"), ("2011-01-01", "2012-12-31", "2011–2012"),
        ("2011-03-04", "2011-03-04", "2011-03-04"), ("2010-11-23", "2012-11-22", "2010-11-23–2012-11-22"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("estimated", [True, False])
def test_a_birth_is_kept_to_the_day_with_the_words_for_it(first: str, last: str, words: str, estimated: bool) -> None:
    precision = Precision.ABOUT if estimated else Precision.BETWEEN

    read = reading.identity({"born": {"from": first, "to": last, "estimated": estimated}}, TODAY)

    assert read.born == dates.PartialDate(day(first), day(last), precision, words)


@pytest.mark.parametrize("born", [None, {"from": "2027-01-01", "to": "2027-12-31"}])
def test_nobody_is_born_in_days_to_come(born: Mapping[str, str] | None) -> None:
    assert reading.identity({"born": born}, TODAY).born is None


ODD: tuple[dict[str, Any], ...] = (
    {"claims": "none"}, {"claims": [4]}, {"claims": [{"what": "place", "words": 4}]},
    {"claims": [{"what": "war_name", "words": "Simba"}]}, {"claims": [{"what": "place", "words": "x", "said_on": 4}]},
    {"name_in_use": 4}, {"born": "2011"}, {"born": {"from": "2012-01-01", "to": "2011-01-01"}},
    {"born": {"from": "1899-12-31", "to": "2011-01-01"}},
    {"born": {"from": "soon", "to": "2011-01-01"}}, {"languages": ["swc"] * 201},
)  # fmt: skip


@pytest.mark.parametrize("content", ODD)
def test_a_part_not_written_as_agreed_is_refused_whole(content: dict[str, Any]) -> None:
    with pytest.raises(errors.RuleBroken, match="kept as it came"):
        reading.identity({**WHOLE, **content}, TODAY)


def test_what_was_promised_is_read_with_its_window() -> None:
    due = {"what": "first_visit", "from": "2026-11-21", "to": "2026-12-05", "who": "Pascal"}

    (told,), (bare,) = (reading.promises({"dues": [each]}) for each in (due, {**due, "who": 4}))

    assert (told.what, told.end - told.begin, told.who) == ("first_visit", datetime.timedelta(days=14), "Pascal")
    assert bare.who == ""
    for odd in ([4], [{**due, "to": "2026-11-01"}], [{**due, "from": None}]):
        with pytest.raises(errors.RuleBroken):
            reading.promises({"dues": odd})


@pytest.mark.parametrize(
    ("sections", "number"),
    [({"file": {"number": "TD-1"}}, "TD-1"), ({"file": {"number": 4}}, ""), ({"file": "TD-1"}, ""), ({}, "")],
)
def test_their_number_is_told_where_there_is_one(sections: dict[str, Any], number: str) -> None:
    assert reading.number_in(sections) == number


def test_an_accent_typed_in_two_ways_is_the_same_word() -> None:
    assert reading.same_words("Néema ", "Ne\u0301ema")
    assert not reading.same_words("Neema", "Néema")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        (" Amani\u202e\u0007 ", "Amani"), ("می\u200cخواهم", "می\u200cخواهم"), ("x" * 201, "x" * 200 + "…"),
        ("x" * 200, "x" * 200), ("\u2028", ""),
    ],
)  # fmt: skip
def test_a_line_from_outside_is_shown_without_what_is_not_seen(typed: str, shown: str) -> None:
    assert reading.plain(typed) == shown
