"""The census: arrivals, departures, who was here and where, night by night; nothing of it is kept anywhere."""

from __future__ import annotations

import datetime
from typing import Final

from transit_desk.action import query
from transit_desk.domain import days
from transit_desk.domain.dates import ONE_DAY
from transit_desk.domain.text import N_, Words
from transit_desk.module import Rows, Window
from transit_desk.services.interim_care import rules
from transit_desk.services.interim_care.records import Bed, book
from transit_desk.services.interim_care.views import CensusRow
from transit_desk.storage.work import Work

_NIGHTS: Final = 365
_SPAN: Final = 31  # nights over which averages are told


@query(N_("Census"), needs="read")
def census(work: Work, *, window: Window) -> Rows:
    """The nights of a year, the last one first: yesterday + arrivals − departures = today."""
    today = work.today()
    start = today - ONE_DAY * (_NIGHTS - 1)
    kept = book.read(work, start, today)
    told = rules.census(kept, start, today)
    beds = sum(not bed.overflow for bed in work.standing(Bed))
    nominal = rules.capacity(beds, int(work.setting("interim_care.capacity")))
    rows = [_row(each, nominal, today) for each in reversed(told)]
    first = int(window.after[0]) if window.after else 0
    after = (str(first + window.count),) if first + window.count < len(rows) else None
    return Rows(tuple(rows[first : first + window.count]), len(rows), after, _sum_up(kept, told[-_SPAN:], nominal))


def _row(each: rules.Night, nominal: int, today: datetime.date) -> CensusRow:
    percent, there = rules.Crowding(each.beds, nominal, nominal).percent, each.where
    return CensusRow(
        str(days.near(each.day, today)), str(each.before), _some(each.arrivals, "+ "), _some(each.departures, "− "),
        str(each.children), in_beds=_some(there.get(rules.IN_BED)), on_mattresses=_some(there.get(rules.ON_MATTRESS)),
        with_mother=_some(there.get(rules.WITH_MOTHER)), no_bed=_some(there.get(rules.NO_BED)),
        away=_some(there.get(rules.AWAY)), missing=_some(there.get(rules.MISSING)), beds=str(each.beds),
        percent=f"{percent} %",
    )  # fmt: skip


def _some(count: int | None, sign: str = "") -> str:
    """How many; where there is nobody the cell stays quiet."""
    return f"{sign}{count}" if count else "–"


def _sum_up(kept: rules.Book, told: tuple[rules.Night, ...], nominal: int) -> Words:
    """Of the last nights: those of the children, those of the beds, how full; how long those stayed who left."""
    beds = sum(each.beds for each in told)
    percent = 100 * beds // (nominal * len(told)) if nominal else 0
    lengths = rules.stay_lengths(kept.spans, told[0].day, told[-1].day)
    values: dict[str, object] = {
        "children": sum(each.children for each in told), "beds": beds, "percent": percent, "days": len(told),
    }  # fmt: skip
    if lengths is None:
        return Words(
            N_("Nights told: {days} · nights of children: {children} · nights of beds: {beds}, {percent} %"), values
        )
    return Words(
        N_("Nights told: {days} · nights of children: {children} · nights of beds: {beds}, {percent} % · "
           "stays that ended: {mean} on average, half of them {median} or less"),
        values | {"mean": f"{lengths[0]:.0f}", "median": f"{lengths[1]:.0f}"},
    )  # fmt: skip
