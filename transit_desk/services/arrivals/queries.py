"""What can be asked about group arrivals: one, many, what is still to be answered, who may be known already."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

import sqlalchemy

from transit_desk import choices
from transit_desk.action import query
from transit_desk.domain import dates, errors
from transit_desk.domain.fields import Choice, Many, Said
from transit_desk.domain.levels import Answer
from transit_desk.domain.text import N_, Words
from transit_desk.export import sheets
from transit_desk.module import FactLine, Mark, Rows, Window
from transit_desk.services.arrivals import rules
from transit_desk.services.arrivals.records import (
    EventPartner,
    EventRow,
    ReleaseEvent,
    ReturnOnSite,
    TransportLeg,
    grid,
    takes_part,
)
from transit_desk.services.arrivals.rules import lists
from transit_desk.services.arrivals.rules.lists import Preview
from transit_desk.services.arrivals.views import (
    Cell,
    EventLine,
    EventView,
    GridRow,
    LegLine,
    Missing,
    PartnerLine,
    ReturnAsked,
    StageLine,
    TwinLine,
)
from transit_desk.storage.people import Worker
from transit_desk.storage.records import Record, fields_of
from transit_desk.storage.work import HIDDEN, Work


@query(N_("Group arrivals"), needs="read")
def events(work: Work, *, window: Window) -> Rows:
    """One window of the events, the newest first, each with its count and the step it stands at."""
    statement = sqlalchemy.select(ReleaseEvent).where(ReleaseEvent.withdrawn_at.is_(None))
    conditions = [ReleaseEvent.withdrawn_at.is_(None)]
    if window.filters.get("open"):
        conditions.append(ReleaseEvent.closed_at.is_(None))
        statement = statement.where(ReleaseEvent.closed_at.is_(None))
    if window.after is not None:
        day, last = datetime.date.fromisoformat(window.after[0]), window.after[1]
        statement = statement.where(
            sqlalchemy.or_(ReleaseEvent.day < day, sqlalchemy.and_(ReleaseEvent.day == day, ReleaseEvent.id < last))
        )
    statement = statement.order_by(ReleaseEvent.day.desc(), ReleaseEvent.id.desc()).limit(window.count + 1)
    found = work.all(statement)
    shown = found[: window.count]
    after = (shown[-1].day.isoformat(), shown[-1].id) if len(found) > window.count else None
    total = work.count(ReleaseEvent, *conditions)
    words = Words(N_("{count} arrival"), {"count": total}, plural=N_("{count} arrivals"), count=total)
    return Rows(tuple(_event_line(work, event) for event in shown), total, after, words)


def _event_line(work: Work, event: ReleaseEvent) -> EventLine:
    rows = grid.rows_of(work, event.id)
    counted = _sums(work, event, rows)
    kept = Words(
        N_("{count} row, not for your eyes"), {"count": event.rows_kept},
        plural=N_("{count} rows, not all for your eyes"), count=event.rows_kept,
    )  # fmt: skip
    count = counted.spoken() if counted else kept
    if event.closed_at is not None:
        state = Mark(Words(N_("closed")), "check", "idle")
    elif counted is not None and counted.unaccounted:
        state = Mark(Words(N_("{count} not accounted for"), {"count": counted.unaccounted}), "warning", "warn")
    else:
        state = Mark(Words(N_("not closed")), "clock", "plain")
    return EventLine(
        event.id, str(dates.say_day(event.day)), str(count), str(choices.say("event_stage", event.stage)), state
    )


def _sums(work: Work, event: ReleaseEvent, rows: Sequence[EventRow]) -> rules.Sums | None:
    if not grid.see_whole(event, rows):
        return None
    told = grid.facts(work, rows, grid.returns_of(work, event.id))
    return rules.sums(told, event.announced, event.not_shown)


@query(N_("A group arrival"), needs="read", sensitive=True)
def event(work: Work, *, record_id: str) -> EventView:
    """One event: what is known of it, who was there, every row, the sums, and what is missing before it closes."""
    found = work.get(ReleaseEvent, record_id)
    rows = grid.rows_of(work, found.id)
    returns = grid.returns_of(work, found.id)
    told = grid.facts(work, rows, returns)
    whole = grid.see_whole(found, rows)
    counted = rules.sums(told, found.announced, found.not_shown)
    missing = grid.missing_to_close(work, found, counted, told, rows)
    at = rules.STAGES.index(found.stage)
    closed = found.closed_at is not None
    return EventView(
        id=found.id,
        edition=found.edition,
        day=found.day,
        title=Words(N_("Group arrival of {day}"), {"day": dates.say_day(found.day)}),
        stage=found.stage,
        stages=tuple(
            StageLine(key, choices.say("event_stage", key), closed or place < at, not closed and place == at)
            for place, key in enumerate(rules.STAGES)
        ),
        next_stage=rules.STAGES[min(at + 1, len(rules.STAGES) - 1)],
        closed=closed,
        values=_values(work, found, _EVENT),
        facts=tuple(_fact(work, found, name) for name in _EVENT),
        partners=_partners(work, found.id),
        legs=_legs(work, found.id),
        members=_members(work, found.id),
        takes_part=takes_part(work, found.id),
        sums=counted if whole else None,
        unseen=found.rows_kept - len(rows),
        rows=_grid(work, rows, told, returns),
        missing=() if closed else tuple(Missing(each.words, each.field or "") for each in missing),
        asks_girls=not closed and bool(rows) and not counted.girls,
        to_arrive=sum(row.disposition == rules.TO_CENTRE and row.arrived_on is None for row in rows),
    )


_EVENT = (
    "day", "place", "group", "announced", "not_shown", "woman_on_team", "girls_asked", "girls_note",
    "parted_why",
)  # fmt: skip


def _values(work: Work, record: Record, names: Sequence[str]) -> dict[str, object]:
    """The present values for a form, without those not for these eyes."""
    seen = {name: work.see(record, name) for name in names}
    return {name: value for name, value in seen.items() if value is not HIDDEN}


def _fact(work: Work, record: Record, name: str) -> FactLine:
    cell = _cell(work, record, name)
    state = "not_asked" if cell.state == "blank" else cell.state
    return FactLine(Words(fields_of(type(record))[name].label), cell.words, state=state)


def _cell(work: Work, record: Record, name: str) -> Cell:
    seen = work.see(record, name)
    if seen is HIDDEN:
        return Cell(state="hidden")
    if isinstance(seen, Said):
        if seen.answer is not Answer.GIVEN:
            return Cell(state=seen.answer.value)
        return Cell(_spoken(record, name, seen.value), seen.value)
    return Cell(state="blank") if seen is None else Cell(_spoken(record, name, seen), seen)


def _spoken(record: Record, name: str, value: object) -> str | Words:
    kind = fields_of(type(record))[name].kind
    if isinstance(kind, Choice):
        return choices.say(kind.list_name, str(value))
    if isinstance(kind, Many) and isinstance(value, list):
        return ", ".join(str(choices.say(kind.list_name, key)) for key in value)
    return kind.say(value)


def _grid(
    work: Work, rows: Sequence[EventRow], told: Sequence[rules.RowFacts], returns: Mapping[str, ReturnOnSite]
) -> tuple[GridRow, ...]:
    """The rows with the babies below their mothers'."""
    numbers = grid.numbers_of(work, rows)
    order = {row.id: place for place, row in enumerate(rows)}
    places = {fact.id: fact for fact in told}
    shown = [_grid_row(work, row, places[row.id], numbers.get(row.file_id, ""), returns.get(row.id)) for row in rows]
    shown.sort(key=lambda row: (order.get(row.mother_id or row.id, len(order)), bool(row.mother_id), order[row.id]))
    return tuple(shown)


