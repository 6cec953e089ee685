"""One bed: what it is like, who slept in it and when it was shut, with the reasons that were given."""

from __future__ import annotations

from transit_desk import choices, said
from transit_desk.action import query
from transit_desk.domain import days
from transit_desk.domain.text import N_, Words
from transit_desk.module import Entries, Entry, Header, Mark, Tab, Target, Verb, View
from transit_desk.services.interim_care import rules
from transit_desk.services.interim_care.records import Bed, Room, Stay, night, residents
from transit_desk.storage.work import Work

_BOARD = "interim_care.beds"


@query(N_("A bed and its history"), needs="read")
def bed_page(work: Work, *, record_id: str) -> View:
    """Everybody who slept in a bed and every time it was shut; of a child out of sight the number alone."""
    bed = work.get(Bed, record_id)
    room = work.get(Room, bed.room_id)
    history = Entries(
        N_("Who slept here"), (N_("Nights"), N_("Who"), N_("Why this bed"), N_("Why it ended")),
        tuple(_nights(work, bed)), empty=N_("Nobody has slept here yet."),
    )  # fmt: skip
    shut = Entries(
        N_("When it was shut"), (N_("Nights"), N_("Why")), tuple(_blocks(work, bed)),
        empty=N_("It was never shut."),
    )  # fmt: skip
    facts = (room.name, choices.say("block_kind", room.block), choices.say_all("bed_feature", bed.features or []))
    change = Verb(N_("Change a bed"), "pencil", page="interim_care.change_bed", extra={"record_id": bed.id})
    verbs = (change,) if "interim_care.rooms" in work.actor.rights and bed.withdrawn_at is None else ()
    header = Header(str(Words(N_("Bed {code}"), {"code": bed.code})), facts=tuple(each for each in facts if str(each)))
    tab = Tab("history", N_("History"), (history, shut))
    return View(bed.id, header, (tab,), verbs, Target(_BOARD), N_("Beds"))


def _nights(work: Work, bed: Bed) -> list[Entry]:
    taken = [each for each in night.taken(work) if each.bed_id == bed.id]
    names = residents.names(work, {each.key for each in taken if each.key})
    told = {stay.id: stay for stay in work.standing(Stay) if stay.bed_id == bed.id}
    found = []
    for each in sorted(taken, key=lambda each: each.from_day, reverse=True):
        stay = told.get(each.stay_id)
        seen = each.key in names
        cells = (
            span(work, each), names.get(each.key, each.number), (stay.why or "") if stay else "",
            (stay.end_why or "") if stay else "",
        )  # fmt: skip
        mark = Mark(Words(N_("reserved")), "calendar", "accent") if each.reserved else None
        target = Target("case_file.child", each.key) if seen else None
        found.append(Entry(cells, mark, _correctable(work, stay), target, past=each.to_day is not None))
    return found


def _correctable(work: Work, stay: Stay | None) -> tuple[Verb, ...]:
    """A stay that ended on another day than was written down is corrected where it is read."""
    if stay is None or stay.to_day is None or stay.reserved or "interim_care.give" not in work.actor.rights:
        return ()
    title = N_("Correct when a stay ended")
    return (Verb(title, "pencil", page="interim_care.correct_end", extra={"record_id": stay.id}),)


@query(N_("What the form begins with"), needs="give")
def end_values(work: Work, *, record_id: str) -> dict[str, object]:
    """When a stay ended, before it is corrected."""
    return said.held(work, work.get(Stay, record_id), ("to_day",))


def _blocks(work: Work, bed: Bed) -> list[Entry]:
    found = sorted((each for each in night.blocks(work) if each.bed_id == bed.id), key=lambda each: each.from_day)
    return [
        Entry((span(work, each), each.why), Mark(rules.block_said(each), "repair", "idle"),
              past=each.to_day is not None and each.to_day <= work.today())
        for each in reversed(found)
    ]  # fmt: skip


def span(work: Work, each: rules.Taken | rules.Block | Stay) -> Words:
    """From which night to which day."""
    begin = days.near(each.from_day, work.today())
    if each.to_day is None:
        return Words(N_("since {day}"), {"day": begin})
    return Words(N_("{begin} to {end}"), {"begin": begin, "end": days.near(each.to_day, work.today())})
