"""What safekeeping tells the rest of the house: its lines, what is left of a child who left, what a package says."""

from __future__ import annotations

from transit_desk.domain.levels import Level, Topic
from transit_desk.domain.text import N_, Words
from transit_desk.domain.timeline import Event
from transit_desk.export.redaction import Audience, Form
from transit_desk.module import Hooks, Mark, Packed, Settle, Target, Task
from transit_desk.services.safekeeping import rules, views
from transit_desk.services.safekeeping.records import HandingOver, KeptMove
from transit_desk.storage.work import Work

_READ = "safekeeping.read"
_KEPT = N_("Something in safekeeping")
_PRINT = "case_file.print"  # whoever may put papers about a child together
_TITLES = {
    "taken": N_("Taken into safekeeping"),
    "given_back": N_("Given back"),
    "lost": N_("Lost from safekeeping"),
    "destroyed": N_("Destroyed in safekeeping"),
    "corrected": N_("Count of safekeeping corrected"),
}


def timeline_of(work: Work, file_id: str) -> list[Event]:
    """What was taken in, given back, lost or corrected; how the child was handed over."""
    if _READ not in work.actor.rights or not views.knows_things(work):
        return []
    names = work.staff
    told = views.knows_attestation(work)
    events: list[Event] = []
    for each in views.kept_for(work, [file_id]):
        what = views.say_thing(each.thing, attestation=told)
        for row in each.rows:
            amount = rules.say_held(row.amount, each.thing.currency)
            detail = Words(N_("{what} · {amount}"), {"what": what, "amount": amount})
            events.append(Event(row.made_at, row.on_day, Words(_TITLES[row.way]), detail, names.get(row.by_id, ""),
                                "box", "safekeeping", (KeptMove.__tablename__, row.id)))  # fmt: skip
    events.extend(
        Event(row.at, work.day_of(row.at), Words(N_("Handed over to the centre")), row.receiver,
              names.get(row.made_by, ""), "exchange", "safekeeping", (HandingOver.__tablename__, row.id))
        for row in views.handed_over(work, file_id)
    )  # fmt: skip
    return events


def alerts_of(work: Work, file_id: str | None = None) -> list[Mark | Task]:
    """A child who no longer lives here and whose things, or whose attestation, still do."""
    if _READ not in work.actor.rights or not views.knows_things(work):
        return []
    gone = views.gone_from_the_house(work, None if file_id is None else [file_id])
    left = [each for each in views.kept_for(work, gone) if each.held] if gone else []
    if not left:
        return []
    attested = views.knows_attestation(work) and any(each.thing.attestation for each in left)
    if file_id is not None:
        words = N_("the attestation is still here") if attested else N_("things left in safekeeping")
        return [Mark(Words(words), "lock", "warn")]
    count = len({work.stays(each.thing.file_id) for each in left})
    title = Words(
        N_("{count} child left and has things here"), {"count": count},
        plural=N_("{count} children left and have things here"), count=count,
    )  # fmt: skip
    detail = Words(N_("an attestation among them")) if attested else ""
    return [Task(title, detail, "box", "later", target=Target("case_file.children"), urgent=attested)]


def settle_of(work: Work, file_id: str) -> list[Settle]:
    """What is to be given back before a child leaves, the attestation first; whoever may not know is told to ask."""
    every = [each for each in views.kept_for(work, [file_id]) if each.held]
    if not every:
        return []
    target = Target("safekeeping", file_id)
    if _READ not in work.actor.rights or not views.knows_things(work):
        return [Settle(Words(N_("Something is kept here for this child: ask the caseworker")), "", "box", "now",
                       left=_KEPT, of=file_id)]  # fmt: skip
    told = views.knows_attestation(work)
    every.sort(key=lambda each: not (told and each.thing.attestation))
    return [
        Settle(
            Words(N_("Still in safekeeping: {what}"), {"what": views.say_thing(each.thing, attestation=told)}),
            rules.say_held(each.held, each.thing.currency), "box", "now", "", N_("Give back"), target,
            told and each.thing.attestation, left=_KEPT, of=each.thing.id,
        )
        for each in every
    ]  # fmt: skip


def handover_of(work: Work, file_id: str, audience: str) -> list[Packed]:
    """What is still kept, and with whom the attestation is, as far as this audience may know; never its text."""
    if not {_READ, _PRINT} <= work.actor.rights:
        return []
    readership = work.ask("case_file.readership", file_id=file_id, audience=Audience(audience).value)
    content: dict[str, object] = {}
    legal = readership.shown(Topic.LEGAL, Level.C2).form is Form.FULL and views.knows_attestation(work)
    if readership.shown(Topic.CARE, Level.C1).form is Form.FULL and views.knows_things(work):
        held = [each for each in views.kept_for(work, [file_id]) if each.held]
        content["held"] = [
            {"kind": each.thing.kind, "words": each.thing.words or "", "currency": each.thing.currency or "",
             "amount": rules.say_amount(each.held, rules.places_of(each.thing.currency)).replace("\u202f", "")}
            for each in held
            if legal or not each.thing.attestation
        ]  # fmt: skip
    word = views.original_of(work, file_id) if legal else None
    if word is not None:
        content["attestation"] = {"original_with": word.original_with, "since": word.since.isoformat()}
    if not any(content.values()):
        return []
    return [Packed("safekeeping", {"version": 1, **content}, N_("Safekeeping"))]


HOOKS = Hooks(timeline=timeline_of, alerts=alerts_of, settle=settle_of, handover=handover_of)
