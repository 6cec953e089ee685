"""What is kept for a child, composed: things and their movements, the attestation, the handing over."""

from __future__ import annotations

import dataclasses
import datetime
import functools
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy
from sqlalchemy import orm

from transit_desk import choices
from transit_desk.domain import dates
from transit_desk.domain.text import N_, Joined, Words
from transit_desk.module import Entries, Entry, FactLine, Facts, Mark, Tab, Verb
from transit_desk.services.safekeeping import rules
from transit_desk.services.safekeeping.records import HandingOver, KeptMove, KeptThing, Original
from transit_desk.storage import kept
from transit_desk.storage.people import Worker
from transit_desk.storage.records import fields_of, records
from transit_desk.storage.work import HIDDEN, Work


@dataclasses.dataclass(frozen=True)
class Kept:
    """One thing with its movements and how much of it is here."""

    thing: KeptThing
    rows: tuple[KeptMove, ...]

    @property
    def moves(self) -> list[rules.Move]:
        """Its lines as the ledger reads them."""
        return [as_move(row) for row in self.rows]

    @property
    def held(self) -> int:
        """How much is here."""
        return rules.held(self.moves)


def as_move(row: KeptMove) -> rules.Move:
    """A line as the ledger reads it."""
    return rules.Move(row.id, row.way, row.amount, row.on_day, row.made_at, row.corrects_id or "")


def moves_of(work: Work, thing_id: str) -> list[KeptMove]:
    """The lines of one thing that stand, in the order in which they were written."""
    return list(
        work.all(
            sqlalchemy.select(KeptMove)
            .where(KeptMove.thing_id == thing_id, KeptMove.withdrawn_at.is_(None))
            .order_by(KeptMove.made_at, KeptMove.id)
        )
    )


def kept_for(work: Work, file_ids: Sequence[str]) -> list[Kept]:
    """Everything that is or was kept for these children, the oldest first; two statements, however many."""
    things = work.all(_THINGS, files=file_ids)
    by_thing: dict[str, list[KeptMove]] = {}
    for row in work.all(_MOVES, files=file_ids) if things else ():
        by_thing.setdefault(row.thing_id, []).append(row)
    return [Kept(thing, tuple(by_thing.get(thing.id, ()))) for thing in things]


_THINGS = kept.standing(KeptThing).where(KeptThing.file_id.in_(kept.FILES))
_MOVES = kept.standing(KeptMove).where(KeptMove.file_id.in_(kept.FILES))


def attestation_held(work: Work, file_id: str) -> bool:
    """Whether the original lies in the safe, by the ledger and not by anybody's word."""
    return any(each.thing.attestation and each.held for each in kept_for(work, work.same(file_id)))


def original_of(work: Work, file_id: str) -> Original | None:
    """The newest word about where the original of the attestation is."""
    return work.first(
        sqlalchemy.select(Original)
        .where(Original.file_id == file_id, Original.withdrawn_at.is_(None))
        .order_by(Original.since.desc(), Original.made_at.desc(), Original.id.desc())
    )


def handed_over(work: Work, file_id: str) -> list[HandingOver]:
    """How this child was handed to the centre, the newest first."""
    return list(work.all(_HANDED_OVER, file_id=file_id))


_HANDED_OVER = (
    sqlalchemy.select(HandingOver)
    .where(HandingOver.file_id == kept.FILE, HandingOver.withdrawn_at.is_(None))
    .order_by(HandingOver.at.desc(), HandingOver.made_at.desc())
)


def gone_from_the_house(work: Work, file_ids: Iterable[str] | None = None) -> list[str]:
    """Those whose child does not live in the house now; of these files, or of all that have something kept.

    Where the child lives is told by the number that stays: that of one that ended is told no more.
    """
    if file_ids is None:
        return list(work.all(_gone(of_files=False)))
    return list(work.all(_gone(of_files=True), files=list(file_ids)))


