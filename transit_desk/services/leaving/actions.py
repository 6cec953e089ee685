"""What can be done with a stay: review it, extend it in writing, plan its end, and end it with everything settled."""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Iterator, Mapping, Sequence

from transit_desk import last_seen
from transit_desk import paper as papers
from transit_desk.action import Undone, action
from transit_desk.domain import errors, fields, sense
from transit_desk.domain.fields import Said
from transit_desk.domain.levels import Answer
from transit_desk.domain.text import N_
from transit_desk.services.leaving import pages, rules, views
from transit_desk.services.leaving.records import Departure, LeftOpen, StayExtension, StayReview
from transit_desk.storage.records import fields_of
from transit_desk.storage.work import Work

_UNDONE = "undone"
_NOT_HERE = N_("This child does not live here.")


def _stay(work: Work, file_id: str) -> views.Stay:
    stay = views.stay_of(work, file_id)
    if stay is None:
        raise errors.RuleBroken(_NOT_HERE)
    return stay


def _heard(values: Mapping[str, object]) -> None:
    view = values["child_view"]
    rules.child_was_heard(view.answer if isinstance(view, Said) else Answer.NOT_ASKED)


def _undo_extend(work: Work, undone: Undone) -> None:
    work.withdraw(work.get(StayExtension, undone.result), _UNDONE)


def _undo_review(work: Work, undone: Undone) -> None:
    work.withdraw(work.get(StayReview, undone.result), _UNDONE)
    work.do("case_file.unfinish_due", done_table=StayReview.__tablename__, done_id=undone.result)


@action(N_("Review the stay"), needs="review", undo=_undo_review)
def review(work: Work, *, file_id: str, values: dict[str, object]) -> str:
    """Write down what a review came to; what was due for it until then is done by it. Returns its identifier."""
    stay = _stay(work, file_id)
    checked = fields.check_all(pages.REVIEW.fields, values)
    on_day = _day(checked["on_day"])
    sense.day_has_come(on_day, work.today(), "on_day")
    if on_day < stay.began:
        raise errors.RuleBroken(N_("The child was not here yet on that day."), "on_day")
    _heard(checked)
    row = StayReview(file_id=stay.file_id)
    work.put(row, checked)
    work.add(row)
    for due in work.ask("case_file.dues", file_id=stay.file_id):
        if due.what == "stay_review" and due.done_on is None and due.from_day <= on_day:
            work.do("case_file.finish_due", due_id=due.id, on_day=on_day, done_table=StayReview.__tablename__,
                    done_id=row.id)  # fmt: skip
    return row.id


def _day(value: object) -> datetime.date:
    if not isinstance(value, datetime.date):
        raise errors.RuleBroken(N_("Write a day, for example 14/09/2026."), "on_day")
    return value


@action(N_("Extend the stay"), needs="extend", undo=_undo_extend)
def extend(work: Work, *, file_id: str, values: dict[str, object]) -> str:
    """Sign that a stay goes on past the limit, why, until when, what else was looked at. Returns its identifier."""
    stay = _stay(work, file_id)
    checked = fields.check_all(pages.EXTEND.fields, values)
    span = rules.Span(_day(checked["from_day"]), _day(checked["to_day"]))
    rules.may_extend(span, stay.began, work.today(), stay.extensions, int(work.setting(rules.LONGEST)),
                     int(work.setting(rules.LONGEST_EXTENSION)))  # fmt: skip
    _heard(checked)
    sense.reason_given(checked["alternatives"], "alternatives")
    row = StayExtension(file_id=stay.file_id, signed_by=work.actor.worker_id)
    work.put(row, checked)
    return work.add(row).id


def _undo_plan(work: Work, undone: Undone) -> None:
    _unplan(work, work.get(Departure, undone.result))


@action(N_("Plan when the child leaves"), needs="review", undo=_undo_plan)
def plan(work: Work, *, file_id: str, values: dict[str, object]) -> str:
    """Say on which day a child is to leave and for where; who gives beds reckons with it. Returns the plan."""
    stay = _stay(work, file_id)
    checked = fields.check_all(pages.PLAN.fields, values)
    rules.may_plan(_day(checked["planned_for"]), work.today())
    return _plan(work, stay.file_id, "planned otherwise", checked)


@action(N_("A child has left by own choice"), needs="own_choice")
def by_own_choice(work: Work, *, file_id: str, on_day: datetime.date, safety_plan: str) -> str | None:
    """It is gone already, with a plan: the leaving waits to be settled, and is told on Today until it is."""
    stay = views.stay_of(work, file_id)
    if stay is None:
        return None
    plan_ = fields_of(Departure)["safety_plan"].check(safety_plan)
    rules.own_choice_is_safe(own_choice=True, safety_plan=_words(plan_))
    told = {"planned_for": on_day, "track": rules.NOT_KNOWN, "own_choice": True, "safety_plan": plan_}
    return _plan(work, stay.file_id, "left by own choice", told)


@action(N_("A child has not left by own choice after all"), needs="own_choice")
def not_by_own_choice(work: Work, *, record_id: str) -> None:
    """The leaving that waited was none: the one that was planned before it stands again."""
    row = work.get(Departure, record_id)
    if not row.own_choice:
        raise errors.RuleBroken(N_("This leaving was planned: take it back with a reason."))
    if row.withdrawn_at is None:
        _unplan(work, row)


