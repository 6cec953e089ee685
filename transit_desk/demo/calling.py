"""The roll call that is under way as the demonstration opens: half are marked, and one is not there (story 18)."""

from __future__ import annotations

import datetime
import zoneinfo
from functools import partial
from typing import Final

from transit_desk.clock import Clock
from transit_desk.demo import residents, staying
from transit_desk.demo.stage import ZONE, Scene, Stage

_AHEAD: Final = datetime.timedelta(minutes=45)  # every mark takes a moment, and all of them lie behind
_CALLER: Final = "e.sifa"
_AFTERNOON, _NIGHT, _DAWN = 16, 21, 5


def scenes(clock: Clock, today: datetime.date) -> list[Scene]:
    """It began three quarters of an hour ago, whatever hour it is now."""
    began = (clock.now() - _AHEAD).astimezone(zoneinfo.ZoneInfo(ZONE))
    ago = (today - began.date()).days
    return [Scene(ago, began.hour, _CALLER, partial(_call, ago=ago, hour=began.hour, minute=began.minute))]


def _part(hour: int) -> str:
    if _DAWN <= hour < _AFTERNOON:
        return "morning"
    return "evening" if _AFTERNOON <= hour < _NIGHT else "night"


def _call(stage: Stage, *, ago: int, hour: int, minute: int) -> None:
    """Half of the house, then somebody says whose bed is empty; now everybody looks for him."""
    stage.at(ago, hour, minute)
    lost, late = stage.files[residents.STRANGER.key], stage.files[staying.LATE]
    call_id = stage.do("presence.begin", part=_part(hour))
    rows = stage.desk.ask("presence.present_call", call_id=call_id).rows
    half = rows[: len(rows) // 2]
    for row in (*half, *(row for row in rows if row.id == lost and row not in half)):
        mark = "on_leave" if row.id == late else row.expected or "present"
        mark = "not_accounted_for" if row.id == lost else mark
        remark = "vu à la pompe, avant le repas" if row.id == lost else None
        stage.do("presence.mark", call_id=call_id, file_id=row.id, mark=mark, remark=remark)
    (search,) = stage.desk.ask("presence.present_call", call_id=call_id).searches
    stage.do(
        "presence.describe", record_id=search,
        values={"stranger": True, "seen_where": "À la pompe, près du portail", "wearing": "T-shirt vert, sandales",
                "with_whom": "Seul ; un homme inconnu parlait aux enfants devant le portail."},
    )  # fmt: skip
    stage.do(
        "presence.write_step", record_id=search,
        values={"step": "search", "words": "Dortoirs, douches, jardin : Musa et Baraka cherchent encore dehors."},
    )  # fmt: skip
