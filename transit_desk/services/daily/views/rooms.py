"""The rooms: when each was looked at last, what was found, what is to be put right by whom."""

from __future__ import annotations

from typing import Final

from transit_desk import choices
from transit_desk.domain import days
from transit_desk.domain.text import N_, Words
from transit_desk.module import Entries, Entry, Mark, Tab, Verb
from transit_desk.services.daily.records import Inspection, Repair, of_day
from transit_desk.services.daily.rules import rooms as rules
from transit_desk.services.daily.rules.sheet import walking_order
from transit_desk.storage.work import Work

TAB: Final = "daily.rooms"


def names(work: Work) -> dict[str, str]:
    """The rooms of the house by their key, in walking order."""
    rooms = work.ask("interim_care.rooms") if "interim_care.read" in work.actor.rights else ()
    return {room.id: room.name for room in sorted(rooms, key=lambda room: (walking_order(room.block), room.name))}


def tab(work: Work) -> Tab:
    """Every room with its last look; beside it what is open."""
    rooms = names(work)
    looks = of_day.last_looks(work)
    headings = (N_("Room"), N_("Looked at"), N_("What was found"))
    every = tuple(_room(work, key, name, looks.get(key)) for key, name in rooms.items())
    start = Entries(N_("Room by room"), headings, every, empty=N_("No room is written down yet."))
    return Tab(TAB, N_("Rooms"), (_open(work, rooms), start))


def _room(work: Work, key: str, name: str, look: Inspection | None) -> Entry:
    verb = Verb(N_("Look at it"), "eye", page="daily.inspect_room", action="daily.inspect_room", extra={"room_id": key})
    if look is None:
        return Entry((name, Words(N_("never")), ""), None, (verb,))
    found = rules.findings({point: getattr(look, point) for point in rules.POINTS})
    what: Words | str = choices.say_all("room_point", found) if found else look.remark or ""
    if found and look.remark:
        what = Words(N_("{label}: {value}"), {"label": what, "value": look.remark})
    mark = None if found else Mark(Words(N_("in order")), "check", "ok")
    return Entry((name, days.of_late(look.on_day, work.today()), what), mark, (verb,))


def _open(work: Work, rooms: dict[str, str]) -> Entries:
    entries = tuple(_repair(work, row, rooms.get(row.room_id, "")) for row in of_day.to_repair(work))
    headings = (N_("What"), N_("Who"), N_("Until"))
    return Entries(N_("To put right"), headings, entries, empty=N_("Nothing is to be put right."))


def _repair(work: Work, row: Repair, room: str) -> Entry:
    what = Words(N_("{what}, {room}"), {"what": choices.say("room_point", row.what), "room": room})
    late = Mark(Words(N_("late")), "clock", "warn") if row.until_day < work.today() else None
    done = Verb(N_("In order again"), "check", page="daily.put_right", action="daily.put_right",
                extra={"repair_id": row.id})  # fmt: skip
    return Entry((what, work.staff.get(row.who_id, ""), days.near(row.until_day, work.today())), late, (done,))
