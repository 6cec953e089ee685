"""What is open of the day: notes not read, children who ask, things to put right, tools that are not back."""

from __future__ import annotations

import datetime
from typing import Final

from transit_desk.domain.dates import ONE_DAY
from transit_desk.domain.text import N_, Words
from transit_desk.module import Mark, Settle, Target, Task
from transit_desk.services.daily.records import Repair, lent, of_day
from transit_desk.services.daily.views import notes, rooms, tools
from transit_desk.storage.work import Work

PAGE: Final = "daily.day"
_UNREAD: Final = 3  # days: what nobody read for longer is no handing over any more


def notes_to_read(work: Work) -> list[Task]:
    """What the shifts before left, and nobody else initialled; one's own waits for another."""
    if "daily.write" not in work.actor.rights:
        return []
    since = work.today() - _UNREAD * ONE_DAY
    count = sum(row.made_by != work.actor.worker_id for row in of_day.unread(work, since))
    if not count:
        return []
    title = Words(
        N_("{count} note of a shift to read and initial"), {"count": count},
        plural=N_("{count} notes of shifts to read and initial"), count=count,
    )  # fmt: skip
    return [Task(title, "", "eye", "now", verb=N_("Read"), target=_tab(notes.TAB))]


def _tab(key: str) -> Target:
    return Target(PAGE, extra={"tab": key})


def children_who_ask(work: Work) -> list[Task]:
    """Children who asked for the social worker and were not heard; whoever may hear them is told."""
    if "daily.hear" not in work.actor.rights:
        return []
    count = len({work.stays(row.file_id) for row in of_day.asking(work)})
    if not count:
        return []
    title = Words(
        N_("{count} child asks for the social worker"), {"count": count},
        plural=N_("{count} children ask for the social worker"), count=count,
    )  # fmt: skip
    return [Task(title, "", "talk", "now", verb=N_("See"), target=_tab(notes.TAB))]


def asks(work: Work, file_id: str) -> list[Mark]:
    """At the head of a child's file: it asks for somebody."""
    if "daily.notes" not in work.actor.rights:
        return []
    waits = any(row.file_id in work.same(file_id) for row in of_day.asking(work))
    return [Mark(Words(N_("asks for the social worker")), "talk", "warn")] if waits else []


def repairs(work: Work, day: datetime.date | None = None) -> list[Task]:
    """What is to be put right: what is late or due today stands alone, what comes is promised until a day."""
    today = work.today()
    every = of_day.to_repair(work)
    if day is not None:
        coming = [row for row in every if today < row.until_day <= day]
        return [_repairs(coming, today, "later")] if coming else []
    due = [row for row in every if row.until_day <= today]
    return [_repairs(due, today, "night")] if due else []


def _repairs(rows: list[Repair], today: datetime.date, tier: str) -> Task:
    count, late = len(rows), sum(row.until_day < today for row in rows)
    title = Words(
        N_("{count} thing to put right in the rooms"), {"count": count},
        plural=N_("{count} things to put right in the rooms"), count=count,
    )  # fmt: skip
    detail = Words(N_("late: {late}"), {"late": late}) if late else ""
    return Task(title, detail, "repair", tier, verb=N_("See"), target=_tab(rooms.TAB), urgent=late > 0)


def tools_out(work: Work) -> list[Task]:
    """Tools that should be back by now, a sharp one at once; it stays told until somebody says where they are."""
    now = work.local(work.now())
    due_at = int(work.setting("daily.tools_back_at"))
    every = lent.loans(work)
    late = [each for each in every if work.day_of(each.at) < work.today() or now.hour >= due_at]
    if not late:
        return []
    count, sharp = sum(each.left for each in late), sum(each.left for each in late if each.tool.sharp)
    title = Words(
        N_("{count} tool is not back"), {"count": count}, plural=N_("{count} tools are not back"), count=count
    )
    detail = Words(N_("that cut or stab: {sharp}"), {"sharp": sharp}) if sharp else ""
    return [Task(title, detail, "repair", "now" if sharp else "night", verb=N_("See"), target=_tab(tools.TAB),
                 urgent=sharp > 0)]  # fmt: skip


def borrowed(work: Work, file_id: str) -> list[Settle]:
    """What a child who leaves still has of the workshop."""
    own = work.same(file_id)
    return [
        Settle(
            Words(N_("Take back: {tool} ({count})"), {"tool": each.tool.name, "count": each.left}),
            tools.since(work, each.at), "repair", "now", verb=N_("Take back"), target=_tab(tools.TAB),
            left=N_("A tool of the workshop"), of=each.id,
        )
        for each in lent.loans(work) if each.file_id in own
    ]  # fmt: skip
