"""What the tests of the day look at: a tab's blocks, what Today tells, the figures of a span."""

from __future__ import annotations

import datetime
from typing import Any

from tests import makers
from transit_desk.desk import Desk
from transit_desk.module import Entries, Tab, Task
from transit_desk.storage.work import VaultSession, Work

TODAY = makers.NOON.date()
ONE_DAY = datetime.timedelta(1)


def child(desk: Desk, name: str = "Zawadi", sex: str = "f", age: str = "15") -> str:
    """Somebody who lives in the house since today."""
    file_id = str(desk.do("case_file.receive", name=name, sex=sex, age=age))
    desk.do("case_file.admit", file_id=file_id, began_on=desk.day(desk.now()))
    return file_id


def worker(desk: Desk, name: str) -> str:
    """A colleague, by name."""
    return str(next(each.id for each in desk.ask("office.colleagues") if each.name == name))


def told(desk: Desk, words: str) -> list[Task]:
    """The lines of Today that hold these words."""
    return [each for each in desk.ask("case_file.tonight").tasks if words in str(each.title)]


def gathered(desk: Desk, hook: str, **arguments: Any) -> list[Any]:
    """What every slice answers to a hook."""
    with VaultSession(desk.vault.reader, expire_on_commit=False) as session:
        return Work(session, desk.actor, desk, desk._sealer, "test").gather(hook, **arguments)


def figures(desk: Desk, start: datetime.date, end: datetime.date) -> dict[str, int]:
    """The figures of a span of days."""
    return dict(gathered(desk, "figures", start=start, end=end))


def block(tab: Tab, title: str) -> Any:
    """A block of a tab by its title."""
    return next(each for each in (*tab.start, *tab.end) if each.title == title)


def cells(found: Entries) -> list[tuple[str, ...]]:
    """What a table says, line by line."""
    return [tuple(str(cell) for cell in each.cells) for each in found.entries]
