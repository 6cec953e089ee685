"""A fictional house with a nurse: children, medicines and doses, each in one line."""

from __future__ import annotations

import datetime
from typing import Any, Final

from tests import makers
from transit_desk import entrance
from transit_desk.desk import Desk
from transit_desk.module import Entries, Facts, Mark, Task
from transit_desk.storage.work import VaultSession, Work

TODAY: Final = makers.NOON.date()
NURSE: Final = "n.innocent"


def with_nurse(house: makers.House, login: str = NURSE, name: str = "Innocent Kulimushi") -> str:
    """Somebody who nurses comes to work here; returns the identifier."""
    house.desk()
    assert house.entered is not None
    return entrance.let_in(
        house.entered, login=login, name=name, sex="m", roles=("nurse",), passphrase=makers.PASSPHRASE,
        one_time=False,
    )  # fmt: skip


def child(desk: Desk, name: str = "Amani", sex: str = "m", **more: Any) -> str:
    """A child who lives here."""
    return str(desk.do("case_file.open_case", sex=sex, care_track="resident", name=name, age="14", **more))


def agreed(desk: Desk, name: str = "Amani") -> str:
    """A child who is old enough to agree that a receiver is told, and did."""
    file_id = str(desk.do("case_file.open_case", sex="m", care_track="resident", name=name, age="16"))
    yes = {"purpose": "transfer", "decision": "yes", "on_day": TODAY, "given_by": "child"}
    desk.do("case_file.answer_consent", file_id=file_id, values=yes)
    return file_id


def medicine(desk: Desk, file_id: str, sachet: int = 7, hours: str = "7 19", **more: Any) -> str:
    """A medicine that was begun yesterday."""
    given = {"dose": "1", "from_day": TODAY - datetime.timedelta(days=1), "name": "Amoxicilline 500 mg"}
    return str(desk.do("health.add_medicine", file_id=file_id, sachet=sachet, hours=hours, **{**given, **more}))


def mark(desk: Desk, medicine_id: str, mark_: str = "given", minute: int = 7 * 60, **more: Any) -> str:
    """What became of a dose of today."""
    given = {"on_day": TODAY, "minute": minute, "mark": mark_}
    return str(desk.do("health.mark_dose", medicine_id=medicine_id, **{**given, **more}))


def lines(desk: Desk) -> dict[tuple[str, str, int], Any]:
    """The round of now, by the name of the child, the day's hour and the sachet."""
    found = desk.ask("health.round_now")
    return {(line.name, f"{line.day:%d} {line.hour}", line.sachet): line for hour in found.hours for line in hour.lines}


def block(desk: Desk, file_id: str, title: str) -> Any:
    """One block of the tab by its title."""
    tab = desk.ask("health.tab", record_id=file_id)
    return next((each for each in tab.start if isinstance(each, (Entries, Facts)) and each.title == title), None)


def cells(desk: Desk, file_id: str, title: str) -> list[tuple[str, ...]]:
    """The cells of one table of the tab, as they are spoken."""
    found = block(desk, file_id, title)
    return [tuple(map(str, entry.cells)) for entry in found.entries] if found is not None else []


def everything(desk: Desk, file_id: str) -> str:
    """All words that a desk is shown of a child's health, on its page, on the round and on Today."""
    told: list[object] = [desk.ask("case_file.child", record_id=file_id), desk.ask("case_file.tonight")]
    for name, values in (("health.tab", {"record_id": file_id}), ("health.round_now", {})):
        told += [desk.ask(name, **values)] if desk.may(name) else []
    return repr(told)


def hook(desk: Desk, name: str, **values: Any) -> list[Any]:
    """What health tells of itself when it is gathered."""
    from transit_desk.services.health import hooks

    with VaultSession(desk.vault.reader) as session:
        work = Work(session, desk.actor, desk, desk._sealer, "test", reads_only=True)
        return list(getattr(hooks, name)(work, **values))


def marks_of(desk: Desk, file_id: str) -> list[str]:
    """The marks in the head of a child's page."""
    return [str(each.words) for each in hook(desk, "alerts_of", file_id=file_id) if isinstance(each, Mark)]


def tasks_of(desk: Desk) -> list[str]:
    """The lines of Today that health tells."""
    return [str(each.title) for each in hook(desk, "alerts_of") if isinstance(each, Task)]
