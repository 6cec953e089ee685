"""The clerk: the threads behind the screen, and the way answers come home to it.

One thread writes in the vault, one reads in it, porters do what needs no vault. An answer is emitted by the thread that
found it and returns through one bound slot with a queued connection, so that no page is ever touched from elsewhere.
"""

from __future__ import annotations

import functools
import threading
import time
from collections.abc import Callable
from concurrent import futures
from typing import TYPE_CHECKING, Any, Final

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from transit_desk.domain import errors
from transit_desk.domain.progress import Cancelled, Progress
from transit_desk.domain.text import N_, Words
from ui.broom import Broom

if TYPE_CHECKING:  # the unlock window is there before the heavy rooms are imported
    from transit_desk.desk import Desk

PORTERS: Final = 2
PATIENCE: Final = 1.2  # seconds a lock waits for what is under way
_BEAT: Final = 0.1  # seconds between two reports of long work

Done = Callable[[Any], object]
Refused = Callable[[errors.Spoken], object]

_outlived: list[Clerk] = []  # by work that did not end: its thread holds the clerk, and may not be the last to

_STUMBLED = N_("Something in the program did not work. What was saved is whole, and your text is still here.")


class Stumbled(errors.Fault):
    """A bug, in calm words; `cause` is for the report, which names no value."""

    def __init__(self, cause: BaseException) -> None:
        super().__init__(_STUMBLED)
        self.cause = cause


def _nothing(_job: Job) -> None:
    """The work of a job that is over."""


class Job:
    """One piece of work on its way: who hears of it, and whether it is still wanted."""

    def __init__(
        self, work: Callable[[Job], object], done: Done | None, refused: Refused | None, told: Progress | None
    ) -> None:
        self.work = work
        self.done = done
        self.refused = refused
        self.told = told
        self.act = ""
        self.result: object = None
        self.trouble: errors.Spoken | None = None
        self.unwanted = threading.Event()

    def cancel(self) -> None:
        """No longer wanted: its next report of progress stops it, and nobody is told."""
        self.unwanted.set()

    def forget(self) -> None:
        """Let go, on the screen's thread, of all that may hold a page.

        The thread that worked drops its own hold on the job whenever it comes round to it, often after the page is
        gone; a widget whose last reference fell there would be taken apart in the middle of a repaint here.
        """
        self.work = _nothing
        self.done = self.refused = self.told = self.result = self.trouble = None

    def run(self) -> None:
        """On a thread of the clerk. Whatever happens is carried home."""
        if self.unwanted.is_set():
            return
        try:
            self.result = self.work(self)
        except errors.Spoken as spoken:
            self.trouble = spoken
        except Exception as bug:
            self.trouble = Stumbled(bug)