@functools.cache
def _gone(*, of_files: bool) -> sqlalchemy.Select[str]:
    file_kind: Any = records()["case_file"]
    stays: Any = orm.aliased(file_kind)
    some = sqlalchemy.select(KeptThing.file_id).where(KeptThing.withdrawn_at.is_(None))
    return (
        sqlalchemy.select(file_kind.id)
        .join(stays, stays.id == sqlalchemy.func.coalesce(file_kind.merged_into_id, file_kind.id))
        .where(
            stays.care_track.not_in(sorted(rules.IN_THE_HOUSE)),
            file_kind.withdrawn_at.is_(None),
            file_kind.id.in_(kept.FILES if of_files else some),
        )
    )


def knows_attestation(work: Work) -> bool:
    """Whether these eyes may know where an attestation is."""
    return work.actor.reads(fields_of(Original)["original_with"])


def knows_things(work: Work) -> bool:
    """Whether these eyes may know what is kept."""
    return work.actor.reads(fields_of(KeptThing)["kind"])


def say_thing(thing: KeptThing, *, attestation: bool) -> Words:
    """What it is, in its own words where there are some."""
    kind = choices.say("kept_kind", thing.kind)
    if attestation and thing.attestation:
        return Words(N_("Attestation, in safekeeping"))
    return Words(N_("{kind}: {words}"), {"kind": kind, "words": thing.words}) if thing.words else kind


# -- the tab


def tab(work: Work, file_id: str) -> Tab:
    """What is kept, what moved, how the child was handed over; beside it where the attestation is."""
    every = kept_for(work, [file_id]) if knows_things(work) else []
    names = {worker.id: worker.name for worker in work.all(sqlalchemy.select(Worker))}
    start = (_things(work, file_id, every), _moves(work, file_id, every, names), _handing_over(work, file_id))
    end = (*((_attestation(work, file_id),) if knows_attestation(work) else ()), _by_hand())
    return Tab("safekeeping", N_("Safekeeping"), start, end)


def _things(work: Work, file_id: str, every: Sequence[Kept]) -> Entries:
    told = knows_attestation(work)
    entries = tuple(_thing(each, told=told) for each in sorted(every, key=lambda each: not each.held))
    verb = Verb(N_("Take something in"), "plus", page="safekeeping.take_in", action="safekeeping.take_in",
                extra={"file_id": file_id})  # fmt: skip
    headings = (N_("What"), N_("Held"), N_("Condition"), N_("Where"))
    return Entries(N_("Kept for the child"), headings, entries, verb, N_("Nothing is kept for this child."))


def _thing(each: Kept, *, told: bool) -> Entry:
    thing, held = each.thing, each.held
    about = {"thing_id": thing.id}
    where: str | Words = choices.say("kept_place", thing.place)
    if thing.place_words:
        where = Words(N_("{place}, {words}"), {"place": where, "words": thing.place_words})
    verbs: tuple[Verb, ...] = ()
    if held:
        verbs = (
            Verb(N_("Give back"), "exchange", page="safekeeping.give_back", action="safekeeping.give_back",
                 extra=about),
            Verb(N_("Write off"), "cross", page="safekeeping.write_off", action="safekeeping.write_off", extra=about),
        )  # fmt: skip
    return Entry(
        (
            say_thing(thing, attestation=told),
            rules.say_held(held, thing.currency),
            choices.say("kept_condition", thing.condition),
            where if held else "",
        ),
        None if held else Mark(Words(N_("no longer here")), "check", "idle"),
        verbs,
        past=not held,
    )


def _moves(work: Work, file_id: str, every: Sequence[Kept], names: Mapping[str, str]) -> Entries:
    told = knows_attestation(work)
    lines = [(row, each.thing) for each in every for row in each.rows]
    lines.sort(key=lambda line: (line[0].on_day, line[0].made_at, line[0].id), reverse=True)
    corrected = {row.corrects_id for row, _thing in lines}
    entries = tuple(_move(work, row, thing, names, told=told, corrected=row.id in corrected) for row, thing in lines)
    headings = (N_("What"), N_("What happened"), N_("How many"), N_("On"), N_("Who signed"))
    verb = None
    if lines:
        verb = Verb(N_("Receipt…"), "print", page="preview", action="safekeeping.note_paper",
                    extra={"paper": _receipt(lines), "file_id": file_id})  # fmt: skip
    return Entries(N_("Taken in and given back"), headings, entries, verb, N_("Nothing was taken in yet."))


