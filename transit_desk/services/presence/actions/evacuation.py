"""Leaving the house at once: counted, shared out to vehicles, ticked at arrival, closed with nobody missing."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from transit_desk import children
from transit_desk.action import Undone, action
from transit_desk.domain import fields, sense
from transit_desk.domain.text import N_
from transit_desk.services.presence import pages
from transit_desk.services.presence.records import house, missed, seated
from transit_desk.services.presence.records.evacuations import Evacuation, EvacuationSeat, EvacuationVehicle
from transit_desk.services.presence.rules import calls
from transit_desk.services.presence.rules import evacuation as rules
from transit_desk.storage.work import Work

_UNDONE, _LEFT = "undone", "left the house before arriving"


def _undo_evacuate(work: Work, undone: Undone) -> None:
    found = _open(work, undone.result)
    rules.nobody_is_seated(len(seated.vehicles(work, found.id)))
    for record in (*seated.seats(work, found.id), found):
        work.withdraw(record, _UNDONE)


@action(N_("Leave the house"), needs="mark", undo=_undo_evacuate)
def evacuate(work: Work, *, begun_at: int | None = None) -> str:
    """Count everybody who is here, and name who is elsewhere. It can be entered after it was done on paper."""
    at = pages.EVACUATE.fields["begun_at"].check(begun_at)
    at = work.now() if at is None else int(str(at))
    sense.hour_has_come(at, work.now(), "begun_at")
    rules.only_one(there=seated.under_way(work) is not None)
    found = work.add(Evacuation(begun_at=at, head_count=0, away=0))
    work.session.flush()
    seated.write_seats(work, found, at)
    return found.id


def _open(work: Work, evacuation_id: str) -> Evacuation:
    found = work.get(Evacuation, evacuation_id)
    rules.under_way(closed=found.closed_at is not None or found.withdrawn_at is not None)
    return found


@dataclasses.dataclass(frozen=True)
class Sat:
    """A seat as it was before, for undo."""

    seat_id: str
    vehicle_id: str | None
    elsewhere: str | None
    why: str | None


def _seat(
    found: Evacuation, seat: EvacuationSeat, vehicle_id: str | None, elsewhere: str | None, why: str | None
) -> Sat:
    """Where a child sits, or where else it is; the head-count follows."""
    before = Sat(seat.id, seat.vehicle_id, seat.elsewhere, seat.why)
    counted = (elsewhere is None) - (seat.elsewhere is None)
    found.head_count, found.away = found.head_count + counted, found.away - counted
    seat.vehicle_id, seat.elsewhere, seat.why = vehicle_id, elsewhere, why
    return before


def _put_back(work: Work, found: Evacuation, before: Iterable[Sat]) -> None:
    for each in before:
        seat = work.get(EvacuationSeat, each.seat_id)
        rules.nobody_arrived(seat.arrived_at is not None)
        _seat(found, seat, each.vehicle_id, each.elsewhere, each.why)


def _undo_seat(work: Work, undone: Undone) -> None:
    before: Sat = undone.result
    _put_back(work, _open(work, work.get(EvacuationSeat, before.seat_id).evacuation_id), [before])


@dataclasses.dataclass(frozen=True)
class Shared:
    """A vehicle that came or went, with the seats as they were before."""

    vehicle_id: str
    seats: tuple[Sat, ...]


def _undo_vehicle(work: Work, undone: Undone) -> None:
    shared: Shared = undone.result
    vehicle = work.get(EvacuationVehicle, shared.vehicle_id)
    found = _open(work, vehicle.evacuation_id)
    inside = [seat for seat in seated.seats(work, found.id) if seat.vehicle_id == vehicle.id]
    rules.nobody_arrived(sum(seat.arrived_at is not None for seat in inside))
    _put_back(work, found, shared.seats)
    for seat in inside:  # who was seated by hand since
        if seat.vehicle_id == vehicle.id:
            _seat(found, seat, None, seat.elsewhere, seat.why)
    work.withdraw(vehicle, _UNDONE)


@action(N_("Add a vehicle"), needs="mark", undo=_undo_vehicle)
def add_vehicle(work: Work, *, record_id: str, values: dict[str, object]) -> Shared:
    """A vehicle with its adult; who has no seat yet gets one: babies with mothers, brothers and sisters together."""
    found = _open(work, record_id)
    checked = fields.check_asked(pages.VEHICLE.fields, values)
    there = [(each.name, each.adult) for each in seated.vehicles(work, found.id)]
    rules.goes_once(checked["name"], checked["adult"], there)
    vehicle = work.add(EvacuationVehicle(evacuation_id=found.id, **checked))
    work.session.flush()
    return Shared(vehicle.id, _share_out(work, found))


def _share_out(work: Work, found: Evacuation) -> tuple[Sat, ...]:
    every = seated.expected(work, found.id)
    today, files = work.today(), [seat.file_id for seat in every]
    known = {key: children.someone(each, today) for key, each in children.children(work, files).items()}
    there = seated.vehicles(work, found.id)
    inside = {
        each.id: [known[seat.file_id] for seat in every if seat.vehicle_id == each.id and seat.file_id in known]
        for each in there
    }
    free = {each.id: each.seats - len(inside[each.id]) for each in there}
    waiting = [known[seat.file_id] for seat in every if seat.vehicle_id is None and seat.file_id in known]
    given = rules.shared_out(waiting, inside, free, children.ties(work))
    return tuple(_seat(found, seat, given[seat.file_id], None, seat.why) for seat in every if seat.file_id in given)


def _undo_drop(work: Work, undone: Undone) -> None:
    shared: Shared = undone.result
    vehicle = work.get(EvacuationVehicle, shared.vehicle_id)
    found = _open(work, vehicle.evacuation_id)
    vehicle.withdrawn_by = vehicle.withdrawn_at = vehicle.withdrawn_why = None
    work.session.flush()
    _put_back(work, found, shared.seats)


@action(N_("A vehicle that does not go"), needs="mark", undo=_undo_drop)
def drop_vehicle(work: Work, *, record_id: str, values: dict[str, object]) -> Shared:
    """Its children have no seat again, until another vehicle takes them; who has arrived with it did arrive."""
    found = _open(work, record_id)
    checked = fields.check_asked(pages.DROP_VEHICLE.fields, values)
    vehicle = next((each for each in seated.vehicles(work, found.id) if each.id == checked["vehicle_id"]), None)
    rules.known_vehicle(known=vehicle is not None)
    sense.reason_given(checked["why"])
    inside = [seat for seat in seated.seats(work, found.id) if seat.vehicle_id == checked["vehicle_id"]]
    rules.nobody_arrived(sum(seat.arrived_at is not None for seat in inside))
    before = tuple(_seat(found, seat, None, None, seat.why) for seat in inside)
    if vehicle is not None:
        work.withdraw(vehicle, checked["why"])
    return Shared(checked["vehicle_id"], before)


@action(N_("Count them in"), needs="mark")
def count_in(work: Work, *, record_id: str, values: dict[str, object]) -> None:
    """Who came since the count gets a line as well, and waits for a vehicle."""
    found = _open(work, record_id)
    told = fields.check_asked(pages.COUNT_IN.fields, values)["count"]
    rules.as_many_came(told, len(seated.left_out(work, found, work.now())))
    seated.write_seats(work, found, work.now())


def _said(work: Work, found: Evacuation, seat: EvacuationSeat, values: dict[str, object]) -> tuple[str, str | None]:
    """The vehicle somebody chose for a child, with the word that is needed where something speaks against it."""
    checked = fields.check_asked(pages.SEAT.fields, values)
    vehicle = next((each for each in seated.vehicles(work, found.id) if each.id == checked["vehicle_id"]), None)
    rules.known_vehicle(known=vehicle is not None)
    others = [each for each in seated.expected(work, found.id)
              if each.vehicle_id == checked["vehicle_id"] and each.id != seat.id]  # fmt: skip
    every = children.children(work, [seat.file_id, *(each.file_id for each in others)])
    known = {key: children.someone(each, work.today()) for key, each in every.items()}
    free = (vehicle.seats if vehicle is not None else 0) - len(others)
    beside = [known[each.file_id] for each in others if each.file_id in known]
    rules.said_why(known[seat.file_id], beside, free, children.ties(work), checked["why"])
    return str(checked["vehicle_id"]), checked["why"]


@action(N_("Another vehicle for a child"), needs="mark", undo=_undo_seat)
def move_seat(work: Work, *, record_id: str, values: dict[str, object]) -> Sat:
    """By hand, whatever was proposed: who is at the door decides, and says why where something speaks against it."""
    seat = work.get(EvacuationSeat, record_id)
    found = _open(work, seat.evacuation_id)
    rules.counted(counted=seat.elsewhere is None)
    vehicle_id, why = _said(work, found, seat, values)
    return _seat(found, seat, vehicle_id, None, why)


@action(N_("A child who comes along"), needs="mark", undo=_undo_seat)
def bring_along(work: Work, *, record_id: str, values: dict[str, object]) -> Sat:
    """Who was said to be elsewhere stands at the door, or is fetched on the way: counted, and in a vehicle."""
    seat = work.get(EvacuationSeat, record_id)
    found = _open(work, seat.evacuation_id)
    rules.not_counted(counted=seat.elsewhere is None)
    vehicle_id, why = _said(work, found, seat, values)
    return _seat(found, seat, vehicle_id, None, why)


def _undo_strike(work: Work, undone: Undone) -> None:
    _undo_seat(work, undone)
    search = missed.open_of(work, work.get(EvacuationSeat, undone.result.seat_id).file_id)
    if search is not None and search.mark_id is None and missed.is_bare(work, search):
        work.withdraw(search, _UNDONE)


@action(N_("A child who is not there"), needs="mark", undo=_undo_strike)
def strike_seat(work: Work, *, record_id: str, values: dict[str, object]) -> Sat:
    """Counted, and not there: where the child is, and who says so. Of whom nobody knows it the search begins."""
    seat = work.get(EvacuationSeat, record_id)
    found = _open(work, seat.evacuation_id)
    rules.counted(counted=seat.elsewhere is None)
    rules.nobody_arrived(seat.arrived_at is not None)
    checked = fields.check_asked(pages.STRIKE.fields, values)
    rules.away_from_here(checked["elsewhere"])
    sense.reason_given(checked["why"])
    house.not_let_out(work, seat.file_id, checked["elsewhere"], "elsewhere")
    if checked["elsewhere"] == calls.NOT_FOUND and missed.open_of(work, seat.file_id) is None:
        missed.begin(work, work.stays(seat.file_id), work.now())
    return _seat(found, seat, None, checked["elsewhere"], checked["why"])


def _undo_arrive(work: Work, undone: Undone) -> None:
    for seat_id in undone.result:
        seat = work.get(EvacuationSeat, seat_id)
        _open(work, seat.evacuation_id)
        seat.arrived_at = None


@action(N_("A child arrived"), needs="mark", undo=_undo_arrive)
def arrive(work: Work, *, record_id: str, values: dict[str, object]) -> tuple[str, ...]:
    """Tick one child at arrival."""
    seat = work.get(EvacuationSeat, record_id)
    found = _open(work, seat.evacuation_id)
    at = fields.check_asked(pages.ARRIVED.fields, values)["arrived_at"]
    at = work.now() if at is None else at
    sense.hour_has_come(at, work.now(), "arrived_at")
    rules.after_leaving(at, found.begun_at)
    rules.in_a_vehicle(seated=seat.vehicle_id is not None)
    rules.lives_here(left=bool(seated.gone(work, [seat])))
    seat.arrived_at = at
    return (seat.id,)


@action(N_("All of a vehicle arrived"), needs="mark", undo=_undo_arrive)
def arrive_all(work: Work, *, record_id: str, values: dict[str, object]) -> tuple[str, ...]:
    """Tick everybody of a vehicle, once the number counted at arrival is theirs."""
    vehicle = work.get(EvacuationVehicle, record_id)
    found = _open(work, vehicle.evacuation_id)
    told = fields.check_asked(pages.ALL_ARRIVED.fields, values)["count"]
    every = seated.expected(work, found.id)
    coming = [seat for seat in every if seat.vehicle_id == vehicle.id and seat.arrived_at is None]
    rules.the_same_number(told, len(coming))
    for seat in coming:
        seat.arrived_at = work.now()
    return tuple(seat.id for seat in coming)


@action(N_("Everybody has arrived"), needs="mark", final=True)
def close_evacuation(work: Work, *, record_id: str, values: dict[str, object]) -> None:
    """It ends only when every child of the head-count has arrived; whoever closes says the number once more."""
    found = _open(work, record_id)
    told = fields.check_asked(pages.CLOSE_EVACUATION.fields, values)["count"]
    every, gone = seated.expected(work, found.id), seated.gone(work, seated.seats(work, found.id))
    calls.every_child_is_seen(found.head_count - len(every) - len(gone))
    rules.nobody_is_missing(sum(seat.arrived_at is None for seat in every))
    rules.everybody_is_listed(len(seated.left_out(work, found, work.now())))
    rules.the_same_number(told, len(every))
    for seat_id in gone:
        work.withdraw(work.get(EvacuationSeat, seat_id), _LEFT)
        found.head_count -= 1
    found.closed_at = work.now()
