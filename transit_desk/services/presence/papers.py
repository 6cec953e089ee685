"""What is printed of presence: blank sheet, closed call, the word to partners; first names and codes only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from transit_desk import choices, paper
from transit_desk.action import query
from transit_desk.children import Child, child, children
from transit_desk.domain import ages, dates, days, errors
from transit_desk.domain.levels import Level, Topic
from transit_desk.domain.names import first_names
from transit_desk.domain.text import N_, Words
from transit_desk.export.redaction import Audience, Form
from transit_desk.reports import document
from transit_desk.services.presence.records import (
    Evacuation,
    EvacuationSeat,
    EvacuationVehicle,
    MissingChild,
    RollCall,
    called,
    house,
    missed,
    seated,
)
from transit_desk.services.presence.rules import calls, missing
from transit_desk.services.presence.views import calling, evacuated, searched
from transit_desk.storage.work import Work

_TICK = "[   ]"
_SIGNED = document.KeepTogether(
    (document.Signatures((document.Signature(Words(N_("Who called")), Words(N_("name, hour"))),
                          document.Signature(Words(N_("Who checked")), Words(N_("name, hour"))))),)
)  # fmt: skip


def _letters() -> tuple[tuple[str, str], ...]:
    return tuple((each.key, str(each.about["letter"])) for each in choices.load("presence_mark"))


def _legend() -> document.Paragraph:
    """Every letter with its word, as on the screen."""
    told = "     ".join(f"{letter} {choices.say('presence_mark', key)}".replace(" ", "\u00a0")
                        for key, letter in _letters())  # fmt: skip
    return document.Paragraph(told, quiet=True)


_NUMBER = document.Column(Words(N_("No.")), 0.5, document.Align.END)
_WHO = (
    _NUMBER, document.Column(Words(N_("Bed")), 0.8), document.Column(Words(N_("First name")), 1.7),
    document.Column(Words(N_("Code")), 1.5),
)  # fmt: skip


@query(N_("Roll-call sheet, blank"), needs="mark")
def blank_sheet(work: Work, *, part: str = "") -> document.Document:
    """Everybody who lives here now, from bed to bed, with a box for each mark; the screen takes it in this order."""
    way = house.on_the_way(work, work.now())
    known = children(work, [each.file_id for each in way])
    names = first_names({each.file_id: each.name for each in known.values()})
    boxes = tuple(document.Column(letter, 0.45, document.Align.MIDDLE) for _key, letter in _letters())
    blocks: list[document.Block] = [
        document.Notice(Words(N_("One cross a child. Nobody is present who was not seen."))),
        document.Paragraph(Words(N_("{label}: {value}"), {"label": Words(N_("Called on, at")), "value": "…" * 14})),
        _legend(),
    ]
    numbers = {each.file_id: str(number) for number, each in enumerate(way, 1)}
    for room in dict.fromkeys(each.room for each in way):
        rows = tuple(
            (numbers[each.file_id], each.bed, names[each.file_id], known[each.file_id].number,
             *(_TICK for _letter in boxes))
            for each in way
            if each.room == room
        )  # fmt: skip
        heading = room or Words(N_("Without a bed"))
        blocks += [document.Heading(heading), document.Table((*_WHO, *boxes), rows)]
    blocks += [document.Box(Words(N_("Remarks")), 24.0), _SIGNED]
    title = called.title_of(part) if part in calls.PARTS else Words(N_("Roll call"))
    return paper.of_centre(work, title, tuple(blocks), subtitle=_counted(len(way)))


@query(N_("Evening pack"), needs="mark")
def evening_pack(work: Work) -> document.Document:
    """The sheet to call by; the other slices say of a paper that the night needs it with this one."""
    sheet: document.Document = blank_sheet(work, part="evening")
    return sheet


@query(N_("A roll call that closed"), needs="mark", sensitive=True)
def closed_call(work: Work, *, call_id: str) -> document.Document:
    """One call as it stands: its sum, every line, and what was put right."""
    call = called.call_of(work, call_id)
    work.note("read", call, ("closed_call",))
    told = calling.calling(work, call)
    columns = (*_WHO, document.Column(Words(N_("Mark")), 2.0), document.Column(Words(N_("Remark")), 2.0))
    blocks: list[document.Block] = [document.Facts(_facts(work, call, told))]
    numbers = {row.id: str(number) for number, row in enumerate(told.rows, 1)}
    for room in told.rooms:
        rows = tuple(
            (numbers[row.id], row.bed, row.name, row.number, _mark(row), row.remark)
            for row in told.rows
            if row.room == room
        )
        blocks += [document.Heading(room or Words(N_("Without a bed"))), document.Table(columns, rows)]
    return paper.of_centre(work, told.title, (*blocks, _SIGNED), subtitle=dates.say_day(call.on_day))


def _mark(row: calling.Row) -> document.Text:
    if not row.mark:
        return Words(N_("still to be marked"))
    said = choices.say("presence_mark", row.mark)
    return Words(N_("{mark}, put right"), {"mark": said}) if row.put_right else said


def _facts(work: Work, call: RollCall, told: calling.Calling) -> tuple[document.Fact, ...]:
    total, present, elsewhere, lost = told.sums
    here = Words(N_("{count} present"), {"count": present}, plural=N_("{count} present"), count=present)
    sums = Words(
        N_("{total} = {here} + {elsewhere} elsewhere, as planned + {lost} not accounted for"),
        {"total": total, "here": here, "elsewhere": elsewhere, "lost": lost},
        plural=N_("{total} = {here} + {elsewhere} elsewhere, as planned + {lost} not accounted for"),
        count=lost,
    )
    if left := total - present - elsewhere - lost:
        sums = Words(N_("{sums} + {left} still to be marked"), {"sums": sums, "left": left})
    state = Words(N_("closed at {hour}"), {"hour": told.closed}) if told.closed else Words(N_("not closed"))
    return (
        document.Fact(Words(N_("Called at")), f"{work.local(call.called_at):%H:%M}"),
        document.Fact(Words(N_("Who called it")), work.staff.get(call.caller_id, "")),
        document.Fact(Words(N_("State")), state),
        document.Fact(Words(N_("The sum")), sums),
    )


@query(N_("Alert for partners"), needs="declare", sensitive=True)
def alert(work: Work, *, missing_id: str) -> document.Document:
    """What partners need to look out for a child; name and photograph only where the child agreed to them.

    No group, no way the child came here, no village: whoever finds this paper learns that a child is looked for. It
    goes out of the house, so it is made by who leads it, and only while the child is searched.
    """
    search = missed.search_of(work, missing_id)
    missing.still_searched(ended=search.ended_at is not None)
    work.note("read", search, ("alert",))
    known = child(work, search.file_id)
    blocks: tuple[document.Block, ...] = (
        document.Notice(Words(N_("A child is not where we know the child to be safe. Help us to find the child."))),
        *_photo(work, known.file_id),
        document.Facts(_described(work, search, known)),
        document.Heading(Words(N_("If you see the child"))),
        *(document.Paragraph(Words(each)) for each in _ASKED),
    )
    title = Words(N_("A child is missing"))
    return paper.of_centre(work, title, blocks, audience=Audience.RECEIVING_AGENCY, code=known.number)


_ASKED = (
    N_("Stay near and speak gently. The child has done nothing wrong."),
    N_("Ask what the child needs first; ask nothing about the past."),
    N_("Call the centre at once, at any hour: the number was given to you by mouth."),
    N_("Show this paper to nobody else, and tell no armed person."),
)


def _described(work: Work, search: MissingChild, known: Child) -> tuple[document.Fact, ...]:
    reader = work.ask("case_file.readership", file_id=known.file_id, audience=Audience.RECEIVING_AGENCY.value)
    agreed = reader.shown(Topic.IDENTITY, Level.C1).form is Form.FULL
    (first,) = first_names({known.file_id: known.name}).values()
    name = first if agreed else Words(N_("not told: the child has not agreed to it"))
    facts = [
        document.Fact(Words(N_("First name")), name),
        document.Fact(Words(N_("Sex")), choices.say("sex", known.sex)),
        document.Fact(Words(N_("Age")), ages.in_words(known.age(work.today()), estimated=known.estimated)),
        document.Fact(Words(N_("Not accounted for since")), days.hour(work.local(search.since_at), work.today())),
    ]
    for label, field in ((N_("Last seen where"), "seen_where"), (N_("Wearing"), "wearing")):
        facts.append(document.Fact(Words(label), work.see(search, field) or Words(N_("not said"))))
    return tuple(facts)


def _photo(work: Work, file_id: str) -> tuple[document.Block, ...]:
    """The child's photograph under a yes that holds; else a sentence that says why there is none."""
    try:
        content = work.ask("documents.portrait", record_id=file_id)
    except errors.NotFound:
        return (document.Paragraph(Words(N_("There is no photograph.")), quiet=True),)
    except errors.RuleBroken as broken:
        return (document.Paragraph(broken.words, quiet=True),)
    return (document.Picture(content.data),)


