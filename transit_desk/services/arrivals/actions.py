"""What can be done with a group arrival."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

import sqlalchemy

from transit_desk import paper as papers
from transit_desk.action import Undone, action
from transit_desk.domain import errors, fields, sense
from transit_desk.domain.fields import Said
from transit_desk.domain.levels import Answer
from transit_desk.domain.text import N_
from transit_desk.services.arrivals import rules
from transit_desk.services.arrivals.records import (
    EventMember,
    EventPartner,
    EventRow,
    ReleaseEvent,
    ReturnOnSite,
    TransportLeg,
    grid,
    takes_part,
)
from transit_desk.services.arrivals.records.grid import RowKept, Source
from transit_desk.services.arrivals.rules import lists
from transit_desk.storage.records import Record, fields_of
from transit_desk.storage.work import HIDDEN, Work

_UNDONE = "undone"


def _described(kind: type[Record], names: Sequence[str] | Mapping[str, object]) -> dict[str, fields.Field]:
    return {name: field for name, field in fields_of(kind).items() if name in names}


def _open(work: Work, event_id: str) -> ReleaseEvent:
    event = work.get(ReleaseEvent, event_id)
    rules.not_closed(event.closed_at)
    return event


def _own(work: Work, event_id: str) -> ReleaseEvent:
    """An event this worker takes part in; whoever was not there writes nothing about it."""
    event = work.get(ReleaseEvent, event_id)
    rules.takes_part(among=takes_part(work, event.id))
    return event


def _own_open(work: Work, event_id: str) -> ReleaseEvent:
    event = _own(work, event_id)
    rules.not_closed(event.closed_at)
    return event


# -- the event


@action(N_("Begin a group arrival"), needs="write")
def start_event(
    work: Work,
    *,
    day: datetime.date | str,
    place: Said | str | None = None,
    group: Said | str | None = None,
    announced: int | str | None = None,
    not_shown: int | str | None = None,
    woman_on_team: str | None = None,
) -> str:
    """Write down an event; returns its identifier. Only the day is needed, and it may be today."""
    given = {"day": day, "place": place, "group": group, "announced": announced, "not_shown": not_shown,
             "woman_on_team": woman_on_team}  # fmt: skip
    checked = fields.check_all(_described(ReleaseEvent, given), given)
    sense.day_has_come(checked["day"], work.today(), "day")
    event = work.add(ReleaseEvent(stage="children", rows_kept=0, rows_made=0, **checked))
    work.session.flush()
    work.add(EventMember(event_id=event.id, worker_id=work.actor.worker_id))
    return event.id


_EVENT = (
    "day", "place", "group", "announced", "not_shown", "woman_on_team", "girls_asked", "girls_note", "parted_why",
    "stage",
)  # fmt: skip


@action(N_("Change the event"), needs="write")
def change_event(work: Work, *, event_id: str, values: dict[str, object]) -> None:
    """Change what is known of the event, or remember the step it stands at; only what is given."""
    event = _own_open(work, event_id)
    checked = fields.check_given(_described(ReleaseEvent, _EVENT), values)
    sense.day_has_come(checked.get("day"), work.today(), "day")
    moved = "day" in checked and checked["day"] != event.day
    work.put(event, checked)
    if moved:
        for row in grid.rows_of(work, event.id):
            if row.accompanies_id is None:
                grid.settle(work, event, row)


@action(N_("Somebody takes part"), needs="write")
def add_member(work: Work, *, event_id: str, worker_id: str) -> None:
    """Let a colleague go on with the grid: from now on they see every file of the event."""
    event = _own_open(work, event_id)
    rows = grid.rows_of(work, event.id)
    _whole(event, rows)
    if worker_id not in grid.members_of(work, event.id):
        work.add(EventMember(event_id=event.id, worker_id=worker_id))
        grid.show_to_members(work, rows, [worker_id])


def _whole(event: ReleaseEvent, rows: Sequence[EventRow]) -> None:
    if not grid.see_whole(event, rows):
        raise errors.RuleBroken(N_("Some children of this event are not among your files. Ask your supervisor."))


def _undo_partner(work: Work, undone: Undone) -> None:
    work.withdraw(work.get(EventPartner, undone.result), _UNDONE)


@action(N_("Add a partner"), needs="write", undo=_undo_partner)
def add_partner(
    work: Work, *, event_id: str, role: str, organisation: str | None = None, person: str | None = None
) -> str:
    """Write down who else made the release possible: a role, an organisation, a person."""
    event = _own_open(work, event_id)
    given = {"role": role, "organisation": organisation, "person": person}
    return work.add(EventPartner(event_id=event.id, **fields.check_all(_described(EventPartner, given), given))).id


@action(N_("Take a partner off"), needs="write")
def drop_partner(work: Work, *, partner_id: str, why: str) -> None:
    """Take back a partner entered by mistake."""
    partner = work.get(EventPartner, partner_id)
    _own_open(work, partner.event_id)
    sense.reason_given(why)
    work.withdraw(partner, why)


_LEG = (
    "mode", "operator", "from_place", "to_place", "departed_at", "arrived_at", "escort", "escort_role",
    "escort_woman", "incident",
)  # fmt: skip


def _undo_leg(work: Work, undone: Undone) -> None:
    work.withdraw(work.get(TransportLeg, undone.result), _UNDONE)


@action(N_("Add a part of the way"), needs="write", undo=_undo_leg)
def add_leg(work: Work, *, event_id: str, values: dict[str, object]) -> str:
    """Write down how the children travelled, with whom, from where to where."""
    event = _own_open(work, event_id)
    checked = fields.check_asked(_described(TransportLeg, _LEG), values)
    rules.moments_in_order(checked["departed_at"], checked["arrived_at"], work.now())
    leg = work.add(TransportLeg(event_id=event.id, **checked))
    work.session.flush()
    return leg.id


@action(N_("Change a part of the way"), needs="write")
def change_leg(work: Work, *, leg_id: str, values: dict[str, object]) -> None:
    """Change what is known of a part of the way, after the event was closed too: children are still under way."""
    leg = work.get(TransportLeg, leg_id)
    _own(work, leg.event_id)
    checked = fields.check_given(_described(TransportLeg, _LEG), values)
    rules.moments_in_order(
        checked.get("departed_at", leg.departed_at), checked.get("arrived_at", leg.arrived_at), work.now()
    )
    work.put(leg, checked)


# -- the rows


def _undo_row(work: Work, undone: Undone) -> None:
    kept: RowKept = undone.result
    row = work.get(EventRow, kept.row_id)
    event = _open(work, row.event_id)
    if kept.created:
        grid.take_away(work, event, row, _UNDONE)
    elif kept.before:
        grid.change_row(work, event, row, kept.before, Source())


@action(N_("Write a row"), needs="write", undo=_undo_row)
def write_row(
    work: Work, *, event_id: str, row_id: str | None = None, values: dict[str, object], accompanies: str | None = None
) -> RowKept:
    """Keep the cells that changed. A new row opens a file at once, whatever is missing; a baby names her row."""
    event = _open(work, event_id)
    if row_id is None:
        _own(work, event_id)
        mother = _mother(work, event, accompanies) if accompanies is not None else None
        return grid.new_row(work, event, values, Source(), mother)
    row = work.get(EventRow, row_id)
    if row.event_id != event.id or row.withdrawn_at is not None:
        raise errors.NotFound
    if accompanies is not None and accompanies != row.accompanies_id:
        raise errors.RuleBroken(N_("Take this row away and write the baby again below her row."), "accompanies")
    return grid.change_row(work, event, row, values, Source())


def _mother(work: Work, event: ReleaseEvent, row_id: str) -> EventRow:
    mother = work.get(EventRow, row_id)
    rules.may_carry(
        mother.event_id, event.id, mother_is_baby=mother.accompanies_id is not None, mother_is_boy=mother.sex == "m"
    )
    return mother


def _undo_drop(work: Work, undone: Undone) -> None:
    dropped = work.all(sqlalchemy.select(EventRow).where(EventRow.id.in_(undone.result)))
    event = _open(work, dropped[0].event_id)
    grid.bring_back(work, event, dropped)


@action(N_("Take a row away"), needs="write", undo=_undo_drop)
def drop_row(work: Work, *, row_id: str, why: str) -> list[str]:
    """Take a row and its file out of use, with a reason; her babies' rows with hers. Returns the rows taken away."""
    row = work.get(EventRow, row_id)
    event = _own_open(work, row.event_id)
    sense.reason_given(why)
    if row.withdrawn_at is not None:
        raise errors.NotFound
    taken = [row.id, *(baby.id for baby in grid.babies_of(work, row))]
    grid.take_away(work, event, row, why)
    return taken