def _receipt(lines: Sequence[tuple[KeptMove, KeptThing]]) -> str:
    """The receipt of what happened last."""
    newest = max(lines, key=lambda line: line[0].made_at)[0]
    return "safekeeping.return_receipt" if newest.way == rules.GIVEN_BACK else "safekeeping.deposit_receipt"


def _move(
    work: Work, row: KeptMove, thing: KeptThing, names: Mapping[str, str], *, told: bool, corrected: bool
) -> Entry:
    happened: str | Words = choices.say("kept_way", row.way)
    if row.to_whom:
        happened = Words(N_("{way}: {whom}"), {"way": happened, "whom": choices.say("given_to", row.to_whom)})
    elif row.why:
        happened = Words(N_("{way}: {whom}"), {"way": happened, "whom": row.why})
    verbs: tuple[Verb, ...] = ()
    if row.way != rules.CORRECTED and not (thing.attestation and told):
        verbs = (Verb(N_("Correct"), "pencil", page="safekeeping.correct", action="safekeeping.correct",
                      extra={"move_id": row.id}),)  # fmt: skip
    return Entry(
        (
            say_thing(thing, attestation=told),
            happened,
            rules.say_held(row.amount, thing.currency),
            dates.say_day(row.on_day),
            Joined((*_signed(work, row), names.get(row.by_id, "")), " · "),
        ),
        Mark(Words(N_("corrected since")), "", "idle") if corrected else None,
        verbs,
        past=corrected,
    )


def _signed(work: Work, row: KeptMove) -> tuple[str | Words, ...]:
    """Who signed and who saw it; whoever did it for the centre comes after."""
    witness = work.see(row, "witness")
    seen = Words(N_("witness: {name}"), {"name": witness}) if witness else ""
    return (choices.say("kept_signed", row.signed) if row.signed else "", seen)


def _attestation(work: Work, file_id: str) -> Facts:
    row = original_of(work, file_id)
    verb = Verb(N_("Say where it is"), "pencil", page="safekeeping.tell_attestation",
                action="safekeeping.tell_attestation", extra={"file_id": file_id})  # fmt: skip
    title, nothing = N_("Attestation"), N_("Nobody wrote down where it is. It opens and closes nothing here.")
    if row is None:
        return Facts(title, (), verb, nothing)
    holder, day = choices.say("attestation_holder", row.original_with), str(dates.say_day(row.since))
    lines = [FactLine(Words(N_("Original")), holder, day=day)]
    remark = work.see(row, "remark")
    if remark is not HIDDEN and remark:
        lines.append(FactLine(Words(N_("Remark")), str(remark)))
    return Facts(title, tuple(lines), verb, nothing)


def _handing_over(work: Work, file_id: str) -> Entries:
    entries = tuple(_handed(work, row) for row in handed_over(work, file_id))
    verb = Verb(N_("Add a handing over"), "plus", page="safekeeping.hand_over", action="safekeeping.hand_over",
                extra={"file_id": file_id})  # fmt: skip
    headings = (N_("Who received the child"), N_("Witness"), N_("On"))
    return Entries(N_("How the child was handed over"), headings, entries, verb, N_("Nothing was written yet."))


def _by_hand() -> Facts:
    """The record to be filled in where there is no power; what is typed later is written there first."""
    verb = Verb(N_("Print a blank record"), "print", page="preview", action="safekeeping.note_paper",
                extra={"paper": "safekeeping.handing_over_blank"})  # fmt: skip
    words = N_("Without power, the handing over is written by hand and typed later.")
    return Facts(N_("On paper first"), (), verb, words)


def _handed(work: Work, row: HandingOver) -> Entry:
    witness = work.see(row, "witness")
    printed = Verb(N_("Print…"), "print", page="preview", action="safekeeping.note_paper",
                   extra={"paper": "safekeeping.handing_over_record", "file_id": row.file_id})  # fmt: skip
    day: datetime.date = work.day_of(row.at)
    return Entry((row.receiver, str(witness) if witness else "", dates.say_day(day)), verbs=(printed,))
