"""The one door: everything that is read or changed passes `ask` or `do`.

Permission, transaction, trail, the refusal of a locked desk and the signal of what changed live here and nowhere else.
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime
import functools
import inspect
import threading
import zoneinfo
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

import sqlalchemy
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import orm

from transit_desk import clock as clocks
from transit_desk import together
from transit_desk.action import Action, Query, Undone
from transit_desk.domain import errors, instants, permissions
from transit_desk.domain.levels import C4_SAFEGUARDING, Level, Topic
from transit_desk.domain.text import N_, Words
from transit_desk.module import FormPage, Module, RecordPage
from transit_desk.storage import audit, drafts, flush, keys, sight, work
from transit_desk.storage.keys import Keyring
from transit_desk.storage.people import Centre, SettingRow, Worker
from transit_desk.storage.sealing import Sealer
from transit_desk.storage.vault import Vault, bump, bump_untrailed, said

_UNDO_STEPS = 50
_SYNC_SECONDS = 60.0


@dataclasses.dataclass(frozen=True)
class Done:
    """An action that can still be undone."""

    act: Action
    values: dict[str, Any]
    result: Any


class Desk:
    """One worker at one open vault. Safe to call from the clerk's threads; each call is one unit of work."""

    def __init__(
        self,
        vault: Vault,
        keyring: Keyring,
        modules: tuple[Module, ...],
        acts: Mapping[str, Action | Query],
        clock: clocks.Clock,
    ) -> None:
        self.modules = modules
        self.clock = clock
        self._acts = dict(acts)
        self._forms = {page.key: page for module in modules for page in module.pages if isinstance(page, FormPage)}
        self._vault: Vault | None = vault
        self._keyring: Keyring | None = keyring
        self._listeners: list[Callable[[frozenset[str]], None]] = []
        self._done: list[Done] = []
        self._writing_lock = threading.RLock()
        self._settings = {setting.key: setting for module in modules for setting in module.settings}
        for engine in (vault.writer, vault.reader):
            _guard().watch_engine(engine)
        self._epoch = vault.state().epoch
        publics = {
            name: (half.generation, bytes.fromhex(half.public)) for name, half in vault.header.compartments.items()
        }
        self._sealer = Sealer(publics, dict(keyring.compartments), keyring.worker_id, keyring.own)
        self._trail = audit.Trail(
            keyring.derived("audit"), keyring.worker_id, Ed25519PrivateKey.from_private_bytes(keyring.signing)
        )
        self._zone = "UTC"
        self._night_ends = 0
        self._synced = clock.monotonic()
        self.actor = _nobody(keyring)
        self.centre_name = ""
        self.fictional = False
        self.must_change = False  # set by `entrance`: a passphrase given for one time opens the door and no drawer
        self.look_again()

    # -- the door

    def ask(self, name: str, /, **values: object) -> Any:
        """What a query answers. Raises a refusal when the right is missing or the desk is locked."""
        query = self._find_query(name)
        self._must(query)
        vault = self._open()
        with said(), self._session(vault.reader) as session:
            unit = work.Work(session, self.actor, self, self._sealer, name, reads_only=True)
            answer = together.answered(unit, query, values)
            notes = list(unit.notes)
        if query.sensitive and not notes:
            about = str(values.get("record_id") or values.get("file_id") or "")
            notes.append(audit.Noted("read", "", about))
        if notes:
            with self._unit(name, "") as unit:
                unit.notes.extend(notes)
        return answer

    def do(self, name: str, /, reason: str = "", **values: object) -> Any:
        """Do an action: one transaction, in this worker's name. Either all of it is kept or nothing."""
        act = self._find_action(name)
        self._must(act)
        with self._unit(name, reason) as unit:
            result = act.run(unit, **values)
        if act.final:
            self._done = []
        if act.undo is not None:
            self._done = [*self._done[1 - _UNDO_STEPS :], Done(act, dict(values), result)]
        self._tell(unit.touched)
        return result

    def bundle(self, key: str, /, **values: object) -> tuple[Any, ...]:
        """A paper as documents, and behind it what any slice puts with it, as far as this worker may have it."""
        papers = {paper.key: paper for module in self.modules for paper in module.papers}
        behind = [paper.query for paper in papers.values() if paper.goes_with == key and self.may(paper.query)]
        answers = (self.ask(papers[key].query, **values), *map(self.ask, behind))
        return tuple(each for answer in answers for each in (answer if isinstance(answer, tuple) else (answer,)))

    def may(self, name: str) -> bool:
        """Whether this worker has the right: a courtesy to buttons, never the guard itself."""
        act = self._acts.get(name)
        return act is not None and act.needs in self.actor.rights

    def page_showing(self, table: str) -> str:
        """The page on which a record of a table is opened; nothing where there is none for this worker."""
        shown = (page for each in self.modules for page in each.pages if isinstance(page, RecordPage))
        return next((page.key for page in shown if page.shows == table and self.may(page.query)), "")

    def can_undo(self) -> str | None:
        """The title of what `undo` would undo, or None."""
        return self._done[-1].act.title if self._done else None

    def last_done(self) -> Done | None:
        """What `undo` would undo, with what it was done with: for a page that names it by the child it is about."""
        return self._done[-1] if self._done else None

    def undo_title(self, name: str) -> str:
        """The title under which this action can be undone; empty where it can't."""
        act = self._acts.get(name)
        return act.title if isinstance(act, Action) and act.undo is not None else ""

    def undo(self) -> str:
        """Undo the last action that can be undone; returns its title. One that is refused is not asked again.

        Nor is anything that came before it: it was done on top of that, as a call is closed on top of who was received.
        """
        if not self._done:
            raise errors.RuleBroken(N_("There is nothing to undo."))
        last = self._done[-1]
        try:
            self._must(last.act)
            with self._unit(f"undo {last.act.name}", "") as unit:
                if last.act.undo is not None:
                    last.act.undo(unit, Undone(last.values, last.result))
        except errors.Refusal:
            self._done = []
            raise
        self._forget_done(last)
        self._tell(unit.touched)
        return last.act.title

    def _forget_done(self, done: Done) -> None:
        self._done = [each for each in self._done if each is not done]

    def note(self, kind: str, about: str, detail: str = "") -> None:
        """A line of the trail about the vault itself, for `opening`: how it was entered. It asks for no right."""
        with self._unit(f"vault.{kind}", "") as unit:
            unit.notes.append(audit.Noted(kind, about, detail))

    def on_change(self, listener: Callable[[frozenset[str]], None]) -> None:
        """Be told which tables each action touched; called on the thread that acted."""
        self._listeners.append(listener)

    # -- drafts: no records, no trail

    def keep_draft(self, form: str, subject: str, content: Mapping[str, object], *, note: bool = False) -> int:
        """Keep what was typed, sealed to its author; returns the instant from which it is safe.

        A `note` is the program's own, such as where one was: nobody is told that there is one.
        """
        at = self.clock.micros()
        with self._drafting(at) as (connection, keyring):
            drafts.keep(connection, keyring, form, subject, content, at, note=note)
        return at

    def drafts(self) -> list[drafts.Kept]:
        """This worker's own drafts, the newest first."""
        vault, keyring = self._open_both()
        with said():
            if drafts.named_in_clear(vault.reader, keyring):
                with contextlib.suppress(errors.Fault), self._drafting(self.clock.micros()) as (connection, _own):
                    drafts.seal_names(connection, keyring)  # on a full disk they can still be read
            return drafts.of(vault.reader, keyring)

    def drafts_of_colleagues(self) -> list[tuple[str, int]]:
        """Which other workers have a draft, by name, and when the newest was kept; never of what or about whom."""
        vault, keyring = self._open_both()
        with said():
            others = drafts.of_others(vault.reader, keyring)
            with orm.Session(vault.reader) as session:
                names = {row.id: row.name for row in session.execute(sqlalchemy.select(Worker.id, Worker.name))}
        return [(names[worker_id], at) for worker_id, at in others if worker_id in names]

    def drop_draft(self, form: str, subject: str) -> None:
        """Throw a draft away; its form was saved or its author said so."""
        with self._drafting(self.clock.micros()) as (connection, keyring):
            drafts.drop(connection, keyring, form, subject)

    # -- opening and closing

    def look_again(self) -> None:
        """Read who this worker is: name, roles, rights, ceilings. At opening, and when roles change."""
        vault, keyring = self._open_both()
        with said():
            with orm.Session(vault.reader) as session:
                worker = session.scalar(sqlalchemy.select(Worker).where(Worker.id == keyring.worker_id))
                centre = session.scalar(sqlalchemy.select(Centre))
            if centre is not None:
                self._zone = centre.zone
                self.centre_name, self.fictional = centre.name, centre.fictional
                ends = _setting(vault, "office.night_ends", self.day(self.clock.micros()))
                self._night_ends = int(str(self.default_of("office.night_ends") if ends is None else ends))
        if worker is not None and not worker.active:
            raise errors.NotAllowed(N_("This person no longer works here."))
        if worker is not None and centre is not None:
            self.actor = _actor(worker, centre.id, self.modules)

    def lock(self) -> None:
        """Sign the trail, write the anchor for good, close the vault and forget every key. Never refused."""
        vault = self._vault
        if vault is None:
            return
        with self._writing_lock:
            try:
                with said(), vault.writer.begin() as connection, sight.lawful(connection):
                    self._trail.sign(connection)
            except errors.Fault:
                pass  # a full disk must not keep the desk open; the tail stays unsigned, and `check` says so
            finally:
                self._vault, self._keyring = None, None
                self._done.clear()
                self._sealer.forget()
                with contextlib.suppress(errors.Fault):  # what was saved is in the journal, and is brought in next time
                    vault.close(self.clock.micros())

    @property
    def locked(self) -> bool:
        """Whether the vault is closed."""
        return self._vault is None

    @property
    def vault(self) -> Vault:
        """The open vault, for `opening`: backups, checks and key slots."""
        return self._open()

    @property
    def keyring(self) -> Keyring:
        """The open keyring, for `opening`."""
        return self._open_both()[1]

    # -- what a unit of work asks of the desk

    def now(self) -> int:
        """UTC microseconds."""
        return self.clock.micros()

    def day(self, at: int) -> datetime.date:
        """The office's day at an instant; before the hour at which a night ends it is still yesterday."""
        return clocks.day_of(at, self._zone, self._night_ends)

    def begin_of(self, day: datetime.date) -> int:
        """The instant at which a day of the office begins."""
        return clocks.begin_of(day, self._zone, self._night_ends)

    def local(self, at: int) -> datetime.datetime:
        """An instant by the office's clock."""
        return datetime.datetime.fromtimestamp(at / instants.SECOND, tz=zoneinfo.ZoneInfo(self._zone))

    def gather(self, unit: work.Work, hook: str, arguments: Mapping[str, object]) -> list[Any]:
        """What every slice answers to a hook, in the order of the navigation; of files that were joined, as of one."""
        return together.gathered(unit, hook, arguments, self._gather)

    def _gather(self, unit: work.Work, hook: str, arguments: Mapping[str, object]) -> list[Any]:
        found: list[Any] = []
        for module in self.modules:
            ask = getattr(module.hooks, hook)
            if ask is not None:
                found.extend(ask(unit, **{name: arguments[name] for name in _taken(ask) if name in arguments}))
        return found

    def act(self, unit: work.Work, name: str, values: Mapping[str, object]) -> Any:
        """An action inside a unit of work: the same check of the right."""
        act = self._find_action(name)
        self._must(act)
        return act.run(unit, **values)

    def answer(self, unit: work.Work, name: str, values: Mapping[str, object]) -> Any:
        """A query inside a unit of work: the same check of the right."""
        query = self._find_query(name)
        self._must(query)
        return together.answered(unit, query, values)

    def form(self, key: str) -> FormPage:
        """A form of any slice, as its page describes it."""
        return self._forms[key]

    def title_of(self, name: str) -> str:
        """What an action or a query is called; "" for one that is no more."""
        act = self._acts.get(name)
        return act.title if act is not None else ""

    def way_in(self, login: str) -> work.WayIn:
        """Whether a login opens the vault, as its header says now."""
        known = self._open().header
        find = keys.find_of(known.vault_id, login)
        slot = next((each for each in known.slots if each.find == find), None)
        return work.WayIn(slot is not None, slot.expires if slot is not None else None)

    def default_of(self, key: str) -> object:
        """The default of a setting some slice declared."""
        return self._settings[key].default

    def read_setting(self, key: str, value: object) -> object:
        """A value as the slice that declared the setting reads it; fails on what it cannot read."""
        return self._settings[key].reads(value)

    def verify(self, unit: work.Work, known_keys: Mapping[str, Collection[str]]) -> list[audit.Break]:
        """Check the whole trail with the vault's own key."""
        return audit.verify(unit.session, self.keyring.derived("audit"), known_keys)

    # -- inside

    def _find_action(self, name: str) -> Action:
        found = self._acts[name]
        if not isinstance(found, Action):
            raise TypeError(f"{name} is no action")
        return found

    def _find_query(self, name: str) -> Query:
        found = self._acts[name]
        if not isinstance(found, Query):
            raise TypeError(f"{name} is no query")
        return found

    def _must(self, act: Action | Query) -> None:
        if self._vault is None:
            raise errors.Locked
        if self.must_change:
            raise errors.NotAllowed(
                N_("This passphrase was given for one time. Choose one of your own first; then the desk is open.")
            )
        if act.needs not in self.actor.rights:
            raise errors.NotAllowed(
                Words(N_("{title}: your role does not include this. Ask your supervisor."), {"title": Words(act.title)})
            )

    def _open(self) -> Vault:
        if self._vault is None:
            raise errors.Locked
        return self._vault

    def _open_both(self) -> tuple[Vault, Keyring]:
        if self._vault is None or self._keyring is None:
            raise errors.Locked
        return self._vault, self._keyring

    @contextlib.contextmanager
    def _session(self, engine: sqlalchemy.Engine) -> Iterator[work.VaultSession]:
        with work.VaultSession(engine, expire_on_commit=False) as session:
            yield session

    @contextlib.contextmanager
    def _unit(self, name: str, reason: str) -> Iterator[work.Work]:
        """One transaction with its trail, its commit number and its anchor; or nothing at all."""
        vault = self._open()
        with self._writing_lock, said():
            try:
                with self._session(vault.writer) as session:
                    unit = work.Work(session, self.actor, self, self._sealer, name, reason)
                    yield unit
                    number, head = flush.settle(unit, self._trail, bump)
                    session.commit()
            except BaseException:
                self._trail.undone()
                raise
            finally:
                self._sealer.end_unit()
            self._trail.kept()
            self._mark(vault, number, head, unit.now())

    @contextlib.contextmanager
    def _drafting(self, at: int) -> Iterator[tuple[sqlalchemy.Connection, Keyring]]:
        """A commit without a trail; the anchor hears of it like of any other, so that a lost draft is noticed too."""
        vault, keyring = self._open_both()
        with self._writing_lock, said():
            with vault.writer.begin() as connection:
                yield connection, keyring
                number, head = bump_untrailed(connection)
            self._mark(vault, number, head, at)

    def _mark(self, vault: Vault, number: int, head: str, now: int) -> None:
        """Tell the anchor; once a minute wait until the disk has it, so that a power cut takes little from it.

        The work is on the disk by now: an anchor that cannot be written must not make anybody do it again.
        """
        due = self.clock.monotonic() - self._synced >= _SYNC_SECONDS
        try:
            vault.anchor.write(number, head, now, sync=due, epoch=self._epoch)
        except OSError:
            return  # the next commit tells it
        if due:
            self._synced = self.clock.monotonic()

    def _tell(self, touched: set[str]) -> None:
        for listener in self._listeners:
            listener(frozenset(touched))