class Clerk(QObject):
    """Does what pages ask for, elsewhere, and answers on the screen's thread."""

    changed = Signal(frozenset)  # the tables that an action touched
    acted = Signal(str)  # an action was done, by its name
    stumbled = Signal(object)  # a bug: whoever owns the clerk writes the report
    spoke_to_nobody = Signal(object)  # a refusal or fault for which nobody asked to be told
    _home = Signal(object)
    _told = Signal(object, int, int, object)
    _heard = Signal(frozenset)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk: Desk | None = None
        self._writer = futures.ThreadPoolExecutor(1, "clerk-writer")
        self._reader = futures.ThreadPoolExecutor(1, "clerk-reader")
        self._porters = futures.ThreadPoolExecutor(PORTERS, "porter")
        self._open: set[Job] = set()
        self._under_way: set[futures.Future[None]] = set()
        self._closed = False
        self._broom = Broom(self)
        self._broom.begin()
        self._home.connect(self._receive, Qt.ConnectionType.QueuedConnection)
        self._told.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self._heard.connect(self._say_changed, Qt.ConnectionType.QueuedConnection)

    def seat(self, desk: Desk) -> None:
        """Work at this desk from now on."""
        self.desk = desk
        self._closed = False
        desk.on_change(self._hear)

    # --- what pages ask for ---

    def do(
        self,
        name: str,
        values: dict[str, Any],
        done: Done | None = None,
        refused: Refused | None = None,
        reason: str = "",
    ) -> Job:
        """Do an action by its name."""
        desk = self._seated()
        job = Job(lambda _job: desk.do(name, reason, **values), done, refused, None)
        job.act = name
        return self._send(self._writer, job)

    def ask(self, name: str, values: dict[str, Any], done: Done | None = None, refused: Refused | None = None) -> Job:
        """Ask a query by its name."""
        desk = self._seated()
        return self._send(self._reader, Job(lambda _job: desk.ask(name, **values), done, refused, None))

    def write(self, work: Callable[[], Any], done: Done | None = None, refused: Refused | None = None) -> Job:
        """Anything else that belongs on the writer's thread: coming in, drafts, undoing, copies."""
        return self._send(self._writer, Job(lambda _job: work(), done, refused, None))

    def porter(
        self,
        work: Callable[..., Any],
        done: Done | None = None,
        refused: Refused | None = None,
        told: Progress | None = None,
    ) -> Job:
        """Work that touches no vault: drawing, sealing, hashing. With `told`, it is given a `progress`."""

        def carry(job: Job) -> object:
            return work() if told is None else work(progress=self._progress_of(job))

        return self._send(self._porters, Job(carry, done, refused, told))

    def busy(self) -> bool:
        """Whether an answer is still on its way."""
        return bool(self._open)

    # --- closing ---

    def settle(self, patience: float = PATIENCE) -> bool:
        """Take nothing more, finish what is in the vault, forget every answer. Whether all of it was done in time."""
        self._closed = True
        for job in self._open:
            if job.told is not None:
                job.cancel()
        _finished, left = futures.wait(set(self._under_way), timeout=patience)
        for job in self._open:
            job.cancel()
            job.forget()  # what is left on a thread may not be the last to hold a page
        self._open.clear()
        self._under_way = set(left)
        self.desk = None
        return not left

    def go_home(self) -> None:
        """The program ends: no thread stays behind, or it is not waited for."""
        settled = self.settle()
        for pool in (self._writer, self._reader, self._porters):
            pool.shutdown(wait=settled, cancel_futures=True)
        self._broom.end()
        if not settled:
            _outlived.append(self)

    # --- inside ---

    def _seated(self) -> Desk:
        if self.desk is None:
            raise errors.Locked
        return self.desk

    def _send(self, pool: futures.ThreadPoolExecutor, job: Job) -> Job:
        if self._closed and self.desk is not None:
            return job
        self._open.add(job)
        future = pool.submit(self._carry, job)
        self._under_way.add(future)
        future.add_done_callback(self._under_way.discard)
        return job

    def _carry(self, job: Job) -> None:
        job.run()
        self._home.emit(job)  # unwanted ones too: they are let go of where the pages live

    @Slot(object)
    def _receive(self, job: Job) -> None:
        """On the screen's thread. An answer for a page that is gone, or from before a lock, falls away."""
        try:
            if job in self._open:
                self._open.discard(job)
                self._answer(job)
        finally:
            job.forget()

    def _answer(self, job: Job) -> None:
        if job.trouble is None:
            if job.act:
                self.acted.emit(job.act)
            if job.done is not None and is_there(job.done):
                job.done(job.result)
            return
        if isinstance(job.trouble, Stumbled):
            self.stumbled.emit(job.trouble.cause)
        if job.refused is not None and is_there(job.refused):
            job.refused(job.trouble)
        elif not isinstance(job.trouble, (Cancelled, errors.Locked, Stumbled)):
            self.spoke_to_nobody.emit(job.trouble)

    def _progress_of(self, job: Job) -> Progress:
        last = [0.0]

        def told(done: int, total: int, words: Words) -> None:
            if job.unwanted.is_set():
                raise Cancelled
            now = time.monotonic()
            if done >= total or now - last[0] >= _BEAT:
                last[0] = now
                self._told.emit(job, done, total, words)

        return told

    @Slot(object, int, int, object)
    def _tell(self, job: Job, done: int, total: int, words: Words) -> None:
        if job in self._open and job.told is not None and is_there(job.told):
            job.told(done, total, words)

    def _hear(self, touched: frozenset[str]) -> None:
        """On whichever thread acted; the signal brings it to the screen's."""
        if not self._closed:
            self._heard.emit(touched)

    @Slot(frozenset)
    def _say_changed(self, touched: frozenset[str]) -> None:
        if not self._closed:
            self.changed.emit(touched)


def is_there(receiver: Callable[..., object]) -> bool:
    """Whether the page behind a receiver still exists: Qt may have let it go in the meantime."""
    while isinstance(receiver, functools.partial):
        receiver = receiver.func
    owner = getattr(receiver, "__self__", None)
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)