def _grid_row(work: Work, row: EventRow, fact: rules.RowFacts, number: str, answers: ReturnOnSite | None) -> GridRow:
    cells = {name: _cell(work, row, name) for name in rules.CELLS}
    return GridRow(
        id=row.id,
        place=0 if fact.baby else fact.place,
        file_id=row.file_id,
        number=number,
        **cells,
        follow=_follow(row, answers),
        state=_state(row, fact),
        complete=fact.complete,
        arrived=row.arrived_on is not None,
        mother_id=row.accompanies_id or "",
    )


def _follow(row: EventRow, answers: ReturnOnSite | None) -> str | Words:
    """The reason, or the promise that goes with a return."""
    if row.disposition == rules.RETURNED and answers is not None and answers.complete and answers.visit_by:
        return Words(N_("visit by {day}"), {"day": dates.say_day(answers.visit_by)})
    return choices.say("transfer_reason", row.reason) if row.reason else ""


def _state(row: EventRow, fact: rules.RowFacts) -> Mark:
    if row.disposition == rules.RETURNED and not fact.complete and not fact.baby:
        return Mark(Words(N_("to answer")), "warning", "warn")
    return Mark(Words(N_("kept")), "check", "ok")


def _partners(work: Work, event_id: str) -> tuple[PartnerLine, ...]:
    found = work.all(
        sqlalchemy.select(EventPartner)
        .where(EventPartner.event_id == event_id, EventPartner.withdrawn_at.is_(None))
        .order_by(EventPartner.made_at, EventPartner.id)
    )
    lines = []
    for each in found:
        person = work.see(each, "person")
        lines.append(
            PartnerLine(
                each.id, choices.say("partner_role", each.role), each.organisation or "", _text(person),
                each.person is not None and person is HIDDEN,
            )
        )  # fmt: skip
    return tuple(lines)


def _text(seen: object) -> str:
    return "" if seen is None or seen is HIDDEN else str(seen)


def _legs(work: Work, event_id: str) -> tuple[LegLine, ...]:
    found = work.all(
        sqlalchemy.select(TransportLeg)
        .where(TransportLeg.event_id == event_id, TransportLeg.withdrawn_at.is_(None))
        .order_by(TransportLeg.made_at, TransportLeg.id)
    )
    return tuple(
        LegLine(
            leg.id, choices.say("transport_mode", leg.mode), leg.operator or "", _text(work.see(leg, "from_place")),
            leg.to_place or "", leg.departed_at, leg.arrived_at, _text(work.see(leg, "escort")),
            choices.say("yes_no_unknown", leg.escort_woman) if leg.escort_woman else "",
            _text(work.see(leg, "incident")),
        )
        for leg in found
    )  # fmt: skip