@query(N_("Evacuation lists"), needs="mark")
def evacuation_lists(work: Work, *, evacuation_id: str = "") -> tuple[document.Document, ...]:
    """One list for each vehicle and a tally for the arrival; without an evacuation, the tally blank, to begin with."""
    found = work.get(Evacuation, evacuation_id) if evacuation_id else None
    if found is None:
        way = house.on_the_way(work, work.now())
        return (_tally(work, [(each.file_id, "", "") for each in way]),)
    every = seated.seats(work, found.id)
    gone = seated.gone(work, every)
    seats = [seat for seat in every if seat.id not in gone]
    vehicles = seated.vehicles(work, found.id)
    named = {each.id: each for each in vehicles}
    lists = [_of_vehicle(work, each, [seat for seat in seats if seat.vehicle_id == each.id]) for each in vehicles]
    rows = [
        (seat.file_id, named[seat.vehicle_id].name if seat.vehicle_id in named else "",
         searched.at_words(work, seat.arrived_at) if seat.arrived_at is not None else "")
        for seat in seats
        if seat.elsewhere is None
    ]  # fmt: skip
    return (*lists, _tally(work, rows, [seat for seat in seats if seat.elsewhere is not None]))


def _of_vehicle(work: Work, vehicle: EvacuationVehicle, seats: Sequence[EvacuationSeat]) -> document.Document:
    names = evacuated.names_of(work, [seat.file_id for seat in seats])
    rows = tuple(
        (str(number), *names.get(seat.file_id, ("", "")), _TICK, _TICK) for number, seat in enumerate(seats, 1)
    )
    columns = (
        _NUMBER, document.Column(Words(N_("First name")), 2.0), document.Column(Words(N_("Code")), 2.0),
        document.Column(Words(N_("Got on")), 1.0), document.Column(Words(N_("Arrived")), 1.0),
    )  # fmt: skip
    adult = document.Facts((document.Fact(Words(N_("Adult in charge")), vehicle.adult),))
    return paper.of_centre(work, vehicle.name, (adult, document.Table(columns, rows), _SIGNED),
                           subtitle=_counted(len(seats)))  # fmt: skip


