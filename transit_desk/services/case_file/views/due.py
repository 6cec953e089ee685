"""What is due for a child, and the last that was done, as steps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import sqlalchemy

from transit_desk import choices
from transit_desk.domain import dates
from transit_desk.domain.text import N_
from transit_desk.module import Step, Steps, Target
from transit_desk.services.case_file import rules
from transit_desk.services.case_file.records import CaseFile, Due
from transit_desk.storage import kept
from transit_desk.storage.work import Work

_WAITING = (
    sqlalchemy.select(Due)
    .where(Due.file_id.in_(kept.FILES), Due.withdrawn_at.is_(None), Due.done_on.is_(None))
    .order_by(Due.to_day)
)
_DONE = (
    sqlalchemy.select(Due)
    .where(Due.file_id.in_(kept.FILES), Due.withdrawn_at.is_(None), Due.done_on.is_not(None))
    .order_by(Due.done_on.desc(), Due.made_at.desc(), Due.id.desc())
    .limit(20)
)


def waiting_of(work: Work, file: CaseFile) -> Sequence[Due]:
    """What is due and not done, the first day first; nothing for eyes that do not read what is due."""
    return once(work, work.all(_WAITING, files=work.same(file.id))) if work.reads(Due, "what") else ()


def once(work: Work, rows: Iterable[Due]) -> list[Due]:
    """Of what is due in several files of one child by the same rule, the first: it is asked of the child once."""
    first: dict[tuple[str, ...], Due] = {}
    for row in rows:
        first.setdefault(what_is_asked(work, row), row)
    return list(first.values())


def what_is_asked(work: Work, row: Due) -> tuple[str, ...]:
    """What tells a due from another of the same child; what comes of a file itself comes of each that was joined."""
    source = "" if row.source_id in work.same(row.file_id) else row.source_id or row.id
    return work.stays(row.file_id), row.rule, row.what, source


_NOT_TOLD = N_("What is due is not shown to your role.")


def next_steps(work: Work, waiting: Sequence[Due]) -> Steps:
    empty = N_("Nothing is due.") if work.reads(Due, "what") else _NOT_TOLD
    return Steps(N_("Next steps"), tuple(_step(work, row) for row in waiting[:4]), empty=empty)


def _step(work: Work, row: Due) -> Step:
    rights = work.actor.rights
    may_finish = "case_file.plan" in rights and rules.may_settle(row.what, drops="case_file.drop" in rights)
    return Step(
        choices.say("due_what", row.what),
        row.who or "",
        str(dates.say_day(row.done_on or row.to_day)),
        late=row.done_on is None and row.to_day < work.today(),
        target=Target("case_file.done", row.id) if row.done_on is None and may_finish else None,
        done=row.done_on is not None,
    )


def all_dues(work: Work, file: CaseFile, waiting: Sequence[Due]) -> Steps:
    """What waits, and the last that was done; what was done before stands in the timeline."""
    if not work.reads(Due, "what"):
        return Steps(N_("What was promised"), (), empty=_NOT_TOLD)
    rows = sorted([*waiting, *work.all(_DONE, files=work.same(file.id))], key=lambda row: row.to_day)
    return Steps(
        N_("What was promised"), tuple(_step(work, row) for row in rows), empty=N_("Nothing was promised yet.")
    )
