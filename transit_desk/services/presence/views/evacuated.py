"""An evacuation as a page: the head-count, each vehicle with its adult and its children, who has not arrived yet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from transit_desk import choices
from transit_desk.children import children
from transit_desk.domain.names import first_names
from transit_desk.domain.text import N_, Words
from transit_desk.module import Entries, Entry, FactLine, Facts, Header, Mark, Tab, Target, Verb, View
from transit_desk.services.presence.records import seated
from transit_desk.services.presence.records.evacuations import Evacuation, EvacuationSeat, EvacuationVehicle
from transit_desk.services.presence.views.searched import at_words
from transit_desk.storage.work import Work


def names_of(work: Work, file_ids: Iterable[str]) -> dict[str, tuple[str, str]]:
    """First name and code of each child, by file."""
    known = children(work, file_ids)
    first = first_names({file_id: child.name for file_id, child in known.items()})
    return {file_id: (first[file_id], child.number) for file_id, child in known.items()}


def _verb(page: str, title: str, icon: str, record_id: str, *, primary: bool = False, key: str = "") -> Verb:
    return Verb(title, icon, f"presence.{page}", f"presence.{page}", key, primary, extra={"record_id": record_id})


def page(work: Work, found: Evacuation) -> View:
    """Everything about one evacuation."""
    every = seated.seats(work, found.id)
    gone = seated.gone(work, every)
    seats = [seat for seat in every if seat.elsewhere is None and seat.id not in gone]
    vehicles = seated.vehicles(work, found.id)
    names = names_of(work, [seat.file_id for seat in every])
    arrived = sum(seat.arrived_at is not None for seat in seats)
    open_ = found.closed_at is None
    begun = Words(N_("begun at {hour}"), {"hour": at_words(work, found.begun_at)})
    mark = Mark(Words(N_("under way")), "warning", "stop", "safety") if open_ else Mark(Words(N_("closed")), "check")
    header = Header(str(Words(N_("Evacuation"))), "", (begun,), (mark,))
    waiting = [seat for seat in seats if seat.vehicle_id is None]
    start = [_block(work, each, [seat for seat in seats if seat.vehicle_id == each.id], names, open_=open_)
             for each in vehicles]  # fmt: skip
    if waiting:
        start.insert(0, _entries(work, N_("Without a vehicle yet"), waiting, names, None, open_=open_))
    if open_:
        start = [*_late(work, found), *start]
    if found.away:
        start.append(_elsewhere([seat for seat in every if seat.elsewhere is not None], names, open_=open_))
    if gone:
        start.append(_gone([seat for seat in every if seat.id in gone], names))
    counted = found.head_count - len(gone)
    sums = Facts(
        N_("The sum"),
        (
            FactLine(Words(N_("Children counted")), str(counted)),
            FactLine(Words(N_("Have arrived")), str(arrived)),
            FactLine(Words(N_("Not arrived yet")), str(counted - arrived)),
            FactLine(Words(N_("Elsewhere, to be told")), str(found.away)),
        ),
    )
    verbs = [Verb(N_("Lists and tally sheet"), "printer", "preview", "presence.evacuation_lists", "Ctrl+P",
                  extra={"paper": "presence.evacuation_lists", "evacuation_id": found.id})]  # fmt: skip
    if open_:
        done = bool(seats) and arrived == len(seats)
        verbs += [
            _verb("add_vehicle", N_("Add a vehicle"), "van", found.id, primary=not done),
            _verb("close_evacuation", N_("Everybody has arrived"), "check", found.id, primary=done),
        ]
        if vehicles:
            verbs.append(_verb("drop_vehicle", N_("A vehicle does not go"), "cross", found.id))
    tab = Tab("summary", N_("Evacuation"), tuple(start), (sums,))
    return View(found.id, header, (tab,), tuple(verbs), Target("presence.roll_call"), N_("Roll call"))


def _late(work: Work, found: Evacuation) -> list[Entries]:
    """Who came to the house since the count: nobody leaves them out."""
    late = seated.left_out(work, found, work.now())
    if not late:
        return []
    names = names_of(work, [each.file_id for each in late])
    verb = _verb("count_in", N_("Count them in"), "check", found.id)
    entries = tuple(Entry(names.get(each.file_id, ("", ""))) for each in late)
    return [Entries(N_("Came since the count"), (N_("First name"), N_("Code")), entries, verb)]


def _elsewhere(seats: Sequence[EvacuationSeat], names: dict[str, tuple[str, str]], *, open_: bool) -> Entries:
    """Who is not with the others, by name: somebody tells those they are with, or they come along."""
    entries = []
    for seat in seats:
        mark = Mark(choices.say("presence_mark", str(seat.elsewhere)), "info", "warn")
        verbs = (_verb("bring_along", N_("Comes along"), "van", seat.id),) if open_ else ()
        entries.append(Entry((*names.get(seat.file_id, ("", "")), seat.why or ""), mark, verbs))
    headings = (N_("First name"), N_("Code"), N_("Why"))
    return Entries(N_("Elsewhere, to be told"), headings, tuple(entries))


def _gone(seats: Sequence[EvacuationSeat], names: dict[str, tuple[str, str]]) -> Entries:
    """Who left the house for good since the count: nobody waits for them, nor looks for them."""
    mark = Mark(Words(N_("has left the house")), "forward", "idle")
    entries = tuple(Entry(names.get(seat.file_id, ("", "")), mark, past=True) for seat in seats)
    return Entries(N_("Left the house since the count"), (N_("First name"), N_("Code")), entries)


def _block(
    work: Work,
    vehicle: EvacuationVehicle,
    seats: Sequence[EvacuationSeat],
    names: dict[str, tuple[str, str]],
    *,
    open_: bool,
) -> Entries:
    title = f"{vehicle.name} · {vehicle.adult} · {len(seats)} / {vehicle.seats}"
    coming = any(seat.arrived_at is None for seat in seats)
    verb = _verb("arrive_all", N_("All of it arrived"), "check", vehicle.id) if open_ and coming else None
    return _entries(work, title, seats, names, verb, open_=open_)


def _entries(
    work: Work,
    title: str,
    seats: Sequence[EvacuationSeat],
    names: dict[str, tuple[str, str]],
    verb: Verb | None,
    *,
    open_: bool,
) -> Entries:
    entries = []
    for seat in seats:
        if seat.arrived_at is not None:
            mark = Mark(Words(N_("arrived at {hour}"), {"hour": at_words(work, seat.arrived_at)}), "check", "ok")
        else:
            mark = Mark(Words(N_("not arrived yet")), "ring_dashed", "idle")
        verbs: tuple[Verb, ...] = ()
        if open_ and seat.arrived_at is None:
            other = _verb(
                "move_seat", N_("Other vehicle") if seat.vehicle_id else N_("Choose a vehicle"), "van", seat.id
            )
            gone = _verb("strike_seat", N_("Not there"), "cross", seat.id)
            tick = _verb("arrive", N_("Tick the arrival"), "check", seat.id)
            verbs = (tick, other, gone) if seat.vehicle_id else (other, gone)
        entries.append(Entry(names.get(seat.file_id, ("", "")), mark, verbs))
    return Entries(title, (N_("First name"), N_("Code")), tuple(entries), verb, N_("Nobody yet."))
