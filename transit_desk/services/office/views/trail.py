"""Who did what, as a list: lines of the trail in words, never a value; nothing of what is closed to these eyes."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Sequence
from typing import Any, Final

import sqlalchemy

from transit_desk.domain import dates, days, errors
from transit_desk.domain.levels import Level
from transit_desk.domain.text import N_, Words
from transit_desk.module import Rows, Window
from transit_desk.storage.audit import AuditLine
from transit_desk.storage.people import Worker
from transit_desk.storage.records import fields_of, records
from transit_desk.storage.work import Work

_ONE_DAY: Final = datetime.timedelta(1)
_KINDS: Final = {
    "add": N_("written"), "change": N_("changed"), "read": N_("read"), "print": N_("printed"),
    "export": N_("taken out"), "save": N_("saved as a file"), "note": N_("noted"), "check": N_("vault checked"),
    "backup": N_("backup made"), "went_on": N_("opened although work may be missing"),
    "restored": N_("restored from a backup"),
}  # fmt: skip


@dataclasses.dataclass(frozen=True)
class TrailRow:
    """One line of the trail: who, when, what, on which record; never a value.

    Of a closed record somebody else holds, only who and when: that there is one is theirs to know.
    """

    id: str
    at: int
    when: str
    worker: str
    action: str
    what: Words | str
    kind: str
    how: Words | str
    record: str
    columns: tuple[str, ...]
    named: str
    reason: str


def trail_rows(work: Work, window: Window) -> Rows:
    """A window of the trail, the newest line first: of one worker, of the last days, of a day or a name typed."""
    names = {row.id: row.name for row in work.all(sqlalchemy.select(Worker))}
    asked = _asked(work, window, names)
    total = work.first(sqlalchemy.select(sqlalchemy.func.count(AuditLine.id)).where(*asked)) or 0
    lines = work.all(
        sqlalchemy.select(AuditLine)
        .where(*asked, *_after(window))
        .order_by(AuditLine.at.desc(), AuditLine.id.desc())
        .limit(window.count)
    )
    hidden = _closed_to(work)
    acts = _acts_on(work, hidden, lines)
    rows = tuple(
        _row(work, line, names.get(line.worker_id, ""), hidden,
             act_told=(line.segment_id, line.at, line.action) not in acts)
        for line in lines
    )  # fmt: skip
    after = (str(lines[-1].at), lines[-1].id) if len(lines) == window.count else None
    summed = Words(N_("{count} line"), {"count": total}, plural=N_("{count} lines"), count=total)
    return Rows(rows, total, after, summed)


def _asked(work: Work, window: Window, names: dict[str, str]) -> list[Any]:
    asked: list[Any] = []
    if window.filters.get("worker"):
        asked.append(AuditLine.worker_id == window.filters["worker"])
    days = window.filters.get("days")
    if days:
        asked.append(AuditLine.at >= work.begin_of(work.today() - int(str(days)) * _ONE_DAY))
    words = window.words.strip().casefold()
    if words and (day := _day_of(words, work.today())) is not None:
        asked += [AuditLine.at >= work.begin_of(day), AuditLine.at < work.begin_of(day + _ONE_DAY)]
    elif words:
        asked.append(AuditLine.worker_id.in_([key for key, name in names.items() if words in name.casefold()]))
    return asked


def _day_of(words: str, today: datetime.date) -> datetime.date | None:
    """The one day that was typed, if it is one."""
    try:
        typed = dates.parse(words, today)
    except errors.RuleBroken:
        return None
    return typed.earliest if typed.precision is dates.Precision.DAY else None


def _after(window: Window) -> tuple[Any, ...]:
    if window.after is None:
        return ()
    at, key = window.after
    same = sqlalchemy.and_(AuditLine.at == int(at), AuditLine.id < key)
    return (sqlalchemy.or_(AuditLine.at < int(at), same),)


def _closed_to(work: Work) -> frozenset[str]:
    """The tables whose records are closed to these eyes: they keep something at C4 above the ceiling."""
    return frozenset(
        name
        for name, record in records().items()
        if any(field.level is Level.C4 and not work.actor.reads(field) for field in fields_of(record).values())
    )


def _acts_on(work: Work, hidden: frozenset[str], lines: Sequence[AuditLine]) -> set[tuple[str, int, str]]:
    """The acts among these lines that touched a closed record: told, they would tell the rest."""
    return {
        (row.segment_id, row.at, row.action)
        for row in work.rows(
            sqlalchemy.select(AuditLine.segment_id, AuditLine.at, AuditLine.action).where(
                AuditLine.record_table.in_(sorted(hidden)), AuditLine.at.in_({line.at for line in lines})
            )
        )
    }


def _row(work: Work, line: AuditLine, worker: str, hidden: frozenset[str], *, act_told: bool) -> TrailRow:
    """A line for these eyes. What the same act did to the file stays told; the act itself would tell the rest."""
    moment = work.local(line.at)
    when = f"{days.near(moment.date(), work.today())} · {moment:%H:%M}"
    if line.record_table in hidden:
        return TrailRow(line.id, line.at, when, worker, "", "", "", "", "", (), "", "")
    act, reason = (line.action, line.reason) if act_told else ("", "")
    title, how = work.title_of(act), _KINDS.get(line.kind, "")
    columns = tuple(line.columns)
    return TrailRow(
        line.id, line.at, when, worker, act, Words(title) if title else "", line.kind, Words(how) if how else "",
        line.record_table, columns, _named(line.record_table, columns), reason,
    )  # fmt: skip


def _named(table: str, columns: tuple[str, ...]) -> str:
    """The fields a line is about, by their labels."""
    record = records().get(table)
    described = fields_of(record) if record is not None else {}
    return " · ".join(str(Words(described[name].label)) for name in columns if name in described)
