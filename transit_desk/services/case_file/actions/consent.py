"""Answers about consent, and what a child wants kept from somebody."""

from __future__ import annotations

import datetime
from typing import Any

from transit_desk.action import Undone, action
from transit_desk.domain import ages, consents, errors, fields, sense
from transit_desk.domain.text import N_
from transit_desk.services.case_file import rules, views
from transit_desk.services.case_file.actions.due import drop_due, plan_due
from transit_desk.services.case_file.records import CaseFile, Consent, Person, Withholding
from transit_desk.services.case_file.views import departures
from transit_desk.storage.records import asked_of
from transit_desk.storage.work import Work


def _undo_consent(work: Work, undone: Undone) -> None:
    answer = work.get(Consent, undone.result)
    work.withdraw(answer, "undone")
    drop_due(work, file_id=answer.file_id, rule="case_file.tell_withdrawal", source_id=answer.id, why="undone")


def _undo_withhold(work: Work, undone: Undone) -> None:
    work.withdraw(work.get(Withholding, undone.result), "undone")


@action(N_("Keep an answer about consent"), needs="consent", undo=_undo_consent)
def answer_consent(work: Work, *, file_id: str, values: dict[str, object]) -> str:
    """Keep the newest answer for one purpose and those it names; the earlier ones stay and no longer count.

    What a supervisor decides for a child waits for a second person. A withdrawal or a later no stops what is to come at
    once, and what already went out under the answer before it has to be told to whoever received it.
    """
    file = work.get(CaseFile, file_id)
    checked: dict[str, Any] = fields.check_all(asked_of(Consent), values)
    sense.day_has_come(checked["on_day"], work.today(), "on_day")
    rules.expiry_after(checked["on_day"], checked["expires_on"])
    decision, given_by = str(checked["decision"]), str(checked["given_by"])
    born = views.born_of(work.get(Person, file.person_id))
    span = ages.age_span(born, checked["on_day"]) if born is not None else None
    consents.answered_rightly(
        decision, given_by, checked["assent"], checked["why_other"], span, views.age_rules(work, checked["on_day"])
    )
    checked["decision"] = consents.kept_as(decision, given_by)
    if checked["decision"] == consents.AWAITING:
        rules.may_decide(may="case_file.decide" in work.actor.rights)
    answer = work.add(Consent(file_id=file_id, **checked))
    if decision in consents.STOPS:
        _tell_receivers(work, file, answer)
    return answer.id


def _tell_receivers(work: Work, file: CaseFile, answer: Consent) -> None:
    """What went out under an answer that no longer stands: whoever holds it must hear of it."""
    work.session.flush()
    if not any(left.withdrawn_by == answer.id for left in departures.left_of(work, file.id)):
        return
    days = int(work.setting("case_file.tell_withdrawal_days"))
    plan_due(
        work, file_id=file.id, rule="case_file.tell_withdrawal", what="tell_withdrawal", from_day=work.today(),
        to_day=work.today() + datetime.timedelta(days=days), source_table="consent", source_id=answer.id,
    )  # fmt: skip


@action(N_("Confirm what was decided for a child"), needs="decide")
def confirm_consent(work: Work, *, consent_id: str, child_heard: bool) -> str:
    """The second person's word on what a supervisor decided for a child without a caregiver; only now it counts."""
    answer = work.get(Consent, consent_id)
    rules.still_awaits(awaits=answer.decision == consents.AWAITING and answer.withdrawn_at is None)
    rules.child_was_heard(heard=child_heard)
    consents.second_person(answer.made_by, work.actor.worker_id)
    answer.decision, answer.confirmed_by = consents.YES, work.actor.worker_id
    return answer.file_id


@action(N_("Keep something from somebody"), needs="consent", undo=_undo_withhold)
def withhold(work: Work, *, file_id: str, values: dict[str, object]) -> str:
    """Write down what the child wants kept from whom; papers and packages obey at once."""
    work.get(CaseFile, file_id)
    return work.add(Withholding(file_id=file_id, **fields.check_all(asked_of(Withholding), values))).id


@action(N_("Withholding no longer wanted"), needs="consent")
def stop_withholding(work: Work, *, withholding_id: str, why: str, file_id: str | None = None) -> None:
    """The child lifts what was withheld; from now on, and with a reason."""
    why = str(rules.WHY_LIFTED.check(why))
    sense.reason_given(why)
    withholding = work.get(Withholding, withholding_id)
    if file_id not in {None, withholding.file_id}:
        raise errors.NotFound
    work.get(CaseFile, withholding.file_id)
    work.withdraw(withholding, why)
