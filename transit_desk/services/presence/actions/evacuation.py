"""Leaving the house at once: counted, shared out to vehicles, ticked at arrival, closed with nobody missing."""

from __future__ import annotations

from transit_desk import children
from transit_desk.action import Undone, action
from transit_desk.domain import fields, sense
from transit_desk.domain.text import N_
from transit_desk.services.presence import pages
from transit_desk.services.presence.records import house, leaving
from transit_desk.services.presence.records.evacuations import Evacuation, EvacuationSeat, EvacuationVehicle
from transit_desk.services.presence.rules import evacuation as rules
from transit_desk.storage.work import Work

_UNDONE = "undone"


def _undo_evacuate(work: Work, undone: Undone) -> None:
    found = _open(work, undone.result)
    rules.nobody_is_seated(len(leaving.vehicles(work, found.id)))
    for record in (*leaving.vehicles(work, found.id), *leaving.seats(work, found.id), found):
        work.withdraw(record, _UNDONE)


@action(N_("Leave the house"), needs="mark", undo=_undo_evacuate)
def evacuate(work: Work, *, begun_at: int | None = None) -> str:
    """Count everybody who is here: each child gets a line. It can be entered after it was done on paper."""
    at = pages.EVACUATE.fields["begun_at"].check(begun_at)
    at = work.now() if at is None else int(str(at))
    sense.hour_has_come(at, work.now(), "begun_at")
    rules.only_one(there=leaving.under_way(work) is not None)
    way = house.on_the_way(work, at)
    here = [each for each in way if each.place is None or each.place.kind in {"bed", "class"}]
    found = work.add(Evacuation(begun_at=at, head_count=len(here), away=len(way) - len(here)))
    work.session.flush()
    for number, each in enumerate(here, 1):
        work.add(EvacuationSeat(file_id=each.file_id, evacuation_id=found.id, place=number))
    return found.id


def _open(work: Work, evacuation_id: str) -> Evacuation:
    found = work.get(Evacuation, evacuation_id)
    rules.under_way(closed=found.closed_at is not None or found.withdrawn_at is not None)
    return found


@action(N_("Add a vehicle"), needs="mark")
def add_vehicle(work: Work, *, record_id: str, values: dict[str, object]) -> str:
    """A vehicle with its adult; who has no seat yet gets one: babies with mothers, brothers and sisters together."""
    found = _open(work, record_id)
    checked = fields.check_asked(pages.VEHICLE.fields, values)
    vehicle = work.add(EvacuationVehicle(evacuation_id=found.id, **checked))
    work.session.flush()
    _share_out(work, found)
    return vehicle.id


def _share_out(work: Work, found: Evacuation) -> None:
    every = leaving.seats(work, found.id)
    today, files = work.today(), [seat.file_id for seat in every]
    known = {key: children.someone(each, today) for key, each in children.children(work, files).items()}
    there = leaving.vehicles(work, found.id)
    seated = {
        each.id: [known[seat.file_id] for seat in every if seat.vehicle_id == each.id and seat.file_id in known]
        for each in there
    }
    free = {each.id: each.seats - len(seated[each.id]) for each in there}
    waiting = [known[seat.file_id] for seat in every if seat.vehicle_id is None and seat.file_id in known]
    given = rules.shared_out(waiting, seated, free, children.ties(work))
    for seat in every:
        seat.vehicle_id = given.get(seat.file_id, seat.vehicle_id)


@action(N_("Another vehicle for a child"), needs="mark")
def move_seat(work: Work, *, record_id: str, values: dict[str, object]) -> None:
    """By hand, whatever was proposed: who is at the door decides."""
    seat = work.get(EvacuationSeat, record_id)
    found = _open(work, seat.evacuation_id)
    vehicle = fields.check_asked(pages.SEAT.fields, values)["vehicle_id"]
    known = {each.id for each in leaving.vehicles(work, found.id)}
    rules.known_vehicle(known=vehicle in known)
    seat.vehicle_id = vehicle


def _undo_arrive(work: Work, undone: Undone) -> None:
    seat = work.get(EvacuationSeat, undone.result)
    _open(work, seat.evacuation_id)
    seat.arrived_at = None


@action(N_("A child arrived"), needs="mark", undo=_undo_arrive)
def arrive(work: Work, *, record_id: str, values: dict[str, object]) -> str:
    """Tick one child at arrival."""
    seat = work.get(EvacuationSeat, record_id)
    found = _open(work, seat.evacuation_id)
    at = fields.check_asked(pages.ARRIVED.fields, values)["arrived_at"]
    at = work.now() if at is None else at
    sense.hour_has_come(at, work.now(), "arrived_at")
    rules.after_leaving(at, found.begun_at)
    rules.in_a_vehicle(seated=seat.vehicle_id is not None)
    seat.arrived_at = at
    return seat.id


@action(N_("All of a vehicle arrived"), needs="mark")
def arrive_all(work: Work, *, record_id: str, values: dict[str, object]) -> None:
    """Tick everybody of a vehicle, once the number counted at arrival is theirs."""
    vehicle = work.get(EvacuationVehicle, record_id)
    found = _open(work, vehicle.evacuation_id)
    told = fields.check_asked(pages.ALL_ARRIVED.fields, values)["count"]
    every = leaving.seats(work, found.id)
    coming = [seat for seat in every if seat.vehicle_id == vehicle.id and seat.arrived_at is None]
    rules.the_same_number(told, len(coming))
    for seat in coming:
        seat.arrived_at = work.now()


@action(N_("Everybody has arrived"), needs="mark")
def close_evacuation(work: Work, *, record_id: str, values: dict[str, object]) -> None:
    """It ends only when every child of the head-count has arrived; whoever closes says the number once more."""
    found = _open(work, record_id)
    told = fields.check_asked(pages.CLOSE_EVACUATION.fields, values)["count"]
    every = leaving.seats(work, found.id)
    rules.nobody_is_missing(sum(seat.arrived_at is None for seat in every))
    rules.the_same_number(told, found.head_count)
    found.closed_at = work.now()