@action(N_("Take a list from elsewhere"), needs="write")
def import_rows(work: Work, *, event_id: str, rows: list[dict[str, object]]) -> tuple[RowKept, ...]:
    """Every row of a list or none: each refusal names its row and its column, as the list counts them."""
    event = _own_open(work, event_id)
    source = Source("release_list", "copied_from_list")
    read: list[dict[str, object]] = []
    refused: list[errors.Refusal] = []
    for number, typed in enumerate(rows, 1):
        cells, wrong = lists.read_row(typed)
        try:
            grid.check_cells(cells, event, source)
        except errors.Several as several:
            wrong += several.refusals
        except errors.RuleBroken as broken:
            wrong.append(broken)
        read.append(cells)
        refused.extend(_beside(number, each) for each in wrong)
    if refused:
        raise errors.Several(tuple(refused)) if len(refused) > 1 else refused[0]
    return tuple(grid.new_row(work, event, cells, source) for cells in read)


def _beside(number: int, refusal: errors.Refusal) -> errors.RuleBroken:
    field = fields_of(EventRow).get(refusal.field or "")
    return lists.beside(number, refusal.field, field.label if field else N_("List"), refusal.words)


def _undo_same(work: Work, undone: Undone) -> None:
    work.do("case_file.forget_answer", rows=undone.result)


