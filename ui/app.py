"""Builds everything once, in order, and shows the door: preferences, language, theme, frame, unlocking, the desk."""

from __future__ import annotations

import functools
import importlib
import pathlib
import sys
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from transit_desk import __version__
from transit_desk.clock import Clock
from transit_desk.domain import errors
from transit_desk.domain.progress import Progress
from transit_desk.domain.text import N_, ntr, tr
from ui import locking, notices, theme
from ui.checking import Checking
from ui.clerk import Clerk, Stumbled
from ui.coming_in import ComingIn
from ui.copying import Copies, choose_folder
from ui.first_hour import FirstHour
from ui.language import Tongue, first_choice, offered
from ui.palette import Act
from ui.person_menu import PersonMenu
from ui.settings import Preferences
from ui.sign_in.building import BuildingPage
from ui.sign_in.lock import Curtain
from ui.sign_in.missing import MissingWork
from ui.sign_in.own_passphrase import OwnPassphrasePage
from ui.sign_in.unlock import UnlockPage
from ui.widgets.painted import announce, ltr
from ui.window import TITLE, Frame

if TYPE_CHECKING:
    from transit_desk.entrance import Entered
    from transit_desk.opening import Cost
    from ui.sitting import Sitting

CHECK_AFTER: Final = 20_000  # milliseconds after coming in: the first page and the first keys come before the check
_HEAVY: Final = ("transit_desk.entrance", "ui.sitting")  # imported while the passphrase is typed


