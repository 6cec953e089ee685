"""What handing over tells the other slices: the file's story, what stands beside its name, what today asks."""

from __future__ import annotations

import datetime

import sqlalchemy

from transit_desk import choices
from transit_desk.domain import dates
from transit_desk.domain.text import N_, Words
from transit_desk.domain.timeline import Event
from transit_desk.module import Hooks, Mark, Target, Task
from transit_desk.services.handover import rules
from transit_desk.services.handover.records import (
    ChildReceived,
    PackageFile,
    PackageReceived,
    PackageSent,
    Receiver,
    standing,
)
from transit_desk.services.handover.rules.agreement import Standing
from transit_desk.storage import kept
from transit_desk.storage.work import Work


def timeline_of(work: Work, file_id: str) -> list[Event]:
    """When this file was handed over, when that was acknowledged, and what came in about it."""
    events, names = [], work.staff
    for row in work.rows(_SENT, file_id=file_id):
        record = ("package_file", row.id)
        named = {"agency": row.name}
        created = row.created or 0
        events.append(
            Event(created, work.day_of(created), Words(N_("Handed over to {agency}"), named), "",
                  names.get(row.changed_by, ""), "handover", "handover", record)
        )  # fmt: skip
        if row.receipt_at is not None:
            detail = choices.say("handover_outcome", row.outcome) if row.outcome else ""
            events.append(
                Event(row.receipt_at, work.day_of(row.receipt_at),
                      Words(N_("{agency} acknowledged the file"), named), detail, "", "check", "handover",
                      record)
            )  # fmt: skip
    events.extend(
        Event(row.changed_at, work.day_of(row.changed_at),
              Words(N_("Taken over from {agency}"), {"agency": row.sender_label}), "",
              names.get(row.changed_by, ""), "handover", "handover", ("child_received", row.id))
        for row in work.rows(_TAKEN, file_id=file_id)
    )  # fmt: skip
    return events


_SENT = (
    sqlalchemy.select(
        PackageFile.id, PackageFile.outcome, PackageSent.created, PackageSent.changed_by, PackageSent.receipt_at,
        Receiver.name,
    )
    .join(PackageSent, PackageSent.id == PackageFile.package_id)
    .join(Receiver, Receiver.id == PackageSent.receiver_id)
    .where(PackageFile.file_id == kept.FILE, PackageSent.created.is_not(None), PackageFile.withdrawn_at.is_(None))
)  # fmt: skip
_TAKEN = (
    sqlalchemy.select(
        ChildReceived.id, ChildReceived.changed_at, ChildReceived.changed_by, PackageReceived.sender_label
    )
    .join(PackageReceived, PackageReceived.id == ChildReceived.received_id)
    .where(ChildReceived.file_id == kept.FILE)
)
_STATES = (
    sqlalchemy.select(PackageSent.state)
    .join(PackageFile, PackageFile.package_id == PackageSent.id)
    .where(
        PackageFile.file_id == kept.FILE,
        PackageSent.created.is_not(None),
        PackageFile.withdrawn_at.is_(None),
        PackageSent.withdrawn_at.is_(None),
    )
)


def alerts_of(work: Work, file_id: str | None = None) -> list[Mark | Task]:
    """Beside a file: that it was handed over and the receipt is awaited. Until it is back we answer for the child."""
    if file_id is None:
        return []
    states = work.all(_STATES, file_id=file_id)
    marks: list[Mark | Task] = []
    if states and standing.of_child(work, file_id).standing is Standing.WITHDRAWN:
        marks.append(Mark(Words(N_("consent withdrawn: tell the agency")), "warning", "stop", "legal"))
    if rules.SEALED in states:
        marks.append(Mark(Words(N_("handed over, receipt awaited")), "clock", "warn", "legal"))
    return marks


def promises_on(work: Work, day: datetime.date) -> list[Task]:
    """For *Today*: receipts overdue, packages not written yet, children who wait for an answer."""
    if "handover.read" not in work.actor.rights:
        return []
    return [*_awaited(work, day), *_to_answer(work)]


def _awaited(work: Work, day: datetime.date) -> list[Task]:
    days = int(work.setting("handover.receipt_days"))
    tasks = []
    rows = work.rows(
        sqlalchemy.select(PackageSent, Receiver)
        .join(Receiver, Receiver.id == PackageSent.receiver_id)
        .where(PackageSent.state == rules.SEALED, PackageSent.withdrawn_at.is_(None))
        .order_by(PackageSent.created)
    )
    for package, receiver in rows:
        target = Target("handover.wizard", package.id)
        named = {"agency": receiver.name}
        since = work.day_of(package.created or 0)
        if package.written_at is None:
            tasks.append(Task(Words(N_("Write the package for {agency}"), named), "", "usb", "now", target=target))
        elif (day - since).days >= days:
            detail = Words(N_("handed over {day}"), {"day": dates.say_day(since)})
            title = Words(N_("Ask {agency} for the receipt"), named)
            tasks.append(Task(title, detail, "handover", "later", target=target, urgent=(day - since).days >= 2 * days))
    return tasks


def _to_answer(work: Work) -> list[Task]:
    if "handover.receive" not in work.actor.rights:
        return []
    waiting = work.count(ChildReceived, ChildReceived.state == rules.WAITING, ChildReceived.withdrawn_at.is_(None))
    if not waiting:
        return []
    title = Words(
        N_("{count} child from another agency to look at"), {"count": waiting},
        plural=N_("{count} children from another agency to look at"), count=waiting,
    )  # fmt: skip
    return [Task(title, "", "handover", "tomorrow", target=Target("handover.received"))]


HOOKS = Hooks(timeline=timeline_of, alerts=alerts_of, promises=promises_on)
