"""What is shown of the office: the last copy, the staff and one worker's page."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping

import sqlalchemy

from transit_desk import choices
from transit_desk.domain import days
from transit_desk.domain.text import N_, Words
from transit_desk.module import FactLine, Facts, Header, Mark, Rows, Step, Steps, Tab, Target, Verb, View, Window
from transit_desk.storage.audit import AuditLine, AuditValue
from transit_desk.storage.people import Worker
from transit_desk.storage.work import Work

_HELD_BY = "case_file.held_by"
_SEXES = {"f": N_("Woman"), "m": N_("Man"), "unknown": N_("Not written down")}
_SEES_FILES = "case_file.assign"


@dataclasses.dataclass(frozen=True)
class WorkerRow:
    """One worker, as a list shows them."""

    id: str
    name: str
    login: str
    sex: str
    roles: tuple[str, ...]
    active: bool


@dataclasses.dataclass(frozen=True)
class LastCheck:
    """When the whole vault was last looked at, how much was found, and whether it is time again."""

    at: int | None
    found: int
    due: bool


@dataclasses.dataclass(frozen=True)
class LastCopy:
    """How old the last verified backup is; without days where there was never one."""

    days: int | None
    late: bool


@dataclasses.dataclass(frozen=True)
class StaffRow:
    """One worker in the list."""

    id: str
    name: str
    login: str
    roles: str
    since: str
    seen: str
    state: Mark


@dataclasses.dataclass(frozen=True)
class InHands:
    """What waits in one person's hands. `known` is false for whoever does not see the files of children."""

    known: bool
    files: int = 0
    dues: int = 0
    steps: tuple[Step, ...] = ()


def staff_rows(work: Work, window: Window) -> Rows:
    """Everybody who works here; under the filter those who left too."""
    statement = sqlalchemy.select(Worker).order_by(Worker.active.desc(), Worker.name, Worker.id)
    if not window.filters.get("left"):
        statement = statement.where(Worker.active)
    words = window.words.strip().casefold()
    found = [
        row
        for row in work.all(statement)
        if not words or words in row.name.casefold() or words in row.login.casefold() or words in _roles(row).casefold()
    ]
    seen = _last_entries(work) if _may_see_entries(work) else {}
    rows = tuple(
        StaffRow(row.id, row.name, row.login, _roles(row), _day(work, row.made_at), _day(work, seen.get(row.id)),
                 way_in(work, row))
        for row in found
    )  # fmt: skip
    total = len(rows)
    summed = Words(N_("{count} person"), {"count": total}, plural=N_("{count} people"), count=total)
    return Rows(rows, total, None, summed)


def way_in(work: Work, worker: Worker) -> Mark:
    """Whether somebody can come in: with a passphrase of their own, with one given for one time, or not at all."""
    if not worker.active:
        return Mark(Words(N_("left")), "minus_ring", "idle")
    known = work.way_in(worker.login)
    if not known.there:
        return Mark(Words(N_("none yet")), "alert", "stop")
    if known.until is None:
        return Mark(Words(N_("own passphrase")), "check_ring", "ok")
    if known.until < work.now():
        return Mark(Words(N_("ran out")), "alert", "stop")
    return Mark(Words(N_("for one time")), "clock", "warn")


def health_view(work: Work, check: LastCheck, copy: LastCopy) -> View:
    """When the vault was last looked at and copied, and what came of it."""
    looked: Words | str = Words(N_("not yet"))
    found: Words | str = ""
    if check.at is not None:
        looked = Words(N_("on {day}"), {"day": _day(work, check.at)})
        found = Words(
            N_("{count} point: look at Today"), {"count": check.found},
            plural=N_("{count} points: look at Today"), count=check.found,
        ) if check.found else Words(N_("the vault is whole"))  # fmt: skip
    made: Words | str = Words(N_("No backup yet"))
    if copy.days is not None:
        made = Words(
            N_("{count} day ago"), {"count": copy.days}, plural=N_("{count} days ago"), count=copy.days
        ) if copy.days else Words(N_("today"))  # fmt: skip
    lines = [FactLine(Words(N_("Last check")), looked)]
    lines += [FactLine(Words(N_("What it found")), found)] if found else []
    lines.append(FactLine(Words(N_("Last backup")), made))
    tab = Tab("health", N_("The vault"), (Facts(N_("Check and backup"), tuple(lines)),))
    mark = Mark(Words(N_("look at it")), "warning", "warn") if check.found or copy.late else Mark(
        Words(N_("in order")), "check_ring", "ok"
    )  # fmt: skip
    header = Header(str(Words(N_("State of the vault"))), marks=(mark,))
    return View("", header, (tab,), (), Target("office.staff"), N_("Staff"))


