"""Visits, referrals, what to mind, measures, vaccines and sessions: who reads what, and what becomes due."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from tests import makers
from tests.services.health.house import (
    NURSE,
    TODAY,
    agreed,
    block,
    cells,
    child,
    hook,
    mark,
    marks_of,
    medicine,
    with_nurse,
)
from transit_desk.desk import Desk
from transit_desk.domain import errors
from transit_desk.domain.instants import HOUR
from transit_desk.module import Steps
from transit_desk.reports import document
from transit_desk.services.health.pages import REFER

MINUTE = HOUR // 60
MINUTE = HOUR // 60
YESTERDAY = TODAY - datetime.timedelta(days=1)
NEED = {"kind": "allergy", "words": "groundnuts", "severe": True, "what_to_do": None, "said_by": "child"}


def visit(desk: Desk, file_id: str, **more: Any) -> str:
    values = {"on_day": TODAY, "complaint": "fever", "finding": "malaria", "treatment": "three days", **more}
    return str(desk.do("health.add_visit", file_id=file_id, values=values))


def sent(desk: Desk, file_id: str, **more: Any) -> str:
    values = {"sent_at": desk.now() - HOUR, "to_whom": "Centre de santé (fictif)", "why": "fever", "closed_why": None,
              "accompanied_by": "Sifa", "admitted": False}  # fmt: skip
    return str(desk.do("health.refer", file_id=file_id, values={**values, **more}))


def dues(desk: Desk, file_id: str) -> list[tuple[str, datetime.date, bool]]:
    return [(row.what, row.to_day, row.done_on is not None) for row in desk.ask("case_file.dues", file_id=file_id)]


def facts(paper: document.Document) -> dict[str, str]:
    """What a paper answers, by its labels."""
    found = [row for block_ in paper.blocks if isinstance(block_, document.Facts) for row in block_.rows]
    return {str(row.label): str(row.value) for row in found}


# -- visits


def test_a_visit_is_written_by_the_nurse_and_makes_the_next_one_due(house: makers.House) -> None:
    with_nurse(house)
    file_id = child(house.desk())
    nurse = house.desk(NURSE)
    again = TODAY + datetime.timedelta(days=3)
    visit(nurse, file_id, follow_up_on=again)

    assert cells(nurse, file_id, "Visits") == [("21 Nov 2026", "fever", "malaria", "three days", "24 Nov 2026")]
    assert dues(nurse, file_id) == [("health_check", again, False)]
    house.clock.pass_(days=3)
    visit(nurse, file_id, on_day=again)
    assert dues(nurse, file_id) == [("health_check", again, True)]


def test_a_visit_that_is_taken_back_takes_what_it_made_due_along(desk: Desk) -> None:
    file_id = child(desk)
    visit(desk, file_id, follow_up_on=TODAY)
    desk.undo()

    assert dues(desk, file_id) == []


def test_a_cold_in_between_leaves_the_check_due(desk: Desk) -> None:
    file_id = child(desk)
    visit(desk, file_id, on_day=YESTERDAY, follow_up_on=TODAY)
    cold = visit(desk, file_id, complaint="a cold", stays_due=True)
    assert dues(desk, file_id) == [("health_check", TODAY, False)]

    desk.do("health.correct", record_id=cold, values={"stays_due": False, "because": "it was looked at as well"})
    assert dues(desk, file_id) == [("health_check", TODAY, True)]


def test_a_check_that_a_visit_had_done_is_due_again_when_the_visit_is_taken_back_or_says_another_day(
    desk: Desk,
) -> None:
    file_id = child(desk)
    visit(desk, file_id, on_day=YESTERDAY, follow_up_on=TODAY)
    done, open_ = [("health_check", TODAY, True)], [("health_check", TODAY, False)]

    second = visit(desk, file_id)
    assert dues(desk, file_id) == done
    desk.undo()
    assert dues(desk, file_id) == open_
    second = visit(desk, file_id)
    desk.do("health.correct", record_id=second, values={"on_day": YESTERDAY, "because": "it was yesterday"})
    assert dues(desk, file_id) == open_
    desk.undo()
    assert dues(desk, file_id) == done
    desk.do("health.take_back", record_id=second, why="written for the wrong child")
    assert dues(desk, file_id) == open_


def test_a_nurse_says_of_a_check_that_it_is_done_and_of_no_visit_to_a_family(house: makers.House) -> None:
    with_nurse(house)
    desk = house.desk()
    file_id = child(desk)
    for what in ("health_check", "follow_up_visit"):
        desk.do("case_file.plan_due", file_id=file_id, rule=what, what=what, from_day=TODAY, to_day=TODAY)
    check, visit_ = (
        next(row.id for row in desk.ask("case_file.dues", file_id=file_id) if row.what == what)
        for what in ("health_check", "follow_up_visit")
    )
    nurse = house.desk(NURSE)

    for act, values in (
        ("finish_due", {"due_id": visit_, "on_day": TODAY}),
        ("drop_due", {"file_id": file_id, "rule": "follow_up_visit", "source_id": None, "why": "nobody has time"}),
    ):
        with pytest.raises(errors.NotAllowed):
            nurse.do(f"case_file.{act}", **values)
    nurse.do("case_file.finish_due", due_id=check, on_day=TODAY)

    summary = nurse.ask("case_file.child", record_id=file_id).tabs[0]
    steps = [step for block in summary.start + summary.end if isinstance(block, Steps) for step in block.lines]
    assert [(str(step.title), step.target) for step in steps] == [("Follow-up visit", None)]
    assert {what: done for what, _day, done in dues(nurse, file_id)} == {
        "follow_up_visit": False, "health_check": True,
    }  # fmt: skip


def test_a_visit_is_corrected_and_the_former_words_stay(desk: Desk) -> None:
    file_id = child(desk)
    first = visit(desk, file_id, follow_up_on=TODAY)
    assert desk.ask("health.values", record_id=first)["finding"] == "malaria"
    tomorrow = TODAY + datetime.timedelta(days=1)
    desk.do("health.correct", record_id=first,
            values={"finding": "typhoid", "follow_up_on": tomorrow, "because": "the laboratory called"})  # fmt: skip

    assert [row[2] for row in cells(desk, file_id, "Visits")] == ["typhoid", "malaria"]
    assert dues(desk, file_id) == [("health_check", tomorrow, False)]
    with pytest.raises(errors.NotFound):
        desk.ask("health.values", record_id=first)


def test_a_visit_of_tomorrow_and_one_seen_again_before_are_refused(desk: Desk) -> None:
    file_id = child(desk)
    with pytest.raises(errors.RuleBroken, match="not come yet") as refused:
        visit(desk, file_id, on_day=TODAY + datetime.timedelta(days=1))
    assert refused.value.field == "on_day"
    with pytest.raises(errors.RuleBroken, match="after this visit") as refused:
        visit(desk, file_id, follow_up_on=YESTERDAY)
    assert refused.value.field == "follow_up_on"


# -- sent to a clinic


def test_who_stays_at_the_hospital_is_away_until_the_return(desk: Desk) -> None:
    file_id = child(desk)
    key = sent(desk, file_id, admitted=True)
    places = {place.kind for place in _whereabouts(desk, file_id)}
    assert "hospital" in places
    assert [(str(line.title), line.must) for line in desk.ask("leaving.door", file_id=file_id).lines] == [
        ("Still at the hospital", True)
    ]

    with pytest.raises(errors.RuleBroken, match="not come yet"):
        desk.do("health.come_back", record_id=key, came_back_at=desk.now() + HOUR)
    with pytest.raises(errors.RuleBroken, match="left after this hour"):
        desk.do("health.come_back", record_id=key, came_back_at=desk.now() - 5 * HOUR)
    desk.do("health.come_back", record_id=key, came_back_at=desk.now(), came_back_with="antibiotics, a paper")

    assert "hospital" not in {place.kind for place in _whereabouts(desk, file_id)}
    assert cells(desk, file_id, "Sent to a clinic")[0][-1] == "antibiotics, a paper"
    with pytest.raises(errors.RuleBroken, match="back already"):
        desk.do("health.come_back", record_id=key, came_back_at=desk.now())


def test_a_stay_in_hospital_is_one_thing_wherever_its_return_is_written_or_it_is_taken_back(
    house: makers.House,
) -> None:
    desk = house.desk()
    file_id = child(desk)
    key = sent(desk, file_id, admitted=True)
    back = desk.now()
    desk.do("interim_care.come_back", file_id=file_id, back_at=back)
    assert block(desk, file_id, "Sent to a clinic").entries[0].past
    assert desk.ask("health.return_values", record_id=key) == {"came_back_at": back}
    with pytest.raises(errors.RuleBroken, match="back since") as refused:
        desk.do("health.come_back", record_id=key, came_back_at=back - HOUR // 2, came_back_with="a paper")
    assert refused.value.field == "came_back_at"
    desk.undo()
    assert not block(desk, file_id, "Sent to a clinic").entries[0].past
    desk.do("interim_care.come_back", file_id=file_id, back_at=back)
    desk.do("health.come_back", record_id=key, came_back_at=back // MINUTE * MINUTE, came_back_with="a paper")
    assert cells(desk, file_id, "Sent to a clinic")[0][-1] == "a paper"
    assert "Back from the clinic" not in {
        each.title for each in block(desk, file_id, "Sent to a clinic").entries[0].verbs
    }

    house.clock.pass_(hours=2)
    again = sent(desk, file_id, admitted=True)
    desk.undo()
    assert {place.kind for place in _whereabouts(desk, file_id)} == set()
    again = sent(desk, file_id, admitted=True)
    desk.do("health.take_back", record_id=again, why="it was another child")
    assert {place.kind for place in _whereabouts(desk, file_id)} == set()


def _whereabouts(desk: Desk, file_id: str) -> list[Any]:
    from transit_desk.storage.work import VaultSession, Work

    with VaultSession(desk.vault.reader) as session:
        return Work(session, desk.actor, desk, desk._sealer, "test").gather("whereabouts", file_ids=[file_id])


def test_who_is_away_already_is_not_sent_to_stay_elsewhere(desk: Desk) -> None:
    file_id = child(desk)
    sent(desk, file_id, admitted=True)

    with pytest.raises(errors.RuleBroken) as refused:
        sent(desk, file_id, admitted=True)
    assert refused.value.field in {"admitted", "sent_at"}


def test_who_was_seen_here_since_is_sent_to_stay_elsewhere_where_somebody_says_what_is_wrong(
    house: makers.House,
) -> None:
    desk = house.desk()
    file_id = child(desk)
    mark(desk, medicine(desk, file_id), minute=19 * 60)
    house.clock.pass_(hours=3)
    early = desk.now() - 4 * HOUR
    sent(desk, file_id, sent_at=early)  # back the same day
    with pytest.raises(errors.RuleBroken, match="write why below") as refused:
        sent(desk, file_id, admitted=True, sent_at=early)
    assert (refused.value.field, refused.value.about) == ("though_seen", ("case_file", file_id))
    assert "though_seen" in REFER.where_told & set(REFER.fields)
    assert any("though_seen" in section.names for section in REFER.sections)

    sent(desk, file_id, admitted=True, sent_at=early, though_seen="it was his cousin who took it")
    with pytest.raises(errors.RuleBroken, match="away"):
        sent(desk, file_id, admitted=True)


def test_the_letter_to_the_clinic_says_what_is_written_open_and_no_more(desk: Desk) -> None:
    file_id = child(desk)
    desk.do("health.add_need", file_id=file_id, values=NEED)
    medicine(desk, file_id)
    sent(desk, file_id, why=None, closed_why="Wanjala-Siri")

    told = repr(desk.ask("health.referral_letter", file_id=file_id))

    assert "Wanjala-Siri" not in told
    assert "groundnuts" in told
    assert "Amoxicilline" in told
    assert "the person who comes along" in told


def test_a_nurse_prints_the_papers_of_health_as_far_as_they_may_be_had_and_no_other_paper(house: makers.House) -> None:
    with_nurse(house)
    desk = house.desk()
    file_id = agreed(desk)
    nurse = house.desk(NURSE)
    nurse.do("health.add_need", file_id=file_id, values=NEED)
    medicine(nurse, file_id)
    medicine(nurse, file_id, 8, name=None, closed_name="Wanjala-Siri")
    sent(nurse, file_id)
    for key, more in (("referral_letter", {}), ("health_card", {}), ("health_card", {"audience": "receiving_agency"})):
        told = repr(nurse.bundle(f"health.{key}", file_id=file_id, **more))
        assert not [each for each in ("groundnuts", "Amoxicilline", "Amani") if each not in told], (key, more)
        assert "Wanjala-Siri" not in told
    asked = {"file_id": file_id, "audience": "centre", "level": 1}
    assert not nurse.ask("case_file.may_have", topic="association", **asked)  # what a nurse does not read
    with pytest.raises(errors.NotAllowed):
        nurse.ask("case_file.readership", file_id=file_id, audience="clinic")

    keep = {"topics": ["health"], "reason": "fear_of_harm", "from_whom": "named_person"}
    house.desk().do("case_file.withhold", file_id=file_id, values=keep)
    letter = repr(house.desk(NURSE).bundle("health.referral_letter", file_id=file_id))
    assert not [each for each in ("groundnuts", "07:00", "fever", "Amoxicilline") if each in letter]


# -- what to mind


def test_an_allergy_stands_in_the_head_for_everybody_around_the_child(house: makers.House) -> None:
    file_id = child(house.desk())
    house.desk("e.sifa").do("health.add_need", file_id=file_id, values=NEED)

    for login in ("e.sifa", "r.zawadi", "d.furaha"):
        desk = house.desk(login)
        marks = [str(mark.words) for mark in desk.ask("case_file.child", record_id=file_id).header.marks]
        assert "Allergy: groundnuts" in marks, login
        assert [str(row.words) for row in desk.ask("health.diets").rows] == ["Allergy: groundnuts"], login


def test_the_kitchen_reads_the_diet_and_never_the_illness(desk: Desk) -> None:
    file_id = child(desk)
    desk.do("health.add_need", file_id=file_id, values={**NEED, "kind": "diet", "words": "no salt", "severe": False})
    values = {"kind": "chronic", "words": "hypertension", "known_by": None, "adapted": "meals without salt"}
    desk.do("health.add_condition", file_id=file_id, values=values)

    told = repr(desk.ask("health.diets"))

    assert "no salt" in told
    assert "hypertension" not in told
    assert marks_of(desk, file_id) == ["Diet: no salt"]


def test_a_condition_says_what_is_adapted_for_it(desk: Desk) -> None:
    values = {"kind": "disability", "words": "hears badly", "known_by": None, "adapted": "-"}
    with pytest.raises(errors.RuleBroken, match="adapted") as refused:
        desk.do("health.add_condition", file_id=child(desk), values=values)
    assert refused.value.field == "adapted"


# -- measures and vaccines


def measure(desk: Desk, file_id: str, day: datetime.date, weight: str | None = None, **more: Any) -> str:
    return str(desk.do("health.add_measure", file_id=file_id, on_day=day, weight=weight, **more))


def test_measures_are_told_with_their_change_and_which_way_they_go(desk: Desk) -> None:
    file_id = child(desk)
    measure(desk, file_id, YESTERDAY - datetime.timedelta(days=30), "41,5", height="152")
    measure(desk, file_id, TODAY, "43", arm="22,5")

    assert [row[1] for row in cells(desk, file_id, "Weight and growth")] == ["43 (+1,5)", "41,5"]
    assert str(block(desk, file_id, "Weight and growth").entries[0].mark.words) == "rising"


def test_the_gravest_thing_is_told_alone(desk: Desk) -> None:
    file_id = child(desk)
    for ago, weight in ((3, "42"), (2, "41,8"), (1, "41,6")):
        measure(desk, file_id, TODAY - datetime.timedelta(days=ago), weight)

    def mark() -> str:
        return str(block(desk, file_id, "Weight and growth").entries[0].mark.words)

    assert mark() == "lost weight twice in a row"
    measure(desk, file_id, TODAY, arm="17")
    assert mark() == "moderate malnutrition"
    desk.undo()
    measure(desk, file_id, TODAY, arm="17", oedema=True)
    assert mark() == "swollen feet: see the nurse at once"


def test_a_measure_out_of_reason_is_refused_beside_it(desk: Desk) -> None:
    with pytest.raises(errors.RuleBroken) as refused:
        measure(desk, child(desk), TODAY, "415000")
    assert refused.value.field == "weight"


def test_vaccines_of_an_infant_are_due_by_weeks_and_done_one_after_the_other(desk: Desk) -> None:
    file_id = child(desk)
    born = TODAY - datetime.timedelta(weeks=7)
    given = {"vaccines": ["bcg", "polio"], "where": None}
    desk.do("health.add_vaccination", file_id=file_id, values={"on_day": born, **given})
    assert desk.do("health.plan_vaccines", file_id=file_id, born_on=born) == 4

    waiting = [day for what, day, done in dues(desk, file_id) if what == "vaccination" and not done]
    assert waiting[0] == born + datetime.timedelta(weeks=6, days=6)
    desk.do("health.add_vaccination", file_id=file_id, values={"on_day": TODAY, **given})
    assert sum(done for _what, _day, done in dues(desk, file_id)) == 1
    desk.undo()
    assert sum(done for _what, _day, done in dues(desk, file_id)) == 0
    with pytest.raises(errors.RuleBroken, match="two years"):
        desk.do("health.plan_vaccines", file_id=file_id, born_on=TODAY - datetime.timedelta(days=800))


def test_a_session_is_a_fact_for_those_who_plan_and_its_words_for_who_holds_them(house: makers.House) -> None:
    desk = house.desk()
    psychologist = next(row.id for row in desk.ask("health.witnesses") if row.name == "Neema Bashizi")
    file_id = child(desk, worker_id=psychologist)
    values = {"on_day": TODAY, "kind": "individual", "content": "Wanjala-Siri"}
    house.desk("p.neema").do("health.add_session", file_id=file_id, values=values)

    assert cells(house.desk("p.neema"), file_id, "Psychosocial support")[0][-1] == "Wanjala-Siri"
    assert cells(house.desk("s.pascal"), file_id, "Psychosocial support") == [("21 Nov 2026", "Alone", "Neema Bashizi")]


# -- what is told elsewhere


def test_who_takes_medicines_or_is_to_be_seen_stands_in_one_list(desk: Desk) -> None:
    from transit_desk.module import Window

    one, other = child(desk), child(desk, "Baraka")
    medicine(desk, one)
    visit(desk, other, on_day=YESTERDAY, follow_up_on=YESTERDAY)

    rows = desk.ask("health.followed", window=Window()).rows

    assert [(row.who, str(row.medicines), str(row.due)) for row in rows] == [
        ("Baraka", "", "20 Nov 2026"), ("Amani", "1 medicine", ""),
    ]  # fmt: skip
    assert str(rows[0].state.words) == "late"
    assert [row.who for row in desk.ask("health.followed", window=Window(words="ama")).rows] == ["Amani"]


def test_visits_and_referrals_are_counted_by_sex_and_age(desk: Desk) -> None:
    file_id = child(desk)
    visit(desk, file_id)
    sent(desk, file_id)

    found = dict(hook(desk, "figures_of", start=TODAY, end=TODAY))

    assert (found["health.visits"], found["health.referrals"]) == (1, 1)
    assert found["health.visits.m.14_15"] == 1


def test_the_next_carers_get_what_they_need_to_go_on(desk: Desk) -> None:
    file_id = agreed(desk)
    desk.do("health.add_need", file_id=file_id, values=NEED)
    visit(desk, file_id)
    medicine(desk, file_id)
    medicine(desk, file_id, 8, name=None, closed_name="Wanjala-Siri")

    (packed,) = hook(desk, "handover_of", file_id=file_id, audience="receiving_agency")

    assert packed.content["mind"][0]["words"] == "groundnuts"
    assert {each.get("name") for each in packed.content["medicines"]} == {"Amoxicilline 500 mg", None}
    assert "Wanjala-Siri" not in repr(packed)
    assert "malaria" not in repr(hook(desk, "handover_of", file_id=file_id, audience="foster_family"))


def test_what_a_child_keeps_from_a_receiver_stands_on_no_paper_of_its_health(desk: Desk) -> None:
    """A clinic is told what it has to treat, and is no family and no agency."""
    file_id = agreed(desk)
    desk.do("health.add_need", file_id=file_id, values=NEED)
    medicine(desk, file_id)
    sent(desk, file_id)
    assert "groundnuts" in repr(desk.ask("health.health_card", file_id=file_id, audience="receiving_agency"))
    keep = {"topics": ["health"], "reason": "fear_of_harm"}
    letter = repr(desk.ask("health.referral_letter", file_id=file_id))
    assert "groundnuts" in letter
    assert "for those who treat this child" in letter

    desk.do("case_file.withhold", file_id=file_id, values={**keep, "from_whom": "other_agency"})
    card = repr(desk.ask("health.health_card", file_id=file_id, audience="receiving_agency"))
    assert not [each for each in ("groundnuts", "07:00", "Amani", "Amoxicilline") if each in card]
    assert "groundnuts" in repr(desk.ask("health.health_card", file_id=file_id))
    assert "groundnuts" in repr(desk.ask("health.referral_letter", file_id=file_id))
    desk.do("case_file.withhold", file_id=file_id, values={**keep, "from_whom": "named_person"})
    letter = repr(desk.ask("health.referral_letter", file_id=file_id))
    assert not [each for each in ("groundnuts", "07:00", "fever", "Amoxicilline") if each in letter]


def test_who_goes_home_has_the_card_without_any_agency_being_allowed_a_word(desk: Desk) -> None:
    """The child carries it: what is taken and when, by its name, for whoever treats it next; no more of its health."""
    file_id = child(desk)
    desk.do("health.add_need", file_id=file_id, values=NEED)
    desk.do("health.add_condition", file_id=file_id,
            values={"kind": "chronic", "words": "Wanjala-Siri", "adapted": "a bed below"})  # fmt: skip
    desk.do("health.add_vaccination", file_id=file_id, values={"on_day": TODAY, "vaccines": ["measles"]})
    medicine(desk, file_id)
    visit(desk, file_id, follow_up_on=TODAY + datetime.timedelta(days=3))

    agency = repr(desk.ask("health.health_card", file_id=file_id, audience="receiving_agency"))
    assert not [each for each in ("groundnuts", "07:00", "Amani", "Amoxicilline") if each in agency]
    card = desk.ask("health.health_card", file_id=file_id)
    told = ("groundnuts", "07:00, 19:00", "Amoxicilline 500 mg", "Amani", "belongs to the child")
    assert not [each for each in told if each not in repr(card)]
    (given,) = [block_.blocks[1] for block_ in card.blocks if isinstance(block_, document.KeepTogether)]
    assert isinstance(given, document.Table)
    assert [tuple(map(str, row)) for row in given.rows] == [("21 Nov 2026", "Measles")]
    assert "24 Nov 2026" in facts(card).values()
    assert not [each for each in ("Wanjala-Siri", "malaria", "fever") if each in repr(card)]
    assert card.letterhead.shown() == ("", ())

    desk.do("case_file.withhold", file_id=file_id,
            values={"topics": ["health"], "from_whom": "family", "reason": "fear_of_harm"})  # fmt: skip
    assert "groundnuts" not in repr(desk.ask("health.health_card", file_id=file_id))


@pytest.mark.parametrize(("paper", "from_whom"), [("health_card", "family"), ("referral_letter", "named_person")])
def test_who_the_child_is_stands_on_a_paper_of_its_health_where_it_may(desk: Desk, paper: str, from_whom: str) -> None:
    file_id = child(desk)
    medicine(desk, file_id)
    sent(desk, file_id)
    told = facts(desk.ask(f"health.{paper}", file_id=file_id))
    assert (told["Name in use"], told["Sex"], told["Age"]) == ("Amani", "Boy", "14 years")
    desk.do("case_file.withhold", file_id=file_id,
            values={"topics": ["identity"], "from_whom": from_whom, "reason": "fear_of_harm"})  # fmt: skip

    kept = desk.ask(f"health.{paper}", file_id=file_id)

    assert not {"Sex", "Age"} & set(facts(kept))
    assert "Amani" not in repr(kept)
    assert "07:00, 19:00" in repr(kept)


def test_the_story_tells_days_and_never_the_words(desk: Desk) -> None:
    file_id = child(desk)
    visit(desk, file_id)
    key = medicine(desk, file_id)
    desk.do("health.stop_medicine", record_id=key, why="the course is over")

    events = hook(desk, "timeline_of", file_id=file_id)

    assert {str(event.title) for event in events} == {"Visit for health", "Medicine planned", "Medicine stopped"}
    assert "malaria" not in repr(events)
