"""What tests of the window stand on: a real program on a real vault, unlocked, and a few children in it."""

from __future__ import annotations

import contextlib
import pathlib
from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests import makers
from transit_desk.desk import Desk
from ui.app import Program
from ui.settings import Preferences
from ui.sign_in.unlock import UnlockPage

LOOK = 60_000  # milliseconds; only how long to wait before giving up, never how fast it must be


class Office:
    """A program in a test: what it was asked to replace itself with, and shortcuts to its parts."""

    def __init__(self, qtbot: QtBot, house: makers.House, folder: pathlib.Path) -> None:
        self.qtbot, self.house = qtbot, house
        self.replaced: list[str] = []
        self._preparing = False
        preferences = Preferences(folder / "preferences.ini")
        preferences.language = "en"
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.program = Program(
            app, house.folder, preferences=preferences, clock=house.clock,
            replace_process=lambda: self.replaced.append("again"), reports=folder / "reports",
        )  # fmt: skip
        qtbot.addWidget(self.program.frame)

    def unlock(self, login: str = "s.pascal") -> None:
        """Through the door, as a person would."""
        if self.program.door is None:
            self.program.begin()
        page = self.program.door
        assert isinstance(page, UnlockPage)
        page.login.setText(login)
        page.passphrase.setText(makers.PASSPHRASE)
        page.open.click()
        self.until(lambda: self.program.sitting is not None and self.program.frame.pages.count() > 0)
        self.settle()
        self.program.frame.activateWindow()
        self.until(self.program.frame.isActiveWindow)

    def until(self, holds: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(holds, timeout=LOOK)

    def settle(self) -> None:
        """Until every answer came home and was shown."""
        for _turn in range(3):
            self.until(lambda: not self.program.clerk._open)
            self.qtbot.wait(10)

    def go(self, name: str, record_id: str = "", **extra: object) -> Any:
        """Open a page and wait for its answers."""
        assert self.program.sitting is not None
        self.program.sitting.open_page(name, record_id, **extra)
        self.settle()
        return self.page

    @property
    def page(self) -> Any:
        return self.program.frame.pages.currentWidget()

    @property
    def desk(self) -> Desk:
        assert self.program.clerk.desk is not None
        return self.program.clerk.desk

    def ask(self, name: str, /, **values: object) -> Any:
        return self.desk.ask(name, **values)

    def do(self, name: str, /, **values: Any) -> Any:
        result = self.desk.do(name, **values)
        if not self._preparing:
            self.settle()
        return result

    @contextlib.contextmanager
    def preparing(self) -> Iterator[None]:
        """What a test finds there already: done behind a form, since Today would be asked again after each act."""
        self.go("interim_care.room")
        self._preparing = True
        try:
            yield
        finally:
            self._preparing = False
        self.settle()

    def lock(self) -> None:
        before = len(self.replaced)
        self.program.lock()
        self.until(lambda: len(self.replaced) > before)


def child(office: Office, name: str = "Amani", sex: str = "m", age: str = "14") -> str:
    """One child at the door tonight; from sixteen, one who answers about consent without anybody else."""
    return str(office.do("case_file.receive", name=name, sex=sex, age=age, village="Kalonge-Haut (fictif)"))


def words_of(root: QWidget) -> str:
    """Everything a widget tree says: texts, accessible names, descriptions, tooltips, what models hold."""
    said: list[str] = []
    for widget in [root, *root.findChildren(QWidget)]:
        for name in ("text", "toPlainText", "accessibleName", "accessibleDescription", "toolTip", "windowTitle"):
            read = getattr(widget, name, None)
            if callable(read):
                said.append(str(read()))
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            model = widget.model()
            for row in range(model.rowCount()):
                for column in range(model.columnCount(QModelIndex()) if isinstance(model, QAbstractTableModel) else 1):
                    cell = model.index(row, column)
                    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
                    said += [str(cell.data(role)) for role in roles]
    return "\n".join(said)
