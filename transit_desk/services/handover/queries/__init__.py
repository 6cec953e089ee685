"""What can be asked about handing over: who can go, what leaves and what never does, what is underway, what came in."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Mapping, Sequence

import sqlalchemy

from transit_desk import choices
from transit_desk.action import query
from transit_desk.domain import dates, errors, instants
from transit_desk.domain.text import N_, Words, speak
from transit_desk.export import incoming as differences
from transit_desk.languages import catalogue
from transit_desk.module import FactLine, Facts, Header, Mark, Packed, Rows, Tab, Target, Verb, View, Window
from transit_desk.reports.document import Document
from transit_desk.services.handover import pages, rules
from transit_desk.services.handover.queries import incoming, leaving, likeness, packing
from transit_desk.services.handover.records import (
    BestInterest,
    ChildReceived,
    PackageReceived,
    PackageSent,
    Proposal,
    Receiver,
    came_in,
    closed,
    entries,
    keys,
    standing,
)
from transit_desk.services.handover.rules import reading
from transit_desk.services.handover.views import (
    Candidate,
    ChildContents,
    ChildShown,
    Contents,
    EntryShown,
    PackageShown,
    PartShown,
    ReceivedRow,
    ReceiverRow,
    SentRow,
    Shown,
)
from transit_desk.storage import passphrases
from transit_desk.storage.records import fields_of
from transit_desk.storage.work import HIDDEN, Work


def _words(value: object) -> str:
    """A value for these eyes; nothing where it is not theirs."""
    return "" if value is HIDDEN or value is None else str(value)


# -- agencies and keys


@query(N_("Agencies"), needs="read")
def receivers(work: Work, *, window: Window = Window()) -> Rows:  # noqa: B008  (frozen)
    """Every agency by name; an agency that no longer receives comes last."""
    found = work.all(
        sqlalchemy.select(Receiver)
        .where(Receiver.withdrawn_at.is_(None))
        .order_by(Receiver.active.desc(), Receiver.name, Receiver.id)
    )
    rows = tuple(_receiver_row(work, row) for row in found)
    shown = [row for row in rows if window.words.casefold() in f"{row.name} {row.place}".casefold()]
    return Rows(tuple(shown[: window.count]), len(shown))


def _receiver_row(work: Work, row: Receiver) -> ReceiverRow:
    confirmed = row.confirmed_by is not None
    state = Mark(Words(N_("words compared")), "check", "ok")
    if not row.active:
        state = Mark(Words(N_("no longer receives")), "minus_ring", "idle")
    elif row.recipient is None:
        state = Mark(Words(N_("no key: with a passphrase")), "key", "plain")
    elif not confirmed:
        state = Mark(Words(N_("words not compared yet")), "warning", "warn")
    return ReceiverRow(
        row.id, row.name, row.place or "", _words(work.see(row, "focal_point")), _words(work.see(row, "reached_at")),
        row.recipient or "", row.signing_key or "",
        keys.words_of_recipient(row.recipient) if row.recipient else (),
        keys.words_of_signature(row.signing_key) if row.signing_key else (),
        confirmed, work.day_of(row.confirmed_at) if row.confirmed_at else None, row.active, state,
    )  # fmt: skip


@query(N_("Agency"), needs="read")
def agency(work: Work, *, record_id: str) -> View:
    """One agency: how it is reached, how its packages are closed, and what can be changed."""
    row = work.get(Receiver, record_id)
    shown = _receiver_row(work, row)
    described = fields_of(Receiver)
    values = {"name": row.name, "place": shown.place, "focal_point": shown.focal_point, "reached_at": shown.reached_at}
    reached = tuple(FactLine(Words(described[name].label), value) for name, value in values.items() if value)
    words = (("recipient", shown.words), ("signing_key", shown.signing_words))
    keys_told = tuple(FactLine(Words(described[name].label), "  ".join(told)) for name, told in words if told)
    verbs = [Verb(N_("Change"), "pencil", page="handover.receiver_change", action="handover.change_receiver",
                  primary=True, extra={"receiver_id": row.id})]  # fmt: skip
    if row.active:
        verbs.append(Verb(N_("Send nothing more"), "minus_ring", page="handover.receiver_retire",
                          action="handover.retire_receiver", extra={"receiver_id": row.id}))  # fmt: skip
    empty = N_("It gave no key: its packages are closed with words.")
    blocks = (Facts(N_("Who takes the files on"), reached), Facts(N_("Words to compare"), keys_told, empty=empty))
    return View(row.id, Header(row.name, marks=(shown.state,)), (Tab("agency", N_("Agency"), blocks),), tuple(verbs),
                Target("handover.receivers"), N_("Agencies"))  # fmt: skip


@query(N_("What the form begins with"), needs="prepare")
def receiver_values(work: Work, *, receiver_id: str) -> dict[str, object]:
    """What is written of one agency, as the form asks it."""
    row = work.get(Receiver, receiver_id)
    seen = {name: work.see(row, name) for name in pages.RECEIVER.fields}
    return {name: value for name, value in seen.items() if value is not HIDDEN}


@query(N_("Our address"), needs="read")
def own_address(work: Work) -> keys.Address | None:
    """What other offices need in order to send to this one; None before the keys were made."""
    return keys.address(work)


@query(N_("Words for a package"), needs="release")
def new_passphrase(work: Work) -> str:
    """Seven words, shown once and kept nowhere; told by another way than the package."""
    del work
    return passphrases.propose(rules.PASSPHRASE_WORDS)


# -- who and what


@query(N_("Who can be handed over"), needs="prepare")
def candidates(work: Work, *, window: Window = Window()) -> Rows:  # noqa: B008  (frozen)
    """One window of the children, with what is promised to each and whether they agreed to a transfer."""
    found: Rows = work.ask("case_file.children", window=window)
    rows = []
    for child in found.rows:
        agreed = standing.of_child(work, child.id)
        mark = Mark(agreed.words, "check" if agreed.allows else "question_ring", "ok" if agreed.allows else "warn")
        rows.append(
            Candidate(
                child.id, child.name, child.number, child.sex_age, child.where, child.next_step, child.next_day, mark,
                agreed.allows,
            )
        )  # fmt: skip
    return dataclasses.replace(found, rows=tuple(rows))


@query(N_("What a package holds"), needs="prepare", sensitive=True)
def contents(work: Work, *, package_id: str) -> Contents:
    """Who is in a draft, what leaves and what never does, and the mark over all of it."""
    package = work.get(PackageSent, package_id)
    rules.still_draft(package.state)
    gathered = [packing.gather(work, entry, package.language) for entry in entries.of(work, package)]
    for each in gathered:
        work.note("read", each.entry)
    created = package.created or work.now()
    return Contents(
        package_id=package.id,
        state=package.state,
        step=package.step,
        way=package.way,
        language=package.language,
        receiver=_receiver_row(work, work.get(Receiver, package.receiver_id)),
        purpose=choices.say("handover_purpose", package.purpose),
        until=work.day_of(created + package.days_valid * instants.DAY),
        children=tuple(_child_contents(work, each) for each in gathered),
        leaves=leaving.LEAVES,
        stays=leaving.STAYS,
        ready=len(gathered) == package.files and all(each.agreed.allows for each in gathered),
        seen=packing.digest(package, gathered),
    )


def _child_contents(work: Work, each: packing.Gathered) -> ChildContents:
    told = entries.told(work, each.entry, each.agreed)
    decision = work.get(BestInterest, told.decision_id) if told.decision_id else None
    tone, icon = ("ok", "check") if each.agreed.allows else ("stop", "cross")
    return ChildContents(
        each.entry.id,
        each.entry.file_id,
        told.number,
        Mark(each.agreed.words, icon, tone),
        each.agreed.allows,
        told.decision_id,
        _words(work.see(decision, "reason")) if decision else "",
        each.agreed.limits,
        tuple(part.title or part.section for part in each.sections),
        tuple(choices.say("topics", topic) for topic in sorted(each.withheld)),
    )


@query(N_("Exactly what they will see"), needs="prepare", sensitive=True)
def preview(work: Work, *, package_id: str) -> dict[str, Document]:
    """The paper of each file as the receiver will have it, in the language of the package; drawn elsewhere."""
    package = work.get(PackageSent, package_id)
    found: dict[str, Document] = {}
    with speak(catalogue(package.language)):
        for entry in entries.of(work, package):
            with standing.as_agreed(work, entry):
                paper = work.ask("case_file.case_summary", file_id=entry.file_id, audience=packing.AUDIENCE.value)
            found[entry.file_id] = dataclasses.replace(paper, language=package.language)
    return found


@query(N_("A package that was not written yet"), needs="release", sensitive=True)
def unwritten(work: Work, *, package_id: str) -> bytes:
    """The closed package, as long as it does not lie on a stick: a stick may fail, and nothing is lost."""
    package = work.get(PackageSent, package_id)
    blob = closed.find(work, package.id, closed.PACKAGE)
    if blob is None:
        raise errors.NotFound(N_("This package was written already. What was written is kept only there."))
    return blob


# -- on its way


@query(N_("Handed over"), needs="read")
def sent(work: Work, *, window: Window = Window()) -> Rows:  # noqa: B008  (frozen)
    """Packages that were begun, the newest first."""
    statement = sqlalchemy.select(PackageSent).where(PackageSent.withdrawn_at.is_(None))
    state = window.filters.get("state")
    if state:
        statement = statement.where(PackageSent.state == state)
    total = work.session.scalar(statement.with_only_columns(sqlalchemy.func.count(PackageSent.id))) or 0
    if window.after is not None:
        statement = statement.where(PackageSent.id < window.after[0])
    found = work.all(statement.order_by(PackageSent.id.desc()).limit(window.count + 1))
    names = {row.id: row.name for row in work.all(sqlalchemy.select(Receiver))}
    shown = found[: window.count]
    return Rows(
        tuple(_sent_row(work, row, names) for row in shown),
        total,
        (shown[-1].id,) if len(found) > window.count else None,
    )


def _sent_row(work: Work, row: PackageSent, names: Mapping[str, str]) -> SentRow:
    tone, icon = {"draft": ("idle", "pencil"), "sealed": ("warn", "clock"), "receipt": ("ok", "check")}[row.state]
    day = work.day_of(row.created or row.made_at)
    return SentRow(
        row.id, names.get(row.receiver_id, ""), str(choices.say("handover_purpose", row.purpose)),
        str(Words(N_("{count} file"), {"count": row.files}, plural=N_("{count} files"), count=row.files)),
        str(dates.say_day(day)), Mark(choices.say("package_state", row.state), icon, tone), row.step,
        row.state == rules.DRAFT, row.written_at is not None,
    )  # fmt: skip


@query(N_("A package on its way"), needs="read")
def package(work: Work, *, package_id: str) -> PackageShown:
    """Where a package stands: draft, closed, written, acknowledged."""
    row = work.get(PackageSent, package_id)

    def day(at: int | None) -> datetime.date | None:
        return work.day_of(at) if at is not None else None

    return PackageShown(
        row.id, row.state, row.step, row.way, row.language,
        _receiver_row(work, work.get(Receiver, row.receiver_id)), choices.say("handover_purpose", row.purpose),
        row.sequence, day(row.created), day(row.expires), row.written_at is not None, day(row.receipt_at),
        row.receipt_trusted,
        tuple(
            EntryShown(
                entry.file_id, entries.number(work, entry.file_id),
                choices.say("handover_basis", entry.basis) if entry.basis else "",
                choices.say("handover_outcome", entry.outcome) if entry.outcome else "",
            )
            for entry in entries.of(work, row)
        ),
    )  # fmt: skip


# -- what came in


@query(N_("Look at a package"), needs="receive", sensitive=True)
def show(work: Work, *, blob: bytes, passphrase: str | None = None) -> Shown:
    """Open a package and say what it is, without taking anything in. Only that somebody looked is written down."""
    opened = incoming.open_from_outside(work, blob, passphrase)
    return incoming.shown(opened, incoming.standing(work, opened))


@query(N_("Received"), needs="read")
def received(work: Work, *, window: Window = Window()) -> Rows:  # noqa: B008  (frozen)
    """Packages that came in, the newest first, with how many children still wait for an answer."""
    statement = sqlalchemy.select(PackageReceived).where(PackageReceived.withdrawn_at.is_(None))
    total = work.session.scalar(statement.with_only_columns(sqlalchemy.func.count(PackageReceived.id))) or 0
    if window.after is not None:
        statement = statement.where(PackageReceived.id < window.after[0])
    found = work.all(statement.order_by(PackageReceived.id.desc()).limit(window.count + 1))
    shown = found[: window.count]
    return Rows(
        tuple(_received_row(work, row) for row in shown),
        total,
        (shown[-1].id,) if len(found) > window.count else None,
    )


def _received_row(work: Work, row: PackageReceived) -> ReceivedRow:
    children = came_in.children_of(work, row.id)
    waiting = sum(child.state == rules.WAITING for child in children)
    state = Mark(Words(N_("{count} to look at"), {"count": waiting}), "ring", "warn")
    if not waiting:
        state = Mark(Words(N_("receipt to send")), "clock", "warn")
        if row.receipt_at is not None:
            state = Mark(Words(N_("answered")), "check", "ok")
    return ReceivedRow(
        row.id, row.sender_label, row.purpose or "", len(children), waiting,
        str(dates.say_day(work.day_of(row.made_at))), state,
    )  # fmt: skip


@query(N_("A package that came in"), needs="receive", sensitive=True)
def proposals(work: Work, *, received_id: str, beside: Mapping[str, str] | None = None) -> tuple[ChildShown, ...]:
    """Each child and part of it. `beside` says, for a child, which file here to compare it with."""
    row = work.get(PackageReceived, received_id)
    chosen = beside or {}
    return tuple(_child_shown(work, row, child, chosen.get(child.id)) for child in came_in.children_of(work, row.id))


def _child_shown(work: Work, row: PackageReceived, child: ChildReceived, beside: str | None) -> ChildShown:
    parts = came_in.parts_of(work, child.id)
    likely = () if child.file_id else likeness.likely(work, row, child, parts)
    against = child.file_id or beside or (likely[0].file_id if likely else None)
    ours = {part.section: part.content for part in _ours(work, against)} if against else {}
    return ChildShown(
        child.id, child.number or "", child.state, child.file_id, likely,
        tuple(_part_shown(work, part, ours.get(part.section)) for part in parts),
    )  # fmt: skip


def _ours(work: Work, file_id: str) -> Sequence[Packed]:
    return work.gather("handover", file_id=file_id, audience="centre")


def _part_shown(work: Work, part: Proposal, ours: Mapping[str, object] | None) -> PartShown:
    theirs = came_in.content_of(work, part)
    comparable = isinstance(theirs, dict) and ours is not None
    different = differences.difference(ours or {}, theirs) if comparable and isinstance(theirs, dict) else ()
    return PartShown(
        part.id, part.section, part.state, theirs, ours, different, part.section in reading.TAKEN_IN,
        incoming.known_fields(part.section),
    )  # fmt: skip