@functools.cache
def _taken(hook: Callable[..., Any]) -> tuple[str, ...]:
    """What a hook takes; one that tells few lines leaves the span out."""
    return tuple(inspect.signature(hook).parameters)[1:]


def _setting(vault: Vault, key: str, day: datetime.date) -> object:
    """A setting as it holds on a day, before there is a unit of work to ask it; None where it was never set."""
    with orm.Session(vault.reader) as session:
        row = session.scalar(
            sqlalchemy.select(SettingRow)
            .where(SettingRow.key == key, SettingRow.holds_from <= day)
            .order_by(SettingRow.holds_from.desc(), SettingRow.made_at.desc())
            .limit(1)
        )
    return None if row is None else row.value["value"]


def _nobody(keyring: Keyring) -> work.Actor:
    """Who acts while the centre is being founded: nobody is written down yet, and everything is still to be named."""
    return work.Actor(
        keyring.worker_id, keyring.login, "", "unknown", ("founder",), frozenset({"office.found"}), {},
        sight.Eyes(frozenset()), "00000000-0000-0000-0000-000000000000",
    )  # fmt: skip


def _actor(worker: Worker, centre_id: str, modules: tuple[Module, ...]) -> work.Actor:
    held = tuple(role for role in worker.roles if role in permissions.ROLES)
    rights = {
        f"{module.name}.{right.key}" for module in modules for right in module.rights if set(right.roles) & set(held)
    }
    ceilings: dict[Topic, Level] = {}
    for topic in Topic:
        level = permissions.ceiling(permissions.ROLES, held, topic)
        if level is not None:
            ceilings[topic] = level
    return work.Actor(
        worker.id, worker.login, worker.name, worker.sex, held, frozenset(rights), ceilings, _eyes(worker.id, held),
        centre_id, any(C4_SAFEGUARDING in permissions.ROLES[role].compartments for role in held),
        frozenset(topic for role in held for topic in permissions.ROLES[role].one_by_one),
    )  # fmt: skip


def _eyes(worker_id: str, held: tuple[str, ...]) -> sight.Eyes:
    scopes = {permissions.ROLES[role].files for role in held}
    if "all" in scopes:
        return sight.Eyes(None)
    holders = {worker_id} if scopes & {"own", "residents"} else set()
    if "residents" in scopes:
        holders.add(sight.RESIDENTS)
    return sight.Eyes(frozenset(holders))


@functools.cache
def _guard() -> sight.Guard:
    """The guard of every vault; the listeners on sessions are put there once, with it."""
    guard = sight.Guard()
    flush.listen(guard)
    return guard