class Program(QObject):
    """The whole program in one process, from the door to the lock."""

    def __init__(
        self,
        app: QApplication,
        folder: pathlib.Path,
        *,
        preferences: Preferences | None = None,
        clock: Clock | None = None,
        replace_process: Callable[[], object] | None = None,
        demo: bool = False,
        login: str = "",
        cost: Cost | None = None,
        reports: pathlib.Path | None = None,
    ) -> None:
        super().__init__()
        self.app, self.folder, self.demo, self.login, self.cost = app, folder, demo, login, cost
        self.preferences = preferences or Preferences()
        self.clock = clock or Clock()
        self.reports = reports or folder.parent / "reports"
        self._replace = replace_process or functools.partial(locking.replace_process, sys.argv[1:])
        app.setApplicationName(TITLE)
        self.tongue = Tongue(app)
        self.tongue.choose(first_choice(self.preferences.language))
        self._wear(self.preferences.zoom)
        self.clerk = Clerk(self)
        self.clerk.stumbled.connect(self._note_bug)
        self.frame = Frame(demo=demo)
        self.clipboard = locking.OwnClipboard(self)
        self.idle = locking.IdleWatch(self.clock, self)
        self.entered: Entered | None = None
        self.sitting: Sitting | None = None
        self.copies: Copies | None = None
        self.coming = ComingIn(self.clerk, self._stand, self._come, self._turn_back, self._say_missing, self)
        self.checking: Checking | None = None
        self.door: QWidget | None = None  # whatever stands in front of the desk: unlocking, first run, the curtain
        self.report: pathlib.Path | None = None
        self.check_after = CHECK_AFTER
        self._covered_at = 0.0
        self._locking = False
        self._wire()

    def _wire(self) -> None:
        self.frame.lock_asked.connect(self.lock)
        self.frame.curtain_asked.connect(self.curtain)
        self.frame.zoom_asked.connect(self.zoom)
        self.frame.closing.connect(self.close)
        self.frame.person_asked.connect(self.show_person_menu)
        self.idle.over.connect(self.lock)
        self.idle.counting.connect(self._count_down)

    def _wear(self, zoom: float, name: str = "") -> None:
        hints = QGuiApplication.styleHints()
        dark = hints.colorScheme() == Qt.ColorScheme.Dark
        strong = hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast
        theme.wear(self.app, theme.Theme(name or theme.name_for(strong, dark, self.preferences.theme), zoom))

    # --- the door ---

    def begin(self) -> None:
        """Show the door, and import the heavy rooms behind it."""
        if _something_in(self.folder):
            self.show_unlock()
            self.clerk.porter(_import_heavy, lambda _done: self._hint())
        elif self.demo:
            self.build_demo()
        else:
            self.show_first_run()
            self.clerk.porter(_import_heavy)
        self.frame.show()

    def build_demo(self) -> None:
        """The demonstration is made on this machine, the first time it is asked for."""
        page = BuildingPage()
        self._stand(page)

        def build(progress: Progress) -> None:
            from transit_desk import demo

            self.folder.parent.mkdir(parents=True, exist_ok=True)
            demo.build(self.folder, self.clock, progress).desk.lock()

        self.clerk.porter(build, self._demo_built, self._not_built, page.tell)

    def _demo_built(self, _done: object) -> None:
        self.show_unlock()
        self._hint()
        self.clerk.porter(_import_heavy)

    def _not_built(self, spoken: errors.Spoken) -> None:
        page = notices.CalmPage(spoken)
        page.left.connect(self.build_demo)
        self._stand(page)

    def _hint(self) -> None:
        """Whoever opens the demonstration is told how: it is no secret, and nothing in it is real."""
        if not self.demo or not isinstance(self.door, UnlockPage):
            return
        from transit_desk import demo

        if not self.door.login.text():
            self.door.login.setText(demo.LOGIN)
            self.door.passphrase.setFocus()
        self.door.calm.say(tr(N_("Passphrase of the demonstration: {phrase}"), phrase=demo.PASSPHRASE))

    def _stand(self, page: QWidget) -> None:
        """Put a page in front of the desk; the one before goes."""
        old, self.door = self.door, page
        self.frame.replace(page)
        if old is not None:
            old.deleteLater()

    def _step_aside(self) -> None:
        old, self.door = self.door, None
        self.frame.replace(None)
        if old is not None:
            old.deleteLater()

    def show_unlock(self) -> None:
        """Who, and with which passphrase."""
        centre = tr(N_("Demonstration centre")) if self.demo else ""
        page = UnlockPage(
            centre, offered(), self.tongue.language.code, version=__version__, login=self.login,
            demo_offered=not self.demo,
        )  # fmt: skip
        page.opened.connect(self._try)
        page.language_chosen.connect(self.speak)
        page.demo_asked.connect(self._go_to_demo)
        page.forgotten.connect(self._forgotten)
        self._stand(page)

    def _forgotten(self) -> None:
        self.coming.ask_halves(self.folder, self.clock, cost=self.cost, demo=self.demo)

    def _turn_back(self) -> None:
        """Back to the door; a desk that waits for its owner's own passphrase is locked first."""
        if self.entered is not None:
            self.lock()
        else:
            self.show_unlock()
            self._hint()

    def _try(self, login: str, passphrase: str, *, go_on: bool = False) -> None:
        if isinstance(self.door, UnlockPage):
            self.door.show_busy(True)

        def come_in() -> Entered:
            from transit_desk import entrance

            return entrance.come_in(self.folder, login, passphrase, self.clock, go_on=go_on)

        again = functools.partial(self._try, login, passphrase, go_on=True)
        self.clerk.write(come_in, functools.partial(self._came, passphrase), functools.partial(self._not_in, again))

    def _came(self, passphrase: str, entered: Entered) -> None:
        """The passphrase was right; one that was given for one time has to be changed before anything is shown."""
        if not entered.desk.must_change:
            self._come(entered)
            return
        self.entered = entered
        self.coming.ask_own(entered, passphrase)
        self.idle.begin(int(str(entered.desk.default_of("office.idle_minutes"))))

    def _not_in(self, again: Callable[[], None], spoken: errors.Spoken) -> None:
        """The same words whoever was named; how long to wait; and for missing work, the choice to go on."""
        if isinstance(spoken, errors.RolledBack):
            self._say_missing(again, spoken)
            return
        if not isinstance(self.door, UnlockPage):
            self.show_unlock()
        if isinstance(self.door, UnlockPage):
            self.door.refuse(str(spoken), self._wait())

    def _say_missing(self, again: Callable[[], None], spoken: errors.Spoken) -> None:
        page = MissingWork(str(spoken))
        page.going_on.connect(functools.partial(self._go_on, page, again))
        page.restoring.connect(functools.partial(self._bring_back, page))
        page.stopped.connect(self.show_unlock)
        self._stand(page)

    def _go_on(self, page: MissingWork, again: Callable[[], None]) -> None:
        page.show_busy()
        again()

    def _bring_back(self, page: MissingWork) -> None:
        """A backup takes the vault's place; the vault that stood there is kept beside it."""
        chosen = QFileDialog.getExistingDirectory(self.frame, tr(N_("Which copy shall be brought back?")))
        if not chosen:
            return
        page.show_busy()

        def bring_back() -> pathlib.Path:
            from transit_desk import opening

            return opening.bring_back(pathlib.Path(chosen), self.folder, self.clock.micros())

        self.clerk.write(bring_back, self._brought_back, lambda spoken: page.say_refused(str(spoken)))

    def _brought_back(self, aside: pathlib.Path) -> None:
        self.show_unlock()
        if isinstance(self.door, UnlockPage):
            words = N_("The backup is in its place. The vault that was here is kept as “{name}”.")
            self.door.calm.say(tr(words, name=ltr(aside.name)))

    def _wait(self) -> int:
        from transit_desk import opening

        left = opening.delay_left(self.folder, self.clock.micros())
        return int(left) + 1 if left > 0 else 0

    def _come(self, entered: Entered) -> None:
        """The vault is open: the frame fills with what this worker may see."""
        from ui.sitting import Sitting

        self.entered = entered
        self.clerk.seat(entered.desk)
        self._step_aside()
        told = " ".join(str(words) for words in entered.opened.notices)
        self.sitting = Sitting(self.frame, self.clerk, entered.desk, self._acts(), told)
        choose = functools.partial(choose_folder, start=self.preferences.copies)
        self.copies = Copies(self.frame, self.clerk, entered, self.sitting.notice.say, self.sitting.say, choose)
        self.checking = Checking(self.clerk, entered, self.sitting.notice.say, self.sitting.tell_health)
        QTimer.singleShot(self.check_after, self.checking, self.checking.begin)
        self._watch()

    def _watch(self) -> None:
        desk = self.clerk.desk
        if desk is None:
            return
        if desk.may("office.setting"):
            self.clerk.ask("office.setting", {"key": "office.idle_minutes"}, self._watch_for)
        else:
            self._watch_for(desk.default_of("office.idle_minutes"))

    def _watch_for(self, minutes: object) -> None:
        self.idle.begin(int(str(minutes)))

    # --- the first hour ---

    def show_first_run(self) -> None:
        """Nothing is here yet: make a centre, bring one back, or look around."""
        hour = FirstHour(self.frame, self.clerk, self.folder, self.clock, self.cost)
        hour.shown.connect(self._stand)
        hour.language_chosen.connect(self.speak)
        hour.made.connect(self._hold)
        hour.begun.connect(self._begin_first)
        hour.restored.connect(self.show_unlock)
        hour.left.connect(self.show_first_run)
        hour.left.connect(hour.deleteLater)
        hour.demo_asked.connect(self._go_to_demo)
        hour.begin(self.tongue.language.code)

    def _hold(self, entered: Entered) -> None:
        """Open already, so that closing the window locks it."""
        self.entered = entered

    def _begin_first(self, copies: str) -> None:
        if self.entered is None:
            return
        self._come(self.entered)
        if self.sitting is not None:
            self.sitting.open_page("case_file.new")
        if copies and self.copies is not None:
            self.preferences.copies = copies
            self.copies.make_at(copies)

    def _go_to_demo(self) -> None:
        """The demonstration is another vault: a process of its own, with its stripe."""
        self.close()
        locking.replace_process(["--demo"])

    # --- curtain and lock ---

    def curtain(self) -> None:
        """Cover the screen at once; F9 again, or any key within a minute, uncovers it."""
        if self.sitting is None:
            return
        if isinstance(self.door, Curtain):
            self._lift()
            return
        desk = self.clerk.desk
        if desk is None:
            return
        locking.close_popups()
        self._covered_at = self.clock.monotonic()
        page = Curtain(desk.local(desk.now()))
        page.lifted.connect(self._lift)
        page.minute_passed.connect(lambda: page.tell(desk.local(desk.now())))
        self._stand(page)

    def _lift(self) -> None:
        if self.clock.monotonic() - self._covered_at > locking.CURTAIN:
            self.lock()
        else:
            self._step_aside()

    def _count_down(self, left: int) -> None:
        if left >= 0:
            words = ntr(
                N_("The desk locks in {count} second. Press any key to stay."),
                N_("The desk locks in {count} seconds. Press any key to stay."),
                left,
            )
            self.frame.status.show_kept(words, "clock", "warn")
            announce(self.frame, words)
        elif self.sitting is not None:
            self.sitting.tell_kept()

    def lock(self) -> None:
        """Lock now. What is on the screen goes at once; the rest follows when the present key is done with."""
        waits = isinstance(self.door, OwnPassphrasePage)  # the vault is open behind it
        if (self.sitting is None and not waits) or self._locking:
            return
        self._locking = True
        locking.close_popups()
        self.show_unlock()
        QTimer.singleShot(0, self._finish_lock)

    def _finish_lock(self) -> None:
        self._let_go()
        self._locking = False
        self._replace()

    def _let_go(self, *, place: bool = True) -> None:
        """Drafts first, then the threads, then the keys, then every page, then the clipboard."""
        self.idle.end()
        sitting, self.sitting = self.sitting, None
        if sitting is not None:
            sitting.flush(place=place)
        self.clerk.settle()
        if self.entered is not None:
            self.entered.desk.lock()
            self.entered = None
        if sitting is not None:
            self.copies = None
            self.checking = None
            sitting.clear()
            sitting.deleteLater()
        self.clipboard.clear()

    def close(self) -> None:
        """The window was closed: the same, and the program ends. The next morning begins with Today."""
        self._let_go(place=False)
        self.preferences.keep()
        self.clerk.go_home()

    # --- this machine's habits ---

    def speak(self, code: str) -> None:
        """Another language, now and next time."""
        self.preferences.language = code
        self.tongue.choose(code)
        QTimer.singleShot(0, self._hint)  # after the door has said its words again

    def zoom(self, step: int) -> None:
        """Larger or smaller text; 0 for the size as it was made."""
        worn = theme.of()
        size = theme.next_zoom(worn.zoom, step) if step else 1.0
        self.preferences.zoom = size
        self._wear(size, worn.name)

    def dress(self, name: str) -> None:
        """Another theme, now and next time."""
        self.preferences.theme = name
        self._wear(theme.of().zoom, name)

    def _acts(self) -> tuple[Act, ...]:
        """What can be done from anywhere, as the search offers it."""
        themes = [
            Act(tr(N_("Theme: {name}"), name=tr(words)), "sun", functools.partial(self.dress, key))
            for key, words in theme.NAMES.items()
        ]
        return (
            Act(tr(N_("Lock")), "lock", self.lock, "Ctrl+L"),
            Act(tr(N_("Change user")), "person", self.lock, "Ctrl+L"),
            Act(tr(N_("My passphrase")), "key", self._my_passphrase),
            Act(tr(N_("Cover the screen")), "eye_off", self.curtain, "F9"),
            Act(tr(N_("Make a backup")), "usb", self.make_copy),
            Act(tr(N_("Check the vault")), "check_ring", self.check_vault),
            Act(tr(N_("Larger text")), "text_size", functools.partial(self.zoom, 1), "Ctrl++"),
            Act(tr(N_("Smaller text")), "text_size", functools.partial(self.zoom, -1), "Ctrl+-"),
            *themes,
        )

    def _my_passphrase(self) -> None:
        if self.sitting is not None:
            self.sitting.open_page("office.my_passphrase")

    def show_person_menu(self) -> None:
        """What belongs to whoever works here now."""
        menu = PersonMenu(
            self.frame,
            (
                (tr(N_("My passphrase")), "key", "", self._my_passphrase),
                (tr(N_("Change user")), "person", "", self.lock),
                (tr(N_("Lock")), "lock", "Ctrl+L", self.lock),
            ),
        )
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.rise(self.frame.side.who)

    def make_copy(self) -> None:
        """A copy on a stick, by whoever may."""
        if self.copies is not None:
            self.copies.make()

    def check_vault(self) -> None:
        """Look at the whole vault now, by whoever may."""
        if self.checking is not None:
            self.checking.look()

    # --- what should not happen ---

    def _note_bug(self, bug: BaseException) -> None:
        now = self.clock.now()
        self.report = notices.write_report(bug, self.reports, now, __version__)
        if self.sitting is not None:
            self.sitting.show_fault(Stumbled(bug), self.report)

    def stumble(self, kind: type[BaseException], bug: BaseException, trace: TracebackType | None) -> None:
        """The last place where a mistake of the program becomes a calm page."""
        del kind, trace
        try:
            self._note_bug(bug)
        except Exception as second:
            notices.write_report(second, self.reports, self.clock.now(), __version__)


def _something_in(folder: pathlib.Path) -> bool:
    """Whether anything stands there; what cannot be looked into is something, and the door says what is wrong."""
    try:
        return any(folder.iterdir())
    except FileNotFoundError:
        return False
    except OSError:
        return True


def _import_heavy() -> None:
    for name in _HEAVY:
        importlib.import_module(name)