@action(N_("Decide whether it is the same child"), needs="write", undo=_undo_same)
def same_as(work: Work, *, row_id: str, decision: str, other_file_id: str | None = None) -> tuple[str, ...]:
    """Keep in the child's file what is said of a possible earlier one. Nothing is merged here."""
    row = work.get(EventRow, row_id)
    kept = work.do("case_file.say_same", file_id=row.file_id, decision=decision, other_id=other_file_id)
    return tuple(kept.rows)


# -- a return on site


_RETURN = (*rules.RETURN_ANSWERS, "link_words", "armed_on")


@action(N_("Answer for a return on site"), needs="write")
def answer_return(work: Work, *, row_id: str, values: dict[str, object]) -> bool:
    """Keep some of the answers, or all. Until the last is there, the child is not accounted for. Says whether it is."""
    row = work.get(EventRow, row_id)
    event = _open(work, row.event_id)
    if row.disposition != rules.RETURNED or row.accompanies_id is not None or row.withdrawn_at is not None:
        raise errors.RuleBroken(N_("Write first that this child goes back to the family from here."), "disposition")
    checked = fields.check_given(_described(ReturnOnSite, _RETURN), values)
    rules.visit_in_window(checked.get("visit_by"), event.day, work.setting("case_file.first_visit_days"))
    _date_of_armed(checked, event.day, work.today())
    answers = grid.return_of(work, row.id)
    if answers is None:
        answers = work.add(
            ReturnOnSite(file_id=row.file_id, row_id=row.id, answered={}, complete=False, visit_early=False)
        )
        work.session.flush()
    answers.visit_early = _early(work, answers, checked)
    answers.answered = {**answers.answered, **_put(checked)}
    answers.complete = rules.is_complete(answers.answered)
    work.put(answers, checked)
    work.session.flush()
    grid.settle(work, event, row)
    return answers.complete


def _put(checked: Mapping[str, object]) -> dict[str, object]:
    return {
        name: rules.checks_count(value) if name == "link_checks" else rules.put(value)
        for name, value in checked.items()
        if name in rules.RETURN_ANSWERS
    }


def _date_of_armed(checked: dict[str, object], day: datetime.date, today: datetime.date) -> None:
    """What is known of armed men is known on a day: the day of the event, where no other is said."""
    sense.day_has_come(checked.get("armed_on"), today, "armed_on")
    if "armed_near" in checked and checked.get("armed_on") is None:
        checked["armed_on"] = day
    known_on = checked.get("armed_on")
    if isinstance(known_on, datetime.date):
        checked["armed_on"] = known_on.isoformat()  # a sealed cell holds what JSON can say


def _early(work: Work, answers: ReturnOnSite, checked: Mapping[str, object]) -> bool:
    """Whether something near home calls for an early visit; without the key it is only ever raised."""
    told = [checked.get(name, work.see(answers, name)) for name in ("recruiter_near", "armed_near")]
    found = any(isinstance(value, Said) and value == Said("yes", Answer.GIVEN) for value in told)
    return found or (answers.visit_early and any(value is HIDDEN for value in told))


# -- to the centre, and the end of the event


@action(N_("The children have arrived"), needs="write")
def arrive(
    work: Work, *, event_id: str, on_day: datetime.date | None = None, row_ids: Sequence[str] | None = None
) -> tuple[str, ...]:
    """Admit those who came to the centre, all or some, with their babies; returns their files. Beds may come later."""
    event = _own(work, event_id)
    day = on_day or max(event.day, work.today())
    sense.day_has_come(day, work.today(), "on_day")
    if day < event.day:
        raise errors.RuleBroken(N_("They cannot arrive before they were released."), "on_day")
    arrived = []
    for row in grid.rows_of(work, event.id):
        mother = row.accompanies_id
        if row.disposition != rules.TO_CENTRE or row.arrived_on is not None:
            continue
        if row_ids is not None and row.id not in row_ids and mother not in row_ids:
            continue
        work.do("case_file.admit", file_id=row.file_id, began_on=day)
        row.arrived_on = day
        arrived.append(row.file_id)
    return tuple(arrived)


def _undo_close(work: Work, undone: Undone) -> None:
    event = work.get(ReleaseEvent, str(undone.values["event_id"]))
    event.closed_at, event.closed_by = None, None


@action(N_("Close the event"), needs="close", undo=_undo_close)
def close_event(work: Work, *, event_id: str) -> None:
    """Close an event whose count is whole; otherwise say everything that is missing, row by row."""
    event = _own_open(work, event_id)
    rows = grid.rows_of(work, event.id)
    _whole(event, rows)
    told = grid.facts(work, rows, grid.returns_of(work, event.id))
    counted = rules.sums(told, event.announced, event.not_shown)
    missing = grid.missing_to_close(work, event, counted, told, rows)
    if missing:
        raise errors.Several(missing) if len(missing) > 1 else missing[0]
    event.closed_at, event.closed_by, event.stage = work.now(), work.actor.worker_id, "check"


@action(N_("A paper was printed or saved"), needs="print")
def note_paper(work: Work, *, event_id: str, paper: str, way: str, audience: str = "centre") -> None:
    """Leave a line about a register that left the screen: which, and whether it was printed or saved."""
    papers.left(work, paper, way, audience, about=work.get(ReleaseEvent, event_id))