def _tally(work: Work, rows: Sequence[tuple[str, str, str]], away: Sequence[EvacuationSeat] = ()) -> document.Document:
    known = children(work, [*(file_id for file_id, _vehicle, _hour in rows), *(seat.file_id for seat in away)])
    first = first_names({each.file_id: each.name for each in known.values()})  # of all who stand on this paper
    columns = (
        _NUMBER, document.Column(Words(N_("First name")), 2.0), document.Column(Words(N_("Code")), 2.0),
        document.Column(Words(N_("Vehicle")), 2.0), document.Column(Words(N_("Arrived")), 1.4),
    )  # fmt: skip
    table = tuple(
        (str(number), first[file_id], known[file_id].number, vehicle or "…" * 6, hour or _TICK)
        for number, (file_id, vehicle, hour) in enumerate(rows, 1)
        if file_id in known
    )
    notice = document.Notice(
        Words(N_("Where to is told by mouth. Nobody leaves the place of arrival before the count."))
    )
    blocks = (notice, document.Table(columns, table), *_elsewhere(away, first, known), _SIGNED)
    return paper.of_centre(work, Words(N_("Arrival tally")), blocks, subtitle=_counted(len(rows)))


def _elsewhere(
    away: Sequence[EvacuationSeat], first: Mapping[str, str], known: Mapping[str, Child]
) -> tuple[document.Block, ...]:
    """Who is not with the others, to be told by mouth where everybody went."""
    rows = tuple(
        (first[seat.file_id], known[seat.file_id].number, choices.say("presence_mark", str(seat.elsewhere)), _TICK)
        for seat in away if seat.file_id in known
    )  # fmt: skip
    if not rows:
        return ()
    columns = (
        document.Column(Words(N_("First name")), 2.0), document.Column(Words(N_("Code")), 2.0),
        document.Column(Words(N_("Where the child is")), 2.0), document.Column(Words(N_("Told")), 1.0),
    )  # fmt: skip
    return document.Heading(Words(N_("Elsewhere, to be told"))), document.Table(columns, rows)


def _counted(count: int) -> Words:
    return Words(N_("{count} child on the list"), {"count": count}, plural=N_("{count} children on the list"),
                 count=count)  # fmt: skip