def _members(work: Work, event_id: str) -> tuple[tuple[str, str], ...]:
    names = {row.id: row.name for row in work.all(sqlalchemy.select(Worker))}
    return tuple((worker_id, names.get(worker_id, "")) for worker_id in grid.members_of(work, event_id))


# -- returns on site


@query(N_("Returns to answer for"), needs="read")
def returns_to_answer(work: Work, *, event_id: str) -> tuple[ReturnAsked, ...]:
    """Every child of an event who goes home from there, with the questions that were not put yet."""
    rows = grid.rows_of(work, event_id)
    returns = grid.returns_of(work, event_id)
    told = {fact.id: fact for fact in grid.facts(work, rows, returns)}
    numbers = grid.numbers_of(work, rows)
    asked = []
    for row in rows:
        if row.disposition != rules.RETURNED or row.accompanies_id is not None:
            continue
        answers = returns.get(row.id)
        left = rules.open_questions(answers.answered if answers is not None else {})
        labels = tuple((name, Words(fields_of(ReturnOnSite)[name].label)) for name in left)
        name = work.see(row, "name_typed")
        told_name = str(name.value) if isinstance(name, Said) and name.value else ""
        asked.append(
            ReturnAsked(row.id, told[row.id].place, row.file_id, told_name, numbers[row.file_id], not left, labels)
        )
    return tuple(asked)


@query(N_("What the form begins with"), needs="read")
def return_values(work: Work, *, row_id: str) -> dict[str, object]:
    """The answers that were kept about one return, without those not for these eyes."""
    row = work.get(EventRow, row_id)
    answers = grid.return_of(work, row.id)
    if answers is None:
        return {}
    values = _values(work, answers, (*rules.RETURN_ANSWERS, "link_words", "armed_on"))
    known_on = values.get("armed_on")
    if isinstance(known_on, str):
        values["armed_on"] = datetime.date.fromisoformat(known_on)
    return values


@query(N_("What the form begins with"), needs="read")
def event_values(work: Work, *, event_id: str) -> dict[str, object]:
    """The present values of the form of the event, without those not for these eyes."""
    return _values(work, work.get(ReleaseEvent, event_id), _EVENT)


@query(N_("What the form begins with"), needs="read")
def leg_values(work: Work, *, leg_id: str) -> dict[str, object]:
    """What is known of one part of the way, without what is not for these eyes."""
    leg = work.get(TransportLeg, leg_id)
    return _values(work, leg, [name for name in fields_of(TransportLeg) if name != "event_id"])


# -- the same child, and lists from elsewhere


@query(N_("Children who may be known already"), needs="write")
def duplicates(work: Work, *, event_id: str) -> tuple[TwinLine, ...]:
    """Rows that look like a child who has a file, side by side, with what was decided. A person decides, always.

    Two rows of this list that look alike are told once, at the first of them.
    """
    rows = grid.rows_of(work, event_id)
    here = {row.file_id: row for row in rows}
    told = {fact.id: fact for fact in grid.facts(work, rows, {})}
    numbers = grid.numbers_of(work, rows)
    lines: list[TwinLine] = []
    passed: set[str] = set()
    for row in rows:
        passed.add(row.file_id)
        name, age, village = (_given(work, row, cell) for cell in ("name_typed", "age_typed", "village_typed"))
        found = work.ask(
            "case_file.possible_earlier",
            name=name,
            sex=row.sex,
            age=age,
            village=village,
            but=row.file_id,
            answered=True,
        )
        lines.extend(
            TwinLine(
                row.id, told[row.id].place, name, numbers[row.file_id], each.file_id, each.label, each.reason,
                each.decision,
                told[here[each.file_id].id].place if each.file_id in here else 0,
                _given(work, here[each.file_id], "name_typed") if each.file_id in here else "",
            )
            for each in found
            if each.file_id not in passed
        )  # fmt: skip
    return tuple(lines)


def _given(work: Work, row: EventRow, cell: str) -> str:
    seen = work.see(row, cell)
    return str(seen.value) if isinstance(seen, Said) and seen.value else ""


@query(N_("A list from elsewhere"), needs="write")
def read_sheet(work: Work, *, blob: bytes, name: str) -> Preview:
    """Read a list in XLSX or CSV without keeping anything: columns by cell, rows, and every cell nobody can take."""
    del work
    sheet = sheets.read_list(blob, name)
    columns, passed, rows = lists.mapped(sheet.headings, sheet.rows)
    described = fields_of(EventRow)
    refused: list[errors.Refusal] = []
    for number, row in enumerate(rows, 1):
        refused += [
            lists.beside(number, each.field, described[each.field or ""].label, each.words)
            for each in lists.read_row(row)[1]
        ]
    return Preview(columns, passed, rows, tuple(refused), sheet.notes)