def worker_view(work: Work, worker: Worker) -> View:
    """Roles, since when, the way in; what is in their hands; what can be done about it."""
    state = way_in(work, worker)
    facts = [FactLine(Words(N_("Roles")), _roles(worker))]
    facts.append(FactLine(Words(N_("Sex")), Words(_SEXES.get(worker.sex, worker.sex))))
    facts.append(FactLine(Words(N_("Works here since")), _day(work, worker.made_at)))
    facts.append(FactLine(Words(N_("Way in")), _way_in_words(work, worker)))
    if _may_see_entries(work):
        entry = _day(work, _last_entries(work).get(worker.id)) or Words(N_("none yet"))
        facts.append(FactLine(Words(N_("Last entry in the trail")), entry))
    hands = in_hands(work, worker)
    empty = N_("No file and no promise is in this person's hands.")
    if not hands.known:
        empty = N_("Which files are theirs is seen by a supervisor.")
    tab = Tab(
        "work",
        N_("At work"),
        (Facts(N_("The person"), tuple(facts)), Steps(N_("In their hands"), hands.steps, empty=empty)),
    )
    header = Header(worker.name, worker.login, (_roles(worker),), (state,))
    return View(worker.id, header, (tab,), _verbs(work, worker), Target("office.staff"), N_("Staff"))


def _verbs(work: Work, worker: Worker) -> tuple[Verb, ...]:
    extra = {"worker_id": worker.id}
    own = worker.id == work.actor.worker_id
    reason = N_("This is your own way in. Change your passphrase, or ask somebody else.") if own else ""
    back = Verb(N_("Renew the way in") if worker.active else N_("Let back in"), "key", page="office.renew",
                action="office.renew_worker", key="Ctrl+R", primary=not own, reason=reason, extra=extra)  # fmt: skip
    mine = Verb(N_("My passphrase"), "key", page="office.my_passphrase", primary=True)
    nobody = N_("Nobody changes their own roles. Ask another person who may.") if own else ""
    roles = Verb(N_("Change the roles"), "pencil", page="office.roles", action="office.change_roles", key="Ctrl+E",
                 reason=nobody, extra=extra)  # fmt: skip
    away = Verb(N_("Take the way in away"), "lock", page="office.take_away", action="office.end_work", reason=reason,
                extra=extra)  # fmt: skip
    did = Verb(N_("Who did what"), "list", page="office.trail", extra={"worker": worker.id})
    if not worker.active:
        return (back, did)
    return (mine, roles, did) if own else (back, roles, away, did)


def _way_in_words(work: Work, worker: Worker) -> Words | str:
    known = work.way_in(worker.login)
    if not worker.active:
        return Words(N_("no longer works here"))
    if not known.there:
        return Words(N_("none yet: renew it, and hand over the new passphrase"))
    if known.until is None:
        return Words(N_("open, with a passphrase of their own"))
    day = days.near(work.day_of(known.until), work.today())
    if known.until < work.now():
        return Words(N_("the passphrase for one time ran out: renew it"))
    return Words(N_("a passphrase for one time, until {day}"), {"day": day})


def in_hands(work: Work, worker: Worker) -> InHands:
    """The files given to this worker and what is due in them, among what these eyes see."""
    if _SEES_FILES not in work.actor.rights:
        return InHands(known=False)
    held = work.ask(_HELD_BY, worker_id=worker.id, name=worker.name)
    files = {each.file_id for each in held if each.assigned}
    today = work.today()
    steps = tuple(
        Step(
            each.label, each.what or Words(N_("the file itself")),
            str(days.near(each.by, today)) if each.by else "", late=each.by is not None and each.by < today,
            target=Target("case_file.child", each.file_id),
        )
        for each in held
    )  # fmt: skip
    dues = sum(1 for each in held if each.by is not None)
    return InHands(known=True, files=len(files), dues=dues, steps=steps)


def signing_keys(work: Work) -> Mapping[str, frozenset[str]]:
    """Every signing key a worker has had: the present one, and those the trail remembers from before a renewal."""
    found = {row.id: {row.signing_key} for row in work.all(sqlalchemy.select(Worker))}
    changed = (
        sqlalchemy.select(AuditLine.record_id, AuditValue.values)
        .join(AuditValue, AuditValue.line_id == AuditLine.id)
        .where(AuditLine.record_table == Worker.__tablename__)
    )
    for record_id, text in work.rows(changed):
        kept = json.loads(text)
        for side in ("before", "after"):
            key = kept[side].get("signing_key")
            if isinstance(key, str):
                found.setdefault(record_id, set()).add(key)
    return {worker: frozenset(keys) for worker, keys in found.items()}


def _may_see_entries(work: Work) -> bool:
    """When a colleague last worked is for whoever answers for the staff, not for everybody."""
    return bool({"office.write", "office.audit"} & work.actor.rights)


def _last_entries(work: Work) -> dict[str, int]:
    last = sqlalchemy.func.max(AuditLine.at)
    return {
        row[0]: row[1] for row in work.rows(sqlalchemy.select(AuditLine.worker_id, last).group_by(AuditLine.worker_id))
    }


def _roles(worker: Worker) -> str:
    return ", ".join(str(choices.say("roles", role)) for role in worker.roles)


def _day(work: Work, at: int | None) -> str:
    return "" if at is None else str(days.near(work.day_of(at), work.today()))
