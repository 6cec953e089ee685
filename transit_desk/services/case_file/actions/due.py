"""What is due for a child: planned once for its source, dropped with it, done by a record."""

from __future__ import annotations

import datetime
from typing import Final

import sqlalchemy

from transit_desk.action import action
from transit_desk.domain import fields, sense
from transit_desk.domain.text import N_
from transit_desk.services.case_file import rules, views
from transit_desk.services.case_file.records import CaseFile, Due
from transit_desk.storage.records import fields_of
from transit_desk.storage.work import Work

DROP: Final = "case_file.drop"


@action(N_("Plan what is due"), needs="plan")
def plan_due(  # the schedule mechanism's only way in
    work: Work,
    *,
    file_id: str,
    rule: str,
    what: str,
    from_day: datetime.date,
    to_day: datetime.date,
    who: str | None = None,
    source_table: str | None = None,
    source_id: str | None = None,
) -> str:
    """Make something due, once for a rule and a source; a changed window replaces the former one."""
    work.get(CaseFile, file_id)
    rules.window_in_order(from_day, to_day)
    same = work.first(
        sqlalchemy.select(Due).where(
            Due.file_id.in_(work.same(file_id)),
            Due.rule == rule,
            Due.source_id == source_id,
            Due.withdrawn_at.is_(None),
        )
    )
    values = fields.check_all(
        {name: field for name, field in fields_of(Due).items() if name in _PLANNED},
        {"rule": rule, "what": what, "from_day": from_day, "to_day": to_day, "who": who,
         "source_table": source_table, "source_id": source_id},
    )  # fmt: skip
    if same is not None:
        work.put(same, values)
        return same.id
    return work.add(Due(file_id=file_id, **values)).id


_PLANNED = ("rule", "what", "from_day", "to_day", "who", "source_table", "source_id")


@action(N_("Drop what is no longer due"), needs="plan")
def drop_due(work: Work, *, file_id: str, rule: str, source_id: str | None, why: str) -> None:
    """Take a due out of use because its source changed."""
    rows = work.all(
        sqlalchemy.select(Due).where(
            Due.file_id.in_(work.same(file_id)),
            Due.rule == rule,
            Due.source_id == source_id,
            Due.withdrawn_at.is_(None),
        )
    )
    for row in rows:
        if row.done_on is None:
            rules.must_settle(row.what, drops=DROP in work.actor.rights)
            work.withdraw(row, why)


@action(N_("What was due is done"), needs="plan")
def finish_due(
    work: Work, *, due_id: str, on_day: datetime.date, done_table: str | None = None, done_id: str | None = None
) -> None:
    """Mark a due as done by a record."""
    row = work.get(Due, due_id)
    rules.must_settle(row.what, drops=DROP in work.actor.rights)
    rules.DONE_ON.check(on_day)
    sense.day_has_come(on_day, work.today(), "on_day")
    asked = views.what_is_asked(work, row)
    for each in work.all(
        sqlalchemy.select(Due).where(
            Due.file_id.in_(work.same(row.file_id)), Due.rule == row.rule, Due.withdrawn_at.is_(None),
            Due.done_on.is_(None),
        )
    ):  # fmt: skip
        if each is row or views.what_is_asked(work, each) == asked:
            each.done_on, each.done_table, each.done_id = on_day, done_table, done_id


@action(N_("What was due is not done after all"), needs="plan")
def unfinish_due(work: Work, *, done_table: str, done_id: str) -> None:
    """What a record had done is due again: the record was taken back, or says something else now."""
    for row in work.all(
        sqlalchemy.select(Due).where(Due.done_table == done_table, Due.done_id == done_id, Due.withdrawn_at.is_(None))
    ):
        row.done_on = row.done_table = row.done_id = None