def _plan(work: Work, file_id: str, why: str, told: Mapping[str, object]) -> str:
    """One leaving of a child is to come at a time; it names the one in whose place it came."""
    former = views.planned(work, file_id)
    if former is not None:
        work.withdraw(former, why)
    return work.add(Departure(file_id=file_id, supersedes_id=None if former is None else former.id, **told)).id


def _unplan(work: Work, row: Departure) -> None:
    if row.left_on is not None:
        raise errors.RuleBroken(N_("The child has left since, so this stays."))
    work.withdraw(row, _UNDONE)
    if row.supersedes_id is not None:
        former = work.get(Departure, row.supersedes_id)
        former.withdrawn_at = former.withdrawn_by = former.withdrawn_why = None


@action(N_("Take this back"), needs="review")
def take_back(work: Work, *, record_id: str, why: str) -> None:
    """The child does not leave after all, or not then."""
    row = work.get(Departure, record_id)
    sense.reason_given(why)
    if row.left_on is not None:
        raise errors.RuleBroken(N_("The child has left since, so this stays."))
    work.withdraw(row, why)


@action(N_("The child leaves"), needs="leave", final=True)
def leave(
    work: Work,
    *,
    file_id: str,
    values: dict[str, object],
    left: Mapping[str, object] | None = None,
    along: Sequence[str] = (),
) -> str:
    """End a stay at once and whole: bed free, care of the house closed, the rest settled or left with a reason.

    `left` gives the reason for what stays open, by the key of its line; `along` are the files of those who leave with
    this child, as its baby does. What was promised goes on with the file. Returns the identifier of the leaving.
    """
    stay = _stay(work, file_id)
    checked = fields.check_all(pages.LEAVE.fields, values)
    left_on = _left_on(checked["left_on"])
    rules.own_choice_is_safe(own_choice=bool(checked["own_choice"]), safety_plan=_words(checked["safety_plan"]))
    rules.own_choice_is_known(own_choice=bool(checked["own_choice"]), known=_knows_own_choice(work, stay.file_id))
    lines = views.lines_of(work, stay.file_id)
    rules.can_go_along(along, [line.along for line in lines if line.along])
    going = [stay, *(_stay(work, each) for each in along)]
    for each in going:
        rules.may_leave(left_on, each.began, work.today())
    open_ = [line for line in lines if line.is_open(along)]
    reasons = {key: fields.Field(fields.Text(500), N_("Why"), name=key).check(why) for key, why in (left or {}).items()}
    must = {line.key for line in open_ if line.must and checked["track"] != rules.DIED}
    rules.nothing_forgotten({line.key: line.title for line in open_}, reasons, must)
    _give_beds_back(work, [each.file_id for each in going], checked, left_on)
    rows = {each.file_id: _let_go(work, each.file_id, checked, left_on) for each in going}
    for line in open_:
        row = rows[line.of_file]
        work.add(LeftOpen(file_id=row.file_id, departure_id=row.id, what=line.left[:300], why=reasons[line.key]))
    for brought in along:
        rows[brought].own_choice = False  # who is carried chose nothing
    return rows[stay.file_id].id


def _knows_own_choice(work: Work, file_id: str) -> bool:
    """Whether whoever leads the house lets the child go, or wrote down before that it goes."""
    coming = views.planned(work, file_id)
    return "leaving.own_choice" in work.actor.rights or (coming is not None and coming.own_choice)


def _give_beds_back(work: Work, file_ids: list[str], checked: dict[str, object], left_on: datetime.date) -> None:
    """Nobody's bed outlives the stay, and nobody of those who leave was seen after it; each who was is named."""
    with _about_the_day():
        for each in file_ids:
            work.do("interim_care.leave_beds", file_id=each, on_day=left_on)
    last_seen.not_after_day(work, file_ids, left_on, _words(checked["though_seen"]), "left_on")


def _let_go(work: Work, file_id: str, checked: dict[str, object], left_on: datetime.date) -> Departure:
    """One child is in the house no more: the episode ends, and where it went is written down."""
    with _about_the_day():
        work.do(
            "case_file.leave", file_id=file_id, ended_on=left_on, track=checked["track"], why=checked["though_seen"]
        )
    work.do("health.leave_house", file_id=file_id)
    row = views.planned(work, file_id) or work.add(Departure(file_id=file_id, track=str(checked["track"])))
    work.put(row, checked)
    work.session.flush()
    return row


def _left_on(value: object) -> datetime.date:
    if not isinstance(value, datetime.date):
        raise errors.RuleBroken(N_("Write a day, for example 14/09/2026."), "left_on")
    return value


def _words(value: object) -> str | None:
    return value if isinstance(value, str) else None


@contextlib.contextmanager
def _about_the_day() -> Iterator[None]:
    """What is refused of the beds or of the end of the stay is about the day."""
    try:
        yield
    except errors.RuleBroken as refusal:
        raise errors.RuleBroken(refusal.words, "left_on", about=refusal.about) from None


@action(N_("A blank paper was printed or saved"), needs="print")
def note_paper(work: Work, *, paper: str, way: str) -> None:
    """Leave a line about a blank paper that left the screen."""
    papers.left(work, paper, way)
