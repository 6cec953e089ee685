"""Consent for each purpose: who answers, for whom it counts, what a withdrawal stops and what it marks."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from tests.counting import statements
from tests.makers import House
from transit_desk.desk import Desk
from transit_desk.domain import errors
from transit_desk.export import ages
from transit_desk.export.redaction import Consent
from transit_desk.module import Brief, Entries, Facts, Tab

DAY = datetime.date(2026, 11, 21)


def child(desk: Desk, age: str = "15", name: str = "Amani") -> str:
    file_id: str = desk.do("case_file.receive", sex="m", name=name, age=age)
    return file_id


def answer(desk: Desk, file_id: str, decision: str = "yes", purpose: str = "transfer", **more: object) -> str:
    values = {"purpose": purpose, "decision": decision, "on_day": DAY, "given_by": "child", **more}
    key: str = desk.do("case_file.answer_consent", file_id=file_id, values=values)
    return key


def tab(desk: Desk, file_id: str) -> Tab:
    found: Tab = desk.ask("case_file.consent_tab", record_id=file_id)
    return found


def block(found: Tab, title: str) -> Any:
    return next(each for each in (*found.start, *found.end) if each.title == title)


def matrix(desk: Desk, file_id: str) -> dict[str, str]:
    facts: Facts = block(tab(desk, file_id), "What the child agreed to")
    return {str(line.label): line.state if line.state != "given" else str(line.value) for line in facts.lines}


def consents(desk: Desk, file_id: str) -> frozenset[Consent]:
    reader = desk.ask("case_file.readership", file_id=file_id, audience="receiving_agency")
    found: frozenset[Consent] = reader.consents
    return found


def hand_over(desk: Desk, file_id: str, agency: str) -> None:
    """The file leaves for an agency in a package closed for its key."""
    recipient = ages.recipient_of(ages.new_identity())
    receiver = desk.do("handover.add_receiver", name=agency, recipient=recipient)
    desk.do("handover.confirm_receiver", receiver_id=receiver)
    package = desk.do("handover.prepare", file_ids=[file_id], receiver_id=receiver, purpose="follow_up")
    desk.do("handover.check_consents", package_id=package)
    seen = desk.ask("handover.contents", package_id=package)
    desk.do("handover.seal_package", package_id=package, seen=seen.seen, papers={})


def test_every_purpose_stands_in_the_matrix_and_what_was_not_asked_says_so(desk: Desk) -> None:
    file_id = child(desk)
    answer(desk, file_id, purpose="tracing_name")

    told = matrix(desk, file_id)

    assert len(told) == 15
    assert told["Search for the family with the name"] == "Yes"
    assert told["Search by radio or poster"] == "not_asked"


@pytest.mark.parametrize(("age", "asked"), [("16", "child"), ("13", "caregiver"), ("14-16", "child")])
def test_the_form_begins_with_who_must_answer_at_this_age(desk: Desk, age: str, asked: str) -> None:
    file_id = child(desk, age)

    assert desk.ask("case_file.consent_values", file_id=file_id)["given_by"] == asked


def test_an_uncertain_age_shows_both_and_says_that_the_childs_own_answer_counts(desk: Desk) -> None:
    file_id = child(desk, "14-16")

    who: Brief = block(tab(desk, file_id), "Who answers")

    assert len(who.parts[0][1]) == 3
    assert "own answer counts" in str(who.parts[0][1][-1])


def test_an_answer_that_contradicts_the_age_is_refused_beside_the_field_and_kept_with_its_reason(desk: Desk) -> None:
    file_id = child(desk, "13")

    with pytest.raises(errors.RuleBroken) as refused:
        answer(desk, file_id)
    answer(desk, file_id, why_other="no caregiver is known, and he wants the search today")

    assert refused.value.field == "given_by"
    assert matrix(desk, file_id)["Transfer of the file to an agency"] == "Yes"


def test_the_ages_are_those_that_held_on_the_day_of_the_answer(desk: Desk) -> None:
    desk.do("office.change_setting", key="case_file.own_consent_from", value=13, holds_from=DAY)
    file_id = child(desk, "13")

    answer(desk, file_id)

    with pytest.raises(errors.RuleBroken):
        answer(desk, file_id, on_day=DAY - datetime.timedelta(days=1))


def test_what_a_supervisor_decides_counts_once_a_second_person_who_heard_the_child_confirms_it(house: House) -> None:
    desk = house.desk("s.pascal")
    file_id = child(desk, "8")
    key = answer(desk, file_id, given_by="supervisor", assent="spoken")
    assert Consent.TRANSFER not in consents(desk, file_id)
    with pytest.raises(errors.RuleBroken, match="Somebody else"):
        desk.do("case_file.confirm_consent", consent_id=key, child_heard=True)

    desk = house.desk("d.furaha")
    with pytest.raises(errors.RuleBroken, match="Hear the child"):
        desk.do("case_file.confirm_consent", consent_id=key, child_heard=False)
    waits: Entries = block(tab(desk, file_id), "Waits for a second person")
    desk.do("case_file.confirm_consent", consent_id=key, child_heard=True)

    assert waits.entries[0].verbs[0].extra == {"consent_id": key}
    assert Consent.TRANSFER in consents(desk, file_id)
    with pytest.raises(errors.RuleBroken, match="any more"):
        desk.do("case_file.confirm_consent", consent_id=key, child_heard=True)


def test_who_does_not_lead_decides_nothing_for_a_child(house: House) -> None:
    desk = house.desk("c.aline")
    file_id = child(desk, "8")

    with pytest.raises(errors.RuleBroken) as refused:
        answer(desk, file_id, given_by="supervisor", assent="spoken")

    assert refused.value.field == "given_by"


def test_a_yes_for_one_agency_by_name_opens_nothing_for_another(desk: Desk) -> None:
    file_id = child(desk)

    answer(desk, file_id, for_whom="Toit partagé (fictif)")

    assert consents(desk, file_id) == frozenset()
    assert matrix(desk, file_id)["Transfer of the file to an agency: Toit partagé (fictif)"] == "Yes"


def test_a_later_withdrawal_for_all_is_shown_beside_each_agency_by_name(desk: Desk, house: House) -> None:
    file_id = child(desk)
    answer(desk, file_id, for_whom="Toit partagé (fictif)")
    house.clock.pass_(minutes=1)

    answer(desk, file_id, "withdrawn")

    assert matrix(desk, file_id)["Transfer of the file to an agency: Toit partagé (fictif)"] == "Withdrawn"


def test_a_package_goes_to_the_agency_the_child_named_and_to_no_other(desk: Desk) -> None:
    file_id = child(desk)
    desk.do("handover.make_keys")
    answer(desk, file_id, for_whom="Toit partagé (fictif)")

    hand_over(desk, file_id, "Toit partagé (fictif)")

    with pytest.raises(errors.RuleBroken):
        hand_over(desk, file_id, "Une autre agence (fictive)")


@pytest.mark.parametrize("decision", ["no", "withdrawn"])
def test_a_refusal_to_an_agency_is_not_lost_by_an_accent(desk: Desk, decision: str) -> None:
    file_id = child(desk)
    desk.do("handover.make_keys")
    answer(desk, file_id)
    answer(desk, file_id, decision, for_whom="TOIT PARTAGE fictif")

    with pytest.raises(errors.RuleBroken) as refused:
        hand_over(desk, file_id, "Toit partagé (fictif)")

    assert "consent was withdrawn" in str(refused.value) or "does not want this" in str(refused.value)


def test_a_refusal_to_a_shortened_name_makes_the_package_ask_until_the_child_answered_for_this_agency(
    desk: Desk, house: House
) -> None:
    file_id = child(desk)
    desk.do("handover.make_keys")
    answer(desk, file_id)
    answer(desk, file_id, "no", for_whom="Toit partagé")
    with pytest.raises(errors.RuleBroken) as refused:
        hand_over(desk, file_id, "Toit partagé (fictif)")
    hand_over(desk, file_id, "Une autre agence (fictive)")
    house.clock.pass_(minutes=1)

    answer(desk, file_id, for_whom="Toit partagé (fictif)")

    assert "a refusal may mean this agency: ask the child" in str(refused.value)
    hand_over(desk, file_id, "Toit partagé (fictif)")


def test_a_refusal_to_another_agency_that_is_known_asks_nothing_of_this_one(desk: Desk) -> None:
    file_id = child(desk)
    desk.do("handover.make_keys")
    desk.do("handover.add_receiver", name="Toit partagé")
    answer(desk, file_id)
    answer(desk, file_id, "no", for_whom="Toit partagé")

    hand_over(desk, file_id, "Toit partagé (fictif)")

    with pytest.raises(errors.RuleBroken):
        hand_over(desk, file_id, "Toit partagé")


def test_what_happened_before_is_told_to_no_agency_while_one_is_refused_by_name(desk: Desk, house: House) -> None:
    """The paper does not know who will hold it; until the child agreed for that one, the topic stays here."""
    file_id = child(desk)
    answer(desk, file_id)
    answer(desk, file_id, purpose="association")
    before = consents(desk, file_id)

    answer(desk, file_id, "no", purpose="association", for_whom="Toit partagé")
    refused = consents(desk, file_id)
    house.clock.pass_(minutes=1)
    answer(desk, file_id, purpose="association", for_whom="Toit partage")

    assert before == {Consent.TRANSFER, Consent.ASSOCIATION}
    assert refused == {Consent.TRANSFER}
    assert consents(desk, file_id) == before


def test_a_later_no_marks_what_went_out_and_asks_to_tell_it_like_a_withdrawal(desk: Desk, house: House) -> None:
    file_id = child(desk)
    desk.do("handover.make_keys")
    answer(desk, file_id)
    hand_over(desk, file_id, "Toit partagé (fictif)")
    house.clock.pass_(minutes=1)

    answer(desk, file_id, "no", for_whom="Toit partagé")

    left: Entries = block(tab(desk, file_id), "What already left")
    assert [str(entry.mark.words) if entry.mark else "" for entry in left.entries] == ["consent withdrawn since"]
    assert "tell_withdrawal" in {due.what for due in desk.ask("case_file.dues", file_id=file_id)}


def test_a_withdrawal_stops_what_is_to_come_marks_what_went_out_and_asks_to_tell_it(desk: Desk, house: House) -> None:
    file_id = child(desk)
    desk.do("handover.make_keys")
    answer(desk, file_id)
    hand_over(desk, file_id, "Toit partagé (fictif)")
    desk.do("case_file.note_paper", file_id=file_id, paper="case_summary", audience="receiving_agency", way="print")
    desk.do("case_file.note_paper", file_id=file_id, paper="case_summary", audience="foster_family", way="print")
    before: Entries = block(tab(desk, file_id), "What already left")
    house.clock.pass_(minutes=1)

    answer(desk, file_id, "withdrawn")

    left: Entries = block(tab(desk, file_id), "What already left")
    assert [entry.mark for entry in before.entries] == [None, None, None]
    marked = {str(entry.cells[1]): str(entry.mark.words) if entry.mark else "" for entry in left.entries}
    assert marked == {
        "Toit partagé (fictif)": "consent withdrawn since", "a receiving agency": "consent withdrawn since",
        "the foster family": "",
    }  # fmt: skip
    assert consents(desk, file_id) == frozenset()
    assert "tell_withdrawal" in {due.what for due in desk.ask("case_file.dues", file_id=file_id)}


def test_a_withdrawal_under_which_nothing_went_out_asks_nobody_to_be_told(desk: Desk) -> None:
    file_id = child(desk)
    answer(desk, file_id)

    answer(desk, file_id, "withdrawn")

    assert "tell_withdrawal" not in {due.what for due in desk.ask("case_file.dues", file_id=file_id)}


def test_a_refusal_takes_no_service_away(desk: Desk) -> None:
    """Two children alike in all but their answers have the same verbs, the same dues and the same tabs."""
    agrees, refuses = child(desk), child(desk)
    purposes = ("services", "keep_data", "tracing_name", "referral", "transfer", "photo", "certification", "mrm")
    for file_id, decision in ((agrees, "yes"), (refuses, "no")):
        for purpose in purposes:
            answer(desk, file_id, decision, purpose)

    one, other = (desk.ask("case_file.child", record_id=file_id) for file_id in (agrees, refuses))

    assert [(verb.title, verb.reason) for verb in one.verbs] == [(verb.title, verb.reason) for verb in other.verbs]
    assert [tab.key for tab in one.tabs] == [tab.key for tab in other.tabs]
    dues = [
        [(due.what, due.to_day) for due in desk.ask("case_file.dues", file_id=file_id)] for file_id in (agrees, refuses)
    ]
    assert dues[0] == dues[1]


def test_the_tab_asks_the_same_for_one_answer_and_for_many(desk: Desk) -> None:
    file_id = child(desk)
    answer(desk, file_id)
    tab(desk, file_id)
    with statements(desk) as few:
        tab(desk, file_id)

    for purpose in ("services", "photo", "mrm", "referral"):
        answer(desk, file_id, purpose=purpose, for_whom="Toit partagé (fictif)")

    with statements(desk) as many:
        tab(desk, file_id)
    assert len(many) == len(few) <= 15
