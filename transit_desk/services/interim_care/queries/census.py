"""The census: arrivals, departures and who was here, night by night; nothing of it is kept anywhere."""

from __future__ import annotations

import datetime
from typing import Final

from transit_desk.action import query
from transit_desk.domain import days
from transit_desk.domain.dates import ONE_DAY
from transit_desk.domain.text import N_, Words
from transit_desk.module import Rows, Window
from transit_desk.services.interim_care import rules
from transit_desk.services.interim_care.records import Bed, night
from transit_desk.services.interim_care.views import CensusRow
from transit_desk.storage.work import Work

_NIGHTS: Final = 365
_SPAN: Final = 31  # nights over which averages are told


def counted(work: Work, start: datetime.date, end: datetime.date) -> tuple[rules.Night, ...]:
    """Each night of a span of days."""
    mattresses = {bed.id for bed in work.all(night.EVERY_BED) if bed.overflow}
    return rules.census(night.taken(work), start, end, mattresses, night.left(work, end))


@query(N_("Census"), needs="read")
def census(work: Work, *, window: Window) -> Rows:
    """The nights of a year, the last one first: yesterday + arrivals − departures = today."""
    today = work.today()
    told = counted(work, today - ONE_DAY * (_NIGHTS - 1), today)
    beds = sum(not bed.overflow for bed in work.standing(Bed))
    nominal = rules.capacity(beds, int(work.setting("interim_care.capacity")))
    rows = [_row(each, nominal, today) for each in reversed(told)]
    first = int(window.after[0]) if window.after else 0
    after = (str(first + window.count),) if first + window.count < len(rows) else None
    return Rows(tuple(rows[first : first + window.count]), len(rows), after, _sum_up(work, told[-_SPAN:], nominal))


def _row(each: rules.Night, nominal: int, today: datetime.date) -> CensusRow:
    percent = rules.Crowding(each.children, nominal, nominal).percent
    return CensusRow(
        str(days.near(each.day, today)), str(each.before), _moved("+", each.arrivals), _moved("−", each.departures),
        str(each.children), str(each.in_beds), str(each.on_mattresses), f"{percent} %",
    )  # fmt: skip


def _moved(sign: str, count: int) -> str:
    """Who came or left; a night on which nobody did stays quiet."""
    return f"{sign} {count}" if count else "–"


def _sum_up(work: Work, told: tuple[rules.Night, ...], nominal: int) -> Words:
    """Of the last nights: bed-nights, how full, how long those stayed who left."""
    slept = sum(each.children for each in told)
    percent = 100 * slept // (nominal * len(told)) if nominal else 0
    lengths = rules.stay_lengths(
        rules.spans(night.taken(work), night.left(work, told[-1].day)), told[0].day, told[-1].day
    )
    values: dict[str, object] = {"nights": slept, "percent": percent, "days": len(told)}
    if lengths is None:
        return Words(N_("Nights looked at: {days} · slept: {nights} · of the beds: {percent} %"), values)
    return Words(
        N_("Nights looked at: {days} · slept: {nights} · of the beds: {percent} % · "
           "stays that ended: {mean} on average, half of them {median} or less"),
        values | {"mean": f"{lengths[0]:.0f}", "median": f"{lengths[1]:.0f}"},
    )  # fmt: skip
