"""What is printed of the house: who sleeps where tonight by first names, the register of arrivals and departures."""

from __future__ import annotations

import collections
import datetime
from collections.abc import Sequence
from typing import Final

from transit_desk import children, choices, paper
from transit_desk.action import query
from transit_desk.domain import ages, dates, figures
from transit_desk.domain.dates import ONE_DAY
from transit_desk.domain.text import N_, Words
from transit_desk.reports import document
from transit_desk.services.interim_care import rules
from transit_desk.services.interim_care.queries.board import board
from transit_desk.services.interim_care.records import book
from transit_desk.services.interim_care.views import BedView
from transit_desk.storage.work import Work

_MONTH: Final = 31
_OF_A_NIGHT: Final = (
    document.Column(Words(N_("Bed")), 0.8), document.Column(Words(N_("First name")), 2.0),
    document.Column(Words(N_("State")), 1.2), document.Column(Words(N_("Seen")), 0.8),
)  # fmt: skip
_OF_THE_REGISTER: Final = (
    document.Column(Words(N_("Day")), 1.5), document.Column(Words(N_("Arrival or departure")), 1.2),
    document.Column(Words(N_("Number")), 1.4), document.Column(Words(N_("Name in use")), 2.0),
    document.Column(Words(N_("Sex")), 0.7), document.Column(Words(N_("Age")), 1.0),
    document.Column(Words(N_("Nights")), 0.7, document.Align.END),
)  # fmt: skip
_OF_THE_GROUPS: Final = (
    document.Column(Words(N_("Sex")), 0.7), document.Column(Words(N_("Age")), 1.4),
    document.Column(Words(N_("Before")), 0.9, document.Align.END),
    document.Column(Words(N_("Arrivals")), 0.9, document.Align.END),
    document.Column(Words(N_("Departures")), 0.9, document.Align.END),
    document.Column(Words(N_("Children now")), 1.0, document.Align.END),
    document.Column(Words(N_("Nights of children")), 1.2, document.Align.END),
    document.Column(Words(N_("Nights of beds")), 1.2, document.Align.END),
)  # fmt: skip
_WORDS: Final = {"taken": N_("in bed"), "kept": N_("away, kept")}


@query(N_("Night sheet"), needs="read", sensitive=True)
def night_sheet(work: Work, *, day: datetime.date | None = None) -> document.Document:
    """Room by room who sleeps in which bed, by first names only; to be carried through the house at night."""
    told = board(work, day=day)
    blocks: list[document.Block] = [document.Paragraph(told.sum_up)]
    for room in told.rooms:
        rows = tuple(_bed_row(bed) for bed in room.beds if bed.state in _WORDS)
        heading = Words(N_("{room}: {count}"), {"room": room.name, "count": len(rows)})
        blocks.append(document.KeepTogether((document.Heading(heading), document.Table(_OF_A_NIGHT, rows))))
    blocks.append(document.Signatures((document.Signature(Words(N_("On watch tonight")), Words(N_("name, hour"))),)))
    return paper.of_centre(work, Words(N_("Night sheet")), tuple(blocks), subtitle=dates.say_day(told.day))


def _bed_row(bed: BedView) -> tuple[document.Text, ...]:
    name = bed.short or bed.number
    if bed.babies:
        name = f"{name} + {bed.babies}"
    where = N_("on a mattress") if bed.overflow and bed.state == "taken" else _WORDS[bed.state]
    return bed.code, name, Words(where), ""


@query(N_("Register of arrivals and departures"), needs="read", sensitive=True)
def register(work: Work, *, start: datetime.date | None = None, end: datetime.date | None = None) -> document.Document:
    """Who came and who left, day by day, with the count that follows; of the last month where no days are given."""
    until = end or work.today()
    since = start or until - ONE_DAY * (_MONTH - 1)
    kept = book.read(work, since, until)
    numbers = {each.key or each.number: each.number for each in kept.taken}
    moves = sorted(_moves(kept.spans, since, until), key=lambda move: (move[0], move[1], move[2].key))
    seen = children.children(work, {span.key for _day, _came, span in moves if span.key not in numbers.values()})
    rows = tuple(_register_row(move, seen.get(move[2].key), numbers.get(move[2].key, "")) for move in moves)
    told = rules.census(kept, since, until)
    first, last = told[0].before, told[-1].children
    sentence = Words(
        N_("before: {first} + arrived: {came} − left: {left} = now: {last}"),
        {"first": first, "came": sum(each.arrivals for each in told), "left": sum(each.departures for each in told),
         "last": last},
    )  # fmt: skip
    blocks = (
        document.Paragraph(sentence), document.Table(_OF_THE_REGISTER, rows),
        document.KeepTogether((document.Heading(Words(N_("By sex and age"))), _by_group(work, kept, since, until))),
    )  # fmt: skip
    span_said = Words(N_("{begin} to {end}"), {"begin": dates.say_day(since), "end": dates.say_day(until)})
    return paper.of_centre(work, Words(N_("Register of arrivals and departures")), blocks, subtitle=span_said)


def _by_group(work: Work, kept: rules.Book, since: datetime.date, until: datetime.date) -> document.Table:
    """The same by sex and band of age: before, who came, who left, now; the nights of children and of beds."""
    first = since - ONE_DAY
    nights = [key for key, _day, _place in rules.child_nights(kept, since, until)]
    counts = (
        [span.key for span in kept.spans if span.covers(first)],
        [span.key for span in kept.spans if since <= span.begin <= until],
        [span.key for span in kept.spans if span.end is not None and since <= span.end <= until],
        [span.key for span in kept.spans if span.covers(until)],
        nights, rules.bed_nights(kept, since, until),
    )  # fmt: skip
    groups = children.groups(work, {key for keys in counts for key in keys}, until)
    told = [collections.Counter(groups[key] for key in keys) for keys in counts]
    rows: tuple[tuple[document.Text, ...], ...] = tuple(
        (choices.say("sex_short", sex), Words(title), *(str(count[figures.Group(sex, band)] or "–") for count in told))
        for sex in figures.SEXES for band, title in ages.BAND_TITLES.items()
        if any(count[figures.Group(sex, band)] for count in told)
    )  # fmt: skip
    return document.Table(_OF_THE_GROUPS, rows)


Move = tuple[datetime.date, bool, rules.Span]
"""A day on which somebody came (True) or left (False)."""


def _moves(spans: Sequence[rules.Span], since: datetime.date, until: datetime.date) -> list[Move]:
    """Everybody who came or left in these days."""
    came = [(span.begin, True, span) for span in spans if since <= span.begin <= until]
    return came + [(span.end, False, span) for span in spans if span.end is not None and since <= span.end <= until]


def _register_row(move: Move, child: children.Child | None, number: str) -> tuple[document.Text, ...]:
    day, came, span = move
    what = Words(N_("arrival")) if came else Words(N_("departure"))
    nights = str((span.end - span.begin).days) if not came and span.end is not None else ""
    if child is None:  # not for these eyes: the number alone
        return dates.say_day(day), what, number, "", "", "", nights
    age = child.age(day)
    band = Words(ages.BAND_TITLES[ages.band_of(age)])
    return dates.say_day(day), what, child.number, child.name, choices.say("sex_short", child.sex), band, nights
